"""Protecting a file (afschermen): naming who may open it. For everybody else there is no such file (desk.relations)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.access import keyworkers
from sociaalhuis.actions import COORDINATOR, allows
from sociaalhuis.db.people import NamedColleague, Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk import relations
from sociaalhuis.desk.intake import worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

ACTION = "person.protect"
_LOOK = "person.look"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague who could be named, and whether he or she is."""

    id: UUID
    shown: str
    named: bool


def colleagues(house: House, person: UUID) -> Sequence[Colleague]:
    """Who works here and may open files, by name."""
    with house.store.read() as session:
        named = set(session.scalars(select(NamedColleague.colleague_id).where(NamedColleague.person_id == person)))
        users = session.scalars(select(User).where(User.active.is_(True)).order_by(User.shown))
        return [Colleague(one.id, one.shown, one.id in named) for one in users if allows(_LOOK, one.role)]


def protect(house: House, person: UUID, named: Collection[UUID], now: datetime) -> None:
    """Let only these colleagues open the file; with none it is a file like others again.

    Raises Refusal when the role may not, when who acts is not named in a protected file, or would name nobody who can go on.
    """
    me = worker(house)
    with house.store.write(house.actor, ACTION) as session:
        relations.refuse_unseen(house, session, person)
        row = session.get_one(Person, person)
        before = {
            one.colleague_id: one for one in session.scalars(select(NamedColleague).where(NamedColleague.person_id == person))
        }
        wanted = set(named)
        known = {one.id: one for one in session.scalars(select(User).where(User.active.is_(True)))}
        if wanted and not any(one in known and allows(ACTION, known[one].role) for one in wanted):
            raise Refusal("Zo kan niemand dit dossier nog vrijgeven.", "Noem ook een maatschappelijk werker of de coördinator.")
        for one in before.keys() - wanted:
            session.delete(before[one])
        session.add_all(
            NamedColleague(person_id=person, colleague_id=one, at=now, user_id=me)
            for one in sorted(wanted - before.keys(), key=str)
        )
        row.protected = bool(wanted)
        session.flush()
        row.keyworker_id = keyworkers.fitting(session, row, row.keyworker_id)


def step_in(house: House, person: UUID, reason: str, now: datetime) -> None:
    """The coordinator names himself or herself in a protected file, when the named colleagues are away. It is journalled.

    Raises Refusal for anybody else.
    """
    if house.actor.role != COORDINATOR:
        raise Refusal("Dit dossier is afgeschermd.", "Neem contact op met de coördinator.")
    me = worker(house)
    with house.store.write(house.actor, ACTION) as session:
        house.store.looked(session, "person", person, reason)
        if session.get_one(Person, person).protected and not relations.is_named(house, session, person):
            session.add(NamedColleague(person_id=person, colleague_id=me, at=now, user_id=me))
