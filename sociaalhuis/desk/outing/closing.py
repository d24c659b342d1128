"""Closing a zitdag on the laptop: what must still be done, and the package that goes home with what was added.

It holds additions only: the rows that were made here, the journal of this laptop, and what those rows hang on. What was here
already never comes back; where it was changed, the journal tells both values and somebody at home chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sociaalhuis.access import keys
from sociaalhuis.db.agenda import AppointmentEvent
from sociaalhuis.db.base import Record
from sociaalhuis.db.desk import Attempt, Consent, Contact, ReferralEvent, SlipCopy
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.outing import Outing
from sociaalhuis.db.schema import METADATA, records
from sociaalhuis.db.staff import Device
from sociaalhuis.db.support import SupportPaper, SupportRequest, SupportStep
from sociaalhuis.desk import drafts
from sociaalhuis.desk.day import dayend
from sociaalhuis.desk.outing.preparing import CLOCK_MAY_DIFFER
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import parcel
from sociaalhuis.exchange.parcel import SUFFIX, About
from sociaalhuis.house import DATABASE, Away, House
from sociaalhuis.texts import short_day

COUNTED = {
    "contact": "vragen en turven", "referral": "doorverwijzingen", "referral_event": "stappen van opvolging",
    "attempt": "pogingen", "appointment_event": "stappen van afspraken", "support_request": "steunaanvragen",
    "person": "nieuwe personen", "right_step": "stappen van rechten", "exploration": "verkenningen", "signal": "signalen",
}  # fmt: skip
_HAPPENED: tuple[tuple[type[Record], str, str], ...] = (  # of what comes along all that happened: no story from its middle
    (ReferralEvent, "referral_id", "referral"),
    (Attempt, "referral_id", "referral"),
    (Consent, "referral_id", "referral"),
    (AppointmentEvent, "appointment_id", "appointment"),
    (SupportStep, "request_id", "support_request"),
)
_HOME_HAS = frozenset({"house", "user", "setting"})  # what nothing hangs on that could be missing at home


@dataclass(frozen=True, slots=True)
class Checks:
    """What to look at before closing. ``added``: (Dutch word, how many); ``receipts`` are numbers that must be handed in.

    ``papers`` were printed here; ``waiting`` are own questions of today without an answer; ``behind`` is how far the clock here
    runs before the last thing that was written.
    """

    place: str
    until: datetime
    closed: datetime | None
    expired: bool
    added: tuple[tuple[str, int], ...]
    receipts: tuple[str, ...]
    papers: int
    waiting: int
    drafts: tuple[drafts.Draft, ...]
    behind: timedelta


def away(house: House) -> Away:
    """That this is a package. Raises Refusal at home."""
    if house.away is None:
        raise Refusal("Dit huis is geen zitdag.", "Afsluiten doe je op de laptop van de zitdag.")
    return house.away


def check(house: House, now: datetime) -> Checks:
    """How the day stands."""
    here = away(house)
    with house.store.read() as session:
        row = session.get_one(Outing, here.outing)
        added = _added(session, here.outing)
        counted = {table: len(ids) for table, ids in added.items()}
        numbers = session.scalars(
            select(SupportRequest.number)
            .where(SupportRequest.id.in_(added.get("support_request", ())))
            .order_by(SupportRequest.at)
        ).all()
        papers = sum(counted.get(model.__tablename__, 0) for model in (SlipCopy, SupportPaper))
        latest = session.scalar(select(func.max(Contact.at)))
        closed = row.closed
    today = dayend.of(house, local(now).date())
    last = max(here.latest, latest or here.latest)
    return Checks(
        here.place, local(here.until), closed and local(closed), here.expired(now),
        tuple((word, counted[table]) for table, word in COUNTED.items() if counted.get(table)),
        tuple(numbers), papers, len(today.waiting), today.drafts, last - now if last - now > CLOCK_MAY_DIFFER else timedelta(),
    )  # fmt: skip


def file_name(house: House) -> str:
    """How the package that goes home is called."""
    here = away(house)
    where = "-".join("".join(c if c.isalnum() else " " for c in here.place).split()).lower()
    return f"thuis-{where}-{here.day.isoformat()}{SUFFIX}"


def close(house: House, secret: str, file: Path, now: datetime) -> None:
    """Write what was added into ``file``, and close: after this nothing is noted here any more, until it is opened again.

    Can be done as often as needed; each time all that was added goes in. ``secret`` is the own passphrase. Raises Refusal when
    it is wrong, Trouble when the file cannot be written; the day is then not closed.
    """
    here = away(house)
    ring = keys.load(house.place)
    key = ring.open_own(secret, house.actor.id)
    _write(house, ring, key, file, now)
    with house.store.write(house.actor, "outing.close") as session:
        session.get_one(Outing, here.outing).closed = now


def _write(house: House, ring: keys.Keyring, key: bytes, file: Path, now: datetime) -> None:
    here = away(house)
    with house.store.read() as session:
        added = _added(session, here.outing)
        wanted = _with_parents(session, added)
        wanted["journal"] = [one.hex for one in session.scalars(select(Device.id).where(Device.outing_id == here.outing))]
    about = About(parcel.HOME, here.outing, f"{here.place}, {short_day(here.day)}", now)

    def fill(database: Path) -> None:
        parcel.same_form(house, database, key)
        parcel.copy_rows(house.place / DATABASE, database, key, wanted)

    parcel.write(file, about, ring, key, fill)


def erase(place: Path) -> None:
    """Take the package off this laptop, the keys first: without them the rest is noise. The house in ``place`` is closed.

    Raises Trouble when something cannot be removed.
    """
    try:
        for name in (keys.KEYS, keys.SPARE, f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE):
            (place / name).unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(
            "De zitdag kan niet gewist worden.", "Sluit het programma, start het opnieuw en probeer nog eens."
        ) from error


def reopen(house: House) -> None:
    """Work goes on: the day was closed too soon."""
    with house.store.write(house.actor, "outing.close") as session:
        session.get_one(Outing, away(house).outing).closed = None


def _added(session: Session, outing: UUID) -> dict[str, list[UUID]]:
    """The rows that were made on this laptop and are still there, by table."""
    devices = [one.hex for one in session.scalars(select(Device.id).where(Device.outing_id == outing))]
    query = select(Entry.table, Entry.row).where(Entry.device.in_(devices), Entry.operation == "insert")
    found: dict[str, list[UUID]] = {}
    for table, row in session.execute(query.order_by(Entry.device, Entry.seq)):
        found.setdefault(table, []).append(UUID(row))
    there = {table: set(_ids(session, table, ids)) for table, ids in found.items()}
    return {table: [one for one in ids if one in there[table]] for table, ids in found.items()}


def _ids(session: Session, table: str, ids: Iterable[UUID]) -> Sequence[UUID]:
    column = METADATA.tables[table].c.id
    return session.scalars(select(column).where(column.in_(list(ids)))).all()


def _with_parents(session: Session, added: Mapping[str, Sequence[UUID]]) -> dict[str, list[str]]:
    """The rows with everything that they hang on, but what the house certainly has: ids in hexadecimal digits by table."""
    whole: dict[str, set[UUID]] = {table: set(ids) for table, ids in added.items()}
    for model in reversed(records()):  # children before parents
        table = METADATA.tables[model.__tablename__]
        up_first = sorted(table.foreign_keys, key=lambda key: (key.column.table is not table, key.parent.name))
        for key in up_first:
            parent = key.column.table.name
            if parent in _HOME_HAS or not whole.get(table.name):
                continue
            _climb(session, whole, model, str(key.parent.name), parent)
    for happened, column, parent in _HAPPENED:
        of = happened.__table__
        known = select(of.c.id).where(of.c[column].in_(list(whole.get(parent, ()))))
        whole.setdefault(happened.__tablename__, set()).update(session.scalars(known))
    whole["outing"] = set(session.scalars(select(Outing.id)))
    return {table: sorted(one.hex for one in ids) for table, ids in whole.items() if ids}


def _climb(session: Session, whole: dict[str, set[UUID]], model: type[Record], column: str, parent: str) -> None:
    """Add the parents by one foreign key; of a table that hangs on itself all the way up."""
    table, new = model.__table__, whole[model.__tablename__]
    while new:
        wanted = select(table.c[column]).where(table.c.id.in_(list(new)), table.c[column].is_not(None))
        up = set(session.scalars(wanted)) - whole.setdefault(parent, set())
        whole[parent] |= up
        new = up if parent == model.__tablename__ else set()
