"""The call list: who must hear that a day does not take place, in which order, in which way, and what they can have instead.

Nothing is decided here. Each line waits until somebody moves the appointment, cancels it, or says that the client was told. How
somebody may be reached is what the file says (desk.safety): who may not be called is not on the list to be called.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sociaalhuis.db.agenda import OfficeHours
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations, safety
from sociaalhuis.desk.agenda import appointments, view
from sociaalhuis.desk.agenda.slots import Slot
from sociaalhuis.desk.agenda.view import Entry, Sitting
from sociaalhuis.house import House

_LOOK = "person.look"
_WHY = "zitdag gaat niet door"


@dataclass(frozen=True, slots=True)
class Call:
    """One person who must hear it. ``ways``: slugs of contact_ways that are allowed, the best first; ``said``: what is not.

    ``safe``: how this person can be reached without danger, in the client's own words. ``instead``: the slot that is proposed.
    """

    entry: Entry
    ways: tuple[str, ...]
    phone: str = ""
    said: tuple[str, ...] = ()
    safe: str = ""
    instead: Slot | None = None


def of_day(house: House, key: UUID, day: date, now: datetime) -> Sequence[Call]:
    """Whoever still stands on this day of a series and must hear something, the first appointment first.

    Names and numbers of files are one look each in the journal: the reason is that the day does not take place.
    """
    waiting = [one for sitting in view.days(house, day, day) if sitting.series.id == key for one in to_tell(sitting)]
    free = _instead(house, key, now, len(waiting))
    found = []
    for place, entry in enumerate(waiting):
        slot = free[place] if place < len(free) else None
        found.append(_call(house, entry, slot))
    return found


def to_tell(sitting: Sitting) -> Sequence[Entry]:
    """Who of one day waits for news and was not told yet."""
    off = sitting.session is None or bool(sitting.cancelled)
    return [one for one in sitting.entries if off and one.state == "booked" and not one.outside and not one.standing.told]


def _instead(house: House, key: UUID, now: datetime, number: int) -> Sequence[Slot]:
    """A free slot for each, one after the other: nobody is proposed the same."""
    found = next((one.slots for one in appointments.offers(house, now, number=max(number, 1)) if one.series.id == key), ())
    return [slot for slot in found for _ in range(slot.free)]


def _call(house: House, entry: Entry, instead: Slot | None) -> Call:
    if entry.person is None:
        ways = safety.ways((), may_call=False, anonymous=True)
        return Call(entry, tuple(way for way in ways if way != safety.SERVICE), instead=instead)
    with house.store.read() as session:
        relations.refuse_unseen(house, session, entry.person)
        person = session.get_one(Person, entry.person)
        discreet = session.get_one(OfficeHours, entry.series).discreet
    house.store.look(house.actor, _LOOK, Person.__tablename__, entry.person, _WHY)
    return _of_file(entry, person, discreet, instead)


def _of_file(entry: Entry, person: Person, discreet: bool, instead: Slot | None) -> Call:
    """A number only where a call is allowed: the client did not refuse it, and of a discreet zitdag said how it is safe."""
    forbidden = tuple(person.forbidden_ways or ())
    may_call = safety.may_plan_call(discreet, safety.YES if person.safe_contact else safety.NOT_ASKED)
    ways = tuple(way for way in safety.ways(forbidden, may_call=may_call, anonymous=False) if way != safety.SERVICE)
    reach = person.phone or "" if safety.CALL in ways else ""
    ways = tuple(way for way in ways if way != safety.CALL or reach)
    return Call(entry, ways, reach, safety.said(forbidden), person.safe_contact or "", instead)
