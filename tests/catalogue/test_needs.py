"""Reading words: the vocabulary holds together, and what people say shows the right need, whatever its form or spelling."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import vocab
from sociaalhuis.catalogue import engine, needs, providers, starter, words
from sociaalhuis.paths import resource
from tests.catalogue.voices import VIGNETTES

ROWS: list[dict[str, Any]] = yaml.safe_load(resource("needs", "needs.yaml").read_text("utf-8"))
KINDS: dict[str, Any] = yaml.safe_load(resource("needs", "kinds.yaml").read_text("utf-8"))
LISTS = (*needs.WEIGHTS, "not")


def _strength(reading: needs.Reading, need: str) -> float:
    return next((one.strength for one in reading.needs if one.need == need), 0.0)


def found(text: str) -> set[str]:
    return {one.need for one in needs.read(text).needs if one.strength >= 0.5}


def _phrases() -> Iterator[tuple[str, str]]:
    for row in ROWS:
        for name in LISTS:
            for phrase in row.get(name, "").split(";"):
                if phrase.strip():
                    yield row["need"], phrase.strip()


# --- the vocabulary


def test_there_are_enough_needs_with_words_people_say() -> None:
    assert len(ROWS) == len({row["need"] for row in ROWS}) >= 120
    for row in ROWS:
        assert any(row.get(name) for name in ("sure", "phrases")), row["need"]
        assert row.keys() <= {"need", "label", "domain", "cluster", "until", "rights", "answers", *LISTS}, row["need"]


def test_every_need_stands_in_a_life_domain_and_a_cluster() -> None:
    domains = {term.slug for term in vocab.terms("life_domains", None)}
    clusters = {term.slug for term in vocab.terms("clusters", None)}
    for need in needs.vocabulary().values():
        assert need.domain in domains, need.slug
        assert need.cluster in clusters, need.slug
    assert {need.domain for need in needs.vocabulary().values()} == domains


def test_every_answer_is_a_kind_a_group_or_a_service_for_clients() -> None:
    services = starter.services()
    for need in needs.vocabulary().values():
        assert any(answer.weight >= 2 / 3 for answer in need.answers) or need.slug == "belastingen", need.slug
        for answer in need.answers:
            assert answer.who in {*KINDS, *providers.groups(), *services}, (need.slug, answer.who)
            assert 0 < answer.weight <= 1
            if answer.who in services and services[answer.who].for_professionals:
                assert need.slug.startswith("hulpverlener_") or need.slug == "bewonersgroep", (need.slug, answer.who)


def test_every_service_for_clients_answers_some_need() -> None:
    """Nobody is left out of the list because the vocabulary forgot them."""
    called = {answer.who for need in needs.vocabulary().values() for answer in need.answers}
    members = {member: name for name, group in providers.groups().items() for member in group.members}
    for service in starter.services().values():
        names = {service.id, *engine.kinds_of(service), members.get(service.id)}
        assert service.for_professionals or names & called, service.id


def test_every_kind_has_a_service_and_every_listed_id_exists() -> None:
    services = starter.services()
    kinds = {kind for service in services.values() for kind in engine.kinds_of(service)}
    assert kinds == KINDS.keys()
    for kind, row in KINDS.items():
        assert set(row.get("ids", ())) <= services.keys(), kind


def test_every_class_in_a_phrase_exists() -> None:
    classes = words.load()["classes"].keys()
    for need, phrase in _phrases():
        for name in re.findall(r"@(\w+?)(?=[\s|_*]|$)", phrase):
            assert any(known == name or name.startswith(f"{known}_") for known in classes), (need, phrase)


def test_no_phrase_is_a_sentence_of_a_judged_question() -> None:
    """The vocabulary is for the language: no phrase holds six words in a row of a vignette, and no text its id."""
    listed = [" ".join(re.findall(r"\w+", words.fold(phrase.replace("_", " ")))) for _, phrase in _phrases()]
    text = resource("needs", "needs.yaml").read_text("utf-8")
    for case in VIGNETTES:
        said = words.plain_words(case["text"])
        rows = {" ".join(said[start : start + 6]) for start in range(len(said) - 5)}
        assert not any(row in phrase for row in rows for phrase in listed), case["id"]
        assert not re.search(rf"\b{case['id']}\b", text)


def test_labels_are_short() -> None:
    for row in ROWS:
        assert len(row["label"].split()) <= 9, row["label"]


# --- reading


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Ik kan de huishuur van deze maand weer niet betalen", "huurachterstand"),
        ("onze huisbaas zet ons aan de deur, we moeten tegen maart het huis uit", "uithuiszetting"),
        ("er is schimmel in de kamer van de kleine", "slechte_woning"),
        ("Ik ben afgedankt", "werkloosheidsuitkering"),
        ("mijn vrouw drinkt stiekem whisky", "alcohol_naaste"),
        ("Mijn zoon zit aan de coke", "drugs_naaste"),
        ("Wie kan er bij ons thuis komen poetsen, ik lig met mijn been in het gips en kuisen lukt niet", "gezinszorg"),
        ("mijn bomma vergeet of ze al gegeten heeft", "dementie"),
        ("Ik zou graag Belg worden", "nationaliteit"),
        ("My husband beats me", "partnergeweld"),
        ("je dors dans ma voiture, je suis sans abri", "dakloos"),
        ("hoe zit dat met het startbedrag voor ons kindje", "groeipakket"),
        ("er zit een aangetekende brief van den deurwaarder in de bus", "schulden"),
        ("mevr. vraagt pro deo, dagvaarding gekregen", "pro_deo"),
    ],
)
def test_what_people_say_shows_the_need(text: str, need: str) -> None:
    assert need in found(text)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("deurwaarder", "deurwaader"),
        ("mutualiteit terugbetaling", "mutualiteit terugbetalling"),
        ("kinderopvang gezocht", "kinderopfang gezocht"),
        ("huurwaarborg betalen", "huurwaarborch betalen"),
        ("ik ben alcoholist", "ik ben alcohollist"),
        ("schuldbemiddeling", "schultbemiddeling"),
        ("mijn verblijfsvergunning", "mijn verbleifsvergunning"),
        ("ik ben dement", "ik ben demment"),
    ],
)
def test_a_typing_error_does_not_hide_the_need(right: str, wrong: str) -> None:
    assert found(right)
    assert needs.read(right).needs[0].need in found(wrong)


@pytest.mark.parametrize(
    "text", ["De kinderen spelen buiten", "we gaan wandelen", "hoe laat speelt Genk", "ik heb geschilderd"]
)
def test_ordinary_words_are_not_taken_for_typing_errors(text: str) -> None:
    assert not found(text)


def test_order_accents_and_capitals_do_not_matter() -> None:
    assert (
        found("Ik kan mijn HUUR niet betalen")
        == found("betalen kan ik mijn huur niet")
        == found("ik kán mijn húúr niet betálen")
    )


def test_compounds_are_understood() -> None:
    assert "energiefactuur" in found("de elektriciteitsrekening is niet te betalen")


def test_a_phrase_is_the_clients_own_words() -> None:
    text = "Goeiedag, de Deurwaarder  is geweest en ik betaal mijn huur al drie maand niet."
    for one in needs.read(text).needs:
        for phrase in one.phrases:
            assert all(part in text for part in phrase.split(" … ")), phrase


def test_a_longer_phrase_explains_a_shorter_one_away() -> None:
    assert {"klacht_vlaams"} <= found("ik heb een klacht over de vdab")
    assert "werk_zoeken" not in found("ik heb een klacht over de vdab")


def test_what_it_is_not_holds_the_need_back() -> None:
    assert "huurwaarborg_terug" in found("ik krijg mijn waarborg niet terug")
    assert "huurwaarborg" not in found("ik krijg mijn waarborg niet terug")


def test_words_far_apart_or_in_other_sentences_do_not_meet() -> None:
    filler = "en dan was er nog iets met de tuin van de overkant en een feest in het dorp "
    near, far = needs.read("mijn huur kan ik niet betalen"), needs.read(f"mijn huur {filler} kan ik niet betalen")
    assert _strength(far, "huurachterstand") < _strength(near, "huurachterstand")


def test_nothing_to_read_is_no_need() -> None:
    assert needs.read("") == needs.Reading()
    assert needs.read("🙂 \x00 … ") == needs.Reading()


def test_crisis_is_read_elsewhere_until_it_is_done_well() -> None:
    assert needs.read("ik wil dood").crisis == ()


@given(st.text(max_size=300))
def test_any_text_is_read_the_same_twice(text: str) -> None:
    first = needs.read(text)
    assert first == needs.read(text)
    assert [one.strength for one in first.needs] == sorted((one.strength for one in first.needs), reverse=True)
    assert all(0 < one.strength <= 1 and one.phrases and all(one.phrases) for one in first.needs)


@given(
    st.lists(st.sampled_from(sorted({part for _, phrase in _phrases() for part in re.findall(r"[a-z]+", phrase)})), max_size=40)
)
def test_any_row_of_vocabulary_words_is_read(said: list[str]) -> None:
    for one in needs.read(" ".join(said)).needs:
        assert one.need in needs.vocabulary()


@pytest.mark.parametrize(
    "text", ["huur niet betalen " * 6000, "a" * 100_000, "🙂" * 100_000, "x\u0301 " * 30_000, "12 " * 30_000]
)
def test_a_hundred_thousand_characters_are_read(text: str) -> None:
    needs.read(text)


def test_the_vocabulary_files_are_plain_data() -> None:
    """No tabs, no anchors, and JSON can hold it: nothing hides in the YAML."""
    for name in ("needs.yaml", "words.yaml", "kinds.yaml"):
        text = resource("needs", name).read_text("utf-8")
        assert "\t" not in text
        assert not re.search(r"(^|\s)[&!]\w", text)
        json.dumps(yaml.safe_load(text))
