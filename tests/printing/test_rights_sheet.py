"""The rights sheet: plain, large enough, on as many pages as it takes, and nothing on it about who the client is."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from sociaalhuis.errors import Refusal
from sociaalhuis.printing.rights_sheet import MOST_RIGHTS, RightOnPaper, RightsSheet, render
from sociaalhuis.printing.slip import Letterhead

HEATING = RightOnPaper(
    name="Verwarmingstoelage",
    what="Een tussenkomst als u verwarmt met stookolie.",
    who="Voor wie weinig geld heeft.",
    how="Vraag het aan bij het OCMW.",
    body="OCMW",
    why=("U hebt de verhoogde tegemoetkoming.",),
    ask=("Niet voor aardgas.",),
    amounts=("Inkomen: hoogstens 23.281 euro per jaar (juli 2022), bron voorbeeld.be.",),
    yields=("0,14 tot 0,20 euro per liter (nagekeken in november 2026).",),
    documents=("identiteitskaart", "bewijs van inkomen", "rekeningnummer"),
    where=("Sociaal Huis Lindebeek, Markt 1, 089 00 00 00",),
    source="socialsecurity.be",
    checked=date(2026, 11, 22),
)
SHEET = RightsSheet(
    "K7-4M2",
    date(2026, 11, 23),
    Letterhead("Sociaal Huis Lindebeek", ("Markt 1", "3740 Lindebeek"), "089 00 00 00"),
    (HEATING,),
    "An P., 089 00 00 00",
)


def words(sheet: RightsSheet) -> str:
    return " ".join(render(sheet).text)


def test_it_says_all_of_a_right_and_that_the_service_decides() -> None:
    said = words(SHEET)
    for part in (
        "Mogelijke rechten", "De dienst beslist.", "Verwarmingstoelage", "Een tussenkomst", "Voor wie weinig geld heeft.",
        "U hebt de verhoogde tegemoetkoming.", "Niet voor aardgas.", "23.281 euro per jaar (juli 2022)",
        "Hoeveel kan het zijn? (een idee, de dienst beslist)", "0,14 tot 0,20 euro per liter", "□ bewijs van inkomen",
        "Vraag het aan bij het OCMW.", "Markt 1, 089 00 00 00", "OCMW beslist.", "Nagekeken in november 2026.",
        "Bron: socialsecurity.be.", "Code K7-4M2", "An P., 089 00 00 00", "Lukt het niet? Kom terug.",
    ):  # fmt: skip
        assert part in said, part
    assert "recht op" not in said.casefold()
    assert "Nog niet alles is nagekeken." in words(replace(SHEET, rights=(replace(HEATING, checked=None),)))


@pytest.mark.parametrize(("paper", "large"), [("A4", False), ("A4", True), ("A5", False), ("A5", True)])
def test_every_right_stands_on_it_whatever_the_paper(paper: str, large: bool) -> None:
    rights = tuple(replace(HEATING, name=f"Recht {number}", what="Uitleg. " * 20) for number in range(1, 8))
    made = render(replace(SHEET, rights=rights, format=paper, large=large))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.pdf)).pages]
    assert len(pages) == made.pages > 1
    assert made.missing_glyphs == 0
    assert [line for line in made.text if line.startswith("Recht ")] == [one.name for one in rights]
    assert all("K7-4M2" in page for page in pages)  # a page that gets lost still leads back
    assert render(replace(SHEET, rights=rights, format=paper, large=large)).pdf == made.pdf


def test_what_is_personal_may_not_betray_anybody() -> None:
    for why in ("Uw zoon Karim gaat naar school.", "85.07.30-033.28", "U bent zonder wettig verblijf."):
        with pytest.raises(Refusal):
            replace(SHEET, rights=(replace(HEATING, why=(why,)),))
    with pytest.raises(Refusal, match="rijksregisternummer"):
        replace(SHEET, contact="85.07.30-033.28")


def test_none_and_too_many_rights_and_strange_paper_are_refused() -> None:
    for rights in ((), (HEATING,) * (MOST_RIGHTS + 1)):
        with pytest.raises(Refusal, match="spatiebalk"):
            replace(SHEET, rights=rights)
    with pytest.raises(Refusal, match="A5, A4"):
        replace(SHEET, format="A3")


def test_endless_and_foreign_text_stays_on_the_page() -> None:
    odd = replace(HEATING, name="<b>العنوان</b> " + "x" * 3000, documents=("ሰነድ",) * 9, where=("a" * 5000,))
    made = render(replace(SHEET, rights=(odd,) * 3, large=True, format="A5"))
    assert "<b>" not in " ".join(made.text)
