"""Turven: one contact counted in three keys, without words and without a person: a letter for the domain, one for the answer.

The letters are those of the vocabularies; they only act inside the two lists. Nothing here can lead to a person.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import intake
from sociaalhuis.desk.day import tally
from sociaalhuis.errors import Told
from sociaalhuis.texts import count as number_of
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

SECOND = "telefoon"  # what the space bar changes the usual channel to, and back


class CountScreen(Screen):
    """Domain, answer, counted; Escape goes back to the work that was interrupted."""

    name: ClassVar[str] = "count"
    title: ClassVar[str] = "Turven"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._domain, self._usual = "", intake.usual_channel(place.house)
        self._domains = Rows("Waarover ging het?", lead=32)
        self._answers = Rows("Wat deden we?", lead=32)
        self._channel = QComboBox()
        self._counted = look.label("", look.DISPLAY, bold=True)
        self._split = QLabel()
        self._step = look.label("", role="accent", bold=True, wrap=True)
        self._wrong = look.label("", role="late", wrap=True)
        self._tally = QGridLayout()
        self._fill()
        self._lay_out()
        self.bind_commands()

    def _fill(self) -> None:
        today = self.place.today()
        for term in vocab.terms("channels", today):
            self._channel.addItem(term.label, term.slug)
        self._channel.setAccessibleName("Kanaal")
        domains = vocab.terms("life_domains", today)
        answers = [one for one in vocab.terms("answer_kinds", today) if one.extra["person_needed"] != "required"]
        for rows, terms, chosen in ((self._domains, domains, self._choose_domain), (self._answers, answers, self._count)):
            rows.show_lines([_line(term) for term in terms])
            rows.chosen.connect(chosen)
            rows.on_key(" ", self._switch_channel)
            for term in terms:
                rows.on_key(term.key or "", partial(_hand_over, chosen, term))
        self._answers.setEnabled(False)

    def _lay_out(self) -> None:
        channel = QLabel("&Kanaal")
        channel.setBuddy(self._channel)
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        for part in (channel, self._channel, look.label(self._switch_words(), look.SMALL, role="soft")):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(look.label("Esc terug naar je werk", look.SMALL, role="soft"))
        columns = QHBoxLayout()
        columns.setSpacing(look.px(look.PAD))
        columns.addWidget(_card("1  Waarover ging het?", self._domains), 5)
        columns.addWidget(_card("2  Wat deden we?", self._answers, self._step, self._wrong), 4)
        columns.addWidget(self._today_card(), 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addLayout(columns, 1)

    def _today_card(self) -> QFrame:
        self._tally.setColumnStretch(0, 1)
        self._tally.setVerticalSpacing(look.px(look.GAP))
        look.set_role(self._split, "soft")
        card = _card("Vandaag geteld", self._counted, self._split)
        inside = card.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addSpacing(look.px(look.GAP))
            inside.addLayout(self._tally)
            inside.addStretch()
        return card

    # ── arriving and counting ────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Ready for the first letter, at the counter."""
        self._begin()
        self._look_up()

    def _begin(self) -> None:
        self._domain = ""
        self._channel.setCurrentIndex(self._channel.findData(self._usual))
        self._step.setText("Kies eerst een letter links.")
        self._domains.select_row(0)
        self._answers.setEnabled(False)
        self._domains.setFocus()

    def _choose_domain(self, domain: vocab.Term) -> None:
        self._domain = domain.slug
        self._domains.select_row(next(i for i, line in enumerate(self._domains.lines()) if line.key == domain.slug))
        self._wrong.clear()
        self._step.setText(f"{domain.label}: Enter = informeren. Backspace = ander domein.")
        self._answers.setEnabled(True)
        self._answers.select_row(0)
        self._answers.setFocus()

    def _count(self, answer: vocab.Term) -> None:
        place, domain, channel = self.place, self._domain, self._channel.currentData()
        told = f"Geturfd: {vocab.label('life_domains', domain)}, {answer.label.lower()}. Ctrl+Z maakt ongedaan."
        moment = place.now()

        def note() -> UUID:
            return intake.count(place.house, channel, [domain], answer.slug, moment)

        place.jobs.house(note, lambda _id: place.say(told), failed=self._failed)
        self._begin()

    def _failed(self, error: BaseException) -> None:
        self._wrong.setText(f"▲ Niet geteld. {error}")
        if not isinstance(error, Told):
            raise error

    def _switch_words(self) -> str:
        usual, second = (vocab.label("channels", slug).lower() for slug in (self._usual, SECOND))
        return f"Spatie wisselt {usual} en {second}"

    def _switch_channel(self, _line: object) -> None:
        other = SECOND if self._channel.currentData() == self._usual else self._usual
        self._channel.setCurrentIndex(self._channel.findData(other))

    def _look_up(self) -> None:
        house, today = self.place.house, self.place.today()
        self.place.jobs.house(partial(tally.of_day, house, today), self._show, key="count.tally")

    def _show(self, found: tally.Tally) -> None:
        self._counted.setText(str(found.turfs + found.questions))
        questions = number_of(found.questions, "hulpvraag", "hulpvragen")
        self._split.setText(f"{number_of(found.turfs, 'turf', 'turven')} en {questions}")
        while (item := self._tally.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for row, (domain, times) in enumerate(list(found.domains.items())[:10]):
            number = look.label(str(times), bold=True)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._tally.addWidget(look.label(vocab.label("life_domains", domain), role="soft"), row, 0)
            self._tally.addWidget(number, row, 1)

    # ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def changed(self, _changed: object) -> None:
        """Counted or taken back: count again."""
        self._look_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace chooses another domain, Escape goes back to where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        elif event.key() == Qt.Key.Key_Backspace and self._domain:
            self._begin()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (Command("Terug naar je werk", self.place.back, icon="undo"),)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._domains, self._answers)


def _hand_over(chosen: Any, term: vocab.Term, _current: object) -> None:
    """A letter stands for its own term, whatever line is the current one."""
    chosen(term)


def _line(term: vocab.Term) -> Line:
    return Line(term.label, term, term.slug, term.key or "", role="accent")


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    look.set_role(card, "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(*[look.px(look.PAD)] * 4)
    inside.setSpacing(look.px(look.GAP))
    inside.addWidget(look.label(title, bold=True))
    for part in parts:
        inside.addWidget(part, 1 if isinstance(part, Rows) else 0)
    return card
