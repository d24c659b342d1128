"""Voorstellen: what a source or an organisation wants to change, field by field; J takes it over, W refuses it."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.desk.catalogue import proposals
from sociaalhuis.desk.catalogue.proposals import Change
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST, MOST = 820, 500
_EMPTY = "Er wacht geen voorstel. Ze komen van een import of van een vragenlijst."


class ProposalsScreen(Screen):
    """The list at the left, the two values of the current one at the right."""

    name: ClassVar[str] = "proposals"
    title: ClassVar[str] = "Voorstellen voor de catalogus"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("proposal.settle", place.house.actor.role)
        self._list = Rows("Voorstellen", two=True, empty=_EMPTY)
        self._count = look.label("", role="soft")
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._facts, self._wrong = Facts("Voorstel"), Strip()
        take = QPushButton(look.icon("good", "on_accent"), "J   Neem over")
        look.set_role(take, "primary")
        refuse = QPushButton("W   Weiger")
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        for button, taken in ((take, True), (refuse, False)):
            button.setAccessibleName(f"{button.text()[1:].strip()}, letter {button.text()[0]}")
            button.clicked.connect(partial(self._click, taken))
            row.addWidget(button)
        row.addStretch()
        left = card(self._count, self._list, margin=look.GAP, stretch=self._list)
        right = card(self._name, self._facts, self._wrong, self._acts, stretch=self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=300))
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda one: self.place.go("catalogue", service=one.service))
        if self._may:
            self._list.on_key("J", partial(self._settle, True))
            self._list.on_key("W", partial(self._settle, False))
        self.bind_commands()

    def arrive(self, **_what: Any) -> None:
        """Load the list."""
        self._list.setFocus()
        self._load()

    def changed(self, changed: Any) -> None:
        """Somebody decided, or a file was taken in."""
        if "proposal" in changed.rows:
            self._load()

    def _load(self) -> None:
        self.place.jobs.house(partial(proposals.waiting, self.place.house), self._show, key="proposals", failed=self._refuse)

    def _show(self, found: Sequence[Change]) -> None:
        self._list.show_lines([Line(one.name, one, one.id, detail=one.label, right=one.source) for one in found[:MOST]])
        self._count.setText(count(len(found), "voorstel", "voorstellen"))
        self._show_one(self._list.current())

    def _show_one(self, one: Change | None) -> None:
        self._wrong.tell("")
        self._acts.setVisible(one is not None and self._may)
        self._name.setText(breakable(f"{one.name}: {one.label}") if one else "Niets te beslissen")
        told = (
            ()
            if one is None
            else (
                ("Nu", one.here or "leeg", ""),
                ("Voorstel", one.there or "leeg", "accent"),
                ("Van", one.source, "soft"),
                *(("▲ Andere bron", f"zegt {rival}", "late") for rival in one.rivals),
            )
        )
        self._facts.show_facts(told)

    def _click(self, taken: bool, _checked: bool = False) -> None:
        one = self._list.current()
        if one is not None:
            self._settle(taken, one)

    def _settle(self, taken: bool, one: Change) -> None:
        work = partial(proposals.settle, self.place.house, one.id, take=taken, now=self.place.now())
        self.place.jobs.house(work, partial(self._settled, taken, one), failed=self._refuse)

    def _settled(self, taken: bool, one: Change, _none: None) -> None:
        self.place.say(f"{'Overgenomen' if taken else 'Geweigerd'}: {one.label.lower()}. Ctrl+Z maakt ongedaan.")

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def shown_service(self) -> str | None:
        """The record that the current one is about."""
        one: Change | None = self._list.current()
        return one.service if one else None

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Catalogus nakijken", partial(self.place.go, "checking"), "", "good")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._facts)
