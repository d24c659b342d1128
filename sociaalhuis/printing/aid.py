"""The fixed sentences beside or under the Dutch of a slip, in another language: resources/aid, one file a language.

Nothing is translated here: a sentence that a file does not hold is not said. Every sentence has a status; a language counts as
checked when a native reader has read each of them. What is said of a slip stands in `aided`.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import yaml

from sociaalhuis import vocab
from sociaalhuis.paths import resource

_FOLDER, _DUTCH = "aid", "nl"
_OPEN, _CLOSE = "\u2066", "\u2069"  # round a Dutch name between words that run from right to left (see shaping)
_LEAST_RTL = "\u0590"


@dataclass(frozen=True, slots=True)
class Checked:
    """Which office read a sentence, and when: the reader has the language as mother tongue."""

    office: str
    day: date


@dataclass(frozen=True, slots=True)
class Aid:
    """One language. ``dutch`` and ``name`` are its names, in Dutch and in itself; ``also`` other languages that it serves.

    ``checked`` holds for each sentence, document and element who read it, None where nobody did.
    """

    language: str
    dutch: str
    name: str
    rtl: bool
    also: tuple[str, ...]
    checked: Mapping[str, Checked | None]
    sentences: Mapping[str, str]
    documents: Mapping[str, str]
    elements: Mapping[str, str]
    _days: tuple[str, ...]
    _months: tuple[str, ...]
    _date: str
    _hour: str
    _hour_sharp: str
    _comma: str

    @property
    def unchecked(self) -> int:
        """How many sentences nobody read yet; 0 makes it a checked language."""
        return sum(one is None for one in self.checked.values())

    def say(self, key: str, **slots: str) -> str:
        """A sentence with its slots filled. Raises KeyError for one that does not exist: a bug of ours."""
        return self.sentences[key].format(**{slot: self._kept(text.rstrip(" .")) for slot, text in slots.items()})

    def day(self, value: date) -> str:
        """A date as this language writes it, by the calendar that is used here."""
        return self._date.format(
            weekday=self._days[value.weekday()],
            day=value.day,
            number=value.month,
            month=self._months[value.month - 1] if self._months else "",
            year=value.year,
        )

    def hour(self, value: datetime) -> str:
        """An hour on a clock of 24 hours, as this language writes it."""
        form = self._hour if value.minute else self._hour_sharp
        return form.format(hour=value.hour, minute=f"{value.minute:02d}")

    def listed(self, words: Iterable[str]) -> str:
        """Several things in one sentence."""
        return self._comma.join(words)

    def _kept(self, text: str) -> str:
        """A Dutch name keeps its own direction, whatever stands round it."""
        foreign = self.rtl and all(char < _LEAST_RTL or char > "\u08ff" for char in text)
        return f"{_OPEN}{text}{_CLOSE}" if foreign else text


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that there is a file of, in the order of the vocabulary."""
    made = {file.stem for file in resource(_FOLDER).glob("*.yaml")} - {_DUTCH}
    return tuple(term.slug for term in vocab.terms("languages", None) if term.slug in made)


@functools.cache
def serving(language: str | None) -> str | None:
    """Which aid somebody with this language (a slug of the vocabulary) can read, None when there is none."""
    return next((one for one in languages() if language == one or language in aid(one).also), None)


@functools.cache
def aid(language: str) -> Aid:
    """The sentences of a language. Raises KeyError when there are none."""
    if language not in languages():
        raise KeyError(f"no aid in {language!r}")
    return parse(language, resource(_FOLDER, f"{language}.yaml").read_text("utf-8"))


def parse(language: str, content: str) -> Aid:
    """The sentences in the text of a file; KeyError or ValueError for one that is not whole."""
    tree: Mapping[str, Any] = yaml.load(content, Loader=yaml.CSafeLoader)
    parts = {part: MappingProxyType({k: str(v["text"]) for k, v in tree[part].items()}) for part in _PARTS}
    return Aid(
        language=language,
        dutch=tree["dutch"],
        name=tree["name"],
        rtl=tree["rtl"],
        also=tuple(tree["also"]),
        checked=MappingProxyType({f"{part}.{k}": _read_by(v["status"]) for part in _PARTS for k, v in tree[part].items()}),
        **parts,
        _days=tuple(tree["days"]),
        _months=tuple(tree.get("months", ())),
        _date=tree["date"],
        _hour=tree["hour"],
        _hour_sharp=tree.get("hour_sharp", tree["hour"]),
        _comma=tree["comma"],
    )


_PARTS = ("sentences", "documents", "elements")


def _read_by(status: Any) -> Checked | None:
    if status == "unchecked":
        return None
    if not isinstance(status["day"], date):
        raise ValueError(f"the day on which somebody read it is yyyy-mm-dd, not {status['day']!r}")
    return Checked(str(status["office"]), status["day"])
