"""Reads when: periods (“van 15 juli tot 15 augustus”, “in de paasvakantie”) and days (“2de maandag van de oneven maanden”)."""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sociaalhuis.catalogue.schedules.cursor import Cursor
from sociaalhuis.catalogue.schedules.periods import SCHOOL_HOLIDAYS, Dates, Period, PublicHoliday, School, Season
from sociaalhuis.catalogue.schedules.schedule import WORKDAYS, Day, Rule
from sociaalhuis.catalogue.schedules.words import MONTH_WORDS, WEEKDAYS

_DATE_EXAMPLE = "Schrijf een datum als 24/12/2026 of 15 juli."
_TO = ("-", "tot")
_AND = (",", "en", "&", "+", "/")
_BEFORE_PERIOD = (
    "op", "in", "tijdens", "de", "het", "alle", "elke", "met", "wettelijke", "officiële", "maand", "maanden", "periode",
)  # fmt: skip
_REST = ("verlof", "verlofperiode", "vakantie", "vakantieperiode", "jaarlijks", "bouwverlof", "sluitingsperiode")
_BEFORE_DAYS = (
    "elke", "iedere", "ieder", "elk", "op", "de", "het", "in", "alle", "wekelijks", "telkens", "open", "van", "tijdens", "s",
)  # fmt: skip
_SETS: Mapping[str, Collection[int]] = MappingProxyType(
    {
        **dict.fromkeys(("werkdagen", "weekdagen", "werkdag", "weekdag"), WORKDAYS),
        **dict.fromkeys(("schooldagen", "schooldag"), WORKDAYS),
        **dict.fromkeys(("weekend", "weekends", "weekenden"), (5, 6)),
        **dict.fromkeys(("dag", "dagelijks", "dagen"), range(7)),
    }
)
_NUMBERS: Mapping[str, int] = MappingProxyType({"twee": 2, "drie": 3, "vier": 4, "andere": 2, "zes": 6, "veertien": 14})
_EVERY: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "tweewekelijks": (2, "WEEKLY"),
        "veertiendaags": (2, "WEEKLY"),
        "driewekelijks": (3, "WEEKLY"),
        "vierwekelijks": (4, "WEEKLY"),
        "maandelijks": (1, "MONTHLY"),
        "tweemaandelijks": (2, "MONTHLY"),
        "driemaandelijks": (3, "MONTHLY"),
    }
)
_ODD_EVEN = {"even": 0, "oneven": 1, "pare": 0, "onpare": 1}


def periods(cursor: Cursor, *, before_colon: bool = False) -> tuple[Period, ...]:
    """One or more periods; none, and the cursor where it was, when something else comes.

    ``before_colon``: a colon may follow. Else a period before a colon is not one of these: it begins the next clause.
    """
    found: list[Period] = []
    while True:
        before = cursor.at
        if found:
            cursor.skip(_AND)
        if (one := _period(cursor)) is None or (found and cursor.is_(":") and not before_colon):
            cursor.at = before
            return tuple(found)
        found.append(one)


def _period(cursor: Cursor) -> Period | None:
    before = cursor.at
    cursor.skip(_BEFORE_PERIOD)
    if cursor.take("feestdagen", "feestdag"):
        return PublicHoliday()
    if cursor.take("schoolvakanties", "schoolvakantie", "vakanties", "schoolverlof"):
        return School()
    if cursor.take_row("grote", "vakantie"):
        return School("zomer")
    for name in SCHOOL_HOLIDAYS:
        if cursor.take(f"{name}vakantie", f"{name}verlof", f"{name}en" if name == "paas" else f"{name}vakanties"):
            return School(name)
    if any(cursor.take_row("tussen", "kerst", both, new) for both in ("en", "&") for new in ("nieuw", "nieuwjaar")):
        return Season((12, 26), (12, 31))
    cursor.skip(_REST)  # “tijdens het verlof van 15/7 tot 15/8”
    cursor.take("van")
    found = _months(cursor) or _dates(cursor)
    if found is None:
        cursor.at = before
    return found


def _months(cursor: Cursor) -> Season | None:
    first = cursor.known(MONTH_WORDS)
    if first is None:
        return None
    before = cursor.at
    last = cursor.known(MONTH_WORDS) if _to(cursor) else None
    if last is None:
        cursor.at, last = before, first
    return Season((first, 1), (last, calendar.monthrange(2000, last)[1]))


def _to(cursor: Cursor) -> bool:
    return cursor.take_row("tot", "en", "met") or cursor.take(*_TO)


def _dates(cursor: Cursor) -> Period | None:
    begin = cursor.peek().start
    first = _date(cursor)
    if first is None:
        return None
    before = cursor.at
    last = _date(cursor) if _to(cursor) else None
    if last is None:
        cursor.at, last = before, first
    year = last[2] or first[2]
    try:
        if year is None:
            for day, month, _ in (first, last):
                date(2000, month, day)
            return Season((first[1], first[0]), (last[1], last[0]))
        found = Dates(date(first[2] or year, first[1], first[0]), date(year, last[1], last[0]))
    except ValueError:
        cursor.refuse(begin, _DATE_EXAMPLE)
    if found.last < found.first:
        cursor.refuse(begin, _DATE_EXAMPLE)
    return found


def _date(cursor: Cursor) -> tuple[int, int, int | None] | None:
    """Day, month and year; the month of “24 en 31 december” stands after the last day."""
    token = cursor.peek()
    if token.kind == "date":
        cursor.at += 1
        day, month, year = token.value
        return day, month, year
    if token.kind != "num" or token.value[1] or token.value[2]:
        return None
    before = cursor.at
    cursor.at += 1
    after_first = cursor.at
    while (month_ := cursor.known(MONTH_WORDS)) is None:
        if not (_to(cursor) or cursor.take(*_AND)) or cursor.peek().kind != "num":
            cursor.at = before
            return None
        cursor.at += 1
    year_ = int(cursor.peek().value) if cursor.peek().kind == "year" else None
    if cursor.at > after_first + 2:  # the month stood further on: only the day is taken
        cursor.at = after_first
    elif year_ is not None:
        cursor.at += 1
    return token.value[0], month_, year_


def exact_date(cursor: Cursor) -> date | None:
    """One day with its year, “5/1/2027”; none, and the cursor where it was, when something else comes."""
    before = cursor.at
    cursor.skip(("op",))
    if cursor.known(WEEKDAYS) is None:
        cursor.take("de")
    begin = cursor.peek().start
    found = _date(cursor)
    if found is None or found[2] is None:
        cursor.at = before
        return None
    try:
        return date(found[2], found[1], found[0])
    except ValueError:
        cursor.refuse(begin, _DATE_EXAMPLE)


def pattern(cursor: Cursor) -> Rule | None:
    """The days as a rule without hours; none, and the cursor where it was, when something else comes."""
    before, begin = cursor.at, cursor.peek().start
    rule = _weeks_first(cursor, _frequency(cursor, Rule()))
    if rule != Rule():
        cursor.take(",")
    cursor.skip(_BEFORE_DAYS)
    days = _nth_days(cursor, rule) or _plain_days(cursor, rule)
    if days is None:
        cursor.at = before
        return None
    if cursor.is_("schooldagen", "schooldag", ahead=-1):
        days = replace(days, outside=(School(),))
    days = _of_which(cursor, days)
    if days.freq == "MONTHLY" and not days.bysetpos and any(nth == 0 for _, nth in days.byday):
        cursor.refuse(begin, "Zeg welke dag van de maand: 1e ma van de maand 9-12 uur.")
    return days


def _frequency(cursor: Cursor, rule: Rule) -> Rule:
    """“om de 2 weken”, “tweemaandelijks”, “elke drie weken”; the rule as it was when nothing of it comes."""
    before = cursor.at
    if cursor.take_row("elke", "maand") or cursor.take_row("iedere", "maand"):
        return replace(rule, freq="MONTHLY")
    if cursor.peek().kind == "word" and cursor.peek().value in _EVERY:
        number, freq = _EVERY[cursor.peek().value]
        cursor.at += 1
        return replace(rule, interval=number, freq="WEEKLY" if freq == "WEEKLY" else "MONTHLY")
    if cursor.take_row("om", "de") or cursor.take("elke", "iedere", "per"):
        number_ = cursor.known(_NUMBERS)
        if number_ is None and cursor.peek().kind == "num" and not cursor.peek().value[2]:
            number_ = cursor.peek().value[0]
            cursor.at += 1
        if number_ == 14 and cursor.take("dagen"):
            return replace(rule, interval=2)
        if number_ and cursor.take("weken", "week"):
            return replace(rule, interval=number_)
        if number_ and cursor.take("maanden", "maand"):
            return replace(rule, interval=number_, freq="MONTHLY")
    cursor.at = before
    return rule


def _weeks_first(cursor: Cursor, rule: Rule) -> Rule:
    """“even weken:” before the days; the rule as it was when nothing of it comes."""
    parity = weeks_of(cursor)
    if parity is None:
        return rule
    cursor.skip((":", ","))
    return replace(rule, weeks=parity)


def weeks_of(cursor: Cursor) -> int | None:
    """“in de even weken”: 0 even, 1 odd; None, and the cursor where it was, when something else comes."""
    before = cursor.at
    cursor.skip(("in", "de", "elke", "iedere"))
    parity = cursor.known(_ODD_EVEN)
    if parity is None or not cursor.take("weken", "week"):
        cursor.at = before
        return None
    return parity


def _nth_days(cursor: Cursor, rule: Rule) -> Rule | None:
    """“1e en 3e ma”, “laatste werkdag”, “15e van de maand”."""
    before = cursor.at
    byday: list[Day] = []
    monthdays: set[int] = set()
    positions: set[int] = set()
    while nths := _ordinals(cursor):
        after = cursor.at
        weekday = cursor.known(WEEKDAYS)
        if weekday is not None:
            byday += [Day(weekday, nth) for nth in nths]
        elif cursor.take("werkdag", "werkdagen") and not byday:
            positions |= nths
        elif cursor.take("dag") or _month_comes(cursor):
            monthdays |= nths
        else:
            cursor.at = after
            break
        after = cursor.at
        cursor.skip(_AND)
        cursor.skip(("de", "het"))
        if cursor.peek().kind != "ord":
            cursor.at = after
            break
    if sum(map(bool, (byday, monthdays, positions))) != 1 or any(abs(one) > 5 for _, one in byday):
        cursor.at = before
        return None
    if positions:
        byday = [Day(one) for one in WORKDAYS]
    return replace(rule, freq="MONTHLY", byday=_sorted(byday), bymonthday=_in_order(monthdays), bysetpos=_in_order(positions))


def of_the(cursor: Cursor) -> bool:
    """Go past “van de” in the ways it is shortened: “v/d”, “v.d.”, “vd”, and “/” before “maand”."""
    if cursor.is_("/") and cursor.is_("maand", ahead=1):
        return cursor.take("/")
    return cursor.take_row("v", "/", "d") or cursor.take_row("v", ".", "d", ".") or cursor.take("vd")


def _month_comes(cursor: Cursor) -> bool:
    return cursor.is_("van", "v", "vd") or (cursor.is_("per") and cursor.is_("maand", ahead=1))


def _ordinals(cursor: Cursor) -> set[int]:
    found: set[int] = set()
    after = cursor.at
    while cursor.peek().kind == "ord":
        found.add(cursor.peek().value)
        cursor.at += 1
        after = cursor.at
        cursor.skip((*_AND, "de", "het"))
    cursor.at = after
    return found


def _sorted(days: Collection[Day]) -> tuple[Day, ...]:
    return tuple(sorted(set(days), key=lambda one: (one.weekday, one.nth < 0, abs(one.nth))))


def _in_order(numbers: Collection[int]) -> tuple[int, ...]:
    return tuple(sorted(numbers, key=lambda one: (one < 0, abs(one))))


def _plain_days(cursor: Cursor, rule: Rule) -> Rule | None:
    found: set[int] = set()
    after = cursor.at
    while days := _some_days(cursor):
        found |= days
        if cursor.is_("-") and cursor.is_("en", ahead=1):  # “di- en donderdag”
            cursor.at += 1
        after = cursor.at
        cursor.skip((*_AND, "de", "het", "in"))
    cursor.at = after
    if not found:
        return None
    return replace(rule, byday=_sorted([Day(one) for one in found]))


def _some_days(cursor: Cursor) -> set[int]:
    if cursor.peek().kind == "word" and cursor.peek().value in _SETS:
        cursor.at += 1
        return set(_SETS[cursor.peek(-1).value])
    begin = cursor.peek().start
    first = cursor.known(WEEKDAYS)
    if first is None:
        return set()
    before = cursor.at
    last = cursor.known(WEEKDAYS) if _to(cursor) else None
    if last is None:
        cursor.at, last = before, first
    if last > first and cursor.is_("-") and cursor.peek(1).value in WEEKDAYS:  # “ma-di-do-vr” is a list
        found, here = {first, last}, cursor.at
        while cursor.is_("-") and WEEKDAYS.get(cursor.peek(1).value, 0) > max(found):
            found.add(WEEKDAYS[cursor.peek(1).value])
            cursor.at += 2
        if len(found) > 3:
            return found
        cursor.at = here
        cursor.refuse(begin, "Schrijf de dagen met komma’s: ma, wo en vr.")
    if last < first:
        cursor.refuse(begin, "Schrijf de dagen van maandag naar zondag: ma-wo, vr-zo en ma.")
    return set(range(first, last + 1))


def _of_which(cursor: Cursor, rule: Rule) -> Rule:
    """What follows the days: “van de maand”, “van de oneven maanden”, “van maart en juni”, “in de even weken”."""
    while True:
        before = cursor.at
        if rule.interval == 1 and (more := _frequency(cursor, rule)).interval > 1:
            rule = replace(more, freq="MONTHLY" if rule.freq == "MONTHLY" else more.freq)
            continue
        if not (of_the(cursor) or cursor.take("van", "in", "per", "tijdens", "elke", "iedere")):
            return rule
        cursor.skip(("de", "het", "elke", "iedere", "alle"))
        if cursor.take("maand"):
            continue
        months = _month_names(cursor)
        parity = None if months else cursor.known(_ODD_EVEN)
        if months:
            rule = replace(rule, bymonth=months)
        elif parity is not None and cursor.take("weken", "week"):
            rule = replace(rule, weeks=parity)
        elif parity is not None and cursor.take("maanden", "maand"):
            rule = replace(rule, bymonth=tuple(range(2 - parity, 13, 2)))
        else:
            cursor.at = before
            return rule


def _month_names(cursor: Cursor) -> tuple[int, ...]:
    found: set[int] = set()
    after = cursor.at
    while (month := cursor.known(MONTH_WORDS)) is not None:
        found.add(month)
        after = cursor.at
        if cursor.is_("-"):  # a season, not a list of months
            cursor.at = after
            return ()
        cursor.skip(_AND)
    cursor.at = after
    return tuple(sorted(found))
