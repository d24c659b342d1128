"""What a text of hours means, counted out day by day from a notation of its own; nothing of the program but the openings.

``ma-vr 9-12 13-16``, ``2di,-1vr 14-16``, ``tel: ma 9-17``, ``* …`` under any label, ``@a`` by appointment, behind a stroke when
it holds; ``afspraak`` without hours, ``closed …``, ``fd closed``, ``fdkeep``, ``refuse``, and ``or`` between two meanings.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sociaalhuis.catalogue.schedules import occurring
from sociaalhuis.catalogue.schedules.schedule import Schedule, way

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_HOLIDAYS = frozenset(
    {date(2026, month, day) for month, day in ((11, 1), (11, 11), (12, 25))}
    | {date(2027, month, day) for month, day in ((1, 1), (3, 29), (5, 1), (5, 6), (5, 17), (7, 21), (8, 15))}
)
_NOBODY_KNOWS = frozenset({date(2027, 3, 28), date(2027, 5, 16), date(2027, 7, 11)})  # feasts that not all keep
_CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 3))
_SCHOOL = (
    (date(2026, 7, 1), date(2026, 8, 31)),
    (date(2026, 11, 2), date(2026, 11, 8)),
    _CHRISTMAS,
    (date(2027, 2, 8), date(2027, 2, 14)),
    (date(2027, 3, 29), date(2027, 4, 11)),
    (date(2027, 7, 1), date(2027, 8, 31)),
)

type _Span = tuple[int, int, str, bool]  # minutes since FIRST, label, by appointment


def texts(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Each text with the lines of its meaning."""
    for block in file.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        yield "\n".join(one for one in lines if not one.startswith("= ")), [one[2:] for one in lines if one.startswith("= ")]


def means(schedule: Schedule, lines: Iterable[str]) -> bool:
    """Whether a schedule is what stands there, on every day that is not a feast nobody spoke of."""
    meanings: list[list[str]] = [[]]
    for line in lines:
        if line == "or":
            meanings.append([])
        else:
            meanings[-1].append(line)
    return any(_is(schedule, one) for one in meanings)


def _is(schedule: Schedule, lines: list[str]) -> bool:
    asks = any(one.by_appointment and one.opens_at is None for one in schedule.rules)
    if "refuse" in lines or asks != ("afspraak" in lines):
        return False
    told = [_Told(line) for line in lines if line not in ("afspraak", "fdkeep", "fd closed") and not line.startswith("closed")]
    feasts = _of_feasts(lines, told)
    days = {day for day in _all_days() if day not in _NOBODY_KNOWS and (feasts or day not in _HOLIDAYS)}
    wanted = [span for day in days for span in _wanted(day, lines, told)]
    found = [one for one in occurring.openings(schedule, FIRST, LAST) if one.day in days]
    labels = {one.label for one in told}
    spans = ((*_minutes(one), _named(one.label, labels), one.by_appointment) for one in found)
    return all(one.certain or one.day in _HOLIDAYS for one in found) and _joined(spans) == _joined(wanted)


def _all_days() -> Iterator[date]:
    return (FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1))


def _of_feasts(lines: list[str], told: "list[_Told]") -> bool:
    return "fdkeep" in lines or "fd closed" in lines or any(one.days == "fd" for one in told)


def _wanted(day: date, lines: list[str], told: "list[_Told]") -> Iterator[_Span]:
    shut = [line.removeprefix("closed ").split("..") for line in lines if line.startswith("closed")]
    feast = day in _HOLIDAYS
    if any(first <= day.isoformat() <= last for first, last in shut) or (feast and "fd closed" in lines):
        return
    for one in told:
        if (one.days == "fd") == (feast and "fdkeep" not in lines) and one.falls_on(day):
            for first, last in one.spans:
                base = (day - FIRST).days * 24 * 60
                yield base + first, base + last, one.label, one.asked


class _Told:
    """One line of a meaning."""

    def __init__(self, line: str) -> None:
        said, _, limits = line.partition(" | ")
        label, _, rest = said.partition(": ")
        self.label, said = (label, rest) if rest else ("*", said[2:]) if said.startswith("* ") else ("", said)
        words = said.removeprefix("on ").split()
        self.days, self.asked, self.limits = words[0], "@a" in words, [one for one in limits.split(" & ") if one]
        self.spans = [self._span(one) for one in words[1:] if one != "@a"]

    @staticmethod
    def _span(said: str) -> tuple[int, int]:
        first, last = (int(hour) * 60 + int(rest or 0) for hour, _, rest in (one.partition(".") for one in said.split("-")))
        return first, last if last > first else last + 24 * 60

    def falls_on(self, day: date) -> bool:
        return any(_falls(one, day) for one in self.days.split(",")) and all(_holds(one, day) for one in self.limits)


def _falls(said: str, day: date) -> bool:
    if said in ("dag", "fd") or said == day.isoformat():
        return True
    if found := re.fullmatch(r"(\d+)e", said):
        return day.day == int(found[1])
    if found := re.fullmatch(r"(-?\d)(\w\w)", said):
        nth = (day.day - 1) // 7 + 1 if found[1] != "-1" else -1 if (day + timedelta(days=7)).month != day.month else 0
        return day.weekday() == _DAYS.index(found[2]) and nth == int(found[1])
    if "-" in said and said[:2] in _DAYS:
        return _DAYS.index(said[:2]) <= day.weekday() <= _DAYS.index(said[3:])
    return said in _DAYS and _DAYS.index(said) == day.weekday()


def _holds(said: str, day: date) -> bool:
    in_school_holiday = any(first <= day <= last for first, last in _SCHOOL)
    known = {
        "school": in_school_holiday,
        "noschool": not in_school_holiday,
        "nokerst": not _CHRISTMAS[0] <= day <= _CHRISTMAS[1],
        "even": day.isocalendar().week % 2 == 0,
        "odd": day.isocalendar().week % 2 == 1,
    }
    if said in known:
        return known[said]
    word, value = said.split()
    if word == "from":
        return day.isoformat() >= value
    first, last = (
        tuple(map(int, one.split("/"))) if "/" in one else (int(one), 31 * at) for at, one in enumerate(value.split("-"))
    )
    here = (day.month, day.day)
    inside = first <= here <= last if first <= last else here >= first or here <= last
    return inside == (word == "only")


def _minutes(one: occurring.Opening) -> tuple[int, int]:
    zero = datetime.combine(FIRST, time())
    first, last = ((moment.replace(tzinfo=None) - zero).total_seconds() // 60 for moment in (one.start, one.end))
    return int(first), int(last)


def _named(label: str, wanted: set[str]) -> str:
    """Which of the wanted labels this one is: of the phone, online, with such a word, or any."""
    for one in sorted(wanted, key=lambda said: (said == "*", said == "")):
        same = {"*": True, "": not label, "tel": way(label) == "phone", "chat": way(label) == "online"}
        if same.get(one, bool(one) and one in label.casefold()):
            return one
    return f"?{label}"


def _joined(spans: Iterable[_Span]) -> set[_Span]:
    """Spans of one kind that touch are one."""
    found: list[_Span] = []
    for first, last, *kind in sorted(spans, key=lambda one: (one[2:], one[:2])):
        if found and list(found[-1][2:]) == kind and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]), found[-1][2], found[-1][3])
        else:
            found.append((first, last, str(kind[0]), bool(kind[1])))
    return set(found)
