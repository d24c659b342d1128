"""Veiligheid (Alt+V): first whether the client is alone, then the client's words, who answers now, what to say, and two ends.

Values in, signals out; nothing is looked up or kept here. While it is not known that the client is alone no kind of danger and
no word of the client stands in it: somebody may read along.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import breakable, clear
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.safety.safetylines import Number, Section
from sociaalhuis.ui.safety.strip import NOT_SO, SPOKEN

ALONE, NOT_ALONE, NOT_SURE = "alone", "not_alone", "not_sure"
_ANSWERS = ((ALONE, "Ja", "J"), (NOT_ALONE, "Nee", "E"), (NOT_SURE, "Weet niet", "W"))
_ADVICE = {
    "": "Levensgevaar? Bel nu 112. F7 toont alle nummers.",
    ALONE: "",
    NOT_ALONE: "Vraag de cliënt even alleen te spreken, bijvoorbeeld om iets te tekenen. Lukt dat? Druk dan op J.",
    NOT_SURE: "Vraag het eerst: “Kan ik u even alleen spreken?”",
}
# why it is no danger: slug, words and letter
WHY = (
    ("past", "Van vroeger, nu voorbij", "V"),
    ("other", "Gaat over iemand anders", "I"),
    ("words", "Geen gevaar, de woorden lijken erop", "G"),
    ("helped", "Er is al hulp voor", "H"),
)
_STEP, _NUMBER = 48, 56  # pixels at 100 %: what an arrow scrolls, and the least room for a number


class SafetyPanel(QWidget):
    """``ended`` with how and why; ``asked`` with another kind that the worker wants to see; ``left`` to close it."""

    ended = Signal(str, str)
    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Veiligheid")
        self._sections: tuple[Section, ...] = ()
        self._alone = ""
        self._answers: dict[str, QPushButton] = {}
        self._advice = look.label("", wrap=True)
        self._column = QVBoxLayout()
        self._others = Rows("Iets anders?", lead=0)
        self._others.chosen.connect(self.asked)
        self._others.on_key("B", lambda _kind: self._end_spoken())
        self._others.on_key("N", lambda _kind: self._ask_why())
        self._why = Rows("Waarom niet van toepassing?", lead=24)
        self._why.show_lines([Line(words, slug, slug, letter, role="accent") for slug, words, letter in WHY])
        self._why.chosen.connect(partial(self.ended.emit, NOT_SO))
        for slug, _words, letter in WHY:
            self._why.on_key(letter, partial(self._end_because, slug))
        self._area = self._scrolling()
        self._ends = self._two_ends()
        self._lay_out()

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(look.label("Veiligheid", bold=True))
        head.addStretch()
        head.addWidget(look.label("Esc sluit", look.SMALL, role="soft"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(head)
        inside.addWidget(look.label("Is de cliënt alleen?", look.WORDS, bold=True))
        inside.addLayout(self._alone_row())
        inside.addWidget(self._advice)
        inside.addWidget(self._area, 1)
        self._why_head = look.label("Waarom niet van toepassing?", bold=True)
        for part in (self._why_head, self._why, self._ends):
            inside.addWidget(part)
        self._why.setFixedHeight(look.px(look.ROW * len(WHY) + 4))

    def _alone_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        for answer, words, letter in _ANSWERS:
            button = QPushButton(f"{words}  {letter}")
            button.setAccessibleName(f"Is de cliënt alleen? {words}")
            button.setCheckable(True)
            look.set_role(button, "choice")
            button.clicked.connect(partial(self._answer, answer))
            button.installEventFilter(self)
            row.addWidget(button)
            self._answers[answer] = button
        row.addStretch()
        return row

    def _scrolling(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows scroll it from the buttons
        held = QWidget()
        self._column.setContentsMargins(0, 0, look.px(look.GAP), 0)
        self._column.setSpacing(look.px(12))
        whole = QVBoxLayout(held)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        whole.addLayout(self._column)
        self._others_head = look.label("", look.SMALL, bold=True, role="soft")
        whole.addWidget(self._others_head)
        whole.addWidget(self._others)
        whole.addStretch()
        area.setWidget(held)
        return area

    def _two_ends(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        spoken, not_so = QPushButton("Besproken  B"), QPushButton("Niet van toepassing  N")
        look.set_role(spoken, "primary")
        for button in (spoken, not_so):
            button.installEventFilter(self)
        spoken.clicked.connect(self._end_spoken)
        not_so.clicked.connect(self._ask_why)
        row.addWidget(spoken)
        row.addWidget(not_so)
        row.addStretch()
        return held

    # ── what it shows ────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, sections: Sequence[Section], others: Sequence[tuple[str, str]]) -> None:
        """Open it with these kinds; ``others`` are kinds (slug and title) to choose from beside them. First: who is there?"""
        self._alone = ""
        self.show_sections(sections, others)
        self._show_why(False)
        self._fit()
        self._answers[ALONE].setFocus()

    def show_sections(self, sections: Sequence[Section], others: Sequence[tuple[str, str]]) -> None:
        """Show these kinds instead, with the same answer about who is there."""
        self._sections = tuple(sections)
        self._others.show_lines([Line(title, kind, kind) for kind, title in others])
        self._others.select_row(0)
        self._others.setFixedHeight(look.px(look.ROW * len(others) + 4))
        self._others_head.setText("Iets anders?" if sections else "Waarover gaat het?")
        self._fit()

    def _fit(self) -> None:
        open_ = self._alone in (ALONE, NOT_SURE)
        for answer, button in self._answers.items():
            button.setChecked(answer == self._alone)
        clear(self._column)
        for section in self._sections if open_ else ():
            self._column.addWidget(_card(section))
        self._advice.setText(_ADVICE[self._alone])
        self._advice.setVisible(bool(self._advice.text()))
        more = open_ and bool(self._others.lines())
        self._others.setVisible(more)
        self._others_head.setVisible(more)

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On a button the arrows up and down scroll; Qt would go to the next button."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                event.setAccepted(self._scrolled(step))  # at the end what is around may scroll
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters answer and end, Escape goes one step back."""
        letter, plain = event.text().upper(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        answers = {key: answer for answer, _words, key in _ANSWERS}
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif plain and letter in answers:
            self._answer(answers[letter])
        elif plain and letter == "B":
            self._end_spoken()
        elif plain and letter == "N":
            self._ask_why()
        else:
            super().keyPressEvent(event)

    def _scrolled(self, step: int) -> bool:
        """Scroll; False at the end."""
        bar = self._area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * look.px(_STEP))
        return bar.value() != before

    def _back(self) -> None:
        if self._why.isVisible():
            self._show_why(False)
            self._answers[self._alone or ALONE].setFocus()
        else:
            self.left.emit()

    def _answer(self, answer: str, _checked: bool = False) -> None:
        self._alone = answer
        self._fit()
        self._area.verticalScrollBar().setValue(0)
        (self._answers[answer] if self._sections or self._others.isHidden() else self._others).setFocus()

    def _ask_why(self, _checked: bool = False) -> None:
        self._show_why(True)
        self._why.setFocus()

    def _show_why(self, asking: bool) -> None:
        self._why.setVisible(asking)
        self._why_head.setVisible(asking)
        self._ends.setVisible(not asking)

    def _end_because(self, why: str, _current: object) -> None:
        self.ended.emit(NOT_SO, why)

    def _end_spoken(self, _checked: bool = False) -> None:
        self.ended.emit(SPOKEN, "")


def _card(section: Section) -> QFrame:
    made = QFrame()
    look.set_role(made, "strip")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(look.px(12), look.px(look.GAP), look.px(12), look.px(look.GAP))
    inside.setSpacing(look.px(4))
    inside.addWidget(look.label(section.title, bold=True, wrap=True))
    if section.quotes:
        said = " · ".join(f"“{breakable(quote)}”" for quote in section.quotes)
        inside.addWidget(look.label(said, look.SMALL, role="soft", wrap=True))
    inside.addWidget(look.label(f"Zeg: “{section.say}”", wrap=True))
    for number in section.numbers:
        inside.addLayout(_line(number))
    return made


def _line(number: Number) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.px(look.GAP))
    written = look.label(number.number, look.HEADING, bold=True, role="" if number.role == "good" else "soft")
    written.setMinimumWidth(look.px(_NUMBER))
    row.addWidget(written, alignment=Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(look.label(number.name, wrap=True))
    words.addWidget(look.label(number.hours, look.SMALL, role=number.role, wrap=True))
    row.addLayout(words, 1)
    return row
