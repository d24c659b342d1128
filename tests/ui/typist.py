"""A process that types in a new question, a letter every few hundredths of a second, and says each. Its parent kills it."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.window import Window
from tests.houses import PASSPHRASES

EVERY, PATIENCE = 0.03, 20.0  # seconds


def main(place: Path) -> None:
    """Sign in, begin a question and type until somebody ends it; each letter is told with the moment it was typed."""
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


def _type_in(window: QWidget, text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget() or window, letter)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
