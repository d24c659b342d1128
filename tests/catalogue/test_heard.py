"""Facts in passing: whose they are, what takes them away, ages, children, homes, languages. Figures: tests/eval."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis import facts, vocab
from sociaalhuis.catalogue import heard, speech, tongues
from sociaalhuis.desk import asking
from sociaalhuis.facts import Value
from sociaalhuis.paths import resource

TODAY = date(2026, 11, 23)


def told(text: str) -> dict[str, Value]:
    return {key: one.value for key, one in heard.read(text, TODAY).facts.items()}


def home(text: str) -> str | None:
    found = heard.read(text).home
    return found.value[0].municipality if found else None


# ── whose ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "facts_told"),
    [
        ("Ik ben 49 en mijn vader van 82 woont alleen.", {"leeftijd": 49}),
        ("Mijn vader is 82 en woont alleen.", {"leeftijd": 82, "gezinstype": "alleenstaand"}),
        ("Mijn vader is 52 en woont alleen.", {}),  # younger than 60: perhaps the child asks for itself
        ("Mijn vader is 82, mijn moeder is 80.", {}),  # two: of whom is it?
        ("Mijn buurman is 82 en woont alleen.", {}),
        ("Mijn man is 61 en werkloos.", {}),
        ("mevr. 61j, werkloos, man 65j invalide", {"leeftijd": 61, "arbeidssituatie": "werkzoekend"}),
        ("mevr 61j belt voor haar buurman, werkloos", {}),
        ("Ik werk als begeleider, mijn cliënt is 40 en dakloos.", {}),
        ("Cliënt is 40. Hij is dakloos.", {"leeftijd": 40, "woonsituatie": "dakloos"}),
        ("Hij is 40 en dakloos.", {}),
        ("Mijn broer belde. Hij is 40 en dakloos.", {}),
    ],
)
def test_only_what_is_told_of_the_one_who_is_helped(text: str, facts_told: dict[str, Value]) -> None:
    assert told(text) == facts_told


# ── what takes it away ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("plain", ["ik ben werkloos", "ik huur een studio", "ik krijg een leefloon", "ik woon alleen"])
@pytest.mark.parametrize("taken", ["Misschien {}.", "Als {}, wat dan?", "Mijn zus zegt: wat als {}?", "Ik weet niet of {}."])
def test_supposed_and_doubted_things_are_no_facts(plain: str, taken: str) -> None:
    assert told(plain)
    assert told(taken.format(plain)) == {}


@pytest.mark.parametrize(
    ("text", "facts_told"),
    [
        ("Ik krijg geen leefloon", {"ontvangt_leefloon": False}),
        ("Mijn leefloon is nog niet gestort", {}),  # perhaps: nothing is said about the right itself
        ("VT: neen, leefloon", {"verhoogde_tegemoetkoming": False, "ontvangt_leefloon": True}),
        ("Ik ben niet alleenstaand", {}),
        ("Ik huur niet", {}),
        ("Ik zit niet in budgetbeheer", {"in_schuldbemiddeling_of_budgetbeheer": False}),
        ("Krijg ik een leefloon?", {}),
        ("Hoe krijg ik een leefloon", {}),
        ("Ik woonde alleen", {}),
        ("Ik wil alleen wonen", {}),
        ("Ik ben dakloos geweest", {}),
        ("Ik ben 41. Ik ben 42.", {}),  # two answers are none
    ],
)
def test_what_is_denied_asked_wished_or_past(text: str, facts_told: dict[str, Value]) -> None:
    assert told(text) == facts_told


# ── ages, births, children ───────────────────────────────────────────────────────────────────────────────────────────────────


_SAID = ("Ik ben {}", "ik ben {} jaar", "mevr. {}j", "dhr ({})", "ben nu {} en ziek", "I am {} and ill", "J'ai {} ans")


@settings(max_examples=40)
@given(st.integers(13, 110), st.sampled_from(_SAID))
def test_any_age_is_heard(age: int, said: str) -> None:
    assert told(said.format(age))["leeftijd"] == age


@pytest.mark.parametrize(
    "text",
    [
        "Ik ben 41 euro kwijt",
        "Ik ben 41 jaar getrouwd",
        "Ik ben al 20 jaar verliefd",
        "Ik ben bijna 65",
        "Ik word 65",
        "Ik ben 12",
        "Ik ben om 14u30 daar",
        "Ik ben 66% invalide",
        "Ik ben 30 kilo kwijt",
        "Ik ben 85/87",
        "Ik ben 5 maanden zwanger",
        "Ik was 41",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert "leeftijd" not in told(text)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Ik ben geboren op 24/11/1990", 35),
        ("Ik ben geboren op 23 november 1990", 36),
        ("geboren in 1990, alleenst.", (35, 36)),
        ("Ik ben van 1990", (35, 36)),
        ("dhr °1990", (35, 36)),
        ("Ik ben geboren op 31/02/1990", (35, 36)),
        ("Ik ben geboren in 2024", None),
    ],
)
def test_a_birth_gives_an_age_on_that_day(text: str, age: Value | None) -> None:
    assert told(text).get("leeftijd") == age
    assert "leeftijd" not in heard.read(text).facts  # who does not know today says nothing


@pytest.mark.parametrize(
    ("text", "number", "youngest"),
    [
        ("Ik heb drie kleine kinderen", 3, None),
        ("Ik heb 2 zonen en een dochter", 3, None),
        ("mw, 2 ki (7 en 3)", 2, 3),
        ("Ik heb geen kinderen", 0, None),
        ("Ik heb geen kinderen in de buurt", None, None),
        ("Ik ben mama van 4", 4, None),
        ("Ik heb een zoon van 8", None, None),
        ("1 kindje van 2", 1, 2),
        ("Wij hebben een baby van 3 maanden", None, 0),
        ("Mijn kinderen zijn 3 en 7 jaar", 2, 3),
        ("Mijn kinderen zijn 33 en 37 jaar", None, None),
        ("Ik heb 3 katten", None, None),
        ("Ik ben 78 en heb 4 kinderen", None, None),
        ("Mijn ex heeft de 2 kinderen", None, None),
        ("2 kinderen van de buren", None, None),
    ],
)
def test_children(text: str, number: int | None, youngest: int | None) -> None:
    found = told(text)
    assert (found.get("aantal_kinderen_ten_laste"), found.get("leeftijd_jongste_kind")) == (number, youngest)


def test_facts_together_say_more() -> None:
    assert told("alleenst., 2 ki")["gezinstype"] == "eenoudergezin"
    assert told("Ik woon samen met mijn man, wij hebben 2 kinderen")["gezinstype"] == "koppel_met_kinderen"
    assert told("dhr dakloos, huurder tot mei")["woonsituatie"] == "dakloos"


# ── homes and languages ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Ik woon in Genk", "Genk"),
        ("ik woon in genk", "Genk"),
        ("ik wonen Genk", "Genk"),
        ("Wij huren in Borgerhout", "Antwerpen"),
        ("mevr, 3600, huurder", "Genk"),
        ("Ik woon in 2060", "Antwerpen"),
        ("adres: Dorp 12, 3680 Maaseik", "Maaseik"),
        ("Ik werk in Genk", None),
        ("Het ziekenhuis in Genk", None),
        ("Ik zoek een huis in Genk", None),
        ("Ik woonde in Genk", None),
        ("doorverwezen 1700", None),
        ("Ik woon hier sinds 2018", None),
        ("ik betaal 2000 euro", None),
        ("Ik woon in Deurne", None),
        ("Mijn zus woont in Genk", None),
        ("Ik ga in Genk wonen", None),
        ("Ik woon in Genk. Ik woon in Lier.", None),
        ("Ik woon in Genk, nee, ik woon in Lier", "Lier"),
    ],
)
def test_where_somebody_lives(text: str, municipality: str | None) -> None:
    assert home(text) == municipality


@pytest.mark.parametrize(
    ("text", "language", "interpreter"),
    [
        ("cl. spreekt Dari, tolk nodig", "prs", True),
        ("Ik spreek enkel Turks", "tr", False),
        ("I live alone in a small flat", "en", False),
        ("Je suis seule avec mes enfants", "fr", False),
        ("Ik wil Engels leren", None, False),
        ("Mijn zus spreekt Turks", None, False),
        ("Ik spreek geen Frans", None, False),
        ("Ik werk als tolk", None, False),
        ("Ik spreek Turks en Pools", None, False),
        ("", None, False),
    ],
)
def test_which_language_is_spoken(text: str, language: str | None, interpreter: bool) -> None:
    found = heard.read(text)
    assert (found.language.value if found.language else None, bool(found.interpreter)) == (language, interpreter)


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_fact_has_the_words_that_tell_it() -> None:
    text = "Dag, ik ben 41, ik woon alleen in Genk en ik krijg sinds mei een leefloon."
    found = heard.read(text)
    quotes = {key: one.quote for key, one in found.facts.items()}
    assert quotes == {"leeftijd": "ben 41", "gezinstype": "woon alleen", "ontvangt_leefloon": "krijg … leefloon"}
    assert found.home
    assert found.home.quote == "Genk"
    assert "41" not in repr(found)  # what people say does not end up in a traceback


def test_nothing_private_can_be_heard_and_every_value_exists() -> None:
    for fact, values in heard.readable().items():
        assert asking.may_ask(fact)
        for value in values:
            assert facts.read({fact: value})[fact].value == value


def test_languages_exist_in_the_list_and_every_class_of_words_is_used() -> None:
    rows = yaml.safe_load(resource("heard", "languages.yaml").read_text("utf-8"))
    assert all(vocab.term("languages", slug) for slug in rows)
    classes = yaml.safe_load(resource("heard", "words.yaml").read_text("utf-8"))["classes"]
    modules = Path(speech.__file__).parent.glob("*.py")
    texts = [
        resource("heard", "facts.yaml").read_text("utf-8"),
        *classes.values(),
        *(path.read_text("utf-8") for path in modules),
    ]
    named = {name for text in texts for name in re.findall(r"@(\w+)", text)}
    assert classes.keys() <= named
    phrases = resource("heard", "facts.yaml").read_text("utf-8").split("\n", 8)[-1]
    assert set(re.findall(r"@(\w+)", phrases)) <= classes.keys()
    assert tongues.written("Ik kan de huur niet betalen") is None


_WORDS = "ik ben 41 heb 2 kinderen woon alleen in Genk 3600 mijn moeder is van 1990 geen leefloon huurder mevr . , ( en die als"


@settings(max_examples=60)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_WORDS.split())).map(" ".join)))
def test_any_text_gives_facts_that_exist(text: str) -> None:
    for key, one in heard.read(text, TODAY).facts.items():
        assert facts.read({key: one.value})[key].value == one.value
        assert one.quote


def test_a_very_long_text_is_no_trouble() -> None:
    assert told("ik ben 41 " * 700) == {"leeftijd": 41}
    assert told("hij is haar en zij " * 400) == {}
