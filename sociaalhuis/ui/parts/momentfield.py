"""A field for when an appointment is: it says under itself how it reads what is typed. Nothing typed is no appointment."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sociaalhuis.desk import when
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look

EXAMPLES = "di 14u · 12/3 10:40"
_ALONE = "zonder uur: de cliënt neemt zelf contact"


class MomentField(QWidget):
    """``edited`` after every key. ``now`` gives the present."""

    edited = Signal()

    def __init__(self, name: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.line = QLineEdit(placeholderText=EXAMPLES)
        self.line.setMaxLength(when.LONGEST)
        self.line.setMinimumWidth(look.px(144))
        self._read = look.label("", look.SMALL, role="soft", wrap=True)
        self._label = look.label(name)
        self._label.setBuddy(self.line)
        self.line.setAccessibleName(name.replace("&", ""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self._label)
        row.addWidget(self.line, 2)
        row.addWidget(self._read, 3)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._edited)
        self._say()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def fill(self, text: str) -> None:
        """Show this instead, without telling."""
        self.line.setText(text)
        self._say()

    def moment(self) -> datetime | None:
        """The moment that was typed; None while there is none. Raises Refusal when it cannot be read or has no hour."""
        return self._when().moment.replace(tzinfo=BRUSSELS) if self.text else None

    def _edited(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words, role = _ALONE, "soft"
        if self.text:
            try:
                read = self._when()
                words, role = (read.words, "good") if read.hour else (f"{read.words}. Typ ook het uur.", "today")
            except Refusal as refusal:
                words, role = str(refusal), "late"
        self._read.setText(words)
        look.set_role(self._read, role)

    def _when(self) -> when.When:
        return when.read(self.line.text(), self._now().astimezone(BRUSSELS))
