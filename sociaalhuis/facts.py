"""Facts about a situation: the one currency of intake, suggestions, rights and the proactive scan.

A fact has a key of the facts vocabulary and an :class:`Answer`. Only a confirmed answer may exclude anything; an assumed one
(read from the client's words) may lift or lower; "weet niet" and "wil niet zeggen" are answers too. A key that is absent
was not asked.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from sociaalhuis.errors import Refusal
from sociaalhuis.paths import resource

type Interval = tuple[float | None, float | None]
type Value = bool | int | float | str | Interval

_MOST = {"jaar": 120, "%": 100, "kinderen": 99, "personen": 99, "punten": 99, "weken": 99}  # by unit; else below a milliard


class Standing(StrEnum):
    """How sure an answer is."""

    CONFIRMED = "confirmed"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, how sure it is, where it comes from and since when.

    ``value`` is None exactly when the standing is UNKNOWN, REFUSED or NOT_APPLICABLE (the question makes no sense here).
    """

    value: Value | None = field(repr=False)  # a repr ends up in tracebacks
    standing: Standing = Standing.CONFIRMED
    source: str = "client"
    on: date | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.standing not in (Standing.CONFIRMED, Standing.ASSUMED)):
            raise ValueError(f"a {self.standing} answer {'without' if self.value is None else 'with'} a value")


class Facts(Mapping[str, Answer]):
    """An unchangeable set of answers by fact key."""

    __slots__ = ("_answers",)

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self._answers = MappingProxyType(dict(answers or {}))

    def __getitem__(self, key: str) -> Answer:
        return self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return f"Facts({len(self)} answers)"  # never the answers

    def confirmed(self, key: str) -> Value | None:
        """The value when somebody confirmed it, else None."""
        answer = self._answers.get(key)
        return answer.value if answer is not None and answer.standing is Standing.CONFIRMED else None

    def assumed(self, key: str) -> Value | None:
        """The value when it was only read from the words, else None."""
        answer = self._answers.get(key)
        return answer.value if answer is not None and answer.standing is Standing.ASSUMED else None

    def having(self, **answers: Answer) -> "Facts":
        """The same facts with these added or replaced."""
        return Facts({**self._answers, **answers})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code of resources/texts and its arguments, so that a screen and a slip can each say it in their own words."""

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactKey:
    """One entry of the facts vocabulary: what may be asked, in which words, and which values exist."""

    slug: str
    question: str
    type: str
    options: tuple[str, ...]
    unit: str | None
    group: str
    help: str | None


@functools.cache
def vocabulary() -> Mapping[str, FactKey]:
    """Every fact that the program knows, by slug (sources: facts_vocabulary.json and facts_own.json in resources/starter)."""
    files = (resource("starter", name).read_text("utf-8") for name in ("facts_vocabulary.json", "facts_own.json"))
    rows = [row for text in files for row in json.loads(text)["facts"]]
    return MappingProxyType(
        {
            row["slug"]: FactKey(
                row["slug"],
                row["question_nl"],
                row["type"],
                tuple(row["enum"] or ()),
                row["unit"],
                row["group"],
                row["help_nl"],
            )
            for row in rows
        }
    )


def read(given: Mapping[str, object], source: str = "client") -> Facts:
    """Facts as they stand in JSON (null = weet niet, "refused" = wil niet zeggen, [low, high] = interval), checked.

    Raises Refusal for a key that does not exist or a value that cannot be.
    """
    return Facts({key: _answer(key, value, source) for key, value in given.items()})


def _answer(key: str, value: object, source: str) -> Answer:
    known = vocabulary().get(key)
    if known is None:
        raise Refusal(f"Het feit “{key[:60]}” bestaat niet.", "Kijk de naam na in de lijst van feiten (facts_vocabulary.json).")
    if value is None:
        return Answer(None, Standing.UNKNOWN, source)
    if value == "refused":
        return Answer(None, Standing.REFUSED, source)
    return Answer(_checked(known, value), Standing.CONFIRMED, source)


def _checked(key: FactKey, value: object) -> Value:
    if key.type == "bool" and isinstance(value, bool):
        return value
    if key.type == "enum" and isinstance(value, str) and value in key.options:
        return value
    if key.type in ("int", "money"):
        if fits(key, value):
            return value  # type: ignore[return-value]  # a number by fits
        if isinstance(value, list | tuple) and len(value) == 2 and all(v is None or fits(key, v) for v in value):
            low, high = value
            if low is None or high is None or low <= high:
                return (low, high)
    expected = {
        "bool": "ja (true) of nee (false)",
        "enum": "één van: " + ", ".join(key.options),
        "int": f"een getal vanaf 0{f' tot {_MOST[key.unit]}' if key.unit in _MOST else ''} of [laagste, hoogste]",
        "money": "een bedrag vanaf 0 of [laagste, hoogste]",
    }[key.type]
    raise Refusal(f"De waarde voor “{key.slug}” kan niet.", f"Geef {expected}.")


def fits(key: FactKey, value: object) -> bool:
    """Whether this number can be: from 0, no more than its unit allows, and whole when it counts something."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        return False
    return value <= _MOST.get(key.unit or "", 1e9) and (key.type == "money" or value == int(value))
