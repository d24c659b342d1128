"""Words of strangers: whatever comes in, what comes out is plain, safe, short enough and stays as it is."""

import re
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.exchange.catalogue import text

MARKS = [
    "<p>",
    "</p>",
    "<a href='javascript:x'>",
    '<a href="https://x.example">',
    "</a>",
    "<b",
    "<!--",
    "-->",
    "<li>",
    "<",
    ">",
]
WORDS = ["&lt;", "&amp;", "&#x3c;", "script", "javascript:", "java", "R&D", " ", "é", '"', "x"]
PIECES = st.sampled_from([*MARKS, *WORDS, "\x00", "\u202e", "\ud800", "\r", "\r\n", "\n"])
WILD = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WILD | st.decimals(allow_nan=True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WILD, inner, max_size=3),
    max_leaves=8,
)


@given(WILD)
def test_prose_and_line_are_plain_and_said_twice_the_same(said: str) -> None:
    for clean in (text.prose, text.line):
        found = clean(said)
        if found is not None:
            assert clean(found) == found
            assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800-\udfff]", found)
            assert not re.search("javascript\\s*:", found, re.IGNORECASE)
            found.encode("utf-8")


@given(ANYTHING)
def test_anything_is_kept_in_its_shape_without_script_and_can_be_stored(value: Any) -> None:
    found = text.kept(value)
    stored = orjson.dumps(found)
    assert b"javascript:" not in stored.lower()
    if isinstance(value, dict | list):
        assert type(found) is type(value)
    for read in (text.prose, text.line, text.address, text.mail, text.number, text.whole, text.day, text.iso_day):
        read(value)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("<p>Eén</p><ul><li>twee</li><li>drie</li></ul>", "Eén\n\n- twee\n- drie"),
        ('Zie <a href="https://x.example/a">de pagina</a>', "Zie de pagina (https://x.example/a)"),
        ('<a href="javascript:alert(1)">mail ons</a>', "mail ons"),
        ("&lt;p&gt;twee keer&lt;/p&gt;", "twee keer"),
        ("<script>alert(1)</script>R&D <b>vet</b>", "R&D vet"),
        ("a < b en c > d", "a < b en c > d"),
        ("  \x00 ", None),
        (True, None),
        (12, "12"),
    ],
)
def test_mark_up_becomes_words(said: object, found: str | None) -> None:
    assert text.prose(said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("www.x.example", "https://www.x.example"),
        ("x.example/pad?a=1", "https://x.example/pad?a=1"),
        ("https://x.example/é b", "https://x.example/%C3%A9b"),
        ("http://x.example/100%", "http://x.example/100%25"),
        ("javascript:alert(1)", None),
        ("https://a@b.example", None),
        ("https://", None),
        ("http://[::1", None),
        ("ftp://x.example", None),
        ("niet", None),
        (None, None),
    ],
)
def test_an_address_can_be_opened_or_is_none(said: object, found: str | None) -> None:
    assert text.address(said) == found


def test_numbers_days_and_mail_are_themselves_or_nothing() -> None:
    assert [text.number(one) for one in ("1,5", 2, Decimal("1e400"), "1e400", "nan", True, 10**400, "x")] == [
        1.5, 2.0, None, None, None, None, None, None,
    ]  # fmt: skip
    assert [text.whole(one) for one in ("3", 3.5)] == [3, None]
    assert [text.iso_day(one) for one in ("2026-11-23T10:00:00Z", "3/2/2026", "2026-13-01", "gisteren")] == [
        "2026-11-23",
        "2026-02-03",
        None,
        None,
    ]
    assert [text.mail(one) for one in ("mailto:a@b.example", "bel ons", "Naam <x@y.example>")] == [
        "a@b.example",
        None,
        "x@y.example",
    ]
    assert [text.coordinate("50.8", 90), text.coordinate(91, 90)] == [50.8, None]
