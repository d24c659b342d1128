"""What hours are: one rule per span of time as in HSDS, with days apart on which it is closed, in doubt or open once more.

The names are those of the schedule table of HSDS 3 and of RRULE (RFC 5545). What HSDS lacks stands beside it: periods, odd and
even weeks, rules instead of others, appointment. A schedule is kept as its text (writing.write); it knows no tables.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal, NamedTuple

from sociaalhuis.catalogue.schedules.periods import Period

type Freq = Literal["WEEKLY", "MONTHLY"]
type Way = Literal["phone", "online", "in_person"]

WORKDAYS = range(5)
_PHONE = ("telefo", "lijn", "bel", "gsm", "nummer", "permanentie per tel")
_ONLINE = ("chat", "ch@t", "mail", "online", "video", "whatsapp", "digitaal")


class Day(NamedTuple):
    """A day of BYDAY. ``weekday``: 0 is Monday. ``nth``: which one of the month, -1 the last; 0 is every one."""

    weekday: int
    nth: int = 0


EVERY_DAY = tuple(Day(number) for number in range(7))


@dataclass(frozen=True, slots=True)
class Rule:
    """One span on days that come back. ``opens_at`` None: no hours, only by appointment, or (``instead``) closed.

    ``closes_at`` not after ``opens_at`` is on the next day; 0.00-0.00 is a whole day. ``valid_from`` is DTSTART too: intervals
    count from there; ``valid_to`` is UNTIL; both included. ``weeks``: 0 even, 1 odd ISO weeks. ``within``: only in these
    periods, ``outside``: never in these. ``instead``: on its days (with ``within``: in all of these periods) the other rules of
    its label rest. ``on_holidays``: goes on on public holidays; else those are in doubt. ``label``: whose or where, “telefoon”.
    """

    opens_at: time | None = None
    closes_at: time | None = None
    byday: tuple[Day, ...] = ()
    freq: Freq = "WEEKLY"
    interval: int = 1
    wkst: int = 0
    bymonthday: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    weeks: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    within: tuple[Period, ...] = ()
    outside: tuple[Period, ...] = ()
    by_appointment: bool = False
    on_holidays: bool = False
    instead: bool = False
    label: str = ""

    @property
    def attending_type(self) -> Way | None:
        """How one reaches it, as the label says: by phone, online, in person; None when there is no label."""
        return way(self.label)

    @property
    def pattern(self) -> "Rule":
        """The rule without its hours: the days it is about."""
        return replace(self, opens_at=None, closes_at=None, by_appointment=False, instead=False, on_holidays=False)


@dataclass(frozen=True, slots=True)
class ExtraDay:
    """Open once more, whatever else is said of that day."""

    day: date
    opens_at: time
    closes_at: time
    by_appointment: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """All hours of one service, one place or one zitdag. ``closed`` goes before the rules, ``extra`` before that.

    ``unsure``: days on which it may be otherwise. ``notes``: remarks in words. Clocks are those of Europe/Brussels.
    """

    rules: tuple[Rule, ...] = ()
    extra: tuple[ExtraDay, ...] = ()
    closed: tuple[Period, ...] = ()
    unsure: tuple[Period, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in order; “” is the part without one and stands first."""
        found = dict.fromkeys([one.label for one in self.rules] + [one.label for one in self.extra])
        return tuple(sorted(found, key=bool))

    def part(self, *labels: str) -> "Schedule":
        """The schedule with only what stands under these labels."""
        return replace(
            self,
            rules=tuple(one for one in self.rules if one.label in labels),
            extra=tuple(one for one in self.extra if one.label in labels),
        )


def way(label: str) -> Way | None:
    """How one reaches what stands under a label; a bare number such as 1700 is a phone."""
    said = label.casefold()
    if not said:
        return None
    if any(word in said for word in _ONLINE):
        return "online"
    return "phone" if said.isdigit() or any(word in said for word in _PHONE) else "in_person"
