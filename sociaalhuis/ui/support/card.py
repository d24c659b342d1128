"""One steunaanvraag at the right of the list: what is known, what can be done by a letter, and the small forms over it."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.actions import STAD
from sociaalhuis.desk.support import split, terms
from sociaalhuis.desk.support.requests import Request
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Facts, Strip
from sociaalhuis.ui.support import support_words
from sociaalhuis.ui.support.competent import CompetencePanel
from sociaalhuis.ui.support.stepform import StepForm
from sociaalhuis.ui.workplace import Workplace

_OCMW: Mapping[str, str] = {
    "P": "Ontvangstbewijs", "C": "Wie is bevoegd?", "H": "Wij zijn bevoegd", "D": "Doorzenden", "B": "Beslist",
    "M": "Meegedeeld", "T": "Teruggekomen", "I": "Ingetrokken", "G": "Aan OCMW geven", "V": "Verbeteren", "X": "Doorhalen",
    "O": "Dossier",
}  # fmt: skip
_CITY: Mapping[str, str] = {"P": "Ontvangstbewijs", "C": "Wie is bevoegd?", "G": "Aan OCMW geven"}
_OPEN = {"C", "H", "D", "B", "I"}
_FITS: Mapping[str, frozenset[str]] = {
    terms.OPEN: frozenset(_OPEN),
    terms.SENT: frozenset("TI"),
    terms.DECIDED: frozenset("M"),
}
_ALWAYS = frozenset("PVXO")
_NONE = "Kies links een steunaanvraag. Dan lees je hier wat er moet gebeuren."


class SupportCard(QFrame):
    """``acted`` with a letter of ``letters``."""

    acted = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        is_city = place.house.actor.role == STAD
        self.letters = _CITY if is_city else _OCMW
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._trouble = Strip()
        self.facts = Facts("Over deze steunaanvraag")
        self.form, self.competence = StepForm(place), CompetencePanel(place)
        self._buttons: dict[str, QPushButton] = {}
        self._shown: UUID | None = None
        self._side = QStackedWidget()
        self._plain = self._make_plain()
        for page in (self._plain, self.form, self.competence):
            self._side.addWidget(page)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._name, self._trouble):
            inside.addWidget(part)
        inside.addWidget(self._side, 1)
        self.lay()
        self.show_one(None)

    def _make_plain(self) -> QWidget:
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.facts, 1)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(look.GAP))
        for letter, words in self.letters.items():
            button = QPushButton(f"{letter}   {words}")
            button.setAccessibleName(f"{words}, letter {letter}")
            button.clicked.connect(partial(self._clicked, letter))
            self._grid.addWidget(button, 0, 0)  # a button that is shown without a parent would be a window
            self._buttons[letter] = button
        inside.addLayout(self._grid)
        return held

    def show_one(self, one: Request | None) -> None:
        """Show this one; None for none. A form about another one goes: what is typed in it was about that."""
        if (None if one is None else one.id) != self._shown:
            self._shown = None if one is None else one.id
            self.lay()
        self._trouble.tell("")
        self._name.setText(one.number if one is not None else _NONE)
        self._side.setVisible(one is not None)
        if one is None:
            return
        product = f"right:{one.right}" if one.right else ""
        self.facts.show_facts(support_words.facts(one, split.of(self._place.house, product) if product else None))
        fits = (_FITS.get(one.state, frozenset()) | _ALWAYS) if one.owner == terms.OCMW else frozenset("PCGIVXO")
        shown = [letter for letter in self.letters if letter in fits]
        task = {terms.RECEIPT: "P", terms.HAND: "G", terms.COMPETENCE: "C", terms.DECISION: "B", terms.TELL: "M"}
        first = task.get(one.task.what, "") if one.task else ""
        for letter, button in self._buttons.items():
            button.setVisible(letter in shown)
            look.set_role(button, "primary" if letter == first else "")
        for place, letter in enumerate(shown):
            self._grid.addWidget(self._buttons[letter], place // 3, place % 3)

    def focus_acts(self) -> None:
        """The focus on the first act."""
        next(button for button in self._buttons.values() if button.isVisibleTo(self)).setFocus()

    def lay(self, layer: QWidget | None = None) -> None:
        """Open this layer, or with None show what is known."""
        self._trouble.tell("")
        shown = layer or self._plain
        for page in (self._plain, self.form, self.competence):  # what is not shown asks for no room
            up = QSizePolicy.Policy.Preferred if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, up)
        self._side.setCurrentWidget(shown)

    @property
    def asks(self) -> bool:
        """Whether the form of a step is open."""
        return self._side.currentWidget() is self.form

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes: the facts and the acts, or the form that is over them."""
        if self.asks:
            return (self.form.on if self.form.on.isVisibleTo(self) else self.form.words,)
        first = next((one for one in self._buttons.values() if one.isVisibleTo(self)), self.facts)
        return (self.facts, first) if self._side.currentWidget() is self._plain else (self.competence,)

    def refuse(self, why: str) -> None:
        """Say why something cannot be, where the eyes are."""
        if self._side.currentWidget() is self.form:
            self.form.refuse(why)
        else:
            self._trouble.tell(why)

    def _clicked(self, letter: str, _checked: bool = False) -> None:
        self.acted.emit(letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter acts also from a button."""
        letter = event.text().upper()
        if letter in self.letters and not event.isAutoRepeat() and self._side.currentWidget() is self._plain:
            self.acted.emit(letter)
        else:
            super().keyPressEvent(event)
