"""Wat wij weten: what only this house knows of a service, noted with the keys and first on its card."""

from tests.houses import SignIn
from tests.ui.pilot import Pilot

FOUND = "Gevonden diensten"


def test_what_the_house_knows_is_noted_and_stands_first_on_the_card(sign_in: SignIn, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    pilot.press("Ctrl+G")
    pilot.type("tele-onthaal")
    pilot.wait_for(lambda: pilot.lines(FOUND), "the service")
    pilot.press("F6", "W")
    pilot.wait_for(lambda: pilot.here == "known", "the fields")
    pilot.type("Neemt op na 14 u.")
    pilot.press("Alt+B")
    pilot.type("na 14 uur")
    pilot.press("Esc")  # what was typed stays
    pilot.wait_for(lambda: pilot.here == "catalogue", "the catalogue")
    pilot.press("W", "Alt+E")
    pilot.type("zes weken")
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "catalogue", "back")
    for said in ("WAT WIJ WETEN", "Neemt op na 14 u.", "na 14 uur", "zes weken (gehoord in november 2026)"):
        pilot.shows(said)
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: not pilot.screen._card._heard[0].waiting_time, "as it was")
