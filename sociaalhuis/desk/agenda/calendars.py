"""The agenda to and from other programs: the appointments or the days of a zitdag as a calendar, and a calendar of the host.

No name goes out unless it is asked for, and then it is journalled for each file. Of a calendar that comes in, nothing is taken
but when: what stands in the calendar of somebody else may be about anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from sociaalhuis.db.agenda import Appointment, OfficeHours
from sociaalhuis.db.base import new_id
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations
from sociaalhuis.desk.agenda import appointments, hours, series, view
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.agenda.slots import Slot
from sociaalhuis.desk.agenda.standing import BOOK, CANCEL, MOVE, Standing
from sociaalhuis.desk.agenda.view import Entry
from sociaalhuis.desk.intake import worker
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import calendar_file
from sociaalhuis.exchange.calendar_file import Item
from sociaalhuis.house import House

_EXPORT, _IMPORT, _LOOK = "appointment.export", "appointment.import", "person.look"
_WHY = "agenda met namen geëxporteerd"
_NEUTRAL = "Afspraak"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a calendar changed here: new times that are taken, moved, cancelled; ``same`` was so already, ``skipped`` unread."""

    new: int
    moved: int
    cancelled: int
    same: int
    skipped: int


def export(house: House, key: UUID, first: date, last: date, now: datetime, *, names: bool = False) -> bytes:
    """The appointments of a series on these days. Without ``names`` only the code; raises Refusal when the role may not.

    A discreet series keeps its name to itself; with ``names`` it refuses.
    """
    house.store.look(house.actor, _EXPORT, OfficeHours.__tablename__, key, "met namen" if names else "zonder namen")
    found = [one for one in view.days(house, first, last) if one.series.id == key]
    about = _series(house, key)
    if names and about.discreet:
        raise Refusal("Van deze zitdag gaan er geen namen naar buiten.", "Voer de agenda uit zonder namen.")
    known = _named(house, [entry for sitting in found for entry in sitting.entries]) if names else {}
    items = [
        _item(
            about, entry, known.get(entry.id, entry.reference), cancelled=entry.state == "cancelled" or bool(sitting.cancelled)
        )
        for sitting in found
        for entry in sitting.entries
        if not entry.outside
    ]
    return calendar_file.write(items, _NEUTRAL if about.discreet else about.name, now)


def _item(about: Series, entry: Entry, who: str, *, cancelled: bool) -> Item:
    name = "" if about.discreet else f" {about.name}"
    begin = entry.taken
    return Item(str(entry.id), entry.start, begin.end, f"{_NEUTRAL}{name}: {who}".rstrip(": "), about.place, cancelled)


def _named(house: House, entries: Sequence[Entry]) -> dict[UUID, str]:
    """The names of those who have a file, each one a look in the journal."""
    found: dict[UUID, str] = {}
    for one in entries:
        if one.person is None:
            continue
        with house.store.read() as session:
            relations.refuse_unseen(house, session, one.person)
            person = session.get_one(Person, one.person)
            found[one.id] = f"{person.given_name} {person.family_name}".strip()
        house.store.look(house.actor, _LOOK, Person.__tablename__, one.person, _WHY)
    return found


def days_of(house: House, key: UUID, first: date, last: date, now: datetime) -> bytes:
    """The days of a series for everybody: public, without any appointment."""
    with house.store.read() as session:
        known = series.read(session)[key]
    about = known.series
    name = _NEUTRAL if about.discreet else about.name
    items = [
        Item(f"{about.id}-{one.start:%Y%m%dT%H%M}", one.start, one.end, name, about.place, bool(one.cancelled))
        for one in hours.sessions(about, known.notes, first, last, series.closing_days(house))
    ]
    return calendar_file.write(items, name, now)


def take_in(house: House, key: UUID, content: bytes, now: datetime) -> TakenIn:
    """Read a calendar of the host into a series: what we know moves or ends, what we do not know is taken time.

    What then stands twice is kept and shown. The same file a second time changes nothing. Raises Refusal for no calendar.
    """
    read, user = calendar_file.read(content), worker(house)
    counted = {"new": 0, "moved": 0, "cancelled": 0, "same": 0}
    with house.store.write(house.actor, _IMPORT) as session:
        session.get_one(OfficeHours, key)
        for one in read.items:
            counted[_take(house, session, key, one, now, user)] += 1
    return TakenIn(**counted, skipped=read.skipped)


def _take(house: House, session: Db, key: UUID, item: Item, now: datetime, user: UUID) -> str:
    row = _known(session, key, item.uid)
    entry = None if row is None else view.one(house, session, row.id)
    if row is None:
        if item.cancelled or item.end <= now:
            return "same"
        row = Appointment(id=new_id(), office_hours_id=key, uid=item.uid, made=now, user_id=user)
        session.add(row)
        session.flush()
        return _add(session, row, BOOK, None, now, user, _slot(key, item))
    if entry is None or entry.state in ("came", "no_show"):
        return "same"
    if item.cancelled:
        return "same" if entry.state == "cancelled" else _add(session, row, CANCEL, entry.standing, now, user, None)
    if entry.state == "booked" and entry.start == item.start:
        return "same"
    return _add(session, row, MOVE, entry.standing, now, user, _slot(entry.series, item))


def _add(
    session: Db, row: Appointment, what: str, before: Standing | None, now: datetime, user: UUID, slot: Slot | None
) -> str:
    session.add(appointments.event(row.id, what, now, user, before, slot))
    appointments.tell_referral(session, row, slot.start if slot else None)
    session.flush()
    return {BOOK: "new", MOVE: "moved", CANCEL: "cancelled"}[what]


def _slot(key: UUID, item: Item) -> Slot:
    return Slot(key, item.start, item.minutes, 1)


def _known(session: Db, key: UUID, uid: str) -> Appointment | None:
    """The appointment that this event is: one of ours that comes back, or one that came in before."""
    try:
        mine = session.get(Appointment, UUID(uid))
    except ValueError:
        mine = None
    if mine is not None:
        return mine
    return session.scalar(select(Appointment).where(Appointment.uid == uid, Appointment.office_hours_id == key))


def _series(house: House, key: UUID) -> Series:
    with house.store.read() as session:
        return series.read(session)[key].series
