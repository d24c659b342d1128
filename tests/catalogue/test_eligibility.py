"""Conditions of the starter services: they stand on words of the record and exclude only on confirmed answers."""

import json

import pytest

from sociaalhuis import conditions
from sociaalhuis.catalogue import starter
from sociaalhuis.facts import Answer, Facts, Standing, read
from sociaalhuis.paths import resource

OVERLAY = json.loads(resource("starter", "eligibility.json").read_text("utf-8"))["conditions"]


def test_every_condition_quotes_the_record_that_it_stands_on() -> None:
    for slug, row in OVERLAY.items():
        service = starter.services()[slug]
        record = " ".join((service.description, service.eligibility_description or "", "; ".join(service.target_groups)))
        assert row["prose"] in record, slug


@pytest.mark.parametrize(
    ("slug", "facts", "outcome"),
    [
        ("opgroeien", {"aantal_kinderen_ten_laste": 2}, True),
        ("opgroeien", {"aantal_kinderen_ten_laste": 0}, None),  # may be expecting, or get a Groeipakket
        ("opgroeien", {"aantal_kinderen_ten_laste": 0, "heeft_kind_met_groeipakket": False, "zwanger": False}, False),
        ("dgph", {"handicap_of_langdurige_ziekte": False}, None),  # may ask for a child, or for who they care for
        ("dgph", {"mantelzorger": True}, True),
        ("bilzen-thuiszorgdiensten", {"leeftijd": 66}, True),
        ("bilzen-thuiszorgdiensten", {"leeftijd": 45}, None),  # asks for a parent
        ("mmc-kontich", {"kan_openbaar_vervoer_niet_gebruiken": True}, True),
        ("agentschap-integratie-inburgering", {"verblijfsstatuut": "erkend_vluchteling"}, True),
        ("agentschap-integratie-inburgering", {"verblijfsstatuut": "belg"}, None),
        ("fairwork-belgium", {"verblijfsstatuut": "belg"}, False),
        ("caritas-international", {"verblijfsstatuut": "onbekend"}, True),
        ("rap-op-stap", {"verhoogde_tegemoetkoming": True}, True),
        ("rap-op-stap", {"verhoogde_tegemoetkoming": False}, None),
        ("kgv-hr-rail-hasselt", {"ziekenfonds": "hr_rail"}, True),
        ("kgv-hr-rail-hasselt", {"ziekenfonds": "cm"}, False),
        ("samana-mantelzorg", {"mantelzorger": True}, True),
    ],
)
def test_conditions_say_what_the_record_says(slug: str, facts: dict[str, object], outcome: bool | None) -> None:
    condition = starter.services()[slug].eligibility
    assert condition is not None
    assert conditions.check(condition, read(facts)).truth is outcome


def test_nothing_that_is_not_confirmed_excludes() -> None:
    for slug, row in OVERLAY.items():
        condition = conditions.parse(row["condition"], slug)
        facts = {str(leaf["fact"]) for leaf in _leaves(row["condition"])}
        for standing in (Standing.UNKNOWN, Standing.REFUSED):
            assert conditions.check(condition, Facts(dict.fromkeys(facts, Answer(None, standing)))).truth is None, slug
        for value in (False, 0, "iets anders"):
            guessed = dict.fromkeys(facts, Answer(value, Standing.ASSUMED))
            assert conditions.check(condition, Facts(guessed)).truth is None, slug


def _leaves(data: dict[str, object]) -> list[dict[str, object]]:
    parts = data.get("any") or data.get("all")
    return [leaf for part in parts for leaf in _leaves(part)] if isinstance(parts, list) else [data]
