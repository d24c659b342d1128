"""Bands of an amount to choose from at the desk (“tussen 1.314 en 1.549 euro”), cut at the limits that the rules use that day.

A band never straddles a limit: whatever amount it holds, every comparison gives the same answer. Where a limit is stale it is
cut twice, also 30 % higher. Limits that grow with the household are cut for the counts that are known.
"""

import math

from sociaalhuis.conditions import STALE_MARGIN, Leaf, Limit
from sociaalhuis.facts import Facts, Interval, vocabulary
from sociaalhuis.rights.bits import exact
from sociaalhuis.rights.program import Program

CENT = 0.01


def bands(program: Program, fact: str, facts: Facts) -> tuple[Interval, ...]:
    """The bands of a money or number fact, lowest first; together they hold every amount once. One open band without limits.

    Raises ValueError for a fact that is no number.
    """
    kind = vocabulary()[fact].type
    if kind not in ("int", "money"):
        raise ValueError(f"{fact} is no number")
    step = CENT if kind == "money" else 1
    firsts = sorted(first for leaf in _comparisons(program, fact) for first in _firsts(program, leaf, facts, step) if first > 0)
    edges = sorted(dict.fromkeys(firsts))
    lows = (None, *edges)
    highs = (*(exact(edge - step) for edge in edges), None)
    return tuple(zip(lows, highs, strict=True))


def _comparisons(program: Program, fact: str) -> list[Leaf]:
    found = [literal.leaf for literal in program.literals if isinstance(literal.leaf, Leaf) and literal.leaf.fact == fact]
    return list(dict.fromkeys(found))


def _firsts(program: Program, leaf: Leaf, facts: Facts, step: float) -> list[float]:
    """The first amount after each place where a comparison changes its answer, in whole steps (a cent, or one)."""
    steps = [exact(limit / step) for limit in _limits(program, leaf, facts)]
    if leaf.operator in ("lte", "gt"):
        return [exact((math.floor(one) + 1) * step) for one in steps]
    if leaf.operator in ("lt", "gte"):
        return [exact(math.ceil(one) * step) for one in steps]
    return [exact(first * step) for one in steps for first in (one, one + 1)]  # equal to a number, or not


def _limits(program: Program, leaf: Leaf, facts: Facts) -> list[float]:
    if not isinstance(leaf.value, Limit) or not leaf.value.plus_per:
        return list(program.edges(leaf))
    base, stale = program.amounts[leaf.value.param], program.amounts[leaf.value.param].stale
    if base.value is None:
        return []
    total = base.value * leaf.value.factor
    for name, extra in ((fact, program.amounts[parameter]) for fact, parameter in leaf.value.plus_per):
        count = facts.confirmed(name)
        if isinstance(count, bool) or not isinstance(count, int | float) or extra.value is None:
            return []
        total, stale = total + count * extra.value, stale or extra.stale
    return [exact(total), exact(total * STALE_MARGIN)] if stale else [exact(total)]
