"""The left column of a question: who, how, the client's words, what he or she wants, which domain, how pressing and where.

Only the fields and what they hold, as JSON values of a draft. Saving, suggesting and facts are the business of the screen.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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
from sociaalhuis.desk import intake
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.dayfield import DayField
from sociaalhuis.ui.parts.domainfield import DomainField
from sociaalhuis.ui.question.deadline import NAME as LAST_DAY
from sociaalhuis.ui.question.heardchips import HeardChips
from sociaalhuis.ui.question.needchips import NeedChips
from sociaalhuis.ui.workplace import Workplace

USUAL_URGENCY, DANGER = "gewoon", "noodgeval"
ANONYMOUS = "Anoniem"
_LONGEST_GOAL = 2_000
_WHOLE_CODE = 4
LABEL = 68  # pixels at 100 % for the name before a field
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
        self.who = Named(ANONYMOUS)
        self._seek, self._leave = QPushButton("&Cliënt zoeken"), QPushButton("Toch &anoniem")
        self.channel = _choice("Kanaal", vocab.terms("channels", today))
        self.words = QPlainTextEdit(placeholderText="Typ wat de cliënt zegt.")
        self.further = QPushButton(look.icon("help", "soft"), "Doorvragen  F4")
        look.set_role(self.further, "safety")
        self.further.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the hands stay where they are; F4 does the same
        self.goal = QLineEdit(maxLength=_LONGEST_GOAL)
        self.domains = DomainField(vocab.terms("life_domains", today))
        self.urgency = _choice("Dringend", vocab.terms("urgency", today))
        self.urgency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.urgency.setMinimumContentsLength(8)
        self.deadline = DayField(LAST_DAY, place.now)
        self.code = QLineEdit(maxLength=12)
        self.support = QCheckBox("&Steunaanvraag: de cliënt vraagt hulp van het OCMW")
        self.support.setToolTip("De cliënt krijgt een ontvangstbewijs met een nummer. De termijnen lopen vanaf vandaag.")
        self.needs, self.heard = NeedChips(LABEL), HeardChips(LABEL)
        self._places: tuple[places.Place, ...] = ()
        self.town = QComboBox()  # only for a postal code of several municipalities
        self.town.setAccessibleName("Gemeente")
        self._town = look.label("", look.SMALL, role="soft", wrap=True)
        self._chords = _Chords(self)
        self._lay_out()
        self._connect()
        self.clear()

    def setFocus(self, *reason: Any) -> None:
        """The words of the client; no focus proxy, for Tab would pass over what stands above them."""
        self.words.setFocus(*reason)

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self._town.setMinimumHeight(look.px(18))  # a wrapped text asks for the height of its narrowest form
        self.words.setAccessibleName("Woorden van de cliënt")
        self.words.setTabChangesFocus(True)
        self.words.setFont(look.font(look.WORDS))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.code.setFixedWidth(look.px(72))
        self.code.setAccessibleName("Postcode")
        held = QWidget()  # the style sheet decides on the least height of a field, and four lines of words must be seen
        held.setMinimumHeight(look.px(88))
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(4))
        whole.addLayout(_row("Cliënt", None, self.who, self._seek, self._leave))
        whole.addLayout(_row("&Kanaal", self.channel, self.channel))
        over = QHBoxLayout()
        over.addWidget(_title("&Woorden van de cliënt", self.words), 1)
        over.addWidget(self.further)
        whole.addLayout(over)
        whole.addWidget(held, 1)
        whole.addWidget(self.needs)
        whole.addWidget(_title("Wat wil &de cliënt?", self.goal))
        whole.addWidget(self.goal)
        whole.addLayout(_row("D&omein", self.domains.field, self.domains))
        until = QLabel("&Uiterlijk")
        until.setBuddy(self.deadline)
        whole.addLayout(_row("D&ringend", self.urgency, self.urgency, until, self.deadline))
        where = _row("&Postcode", self.code, self.code, self._town, self.town)
        where.setStretchFactor(self._town, 1)
        where.setStretchFactor(self.town, 1)
        whole.addLayout(where)
        whole.addWidget(self.support)
        whole.addWidget(self.heard)

    def _connect(self) -> None:
        for field in (self.words, self.goal, self.code, self.deadline, self.domains.field):
            field.installEventFilter(self._chords)
        self.words.textChanged.connect(self.changed)
        self.goal.textEdited.connect(self.changed)
        self.deadline.textChanged.connect(self._date)
        self.code.textEdited.connect(self._look_up)
        self.code.editingFinished.connect(self._check_whole)
        self.town.activated.connect(self.changed)
        self.needs.judged_anew.connect(self.changed)
        self.heard.judged_anew.connect(self.changed)
        self.heard.lives.connect(self._move_to)
        self.heard.until.connect(self.deadline.show_day)
        for chips in (self.needs, self.heard):
            chips.left.connect(self.words.setFocus)
        self.domains.changed.connect(self.changed)
        for box in (self.channel, self.urgency):
            box.currentIndexChanged.connect(self.changed)
        self.support.toggled.connect(self.changed)
        self._seek.clicked.connect(self.sought)
        self._leave.clicked.connect(self.let_go)

    # ── what it holds ────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def text(self) -> str:
        """All that was said, for the suggestions."""
        return "\n".join(part for part in (self.words.toPlainText(), self.goal.text()) if part.strip())

    @property
    def where(self) -> tuple[places.Place, ...]:
        """The municipalities that it can be: all behind the postal code, or the one that was chosen of them."""
        chosen = self.town.currentData() if len(self._places) > 1 else None
        return tuple(one for one in self._places if chosen in (None, one.nis))

    def content(self) -> dict[str, Any]:
        """The fields as a draft holds them; empty when nothing was filled in."""
        filled = self.words.toPlainText().strip() or self.goal.text().strip() or self.domains.chosen or self.person
        return self.fields() if filled else {}

    def fields(self) -> dict[str, Any]:
        """All fields as a draft holds them. Too long words go on under ``more``, whole."""
        words = self.words.toPlainText()
        return {
            "words": words[: intake.LONGEST_WORDS], "more": [words[intake.LONGEST_WORDS :]], "goal": self.goal.text(),
            "domains": list(self.domains.chosen), "channel": self.channel.currentData(), "urgency": self.urgency.currentData(),
            "postal_code": self.code.text(), "municipality": self.town.currentData(), "needs": dict(self.needs.verdicts),
            "heard": dict(self.heard.verdicts), "person": None if self.person is None else str(self.person),
            "support": self.support.isChecked(), "deadline": self.deadline.text(),
        }  # fmt: skip

    def clear(self, words: str = "") -> None:
        """A new question, anonymous and where this house works now."""
        self.fill({"words": words, "postal_code": self._place.house.postal_code})

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show the fields of a draft, without telling."""
        with QSignalBlocker(self):
            self.words.setPlainText(str(content.get("words", "")) + "".join(content.get("more", ())))
            self.words.moveCursor(QTextCursor.MoveOperation.End)
            self.goal.setText(str(content.get("goal", "")))
            self.domains.choose(content.get("domains", ()))
            usual = intake.usual_channel(self._place.house)
            self.channel.setCurrentIndex(max(0, self.channel.findData(content.get("channel", usual))))
            self.urgency.setCurrentIndex(max(0, self.urgency.findData(content.get("urgency", USUAL_URGENCY))))
            self.deadline.setText(str(content.get("deadline", "")))
            self.code.setText(str(content.get("postal_code", "")))
            self._look_up()
            self.town.setCurrentIndex(max(0, self.town.findData(content.get("municipality"))))
            self.support.setChecked(bool(content.get("support", False)))
            self.needs.restore(content.get("needs", {}))
            self.heard.restore(content.get("heard", {}))
        person = content.get("person")
        self.show_person(None if person is None else UUID(person), "…")

    def show_person(self, person: UUID | None, name: str) -> None:
        """Whose question it is; None: anonymous."""
        self.person = person
        self.who.show_name(ANONYMOUS if person is None else name)
        self._seek.setVisible(person is None)
        self._leave.setVisible(person is not None)

    def begin_line(self) -> None:
        """Go to the end of the words, on a line of its own."""
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        if self.words.toPlainText() and not self.words.toPlainText().endswith("\n"):
            self.words.insertPlainText("\n")
        self.words.setFocus()

    def missing(self) -> tuple[str, QWidget] | None:
        """What has to be filled in before it can be saved, and where; None when all is there."""
        if not self.text:
            return "Typ eerst wat de cliënt zegt (Alt+W).", self.words
        if not self.domains.chosen:
            return "Kies minstens 1 domein (Alt+O).", self.domains
        if self.code.text().strip() and not self._places:
            return self._town.text(), self.code
        try:
            self.deadline.day()
        except Refusal as refusal:
            return str(refusal), self.deadline
        return None

    # ── postal code ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _look_up(self, *_typed: object) -> None:
        typed = self.code.text().strip()
        self._places, wrong = (), ""
        try:
            self._places = places.places(typed) if typed else ()
        except Refusal as refusal:
            wrong = str(refusal) if len(typed) >= _WHOLE_CODE else ""
        self._say_town(wrong)
        self._offer_towns()
        self.heard.keep_to(self._places)
        self.changed.emit()

    def _move_to(self, home: tuple[places.Place, ...]) -> None:
        """The client lives in this municipality."""
        self.code.setText(home[0].postal_code)
        self._look_up()
        self.town.setCurrentIndex(max(0, self.town.findData(home[0].nis)))

    def _date(self) -> None:
        self.heard.keep_day(self.deadline.known())
        self.changed.emit()

    def _offer_towns(self) -> None:
        self.town.clear()
        if len(self._places) > 1:
            self.town.addItem("Welke gemeente?", None)
            for one in self._places:
                self.town.addItem(one.municipality, one.nis)
        self.town.setVisible(len(self._places) > 1)
        self._town.setVisible(len(self._places) < 2)

    def _check_whole(self) -> None:
        if self.code.text().strip() and not self._places:
            try:
                places.places(self.code.text())
            except Refusal as refusal:
                self._say_town(str(refusal))

    def _say_town(self, wrong: str) -> None:
        names = " of ".join(one.municipality for one in self._places)
        self._town.setText(f"▲ {wrong}" if wrong else names or "Zonder postcode zoeken we in heel Vlaanderen.")
        look.set_role(self._town, "late" if wrong else "soft")


class Named(QLabel):
    """A name that is cut off where there is no room for it; whole in the tooltip and for a screen reader."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(bold=True))
        self.setMinimumWidth(look.px(64))
        self._name = ""
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show this one."""
        self._name = " ".join(name.split())
        self.setToolTip(look.tip(self._name))
        self.setAccessibleDescription(self._name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut off anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(QFontMetrics(self.font()).elidedText(self._name, Qt.TextElideMode.ElideRight, self.width()))


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


def _row(text: str, buddy: QWidget | None, *fields: QWidget) -> QHBoxLayout:
    """A name before its fields; the first of them gets the room."""
    name = QLabel(text)
    name.setFixedWidth(look.px(LABEL))
    name.setMinimumHeight(look.px(24))
    if buddy is not None:
        name.setBuddy(buddy)
    row = QHBoxLayout()
    row.setSpacing(look.px(look.GAP))
    row.addWidget(name, alignment=Qt.AlignmentFlag.AlignTop if text == "D&omein" else Qt.AlignmentFlag(0))
    for field in fields:
        row.addWidget(field, 1 if field is fields[0] and field.maximumWidth() > look.px(72) else 0)
    return row


def _title(text: str, buddy: QWidget) -> QLabel:
    made = QLabel(text)
    made.setFont(look.font(look.SMALL, bold=True))
    made.setBuddy(buddy)
    look.set_role(made, "soft")
    return made
