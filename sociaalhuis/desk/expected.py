"""Which answers to expect to a question, given what is known: only to choose the next question, never to decide.

The shares are assumptions of our own (resources/questions/plausible.yaml), taken from no person's data. Of the rows of a fact the
first whose condition holds counts; what no row names keeps a small chance, so that nothing counts as impossible.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.conditions import AtLeast, Condition, Leaf
from sociaalhuis.desk import question_words
from sociaalhuis.facts import Value, vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import grammar, sheet
from sociaalhuis.rights.bits import Values, bounds, compare
from sociaalhuis.rights.program import matches

type Test = Callable[[Values], bool]
type Shares = tuple[tuple[Value, float], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Answers with their shares (together 1), for who meets the condition."""

    when: Test
    shares: Shares


@functools.cache
def shipped() -> Mapping[str, tuple[Row, ...]]:
    """The rows of every fact, as they ship with the program."""
    return parse(resource("questions", question_words.GUESSES).read_text("utf-8"))


def parse(text: str) -> Mapping[str, tuple[Row, ...]]:
    """Rows from their file. Raises BadRules with file and line."""
    known = sheet.read(text, question_words.GUESSES).fields()
    for fact, spot in known.items():
        if fact not in vocabulary():
            raise spot.wrong(f"the fact “{fact}” does not exist")
    return {fact: tuple(_row(fact, row) for row in spot.items()) for fact, spot in known.items()}


def _row(fact: str, spot: sheet.Spot) -> Row:
    fields = spot.fields((), ("when", "share", "of"))
    when = test(grammar.condition(fields["when"], grammar.Names(vocabulary()))) if "when" in fields else _always
    if "share" in fields:
        share = fields["share"].number() / 100
        return Row(when, ((True, share), (False, 1 - share)))
    weights = {
        sheet.Spot(spot.file, key).scalar(): sheet.Spot(spot.file, value).number() for key, value in fields["of"].node.value
    }
    total = sum(weights.values())
    return Row(when, tuple((value, weight / total) for value, weight in weights.items()))  # type: ignore[misc]


def _always(_values: Values) -> bool:
    return True


def test(condition: Condition) -> Test:
    """Whether a condition certainly holds for some answers. Raises ValueError for what is no all, any or plain comparison."""
    if isinstance(condition, Leaf):
        return _compared(condition)
    if isinstance(condition, AtLeast):
        parts = [test(part) for part in condition.parts]
        if condition.count == len(parts):
            return lambda values: all(part(values) for part in parts)
        if condition.count == 1:
            return lambda values: any(part(values) for part in parts)
    raise ValueError(f"{condition} is no all, any or comparison")


def _compared(leaf: Leaf) -> Test:
    fact, operator, limit = leaf.fact, leaf.operator, leaf.value
    if operator in ("eq", "in"):
        wanted: Sequence[object] = limit if isinstance(limit, tuple) else (limit,)
        return lambda values: values.get(fact) in wanted
    least = float(limit)  # type: ignore[arg-type]  # the grammar compares with numbers only

    def holds(values: Values) -> bool:
        within = bounds(values.get(fact))
        return within is not None and compare(operator, within, (least, least)) is True

    return holds
