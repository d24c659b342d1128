"""Fields that are as tall as what stands in them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sociaalhuis.ui.parts.growing import Growing, Sentence

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen screen says of a new smallest size
LONG = "Elf euro per uur; vier euro per uur met verhoogde tegemoetkoming; gratis voor wie leefloon heeft. "


@pytest.fixture
def held(qtbot: QtBot) -> QWidget:
    """A place for a field, above what takes the room that is left."""
    held = QWidget()
    QVBoxLayout(held).addStretch()
    held.resize(300, 600)
    qtbot.addWidget(held)
    return held


def _put(held: QWidget, field: QWidget) -> None:
    inside = held.layout()
    assert isinstance(inside, QVBoxLayout)
    inside.insertWidget(0, field)


def test_all_that_is_typed_can_be_read_until_it_is_too_much(held: QWidget, qtbot: QtBot) -> None:
    field = Growing(1, most=4)
    _put(held, field)
    held.show()
    qtbot.wait(1)
    one = field.height()
    field.setPlainText("a\nb\nc")
    three = field.height()
    assert three > 2 * one - 20 > one
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    field.setPlainText("\n".join("abcdefgh"))
    assert field.height() > three
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded, "the rest is reached by scrolling"
    field.clear()
    assert field.height() == one


def test_a_narrower_field_is_taller(held: QWidget, qtbot: QtBot) -> None:
    field = Growing()
    _put(held, field)
    held.resize(900, 600)
    field.setPlainText(LONG)
    held.show()
    qtbot.wait(1)
    wide = field.height()
    held.resize(220, 600)
    qtbot.waitUntil(lambda: field.height() > wide)


def test_a_sentence_has_no_ends_of_lines_and_an_end(held: QWidget, qtbot: QtBot) -> None:
    field = Sentence(20)
    _put(held, field)
    held.show()
    with qtbot.waitSignal(field.returnPressed):
        QTest.keyClick(field, Qt.Key.Key_Return)
    QGuiApplication.clipboard().setText("een\ntwee\r\ndrie")
    field.paste()
    assert field.toPlainText() == "een twee drie"
    QTest.keyClicks(field, "x" * 30)
    assert field.toPlainText() == "een twee drie" + "x" * 7
