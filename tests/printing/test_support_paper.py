"""The receipt and the letters of a steunaanvraag: what the law wants on them, in every language, readable, in plain Dutch."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sociaalhuis.errors import Refusal
from sociaalhuis.printing import aid, support_aid, support_paper
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.printing.support_paper import OnPaper, Sent

HEAD = Letterhead("Sociaal Huis Proefdorp", ("Marktplein 1", "3740 Proefdorp"), "089 00 00 00")
ONE = OnPaper(
    "2026-0041-K7Q4M2", "K7-4M2", "Amina Voorbeeld", datetime(2026, 11, 23, 10, 15, tzinfo=UTC), date(2026, 11, 23), "",
    date(2026, 12, 23), None, date(2026, 11, 23), HEAD, "An P., 089 00 00 01",
)  # fmt: skip
SENT = Sent("OCMW Genk", ("Stadsplein 1", "3600 Genk"), ("De persoon is dakloos.",))


def test_a_receipt_says_what_the_law_wants() -> None:
    paper = support_paper.receipt(ONE)
    text = " ".join(paper.text)
    assert (paper.pages, paper.missing_glyphs) == (1, 0)
    for said in (
        "2026-0041-K7Q4M2",
        "maandag 23 november 2026 om 10.15 uur",  # proof and its moment
        "binnen 30 dagen",
        "woensdag 23 december 2026",  # the term of the inquiry
        "U mag uw verhaal doen voordat het OCMW beslist",  # the right to be heard
        "Verandert uw adres, uw gezin of uw inkomen?",  # the duty to tell what changes
        "Binnen 8 dagen",
        "3 maanden naar de arbeidsrechtbank",
        "binnen 5 dagen",
    ):
        assert said in text
    assert "recht op" not in text
    assert b"Amina" not in paper.pdf  # not in the properties of the file


def test_a_first_day_elsewhere_and_a_city_are_said() -> None:
    text = " ".join(support_paper.receipt(replace(ONE, first=date(2026, 11, 20), first_by="OCMW Genk")).text)
    assert "Eerste dag van uw aanvraag: vrijdag 20 november 2026, bij OCMW Genk. Die eerste dag telt." in text
    city = " ".join(support_paper.receipt(replace(ONE, hand=date(2026, 11, 28))).text)
    assert "De stad geeft uw aanvraag aan het OCMW, ten laatste op zaterdag 28 november 2026." in city
    assert "Naam: ..." in " ".join(support_paper.receipt(replace(ONE, name="")).text)


@pytest.mark.parametrize("language", aid.languages())
def test_every_language_has_every_sentence_and_every_letter(language: str) -> None:
    dutch, own = support_aid.sentences()["nl"], support_aid.sentences()[language]
    assert own.keys() == dutch.keys()
    assert not support_aid.is_checked(language)
    for key in dutch.keys() - {"status"}:
        slots = [{name for _, name, _, _ in string.Formatter().parse(str(text[key])) if name} for text in (dutch, own)]
        assert slots[0] == slots[1], key
    for large in (False, True):
        one = replace(ONE, aid=language, large=large)
        paper, letters = support_paper.receipt(one), support_paper.letters(one, SENT)
        assert (paper.missing_glyphs, letters.missing_glyphs) == (0, 0)
        assert (paper.pages, letters.pages) <= ((2, 3) if large else (1, 2))
        assert f"Hulptekst in het {aid.aid(language).dutch}, nog niet nagelezen." in paper.text


def test_letters_say_why_and_keep_the_first_day() -> None:
    text = " ".join(support_paper.letters(ONE, SENT).text)
    assert text.count("De persoon is dakloos.") == 2  # to the client and to the other OCMW
    assert "Uw eerste dag blijft tellen: maandag 23 november 2026" in text
    assert "bij Sociaal Huis Proefdorp. Die dag telt." in text
    with pytest.raises(Refusal, match="rijksregisternummer"):
        support_paper.letters(ONE, replace(SENT, why=("Zie 85.07.30-033.28",)))


def test_the_dutch_is_plain() -> None:
    sentences = [
        part.split()
        for paper in (support_paper.receipt(ONE), support_paper.letters(ONE, SENT))
        for part in " ".join(paper.text).replace("?", ".").replace(":", ".").split(". ")
    ]
    assert max(len(words) for words in sentences) <= 24  # a heading runs on into its first line
    assert sum(len(words) for words in sentences) / len(sentences) <= 12


def test_names_in_any_script_and_of_any_length_are_printed() -> None:
    for name in ("أمينة", "ጸሃይ", "😀" * 50, "x" * 100_000, "Ǎ\u0301 <b>O'Neil</b>"):
        assert support_paper.receipt(replace(ONE, name=name)).pages <= 2
