"""The agenda of some days as the desk sees it: each day of office hours with its slots and who stands in them.

Nothing booked is ever left out: what stands on a day that was cancelled, outside the hours, or twice at one time is here too,
with what is wrong. An appointment of a file that is not for who looks is “bezet”: without a name, a code or a way to open it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session as Db

from sociaalhuis.db.agenda import Appointment, AppointmentEvent
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations
from sociaalhuis.desk.agenda import hours, series, slots
from sociaalhuis.desk.agenda.hours import Series, Session
from sociaalhuis.desk.agenda.slots import HOLDING, Slot, Taken
from sociaalhuis.desk.agenda.standing import Event, Standing, stand
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.house import House

BUSY = "bezet"


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment as it stands. ``who``: initials, else the code; ``contact`` None: not for who looks, or of outside.

    ``start`` is local. ``double``: more people stand here than can be received.
    """

    id: UUID
    series: UUID
    start: datetime
    minutes: int
    made: datetime
    standing: Standing
    who: str = BUSY
    reference: str = ""
    contact: UUID | None = None
    person: UUID | None = None
    referral: UUID | None = None
    language: str | None = None
    interpreter: str | None = None
    outside: bool = False
    double: bool = False

    @property
    def state(self) -> str:
        """How it is: booked, came, no_show or cancelled."""
        return self.standing.state

    @property
    def taken(self) -> Taken:
        """The time that it takes."""
        return Taken(self.id, self.start, self.minutes, self.made)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One day of one series. ``session`` None: appointments for which there are no office hours (any more)."""

    series: Series
    day: date
    session: Session | None
    slots: tuple[Slot, ...]
    entries: tuple[Entry, ...]

    @property
    def free(self) -> int:
        """How many can still come."""
        return sum(slot.free for slot in self.slots)

    @property
    def cancelled(self) -> str:
        """Why it does not take place; empty when it does."""
        return self.session.cancelled if self.session else ""

    @property
    def to_choose(self) -> tuple[Entry, ...]:
        """The appointments about which somebody must decide."""
        return tuple(one for one in self.entries if self.asks(one))

    def asks(self, one: Entry) -> bool:
        """Whether this one waits for a decision: on a day that is off, outside the hours, twice at one time, or disputed."""
        off = self.session is None or bool(self.session.cancelled)
        return one.standing.disputed or (one.state == "booked" and (off or one.double))


def days(house: House, first: date, last: date) -> tuple[Sitting, ...]:
    """All office hours of these days, both included, in order of time, then of name."""
    with house.store.read() as session:
        known = series.read(session)
        entries = read(house, session, first, last)
    closed = series.closing_days(house)
    found: list[Sitting] = []
    by_series: dict[UUID, list[Entry]] = defaultdict(list)
    for one in entries:
        by_series[one.series].append(one)
    for key, about in known.items():
        sessions = hours.sessions(about.series, about.notes, first, last, closed)
        found += _sittings(about.series, sessions, by_series.get(key, ()))
    return tuple(sorted(found, key=lambda one: (one.day, _begin(one), one.series.name, str(one.series.id))))


def _begin(one: Sitting) -> float:
    first = one.session.start if one.session else min(entry.start for entry in one.entries)
    return first.timestamp()


def _sittings(about: Series, sessions: Sequence[Session], entries: Iterable[Entry]) -> Iterable[Sitting]:
    left = list(entries)
    for one in sessions:
        begin, end = one.start.timestamp(), one.end.timestamp()
        inside = [entry for entry in left if begin <= entry.start.timestamp() < end]
        left = [entry for entry in left if not begin <= entry.start.timestamp() < end]
        marked = _marked(about, inside)
        taken = [entry.taken for entry in marked if entry.state in HOLDING]
        yield Sitting(about, one.day, one, slots.of_session(about, one, taken), marked)
    for day in sorted({entry.start.date() for entry in left}):
        yield Sitting(about, day, None, (), _marked(about, [entry for entry in left if entry.start.date() == day]))


def _marked(about: Series, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """In order of time, with those that stand twice marked."""
    double = slots.doubles([one.taken for one in entries if one.state in HOLDING], about.capacity)
    marked = (replace(one, double=True) if one.id in double else one for one in entries)
    return tuple(sorted(marked, key=lambda one: (one.start.timestamp(), one.made, one.id)))


def read(house: House, session: Db, first: date, last: date) -> Sequence[Entry]:
    """The appointments that now stand on these days, both included; those whose booking was taken back are not there."""
    begin, end = (datetime.combine(day, time(), BRUSSELS) for day in (first, last + timedelta(days=1)))
    near = select(AppointmentEvent.appointment_id).where(AppointmentEvent.start >= begin, AppointmentEvent.start < end)
    found = [_entry(row, one) for row, one in _of(house, session, near)]
    return [one for one in found if one is not None and begin <= one.start < end]


def one(house: House, session: Db, appointment: UUID) -> Entry | None:
    """One appointment; None when its booking was taken back, or when it does not exist."""
    which = select(Appointment.id).where(Appointment.id == appointment)
    return next((_entry(row, standing) for row, standing in _of(house, session, which)), None)


def of_contact(house: House, contact: UUID) -> Sequence[Entry]:
    """The appointments of one question, in order of time."""
    with house.store.read() as session:
        found = [
            _entry(row, it) for row, it in _of(house, session, select(Appointment.id).where(Appointment.contact_id == contact))
        ]
    return sorted((one for one in found if one is not None), key=lambda one: one.start)


def _of(house: House, session: Db, which: Any) -> Sequence[tuple[Any, Standing]]:
    events = events_of(session, which)
    seen = case((Appointment.contact_id.is_(None), True), else_=relations.visible_contacts(house))
    known = case((Person.erased_on.is_(None), Contact.person_id))  # of whom was erased nobody knows who it was
    columns = (
        Appointment.id, Appointment.contact_id, Appointment.referral_id, Appointment.language, Appointment.interpreter,
        Appointment.uid, Appointment.made, Contact.reference, known.label("person_id"), Person.given_name, Person.family_name,
        seen.label("seen"),
    )  # fmt: skip
    rows = session.execute(
        select(*columns)
        .outerjoin(Contact, Appointment.contact_id == Contact.id)
        .outerjoin(Person, Contact.person_id == Person.id)
        .where(Appointment.id.in_(which))
    ).all()
    return [(row, stand(events.get(row.id, ()))) for row in rows]


def events_of(session: Db, which: Any) -> Mapping[UUID, Sequence[Event]]:
    """The events of these appointments (a select of ids), by appointment."""
    table = AppointmentEvent
    rows = session.execute(
        select(
            table.appointment_id, table.id, table.event, table.at, table.office_hours_id, table.start, table.minutes,
            table.after, table.takes_back, table.settles,
        ).where(table.appointment_id.in_(which)).order_by(table.at, table.id)
    )  # fmt: skip
    found: dict[UUID, list[Event]] = defaultdict(list)
    for of, *row, settles in rows:
        key, event, at, about, start, minutes, after, takes_back = row
        known = frozenset(map(UUID, settles or ()))
        found[of].append(Event(key, event, at, about, start, minutes or 0, after, takes_back, known))
    return found


def _entry(row: Any, standing: Standing) -> Entry | None:
    if standing.state == "never" or standing.start is None or standing.series is None:
        return None
    known = {
        "id": row.id,
        "series": standing.series,
        "start": local(standing.start),
        "minutes": standing.minutes,
        "made": row.made,
        "standing": standing,
    }
    if row.contact_id is None or not row.seen:
        return Entry(**known, outside=row.contact_id is None)
    return Entry(
        **known,
        who=initials(row.given_name, row.family_name) or row.reference or BUSY,
        reference=row.reference or "",
        contact=row.contact_id,
        person=row.person_id,
        referral=row.referral_id,
        language=row.language,
        interpreter=row.interpreter,
    )


def initials(given: str | None, family: str | None) -> str:
    """“T.V.”: as much of a name as a screen on a desk needs; empty without a name."""
    return "".join(f"{name.strip()[0].upper()}." for name in (given, family) if name and name.strip())
