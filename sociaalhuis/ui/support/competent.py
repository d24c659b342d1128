"""The helper for competence: short questions, a municipality, and a careful answer with its reason. Nothing of it is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from sociaalhuis.catalogue import places
from sociaalhuis.desk.support import competence
from sociaalhuis.desk.support.competence import ELSEWHERE, HERE, Competent
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Facts
from sociaalhuis.ui.workplace import Workplace

_ANSWERS = (("weet niet", None), ("ja", True), ("nee", False))


class CompetencePanel(Layer):
    """``here`` when people say that this OCMW is competent, ``elsewhere`` with the town and the reasons (names of rules)."""

    here = Signal()
    elsewhere = Signal(str, list)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._role = place.house.actor.role
        self.answers: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, rule in enumerate(competence.asked(self._role)):
            name = look.label(rule.question, wrap=True)
            name.setToolTip(rule.help)
            box = QComboBox()
            box.setAccessibleName(rule.question)
            box.setAccessibleDescription(rule.help)
            box.setToolTip(rule.help)
            for words, answer in _ANSWERS:
                box.addItem(words, answer)
            box.currentIndexChanged.connect(self._weigh)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
            self.answers[rule.name] = box
        self._place_asked = look.label("", wrap=True)
        self.code = QLineEdit(maxLength=40, placeholderText="Postcode")
        self.code.textEdited.connect(self._weigh)
        self._town = look.label("", look.SMALL, role="soft", wrap=True)
        self._said = look.label("", look.WORDS, bold=True, wrap=True)
        self._why = Facts("Waarom")
        self._mine, self._theirs = QPushButton("&Wij zijn bevoegd"), QPushButton("&Doorzenden")
        self._mine.clicked.connect(self.here)
        self._theirs.clicked.connect(self._send)
        self._found: Competent | None = None
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label("Welk OCMW is mogelijk bevoegd?", look.WORDS, bold=True))
        inside.addWidget(
            look.label("Iedereen krijgt een ontvangstbewijs. Jij beslist, het programma helpt.", role="soft", wrap=True)
        )
        inside.addLayout(grid)
        for part in (self._place_asked, self.code, self._town, self._said):
            inside.addWidget(part)
        inside.addWidget(self._why, 1)
        acts = QHBoxLayout()
        acts.addWidget(self._mine)
        acts.addWidget(self._theirs)
        inside.addLayout(acts)

    def begin(self) -> None:
        """Ask anew; nothing of the client before stays."""
        for box in self.answers.values():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.code.clear()
        self._weigh()
        next(iter(self.answers.values())).setFocus()

    def _weigh(self, *_changed: object) -> None:
        answers = {name: box.currentData() for name, box in self.answers.items()}
        here = places.known(self._place.house.text("house.postal_code"))
        counts = self._counts()
        mine = here[0].nis if here else None
        if mine is not None and counts is not None and counts.nis in {one.nis for one in here}:
            mine = counts.nis
        self._found = found = competence.weigh(answers, counts.nis if counts else None, mine, self._role)
        self._place_asked.setText(found.rule.place if found.rule is not None else "")
        self._said.setText(found.words)
        why = [("", one, "") for one in found.why]
        ask = [("Vraag nog", found.ask, "today")] if found.ask else []
        if mine is None:
            ask.append(("Let op", "De postcode van het huis ontbreekt bij Instellingen.", "late"))
        self._why.show_facts([*ask, *why])
        look.set_role(self._mine, "primary" if found.where == HERE else "")
        look.set_role(self._theirs, "primary" if found.where == ELSEWHERE else "")

    def _counts(self) -> places.Place | None:
        typed = self.code.text().strip()
        self._town.setText("")
        if not typed:
            return None
        try:
            found = places.places(typed)
        except Refusal as refusal:
            self._town.setText(f"▲ {refusal.what}" if len(typed) > 3 else "")
            return None
        self._town.setText(" of ".join(one.municipality for one in found))
        return found[0]

    def _send(self, _checked: bool = False) -> None:
        counts, found = self._counts(), self._found
        self.elsewhere.emit(counts.municipality if counts else "", list(found.reasons) if found else [])
