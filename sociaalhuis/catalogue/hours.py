"""When a service answers, from the simple opening hours in the catalogue such as “ma-vr 9-18 u.”.

Only what is certain is said. Any other wording, and any other day than an ordinary one, gives None: the desk calls and hears.
"""

import functools
import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_ALWAYS = re.compile(r"24/7(?: \(telefoon\); chat: zie website)?$")
_LEAD = re.compile(r"^(?:telefoon|1700): ")
_LINE = re.compile(r"^(?P<days>[a-z, -]+?) (?P<spans>\d[\d., en-]*?)(?: u\.?| uur)$")
_SPAN = re.compile(r"^(\d{1,2})(?:\.([0-5]\d))?-(\d{1,2})(?:\.([0-5]\d))?$")

type Spans = tuple[tuple[int, int], ...]  # minutes of the day


def answers(hours: str | None, at: datetime, *, holiday: bool = False) -> bool | None:
    """Whether somebody answers at this moment (local time); None when the text does not tell for certain.

    ``holiday``: the day is a public holiday. Then only a service that always answers is certain.
    """
    text = _plain(hours)
    if _ALWAYS.match(text):
        return True
    week = _week(text)
    if week is None or holiday:
        return None
    minute = at.hour * 60 + at.minute
    return any(first <= minute < last for first, last in week[at.weekday()])


def next_opening(hours: str | None, at: datetime, holidays: Collection[date] = ()) -> datetime | None:
    """When somebody certainly answers again after this moment (local time), within a week; holidays are never certain.

    None when the text does not tell.
    """
    week = _week(_plain(hours))
    if week is None:
        return None
    for ahead in range(8):
        day = (at + timedelta(days=ahead)).date()
        for first, _ in () if day in holidays else week[day.weekday()]:
            opening = datetime.combine(day, time(*divmod(first, 60)), at.tzinfo)
            if opening > at:
                return opening
    return None


@functools.cache
def public_holidays(year: int) -> frozenset[date]:
    """The days of a year on which a Flemish service may be closed whatever its hours say: Belgian holidays and 11 July."""
    import holidays

    return frozenset(holidays.country_holidays("BE", years=year)) | {date(year, 7, 11)}


def _plain(hours: str | None) -> str:
    return _LEAD.sub("", (hours or "").strip().lower())


@functools.lru_cache(maxsize=4096)
def _week(text: str) -> tuple[Spans, ...] | None:
    """The hours of each day from Monday; parts for other days may follow a semicolon. None when any of it is unclear."""
    week: list[Spans | None] = [None] * 7
    for part in text.split("; "):
        found = _LINE.match(part if part.endswith(("u.", "u", "uur")) else f"{part} u.")
        days = found and _days(found["days"])
        spans = found and _spans(found["spans"])
        if not days or spans is None or any(week[day] is not None for day in days):
            return None
        for day in days:
            week[day] = spans
    return tuple(spans or () for spans in week)


def _days(text: str) -> frozenset[int] | None:
    if text in ("werkdagen", "elke dag"):
        return frozenset(range(5 if text == "werkdagen" else 7))
    found: set[int] = set()
    for part in re.split(r", ?| en ", text):
        ends = part.split("-")
        if len(ends) > 2 or any(end not in _DAYS for end in ends):
            return None
        first, last = _DAYS.index(ends[0]), _DAYS.index(ends[-1])
        if last < first:
            return None
        found.update(range(first, last + 1))
    return frozenset(found)


def _spans(text: str) -> Spans | None:
    spans = tuple(_read(text))
    return spans if all(first < last <= 24 * 60 for first, last in spans) else None


def _read(text: str) -> Iterator[tuple[int, int]]:
    """Each span as minutes of the day; one that cannot be read comes out empty, so that the whole is refused."""
    for part in re.split(r", ?| en ", text):
        found = _SPAN.match(part)
        if found is None:
            yield 0, 0
            continue
        first, first_minutes, last, last_minutes = (int(number or 0) for number in found.groups())
        yield first * 60 + first_minutes, last * 60 + last_minutes
