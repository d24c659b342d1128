"""The engine: candidates, the shape of CONTRACT, refusals with a next step, and a catalogue that changes."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from sociaalhuis.catalogue import needs, places, starter
from sociaalhuis.catalogue.circumstances import Around
from sociaalhuis.catalogue.engine import Engine, kinds_of
from sociaalhuis.catalogue.search.finder import Right
from sociaalhuis.catalogue.service import Address, Service, ServiceArea
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts, vocabulary
from sociaalhuis.paths import resource

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


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T10:15", {"open_now"}),
        ("2026-11-23T20:15", {"closed_now"}),
        ("2026-11-23T19:15:00Z", {"closed_now"}),  # 20.15 uur in Brussels
        ("2026-11-23", set()),  # a day is no moment
        (None, set()),
    ],
)
def test_the_moment_of_a_line_tells_who_answers(now: str | None, said: set[str]) -> None:
    answer = ENGINE.answer({**LINE, "text": "mijn man slaat mij", "now": now}, DAY)
    one = next(one for one in answer["suggestions"] if one["service"] == "hulplijn-1712")
    codes = {reason["code"] for reason in one["reasons"] + one["concerns"]}
    assert codes & {"open_now", "closed_now"} == said


def test_a_line_for_helpers_is_offered_only_where_a_need_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"text": "mijn man slaat mij", "postcode": "3740"}
    assert "vloco" not in {one["service"] for one in ENGINE.answer(line, DAY, top=50)["suggestions"]}
    need = needs.vocabulary()["partnergeweld"]
    asking = {**needs.vocabulary(), need.slug: replace(need, answers=(*need.answers, needs.Answer("vloco", 1.0)))}
    monkeypatch.setattr(needs, "vocabulary", lambda: asking)
    assert "vloco" in {one["service"] for one in ENGINE.answer(line, DAY, top=50)["suggestions"]}


def test_the_services_that_a_need_calls_by_name() -> None:
    assert ENGINE.called("ocmw", places.places("3740")) == ["ocmw-bilzen-hoeselt"]
    assert ENGINE.called("caw", places.places("3740")) == ["caw-limburg", "caw-onthaal"]
    assert ENGINE.called("davo", ()) == ["davo"]
    assert ENGINE.called("niemand", places.places("3740")) == []


def test_nobody_in_the_list_speaks_the_language() -> None:
    def notes(language: str, text: str = "ik heb schulden") -> list[str]:
        found = ENGINE.find(text, Facts(), places.places("3740"), DAY, around=Around(language=language))
        return [note.code for note in found.notes]

    assert notes("ar") == ["no_speaker"]
    assert notes("nl") == []
    assert notes("ar", "") == []


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
    engine.update(starter.services().values())  # also one whose kind is called as itself
    assert "davo" in listed()


def test_a_service_of_another_catalogue_is_recognised_by_its_name() -> None:
    strange = Service("s-123", "OCMW Gent", "Sociale dienst van Gent", "Hulp", ServiceArea("municipalities", ("44021",)))
    assert kinds_of(strange) == ("ocmw",)
    answer = Engine([strange]).answer({"text": "ik vraag een leefloon", "postcode": "9000"}, DAY)
    assert [one["service"] for one in answer["suggestions"]] == ["s-123"]


def test_the_short_way_to_kinds_finds_what_the_long_way_does() -> None:
    rows = yaml.safe_load(resource("needs", "kinds.yaml").read_text("utf-8"))
    patterns = {kind: re.compile(row["name"]) for kind, row in rows.items() if "name" in row}
    for service in starter.services().values():
        slow = tuple(kind for kind, pattern in patterns.items() if pattern.search(service.name))
        assert kinds_of(replace(service, id="elders")) == slow


def test_an_empty_catalogue_has_no_clear_suggestion() -> None:
    answer = Engine([]).answer(LINE, DAY)
    assert answer["suggestions"] == []
    assert answer["clear"] is False
    assert answer["needs"]


def office(slug: str, postal_code: str, *nis: str) -> Service:
    area = ServiceArea("municipalities", nis) if nis else ServiceArea("province", ("Limburg",))
    return Service(slug, "CAW", "Kwartelhuis", "Hulp", area, addresses=(Address("Straat 1", postal_code, "Daar"),))


def test_of_equal_names_the_nearest_comes_first() -> None:
    other = Service("z", "CAW", "Kwartelhuisjes", "Hulp", ServiceArea("flanders"))
    offices = [office("a", "2000"), office("b", "3500"), office("c", "3600"), office("d", "9999", "11002")]
    engine = Engine([other, *offices])

    def named(*codes: str, limit: int = 9) -> list[str]:
        where = tuple(one for code in codes for one in places.places(code))
        return [one.id for one in engine.by_name("kwartelhuis", limit, where)]

    assert named("3500") == ["b", "c", "a", "d", "z"]
    assert named("3600") == ["c", "b", "a", "d", "z"]
    assert named("3600", limit=1) == ["c"]
    assert named("2000") == ["d", "a", "b", "c", "z"]  # the record of the municipality itself needs no address
    assert named() == ["a", "b", "c", "d", "z"]


def test_the_search_may_be_made_before_or_after_what_it_should_know() -> None:
    right = Right("huurpremie", "Huurpremie", "Geld voor wie lang wacht op een sociale woning")

    def found(ready_first: bool) -> list[str]:
        engine = Engine([office("a", "3500")])
        if ready_first:
            engine.ready_search()
        engine.know_rights([right], {})
        engine.update([office("b", "3600")], gone=["a"])
        return [one.name for typed in ("huurpremie", "kwartelhuis") for one in engine.search(typed, 5)]

    assert found(ready_first=True) == found(ready_first=False) == ["Huurpremie", "Kwartelhuis"]


def test_needs_that_a_person_corrected_change_the_suggestions() -> None:
    text = "De deurwaarder is geweest en ik heb schulden"
    reading = needs.read(text)
    assert reading.needs
    without = ENGINE.find(text, Facts(), places.places("3740"), DAY, reading=needs.Reading())
    assert without.needs == ()
    assert without.items != ENGINE.find(text, Facts(), places.places("3740"), DAY).items
    assert ENGINE.find(text, Facts(), places.places("3740"), DAY, reading=reading).needs == reading.needs
