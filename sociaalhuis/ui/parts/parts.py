"""Small parts that screens share: a message in place, a row of chips, facts, a card around things, columns that fold."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.spoken import announce
from sociaalhuis.ui.workplace import press

_LONG_WORD = re.compile(r"\S{25}(?=\S)")  # a piece of a word that no line may have to hold as a whole
_ANY = 16_777_215  # Qt's own “no limit”
LONGEST = 4_000  # characters of one fact that are laid out; a label of a hundred thousand would freeze the window


_SIGNS = {"strip-late": "▲", "strip-today": "●", "strip-good": "✓"}


class Strip(QFrame):
    """One message in place, hidden while there is none. ``role`` of the style sheet: strip-late, strip-today, strip-good,
    or strip without a sign.

    ``always``: what it says while there is nothing else to say.
    """

    def __init__(self, role: str = "strip-late", always: str = "") -> None:
        super().__init__()
        self._always, self._urgent = always, role == "strip-late"
        look.set_role(self, role)
        self._mark = look.label(_SIGNS.get(role, ""), bold=True)
        self._words = look.label("", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(look.px(12), look.px(look.GAP), look.px(12), look.px(look.GAP))
        inside.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._words, 1)
        self._mark.setVisible(bool(self._mark.text()))
        self._words.setText(always)
        if not always:
            self.hide()

    def tell(self, text: str) -> None:
        """Show a message; an empty one hides the strip."""
        text = text or self._always
        new = breakable(text) != self._words.text()
        self._words.setText(breakable(text))
        self.setVisible(bool(text))
        if new:
            announce(self, text, urgent=self._urgent)


class Chips(QWidget):
    """Short words in a row that wraps; each is a text with a role of the style sheet (chip, chip-late, chip-good …)."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(look.px(look.GAP))
        self.setLayout(self._row)

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these instead of what was there."""
        self._row.clear()
        for text, role in chips:
            self._row.addWidget(look.label(text, role=role))


class Facts(QScrollArea):
    """A column of names with what is known; scrolls when it is long, also by the arrow keys."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setMinimumHeight(look.px(112))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(look.px(2), look.px(2), look.px(look.GAP), look.px(2))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(look.PAD))
        self._grid.setVerticalSpacing(look.px(look.GAP))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addStretch()
        self.setWidget(held)

    def show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of (name, text, role) instead of what was there; a row without a name goes over both columns."""
        clear(self._grid)
        self.setAccessibleDescription("\n".join(f"{name}: {text}" if name else text for name, text, _role in facts)[:LONGEST])
        for row, (name, text, role) in enumerate(facts):
            shown = breakable(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
            if not name:
                self._grid.addWidget(look.label(shown, role=role, wrap=True), row, 0, 1, 2)
                continue
            self._grid.addWidget(_name(name), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(look.label(shown, role=role, wrap=True, bold=role == "late"), row, 1)
        self.verticalScrollBar().setValue(0)


class Columns(QScrollArea):
    """Parts side by side, or one under the other and scrolling when there is less than ``least`` room (at 100 %).

    Then what gets the focus comes into sight.
    """

    def __init__(self, least: int, *parts: tuple[QWidget, int], tall: int = 280) -> None:
        super().__init__()
        self._least, self._tall, self._parts = least, tall, [part for part, _stretch in parts]
        self._widths = [(part.minimumWidth(), part.maximumWidth()) for part in self._parts]
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = held = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, held)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(look.PAD))
        for part, stretch in parts:
            self._row.addWidget(part, stretch)
        self.setWidget(held)
        self._folded = False
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # a widget has one

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._folded and new is not None and self.isAncestorOf(new):
            QTimer.singleShot(0, self, self.bring_in)  # what it is in scrolls first

    def bring_in(self) -> None:
        """Scroll to what has the focus; when the parts are side by side all is seen already."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, look.px(look.GAP))

    def show_part(self, part: QWidget) -> None:
        """Scroll so that this part, or what is in it, begins at the top."""
        self.verticalScrollBar().setValue(part.mapTo(self._held, QPoint()).y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        folded = self._folded = event.size().width() < look.px(self._least)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if folded else across)
        for part, (narrow, wide) in zip(self._parts, self._widths, strict=True):
            part.setMinimumHeight(look.px(self._tall) if folded else 0)
            part.setMinimumWidth(0 if folded else narrow)
            part.setMaximumWidth(_ANY if folded else wide)
        super().resizeEvent(event)


def breakable(text: str) -> str:
    """The text with places where a very long word may be broken."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def _name(text: str) -> QLabel:
    made = look.label(text, role="soft")
    made.setMinimumWidth(look.px(96))
    return made


def pass_focus(part: QWidget, to: QWidget | None) -> None:
    """Who gives the focus to a part gives it to this one; with None nobody types on what is not seen."""
    part.setFocusProxy(to)  # type: ignore[arg-type]  # Qt takes none, its stubs do not


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def button(words: str, icon: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button with its icon that does one thing; a ``primary`` one is the usual next step of a screen."""
    made = QPushButton(look.icon(icon, "on_accent" if primary else "text"), words)
    if primary:
        look.set_role(made, "primary")
    made.clicked.connect(partial(press, act))
    return made


def card(*parts: QWidget, margin: int = look.PAD, stretch: QWidget | None = None) -> QFrame:
    """A card around parts, one under the other; ``stretch`` gets the room that is left."""
    made = QFrame()
    look.set_role(made, "card")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(*[look.px(margin)] * 4)
    inside.setSpacing(look.px(look.GAP))
    for part in parts:
        inside.addWidget(part, 1 if part is stretch else 0)
    return made
