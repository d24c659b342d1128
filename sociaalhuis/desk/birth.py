"""A birth date as it is typed at the desk: ``12/3/1988``, ``12031988``, ``12-3-88``, or the year alone. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from sociaalhuis.errors import Refusal
from sociaalhuis.texts import MONTHS, count, short_day

OLDEST = 120  # years
_PARTS = re.compile(r"\D+")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_HOW = "Typ dag, maand en jaar, zoals 12/3/1988, of alleen het jaar."


@dataclass(frozen=True, slots=True)
class Birth:
    """A day with its year, or only a year (``day`` is None)."""

    year: int
    day: date | None = None

    def said(self, today: date) -> str:
        """In words with the age: “12 maart 1988, 38 jaar”; of a year alone the age is about right."""
        if self.day is None:
            return f"{self.year}, ongeveer {today.year - self.year} jaar"
        age = today.year - self.year - ((today.month, today.day) < (self.day.month, self.day.day))
        return f"{short_day(self.day)}, {age} jaar"


def read(typed: str, today: date) -> Birth | None:
    """The birth date that was typed, None for nothing. Raises Refusal that says what is wrong with it.

    A year of two digits is the last one that is not in the future: 26 in 2026 is 2026, 27 is 1927.
    """
    text = typed.strip()
    if not text:
        return None
    together = _TOGETHER.fullmatch(text)
    parts = list(together.groups()) if together else [part for part in _PARTS.split(text) if part]
    if not re.fullmatch(r"[\d\s./\-]+", text) or not all(part.isascii() and len(part) <= 4 for part in parts):
        raise Refusal("Dit is geen geboortedatum.", _HOW)
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    match [int(part) for part in parts]:
        case [year] if len(parts[0]) == 4:
            return Birth(_possible(year, today))
        case [day, month, year] if len(parts[2]) in (2, 4) and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            return _whole(day, month, _century(year, today) if len(parts[2]) == 2 else year, today)
        case [_, _]:
            raise Refusal("Het jaar ontbreekt nog.", _HOW)
    raise Refusal("Dit is geen geboortedatum.", _HOW)


def _whole(day: int, month: int, year: int, today: date) -> Birth:
    if not 1 <= month <= 12:
        raise Refusal(f"Deze datum bestaat niet: er is geen maand {month}.", "Kijk de maand na.")
    _possible(year, today)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Refusal(
            f"Deze datum bestaat niet: {MONTHS[month - 1]} {year} heeft {count(last, 'dag', 'dagen')}.", "Kijk de dag na."
        )
    if date(year, month, day) > today:
        raise Refusal("Deze datum ligt in de toekomst.", "Kijk het jaar na.")
    return Birth(year, date(year, month, day))


def _century(year: int, today: date) -> int:
    return today.year - (today.year - year) % 100


def _possible(year: int, today: date) -> int:
    if year > today.year:
        raise Refusal("Dit jaar ligt in de toekomst.", "Kijk het jaar na.")
    if year < today.year - OLDEST:
        raise Refusal(f"Dan is deze persoon ouder dan {OLDEST} jaar.", "Kijk het jaar na.")
    return year
