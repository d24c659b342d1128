"""What is mine in the settings: the colours and the size of the letters on this PC, and my passphrase."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.errors import Told
from sociaalhuis.ui import look, mine
from sociaalhuis.ui.settings.access_pages import MyPassphrasePage, OpenPage
from sociaalhuis.ui.workplace import Workplace


class MineCard(QFrame):
    """A choice holds at once; ``open_page`` puts the page of my passphrase in place of the settings."""

    def __init__(self, place: Workplace, open_page: OpenPage) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._open_page = place, open_page
        kept = mine.load()
        self.scheme, self._size = QComboBox(), QComboBox()
        self.boxes = (self.scheme, self._size)
        for key, words in mine.SCHEMES.items():
            self.scheme.addItem(words, key)
        for percent in mine.SCALES:
            self._size.addItem(f"{percent} %", percent)
        self.scheme.setCurrentIndex(self.scheme.findData(kept.scheme))
        self._size.setCurrentIndex(self._size.findData(kept.percent))
        for box, name in zip(self.boxes, ("Kleuren", "Grootte van de letters"), strict=True):
            box.setAccessibleName(name)
            box.activated.connect(self._choose)
        change = QPushButton("Mi&jn wachtwoord…")
        change.clicked.connect(self.open_passphrase)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        head = QHBoxLayout()
        head.addWidget(look.label("Mijn scherm en wachtwoord", look.WORDS, bold=True))
        head.addStretch()
        head.addWidget(change)
        inside.addLayout(head)
        form = QFormLayout()
        form.setHorizontalSpacing(look.px(look.PAD))
        form.addRow("&Kleuren", self.scheme)
        form.addRow("&Grootte van de letters", self._size)
        inside.addLayout(form)

    def open_passphrase(self) -> None:
        """The page for another passphrase."""
        self._open_page(MyPassphrasePage)

    def _choose(self) -> None:
        """Keep it, and dress the window anew: after this key, for this card goes with the rest."""
        chosen, said = mine.Mine(self.scheme.currentData(), self._size.currentData()), "Bewaard."
        try:
            mine.keep(chosen)
        except Told as told:
            said = str(told)
        QTimer.singleShot(0, partial(self._place.redress, chosen, said))

    def remember(self) -> Mapping[str, Any]:
        """What is chosen, also when it could not be kept, and where the focus was."""
        focus = next((one.accessibleName() for one in self.boxes if one.hasFocus()), "")
        return {"focus": focus, "scheme": self.scheme.currentData(), "percent": self._size.currentData()}

    def recall(self, state: Mapping[str, Any]) -> QWidget | None:
        """Show what was chosen; gives the field that had the focus."""
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(state.get("scheme"))))
        self._size.setCurrentIndex(max(0, self._size.findData(state.get("percent"))))
        return {one.accessibleName(): one for one in self.boxes}.get(str(state.get("focus")))
