"""“Wanneer komt de pensioendienst?”: which zitdag is meant, and the words of its next dates. Pure.

Words that only ask (wanneer, komt, is er …) are left out; what stays is looked for in the name, the host and the place. A
typing mistake is not bad. A query in which nothing else stands than “zitdag” means all of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rapidfuzz import fuzz

from sociaalhuis.catalogue.schedules.writing import SHORT_DAYS
from sociaalhuis.desk.agenda.hours import Mode, Series, Session
from sociaalhuis.texts import MONTHS

_WORD = re.compile(r"[^\W_]+")
_ASKS = frozenset(
    _WORD.findall(
        "wanneer komt komen is zijn zit zitten er nog eens de het een van in op te voor naar bij dag dagen uur hoe laat kan ik "
        "wie volgende keer eerstvolgende hier iemand man mevrouw meneer mensen afspraak"
    )
)
_ALL = frozenset({"zitdag", "zitdagen", "zitting"})
_FITS = 80  # of 100
_LEAST = 3  # letters of a word that is looked for
_MODES: dict[Mode, str] = {
    "appointment": "op afspraak",
    "walk_in": "zonder afspraak",
    "both": "met of zonder afspraak",
}


@dataclass(frozen=True, slots=True)
class Coming:
    """A series with its next days, for a list of what was found."""

    series: Series
    days: tuple[Session, ...]

    @property
    def when(self) -> str:
        """“ma 11 januari 9–11 · ma 8 maart · ma 10 mei”: the first with its hours, also of the others when they differ."""
        said: list[str] = []
        before = ""
        for one in self.days:
            clock = span(one.start, one.end)
            said.append(short(one.start) + ("" if clock == before else f" {clock}"))
            before = clock
        return " · ".join(said) or "geen volgende dag bekend"

    @property
    def how(self) -> str:
        """“Bibliotheek, op afspraak”."""
        return f"{self.series.place}, {_MODES[self.series.mode]}"

    @property
    def id(self) -> UUID:
        """Of the series."""
        return self.series.id


def mode(word: Mode) -> str:
    """How one comes to it, in words."""
    return _MODES[word]


def asked(typed: str, known: Iterable[Coming], most: int = 4) -> Sequence[Coming]:
    """The zitdagen that are meant by what was typed, the best first."""
    words = [word for word in _WORD.findall(typed.casefold()) if word not in _ASKS]
    sought = [word for word in words if word not in _ALL and len(word) >= _LEAST]
    if not sought:
        return list(known)[:most] if any(word in _ALL for word in words) else ()
    scored = [(_score(sought, one.series), place, one) for place, one in enumerate(known)]
    best = sorted((one for one in scored if one[0] >= _FITS), key=lambda one: (-one[0], one[1]))
    return [one for _score, _place, one in best[:most]]


def _score(sought: Sequence[str], series: Series) -> float:
    """How well the worst of the words fits: each must be found somewhere."""
    there = _WORD.findall(f"{series.name} {series.host} {series.place}".casefold())
    return min(max((_likeness(word, other) for other in there), default=0.0) for word in sought)


def _likeness(word: str, other: str) -> float:
    if other.startswith(word) or (word.startswith(other) and len(other) > _LEAST + 1):
        return 100.0
    return float(fuzz.ratio(word, other))


def short(moment: datetime) -> str:
    """“ma 11 januari”."""
    return f"{SHORT_DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def clock(moment: datetime) -> str:
    """“9”, “13.30”: an hour in a span."""
    return f"{moment.hour}.{moment.minute:02d}" if moment.minute else str(moment.hour)


def span(start: datetime, end: datetime) -> str:
    """“9–11”, “13.30–16”."""
    return f"{clock(start)}–{clock(end)}"
