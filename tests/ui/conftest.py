"""What holds for every test of the window: dressed once, Flemish locale, and nothing that runs or shows outlives its test."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QLocale, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sociaalhuis.ui import look, mine
from tests.ui.pilot import Pilot

PATIENCE = 2.0  # seconds
HEAVY = 120_000  # objects: every window that closes lets Python look at all of them

type Dress = Callable[[str, float], None]


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    look.apply(qapp, "light")


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, _dressed: None) -> Iterator[None]:
    """No window stays, no timer ticks, no pool works after a test; what is loaded for good is looked at no more."""
    if len(gc.get_objects()) > HEAVY:
        gc.collect()
        gc.freeze()
    yield
    QApplication.clipboard().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    until = time.monotonic() + PATIENCE
    while (left := list(_left())) and time.monotonic() < until:  # a single shot that nobody waits for any more may still come
        QApplication.processEvents()
        time.sleep(0.02)
    if left:
        pytest.fail("left after the test: " + "; ".join(left))


def _left() -> Iterator[str]:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            yield f"window {type(widget).__name__}"
    for timer in gc.get_objects():
        if type(timer) is QTimer and shiboken6.isValid(timer) and timer.isActive():
            yield f"timer of {timer.interval()} ms, parent {timer.parent()!r}"
    if QThreadPool.globalInstance().activeThreadCount():
        yield "work in the global thread pool"


@pytest.fixture(autouse=True)
def _own_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person likes on this PC is kept in a folder of the test."""
    monkeypatch.setattr(mine, "file", lambda: tmp_path / "profiel" / "venster.json")


@pytest.fixture
def pilot(qtbot: QtBot, place: Path, tmp_path: Path) -> Iterator[Pilot]:
    """A window on a fresh copy of the house, at its lock screen."""
    flying = Pilot(qtbot, place, tmp_path / "shots")
    yield flying
    flying.close()


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Dress]:
    """Dress the application otherwise (scheme, text size); light at 100 % comes back after the test."""
    yield lambda scheme, scale: look.apply(qapp, scheme, scale)
    look.apply(qapp, "light")
