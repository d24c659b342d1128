"""What leaves a right open and never closes it, over all rules; every comparison on both sides; the day of a birthday."""

import ast
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from sociaalhuis.conditions import AtLeast, Leaf, Limit
from sociaalhuis.desk.rights import rights as desk
from sociaalhuis.facts import Answer, Facts
from sociaalhuis.paths import resource
from sociaalhuis.rights import engine, follows, rules
from sociaalhuis.rights.bits import Literal
from sociaalhuis.rights.engine import Engine, Status
from sociaalhuis.rights.program import parameters_of
from sociaalhuis.rights.rules import Gap, Rule
from tests.rights import people, reading

DAY = reading.DAY
BOOK = rules.shipped()
ENGINE = engine.shipped()
PROGRAM = ENGINE.program(DAY)


def test_a_judgement_of_a_service_leaves_open_and_never_closes() -> None:
    """A “nee” to what a service judges closes no right that stays open without it, also by what follows from it."""
    dice, closed = random.Random(7), 0
    settle, judged = follows.shipped().settle, dict.fromkeys(BOOK.assessments, Answer(False))
    for _ in range(60):
        keys = dice.sample(sorted(PROGRAM.bits_of), 60)
        known = Facts({fact: one for fact in keys if fact not in judged and (one := people.some(fact, PROGRAM, dice))})
        refused, open_ = ENGINE.status(settle(known.having(**judged)), DAY), ENGINE.status(settle(known), DAY)
        for slug, status in refused.items():
            assert status is not Status.UNLIKELY or open_[slug] is Status.UNLIKELY, (slug, {**known})
            closed += status is Status.UNLIKELY
    assert closed > 500


def changed(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """A rule with something more in it that must leave it open: a known gap, a judgement, a limit that nobody knows."""
    yield "a known gap", replace(rule, gaps=(*rule.gaps, Gap("Iets is niet nagekeken.")))
    judgement = Leaf("dringende_medische_zorg_nodig", "eq", True)
    yield "a judgement", replace(rule, conditions=AtLeast(2, (rule.conditions, judgement)))
    nobody_knows = Leaf("weken_zwanger", "lte", Limit("kleutertoeslag_bedrag_jaar"))
    yield "a limit of null", replace(rule, conditions=AtLeast(2, (rule.conditions, nobody_knows)))


@pytest.mark.parametrize("right", sorted(BOOK.rules))
def test_a_known_gap_a_judgement_and_an_unknown_limit_leave_a_right_to_ask(right: str) -> None:
    cases = [case for case in reading.cases()[right] if case.day == DAY and not case.amounts]
    for what, rule in changed(BOOK.rules[right]):
        if what == "a judgement" and right == "dringende-medische-hulp":
            continue  # it stands in the rule
        book = replace(BOOK, rules={right: rule})
        left = Engine(replace(reading.only(book, right), parameters=BOOK.parameters))
        for case in cases:
            told = {**case.answers, "weken_zwanger": 10, "dringende_medische_zorg_nodig": False}
            got = left.status(replace(case, answers=told).facts(), DAY)[right]
            wanted = Status.UNKNOWN if case.status is Status.POSSIBLE else case.status
            assert got is wanted or (right == "dringende-medische-hulp" and got is Status.UNKNOWN), (what, case)


def test_a_gap_of_a_rule_keeps_it_from_possible_until_it_is_filled() -> None:
    gaps = [(slug, gap) for slug, rule in BOOK.rules.items() for gap in rule.gaps]
    assert len(gaps) >= 5
    for slug, gap in gaps:
        facts = {leaf.fact for leaf in rules.leaves(gap.unless)} if gap.unless else set()
        for case in reading.cases()[slug]:
            if case.status is Status.POSSIBLE:
                blank = Facts({fact: one for fact, one in case.facts().items() if fact not in facts})
                book = reading.with_amounts(reading.only(BOOK, slug), case.amounts)
                assert Engine(book).status(blank, case.day)[slug] is Status.UNKNOWN, (slug, case)


# --- every comparison on both sides ------------------------------------------------------------------------------------


def test_every_comparison_of_every_rule_is_met_and_not_met_in_its_cases() -> None:
    """Except what no answer can do: a “nee” that a service judges, and a limit that nobody knows."""
    sides = 0
    for right, rule in BOOK.rules.items():
        met, unmet, program_of = set[Leaf](), set[Leaf](), dict[object, Engine]()
        for case in reading.cases()[right]:
            key = tuple(sorted(case.amounts.items()))
            if key not in program_of:
                program_of[key] = Engine(reading.with_amounts(reading.only(BOOK, right), case.amounts))
            program = program_of[key].program(case.day)
            true, false = program.read(program.values(case.facts()))
            for place, literal in enumerate(program.literals):
                if isinstance(literal.leaf, Leaf) and (true | false) >> place & 1:
                    (met if bool(true >> place & 1) is not literal.negated else unmet).add(literal.leaf)
        for leaf in (*rules.leaves(rule.whole(DAY)), *rule.already_has):
            assert leaf in met, (right, leaf)
            assert leaf in unmet or leaf.fact in BOOK.assessments or leaf.fact == "gemeente_nis", (right, leaf)
            sides += 2
    assert sides > 800


def test_every_limit_in_use_is_told_in_a_case_at_the_limit_itself() -> None:
    """At −1 cent and +1 cent the mutants of an amount see it; here the amount itself stands in a case, in so many figures."""
    amounts = BOOK.parameters.on(DAY)
    for right, rule in BOOK.rules.items():
        cases = reading.cases()[right]
        told = {(fact, value) for case in cases for fact, one in case.answers.items() for value in _values(one)}
        for leaf in rules.leaves(rule.whole(DAY)):
            if isinstance(leaf.value, Limit) and amounts[leaf.value.param].value is not None and not leaf.value.plus_per:
                limit = round((amounts[leaf.value.param].value or 0) * leaf.value.factor, 2)
                step = 1 if limit == int(limit) and limit < 400 else 0.01
                near = {(leaf.fact, round(limit + move, 2)) for move in (-step, 0, step)}
                assert near & told, (right, leaf.fact, limit)


def _values(one: object) -> list[object]:
    return [*one] if isinstance(one, list) else [one]


# --- birthdays -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born_on", "first_day"),
    [((11, 22), (11, 22)), ((2, 29), (3, 1)), ((12, 31), (12, 31)), ((1, 1), (1, 1))],
)
def test_every_limit_of_age_counts_from_the_birthday_itself(born_on: tuple[int, int], first_day: tuple[int, int]) -> None:
    """On the day before the old answer holds, on the day itself the new one: for each age in each rule, 29 February too."""
    ages = {leaf for rule in BOOK.rules.values() for leaf in rules.leaves(rule.whole(DAY)) if leaf.fact == "leeftijd"}
    assert len(ages) >= 8
    for leaf in ages:
        assert isinstance(leaf.value, Limit)
        limit = int(PROGRAM.amounts[leaf.value.param].value or 0)
        year = next(year for year in range(2026 - limit, 1900, -1) if born_on != (2, 29) or year % 4 == 0)
        birthday = date(year + limit, *(born_on if born_on != (2, 29) or (year + limit) % 4 == 0 else first_day))
        for day, holds in ((birthday - timedelta(1), leaf.operator == "lt"), (birthday, leaf.operator == "gte")):
            known = desk.aged(Facts(), date(year, *born_on), day)
            bit = 1 << PROGRAM.literals.index(Literal(leaf, False))
            true, false = PROGRAM.read(PROGRAM.values(known))
            assert (bool(true & bit), bool(false & bit)) == (holds, not holds), (leaf, day)


# --- words -----------------------------------------------------------------------------------------------------------------

PROMISE = re.compile(
    r"\b(?:u|je) (?:hebt|heeft) (?:\w+ )?recht op\b|\bhebt u recht\b|(?<!nog )\bgeen recht\b|\brecht op hebt\b", re.IGNORECASE
)
AMOUNT = re.compile(r"(?:€ ?\d|\d(?:[.,]\d+)? ?euro\b)", re.IGNORECASE)
DATED = re.compile(r"\b(?:19|20)\d\d\b")


def promises() -> Iterator[tuple[str, str]]:
    """Where a text of a rule, a question or a screen promises or denies a right; docstrings and comments do not speak."""
    for folder in ("rights", "questions", "texts"):
        for path in sorted(resource(folder).glob("*.yaml")):
            yield from ((path.name, found[0]) for found in PROMISE.finditer(path.read_text("utf-8")))
    for path in sorted(Path(desk.__file__).parent.parent.rglob("*.py")):
        source = path.read_text("utf-8")
        tree = ast.parse(source if PROMISE.search(source) else "")
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                yield from ((path.name, found[0]) for found in PROMISE.finditer(node.value))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _texts(one)


def test_nothing_promises_or_denies_a_right() -> None:
    assert list(promises()) == []
    assert PROMISE.search("Als u hier woont, hebt u recht op een premie.")
    assert PROMISE.search("U hebt geen recht.")


def test_an_amount_in_the_words_of_a_rule_has_its_year() -> None:
    for path in sorted(resource("rights").glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        if path.name != "parameters.yaml":
            for text in _texts(data):
                for sentence in re.split(r"(?<=[.!?]) ", text):
                    assert not AMOUNT.search(sentence) or DATED.search(sentence), (path.name, sentence)


def test_the_amounts_that_decide_say_from_when_they_are() -> None:
    amounts = BOOK.parameters.on(DAY)
    for rule in BOOK.rules.values():
        for leaf in rules.leaves(rule.whole(DAY)):
            for name in parameters_of(leaf):
                one = amounts[name]
                assert one.value is None or one.valid_from or one.checked, name
