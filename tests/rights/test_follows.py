"""What follows from answers: blocks that close, facts that are known without asking, and answers that cannot both be."""

import re
from datetime import date

import pytest

from sociaalhuis import facts
from sociaalhuis.facts import Standing
from sociaalhuis.rights import engine, follows
from sociaalhuis.rights.engine import Status
from sociaalhuis.rights.follows import Clash
from sociaalhuis.rights.sheet import BadRules

SHIPPED = follows.shipped()
DAY = date(2026, 11, 22)


def test_no_children_closes_every_right_of_children() -> None:
    known = SHIPPED.settle(facts.read({"aantal_kinderen_ten_laste": 0, "gewest": "vlaanderen", "verblijfsstatuut": "belg"}))
    assert known["kind_in_kinderopvang"].standing is Standing.NOT_APPLICABLE
    status = engine.shipped().status(known, DAY)
    closed = ("kinderopvangtoeslag", "schooltoeslag", "kleutertoeslag", "groeipakket-zorgtoeslag", "groeipakket-basisbedrag")
    assert {status[slug] for slug in closed} == {Status.UNLIKELY}
    assert status["groeipakket-startbedrag"] is Status.UNKNOWN  # there may be one on the way


def test_what_is_not_known_closes_nothing() -> None:
    assert SHIPPED.settle(facts.read({"aantal_kinderen_ten_laste": None})) == facts.read({"aantal_kinderen_ten_laste": None})
    assert "kind_in_kinderopvang" not in SHIPPED.settle(facts.read({"aantal_kinderen_ten_laste": [0, 2]}))


def test_an_answer_that_was_given_stays_and_a_clash_is_shown() -> None:
    told = facts.read({"aantal_kinderen_ten_laste": 0, "kind_in_kinderopvang": True, "kind_heeft_ouder_verloren": False})
    assert SHIPPED.settle(told)["kind_in_kinderopvang"].value is True
    assert SHIPPED.clashes(told) == (Clash("kind_in_kinderopvang", ("aantal_kinderen_ten_laste",)),)
    assert "kind_heeft_ouder_verloren" in SHIPPED.closed(told)
    assert SHIPPED.clashes(facts.read({"aantal_kinderen_ten_laste": 1, "kind_in_kinderopvang": True})) == ()
    assert SHIPPED.clashes(facts.read({"kind_in_kinderopvang": False, "opvang_prijssysteem": "geen_opvang"})) == ()


def test_the_category_of_the_leefloon_follows_from_the_household() -> None:
    for given, category in (
        ({"gezinstype": "alleenstaand", "aantal_kinderen_ten_laste": 0}, "alleenstaand"),
        ({"gezinstype": "eenoudergezin", "leeftijd_jongste_kind": 17, "aantal_kinderen_ten_laste": 1}, "gezinslast"),
        ({"gezinstype": "koppel_zonder_kinderen", "aantal_kinderen_ten_laste": 0}, "samenwonend"),
    ):
        assert SHIPPED.settle(facts.read(given)).confirmed("leeflooncategorie") == category
    unclear = {"gezinstype": "eenoudergezin", "leeftijd_jongste_kind": 18, "aantal_kinderen_ten_laste": 1}
    assert "leeflooncategorie" not in SHIPPED.settle(facts.read(unclear))
    wrong = facts.read({"gezinstype": "alleenstaand", "aantal_kinderen_ten_laste": 0, "leeflooncategorie": "gezinslast"})
    assert SHIPPED.clashes(wrong) == (Clash("leeflooncategorie", ("gezinstype", "aantal_kinderen_ten_laste")),)


def test_a_chain_of_gates_closes_in_one_go() -> None:
    known = SHIPPED.settle(facts.read({"aantal_kinderen_ten_laste": 0}))
    assert known["opvang_prijssysteem"].standing is Standing.NOT_APPLICABLE
    assert follows.by_gate(SHIPPED)["opvang_prijssysteem"] == ("aantal_kinderen_ten_laste", "kind_in_kinderopvang")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("only_when: []\nknown_when:\n- {fact: {gewest: [brussel]}, when: {zwanger: true}}", "line 3: one fact with one value"),
        ("only_when:\n- {when: {zwanger: true}, facts: [weken]}\nknown_when: []", "line 2: the fact “weken” does not exist"),
        ("only_when: []", "follows.yaml, line 1: known_when missing"),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(text: str, complaint: str) -> None:
    with pytest.raises(BadRules, match=re.escape(complaint)):
        follows.parse(text)
