"""Marking what a question says about somebody else, so that the inzageversie leaves it out (desk.client.third_parties)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from sociaalhuis.desk.client import third_parties
from sociaalhuis.desk.client.clients import Happened
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.workplace import Workplace

_HOW = "Kies met Shift en de pijlen wat over iemand anders gaat. D merkt het, nog eens D neemt het merk weg."


class OthersPage(QFrame):
    """``saved`` is called when the marks are kept. Only marks change, never a word."""

    def __init__(self, place: Workplace, saved: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._saved = place, saved
        self._contact: UUID | None = None
        self._words = MarkedWords("Woorden van de vraag")
        self._refusal = Strip()
        save = QPushButton("Bewaren   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.addWidget(
            look.label(
                "Tussen [[ en ]] staat wat de cliënt niet te zien krijgt. Esc gaat terug.", look.SMALL, role="soft", wrap=True
            ),
            1,
        )
        foot.addWidget(save)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Deel over iemand anders merken", look.HEADING, bold=True, wrap=True))
        inside.addWidget(look.label(_HOW, role="soft", wrap=True))
        inside.addWidget(self._words, 1)
        inside.addWidget(self._refusal)
        inside.addLayout(foot)
        self.setFocusProxy(self._words)

    def begin(self, one: Happened) -> None:
        """Mark in the words of this contact."""
        self._contact = one.contact
        self._words.setPlainText(one.words)
        self._refusal.tell("")

    def save(self, _checked: bool = False) -> None:
        """Keep the marks."""
        if self._contact is not None:
            work = partial(third_parties.mark, self._place.house, self._contact, self._words.toPlainText())
            self._place.jobs.house(work, lambda _none: self._saved(), failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._refusal.tell(told(error))


class MarkedWords(QPlainTextEdit):
    """The words: the keyboard chooses, D marks, nothing can be typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(by_keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """D marks or takes a mark away; the rest is Qt's."""
        if event.text().upper() != "D" or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        cursor, text = self.textCursor(), self.toPlainText()
        units = text.encode("utf-16-le")  # Qt counts places in these
        ends = cursor.selectionStart(), cursor.selectionEnd()
        first, last = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in ends)
        self.setPlainText(third_parties.toggled(text, first, last))
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Right, n=first)
        self.setTextCursor(cursor)
