"""Who opened a file, when and why, from the journal: colleagues see names, the client gets days and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sociaalhuis.db.journal import Entry
from sociaalhuis.db.staff import User
from sociaalhuis.desk import relations
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

MOST = 500  # looks that are shown
ERASED = "reden gewist"
_COUNTER_BITS = 16


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a file: local time, who, and the reason that was given."""

    at: datetime
    who: str
    why: str


def people(session: Session, person: UUID) -> int:
    """How many people ever looked at this file."""
    whole = relations.one_person(session, person)
    return session.scalar(select(func.count(Entry.actor.distinct())).where(*_looked(whole))) or 0


def of(house: House, person: UUID) -> Sequence[Look]:
    """Who looked, the latest first."""
    with house.store.read() as session:
        whole = relations.one_person(session, person)
    return at(house, whole)


def at(house: House, rows: Sequence[UUID]) -> Sequence[Look]:
    """Who looked at these rows, the latest first."""
    with house.store.read() as session:
        shown = {one.id.hex: one.shown for one in session.scalars(select(User))}
        query = select(Entry.clock, Entry.actor, Entry.payload).where(*_looked(rows))
        found = session.execute(query.order_by(Entry.clock.desc()).limit(MOST)).all()
    return [Look(_moment(clock), shown.get(actor or "", "het programma"), _why(payload)) for clock, actor, payload in found]


def _looked(rows: Sequence[UUID]) -> tuple[ColumnElement[bool], ...]:
    return Entry.row.in_([one.hex for one in rows]), Entry.operation == "look"


def _moment(clock: int) -> datetime:
    """The hybrid clock of the journal: milliseconds since 1970 × 2¹⁶."""
    return local(datetime.fromtimestamp((clock >> _COUNTER_BITS) / 1000, UTC))


def _why(payload: str | None) -> str:
    return ERASED if payload is None else str(orjson.loads(payload).get("reason", ""))
