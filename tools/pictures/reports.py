"""The pictures of Rapporten and Bewaartermijnen, in keys; see studio.py."""

from tools.pictures.studio import Studio


def reports_scenes(studio: Studio) -> None:
    """Chris D. looks at the quarter for the council."""
    pilot = studio.start(name="Chris D.")
    studio.sign_in()
    pilot.press("Ctrl+K")
    pilot.type("kwartaalbriefing")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "reports")
    pilot.press("Alt+P")
    pilot.type("2026Q4")
    pilot.settle()
    pilot.press("Shift+F6", "Shift+F6")
    studio.shoot("reports")
    pilot.press("Down", "Down", "Down")
    studio.shoot("reports-table")
    pilot.press("Alt+P")
    pilot.type("Jaar")
    pilot.settle()
    studio.shoot("reports-year")
    pilot.press("Alt+P")
    pilot.type("2025Q1")
    pilot.shows("nog niets genoteerd")
    studio.shoot("reports-empty")
    pilot.press("Ctrl+K")
    pilot.type("signalen bek")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "signals")
    pilot.press("Alt+W", "V", "Esc", "A")
    pilot.says("Genoteerd")
    studio.shoot("signals-weighed")


def retention_scenes(studio: Studio) -> None:
    """Some years later Chris D. proposes what must go, and Bart V. looks at it."""
    pilot = studio.start(name="Chris D.")
    pilot.now = pilot.now.replace(year=pilot.now.year + 6)
    studio.sign_in()
    pilot.press("Ctrl+4")
    pilot.type("nachtegaelhof 1990")
    pilot.settle()
    pilot.press("Enter")
    pilot.wait_for(lambda: any("Waarom open je" in text for text in pilot.texts()))
    pilot.press("Alt+E")
    pilot.wait_for(lambda: pilot.focus_name() == "Tijdlijn")
    pilot.press("Ctrl+K")
    pilot.type("dossier wissen")
    pilot.press("Enter")
    pilot.settle()
    pilot.type("Ze vroeg het vandaag aan de balie.")
    studio.shoot("client-erase")
    pilot.press("Esc", "Esc")
    _to_the_terms(studio)
    studio.shoot("retention")
    pilot.press("Alt+V")
    pilot.says("Het voorstel staat klaar.")
    studio.stop()
    pilot = studio.start(at=studio.place, name="Bart V.")
    pilot.now = pilot.now.replace(year=pilot.now.year + 6)
    studio.sign_in()
    _to_the_terms(studio)
    pilot.press("Down", "Enter")
    studio.shoot("retention-proposal")


def _to_the_terms(studio: Studio) -> None:
    pilot = studio.pilot
    pilot.press("Ctrl+K")
    pilot.type("bewaartermijnen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "retention" and len(pilot.lines("Bewaartermijnen")) > 1)
