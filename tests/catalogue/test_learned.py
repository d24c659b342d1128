"""The word model: made from what lies beside it, never at a loss, and able to say which words made it think so."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import learned, needs
from sociaalhuis.paths import resource
from tools import train_needs


def _guesses(text: str) -> dict[str, learned.Guess]:
    return learned.read(needs.said(text))


def test_the_model_was_made_from_the_sentences_that_ship() -> None:
    made = json.loads(resource("needs", "learned.json").read_text("utf-8"))
    assert made["made_from"] == train_needs.digest(), "make it again: tools/train_needs.py"
    assert set(made["needs"]) - {""} <= set(needs.vocabulary())


def test_every_lesson_names_a_need_of_the_vocabulary() -> None:
    assert {need for _, need, _ in train_needs.lessons()} - {train_needs.NONE} <= set(needs.vocabulary())


def test_a_guess_names_the_words_that_made_it() -> None:
    text = "Op het einde van de maand staat er een man met een map aan mijn deur"
    said = needs.said(text)
    best = max(_guesses(text).values(), key=lambda one: one.chance)
    assert best.tokens
    rest = [said.plain[token.start : token.end] for i, token in enumerate(said.tokens) if i not in best.tokens]
    left = _guesses(" ".join(rest)).get(best.need)
    assert left is None or left.chance < best.chance


def test_two_sentences_with_two_needs_are_both_heard() -> None:
    found = _guesses("Er staat water in de kelder en de muren zijn zwart van de schimmel. Mijn oma vergeet alles en verdwaalt.")
    assert {"dementie", "slechte_woning"} <= set(found)


@given(st.text(max_size=300))
def test_any_text_gives_chances_between_nought_and_one(text: str) -> None:
    assert all(0 < one.chance <= 1 for one in _guesses(text).values())
