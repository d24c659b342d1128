"""Klacht of te dichtbij: what there is, the independent ways to offer, and whether the file is closed off. No words, no name.

It counts for whoever handles complaints; in a file nothing of it is found.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.client import complaints
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.letters import Letters
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 760
_EXPLAIN = (
    "Zeg de cliënt rustig welke wegen er zijn. De cliënt kiest. Een klacht komt nooit in een dossier. Hier telt alleen dat er "
    "een was, en welke weg je aanbood."
)
_CLOSE = "Sluit het dossier af: alleen coördinatoren openen het nog"
_NO_PERSON = "Er is geen dossier gekozen. Open eerst het dossier als het afgesloten moet worden."


class ComplaintScreen(Screen):
    """What there is, and which way is offered."""

    name: ClassVar[str] = "complaint"
    title: ClassVar[str] = "Klacht of te dichtbij"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._person: UUID | None = None
        self._busy = False
        kinds = vocab.terms("complaint_kinds", place.today())
        self._kinds = Letters(
            "Wat is er?",
            [Line(term.label, term.slug, term.slug, term.key or "", term.note or "", role="accent") for term in kinds],
            self._choose_kind,
            two=True,
        )
        keys = {term.slug: term.key or "" for term in vocab.terms("independent_ways", place.today())}
        self._ways = Letters(
            "Welke weg bied je aan?",
            [
                Line(way.name, way.slug, way.slug, keys[way.slug], way.what, way.reach, role="accent")
                for way in complaints.ways(place.house)
            ],
            lambda _way: None,
            two=True,
        )
        self._close = QCheckBox(_CLOSE)
        self._about = look.label("", look.SMALL, role="soft", wrap=True)
        self._wrong = Strip()
        self._lay_out()
        self.bind_commands()

    def _lay_out(self) -> None:
        keep = QPushButton(look.icon("good", "on_accent"), "Weg aangeboden   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(self.keep)
        left = card(look.label("1  Wat is er?", bold=True), self._kinds, look.label(_EXPLAIN, role="soft", wrap=True))
        right = card(
            look.label("2  Welke weg bied je aan?", bold=True), self._ways, self._close, self._about, stretch=self._ways
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addWidget(Columns(LEAST, (left, 2), (right, 3), tall=280), 1)
        whole.addWidget(self._wrong)
        whole.addWidget(keep, alignment=Qt.AlignmentFlag.AlignLeft)

    def arrive(self, *, person: UUID | None = None, **_what: Any) -> None:
        """Begin anew, about the file of ``person`` when there is one."""
        self._person = person
        for rows in (self._kinds, self._ways):
            rows.pick("")
        self._wrong.tell("")
        self._close.setEnabled(person is not None)
        self._close.setChecked(False)
        self._about.setText("" if person is not None else _NO_PERSON)
        self._kinds.setFocus()

    def _choose_kind(self, slug: str) -> None:
        self._close.setChecked(slug == "belangenconflict" and self._person is not None)
        self._ways.setFocus()

    def keep(self) -> None:
        """Count it, and close the file off when that was asked."""
        if self._busy:
            return
        self._busy = True
        person = self._person if self._close.isChecked() else None
        work = partial(complaints.note, self.place.house, self._kinds.picked, self._ways.picked, self.place.now(), person)
        self.place.jobs.house(work, partial(self._kept, person is not None), failed=self._refuse)

    def _kept(self, closed: bool, _none: None) -> None:
        self._busy = False
        if closed:
            self.place.go("today")  # where one came from may show the file
        else:
            self.place.back()
        self.place.say("Genoteerd." + (" Het dossier is afgesloten." if closed else "") + " In het dossier staat er niets van.")

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        self._wrong.tell(told(error))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (Command("Onafhankelijke weg is aangeboden", self.keep, "Ctrl+Enter", "good"),)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._kinds, self._ways, self._close)
