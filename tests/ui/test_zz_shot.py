"""Een fiche met de hand: every field by its letter, a bad value at its field, and an offer of our own from scratch."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from sociaalhuis.desk.catalogue import editing
from sociaalhuis.house import change_setting
from tests.houses import SignIn
from tests.ui.pilot import Pilot


@pytest.fixture
def desk(sign_in: SignIn, pilot: Pilot) -> Pilot:
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    return pilot


def go(pilot: Pilot, words: str, there: str) -> None:
    pilot.press("Ctrl+K")
    pilot.type(words)
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == there, there)
    pilot.settle()


def fill(pilot: Pilot, chord: str, text: str) -> None:
    pilot.press(chord, "Ctrl+A")
    pilot.type(text)


def test_a_record_by_hand_and_an_offer_of_our_own(desk: Pilot) -> None:
    desk.screen.place.go("service", service="huurdersbond-limburg")
    desk.wait_for(lambda: desk.here == "service", "the form")
    desk.settle()
    fill(desk, "Alt+I", "caw")
    desk.wait_for(lambda: any("CAW" in text for text in desk.texts()), "the organisations")
    desk.press("Enter")
    assert "CAW" in desk.screen._fields["organization"].text()
    fill(desk, "Alt+Z", "Markt")
    fill(desk, "Alt+F", "5 euro, per gesprek")
    fill(desk, "Alt+J", "Huurcontract")
    fill(desk, "Alt+H", "Bilzen")
    fill(desk, "Alt+C", "8 gesprekken per zitdag")
    desk.press("Ctrl+Enter")
    desk.settle(); desk.window.grab().save("/tmp/edit_light.png"); f=desk.screen._fields["addresses"]; print(f.height(), f.minimumHeight(), f.maximumHeight(), f.geometry())
    desk.shows("“Markt” is geen adres. Schrijf het als Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel].")
    assert desk.focus_name() == "Adres"
    assert isinstance(desk.screen._fields["addresses"], QPlainTextEdit)
    fill(desk, "Alt+Z", "Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel]")
    desk.press("Ctrl+Enter")
    desk.says("Bewaard: 6 velden")
    desk.settle()
    engine = desk.screen.place.engine
    desk.wait_for(lambda: engine.service("huurdersbond-limburg").capacity == "8 gesprekken per zitdag", "the search to know")
    kept = engine.service("huurdersbond-limburg")
    assert (kept.documents, kept.costs, kept.area.values) == (("Huurcontract",), ("5 euro, per gesprek",), ("73110",))
    go(desk, "nieuw eigen aanbod", "newservice")
    desk.window.grab().save("/tmp/new_light.png")
    desk.press("Ctrl+Enter")
    desk.says("Er is nog niets ingevuld.")
    desk.type("Koffie voor wie alleen is")
    desk.press("Ctrl+Enter")
    desk.shows("Hoe bereikt een cliënt dit aanbod?")
    desk.press("Esc")
    go(desk, "nieuw eigen aanbod", "newservice")  # what was typed stood there still
    desk.start_counting()
    desk.press("Alt+T")
    desk.type("0470 00 00 00 (Els)")
    desk.press("Ctrl+Enter")
    desk.says("Gemaakt en nagekeken: Koffie voor wie alleen is.")
    assert desk.units == 2
    desk.wait_for(lambda: engine.service("koffie-voor-wie-alleen-is"), "the search to know it")
    assert engine.service("koffie-voor-wie-alleen-is").kind == "informal"
    assert not editing.begin(desk.screen.place.house, "koffie-voor-wie-alleen-is").fields["alert"]
