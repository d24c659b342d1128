"""Which answers to expect to a question, given what is known: only to choose the next question, never to decide.

The shares are assumptions of our own (resources/questions/plausible.yaml), taken from no person's data. Of the rows of a fact
the first whose condition certainly holds counts.
"""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from sociaalhuis.conditions import AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.desk.rights import question_words
from sociaalhuis.facts import Value, vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import grammar, sheet
from sociaalhuis.rights.bits import NotApplicable, Values, bounds, compare
from sociaalhuis.rights.program import matches

type Truth = Callable[[Values], bool | None]
type Shares = tuple[tuple[Value, float], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Answers with their shares (together 1), for who meets the condition."""

    when: Truth
    shares: Shares


type Rows = Mapping[str, tuple[Row, ...]]


@functools.cache
def shipped() -> Rows:
    """The rows of every fact, as they ship with the program."""
    return parse(resource("questions", question_words.GUESSES).read_text("utf-8"))


def parse(text: str) -> Rows:
    """Rows from their file. Raises BadRules with file and line."""
    known = sheet.read(text, question_words.GUESSES).fields()
    for fact, spot in known.items():
        if fact not in vocabulary():
            raise spot.wrong(f"the fact “{fact}” does not exist")
    return {fact: tuple(_row(one) for one in spot.items()) for fact, spot in known.items()}


def _row(spot: sheet.Spot) -> Row:
    fields = spot.fields((), ("when", "share", "of"))
    when = truth(grammar.condition(fields["when"], grammar.Names(vocabulary()))) if "when" in fields else _always
    if "share" in fields:
        share = fields["share"].number() / 100
        return Row(when, ((True, share), (False, 1 - share)))
    weights = [(_value(spot.file, key), sheet.Spot(spot.file, one).number()) for key, one in fields["of"].node.value]
    total = sum(weight for _, weight in weights)
    return Row(when, tuple((value, weight / total) for value, weight in weights))


def _value(file: str, node: yaml.Node) -> Value:
    spot = sheet.Spot(file, node)
    value = spot.scalar()
    if not isinstance(value, bool | int | float | str):
        raise spot.wrong(f"{value!r} is no answer")
    return value


def _always(_values: Values) -> bool:
    return True


def shares(rows: Rows, fact: str, values: Values) -> Shares:
    """The answers to expect, given what is known."""
    return next(row.shares for row in rows[fact] if row.when(values))


def chance(condition: Condition, rows: Rows, values: Values) -> float:
    """About how likely it is that a condition holds; 0 or 1 only when that is certain."""
    if isinstance(condition, Leaf):
        known = truth(condition)(values)
        if known is not None or condition.fact in values or condition.fact not in rows:
            return float(bool(known))
        held = truth(condition)
        share = sum(share for value, share in shares(rows, condition.fact, values) if held({condition.fact: value}))
        return min(max(share, 0.005), 0.995)
    if not isinstance(condition, AtLeast):
        return 0.0
    parts = [chance(part, rows, values) for part in condition.parts]
    if condition.count == 1:
        return 1 - math.prod(1 - one for one in parts)
    return math.prod(sorted(parts, reverse=True)[: condition.count])


@functools.lru_cache(1024)
def truth(condition: Condition) -> Truth:
    """A condition as a quick function of plain answers, by Kleene's strong logic. What no answer tells stays None, and what
    does not apply does not hold.

    Limits of the rules are not looked up here: a comparison with one stays None.
    """
    if isinstance(condition, Leaf):
        return _compared(condition)
    if isinstance(condition, AtLeast):
        return functools.partial(_some, condition.count, [truth(part) for part in condition.parts])
    return functools.partial(_opposite, truth(condition.part)) if isinstance(condition, Not) else _unknown


def _compared(leaf: Leaf) -> Truth:
    fact, operator, value = leaf.fact, leaf.operator, leaf.value
    if isinstance(value, Limit):
        return _unknown
    if operator in ("eq", "ne", "in"):

        def same(values: Values) -> bool | None:
            told = values.get(fact)
            if isinstance(told, NotApplicable):
                return False
            return None if told is None or isinstance(told, tuple) else matches(leaf, told)

        return same
    limit = float(value)  # type: ignore[arg-type]  # only numbers are compared for more or less

    def beyond(values: Values) -> bool | None:
        told = values.get(fact)
        within = bounds(told)
        return False if isinstance(told, NotApplicable) else within and compare(operator, within, (limit, limit))

    return beyond


def _some(count: int, parts: Sequence[Truth], values: Values) -> bool | None:
    held = failed = 0
    for part in parts:
        got = part(values)
        held += got is True
        failed += got is False
    return True if held >= count else False if failed > len(parts) - count else None


def _opposite(part: Truth, values: Values) -> bool | None:
    got = part(values)
    return None if got is None else not got


def _unknown(_values: Values) -> None:
    return None
