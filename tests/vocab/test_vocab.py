"""Reading the vocabularies: terms on a day, old terms, labels, crosswalks, and what a broken file says."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import vocab

GOOD_TERM: Mapping[str, Any] = {
    "slug": "water",
    "label": "Water",
    "order": 1,
    "note": None,
    "valid_from": "2024-02-01",
    "valid_until": "2024-02-29",
    "origin": "own",
}


def as_list(*terms: object, about_person: bool = False) -> bytes:
    return json.dumps({"about_person": about_person, "terms": list(terms)}).encode()


def as_crosswalk(*rows: object) -> bytes:
    return json.dumps({"rows": list(rows)}).encode()


def test_terms_come_in_order_with_their_words() -> None:
    kinds = vocab.terms("referral_kinds", date(2026, 11, 22))
    assert [(term.slug, term.label) for term in kinds] == [
        ("info", "info mee"),
        ("self", "zelf contact"),
        ("warm", "samen gebeld"),
        ("appointment", "afspraak"),
        ("internal", "intern"),
    ]


def test_order_is_the_order_field_and_not_the_place_in_the_file() -> None:
    read = vocab.parse_list(as_list({**GOOD_TERM, "slug": "b", "order": 9}, {**GOOD_TERM, "slug": "a", "order": 3}), "x.json")
    assert list(read) == ["a", "b"]


def test_a_term_counts_from_its_first_day() -> None:
    before = {term.slug for term in vocab.terms("residence_statuses", date(2021, 10, 10))}
    after = {term.slug for term in vocab.terms("residence_statuses", date(2021, 10, 11))}
    assert after - before == {"k_kaart", "l_kaart"}
    assert before < after


def test_without_a_day_all_terms_come() -> None:
    assert set(vocab.terms("residence_statuses", date(2021, 1, 1))) < set(vocab.terms("residence_statuses", None))


def test_a_term_that_ended_keeps_its_words() -> None:
    term = vocab.parse_list(as_list(GOOD_TERM), "x.json")["water"]
    assert term.label == "Water"
    assert not term.valid(date(2024, 3, 1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_a_term_is_valid_from_its_first_to_its_last_day(on: date, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    row = {**GOOD_TERM, "valid_from": first.isoformat(), "valid_until": last.isoformat()}
    term = vocab.parse_list(as_list(row), "x.json")["water"]
    endless = vocab.parse_list(as_list({**row, "valid_until": None}), "x.json")["water"]
    assert term.valid(on) == (first <= on <= last)
    assert endless.valid(on) == (first <= on)
    assert all(term.valid(edge) for edge in (first, last))
    assert not any(term.valid(edge) for edge in (first - timedelta(days=1), last + timedelta(days=1)))


def test_label_and_extra_fields() -> None:
    assert vocab.label("life_domains", "financien") == "Financiën en schulden"
    assert vocab.term("urgency", "deze_week").extra["due_working_days"] == 5
    assert vocab.term("life_domains", "psychisch").extra["sensitive"] is True
    assert vocab.term("channels", "balie").key == "B"


def test_terms_are_values_that_nobody_can_change() -> None:
    term = vocab.term("urgency", "vandaag")
    with pytest.raises(AttributeError):
        term.label = "Morgen"  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        term.extra["due_working_days"] = 3  # type: ignore[index]  # the point of the test
    assert len({term, vocab.term("urgency", "vandaag")}) == 1


def test_a_list_is_read_once() -> None:
    assert vocab.term("clusters", "amd") is vocab.term("clusters", "amd")


def test_mapped_gives_the_primary_first_and_nothing_for_nowhere() -> None:
    assert vocab.mapped("starter_domains_to_life_domains", "gezin_kinderen") == ("familie", "opvoeding_school")
    assert vocab.mapped("question_types_to_clusters", "woonzorg")[0] == "wonen_woonzorg"
    assert vocab.mapped("starter_tags_to_target_groups", "professionals") == ()


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        (lambda: vocab.terms("planeten", None), "planeten"),
        (lambda: vocab.term("planeten", "mars"), "planeten"),
        (lambda: vocab.term("life_domains", "mars"), "mars"),
        (lambda: vocab.label("life_domains", "mars"), "life_domains"),
        (lambda: vocab.mapped("planeten_to_manen", "mars"), "planeten_to_manen"),
        (lambda: vocab.mapped("life_domains_to_clusters", "mars"), "mars"),
    ],
)
def test_what_does_not_exist_is_a_key_error_that_names_it(ask: Any, named: str) -> None:
    with pytest.raises(KeyError, match=named):
        ask()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"label": ""}, r"x\.json, term 2 \('water'\): 'label' has to be words"),
        ({"label": None}, r"x\.json, term 2 \('water'\): 'label'"),
        ({"slug": 7}, r"x\.json, term 2: 'slug' has to be words, not 7"),
        ({"order": "1"}, r"x\.json, term 2 \('water'\): the order is a whole number"),
        ({"order": True}, r"the order is a whole number"),
        ({"valid_from": "1 februari"}, r"x\.json, term 2 \('water'\): 'valid_from' has to be a day"),
        ({"valid_from": None}, r"'valid_from' has to be a day"),
        ({"valid_until": "2024-02-30"}, r"'valid_until' has to be a day"),
        ({"valid_until": "2024-01-31"}, r"it ends \(2024-01-31\) before it begins \(2024-02-01\)"),
        ({"origin": None}, r"'origin' has to be words"),
        ({"note": " "}, r"'note' has to be words"),
        ({"key": 1}, r"'key' has to be words"),
        ({"slug": "eerste"}, r"x\.json, term 2: the slug 'eerste' stands there twice"),
    ],
)
def test_a_broken_term_is_named_with_its_file(change: Mapping[str, object], message: str) -> None:
    content = as_list({**GOOD_TERM, "slug": "eerste"}, {**GOOD_TERM, **change})
    with pytest.raises(vocab.BadVocabulary, match=message):
        vocab.parse_list(content, "x.json")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"terms": [\n{"slug": "a",}]}', r"x\.json, line 2: no good JSON"),
        (b"", r"x\.json, line 1: no good JSON"),
        (b'{"terms": "caf\xe9"}', r"x\.json, byte 14: no UTF-8 text"),
        (b"[]", r"x\.json: expected an object"),
        (b'{"terms": {}}', r"x\.json: 'terms' has to be a list"),
        (b'{"terms": ["water"]}', r"x\.json, term 1: expected an object, not 'water'"),
        (as_list(GOOD_TERM, about_person=True), r"x\.json: a list about a person also has niet_gevraagd, onbekend, wil_niet"),
    ],
)
def test_a_broken_file_is_named(content: bytes, message: str) -> None:
    with pytest.raises(vocab.BadVocabulary, match=message):
        vocab.parse_list(content, "x.json")


GOOD_ROW: Mapping[str, Any] = {"from": "a", "primary": "b", "also": ["c"], "note": None}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"from": None}, r"x\.json, row 2: 'from' has to be words"),
        ({"primary": 3}, r"x\.json, row 2 \('a'\): 'primary' has to be words"),
        ({"also": None}, r"x\.json, row 2 \('a'\): 'also' is a list of slugs"),
        ({"also": [1]}, r"'also' is a list of slugs"),
        ({"primary": None, "also": []}, r"without a primary there is a note that says why"),
        ({"primary": None, "note": "Past nergens."}, r"nothing in 'also'"),
        ({"from": "z"}, r"x\.json, row 2: 'z' stands there twice"),
    ],
)
def test_a_broken_row_of_a_crosswalk_is_named(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(vocab.BadVocabulary, match=message):
        vocab.parse_crosswalk(as_crosswalk({**GOOD_ROW, "from": "z"}, {**GOOD_ROW, **change}), "x.json")


def test_a_row_that_goes_nowhere_says_why() -> None:
    row: dict[str, object] = {"from": "a", "primary": None, "also": [], "note": "Past nergens."}
    assert vocab.parse_crosswalk(as_crosswalk(row), "x.json") == {"a": ()}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["2024-01-01", "own"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*GOOD_TERM, *GOOD_ROW, "key"]), inner),
    max_leaves=12,
)


@given(JSON_VALUES, st.booleans())
def test_any_content_is_read_or_refused_with_the_name_of_the_file(value: object, whole: bool) -> None:
    for parse, wrap in ((vocab.parse_list, as_list), (vocab.parse_crosswalk, as_crosswalk)):
        refused = ""
        try:
            parse(json.dumps(value).encode() if whole else wrap(value), "x.json")
        except vocab.BadVocabulary as error:
            refused = str(error)
        assert not refused or refused.startswith("x.json")
