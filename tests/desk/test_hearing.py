"""What the words tell in passing: plain statements only, and always still to be confirmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import facts
from sociaalhuis.catalogue.needs import FoundNeed, Reading
from sociaalhuis.desk import asking, hearing
from sociaalhuis.facts import Standing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ik sta er alleen voor, alleen met 2 kinderen.", {"gezinstype": "eenoudergezin", "aantal_kinderen_ten_laste": 2}),
        ("Ik ben een alleenstaande mama.", {"gezinstype": "eenoudergezin"}),
        ("Ik woon alleen.", {"gezinstype": "alleenstaand"}),
        ("Ik ben 41 en heb schulden", {"leeftijd": 41}),
        ("ik ben 41", {"leeftijd": 41}),
        ("Ik heb drie kleine kinderen", {"aantal_kinderen_ten_laste": 3}),
        ("ik slaap in mijn auto", {"woonsituatie": "dakloos"}),
        ("Ik ben met pensioen.", {"arbeidssituatie": "gepensioneerd"}),
    ],
)
def test_plain_statements_are_heard(text: str, told: dict[str, object]) -> None:
    found = hearing.heard(text)
    assert {key: answer.value for key, answer in found.items()} == told
    assert all(answer.standing is Standing.ASSUMED for answer in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "", "Mijn buurvrouw is 80.", "Ik ben 3 maanden huur achter.", "Ik ben 20 euro kwijt.", "De eigenaar zet mij buiten.",
        "Ik wil niet alleen wonen.", "Ik ben 12.", "Waar kan ik terecht met mijn kinderen?", "Ik ken iemand die dakloos is.",
    ],
)  # fmt: skip
def test_anything_less_plain_is_not(text: str) -> None:
    assert hearing.heard(text) == {}


@given(st.text())
def test_any_text_gives_facts_that_exist_and_may_be_asked(text: str) -> None:
    for key, answer in hearing.heard(text).items():
        assert asking.may_ask(key)
        assert facts.read({key: answer.value})[key].value == answer.value


def test_a_fact_that_was_dropped_stays_away_as_long_as_its_words_stay() -> None:
    text = "mevr. 41j, 3ki, huurder. Ze zoekt een crèche."
    dropped = {key: one.quote for key, one in hearing.told(text).facts.items()}
    assert set(dropped) == {"leeftijd", "aantal_kinderen_ten_laste", "woonsituatie"}
    assert hearing.heard(text, dropped=dropped) == {}
    assert hearing.heard(f"Vandaag langs geweest: {text} Graag snel.", dropped=dropped) == {}
    other = hearing.heard(text.replace("3ki", "4 kinderen"), dropped=dropped)
    assert {key: answer.value for key, answer in other.items()} == {"aantal_kinderen_ten_laste": 4}
    assert hearing.heard(text, dropped={"leeftijd": "ik ben 41"})["leeftijd"].value == 41


# the needs as the worker sees them

READ = Reading(
    (FoundNeed("huur", ("huur",), 0.9), FoundNeed("eten", ("honger",), 0.6), FoundNeed("werk", ("job",), 0.5)), ("no_food",)
)


@given(st.dictionaries(st.sampled_from(["huur", "eten", "werk", "nooit_gelezen"]), st.booleans()))
def test_a_dropped_need_is_gone_a_confirmed_one_is_certain_and_the_rest_stays(verdicts: dict[str, bool]) -> None:
    after = hearing.judged(READ, verdicts)
    strengths = {one.need: one.strength for one in after.needs}
    for one in READ.needs:
        expected = {True: 1.0, False: None, None: one.strength}[verdicts.get(one.need)]
        assert strengths.get(one.need) == expected
    assert set(strengths) <= {"huur", "eten", "werk"}
    assert list(strengths.values()) == sorted(strengths.values(), reverse=True)
    assert after.crisis == READ.crisis  # nobody clicks a crisis away by dropping a need
