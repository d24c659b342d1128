"""The rail: the screens at the left, and which of them one is in."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from sociaalhuis.ui import look
from sociaalhuis.ui.frame.rooms import DIGITS, RAIL


class Rail(QFrame):
    """``chosen`` tells the name of the screen that somebody wants."""

    chosen = Signal(str)

    def __init__(self, house: str) -> None:
        super().__init__()
        look.set_role(self, "rail")
        self._name = look.label(house, bold=True, wrap=True)
        self._keys = look.label("Ctrl+1 … 0 schermen\nF1 hulp   F7 noodnummers\nF8 privacyscherm", look.SMALL, role="soft")
        self._buttons: dict[str, QPushButton] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(4))
        inside.addWidget(self._name)
        inside.addSpacing(look.px(12))
        for digit, room in zip(DIGITS, RAIL, strict=True):
            button = self._buttons[room.name] = QPushButton(look.icon(room.icon), room.label)
            button.setAccessibleName(room.label)
            button.setToolTip(f"{room.label} (Ctrl+{digit})")
            look.set_role(button, "rail")
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)  # closer in a low window
            button.clicked.connect(partial(self.chosen.emit, room.name))
            inside.addWidget(button)
        inside.addStretch()
        inside.addWidget(self._keys)

    def unfold(self, wide: bool) -> None:
        """With its words; else its icons only, so that the screen keeps its room."""
        self.setFixedWidth(look.px(look.RAIL if wide else look.RAIL_OF_ICONS))
        for words in (self._name, self._keys):
            words.setVisible(wide)
        for button in self._buttons.values():
            button.setText(button.accessibleName() if wide else "")

    def mark(self, screen: str) -> None:
        """Show in which room this screen is."""
        for digit, room in zip(DIGITS, RAIL, strict=True):
            here, button = screen == room.name or screen in room.parts, self._buttons[room.name]
            look.set_role(button, "rail-on" if here else "rail")
            button.setAccessibleDescription(f"huidig scherm, Ctrl+{digit}" if here else f"Ctrl+{digit}")
