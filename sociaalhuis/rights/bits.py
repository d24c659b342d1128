"""Sets of bits for three-valued logic: one bit a comparison, one set for what is true, one for what is false.

The parts that :mod:`sociaalhuis.rights.program` builds a day's rules from. Knows no rule and no day.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sociaalhuis.conditions import Ask, Leaf
from sociaalhuis.facts import Value

INFINITY = math.inf

type Masks = tuple[int, int]  # the bits that are true, the bits that are false
type Bounds = tuple[float, float]  # the least and the most that a number can be
NOTHING: Masks = (0, 0)


class NotApplicable:
    """The one value of a fact that does not apply to this person."""


NOT_APPLICABLE = NotApplicable()
type Known = Value | NotApplicable
type Values = dict[str, Known]


@dataclass(frozen=True, slots=True)
class Literal:
    """A comparison as a rule uses it: plainly, or turned round by a “not”. An :class:`Ask` never decides."""

    leaf: Leaf | Ask
    negated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """At least ``count`` of ``size`` comparisons (``mask``, one bit each) and ``parts``, by Kleene's strong logic."""

    count: int
    size: int
    mask: int
    parts: tuple["Group", ...]

    def truth(self, true: int, false: int) -> bool | None:
        """True, False or None."""
        failed = (false & self.mask).bit_count()
        most = self.size - self.count
        if failed > most:
            return False
        held = (true & self.mask).bit_count()
        if held >= self.count:
            return True
        for part in self.parts:
            got = part.truth(true, false)
            if got:
                held += 1
                if held >= self.count:
                    return True
            elif got is False:
                failed += 1
                if failed > most:
                    return False
        return None

    def trace(self, true: int, false: int) -> tuple[bool | None, int]:
        """The outcome with bits that are enough for it, or when unknown the bits that still could settle it."""
        holding, failing = true & self.mask, false & self.mask
        held, failed, most = holding.bit_count(), failing.bit_count(), self.size - self.count
        if failed > most:
            return False, failing
        if held >= self.count:
            return True, holding
        open_ = self.mask & ~(true | false)
        for part in self.parts:
            got, bits = part.trace(true, false)
            if got:
                held, holding = held + 1, holding | bits
                if held >= self.count:
                    return True, holding
            elif got is None:
                open_ |= bits
            else:
                failed, failing = failed + 1, failing | bits
                if failed > most:
                    return False, failing
        return None, open_

    def all_bits(self) -> int:
        """Every comparison in this group and its parts."""
        return joined(self.mask, (part.all_bits() for part in self.parts))


def grouped(count: int, parts: Sequence[Group | int]) -> Group:
    """At least ``count`` of these parts, an int being the place of a bit.

    An “all” within an “all”, and an “any” within an “any”, melt into it; what stands twice in such a group counts once.
    """
    if len(parts) == 1 and isinstance(parts[0], Group) and count == 1:
        return parts[0]
    every, some = count == len(parts), count == 1
    size, mask, groups = 0, 0, list[Group]()
    for item in _melted(parts, every, some):
        if not isinstance(item, Group) and not mask >> item & 1:
            mask |= 1 << item
        elif isinstance(item, Group) or not (every or some):
            groups.append(item if isinstance(item, Group) else Group(1, 1, 1 << item, ()))
        else:
            continue
        size += 1
    return Group(size if every else count, size, mask, tuple(groups))


def _melted(parts: Iterable[Group | int], every: bool, some: bool) -> Iterable[Group | int]:
    for part in parts:
        if isinstance(part, Group) and part.size and ((every and part.count == part.size) or (some and part.count == 1)):
            yield from places(part.mask)
            yield from part.parts
        else:
            yield part


def joined(bits: int, more: Iterable[int]) -> int:
    """These bits together."""
    for one in more:
        bits |= one
    return bits


def places(mask: int) -> list[int]:
    """The places of the bits in a mask, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


@dataclass(frozen=True, slots=True)
class Sum:
    """A comparison with a limit that grows with counts: ``base + Σ count × extra``.

    ``held`` and ``failed`` are the bits when it is true and when it is false. An unknown count is anything from 0, an unknown
    extra (None) too. ``margin`` 1.3 when an amount is stale.
    """

    held: Masks
    failed: Masks
    fact: str
    operator: str
    base: float
    margin: float
    extras: tuple[tuple[str, float | None], ...]

    def read(self, values: Values) -> Masks:
        """The bits of this comparison for these answers."""
        value = values.get(self.fact)
        if isinstance(value, NotApplicable):
            return self.failed
        within = bounds(value)
        if within is None:
            return NOTHING
        least = most = self.base
        for fact, extra in self.extras:
            low, high = _count(values.get(fact))
            least += low * (extra or 0)
            most += high * (INFINITY if extra is None else extra) if high and extra != 0 else 0
        truth = compare(self.operator, within, (exact(least), exact(most * self.margin)))
        return NOTHING if truth is None else self.held if truth else self.failed


def _count(value: Known | None) -> Bounds:
    if isinstance(value, NotApplicable):
        return (0, 0)
    low, high = bounds(value) or (0, INFINITY)
    return (max(low, 0), high)


def exact(amount: float) -> float:
    """An amount without the noise of its sums: 28.105 + 2 × 4.744,94 is 35.120,55 and not a hair less."""
    return round(amount, 4) if amount < INFINITY else amount


def bounds(value: object) -> Bounds | None:
    """The least and most that a number can be; None for what is no number."""
    if isinstance(value, tuple):
        low, high = value
        return (-INFINITY if low is None else low, INFINITY if high is None else high)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return (value, value)


def compare(operator: str, value: Bounds, limit: Bounds) -> bool | None:
    """Whether any value between two bounds holds against any limit between two bounds; None when that differs."""
    (low, high), (least, most) = value, limit
    if operator == "lt":
        sure, never = high < least, low >= most
    elif operator == "lte":
        sure, never = high <= least, low > most
    elif operator == "gt":
        sure, never = low > most, high <= least
    else:
        sure, never = low >= most, high < least
    return True if sure else False if never else None


class Cells:
    """The answers of one number: between two neighbouring limits every amount gives the same bits."""

    __slots__ = ("_edges", "_masks")

    def __init__(self, edges: Sequence[float], masks: Sequence[Masks]) -> None:
        """``masks``: below the first edge, at it, between it and the next, and so on to above the last."""
        self._edges, self._masks = edges, masks

    def read(self, value: Known) -> Masks:
        """The bits of an amount, or those that all amounts of an interval share."""
        within = bounds(value)
        if within is None:
            return NOTHING
        first = self._cell(within[0])
        true, false = self._masks[first]
        if within[1] != within[0]:
            for one in self._masks[first + 1 : self._cell(within[1]) + 1]:
                true, false = true & one[0], false & one[1]
        return true, false

    def _cell(self, amount: float) -> int:
        place = bisect_left(self._edges, amount)
        return 2 * place + (place < len(self._edges) and self._edges[place] == amount)
