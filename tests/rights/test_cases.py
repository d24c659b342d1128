"""Every right against the cases that were written from its source, and every change of a rule noticed by one of them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sociaalhuis.conditions import Ask, AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.rights import rules
from sociaalhuis.rights.rules import Rule
from tests.rights import reading

BOOK = rules.shipped()
STRICTNESS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}


def test_every_right_has_cases_of_each_status() -> None:
    assert set(reading.cases()) == set(BOOK.rules)
    assert sum(map(len, reading.cases().values())) > 700
    for right, cases in reading.cases().items():
        wanted = {"possible", "unlikely", "unknown"} | ({"has"} if BOOK.rules[right].already_has else set())
        assert {case.status for case in cases} >= wanted, right


@pytest.mark.parametrize("right", sorted(BOOK.rules))
def test_a_right_is_what_its_source_says(right: str) -> None:
    assert reading.wrong(reading.only(BOOK, right), reading.cases()[right]) == []


def parts_of(one: Condition) -> Iterator[Leaf | Ask]:
    match one:
        case Leaf() | Ask():
            yield one
        case Not(part):
            yield from parts_of(part)
        case AtLeast(_, parts):
            for part in parts:
                yield from parts_of(part)


def put(one: Condition, old: Leaf | Ask, new: Condition) -> Condition:
    """The condition with another part wherever the old one stands: a limit per household repeats its comparisons."""
    match one:
        case Leaf() | Ask():
            return new if one == old else one
        case Not(part):
            return Not(put(part, old, new))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(put(part, old, new) for part in parts))


def wrongs(one: Leaf | Ask) -> Iterator[Condition]:
    """What could be wrong with a comparison: turned round, another sign, an option or the extra per person gone."""
    if isinstance(one, Ask):
        yield AtLeast(0, ())  # as if nobody had to find it out
        return
    yield Not(one)
    if one.operator in STRICTNESS:
        yield replace(one, operator=STRICTNESS[one.operator])
    if one.operator == "in" and isinstance(one.value, tuple):
        options = [option for option in one.value if option is not None]
        yield from (replace(one, value=tuple(other for other in options if other != gone)) for gone in options)
    if isinstance(one.value, Limit) and one.value.plus_per:
        yield replace(one, value=replace(one.value, plus_per=()))


def changed(one: Condition) -> Iterator[Condition]:
    """A condition with one thing wrong in it."""
    for part in dict.fromkeys(parts_of(one)):
        yield from (put(one, part, new) for new in wrongs(part))


def mutants(rule: Rule) -> Iterator[Rule]:
    yield from (replace(rule, conditions=other) for other in changed(rule.conditions))
    for place, one in enumerate(rule.exclusions):
        yield from (
            replace(rule, exclusions=(*rule.exclusions[:place], other, *rule.exclusions[place + 1 :])) for other in changed(one)
        )
    for place, sign in enumerate(rule.already_has):
        turned = Leaf(sign.fact, "ne", sign.value) if sign.operator == "eq" else Leaf(sign.fact, "eq", None)  # type: ignore[arg-type]
        yield replace(rule, already_has=(*rule.already_has[:place], turned, *rule.already_has[place + 1 :]))
    for place, gap in enumerate(rule.gaps):
        yield replace(rule, gaps=(*rule.gaps[:place], *rule.gaps[place + 1 :]))
        for other in changed(gap.unless) if gap.unless else ():
            yield replace(rule, gaps=(*rule.gaps[:place], replace(gap, unless=other), *rule.gaps[place + 1 :]))
    for place in range(len(rule.offered_in or ())):
        offers = rule.offered_in or ()
        yield replace(rule, offered_in=(*offers[:place], *offers[place + 1 :]))
    if rule.valid_from is not None:
        yield replace(rule, valid_from=None)
    if rule.level == "local" and rule.offered_in is None:  # else the list of municipalities asks for it already
        yield replace(rule, level="flemish")


@pytest.mark.parametrize("right", sorted(BOOK.rules))
def test_every_change_of_a_rule_fails_a_case(right: str) -> None:
    cases = reading.cases()[right]
    unnoticed = [
        mutant for mutant in mutants(BOOK.rules[right]) if not reading.wrong(replace(BOOK, rules={right: mutant}), cases)
    ]
    assert [(one.conditions, one.exclusions, one.gaps) for one in unnoticed] == []
