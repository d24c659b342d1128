"""A few fields in the card of a screen: Enter keeps, Escape leaves."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.growing import Sentence
from sociaalhuis.ui.parts.layer import Layer

LONGEST = 200  # characters of one field
type Asked = Sequence[tuple[str, str, str]]
"""The name of each field, its words with its letter, and a hint."""


def typed(day: date | None) -> str:
    """A day as it is typed in a field, empty for none."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""


class Form(Layer):
    """Fields for a few words, each with its letter. ``keep`` gets what was typed, by name of the field."""

    def __init__(self, fields: Asked, keep: Callable[[Mapping[str, str]], object]) -> None:
        super().__init__()
        self._keep = keep
        self._fields: dict[str, Sentence] = {}
        self._head = look.label("", bold=True, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(look.px(4))
        grid.setHorizontalSpacing(look.px(12))
        grid.addWidget(self._head, 0, 0, 1, 2)
        for row, (name, words, hint) in enumerate(fields, 1):
            field = Sentence(LONGEST, hint)
            field.setAccessibleName(words.replace("&", ""))
            field.returnPressed.connect(self._kept)
            label = QLabel(words)
            label.setBuddy(field)
            self._fields[name] = field
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(look.label("Enter bewaart. Esc gaat terug.", look.SMALL, role="soft"), len(fields) + 1, 1)
        self.setFocusProxy(next(iter(self._fields.values())))
        self.hide()

    def begin(self, head: str, known: Mapping[str, str]) -> None:
        """Open with what is known; what was typed before goes."""
        self._head.setText(head)
        for name, field in self._fields.items():
            field.setPlainText(known.get(name, ""))
        self.show()
        first = next(iter(self._fields.values()))
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        first.selectAll()

    def said(self) -> Mapping[str, str]:
        """What is typed, by name of the field."""
        return {name: field.toPlainText() for name, field in self._fields.items()}

    def _kept(self) -> None:
        self._keep(self.said())
