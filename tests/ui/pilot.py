"""The pilot of the stories: the real window on a real encrypted house, driven by keys only, and what the window shows.

A story presses and types, and looks; it never calls a verb and never sets a widget. One press of a key or a chord is one unit;
typed letters are counted apart (the counting rule of the key budgets).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sociaalhuis.ui.frame.lock import Lock
from sociaalhuis.ui.frame.window import Window
from sociaalhuis.ui.parts.rows import Rows
from tests.houses import NOW, PASSPHRASES

SIZE = (1366, 768)
_OTHER_NAMES = {"Enter": "Return", "Spatie": "Space"}  # what a keyboard calls it, and what Qt does


class Answers:
    """The recording twin of ui.ask: gives the answers that a test prepared and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.yes = True
        self.path: Path | None = None  # None: the person closes the dialog

    def confirm(self, question: str, yes: str) -> bool:
        """Keep the question; the answer is ``self.yes``."""
        self.asked.append(f"{question} [{yes}]")
        return self.yes

    def save_as(self, title: str, name: str, kind: str) -> Path | None:
        """Keep the title with the proposed name; the answer is ``self.path``."""
        self.asked.append(f"{title}: {name} ({kind})")
        return self.path

    def open_file(self, title: str, kind: str) -> Path | None:
        """Keep the title with the kind; the answer is ``self.path``."""
        self.asked.append(f"{title} ({kind})")
        return self.path

    def folder(self, title: str) -> Path | None:
        """Keep the title; the answer is ``self.path``."""
        self.asked.append(title)
        return self.path


class Pilot:
    """Drives one window. ``now`` is the clock of the window and may be set; ``answers`` answers its questions."""

    def __init__(self, qtbot: QtBot, place: Path, shots: Path, *, hint: str = "", name: str = "") -> None:
        self._qtbot, self._place, self._shots = qtbot, place, shots
        self._hint, self._name = hint, name
        self.now: datetime = NOW
        self.answers = Answers()
        self.units = 0
        self.letters = 0
        self.window = self._started()

    def _started(self) -> Window:
        window = Window(self._place, hint=self._hint, name=self._name, now=lambda: self.now, ask=self.answers)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        return window

    # ── start and end ────────────────────────────────────────────────────────────────────────────────────────────────────

    def sign_in(self, role: str = "onthaal", secret: str | None = None) -> None:
        """Type the name and the passphrase of the colleague with this role, and wait for the first screen. Counts nothing."""
        counted = self.units, self.letters
        self.try_to_sign_in(role, PASSPHRASES[role] if secret is None else secret)
        self.wait_for(
            lambda: self.window.bench is not None, "the workbench", 20_000
        )  # the key takes its time on a busy machine
        self.settle()
        self.units, self.letters = counted

    def try_to_sign_in(self, name: str, secret: str) -> None:
        """Type a name and a secret on the lock screen and press Enter."""
        self.wait_for(lambda: isinstance(self.window.centralWidget(), Lock), "the lock screen")
        self.wait_for(self._at_the_name, "the field of the name")  # on a busy machine a letter with Alt can come too early
        self.press("Ctrl+A")
        self.type(name)
        self.press("Enter", "Ctrl+A")  # a letter with Alt that came too early stands in the password
        self.type(secret)
        self.press("Enter")

    def _at_the_name(self) -> bool:
        if self.focus_name() != "Medewerker":
            self.press("Alt+M")
        return self.focus_name() == "Medewerker"

    def close(self) -> None:
        """Close the window as a person does; all that belongs to it is gone afterwards."""
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def restart(self) -> None:
        """Close the window and start a new one on the same house."""
        self.close()
        self.window = self._started()

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def press(self, *chords: str) -> None:
        """Press keys or chords one after the other, such as "Ctrl+N", "Enter", "Tab", "D", "Ctrl+é". Each is one unit."""
        for chord in chords:
            combination = self._click(chord)
            QApplication.processEvents()
            if combination.keyboardModifiers() & Qt.KeyboardModifier.AltModifier:  # Qt shows a button go down before it acts
                self.wait_for(lambda: not any(button.isDown() for button in self._buttons()), "the button to go up")

    def press_twice(self, chord: str) -> None:
        """Press a key twice, the second time before the window heard of an answer to the first; then wait for both."""
        self._click(chord)
        self._click(chord)
        self.settle()
        self.settle()

    def _click(self, chord: str) -> QKeyCombination:
        first, plus, last = chord.rpartition("+")
        known = QKeySequence(first + plus + _OTHER_NAMES.get(last, last))
        if known.count() != 1:
            raise ValueError(f"no such key: {chord}")
        combination: QKeyCombination = known[0]  # type: ignore[index]  # the stubs miss it
        QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
        self.units += 1
        return combination

    def _buttons(self) -> Sequence[QAbstractButton]:
        return self.window.findChildren(QAbstractButton)

    def type(self, text: str) -> None:
        """Type letters where the focus is; any script. Counted in ``letters``."""
        for letter in text:
            target = self._target()
            if letter == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(target, letter)
            else:  # as an input method hands it over: no key, only a text
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            self.letters += 1
        QApplication.processEvents()

    def paste(self, text: str) -> None:
        """Put a text on the clipboard and press Ctrl+V: one unit."""
        QApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def start_counting(self) -> None:
        """Set both counters to nought."""
        self.units = self.letters = 0

    def _target(self) -> QWidget:
        popup: QWidget | None = QApplication.activePopupWidget()
        over = _first(popup, self.window)
        inside = over.focusWidget() if over is not self.window else QApplication.focusWidget()
        return _first(inside, over)

    # ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def wait_for(self, holds: Callable[[], object], what: str = "it", timeout: int = 5000) -> None:
        """Wait until this holds; on failure a picture is left and named."""
        try:
            self._qtbot.waitUntil(lambda: bool(holds()), timeout=timeout)
        except Exception as error:
            left = self.shot("failed")
            raise AssertionError(
                f"waited for {what}; status {self.status()!r}; focus {self.focus_name()!r}; see {left}"
            ) from error

    def settle(self) -> None:
        """Wait until no work runs in the background and its answers are on the screen."""
        QApplication.processEvents()
        self.wait_for(lambda: not self.window._jobs.busy(), "the background work")
        for _ in range(3):
            QApplication.processEvents()

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def bench(self) -> Any:
        """The frame around the screens, to look at; None while locked."""
        return self.window.bench

    @property
    def here(self) -> str:
        """The name of the screen that is shown; "lock" when locked."""
        bench: Any = self.window.bench
        return "lock" if bench is None or bench.here is None else str(bench.here.name)

    @property
    def screen(self) -> Any:
        """The screen that is shown, to look at."""
        bench: Any = self.window.bench
        return bench.here

    def status(self) -> str:
        """What the status bar says; empty while locked."""
        bench: Any = self.window.bench
        return "" if bench is None else str(bench._status.text())

    def says(self, text: str) -> None:
        """Wait until the status bar says this (a part of it is enough)."""
        self.wait_for(lambda: text in self.status(), f"the status bar to say {text!r}")

    def shows(self, text: str) -> None:
        """Wait until this text can be read somewhere in the window (a part of a text is enough)."""
        self.wait_for(lambda: any(text in shown for shown in self.texts()), f"{text!r} on the screen")

    def texts(self) -> Sequence[str]:
        """All texts that can be seen now: labels, buttons, fields and the lines of lists."""
        return [
            text for widget in self.window.findChildren(QWidget) if widget.isVisible() for text in _texts_of(widget) if text
        ]

    def lines(self, name: str) -> Sequence[str]:
        """The lines of the visible list with this accessible name, as a screen reader says them."""
        for rows in self.window.findChildren(Rows):
            if rows.isVisible() and rows.accessibleName() == name:
                return [line.spoken for line in rows.lines()]
        raise AssertionError(f"no list {name!r} on the screen")

    def focus_name(self) -> str:
        """The accessible name of what has the focus; empty when nothing has."""
        focus = QApplication.focusWidget()
        return "" if focus is None else accessible_name(focus)

    def shot(self, name: str) -> Path:
        """Save a picture of the window; gives the file."""
        self._shots.mkdir(parents=True, exist_ok=True)
        file = self._shots / f"{name}.png"
        self.window.grab().save(str(file))
        return file


def accessible_name(widget: QWidget) -> str:
    """What a screen reader calls this widget."""
    found: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return "" if found is None else found.text(QAccessible.Text.Name)


def _first(one: QWidget | None, other: QWidget) -> QWidget:
    return other if one is None else one


def _texts_of(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton() | QLineEdit():
            yield widget.text()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield widget.currentText()
        case Rows():
            yield from (line.spoken for line in widget.lines())
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))
