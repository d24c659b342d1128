"""Signaal zonder naam (Ctrl+Shift+S, from anywhere): what goes wrong, about what, where it pinches, in one or two sentences.

A letter in each list, then the words; or one key when the same stands there already. What is typed is a draft until it is kept.
Back is where one came from.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import vocab
from sociaalhuis.desk import drafts
from sociaalhuis.desk.day import signals
from sociaalhuis.errors import Told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.drafted import Drafted
from sociaalhuis.ui.parts.letters import Letters, lettered
from sociaalhuis.ui.parts.parts import Columns, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Workplace

DRAFT = "signal"
LEAST = 900  # room for three columns side by side, pixels at 100 %
TEXT_TALL = 72
_HINT = "Wat loopt er mis? Eén of twee zinnen, zonder naam."
_NONE = "Nog niets gehoord over deze soort en dit domein."


class SignalScreen(Drafted):
    """Gives a signal, or counts one that is there."""

    name: ClassVar[str] = "signal"
    title: ClassVar[str] = "Signaal zonder naam"
    draft: ClassVar[str] = DRAFT

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._busy = self._loading = self._wished = False  # wished: Alt+G came before the list did
        today = place.today()
        self._kinds = Letters("Wat hoor je?", lettered(vocab.terms("signal_kinds", today)), self._choose_kind)
        self._domains = Letters("Waarover?", lettered(vocab.terms("life_domains", today)), self._chose)
        self._factors = Letters("Waar knelt het?", lettered(vocab.terms("b_factors", today)), self._chose)
        self._there = Rows("Al gehoord", two=True, empty=_NONE)
        self._there.on_key("H", lambda one: self._hear(one))
        self._there.chosen.connect(self._hear)
        self._text, self._where = QPlainTextEdit(), QLineEdit(maxLength=signals.LONGEST_PLACE)
        self._lay_out()
        self.bind_commands()

    def _lay_out(self) -> None:
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Wat loopt er mis?")
        self._text.setPlaceholderText(_HINT)
        self._text.setFixedHeight(look.px(TEXT_TALL))
        self._text.textChanged.connect(self._touched)
        self._where.setPlaceholderText("Gemeente of wijk")
        self._where.textEdited.connect(self._touched)
        self._also = QPushButton(look.icon("count"), "Ook gehoord   Alt+G")
        self._also.clicked.connect(self.hear_first)
        self._factors.as_tall_as_its_lines()
        there = QWidget()
        row = QHBoxLayout(there)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_head("Al gehoord"), 1)
        row.addWidget(self._also)
        third = card(_head("3  Waar knelt het?"), self._factors, there, self._there)
        inside = third.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setStretchFactor(self._factors, 3)
            inside.setStretchFactor(self._there, 2)
        columns = Columns(
            LEAST,
            (card(_head("1  Wat hoor je?"), self._kinds, stretch=self._kinds), 5),
            (card(_head("2  Waarover?"), self._domains, stretch=self._domains), 5),
            (third, 6),
            tall=320,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addWidget(columns, 1)
        whole.addWidget(self._wrong)
        whole.addWidget(self._words())

    def _words(self) -> QWidget:
        keep = QPushButton(look.icon("save", "on_accent"), "Bewaar signaal   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(self.keep)
        listing = QPushButton(look.icon("follow"), "Alle signalen")
        listing.clicked.connect(partial(self.place.go, "signals"))
        asked, where = QLabel("&Woorden"), QLabel("&Plaats")
        asked.setBuddy(self._text)
        where.setBuddy(self._where)
        made = QFrame()
        look.set_role(made, "card")
        grid = QGridLayout(made)
        grid.setContentsMargins(*[look.px(12)] * 4)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        for column, (part, over) in enumerate(((asked, self._text), (where, self._where), (self._state, keep))):
            grid.addWidget(part, 0, column)
            grid.addWidget(over, 1, column, 2 if over is self._text else 1, 1)
        grid.addWidget(listing, 2, 2)
        for column, stretch in enumerate((5, 2, 0)):
            grid.setColumnStretch(column, stretch)
        return made

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, draft: UUID | None = None, about: Mapping[str, str] | None = None, **_what: Any) -> None:
        """Begin a signal ``about`` what one was doing (kind, domain, place), go on with what was typed, or with a ``draft``."""
        if not self._take_up(draft) and draft is None and not self._content():
            self._unfinished.begin()
            self._fill(about or {})
        self._go_on()

    def _go_on(self) -> None:
        """To the first list that nobody chose from."""
        self._show_there()
        goal: QWidget = self._text
        for rows in (self._domains, self._kinds):
            goal = goal if rows.picked else rows
        goal.setFocus()

    def _fill(self, content: Mapping[str, str]) -> None:
        kind = content.get("kind", "")
        self._kinds.pick(kind)
        self._domains.pick(content.get("domain", ""))
        self._factors.pick(content.get("b") or (signals.usual_b(kind) if kind else ""))
        for field, text in ((self._text, content.get("words", "")), (self._where, content.get("place", ""))):
            field.blockSignals(True)
            field.setPlainText(text) if isinstance(field, QPlainTextEdit) else field.setText(text)
            field.blockSignals(False)

    def _content(self) -> Mapping[str, Any]:
        words = self._text.toPlainText()
        chosen = {"kind": self._kinds.picked, "domain": self._domains.picked, "b": self._factors.picked}
        return {**chosen, "words": words, "place": self._where.text()} if words.strip() else {}

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _choose_kind(self, slug: str) -> None:
        self._factors.pick(signals.usual_b(slug))
        self._chose(slug)

    def _chose(self, _slug: str) -> None:
        self._touched()
        self._go_on()

    def _show_there(self) -> None:
        kind, domain = self._kinds.picked, self._domains.picked
        self._there.say_when_empty(_NONE if kind and domain else "")
        if not (kind and domain):
            self._show(())
            return
        self._loading = True
        work = partial(signals.alike, self.place.house, kind, domain)
        self.place.jobs.house(work, self._show, key="signal.alike")

    def _show(self, found: Sequence[signals.Told]) -> None:
        self._loading, wished, self._wished = False, self._wished, False
        self._there.show_lines([_line(one) for one in found])
        self._also.setEnabled(bool(found))
        if wished:
            self.hear_first()

    # ── keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keep(self) -> None:
        """Keep the signal and go back to where one was."""
        if self._busy:
            return
        self._busy = True
        self._unfinished.done()  # nothing that is still to come may bring the draft back
        kind, domain, factor = self._kinds.picked, self._domains.picked, self._factors.picked
        heard = signals.Heard(kind, domain, factor, self._text.toPlainText(), self._where.text())
        house, now, today, draft = self.place.house, self.place.now(), self.place.today(), self._unfinished.id

        def give() -> int:
            signals.give(house, heard, now)
            drafts.drop(house, draft)
            return signals.in_quarter(house, today)[heard.kind]

        self.place.jobs.house(give, partial(self._done, heard.kind), failed=self._refuse)

    def hear_first(self) -> None:
        """Count once more the signal that is chosen in the list."""
        one = self._there.current()
        self._wished = self._loading
        if self._wished:
            return
        if one is None:
            self.place.say("Er is nog geen signaal om bij te tellen. Kies eerst soort en domein.")
        else:
            self._hear(one)

    def _hear(self, one: signals.Told) -> None:
        if self._busy:
            return
        self._busy = True
        self._unfinished.done()
        house, now, today, draft = self.place.house, self.place.now(), self.place.today(), self._unfinished.id

        def hear() -> int:
            signals.also_heard(house, one.id, now)
            drafts.drop(house, draft)
            return signals.in_quarter(house, today)[one.kind]

        self.place.jobs.house(hear, partial(self._done, one.kind), failed=self._refuse)

    def _done(self, kind: str, times: int) -> None:
        self._busy = False
        self._unfinished.begin()
        self._fill({})
        self.turn_back()
        label = vocab.label("signal_kinds", kind).lower()
        self.place.say(f"Signaal bewaard: {label}, {times}e keer dit kwartaal. Ctrl+Z maakt dat ongedaan.")

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._touched()
        self._wrong.tell(str(error))
        (self._text if self._kinds.picked and self._domains.picked else self._kinds).setFocus()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to where one was; what was typed is on Vandaag."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Signaal bewaren", self.keep, "Ctrl+Enter", "save"),
            Command("Ook gehoord: tel het signaal mee", self.hear_first, "Alt+G", "count"),
            Command("Terug naar je werk", self.place.back, icon="undo"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._kinds, self._domains, self._factors, self._there, self._text)


def _line(one: signals.Told) -> Line:
    state = "" if one.state == signals.NEW else vocab.label("signal_states", one.state)
    detail = " · ".join(part for part in (one.place, state) if part)
    return Line(one.text, one, one.id, detail=detail or "nieuw", right=f"{one.times} ×")


def _head(text: str) -> QLabel:
    return look.label(text, bold=True)
