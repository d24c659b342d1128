"""The dialogs of the system: what Qt draws itself speaks Dutch, and the safe answer is the first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from sociaalhuis.ui.ask import Dialogs

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen screen says of every dialog


def test_a_question_is_not_agreed_to_by_enter_alone(qtbot: QtBot, qapp: QApplication) -> None:
    parent, seen = QWidget(), list[str]()
    qtbot.addWidget(parent)

    def press_enter() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            seen.append(box.text())
            default = box.defaultButton()
            default.click()

    QTimer.singleShot(0, parent, press_enter)
    assert Dialogs(parent).confirm("De kopie terugzetten?", "Terugzetten") is False
    assert seen == ["De kopie terugzetten?"]
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuleren"


def test_a_file_is_asked_in_dutch_and_closing_is_no_answer(qtbot: QtBot) -> None:
    parent, seen = QWidget(), list[str]()
    qtbot.addWidget(parent)

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            seen.append(dialog.labelText(QFileDialog.DialogLabel.FileName))
            dialog.reject()

    asks: tuple[Callable[[], Path | None], ...] = (
        lambda: Dialogs(parent).open_file("Welke reservekopie?", "Reservekopie (*.zip)"),
        lambda: Dialogs(parent).save_as("Herstelblad bewaren", "herstelblad.pdf", "PDF (*.pdf)"),
        lambda: Dialogs(parent).folder("Waar komt de reservekopie?"),
    )
    for ask in asks:
        QTimer.singleShot(0, parent, close)
        assert ask() is None
    assert len(seen) == 3
    assert "name" not in " ".join(seen).lower()
