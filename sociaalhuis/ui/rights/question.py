"""One question with its answers by single keys: J, N, W (weet niet), Z (wil niet zeggen), digits; why, and where to look.

The card has the focus; its keys are letters and digits, also those of the digit row of an AZERTY keyboard without Shift. A
number is typed and goes on by itself when it can have no more digits. What is asked, and what an answer means, is not for here.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Strip, breakable

TWINS = dict(zip("&é\"'(§è!çà", "1234567890", strict=True))  # what the digit row gives without Shift on be-AZERTY
LATER = "L"
WIDEST = 36  # letters of an answer on one line
_FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its key (a letter or a digit), its words, and what it stands for. A ``quiet`` one is shown smaller."""

    key: str
    words: str
    what: Any
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer that is typed: the ``unit`` behind the field; with ``width`` digits it goes on by itself, unless that many
    could still be more (``unless``: what it then begins with). ``filled`` stands in the field already: Enter takes it.
    """

    unit: str
    width: int | None = None
    unless: tuple[str, ...] = ()
    name: str = "Antwoord"
    filled: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown: why it is asked and where the answer is found, or just a ``note``; ``notice`` is a warning."""

    head: str
    question: str
    choices: Sequence[Choice]
    typed: Typed | None = None
    why: str = ""
    find: str = ""
    note: str = ""
    notice: str = ""


class QuestionCard(QWidget):
    """``answered`` with what a choice stands for, ``entered`` with digits that were typed; ``back`` and ``later``."""

    answered = Signal(object)
    entered = Signal(str)
    back = Signal()
    later = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._asked: Asked | None = None
        self._head = look.label("", look.SMALL, role="soft", bold=True)
        self._notice = Strip("strip-today")
        self._question = look.label("", look.HEADING, bold=True, wrap=True)
        self.field = QLineEdit()
        self.field.setMaxLength(9)
        self.field.setMaximumWidth(look.px(120))
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d*([.,]\d{0,2})?"), self.field))
        self._unit = look.label("", role="soft")
        self._typed = QWidget()
        row = QHBoxLayout(self._typed)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addWidget(self._unit)
        row.addStretch()
        self._choices = QVBoxLayout()
        self._choices.setSpacing(look.px(4))
        self._quiet = Flow(look.px(6))
        self._why_head, self._why = look.label("Waarom deze vraag?", bold=True), look.label("", wrap=True)
        self._find_head, self._find = look.label("Waar vind je het antwoord?", bold=True), look.label("", wrap=True)
        self._note, self._wrong = look.label("", wrap=True), look.label("", role="late", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Beslist")
        self._left = look.label("", role="soft", wrap=True)
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._edited)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._head, self._notice, self._question, self._typed, self._wrong):
            inside.addWidget(part)
        inside.addLayout(self._choices)
        inside.addWidget(widget_with(self._quiet))
        inside.addSpacing(look.px(look.GAP))
        for part in (self._note, self._why_head, self._why, self._find_head, self._find):
            inside.addWidget(part)
        inside.addStretch()
        for part in (self._left, self._bar):
            inside.addWidget(part)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, asked: Asked) -> None:
        """Show this question; who was answering goes on with it."""
        here = self.isAncestorOf(self.window().focusWidget()) or self.hasFocus()
        self._asked = asked
        self._head.setText(asked.head)
        self._notice.tell(asked.notice)
        self._question.setText(breakable(asked.question))
        self.setAccessibleName(asked.question)
        self.setAccessibleDescription(", ".join(f"{one.key} {one.words}" for one in asked.choices))
        self._show_choices(asked.choices)
        self._typed.setVisible(asked.typed is not None)
        if asked.typed is not None:
            self.field.setAccessibleName(asked.typed.name)
            self._unit.setText(asked.typed.unit)
        self.field.setText(asked.typed.filled if asked.typed is not None else "")
        self.field.selectAll()
        self.refuse("")
        for head, label, text in ((self._why_head, self._why, asked.why), (self._find_head, self._find, asked.find)):
            label.setText(text)
            head.setVisible(bool(text))
            label.setVisible(bool(text))
        self._note.setText(asked.note)
        self._note.setVisible(bool(asked.note))
        if here:
            self.take_focus()

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        while self._choices.count():
            item = self._choices.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._quiet.clear()
        before: QWidget = self.field
        for one in choices:
            button = _button(one)
            button.clicked.connect(partial(self._clicked, one.what))
            if one.quiet:
                self._quiet.addWidget(button)
            else:
                self._choices.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button

    def show_progress(self, words: str, done: int, all_of_them: int) -> None:
        """How far it is, calmly."""
        self._left.setText(words)
        self._bar.setRange(0, max(1, all_of_them))
        self._bar.setValue(done)
        self._bar.setAccessibleDescription(words)

    def refuse(self, why: str) -> None:
        """Say what is wrong with what was typed."""
        self._wrong.setText(f"▲ {why}" if why else "")
        self._wrong.setVisible(bool(why))

    def take_focus(self) -> None:
        """Put the focus where the answer is given."""
        (self.field if self._asked is not None and self._asked.typed is not None else self).setFocus()

    def focusInEvent(self, event: Any) -> None:
        """A question whose answer is typed gives the focus on to its field."""
        super().focusInEvent(event)
        if (
            self._asked is not None
            and self._asked.typed is not None
            and event.reason() is not Qt.FocusReason.BacktabFocusReason
        ):
            self.field.setFocus()

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _clicked(self, what: object, _checked: bool = False) -> None:
        self.answered.emit(what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or a digit answers; a key that is held down answers nothing twice."""
        if event.isAutoRepeat() or not self._act(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: digits of the AZERTY row, Enter, letters that answer, Backspace when it is empty."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_in_field(event)
        return super().eventFilter(watched, event)

    def _key_in_field(self, event: QKeyEvent) -> bool:
        letter = event.text()
        if letter in TWINS and not event.modifiers():
            self.field.insert(TWINS[letter])
            self._edited()
            return True
        if event.key() in _FORWARD and not event.modifiers():
            self._enter()
            return True
        if letter.isalpha() or (event.key() == Qt.Key.Key_Backspace and not self.field.text()):
            return not event.isAutoRepeat() and self._act(event)
        return False

    def _act(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self.back.emit()
            return True
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._step(1 if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1)
        if event.key() in _FORWARD:
            return self._press_focused()
        return self._letter(TWINS.get(event.text(), event.text()).upper())

    def _letter(self, letter: str) -> bool:
        if letter == LATER:
            self.later.emit()
            return True
        chosen = next((one for one in self._asked.choices if one.key == letter), None) if self._asked and letter else None
        if chosen is None:
            return False
        self.answered.emit(chosen.what)
        return True

    def _buttons(self) -> list[QPushButton]:
        return [button for button in self.findChildren(QPushButton) if button.isVisible()]

    def _step(self, step: int) -> bool:
        """The arrows go from answer to answer; from the card itself to the first or the last."""
        buttons = self._buttons()
        if not buttons:
            return False
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), -1 if step > 0 else 0)
        buttons[(at + step) % len(buttons)].setFocus()
        return True

    def _press_focused(self) -> bool:
        button = next((button for button in self._buttons() if button.hasFocus()), None)
        if button is not None:
            button.click()
        return button is not None

    def _edited(self) -> None:
        typed = self._asked.typed if self._asked is not None else None
        text = self.field.text()
        self.refuse("")
        if typed is not None and typed.width == len(text) and text not in typed.unless:
            self._enter()

    def _enter(self) -> None:
        if self.field.text():
            self.entered.emit(self.field.text())
        else:
            self.refuse("Typ eerst een getal, of kies een letter.")


def _button(one: Choice) -> QPushButton:
    lines = textwrap.wrap(one.words.replace("&", "&&"), WIDEST) or [""]
    button = QPushButton(f"{one.key}   " + "\n      ".join(lines))
    button.setAccessibleName(f"{one.words}, toets {one.key}")
    look.set_role(button, "offer" if one.quiet else "answer")
    return button
