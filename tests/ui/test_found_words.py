"""The words of what was found: what it is, why it stands there, and what an empty list proposes."""

from datetime import date

from sociaalhuis.catalogue.freshness import Intervals
from sociaalhuis.catalogue.search.finder import NAME, NAMED, NEEDED, TEXT, Found, Right
from sociaalhuis.catalogue.service import INFORMAL, PRODUCT, Service, ServiceArea
from sociaalhuis.rights import engine
from sociaalhuis.ui.catalogue import found_words
from sociaalhuis.ui.parts.rows import Line

TODAY = date(2026, 11, 23)


def shown(why: str, words: str = "", kind: str | None = None, organization: str = "Org") -> Line:
    service = Service("a", organization, "Proef", "", ServiceArea("flanders"), kind=kind, assured_date=date(2026, 10, 1))
    return found_words.line(Found(service, None, why, words, 1.0), TODAY, Intervals())


def test_a_line_says_why_it_stands_there_and_what_it_is() -> None:
    assert shown(NAME).detail == "contact ontbreekt · Org"
    assert shown(NAMED, "omnio").detail == "contact ontbreekt · ook gezegd: omnio · Org"
    assert shown(NEEDED, "Sociale woning").detail == "contact ontbreekt · bij: Sociale woning · Org"
    assert shown(TEXT).detail == "contact ontbreekt · staat in de uitleg · Org"
    assert shown(NAME, organization="Proef").detail == "contact ontbreekt · heel Vlaanderen"
    assert [shown(NAME, kind=kind).right for kind in (None, PRODUCT, INFORMAL)] == [
        "1 mnd",
        "product · 1 mnd",
        "informeel · 1 mnd",
    ]


def test_a_right_is_marked_as_such() -> None:
    line = found_words.line(Found(None, Right("leefloon", "Leefloon", "", "OCMW"), NAMED, "minimex", 1.0), TODAY, Intervals())
    assert (line.text, line.right, line.mark, line.key) == ("Leefloon", "recht", "rights", "right:leefloon")
    assert line.detail == "ook gezegd: minimex · OCMW"


def test_nothing_found_says_what_may_have_been_meant() -> None:
    assert "Bedoel je" not in found_words.nothing("zz", [])
    assert "Bedoel je “huur”? " in found_words.nothing("huxr", ["huur"])
    assert "Bedoel je “a”, “b” of “c”? " in found_words.nothing("x", ["a", "b", "c"])


def test_the_card_of_a_right_promises_nothing() -> None:
    for rule in engine.shipped().book.rules.values():
        rows = {name: text for name, text, _role in found_words.right_rows(rule, ["10 tot 20 euro."])}
        assert rows["Wat"]
        assert rows["Indicatie"] == "≈ 10 tot 20 euro."
        assert "Indicatie" not in [name for name, _text, _role in found_words.right_rows(rule, ())]
        assert rows["Wie beslist"].endswith("De dienst beslist.")
        assert rows["Bron"]
        assert "hebt recht op" not in " ".join(rows.values())
