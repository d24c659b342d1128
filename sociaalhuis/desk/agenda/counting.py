"""What the agenda counts, per place: days held, slots, appointments and how they went, walk-ins. Counts only, never of few.

A number under five could be about somebody; it is shown as few, and never alone, so that it cannot be told from the total.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import few, intake
from sociaalhuis.desk.agenda import view
from sociaalhuis.desk.agenda.slots import HOLDING
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.house import House

_PEOPLE = ("came", "no_show", "cancelled", "booked", "walk_in")
WORDS: Mapping[str, str] = {
    "came": "kwam",
    "no_show": "kwam niet",
    "cancelled": "ging niet door",
    "booked": "nog open",
    "walk_in": "inloop",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place over some days. ``people``: by how it went, as it may be shown. ``days`` and ``slots`` are of nobody."""

    place: str
    days: int
    cancelled_days: int
    slots: int
    people: Mapping[str, str]
    total: str


def per_place(house: House, first: date, last: date) -> Sequence[Place]:
    """Every place with office hours on these days, by name."""
    days: dict[str, set[tuple[object, date]]] = {}
    off: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    people: dict[str, Counter[str]] = {}
    for one in view.days(house, first, last):
        place = one.series.place
        counted = people.setdefault(place, Counter())
        days.setdefault(place, set())
        if one.cancelled:
            off[place] += 1
        elif one.session is not None:
            days[place].add((one.series.id, one.day))
            slots[place] += sum(slot.capacity for slot in one.slots)
        for entry in one.entries:
            if not entry.outside and entry.state in (*HOLDING, "cancelled"):
                counted[entry.state] += 1
    walked = _walked_in(house, first, last)
    return [
        Place(place, len(days[place]), off[place], slots[place], *_shown({**people[place], "walk_in": walked.get(place, 0)}))
        for place in sorted(days)
    ]


def _shown(counted: Mapping[str, int]) -> tuple[Mapping[str, str], str]:
    """The counts as they may be shown, and their total."""
    numbers = {key: counted.get(key, 0) for key in _PEOPLE}
    return few.masked(numbers), few.shown(sum(numbers.values()))


def _walked_in(house: House, first: date, last: date) -> Mapping[str, int]:
    """Contacts at office hours without an appointment, by place."""
    begin, end = (datetime.combine(day, time(), BRUSSELS) for day in (first, last + timedelta(days=1)))
    where = Contact.channel == intake.OFFICE_HOURS, Contact.at >= begin, Contact.at < end, Contact.place.is_not(None)
    with house.store.read() as session:
        rows = session.execute(select(Contact.place, func.count()).where(*where).group_by(Contact.place)).all()
    return {str(place): number for place, number in rows}
