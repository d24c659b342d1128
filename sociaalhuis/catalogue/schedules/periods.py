"""Periods of days that hours depend on: a season of each year, dates, school holidays, public holidays.

Whether a day lies in a period is True, False or None: of a school year that is not in the data nobody can tell.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml
from dateutil.easter import easter

from sociaalhuis.paths import resource

BRUSSELS = ZoneInfo("Europe/Brussels")
_FEASTS = ((1, 1), (5, 1), (7, 11), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))  # month, day
_AFTER_EASTER = (0, 1, 39, 49, 50)  # days: Easter, Easter Monday, Ascension, Pentecost, Whit Monday

type SchoolHoliday = Literal["herfst", "kerst", "krokus", "paas", "zomer"]
SCHOOL_HOLIDAYS: Sequence[SchoolHoliday] = ("herfst", "kerst", "krokus", "paas", "zomer")


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """Days of every year, first and last one included, as (month, day); it may run over new year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True, order=True)
class Dates:
    """Days of one year, first and last one included; one day has both the same."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, order=True)
class School:
    """The Flemish school holidays, or one of them."""

    name: SchoolHoliday | None = None

    def covers(self, day: date) -> bool | None:
        """Whether the day lies in it; None when that school year is not known yet."""
        known, held = _school()
        return day in held[self.name] if known.covers(day) else None


@dataclass(frozen=True, slots=True, order=True)
class PublicHoliday:
    """The public holidays; which days those are is told by who asks."""


type Period = Season | Dates | School | PublicHoliday


@functools.cache
def _school() -> tuple[Dates, Mapping[SchoolHoliday | None, frozenset[date]]]:
    """The school years that are known, and the days of each holiday; None has those of all."""
    data: Any = yaml.load(resource("schedules", "school_holidays.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    held: dict[SchoolHoliday | None, frozenset[date]] = {
        name: frozenset(first + timedelta(days=ahead) for first, last in rows for ahead in range((last - first).days + 1))
        for name, rows in data["holidays"].items()
    }
    return Dates(data["first"], data["last"]), MappingProxyType({None: frozenset().union(*held.values()), **held})


@functools.cache
def public_holidays(year: int) -> frozenset[date]:
    """The days of a year on which a Flemish service may be closed whatever its hours say: Belgian holidays and 11 July.

    The ten of the royal decree of 18 April 1974, the Sundays of Easter and Pentecost, and the feast of the Flemish Community.
    """
    sunday = easter(year)
    return frozenset(date(year, *day) for day in _FEASTS) | {sunday + timedelta(days=after) for after in _AFTER_EASTER}
