"""Bringing a zitdag home: first a look at what comes, then all of it in one act. Only additions come, each once.

A row that is here already is left as it is, so that a package that comes twice brings nothing the second time, and the order in
which packages come does not matter. What was erased or taken away here stays so (desk.outing.arriving). Moments are those of
the laptop; what its writer had seen comes before it whatever the clocks say (desk.referral.lifecycle). What was changed there
of what was here already waits as two values side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import orjson
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sociaalhuis.actions import COORDINATOR
from sociaalhuis.db import journal
from sociaalhuis.db.base import Record
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.outing import Outing, OutingChange
from sociaalhuis.db.people import NamedColleague, Person
from sociaalhuis.db.schema import METADATA, records
from sociaalhuis.db.staff import User
from sociaalhuis.db.support import SupportRequest
from sociaalhuis.db.undo import typed
from sociaalhuis.desk import relations
from sociaalhuis.desk.catalogue import joining
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.outing import arriving
from sociaalhuis.desk.outing.arriving import Arriving, Row
from sociaalhuis.desk.outing.closing import COUNTED
from sociaalhuis.desk.outing.preparing import CLOCK_MAY_DIFFER
from sociaalhuis.desk.retention import erasing
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import parcel
from sociaalhuis.house import House


class Locked(Refusal):
    """The house does not know the key of this package: the passphrase of who went opens it."""


@dataclass(frozen=True, slots=True)
class Double:
    """A person who was new on the laptop, and who here may be the same."""

    new: UUID
    name: str
    like: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """What would come home. ``added``: (Dutch word, how many); ``known`` rows are here already.

    ``missing`` ones went along, are gone here (a copy was put back) and come back. ``fast``: the clock there ran ahead;
    ``slow``: it was behind.
    """

    outing: UUID
    words: str
    added: tuple[tuple[str, int], ...]
    new: int
    known: int
    missing: int
    receipts: tuple[str, ...]
    doubles: tuple[Double, ...]
    changes: int
    expired: bool
    fast: bool = False
    slow: bool = False


@dataclass(frozen=True, slots=True)
class _Package:
    """A package as it is read: rows that were made there in order of making, what they hang on, its journal."""

    outing: UUID
    words: str
    made: Mapping[type[Record], Sequence[Row]]
    parents: Mapping[type[Record], Sequence[Row]]
    entries: Sequence[Row]
    until: datetime
    left: datetime  # when it was made at home
    latest: datetime


def look(house: House, file: Path, now: datetime, secret: str = "") -> Coming:
    """What would come home from this file; nothing is changed. Raises Locked, Refusal and Trouble as ``bring`` does."""
    with _opened(house, file, secret) as package, house.store.read() as session:
        return _coming(house, session, package, arriving.read(session, package.made, package.parents, package.entries), now)


def bring(house: House, file: Path, now: datetime, secret: str = "") -> Coming:
    """Take everything that is not here yet, in one act; gives what came. Also after the package has expired.

    Raises Locked when the house does not know its key and ``secret`` is empty, Refusal for another house's package or one
    that went out, Trouble when its journal does not hold or it does not fit: then nothing is changed and the file stays good.
    """
    user = worker(house)
    with _opened(house, file, secret) as package:
        try:
            with house.store.write(house.actor, "outing.home") as session:
                comes = arriving.read(session, package.made, package.parents, package.entries)
                found = _coming(house, session, package, comes, now)
                _take(house, session, package, comes, now)
                for change in _changes(session, package, comes, user):
                    session.add(change)
                session.get_one(Outing, package.outing).returned = now
        except IntegrityError as error:
            raise Trouble(
                "Dit pakket past niet bij dit huis. Er is niets veranderd.", "Bewaar het bestand en bel de beheerder."
            ) from error
    return found


@contextmanager
def _opened(house: House, file: Path, secret: str) -> Iterator[_Package]:
    if house.away is not None:
        raise Refusal("Dit is zelf een zitdag.", "Breng het pakket thuis in het Sociaal Huis.")
    about = parcel.about(file)
    if about.way != parcel.HOME:
        raise Refusal("Dit pakket gaat naar een zitdag: er is nog niets bij.", "Kies het pakket dat begint met “thuis-”.")
    with parcel.unpacked(file, house.place) as work:
        key = _key(house, about.outing) or (parcel.opened_by(work, secret) if secret else None)
        if key is None:
            raise Locked("Dit huis kent de sleutel van dit pakket niet.", "Typ het wachtwoord van wie op zitdag ging.")
        with parcel.reading(work, key) as engine:
            yield _read(engine, about)


def _key(house: House, outing: UUID) -> bytes | None:
    with house.store.read() as session:
        return session.scalar(select(Outing.data_key).where(Outing.id == outing))


def _read(engine: Engine, about: parcel.About) -> _Package:
    with engine.connect() as connection:
        if journal.broken_at(connection):
            raise Trouble("Er is met dit pakket geknoeid, of het is beschadigd.", "Sluit de zitdag opnieuw af op de laptop.")
        outing = connection.execute(select(Outing.__table__).where(Outing.id == about.outing)).mappings().one()
        entries = [
            dict(row) for row in connection.execute(select(Entry.__table__).order_by(Entry.device, Entry.seq)).mappings()
        ]
        inserted = [(one["table"], UUID(one["row"])) for one in entries if one["operation"] == "insert"]
        order = {key: place for place, key in enumerate(inserted)}
        made: dict[type[Record], list[Row]] = {}
        parents: dict[type[Record], list[Row]] = {}
        for model in records():
            for row in connection.execute(select(model.__table__)).mappings():
                (made if (model.__tablename__, row["id"]) in order else parents).setdefault(model, []).append(dict(row))
        latest = journal.newest_moment(connection) or outing["made"]
    made = {model: sorted(rows, key=partial(_written, order, model.__tablename__)) for model, rows in made.items()}
    return _Package(about.outing, about.words, made, parents, entries, outing["until"], outing["made"], latest)


def _written(order: Mapping[tuple[str, UUID], int], table: str, row: Row) -> int:
    """The place of a row in the order in which the laptop wrote."""
    return order[table, row["id"]]


# ── what is new here ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _coming(house: House, session: Session, package: _Package, comes: Arriving, now: datetime) -> Coming:
    new = {model.__tablename__: len(rows) for model, rows in comes.new.items()}
    whole = sum(len(rows) for rows in package.made.values())
    return Coming(
        package.outing,
        package.words,
        tuple((word, new[table]) for table, word in COUNTED.items() if new.get(table)),
        sum(new.values()),
        whole - sum(new.values()),
        sum(len(rows) for model, rows in comes.missing.items() if model is not Outing),
        tuple(row["number"] for row in comes.new.get(SupportRequest, ())),
        tuple(_doubles(house, session, comes.new.get(Person, ()))),
        len(_changes(session, package, comes, None)),
        package.latest >= package.until,
        package.latest > now + CLOCK_MAY_DIFFER,
        _first_contact(package) < package.left - CLOCK_MAY_DIFFER,
    )


def _first_contact(package: _Package) -> datetime:
    """The earliest moment that the laptop's clock gave to anything; the journal itself never goes back."""
    moments = [row["at"] for rows in package.made.values() for row in rows if isinstance(row.get("at"), datetime)]
    return min(moments, default=package.left)


def _doubles(house: House, session: Session, people: Sequence[Row]) -> Iterator[Double]:
    for row in people:
        known = clients.as_known(Person(**row))
        like = clients.doubles(house, session, known, besides=row["id"])
        if like:
            yield Double(row["id"], f"{row['given_name']} {row['family_name']}".strip(), tuple(one.name for one in like))


def _take(house: House, session: Session, package: _Package, comes: Arriving, now: datetime) -> None:
    """What was gone here comes back as the house's own act; what is new comes with the journal that tells of it.

    Of who was erased meanwhile it keeps as little as the house: what hangs on an empty row is erased as it comes.
    """
    _refuse_access(session, comes)
    joining.follow(session, comes.missing)
    for model, rows in comes.missing.items():
        house.store.insert(session, model, [_at_home(model, row) for row in rows])
    session.flush()
    told = dict(session.execute(select(Entry.device, func.max(Entry.seq)).group_by(Entry.device)).all())
    entries = [
        {**one, "salt": None, "payload": None} if UUID(one["row"]) in comes.gone else one
        for one in package.entries
        if one["seq"] > told.get(one["device"], 0)
    ]
    joining.follow(session, comes.new)
    for model in (Contact, FollowStop):  # a file went into another one meanwhile: what is new is of the one that stayed
        if model in comes.new:
            comes.new[model] = [{**row, "person_id": _stayed(session, row["person_id"])} for row in comes.new[model]]
    house.store.adopt(session, comes.new, entries)
    people, questions = (_erased(package, comes, model) for model in (Person, Contact))
    if comes.new and (people or questions):
        erasing.erase(house, session, people, questions, now)


def _refuse_access(session: Session, comes: Arriving) -> None:
    """Raise Refusal when the package lets somebody into a protected file: outside, only coordinators are named in one."""
    named = [row["colleague_id"] for rows in (comes.new, comes.missing) for row in rows.get(NamedColleague, ())]
    may = set(session.scalars(select(User.id).where(User.id.in_(named), User.role == COORDINATOR)))
    if set(named) - may:
        raise Refusal("Dit pakket geeft iemand toegang tot een afgeschermd dossier.", "Bel de beheerder, en bewaar het pakket.")


def _erased(package: _Package, comes: Arriving, model: type[Record]) -> Sequence[UUID]:
    """The rows of this table that were erased here and that something of this package hangs on."""
    rows = (*package.made.get(model, ()), *package.parents.get(model, ()))
    return [row["id"] for row in rows if row["id"] in comes.erased]


def _stayed(session: Session, person: UUID | None) -> UUID | None:
    return None if person is None else relations.kept(session, person)


def _at_home(model: type[Record], row: Row) -> Row:
    return {**row, "away": False} if model is Outing else row


# ── what was changed of what was here ────────────────────────────────────────────────────────────────────────────────────────

_OWN = frozenset({"outing", "device", "setting"})


def _changes(session: Session, package: _Package, comes: Arriving, user: UUID | None) -> list[OutingChange]:
    """Where the laptop has another value than here, of a row that was here: the last one it wrote, once for each column."""
    made = comes.gone.union(row["id"] for rows in package.made.values() for row in rows)
    last: dict[tuple[str, UUID, str], OutingChange] = {}
    for entry in package.entries:
        row = UUID(entry["row"])
        if entry["operation"] != "update" or row in made or entry["table"] in _OWN:
            continue
        for column, (before, there) in orjson.loads(entry["payload"] or "{}").items():
            key = entry["table"], row, column
            first = last[key].before if key in last else before
            at = datetime.fromtimestamp((entry["clock"] >> 16) / 1000, package.left.tzinfo)
            by = UUID(entry["actor"]) if entry["actor"] else user
            last[key] = OutingChange(
                id=uuid5(package.outing, f"{entry['device']} {entry['seq']} {column}"), outing_id=package.outing,
                table=entry["table"], row=row, column=column, before=first, there=there, at=at, user_id=by, settled=None,
                taken=None,
            )  # fmt: skip
    kept = set(session.scalars(select(OutingChange.id).where(OutingChange.outing_id == package.outing)))
    return [one for one in last.values() if one.id not in kept and one.there not in (one.before, here(session, one))]


def here(session: Session, change: OutingChange) -> Any:
    """The value as the house has it now, as JSON tells it; None when the row is gone."""
    table = METADATA.tables[change.table]
    value = session.scalar(select(table.c[change.column]).where(table.c.id == _row(session, change)))
    return orjson.loads(orjson.dumps(value, default=str))


def _row(session: Session, change: OutingChange) -> UUID:
    """Which row it is now: of a file that went into another one, the one that stayed."""
    return relations.kept(session, change.row) if change.table == "person" else change.row


# ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values of one field: ``home`` as it is here now, ``there`` as the laptop has it, ``before`` as it was when it left.

    ``about`` names the row, ``can`` says whether one key can take that of the laptop over.
    """

    id: UUID
    about: str
    column: str
    home: Any
    there: Any
    before: Any
    at: datetime
    can: bool

    @property
    def conflict(self) -> bool:
        """Whether both sides changed it without knowing."""
        return bool(self.home != self.before)


SETTLED_HERE = ("person", "contact", "referral", "consent", "follow_stop")


def differences(house: House) -> Sequence[Difference]:
    """What waits for a choice, in order of the laptop's clock."""
    with house.store.read() as session:
        rows = session.scalars(
            select(OutingChange).where(OutingChange.settled.is_(None)).order_by(OutingChange.at, OutingChange.id)
        ).all()
        named = [(row, _about(house, session, row)) for row in rows]
        return [
            Difference(
                row.id, about, row.column, here(session, row), row.there, row.before, local(row.at), row.table in SETTLED_HERE
            )
            for row, about in named
            if about is not None
        ]


def _about(house: House, session: Session, change: OutingChange) -> str | None:
    """Whose row it is; None when that is not for who acts."""
    if change.table == "person":
        row = session.scalar(select(Person).where(Person.id == _row(session, change), relations.visible_people(house)))
        return clients.shown(row) if row else None
    if change.table in ("contact", "referral"):
        of = select(Referral.contact_id).where(Referral.id == change.row) if change.table == "referral" else [change.row]
        query = select(Contact.id, Contact.reference).where(Contact.id.in_(of), relations.visible_contacts(house))
        found = session.execute(query).first()
        return None if found is None else found.reference or ""
    return ""


def settle(house: House, change: UUID, now: datetime, *, take: bool) -> None:
    """Choose: that of the laptop (``take``), or leave it as it is here.

    Raises Refusal when it was chosen already, or when there is nothing here any more to take it over in.
    """
    with house.store.write(house.actor, "outing.settle") as session:
        row = session.get_one(OutingChange, change)
        if row.settled is not None or _about(house, session, row) is None:
            raise Refusal("Hier is al gekozen.", "Kijk verder in de lijst.")
        model = next(one for one in records() if one.__tablename__ == row.table)
        target = session.get(model, _row(session, row))
        if take and (target is None or row.table not in SETTLED_HERE):
            raise Refusal("Dit is hier niet meer over te nemen.", "Laat het zoals het hier is.")
        row.settled, row.taken = now, take
        if take:
            setattr(target, row.column, typed(model, row.column, row.there))
