"""The pictures of the agenda, in keys; see studio.py."""

from tools.pictures.studio import Studio


def agenda_scenes(studio: Studio) -> None:
    """The week, a day, an appointment with its letter, a day that does not take place, and planning."""
    pilot = studio.start()
    studio.sign_in()
    pilot.press("Ctrl+9")
    studio.shoot("agenda", 1)
    pilot.press("Alt+G")
    studio.shoot("agenda-day", 1)
    pilot.press("Ctrl+K")
    pilot.settle()
    pilot.type("wanneer komt de pensioendienst")
    studio.shoot("agenda-asked", 1)
    pilot.press("Esc", "Ctrl+Shift+A")
    studio.shoot("agenda-booking", 1)
    pilot.press("Enter")
    studio.shoot("agenda-booked", 1)
    pilot.press("Ctrl+9", "Alt+W")
    pilot.settle()
    pilot.press("Right", "S")
    pilot.settle()
    pilot.type("ziek")
    pilot.press("Enter")
    studio.shoot("agenda-calls", 1)
    pilot.press("Ctrl+9")
    studio.shoot("agenda-off", 1)
    studio.stop()
    studio.start(name="Chris D.")
    studio.sign_in()
    pilot = studio.pilot
    pilot.press("Ctrl+K")
    pilot.type("zitdagen plannen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "officehours" and pilot.lines("Zitdagen"))
    studio.shoot("agenda-planning", 1)
