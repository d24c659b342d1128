"""The words of a catalogue: forms, beginnings, parts, compounds, and one typing error in nearly every word."""

import random

import pytest

from sociaalhuis.catalogue import starter, words
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.search.known import BEGINNING, FORM, LONGER, PART, REPAIRED, WHOLE, Known
from sociaalhuis.measure.finding import misspelt

FEW = Known()
FEW.learn(
    ("rolstoel", "rolstoelen", "huur", "huurpremie", "kringwinkel", "energie", "factuur", "minder", "mobielen", "centrale")
)
FEW.settle()


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("rolstoel", {"rolstoel": WHOLE, "rolstoelen": FORM}),
        ("rolstoeltje", {"rolstoel": FORM, "rolstoelen": FORM}),
        ("huur", {"huur": WHOLE, "huurpremie": LONGER}),
        ("huurp", {"huurpremie": BEGINNING}),
        ("winkel", {"kringwinkel": PART}),
        ("krignwinkel", {"kringwinkel": REPAIRED}),
        ("qringwinkel", {"kringwinkel": REPAIRED}),
        ("krignwi", {"kringwinkel": REPAIRED}),
        ("xq", {}),
    ],
)
def test_what_a_word_may_stand_for(typed: str, stands: dict[str, float]) -> None:
    assert FEW.read(typed) == stands


def test_a_strange_compound_is_its_parts() -> None:
    assert FEW.parts("energiefactuur") == ("energie", "factuur")
    assert FEW.parts("mindermobielencentrale") == ("minder", "mobielen", "centrale")
    assert FEW.parts("zeppelin") == ()


def test_numbers_and_short_words_are_not_repaired() -> None:
    known = Known()
    known.learn(("1813", "geen"))
    known.settle()
    assert known.read("1812") == {}
    assert known.read("gen") == {}


def test_one_typing_error_in_a_name_still_finds_it() -> None:
    """Every word of five letters and more in the names of the starter catalogue, with one error: in the first five for 95 %."""
    engine = Engine(starter.services().values())
    names = {word: one.id for one in starter.services().values() for word in words.plain_words(one.name) if len(word) > 4}
    sole = [word for word in names if sum(word in words.plain_words(one.name) for one in starter.services().values()) == 1]
    dice = random.Random(5)
    asked = [(misspelt(word, dice), names[word]) for word in sole if word.isalpha()]
    hits = [wanted in [one.id for one in engine.by_name(typed, 5)] for typed, wanted in asked]
    assert len(asked) > 200
    assert sum(hits) >= 0.95 * len(asked)
