"""Aanvragen: what was planned or asked for clients, when the desk looks again, and what came of it by one key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.rights import applications, editions
from sociaalhuis.desk.rights.applications import Task
from sociaalhuis.errors import told
from sociaalhuis.rights.rules import Book
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.due import LEAD, soon
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 820
WEEK = 7
UNDO = "act.undo"
_NEVER = "▲ Stop: neem niet zelf contact op. Wacht tot de cliënt komt."
_DONE = "Er staat geen aanvraag open. Met Ctrl+R verken je rechten en plan je er een."


@dataclass(frozen=True, slots=True)
class _Key:
    step: str
    words: str


LATER = "later"
KEYS: Mapping[str, _Key] = {
    "B": _Key(applications.DISCUSSED, "Besproken"),
    "A": _Key(applications.APPLIED, "Aangevraagd"),
    "T": _Key(applications.GRANTED, "Toegekend"),
    "V": _Key(applications.RECEIVED, "Ontvangen"),
    "G": _Key(applications.REFUSED, "Geweigerd"),
    "X": _Key(applications.DECLINED, "Cliënt wil niet"),
    "L": _Key(LATER, "Later opnieuw"),
}


class _List(Rows):
    """A key that is held down notes nothing twice."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters act once; arrows may repeat."""
        if not (event.isAutoRepeat() and event.text().isalpha()):
            super().keyPressEvent(event)


class _Outcomes(QWidget):
    """What came of it, as buttons with their letters."""

    def __init__(self, note: Any) -> None:
        super().__init__()
        self._note = note
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(look.GAP))
        self.buttons = []
        for place, (letter, one) in enumerate(KEYS.items()):
            button = QPushButton(f"{letter}   {one.words}")
            button.setAccessibleName(f"{one.words}, letter {letter}")
            button.clicked.connect(partial(self._clicked, letter))
            grid.addWidget(button, place // 2, place % 2)
            self.buttons.append(button)
        self.setFocusProxy(self.buttons[0])

    def _clicked(self, letter: str, _checked: bool = False) -> None:
        self._note(letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter notes; it comes here from the button that has the focus."""
        letter = event.text().upper()
        if letter in KEYS and not event.isAutoRepeat():
            self._note(letter)
        else:
            super().keyPressEvent(event)


class ApplicationsScreen(Screen):
    """Groups by urgency at the left, the chosen application at the right."""

    name: ClassVar[str] = "applications"
    title: ClassVar[str] = "Aanvragen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._writing = self._taken_back = False
        self._told = ""
        self._book: Book | None = None  # the rules, for their names
        self._list = _List("Op te volgen aanvragen", lead=LEAD, empty=_DONE)
        self._counts = look.label("", role="soft")
        self._trouble = Strip()
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._facts = Facts("Over deze aanvraag")
        self._outcomes = _Outcomes(self._note)
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda _one: self._outcomes.setFocus())
        for letter in KEYS:
            self._list.on_key(letter, partial(self._note_line, letter))
        self._list.on_key("O", self._open_file)
        self.bind_commands()

    def _lay_out(self) -> None:
        left = card(self._trouble, self._list, margin=look.GAP, stretch=self._list)
        self._asked = look.label("Wat kwam ervan?", bold=True)
        right = card(self._name, self._facts, self._asked, self._outcomes, stretch=self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(self._counts)
        whole.addWidget(Columns(LEAST, (left, 3), (right, 2), tall=280), 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the list."""
        self._list.setFocus()
        self._load()

    def changed(self, changed: Any) -> None:
        """Something happened in the house: look again; what was taken back is said."""
        self._taken_back |= changed.action == UNDO
        self._load()

    def _load(self) -> None:
        today = self.place.today()
        house = self.place.house

        def load() -> tuple[Sequence[Task], Book]:
            return applications.to_do(house), editions.engine(house).book

        self.place.jobs.house(load, partial(self._show, today), key="applications", failed=self._refused)

    def _show(self, today: date, loaded: tuple[Sequence[Task], Book]) -> None:
        found, self._book = loaded
        self._trouble.tell("")
        groups = _groups(found, today)
        lines = [line for title, ones in groups.items() if ones for line in self._lines(title, ones, today)]
        self._list.show_lines(lines)
        self._counts.setText("   ".join(f"{title.lower()} {len(ones)}" for title, ones in groups.items()))
        if self._list.current() is None:
            self._show_one(None)
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _lines(self, title: str, found: Sequence[Task], today: date) -> Sequence[Line]:
        head = Line(f"{title.upper()} ({len(found)})", head=True)
        return [head, *(_line(one, self._named(one.right), today) for one in found)]

    def _named(self, slug: str) -> str:
        """The name of a right; of a rule that is gone its slug."""
        rule = self._book.rules.get(slug) if self._book is not None else None
        return slug.replace("-", " ") if rule is None else rule.name

    def _show_one(self, one: Task | None) -> None:
        for part in (self._name, self._facts, self._asked, self._outcomes):
            part.setVisible(one is not None)
        if one is not None:
            self._name.setText(breakable(self._named(one.right)))
            self._facts.show_facts(_about(one))

    # ── noting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _note_line(self, letter: str, _one: Task) -> None:
        self._note(letter)

    def _note(self, letter: str) -> None:
        one = self._list.current()
        if one is None or self._writing:
            return
        self._writing = True
        house, now, step, due = self.place.house, self.place.now(), KEYS[letter].step, None
        if step == LATER:
            step, due = one.state, applications.usual_day(house, max(self.place.today(), one.due))
        work = partial(applications.note, house, one.contact, one.right, step, now, due=due, way=one.way)
        self.place.jobs.house(work, partial(self._noted, one, letter), failed=self._refused)

    def _noted(self, one: Task, letter: str, _nothing: None) -> None:
        self._writing = False
        self._told = (
            f"Genoteerd: {KEYS[letter].words.lower()} · {one.reference} · {self._named(one.right)}. Ctrl+Z maakt dat ongedaan."
        )
        if self._list.current() == one:
            self._list.select_row(self._list.currentIndex().row() + 1)
        self._list.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._writing = False
        self._trouble.tell(told(error))

    def _open_file(self, one: Task) -> None:
        self.place.go("client", **({"person": one.person} if one.person is not None else {"contact": one.contact}))

    def explore(self) -> None:
        """Ctrl+R: the rights of the client of this application."""
        one = self._list.current()
        self.place.go("rights", **({"new": True} if one is None else {"contact": one.contact}))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        notes = [Command(f"Aanvraag: {one.words.lower()}", partial(self._note, letter)) for letter, one in KEYS.items()]
        return [Command("Aanvragen vernieuwen", self._load, "F5"), *notes]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._facts, self._outcomes)


def _groups(found: Sequence[Task], today: date) -> Mapping[str, Sequence[Task]]:
    groups: dict[str, list[Task]] = {"Te laat": [], "Vandaag": [], "Deze week": [], "Later": []}
    for one in found:
        late, soon = one.due < today, one.due <= today + timedelta(days=WEEK)
        groups["Te laat" if late else "Vandaag" if one.due == today else "Deze week" if soon else "Later"].append(one)
    return groups


def _line(one: Task, name: str, today: date) -> Line:
    days = (one.due - today).days
    if days < 0:
        lead, mark, role = f"{-days} d te laat", "late", "late"
    elif days == 0:
        lead, mark, role = "vandaag", "today", "today"
    else:
        lead, mark, role = soon(one.due, today), "open", "soft"
    state = vocab.label("right_states", one.state)
    key = (one.contact, one.right)
    return Line(name, one, key, lead, one.reference, "▲ niet bellen" if one.do_not_call else state, mark, role)


def _about(one: Task) -> Sequence[tuple[str, str, str]]:
    asks = {
        applications.TO_DISCUSS: "Bespreek dit recht met de cliënt.",
        applications.APPLIED: "Vraag of er een beslissing is.",
        applications.GRANTED: "Vraag of het al betaald is.",
    }
    return [
        ("Toestand", vocab.label("right_states", one.state), ""),
        ("Op", day(one.due), ""),
        *([("Wie", vocab.label("application_ways", one.way), "")] if one.way else []),
        ("Nu", asks.get(one.state, "Dien de aanvraag in, of vraag of dat gebeurd is."), ""),
        ("Code", one.reference, ""),
        ("Cliënt", "O opent het dossier." if one.person is not None else "Anoniem. De cliënt komt terug met de code.", "soft"),
        *([("Bellen", _NEVER if one.stopped else "▲ Deze cliënt wil niet gebeld worden.", "late")] if one.do_not_call else []),
    ]
