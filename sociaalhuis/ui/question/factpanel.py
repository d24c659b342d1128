"""The facts of a question: what is known, what is still to be confirmed (“~”) and what may be asked, by a few letters each.

The list shows the facts in use for this question; the field under it takes the answer of the current one. Typing in the list
goes to the field, Enter answers and goes on to the next fact.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis.desk import asking
from sociaalhuis.facts import Answer, Facts, Standing, vocabulary
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows

NOTHING: Mapping[str, str] = MappingProxyType({})
_LEAD = 112
_MARKS = {Standing.CONFIRMED: ("good", "good"), Standing.ASSUMED: ("today", "today")}
_GIVEN = ("good", "soft")  # weet niet, wil niet zeggen: asked, but without a value
_FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class FactPanel(QWidget):
    """``changed`` after every answer; ``facts`` holds them all."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self._wanted: Sequence[Sequence[str]] = ()
        self.wiped: dict[str, str] = {}  # guesses that somebody took away, each with the words that gave it
        self._quotes: Mapping[str, str] = {}
        self._current = ""  # the fact that the field is about
        self._head = look.label("Feiten", bold=True)
        self.list = Rows("Feiten", lead=_LEAD)
        self._question = look.label("", wrap=True)
        self.field = QLineEdit()
        self.field.setAccessibleName("Antwoord")
        self._hint = look.label("", look.SMALL, role="soft", wrap=True)
        for words in (self._question, self._hint):
            words.setMinimumHeight(look.px(18))  # a wrapped text asks for the height of its narrowest form
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        held = QWidget()  # a list that takes what is left asks for no height itself: under other columns it had none
        held.setMinimumHeight(look.px(len(asking.STARTING) * look.ROW + 8))
        around = QVBoxLayout(held)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.list)
        for part in (self._head, held, self._question, self.field, self._hint):
            inside.addWidget(part, 1 if part is held else 0)
        self.setFocusProxy(self.list)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.moved.connect(self._turn_to)
        self.list.chosen.connect(self._enter)
        self.list.installEventFilter(self)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._typed)
        self.show_facts(Facts())

    def show_facts(self, facts: Facts, wiped: Mapping[str, str] = NOTHING) -> None:
        """Show these answers, without telling. ``wiped``: guesses that were taken away before."""
        self.facts = facts
        self.wiped, self._quotes = dict(wiped), {}
        self.field.clear()
        self._show()

    def hear(self, heard: Mapping[str, Answer], quotes: Mapping[str, str] = NOTHING) -> bool:
        """What the words tell, instead of what they told before; an answer goes first. Gives whether that changes anything.

        ``quotes``: the client's words behind each fact. A guess that was wiped is not among what is heard.
        """
        sure = {key: one for key, one in self.facts.items() if one.standing is not Standing.ASSUMED}
        kept = {key: one for key, one in heard.items() if key not in self.wiped or self.wiped[key] != quotes.get(key)}
        facts = Facts({**kept, **sure})
        self._quotes = quotes
        if facts == self.facts:
            return False
        self.facts = facts
        self._show()
        if self._current and not self.field.text():
            self._say_options(self._current)
        return True

    def want(self, wanted: Sequence[Sequence[str]]) -> None:
        """What each suggestion would like to know. The order stays as it is while somebody works in the panel."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def ask_next(self) -> None:
        """Go to the first fact that has no answer."""
        self._go_to(self._first_open([line.what for line in self.list.lines()]))
        self.field.setFocus()

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        keys = asking.to_ask(self._wanted, self.facts)
        here = self.list.hasFocus() or self.field.hasFocus()
        if here:
            shown = [line.what for line in self.list.lines() if line.what in keys]
            keys = tuple(dict.fromkeys((*shown, *keys)))
        self.list.show_lines([_line(key, self.facts.get(key)) for key in keys])
        if not here:
            self.list.select_row(self._first_open(keys))
        known = sum(answer.standing is not Standing.ASSUMED for answer in self.facts.values())
        guessed = len(self.facts) - known
        more = f" · {guessed} nog te bevestigen" if guessed else ""
        self._head.setText((f"Feiten ({known})" if known else "Feiten") + more)

    def _first_open(self, keys: Sequence[str]) -> int:
        sure = {key for key, answer in self.facts.items() if answer.standing is not Standing.ASSUMED}
        return next((row for row, key in enumerate(keys) if key not in sure), 0)

    def _turn_to(self, key: str) -> None:
        if key == self._current:
            return
        self._current = key
        self._question.setText(vocabulary()[key].question)
        self.field.clear()
        self._say_options(key)

    def _say_options(self, key: str) -> None:
        words = list(asking.options(key))
        unit = (vocabulary()[key].unit or "").replace("eur/", "euro per ")
        answer = self.facts.get(key)
        if answer is not None and answer.standing is Standing.ASSUMED:
            said = f" (“{self._quotes[key]}”)" if key in self._quotes else ""
            self._hint.setText(f"Uit de tekst: {asking.said(key, answer)}{said}. Enter = klopt.")
        else:
            self._hint.setText(f"{' · '.join(words) or unit} · {asking.UNKNOWN} · {asking.REFUSED}")
        look.set_role(self._hint, "soft")

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed in the list go to the field; in the field Enter and Tab answer."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list:
                return self._key_in_list(event)
            if watched is self.field:
                return self._key_in_field(event)
        return super().eventFilter(watched, event)

    def _key_in_list(self, event: QKeyEvent) -> bool:
        key = self.list.current()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and key in self.facts:
            if key in self._quotes:
                self.wiped[key] = self._quotes[key]
            self._set({name: answer for name, answer in self.facts.items() if name != key})
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key is not None and plain and event.text().strip() and event.text().isprintable():
            self.field.setFocus()
            self.field.setText(event.text())
            self._typed()
            return True
        return False

    def _key_in_field(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go_to(row + (1 if event.key() == Qt.Key.Key_Down else -1))
        elif event.key() == Qt.Key.Key_Escape:
            self.list.setFocus()
        elif event.key() in _FORWARD and not event.modifiers() and self.field.text().strip():
            self._answer()
        elif event.key() in _FORWARD[:2] and not event.modifiers():
            self._confirm_or_pass(self.list.current())
        else:
            return False
        return True

    def _enter(self, key: str) -> None:
        if not self._confirmed(key):
            self.field.setFocus()

    def _confirm_or_pass(self, key: str) -> None:
        if not self._confirmed(key):
            self._go_to(self.list.currentIndex().row() + 1)

    def _confirmed(self, key: str) -> bool:
        answer = self.facts.get(key)
        if answer is None or answer.standing is not Standing.ASSUMED:
            return False
        row = self.list.currentIndex().row()
        self._set({**self.facts, key: Answer(answer.value)})
        self._go_to(row + 1)
        return True

    def _typed(self) -> None:
        key, typed = self.list.current(), self.field.text()
        answer = asking.understood(key, typed) if key else None
        if answer is None:
            self._say_options(key)
        else:
            self._hint.setText(f"= {asking.said(key, answer)}   Enter")

    def _answer(self) -> None:
        key = self.list.current()
        answer = asking.understood(key, self.field.text())
        if answer is None:
            self._say_options(key)
            self._hint.setText(f"▲ Dit antwoord past hier niet. Kies: {self._hint.text()}")
            look.set_role(self._hint, "late")
            self.field.selectAll()
            return
        row = self.list.currentIndex().row()
        self.field.clear()
        self._set({**self.facts, key: answer})
        self._go_to(row + 1)

    def _set(self, answers: dict[str, Answer]) -> None:
        self.facts = Facts(answers)
        self._show()
        self.changed.emit()

    def _go_to(self, row: int) -> None:
        self.list.select_row(max(0, min(row, len(self.list.lines()) - 1)))


def _line(key: str, answer: Answer | None) -> Line:
    if answer is None:
        return Line("?", key, key, asking.short(key), mark="open", role="soft")
    mark, role = _MARKS.get(answer.standing, _GIVEN)
    guess = "~ " if answer.standing is Standing.ASSUMED else ""
    return Line(f"{guess}{asking.said(key, answer)}", key, key, asking.short(key), mark=mark, role=role)
