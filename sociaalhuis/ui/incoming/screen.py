"""Aanmeldingen: who must be reached because another service asked, and whom that service waits to hear from, on their days.

A key an outcome. What is told back stands ready in fixed sentences, never more than the client allows; one key copies it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.partners.incoming import CALL, Task
from sociaalhuis.errors import Told
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.clip import Clip
from sociaalhuis.ui.parts.due import LEAD, soon
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 820
_EMPTY = "Er wacht geen aanmelding. Een nieuwe begint met Ctrl+Shift+I."
_DO = {CALL: "contacteer de cliënt", incoming.REPORT: "meld terug"}


class IncomingScreen(Screen):
    """What waits at the left, one at the right."""

    name: ClassVar[str] = "incoming"
    title: ClassVar[str] = "Aanmeldingen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._told = ""
        self._clip = Clip(self)
        self._list = Rows("Aanmeldingen", lead=LEAD, two=True, empty=_EMPTY)
        self._counts = look.label("", role="soft")
        self._name, self._facts = look.label("", look.HEADING, bold=True, wrap=True), Facts("Over deze aanmelding")
        self._back, self._wrong = look.label("", wrap=True), Strip()
        self._steps = {term.key or "": term for term in vocab.terms("incoming_steps", place.today())}
        self._lay_out()
        self._list.moved.connect(self._show_one)
        for letter, term in self._steps.items():
            self._list.on_key(letter, partial(self._note_line, term.slug))
        self._list.on_key("K", lambda _one: self.copy())
        self._list.on_key("O", lambda _one: self.open_file())
        self._list.on_key("D", lambda _one: self.refer())
        self._list.chosen.connect(lambda _one: self.open_file())
        self.bind_commands()

    def _lay_out(self) -> None:
        new = QPushButton(look.icon("new", "on_accent"), "Nieuwe aanmelding   Ctrl+Shift+I")
        look.set_role(new, "primary")
        new.clicked.connect(partial(self.place.go, "incoming_new"))
        head = QHBoxLayout()
        head.addWidget(self._counts, 1)
        near = self._button("Klacht of te dichtbij", "Klacht of te dichtbij", self.complain)
        for button in (near, new):
            head.addWidget(button)
        acts = Flow(look.px(look.GAP))
        for letter, term in self._steps.items():
            acts.addWidget(
                self._button(f"{letter}   {term.label}", f"{term.label}, letter {letter}", partial(self.note, term.slug))
            )
        for text, name, run in (
            ("K   Kopieer", "Kopieer de terugmelding, letter K", self.copy),
            ("O   Dossier", "Open het dossier, letter O", self.open_file),
            ("D   Doorverwijzen", "Doorverwijzen, letter D", self.refer),
        ):  # fmt: skip
            acts.addWidget(self._button(text, name, run))
        told = card(look.label("Dit meld je terug, en niets anders", bold=True), self._back, margin=12)
        self._acts = [told, widget_with(acts)]
        right = card(self._name, self._facts, *self._acts, self._wrong, stretch=self._facts)
        left = card(self._list, margin=look.GAP, stretch=self._list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=320), 1)

    def _button(self, text: str, name: str, run: Any) -> QPushButton:
        made = QPushButton(text)
        made.setAccessibleName(name)
        made.clicked.connect(partial(_run, run))
        return made

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
        self._list.show_lines([_line(one, today) for one in found])
        due = sum(one.due <= today for one in found)
        self._counts.setText(f"{count(len(found), 'aanmelding', 'aanmeldingen')} · {due} voor vandaag of te laat")
        self._show_one(self._list.current())
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _show_one(self, one: Task | None) -> None:
        self._wrong.tell("")
        self._name.setText(breakable(one.sender) if one else "Geen aanmelding gekozen")
        for part in (self._facts, *self._acts):
            part.setVisible(one is not None)
        if one is not None:
            self._facts.show_facts(_about(one))
            self._back.setText(self._sentences(one))

    def _sentences(self, one: Task) -> str:
        return incoming.told_back(one, self.place.house.name)

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _note_line(self, step: str, _one: Task) -> None:
        self.note(step)

    def note(self, step: str) -> None:
        """Note what was done."""
        one = self._list.current()
        if one is not None:
            work = partial(incoming.note, self.place.house, one.id, step, self.place.now())
            said = f"Genoteerd bij {one.reference}: {vocab.label('incoming_steps', step)}. Ctrl+Z maakt dat ongedaan."
            self.place.jobs.house(work, partial(self._noted, said), failed=self._refuse)

    def _noted(self, said: str, _none: None) -> None:
        self._told = said
        self._list.setFocus()

    def copy(self) -> None:
        """Put what is told back on the clipboard, for a minute."""
        one = self._list.current()
        if one is not None:
            self._clip.copy(self._sentences(one))
            self.place.say("Gekopieerd. T noteert dat je teruggemeld hebt. Na 1 minuut is het klembord leeg.")

    def open_file(self) -> None:
        """To the file of the client, or to the question."""
        one = self._list.current()
        if one is not None:
            self.place.go("client", **({"contact": one.contact} if one.person is None else {"person": one.person}))

    def refer(self) -> None:
        """Refer this question on."""
        one = self._list.current()
        if one is not None:
            self.place.go("referral", contact=one.contact)

    def complain(self) -> None:
        """Offer an independent way, about the client of this aanmelding."""
        one = self._list.current()
        self.place.go("complaint", person=None if one is None else one.person)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._wrong.tell(str(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        steps = [Command(f"Aanmelding: {term.label}", partial(self.note, term.slug)) for term in self._steps.values()]
        return [Command("Terugmelding kopiëren", self.copy, "", "copy"), *steps]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._facts)

    def remember(self) -> Mapping[str, Any]:
        """Nothing is typed here."""
        return {}


def _run(act: Any, _checked: bool = False) -> None:
    act()


def _line(one: Task, today: date) -> Line:
    days = (one.due - today).days
    if days < 0:
        lead, mark, role = f"{-days} d te laat", "late", "late"
    elif not days:
        lead, mark, role = "vandaag", "today", "today"
    else:
        lead, mark, role = soon(one.due, today), "open", "soft"
    return Line(one.sender, one, one.id, lead, f"{one.reference} · {_DO[one.what]}", "", mark, role)


def _about(one: Task) -> Sequence[tuple[str, str, str]]:
    ground = vocab.label("sharing_grounds", one.ground) + (f": {one.note}" if one.note else "")
    steps = ", ".join(vocab.label("incoming_steps", step) for step in one.steps)
    return [
        ("Te doen", f"{_DO[one.what]}, ten laatste {day(one.due)}", ""),
        ("Code", one.reference, ""),
        ("Vraag", one.question, ""),
        ("Grond", ground, ""),
        ("Bereiken", one.reach or "niet gezegd", "" if one.reach else "soft"),
        (
            "Terugmelden",
            vocab.label("feedback_limits", one.feedback) + (f", op {day(one.report_by)}" if one.report_by else ""),
            "",
        ),
        ("Gedaan", steps or "nog niets", "" if steps else "soft"),
    ]
