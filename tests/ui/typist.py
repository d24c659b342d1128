"""A process that types in a screen, a letter every few hundredths of a second, and says each. Its parent kills it."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sociaalhuis.desk import intake
from sociaalhuis.ui import look
from sociaalhuis.ui.frame.window import Window
from tests.houses import PASSPHRASES

EVERY, PATIENCE = 0.03, 20.0  # seconds


def main(place: Path, screen: str) -> None:
    """Sign in, begin a question or a referral and type until somebody ends it; each letter is told with its moment."""
    application = QApplication([])
    look.apply(application, "light")
    window = Window(place, name="onthaal")
    window.show()
    window.activateWindow()
    application.processEvents()
    _type_in(window, PASSPHRASES["onthaal"])
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    latest = time.monotonic() + PATIENCE
    while window.bench is None:
        application.processEvents()
        if time.monotonic() > latest:
            sys.exit("the door did not open")
    if screen == "referral":
        _begin_referral(application, window)
    else:
        window.bench.go("question", new=True)  # type: ignore[attr-defined]  # a workbench
    number = 0
    while True:
        letter = "abcdefghij"[number % 10]
        _type_in(window, letter)
        os.write(1, f"{letter} {time.time()}\n".encode())
        number += 1
        until = time.monotonic() + EVERY
        while time.monotonic() < until:
            application.processEvents()


def _begin_referral(application: QApplication, window: Any) -> None:
    """A referral of a noted question by an appointment; the letters go into “plan B”."""
    bench = window.bench
    noted = intake.register(bench.place.house, intake.Question("huur"), datetime.now(UTC))
    bench.go("referral", contact=noted.id, services=("caw-limburg",))
    latest = time.monotonic() + PATIENCE
    while not bench.here._to.services:
        application.processEvents()
        if time.monotonic() > latest:
            sys.exit("the referral did not begin")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(QApplication.focusWidget() or window, key)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    _type_in(window, "+7 14u")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)


def _type_in(window: QWidget, text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget() or window, letter)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
