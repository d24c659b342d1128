"""The words on a card: short, honest, at most three chips, and all of it in sentences behind one key."""

from dataclasses import replace
from datetime import date

import pytest

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.desk.support.split import Split
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.texts import Texts
from sociaalhuis.ui.question import suggestioncard
from sociaalhuis.ui.question.suggestioncard import MOST_CHIPS, of_name, of_suggestion, passed_over

DAY = date(2026, 11, 23)
TEXTS = Texts()
FOUND = Engine(starter.services().values()).find(
    "Ik heb schulden, kan de huur niet betalen en wil scheiden. Ik heb honger.", Facts(), places.places("3740"), DAY
)


def test_every_suggestion_says_why_and_what_against_in_three_chips_at_most() -> None:
    assert len(FOUND.items) > 3
    for one in FOUND.items:
        card = of_suggestion(one, TEXTS)
        signs = [sign for sign, _, _ in card.chips]
        assert signs[:2] == ["+", "–"]
        assert len(signs) <= MOST_CHIPS
        told = len(one.reasons) + max(1, len(one.concerns)) + bool(one.ask)
        assert len(card.chips) + card.hidden == told
        assert len(card.more) == told + 1  # and how to reach it
        assert all(text for _, text, _ in card.chips)
        assert card.chips[0][1] in card.spoken()


def test_without_a_concern_it_says_that_none_was_found() -> None:
    card = of_suggestion(replace(FOUND.items[0], concerns=(), ask=()), TEXTS)
    assert ("–", "geen bezwaar gevonden", "soft") in card.chips
    assert ("–", "Geen bezwaar gevonden.", "soft") in card.more


def test_what_is_to_be_asked_is_the_third_chip() -> None:
    card = of_suggestion(replace(FOUND.items[0], ask=("leeftijd", "gezinstype")), TEXTS)
    assert card.chips[-1] == ("?", "leeftijd, gezin", "accent")


def test_a_reason_without_a_short_form_is_said_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Texts, "reason", lambda _self, _reason: "Nieuwe reden.")
    one = replace(FOUND.items[0], reasons=(Reason("brand_new"),))
    assert of_suggestion(one, TEXTS).chips[0] == ("+", "Nieuwe reden", "good")


def test_a_service_by_name_is_not_judged() -> None:
    for service in starter.services().values():
        card = of_name(service, DAY)
        assert card.strength[0] == "eigen keuze"
        assert 1 <= len(card.chips) <= MOST_CHIPS
        if not service.reachable:
            assert "contact ontbreekt" in [text for _, text, _ in card.chips]


def test_a_service_by_name_that_works_elsewhere_says_so() -> None:
    here, away = places.places("3740"), places.places("2000")
    service = starter.services()["ocmw-bilzen-hoeselt"]
    assert of_name(service, DAY, away).chips[0] == ("–", "werkt niet in Antwerpen", "late")
    assert all("werkt niet" not in text for where in (here, ()) for _, text, _ in of_name(service, DAY, where).chips)


def test_what_does_not_fit_says_so_in_words_and_keeps_the_sentences() -> None:
    card = of_suggestion(FOUND.items[0], TEXTS)
    aside = passed_over(card, "too_far")
    assert (aside.strength[0], aside.chips, aside.passed) == ("niet passend", (("✕", "te ver", "soft"),), "too_far")
    assert aside.more == card.more
    assert len(suggestioncard.reasons()) <= 7
    letters = [term.key for term in suggestioncard.reasons()]
    assert len(set(letters)) == len(letters)
    assert not {"X", "D"} & set(letters)  # they mean something else in this list


def test_who_files_stands_on_a_suggestion_and_on_a_service_by_name() -> None:
    who = Split("service:x", "ocmw", "ocmw", "stad", own=True)
    for card in (of_suggestion(FOUND.items[0], TEXTS, who), of_name(FOUND.items[0].service, DAY, (), who)):
        assert ("→", "aanvragen: stad of gemeente", "accent") in card.chips
        assert ("→", "Wie doet wat: informeren en invullen: OCMW · aanvragen: stad of gemeente.", "accent") in card.more
        assert len(card.chips) <= MOST_CHIPS
