"""The right side of the exploration: one right explained, how it stands with this client, and what was done about it."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.rights import applications
from sociaalhuis.desk.rights.applications import Standing
from sociaalhuis.desk.rights.rightcard import RightCard
from sociaalhuis.desk.support import split
from sociaalhuis.desk.support.split import Split
from sociaalhuis.rights.engine import Status
from sociaalhuis.texts import month, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Chips, Facts, breakable
from sociaalhuis.ui.workplace import Workplace

WORDS = {
    Status.HAS: "heeft al",
    Status.POSSIBLE: "mogelijk recht",
    Status.UNKNOWN: "nog te vragen",
    Status.UNLIKELY: "waarschijnlijk niet",
}
MARKS = {
    Status.HAS: ("good", "good"),
    Status.POSSIBLE: ("today", "accent"),
    Status.UNKNOWN: ("help", "soft"),
    Status.UNLIKELY: ("minus", "soft"),
}
_CHIPS = {Status.HAS: "chip-good", Status.POSSIBLE: "chip", Status.UNKNOWN: "chip-today", Status.UNLIKELY: "chip"}
_NONE = "Kies links een recht. Dan lees je hier waarom het past of niet."
_STEPS = (
    (applications.DISCUSSED, "Besproken", "B"),
    (applications.APPLIED, "Aangevraagd", "A"),
    (applications.DECLINED, "Cliënt wil niet", "X"),
)


class RightPanel(QFrame):
    """One right. ``stepped`` with a step, ``reasoned`` with a reason why it was not taken up (slugs)."""

    stepped = Signal(str)
    reasoned = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        look.set_role(self, "card")
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._chips, self.facts = Chips(), Facts("Over dit recht")
        self._none = look.label(_NONE, role="soft", wrap=True)
        self.reason = QComboBox()
        self.reason.setAccessibleName("Waarom krijgt de cliënt dit nog niet?")
        self.reason.addItem("kies een reden", None)
        for term in applications.reasons():
            self.reason.addItem(term.label, term.slug)
        self._shown: object = None
        self._acts = self._make_acts()
        self._lay_out()
        self.reason.activated.connect(self._chosen)
        self.show_right(None, None)

    def _make_acts(self) -> QWidget:
        row = Flow(look.px(6))
        for step, words, letter in _STEPS:
            button = QPushButton(f"{words}   {letter}")
            button.setAccessibleName(f"{words}, letter {letter} in de lijst")
            button.clicked.connect(partial(self._clicked, step))
            row.addWidget(button)
        asked = look.label("&Waarom nog niet?")
        asked.setBuddy(self.reason)
        why = QHBoxLayout()
        why.addWidget(asked)
        why.addWidget(self.reason, 1)
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(6))
        inside.addWidget(widget_with(row))
        inside.addLayout(why)
        return held

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._name, self._chips, self._none):
            inside.addWidget(part)
        inside.addWidget(self.facts, 1)
        inside.addWidget(self._acts)
        inside.addStretch()

    def show_right(self, card: RightCard | None, standing: Standing | None) -> None:
        """Show a right with how it stands for this client; None for none."""
        if (card, standing) == self._shown:
            return
        self._shown = card, standing
        for part in (self.facts, self._acts, self._name, self._chips):
            part.setVisible(card is not None)
        self._none.setVisible(card is None)
        if card is None:
            return
        self._name.setText(breakable(card.name))
        self._chips.show_chips([(f"{_SIGN[card.status]} {WORDS[card.status]}", _CHIPS[card.status]), *_done(standing)])
        self.facts.show_facts(list(_rows(card, split.of(self._place.house, f"right:{card.right}"))))
        known = self.reason.findData(standing.reason if standing else None)
        self.reason.setCurrentIndex(max(0, known))

    def _clicked(self, step: str, _checked: bool = False) -> None:
        self.stepped.emit(step)

    def _chosen(self, _index: int) -> None:
        reason = self.reason.currentData()
        if reason is not None:
            self.reasoned.emit(reason)


_SIGN = {Status.HAS: "✓", Status.POSSIBLE: "●", Status.UNKNOWN: "?", Status.UNLIKELY: "–"}


def _done(standing: Standing | None) -> Iterator[tuple[str, str]]:
    """What was done about it and what came of it, each by itself."""
    if standing is None:
        return
    if standing.action is not None:
        day = f" op {short_day(standing.due)}" if standing.due and standing.action == applications.PLANNED else ""
        yield vocab.label("right_states", standing.action) + day, "chip"
    if standing.result is not None:
        good = standing.result in (applications.GRANTED, applications.RECEIVED)
        yield vocab.label("right_states", standing.result), "chip-good" if good else "chip-late"


def _rows(card: RightCard, who: Split | None) -> Iterator[tuple[str, str, str]]:
    yield "", card.what, ""
    yield from _several("Indicatie", "≈", card.yields, "")
    yield from _several("Past", "+", card.fits, "good")
    yield from _several("Past niet", "–", card.against, "")
    yield from _several("Nog vragen", "?", card.open, "today")
    yield from _several("Zelf nakijken", "!", card.checks, "")
    yield from _several("Kan volgen op", "→", card.via, "")
    yield from _several("Grenzen", "·", card.limits, "")
    yield from _several("Neem mee", "□", card.documents, "")
    yield from _several("Waar", "·", card.where, "")
    yield "Hoe", f"{card.how} ({card.automatic})", ""
    if who is not None and who.words:
        yield "Wie doet wat", who.words, ""
    yield "Wie beslist", f"{card.body}. De dienst beslist.", ""
    checked = f"nagekeken in {month(card.checked)}" if card.checked else "niet alles is nagekeken"
    yield "Bron", f"{card.source}, {checked}", "soft"


def _several(name: str, sign: str, lines: Sequence[str], role: str) -> Iterator[tuple[str, str, str]]:
    if lines:
        yield name, "\n".join(f"{sign} {line}" for line in lines), role


def step_of(letter: str) -> str:
    """The step of a letter in the list."""
    return next(step for step, _words, key in _STEPS if key == letter)


LETTERS = tuple(key for _step, _words, key in _STEPS)
