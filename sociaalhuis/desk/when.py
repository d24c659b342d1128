"""Reading when something is, as people type it at the desk: “12/3 10:40”, “di 14u”, “morgen 9.30”, “+7 14u”, “3/12 13-15”.

Pure: the words and the present go in, a day and an hour on the clock here come out. A day without a year is the next one to
come. It reads Dutch only and knows no working days.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from sociaalhuis.catalogue import lastday
from sociaalhuis.errors import Refusal
from sociaalhuis.texts import DAYS, MONTHS, day, hour

LONGEST = 60  # characters: more is no moment
YEARS_AHEAD = 2
_HOW = "Typ bijvoorbeeld “12/3 10:40”, “di 14u”, “morgen 9.30” of “+7 14u”."
_SPAN = "Typ bijvoorbeeld “3/12 13-15” of “do 9.30-12 uur”."
_NEAR: Mapping[str, int] = MappingProxyType({"vandaag": 0, "morgen": 1, "overmorgen": 2, "volgende week": 7})
_WEEKDAY = "|".join(sorted({*DAYS, *(name[:2] for name in DAYS)}, key=len, reverse=True))
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS) + "|mrt"
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("near", re.compile(r"(vandaag|morgen|overmorgen|volgende week)(?![a-z])")),
    ("weekday", re.compile(rf"(?:(volgende) )?({_WEEKDAY})(?![a-z])\.?")),
    ("ahead", re.compile(r"\+ ?([0-9]{1,3}) ?(w|weken|week|d|dagen|dag)?(?![a-z0-9:.])")),
    ("named", re.compile(rf"([0-9]{{1,2}}) ?({_MONTH})(?![a-z])\.?(?: ([0-9]{{4}}))?(?![0-9:])")),
    ("date", re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})(?:[/-]([0-9]{4}|[0-9]{2}))?(?![0-9/-])")),
    ("bare", re.compile(r"([0-9]{2})([0-9]{2})(?![0-9:.uh/-])")),
)
_UNTIL = re.compile(r"(.+?) ?(?:-|–|tot) ?([0-9][0-9:.uh]*(?: ?uur)?)")
_HOUR = re.compile(r"(?:om )?([0-9]{1,2})(?:(?:[:.]|(?: ?(?:uur|u|h) ?))([0-9]{2})|(?: ?(?:uur|u|h)\.?)|)(?: ?uur)?")


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the hour on the clock here when it was typed."""

    day: date
    hour: time | None

    @property
    def words(self) -> str:
        """As a Fleming says it: “dinsdag 17 maart 2026 om 14 uur”."""
        return day(self.day) if self.hour is None else f"{day(self.day)} om {hour(datetime.combine(self.day, self.hour))}"

    @property
    def moment(self) -> datetime:
        """Day and hour together, on the clock here. Raises Refusal when the hour was not typed."""
        if self.hour is None:
            raise Refusal("Het uur ontbreekt nog.", "Typ het erachter, bijvoorbeeld “14u” of “9.30”.")
        return datetime.combine(self.day, self.hour)


def read(typed: str, now: datetime) -> When:
    """What was typed as a day and an hour; ``now`` is local. Raises Refusal for what cannot be read or cannot be."""
    text = " ".join(typed[: LONGEST + 1].casefold().replace(",", " ").split())
    if not text or len(text) > LONGEST:
        raise Refusal("Dit is geen dag en uur.", _HOW)
    kind, found = next(((kind, hit) for kind, part in _PARTS if (hit := part.match(text))), ("", None))
    rest = text if found is None else text[found.end() :].strip()
    clock = _clock(rest) if rest or found is None else None
    which = now.date() if found is None else _READERS[kind](found, now, clock)
    if datetime.combine(which, clock or time.max) < now.replace(tzinfo=None):
        raise Refusal(f"{When(which, clock).words} is al voorbij.".capitalize(), "Kies een later moment.")
    if which.year > now.year + YEARS_AHEAD:
        raise Refusal("Dit ligt te ver in de toekomst.", "Kijk het jaar na.")
    return When(which, clock)


def span(typed: str, now: datetime) -> tuple[date, time, time]:
    """A day with the hours from and until: “3/12 13-15”. Raises Refusal as :func:`read` does, and for what ends too early."""
    found = _UNTIL.fullmatch(" ".join(typed[: LONGEST + 1].casefold().split()))
    if found is None:
        raise Refusal("Dit is geen dag met een begin en een einde.", _SPAN)
    begin, closes = read(found[1], now).moment, _clock(found[2])
    if closes <= begin.time():
        raise Refusal("Het einde ligt voor het begin.", _SPAN)
    return begin.date(), begin.time(), closes


def _clock(text: str) -> time:
    found = _HOUR.fullmatch(text)
    if found is None:
        raise Refusal("Dit is geen dag en uur.", _HOW)
    hours, minutes = int(found[1]), int(found[2] or 0)
    if hours > 23 or minutes > 59:
        raise Refusal("Dit uur bestaat niet.", "Typ het uur zoals 14u of 9.30.")
    return time(hours, minutes)


def _near(found: re.Match[str], now: datetime, _clock: time | None) -> date:
    return now.date() + timedelta(days=_NEAR[found[1]])


def _weekday(found: re.Match[str], now: datetime, clock: time | None) -> date:
    """The next such day; today when its hour is still to come, unless “volgende” was typed."""
    wanted = next(number for number, name in enumerate(DAYS) if name.startswith(found[2]))
    ahead = (wanted - now.weekday()) % 7
    still_today = not found[1] and clock is not None and clock > now.time()
    return now.date() + timedelta(days=ahead if ahead or still_today else 7)


def _ahead(found: re.Match[str], now: datetime, _clock: time | None) -> date:
    return now.date() + timedelta(days=int(found[1]) * (7 if (found[2] or "").startswith("w") else 1))


def _named(found: re.Match[str], now: datetime, _clock: time | None) -> date:
    month = 3 if found[2] == "mrt" else next(i for i, name in enumerate(MONTHS, 1) if name.startswith(found[2][:3]))
    return _date(int(found[1]), month, found[3], now)


def _numbers(found: re.Match[str], now: datetime, _clock: time | None) -> date:
    return _date(int(found[1]), int(found[2]), found[3] if found.re.groups > 2 else None, now)


def _date(number: int, month: int, year: str | None, now: datetime) -> date:
    """That day of this year, or of the next when it has passed."""
    found = lastday.which(number, month, year, now.date())
    if found is None:
        raise Refusal("Deze datum bestaat niet.", "Typ dag/maand, bijvoorbeeld 28/2.")
    return found


_READERS: Mapping[str, Callable[[re.Match[str], datetime, time | None], date]] = MappingProxyType(
    {"near": _near, "weekday": _weekday, "ahead": _ahead, "named": _named, "date": _numbers, "bare": _numbers}
)
