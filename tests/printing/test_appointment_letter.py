"""The letter of an appointment: legible, also with aid in another script, and nothing but the address in the window."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.printing import appointment_letter
from sociaalhuis.printing.appointment_letter import Letter
from sociaalhuis.printing.page import Paper
from tests.printing.test_campaign_letter import HEAD, above_the_fold


def letter(**other: Any) -> Paper:
    known: dict[str, Any] = {
        "kind": "made",
        "name": "Nele Verzonnen",
        "start": datetime.combine(date(2026, 11, 26), time(13, 20)),
        "place": "Bibliotheek Hoogveld",
        "host": "Huurdersbond",
        "reference": "K7-4M2Q",
        "day": date(2026, 11, 23),
        "letterhead": HEAD,
        "address": ("Kerkstraat 5 bus 2", "3740 Bilzen-Hoeselt"),
        "bring": ("identiteitskaart of verblijfsdocument", "bril"),
    }
    return appointment_letter.render([Letter(**{**known, **other})])


@pytest.mark.parametrize("language", ["fr", "ar", "ti", "uk"])
def test_another_language_has_its_sentences_under_the_dutch(language: str) -> None:
    paper, plain = letter(aid=language, large=True), letter(large=True)
    assert (paper.missing_glyphs, set(plain.text) <= set(paper.text)) == (0, True)
    assert len(paper.text) >= len(plain.text) + 6
    assert "Huurdersbond" in " ".join(paper.text)
    assert "Huurdersbond" not in " ".join(letter(aid=language, host="").text)


@settings(max_examples=15, deadline=None)
@given(
    kind=st.sampled_from(["made", "moved", "missed", "cancelled"]),
    large=st.booleans(),
    typed=st.text(max_size=300),
    items=st.integers(0, 9),
    window=st.sampled_from(["rechts", "links"]),
)
def test_whatever_is_in_it_only_the_address_can_be_seen(kind: str, large: bool, typed: str, items: int, window: str) -> None:
    paper = letter(kind=kind, large=large, place=typed, host=typed, bring=(typed,) * items, window=window)
    seen = " ".join(" ".join(text for text, _, _ in above_the_fold(paper)).split())
    assert seen == "Nele Verzonnen Kerkstraat 5 bus 2 3740 Bilzen-Hoeselt"
    assert paper.pages <= 3
    text = " ".join(paper.text)
    assert ("donderdag 26 november 2026 om 13.20 uur" in text) == (kind != "missed")
    assert "K7-4M2Q" in text


def test_in_ordinary_letters_it_is_one_page_also_when_it_is_handed_over() -> None:
    assert [letter().pages, letter(address=(), aid="fr").pages] == [1, 1]
    without = letter(letterhead=type(HEAD)("Sociaal Huis", (), ""))
    assert "Kunt u niet komen? Zeg het ons." in " ".join(without.text)
