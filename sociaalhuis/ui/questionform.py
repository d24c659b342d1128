"""The left column of a question: who, how, the client's words, what he or she wants, which domain, how pressing and where.

Only the fields and what they hold, as JSON values of a draft. Saving, suggesting and facts are the business of the screen.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import vocab
from sociaalhuis.catalogue import places
from sociaalhuis.desk.intake import LONGEST_WORDS
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.domainfield import DomainField
from sociaalhuis.ui.workplace import Workplace

USUAL_CHANNEL, USUAL_URGENCY, DANGER = "balie", "gewoon", "noodgeval"
ANONYMOUS = "Anoniem"
_LONGEST_GOAL = 2_000
_WHOLE_CODE = 4
_OF_THE_FIELD = frozenset({
    Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert,
})  # fmt: skip


class QuestionForm(QWidget):
    """``changed`` after every change by hand; ``sought`` when a person is wanted, ``let_go`` when the client stays unknown."""

    changed = Signal()
    sought = Signal()
    let_go = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.person: UUID | None = None
        today = place.today()
        self.who = look.label(ANONYMOUS, bold=True)
        self.who.setAccessibleName("Cliënt")
        self._seek, self._leave = QPushButton("&Cliënt zoeken"), QPushButton("Toch &anoniem")
        self.channel = _choice("Kanaal", vocab.terms("channels", today))
        self.words = QPlainTextEdit(placeholderText="Typ wat de cliënt zegt.")
        self.goal = QLineEdit(maxLength=_LONGEST_GOAL)
        self.domains = DomainField(vocab.terms("life_domains", today))
        self.urgency = _choice("Dringend", vocab.terms("urgency", today))
        self.code = QLineEdit(maxLength=12)
        self.where: tuple[places.Place, ...] = ()
        self._town = look.label("", look.SMALL, role="soft", wrap=True)
        self._chords = _Chords(self)
        self._lay_out()
        self._connect()
        self.clear()

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self.setFocusProxy(self.words)
        self._town.setMinimumHeight(look.px(18))  # a wrapped text asks for the height of its narrowest form
        self.words.setTabChangesFocus(True)
        self.words.setFont(look.font(look.WORDS))
        self.words.setMinimumHeight(look.px(96))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.code.setFixedWidth(look.px(84))
        self.code.setAccessibleName("Postcode")
        who = QHBoxLayout()
        for part in (_name("Cliënt"), self.who):
            who.addWidget(part)
        who.addStretch()
        who.addWidget(self._seek)
        who.addWidget(self._leave)
        channel = QHBoxLayout()
        channel.addWidget(_name("&Kanaal", self.channel))
        channel.addWidget(self.channel, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(6))
        for row in (who, channel):
            whole.addLayout(row)
        for text, field, stretch in (
            ("&Woorden van de cliënt", self.words, 1), ("Wat wil &de cliënt?", self.goal, 0), ("D&omein", self.domains, 0),
        ):  # fmt: skip
            whole.addSpacing(look.px(2))
            whole.addWidget(_title(text, self.domains.field if field is self.domains else field))
            whole.addWidget(field, stretch)
        whole.addSpacing(look.px(2))
        whole.addLayout(self._last_row())

    def _last_row(self) -> QGridLayout:
        row = QGridLayout()
        row.setHorizontalSpacing(look.px(12))
        row.setVerticalSpacing(look.px(4))
        row.addWidget(_title("D&ringend", self.urgency), 0, 0)
        row.addWidget(_title("&Postcode", self.code), 0, 1)
        row.addWidget(self.urgency, 1, 0)
        row.addWidget(self.code, 1, 1)
        row.addWidget(self._town, 2, 0, 1, 2)
        row.setColumnStretch(0, 1)
        return row

    def _connect(self) -> None:
        for field in (self.words, self.goal, self.code, self.domains.field):
            field.installEventFilter(self._chords)
        self.words.textChanged.connect(self.changed)
        self.goal.textEdited.connect(self.changed)
        self.code.textEdited.connect(self._look_up)
        self.code.editingFinished.connect(self._check_whole)
        self.domains.changed.connect(self.changed)
        for box in (self.channel, self.urgency):
            box.currentIndexChanged.connect(self.changed)
        self._seek.clicked.connect(self.sought)
        self._leave.clicked.connect(self.let_go)

    # ── what it holds ────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def text(self) -> str:
        """All that was said, for the suggestions."""
        return "\n".join(part for part in (self.words.toPlainText(), self.goal.text()) if part.strip())

    def content(self) -> dict[str, Any]:
        """The fields as a draft holds them; empty when nothing was filled in. Too long words go on under ``more``, whole."""
        words = self.words.toPlainText()
        if not (words.strip() or self.goal.text().strip() or self.domains.chosen or self.person):
            return {}
        return {
            "words": words[:LONGEST_WORDS], "more": [words[LONGEST_WORDS:]], "goal": self.goal.text(),
            "domains": list(self.domains.chosen), "channel": self.channel.currentData(), "urgency": self.urgency.currentData(),
            "postal_code": self.code.text(), "person": None if self.person is None else str(self.person),
        }  # fmt: skip

    def clear(self, words: str = "") -> None:
        """A new question, anonymous and at the counter of this house."""
        self.fill({"words": words, "postal_code": self._place.house.text("house.postal_code")})

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show the fields of a draft, without telling."""
        with QSignalBlocker(self):
            self.words.setPlainText(str(content.get("words", "")) + "".join(content.get("more", ())))
            self.words.moveCursor(QTextCursor.MoveOperation.End)
            self.goal.setText(str(content.get("goal", "")))
            self.domains.choose(content.get("domains", ()))
            self.channel.setCurrentIndex(max(0, self.channel.findData(content.get("channel", USUAL_CHANNEL))))
            self.urgency.setCurrentIndex(max(0, self.urgency.findData(content.get("urgency", USUAL_URGENCY))))
            self.code.setText(str(content.get("postal_code", "")))
            self._look_up()
        person = content.get("person")
        self.show_person(None if person is None else UUID(person), "…")

    def show_person(self, person: UUID | None, name: str) -> None:
        """Whose question it is; None: anonymous."""
        self.person = person
        self.who.setText(ANONYMOUS if person is None else name)
        self._seek.setVisible(person is None)
        self._leave.setVisible(person is not None)

    def missing(self) -> tuple[str, QWidget] | None:
        """What has to be filled in before it can be saved, and where; None when all is there."""
        if not self.text:
            return "Typ eerst wat de cliënt zegt (Alt+W).", self.words
        if not self.domains.chosen:
            return "Kies minstens 1 domein (Alt+O).", self.domains
        if self.code.text().strip() and not self.where:
            return self._town.text(), self.code
        return None

    # ── postal code ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _look_up(self, *_typed: object) -> None:
        typed = self.code.text().strip()
        self.where, wrong = (), ""
        try:
            self.where = places.places(typed) if typed else ()
        except Refusal as refusal:
            wrong = str(refusal) if len(typed) >= _WHOLE_CODE else ""
        self._say_town(wrong)
        self.changed.emit()

    def _check_whole(self) -> None:
        if self.code.text().strip() and not self.where:
            try:
                places.places(self.code.text())
            except Refusal as refusal:
                self._say_town(str(refusal))

    def _say_town(self, wrong: str) -> None:
        names = " of ".join(one.municipality for one in self.where)
        self._town.setText(f"▲ {wrong}" if wrong else names or "Zonder postcode zoeken we in heel Vlaanderen.")
        look.set_role(self._town, "late" if wrong else "soft")


class _Chords(QObject):
    """Keys with Ctrl that a text field has no need of are for the house: Ctrl+K is the palette everywhere, also on Linux."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let such a chord pass by the field."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or Qt.Key(event.key()) in _OF_THE_FIELD:
            return False
        event.ignore()
        return True


def _choice(name: str, terms: tuple[vocab.Term, ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for term in terms:
        box.addItem(term.label, term.slug)
    return box


def _name(text: str, buddy: QWidget | None = None) -> QLabel:
    made = QLabel(text)
    made.setMinimumWidth(look.px(64))
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def _title(text: str, buddy: QWidget) -> QLabel:
    made = QLabel(text)
    made.setFont(look.font(look.SMALL, bold=True))
    made.setBuddy(buddy)
    look.set_role(made, "soft")
    return made
