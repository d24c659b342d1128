"""What happened to a steunaanvraag, and on which day: one line for the day, one for words. Enter notes it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from sociaalhuis.desk.support import days
from sociaalhuis.errors import Refusal
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.workplace import Workplace


class StepForm(Layer):
    """``noted`` with the step, the day (a date, or None when none is asked) and the words."""

    noted = Signal(str, object, str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._step = place, ""
        self._title = look.label("", look.WORDS, bold=True, wrap=True)
        self._trouble = Strip()
        self.on, self.words = QLineEdit(maxLength=40), QLineEdit(maxLength=300)
        self._on = look.label("Op welke da&g?")
        self._on.setBuddy(self.on)
        self._read = look.label("", look.SMALL, role="soft")
        said = look.label("&Uitleg")
        said.setBuddy(self.words)
        keep = QPushButton("Noteer   Enter")
        look.set_role(keep, "primary")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(keep)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._title, self._trouble, self._on, self.on, self._read, said, self.words):
            inside.addWidget(part)
        inside.addLayout(row)
        inside.addStretch()
        self.on.textChanged.connect(self._show_day)
        for field in (self.on, self.words):
            field.returnPressed.connect(self._note)
        keep.clicked.connect(self._note)

    def ask(self, step: str, title: str, *, day_asked: bool = True, typed: str = "vandaag") -> None:
        """Ask about a step; ``day_asked``: whether the day may be another than today."""
        self._step = step
        self._title.setText(title)
        self._trouble.tell("")
        for part in (self._on, self.on, self._read):
            part.setVisible(day_asked)
        self.on.setText(typed)
        self.words.clear()
        (self.on if day_asked else self.words).setFocus()
        self.on.selectAll()

    def refuse(self, why: str) -> None:
        """Say why it cannot be."""
        self._trouble.tell(why)

    def _day(self) -> date | None:
        return days.read(self.on.text(), self._place.today()) if self.on.isVisibleTo(self) else None

    def _show_day(self, _text: str) -> None:
        try:
            there = self._day()
            self._read.setText("" if there is None else day(there))
        except Refusal:
            self._read.setText("")

    def _note(self, _checked: bool = False) -> None:
        try:
            self.noted.emit(self._step, self._day(), self.words.text())
        except Refusal as refusal:
            self._trouble.tell(str(refusal))
            self.on.setFocus()
