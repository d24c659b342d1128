"""The last day that somebody's words name: “zitting op 12 maart”, “ten laatste vrijdag betalen”. Pure; knows no tables.

Only a day to come counts, within half a year unless its year is named, and only in a sentence that tells what must be done by
then or what happens (resources/heard/lastday.yaml). Of several days it is the first. What was heard is a
question to the worker.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import yaml

from sociaalhuis.catalogue import words
from sociaalhuis.catalogue.heard import Told
from sociaalhuis.paths import resource

_SOON, _FAR = 183, 731  # days ahead that a day may lie: without its year, and with it
_ENDS = re.compile(r"[!?;\n]+|\.(?=\s+[^\W\d_a-z]|\s*$)")  # of a sentence: no dot in 05.12 or behind “dec”
_NUMBERS = re.compile(r"(?<![\d/.,-])(\d{1,2})(?:/(\d{1,2})(?:/(\d{4}|\d{2}))?|[-.](\d{1,2})[-.](\d{4}))(?![\d/-]| van\b)")


@dataclass(frozen=True, slots=True)
class _Book:
    """The words of resources/heard/lastday.yaml, as patterns on folded text and as what each word stands for."""

    until: re.Pattern[str]
    happens: re.Pattern[str]
    past: re.Pattern[str]
    named: re.Pattern[str]
    turned: re.Pattern[str]
    ahead: re.Pattern[str]
    single: re.Pattern[str]
    months: Mapping[str, int]
    days: Mapping[str, int]
    near: Mapping[str, int]
    units: Mapping[str, int]


@functools.cache
def _book() -> _Book:
    raw = yaml.load(resource("heard", "lastday.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    months, days = _numbered(raw["months"], 1), _numbered(raw["days"], 0)
    month, unit, single = _any_of(months), _any_of(raw["units"]), _any_of([*days, *raw["near"]])
    number = r"(?<![\d/.,-])(\d{1,2})(?:e|de|ste|er|st|nd|rd|th)?"
    return _Book(
        until=re.compile(rf"(?:{_any_of(_listed(raw['until']))})\s+(?:op |tegen )?$"),
        happens=re.compile(rf"\b(?:{_any_of(_listed(raw['happens']))})"),
        past=re.compile(rf"\b(?:{_any_of(_listed(raw['past']))})\b"),
        named=re.compile(rf"{number}\.? (?:(?:de|den|van|of) )*({month})\b\.?(?: (\d{{4}}))?"),
        turned=re.compile(rf"\b({month}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?(?![\d/:])"),
        ahead=re.compile(rf"\b(?:over|nog|dans|encore|in) (\d{{1,2}}) ({unit})\b"),
        single=re.compile(rf"\b({single})\b"),
        months=months,
        days=days,
        near=raw["near"],
        units=raw["units"],
    )


def _listed(line: str) -> list[str]:
    return [one.strip() for one in line.split(";")]


def _numbered(lines: str, first: int) -> Mapping[str, int]:
    return {word: n for line in _listed(lines) for n, word in enumerate(line.split(), first)}


def _any_of(listed: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))


def told(text: str, today: date) -> Told[date] | None:
    """The first last day in a text, with the words that name it; None when there is none. Any text is fine."""
    text = unicodedata.normalize("NFC", text)
    plain = words.fold(text)
    starts = [0, *(end.end() for end in _ENDS.finditer(text))]
    found = [
        Told(day, text[start + begins : start + ends])
        for start, stop in pairwise((*starts, len(text)))
        for day, begins, ends in _last_days(plain[start:stop], today)
    ]
    return min(found, key=lambda one: one.value, default=None)


def _last_days(sentence: str, today: date) -> Iterator[tuple[date, int, int]]:
    """The last days in a folded sentence, each with the place of its words."""
    book = _book()
    happens, past = book.happens.search(sentence) is not None, book.past.search(sentence) is not None
    for day, begins, ends, sure in _days(sentence, today):
        by_then = book.until.search(sentence[:begins])
        if (by_then or happens) and (sure or not past) and day >= today:
            yield day, by_then.start() if by_then else begins, ends


def _days(sentence: str, today: date) -> Iterator[tuple[date, int, int, bool]]:
    """The days that are named, with the place of their words, and whether their year is among them."""
    book = _book()
    for hit in _NUMBERS.finditer(sentence):
        day, month, year, month2, year2 = hit.groups()
        yield from _dated(hit, int(day), int(month or month2), year or year2, today)
    for hit in book.named.finditer(sentence):
        yield from _dated(hit, int(hit[1]), book.months[hit[2]], hit[3], today)
    for hit in book.turned.finditer(sentence):
        yield from _dated(hit, int(hit[2]), book.months[hit[1]], hit[3], today)
    for hit in book.ahead.finditer(sentence):
        yield today + timedelta(days=int(hit[1]) * book.units[hit[2]]), *hit.span(), False
    for hit in book.single.finditer(sentence):
        ahead = book.near[hit[1]] if hit[1] in book.near else (book.days[hit[1]] - today.weekday()) % 7 or 7
        yield today + timedelta(days=ahead), *hit.span(), False


def which(number: int, month: int, year: str | None, today: date) -> date | None:
    """The day of these numbers; without its year the next one to come. None when neither this year nor the next has it."""
    if year is not None:
        return _day(int(year) if len(year) > 2 else 2000 + int(year), month, number)
    coming = (_day(today.year + ahead, month, number) for ahead in (0, 1))
    return next((day for day in coming if day is not None and day >= today), None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _dated(hit: re.Match[str], number: int, month: int, year: str | None, today: date) -> Iterator[tuple[date, int, int, bool]]:
    """That day, when there is one near enough."""
    day = which(number, month, year, today)
    if day is not None and day - today <= timedelta(days=_SOON if year is None else _FAR):
        yield day, *hit.span(), year is not None
