"""Klacht of te dichtbij: an independent way is offered, and a file is closed off for whom it should not be open.

A complaint never stands in a file: the register counts that there was one and which way was offered, without a client or words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from sociaalhuis import vocab
from sociaalhuis.access import keyworkers
from sociaalhuis.actions import COORDINATOR
from sociaalhuis.catalogue import starter
from sociaalhuis.db.partners import Complaint
from sociaalhuis.db.people import NamedColleague, Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk import relations
from sociaalhuis.desk.intake import worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

SETTING = "house.complaints"
_OWN = "eigen_klachtendienst"
_SERVICES = {"vlaamse_ombudsdienst": "vlaamse-ombudsdienst", "ander_onthaal": "caw-onthaal"}  # way → service of the starter


@dataclass(frozen=True, slots=True)
class Way:
    """A way that does not lead past this colleague: its slug, its name, what it is, and how to reach it (may be empty)."""

    slug: str
    name: str
    what: str
    reach: str


def ways(house: House) -> Sequence[Way]:
    """The independent ways, with the house's own complaints office as it is set."""
    services = starter.services()
    found = []
    for term in vocab.terms("independent_ways", None):
        service = services.get(_SERVICES.get(term.slug, ""))
        reach = ", ".join(phone.number for phone in service.phones) if service else ""
        found.append(Way(term.slug, term.label, term.note or "", house.text(SETTING) if term.slug == _OWN else reach))
    return found


def note(house: House, kind: str, way: str, now: datetime, person: UUID | None = None) -> None:
    """Count that an independent way was offered; with ``person`` the file is closed off: only coordinators open it from now on.

    For who stands too near that is any coordinator but oneself. Raises Refusal when there is none, or for a wrong word.
    """
    user = worker(house)
    for name, slug in (("complaint_kinds", kind), ("independent_ways", way)):
        if slug not in {term.slug for term in vocab.terms(name, None)}:
            raise Refusal("Dit staat niet in de lijst.", "Kies wat er is, en welke weg je aanbiedt.")
    with house.store.write(house.actor, "complaint.note") as session:
        if person is not None:
            relations.refuse_unseen(house, session, person)
            named = [one for one in _coordinators(house) if one != user]
            if not named:
                raise Refusal(
                    "Er is geen andere coördinator om dit dossier te openen.", "Vraag de beheerder om er een toe te voegen."
                )
            row = session.get_one(Person, person)
            row.protected = True
            for one in session.scalars(select(NamedColleague).where(NamedColleague.person_id == person)):
                if one.colleague_id in named:
                    named.remove(one.colleague_id)
                else:  # also whom it may be about
                    session.delete(one)
            session.add_all(NamedColleague(person_id=person, colleague_id=one, at=now, user_id=user) for one in named)
            session.flush()
            row.keyworker_id = keyworkers.fitting(session, row, row.keyworker_id)
        session.add(Complaint(at=now, user_id=user, kind=kind, way=way, restricted=person is not None))


def _coordinators(house: House) -> Sequence[UUID]:
    with house.store.read() as session:
        return session.scalars(select(User.id).where(User.role == COORDINATOR, User.active.is_(True)).order_by(User.id)).all()
