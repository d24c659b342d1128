"""Large letters: nothing lies over something else, and everything can be reached."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sociaalhuis.ui.frame.lock import Lock
from sociaalhuis.ui.parts.threecolumns import ThreeColumns
from tests.ui.conftest import Dress
from tests.ui.pilot import Pilot

WHY = "Dit wachtwoord of deze naam klopt niet. Probeer opnieuw. Lukt het niet? Gebruik de herstelcode."
GERMAN = "Rechtsschutzversicherungsgesellschaften-Donaudampfschifffahrtsgesellschaft"


def _overlaps(inside: QWidget) -> list[str]:
    """Which visible words, fields, buttons and lists lie over each other."""
    kinds = (QLabel, QLineEdit, QAbstractButton, QAbstractItemView)
    shown = [one for one in inside.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
    places = [(one, _seen(one).translated(one.mapTo(inside, QPoint()))) for one in shown]
    return [
        f"{_named(one)} over {_named(other)}"
        for (one, box), (other, second) in combinations(places, 2)
        if box.intersects(second) and not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def _seen(widget: QWidget) -> QRect:
    """The part of a widget that is not scrolled out of sight."""
    return widget.visibleRegion().boundingRect()


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', str)()!r}"


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_a_refusal_at_the_lock_covers_nothing(qtbot: QtBot, dress: Dress, scale: float) -> None:
    dress("light", scale)
    lock = Lock(GERMAN, "Vergrendeld om 10.15 uur. Je werk is bewaard.", "An P.", "Oefenhuis: alles is verzonnen. " * 2)
    host = QWidget()
    qtbot.addWidget(host)
    lock.setParent(host)
    lock.resize(1366, 900)
    host.resize(1366, 900)
    host.show()
    lock.refuse(WHY, counts=True)
    QApplication.processEvents()
    assert _overlaps(lock) == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_first_run_covers_nothing(qtbot: QtBot, tmp_path: Path, dress: Dress, scale: float) -> None:
    dress("dark", scale)
    pilot = Pilot(qtbot, tmp_path / "huis", tmp_path / "shots")
    try:
        pilot.wait_for(lambda: pilot.focus_name() == "Naam van het huis")
        pilot.press("Enter")
        assert _overlaps(pilot.window) == []
        pilot.type("3740")
        pilot.press("Enter")
        pilot.wait_for(lambda: pilot.focus_name() == "Jouw naam")
        pilot.press("Enter")
        assert _overlaps(pilot.window) == []
    finally:
        pilot.close()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_settings_and_help_cover_nothing(qtbot: QtBot, place: Path, tmp_path: Path, dress: Dress, scale: float) -> None:
    dress("light", scale)
    pilot = Pilot(qtbot, place, tmp_path / "shots")
    try:
        pilot.sign_in("beheerder")
        for keys in (("Ctrl+6",), ("Alt+K",), ("Alt+W",), ("F1",)):
            pilot.press(*keys)
            pilot.settle()
            assert _overlaps(pilot.window) == []
    finally:
        pilot.close()


def test_a_question_today_and_the_numbers_cover_nothing(qtbot: QtBot, place: Path, tmp_path: Path, dress: Dress) -> None:
    dress("light", 2.0)
    pilot = Pilot(qtbot, place, tmp_path / "shots")
    try:
        pilot.sign_in("onthaal")
        pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
        pilot.press("Ctrl+N")
        pilot.type("Ik heb schulden en kan de huur niet betalen. Ik ben 41.")
        pilot.wait_for(lambda: pilot.screen._right.cards.shown, "suggestions")
        pilot.settle()
        pilot.press("Ctrl+M", "F6", "F6", "X")
        assert _overlaps(pilot.window) == []
        pilot.press("Ctrl+J")
        pilot.settle()
        assert _overlaps(pilot.window) == []  # the question under the list of facts
        inside = pilot.screen._form.window().findChild(ThreeColumns)
        assert inside.horizontalScrollBar().maximum() == 0  # nothing lies beside the window
        for keys in (("Alt+V", "J", "Enter"), ("Alt+V", "F7"), ("F2",), ("Escape", "Ctrl+1")):
            pilot.press(*keys)
            pilot.settle()
            assert _overlaps(pilot.window) == [], keys
    finally:
        pilot.close()
