"""Whether a service answers at a moment, from the simple opening hours in the catalogue such as “ma-vr 9-18 u.”.

Only what is certain is said. Any other wording, and any other day than an ordinary one, gives None: the desk calls and hears.
"""

import re
from collections.abc import Iterator
from datetime import datetime

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_ALWAYS = re.compile(r"24/7(?: \(telefoon\); chat: zie website)?$")
_LEAD = re.compile(r"^(?:telefoon|1700): ")
_LINE = re.compile(r"^(?P<days>[a-z, -]+?) (?P<spans>\d[\d., en-]*?)(?: u\.?| uur)$")
_SPAN = re.compile(r"^(\d{1,2})(?:\.([0-5]\d))?-(\d{1,2})(?:\.([0-5]\d))?$")


def answers(hours: str | None, at: datetime, *, holiday: bool = False) -> bool | None:
    """Whether somebody answers at this moment (local time); None when the text does not tell for certain.

    ``holiday``: the day is a public holiday. Then only a service that always answers is certain.
    """
    text = _LEAD.sub("", (hours or "").strip().lower())
    if _ALWAYS.match(text):
        return True
    found = _LINE.match(text)
    if found is None or holiday:
        return None
    days, spans = _days(found["days"]), _spans(found["spans"])
    if days is None or spans is None:
        return None
    minute = at.hour * 60 + at.minute
    return at.weekday() in days and any(first <= minute < last for first, last in spans)


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


def _spans(text: str) -> tuple[tuple[int, int], ...] | None:
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
