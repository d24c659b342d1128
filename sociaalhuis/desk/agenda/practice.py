"""Office hours and appointments of an invented town, to practise with: through the normal door, in bulk."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sociaalhuis.db.agenda import Appointment, AppointmentEvent, OfficeHours
from sociaalhuis.db.base import new_id
from sociaalhuis.desk.agenda import hours, slots
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.agenda.slots import Slot
from sociaalhuis.desk.agenda.standing import BOOK, CAME, NO_SHOW
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

_WEEKEND = 5  # from this weekday on the next week is filled
_CAME = 0.9  # of those whose appointment is over
_INTERPRETERS = (None, None, None, None, "telefoontolk")


def fill(
    house: House,
    session: Session,
    town: Sequence[Mapping[str, Any]],
    contacts: Sequence[UUID],
    number: int,
    user: UUID,
    rng: random.Random,
    now: datetime,
) -> None:
    """The zitdagen of the town, and so many appointments of these questions this week, as far as there is room."""
    planned = [
        Series(
            new_id(), one["name"], one["host"], one["place"], hours.checked_hours(one["hours"]), one["mode"], one["minutes"],
            one["capacity"], one["guest"], one["postal_code"], bring=tuple(one["bring"]),
        )
        for one in town
    ]  # fmt: skip
    house.store.insert(session, OfficeHours, [_row(one, user, now) for one in planned])
    places = [place for one in planned for place in _places(one, now)]
    chosen = rng.sample(places, min(number, len(places)))
    made = [(new_id(), slot, rng.choice(contacts), rng.choice(_INTERPRETERS)) for slot in chosen]
    appointments = [
        {
            "id": key, "office_hours_id": slot.series, "contact_id": contact, "referral_id": None, "language": None,
            "interpreter": interpreter, "uid": None, "made": slot.start - timedelta(days=7), "user_id": user,
        }
        for key, slot, contact, interpreter in made
    ]  # fmt: skip
    events = [event for key, slot, _contact, _interpreter in made for event in _events(key, slot, user, rng, now)]
    house.store.insert(session, Appointment, appointments)
    house.store.insert(session, AppointmentEvent, events)


def _row(one: Series, user: UUID, now: datetime) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "host": one.host, "guest": one.guest, "place": one.place,
        "postal_code": one.postal_code, "service_id": None, "hours": one.hours, "mode": one.mode, "minutes": one.minutes,
        "capacity": one.capacity, "bring": list(one.bring), "discreet": one.discreet, "made": now, "user_id": user,
        "ended": None,
    }  # fmt: skip


def _events(key: UUID, slot: Slot, user: UUID, rng: random.Random, now: datetime) -> Iterator[dict[str, Any]]:
    """The booking, and for who was expected already whether he or she came."""
    booked = new_id()
    bare: dict[str, Any] = {
        "appointment_id": key, "user_id": user, "office_hours_id": None, "start": None, "minutes": None, "way": None,
        "after": None, "settles": [], "takes_back": None,
    }  # fmt: skip
    when = {"office_hours_id": slot.series, "start": slot.start, "minutes": slot.minutes}
    yield {**bare, "id": booked, "event": BOOK, "at": slot.start - timedelta(days=7), **when}
    if slot.start < now:
        went = CAME if rng.random() < _CAME else NO_SHOW
        yield {**bare, "id": new_id(), "event": went, "at": slot.start, "after": booked, "settles": [booked.hex]}


def _places(one: Series, now: datetime) -> Sequence[Slot]:
    """Each slot of this week as often as somebody can be received in it; in the weekend of the next one."""
    today = local(now).date()
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if today.weekday() >= _WEEKEND else 0)
    days = hours.sessions(one, (), monday, monday + timedelta(days=6))
    return [slot for day in days for slot in slots.of_session(one, day, ()) for _ in range(slot.capacity)]
