"""The words of hours one by one: numbers, ordinals, dates, days, months. No meaning yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from sociaalhuis.texts import DAYS, MONTHS

_SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "laatste": -1, "voorlaatste": -2}

WEEKDAYS: Mapping[str, int] = MappingProxyType(
    {word: number for words in (_SHORT_DAYS, DAYS) for number, word in enumerate(words)}
    | {f"{word}en" if word.endswith("g") else word: number for number, word in enumerate(DAYS)}
    | {f"{word}s": number for number, word in enumerate(DAYS)}
    | {"din": 1, "woe": 2, "don": 3, "vri": 4, "zat": 5, "zon": 6}
    | {"mo": 0, "tu": 1, "th": 3, "fr": 4, "sa": 5, "su": 6}
)
MONTH_WORDS: Mapping[str, int] = MappingProxyType(
    {word: number for words in (_SHORT_MONTHS, MONTHS) for number, word in enumerate(words, 1)} | {"sept": 9}
)

_SHORT = {
    "óók": "ook",
    "7 dagen op 7": "dagelijks",
    "tss": "tussen",
    "vm": "voormiddag",
    "nm": "namiddag",
    "'s": "s",
    "’s": "s",
}

_TOKEN = re.compile(
    r"""(?P<contact>0(?:\d{2,3}[ /.]\d{2,3}|[2349][ /]\d{3})(?:[ .]\d{2,3}){1,3}(?!\d)
        |(?:https?://|www\.)\S*\w|[\w.+-]+@[\w-]+\.[\w.-]*\w)
    | (?P<always>24\s?/\s?7(?!/)|24u?\s?/\s?24u?(?:(?:,|\sen)?\s?7d?/7d?)?|dag\sen\snacht
        |24\s?u(?:ur)?\sop\s24(?:\s?u(?:ur)?)?(?:(?:,|\sen)?\s7\sdagen\sop\s7)?)
    | (?P<days>7\sdagen\sop\s7)(?!\w)
    | (?P<date>\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{4})?)(?![\d/])
    | (?P<ord>\d{1,2}(?:ste|de|e))(?!\w)
    | (?P<num>(?P<hour>\d{1,2})(?:[.:](?P<min>\d\d)|\s?[uh]\s?(?P<min2>\d\d))?
        (?P<unit>\s?(?:uur|u(?:\.(?!\s+(?-i:[A-Z])))?|h))?)(?!\w)
    | (?P<year>\d{4})(?!\w)
    | (?P<word>['’]s(?!\w)|[a-z]+dag(?=voormiddag|namiddag|avond)|[^\W\d_][\w@'’]*)
    | (?P<punct>[;,:()&+/|.\n-])
    | (?P<other>\S)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word. ``kind``: a group of the pattern; ``value``: the word in small letters, (day, month, year), or minutes."""

    kind: str
    value: Any
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in the spelling that stands there."""
    return [_token(found) for found in _TOKEN.finditer(text)]


def _token(found: re.Match[str]) -> Token:
    kind, said = str(found.lastgroup), found[0].lower()
    kind = "num" if found["num"] is not None else kind
    value: Any = _SHORT.get(said, said.replace("’", "'"))
    if kind == "date":
        parts = [int(part) for part in re.split(r"[-/]", said)]
        value = tuple(reversed(parts)) if "-" in said else (*parts, None)[:3]
    elif kind == "ord":
        value = int("".join(takewhile(str.isdigit, said)))
    elif kind == "num":
        value = (
            int(found["hour"]),
            int(found["min"] or found["min2"] or 0),
            bool(found["min"] or found["min2"] or found["unit"]),
        )
    elif kind == "days":
        kind = "word"
    elif kind == "word" and said in _ORDINALS:
        kind, value = "ord", _ORDINALS[said]
    return Token(kind, value, found.start(), found.end())
