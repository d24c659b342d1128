"""Texts of others become one readable line, whatever they hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.printing.plain import clip, plain, whole


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Bel  <b>eerst</b>.<br>Kom dan", "Bel eerst. Kom dan"),
        ("<p>Loket&nbsp;2 &amp; 3</p>", "Loket 2 & 3"),
        ("<script>alert(1)</script>open", "open"),
        ("&lt;b&gt;vet&lt;/b&gt;", "vet"),
        ("&amp;lt;i&amp;gt;twee keer verstopt", "twee keer verstopt"),
        ("half <img src=x", "half img src=x"),
        ("minder dan 3 < 4 > 2", "minder dan 3 < 4 > 2"),
        ("regel\r\neen\ttwee\x00\x07", "regel een twee"),
        ("om\u202ekeren\u2066 en\u200b meer\ufeff", "omkeren en meer"),
        ("\ud800los", "los"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👍🏽 ok ❤️", "👍 ok ❤"),
        ("z" + "\u0301\u0302" * 9, "\u017a\u0302\u0301\u0302"),
        ("", ""),
    ],
)
def test_markup_and_invisible_signs_go_and_the_words_stay(given_text: str, expected: str) -> None:
    assert plain(given_text, 200) == expected


def test_a_long_text_is_cut_between_two_words() -> None:
    assert plain("een twee drie vier", 10) == "een twee…"
    assert clip("ondeelbaarwoord", 6) == "ondee…"


def test_half_a_text_is_no_text_where_only_the_whole_helps() -> None:
    assert whole("099 00 00 10", 12) == "099 00 00 10"
    assert whole("099 00 00 10 of 11", 12) is None
    assert whole("<br>", 12) is None
    assert whole(None, 12) is None


@given(st.text(), st.integers(1, 60))
def test_any_text_gives_one_printable_line_of_at_most_that_length(text: str, longest: int) -> None:
    line = plain(text, longest)
    assert len(line) <= longest
    assert not {unicodedata.category(char) for char in line.replace("\u200c", "").replace("\u200d", "")} & {"Cc", "Cf", "Cs"}
    assert not any(f"<{letter}" in line for letter in "abcxyzABCXYZ/!?")
