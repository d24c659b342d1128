"""What can be done with the chosen appointment, as buttons: the mouse beside the letters of the list."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow

OF_A_DAY = "S"  # the one that is about a whole day
_ACTS = (
    ("K", "Kwam"),
    ("X", "Kwam niet"),
    ("V", "Verplaats"),
    ("A", "Annuleer"),
    ("B", "Brief"),
    (OF_A_DAY, "Dag gaat niet door"),
)


class ActRow(QWidget):
    """A button for each letter. The focus stays in the list, where the letters act."""

    def __init__(self, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        row = Flow(look.px(4))
        self.setLayout(row)
        for letter, words in _ACTS:
            button = self._buttons[letter] = QPushButton(f"{letter}  {words}")
            button.setAccessibleName(f"{words}, letter {letter}")
            button.setFont(look.font(look.SMALL))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(_press, acts[letter]))
            row.addWidget(button)
        self.offer(day=False, appointment=False)

    def offer(self, *, day: bool, appointment: bool) -> None:
        """Which can be done now: with a ``day``, and with an ``appointment`` of it."""
        for letter, button in self._buttons.items():
            button.setEnabled(day if letter == OF_A_DAY else appointment)


def _press(act: Callable[[], object], _checked: bool = False) -> None:
    act()
