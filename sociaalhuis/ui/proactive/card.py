"""One line of the proactive list: which rights, what made the difference, how this client may be reached, and what to do."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from sociaalhuis import vocab
from sociaalhuis.desk import asking
from sociaalhuis.desk.proactive.scan import Found
from sociaalhuis.facts import vocabulary
from sociaalhuis.rights.causes import Cause
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Chips, Facts, Strip, breakable, pass_focus

CAUSES: Mapping[Cause, str] = {
    Cause.RULE: "Nieuwe regel",
    Cause.AMOUNT: "Nieuw bedrag",
    Cause.SERVICE: "Nieuw aanbod in de gemeente",
    Cause.AGE: "Leeftijd bereikt",
    Cause.DATE: "Begint vanaf nu",
    Cause.FACT: "Iets veranderd in het dossier",
    Cause.FIRST: "Voor het eerst nagekeken",
    Cause.LIST: "Staat op een lijst van buiten",
}
_NOBODY = "Kies links een regel. Er staat geen naam: de code hoort bij de laatste vraag van de cliënt."
_HERE_ONLY = ("bezoek",)


class FoundCard(QFrame):
    """``task``, ``aside``, ``file`` and ``campaign`` are what its buttons do; their letters work here too."""

    def __init__(
        self, task: Callable[[], None], aside: Callable[[], None], file: Callable[[], None], campaign: Callable[[], None]
    ) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._acts = {"T": task, "W": aside, "O": file, "C": campaign}
        self._name, self._chips = look.label("", look.HEADING, bold=True, wrap=True), Chips()
        self._facts, self._refusal = Facts("Wat we weten"), Strip()
        self._facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it scrolls before the screen does
        words = {"T": "T   Taak maken", "W": "W   Wegleggen", "O": "O   Dossier", "C": "C   Campagne"}
        self._buttons = {letter: QPushButton(said) for letter, said in words.items()}
        look.set_role(self._buttons["T"], "primary")
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        for letter, button in self._buttons.items():
            button.setAccessibleName(f"{words[letter][1:].strip()}, letter {letter}")
            button.clicked.connect(partial(self._act, letter))
            row.addWidget(button)
        row.addStretch()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(12))
        for part in (self._name, self._chips):
            inside.addWidget(part)
        inside.addWidget(self._facts, 1)
        inside.addWidget(self._refusal)
        inside.addLayout(row)
        self.show_one(None, str)

    def show_one(self, one: Found | None, name: Callable[[str], str]) -> None:
        """Show a line; ``name`` gives the name of a right."""
        self._refusal.tell("")
        self._name.setText(one.reference if one else "Geen regel gekozen")
        self._chips.show_chips([(CAUSES[one.cause], "chip"), *_reach(one)] if one else [])
        self._facts.show_facts(_rows(one, name) if one else [("", _NOBODY, "soft")])
        for button in self._buttons.values():
            button.setVisible(one is not None)
        pass_focus(self, None if one is None else self._buttons["T"])

    def refuse(self, text: str) -> None:
        """Say in place why something could not be done."""
        self._refusal.tell(text)

    def _act(self, letter: str, _checked: bool = False) -> None:
        self._acts[letter]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of the buttons."""
        act = self._acts.get(event.text().upper())
        if act is not None and not event.modifiers() and not event.isAutoRepeat():
            act()
        else:
            super().keyPressEvent(event)


def _reach(one: Found) -> list[tuple[str, str]]:
    if one.ways == _HERE_ONLY:
        return [("▲ niet zelf contact opnemen", "chip-late")]
    return [] if "telefoon" in one.ways else [("▲ niet bellen", "chip-late")]


def _rows(one: Found, name: Callable[[str], str]) -> list[tuple[str, str, str]]:
    rights = "\n".join(f"≈ {breakable(name(right))}" for right in one.rights)
    rows = [("Mogelijk recht", rights, ""), ("Waarom nu", _why(one), "")]
    ways = ", ".join(vocab.label("contact_ways", way) for way in one.ways)
    if one.safe_contact:
        ways = f"▲ {one.safe_contact}\n{ways}"
    elif not one.asked:
        ways = "Nog niet gevraagd wat veilig is. Bespreek het als de cliënt hier is."
    return [*rows, ("Bereiken", ways, ""), ("Let op", "De bevoegde dienst beslist. Vraag eerst of alles nog klopt.", "soft")]


def _why(one: Found) -> str:
    if one.cause is Cause.AMOUNT:
        return f"{CAUSES[one.cause]}: {', '.join(detail.replace('_', ' ') for detail in one.detail)}"
    if one.cause is Cause.FACT and one.detail:
        return f"Nieuw verteld: {', '.join(asking.short(key).lower() for key in one.detail if key in vocabulary())}"
    return CAUSES[one.cause]
