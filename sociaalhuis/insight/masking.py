"""Counts that betray nobody: a count under five is never shown, and cannot be worked out from what is shown beside it. Pure.

Counts stand in a tree: the parts of a node add up to it, and to nothing else. So every line of parts with its sum can be made
safe by itself (desk.few.line), from the top down; below what is hidden everything is hidden.

Two trees over the same contacts (by channel, by week) share only their total. Never show counts of one in the other's parts.
"""

from dataclasses import dataclass, field

from sociaalhuis.desk.few import FEW, LEAST, line


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
