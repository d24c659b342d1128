"""One aanmelding: what is known of it, what may be told back, and a key for each step. For its own list and the opvolglijst."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from sociaalhuis import vocab
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.partners.incoming import CALL, Task
from sociaalhuis.errors import told
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.clip import Clip
from sociaalhuis.ui.parts.due import soon
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.workplace import Workplace

DO = {CALL: "contacteer de cliënt", incoming.REPORT: "meld terug"}


class IncomingCard(QFrame):
    """Show one with ``show_one``; ``do`` acts on it by a letter. ``noted`` gets the sentence that says what was written."""

    noted = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._one: Task | None = None
        self._clip = Clip(self)
        self._name, self._facts = look.label("", look.HEADING, bold=True, wrap=True), Facts("Over deze aanmelding")
        self._back, self._wrong = look.label("", wrap=True), Strip()
        self.steps = vocab.terms("incoming_steps", place.today())
        self.acts: dict[str, Callable[[], object]] = {term.key or "": partial(self.note, term.slug) for term in self.steps}
        self.acts |= {"K": self.copy, "O": self.open_file, "D": self.refer}
        self._lay_out()

    def _lay_out(self) -> None:
        row = Flow(look.px(look.GAP))
        for term in self.steps:
            row.addWidget(self._button(term.key or "", term.label, term.label))
        for letter, text, name in (
            ("K", "Kopieer", "Kopieer de terugmelding"),
            ("O", "Dossier", "Open het dossier"),
            ("D", "Doorverwijzen", "Doorverwijzen"),
        ):
            row.addWidget(self._button(letter, text, name))
        told = card(look.label("Dit meld je terug, en niets anders", bold=True), self._back, margin=12)
        self._acts = [told, widget_with(row)]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._name, self._facts, *self._acts, self._wrong):
            inside.addWidget(part, 1 if part is self._facts else 0)

    def setFocus(self, *reason: Any) -> None:
        """The first letter; no focus proxy, for Tab would pass over the facts."""
        if self._one is not None:
            self._first.setFocus(*reason)

    def _button(self, letter: str, text: str, name: str) -> QPushButton:
        made = QPushButton(f"{letter}   {text}")
        made.setAccessibleName(f"{name}, letter {letter}")
        made.clicked.connect(partial(self._clicked, letter))
        if letter == self.steps[0].key:
            self._first = made
        return made

    def _clicked(self, letter: str, _checked: bool = False) -> None:
        self.do(letter)

    @property
    def panel(self) -> Facts:
        """Where F6 goes."""
        return self._facts

    def show_one(self, one: Task | None) -> None:
        """Show this aanmelding, None for none."""
        self._one = one
        self._wrong.tell("")
        self._name.setText(breakable(one.sender) if one else "Geen aanmelding gekozen")
        for part in (self._facts, *self._acts):
            part.setVisible(one is not None)
        if one is not None:
            self._facts.show_facts(_about(one))
            self._back.setText(incoming.told_back(one, self._place.house.name))

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def do(self, letter: str) -> bool:
        """Act by a letter; gives whether it is one of this card."""
        act = self.acts.get(letter.upper())
        if act is not None and self._one is not None:
            act()
        return act is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter acts while one of the buttons has the focus."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if not (plain and event.text() and not event.isAutoRepeat() and self.do(event.text())):
            super().keyPressEvent(event)

    def note(self, step: str) -> None:
        """Note what was done (a slug of incoming_steps)."""
        if self._one is not None:
            work = partial(incoming.note, self._place.house, self._one.id, step, self._place.now())
            said = f"Genoteerd bij {self._one.reference}: {vocab.label('incoming_steps', step)}. Ctrl+Z maakt dat ongedaan."
            self._place.jobs.once(
                f"incoming.{self._one.id}.{step}", work, lambda _none: self.noted.emit(said), failed=self._refused
            )

    def copy(self) -> None:
        """Put what is told back on the clipboard, for a minute."""
        if self._one is not None:
            self._clip.copy(incoming.told_back(self._one, self._place.house.name))
            self._place.say("Gekopieerd. T noteert dat je teruggemeld hebt. Na 1 minuut is het klembord leeg.")

    def open_file(self) -> None:
        """To the file of the client, or to the question."""
        if self._one is not None:
            one = self._one
            self._place.go("client", **({"contact": one.contact} if one.person is None else {"person": one.person}))

    def refer(self) -> None:
        """Refer this question on."""
        if self._one is not None:
            self._place.go("referral", contact=self._one.contact)

    def _refused(self, error: BaseException) -> None:
        self.refuse(told(error))

    def refuse(self, text: str) -> None:
        """Say in place what is wrong."""
        self._wrong.tell(text)


def line(one: Task, today: date, *, coded: bool = False) -> Line:
    """An aanmelding as a line; ``coded`` for among referrals, with the code first and its kind at the right."""
    days = (one.due - today).days
    if days < 0:
        lead, mark, role = f"{-days} d te laat", "late", "late"
    elif not days:
        lead, mark, role = "vandaag", "today", "today"
    else:
        lead, mark, role = soon(one.due, today), "open", "soft"
    if coded:
        return Line(f"{one.reference}  {one.sender}", one, one.id, lead, DO[one.what], "aanmelding", mark, role)
    return Line(one.sender, one, one.id, lead, f"{one.reference} · {DO[one.what]}", "", mark, role)


def _about(one: Task) -> Sequence[tuple[str, str, str]]:
    ground = vocab.label("sharing_grounds", one.ground) + (f": {one.note}" if one.note else "")
    steps = ", ".join(vocab.label("incoming_steps", step) for step in one.steps)
    limit = vocab.label("feedback_limits", one.feedback) + (f", op {day(one.report_by)}" if one.report_by else "")
    return [
        ("Te doen", f"{DO[one.what]}, ten laatste {day(one.due)}", ""),
        ("Code", one.reference, ""),
        ("Vraag", one.question, ""),
        ("Grond", ground, ""),
        ("Bereiken", one.reach or "niet ingevuld", "" if one.reach else "soft"),
        ("Terugmelden", limit, ""),
        ("Gedaan", steps or "nog niets", "" if steps else "soft"),
    ]
