"""Signs of danger: plain words raise them, what only looks like danger does not, and each says by which words."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import crisis, needs
from sociaalhuis.paths import resource
from tools import train_crisis

PLAIN = {
    "suicide": [
        "Ik wil dood",
        "Ik wil niet meer leven.",
        "Ik denk aan zelfmoord",
        "kwil er nie meer zijn, 'k ga der een eind aan maken",
        "Je veux mourir",
        "I want to kill myself",
        "mijn zoon wil zich verhangen",
        "cl. suïcidaal, concreet plan",
    ],
    "violence": [
        "Mijn man slaat mij",
        "Mijn vriend heeft mij bij de keel gegrepen",
        "mijne vent klopt op mij",
        "Mon mari me frappe",
        "My husband hits me",
        "mijn ex bedreigt mij met een mes",
        "ik durf niet meer naar huis want mijn man slaat mij",
        "ik ben verkracht",
    ],
    "child_at_risk": [
        "Mijn man slaat de kinderen",
        "Mijn stiefvader komt 's nachts in mijn bed, ik ben 13",
        "Mon ex frappe mon fils",
        "The neighbours leave their baby alone at night",
        "ik heb mijn baby door elkaar geschud",
        "mijn dochter wordt misbruikt door haar opa",
    ],
    "medical_emergency": [
        "Mijn man ademt niet meer",
        "Mijn moeder is bewusteloos",
        "pijn op de borst en in mijn linkerarm",
        "Mon père ne respire plus",
        "My baby is not breathing",
        "mijn kind heeft javel gedronken",
        "hij heeft een overdosis genomen en wordt niet wakker",
    ],
    "no_roof": [
        "Ik ben dakloos",
        "Ik slaap op straat",
        "Ik weet niet waar ik vannacht moet slapen",
        "kslaap in mijnen otto",
        "Je dors dans la rue",
        "I have nowhere to sleep tonight",
        "wij slapen met de kinderen in de auto",
    ],
    "no_food": [
        "Wij hebben niets meer te eten",
        "Mijn koelkast is leeg en ik heb geen geld",
        "Ik heb al twee dagen niet gegeten",
        "Je n'ai plus rien à manger",
        "We have no food left",
        "geen melk meer voor mijn baby",
    ],
    "cutoff": [
        "Mijn stroom is afgesloten",
        "Fluvius komt morgen de gas afsluiten",
        "ze hebben ons water afgesloten",
        "mijn budgetmeter is leeg",
        "On m'a coupé l'électricité",
        "They cut off our electricity",
    ],
    "eviction": [
        "Ik word uit mijn huis gezet",
        "De deurwaarder komt ons uitzetten",
        "de huisbaas heeft het slot veranderd, ik kan niet meer binnen",
        "Je vais être expulsé de mon logement",
        "I got an eviction notice",
        "vonnis uithuiszetting, gezin met 2 ki",
    ],
}
HARMLESS = [
    "Ik zoek een cursus koken.",
    "Ik ben doodmoe van het werk",
    "Mijn man slaat mij niet",
    "Mijn gsm is dood",
    "Ik denk niet aan zelfmoord",
    "Ik schrijf een thesis over dakloosheid",
    "Ik werk als vrijwilliger bij de voedselbank",
    "Vroeger sloeg mijn ex mij, nu ben ik veilig en zoek ik een opleiding",
    "De klok van de kerk slaat te luid",
    "Ik ben bang van honden",
    "Mijn huurcontract loopt volgend jaar af, mag de huisbaas de huur verhogen?",
    "",
    "   ",
    "🙂 \x00 …",
    "123 456",
    "أين أجد دروس اللغة؟",
]

SAME_SCENE = [  # kind, with danger, without
    (
        "suicide",
        "Vorig jaar heb ik een poging gedaan en vannacht ga ik het weer doen.",
        "Twintig jaar geleden deed ik een poging, nu geef ik les.",
    ),
    ("violence", "Mijn man slaat mij met de pook.", "Mijn man slaat mij niet, wij maken alleen ruzie over geld."),
    ("child_at_risk", "Mijn broer slaat zijn zoontje elke dag.", "Ik geef les over kinderen die geslagen worden."),
    (
        "medical_emergency",
        "Hij is in elkaar gezakt en ademt niet meer.",
        "Mijn vader kreeg tien jaar geleden een beroerte, nu wandelt hij weer.",
    ),
    (
        "no_roof",
        "Ik slaap in het station want ik heb geen huis.",
        "Ik verzamel dekens voor de mensen die in het station slapen.",
    ),
    ("no_food", "Mijn kinderen hebben al twee dagen niets gegeten.", "Mijn parkiet heeft honger, waar koop ik zaad?"),
    ("cutoff", "Ze komen morgen onze stroom afsluiten.", "Jaren geleden was onze stroom afgesloten, dat is allang opgelost."),
    ("eviction", "Wij worden vrijdag uit ons huis gezet.", "De buren zijn jaren geleden uit hun huis gezet."),
]


def test_a_worry_in_the_same_breath_does_not_hide_violence() -> None:
    told = (
        "mijn man slaat mij{} we worden uit ons huis gezet, ik heb 2 kinderen en kan de huur niet betalen. ik spreek arabisch"
    )
    assert "violence" in crisis.kinds("mijn man slaat mij, ik heb 2 kinderen en kan de huur niet betalen")
    assert {"violence", "eviction"} <= set(crisis.kinds(told.format(" en"))) & set(crisis.kinds(told.format(",")))


@pytest.mark.parametrize(("kind", "danger", "harmless"), SAME_SCENE)
def test_the_same_scene_with_and_without_danger_is_told_apart(kind: str, danger: str, harmless: str) -> None:
    assert kind in crisis.kinds(danger)
    assert crisis.kinds(harmless) == ()


def test_what_is_told_around_danger_counts_wherever_it_stands() -> None:
    said = needs.said("Mijn man sloeg mij, maar dat is nu al jaren geleden")
    found = crisis.made_of(said, range(len(said.tokens)))
    place = {key: [said.plain[said.tokens[i].start : said.tokens[i].end] for i in at] for key, at in found.items()}
    assert place["&lang@slaan"] == ["jaren", "sloeg"]
    assert "&dier" not in place


@pytest.mark.parametrize("kind", crisis.KINDS)
def test_plain_words_raise_their_sign_and_quote_the_client(kind: str) -> None:
    for text in PLAIN[kind]:
        signs = {sign.kind: sign.quotes for sign in crisis.read(text)}
        assert kind in signs, text
        assert signs[kind]
        assert all(quote in text for quote in signs[kind]), signs


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_danger_raises_nothing(text: str) -> None:
    assert crisis.read(text) == ()


def test_danger_in_one_sentence_of_a_long_story_is_seen() -> None:
    story = "Ik kom voor een attest van woonst. Mijn dochter zoekt een vakantiejob. {} En tot hoe laat is de bibliotheek open?"
    for kind, texts in PLAIN.items():
        assert kind in crisis.kinds(story.format(texts[0].rstrip(".") + ".")), kind


def test_typing_errors_and_a_second_language_do_not_hide_danger() -> None:
    for text, kind in (
        ("ik wil niet meer leve", "suicide"),
        ("me man slaad mij", "violence"),
        ("ben daklos waar slape vannagt", "no_roof"),
        ("heb al 3 dage nix gegete", "no_food"),
        ("Kinderen honger, geen eten thuis.", "no_food"),
        ("fluvius gaat men elektrisiteit afslute", "cutoff"),
    ):
        assert kind in crisis.kinds(text), text


def test_the_words_of_a_quote_carry_the_sign() -> None:
    text = "Ik kom voor een attest en mijn vriend heeft mij gisteren bij de keel gegrepen"
    quotes = next(sign.quotes for sign in crisis.read(text) if sign.kind == "violence")
    without = text
    for quote in quotes:
        without = without.replace(quote, " ")
    at = crisis.KINDS.index("violence")
    assert crisis.scores(without)[at] < crisis.scores(text)[at]


def test_the_needs_in_the_words_are_read_apart_from_danger() -> None:
    assert needs.read("ik wil dood").crisis == ()


def test_ten_thousand_words_and_more_are_read_at_once() -> None:
    started = time.perf_counter()
    crisis.read("ik heb geen geld en mijn man slaat mij " * 1500)
    assert time.perf_counter() - started < 2


def test_a_score_above_nought_is_a_sign() -> None:
    for text in ("Mijn man slaat mij. Ik zoek werk.", "Ik zoek werk.", ""):
        assert crisis.kinds(text) == tuple(
            kind for kind, score in zip(crisis.KINDS, crisis.scores(text), strict=True) if score > 0
        )


@given(st.text(max_size=300))
def test_any_text_is_read_the_same_twice(text: str) -> None:
    assert crisis.read(text) == crisis.read(text)


def test_the_model_was_made_from_the_sentences_that_ship() -> None:
    made = json.loads(resource("crisis", "learned.json").read_text("utf-8"))
    assert made["made_from"] == train_crisis.digest(), "make it again: tools/train_crisis.py"
    assert tuple(made["kinds"]) == crisis.KINDS
    assert len(made["bias"]) == len(crisis.KINDS) + 1  # the last: danger of any kind
