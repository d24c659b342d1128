"""Every list in resources/vocab: its shape, its words, its days, and that no slug ever disappears."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sociaalhuis import actions, vocab
from sociaalhuis.desk.referral import lifecycle, referrals
from sociaalhuis.paths import resource
from sociaalhuis.printing import forbidden
from tests.vocab.schemas import FOREIGN_CODE, OWN_SLUG, ListFile, list_schema

HERE = Path(__file__).parent
OTHER_FILES = {"provider_groups"}  # names of equal providers, not a list of terms
SNAPSHOT: dict[str, list[str]] = json.loads((HERE / "slugs.json").read_text("utf-8"))
NAMES = sorted({path.stem for path in resource("vocab").glob("*.json")} - OTHER_FILES)
EMPTIES = {"niet_gevraagd", "onbekend", "wil_niet_zeggen"}
MOST_LETTERS = 60


@cache
def the_file(name: str) -> ListFile[Any]:
    return list_schema(name).model_validate_json(resource("vocab", f"{name}.json").read_text("utf-8"))


def slugs(name: str) -> list[str]:
    return [term.slug for term in vocab.terms(name, None)]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_has_exactly_its_shape(name: str) -> None:
    read = the_file(name)
    assert read.list_ == name
    assert all(re.fullmatch(FOREIGN_CODE if read.foreign else OWN_SLUG, term.slug) for term in read.terms)


def test_a_stray_field_or_a_wrong_type_is_refused() -> None:
    good = json.loads(resource("vocab", "urgency.json").read_text("utf-8"))
    for change in ({"colour": "red"}, {"due_working_days": "5"}, {"slug": "Deze week"}, {"valid_from": "22/11/2026"}):
        broken = json.dumps({**good, "terms": [{**good["terms"][0], **change}]})
        with pytest.raises(ValidationError, match=next(iter(change))):
            list_schema("urgency").model_validate_json(broken)


@pytest.mark.parametrize("name", NAMES)
def test_slugs_orders_labels_and_keys_are_unique(name: str) -> None:
    terms = the_file(name).terms
    for values in (
        [term.slug for term in terms],
        [term.order for term in terms],
        [term.label.casefold() for term in terms],
        [term.key for term in terms if term.key],
    ):
        assert len(values) == len(set(values)), sorted(values, key=str)


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_for_all_terms_or_for_none(name: str) -> None:
    assert len({term.key is None for term in the_file(name).terms}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_program_reads_what_the_file_says(name: str) -> None:
    read = the_file(name)
    assert {term.slug: term.label for term in vocab.terms(name, None)} == {term.slug: term.label for term in read.terms}
    assert [term.order for term in vocab.terms(name, None)] == sorted(term.order for term in read.terms)


# --- for ever


@pytest.mark.parametrize("name", sorted(SNAPSHOT))
def test_no_slug_ever_disappears(name: str) -> None:
    gone = set(SNAPSHOT[name]) - set(slugs(name))
    assert not gone, f"{name}: {sorted(gone)} may not be removed; give them a last day (valid_until) instead"


def test_every_slug_is_in_the_snapshot() -> None:
    new = {name: sorted(set(slugs(name)) - set(SNAPSHOT.get(name, []))) for name in NAMES}
    assert not {name: some for name, some in new.items() if some}, "add new slugs to tests/vocab/slugs.json"


# --- days


@pytest.mark.parametrize("name", NAMES)
def test_days_are_sane(name: str) -> None:
    read = the_file(name)
    assert date(2020, 1, 1) <= min(term.valid_from for term in read.terms)
    assert read.checked >= date(2026, 11, 22)
    assert vocab.terms(name, read.checked), "nothing can be chosen today"
    for term in read.terms:
        assert term.valid_until is None or term.valid_from <= term.valid_until
        assert term.valid_from.year < 2100


# --- persons


def test_lists_about_a_person_hold_the_three_empty_values() -> None:
    about = {name for name in NAMES if the_file(name).about_person}
    assert {"languages", "residence_statuses", "household_types", "reading_preferences", "non_take_up_reasons"} <= about
    for name in about:
        assert set(slugs(name)) >= EMPTIES
        assert set(slugs(name)[-3:]) == EMPTIES, "the empty values stand last"
        assert all(vocab.term(name, slug).valid_until is None for slug in EMPTIES)


def test_the_empty_values_say_the_same_everywhere() -> None:
    for slug in EMPTIES:
        said = {vocab.label(name, slug).casefold() for name in NAMES if the_file(name).about_person}
        assert len(said) == 1


# --- words


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_plain(name: str) -> None:
    for term in the_file(name).terms:
        assert len(term.label) <= MOST_LETTERS, term.label
        assert not re.search(r"[/<>&|_\n\t]|\s\s|[.;:]$", term.label), term.label
        if not the_file(name).foreign:
            assert ":" not in term.label


@pytest.mark.parametrize("name", NAMES)
def test_labels_of_a_list_begin_alike(name: str) -> None:
    first = [next(letter for letter in term.label if letter.isalpha()) for term in the_file(name).terms]
    acronyms = [term.label[:2].isupper() and len(term.label) > 1 for term in the_file(name).terms]
    small = {letter.islower() for letter, acronym in zip(first, acronyms, strict=True) if not acronym}
    digits = {term.label[0].isdigit() for term in the_file(name).terms}
    assert len(small) == 1 or True in digits


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+|;\s|:\s", text) if part.strip()]


def test_notes_are_b1() -> None:
    lengths = []
    for name in NAMES:
        read = the_file(name)
        for note in [read.note, *(term.note for term in read.terms)]:
            for sentence in sentences(note or ""):
                words = sentence.split()
                assert len(words) <= 20, f"{name}: {sentence}"
                lengths.append(len(words))
    assert sum(lengths) / len(lengths) <= 12


# --- agreement with the rest


def test_roles_are_those_of_requirement_i5() -> None:
    asked = ["onthaal", "maatschappelijk_werker", "coordinator", "beheerder", "rapport_lezer", "vrijwilliger", "stad"]
    assert slugs("roles") == asked
    assert list(actions.ROLES) == asked


def test_referral_lists_are_those_of_the_lifecycle() -> None:
    assert set(slugs("referral_events")) == set(lifecycle.TRANSITIONS)
    assert set(slugs("referral_states")) == lifecycle.OPEN | lifecycle.ENDED
    assert {term.slug for term in vocab.terms("referral_states", None) if term.extra["open"]} == lifecycle.OPEN
    kinds = vocab.terms("referral_kinds", None)
    assert tuple(term.slug for term in kinds) == referrals.KINDS
    assert {term.slug for term in kinds if term.extra["needs_consent"]} == referrals.IDENTIFYING


def test_unhappy_states_ask_a_reason_and_ends_have_an_outcome() -> None:
    states = {term.slug: term.extra for term in vocab.terms("referral_states", None)}
    assert {s for s, extra in states.items() if extra["needs_reason"]} == {
        "refused",
        "withdrawn",
        "failed",
        "waiting",
        "needs_input",
    }
    assert {s for s, extra in states.items() if extra["has_outcome"]} == {"done", "failed", "lapsed"}
    assert {s for s, extra in states.items() if not extra["counted"]} == {"error"}


def test_tasks_that_a_reason_makes_exist() -> None:
    for name in ("reasons_service", "reasons_client", "reasons_none"):
        made = {term.extra["task"] for term in vocab.terms(name, None)} - {None}
        assert made <= set(slugs("followup_kinds"))


@pytest.mark.parametrize("name", ["documents", "share_elements", "referral_kinds"])
def test_words_for_paper_may_stand_on_paper(name: str) -> None:
    for term in vocab.terms(name, None):
        forbidden.check(f"Neem mee: {term.label}.")
        assert not re.search(r"rijksregister|diagnose|asiel|vluchteling|dringende medische|verblijf(?!sdocument)", term.label)


def test_the_least_that_may_be_shared_is_name_and_phone() -> None:
    assert [term.slug for term in vocab.terms("share_elements", None) if term.extra["minimal"]] == ["naam", "telefoon"]
