"""A kind of danger in words: its name, what to say to the client, and whom to call, who answers now first.

Numbers and hours are catalogue.lines; what is said is in resources/texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sociaalhuis.catalogue import crisis, lines
from sociaalhuis.catalogue.places import Place
from sociaalhuis.texts import DAYS, Texts, hour


@dataclass(frozen=True, slots=True)
class Number:
    """A line to call: its number, what it is and what for, and whether somebody answers now, in words with a role."""

    number: str
    name: str
    hours: str
    role: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of danger: what the client said, what to say to the client, and the numbers, who answers now first."""

    kind: str
    title: str
    quotes: tuple[str, ...]
    say: str
    numbers: tuple[Number, ...]


def titles() -> Iterator[tuple[str, str]]:
    """The kinds of danger, each with its name."""
    return ((kind, title(kind)) for kind in crisis.KINDS)


def title(kind: str) -> str:
    """The name of a kind of danger, as a worker knows it."""
    return Texts().say(f"safety.title.{kind}")


def section(kind: str, quotes: Sequence[str], now: datetime, where: Sequence[Place], form: str) -> Section:
    """One kind at this moment (local time) for a client who lives ``where``; ``form`` of address: u or je."""
    numbers = tuple(_number(line, now) for line in lines.lines(kind, now, where))
    return Section(kind, title(kind), tuple(quotes), Texts("nl", form).say(f"safety.say.{kind}"), numbers)


def _number(line: lines.Line, now: datetime) -> Number:
    words, role = _answers(line, now)
    return Number(line.number, f"{line.name}: {line.why}", words, role)


def _answers(line: lines.Line, now: datetime) -> tuple[str, str]:
    if line.answers:
        return f"✓ antwoordt nu · {line.hours}", "good"
    if line.answers is None:
        return f"● uren niet zeker{f' · {line.hours}' if line.hours else ''}", "today"
    return f"○ nu gesloten{f', weer {_moment(line.opens, now)}' if line.opens else ''}", "soft"


def _moment(opens: datetime, now: datetime) -> str:
    return f"{'vandaag' if opens.date() == now.date() else DAYS[opens.weekday()]} om {hour(opens)}"
