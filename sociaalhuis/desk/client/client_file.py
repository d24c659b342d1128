"""One whole file as the desk sees it: who it is about, what happened, what is known, and what the client agreed to.

Opening is one look in the journal with its reason. What may not be seen by who asks is not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.actions import COORDINATOR, MAATSCHAPPELIJK_WERKER
from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.people import Person
from sociaalhuis.desk import asking, relations
from sociaalhuis.desk.client import (
    clients,
    consents,
    keyworker,
    life_domains,
    locked_notes,
    looks,
    merging,
    representing,
    timeline,
)
from sociaalhuis.desk.client.clients import Happened, Identity
from sociaalhuis.desk.referral.referrals import Referred
from sociaalhuis.facts import Answer, Standing, vocabulary
from sociaalhuis.house import House

_SOCIAL = frozenset({MAATSCHAPPELIJK_WERKER, COORDINATOR})


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One fact as it was told last, and when."""

    slug: str
    answer: Answer
    on: date


@dataclass(frozen=True, slots=True)
class ClientFile:
    """A file. ``happened`` are the contacts, ``events`` what came besides; ``looked``: how many people opened it;
    ``locked``: how many notes under lock there are for who asks, None for a role that has none;
    ``note_begun``: who asks began one that is not kept yet; ``keyworker``: who keeps the overview, empty for nobody.
    """

    who: Identity
    happened: tuple[Happened, ...]
    events: tuple[timeline.Event, ...]
    facts: tuple[DatedFact, ...]
    explored: timeline.Explored | None
    domains: tuple[life_domains.Domain, ...]
    consents: tuple[consents.Consent, ...]
    representatives: tuple[representing.Representing, ...]
    merged: tuple[merging.Merged, ...]
    looked: int
    locked: int | None
    note_begun: bool
    keyworker: str


def open_file(house: House, person: UUID, reason: str, today: date) -> ClientFile:
    """Open a file: the look is journalled with its reason.

    Raises Refusal when the role may not, or when the file is protected and who acts is not named in it.
    """
    row = clients.look(house, person, reason)
    return read(house, row.id, today)


def again(house: House, person: UUID, today: date) -> ClientFile | None:
    """A file that is open already, as it is now; None when it is gone, or no longer for who acts."""
    with house.store.read() as session:
        person = relations.kept(session, person)
        there = session.scalar(select(Person.id).where(Person.id == person, relations.visible_people(house)))
    return None if there is None else read(house, person, today)


def read(house: House, person: UUID, today: date) -> ClientFile:
    """A file that may be read: whoever asks has looked at it already."""
    with house.store.read() as session:
        return ClientFile(
            clients.identity(session, person, today),
            tuple(clients.history(house, session, today, person=person)),
            timeline.of(session, person),
            facts(house, session, person),
            timeline.explored(session, person),
            life_domains.of(session, person),
            consents.of(house, session, person, today),
            representing.of(session, person),
            merging.of(session, person, today),
            looks.people(session, person),
            locked_notes.counted(house, session, person),
            locked_notes.unfinished(house, person) is not None,
            keyworker.shown(session, person),
        )


def facts(house: House, session: Session, person: UUID) -> tuple[DatedFact, ...]:
    """What is known, each fact as it was told last, the newest first; what is private only for who may keep it."""
    rows = session.execute(
        select(Told.fact, Told.value, Told.standing, Told.source, Told.on)
        .join(Contact, Told.contact_id == Contact.id)
        .where(Contact.person_id == person)
        .order_by(Told.on, Told.id)
    )
    private = house.actor.role in _SOCIAL
    found: dict[str, DatedFact] = {}
    for fact, value, standing, source, on in rows:
        if fact in vocabulary() and (private or not asking.is_private(fact)):
            kept = tuple(value) if isinstance(value, list) else value
            found.pop(fact, None)
            found[fact] = DatedFact(fact, Answer(kept, Standing(standing), source, on), on)
    return tuple(reversed(found.values()))


def running(happened: Sequence[Happened], today: date) -> Sequence[Referred]:
    """The referrals that somebody still follows, the first due first."""
    open_ones = [one for moment in happened for one in moment.referrals if one.due is not None]
    return sorted(open_ones, key=lambda one: one.due or today)
