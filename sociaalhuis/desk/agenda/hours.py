"""Office hours (zitdagen): when they are, from the rule in words, the holidays, and what was said of one day. Pure.

How a rule is read and on which days it falls stands in catalogue.schedules; here are the days of one series as they really are:
without public holidays and closing days, without days that were cancelled, with days that came extra. Clocks are of Brussels.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from uuid import UUID

from sociaalhuis.catalogue.schedules import occurring, reading, writing
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal

type Mode = Literal["appointment", "walk_in", "both"]
MODES: tuple[Mode, ...] = ("appointment", "walk_in", "both")
CANCEL, RESTORE, EXTRA, TAKE_BACK = "cancel", "restore", "extra", "take_back"
SHORTEST, LONGEST = 5, 180  # minutes of a slot
MOST_AT_ONCE = 20
LOOK_AHEAD = 400  # days: what comes once a year is still found


@dataclass(frozen=True, slots=True)
class Series:
    """One zitdag that comes back. ``hours``: its rule in words; ``bring``: slugs of documents, or words; ``service``: an id.

    ``discreet``: its name and host tell too much to stand on paper or in a calendar (violence).
    """

    id: UUID
    name: str
    host: str
    place: str
    hours: str
    mode: Mode = "appointment"
    minutes: int = 20
    capacity: int = 1
    guest: bool = False
    postal_code: str | None = None
    service: UUID | None = None
    bring: tuple[str, ...] = ()
    discreet: bool = False
    ended: date | None = None

    @property
    def bookable(self) -> bool:
        """Whether an appointment can be made for it."""
        return self.mode != "walk_in"


@dataclass(frozen=True, slots=True)
class Note:
    """What was said of one day of a series: cancel, restore, or extra with its hours. ``takes_back``: the id of a mistake."""

    id: UUID
    day: date
    event: str
    at: datetime
    opens_at: time | None = None
    closes_at: time | None = None
    reason: str = ""
    takes_back: UUID | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One day of a series, or one part of it. ``cancelled`` says why it does not take place; empty when it does."""

    day: date
    start: datetime
    end: datetime
    cancelled: str = ""


def checked_hours(text: str) -> str:
    """The rule in the words in which it is kept. Raises Refusal, with an example, for what cannot be read or has no hours."""
    schedule = reading.read(" ".join(text.split()))
    if not any(rule.opens_at for rule in schedule.rules) and not schedule.extra:
        raise Refusal("Er staat niet hoe laat het is.", "Typ bijvoorbeeld “2e maandag van de maand 9-11”.")
    return writing.write(schedule)


def sessions(
    series: Series, notes: Iterable[Note], first: date, last: date, closing_days: Collection[date] = ()
) -> tuple[Session, ...]:
    """The days of a series between two days, both included, in order of time, with those that were cancelled.

    A public holiday, and a day on which the house is closed, has none unless it was asked for as an extra day.
    """
    said = in_force(notes)
    cancelled = _cancelled(said)
    found = [
        Session(day, start, end, cancelled.get(day, ""))
        for day, start, end in _planned(series.hours, first, last)
        if day not in closing_days and (series.ended is None or day <= series.ended)
    ]
    for one in said:
        if one.event == EXTRA and first <= one.day <= last and one.opens_at and one.closes_at:
            start, end = (datetime.combine(one.day, clock, BRUSSELS) for clock in (one.opens_at, one.closes_at))
            found.append(Session(one.day, start, end, cancelled.get(one.day, "")))
    return tuple(sorted(set(found), key=lambda one: (one.start.astimezone(UTC), one.end.astimezone(UTC))))


@lru_cache(maxsize=512)
def _planned(hours: str, first: date, last: date) -> tuple[tuple[date, datetime, datetime], ...]:
    schedule = reading.read(hours)
    return tuple((one.day, one.start, one.end) for one in occurring.openings(schedule, first, last) if one.certain)


def in_force(notes: Iterable[Note]) -> Sequence[Note]:
    """The notes that count, each once, in order of time."""
    whole = {one.id: one for one in notes}
    gone = {one.takes_back for one in whole.values() if one.takes_back is not None}
    kept = [one for one in whole.values() if one.takes_back is None and one.id not in gone]
    return sorted(kept, key=lambda one: (one.at.timestamp(), one.id))


def _cancelled(notes: Sequence[Note]) -> dict[date, str]:
    """The days that do not take place, with why: the last word about a day holds."""
    found: dict[date, str] = {}
    for one in notes:
        if one.event == CANCEL:
            found[one.day] = one.reason or "gaat niet door"
        elif one.event == RESTORE:
            found.pop(one.day, None)
    return found


def coming(
    series: Series,
    notes: Iterable[Note],
    after: datetime,
    number: int = 3,
    closing_days: Collection[date] = (),
    *,
    ahead: int = LOOK_AHEAD,
) -> tuple[Session, ...]:
    """The next days that take place and are not over yet, at most so many."""
    said, first, moment = list(notes), after.astimezone(BRUSSELS).date(), after.astimezone(UTC)
    found: list[Session] = []
    for step in range(0, ahead, _STEP):
        here, there = first + timedelta(days=step), first + timedelta(days=step + _STEP - 1)
        found += [
            one
            for one in sessions(series, said, here, there, closing_days)
            if not one.cancelled and one.end.astimezone(UTC) > moment
        ]
        if len(found) >= number:
            break
    return tuple(found[:number])


_STEP = 100  # days that are looked through at a time


def starts(session: Session, minutes: int) -> Iterator[datetime]:
    """When the slots of a day begin; each fits as a whole. On the night that the clock changes, minutes are real minutes."""
    at, end, step = session.start.astimezone(UTC), session.end.astimezone(UTC), timedelta(minutes=minutes)
    while at + step <= end:
        yield at.astimezone(BRUSSELS)
        at += step
