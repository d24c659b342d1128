"""How near every right is to being settled, and what each comparison would do for that: chances over the rules of one day.

All rights stand in one graph of groups, and what two rules share stands in it once. From the chance that each comparison comes
out true or false the chances go up to the rights; what a right is worth comes down again to the comparisons. Each answer that is
still needed on the way counts the rest for less. Comparisons are taken as independent: this chooses questions and decides
nothing. A comparison whose worth is nothing both ways can no longer change any right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sociaalhuis.rights.bits import Group, places
from sociaalhuis.rights.program import Program

type Chances = list[float]


@dataclass(frozen=True, slots=True)
class _Node:
    """A group in the graph: ``count`` of its children (places of comparisons first, then of groups) must hold."""

    place: int
    count: int
    children: tuple[int, ...]


class Prospects:
    """The graph of all rights of one day. Never changes."""

    def __init__(self, program: Program, patience: float) -> None:
        """``patience``: what an answer that must still come leaves of the worth of what lies behind it, from 0 to 1."""
        self.program = program
        self._patience = patience
        self._nodes: list[_Node] = []
        self._known: dict[Group, int] = {}
        self._literals = len(program.literals)
        self._roots = tuple(self._add(group) for group in program.conditions)
        self._already = tuple(tuple(places(mask)) for mask in program.already)

    def _add(self, group: Group) -> int:
        """The place of a group, with what it needs before it."""
        if group not in self._known:
            children = (*places(group.mask), *(self._add(part) for part in group.parts))
            place = self._literals + len(self._nodes)
            self._nodes.append(_Node(place, group.count, children))
            self._known[group] = place
        return self._known[group]

    def worth(self, true: Chances, false: Chances, found: Sequence[float], settled: Sequence[float], had: Sequence[float]) -> (
        tuple[Chances, Chances]
    ):
        """What it is worth that each comparison comes out true, and that it comes out false.

        ``true`` and ``false`` are the chances for each comparison: 1 and 0 once it is known, 0 and 0 when nobody can tell.
        ``found``, ``settled`` and ``had`` say for each right what it is worth to find it possible, to find it unlikely, and to
        learn that the person has it; 0 for a right where that cannot come any more.
        """
        up, down = self._chances(true), self._chances(false)
        for node in self._nodes:
            up.append(_at_least([up[one] for one in node.children], node.count))
            down.append(_at_least([down[one] for one in node.children], len(node.children) - node.count + 1))
        yes, no = [0.0] * len(up), [0.0] * len(up)
        for root, finding, settling in zip(self._roots, found, settled, strict=True):
            yes[root] += finding
            no[root] += settling
        for node in reversed(self._nodes):
            if yes[node.place]:
                _share(yes, up, node.children, node.count, yes[node.place])
            if no[node.place]:
                _share(no, down, node.children, len(node.children) - node.count + 1, no[node.place])
        for signs, having in zip(self._already, had, strict=True):
            for sign in signs:
                yes[sign] += having
        return yes[: self._literals], no[: self._literals]

    def _chances(self, chances: Chances) -> Chances:
        patience = self._patience
        return [one if one in (0.0, 1.0) else one * patience for one in chances]


def _at_least(chances: Sequence[float], count: int) -> float:
    """The chance of at least so many of these."""
    if count == len(chances):
        product = 1.0
        for one in chances:
            product *= one
        return product
    if count == 1:
        none = 1.0
        for one in chances:
            none *= 1 - one
        return 1 - none
    product = 1.0
    for one in sorted(chances, reverse=True)[:count]:
        product *= one
    return product


def _share(worth: Chances, chances: Chances, children: Sequence[int], count: int, whole: float) -> None:
    """Give the worth of a group to its children: what one of them brings when the others that are needed come too."""
    if count == 1:
        for one in children:
            worth[one] += whole
        return
    for one in children:
        rest = whole
        others = [chances[other] for other in children if other != one]
        for chance in others if count == len(children) else sorted(others, reverse=True)[: count - 1]:
            rest *= chance
        worth[one] += rest
