"""How the desk asks, and the outcomes as buttons; their letters also work while one of them has the focus."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import outcomes, referrals
from sociaalhuis.ui import look

ACROSS = 3  # buttons beside each other


class _Via(QComboBox):
    """How the desk asks; letters are for the outcomes, arrows choose."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go on to the outcomes."""
        if event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def offer(self, one: referrals.Referred | None) -> None:
        """The ways that are possible here; the usual one is chosen, none when the client does not want to be called."""
        self.clear()
        if one is None:
            return
        usual = followup.usual_way(one)
        if usual is None:
            self.addItem("kies hoe", None)
        for way in followup.ways(one):
            self.addItem(vocab.label("contact_ways", way), way)
        self.setCurrentIndex(max(0, self.findData(usual)))


class Outcomes(QWidget):
    """Only what is possible is shown. ``note`` gets the key of an outcome; ``acts`` are other buttons (key, label, act)."""

    def __init__(self, note: Callable[[str], None], acts: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
        super().__init__()
        self._ways = _Via()
        self._ways.setAccessibleName("Via")
        self._asked = look.label("&Via")
        self._asked.setBuddy(self._ways)
        head = QHBoxLayout()
        head.setSpacing(look.px(look.GAP))
        self._title = look.label("Hoe is het gegaan?", bold=True)
        head.addWidget(self._title, 1)
        head.addWidget(self._asked)
        head.addWidget(self._ways)
        self._note = note
        self._keys: dict[str, Callable[[], None]] = {one.key: partial(note, key) for key, one in outcomes.OUTCOMES.items()}
        self._keys |= {key: act for key, _label, act in acts}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.GAP))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(4))
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        whole.addLayout(head)
        whole.addLayout(self._grid)
        self._buttons = {key: self._button(one.key, one.label) for key, one in outcomes.OUTCOMES.items()}
        self._acts = {key: self._button(key, label) for key, label, _act in acts}
        self.shown: list[QPushButton] = []

    def _button(self, key: str, label: str) -> QPushButton:
        button = QPushButton(f"{key}  {label}", self)
        button.setAccessibleName(f"{label}, letter {key}")
        button.clicked.connect(partial(self._clicked, key))
        button.setMinimumWidth(look.px(96))
        button.setFont(look.font(look.SMALL))
        return button

    @property
    def way(self) -> str | None:
        """How the desk asks, None while that is not chosen."""
        way: str | None = self._ways.currentData()
        return way

    def ask_about(self, one: referrals.Referred | None, acts: Sequence[str] = ()) -> None:
        """Offer the ways that this client wants, the outcomes that are possible, and these other acts."""
        self._ways.offer(one)
        possible = outcomes.possible(one.state) if one else ()
        wanted = [*(self._buttons[key] for key in possible), *(self._acts[key] for key in acts)]
        for button in (*self._buttons.values(), *self._acts.values()):
            self._grid.removeWidget(button)
            button.setVisible(button in wanted)
        for place, button in enumerate(wanted):
            self._grid.addWidget(button, place // ACROSS, place % ACROSS)
        self.shown = wanted
        asks = len(possible) > 1
        for part in (self._ways, self._asked):
            part.setVisible(asks)
        self._title.setText("Hoe is het gegaan?" if asks else "Wat nu?")
        self.setFocusProxy(wanted[0] if wanted else self._ways)

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self._keys[key]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter notes; it comes here from the button that has the focus."""
        act = self._keys.get(event.text().upper())
        if act is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier and not event.isAutoRepeat():
            act()
        else:
            super().keyPressEvent(event)
