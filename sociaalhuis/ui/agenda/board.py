"""Columns of lines side by side, for a week (a day each) or a day (a zitdag each), walked through with the arrow keys."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows

WIDE = 158  # pixels at 100 %: a column is never narrower


class _Column(QWidget):
    """A heading and its lines."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.head: QLabel = look.label("", bold=True)
        self.rows = Rows(f"Kolom {number}", lead=48)
        self.setMinimumWidth(look.px(WIDE))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        inside.addWidget(self.head)
        inside.addWidget(self.rows, 1)


class Board(QScrollArea):
    """``chosen`` when Enter opens a line, ``moved`` when another one is the current, ``paged`` by Page Up (-1) and Down (1)."""

    chosen = Signal(object)
    moved = Signal(object)
    paged = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget()
        self._row = QHBoxLayout(held)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(look.GAP))
        self.setWidget(held)
        self._columns: list[_Column] = []
        self._keys: list[tuple[str, Callable[[Any], object]]] = []
        self._shown = 0

    def on_key(self, letter: str, act: Callable[[Any], object]) -> None:
        """Let a letter act on the current line of whatever column has the focus."""
        self._keys.append((letter, act))
        for column in self._columns:
            column.rows.on_key(letter, act)

    def show_columns(self, columns: Sequence[tuple[str, Sequence[Line], str]]) -> None:
        """Show columns of (heading, lines, what an empty one says); the current line stays where it was, by its key."""
        had = self.current_column()
        while len(self._columns) < len(columns):
            self._add()
        self._shown = len(columns)
        for place, column in enumerate(self._columns):
            column.setVisible(place < len(columns))
            if place < len(columns):
                name, lines, empty = columns[place]
                column.head.setText(name)
                column.rows.setAccessibleName(name)
                column.rows.say_when_empty(empty)
                column.rows.show_lines(lines)
        if had >= 0:
            self.focus_on(had)
        self._tell(self.current())

    def _add(self) -> None:
        column = _Column(len(self._columns) + 1)
        for letter, act in self._keys:
            column.rows.on_key(letter, act)
        column.rows.chosen.connect(self.chosen)
        column.rows.moved.connect(self._tell)
        column.rows.installEventFilter(self)
        self._columns.append(column)
        self._row.addWidget(column, 1)

    def _tell(self, what: object) -> None:
        self.moved.emit(what)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Left and right go to the column beside, at about the same height; a column that gets the focus comes into sight."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and not event.modifiers():
            page = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
            if page:
                self.paged.emit(page)
                return True
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            here = self.current_column()
            if step and here >= 0:
                self._step(here, step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, here: int, step: int) -> None:
        row = self._columns[here].rows.currentIndex().row()
        there = here + step
        while 0 <= there < self._shown and not self._columns[there].rows.lines():
            there += step
        if 0 <= there < self._shown:
            rows = self._columns[there].rows
            rows.select_row(min(max(row, 0), len(rows.lines()) - 1))
            self.focus_on(there)

    def focus_on(self, column: int) -> None:
        """Give a column the focus."""
        if self._shown:
            found = self._columns[min(max(column, 0), self._shown - 1)]
            found.rows.setFocus()
            self.ensureWidgetVisible(found, 0, 0)
            self._tell(found.rows.current())

    def go_to(self, fits: Callable[[Any], bool]) -> bool:
        """Make the first line that fits the current one, with the focus; whether there is one."""
        for place, column in enumerate(self._columns[: self._shown]):
            for row, line in enumerate(column.rows.lines()):
                if line.what is not None and fits(line.what):
                    column.rows.select_row(row)
                    self.focus_on(place)
                    return True
        return False

    def current_column(self) -> int:
        """Which column has the focus, -1 for none."""
        for place, column in enumerate(self._columns[: self._shown]):
            if column.rows.hasFocus():
                return place
        return -1

    def current(self) -> Any:
        """What the current line of the column with the focus stands for."""
        here = self.current_column()
        return None if here < 0 else self._columns[here].rows.current()
