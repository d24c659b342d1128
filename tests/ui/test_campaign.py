"""Campagnes: from the findings to a list, its letters and its end, by keys only."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import intake
from sociaalhuis.desk.proactive import campaigns, scan
from sociaalhuis.desk.rights import applications
from sociaalhuis.facts import read
from sociaalhuis.house import House, change_setting, reread
from sociaalhuis.rights import engine
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

FACTS = {"woonsituatie": "sociale_huur", "netto_maandinkomen_gezin": 900}
ROWS = "Lijst van de campagne"


@pytest.fixture
def found(sign_in: SignIn) -> None:
    """Four clients who rent and were not here lately, of whom one wants no post; they were found by a scan."""
    change_setting(sign_in("beheerder"), "letterhead.phone", "011 00 00 00")
    house = reread(sign_in("coordinator"))
    for number in range(4):
        person = intake.add_person(
            house, "Nele", "Verzonnen", informed_on=date(2026, 5, 1), postal_code="3740", street=f"Kerkstraat {number}",
            phone="0400", birth_year=1950, forbidden_ways=["brief"] if number == 3 else [],
        )  # fmt: skip
        asked = intake.Question("Vraag.", facts=read(FACTS), person=person)
        intake.register(house, asked, NOW - timedelta(days=200))
    scan.run(house, engine.shipped(), NOW)
    house.close()


def on(pilot: Pilot) -> House:
    house: House = pilot.screen.place.house
    return house


def ready(pilot: Pilot, heads: list[str]) -> None:
    """Wait until the list has these heads."""
    pilot.wait_for(lambda: [line for line in pilot.lines(ROWS) if line.isupper()] == heads, str(heads))
    pilot.settle()


def test_a_campaign_by_keys_only(found: None, pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+8")
    pilot.settle()
    pilot.press("Spatie")
    assert sum(line.endswith("gekozen") for line in pilot.lines("Wie mist misschien iets")) == 1
    pilot.press("Up", "Spatie", "C")  # none is ticked any more: all who may miss this right
    pilot.shows("4 cliënten op de lijst")
    pilot.press("Ctrl+Enter")
    pilot.shows("De rechtsgrond ontbreekt nog")
    pilot.press("Alt+G", "Down", "Alt+W", "Ctrl+A")
    pilot.type("1/12/2026")
    pilot.press("Ctrl+Enter")
    pilot.says("Campagne gemaakt: 4 cliënten op de lijst.")
    ready(pilot, ["CONTACTEREN (4)"])
    assert pilot.focus_name() == ROWS
    assert not any("Nele" in text for text in pilot.texts())
    pilot.shows("Brieven (3)")

    pilot.start_counting()
    pilot.press("A")
    pilot.says("aangevraagd. Z neemt het terug.")
    assert pilot.units == 1
    ready(pilot, ["CONTACTEREN (3)", "AFGEROND (1)"])
    assert len(applications.to_do(on(pilot))) == 1
    pilot.press("Z")
    ready(pilot, ["CONTACTEREN (4)"])
    assert applications.to_do(on(pilot)) == ()
    pilot.press("S")
    ready(pilot, ["CONTACTEREN (3)"])
    pilot.press("Z")
    ready(pilot, ["CONTACTEREN (4)"])
    pilot.press("X")
    ready(pilot, ["CONTACTEREN (3)", "AFGEROND (1)"])
    pilot.press("N")
    ready(pilot, ["CONTACTEREN (2)", "EERST NAKIJKEN (1)", "AFGEROND (1)"])

    pilot.answers.path = tmp_path / "brieven.pdf"
    pilot.press("Alt+F")
    pilot.says("Bewaard als brieven.pdf: ")
    texts = [page.extract_text() for page in PdfReader(BytesIO((tmp_path / "brieven.pdf").read_bytes())).pages]
    assert all("Gratis energiescan" in text for text in texts)
    pilot.shows("Brieven (0)")
    pilot.press("Ctrl+P")
    pilot.shows("Er is niemand voor wie een brief kan.")

    pilot.now = NOW + timedelta(days=9)
    pilot.press("F5")
    pilot.shows("alleen nog aantallen")
    pilot.shows("minder dan 5 elk")
    assert pilot.lines(ROWS) == []
    assert [held.clients for held in campaigns.all_of(on(pilot), pilot.now)] == [0]
    pilot.press("Esc")
    pilot.wait_for(lambda: pilot.here == "proactive", "Proactief")


def test_a_campaign_of_a_list_from_outside(found: None, pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+8", "Ctrl+Shift+M")
    pilot.settle()
    with on(pilot).store.read() as session:
        codes = [str(code) for code in session.scalars(select(Contact.reference).order_by(Contact.id))]
    (tmp_path / "lijst.csv").write_text("\n".join(["code", *codes[:2], "fout", "K7-4M2", ""]), "utf-8")
    pilot.answers.path = tmp_path / "lijst.csv"
    pilot.press("Ctrl+O")
    pilot.shows("2 cliënten gevonden in 4 regels.")
    pilot.shows("Regel 4: dit is geen code van ons.")
    pilot.press("Ctrl+Enter")
    pilot.shows("Welk besluit of akkoord laat deze lijst toe?")
    pilot.press("Alt+R")
    pilot.type("gratis energie")
    pilot.press("Enter", "Alt+G", "Down", "Alt+B")
    pilot.type("raad van 14/9/2026")
    pilot.press("Ctrl+Enter")
    pilot.shows("De bron van de lijst ontbreekt nog")
    pilot.press("Alt+O")
    pilot.type("netbeheerder")
    pilot.press("Ctrl+Enter")
    pilot.says("Campagne gemaakt: 2 cliënten op de lijst.")
    ready(pilot, ["CONTACTEREN (2)"])
    pilot.shows("Staat op een lijst van buiten")
    (tmp_path / "lijst.csv").unlink()
    pilot.press("Ctrl+O")
    pilot.shows("Deze lijst is niet te lezen.")


def test_who_may_not_sees_no_list(found: None, pilot: Pilot) -> None:
    pilot.sign_in("beheerder")
    pilot.press("Ctrl+8", "Ctrl+Shift+M")
    pilot.shows("Campagnes zijn voor maatschappelijk werkers en de coördinator.")
    pilot.press("Ctrl+P", "Ctrl+Enter")
    pilot.settle()
    assert pilot.lines(ROWS) == []
