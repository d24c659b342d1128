"""The next question: no dead ones, gates first, nothing too private for the counter, never a decision by the order."""

import random
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import facts
from sociaalhuis.conditions import AtLeast, Leaf
from sociaalhuis.desk import asking, expected, question_words, questions
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.measure import interview, made_people
from sociaalhuis.measure.interview import Player
from sociaalhuis.rights import engine, follows
from sociaalhuis.rights.engine import Status
from sociaalhuis.rights.sheet import BadRules

DAY = date(2026, 11, 23)
RIGHTS = engine.shipped()
PROGRAM = RIGHTS.program(DAY)
CHOOSER = questions.of(PROGRAM)
BALIE, GESPREK, EVERYTHING = question_words.SETTINGS
PEOPLE = list(made_people.people(40, 7))
CHILDREN = "aantal_kinderen_ten_laste"
LIVES_HERE = {"gemeente_nis": 73110, "gewest": "vlaanderen"}


def settled(**told: Any) -> Facts:
    return follows.shipped().settle(facts.read({**LIVES_HERE, **told}))


@st.composite
def somebody(draw: st.DrawFn) -> Facts:
    """Part of what an invented person would tell."""
    person = PEOPLE[draw(st.integers(0, len(PEOPLE) - 1))].facts
    told = draw(st.lists(st.sampled_from(sorted(person)), max_size=25, unique=True))
    return settled(**{fact: person[fact] for fact in told})


# ── what is asked at all ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_question_has_its_words_its_cost_and_answers_to_expect() -> None:
    for fact, words in question_words.shipped().items():
        assert 2 <= words.seconds <= 60, fact
        assert words.sensitivity in (0, 1, 2, 3), fact
        assert 0.3 <= words.known <= 1, fact
        for row in expected.shipped()[fact]:
            assert sum(share for _, share in row.shares) == pytest.approx(1), fact
            facts.read({fact: value for value, _ in row.shares})
        assert expected.shares(expected.shipped(), fact, {}), fact  # the last row has no condition
    assert {*question_words.plan().worth} <= {*PROGRAM.slugs}
    assert {*PROGRAM.users} <= {*question_words.shipped()}  # no fact that a right needs is without a question


def test_no_question_is_about_violence_and_none_at_the_counter_is_too_private() -> None:
    for fact, words in question_words.shipped().items():
        assert not re.search(r"geweld|sl[aâ]{1,2}[nt]\b|mishandel|bedreig|dwing|misbruik", f"{words.ask} {words.why}", re.IGNORECASE), fact
        if words.setting == BALIE:
            assert asking.may_ask(fact) or fact in ("gemeente_nis", "gewest"), fact


@given(somebody(), st.sampled_from([BALIE, GESPREK]))
def test_a_question_fits_the_setting_and_is_still_open(known: Facts, setting: str) -> None:
    best = CHOOSER.best(known, setting)
    alive = CHOOSER.open(known, setting)
    assert best in alive if alive else best is None
    for fact in alive:
        assert question_words.may_ask(fact, setting)
        assert fact not in known


def test_a_setting_that_is_more_private_asks_more() -> None:
    counts = [len(CHOOSER.open(settled(leeftijd=40), setting)) for setting in question_words.SETTINGS]
    assert counts == sorted(set(counts))
    assert "verblijfsstatuut" in CHOOSER.open(settled(), EVERYTHING)


def test_the_first_question_is_fixed_and_what_was_put_off_waits() -> None:
    assert CHOOSER.best(Facts(), BALIE) == "gemeente_nis"
    assert CHOOSER.best(settled(), BALIE) == CHILDREN
    assert CHOOSER.best(settled(), BALIE, later=[CHILDREN]) != CHILDREN


# ── gates and dead questions ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_gate_comes_before_its_block_and_closes_it() -> None:
    before = {*CHOOSER.open(settled(), EVERYTHING)}
    for gate in follows.shipped().gates:
        asks = {leaf.fact for leaf in engine.rules.leaves(gate.when)}
        if asks & before:
            assert not before & {*gate.facts}, gate  # they wait
    block = {"leeftijd_jongste_kind", "kind_in_kinderopvang", "heeft_kind_met_groeipakket"}
    assert not block & {*CHOOSER.open(settled(**{CHILDREN: 0}), EVERYTHING)}
    assert block & {*CHOOSER.open(settled(**{CHILDREN: 2}), EVERYTHING)}
    unsure = CHOOSER.open(settled(**{CHILDREN: None}), EVERYTHING)
    assert block & {*unsure}  # nobody knows whether the gate is open: then the block may be asked


def test_what_can_change_nothing_is_not_asked() -> None:
    """Every answer, with all others left open or given by chance: a dead question never changes a status."""
    dice = random.Random(3)  # noqa: S311  # no secret
    for person in PEOPLE[:6]:
        told = {fact: person.facts[fact] for fact in sorted(person.facts) if dice.random() < 0.6}
        known = settled(**told)
        alive = {*CHOOSER.open(known, EVERYTHING)}
        dead = [fact for fact in PROGRAM.users if fact not in known and fact not in alive]
        for fact in dead:
            if fact in behind_a_gate(known):
                continue
            answers = questions.every_answer(PROGRAM, fact)
            for _ in range(10):
                others = {one: person.facts[one] for one in alive if one in person.facts and dice.random() < 0.7}
                without = RIGHTS.status(settled(**{**told, **others}), DAY)
                for value in answers:
                    if fact not in settled(**{**told, **others}):
                        assert RIGHTS.status(settled(**{**told, **others, fact: value}), DAY) == without, (fact, value)


def behind_a_gate(known: Facts) -> set[str]:
    gates = [gate for gate in follows.shipped().gates if {leaf.fact for leaf in engine.rules.leaves(gate.when)} - {*known}]
    return {fact for gate in gates for fact in gate.facts}
