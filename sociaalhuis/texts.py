"""Printed and spoken texts per language from resources/texts, with Dutch dates. No Qt, no house.

A text file is YAML: nested keys, a leaf is a sentence with ``{placeholders}``, or two of them under ``u`` and ``je`` where the
form of address changes the words. Dutch (nl) is complete: the language of the screen and the first language of every slip.
"""

import functools
from collections.abc import Mapping
from datetime import date, datetime

import yaml

from sociaalhuis.facts import Reason
from sociaalhuis.paths import resource

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


class Texts:
    """The texts of one language in one form of address (``u`` or ``je``)."""

    def __init__(self, language: str = "nl", form: str = "u") -> None:
        if form not in ("u", "je"):
            raise ValueError(f"a form of address is u or je, not {form!r}")
        self.language = language
        self.form = form
        self._sentences = _sentences(language)

    def say(self, key: str, /, **args: object) -> str:
        """The sentence of ``key`` with its placeholders filled. Raises KeyError for a key that has no text: a bug of ours."""
        sentence = self._sentences.get(f"{key}.{self.form}") or self._sentences[key]
        return sentence.format(**args)

    def reason(self, reason: Reason) -> str:
        """A reason in words: its code is a key under ``reason``."""
        return self.say(f"reason.{reason.code}", **reason.args)


@functools.cache
def _sentences(language: str) -> Mapping[str, str]:
    tree = yaml.load(resource("texts", f"{language}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    flat: dict[str, str] = {}

    def walk(node: object, path: str) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                walk(value, f"{path}.{key}" if path else str(key))
        else:
            flat[path] = str(node)

    walk(tree, "")
    return flat


def day(value: date) -> str:
    """A date as a Fleming says it: “donderdag 12 maart 2026”."""
    return f"{DAYS[value.weekday()]} {short_day(value)}"


def short_day(value: date) -> str:
    """A date without the weekday: “12 maart 2026”."""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """A month with its year: “maart 2026”."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def hour(value: datetime) -> str:
    """An hour on paper: “10.40 uur”, “14 uur”."""
    return f"{value.hour}.{value.minute:02d} uur" if value.minute else f"{value.hour} uur"


def count(number: int, one: str, many: str) -> str:
    """A number with its word: “1 dienst”, “3 diensten”."""
    return f"{number} {one if number == 1 else many}"
