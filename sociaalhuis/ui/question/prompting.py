"""Doorvragen (F4): questions to ask in one's own words, in the place of the suggestions while it is open.

Enter on a question goes to the client's words, where the answer is typed; on a domain that often plays along it takes that
domain. What was asked gets its mark for as long as this question is open; nothing of it is kept.
"""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.catalogue import prompts
from sociaalhuis.catalogue.prompts import Beside
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.question.form import QuestionForm
from sociaalhuis.ui.question.sidepanel import SidePanel
from sociaalhuis.ui.workplace import Workplace

_BESIDE = "HANGT VAAK SAMEN MET"


class Prompting(QWidget):
    """``asked``: the worker asks this and types the answer; ``joined``: a life domain (slug) plays along; ``left``: close."""

    asked = Signal()
    joined = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Doorvragen")
        self._about: tuple[Sequence[str], Sequence[str], Sequence[str]] | None = None
        self._done: set[str] = set()
        self.list = Rows("Doorvragen")
        self._whole = look.label("", look.WORDS, wrap=True)
        self._how = look.label("", look.SMALL, role="soft", wrap=True)
        head = QHBoxLayout()
        head.addWidget(look.label("Doorvragen", bold=True))
        head.addStretch()
        head.addWidget(look.label("Enter kiest · Esc sluit", look.SMALL, role="soft"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(head)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._whole)
        inside.addWidget(self._how)
        self.setFocusProxy(self.list)
        self.list.moved.connect(self._tell)
        self.list.chosen.connect(self._choose)

    def show_for(self, needs: Sequence[str], domains: Sequence[str], own: Sequence[str]) -> None:
        """The questions for these needs and life domains (slugs), with those of the house; the current one stays."""
        about = tuple(needs), tuple(domains), tuple(own)
        if about != self._about:
            self._about = about
            self._show()

    def next_one(self) -> None:
        """Go to the first question that was not asked."""
        rows = (row for row, line in enumerate(self.list.lines()) if not line.head and line.key not in self._done)
        self.list.select_row(next(rows, 0))
        self.list.setFocus()

    def forget(self) -> None:
        """Another question of a client: nothing was asked yet."""
        self._about = None
        self._done.clear()

    def _show(self) -> None:
        if self._about is None:
            return
        made = prompts.of(*self._about)
        first, *others = [
            [Line(one.label.upper(), head=True), *(self._line(question, question, question) for question in one.questions)]
            for one in made.topics
        ]
        beside = [self._line(vocab.label("life_domains", one.domain), one, one.domain) for one in made.beside]
        head = [Line(_BESIDE, head=True)] if beside else []
        lines = [*first, *head, *beside, *chain.from_iterable(others)]
        self.list.show_lines(lines)
        self._tell(self.list.current())

    def _line(self, text: str, what: str | Beside, key: str) -> Line:
        mark, role = ("good", "good") if key in self._done else ("open", "soft")
        return Line(text, what, key, mark=mark, role=role)

    def _tell(self, what: str | Beside | None) -> None:
        beside = isinstance(what, Beside)
        self._whole.setText(what.check if isinstance(what, Beside) else what or "")
        self._how.setText(
            "Enter neemt dit domein erbij." if beside else "Enter: vraag het, en typ het antwoord bij de woorden van de cliënt."
        )

    def _choose(self, what: str | Beside) -> None:
        self._done.add(what.domain if isinstance(what, Beside) else what)
        self._show()
        if isinstance(what, Beside):
            self.joined.emit(what.domain)
        else:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Prompter(QObject):
    """Opens and closes the panel for the question on the screen, and follows what is said there."""

    def __init__(self, place: Workplace, form: QuestionForm, side: SidePanel, panel: Prompting) -> None:
        super().__init__(panel)
        self._place, self._form, self._side, self._panel = place, form, side, panel
        form.further.clicked.connect(self.open)
        panel.asked.connect(form.begin_line)
        panel.joined.connect(self._join)
        panel.left.connect(side.close)

    def open(self) -> None:
        """Go to the next question that was not asked; once more closes."""
        if self._side.shown and self._side.holds_focus:
            self._side.close()
            return
        self._side.open()
        self.follow()
        self._panel.next_one()

    def follow(self) -> None:
        """Show what fits what was said, while it is open."""
        if self._side.shown:
            found = [one.need for one in self._form.needs.there()]
            self._panel.show_for(found, self._form.domains.chosen, self._place.house.lines("prompts.own"))

    def forget(self) -> None:
        """Another question of a client begins."""
        self._side.close()
        self._panel.forget()

    def _join(self, domain: str) -> None:
        self._form.domains.choose((*self._form.domains.chosen, domain))
        self._form.changed.emit()
