"""Probleem melden: what goes to a helper is read first, and kept as a file, by keys only."""

import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from sociaalhuis import log
from tests.ui.pilot import Pilot

TOLD = "Wat in het bestand komt"


@pytest.mark.expects_log
def test_a_mistake_is_passed_on_by_keys_only(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    log.start(pilot.screen.place.house.place / "log")
    try:
        raise ValueError("Zwartgeblakerd Geheim")
    except ValueError:
        logging.getLogger("sociaalhuis.proef").exception("while saving")
    log.stop()
    pilot.press("Ctrl+K")
    pilot.type("probleem")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "problem", "the report")
    pilot.shows("Er staat geen naam, geen nummer")
    assert pilot.focus_name() == TOLD
    pilot.answers.path = tmp_path / "geen map" / "melding.txt"
    pilot.press("Ctrl+Return")
    pilot.shows("kan het programma niet schrijven")
    pilot.answers.path = tmp_path / "melding.txt"
    pilot.press("Ctrl+Return")
    pilot.says("Bewaard als melding.txt.")
    written = pilot.answers.path.read_text("utf-8")
    assert "ValueError" in written
    assert "test_problem.py:" in written
    assert "Geheim" not in written
    pilot.press("Alt+K")
    assert QGuiApplication.clipboard().text() == written
    pilot.press("Esc")
    assert pilot.here == "today"
