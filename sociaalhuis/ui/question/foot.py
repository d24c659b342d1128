"""The foot of a question: what can be done with it, with the keys, and whether it is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.workplace import Command

NARROW = 890  # pixels at 100 %: below it the buttons give up their keys, which stand in the tooltip and under F1
_STATE = {False: 220, True: 120}  # the width of the words, wide and narrow


class Foot(QWidget):
    """A button for each command, the first one the usual step; at the right how the work is kept."""

    def __init__(self, commands: Sequence[Command], words: Sequence[str]) -> None:
        super().__init__()
        self._state = look.label("", look.SMALL, role="soft", wrap=True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._buttons: list[tuple[QPushButton, str, str]] = []
        row = Flow(look.px(look.GAP))
        for command, text in zip(commands, words, strict=True):
            button = QPushButton(look.icon(command.icon, "text" if self._buttons else "on_accent"), text)
            button.setAccessibleName(command.label)
            button.setToolTip(f"{command.label}  {command.shortcut}")
            button.clicked.connect(command.run)
            look.set_role(button, "" if self._buttons else "primary")
            row.addWidget(button)
            self._buttons.append((button, text, command.shortcut))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(widget_with(row), 1)
        inside.addWidget(self._state)

    def say(self, words: str, role: str) -> None:
        """Say how the work is kept."""
        self._state.setText(words)
        look.set_role(self._state, role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Short words in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        self._state.setFixedWidth(look.px(_STATE[narrow]))
        for button, text, shortcut in self._buttons:
            button.setText(text if narrow else f"{text}  {shortcut}")
