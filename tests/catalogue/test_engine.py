"""The engine: candidates, the shape of CONTRACT, refusals with a next step, and a catalogue that changes."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.engine import Engine, kinds_of
from sociaalhuis.catalogue.service import Service, ServiceArea
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts, vocabulary

DAY = date(2026, 11, 23)
ENGINE = Engine(starter.services().values())
LINE: dict[str, Any] = {
    "id": "v001",
    "text": "De deurwaarder is geweest en ik heb schulden",
    "postcode": "3740",
    "facts": {"leeftijd": 41},
    "now": "2026-11-23T10:15",
}


def test_a_line_has_the_shape_of_the_contract() -> None:
    answer = ENGINE.answer(LINE, DAY)
    assert list(answer) == ["id", "needs", "crisis", "suggestions", "clear", "ms"]
    assert answer["id"] == "v001"
    assert answer["needs"][0].keys() == {"need", "phrases"}
    assert answer["crisis"] == []
    assert answer["clear"] is True
    assert isinstance(answer["ms"], float)
    for one in answer["suggestions"]:
        assert list(one) == ["service", "group", "score", "strength", "reasons", "concerns", "ask"]
        assert one["strength"] in ("good", "maybe", "doubt")
        assert one["reasons"]
        assert all(said.keys() == {"code", "text"} and said["text"] for said in one["reasons"] + one["concerns"])
        assert set(one["ask"]) <= vocabulary().keys()
    assert answer["suggestions"][0]["service"] == "ocmw-bilzen-hoeselt"
    assert json.loads(json.dumps(answer)) == answer


def test_all_but_text_is_optional_and_top_cuts() -> None:
    assert ENGINE.answer({"text": "schulden"}, DAY)["id"] is None
    assert len(ENGINE.answer(LINE, DAY, top=2)["suggestions"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": None},
        {"text": 3},
        {"facts": ["leeftijd"]},
        {"facts": {"lengte": 180}},
        {"facts": {"leeftijd": "oud"}},
        {"postcode": "0000"},
        {"postcode": 99999},
        {"now": "overmorgen"},
        {"now": "2026-02-30T10:00"},
    ],
)
def test_a_wrong_line_is_refused_with_a_next_step(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        ENGINE.answer({**LINE, **wrong}, DAY)
    assert refusal.value.what
    assert refusal.value.now


def test_a_postal_code_may_be_a_number() -> None:
    assert ENGINE.answer({**LINE, "postcode": 3740}, DAY)["suggestions"] == ENGINE.answer(LINE, DAY)["suggestions"]


def test_a_confirmed_municipality_settles_a_shared_postal_code() -> None:
    brussels = Service("x", "Proef", "Kwartellokaal", "Kwartels", ServiceArea("municipalities", ("21005",)))
    engine = Engine([brussels, *starter.services().values()])

    def asked(facts: dict[str, Any]) -> list[list[str]]:
        answer = engine.answer({"text": "kwartels in het kwartellokaal", "postcode": "1040", "facts": facts}, DAY)
        return [one["ask"] for one in answer["suggestions"] if one["service"] == "x"]

    assert asked({}) == [["gemeente_nis"]]
    assert asked({"gemeente_nis": 21005}) == [[]]
    assert asked({"gemeente_nis": 21004}) == []


def test_the_list_says_what_it_cannot_know() -> None:
    def notes(*codes: str) -> list[str]:
        where = tuple(one for code in codes for one in places.places(code))
        return [note.code for note in ENGINE.find("schulden", Facts(), where, DAY).notes]

    assert notes() == ["no_place"]
    assert notes("9000") == ["no_ocmw"]  # outside the provinces of the starter
    assert notes("2440") == ["no_ocmw"]  # inside, but not in the starter
    assert notes("3740") == []


def test_the_catalogue_can_change_one_service_at_a_time() -> None:
    engine = Engine(starter.services().values())
    davo = starter.services()["davo"]
    line = {"text": "mijn ex betaalt de alimentatie niet", "postcode": "3740"}

    def listed() -> list[str]:
        return [one["service"] for one in engine.answer(line, DAY)["suggestions"]]

    assert "davo" in listed()
    engine.update([replace(davo, area=ServiceArea("municipalities", ("11002",)))])
    assert "davo" not in listed()
    engine.update([davo])
    assert "davo" in listed()
    engine.update(gone=["davo", "bestaat-niet"])
    assert "davo" not in listed()


def test_a_service_of_another_catalogue_is_recognised_by_its_name() -> None:
    strange = Service("s-123", "OCMW Gent", "Sociale dienst van Gent", "Hulp", ServiceArea("municipalities", ("44021",)))
    assert kinds_of(strange) == ("ocmw",)
    answer = Engine([strange]).answer({"text": "ik vraag een leefloon", "postcode": "9000"}, DAY)
    assert [one["service"] for one in answer["suggestions"]] == ["s-123"]


def test_an_empty_catalogue_has_no_clear_suggestion() -> None:
    answer = Engine([]).answer(LINE, DAY)
    assert answer["suggestions"] == []
    assert answer["clear"] is False
    assert answer["needs"]
