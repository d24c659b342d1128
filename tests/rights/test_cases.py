"""Every right against the cases that were written from its source; test_mutants.py looks whether they notice a changed rule."""

import pytest

from sociaalhuis.rights import follows, rules
from sociaalhuis.rights.program import facts_of
from tests.rights import reading
from tests.rights.reading import NOT_APPLICABLE

BOOK = rules.shipped()


def test_every_right_has_cases_of_each_status() -> None:
    assert set(reading.cases()) == set(BOOK.rules)
    assert sum(map(len, reading.cases().values())) > 1_450
    for right, cases in reading.cases().items():
        wanted = {"possible", "unlikely", "unknown"} | ({"has"} if BOOK.rules[right].already_has else set())
        assert {case.status for case in cases} >= wanted, right


def test_every_sign_of_having_a_right_and_every_fact_that_may_not_apply_stands_in_a_case() -> None:
    gated = {fact for gate in follows.shipped().gates for fact in gate.facts}
    for right, rule in BOOK.rules.items():
        cases = reading.cases()[right]
        for sign in rule.already_has:
            assert any(case.status == "has" and case.answers.get(sign.fact) == sign.value for case in cases), (right, sign)
            assert any(case.status == "possible" and case.answers.get(sign.fact) != sign.value for case in cases), (right, sign)
        asked = {fact for leaf in rules.leaves(rule.whole(reading.DAY)) for fact in facts_of(leaf)} - BOOK.assessments.keys()
        if asked & gated:
            assert any(NOT_APPLICABLE in case.answers.values() for case in cases), right


@pytest.mark.parametrize("right", sorted(BOOK.rules))
def test_a_right_is_what_its_source_says(right: str) -> None:
    assert list(reading.wrong(BOOK, right)) == []
