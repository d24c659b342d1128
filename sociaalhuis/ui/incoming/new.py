"""Nieuwe aanmelding (Ctrl+Shift+I): who refers somebody to this house, on which ground, what is asked, what may be told back.

What is typed is a draft until it is kept. Without a ground nothing is kept, and the screen says what to do then.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
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
from sociaalhuis.desk import drafts, intake, when
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.drafted import Drafted
from sociaalhuis.ui.parts.letters import Letters, lettered
from sociaalhuis.ui.parts.parts import Columns, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Command, Workplace

DRAFT = "incoming_new"
LEAST = 900
MOST_FOUND = 4
_NO_DAY = "geen dag afgesproken"


class NewIncoming(Drafted):
    """The form of one aanmelding."""

    name: ClassVar[str] = "incoming_new"
    title: ClassVar[str] = "Nieuwe aanmelding"
    draft: ClassVar[str] = DRAFT

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._busy = False
        self._person: clients.Found | None = None
        self._lines = {
            "sender": QLineEdit(placeholderText="Dienst en persoon, zoals Kind en Gezin, Els V.", maxLength=incoming.LONGEST),
            "reach": QLineEdit(placeholderText="Telefoon of mail van de aanmelder", maxLength=incoming.LONGEST),
            "note": QLineEdit(placeholderText="Welke wet, of welk gevaar?", maxLength=incoming.LONGEST),
            "report": QLineEdit(placeholderText="+14, vr, 12/3", maxLength=when.LONGEST),
        }
        self._referrer, self._question = QComboBox(), QPlainTextEdit()
        self._people = Rows("Gevonden personen", empty="")
        self._who = Seek("Cliënt", "Naam en jaar, of code", self._people)
        self._chosen_person = look.label("", role="good", wrap=True)
        self._report_says = look.label(_NO_DAY, look.SMALL, role="soft", wrap=True)
        grounds, limits = (vocab.terms(name, place.today()) for name in ("sharing_grounds", "feedback_limits"))
        self._grounds = Letters("Waarop steunt het?", lettered(grounds), self._choose_ground).as_tall_as_its_lines()
        self._limits = Letters("Wat mag je terugmelden?", lettered(limits), self._choose_feedback).as_tall_as_its_lines()
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        self._question.setTabChangesFocus(True)
        self._question.setAccessibleName("Wat vraagt de aanmelder?")
        self._question.setPlaceholderText("Wat vraagt de aanmelder? Alleen wat nodig is voor de volgende stap.")
        for term in vocab.terms("referrers", self.place.today()):
            self._referrer.addItem(term.label, term.slug)
        self._people.setFixedHeight(look.px(look.ROW * MOST_FOUND + 4))
        self._people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._people.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(look.GAP))
        grid.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(
            (
                ("&Wie meldt aan", self._lines["sender"]),
                ("&Soort", self._referrer),
                ("&Bereiken", self._lines["reach"]),
                ("&Cliënt", self._who),
            )
        ):
            grid.addWidget(_named(text, field), row, 0)
            grid.addWidget(field, row, 1)
        left = card(_head("1  Wie en wat"))
        inside = left.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(grid)
            for part in (self._people, self._chosen_person, _named("&Vraag", self._question)):
                inside.addWidget(part)
            inside.addWidget(self._question, 1)
        day_row = QHBoxLayout()
        for shown in (_named("&Dag", self._lines["report"]), self._lines["report"], self._report_says):
            day_row.addWidget(shown)
        right = card(
            _head("2  Waarop steunt het?"),
            self._grounds,
            self._lines["note"],
            _head("3  Wat mag je terugmelden?"),
            self._limits,
        )
        inside = right.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(day_row)
            inside.addStretch()
        self._lines["note"].setAccessibleName("Welke wet of welk gevaar")
        self._lines["note"].hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=420), 1)
        whole.addWidget(self._wrong)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        keep = QPushButton(look.icon("save", "on_accent"), "Bewaar aanmelding   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(self.keep)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(self._state)
        row.addStretch()
        return row

    def _connect(self) -> None:
        for line in self._lines.values():
            line.textEdited.connect(self._touched)
        self._lines["report"].textEdited.connect(self._say_day)
        self._question.textChanged.connect(self._touched)
        self._referrer.currentIndexChanged.connect(self._touched)
        self._who.asked.connect(self._seek)
        self._people.chosen.connect(self._choose_person)

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, draft: UUID | None = None, **_what: Any) -> None:
        """A new one, or what was begun."""
        self._take_up(draft)
        self._lines["sender"].setFocus()

    def _content(self) -> Mapping[str, Any]:
        typed = {key: line.text() for key, line in self._lines.items()}
        question = self._question.toPlainText()
        if not (question.strip() or any(text.strip() for text in typed.values())):
            return {}
        person = None if self._person is None else str(self._person.id)
        name = "" if self._person is None else self._person.name
        return {
            **typed,
            "question": question,
            "referrer": self._referrer.currentData(),
            "ground": self._grounds.picked,
            "feedback": self._limits.picked,
            "person": person,
            "name": name,
        }

    def _fill(self, content: Mapping[str, Any]) -> None:
        for key, line in self._lines.items():
            line.setText(content.get(key, ""))
        self._question.blockSignals(True)
        self._question.setPlainText(content.get("question", ""))
        self._question.blockSignals(False)
        self._referrer.blockSignals(True)
        self._referrer.setCurrentIndex(max(0, self._referrer.findData(content.get("referrer", "professional"))))
        self._referrer.blockSignals(False)
        person = content.get("person")
        self._show_person(clients.Found(UUID(person), content.get("name", ""), "", "") if person else None)
        self._grounds.pick(content.get("ground", ""))
        self._limits.pick(content.get("feedback", ""))
        self._lines["note"].setVisible(_asks_note(self._grounds.picked))
        self._say_day()

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _choose_ground(self, slug: str) -> None:
        self._lines["note"].setVisible(_asks_note(slug))
        (self._lines["note"] if _asks_note(slug) else self._limits).setFocus()
        self._touched()

    def _choose_feedback(self, _slug: str) -> None:
        self._lines["report"].setFocus()
        self._touched()

    def _seek(self, typed: str) -> None:
        if typed.strip():
            work = partial(clients.search, self.place.house, typed, MOST_FOUND)
            self.place.jobs.house(work, self._found, key="incoming.people")
        else:
            self._people.hide()

    def _found(self, found: tuple[object, Sequence[clients.Found]]) -> None:
        self._people.show_lines([Line(one.name, one, one.id, detail=f"{one.birth} {one.postal_code}") for one in found[1]])
        self._people.setVisible(bool(found[1]))
        self._who.answered()

    def _choose_person(self, one: clients.Found) -> None:
        self._show_person(one)
        self._question.setFocus()
        self._touched()

    def _show_person(self, one: clients.Found | None) -> None:
        self._person = one
        self._who.clear()
        self._people.hide()
        self._chosen_person.setText("" if one is None else f"✓ {one.name}")
        self._chosen_person.setVisible(one is not None)

    def _say_day(self, *_typed: object) -> None:
        try:
            found = self._report_day()
            words, role = (_NO_DAY, "soft") if found is None else (day(found), "good")
        except Refusal as refusal:
            words, role = str(refusal), "late"
        self._report_says.setText(words)
        look.set_role(self._report_says, role)

    def _report_day(self) -> date | None:
        typed = self._lines["report"].text().strip()
        return when.read(typed, local(self.place.now())).day if typed else None

    # ── keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keep(self) -> None:
        """Keep the aanmelding."""
        if self._busy:
            return
        try:
            asked = incoming.Asked(
                self._referrer.currentData(),
                self._lines["sender"].text(),
                self._question.toPlainText(),
                self._grounds.picked,
                self._lines["note"].text(),
                self._lines["reach"].text(),
                self._limits.picked,
                self._report_day(),
                person=None if self._person is None else self._person.id,
            )
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._busy = True
        self._unfinished.done()
        house, now, draft = self.place.house, self.place.now(), self._unfinished.id

        def register() -> intake.Noted:
            noted = incoming.register(house, asked, now)
            drafts.drop(house, draft)
            return noted

        self.place.jobs.house(register, self._kept, failed=self._refuse)

    def _kept(self, noted: intake.Noted) -> None:
        self._busy = False
        self._unfinished.begin()
        self._fill({})
        first = incoming.first_call(self.place.house, self.place.today())
        self.proceed("incoming")
        self.place.say(f"Aanmelding bewaard met code {noted.reference}. Contacteer de cliënt ten laatste op {day(first)}.")

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._touched()
        self._wrong.tell(str(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to where one was; what was typed is on Vandaag."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (Command("Aanmelding bewaren", self.keep, "Ctrl+Enter", "save"),)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._lines["sender"], self._question, self._grounds, self._limits)


def _asks_note(ground: str) -> bool:
    return bool(ground) and bool(vocab.term("sharing_grounds", ground).extra["asks_note"])


def _head(text: str) -> QLabel:
    return look.label(text, bold=True)


def _named(text: str, buddy: QWidget) -> QLabel:
    made = QLabel(text)
    made.setBuddy(buddy)
    return made
