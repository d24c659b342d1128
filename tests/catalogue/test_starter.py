"""The starter catalogue as values: whole, clean, with conditions that can be read, and nothing on it that must stay hidden."""

import json
from datetime import date
from typing import Any

import pytest

from sociaalhuis import conditions
from sociaalhuis.catalogue import starter
from sociaalhuis.facts import Answer, Facts, read, vocabulary
from sociaalhuis.paths import resource

RAW: dict[str, dict[str, Any]] = {
    row["id"]: row for row in json.loads(resource("starter", "services.json").read_text("utf-8"))["services"]
}


def test_every_record_becomes_a_service() -> None:
    services = starter.services()
    assert services.keys() == RAW.keys()
    assert all(service.id == slug and service.name and service.organization for slug, service in services.items())


def test_domains_and_tags_stay_as_the_starter_words_them() -> None:
    for slug, service in starter.services().items():
        assert list(service.domains) == RAW[slug]["life_domains"]
        assert list(service.target_group_tags) == RAW[slug]["target_group_tags"]


def test_dates_keep_their_precision() -> None:
    ocmw = starter.services()["ocmw-aartselaar"]
    assert (ocmw.assured_date, ocmw.assured_precision) == (date(2026, 1, 1), "month")
    for slug, service in starter.services().items():
        assert (service.assured_date is None) == (RAW[slug]["checked_on"] is None)


def test_services_for_professionals_are_marked() -> None:
    marked = {slug for slug, service in starter.services().items() if service.for_professionals}
    assert {"vloco", "agii-juridische-helpdesk", "voedselbanken", "biz-kempen", "saamo-limburg"} <= marked
    assert not {"vertrouwenscentrum-kindermishandeling", "eetexpert", "similes"} & marked


def test_an_address_that_must_stay_secret_is_confidential() -> None:
    address = {"address_1": "Geheimstraat 1", "postal_code": "3500", "city": "Hasselt", "country": "BE", "note": None}
    service = starter.service({**RAW["vluchthuizen"], "addresses": [address], "phones": [], "email": None})
    assert service.addresses[0].confidential
    assert not service.reachable


@pytest.mark.parametrize(
    ("dirty", "plain"),
    [
        ("<b>Hulp</b> bij <script>alert(1)</script>huur", "Hulp bij alert(1) huur"),
        ("Jonger dan < 25 jaar &amp; ouder", "Jonger dan < 25 jaar & ouder"),
        ("a\x00b\x1b[31mc\u202ed", "ab[31mcd"),
        ("  veel   spaties \n en regels ", "veel spaties\nen regels"),
        ("café 🙂 مرحبا", "café 🙂 مرحبا"),
    ],
)
def test_texts_are_cleaned(dirty: str, plain: str) -> None:
    assert starter.clean(dirty) == plain
    assert starter.service({**RAW["davo"], "description_nl": dirty}).description == plain


def test_the_overlay_names_services_and_facts_that_exist() -> None:
    overlay = json.loads(resource("starter", "eligibility.json").read_text("utf-8"))
    assert (overlay["conditions"].keys() | overlay["not_for_clients"].keys()) <= RAW.keys()
    for slug, row in overlay["conditions"].items():
        assert row["note"], slug
        assert row["source"], slug
        for leaf in _leaves(conditions.parse(row["condition"], slug)):
            key = vocabulary()[leaf.fact]
            values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
            for value in values:
                read({key.slug: value})  # refuses what cannot be a value of this fact


def _leaves(condition: conditions.Condition) -> list[conditions.Leaf]:
    match condition:
        case conditions.Leaf():
            return [condition]
        case conditions.Ask():
            return []
        case conditions.Not(part):
            return _leaves(part)
        case conditions.AtLeast(_, parts):
            return [leaf for part in parts for leaf in _leaves(part)]


@pytest.mark.parametrize(
    ("slug", "facts", "outcome"),
    [
        ("jac", {"leeftijd": 17}, True),
        ("jac", {"leeftijd": 41, "aantal_kinderen_ten_laste": 0}, False),
        ("jac", {"leeftijd": 41}, None),  # a parent may call for a child
        ("overkop", {"leeftijd": 24}, True),
        ("overkop", {"leeftijd": 25, "aantal_kinderen_ten_laste": 0}, False),
        ("davo", {"onderhoudsgeld_vastgelegd": False}, False),
        ("davo", {"onderhoudsgeld_vastgelegd": True, "keren_onderhoudsgeld_niet_betaald_12m": 2}, True),
        ("wonen-in-limburg", {"eigendom_woning_of_bouwgrond": True}, False),
        ("centra-basiseducatie", {}, None),
    ],
)
def test_conditions_say_what_the_record_says(slug: str, facts: dict[str, object], outcome: bool | None) -> None:
    condition = starter.services()[slug].eligibility
    assert condition is not None
    assert conditions.check(condition, read(facts)).truth is outcome


def test_parameters_keep_what_is_not_known_and_what_is_stale() -> None:
    parameters = starter.parameters()
    raw = {row["name"]: row for row in json.loads(resource("starter", "parameters.json").read_text("utf-8"))["parameters"]}
    assert parameters.keys() == raw.keys()
    for name, parameter in parameters.items():
        assert parameter.stale == (raw[name]["stale"] is True)
        assert parameter.value is None or isinstance(parameter.value, int | float)
    assert sum(parameter.value is None for parameter in parameters.values()) >= 8


def test_a_parameter_works_in_a_condition() -> None:
    leaf = conditions.Leaf("leeftijd", "gte", conditions.Limit("leefloon_min_leeftijd"))
    assert conditions.check(leaf, Facts({"leeftijd": Answer(17)}), starter.parameters()).truth is False
