"""The one port for questions to the person: choosing a file, confirming what cannot be taken back. Tests hand in a twin.

Only what leaves the house or cannot be undone is confirmed; everything else can be taken back.
"""

import functools
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QWidget


class Ask(Protocol):
    """How the window asks."""

    def confirm(self, question: str, yes: str) -> bool:
        """Whether the person agrees; ``yes`` is the word on the button."""

    def save_as(self, title: str, name: str, kind: str) -> Path | None:
        """Where to save, None when the person does not want to."""

    def open_file(self, title: str, kind: str) -> Path | None:
        """Which file, None when the person does not want to."""

    def folder(self, title: str) -> Path | None:
        """Which folder, None when the person does not want to."""


@functools.cache
def speak_dutch() -> QTranslator:
    """Let the dialogs that Qt itself draws, where the system has none of its own, speak Dutch. Once is enough."""
    words = QTranslator()
    words.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    QCoreApplication.installTranslator(words)
    return words


class Dialogs:
    """Asks with the dialogs of the system, fetched at the first question: the lock screen asks none."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def confirm(self, question: str, yes: str) -> bool:
        """A box with the safe answer as default."""
        from PySide6.QtWidgets import QMessageBox

        speak_dutch()
        box = QMessageBox(QMessageBox.Icon.Question, "Sociaal Huis", question, parent=self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        safe = box.addButton("Niet doen", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(safe)
        box.setEscapeButton(safe)
        box.exec()
        return box.clickedButton() is agree

    def save_as(self, title: str, name: str, kind: str) -> Path | None:
        """The system's save dialog."""
        from PySide6.QtWidgets import QFileDialog

        speak_dutch()
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, name, kind)
        return Path(chosen) if chosen else None

    def open_file(self, title: str, kind: str) -> Path | None:
        """The system's open dialog."""
        from PySide6.QtWidgets import QFileDialog

        speak_dutch()
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, "", kind)
        return Path(chosen) if chosen else None

    def folder(self, title: str) -> Path | None:
        """The system's folder dialog."""
        from PySide6.QtWidgets import QFileDialog

        speak_dutch()
        chosen = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(chosen) if chosen else None
