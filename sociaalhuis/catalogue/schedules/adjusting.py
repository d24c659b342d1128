"""How one clause bears on those before it: “tot 19 uur” needs the ordinary hours, “ook” adds, the same day twice is refused."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import time
from functools import partial

from sociaalhuis.catalogue.schedules.schedule import Rule
from sociaalhuis.texts import DAYS

type Spans = Sequence[tuple[time, time]]
type _Hours = tuple[tuple[int, int], ...]  # minutes of the day, in order

type _Change = tuple[_Hours, str] | None

_FULL_DAY = 24 * 60
_NOON, _MORNING_ENDS = 12 * 60, 13 * 60 + 30  # what begins before noon and ends by then is a morning


def moved(rules: Iterable[Rule], days: Rule, edge: str, clock: int) -> Sequence[tuple[Rule, Spans, str]] | None:
    """“tot” or “vanaf” a minute of the day: the rules that this adds (“ook”) or that rest the others (“enkel”).

    None when the ordinary hours of one of the days are not known, or when nothing would change or remain.
    """
    return _each(rules, days, partial(_changed, edge=edge, clock=clock))


def halved(rules: Iterable[Rule], days: Rule, half: str) -> Sequence[tuple[Rule, Spans, str]] | None:
    """Of the ordinary hours only the “voormiddag” or the “namiddag”; None when the hours are not two such halves."""
    return _each(rules, days, partial(_half, half=half))


def lent(rules: Sequence[Rule], days: Rule, edge: str, clock: int) -> Spans | None:
    """“ma-do 8.30-12, vr tot 15 uur”: the hours said last, with another end or start, for days without hours.

    None when one of the days has hours of its own, or there are none to lend.
    """
    ordinary = [one for one in rules if _is_ordinary(one) and one.label == days.label]
    if not ordinary or days.freq != "WEEKLY" or any(_hours(ordinary, day.weekday) for day in days.byday):
        return None
    found = list(hours_said(ordinary))
    at = -1 if edge == "tot" else 0
    kept = [(max(first, clock), last) if edge == "vanaf" else (first, min(last, clock)) for first, last in found]
    kept = [(first, last) for first, last in kept if first < last]
    if edge == "tot" and clock > found[-1][1]:
        kept[at] = (found[at][0], clock)
    if edge == "vanaf" and clock < found[0][0]:
        kept[at] = (clock, found[at][1])
    return [(_time(first), _time(last)) for first, last in kept] or None


def hours_said(rules: Sequence[Rule]) -> _Hours:
    """All hours, in minutes, of the weekday that was said last; none when that has none."""
    last = rules[-1] if rules else None
    if last is None or not last.byday or last.instead:
        return ()
    return _hours([one for one in rules if one.pattern == last.pattern], last.byday[-1].weekday)


def again(rules: Sequence[Rule], label: str) -> Spans:
    """“do idem”: the hours of the days said last under this label; none when there are none."""
    return [(_time(first), _time(last)) for first, last in hours_said([one for one in rules if one.label == label])]


def apart(rules: Iterable[Rule], rule: Rule, spans: Spans) -> bool:
    """Whether these hours touch no hours that the same days have already: “woensdagnamiddag 13-16” beside “ma-vr 9-12”."""
    mine = [(_minutes(opens), _minutes(closes)) for opens, closes in spans]
    taken = [span for one in rules if clash([one], rule) for day in one.byday for span in _hours([one], day.weekday)]
    return bool(mine) and all(last <= begin or first >= end for first, last in mine for begin, end in taken)


def cut(rules: Sequence[Rule], label: str, pause: Spans) -> list[Rule] | None:
    """The rules with a pause out of their hours; None when none under this label has it inside."""
    found: list[Rule] = []
    for one in rules:
        opens, closes = one.opens_at, one.closes_at
        if one.label == label and opens and closes and len(pause) == 1 and opens < pause[0][0] and pause[0][1] < closes:
            found += [replace(one, closes_at=pause[0][0]), replace(one, opens_at=pause[0][1])]
        else:
            found.append(one)
    return found if len(found) > len(rules) else None


def in_half(rule: Rule, half: str) -> bool:
    """Whether the hours of a rule lie in the “voormiddag”, “namiddag” or “avond”."""
    if rule.opens_at is None:
        return False
    return (_minutes(rule.opens_at) < _NOON) == (half == "voormiddag")


def _half(hours: _Hours, *, half: str) -> _Change:
    morning = tuple(one for one in hours if one[0] < _NOON)
    afternoon = tuple(one for one in hours if one[0] >= _NOON)
    if not (morning and afternoon) or max(end for _, end in morning) > _MORNING_ENDS:
        return None
    return (morning if half == "voormiddag" else afternoon), "enkel"


def _each(rules: Iterable[Rule], days: Rule, change: Callable[[_Hours], _Change]) -> Sequence[tuple[Rule, Spans, str]] | None:
    """What changes, for the days that have the same ordinary hours together."""
    ordinary = [one for one in rules if _is_ordinary(one) and one.label == days.label]
    alike: dict[_Hours, list[int]] = defaultdict(list)
    for weekday in dict.fromkeys(day.weekday for day in days.byday):
        alike[_hours(ordinary, weekday)].append(weekday)
    found = []
    for hours, weekdays in alike.items():
        changed = change(hours) if hours else None
        if changed is None:
            return None
        here = replace(days, byday=tuple(day for day in days.byday if day.weekday in weekdays))
        found.append((here, [(_time(first), _time(last)) for first, last in changed[0]], changed[1]))
    return found or None


def _is_ordinary(rule: Rule) -> bool:
    return rule.freq == "WEEKLY" and rule.opens_at is not None and not rule.instead and not rule.within and rule.interval == 1


def _hours(rules: Iterable[Rule], weekday: int) -> _Hours:
    found = []
    for one in rules:
        if one.opens_at is not None and one.closes_at is not None and any(day.weekday == weekday for day in one.byday):
            first, last = _minutes(one.opens_at), _minutes(one.closes_at)
            found.append((first, last if last > first else last + _FULL_DAY))
    return tuple(sorted(found))


def _changed(hours: _Hours, *, edge: str, clock: int) -> _Change:
    first, last = hours[0][0], max(end for _, end in hours)
    if edge == "tot" and clock > last:
        return ((last, clock),), "ook"
    if edge == "vanaf" and clock < first:
        return ((clock, first),), "ook"
    kept = tuple(
        (max(begin, clock), end) if edge == "vanaf" else (begin, min(end, clock))
        for begin, end in hours
        if (end > clock if edge == "vanaf" else begin < clock)
    )
    return (kept, "enkel") if kept and kept != hours else None


def clash(rules: Iterable[Rule], rule: Rule) -> str | None:
    """The weekday that an earlier rule of this label already has on the same days, in words; None when there is none."""
    for one in rules:
        if one.label == rule.label and one.within == rule.within and (day := _same_day(one, rule)) is not None:
            return DAYS[day]
    return None


def joins_instead(rules: Iterable[Rule], rule: Rule) -> bool:
    """Whether what is added belongs to a rule that stands instead of others: the same season, or the very same days."""
    return any(
        one.instead
        and one.label == rule.label
        and one.within == rule.within
        and (bool(rule.within) or one.pattern == rule.pattern)
        for one in rules
    )


def _same_day(one: Rule, other: Rule) -> int | None:
    if one.weeks is not None and other.weeks is not None and one.weeks != other.weeks:
        return None
    if one.bymonth and other.bymonth and not set(one.bymonth) & set(other.bymonth):
        return None
    if (one.valid_to and other.valid_from and one.valid_to < other.valid_from) or (
        other.valid_to and one.valid_from and other.valid_to < one.valid_from
    ):
        return None
    if one.bysetpos or other.bysetpos:
        return None
    shared = {
        mine.weekday
        for mine in one.byday
        for its in other.byday
        if mine.weekday == its.weekday and (mine.nth == its.nth or 0 in (mine.nth, its.nth))
    }
    return min(shared, default=None)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes % _FULL_DAY, 60))
