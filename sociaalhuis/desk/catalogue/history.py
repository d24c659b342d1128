"""What happened to a record, from the journal: each field with what it was and what it became, who and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import ACTIONS
from sociaalhuis.catalogue import fields
from sociaalhuis.db.following import VerificationTask
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.staff import User
from sociaalhuis.db.verifying import Verification
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.house import House

MOST = 40
_CLOCK_BITS = 16
_NOT_SHOWN = frozenset({"assured_date", "assured_precision", "confidence", "rank", "service_id", "organization_id"})
_BY_HAND = ("service.change", "proposal.settle", "service.join", "service.part", "act.undo")
_OF_PARTS: Mapping[tuple[str, str], str] = {
    ("phone", "description"): "description_of_number",
    ("address", "description"): "description_of_place",
    ("address", "name"): "name_of_place",
}
_PROGRAM = "het programma"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. For a changed field ``before`` and ``after`` are its values in words."""

    at: datetime
    who: str
    what: str
    before: str = ""
    after: str = ""


def of(house: House, slug: str) -> Sequence[Moment]:
    """What happened to a record, newest first."""
    with house.store.read() as session:
        service = checking.row(session, slug)
        names: dict[str, str] = {one.id.hex: one.shown for one in session.scalars(select(User))}
        found = [
            *_changes(session, service.id, [one.id for one in (*service.phones, *service.addresses)], names),
            *_checks(session, service.id, names),
        ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _changes(session: Session, service: UUID, parts: Sequence[UUID], names: Mapping[str, str]) -> Iterator[Moment]:
    rows = [one.hex for one in (service, *parts)]
    yield from _parts(session, service, names)
    query = select(Entry).where(Entry.row.in_(rows), Entry.operation == "update").order_by(Entry.clock.desc()).limit(MOST * 4)
    for entry in session.scalars(query):
        at = _moment(entry)
        who = names.get(entry.actor or "", _PROGRAM)
        changed: Mapping[str, Sequence[Any]] = orjson.loads(entry.payload or "{}")
        for field, (before, after) in changed.items():
            if field not in _NOT_SHOWN:
                name = _OF_PARTS.get((entry.table, field), field)
                what = f"{fields.label(name)}: {ACTIONS[entry.action].label}"
                yield Moment(at, who, what, fields.words(field, before), fields.words(field, after))


def _parts(session: Session, service: UUID, names: Mapping[str, str]) -> Iterator[Moment]:
    """Numbers and addresses that were added or taken away by hand."""
    query = (
        select(Entry)
        .where(
            Entry.action.in_(_BY_HAND),
            Entry.table.in_(("phone", "address")),
            Entry.operation.in_(("insert", "delete")),
            Entry.payload.contains(str(service)),
        )
        .order_by(Entry.clock)
    )
    for entry in session.scalars(query):
        row: Mapping[str, Any] = orjson.loads(entry.payload or "{}")
        said = " ".join(str(row[name]) for name in ("number", "address_1", "postal_code", "city") if row.get(name))
        values = ("", said) if entry.operation == "insert" else (said, "")
        what = fields.label("phones" if entry.table == "phone" else "addresses")
        yield Moment(_moment(entry), names.get(entry.actor or "", _PROGRAM), f"{what}: {ACTIONS[entry.action].label}", *values)


def _moment(entry: Entry) -> datetime:
    return datetime.fromtimestamp((entry.clock >> _CLOCK_BITS) / 1000, UTC)


def _checks(session: Session, service: UUID, names: Mapping[str, str]) -> Iterator[Moment]:
    for one in session.scalars(select(Verification).where(Verification.service_id == service)):
        whom = f", met {one.whom}" if one.whom else ""
        yield Moment(one.at, names.get(one.user_id.hex, ""), f"nagekeken {vocab.label('verify_ways', one.way)}{whom}")
    for task in session.scalars(select(VerificationTask).where(VerificationTask.service_id == service)):
        done = " (afgehandeld)" if task.done else ""
        said = checking.reported(task.reason, task.words)
        yield Moment(task.at, names.get(task.user_id.hex, ""), f"gemeld: {said}{done}")
