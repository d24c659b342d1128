"""The next question: no dead ones, gates first, nothing too private for the counter, never a decision by the order."""

import json
import random
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis import cli, facts
from sociaalhuis.conditions import AtLeast, Condition, Leaf, Not
from sociaalhuis.desk import asking
from sociaalhuis.desk.rights import expected, question_words, questions, rights
from sociaalhuis.facts import Facts
from sociaalhuis.measure import interview, made_people
from sociaalhuis.measure.interview import Player
from sociaalhuis.rights import engine, follows, rules
from sociaalhuis.rights.bits import NOT_APPLICABLE
from sociaalhuis.rights.engine import Status
from sociaalhuis.rights.program import facts_of
from sociaalhuis.rights.sheet import BadRules

DAY = date(2026, 11, 23)
RIGHTS = engine.shipped()
PROGRAM = RIGHTS.program(DAY)
CHOOSER = questions.of(PROGRAM)
BALIE, GESPREK, EVERYTHING = question_words.SETTINGS
PEOPLE = list(made_people.people(40, 7))
WIDEST = 36  # letters
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
        assert 0.2 <= words.known <= 1, fact
        for one in question_words.facts(fact):
            for row in expected.shipped()[one]:
                assert sum(share for _, share in row.shares) == pytest.approx(1), one
                assert all(facts.read({one: value}) for value, _ in row.shares), one
            assert expected.shares(expected.shipped(), one, {}), one  # the last row has no condition
    assert {*question_words.plan().worth} <= {*PROGRAM.slugs}
    assert {*PROGRAM.users} <= {*question_words.shipped()}  # no fact that a right needs is without a question


def test_no_question_is_about_violence_and_none_at_the_counter_is_too_private() -> None:
    for fact, words in question_words.shipped().items():
        assert not re.search(
            r"geweld|sl[aâ]{1,2}[nt]\b|mishandel|bedreig|dwing|misbruik", f"{words.ask} {words.why}", re.IGNORECASE
        ), fact
        if words.setting == BALIE:
            for one in question_words.facts(fact):
                assert asking.may_ask(one) or one in ("gemeente_nis", "gewest"), fact


def test_a_question_about_several_facts_has_an_option_for_everybody_and_is_as_private_as_each_of_them() -> None:
    together, alone = question_words.together(), question_words.shipped()
    every = [fact for words in together.values() for fact in words.facts]
    assert len({*every}) == len(every)
    people = [facts.read(one.facts) for one in made_people.people(150, 11)]
    for question, words in together.items():
        assert len(words.ask.split()) <= 15, question
        assert len(words.facts) > 1, question
        assert {*words.facts} <= {*alone} - {*together}, question  # each can be asked by itself
        assert words.setting == max((alone[fact].setting for fact in words.facts), key=question_words.SETTINGS.index), question
        assert words.sensitivity == max(alone[fact].sensitivity for fact in words.facts), question
        assert words.seconds > max(alone[fact].seconds for fact in words.facts), question
        assert {*words.tells} == {*words.options}, question
        assert max(len(said) for said in words.options.values()) <= WIDEST, question  # a line on a small screen
        assert {"nee", "genoeg"} & {*words.options}, question
        assert len({tuple(told.items()) for told in words.tells.values()}) == len(words.tells), question
        for told in words.tells.values():
            facts.read(told)
        for full in people:
            fits = words.fitting(full)
            assert fits or "meer" in words.options or words.facts[0] not in full, (question, full)
            assert all(full.confirmed(fact) == value for fact, value in fits.items())


def test_facts_are_asked_together_while_nothing_is_told_of_them_and_several_still_count() -> None:
    question = "schulden_en_hulp"
    at_once = CHOOSER.open(settled(), BALIE)
    assert at_once["schulden"] == at_once["in_schuldbemiddeling_of_budgetbeheer"] == question
    alone = CHOOSER.open(settled(schulden=True), BALIE)
    assert "in_collectieve_schuldenregeling" in alone
    assert question not in alone.values()
    assert CHOOSER.open(settled(), BALIE, later=[question])["schulden"] == "schulden"  # it did not tell
    assert "genoeg_geld" not in CHOOSER.open(settled(), BALIE).values()  # too private here, as its facts are
    known = settled(**{CHILDREN: 0, "leeftijd": 40})
    both = CHOOSER.settles(known, question)[0]
    assert {"schuldbemiddeling", "collectieve-schuldenregeling"} <= {*both}
    assert {*CHOOSER.settles(known, "schulden")[0]} <= {*both}


@given(somebody(), st.sampled_from([BALIE, GESPREK]))
@settings(max_examples=25)
def test_a_question_fits_the_setting_and_is_still_open(known: Facts, setting: str) -> None:
    best = CHOOSER.best(known, setting)
    alive = CHOOSER.open(known, setting)
    assert best in alive.values() if alive else best is None
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
        if asks(gate.when) & before:
            assert not before & {*gate.facts}, gate  # they wait
    block = {"leeftijd_jongste_kind", "kind_in_kinderopvang", "heeft_kind_met_groeipakket"}
    assert not block & {*CHOOSER.open(settled(**{CHILDREN: 0}), EVERYTHING)}
    assert block & {*CHOOSER.open(settled(**{CHILDREN: 2}), EVERYTHING)}
    unsure = CHOOSER.open(settled(**{CHILDREN: None}), EVERYTHING)
    assert block & {*unsure}  # nobody knows whether the gate is open: then the block may be asked


def test_what_can_change_nothing_is_not_asked_and_what_is_asked_can() -> None:
    """With the other answers by chance: a dead question never moves a right, and what is asked does so now and then."""
    dice = random.Random(3)  # no secret
    for person in PEOPLE[:4]:
        told = {fact: person.facts[fact] for fact in sorted(person.facts) if dice.random() < 0.6}
        known = settled(**told)
        alive, waiting = {*CHOOSER.open(known, EVERYTHING)}, waiting_for_another(known)
        for fact in PROGRAM.users:
            if fact not in known and fact not in alive | waiting:
                assert not moves(fact, known, person.facts, dice, tries=15), fact
        best = CHOOSER.best(known, EVERYTHING)
        assert best is not None
        assert any(moves(fact, known, person.facts, dice, tries=300) for fact in question_words.facts(best)), best


def waiting_for_another(known: Facts) -> set[str]:
    leaves = [literal.leaf for literal in PROGRAM.literals if isinstance(literal.leaf, Leaf)]
    gates = [gate for gate in follows.shipped().gates if {leaf.fact for leaf in rules.leaves(gate.when)} - {*known}]
    counts = {fact for leaf in leaves for fact in facts_of(leaf)[1:] if leaf.fact not in known}  # after the amount itself
    return counts | {fact for gate in gates for fact in gate.facts}


def moves(fact: str, known: Facts, person: Mapping[str, Any], dice: random.Random, tries: int) -> bool:
    """Whether an answer moves a right, with other open facts answered by chance, as this person or otherwise."""
    others = [one for one in PROGRAM.users if one not in known and one != fact]
    answers = questions.every_answer(PROGRAM, fact)
    for _ in range(tries):
        values = PROGRAM.values(known)
        for one in others:
            if dice.random() < 0.8:
                mine = one in person and dice.random() < 0.5
                values[one] = person[one] if mine else dice.choice(questions.every_answer(PROGRAM, one))
        without = PROGRAM.all_decided(PROGRAM.read(values))
        if any(PROGRAM.all_decided(PROGRAM.read({**values, fact: answer})) != without for answer in answers):
            return True
    return False


# ── why this question ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_tells_which_rights_and_services_it_settles() -> None:
    known = settled(**{CHILDREN: 0, "leeftijd": 40, "verhoogde_tegemoetkoming": False})
    assert CHOOSER.settles(known, "juridische_vraag") == (("juridische-eerstelijnsbijstand",), ())
    for fact in CHOOSER.open(known, EVERYTHING):
        assert CHOOSER.settles(known, fact)[0] or fact in {one for gate in follows.shipped().gates for one in asks(gate.when)}
    railway = {"HR Rail": Leaf("ziekenfonds", "eq", "hr_rail"), "Jeugd": Leaf("leeftijd", "lt", 25)}
    assert "ziekenfonds" not in CHOOSER.open(known, BALIE)  # no right needs it
    assert "ziekenfonds" in CHOOSER.open(known, BALIE, railway)
    assert CHOOSER.settles(known, "ziekenfonds", railway) == ((), ("HR Rail",))
    assert CHOOSER.settles(known, "leeftijd", railway) == ((), ())  # told already


def asks(when: Condition) -> set[str]:
    return {leaf.fact for leaf in rules.leaves(when)}


def test_what_is_expected_is_known_when_it_is_certain_and_wrong_data_are_named_by_line() -> None:
    rows = expected.shipped()
    young = AtLeast(2, (Leaf("leeftijd", "lt", 25), Not(Leaf("woonsituatie", "eq", "eigenaar"))))
    assert expected.truth(young)({"leeftijd": 40}) is False
    assert expected.truth(young)({"leeftijd": (18, 20)}) is None
    assert expected.truth(young)({"leeftijd": (18, 20), "woonsituatie": NOT_APPLICABLE}) is True
    poor = AtLeast(1, (Leaf("leeftijd", "lt", 25), Leaf("middelen_onvoldoende", "eq", True)))
    assert expected.chance(poor, rows, {"leeftijd": 20}) == 1
    assert expected.chance(poor, rows, {"leeftijd": 40, "middelen_onvoldoende": False}) == 0
    assert 0.2 < expected.chance(poor, rows, {"leeftijd": 40}) < 0.8
    assert expected.shares(rows, "woonsituatie", {"gezinstype": "instelling"})[0] == ("instelling", 0.97)
    for wrong in ("geen_feit:\n- {share: 3}", "leeftijd:\n- {of: {12: veel}}", "leeftijd:\n- {of: {null: 3}}"):
        with pytest.raises(BadRules, match="line"):
            expected.parse(wrong)


# ── the interview ────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.randoms(use_true_random=False), st.integers(0, 11))
@settings(max_examples=3)
def test_any_order_gives_the_same_end_and_the_order_decides_nothing(dice: random.Random, number: int) -> None:
    """Some answers are “weet niet” or “wil niet zeggen”; questions come in any order."""
    told = dict(PEOPLE[number].facts)
    for fact in dice.sample(sorted(told), 12):
        told[fact] = dice.choice([None, "refused"])
    player, full = Player(RIGHTS, DAY), facts.read(told)

    def any_order(known: Facts, asked: Sequence[str]) -> str | None:
        alive = player.chooser.open(known, EVERYTHING, later=asked)
        return dice.choice([*alive, *alive.values()]) if alive else None

    played = player.play(full, PEOPLE[number].postcode, any_order)
    end = RIGHTS.status(rights.located(full, PEOPLE[number].postcode, DAY), DAY)
    assert played.steps[-1] == end
    for statuses in played.steps:
        for right, status in statuses.items():
            assert status in (end[right], Status.UNKNOWN) or end[right] is Status.HAS


def statuses_of(line: Mapping[str, Any]) -> Mapping[str, str]:
    return {one["right"]: one["status"] for one in line["rights"]}


def test_a_line_that_contradicts_itself_ends_as_all_its_facts_at_once() -> None:
    line = {
        "id": "p",
        "facts": {"leeftijd": 30, CHILDREN: 0, "leeftijd_jongste_kind": 4, "ontvangt_igo": True},
        "postcode": "3740",
    }
    found = interview.answer(RIGHTS, line, DAY)
    assert statuses_of(found) == statuses_of(rights.answer(RIGHTS, line, DAY))
    assert {"leeftijd_jongste_kind", "ontvangt_igo"} <= {fact for asked in found["facts_asked"] for fact in asked}
    assert len(found["facts_asked"]) == len(found["asked"])
    assert len(found["decided_after"]) == len(found["possible_after"]) == len(found["asked"]) + 1
    assert found["decided_after"] == sorted(found["decided_after"])
    assert found["decided_after"][-1] == sum(one["status"] != "unknown" for one in found["rights"])


def test_the_verb_prints_a_line_for_each_person_and_refuses_what_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "mensen.jsonl"
    batch.write_text(json.dumps({"id": "p1", "facts": dict(PEOPLE[0].facts), "postcode": PEOPLE[0].postcode}) + "\n", "utf-8")
    assert cli.main(["interview", "--batch", str(batch), "--today", "2026-11-23"]) == 0
    played = json.loads(capsys.readouterr().out)
    assert cli.main(["rights", "--batch", str(batch), "--today", "2026-11-23"]) == 0
    at_once = json.loads(capsys.readouterr().out)
    assert statuses_of(played) == statuses_of(at_once)
    assert (played["id"], len(played["asked"])) == ("p1", len({*played["asked"]}))
    batch.write_text('{"id": "p2", "facts": {"geen_feit": 1}}\n', "utf-8")
    assert cli.main(["interview", "--batch", str(batch)]) == 1
    assert "geen_feit" in capsys.readouterr().err
    for wrong in (["interview"], ["interview", "--people", "0"], ["interview", "--people", "3", "--batch", str(batch)]):
        with pytest.raises(SystemExit):
            cli.main(wrong)
        told = capsys.readouterr().err
        assert "Dit commando klopt niet" in told
        assert "argument" not in told


def test_the_order_is_better_than_a_form_and_than_what_most_rights_ask() -> None:
    """A wide alarm on few people; ``interview --people`` has the real figures."""
    found = interview.figures(RIGHTS, made_people.people(3, 6), DAY)
    assert (found["defaults"], found["same_end"]) == (0, 3)
    assert found["first_possible"] <= 4
    assert found["found_within_12"] >= 0.5
    assert found["share_of_list"] <= 0.6
    assert found["block_changes_in_12"] <= 8
    assert found["unsure_20"]["decided"] >= 0.55
    assert 0 == found["desk_8"]["decided_before"] < found["desk_8"]["decided"]
    for name in ("most_open", "fixed"):
        other = found[f"against_{name}"]
        assert other["fewer_questions"] > 0
        assert other["more_found_within_12"] > 0
        assert other["decided_in_20"] < found["decided_in_20"]
