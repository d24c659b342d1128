"""Pictures of who keeps the house: settings, a damaged file and its copy, the first run. How they are taken: studio.py."""

from datetime import timedelta

from tools.pictures.studio import Studio


def keeper_scenes(studio: Studio) -> None:
    """The settings, for a keeper and with a mistake."""
    pilot = studio.start(name="Beheer")
    studio.sign_in()
    pilot.press("Ctrl+6")
    studio.shoot("admin")
    pilot.type("dringend")
    pilot.press("Enter", "Ctrl+A")
    pilot.type("veel")
    pilot.press("Enter")
    studio.shoot("admin-error")
    pilot.press("Alt+W")
    studio.shoot("admin-colleague")
    pilot.press("Esc", "Alt+J")
    studio.shoot("admin-passphrase")
    pilot.press("Esc", "Alt+H")
    studio.shoot("admin-sheet")
    pilot.press("Esc")
    _damage(studio)


def _damage(studio: Studio) -> None:
    """A copy is made, the house is damaged a day later, and the copy comes back."""
    pilot, house = studio.pilot, studio.place / "house.db"
    pilot.answers.path = studio.place.parent / "stick"
    pilot.press("Ctrl+Shift+B")
    pilot.says("gemaakt en nagekeken")
    pilot.now += timedelta(days=1)
    pilot.press("Ctrl+L")
    house.write_bytes(bytes(byte ^ 0xFF for byte in house.read_bytes()))
    studio.try_password()
    pilot.shows("Alt+T")
    studio.shoot("lock-damaged")
    pilot.press("Alt+T")
    pilot.shows("De kopie van gisteren")
    studio.shoot("restore")


def first_run_scenes(studio: Studio) -> None:
    """From nothing to an empty house."""
    pilot = studio.start(demo=False)
    pilot.wait_for(lambda: pilot.focus_name() == "Naam van het huis")
    pilot.press("Ctrl+A")
    pilot.type("Sociaal Huis Lindebeek")
    pilot.press("Tab")
    pilot.type("3740")
    studio.shoot("wizard-1", 1)
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Jouw naam")
    pilot.type("An P.")
    for text in ("te kort", "oefenhuis-2026"):
        pilot.press("Tab", "Ctrl+A")
        pilot.type(text)
        if text == "te kort":
            pilot.press("Enter")
            studio.shoot("wizard-2-error")
            pilot.press("Shift+Tab")
    pilot.press("Tab")
    pilot.type("oefenhuis-2026")
    studio.shoot("wizard-2")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Afdrukken")
    pilot.press("Alt+I", "Enter")
    studio.shoot("wizard-4")
    pilot.press("Enter")
    studio.sign_in()
    studio.shoot("today-empty")
    pilot.press("Ctrl+3")
    studio.shoot("followup-empty")
