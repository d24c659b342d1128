"""Appointments: booking one, moving it, whether somebody came, cancelling. Nothing is ever overwritten: each act is an event.

A slot that is full is refused with the next one that is free. What two offices, or the calendar of a host, book at the same
time without knowing stays, both of it, and is shown (desk.agenda.view).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from sociaalhuis import vocab
from sociaalhuis.catalogue import records
from sociaalhuis.db.agenda import Appointment, AppointmentEvent
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.agenda import asking, hours, series, slots, view
from sociaalhuis.desk.agenda.hours import Series, Session
from sociaalhuis.desk.agenda.series import Known
from sociaalhuis.desk.agenda.slots import HOLDING, Slot
from sociaalhuis.desk.agenda.standing import BOOK, CAME, CANCEL, LETTER, MOVE, NO_SHOW, TOLD, Standing, stand
from sociaalhuis.desk.agenda.view import Entry
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.texts import hour

CHANNEL = "afspraak"
_BOOK, _FOLLOW = "appointment.book", "appointment.follow"
_AGAIN = "Zoek een ander moment (Ctrl+Shift+V)."
_INTERPRETERS = "interpreter_forms"


@dataclass(frozen=True, slots=True)
class Wish:
    """An appointment to be made: for a question that was noted, else ``words`` (and a person) make a new one.

    ``interpreter`` and ``language`` are slugs; with None those of the file hold. ``anyway``: also where it is full.
    """

    series: UUID
    start: datetime
    contact: UUID | None = None
    person: UUID | None = None
    referral: UUID | None = None
    words: str = ""
    interpreter: str | None = None
    language: str | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The first free slots of one series. ``near``: at the place of the client; ``meant``: of the service that is sought."""

    series: Series
    slots: tuple[Slot, ...]
    near: bool = False
    meant: bool = False


def book(house: House, wish: Wish, now: datetime) -> Entry:
    """Make an appointment; gives it as it stands.

    Raises Refusal for a moment that is over or lies outside the office hours, for a full slot (with the next that is free), for
    a day that is cancelled, and for a question that is not for who acts.
    """
    user = worker(house)
    if wish.interpreter is not None and wish.interpreter not in {term.slug for term in vocab.terms(_INTERPRETERS, None)}:
        raise Refusal("Deze tolkvorm staat niet in de lijst.", "Kies een woord uit de lijst.")
    with house.store.write(house.actor, _BOOK) as session:
        about = _known(session, wish.series)
        slot = _slot(house, session, about, wish.start, now, anyway=wish.anyway)
        contact, referral = _whose(house, session, wish, now)
        row = Appointment(
            id=new_id(),
            office_hours_id=wish.series,
            contact_id=contact.id,
            referral_id=referral.id if referral else None,
            language=wish.language or _of_file(session, contact, "language"),
            interpreter=wish.interpreter or _of_file(session, contact, "interpreter"),
            uid=None,
            made=now,
            user_id=user,
        )
        session.add(row)
        session.flush()
        session.add(event(row.id, BOOK, now, user, None, slot))
        if referral is not None:
            referral.appointment = slot.start
        session.flush()
        return _there(view.one(house, session, row.id))


def _of_file(session: Db, contact: Contact, column: str) -> str | None:
    person = session.get(Person, contact.person_id) if contact.person_id else None
    value: str | None = getattr(person, column, None)
    return None if value in vocab.EMPTY_VALUES else value


def _whose(house: House, session: Db, wish: Wish, now: datetime) -> tuple[Contact, Referral | None]:
    referral = session.get(Referral, wish.referral) if wish.referral else None
    key = referral.contact_id if referral else wish.contact
    if key is None:
        key = intake.add(house, session, intake.Question(wish.words, CHANNEL, person=wish.person), now).id
    contact = session.get(Contact, key)
    if contact is None or contact.kind == "turf":
        raise Refusal("Bij een turf hoort geen afspraak.", "Noteer eerst de vraag (Ctrl+N).")
    relations.refuse_unseen_contact(house, session, contact)
    return contact, referral


def _known(session: Db, key: UUID) -> Known:
    found = series.read(session).get(key)
    if found is None:
        raise Refusal("Deze zitdag bestaat niet meer.", _AGAIN)
    return found


def _slot(
    house: House,
    session: Db,
    about: Known,
    start: datetime,
    now: datetime,
    *,
    anyway: bool = False,
    besides: UUID | None = None,
) -> Slot:
    """The slot that begins then. Raises Refusal when there is none, when it is over, and when it is full."""
    here, one = local(start), about.series
    if start <= now:
        raise Refusal(f"{asking.short(here)} om {hour(here)} is al voorbij.".capitalize(), _AGAIN)
    if not one.bookable:
        raise Refusal("Voor deze zitdag maak je geen afspraak.", "Zeg de cliënt wanneer de zitdag is: iedereen mag langskomen.")
    on_day = hours.sessions(one, about.notes, here.date(), here.date(), series.closing_days(house))
    if not any(not session_.cancelled for session_ in on_day):
        raise Refusal(f"Op {asking.short(here)} is deze zitdag er niet.", _AGAIN)
    taken = [it.taken for it in view.read(house, session, here.date(), here.date()) if _holds(it, one, besides)]
    found = [slot for part in on_day for slot in slots.of_session(one, part, taken) if _same(slot.start, start)]
    if not found:
        raise Refusal(f"Om {hour(here)} begint hier geen afspraak.", _AGAIN)
    if not found[0].free and not anyway:
        raise Refusal("Dit moment is volzet.", _next_words(house, session, about, start, now, besides))
    return found[0]


def _holds(entry: Entry, one: Series, besides: UUID | None) -> bool:
    return entry.series == one.id and entry.state in HOLDING and entry.id != besides


def _same(one: datetime, other: datetime) -> bool:
    return one.astimezone(UTC) == other.astimezone(UTC)


def _next_words(house: House, session: Db, about: Known, start: datetime, now: datetime, besides: UUID | None) -> str:
    free = _free(house, session, about, max(now, start), 1, besides)
    return f"Vrij is: {asking.short(free[0].start)} om {hour(free[0].start)}." if free else _AGAIN


def offers(
    house: House,
    now: datetime,
    *,
    postal_code: str | None = None,
    service: UUID | None = None,
    services: Sequence[str] = (),
    number: int = 4,
) -> Sequence[Offer]:
    """Where an appointment can be made: of the wanted service first, then at the place of the client, then the soonest.

    ``service`` is an id, ``services`` are slugs.
    """
    with house.store.read() as session:
        meant = _meant(session, {service, *records.ids(session, services).values()} - {None})
        known = [one for one in series.read(session).values() if one.series.bookable and one.series.ended is None]
        last = local(now).date() + timedelta(days=hours.LOOK_AHEAD)
        entries = view.read(house, session, local(now).date(), last)
    found = []
    for about in known:
        mine = [one for one in entries if _holds(one, about.series, None)]
        free = _of(house, about, mine, now, number)
        near = postal_code is not None and about.series.postal_code == postal_code
        found.append(Offer(about.series, free, near, meant(about.series)))
    kept = [one for one in found if one.slots]
    return sorted(kept, key=lambda one: (not one.meant, not one.near, one.slots[0].start.timestamp(), one.series.name))


def _meant(session: Db, ids: Iterable[UUID | None]) -> Callable[[Series], bool]:
    """Whether a series is of one of these services: it says so, or bears the name of the service or its organisation."""
    wanted = set(ids)
    rows = session.execute(
        select(Service.name, Organization.name)
        .join(Organization, Service.organization_id == Organization.id)
        .where(Service.id.in_(wanted))
    )
    names = {name.casefold() for row in rows for name in row}
    return lambda one: one.service in wanted or bool({one.name.casefold(), one.host.casefold()} & names)


def _free(house: House, session: Db, about: Known, now: datetime, number: int, besides: UUID | None = None) -> tuple[Slot, ...]:
    last = local(now).date() + timedelta(days=hours.LOOK_AHEAD)
    entries = view.read(house, session, local(now).date(), last)
    return _of(house, about, [one for one in entries if _holds(one, about.series, besides)], now, number)


def _of(house: House, about: Known, entries: Iterable[Entry], now: datetime, number: int) -> tuple[Slot, ...]:
    by_day: dict[date, list[Entry]] = {}
    for one in entries:
        by_day.setdefault(one.start.date(), []).append(one)

    def taken(session: Session) -> Iterable[slots.Taken]:
        return [one.taken for one in by_day.get(session.day, ())]

    ahead = hours.coming(about.series, about.notes, now, hours.LOOK_AHEAD, series.closing_days(house))
    return slots.first_free(about.series, ahead, taken, now, number)


# ── what happens to it ───────────────────────────────────────────────────────────────────────────────────────────────────────


def move(house: House, appointment: UUID, start: datetime, now: datetime, to: UUID | None = None) -> Entry:
    """Another moment, also of somebody who did not come; ``to``: at another series. Raises Refusal like booking does."""
    user = worker(house)
    with house.store.write(house.actor, _FOLLOW) as session:
        row, before = _open(house, session, appointment)
        slot = _slot(house, session, _known(session, to or before.series), start, now, besides=appointment)
        session.add(event(row.id, MOVE, now, user, before.standing, slot))
        tell_referral(session, row, slot.start)
        session.flush()
        return _there(view.one(house, session, appointment))


def note(house: House, appointment: UUID, what: str, now: datetime, way: str | None = None) -> None:
    """Somebody came or did not, cancelled, was told, or has the letter. Raises Refusal for what cannot be yet."""
    user = worker(house)
    with house.store.write(house.actor, _FOLLOW) as session:
        row, before = _open(house, session, appointment)
        if what in (CAME, NO_SHOW) and before.start.date() > local(now).date():
            raise Refusal("Deze afspraak moet nog komen.", "Wacht tot de dag er is, of verplaats ze (V).")
        if what not in (CAME, NO_SHOW, CANCEL, TOLD, LETTER):
            raise Refusal("Deze stap bestaat niet.", "Kies er een uit de lijst.")
        session.add(event(row.id, what, now, user, before.standing, way=way))
        if what == CANCEL:
            tell_referral(session, row, None)


def drop(house: House, session: Db, contacts: Sequence[UUID], now: datetime) -> None:
    """Cancel, inside the writing session of another act, whatever these questions still have to come."""
    user = worker(house)
    which = select(Appointment.id).where(Appointment.contact_id.in_(contacts))
    for key, events in view.events_of(session, which).items():
        before = stand(events)
        if before.state == "booked" and before.start is not None and before.start > now:
            session.add(event(key, CANCEL, now, user, before))
            tell_referral(session, session.get_one(Appointment, key), None)


def tell_referral(session: Db, row: Appointment, start: datetime | None) -> None:
    """The follow-up of its referral waits for another moment, or for none."""
    referral = session.get(Referral, row.referral_id) if row.referral_id else None
    if referral is not None:
        referral.appointment = start


def _open(house: House, session: Db, appointment: UUID) -> tuple[Appointment, Entry]:
    row, entry = session.get(Appointment, appointment), view.one(house, session, appointment)
    if row is None or entry is None:
        raise Refusal("Deze afspraak is er niet meer.", _AGAIN)
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    if contact is not None and not relations.is_erased(session, contact):
        relations.refuse_unseen_contact(house, session, contact)
    return row, entry


def event(
    appointment: UUID,
    what: str,
    now: datetime,
    user: UUID,
    before: Standing | None,
    slot: Slot | None = None,
    way: str | None = None,
) -> AppointmentEvent:
    """The row of one event, which knows of all that its writer saw."""
    known = sorted(one.hex for one in before.heads) if before else []
    made = AppointmentEvent(id=new_id(), appointment_id=appointment, event=what, at=now, user_id=user, way=way, settles=known)
    made.after = before.last if before else None
    if slot is not None:
        made.office_hours_id, made.start, made.minutes = slot.series, slot.start, slot.minutes
    return made


def _there(entry: Entry | None) -> Entry:
    if entry is None:
        raise LookupError("an appointment that was just written")
    return entry
