"""Aanmeldingen: who must be reached because another service asked, and whom that service waits to hear from, on their days.

A key an outcome. What is told back stands ready in fixed sentences, never more than the client allows; one key copies it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.partners.incoming import Task
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.incoming.card import IncomingCard, line
from sociaalhuis.ui.parts.due import LEAD
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.parts import Columns, card
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 820
_EMPTY = "Er wacht geen aanmelding. Een nieuwe begint met Ctrl+Shift+I."


class IncomingScreen(Screen):
    """What waits at the left, one at the right."""

    name: ClassVar[str] = "incoming"
    title: ClassVar[str] = "Aanmeldingen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._told = ""
        self._list = Rows("Aanmeldingen", lead=LEAD, two=True, empty=_EMPTY)
        self._counts = look.label("", role="soft")
        self._card = IncomingCard(place)
        self._lay_out()
        self._list.moved.connect(self._card.show_one)
        self._card.noted.connect(self._noted)
        for letter, act in self._card.acts.items():
            self._list.on_key(letter, partial(_run, act))
        self._list.chosen.connect(lambda _one: self._card.open_file())
        self.bind_commands()

    def _lay_out(self) -> None:
        new = QPushButton(look.icon("new", "on_accent"), "Nieuwe aanmelding   Ctrl+Shift+I")
        look.set_role(new, "primary")
        new.clicked.connect(partial(self.place.go, "incoming_new"))
        near = QPushButton("Klacht of te dichtbij")
        near.clicked.connect(self.complain)
        head = Flow(look.px(look.PAD))
        for part in (new, near):
            head.addWidget(part)
        left = card(self._list, margin=look.GAP, stretch=self._list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(self._counts)
        whole.addWidget(Columns(LEAST, (left, 1), (self._card, 1), tall=320), 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the list."""
        self._list.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was noted."""
        self._load()

    def _load(self) -> None:
        work, today = partial(incoming.tasks, self.place.house), self.place.today()
        self.place.jobs.house(work, partial(self._show, today), key="incoming", failed=self._refuse)

    def _show(self, today: date, found: Sequence[Task]) -> None:
        self._list.show_lines([line(one, today) for one in found])
        due = sum(one.due <= today for one in found)
        self._counts.setText(f"{count(len(found), 'aanmelding', 'aanmeldingen')} · {due} voor vandaag of te laat")
        self._card.show_one(self._list.current())
        if self._told:
            self.place.say(self._told)
            self._told = ""

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _noted(self, said: str) -> None:
        self._told = said
        self._list.setFocus()

    def complain(self, _checked: bool = False) -> None:
        """Offer an independent way, about the client of this aanmelding."""
        one = self._list.current()
        self.place.go("complaint", person=None if one is None else one.person)

    def _refuse(self, error: BaseException) -> None:
        self._card.refuse(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        steps = [Command(f"Aanmelding: {term.label}", partial(self._card.note, term.slug)) for term in self._card.steps]
        return [Command("Terugmelding kopiëren", self._card.copy, "", "copy"), *steps]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._card.panel)

    def remember(self) -> Mapping[str, Any]:
        """Nothing is typed here."""
        return {}


def _run(act: Any, _one: object) -> None:
    act()
