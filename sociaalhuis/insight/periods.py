"""What a briefing is about, a quarter or a year: how it is typed, its days, and the two that it is compared with. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from sociaalhuis.errors import Refusal

_TYPED = re.compile(r"\s*(\d{4})\s*-?\s*[QqKk]([1-4])\s*")
_TYPED_YEAR = re.compile(r"\s*(\d{4})\s*")
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """The ``number`` th quarter (1 to 4) of a year. ``noun``: what it is called; ``ago``, ``when``: those beside it."""

    noun: ClassVar[str] = "kwartaal"
    ago: ClassVar[tuple[str, str]] = ("kwartaal ervoor", "jaar geleden")
    when: ClassVar[tuple[str, str]] = ("in het kwartaal ervoor", "een jaar geleden")

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def after(self) -> date:
        """The first day that is not in it any more."""
        return self.next.first

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The quarter before it."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def year_ago(self) -> "Quarter":
        """The same quarter of the year before."""
        return Quarter(self.year - 1, self.number)

    @property
    def beside(self) -> "tuple[Quarter, Quarter]":
        """The two that it is compared with."""
        return self.before, self.year_ago

    @property
    def quarters(self) -> "tuple[Quarter, ...]":
        """The quarters that are in it: this one."""
        return (self,)

    @property
    def label(self) -> str:
        """How it stands on paper: “kwartaal 3 van 2026”."""
        return f"kwartaal {self.number} van {self.year}"

    @property
    def code(self) -> str:
        """How it is typed: “2026Q3”."""
        return f"{self.year}Q{self.number}"

    @property
    def weeks(self) -> Sequence[date]:
        """The Mondays of the weeks that have a day in it."""
        monday = self.first - timedelta(days=self.first.weekday())
        return [monday + timedelta(weeks=n) for n in range((self.after - monday - timedelta(days=1)).days // 7 + 1)]


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A whole year, the same words as of a quarter."""

    noun: ClassVar[str] = "jaar"
    ago: ClassVar[tuple[str, str]] = ("jaar ervoor", "twee jaar geleden")
    when: ClassVar[tuple[str, str]] = ("in het jaar ervoor", "twee jaar geleden")

    year: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1, 1)

    @property
    def after(self) -> date:
        """The first day that is not in it any more."""
        return date(self.year + 1, 1, 1)

    @property
    def beside(self) -> "tuple[Year, Year]":
        """The two that it is compared with."""
        return Year(self.year - 1), Year(self.year - 2)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its four quarters."""
        return tuple(Quarter(self.year, number) for number in (1, 2, 3, 4))

    @property
    def label(self) -> str:
        """How it stands on paper: “jaar 2026”."""
        return f"jaar {self.year}"

    @property
    def code(self) -> str:
        """How it is typed: “2026”."""
        return str(self.year)


type Period = Quarter | Year


def of(day: date) -> Quarter:
    """The quarter of a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def read(typed: str, today: date) -> Quarter:
    """A typed quarter (“2026Q3”). Raises Refusal for what is no quarter, and for one that has not begun."""
    found = _TYPED.fullmatch(typed)
    if found is None or not _FIRST_YEAR <= int(found[1]) <= today.year + 100:
        raise Refusal(
            f"“{typed[:20]}” is geen kwartaal.", f"Schrijf jaar, Q en een cijfer van 1 tot 4, zoals {of(today).code}."
        )
    quarter = Quarter(int(found[1]), int(found[2]))
    if quarter.first > today:
        raise Refusal(
            f"Het {quarter.label} is nog niet begonnen.", f"Kies een vroeger kwartaal, zoals {of(today).before.code}."
        )
    return quarter


def read_year(typed: str, today: date) -> Year:
    """A typed year (“2026”). Raises Refusal as :func:`read`."""
    found = _TYPED_YEAR.fullmatch(typed)
    if found is None or not _FIRST_YEAR <= int(found[1]) <= today.year + 100:
        raise Refusal(f"“{typed[:20]}” is geen jaar.", f"Schrijf vier cijfers, zoals {today.year}.")
    year = Year(int(found[1]))
    if year.first > today:
        raise Refusal(f"Het {year.label} is nog niet begonnen.", f"Kies een vroeger jaar, zoals {today.year}.")
    return year
