"""One list for all lists: lines with a mark, a fixed lead, a text with its detail, and something at the right.

The lines are values; only what is visible is drawn, so twenty thousand of them scroll. A line carries ``what`` it stands for.
Colour is never alone: a mark is an icon, and what it means is a word in the lead or in the accessible text.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.spoken import announce

_COLUMN = 64  # pixels at 100 % of one of the columns at the right
_INWARD = 20  # pixels at 100 % of a line under another
type Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``mark`` is an icon, ``role`` its colour role; ``key`` keeps its place on reload; ``head`` is a heading.

    ``right``: with tabs between its parts they stand in columns, also those of a heading.
    ``depth``: how many lines it stands under, so far it stands inward.
    """

    text: str
    what: Any = None
    key: Hashable = None
    lead: str = ""
    detail: str = ""
    right: str = ""
    mark: str = ""
    role: str = "text"
    head: bool = False
    depth: int = 0

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.lead, self.text, self.detail, self.right) if part).replace("\t", "   ")


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self._under: Sequence[str] = ()  # the heading that each line stands under

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines[index.row()].spoken
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return self.lines[index.row()]
        return None

    def said(self, row: int) -> str:
        """What a screen reader says of a line: who sees the list sees the heading above it too."""
        return ", ".join(part for part in (self.lines[row].spoken, self._under[row]) if part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].head:
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over a heading
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines, under, head = lines, [], ""
        for line in lines:
            head = line.spoken.capitalize() if line.head else head
            under.append("" if line.head else head)
        self._under = under
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "Rows", lead: int, two: bool) -> None:
        super().__init__(view)
        self._lead, self._two = lead, two

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        tall = look.px(52) if self._two and line.detail and not line.head else look.px(look.ROW)
        return QSize(option.rect.width(), tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and not line.head
        painter.save()
        with look.selected(selected):
            if selected:
                painter.fillRect(option.rect, QColor(look.colours().accent_soft))
                self._bar(painter, option.rect)
            box = option.rect.adjusted(look.px(8), 0, -look.px(10), 0)
            if line.head:
                box = self._at_the_right(painter, box, line)
                self._write(painter, box, line.text, "soft", bold=True, size=look.SMALL)
            else:
                self._columns(painter, box, line)
        painter.restore()

    def _bar(self, painter: QPainter, box: QRect) -> None:
        """At the left of the current line: broad where the keys go to."""
        view = self.parent()
        here = isinstance(view, QListView) and view.hasFocus()
        wide, colour = (4, look.colours().accent) if here else (2, look.colours().edge)
        painter.fillRect(QRect(box.left(), box.top(), look.px(wide), box.height()), QColor(colour))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A line that is cut off tells itself whole."""
        line: Line | None = index.data(Qt.ItemDataRole.UserRole)
        if line is None or not self._is_cut(line, option.rect.width()):
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), look.tip(line.spoken), view)
        return True

    def _is_cut(self, line: Line, room: int) -> bool:
        small, body = QFontMetrics(look.font(look.SMALL)), QFontMetrics(look.font(bold=self._two))
        beside = look.px(self._lead) + look.px(48) + small.horizontalAdvance(line.right)
        texts = body.horizontalAdvance(line.text), small.horizontalAdvance(line.detail)
        return beside + (max(texts) if self._two else sum(texts)) > room

    def _columns(self, painter: QPainter, box: QRect, line: Line) -> None:
        box.setLeft(box.left() + line.depth * look.px(_INWARD))
        if line.mark:
            side = look.px(18)
            icon = look.icon(line.mark, line.role, 20)
            icon.paint(painter, QRect(box.left(), box.center().y() - side // 2 + 1, side, side))
            box.setLeft(box.left() + side + look.px(8))
        if self._lead:
            wide = self._lead_of(line, box.width())
            self._write(painter, QRect(box.left(), box.top(), wide - look.px(8), box.height()), line.lead, line.role)
            box.setLeft(box.left() + wide)
        box = self._at_the_right(painter, box, line)
        if self._two and line.detail:
            half = box.height() // 2
            self._write(
                painter, QRect(box.left(), box.top() + look.px(4), box.width(), half - look.px(2)), line.text, "text", bold=True
            )
            low = QRect(box.left(), box.top() + half, box.width(), half - look.px(4))
            self._write(painter, low, line.detail, "soft", size=look.SMALL)
            return
        used = self._write(painter, box, line.text, "text")
        if line.detail:
            box.setLeft(box.left() + used + look.px(12))
            self._write(painter, box, line.detail, "soft", size=look.SMALL)

    def _at_the_right(self, painter: QPainter, box: QRect, line: Line) -> QRect:
        """Write what stands at the right, in columns when there are more; gives the room that is left."""
        metrics = QFontMetrics(look.font(look.SMALL))
        parts = line.right.split("\t") if line.right else []
        for part in reversed(parts):
            width = max(metrics.horizontalAdvance(part) + look.px(4), look.px(_COLUMN) if len(parts) > 1 else 0)
            right = QRect(box.right() - width, box.top(), width, box.height())
            self._write(painter, right, part, "soft", size=look.SMALL, align=Qt.AlignmentFlag.AlignRight, bold=line.head)
            box = box.adjusted(0, 0, -width - (look.px(8) if part is parts[0] else 0), 0)
        return box

    def _lead_of(self, line: Line, room: int) -> int:
        """The room of a lead: a fixed one, and what a short text leaves for a longer one."""
        fixed = look.px(self._lead)
        if line.detail or line.right:
            return fixed
        metrics = QFontMetrics(look.font())
        return max(fixed, min(metrics.horizontalAdvance(line.lead) + look.px(9), room - metrics.horizontalAdvance(line.text)))

    def _write(
        self, painter: QPainter, box: QRect, text: str, role: str, *, bold: bool = False, size: int = look.BODY,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:  # fmt: skip
        font = look.font(size, bold=bold)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(getattr(look.colours(), role)))
        shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


class Rows(QListView):
    """A list of lines. ``chosen`` when Enter or a double click opens one; single letters in ``keys`` act on the current one."""

    chosen = Signal(object)
    moved = Signal(object)

    def __init__(self, name: str, *, lead: int = 0, two: bool = False, empty: str = "") -> None:
        super().__init__()
        self._model = _Lines()
        self._empty = empty
        self._keys: dict[str, Callable[[Any], object]] = {}
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self, lead, two))
        self.setAccessibleName(name)
        self.setAccessibleDescription(empty)
        self.setUniformItemSizes(not two)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self._choose(index))
        self.selectionModel().currentChanged.connect(lambda index, _old: self._moved(index))

    def on_key(self, letter: str, act: Callable[[Any], object]) -> None:
        """Let a single letter act on what the current line stands for (allowed inside a focused list: WCAG 2.1.4)."""
        self._keys[letter.upper()] = act

    def show_lines(self, lines: Sequence[Line], *, anew: bool = False) -> None:
        """Show these lines; the current one stays where it was, by its key, else the nearest; ``anew``: the first one."""
        before = None if anew else self.current_line()
        row = self.currentIndex().row()
        self._model.show(lines)
        keys = {line.key: i for i, line in enumerate(lines) if line.key is not None}
        wanted = keys.get(before.key, min(max(row, 0), len(lines) - 1)) if before is not None else 0
        self.select_row(wanted)
        self.setAccessibleDescription("" if lines else self._empty)
        self.viewport().update()

    def say_when_empty(self, text: str) -> None:
        """What an empty list says from now on."""
        self._empty = text
        self.setAccessibleDescription("" if self._model.lines else text)
        self.viewport().update()

    def select_row(self, row: int) -> None:
        """Make a line the current one; a heading passes the choice on to the next line."""
        while 0 <= row < len(self._model.lines) and self._model.lines[row].head:
            row += 1
        if 0 <= row < len(self._model.lines):
            self.setCurrentIndex(self._model.index(row))

    def step(self, lines: int) -> None:
        """Move the current line up or down, for a field that has the focus beside the list."""
        row, last = self.currentIndex().row(), len(self._model.lines) - 1
        goal = max(0, min(last, row + lines))
        while lines < 0 and goal > 0 and self._model.lines[goal].head:
            goal -= 1
        self.select_row(goal)
        self.tell_current()

    def tell_current(self, found: bool = False) -> None:
        """Say the current line to who types in a field beside the list; with ``found`` also how many there are."""
        if self.hasFocus():
            return
        row, there = self.currentIndex().row(), sum(not line.head for line in self._model.lines)
        said = self._model.said(row) if 0 <= row < len(self._model.lines) else ""
        announce(self, f"{there} gevonden: {said}" if found and said else said or (self._empty if found else ""))

    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._model.lines

    def current_line(self) -> Line | None:
        """The current line, None when there is none."""
        row = self.currentIndex().row()
        return self._model.lines[row] if 0 <= row < len(self._model.lines) else None

    def current(self) -> Any:
        """What the current line stands for."""
        line = self.current_line()
        return None if line is None else line.what

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, a letter acts, the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._choose(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.select_row(0)  # a heading passes it on, where Qt would stay
            return
        act = self._keys.get(event.text().upper()) if not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier else None
        if act is not None and self.current() is not None:
            act(self.current())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """No jumping by letters: letters are acts here."""

    def paintEvent(self, event: Any) -> None:
        """An empty list says what to do."""
        super().paintEvent(event)
        if not self._model.lines and self._empty:
            painter = QPainter(self.viewport())
            painter.setFont(look.font())
            painter.setPen(QColor(look.colours().soft))
            margin = look.px(look.PAD)
            painter.drawText(
                self.viewport().rect().adjusted(margin, margin, -margin, -margin), Qt.TextFlag.TextWordWrap, self._empty
            )

    def _choose(self, index: Index) -> None:
        line = self._model.lines[index.row()] if index.isValid() else None
        if line is not None and not line.head:
            self.chosen.emit(line.what)

    def _moved(self, index: Index) -> None:
        if index.isValid():
            self.moved.emit(self._model.lines[index.row()].what)
