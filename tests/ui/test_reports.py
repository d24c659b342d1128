"""Rapporten: a quarter chosen, its tables walked through, and the briefing made, by keys only."""

from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication

from sociaalhuis.desk import intake
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot


def test_the_briefing_by_keys_only(sign_in: SignIn, pilot: Pilot, tmp_path: Path) -> None:
    desk = sign_in("onthaal")
    for number in range(19):
        intake.count(desk, "balie", ["wonen" if number < 12 else "financien"], "informeren", NOW - timedelta(days=number))
    desk.close()
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+K")
    pilot.type("kwartaalbriefing")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "reports", "the reports")
    pilot.shows("Er is nog niets genoteerd in kwartaal 3 van 2026")  # the last quarter that is over
    pilot.press("Ctrl+P")
    assert pilot.answers.asked == [], "nothing to make paper of"
    pilot.press("Alt+P")
    pilot.type("2026Q4")
    pilot.settle()
    pilot.press("Shift+F6", "Shift+F6")
    assert pilot.focus_name() == "Rapporten"
    assert pilot.lines("Cijfers")[1].startswith("Contacten, Het kwartaal is nog bezig.")
    pilot.press("Down", "Down", "Down")
    pilot.shows("Contacten per levensdomein")
    pilot.press("Ctrl+C")
    assert "\nWonen\t12\t" not in QGuiApplication.clipboard().text(), "with it the smaller ones would be known"
    assert "\nContacten\t19\t" in QGuiApplication.clipboard().text()

    pilot.answers.path = tmp_path / "briefing.pdf"
    pilot.press("Ctrl+P")
    pilot.says("Bewaard als briefing.pdf.")
    assert "Kwartaalbriefing" in PdfReader(pilot.answers.path).pages[0].extract_text()
    pilot.answers.path = tmp_path / "geen map" / "briefing.xlsx"
    pilot.press("Alt+R")
    pilot.shows("kan het programma niet schrijven")
    pilot.answers.path = tmp_path / "briefing.xlsx"
    pilot.press("Alt+R")
    pilot.says("Bewaard als briefing.xlsx.")

    pilot.press("Alt+P")
    pilot.type("Jaar")
    pilot.settle()
    pilot.press("Shift+F6", "Shift+F6", "Home")
    assert pilot.focus_name() == "Rapporten"
    assert pilot.lines("Cijfers")[1].startswith("Contacten, Het jaar is nog bezig.")
    pilot.press("Down", "Down", "Down", "Down", "Down")
    pilot.shows("Contacten per kwartaal")
    assert "kwartaal 4" in pilot.lines("Cijfers")[4]
    pilot.shows("12+: twaalf of meer.")
    pilot.answers.path = tmp_path / "jaar.pdf"
    pilot.press("Ctrl+P")
    pilot.says("Bewaard als jaar.pdf.")
    assert "Jaaroverzicht" in PdfReader(pilot.answers.path).pages[0].extract_text()


def test_who_may_not_see_reports_is_told(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    bench = pilot.window.bench
    assert bench is not None
    bench.go("reports")  # type: ignore[attr-defined]  # the workbench
    pilot.shows("Je rol laat dit niet toe: rapporten bekijken.")
