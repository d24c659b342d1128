"""Facts: what a client answered, how sure it is, and nothing that cannot be."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import facts
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.paths import resource

BOOL, NUMBER, MONEY, ENUM = "verhoogde_tegemoetkoming", "leeftijd", "huurprijs_maand", "gewest"
SECRET = "Aartselaar-geheim"


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        (BOOL, True, True),
        (BOOL, False, False),
        (NUMBER, 0, 0),
        (NUMBER, 41, 41),
        (NUMBER, [18, 25], (18, 25)),
        (NUMBER, [18, None], (18, None)),
        (NUMBER, [None, 25], (None, 25)),
        (NUMBER, (18, 18), (18, 18)),
        (MONEY, 645.5, 645.5),
        (MONEY, [600, 700.25], (600, 700.25)),
        (ENUM, "vlaanderen", "vlaanderen"),
    ],
)
def test_each_kind_of_answer_is_read_as_confirmed(key: str, value: object, kept: object) -> None:
    answer = facts.read({key: value}, source="brief")[key]
    assert (answer.value, answer.standing, answer.source) == (kept, Standing.CONFIRMED, "brief")
    assert type(answer.value) is type(kept)


@pytest.mark.parametrize("key", [BOOL, NUMBER, MONEY, ENUM])
@pytest.mark.parametrize(("value", "standing"), [(None, Standing.UNKNOWN), ("refused", Standing.REFUSED)])
def test_not_knowing_and_not_telling_are_answers_too(key: str, value: object, standing: Standing) -> None:
    read = facts.read({key: value})
    assert (read[key].value, read[key].standing) == (None, standing)
    assert (read.confirmed(key), read.assumed(key)) == (None, None)
    assert key in read


@pytest.mark.parametrize(
    ("key", "value", "step"),
    [
        (BOOL, 1, "ja (true) of nee (false)"),
        (BOOL, 0.0, "ja (true) of nee (false)"),
        (BOOL, "ja", "ja (true) of nee (false)"),
        (BOOL, [True, True], "ja (true) of nee (false)"),
        (NUMBER, True, "een getal vanaf 0"),
        (NUMBER, "41", "een getal vanaf 0"),
        (NUMBER, -1, "een getal vanaf 0"),
        (NUMBER, 1e9, "een getal vanaf 0"),
        (NUMBER, 10**400, "een getal vanaf 0"),
        (NUMBER, float("nan"), "een getal vanaf 0"),
        (NUMBER, float("inf"), "een getal vanaf 0"),
        (NUMBER, 121, "een getal vanaf 0 tot 120"),
        (NUMBER, 41.5, "een getal vanaf 0"),
        (NUMBER, [18, 430], "een getal vanaf 0 tot 120"),
        ("invaliditeit_onderste_ledematen_pct", 101, "een getal vanaf 0 tot 100"),
        ("aantal_kinderen_ten_laste", 100, "een getal vanaf 0 tot 99"),
        (NUMBER, [25, 18], "[laagste, hoogste]"),
        (NUMBER, [18], "[laagste, hoogste]"),
        (NUMBER, [18, 20, 22], "[laagste, hoogste]"),
        (NUMBER, [True, 20], "[laagste, hoogste]"),
        (NUMBER, ["18", "20"], "[laagste, hoogste]"),
        (NUMBER, {}, "een getal vanaf 0"),
        (MONEY, [float("nan"), 700], "[laagste, hoogste]"),
        (MONEY, [0, float("inf")], "[laagste, hoogste]"),
        (MONEY, "645,50", "een bedrag vanaf 0"),
        (ENUM, "Vlaanderen", "één van: vlaanderen, brussel, wallonie"),
        (ENUM, ["vlaanderen"], "één van: vlaanderen"),
        (ENUM, 3, "één van: vlaanderen"),
        (ENUM, "", "één van: vlaanderen"),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(key: str, value: object, step: str) -> None:
    with pytest.raises(Refusal) as refused:
        facts.read({key: value})
    assert key in refused.value.what
    assert refused.value.now.startswith("Geef ")
    assert step in refused.value.now


def test_a_key_that_does_not_exist_is_refused_with_the_next_step() -> None:
    with pytest.raises(Refusal) as refused:
        facts.read({"leeftijdd" * 20: 3})
    assert "bestaat niet" in refused.value.what
    assert len(refused.value.what) < 100  # what was typed does not fill the screen
    assert "facts_vocabulary.json" in refused.value.now


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3)))
def test_any_json_is_an_answer_or_a_refusal(value: object) -> None:
    for key in (BOOL, NUMBER, MONEY, ENUM):
        try:
            answer = facts.read({key: json.loads(json.dumps(value))})[key]
        except Refusal:
            continue
        assert (answer.value is None) == (value in (None, "refused"))


def test_only_a_confirmed_answer_is_confirmed_and_only_an_assumed_one_assumed() -> None:
    told = Facts({BOOL: Answer(True), NUMBER: Answer(41, Standing.ASSUMED, "woorden", date(2026, 11, 23))})
    assert (told.confirmed(BOOL), told.assumed(BOOL)) == (True, None)
    assert (told.confirmed(NUMBER), told.assumed(NUMBER)) == (None, 41)
    assert (told.confirmed(MONEY), told.assumed(MONEY)) == (None, None)


@pytest.mark.parametrize(
    ("value", "standing"),
    [(None, Standing.CONFIRMED), (None, Standing.ASSUMED), (SECRET, Standing.UNKNOWN), (False, Standing.REFUSED)],
)
def test_an_answer_has_a_value_exactly_when_one_was_given(value: str | None, standing: Standing) -> None:
    with pytest.raises(ValueError, match=standing) as wrong:
        Answer(value, standing)
    assert SECRET not in str(wrong.value)


def test_adding_an_answer_leaves_the_facts_as_they_were() -> None:
    first = facts.read({NUMBER: 41})
    second = first.having(leeftijd=Answer(42), gewest=Answer("brussel"))
    assert first.confirmed(NUMBER) == 41
    assert (second.confirmed(NUMBER), second.confirmed(ENUM)) == (42, "brussel")
    source = {NUMBER: Answer(41)}
    held = Facts(source)
    source.clear()
    assert len(held) == 1


def test_no_repr_shows_an_answer() -> None:
    told = Facts({ENUM: Answer(SECRET)})
    assert SECRET not in repr(told)
    assert SECRET not in repr(told[ENUM])
    assert SECRET not in str(told)


def test_facts_are_a_mapping_with_equality() -> None:
    told = facts.read({NUMBER: 41, BOOL: None})
    assert isinstance(told, Mapping)
    assert set(told) == {NUMBER, BOOL}
    assert told == facts.read({BOOL: None, NUMBER: 41})
    assert Facts() == {}


def test_the_vocabulary_is_whole() -> None:
    known = facts.vocabulary()
    assert len(known) > 100
    for slug, key in known.items():
        assert slug == key.slug
        assert "?" in key.question
        assert key.type in ("bool", "int", "money", "enum")
        assert bool(key.options) == (key.type == "enum")
        assert "refused" not in key.options  # the word for “wil niet zeggen”
        assert len(set(key.options)) == len(key.options)
    with pytest.raises(TypeError):
        known["x"] = known[NUMBER]  # type: ignore[index]  # the point of the test


def test_what_does_not_apply_is_an_answer_without_a_value() -> None:
    answer = Answer(None, Standing.NOT_APPLICABLE, "follows")
    assert Facts({BOOL: answer}).confirmed(BOOL) is None
    with pytest.raises(ValueError, match="not_applicable answer with a value"):
        Answer(True, Standing.NOT_APPLICABLE)


def test_to_whom_a_client_belongs_is_a_fact_with_the_names_of_the_groups() -> None:
    groups = json.loads(resource("vocab", "provider_groups.json").read_text("utf-8"))["groups"]
    for group in groups.values():
        if group["fact"]:
            names = {names[0] for names in group["members"].values()}
            assert names <= set(facts.vocabulary()[group["fact"]].options)
