"""Steunaanvragen: by when what must be done for each, the receipt, sending on, and what people say that was decided.

The program runs no social inquiry and decides nothing. A letter an act, on the list; each can be taken back but the register.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.actions import STAD, allows
from sociaalhuis.desk.support import acts, papers, requests, terms
from sociaalhuis.desk.support.requests import Request
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import keeping, kept
from sociaalhuis.ui.parts.due import LEAD
from sociaalhuis.ui.parts.parts import Columns, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.support.card import SupportCard
from sociaalhuis.ui.support.paperpage import PaperPage
from sociaalhuis.ui.support.support_words import HEADS, group, line
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 900
_EMPTY = "Er loopt geen steunaanvraag. Zet bij een nieuwe vraag (Ctrl+N) “Steunaanvraag” aan: Alt+S."
_ASKS = {
    "B": (terms.DECIDED, "Wanneer besliste het OCMW?"),
    "M": (terms.TOLD, "Wanneer kreeg de cliënt de beslissing?"),
    "I": (terms.WITHDRAWN, "De cliënt trekt de aanvraag in. Wat is de reden?"),
    "T": (terms.BACK, "Teruggekomen van het andere OCMW. Wat zegt het?"),
}


class SupportScreen(Screen):
    """The list at the left, one application at the right; papers and the register come over both."""

    name: ClassVar[str] = "support"
    title: ClassVar[str] = "Steunaanvragen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._all: Sequence[Request] = ()
        self._by_number: Sequence[Request] = ()
        self._wanted: UUID | None = None
        self._told = ""
        self._writing = False
        self._opened = ""  # the letter of the form that is open
        self._again: tuple[str, Sequence[str]] = "", ()  # the form that was open at the lock, and what was typed in it
        self._list = Rows("Steunaanvragen", lead=LEAD, empty=_EMPTY)
        self._seek = Seek("Zoek op nummer of code", "Zoek op nummer of code   Ctrl+F", self._list)
        self._counts = look.label("", role="soft")
        self._card = SupportCard(place)
        self._pages = QStackedWidget()
        self._papers: dict[str, PaperPage] = {}
        self._register: Any = None
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        register = QPushButton("Register")
        register.clicked.connect(self.show_register)
        head = QHBoxLayout()
        self._seek.setMaximumWidth(look.px(320))
        head.addWidget(self._seek, 1)
        head.addWidget(self._counts, 1)
        if allows("support.register", self.place.house.actor.role):
            head.addWidget(register)
        left = card(self._list, margin=look.GAP, stretch=self._list)
        overview = QWidget()
        inside = QVBoxLayout(overview)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.PAD))
        inside.addLayout(head)
        inside.addWidget(Columns(LEAST, (left, 1), (self._card, 1), tall=320), 1)
        self._pages.addWidget(overview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self._list.moved.connect(self._card.show_one)
        self._list.chosen.connect(lambda _one: self._card.focus_acts())
        self._seek.asked.connect(self._sought)
        for letter in self._card.letters:
            self._list.on_key(letter, partial(self._act_line, letter))
        self._card.acted.connect(self._act)
        self._card.form.noted.connect(self._note)
        self._card.competence.here.connect(self._ours)
        self._card.competence.elsewhere.connect(self._forward)
        for layer in (self._card.form, self._card.competence):
            layer.left.connect(self._back)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(
        self,
        *,
        request: UUID | None = None,
        contact: UUID | None = None,
        right: str | None = None,
        paper: bool = False,
        **_what: Any,
    ) -> None:
        """Load the list; ``request`` is the one to begin with, with ``paper`` its receipt.

        ``contact``: a question that is to be written in first, about a ``right`` if there is one.
        """
        self._wanted = request or self._wanted
        if paper and request is not None:
            self._receipt(request)
        else:
            self._overview()
        if contact is not None and request is None:
            self._receive(contact, right)
        self._load()

    def changed(self, _changed: object) -> None:
        """Something happened in the house."""
        self._load()

    def _load(self) -> None:
        house, today, typed = self.place.house, self.place.today(), self._seek.text()

        def load() -> tuple[Sequence[Request], Sequence[Request]]:
            return requests.running(house), requests.found(house, typed)

        self.place.jobs.house(load, partial(self._show, today), key="support", failed=self._refused)

    def _show(self, today: date, loaded: tuple[Sequence[Request], Sequence[Request]]) -> None:
        self._all, self._by_number = loaded
        typed = self._seek.text().strip().upper()
        fits = [one for one in self._all if typed in f"{one.number} {one.reference}"]
        there = {one.id for one in fits}
        groups: dict[str, list[Request]] = {name: [] for name in HEADS}
        for one in fits:
            groups[group(one, today)].append(one)
        lines = []
        for name, ones in groups.items():
            if ones:
                lines += [Line(f"{HEADS[name].upper()} ({len(ones)})", head=True), *(line(one, today) for one in ones)]
        ended = [one for one in self._by_number if one.id not in there]
        if ended:
            lines += [Line(f"GEVONDEN ({len(ended)})", head=True), *(line(one, today) for one in ended)]
        self._list.say_when_empty(f"Niets gevonden voor “{typed[:40]}”." if typed else _EMPTY)
        self._list.show_lines(lines)
        due = len(groups["late"]) + len(groups["today"])
        self._counts.setText(f"{count(len(self._all), 'steunaanvraag', 'steunaanvragen')} · {due} voor vandaag of te laat")
        self._choose_wanted()
        self._card.show_one(self._list.current())
        self._seek.answered()
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _choose_wanted(self) -> None:
        row = next((i for i, shown in enumerate(self._list.lines()) if shown.key == self._wanted), None)
        if self._wanted is not None and row is not None:
            self._wanted = None
            self._list.select_row(row)
            (letter, texts), self._again = self._again, ("", ())
            if letter:
                self._act(letter)
                kept.retype(self._card.form, texts)

    def _sought(self, _typed: str) -> None:
        self._load()

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _act_line(self, letter: str, _one: object) -> None:
        self._act(letter)

    def _act(self, letter: str) -> None:
        one = self._list.current()
        if one is None or self._writing:
            return
        house, now = self.place.house, self.place.now()
        self._opened = letter
        if letter == "P":
            self._receipt(one.id)
        elif letter == "C":
            self._card.lay(self._card.competence)
            self._card.competence.begin()
        elif letter == "H":
            self._ours()
        elif letter == "D":
            self._forward("", [])
        elif letter == "G":
            self._do(
                partial(acts.hand_over, house, one.id, now), f"{one.number} is aan het OCMW gegeven. De eerste dag blijft."
            )
        elif letter == "O":
            self.place.go("client", **({"person": one.person} if one.person else {"contact": one.contact}))
        elif letter == "V":
            self._card.lay(self._card.form)
            typed = f"{one.received.day}/{one.received.month}/{one.received.year}"
            self._card.form.ask("V", "Verbeteren: wat was de juiste eerste dag? Er komt een nieuwe regel bij.", typed=typed)
        elif letter == "X":
            self._card.lay(self._card.form)
            self._card.form.ask("X", "Doorhalen: waarom is dit geen aanvraag? De regel blijft staan.", day_asked=False)
        else:
            step, asked = _ASKS[letter]
            self._card.lay(self._card.form)
            self._card.form.ask(step, asked)

    def _ours(self) -> None:
        one = self._list.current()
        if one is not None:
            work = partial(acts.note, self.place.house, one.id, terms.HERE, self.place.now())
            self._do(work, f"{one.number}: dit OCMW is bevoegd. Ctrl+Z maakt dat ongedaan.")

    def _note(self, step: str, on: date | None, words: str) -> None:
        one, house, now = self._list.current(), self.place.house, self.place.now()
        if one is None:
            return
        if step in ("V", "X"):
            asked = None if step == "X" else requests.Asked(on, one.received_by, one.right)
            work: Callable[[], object] = partial(acts.correct, house, one.id, now, words, asked)
            self._do(work, f"{one.number}: een nieuwe regel staat in het register.")
        else:
            label = next(words for letter, words in self._card.letters.items() if _ASKS.get(letter, ("",))[0] == step)
            work = partial(acts.note, house, one.id, step, now, on, words)
            self._do(work, f"{one.number}: {label.lower()}. Ctrl+Z maakt dat ongedaan.")

    def _do(self, work: Callable[[], object], said: str) -> None:
        self._writing = True
        self.place.jobs.house(work, partial(self._done, said), failed=self._refused)

    def _done(self, said: str, _nothing: object) -> None:
        self._writing = False
        self._told = said
        self._back()
        self._load()

    def _receive(self, contact: UUID, right: str | None) -> None:
        """A question that was noted before turns out to be an application; one that is written in already is opened."""
        house, now = self.place.house, self.place.now()

        def write() -> UUID:
            known = requests.of_contact(house, contact)
            return known.id if known is not None else acts.receive(house, contact, now, requests.Asked(right=right)).id

        self.place.jobs.house(write, lambda made: self.arrive(request=made, paper=True), failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._writing = False
        self._card.refuse(told(error))

    def _back(self) -> None:
        self._card.lay()
        self._list.setFocus()

    # ── papers and the register ──────────────────────────────────────────────────────────────────────────────────────────

    def _page(self, name: str) -> PaperPage:
        if name not in self._papers:
            from sociaalhuis.ui.support.forward import ForwardPage
            from sociaalhuis.ui.support.paperpage import ReceiptPage

            made = ReceiptPage(self.place) if name == "receipt" else ForwardPage(self.place)
            made.left.connect(self._overview)
            made.done.connect(self._printed)
            self._papers[name] = made
            self._pages.addWidget(made)
        self._pages.setCurrentWidget(self._papers[name])
        return self._papers[name]

    def _receipt(self, request: UUID) -> None:
        self._page("receipt").begin(request)

    def _forward(self, town: str, reasons: Sequence[str]) -> None:
        one = self._list.current()
        if one is None:
            return
        if self.place.house.actor.role == STAD:
            self._card.refuse("De stad geeft een aanvraag aan het eigen OCMW. Kies G.")
            return
        page: Any = self._page("forward")
        page.open(one, town, reasons)

    def _printed(self, said: str) -> None:
        self._told = said
        self._overview()
        self._load()

    def _overview(self) -> None:
        self._card.lay()
        self._pages.setCurrentIndex(0)
        self._list.setFocus()

    def show_register(self, _checked: bool = False) -> None:
        """Every line in order of time, for who may see it."""
        if self._register is None:
            from sociaalhuis.ui.support.register import RegisterPage

            self._register = RegisterPage(self.place)
            self._register.left.connect(self._overview)
            self._pages.addWidget(self._register)
        self._pages.setCurrentWidget(self._register)
        self._register.begin()

    def print(self) -> None:
        """Ctrl+P: the paper that is shown, else the receipt of the chosen application."""
        here: Any = self._pages.currentWidget()
        if self._pages.currentIndex():
            here.print()
        else:
            self._act("P")

    def keep_given(self) -> None:
        """The papers of the chosen application as they were given, into a PDF: for who lost them, and for a judge."""
        one = self._list.current()
        if one is not None:
            make = partial(papers.given, self.place.house, one.id)
            keeping.keep(
                self.place,
                "Bewaar wat gegeven is",
                f"{one.number} gegeven.pdf",
                keeping.PDF,
                make,
                self._refused,
                of_house=True,
            )

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        made = [
            Command(f"Steunaanvraag: {words[0].lower()}{words[1:]}", partial(self._act, letter))
            for letter, words in self._card.letters.items()
        ]
        return [
            Command("Steunaanvraag zoeken", self._seek.setFocus, "Ctrl+F", "search"),
            Command("Ontvangstbewijs of brief afdrukken", self.print, "Ctrl+P", "print"),
            Command("Steunaanvraag: bewaar wat gegeven is", self.keep_given, "", "print"),
            Command("Register van steunaanvragen", self.show_register, "", "print"),
            *made,
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, *self._card.panels())

    def remember(self) -> Mapping[str, Any]:
        """The line, and what is typed about it."""
        current = self._list.current()
        open_ = {"letter": self._opened, "typed": kept.typed(self._card.form)} if self._card.asks else {}
        return {"request": None if current is None else str(current.id), **open_}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the line and its form."""
        self._wanted = UUID(state["request"]) if state["request"] else None
        self._again = state.get("letter", ""), state.get("typed", ())
