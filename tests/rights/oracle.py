"""A second opinion on a right: plain yes or no in one possible world, worked out in decimals, with nothing of the engine in it.

A world fills in all that is open: what nobody answered, what a service judges, what only a person can find out, how much a
limit rose since it was looked up, and a limit that nobody knows. What the engine decides must hold in every such world.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sociaalhuis.conditions import Ask, AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.facts import Facts, Standing
from sociaalhuis.rights.parameters import Amount

RISEN = (Decimal(1), Decimal("1.07"), Decimal("1.3"))
UNKNOWN_LIMITS = (Decimal(0), Decimal(150), Decimal(20_000), Decimal(10**9))


@dataclass(frozen=True)
class World:
    """Everything settled: ``values`` by fact (None: does not apply), the rest by chance but the same wherever it is asked."""

    values: Mapping[str, Any]
    amounts: Mapping[str, Amount]
    judged: frozenset[str]
    seed: int

    def chance(self, what: object) -> random.Random:
        """The dice of one open matter."""
        return random.Random(f"{self.seed} {what}")


def world(whole: Facts, amounts: Mapping[str, Amount], judged: Iterable[str], seed: int) -> World:
    """The world of somebody of whom every fact is answered or does not apply, with the amounts of the day."""
    values = {fact: None if one.standing is Standing.NOT_APPLICABLE else one.value for fact, one in whole.items()}
    return World(values, amounts, frozenset(judged), seed)


def holds(one: Condition, world: World) -> bool:
    """Whether a condition holds in this world."""
    match one:
        case Ask(text):
            return world.chance(text).random() < 0.5
        case Not(part):
            return not holds(part, world)
        case AtLeast(count, parts):
            return sum(holds(part, world) for part in parts) >= count
        case Leaf():
            return _compared(one, world)


def _compared(leaf: Leaf, world: World) -> bool:
    value = world.values[leaf.fact]
    if value is None:
        return False
    if leaf.fact in world.judged and value is False:
        return world.chance(leaf.fact).random() < 0.5  # the service may see it otherwise
    if leaf.operator == "in":
        assert isinstance(leaf.value, tuple)
        return value in leaf.value
    if leaf.operator in ("eq", "ne"):
        return (value == leaf.value) is (leaf.operator == "eq")
    given, limit = Decimal(str(value)), _limit(leaf.value, world)
    return {"lt": given < limit, "lte": given <= limit, "gt": given > limit, "gte": given >= limit}[leaf.operator]


def _limit(value: Any, world: World) -> Decimal:
    if not isinstance(value, Limit):
        return Decimal(str(value))
    amounts = [world.amounts[name] for name in (value.param, *(name for _, name in value.plus_per))]
    base, *extras = (_amount(one, world) for one in amounts)
    total = base * Decimal(str(value.factor))
    for (fact, _), extra in zip(value.plus_per, extras, strict=True):
        total += (world.values[fact] or 0) * extra
    stale = any(one.stale for one in amounts)
    return total * world.chance(value.param).choice(RISEN) if stale else total


def _amount(one: Amount, world: World) -> Decimal:
    return Decimal(str(one.value)) if one.value is not None else world.chance(one.name).choice(UNKNOWN_LIMITS)
