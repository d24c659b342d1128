"""How near every right is to being settled, and by which comparisons: chances over the rules of one day.

All rights stand in one graph of groups; what two rules share stands in it once. Chances that comparisons come out true or false
go up to the rights, what it is worth to settle a right comes down again to the comparisons. Comparisons are taken as
independent: this helps to choose a question and decides nothing. A comparison that is worth nothing either way cannot change
any right any more.
"""

import functools
import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.rights.bits import Group, places
from sociaalhuis.rights.program import Program

PATIENCE = 0.35  # what one more answer that is needed leaves of the worth behind it: a short way goes before a long one
HOPE = 0.6  # the same when one of several ways to a right is chosen

_KEPT = 256  # sets of open rights

type Chances = Sequence[float]
type Way = Mapping[str, float]  # what must still be answered on the way to a right, each with the chance that it fits
NO_WAY: Way = {}


@dataclass(frozen=True, slots=True)
class _Node:
    """At least ``count`` of these must hold; places of comparisons come before those of groups."""

    place: int
    count: int
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What settling a right is worth: that it turns out possible, unlikely, or had already. 0 for what cannot come any more."""

    found: float
    settled: float
    had: float


class Prospects:
    """The graph of all rights of one day. Never changes."""

    def __init__(self, program: Program) -> None:
        self._literals = len(program.literals)
        self._nodes: list[_Node] = []
        self._place: dict[Group, int] = {}
        self._roots = tuple(self._add(group) for group in program.conditions)
        self._already = tuple(tuple(places(mask)) for mask in program.already)
        self._under = functools.lru_cache(_KEPT)(self._find_under)

    def _add(self, group: Group) -> int:
        """The place of a group, after all that is in it."""
        if group not in self._place:
            children = (*places(group.mask), *(self._add(part) for part in group.parts))
            place = self._literals + len(self._nodes)
            self._nodes.append(_Node(place, group.count, children))
            self._place[group] = place
        return self._place[group]

    def _find_under(self, rights: tuple[int, ...]) -> tuple[_Node, ...]:
        """The groups that these rights, by place, are made of; what stands in another comes before it."""
        wanted = {self._roots[right] for right in rights}
        for node in reversed(self._nodes):
            if node.place in wanted:
                wanted.update(node.children)
        return tuple(node for node in self._nodes if node.place in wanted)

    def worth(self, true: Chances, false: Chances, rights: Sequence[Worth]) -> tuple[list[float], list[float]]:
        """What it is worth that each comparison comes out true, and that it comes out false.

        ``true`` and ``false`` are chances: 1 and 0 for what is known, 0 and 0 where nobody can tell. ``rights`` says for each
        right, by place, what settling it is worth.
        """
        rest = [0.0] * len(self._nodes)
        up, down = [*_discounted(true, PATIENCE), *rest], [*_discounted(false, PATIENCE), *rest]
        nodes = self._under(tuple(place for place, one in enumerate(rights) if one.found or one.settled))
        for node in nodes:
            up[node.place] = _chance(up, node.children, node.count)
            down[node.place] = _chance(down, node.children, len(node.children) - node.count + 1)
        yes, no = [0.0] * len(up), [0.0] * len(up)
        for root, one in zip(self._roots, rights, strict=True):
            yes[root] += one.found
            no[root] += one.settled
        for node in reversed(nodes):
            _share(yes, up, node, node.count)
            _share(no, down, node, len(node.children) - node.count + 1)
        for signs, one in zip(self._already, rights, strict=True):
            for sign in signs:
                yes[sign] += one.had
        return yes[: self._literals], no[: self._literals]

    def ways(self, true: Chances, steps: Sequence[Way], rights: Sequence[int], together: Container[str] = ()) -> list[Way]:
        """For each of these rights, by place: the likeliest way to find it possible; empty where there is none.

        ``steps``: what must be answered for each comparison to come out true. The questions in ``together`` tell several facts
        at once: where any of those will do, their chances count together.
        """
        hope = [*_discounted(true, HOPE), *([0.0] * len(self._nodes))]
        ways: list[Way] = [*steps, *([NO_WAY] * len(self._nodes))]
        for node in self._under(tuple(rights)):
            needed: Sequence[int] = node.children
            if node.count == 1:
                hope[node.place], ways[node.place] = _likeliest(needed, hope, ways, together)
                continue
            if node.count < len(needed):
                needed = sorted(needed, key=hope.__getitem__, reverse=True)[: node.count]
            hope[node.place] = math.prod([hope[one] for one in needed])
            if hope[node.place]:
                ways[node.place] = _together([way for one in needed if (way := ways[one])])
        return [ways[self._roots[right]] for right in rights]


def _likeliest(children: Sequence[int], hope: Chances, ways: Sequence[Way], together: Container[str]) -> tuple[float, Way]:
    """The likeliest of several ways, of which any will do."""
    best = max(children, key=hope.__getitem__)
    misses = dict[str, float]()
    for one in children:
        if len(ways[one]) == 1 and 0 < hope[one] < 1:
            ((question, chance),) = ways[one].items()
            if question in together:
                misses[question] = misses.get(question, 1.0) * (1 - chance)
    for question, missed in misses.items():
        if (1 - missed) * HOPE > hope[best]:
            return (1 - missed) * HOPE, {question: 1 - missed}
    return hope[best], ways[best] if hope[best] else NO_WAY


def _discounted(chances: Chances, rate: float) -> list[float]:
    return [one * rate if 0 < one < 1 else one for one in chances]


def _together(ways: Sequence[Way]) -> Way:
    """One way after another; what stands in two of them must fit both, so its least chance counts."""
    if len(ways) < 2:
        return ways[0] if ways else NO_WAY
    found: dict[str, float] = {}
    for way in ways:
        for fact, chance in way.items():
            found[fact] = min(chance, found.get(fact, 1.0))
    return found


def _chance(chances: Sequence[float], children: Sequence[int], count: int) -> float:
    """The chance of at least so many of these, the likeliest of them."""
    if count == 1:
        return 1 - math.prod([1 - chances[one] for one in children])
    likely = [chances[one] for one in children]
    return math.prod(likely if count == len(likely) else sorted(likely, reverse=True)[:count])


def _share(worth: list[float], chances: Sequence[float], node: _Node, count: int) -> None:
    """Give the worth of a group to its children: what one of them brings when the others that are needed come too."""
    whole = worth[node.place]
    if not whole:
        return
    if count == 1:
        for one in node.children:
            worth[one] += whole
        return
    for one in node.children if chances[node.place] else ():
        if count == len(node.children):
            worth[one] += whole * chances[node.place] / chances[one]
        else:
            others = sorted((chances[other] for other in node.children if other != one), reverse=True)
            worth[one] += whole * math.prod(others[: count - 1])
