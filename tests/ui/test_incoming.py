"""Aanmeldingen on the real window: nothing without a ground, tasks on their days, and an independent way for a complaint."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from tests.ui.pilot import Pilot


def test_from_an_aanmelding_to_telling_back(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+Shift+I")
    pilot.type("Kind en Gezin, Els V.")
    pilot.press("Tab", "K", "Alt+V")
    pilot.paste("Graag contact met dit gezin over opvang.")
    pilot.press("Ctrl+Enter")
    pilot.shows("Noteer dan niets en vraag de aanmelder eerst het akkoord.")
    pilot.press("Esc", "Ctrl+1")
    pilot.settle()
    pilot.shows("Aanmelding: Graag contact")
    pilot.press("Ctrl+Shift+I", "F6", "F6", "P", "C")
    pilot.type("+10")
    pilot.shows("donderdag 3 december 2026")
    pilot.press("Ctrl+Enter")
    pilot.says("Contacteer de cliënt ten laatste op woensdag 25 november 2026.")
    pilot.wait_for(lambda: pilot.here == "incoming", "the list")
    pilot.shows("Over uw aanmelding van 23 november 2026")
    pilot.shows("Er was nog geen contact met de persoon.")
    pilot.now += timedelta(days=2)
    pilot.press("Ctrl+1")
    pilot.shows("1 aanmelding op te volgen")
    pilot.press("Ctrl+K")
    pilot.type("aanmeldingen op")
    pilot.press("Enter")
    pilot.shows("contacteer de cliënt")
    pilot.press("B")
    pilot.says("cliënt bereikt")
    pilot.shows("Er was contact met de persoon.")
    pilot.press("K", "T")
    pilot.says("teruggemeld")
    pilot.shows("0 aanmeldingen")


def test_who_stands_too_near_closes_the_file_off(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    house = bench.place.house
    person = intake.add_person(house, "Buur", "Vrouw")
    bench.go("client", person=person)
    pilot.wait_for(lambda: pilot.screen.remember().get("person"), "the file")
    pilot.press("Ctrl+K")
    pilot.type("klacht")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "complaint", "the complaint")
    assert not any("geen dossier gekozen" in text for text in pilot.texts())
    pilot.press("Ctrl+Enter")
    pilot.shows("Kies wat er is, en welke weg je aanbiedt.")
    pilot.press("D", "V")
    pilot.shows("1700")
    pilot.press("Ctrl+Enter")
    pilot.says("Het dossier is afgesloten. In het dossier staat er niets van.")
    with house.store.read() as session:
        assert session.scalars(select(Person.protected).where(Person.id == person)).one()
    pilot.press("Ctrl+4")
    pilot.type("buur vrouw")
    pilot.settle()
    assert not any("Buur Vrouw" in text for text in pilot.texts())
