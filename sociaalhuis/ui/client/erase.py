"""A client asks to be erased (GDPR, article 17): what that means, and why it is done. A colleague looks at it and erases."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from sociaalhuis.desk.retention import proposals
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip, breakable
from sociaalhuis.ui.workplace import Workplace, press

_TEXT = (
    "Naam, gegevens, woorden en notities gaan weg, ook uit het logboek. Alleen aantallen blijven, zonder naam. "
    "Wat aan een andere dienst doorgegeven is, blijft daar staan: zeg dat aan de cliënt. "
    "Een dossier met een steunaanvraag wissen we niet."
)
_WHO = "Er gaat nog niets weg. Een andere maatschappelijk werker, coördinator of beheerder kijkt het na en beslist."


class ErasePage(QFrame):
    """``saved`` is called when the proposal stands, ``left`` when somebody goes back."""

    def __init__(self, place: Workplace, saved: Callable[[], None], left: Callable[[], object]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._saved = place, saved
        self._person: UUID | None = None
        self._title = look.label("", look.HEADING, bold=True, wrap=True)
        self._why = QLineEdit(placeholderText="bv. de cliënt vroeg het vandaag aan de balie")
        self._why.setAccessibleName("Waarom wordt dit dossier gewist?")
        self._why.setMaxLength(200)
        self._why.returnPressed.connect(self.save)
        self._refusal = Strip()
        save = QPushButton("Voorstellen   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(lambda _checked: self.save())
        asked = look.label("W&aarom?")
        asked.setBuddy(self._why)
        back = QPushButton("Terug   Esc")
        back.clicked.connect(partial(press, left))
        row = QHBoxLayout()
        row.setSpacing(look.px(look.PAD))
        for part in (asked, self._why, back, save):
            row.addWidget(part, part is self._why)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(self._title)
        inside.addWidget(look.label(_TEXT, role="soft", wrap=True))
        inside.addWidget(look.label(_WHO, wrap=True))
        inside.addLayout(row)
        inside.addWidget(self._refusal)
        inside.addStretch()
        self.setFocusProxy(self._why)

    def begin(self, person: UUID, name: str) -> None:
        """About this person. The name stands above it: what is erased does not come back."""
        if person != self._person:
            self._why.clear()
        self._person = person
        self._title.setText(f"Het dossier van {breakable(name)} wissen")
        self._refusal.tell("")

    def save(self) -> None:
        """Propose it."""
        if self._person is not None:
            house, now = self._place.house, self._place.now()
            work = partial(proposals.propose_one, house, self._person, self._why.text(), now)
            self._place.jobs.once("client.erase", work, self._done, failed=self._refuse)

    def _done(self, _proposal: UUID) -> None:
        self._why.clear()
        self._saved()

    def _refuse(self, error: BaseException) -> None:
        self._refusal.tell(told(error))
