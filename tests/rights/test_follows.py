"""What follows from answers: blocks that close, facts that are known without asking, and answers that cannot both be."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from sociaalhuis import facts
from sociaalhuis.facts import Standing
from sociaalhuis.rights import engine, follows
from sociaalhuis.rights.engine import Status
from sociaalhuis.rights.follows import Clash, Following
from sociaalhuis.rights.sheet import BadRules
from tests.rights import mutants

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


def situations() -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """The situations of following.yaml, each option of a starred one apart."""
    rows = yaml.load(Path(__file__).with_name("following.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    for row in rows:
        if "given" in row:
            yield row["given"], row
            continue
        ((fact, options),) = row["given*"].items()
        for option in options:
            yield {**row.get("with", {}), fact: option}, row


READ = [(facts.read(given), given, row) for given, row in situations()]


def otherwise(following: Following) -> Iterator[str]:
    """The situations in which something else follows."""
    for told, given, row in READ:
        settled = following.settle(told)
        closed = {fact for fact, one in settled.items() if one.standing is Standing.NOT_APPLICABLE}
        known = {fact: settled.confirmed(fact) for fact in row.get("known", {})}
        wrong = {*row.get("closed", ())} - closed | {*row.get("open", ())} & closed
        asked = [fact for fact in row.get("asked", ()) if settled.confirmed(fact) is not None]
        if wrong or asked or known != row.get("known", {}):
            yield f"{given}: {wrong or asked or known}"


def test_what_follows_in_situations_written_by_hand() -> None:
    assert list(otherwise(SHIPPED)) == []


SAME = {  # slips that change nothing, and why
    "only_when [[]leeftijd_jongste_kind, *... without *": "a gate behind it closes this too; it stands here to ask in order",
    "only_when [[]kind_voldoende_*] when without {kind_3_of_4_*": "a nursery child makes the other fact known",
    "known_when {leeflooncategorie: samenwonend} when gezinstype with alleenstaand": "an earlier row speaks first",
    "known_when {hoofdverblijf_belgie: true} when gemeente_nis *": "no municipality has the code 0",
    "known_when {hoofdverblijf_belgie: true} when verblijfsstatuut with vreemdeling_*": "stand in another line of the row",
    "known_when {verhuist_naar_woonmaatschappij_ex_svk: false} when woonsituatie with huur_*": "an earlier row speaks first",
    "known_when {verzoek_*: false} when verblijfsstatuut with verzoeker_*": "an earlier row speaks first",
}


def unnoticed(share: int) -> list[str]:
    some = list(mutants.of_follows())[::share]
    return [what for what, make in some if (changed := make()) is not None and next(otherwise(changed), None) is None]


@pytest.mark.long
def test_every_slip_in_what_follows_is_noticed() -> None:
    assert len(list(mutants.of_follows())) > 400
    assert [what for what in unnoticed(1) if not any(fnmatchcase(what, same) for same in SAME)] == []


def test_a_share_of_the_slips_in_what_follows_is_noticed() -> None:
    assert [what for what in unnoticed(20) if not any(fnmatchcase(what, same) for same in SAME)] == []


def test_an_answer_against_what_follows_is_shown_and_not_overruled() -> None:
    """Every block that is closed and every fact that is known: told otherwise, the answer stays and the clash is named."""
    for given, row in situations():
        for fact in row.get("closed", ()):
            if facts.vocabulary()[fact].type == "bool" and fact not in given:
                told = facts.read({**given, fact: True})
                assert SHIPPED.settle(told).confirmed(fact) is True
                assert fact in {clash.fact for clash in SHIPPED.clashes(told)}, (given, fact)
        for fact, value in row.get("known", {}).items():
            if isinstance(value, bool) and fact not in given:
                told = facts.read({**given, fact: not value})
                assert SHIPPED.settle(told).confirmed(fact) is not value
                assert fact in {clash.fact for clash in SHIPPED.clashes(told)}, (given, fact)
