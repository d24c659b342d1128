"""On which days and at what moments a schedule is open. Pure: the day, the moment and the public holidays are arguments.

Day by day, with calendar arithmetic only. Hours are those of the wall clock in Brussels; moments are compared in UTC, so that
the two nights on which the clock changes are right: an hour that comes twice is the first one, a skipped one is the jump.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sociaalhuis.catalogue.schedules.periods import BRUSSELS, Period, PublicHoliday, public_holidays
from sociaalhuis.catalogue.schedules.schedule import Day, ExtraDay, Rule, Schedule

type _IsHoliday = Callable[[date], bool]
type _Span = tuple[int, int]
type _Kind = tuple[str, bool, bool]  # label, by appointment, certain

_FULL_DAY = 24 * 60
_DAY = timedelta(days=1)
LOOK_AHEAD = 400  # days: what comes once a year is still found


@dataclass(frozen=True, slots=True)
class Opening:
    """Open from ``start`` to ``end`` (in Brussels), counted to ``day``. ``certain``: False on a day that is in doubt."""

    day: date
    start: datetime
    end: datetime
    label: str = ""
    by_appointment: bool = False
    certain: bool = True

    def holds(self, moment: datetime) -> bool:
        """Whether an aware moment lies in it."""
        return self.start.astimezone(UTC) <= moment.astimezone(UTC) < self.end.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Status:
    """How it is at a moment. ``open``: None when nobody can tell; ``by_appointment``: who has an appointment is welcome.

    ``until``: when it closes; None when it is not open, or does not close within a week. ``next``: the next certain opening.
    """

    open: bool | None
    by_appointment: bool = False
    until: datetime | None = None
    next: Opening | None = None


def openings(schedule: Schedule, first: date, last: date, holidays: Collection[date] | None = None) -> Iterator[Opening]:
    """All openings of these days, both included, in order of time. ``holidays``: public holidays; None is those of Flanders."""
    is_holiday = _holidays(holidays)
    for ahead in range((last - first).days + 1):
        yield from _on(schedule, first + timedelta(days=ahead), is_holiday)[0]


def open_at(schedule: Schedule, at: datetime, holidays: Collection[date] | None = None) -> bool | None:
    """Whether it is open at a moment without an appointment: aware, or wall time in Brussels. None when nobody can tell."""
    return _open_at(schedule, local(at), _holidays(holidays))[0]


def status(schedule: Schedule, at: datetime, holidays: Collection[date] | None = None, ahead: int = LOOK_AHEAD) -> Status:
    """How it is at this moment: aware, or wall time in Brussels. ``ahead``: how many days to look for the next time."""
    moment, is_holiday = local(at), _holidays(holidays)
    open_, by_appointment = _open_at(schedule, moment, is_holiday)
    if open_:
        return Status(True, until=_until(schedule, moment, is_holiday))
    return Status(open_, by_appointment, next=next_opening(schedule, moment, holidays, ahead))


def _open_at(schedule: Schedule, moment: datetime, is_holiday: _IsHoliday) -> tuple[bool | None, bool]:
    """Whether it is open, and if nobody can tell whether that is because of an appointment."""
    today, in_doubt = _on(schedule, moment.date(), is_holiday)
    yesterday, _ = _on(schedule, moment.date() - _DAY, is_holiday)
    now = [one for one in (*yesterday, *today) if one.holds(moment)]
    if any(one.certain and not one.by_appointment for one in now):
        return True, False
    if in_doubt or any(not one.certain for one in now):
        return None, False
    if now or _asks_appointment(schedule, moment.date(), is_holiday):
        return None, True
    return False, False


def next_opening(
    schedule: Schedule,
    at: datetime,
    holidays: Collection[date] | None = None,
    ahead: int = LOOK_AHEAD,
    *,
    walk_in: bool = False,
) -> Opening | None:
    """The first certain opening that begins after this moment, within so many days; None when there is none.

    ``walk_in``: only one for which no appointment is needed.
    """
    moment = local(at)
    instant = moment.astimezone(UTC)
    is_holiday = _holidays(holidays)
    for days in range(ahead + 1):
        for one in _on(schedule, moment.date() + timedelta(days=days), is_holiday)[0]:
            if one.certain and one.start.astimezone(UTC) > instant and not (walk_in and one.by_appointment):
                return one
    return None


def never_closes(schedule: Schedule) -> bool:
    """Whether one of the rules is every day and night, holidays too."""
    every = Rule(time(), time(), tuple(Day(number) for number in range(7)), on_holidays=True)
    return not schedule.closed and any(replace(one, label="") == every for one in schedule.rules)


def local(moment: datetime) -> datetime:
    """A moment on the clock of Brussels; one without a zone is read there."""
    return moment.astimezone(BRUSSELS) if moment.tzinfo else moment.replace(tzinfo=BRUSSELS)


def falls_on(rule: Rule, day: date) -> bool:
    """Whether the days of a rule include this one, whatever its periods say."""
    if (rule.valid_from and day < rule.valid_from) or (rule.valid_to and day > rule.valid_to):
        return False
    if rule.bymonth and day.month not in rule.bymonth:
        return False
    if rule.weeks is not None and day.isocalendar().week % 2 != rule.weeks:
        return False
    return _weekly(rule, day) if rule.freq == "WEEKLY" else _monthly(rule, day)


def _weekly(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    if all(weekday != one.weekday for one in rule.byday):
        return False
    if rule.interval == 1 or rule.valid_from is None:
        return True
    weeks = (_week_start(day, rule.wkst) - _week_start(rule.valid_from, rule.wkst)).days // 7
    return weeks % rule.interval == 0


def _week_start(day: date, wkst: int) -> date:
    return day - timedelta(days=(day.weekday() - wkst) % 7)


def _monthly(rule: Rule, day: date) -> bool:
    if rule.interval > 1 and rule.valid_from is not None:
        months = (day.year - rule.valid_from.year) * 12 + day.month - rule.valid_from.month
        if months % rule.interval:
            return False
    length = monthrange(day.year, day.month)[1]
    if not _in_month(rule, day, length):
        return False
    if not rule.bysetpos:
        return True
    days = [one for number in range(1, length + 1) if _in_month(rule, one := day.replace(day=number), length)]
    place = days.index(day)
    return place + 1 in rule.bysetpos or place - len(days) in rule.bysetpos


def _in_month(rule: Rule, day: date, length: int) -> bool:
    """``length``: the number of days of the month."""
    if rule.bymonthday and day.day not in rule.bymonthday and day.day - length - 1 not in rule.bymonthday:
        return False
    if not rule.byday:
        return bool(rule.bymonthday)
    nths = (0, (day.day - 1) // 7 + 1, -((length - day.day) // 7) - 1)
    return any(one.weekday == day.weekday() and one.nth in nths for one in rule.byday)


def _holidays(holidays: Collection[date] | None) -> _IsHoliday:
    return (lambda day: day in public_holidays(day.year)) if holidays is None else holidays.__contains__


def _in(periods: Sequence[Period], day: date, is_holiday: _IsHoliday) -> bool | None:
    """Whether a day lies in one of these; None when that cannot be told."""
    found: bool | None = False
    for one in periods:
        covers = is_holiday(day) if isinstance(one, PublicHoliday) else one.covers(day)
        if covers:
            return True
        found = None if covers is None else found
    return found


def _meets(rule: Rule, day: date, is_holiday: _IsHoliday) -> bool | None:
    """Whether a rule holds on a day: its pattern and its periods; None when a period cannot be told."""
    if not falls_on(rule, day):
        return False
    inside = not rule.within or _in(rule.within, day, is_holiday)
    out = _in(rule.outside, day, is_holiday)
    if inside is False or out is True:
        return False
    return None if None in (inside, out) else True


def _holding(rules: Sequence[Rule], day: date, is_holiday: _IsHoliday) -> tuple[list[Rule], bool]:
    """The rules of one label that hold on a day, and whether that is in doubt. A season goes before a day."""
    if any(one.instead for one in rules):
        seasons = [one for one in rules if one.instead and one.within]
        held = {_in(one.within, day, is_holiday) for one in seasons if _valid(one, day)}
        if None in held:
            return [], True
        singles = [one for one in rules if one.instead and not one.within]
        if True in held:
            rules = [one for one in seasons if _in(one.within, day, is_holiday)]
        elif any(_meets(one, day, is_holiday) for one in singles):
            rules = singles
        else:
            rules = [one for one in rules if not one.instead]
    met = [(one, _meets(one, day, is_holiday)) for one in rules]
    return [one for one, holds in met if holds is not False], any(holds is None for _, holds in met)


def _valid(rule: Rule, day: date) -> bool:
    return (rule.valid_from or day) <= day <= (rule.valid_to or day)


def _on(schedule: Schedule, day: date, is_holiday: _IsHoliday) -> tuple[list[Opening], bool]:
    """The openings that begin on a day, those that touch put together, and whether more of that day is in doubt."""
    found = [(_kind(one, True), _minutes(one)) for one in schedule.extra if one.day == day]
    closed = _in(schedule.closed, day, is_holiday)
    if closed is True:
        return _joined(day, found), False
    doubtful = closed is None or _in(schedule.unsure, day, is_holiday) is not False
    in_doubt = doubtful
    for label in {one.label: None for one in schedule.rules}:
        rules, unknown = _holding([one for one in schedule.rules if one.label == label], day, is_holiday)
        in_doubt = in_doubt or unknown
        for rule in rules:
            if rule.opens_at is not None:
                certain = not (doubtful or unknown or (is_holiday(day) and not _holds_on_holidays(rule)))
                in_doubt = in_doubt or not certain
                found.append((_kind(rule, certain), _minutes(rule)))
    return _joined(day, found), in_doubt


def _holds_on_holidays(rule: Rule) -> bool:
    return rule.on_holidays or any(isinstance(one, PublicHoliday) for one in rule.within)


def _kind(one: Rule | ExtraDay, certain: bool) -> _Kind:
    return one.label, one.by_appointment, certain


def _minutes(one: Rule | ExtraDay) -> _Span:
    """First and last minute on the wall, counted from the midnight before."""
    opens, closes = one.opens_at or time(), one.closes_at or time()
    first, last = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    return first, last if last > first else last + _FULL_DAY


def _joined(day: date, found: Sequence[tuple[_Kind, _Span]]) -> list[Opening]:
    """The openings of a day in order of time; those of one kind that touch or overlap become one."""
    kept: list[tuple[_Span, _Kind]] = []
    for kind in {kind: None for kind, _ in found}:
        first, last = -1, -1
        for span in sorted(span for other, span in found if other == kind):
            if span[0] <= last:
                kept.pop()
                last = max(last, span[1])
            else:
                first, last = span
            kept.append(((first, last), kind))
    listed = [Opening(day, _instant(day, first), _instant(day, last), *kind) for (first, last), kind in sorted(kept)]
    return [one for one in listed if one.start != one.end]  # all of it may lie in the skipped hour


def _instant(day: date, minutes: int) -> datetime:
    """When the clock on the wall shows this, first; if skipped, when the clock jumps: in Europe at 1.00 UTC."""
    days, minute = divmod(minutes, _FULL_DAY)
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=BRUSSELS) + timedelta(days=days)
    if wall.month == 3 and wall.hour == 2 and wall.astimezone(UTC).astimezone(BRUSSELS).hour != 2:
        return datetime(wall.year, wall.month, wall.day, 1, tzinfo=UTC).astimezone(BRUSSELS)
    return wall


def _until(schedule: Schedule, moment: datetime, is_holiday: _IsHoliday) -> datetime | None:
    """When it closes: the end of what is open, carried on by what begins before that; None when that takes over a week."""
    end = moment
    for days in range(-1, 8):
        for one in _on(schedule, moment.date() + timedelta(days=days), is_holiday)[0]:
            open_then = one.certain and not one.by_appointment and one.start.astimezone(UTC) <= end.astimezone(UTC)
            if open_then and one.end.astimezone(UTC) > end.astimezone(UTC):
                end = one.end
    return end if end.astimezone(UTC) - moment.astimezone(UTC) < timedelta(days=6) else None


def _asks_appointment(schedule: Schedule, day: date, is_holiday: _IsHoliday) -> bool:
    """Whether a day is by appointment without hours, or all of it always is."""
    bare = [one for one in schedule.rules if one.opens_at is None and one.by_appointment]
    always = any(not one.byday and not one.bymonthday for one in bare) and all(one.opens_at is None for one in schedule.rules)
    return always or (not _in(schedule.closed, day, is_holiday) and any(_meets(one, day, is_holiday) is True for one in bare))
