"""Dag afsluiten: what of today waits for oneself, what is half typed, and the counts. No names: people look along.

Ending the day keeps its counts and locks. What waits and what is half typed is there again tomorrow.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import drafts
from sociaalhuis.desk.catalogue import guide
from sociaalhuis.desk.day import dayend
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import told
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 860
_KINDS = {
    "question": "vraag",
    "referral": "doorverwijzing",
    "signal": "signaal",
    "incoming_new": "aanmelding",
    "rights": "rechtenverkenning",
}
_ALL_DONE = "Alles van vandaag heeft een antwoord. Goed zo."
_NO_DRAFTS = "Niets half af."


class DayEndScreen(Screen):
    """What waits at the left, the counts at the right."""

    name: ClassVar[str] = "dayend"
    title: ClassVar[str] = "Dag afsluiten"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._told = ""
        self._waiting = Rows("Wacht op jou", lead=72, empty=_ALL_DONE)
        self._drafts = Rows("Half af", lead=72, empty=_NO_DRAFTS)
        self._waiting_head, self._drafts_head = look.label("", bold=True), look.label("", bold=True)
        self._ended = look.label("", role="soft", wrap=True)
        self._counts = QGridLayout()
        self._wrong = Strip()
        self._lay_out()
        self._answers = {term.key: term for term in dayend.answers(place.today()) if term.key}
        for letter, term in self._answers.items():
            self._waiting.on_key(letter, partial(self._settle, term))
        self._waiting.on_key("D", self._refer)
        self._waiting.chosen.connect(self._refer)
        self._drafts.chosen.connect(lambda one: self.place.go(one.kind, draft=one.id))
        self._legend.setText(_legend(list(self._answers.values())))
        self.bind_commands()

    def _lay_out(self) -> None:
        self._legend = look.label("", look.SMALL, role="soft", wrap=True)
        left = card(self._waiting_head, self._waiting, self._legend, self._drafts_head, self._drafts)
        inside = left.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setStretchFactor(self._waiting, 3)
            inside.setStretchFactor(self._drafts, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(self._wrong)
        whole.addWidget(Columns(LEAST, (left, 3), (self._right(), 2), tall=320), 1)

    def _right(self) -> QFrame:
        end = QPushButton(look.icon("lock", "on_accent"), "Sluit de dag af en vergrendel   Ctrl+Enter")
        look.set_role(end, "primary")
        end.clicked.connect(self.end)
        held = QWidget()
        held.setLayout(self._counts)
        self._counts.setContentsMargins(0, 0, 0, 0)
        self._counts.setVerticalSpacing(look.px(look.GAP))
        self._counts.setHorizontalSpacing(look.px(look.WIDE))
        self._counts.setColumnStretch(0, 1)
        foot = look.label("Er gaat niets verloren. Wat open staat, vind je morgen op Vandaag.", role="soft", wrap=True)
        right = card(look.label("Vandaag", look.HEADING, bold=True), self._ended, held)
        inside = right.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addStretch()
            inside.addWidget(foot)
            row = QHBoxLayout()
            row.addWidget(end)
            row.addStretch()
            inside.addLayout(row)
        return right

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the day."""
        self._wrong.tell("")
        self._waiting.setFocus()
        self._load()
        if guide.folder(self.place.house) is not None:  # the noodgids as it is tonight; nobody waits for it
            self.place.jobs.later(partial(guide.evening, self.place.house, self.place.now()))

    def changed(self, _changed: object) -> None:
        """Something was noted: look again."""
        self._load()

    def _load(self) -> None:
        work = partial(dayend.of, self.place.house, self.place.today())
        self.place.jobs.house(work, self._show, key="dayend", failed=self._refuse)

    def _show(self, found: dayend.Day) -> None:
        self._waiting.show_lines([_line(one) for one in found.waiting])
        self._drafts.show_lines([_draft(one) for one in found.drafts])
        self._waiting_head.setText(f"Wacht nog op jou ({len(found.waiting)})")
        self._drafts_head.setText(f"Half af ({len(found.drafts)})")
        self._ended.setText(f"{day(found.day).capitalize()}" + (f" · afgesloten om {found.ended:%H.%M}" if found.ended else ""))
        self._show_counts(found)
        if self._waiting.hasFocus() and not found.waiting and found.drafts:
            self._drafts.setFocus()
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _show_counts(self, found: dayend.Day) -> None:
        while (item := self._counts.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        mine = {**found.mine.words, "signalen": ""}
        for column, head in enumerate(("", "jij", "balie")):
            self._counts.addWidget(_right(look.label(head, look.SMALL, role="soft")), 0, column)
        for row, (word, number) in enumerate(found.all.words.items(), 1):
            self._counts.addWidget(look.label(word), row, 0)
            self._counts.addWidget(_right(look.label(str(mine[word]), role="soft")), row, 1)
            self._counts.addWidget(_right(look.label(str(number), look.HEADING, bold=True)), row, 2)

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _settle(self, answer: vocab.Term, one: dayend.Waiting) -> None:
        work = partial(dayend.settle, self.place.house, one.contact, answer.slug)
        said = f"Genoteerd bij {one.reference}: {answer.label.lower()}. Ctrl+Z maakt dat ongedaan."
        self._waiting.show_lines([line for line in self._waiting.lines() if line.key != one.contact])  # on to the next one
        self.place.jobs.house(work, partial(self._settled, said), failed=self._refuse)

    def _settled(self, said: str, _none: None) -> None:
        self._told = said

    def _refer(self, one: dayend.Waiting) -> None:
        self.place.go("referral", contact=one.contact)

    def end(self) -> None:
        """Keep the counts of the day and lock."""
        work = partial(dayend.close, self.place.house, self.place.today(), self.place.now())
        self.place.jobs.once("dayend.close", work, self._closed, failed=self._refuse)

    def _closed(self, _day: dayend.Day) -> None:
        self.place.lock()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))
        self._load()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (Command("Dag afsluiten en vergrendelen", self.end, "Ctrl+Enter", "lock"),)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._waiting, self._drafts)


def _legend(answers: Sequence[vocab.Term]) -> str:
    """What the letters in the list do."""
    return " · ".join([*(f"{term.key} {term.label.lower()}" for term in answers), "D doorverwijzen"])


def _line(one: dayend.Waiting) -> Line:
    about = ", ".join(vocab.label("life_domains", slug) for slug in one.domains)
    return Line(f"{one.reference}  {about}", one, one.contact, f"{one.at:%H.%M} uur", mark="today", role="today")


def _draft(one: drafts.Draft) -> Line:
    """A draft without its words."""
    return Line(
        _KINDS.get(one.kind, "werk"), one, one.id, f"{local(one.touched):%H.%M} uur", mark="park" if one.parked else "edit"
    )


def _right(label: Any) -> Any:
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
