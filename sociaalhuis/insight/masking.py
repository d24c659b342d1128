"""Counts that betray nobody: a count under five is never shown, and cannot be worked out from what is shown beside it. Pure.

Counts stand in a tree: the parts of a node add up to it, and to nothing else. So every line of parts with its sum can be made
safe by itself, from the top down; below what is hidden everything is hidden. Of a line are hidden: what is under five (“< 5”,
nought too), and as many others (“…”) as it takes until each of the small ones could still be any number from 0 to 4. Where that
is not enough, the whole line shows “…”. Which others are hidden hangs on their place in the list, never on how large they are,
so that the choice itself tells nothing.

Two trees over the same contacts (by channel, by week) share only their total. Never show counts of one in the other's parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sociaalhuis.desk.few import FEW, HIDDEN, LEAST


@dataclass(frozen=True, slots=True)
class Count:
    """A true count, for inside only. ``parts`` add up to ``number``."""

    label: str
    number: int
    parts: tuple["Count", ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be shown; ``number`` only when it may be known exactly."""

    label: str
    said: str
    number: int | None = None
    parts: tuple["Shown", ...] = field(default=())


def shown(count: Count) -> Shown:
    """A tree of counts as it may be shown with its total."""
    return _seen(count, FEW if count.number < LEAST else str(count.number))


def _seen(count: Count, said: str) -> Shown:
    if said == str(count.number):
        told = line([part.number for part in count.parts])
        return Shown(count.label, said, count.number, tuple(map(_seen, count.parts, told)))
    return Shown(count.label, said, None, tuple(_seen(part, said) for part in count.parts))


def line(numbers: Sequence[int]) -> list[str]:
    """How the parts of a whole that is shown may be shown, in their order."""
    small = [number for number in numbers if number < LEAST]
    if not small:
        return [str(number) for number in numbers]
    others = [place for place, number in enumerate(numbers) if number >= LEAST]
    for extra in range(len(others) + 1):
        hidden = others[len(others) - extra :]
        if _safe(len(small), extra, sum(small) + sum(numbers[place] for place in hidden)):
            return [FEW if n < LEAST else HIDDEN if place in hidden else str(n) for place, n in enumerate(numbers)]
    return [HIDDEN] * len(numbers)


def _safe(small: int, others: int, together: int) -> bool:
    """Whether each of the small ones may be 0 and may be 4, when all that is hidden is ``together``."""
    most = LEAST - 1
    if not others:
        return most <= together <= most * (small - 1)
    return together >= LEAST * others + most
