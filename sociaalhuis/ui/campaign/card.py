"""The card beside the list of a campaign: about the campaign, or about one line with the keys that sort and end it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.proactive import listed
from sociaalhuis.desk.proactive.campaign_rows import Row
from sociaalhuis.ui import look
from sociaalhuis.ui.campaign.campaign_words import Fact
from sociaalhuis.ui.parts.parts import Facts, Strip, pass_focus

COLUMNS = 3
STEP = 6  # pixels between two rows of buttons
LOWEST = 68  # pixels of facts at 100 %
SORTS = {term.key: term for term in vocab.terms(listed.TRIAGE, None) if term.key}
ENDS = {term.key: term for term in vocab.terms(listed.ENDS, None) if term.key and term.slug != listed.LEFT}
FILE, AGAIN, LETTER = "O", "Z", "R"
_OTHERS = {FILE: "dossier openen", AGAIN: "terugnemen", LETTER: "nog een brief"}


class CampaignCard(QFrame):
    """``act`` gets the letter of a key or a button: one of SORTS, of ENDS, or FILE, AGAIN, LETTER."""

    def __init__(self, act: Callable[[str], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._act = act
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._facts, self._refusal = Facts("Over deze regel"), Strip()
        self._facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it scrolls before the screen does
        self._facts.setMinimumHeight(look.px(LOWEST))
        self._buttons: dict[str, QPushButton] = {}
        self._keys = QWidget()
        grid = QGridLayout(self._keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(look.GAP))
        grid.setVerticalSpacing(look.px(STEP))
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        words = {letter: term.label for letter, term in (*SORTS.items(), *ENDS.items())} | _OTHERS
        heads = {0: "Schiften", len(SORTS): "Hoe liep het af?"}
        row = -2
        for place, letter in enumerate(words):
            if place in heads:
                row += 2
                grid.setRowMinimumHeight(row - 1, look.px(look.GAP) if place else 0)
                grid.addWidget(look.label(heads[place], bold=True), row, 0, 1, COLUMNS)
            column = (place - (len(SORTS) if place >= len(SORTS) else 0)) % COLUMNS
            row += column == 0
            grid.addWidget(self._button(letter, words[letter]), row, column)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(self._name)
        inside.addWidget(self._facts, 1)
        inside.addWidget(self._refusal)
        inside.addWidget(self._keys)

    def _button(self, letter: str, words: str) -> QPushButton:
        made = self._buttons[letter] = QPushButton(f"{letter}   {words[0].upper()}{words[1:]}")
        made.setAccessibleName(f"{words}, letter {letter}")
        made.clicked.connect(partial(self._clicked, letter))
        return made

    def show_row(self, one: Row, facts: Sequence[Fact]) -> None:
        """Show a line; the heap it is on and the end it has stand out."""
        self._show(one.reference, facts, keys=True)
        for letter, button in self._buttons.items():
            term = SORTS.get(letter) or ENDS.get(letter)
            chosen = term is not None and term.slug == (one.triage if letter in SORTS else one.end)
            look.set_role(button, "primary" if chosen else "")
        self._buttons[LETTER].setEnabled(one.written_on is not None)
        self._buttons[AGAIN].setEnabled(one.end is not None)

    def show_campaign(self, name: str, facts: Sequence[Fact]) -> None:
        """Show what a campaign is about; without facts the name says what to do."""
        self._show(name, facts, keys=False)

    def _show(self, name: str, facts: Sequence[Fact], *, keys: bool) -> None:
        self._refusal.tell("")
        self._name.setText(name)
        self._facts.show_facts(facts)
        self._keys.setVisible(keys)
        pass_focus(self, self._buttons[next(iter(SORTS))] if keys else None)

    def refuse(self, text: str) -> None:
        """Say in place why something could not be done."""
        self._refusal.tell(text)

    def _clicked(self, letter: str, _checked: bool = False) -> None:
        self._act(letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of the buttons."""
        letter = event.text().upper()
        if letter in self._buttons and not event.modifiers() and not event.isAutoRepeat() and self._keys.isVisible():
            self._act(letter)
        else:
            super().keyPressEvent(event)
