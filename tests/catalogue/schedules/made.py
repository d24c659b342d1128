"""Made-up schedules, and an oracle for them: dateutil and plain sets of days; nothing of the program but the values."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dateutil.easter import easter
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from sociaalhuis.catalogue.schedules.periods import Dates, Period, PublicHoliday, School, Season
from sociaalhuis.catalogue.schedules.schedule import Day, ExtraDay, Rule, Schedule

FIRST, LAST = date(2025, 1, 1), date(2029, 12, 31)
_ODD, _EVEN = tuple(range(1, 13, 2)), tuple(range(2, 13, 2))

type Span = tuple[date, int, int, str, bool, bool]  # day, minutes of the day, label, by appointment, certain


def schedule(chance: random.Random) -> Schedule:
    """A schedule as a service might have, with everything that can be written."""
    rules: list[Rule] = []
    for label in chance.choice([("",), ("",), ("", "telefoon"), ("loket", "telefoon")]):
        rules += [one for _ in range(chance.randint(1, 3)) for one in _spans(chance, _rule(chance, label))]
        if chance.random() < 0.2:
            rules += _spans(chance, _with_instead(chance, _rule(chance, label)))
    extra = [_extra(chance, rules[0].label)] if chance.random() < 0.2 else []
    closed = _periods(chance, 3) if chance.random() < 0.5 else ()
    unsure = _periods(chance, 1) if chance.random() < 0.1 else ()
    return Schedule(tuple(rules), tuple(extra), closed, unsure)


def _rule(chance: random.Random, label: str) -> Rule:
    rule = _monthly(chance) if chance.random() < 0.4 else _weekly(chance)
    starts = rule.interval > 1 or chance.random() < 0.2
    return replace(
        rule,
        valid_from=_day(chance, 2025, 2026) if starts else None,
        valid_to=_day(chance, 2027, 2029) if chance.random() < 0.2 else None,
        outside=_periods(chance, 2) if chance.random() < 0.3 else (),
        within=_periods(chance, 2) if chance.random() < 0.1 else (),
        by_appointment=chance.random() < 0.1,
        on_holidays=chance.random() < 0.1,
        label=label,
    )


def _weekly(chance: random.Random) -> Rule:
    interval = chance.choice([1, 1, 1, 1, 2, 3, 4])
    return Rule(
        byday=tuple(Day(one) for one in sorted(chance.sample(range(7), chance.randint(1, 6)))),
        interval=interval,
        wkst=chance.choice([0, 0, 6, 3]) if interval > 1 else 0,
        weeks=chance.choice([None, None, None, 0, 1]) if interval == 1 else None,
        bymonth=chance.choice([(), (), (), _ODD, (1, 2, 12)]),
    )


def _monthly(chance: random.Random) -> Rule:
    numbers = [1, 2, 3, 4, 5, -1, -2]
    kind = chance.randint(0, 4)
    interval = chance.choice([1, 1, 1, 2, 3])
    months = (
        chance.choice([(), _ODD, _EVEN, (3, 6, 9, 12)]) if interval == 1 else ()
    )  # else dateutil may seek up to the year 9999
    found = Rule(freq="MONTHLY", interval=interval, bymonth=months)
    if kind == 0:
        days = chance.sample([*range(1, 32), -1, -2], chance.randint(1, 2))
        return replace(found, bymonthday=tuple(sorted(days, key=lambda one: (one < 0, abs(one)))))
    if kind == 1:
        return replace(found, byday=tuple(Day(one) for one in range(5)), bysetpos=(chance.choice(numbers),))
    picked = {Day(chance.randint(0, 6), chance.choice(numbers)) for _ in range(chance.randint(1, 3))}
    return replace(found, byday=tuple(sorted(picked, key=lambda one: (one.weekday, one.nth < 0, abs(one.nth)))))


def _with_instead(chance: random.Random, rule: Rule) -> Rule:
    return replace(rule, instead=True, within=chance.choice([(), _periods(chance, 1)]))


def _spans(chance: random.Random, rule: Rule) -> list[Rule]:
    if chance.random() < 0.05:
        return [replace(rule, opens_at=time(20), closes_at=time(2, 30))]
    if rule.by_appointment and chance.random() < 0.3:
        return [rule]
    hours = [(time(9), time(12)), (time(13, 30), time(16, 15)), (time(18), time())]
    return [replace(rule, opens_at=first, closes_at=last) for first, last in sorted(chance.sample(hours, chance.randint(1, 2)))]


def _extra(chance: random.Random, label: str) -> ExtraDay:
    return ExtraDay(_day(chance, 2025, 2029), time(10), time(11, 30), chance.random() < 0.2, label)


def _periods(chance: random.Random, most: int) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(_period(chance) for _ in range(chance.randint(1, most))))


def _period(chance: random.Random) -> Period:
    kind = chance.randint(0, 5)
    if kind == 0:
        return PublicHoliday()
    if kind == 1:
        return School(chance.choice([None, None, "herfst", "kerst", "krokus", "paas", "zomer"]))
    first = _day(chance, 2025, 2029)
    last = first + timedelta(days=chance.choice([0, 3, 20, 45]))
    if kind == 2:
        return Dates(first, last)
    if kind == 3:
        month = chance.randint(1, 11)
        return Season((month, 1), (month + 1, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]))
    return Season((first.month, first.day), (last.month, last.day))


def _day(chance: random.Random, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(days=chance.randrange((date(last, 12, 31) - date(first, 1, 1)).days + 1))


# ---- the oracle


def expected(one: Schedule, first: date = FIRST, last: date = LAST) -> list[Span]:
    """What is open on these days, from dateutil and sets."""
    all_days = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    closed = _covered(one.closed, all_days)
    doubt = _covered(one.unsure, all_days)
    free = _covered([PublicHoliday()], all_days)
    found: list[Span] = [_span(x.day, x, True) for x in one.extra if first <= x.day <= last]
    for label in {rule.label for rule in one.rules}:
        rules = [rule for rule in one.rules if rule.label == label]
        seasons = [rule for rule in rules if rule.instead and rule.within]
        resting = set().union(
            *(_covered(r.within, {d for d in all_days if (r.valid_from or d) <= d <= (r.valid_to or d)}) for r in seasons)
        )
        special = set().union(*(_held(r, all_days) for r in rules if r.instead and not r.within)) - resting
        for rule in rules:
            days = _held(rule, all_days)
            if rule.instead:
                days &= resting if rule.within else special
            else:
                days -= resting | special
            if rule.opens_at is None:
                continue
            for day in days - closed:
                goes_on = rule.on_holidays or PublicHoliday() in rule.within
                found.append(_span(day, rule, day not in doubt and (goes_on or day not in free)))
    return _merged(found)


def _held(rule: Rule, all_days: set[date]) -> set[date]:
    """The days of a rule after its periods."""
    days = _recurring(rule, min(all_days), max(all_days)) & all_days
    if rule.within:
        days &= _covered(rule.within, all_days)
    return days - _covered(rule.outside, all_days)


def _recurring(rule: Rule, first: date, last: date) -> set[date]:
    start = rule.valid_from or date(first.year - 1, 1, 1)
    until = min(last, rule.valid_to) if rule.valid_to else last
    wanted = [weekday(day.weekday, day.nth) if day.nth else weekday(day.weekday) for day in rule.byday]
    found = rrule(
        WEEKLY if rule.freq == "WEEKLY" else MONTHLY,
        dtstart=datetime.combine(start, time()),
        interval=rule.interval,
        wkst=rule.wkst,
        until=datetime.combine(until, time()),
        byweekday=wanted or None,
        bymonthday=rule.bymonthday or None,
        bysetpos=rule.bysetpos or None,
        bymonth=rule.bymonth or None,
        byweekno=None if rule.weeks is None else [week for week in range(1, 54) if week % 2 == rule.weeks],
    )
    return {moment.date() for moment in found}


def _covered(periods: Iterable[Period], all_days: set[date]) -> set[date]:
    found: set[date] = set()
    years = range(min(all_days).year - 1, max(all_days).year + 2) if all_days else range(0)
    for one in periods:
        for year in years:
            found |= _of_year(one, year)
    return found & all_days


def _of_year(one: Period, year: int) -> set[date]:
    if isinstance(one, PublicHoliday):
        sunday = easter(year)
        fixed = [(1, 1), (5, 1), (7, 11), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)]
        moving = [sunday + timedelta(days=days) for days in (1, 39, 50)]
        return {date(year, month, day) for month, day in fixed} | set(moving) | {sunday, sunday + timedelta(days=49)}
    if isinstance(one, School):
        return {day for name, days in school_year(year).items() if one.name in (None, name) for day in days}
    if isinstance(one, Dates):
        return set(_range(one.first, one.last))
    if one.first > one.last:
        return set(_range(_leap(year, one.first, 1), date(year, 12, 31))) | set(
            _range(date(year, 1, 1), _leap(year, one.last, -1))
        )
    return set(_range(_leap(year, one.first, 1), _leap(year, one.last, -1)))


def _leap(year: int, month_day: tuple[int, int], step: int) -> date:
    """29 February in a year that has none: the first day after it as a begin, the last day before it as an end."""
    try:
        return date(year, *month_day)
    except ValueError:
        return date(year, 3, 1) if step > 0 else date(year, 2, 28)


def school_year(year: int) -> dict[str, list[date]]:
    """The school holidays that begin in a calendar year, after the rules of the decree of 17 April 1991."""
    sunday = easter(year)
    saints, christmas, april = date(year, 11, 1), date(year, 12, 25), date(year, 4, 1)
    autumn = saints + timedelta(days=1) if saints.weekday() == 6 else saints - timedelta(days=saints.weekday())
    winter = christmas + timedelta(days=7 - christmas.weekday() if christmas.weekday() > 4 else -christmas.weekday())
    carnival = sunday + timedelta(days=1 - 49)
    spring = april + timedelta(days=-april.weekday() % 7)
    length = 14
    if sunday.month == 3:
        spring = sunday + timedelta(days=1)
    elif sunday > date(year, 4, 15):
        spring, length = sunday - timedelta(days=13), 15
    starts = {"herfst": (autumn, 7), "kerst": (winter, 14), "krokus": (carnival, 7), "paas": (spring, length)}
    found = {name: _range(first, first + timedelta(days=days - 1)) for name, (first, days) in starts.items()}
    return found | {"zomer": _range(date(year, 7, 1), date(year, 8, 31))}


def _range(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _span(day: date, one: Rule | ExtraDay, certain: bool) -> Span:
    assert one.opens_at is not None
    assert one.closes_at is not None
    first, last = (clock.hour * 60 + clock.minute for clock in (one.opens_at, one.closes_at))
    end = last if last > first else last + 1440
    if end == 1440 + 150 and _spring_night(day + timedelta(days=1)):
        end = 1440 + 180  # half past two does not come that night: the clock jumps from two to three
    return day, first, end, one.label, one.by_appointment, certain


def _spring_night(day: date) -> bool:
    return day.month == 3 and day.weekday() == 6 and day.day > 24


def _merged(found: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for one in sorted(found, key=lambda x: (x[0], x[3:], x[1])):
        before = kept[-1] if kept else None
        if before and before[0] == one[0] and before[3:] == one[3:] and one[1] <= before[2]:
            kept[-1] = (before[0], before[1], max(before[2], one[2]), *before[3:])
        else:
            kept.append(one)
    return kept
