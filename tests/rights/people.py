"""Random answers that lie around what the rules compare with, so that every comparison is met on both sides."""

import functools
import math
import random
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from sociaalhuis import facts
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.rights.program import Program, facts_of
from sociaalhuis.rights.rules import Rule, leaves


def facts_in(rule: Rule, program: Program) -> tuple[str, ...]:
    """The facts that a rule looks at on the day of the program."""
    signs = [leaf.fact for leaf in rule.already_has]
    return tuple(dict.fromkeys([*signs, *(fact for leaf in leaves(rule.whole(program.day)) for fact in facts_of(leaf))]))


@functools.cache
def choices(fact: str, program: Program) -> tuple[Any, ...]:
    """Answers that differ for the rules: each option, and for a number each limit with its neighbours."""
    key = facts.vocabulary()[fact]
    if key.type == "bool":
        return (True, False)
    if key.type == "enum":
        return key.options
    if fact == "gemeente_nis":
        return (72043, 73110, 73066)
    step = 0.01 if key.type == "money" else 1
    edges = {
        edge
        for one in program.literals
        if not hasattr(one.leaf, "text") and one.leaf.fact == fact
        for edge in program.edges(one.leaf)
    }
    near = {round(edge + move, 2) for edge in edges for move in (-step, 0, step)}
    return tuple(sorted(value for value in {0, 1, 2, 3, *near} if value >= 0))


def some(fact: str, program: Program, dice: random.Random) -> Answer | None:
    """An answer by chance: mostly a value, sometimes “weet niet”, an interval, what does not apply, or nothing at all."""
    roll = dice.random()
    if roll < 0.2:
        return None
    if roll < 0.3:
        return Answer(None, dice.choice([Standing.UNKNOWN, Standing.REFUSED, Standing.NOT_APPLICABLE]))
    value = dice.choice(choices(fact, program))
    if roll < 0.4 and facts.vocabulary()[fact].type in ("int", "money"):
        low, high = sorted((value, dice.choice(choices(fact, program))))
        return Answer((dice.choice([low, None]), dice.choice([high, None])))
    return Answer(value)


def completions(
    given: Mapping[str, Answer], about: tuple[str, ...], program: Program, dice: random.Random, most: int
) -> Iterator[Facts]:
    """Ways to fill in all that is not known, within what is: all of them when few, else ``most`` by chance."""
    options = {fact: _fitting(fact, given.get(fact), program) for fact in about}
    size = math.prod(map(len, options.values()))
    every = product(*options.values()) if size <= most else (tuple(map(dice.choice, options.values())) for _ in range(most))
    for values in every:
        yield Facts({fact: one if isinstance(one, Answer) else Answer(one) for fact, one in zip(options, values, strict=True)})


def _fitting(fact: str, answer: Answer | None, program: Program) -> list[Any]:
    if answer and answer.standing is Standing.NOT_APPLICABLE:
        return [answer]
    value = answer.value if answer else None
    if value == "onbekend":
        value = None
    if value is not None and not isinstance(value, tuple):
        return [value]
    low, high = value or (None, None)
    ends = [end for end in (low, high) if end is not None]
    able = [one for one in choices(fact, program) if one != "onbekend"]
    return [one for one in able if value is None or _within(one, low, high)] or ends[:1]


def _within(one: Any, low: float | None, high: float | None) -> bool:
    return (low is None or one >= low) and (high is None or one <= high)
