"""Two files of one person become one, in one act that can be undone for thirty days; after that it stays.

The kept file gets what happened in the other one, and what it did not know yet. The other file stays as it was, out of sight:
who stands up for the client, notes under lock, the steps of life domains and the answers stay with it and are read together
with those of the kept one (relations.one_person). Undoing gives back what moved, and empties what was filled in where nobody
changed it since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.access import keyworkers
from sociaalhuis.db.base import Base, new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.people import NamedColleague, Person, PersonMerge
from sociaalhuis.db.proactive import CampaignRow, Finding
from sociaalhuis.desk import relations
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.client.clients import Found
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

DAYS = 30  # for so long it can be undone
WHY = "dossiers samenvoegen"
MOVED: Mapping[str, type[Base]] = MappingProxyType(
    {"contact": Contact, "follow_stop": FollowStop, "finding": Finding, "campaign_row": CampaignRow}
)
READ_TOGETHER = frozenset(
    {"named_colleague", "representative", "client_note", "domain_step", "purpose_consent", "person_merge"}
)
_FILLED = (
    "birth_date", "birth_year", "phone", "email", "street", "postal_code", "municipality", "language", "reading", "interpreter",
    "safe_contact", "forbidden_ways", "protected", "informed_on", "stopped_on", "keyworker_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merged:
    """A file that went into another one: whose it was, when, and until which day that can be undone."""

    id: UUID
    name: str
    on: date
    until: date


def candidates(house: House, person: UUID) -> Sequence[Found]:
    """Who may be the same person, the likeliest first."""
    with house.store.read() as session:
        relations.refuse_unseen(house, session, person)
        row = session.get_one(Person, person)
        return clients.doubles(house, session, clients.as_known(row), besides=person)


def of(session: Session, person: UUID, today: date) -> tuple[Merged, ...]:
    """What went into this file and can still be undone, the latest first."""
    query = select(PersonMerge, Person).join(Person, PersonMerge.gone_id == Person.id)
    rows = session.execute(
        query.where(PersonMerge.kept_id == person, PersonMerge.undone.is_(None)).order_by(PersonMerge.at.desc())
    )
    found = [Merged(merge.id, clients.shown(gone), local(merge.at).date(), _until(merge)) for merge, gone in rows]
    return tuple(one for one in found if today <= one.until)


def merge(house: House, kept: UUID, gone: UUID, now: datetime) -> UUID:
    """Put the file of ``gone`` into that of ``kept``; gives the id of the merge.

    Raises Refusal when they are one file already, when one is protected and not for who acts, or when the role may not.
    """
    user = worker(house)
    with house.store.write(house.actor, "person.merge") as session:
        if relations.kept(session, kept) == relations.kept(session, gone):
            raise Refusal("Dit is hetzelfde dossier.", "Kies een ander dossier.")
        if {kept, gone} != {relations.kept(session, kept), relations.kept(session, gone)}:
            raise Refusal("Een van deze dossiers is al samengevoegd.", "Zoek de persoon opnieuw.")
        for one in (kept, gone):
            relations.refuse_unseen(house, session, one)
        stays, goes = session.get_one(Person, kept), session.get_one(Person, gone)
        moved = {table: [row.hex for row in _move(session, model, gone, kept)] for table, model in MOVED.items()}
        if goes.protected and not stays.protected:
            moved["named_colleague"] = [row.hex for row in _name(session, kept, gone, now, user)]
            session.flush()
        filled = _filled(session, stays, goes)
        made = PersonMerge(
            id=new_id(), kept_id=kept, gone_id=gone, at=now, user_id=user, moved=moved, filled=filled, undone=None
        )
        session.add(made)
        house.store.looked(session, "person", gone, WHY)  # what was in it is seen from now on
    return made.id


def part(house: House, merge: UUID, now: datetime) -> UUID:
    """Undo a merge; gives the person whose file is back. Raises Refusal after thirty days, or when a later one stands on it."""
    with house.store.write(house.actor, "person.part") as session:
        row = session.get_one(PersonMerge, merge)
        if row.undone is not None:
            raise Refusal("Deze dossiers zijn al gescheiden.", "Zoek de persoon opnieuw.")
        if local(now).date() > _until(row):
            raise Refusal(f"Samenvoegen kan na {DAYS} dagen niet meer ongedaan gemaakt worden.", "Maak een nieuw dossier.")
        if relations.kept(session, row.kept_id) != row.kept_id:
            raise Refusal("Dit dossier ging later zelf op in een ander.", "Maak eerst die samenvoeging ongedaan.")
        relations.refuse_unseen(house, session, row.kept_id)
        for table, model in MOVED.items():
            for one in _rows(session, model, row.moved.get(table, ())):
                if one.person_id == row.kept_id:
                    one.person_id = row.gone_id
        for named in _rows(session, NamedColleague, row.moved.get("named_colleague", ())):
            session.delete(named)
        _empty(session.get_one(Person, row.kept_id), row.filled)
        row.undone = now
    return row.gone_id


def _until(merge: PersonMerge) -> date:
    return local(merge.at).date() + timedelta(days=DAYS)


def _move(session: Session, model: Any, gone: UUID, kept: UUID) -> Iterator[UUID]:
    """Give the rows of one person to the other; what the other one has already on the same list stays behind."""
    there = set(session.scalars(select(CampaignRow.campaign_id).where(CampaignRow.person_id == kept)))
    for row in session.scalars(select(model).where(model.person_id == gone).order_by(model.id)).all():
        if model is not CampaignRow or row.campaign_id not in there:
            row.person_id = kept
            yield row.id


def _name(session: Session, kept: UUID, gone: UUID, now: datetime, user: UUID) -> Iterator[UUID]:
    """Who was named in the protected file is named in the kept one."""
    for one in session.scalars(select(NamedColleague.colleague_id).where(NamedColleague.person_id == gone)).all():
        made = NamedColleague(id=new_id(), person_id=kept, colleague_id=one, at=now, user_id=user)
        session.add(made)
        yield made.id


def _filled(session: Session, stays: Person, goes: Person) -> dict[str, Any]:
    """Fill in what the kept person did not know, and choose who keeps the one file; gives what changed."""
    before = stays.keyworker_id
    changed = _fill(stays, goes)
    stays.keyworker_id = keyworkers.fitting(session, stays, stays.keyworker_id)
    if stays.keyworker_id != before:
        changed["keyworker_id"] = [_written(before), _written(stays.keyworker_id)]
    return changed


def _fill(stays: Person, goes: Person) -> dict[str, Any]:
    """Fill in what the kept person did not know, and be as careful as the more careful of the two; gives what changed."""
    changed: dict[str, Any] = {}
    for column in _FILLED:
        before, after = getattr(stays, column), _together(column, getattr(stays, column), getattr(goes, column))
        if column == "birth_year" and stays.birth_date is not None:
            after = before
        if after != before:
            changed[column] = [_written(before), _written(after)]
            setattr(stays, column, after)
    return changed


def _together(column: str, mine: Any, other: Any) -> Any:
    if column == "forbidden_ways" and mine is not None and other is not None:
        return [*mine, *(way for way in other if way not in mine)]
    if column == "safe_contact" and mine and other and mine != other:
        return f"{mine} / {other}"
    if column == "protected":
        return mine or other
    return other if mine is None or mine == "" else mine


def _empty(person: Person, filled: Mapping[str, Any]) -> None:
    """What was filled in goes, but for what somebody changed since."""
    for column, (before, after) in filled.items():
        if _written(getattr(person, column)) == after:
            setattr(person, column, _read(column, before))


def _read(column: str, written: Any) -> Any:
    if written and (column.endswith("_on") or column == "birth_date"):
        return date.fromisoformat(written)
    return UUID(written) if written and column.endswith("_id") else written


def _written(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value


def _rows(session: Session, model: Any, ids: Sequence[str]) -> Iterator[Any]:
    for one in ids:
        row = session.get(model, UUID(one))
        if row is not None:
            yield row
