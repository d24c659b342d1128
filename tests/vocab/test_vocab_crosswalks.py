"""Every crosswalk is total, lands on terms that exist, and knows all that the starter data use."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from sociaalhuis import vocab
from sociaalhuis.catalogue import needs
from sociaalhuis.paths import resource
from tests.vocab.schemas import CrosswalkFile

NAMES = sorted(path.stem for path in resource("vocab", "crosswalks").glob("*.json"))


def starter(name: str) -> Any:
    return json.loads(resource("starter", f"{name}.json").read_text("utf-8"))


SERVICES: list[dict[str, Any]] = starter("services")["services"]
RIGHTS: list[dict[str, Any]] = starter("rights")["rights"]

# sources that are no list of ours: where they stand
PLACES: dict[str, Callable[[], Iterable[str]]] = {
    "resources/starter/rights.json documents_nl": lambda: {phrase for right in RIGHTS for phrase in right["documents_nl"]},
    "resources/needs/needs.yaml": needs.vocabulary,
}
WHERE_ONE_FITS = "needs_to_data_inclusion_themes"  # needs are finer than those themes


def read(name: str) -> CrosswalkFile:
    return CrosswalkFile.model_validate_json(resource("vocab", "crosswalks", f"{name}.json").read_text("utf-8"))


def slugs(name: str) -> set[str]:
    return {term.slug for term in vocab.terms(name, None)}


def sources(crosswalk: CrosswalkFile) -> set[str]:
    place = PLACES.get(crosswalk.from_list)
    return set(place()) if place else slugs(crosswalk.from_list)


def test_the_crosswalks_are_these() -> None:
    assert NAMES == [
        "answer_kinds_to_referral_kinds",
        "clusters_to_clusters_kapellen",
        "life_domains_to_clusters",
        "life_domains_to_data_inclusion_themes",
        "life_domains_to_ipdc_themes",
        "needs_to_data_inclusion_themes",
        "needs_to_ipdc_themes",
        "question_types_to_clusters",
        "question_types_to_life_domains",
        "referral_states_to_fhir_task_status",
        "starter_documents_to_documents",
        "starter_domains_to_life_domains",
        "starter_tags_to_target_groups",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_total_and_knows_nothing_more(name: str) -> None:
    crosswalk = read(name)
    assert crosswalk.crosswalk == name
    assert sorted(row.from_ for row in crosswalk.rows) == sorted(sources(crosswalk))


@pytest.mark.parametrize("name", NAMES)
def test_it_lands_on_terms_that_exist(name: str) -> None:
    crosswalk = read(name)
    there = slugs(crosswalk.to_list)
    for row in crosswalk.rows:
        targets = [row.primary, *row.also] if row.primary else row.also
        assert set(targets) <= there, row
        assert len(targets) == len(set(targets)), row
        assert targets or row.note, "a source that goes nowhere says why"
        assert vocab.mapped(name, row.from_) == tuple(targets)


def test_nowhere_is_rare_and_known() -> None:
    nowhere = {(name, row.from_) for name in NAMES for row in read(name).rows if row.primary is None and name != WHERE_ONE_FITS}
    assert sum(row.primary is not None for row in read(WHERE_ONE_FITS).rows) >= 120
    assert nowhere == {
        ("starter_tags_to_target_groups", "huurders"),
        ("starter_tags_to_target_groups", "eigenaars"),
        ("starter_tags_to_target_groups", "lgbti"),
        ("starter_tags_to_target_groups", "professionals"),
        ("question_types_to_life_domains", "klacht"),
        ("question_types_to_life_domains", "andere"),
        ("question_types_to_clusters", "klacht"),
        ("question_types_to_clusters", "andere"),
        ("life_domains_to_data_inclusion_themes", "energie_water"),
        ("answer_kinds_to_referral_kinds", "adviseren"),
        ("answer_kinds_to_referral_kinds", "admin_hulp"),
        ("answer_kinds_to_referral_kinds", "doorzenden"),
        ("answer_kinds_to_referral_kinds", "signaal"),
        ("answer_kinds_to_referral_kinds", "overleg"),
    }


def test_starter_services_use_only_known_slugs() -> None:
    for service in SERVICES:
        for domain in service["life_domains"] or ():
            assert vocab.mapped("starter_domains_to_life_domains", domain), service["id"]
        for tag in service["target_group_tags"] or ():
            vocab.mapped("starter_tags_to_target_groups", tag)
        for language in service["languages"] or ():
            vocab.term("languages", language)


def test_starter_rights_use_only_known_slugs() -> None:
    for right in RIGHTS:
        for domain in (right["life_domain"], *right["secondary_domains"]):
            assert vocab.mapped("starter_domains_to_life_domains", domain), right["slug"]
        for tag in right["target_group_tags"]:
            vocab.mapped("starter_tags_to_target_groups", tag)
        for phrase in right["documents_nl"]:
            assert vocab.mapped("starter_documents_to_documents", phrase), right["slug"]


def test_the_starter_lists_are_those_of_the_starter_data() -> None:
    meta = starter("services")["meta"]
    assert {term.slug: term.label for term in vocab.terms("starter_domains", None)} == meta["life_domains"]
    assert [term.slug for term in vocab.terms("starter_tags", None)] == meta["target_group_tags"]
    assert starter("rights")["meta"]["life_domains"] == meta["life_domains"]


@pytest.mark.parametrize("domain", sorted(slugs("starter_domains")))
def test_every_starter_domain_reaches_a_cluster(domain: str) -> None:
    life = vocab.mapped("starter_domains_to_life_domains", domain)
    assert all(vocab.mapped("life_domains_to_clusters", one) for one in life)


@pytest.mark.parametrize("question", sorted(slugs("question_types")))
def test_the_two_ways_from_question_to_cluster_agree(question: str) -> None:
    around = {
        cluster
        for domain in vocab.mapped("question_types_to_life_domains", question)
        for cluster in vocab.mapped("life_domains_to_clusters", domain)
    }
    assert set(vocab.mapped("question_types_to_clusters", question)) <= around


def test_every_cluster_is_reached_by_questions() -> None:
    reached = {vocab.mapped("question_types_to_clusters", question)[:1] for question in slugs("question_types")} - {()}
    assert {cluster for (cluster,) in reached} == slugs("clusters")


def test_every_life_domain_is_reached_from_the_starter_and_from_questions() -> None:
    for crosswalk, source in (
        ("starter_domains_to_life_domains", "starter_domains"),
        ("question_types_to_life_domains", "question_types"),
    ):
        assert {target for slug in slugs(source) for target in vocab.mapped(crosswalk, slug)} == slugs("life_domains")


def test_fhir_states_are_those_that_social_care_uses() -> None:
    used = {vocab.mapped("referral_states_to_fhir_task_status", state) for state in slugs("referral_states")}
    assert {code for (code,) in used} == slugs("fhir_task_status") - {"ready", "received"}


def test_fhir_states_on_hold_and_lapsed_carry_their_reason() -> None:
    for state in vocab.terms("referral_states", None):
        (code,) = vocab.mapped("referral_states_to_fhir_task_status", state.slug)
        assert (state.extra["fhir_reason"] is not None) == (code == "on-hold" or state.slug == "lapsed")
