"""A schedule in words, always the same ones, that reading.read reads as the same schedule again. This text is what is kept."""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import groupby

from sociaalhuis.catalogue.schedules import adjusting
from sociaalhuis.catalogue.schedules.periods import Dates, Period, PublicHoliday, School
from sociaalhuis.catalogue.schedules.schedule import EVERY_DAY, ExtraDay, Rule, Schedule
from sociaalhuis.texts import MONTHS

SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_ORDINALS = {-1: "laatste", -2: "voorlaatste"}
_ODD, _EVEN = tuple(range(1, 13, 2)), tuple(range(2, 13, 2))


def write(schedule: Schedule) -> str:
    """The whole schedule on one line: “ma-vr 9-12 uur; wo ook 13-16 uur; gesloten op feestdagen”."""
    said: list[str] = []
    for label in schedule.labels:
        part = schedule.part(label)
        clauses = [*_rules(part.rules), *map(_extra, part.extra)]
        said += [f"{label}: {clauses[0]}" if label else clauses[0], *clauses[1:]]
    if schedule.closed:
        said.append(f"gesloten {_periods(schedule.closed)}")
    if schedule.unsure:
        said.append(f"{_periods(schedule.unsure)}: bel eerst")
    return "; ".join((*said, *schedule.notes))


def _rules(rules: Sequence[Rule]) -> Iterator[str]:
    """One clause for rules that differ only in their hours."""
    before: list[Rule] = []
    for _, alike in groupby(rules, key=lambda one: (one.opens_at is None, replace(one, opens_at=None, closes_at=None))):
        same = list(alike)
        yield _clause(same, again=adjusting.clash(before, same[0]) is not None)
        before += same


def _clause(same: Sequence[Rule], *, again: bool) -> str:
    rule = same[0]
    if rule == Rule(time(), time(), EVERY_DAY, on_holidays=True, label=rule.label):
        return "24/7"
    if not rule.byday and not rule.bymonthday:
        return "op afspraak"
    spans = _listed([_span(one.opens_at, one.closes_at) for one in same if one.opens_at and one.closes_at is not None])
    closed = rule.opens_at is None and not rule.by_appointment
    manner = "enkel" if rule.instead and not closed else "ook" if not rule.instead and (again or rule.within) else ""
    season = f"{_periods(rule.within)}: {manner} " if rule.within else ""
    hours = f"{spans} uur" if spans else "gesloten" if closed else ""
    words = (days(rule), "" if season else manner, hours, "op afspraak" if rule.by_appointment else "")
    return season + " ".join(word for word in words if word) + "".join(_limits(rule))


def _limits(rule: Rule) -> Iterator[str]:
    if rule.on_holidays:
        yield ", ook op feestdagen"
    if rule.outside:
        yield f", niet {_periods(rule.outside)}"
    if rule.valid_from:
        yield f", vanaf {_date(rule.valid_from)}"
    if rule.valid_to:
        yield f", tot en met {_date(rule.valid_to)}"
    if rule.wkst:
        yield f", week vanaf {SHORT_DAYS[rule.wkst]}"


def days(rule: Rule) -> str:
    """The days of a rule: “ma-vr”, “2e ma van de oneven maanden”, “om de 2 weken di”."""
    said = _weekdays([day.weekday for day in rule.byday]) if rule.freq == "WEEKLY" else _of_month(rule)
    if rule.interval > 1:
        said = f"om de {rule.interval} {'weken' if rule.freq == 'WEEKLY' else 'maanden'} {said}"
    if rule.weeks is not None:
        said += f" in de {'oneven' if rule.weeks else 'even'} weken"
    if rule.bymonth:
        named = {_ODD: "de oneven maanden", _EVEN: "de even maanden"}
        return f"{said} van {named.get(rule.bymonth) or _listed([MONTHS[month - 1] for month in rule.bymonth])}"
    return said if rule.freq == "WEEKLY" else f"{said} van de maand"


def _of_month(rule: Rule) -> str:
    if rule.bysetpos:
        return f"{_ordinals(rule.bysetpos)} werkdag"
    if rule.bymonthday:
        return f"{_ordinals(rule.bymonthday)} dag"
    grouped = groupby(rule.byday, key=lambda day: day.weekday)
    return _listed([f"{_ordinals([day.nth for day in found])} {SHORT_DAYS[weekday]}" for weekday, found in grouped])


def _ordinals(numbers: Sequence[int]) -> str:
    return _listed([f"{number}e" if number > 0 else _ORDINALS[number] for number in numbers])


def _weekdays(numbers: Sequence[int]) -> str:
    """“elke dag”, “ma-vr”, “ma, wo en vr-zo”: three or more in a row are written as from and to."""
    if len(numbers) == 7:
        return "elke dag"
    said: list[str] = []
    for _, found in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [SHORT_DAYS[number] for _, number in found]
        said += [f"{row[0]}-{row[-1]}"] if len(row) > 2 else row
    return _listed(said)


def _extra(one: ExtraDay) -> str:
    by_appointment = " op afspraak" if one.by_appointment else ""
    return f"extra open op {_date(one.day)} {_span(one.opens_at, one.closes_at)} uur{by_appointment}"


def _periods(periods: Iterable[Period]) -> str:
    return _listed([period(one) for one in periods])


def period(one: Period) -> str:
    """A period with its preposition: “op feestdagen”, “in juli-augustus”, “van 15 juli tot en met 15 augustus”."""
    if isinstance(one, PublicHoliday):
        return "op feestdagen"
    if isinstance(one, School):
        return f"in de {one.name}vakantie" if one.name else "in schoolvakanties"
    if isinstance(one, Dates):
        first, last = _date(one.first), _date(one.last)
        return f"op {first}" if first == last else f"van {first} tot en met {last}"
    if one.first[1] == 1 and one.last[1] == calendar.monthrange(2000, one.last[0])[1]:
        names = [MONTHS[month - 1] for month in (one.first[0], one.last[0])]
        return f"in {names[0]}" if names[0] == names[1] else f"in {'-'.join(names)}"
    first, last = (f"{day} {MONTHS[month - 1]}" for month, day in (one.first, one.last))
    return f"op {first}" if first == last else f"van {first} tot en met {last}"


def _date(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _span(opens: time | None, closes: time | None) -> str:
    return f"{_clock(opens or time())}-{_clock(closes or time()) if closes != time() else '24'}"


def _clock(clock: time) -> str:
    return f"{clock.hour}.{clock.minute:02d}" if clock.minute else str(clock.hour)


def _listed(said: Sequence[str]) -> str:
    """“a, b en c”."""
    return " en ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said else ""
