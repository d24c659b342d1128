"""The words of hours one by one: numbers, ordinals, dates, days, months; and a cursor that walks over them. No meaning yet."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import Any, NoReturn

from sociaalhuis.errors import Refusal
from sociaalhuis.texts import DAYS, MONTHS

EXAMPLE = "Schrijf bijvoorbeeld: ma-vr 9-12 uur, wo ook 13-16 uur."
LONGEST = 2000  # characters

_SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "laatste": -1, "voorlaatste": -2}

WEEKDAYS: Mapping[str, int] = MappingProxyType(
    {word: number for words in (_SHORT_DAYS, DAYS) for number, word in enumerate(words)}
    | {f"{word}en" if word.endswith("g") else word: number for number, word in enumerate(DAYS)}
    | {"din": 1, "woe": 2, "don": 3, "vri": 4, "zat": 5, "zon": 6}
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
    r"""(?P<always>24\s?/\s?7(?!/)|24u?\s?/\s?24u?(?:(?:,|\sen)?\s?7d?/7d?)?|24\s?u(?:ur)?\sop\s24(?:\s?u(?:ur)?)?(?:,?\s7\sdagen\sop\s7)?|dag\sen\snacht)
    | (?P<days>7\sdagen\sop\s7)(?!\w)
    | (?P<date>\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{4})?)(?![\d/])
    | (?P<ord>\d{1,2}(?:ste|de|e))(?!\w)
    | (?P<num>(?P<hour>\d{1,2})(?:[.:](?P<min>\d\d)|\s?[uh]\s?(?P<min2>\d\d))?(?P<unit>\s?(?:uur|u\.?|h))?)(?!\w)
    | (?P<year>\d{4})(?!\w)
    | (?P<word>['’]s(?!\w)|[a-z]+dag(?=voormiddag|namiddag|avond)|[^\W\d_][\w@'’]*)
    | (?P<punct>[;,:()&+/|.\n-])
    | (?P<other>\S)""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word. ``kind``: a group of the pattern; ``value``: the word in small letters, (day, month, year), or minutes."""

    kind: str
    value: Any
    start: int
    end: int


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


class Cursor:
    """Walks over the words of a text. What is taken is behind it; ``at`` may be put back."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"[–—−]", "-", text)
        if len(self.text) > LONGEST:
            raise Refusal("De uren zijn te lang.", f"Hou het bij {LONGEST} tekens.")
        self._tokens: Sequence[Token] = [_token(found) for found in _TOKEN.finditer(self.text)]
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """The word that comes, or one further on; kind “end” when there is none."""
        place = self.at + ahead
        if place < len(self._tokens):
            return self._tokens[place]
        return Token("end", "", len(self.text), len(self.text))

    def is_(self, *words: str, ahead: int = 0) -> bool:
        """Whether the word that comes is one of these, in small letters."""
        return self.peek(ahead).kind in ("word", "punct", "always") and self.peek(ahead).value in words

    def take(self, *words: str) -> bool:
        """Go past the word that comes when it is one of these."""
        found = self.is_(*words)
        self.at += found
        return found

    def take_row(self, *words: str) -> bool:
        """Go past these words when they come one after the other."""
        found = all(self.is_(word, ahead=ahead) for ahead, word in enumerate(words))
        self.at += len(words) * found
        return found

    def skip(self, words: Collection[str]) -> None:
        """Go past any number of these."""
        while self.is_(*words):
            self.at += 1

    def skip_to(self, place: int) -> None:
        """Go past everything before this place in the text."""
        while self.peek().kind != "end" and self.peek().start < place:
            self.at += 1

    def known(self, words: Mapping[str, int]) -> int | None:
        """The meaning of the word that comes in this list, abbreviated with a point or not; go past it."""
        if self.peek().kind == "word" and self.peek().value in words:
            self.at += 1
            meaning = words[self.peek(-1).value]
            if self.is_(".") and self.peek().start == self.peek(-1).end and len(self.peek(-1).value) < 5:
                self.at += 1
            return meaning
        return None

    def refuse(self, start: int | None = None, now: str = EXAMPLE) -> NoReturn:
        """Raise the Refusal that names the part from a place in the text, else from here, up to the next comma."""
        begin = self.peek().start if start is None else start
        piece = re.split(r"[;\n]", self.text[begin : begin + 60].strip())[0].strip(" ,")
        self.refuse_words(piece or self.text.strip()[-40:], now)

    def refuse_words(self, piece: str, now: str = EXAMPLE) -> NoReturn:
        """Raise the Refusal that names these words."""
        raise Refusal(f"Dit deel van de uren is niet duidelijk: “{piece}”.", now)
