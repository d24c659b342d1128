"""The letter in its envelope: only the address can be seen from outside; inside plain words that promise nothing."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sociaalhuis.errors import Refusal
from sociaalhuis.printing import campaign_letter, campaign_list
from sociaalhuis.printing.campaign_letter import FOLD, Letter
from sociaalhuis.printing.campaign_list import CampaignList, Entry
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.slip import Letterhead
from tests.printing.test_slip_texts import STIFF, sentences, texts_of

MM = 72 / 25.4
DAY = date(2026, 11, 23)
HEAD = Letterhead("Sociaal Huis Lindebeek", ("Dorpsplein 1", "3740 Lindebeek"), "011 00 00 00", "ma-vr 9-12 uur")
RIGHT = ("Sociaal tarief voor energie", "U betaalt minder voor elektriciteit en gas.")


def letter(**other: Any) -> Letter:
    known: dict[str, Any] = {
        "name": "Nele Verzonnen",
        "address": ("Kerkstraat 5 bus 2", "3740 Bilzen-Hoeselt"),
        "reference": "K7-4M2Q",
        "day": DAY,
        "letterhead": HEAD,
        "rights": (RIGHT,),
        "erased_on": date(2027, 3, 1),
    }
    return Letter(**{**known, **other})


def above_the_fold(paper: Paper) -> list[tuple[str, float, float]]:
    """What stands in the upper third of the first page: the text, and where it begins, in mm from the left and from above."""
    found: list[tuple[str, float, float]] = []
    page = PdfReader(BytesIO(paper.pdf)).pages[0]
    high = float(page.mediabox.height)

    def visit(text: str, _cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        down = (high - tm[5]) / MM
        if text.strip() and down <= FOLD:
            found.append((text.strip(), tm[4] / MM, down))

    page.extract_text(visitor_text=visit)
    return found


@settings(max_examples=12, deadline=None)
@given(window=st.sampled_from(sorted(campaign_letter.WINDOWS)), rights=st.integers(1, 9), long=st.booleans())
def test_only_the_address_can_show_however_the_sheet_lies_in_the_envelope(window: str, rights: int, long: bool) -> None:
    what = "Een heel lange uitleg over wat dit is en wie het krijgt. " * (12 if long else 1)
    paper = campaign_letter.render([letter(window=window, rights=((RIGHT[0], what),) * rights)])
    assert paper.pages == 1
    seen = above_the_fold(paper)
    assert " ".join(" ".join(text for text, _, _ in seen).split()) == "Nele Verzonnen Kerkstraat 5 bus 2 3740 Bilzen-Hoeselt"
    left = {"rechts": (100, 190), "links": (20, 110)}[window]  # what a window shows even when the sheet slides 10 mm
    assert all(left[0] <= across <= left[1] - 40 and 55 <= down <= 79 for _, across, down in seen)


def test_the_letter_says_what_it_must_and_promises_nothing() -> None:
    text = " ".join(PdfReader(BytesIO(campaign_letter.render([letter()]).pdf)).pages[0].extract_text().split())
    for words in (
        "Dag Nele Verzonnen",
        "Voor u zien we een mogelijk recht: • Sociaal tarief voor energie",
        "Het is nog niet zeker.",
        "Noem deze code: K7-4M2Q.",
        "011 00 00 00",
        "Dorpsplein 1, 3740 Lindebeek",
        "Wilt u geen brieven meer?",
        "Op 1 maart 2027 wissen we de lijst",
        "Sociaal Huis Lindebeek",
    ):
        assert words in text
    assert not re.search(r"\bu (hebt|heeft) .*recht\b|recht op", text.casefold())
    more = campaign_letter.render([letter(rights=(RIGHT,) * 5)] * 3)
    assert more.pages == 3
    assert "Er is misschien nog meer." in " ".join(more.text)
    with pytest.raises(Refusal, match="hoe mensen het huis bereiken"):
        letter(letterhead=Letterhead("Sociaal Huis", (), ""))


def test_the_lists_name_nobody_and_say_how(tmp_path: Any) -> None:
    entries = tuple(Entry(f"K7-{n:04}", f"0400 00 00 {n:02}", ("bellen",), ("geen post",), "Na 17 uur") for n in range(30))
    ill = Entry("K7-ZIEK", "0400", ("bellen",), (), "Bel niet, ik heb kanker")
    paper = campaign_list.render(CampaignList("call", "Sociaal Huis", DAY, (*entries, ill), date(2027, 3, 1)))
    text = " ".join(paper.text)
    assert paper.pages > 1
    assert all(text.count(entry.reference) == 1 for entry in entries)
    assert text.count("Let op: Na 17 uur") == 30
    assert "kanker" not in text
    assert "lees in het programma hoe dit veilig kan" in text
    assert " Geen post." in text
    assert paper.missing_glyphs == 0


@pytest.mark.parametrize("section", ["campaign_letter", "campaign_list", "appointment_letter"])
def test_the_words_are_plain(section: str) -> None:
    said = [text for _, text in texts_of(section)]
    lengths = [len(one) for text in said for one in sentences(text)]
    assert sum(lengths) / len(lengths) <= 12
    assert max(lengths) <= 20
    assert not STIFF & set(re.findall(r"\w+", " ".join(said).casefold()))
