"""Notes under lock of the client whose file is open: those that who works here may read, and a new one.

What is typed is a draft until it is kept, and only this page shows that draft (desk.drafts.LOCKED).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.desk import drafts
from sociaalhuis.desk.client import locked_notes
from sociaalhuis.desk.client.locked_notes import Note, Written
from sociaalhuis.errors import Told
from sociaalhuis.texts import hour, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.client.others import MarkedWords
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.unfinished import Unfinished
from sociaalhuis.ui.workplace import Workplace

LEAST, LEAD, MOST = 880, 232, 5  # MOST: lines that are seen at once
_WHO = "Alleen de schrijver en de coördinator lezen dit. Voor anderen is het er niet. Elke keer lezen komt in het logboek."
_WEIGH = "Gaat het om gevaar? Weeg dan eerst deze drie."
_COPY = "I: op de inzageversie, of eraf. Wat over iemand anders gaat, merk je eerst in de tekst met D."
WROTE, SHOWN, HIDDEN = (
    "Bewaard als vertrouwelijke notitie.",
    "De cliënt krijgt deze notitie op de inzageversie.",
    "Deze notitie komt niet op de inzageversie.",
)


class LockedPage(QFrame):
    """``saved`` is called with what to say when the house holds it."""

    def __init__(self, place: Workplace, saved: Callable[[str], None]) -> None:
        super().__init__()
        self._place, self._saved, self._busy = place, saved, False
        self._person: UUID | None = None
        self.rows = Rows("Vertrouwelijke notities", lead=LEAD, empty="Hier is voor jou nog geen notitie.")
        self._words = MarkedWords("Tekst van de notitie")
        self._about = look.label("", look.SMALL, role="soft", wrap=True)
        self._text, self._state, self._refusal = QPlainTextEdit(), look.label("", look.SMALL, role="soft"), Strip()
        self._weighed = {"consulted": QLineEdit(), "talked": QLineEdit(), "alternatives": QLineEdit()}
        self._unfinished = Unfinished(place, drafts.LOCKED, self._content, self)
        self._unfinished.state.connect(self._say_state)
        self.rows.moved.connect(self._show)
        self.rows.chosen.connect(lambda _note: self._words.setFocus())
        self.rows.on_key("I", self._disclose)
        self._text.textChanged.connect(self._touched)
        for line in self._weighed.values():
            line.textEdited.connect(self._touched)
        self.setFocusProxy(self._text)
        self._lay_out()

    def _lay_out(self) -> None:
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText("Schrijf alleen wat nodig is: wat je zag of hoorde, en wat je afsprak.")
        self._text.setAccessibleName("Notitie")
        for text in (self._text, self._words):
            text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            text.setMinimumHeight(look.px(96))
        named = look.label("N&otitie")
        named.setBuddy(self._text)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(look.px(look.GAP))
        labels = "O&verlegd met wie", "&Besproken met de cliënt", "&Andere wegen"
        for label, line in zip(labels, self._weighed.values(), strict=True):
            form.addRow(label, line)
        weigh = QWidget()
        weigh.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        keep = QPushButton(look.icon("lock", "on_accent"), "Bewaren   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(self.save)
        new = card(
            look.label("Nieuwe notitie", bold=True),
            named,
            self._text,
            look.label(_WEIGH, look.SMALL, role="soft", wrap=True),
            weigh,
            self._refusal,
            stretch=self._text,
        )
        old = card(
            look.label("Geschreven", bold=True),
            self.rows,
            self._words,
            self._about,
            look.label(_COPY, look.SMALL, role="soft", wrap=True),
            stretch=self._words,
        )
        foot = QHBoxLayout()
        foot.addWidget(keep)
        foot.addWidget(self._state)
        foot.addWidget(look.label("Esc gaat terug. Wat je typte, blijft hier staan.", look.SMALL, role="soft", wrap=True), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        whole.addWidget(look.label("Vertrouwelijke notities", look.HEADING, bold=True))
        whole.addWidget(look.label(_WHO, role="soft", wrap=True))
        whole.addWidget(Columns(LEAST, (new, 1), (old, 1), tall=360), 1)
        whole.addLayout(foot)

    def begin(self, person: UUID, notes: Sequence[Note], draft: drafts.Draft | None) -> None:
        """Show the notes of this person, and go on with what was begun."""
        self.leave()
        self._person = person
        self._unfinished.begin(draft)
        self._fill({} if draft is None else draft.content)
        self._refusal.tell("")
        self.rows.show_lines([_line(one) for one in notes])
        self.rows.setFixedHeight(look.px(look.ROW * max(2, min(MOST, len(notes))) + 8))
        self._show(self.rows.current())

    def leave(self) -> None:
        """What was typed stays."""
        self._unfinished.keep_quietly()

    def save(self) -> None:
        """Keep the new note."""
        if self._person is None or self._busy:
            return
        self._busy = True
        self._unfinished.done()
        note = Written(self._text.toPlainText(), **{key: line.text() for key, line in self._weighed.items()})
        work = partial(locked_notes.write, self._place.house, self._person, note, self._place.now(), self._unfinished.id)
        self._place.jobs.house(work, self._written, failed=self._refused)

    def _written(self, _note: UUID) -> None:
        self._unfinished.begin()
        self._fill({})
        self._done(WROTE)

    def _disclose(self, note: object) -> None:
        if isinstance(note, Note) and not self._busy:
            self._busy = True
            on_copy, text = not note.on_copy, self._words.toPlainText()
            work = partial(locked_notes.disclose, self._place.house, note.id, text, on_copy=on_copy)
            self._place.jobs.house(work, lambda _none: self._done(SHOWN if on_copy else HIDDEN), failed=self._refused)

    def _done(self, said: str) -> None:
        self._busy = False
        self._saved(said)

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._touched()
        self._refusal.tell(str(error))

    def _content(self) -> Mapping[str, Any]:
        typed = {"text": self._text.toPlainText(), **{key: line.text() for key, line in self._weighed.items()}}
        return {"person": str(self._person), **typed} if any(one.strip() for one in typed.values()) else {}

    def _fill(self, content: Mapping[str, Any]) -> None:
        self._text.blockSignals(True)
        self._text.setPlainText(content.get("text", ""))
        self._text.blockSignals(False)
        for key, line in self._weighed.items():
            line.setText(content.get(key, ""))

    def _touched(self, *_edited: object) -> None:
        self._refusal.tell("")
        if self._content() or self._unfinished.begun:
            self._unfinished.touch()

    def _say_state(self, words: str, role: str) -> None:
        self._state.setText(words)
        look.set_role(self._state, role)

    def _show(self, note: object) -> None:
        there = isinstance(note, Note)
        self._words.setEnabled(there)
        self._words.setPlainText(note.said.text if isinstance(note, Note) else "")
        self._about.setText(_about(note) if isinstance(note, Note) else "")


def _line(one: Note) -> Line:
    right = "op de inzageversie" if one.on_copy else ""
    return Line(one.who, one, one.id, f"{short_day(one.at.date())}, {hour(one.at)}", right=right, mark="lock", role="soft")


def _about(one: Note) -> str:
    said = one.said
    weighed = ("Overlegd met", said.consulted), ("Besproken met de cliënt", said.talked), ("Andere wegen", said.alternatives)
    told = [f"{label}: {answer}" for label, answer in weighed if answer]
    return " · ".join([*told, f"Gelezen door: {', '.join(one.readers)}"])
