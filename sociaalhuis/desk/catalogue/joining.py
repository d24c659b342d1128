"""Two records of one service become one, in one act that can be undone: what was chosen field by field, and from which source.

The record that stays keeps its slug; the referrals, the local layer, the matrix, notes and reports of the other one go along.
The other one stays as it was, out of sight (stopped), and its sources belong to the kept record from then on: an import of
either source finds the join, and what it changes is proposed (desk.catalogue.changing). Undoing gives back what moved, and what
was changed where nobody changed it since; what a source told in between comes again with its next import.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect as sa_inspect
from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import fields
from sociaalhuis.catalogue.service import INTERNAL, PRODUCT, SECRET
from sociaalhuis.db.agenda import OfficeHours
from sociaalhuis.db.base import Base, Record, new_id
from sociaalhuis.db.catalogue import Address, Phone, Service
from sociaalhuis.db.desk import PassedOver, Referral
from sociaalhuis.db.following import VerificationTask
from sociaalhuis.db.imports import LocalNote, Proposal, ServiceSource
from sociaalhuis.db.joining import ServiceJoin
from sociaalhuis.db.partners import ServiceContact
from sociaalhuis.db.staff import User
from sociaalhuis.db.undo import typed
from sociaalhuis.db.verifying import ActorAnswer, MatrixCell, Verification
from sociaalhuis.desk.catalogue import changing, checking, doubles, rows, sides
from sociaalhuis.desk.catalogue.sides import GOES, STAYS, Field
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue.model import digests
from sociaalhuis.house import House

MOVED: Mapping[str, type[Record]] = {
    model.__tablename__: model
    for model in (
        Referral, PassedOver, ServiceContact, OfficeHours, VerificationTask, Verification, ActorAnswer, Proposal, ServiceSource,
        MatrixCell, LocalNote,
    )
}  # fmt: skip
"""What goes along with a record; its numbers and addresses follow the choice, its joins and “niet dezelfde” stay with it."""
STAY_BEHIND = frozenset({"phone", "address", "service_join", "service_apart"})
_NOTES = ("tips", "waiting_time", "ask_for", "best_hour", "phone_note")
_STRICT = (None, INTERNAL, SECRET)  # from open to shut


@dataclass(frozen=True, slots=True)
class Compared:
    """Two records side by side: the names with where they come from, and the fields, those that differ first."""

    stays: str
    goes: str
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Joined:
    """A join that stands: what went into which record, when, by whom, and which fields came from the other one.

    ``origins``: which fields the record has from which source now.
    """

    id: UUID
    slug: str
    name: str
    gone: str
    on: date
    who: str
    fields: tuple[str, ...]
    origins: tuple[tuple[str, tuple[str, ...]], ...] = ()


def compare(house: House, stays: str, goes: str) -> Compared:
    """Both records in words. Raises Refusal for a record that is gone or may not be seen."""
    with house.store.read() as session:
        kept, gone = _two(house, session, stays, goes)
        where = doubles.sources(session, [kept.id, gone.id])
        found = sides.compare(rows.record(kept, "", ""), rows.record(gone, "", ""))
        return Compared(where[kept.id], where[gone.id], found)


def join(house: House, stays: str, goes: str, choices: Mapping[str, str], now: datetime) -> UUID:
    """Put the record ``goes`` into ``stays``; ``choices`` by field (sides.SHOWN). Gives the id of the join.

    Raises Refusal for one record twice, a record that is gone or may not be seen, and a product with a service.
    """
    user = worker(house)
    with house.store.write(house.actor, "service.join") as session:
        kept, gone = _two(house, session, stays, goes)
        mine, other = rows.record(kept, "", ""), rows.record(gone, "", "")
        links = {one.id: one.service_id for one in session.scalars(_links(kept.id, gone.id))}
        before = _state(session, kept, links)
        whole = sides.merged(mine, other, choices)
        here, there = digests(mine), digests(whole)
        changing.apply(
            session,
            kept,
            whole,
            [name for name in there if here[name] != there[name]],
            changing.Organizations(house.store, session),
            now,
        )
        moved = {table: [row.id.hex for row in _move(session, model, gone, kept)] for table, model in MOVED.items()}
        ranks = {one.id.hex: one.rank for one in gone.addresses if one.confidential}
        moved["address"] = _hidden_addresses(session, gone, kept)
        _keep_house_words(session, kept, gone, user, now)
        _claim(session, links, kept.id, choices)
        gone.stopped = local(now).date()
        session.flush()
        made = ServiceJoin(
            id=new_id(),
            kept_id=kept.id,
            gone_id=gone.id,
            at=now,
            user_id=user,
            moved=moved,
            undone=None,
            before={"from": before, "to": _state(session, kept, links), "choices": dict(choices), "ranks": ranks},
        )
        session.add(made)
        return made.id


def _two(house: House, session: Session, stays: str, goes: str) -> tuple[Service, Service]:
    kept, gone = checking.row(session, stays), checking.row(session, goes)
    if kept is gone:
        raise Refusal("Dit is dezelfde fiche.", "Kies een andere.")
    if SECRET in (kept.confidentiality, gone.confidentiality) and not allows("service.secret", house.actor.role):
        raise Refusal("Een van deze fiches is geheim.", "Vraag het aan een maatschappelijk werker.")
    if (kept.kind == PRODUCT) != (gone.kind == PRODUCT):
        raise Refusal("Een dienst is nooit dezelfde fiche als een product of recht.", "Kies “niet dezelfde”.")
    return kept, gone


def _links(*services: UUID) -> Any:
    return select(ServiceSource).where(ServiceSource.service_id.in_(services)).order_by(ServiceSource.id)


def _state(session: Session, kept: Service, links: Iterable[UUID]) -> dict[str, Any]:
    """The kept record, its numbers and addresses, its note and the sources of both, as the journal writes values."""
    session.expire(kept, ["phones", "addresses"])
    note = session.scalar(select(LocalNote).where(LocalNote.service_id == kept.id))
    return {
        "service": _values(kept),
        "local_note": None if note is None else _values(note),
        "phone": [_values(one) for one in kept.phones],
        "address": [_values(one) for one in kept.addresses],
        "service_source": {
            one.hex: {"fields": found.fields, "seen": dict(found.seen)}
            for one in links
            if (found := session.get(ServiceSource, one)) is not None
        },
    }


def _values(row: Base) -> dict[str, Any]:
    return {column.key: _written(getattr(row, column.key)) for column in sa_inspect(type(row)).column_attrs}


def _written(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value  # a moment is a day too


def _move(session: Session, model: Any, gone: Service, kept: Service) -> list[Any]:
    """Give the rows of one record to the other; what the other has already (a cell, a note) stays behind."""
    query = select(model).where(model.service_id == gone.id).order_by(model.id)
    found = list(session.scalars(query))
    if model is LocalNote and session.scalar(select(LocalNote.id).where(LocalNote.service_id == kept.id)):
        return []
    if model is MatrixCell:
        there = set(session.scalars(select(MatrixCell.target_group).where(MatrixCell.service_id == kept.id)))
        found = [one for one in found if one.target_group not in there]
    for one in found:
        one.service_id = kept.id
    return found


def _hidden_addresses(session: Session, gone: Service, kept: Service) -> list[str]:
    """The addresses that no choice shows go along, behind those of the kept record."""
    found = [one for one in gone.addresses if one.confidential]
    session.flush()
    last = len(list(session.scalars(select(Address.id).where(Address.service_id == kept.id))))
    for rank, one in enumerate(found, last):
        one.service_id, one.rank = kept.id, rank
    return [one.id.hex for one in found]


def _keep_house_words(session: Session, kept: Service, gone: Service, user: UUID, now: datetime) -> None:
    """What this house says of both: notes one after the other, and the more careful of the two confidentialities."""
    kept.notes, kept.capacity = _both(kept.notes, gone.notes), kept.capacity or gone.capacity
    kept.confidentiality = max(kept.confidentiality, gone.confidentiality, key=_STRICT.index)
    session.flush()
    mine, other = (session.scalar(select(LocalNote).where(LocalNote.service_id == one)) for one in (kept.id, gone.id))
    if mine is not None and other is not None:
        for name in _NOTES:
            setattr(mine, name, _both(getattr(mine, name), getattr(other, name)))
        mine.noted, mine.user_id = now, user


def _both(mine: str | None, other: str | None) -> str | None:
    return f"{mine}\n{other}" if mine and other and other not in mine else mine or other


def _claim(session: Session, links: Mapping[UUID, UUID], kept: UUID, choices: Mapping[str, str]) -> None:
    """Note of every source which fields come from it now."""
    for key, was_of in links.items():
        link = session.get_one(ServiceSource, key)
        chosen = sides.claims(choices, STAYS if was_of == kept else GOES)
        had = sides.CLAIMED if link.fields is None else link.fields
        link.fields = [name for name in had if name in chosen]


def follow(session: Session, rows: dict[type[Record], list[Mapping[str, Any]]]) -> None:
    """Rows that were made elsewhere for a record that was joined meanwhile are of the one that stays; undoing gives them back.

    What a record has once only (its note, a cell of the matrix) does not follow: what the house has of it stands.
    """
    standing_ = {one.gone_id: one for one in session.scalars(select(ServiceJoin).where(ServiceJoin.undone.is_(None)))}
    for model in set(rows) & set(MOVED.values()) - {LocalNote, MatrixCell}:
        rows[model] = [_followed(row, model.__tablename__, standing_) for row in rows[model]]


def _followed(row: Mapping[str, Any], table: str, joins: Mapping[UUID, ServiceJoin]) -> Mapping[str, Any]:
    of = row["service_id"]
    while (join_ := joins.get(of)) is not None:
        join_.moved = {**join_.moved, table: [*join_.moved.get(table, ()), row["id"].hex]}
        of = join_.kept_id
    return {**row, "service_id": of}


def part(house: House, join: UUID, now: datetime) -> str:
    """Undo a join; gives the slug of the record that is back.

    Raises Refusal when that was done already, and when a later join stands on it.
    """
    with house.store.write(house.actor, "service.part") as session:
        row = session.get_one(ServiceJoin, join)
        if row.undone is not None:
            raise Refusal("Deze fiches zijn al gescheiden.", "Zoek de dienst opnieuw.")
        later = select(ServiceJoin.id).where(
            ServiceJoin.undone.is_(None),
            (ServiceJoin.gone_id == row.kept_id) | (ServiceJoin.kept_id == row.kept_id),
            ServiceJoin.id > row.id,
        )
        if session.scalar(later.limit(1)) is not None:
            raise Refusal("Na deze samenvoeging kwam er nog een.", "Maak eerst de laatste ongedaan.")
        kept, gone = session.get_one(Service, row.kept_id), session.get_one(Service, row.gone_id)
        was, became = row.before["from"], row.before["to"]
        for table, model in {**MOVED, "address": Address}.items():
            _give_back(session, model, row, table)
        _revert(kept, was["service"], became["service"])
        note = session.scalar(select(LocalNote).where(LocalNote.service_id == kept.id))
        if note is not None and was["local_note"]:
            _revert(note, was["local_note"], became["local_note"])
        session.flush()
        for model in (Phone, Address):
            _restore(session, model, kept.id, was[model.__tablename__], became[model.__tablename__], row.moved)
        _forget(session, row, was["service_source"])
        gone.stopped, row.undone = None, now
        return gone.slug


def _give_back(session: Session, model: Any, row: ServiceJoin, table: str) -> None:
    for one in row.moved.get(table, ()):
        found = session.get(model, UUID(one))
        if found is not None and found.service_id == row.kept_id:
            found.service_id = row.gone_id
            if one in row.before["ranks"]:
                found.rank = row.before["ranks"][one]


def _revert(row: Any, was: Mapping[str, Any], became: Mapping[str, Any]) -> None:
    """What the join changed is as before, but for what somebody changed since."""
    for name, before in was.items():
        if before != became.get(name) and _written(getattr(row, name)) == became.get(name):
            setattr(row, name, typed(type(row), name, before))


def _restore(
    session: Session,
    model: Any,
    kept: UUID,
    was: Sequence[Mapping[str, Any]],
    became: Sequence[Mapping[str, Any]],
    moved: Mapping[str, Sequence[str]],
) -> None:
    """The numbers or addresses as before the join, unless somebody changed them since."""
    went = set(moved.get(model.__tablename__, ()))
    now = {one.id.hex: one for one in session.scalars(select(model).where(model.service_id == kept))}
    if {one["id"]: one for one in became if one["id"] not in went} != {key: _values(one) for key, one in now.items()}:
        return
    wanted = {one["id"]: one for one in was}
    for key, one in now.items():
        if key not in wanted:
            session.delete(one)
        else:
            one.rank = wanted[key]["rank"]
    session.flush()
    for key, values in wanted.items():
        if key not in now:
            session.add(model(**{name: typed(model, name, value) for name, value in values.items()}))


def _forget(session: Session, row: ServiceJoin, was: Mapping[str, Mapping[str, Any]]) -> None:
    """Every source is as it was known then, but for what it told since of its own fields: the rest it will tell again."""
    for key, before in was.items():
        link = session.get(ServiceSource, UUID(key))
        if link is None:
            continue
        own = set(link.fields or ()) if link.service_id == row.kept_id else set()
        link.seen = {
            name: link.seen[name] if name in own and name in link.seen else old for name, old in before["seen"].items()
        }
        link.fields = before["fields"]
        waiting = select(Proposal).where(
            Proposal.service_id == row.kept_id, Proposal.state.in_((changing.OPEN, changing.BESIDE))
        )
        for one in session.scalars(waiting):
            if one.value.get("of") == key and one.field not in own:
                one.state = changing.REFUSED


def leads_to(house: House, slug: str) -> str:
    """The record under which this one is known now: itself, or what it was joined into. Raises Refusal when it is gone."""
    with house.store.read() as session:
        return checking.row(session, slug).slug


def standing(house: House) -> Sequence[Joined]:
    """The joins that stand and may be seen by who acts, the latest first."""
    with house.store.read() as session:
        query = (
            select(ServiceJoin, Service, User)
            .join(Service, ServiceJoin.kept_id == Service.id)
            .join(User, ServiceJoin.user_id == User.id)
            .where(ServiceJoin.undone.is_(None), doubles.seen(house))
            .order_by(ServiceJoin.id.desc())
        )
        return [_joined(session, *one) for one in session.execute(query)]


def _joined(session: Session, row: ServiceJoin, kept: Service, user: User) -> Joined:
    gone = session.get_one(Service, row.gone_id)
    chosen: Mapping[str, str] = row.before["choices"]
    taken = tuple(fields.label(name) for name, choice in chosen.items() if choice != STAYS)
    links = session.scalars(_links(kept.id))
    origins = tuple(
        (one.source, tuple(fields.label(name) for name in sides.SHOWN if name in (one.fields or ()))) for one in links
    )
    return Joined(row.id, kept.slug, kept.name, gone.name, local(row.at).date(), user.shown, taken, origins)
