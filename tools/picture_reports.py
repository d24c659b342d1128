"""The pictures of Rapporten, in keys; see picture_scenes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.pictures import Studio


def reports_scenes(studio: "Studio") -> None:
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
    pilot.type("2025Q1")
    pilot.shows("nog niets genoteerd")
    studio.shoot("reports-empty")
