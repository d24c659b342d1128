"""A talk about rights: contradictions first, then what is only assumed, then questions; back, later, and a draft of it."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.conditions import Leaf
from sociaalhuis.desk.rights import question_words, questions, talk
from sociaalhuis.desk.rights.explorations import Start
from sociaalhuis.desk.rights.talk import Asking, Clashing, Confirming, Enough, Talk
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.rights import engine

DAY = date(2026, 11, 23)
RIGHTS = engine.shipped()
CHILDREN, YOUNGEST = "aantal_kinderen_ten_laste", "leeftijd_jongste_kind"


def begun(**facts: Answer) -> Talk:
    return talk.begin(Start(facts=Facts(facts), postal_code="3740"), DAY)


def test_contradictions_come_first_and_only_the_wrong_one_goes() -> None:
    now = begun(**{CHILDREN: Answer(0), YOUNGEST: Answer(4), "leeftijd": Answer(40, Standing.ASSUMED)})
    moment = now.moment(RIGHTS)
    assert isinstance(moment, Clashing)
    assert moment.facts == (YOUNGEST, CHILDREN)
    none = now.settled(moment.clash, CHILDREN)
    assert (YOUNGEST in none.facts, none.facts.confirmed(CHILDREN)) == (False, 0)
    some = now.settled(moment.clash, YOUNGEST)
    assert (CHILDREN in some.facts, some.facts.confirmed(YOUNGEST)) == (False, 4)
    assert isinstance(now.put_off(YOUNGEST).moment(RIGHTS), Confirming)  # later: nothing is decided by it


def test_a_postal_code_that_contradicts_a_region_can_be_the_wrong_one() -> None:
    now = begun(gewest=Answer("brussel"))
    moment = now.moment(RIGHTS)
    assert isinstance(moment, Clashing)
    assert moment.facts == ("gewest", talk.POSTCODE)
    assert now.settled(moment.clash, "gewest").postal_code is None
    assert now.settled(moment.clash, talk.POSTCODE).known.confirmed("gewest") == "vlaanderen"


def test_what_is_assumed_is_confirmed_before_it_decides_if_it_still_matters() -> None:
    now = begun(leeftijd=Answer(41, Standing.ASSUMED, "words"))
    moment = now.moment(RIGHTS)
    assert moment == Confirming("leeftijd", Answer(41, Standing.ASSUMED, "words"))
    assert now.answered("leeftijd", 41).facts["leeftijd"].standing is Standing.CONFIRMED
    assert now.doubted("leeftijd").moment(RIGHTS) == Asking("leeftijd")
    useless = begun(vakbond=Answer("acv", Standing.ASSUMED, "words"))
    assert not isinstance(useless.moment(RIGHTS), Confirming)


def test_the_postal_code_answers_for_the_municipality() -> None:
    now = talk.begin(Start(), DAY)
    first = now.moment(RIGHTS)
    assert first == Asking("gemeente_nis")
    after = now.located("3740")
    assert (after.known.confirmed("gemeente_nis"), after.known.confirmed("gewest")) == (73110, "vlaanderen")
    assert after.asked == ("gemeente_nis",)
    assert after.back().moment(RIGHTS) == first
    with pytest.raises(Refusal):
        now.located("0000")


def test_a_talk_at_the_counter_stops_and_goes_on_when_asked_to() -> None:
    now = begun()
    for _ in range(20):
        moment = now.moment(RIGHTS)
        if isinstance(moment, Enough):
            break
        assert isinstance(moment, Asking)
        now = now.answered(moment.fact, None, Standing.UNKNOWN)
    assert now.moment(RIGHTS) == Enough(stopped=True)
    assert len(now.asked) == 8
    assert isinstance(now.further().moment(RIGHTS), Asking)
    assert isinstance(now.within(talk.GESPREK).moment(RIGHTS), Asking)


def test_a_service_that_is_looked_at_has_its_question_too() -> None:
    chooser = questions.of(RIGHTS.program(DAY))
    now = begun(aantal_kinderen_ten_laste=Answer(0))
    for fact in chooser.open(now.known, talk.BALIE):
        now = now.put_off(fact)
    assert now.moment(RIGHTS) == Enough(stopped=False)
    assert now.looking({"HR Rail": Leaf("ziekenfonds", "eq", "hr_rail")}).moment(RIGHTS) == Asking("ziekenfonds")


def test_one_answer_tells_several_facts_and_the_way_back_asks_them_together_again() -> None:
    _debts, help_, court = facts = question_words.facts("schulden_en_hulp")
    start = begun(**{CHILDREN: Answer(0)})
    helped = start.chosen("schulden_en_hulp", "met_hulp")
    assert [helped.facts.confirmed(fact) for fact in facts] == [True, True, False]
    assert helped.asked == ("schulden_en_hulp",)
    assert helped.back().told == start.told
    assert helped.back().moment(RIGHTS) == Asking("schulden_en_hulp")
    court_only = start.chosen("schulden_en_hulp", "collectief")
    assert (court_only.facts.confirmed(court), help_ in court_only.facts) == (True, False)  # asked by itself, if it matters
    silent = start.answered("schulden_en_hulp", None, Standing.REFUSED)
    assert {silent.facts[fact].standing for fact in facts} == {Standing.REFUSED}
    unsure = start.chosen("ziekenfonds_en_tegemoetkoming", "niet_zeker").facts
    assert unsure["verhoogde_tegemoetkoming"].standing is Standing.UNKNOWN
    assert unsure.confirmed("aangesloten_ziekenfonds") is True


def test_what_one_question_did_not_tell_is_asked_by_itself_and_what_was_put_off_is_not() -> None:
    chooser, support = questions.of(RIGHTS.program(DAY)), "steun_ocmw_of_igo"
    now = begun(**{CHILDREN: Answer(0), "leeftijd": Answer(30)})
    assert now.open_in(support) == question_words.facts(support)[:3]  # at 30 nobody has an IGO
    several = now.chosen(support, "meer")
    assert several.asked == (support,)
    assert several.told == now.told
    assert all(walked.fact != support for walked in asked_from(several))
    assert "ontvangt_leefloon" in {walked.fact for walked in asked_from(several)}
    later = {walked.fact for walked in asked_from(now.put_off(support))}
    assert not later & {support, *question_words.facts(support)}
    assert support in chooser.open(now.known, talk.BALIE).values()


def asked_from(now: Talk) -> list[Asking]:
    """What is asked from here on when everything is “weet niet”."""
    found = []
    now = replace(now, on=True)
    while isinstance(moment := now.moment(RIGHTS), Asking):
        found.append(moment)
        now = now.answered(moment.fact, None, Standing.UNKNOWN)
    return found


@given(st.lists(st.sampled_from(["ja", "nee", "weet niet", "later", "terug"]), max_size=14))
def test_any_walk_can_be_kept_and_walked_back_to_the_beginning(steps: list[str]) -> None:
    start = begun(leeftijd=Answer(67), woonsituatie=Answer("eigenaar", Standing.ASSUMED, "words"))
    now = start
    for step in steps:
        moment = now.moment(RIGHTS)
        if not isinstance(moment, Asking | Confirming):
            break
        match step:
            case "ja" | "nee" if moment.fact in question_words.together():
                options = [*question_words.shipped()[moment.fact].options]
                now = now.chosen(moment.fact, options[0 if step == "ja" else -1])
            case "ja":
                now = now.answered(moment.fact, True)
            case "nee":
                now = now.answered(moment.fact, False)
            case "weet niet":
                now = now.answered(moment.fact, None, Standing.UNKNOWN)
            case "later":
                now = now.put_off(moment.fact)
            case _:
                now = now.back()
    kept = talk.from_data(json.loads(json.dumps(talk.to_data(now))), now.begun, DAY)
    assert (kept.told, kept.asked, kept.later) == (now.told, now.asked, now.later)
    while now.asked:
        now = now.back()
    assert now.told == start.told
    assert now.back() is now
