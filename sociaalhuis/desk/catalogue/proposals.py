"""What a source or an organisation wants to change in a record: shown per field, taken or refused by a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from sociaalhuis.catalogue import fields
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.imports import ImportRun, LocalNote, Proposal
from sociaalhuis.desk.catalogue import changing, rows
from sociaalhuis.desk.catalogue.changing import OPEN, REFUSED, TAKEN
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue.model import Cost, Document, Hours, Link, Organization, Phone, Place, Term, plain
from sociaalhuis.house import House

LOCAL = frozenset({"waiting_time"})  # fields of the local layer
OWN = frozenset({"capacity"})  # fields of a record that only this house has
_PARTS: Mapping[str, type[Any]] = {
    "phones": Phone,
    "addresses": Place,
    "terms": Term,
    "costs": Cost,
    "documents": Document,
    "schedules": Hours,
    "links": Link,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that somebody wants to change: from what it is now to what it would be, and who says so.

    ``rivals``: what another source of the same service wants it to be, with which source that is.
    """

    id: UUID
    service: str
    name: str
    field: str
    label: str
    here: str
    there: str
    source: str
    rivals: tuple[str, ...] = ()


def waiting(house: House, slug: str | None = None) -> Sequence[Change]:
    """What nobody decided on yet, of one record or of all, the oldest first."""
    query = (
        select(Proposal, Service, ImportRun)
        .join(Service, Proposal.service_id == Service.id)
        .join(ImportRun, Proposal.run_id == ImportRun.id)
        .where(Proposal.state == OPEN)
        .order_by(Proposal.id)
    )
    with house.store.read() as session:
        found = session.execute(query if slug is None else query.where(Service.slug == slug)).all()
        changes = [_change(*one) for one in found]
    same: dict[tuple[str, str], list[tuple[str, Change]]] = defaultdict(list)
    for (one, *_rest), change in zip(found, changes, strict=True):
        if of := one.value.get("of"):
            same[change.service, change.field].append((of, change))
    return [replace(one, rivals=_rivals(one, same[one.service, one.field])) for one in changes]


def _rivals(one: Change, same: Sequence[tuple[str, Change]]) -> tuple[str, ...]:
    """What other sources of the same service say of the same field."""
    mine = next((of for of, change in same if change is one), None)
    others = (change for of, change in same if mine is not None and of != mine)
    return tuple(f"{change.there or 'leeg'} ({change.source})" for change in others)


def _change(one: Proposal, service: Service, run: ImportRun) -> Change:
    here, there = (fields.words(one.field, one.value.get(side)) for side in ("here", "there"))
    source = f"{run.source}, {local(run.at).date():%d/%m/%Y}"
    return Change(one.id, service.slug, service.name, one.field, fields.label(one.field), here, there, source)


def count(house: House) -> int:
    """How many wait."""
    with house.store.read() as session:
        return session.scalar(select(func.count()).select_from(Proposal).where(Proposal.state == OPEN)) or 0


def settle(house: House, proposal: UUID, *, take: bool, now: datetime) -> None:
    """Take a change over into the record, or refuse it. Raises Refusal when somebody decided already."""
    with house.store.write(house.actor, "proposal.settle") as session:
        one = session.get(Proposal, proposal)
        if one is None or one.state != OPEN:
            raise Refusal("Over dit voorstel is al beslist.", "Kijk naar het volgende.")
        one.state = TAKEN if take else REFUSED
        if not take:
            return
        service = session.get_one(Service, one.service_id)
        value = one.value.get("there")
        if one.field in LOCAL:
            note = session.scalar(select(LocalNote).where(LocalNote.service_id == service.id))
            if note is None:
                note = LocalNote(service_id=service.id)
                session.add(note)
            setattr(note, one.field, value)
            note.noted, note.user_id = now, worker(house)
            return
        if one.field in OWN:
            setattr(service, one.field, value)
            return
        there = replace(rows.record(service, "", ""), **{one.field: _typed(one.field, value)})
        changing.apply(session, service, there, [one.field], changing.Organizations(house.store, session), now)
        changing.follow(session, one)


def _typed(field: str, value: Any) -> Any:
    """A value of a proposal as a record holds it; the other way of exchange.catalogue.model.plain."""
    if field == "organization":
        return Organization(str(value))
    if field == "assured_date" and isinstance(value, str):
        return date.fromisoformat(value)
    if field in _PARTS:
        return tuple(_PARTS[field](**_tuples(one)) for one in value or ())
    return tuple(value) if isinstance(value, list) else value


def _tuples(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in part.items()}


def here(service: Service, field: str) -> Any:
    """What a field is now, as a proposal keeps it."""
    if field in OWN:
        return getattr(service, field)
    return plain(getattr(rows.record(service, "", ""), field))
