"""What the papers of a steunaanvraag say in another language: resources/support/aid.yaml. Fixed sentences, no translation.

Dates and the sentence that the Dutch is what counts are those of printing.aid. A language counts as checked when both are.
"""

import functools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from sociaalhuis.paths import resource
from sociaalhuis.printing import aid
from sociaalhuis.printing.reading_sheet import Aside
from sociaalhuis.texts import Texts

_UNCHECKED = "unchecked"
_OPEN, _CLOSE = "\u2066", "\u2069"  # round a Dutch name between words that run from right to left


@functools.cache
def sentences() -> Mapping[str, Mapping[str, Any]]:
    """The sentences of every language, Dutch too."""
    tree: Mapping[str, Mapping[str, Any]] = yaml.load(
        resource("support", "aid.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return tree


def is_checked(language: str) -> bool:
    """Whether a native reader read all that a paper says in this language."""
    return sentences()[language]["status"] != _UNCHECKED and not aid.aid(language).unchecked


def receipt(language: str, first: date, decide: date) -> Aside:
    """Beside a receipt."""
    days = aid.aid(language).day
    return _aside(
        language,
        _said(language, (("asked", days(first)), ("decides", days(decide)), "letter", "heard", "changes", "appeal", "keep")),
    )


def sent(language: str, recipient: str, first: date) -> Aside:
    """Beside the letter that says that the application was sent on."""
    name = f"{_OPEN}{recipient}{_CLOSE}" if aid.aid(language).rtl else recipient
    return _aside(language, _said(language, (("sent", name), ("asked", aid.aid(language).day(first)), "letter", "keep")))


def _said(language: str, keys: tuple[str | tuple[str, str], ...]) -> Iterator[str]:
    own = sentences()[language]
    for key in keys:
        if isinstance(key, str):
            yield str(own[key])
        else:
            yield str(own[key[0]]).format(date=key[1], service=key[1])
    yield aid.aid(language).say("law")


def _aside(language: str, said: Iterator[str]) -> Aside:
    words = aid.aid(language)
    key = "slip.aid" if is_checked(language) else "slip.aid_unchecked"
    return Aside(Texts("nl", "u").say(key, language=words.dutch), tuple(said), words.rtl)
