"""The slots of office hours: which are free, what stands in them, and who stands twice. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sociaalhuis.desk.agenda.hours import Series, Session, starts

HOLDING = frozenset({"booked", "came", "no_show"})  # states in which an appointment takes its slot; a cancelled one does not


@dataclass(frozen=True, slots=True)
class Taken:
    """The time that one appointment takes. ``made``: when it was booked, who was first."""

    id: UUID
    start: datetime
    minutes: int
    made: datetime

    @property
    def end(self) -> datetime:
        """When it ends, in UTC."""
        return self.start.astimezone(UTC) + timedelta(minutes=self.minutes)

    @property
    def span(self) -> tuple[float, float]:
        """From when to when, in seconds of the clock of the world: what is compared often."""
        begin = self.start.timestamp()
        return begin, begin + 60 * self.minutes


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a series. ``taken``: how many stand in it, ``capacity``: how many can."""

    series: UUID
    start: datetime
    minutes: int
    capacity: int
    taken: int = 0

    @property
    def free(self) -> int:
        """How many can still come; never less than nought, also when too many were booked."""
        return max(0, self.capacity - self.taken)


def of_session(series: Series, session: Session, taken: Iterable[Taken]) -> tuple[Slot, ...]:
    """The slots of one day of a series; none when it does not take place or takes no appointments."""
    if session.cancelled or not series.bookable:
        return ()
    spans = [one.span for one in taken]
    return tuple(_slot(series, start, spans) for start in starts(session, series.minutes))


def _slot(series: Series, start: datetime, spans: Sequence[tuple[float, float]]) -> Slot:
    begin = start.timestamp()
    end = begin + 60 * series.minutes
    return Slot(series.id, start, series.minutes, series.capacity, sum(b < end and begin < e for b, e in spans))


def first_free(
    series: Series, sessions: Iterable[Session], taken: Callable[[Session], Iterable[Taken]], now: datetime, number: int = 1
) -> tuple[Slot, ...]:
    """The first free slots that are still to come. ``taken`` gives what stands on a day."""
    found: list[Slot] = []
    for session in sessions:
        if session.end.astimezone(UTC) > now.astimezone(UTC):
            found += [one for one in of_session(series, session, taken(session)) if one.free and one.start > now]
        if len(found) >= number:
            break
    return tuple(found[:number])


def doubles(taken: Sequence[Taken], capacity: int) -> frozenset[UUID]:
    """The appointments that stand where more than can be received do: all of them, for somebody has to choose."""
    found: set[UUID] = set()
    spans = [(one.id, *one.span) for one in taken]
    for _id, moment, _end in spans:
        at_once = [key for key, begin, end in spans if begin <= moment < end]  # who is there when this one begins
        if len(at_once) > capacity:
            found.update(at_once)
    return frozenset(found)


def who_stays(taken: Sequence[Taken], capacity: int) -> tuple[UUID, ...]:
    """The proposal when too many stand at one time: who was booked first stays. Gives who would move, last booked first."""
    gone: list[UUID] = []
    left = sorted(taken, key=lambda one: (one.made, one.id))
    while double := doubles(left, capacity):
        last = max((one for one in left if one.id in double), key=lambda one: (one.made, one.id))
        left.remove(last)
        gone.append(last.id)
    return tuple(gone)
