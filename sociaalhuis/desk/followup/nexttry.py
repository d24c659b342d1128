"""A new try after one in vain: the next best services for the same question, without those that were given already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.desk.referral import handover, referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.texts import Texts

MOST = 3
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Next:
    """A service (slug) for a new try, and why in words."""

    service: str
    name: str
    why: str


def best(house: House, engine: Engine, contact: UUID, today: date) -> Sequence[Next]:
    """The best services that this contact was not sent to yet, at most three."""
    case = handover.prepare(house, contact)
    with house.store.read() as session:
        given = {one.service for one in referrals.of_contact(house, session, contact, today)}
    try:
        where = places.places(case.postal_code) if case.postal_code else ()
    except Refusal:  # a postal code that was noted by hand and does not exist
        where = ()
    found = engine.find(case.words, case.facts, where, today, top=_LOOKED_AT)
    texts = Texts()
    fitting = [one for one in found.items if one.service.id not in given and one.strength != "doubt"]
    return [
        Next(one.service.id, one.service.name, ", ".join(texts.reason(reason) for reason in one.reasons[:2]))
        for one in fitting[:MOST]
    ]
