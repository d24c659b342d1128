"""Everyday names: each points at something that exists, and they bear other forms, other languages and unfinished words."""

import pytest

from sociaalhuis.catalogue import engine, needs, providers, starter
from sociaalhuis.catalogue.search.known import Known
from sociaalhuis.catalogue.search.meaning import NEED, RIGHT, WHO, Meaning, everyday
from sociaalhuis.catalogue.search.towns import town
from sociaalhuis.rights import engine as rights_engine

KNOWN = Known()
MEANING = Meaning(KNOWN)
KNOWN.settle()


def meant(text: str, what: str) -> list[str]:
    return [one.slug for one in MEANING.of(MEANING.typed(text)) if one.what == what]


def test_every_everyday_name_points_at_something() -> None:
    kinds = {kind for one in starter.services().values() for kind in engine.kinds_of(one)}
    there = {
        NEED: set(needs.vocabulary()),
        WHO: kinds | set(providers.groups()) | set(starter.services()),
        RIGHT: set(rights_engine.shipped().book.rules),
    }
    assert [(what, slug) for what, slug, _said in everyday() if slug not in there[what]] == []
    assert len(everyday()) == len(set(everyday()))


@pytest.mark.parametrize(
    ("text", "what", "slug"),
    [
        ("kindergeld", RIGHT, "groeipakket-basisbedrag"),
        ("kinderge", RIGHT, "groeipakket-basisbedrag"),
        ("kindergedl", RIGHT, "groeipakket-basisbedrag"),
        ("pwa", WHO, "wijk-werken"),
        ("kind en", WHO, "opgroeien"),  # still being typed
        ("poetsvrouwen", NEED, "gezinszorg"),
        ("avocat", RIGHT, "pro-deo"),
        ("allocations familiales", RIGHT, "groeipakket-basisbedrag"),
        ("can't pay the rent", NEED, "huurachterstand"),
        ("huur opgezegd", NEED, "huurgeschil"),  # no name: read
    ],
)
def test_what_words_mean(text: str, what: str, slug: str) -> None:
    assert slug in meant(text, what)


def test_a_name_among_other_words_says_less() -> None:
    alone = MEANING.of(MEANING.typed("minimex"))[0]
    among = next(one for one in MEANING.of(MEANING.typed("minimex zeppelin kwartel")) if one.slug == alone.slug)
    assert among.strength < alone.strength


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("poetshulp hasselt", "Hasselt"),
        ("3500 poetshulp", "Hasselt"),
        ("huur herk-de-stad", "Herk-de-Stad"),
        ("sint truiden", "Sint-Truiden"),
        ("boom snoeien", None),  # a town too, but an ordinary word first
        ("9999 euro", None),
        ("huur", None),
    ],
)
def test_a_place_among_the_words(text: str, place: str | None) -> None:
    named = town(text)
    assert [one.municipality for one in named.where[:1]] == ([place] if place else [])
    assert bool(named.words) == bool(place)
