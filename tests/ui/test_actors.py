"""Organisaties, by keys only: from the card of a service to a contact, an agreement that ends soon, and the chip of Vandaag."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sociaalhuis.desk.catalogue import actors
from sociaalhuis.ui.parts import kept
from tests.houses import NOW
from tests.ui.pilot import Pilot

LIST, CARD = "Organisaties", "Kaart van de organisatie"


@pytest.fixture
def desk(pilot: Pilot) -> Pilot:
    """The pilot with the catalogue ready."""
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    return pilot


def test_a_contact_and_an_agreement_from_the_card_of_a_service(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("huurdersbond limburg")
    desk.wait_for(lambda: desk.lines("Gevonden diensten"), "services")
    desk.press("Ctrl+K")
    desk.type("organisatie van deze dienst")
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "actors" and any("DIENSTEN" in line for line in desk.lines(CARD)), "the card")
    desk.press("C")
    desk.type("Els V.")
    desk.press("Enter")
    desk.shows("Hoe bereik je die persoon?")
    desk.press("Alt+T")
    desk.type("011 22 33 44")
    desk.press("Alt+B")
    desk.type("na 14 uur")
    desk.press("Enter")
    desk.says("Bewaard.")
    desk.wait_for(lambda: any("Els V." in line for line in desk.lines(CARD)), "the contact")
    desk.press("F2")
    desk.says("Gekopieerd: 011 22 33 44.")
    assert QApplication.clipboard().text() == "011 22 33 44"
    desk.press("A")
    desk.type("Zitdag elke dinsdag")
    desk.press("Alt+T")
    desk.type("31/2/2027")
    desk.press("Enter")
    desk.shows("“31/2/2027” is geen dag.")
    desk.press("Ctrl+A")
    desk.type("31/12/2026")
    desk.press("Enter")
    desk.wait_for(lambda: any("loopt af" in line for line in desk.lines(CARD)), "the agreement")
    desk.shows("Naar hen doorverwezen: < 5.")
    desk.press("P", "Home", "Enter")  # another period; then Els again
    desk.shows("Contact aanpassen")
    desk.press("Esc", "W")
    desk.says("Van de kaart gehaald.")
    desk.press("Ctrl+Z")
    desk.wait_for(lambda: any("Els V." in line for line in desk.lines(CARD)), "Els again")
    desk.press("Ctrl+1")
    desk.shows("1 afspraak met een organisatie loopt af")


def test_what_an_organisation_says_is_read_whole_on_its_card(desk: Pilot, tmp_path: Path) -> None:
    said = "Gezinnen zonder wagen raken niet bij de voedselbank, en wie werkt, komt er na vijf uur voor een gesloten deur. " * 2
    actors.keep(desk.bench.place.house, "ocmw-bilzen-hoeselt", {"knelpunten": said}, NOW)
    desk.bench.go("actors", service="ocmw-bilzen-hoeselt")
    desk.wait_for(lambda: any("WAT ZE ZELF ZEGGEN" in line for line in desk.lines(CARD)), "what they say")
    desk.shows("C   Nieuw contact")
    desk.press("Tab", "End")
    desk.shows("komt er na vijf uur voor een gesloten deur. Gezinnen")
    desk.answers.path = tmp_path / "zeggen.xlsx"
    desk.press("Ctrl+K")
    desk.type("wat organisaties zelf")
    desk.press("Enter")
    desk.says("Bewaard als zeggen.xlsx.")


def test_a_contact_that_is_being_typed_outlives_the_lock(desk: Pilot) -> None:
    desk.bench.go("actors", service="ocmw-bilzen-hoeselt")
    desk.wait_for(lambda: desk.screen._actor is not None, "the organisation")
    desk.settle()
    desk.screen.new_person()
    desk.type("Els Voorbeeld")
    name = desk.screen._name.text()
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: desk.here == "actors" and desk.screen._person.isVisible(), "the form")
    assert desk.screen._name.text() == name
    assert "Els Voorbeeld" in kept.typed(desk.screen._person)
