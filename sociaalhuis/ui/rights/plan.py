"""Planning applications: for which rights, on which day, and who applies. Enter plans, Esc goes back; nothing is lost."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QVBoxLayout

from sociaalhuis import vocab
from sociaalhuis.desk import when
from sociaalhuis.desk.rights import applications
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import breakable


class PlanPanel(QFrame):
    """``planned`` with the day and who applies; ``left`` when somebody goes back."""

    planned = Signal(object, str)
    left = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._now = now
        self._for = look.label("", wrap=True)
        self.field = QLineEdit(placeholderText="di · 12/3 · +7")
        self.field.setMaxLength(when.LONGEST)
        self._read = look.label("", role="soft", wrap=True)
        self._ways = QButtonGroup(self)
        self._go = QPushButton(look.icon("appointment", "on_accent"), "Plannen   Enter")
        look.set_role(self._go, "primary")
        self._back = QPushButton("Terug   Esc")
        self._lay_out()
        self.field.textEdited.connect(self._say)
        self.field.installEventFilter(self)
        self._go.clicked.connect(self._plan)
        self._back.clicked.connect(self.left)
        self.setFocusProxy(self.field)

    def _lay_out(self) -> None:
        name = look.label("W&anneer?", bold=True)
        name.setBuddy(self.field)
        self.field.setAccessibleName("Wanneer?")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label("Aanvraag plannen", look.HEADING, bold=True))
        for part in (self._for, name, self.field, self._read, look.label("Wie vraagt het aan?", bold=True)):
            inside.addWidget(part)
        for place, way in enumerate(applications.WAYS):
            choice = QRadioButton(vocab.label("application_ways", way))
            choice.setToolTip(vocab.term("application_ways", way).note or "")
            choice.setChecked(place == 0)
            choice.installEventFilter(self)
            self._ways.addButton(choice, place)
            inside.addWidget(choice)
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addWidget(self._back)
        row.addStretch()
        inside.addLayout(row)
        inside.addStretch()

    def begin(self, names: Sequence[str], proposed: date) -> None:
        """Plan for these rights; the proposed day is filled in and chosen, so that typing replaces it."""
        self._for.setText("Voor: " + breakable(", ".join(names)))
        self.field.setText(f"{proposed.day}/{proposed.month}/{proposed.year}")
        self._say()
        self.field.setFocus()
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter plans, from the field and from who applies."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers()
        if pressed and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._plan()
            return True
        return super().eventFilter(watched, event)

    def _day(self) -> date:
        return when.read(self.field.text(), self._now().astimezone(BRUSSELS)).day

    def _say(self) -> None:
        try:
            words, role = day(self._day()), "good"
        except Refusal as refusal:
            words, role = str(refusal), "late"
        self._read.setText(words)
        look.set_role(self._read, role)

    def _plan(self) -> None:
        try:
            chosen = self._day()
        except Refusal:
            self._say()
            self.field.setFocus()
            return
        self.planned.emit(chosen, applications.WAYS[self._ways.checkedId()])
