"""The matrix as a table: clusters down, target groups across; a cluster opens into its services. Letters act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sociaalhuis import vocab
from sociaalhuis.catalogue import matrix
from sociaalhuis.catalogue.matrix import Cell, Cluster, Line, Matrix
from sociaalhuis.ui import look

SIGNS: Mapping[str, str] = {
    matrix.THERE: "",
    matrix.LIMITED: "◐",
    matrix.WAITING: "w",
    matrix.MISSING: "–",
    matrix.EXCLUDED: "×",
    matrix.UNKNOWN: "",
}
_ROLES: Mapping[str, str] = {
    matrix.THERE: "good",
    matrix.LIMITED: "today",
    matrix.WAITING: "today",
    matrix.MISSING: "late",
}
HEAD_TALL, HEAD_WIDE, MOST_COLUMN, LEAST_COLUMN = 130, 290, 78, 30
HEAD_SHARE = 0.24  # of the width, at most, for the names of the rows
_EMPTY = matrix.Matrix((), (), date.min)

type Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Spot:
    """What the current cell stands for; without ``line`` it is the cell of the whole cluster."""

    cluster: Cluster
    group: str
    group_label: str
    cell: Cell
    line: Line | None = None

    @property
    def label(self) -> str:
        """The row in words."""
        return self.line.service.name if self.line else self.cluster.term.label


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.made: Matrix = _EMPTY
        self.open: set[str] = set()
        self.rows: list[tuple[Cluster, Line | None]] = []

    def show(self, made: Matrix) -> None:
        self.beginResetModel()
        self.made = made
        self.rows = []
        for one in made.clusters:
            self.rows.append((one, None))
            if one.term.slug in self.open:
                self.rows += [(one, line) for line in one.lines]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.made.groups)

    def spot(self, index: Index) -> Spot | None:
        if not index.isValid():
            return None
        cluster, line = self.rows[index.row()]
        group = self.made.groups[index.column()]
        cell = (line.cells if line else cluster.cells)[index.column()]
        return Spot(cluster, group.slug, group.label, cell, line)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spot = self.spot(index)
        if spot is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(spot.cell, service=spot.line is not None)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(spot)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self.made.groups[section].label if across else self._row_label(section)
        if role == Qt.ItemDataRole.FontRole and not across:
            line = self.rows[section][1]
            return look.font(look.SMALL, bold=line is None)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.made.groups[section].label if across else self._row_label(section)
        return None

    def _row_label(self, row: int) -> str:
        cluster, line = self.rows[row]
        if line is not None:
            return f"    {line.service.name}"
        return f"{'▾' if cluster.term.slug in self.open else '▸'} {cluster.term.label}"


def shown(cell: Cell, *, service: bool = False) -> str:
    """What stands in a cell: how many records, with the sign of the state."""
    if service:
        return SIGNS[cell.state] or ("●" if cell.services else "")
    number = str(len(cell.services)) if cell.services else ""
    return " ".join(part for part in (SIGNS[cell.state], number) if part)


def spoken(spot: Spot) -> str:
    """A cell for a screen reader."""
    state = vocab.label("matrix_cells", spot.cell.state)
    own = f", zelf ingevuld{': ' + spot.cell.said.note if spot.cell.said.note else ''}" if spot.cell.said else ""
    many = f", {len(spot.cell.services)} fiches" if spot.line is None else ""
    return f"{spot.label}, {spot.group_label}: {state}{many}{own}"


class _Painter(QStyledItemDelegate):
    """A soft ground by state with its sign; a corner where somebody said something."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        spot = model.spot(index) if isinstance(model, _Model) else None
        if spot is None:
            return
        colours = look.colours()
        box: QRect = option.rect.adjusted(1, 1, -1, -1)
        role = _ROLES.get(spot.cell.state, "")
        painter.save()
        painter.fillRect(box, QColor(getattr(colours, f"{role}_soft") if role else colours.sheet))
        painter.setPen(QColor(getattr(colours, role) if role else colours.soft))
        painter.setFont(look.font(look.BODY if spot.line is None else look.SMALL, bold=spot.line is None))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if spot.cell.said is not None:
            side = look.px(7)
            painter.fillRect(QRect(box.right() - side + 1, box.top(), side, side), QColor(colours.accent))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours.accent), look.px(2)))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class _Heads(QHeaderView):
    """The target groups, written upwards, in two lines where they are long."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """As tall as the words need."""
        return QSize(super().sizeHint().width(), look.px(HEAD_TALL))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One head."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        font = look.font(look.SMALL)
        painter.save()
        painter.fillRect(rect, QColor(look.colours().ground))
        painter.setFont(font)
        painter.setPen(QColor(look.colours().text))
        painter.translate(rect.left(), rect.bottom() - look.px(4))
        painter.rotate(-90)
        box = QRect(0, 0, rect.height() - look.px(8), rect.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        if QFontMetrics(font).boundingRect(box, int(flags), words).height() > rect.width():
            words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, 2 * box.width() - look.px(16))
        painter.drawText(box, int(flags), words)
        painter.restore()


class Grid(QTableView):
    """``moved`` with the current Spot, ``opened`` when Enter asks for its services; letters by ``on_key``."""

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self._keys: dict[str, Callable[[Spot], object]] = {}
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalHeader(_Heads(self))
        self.setAccessibleName("Matrix van diensten en doelgroepen")
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look.px(24))
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.sectionClicked.connect(self._click_row)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(look.px(LEAST_COLUMN))
        self.selectionModel().currentChanged.connect(lambda _new, _old: self.moved.emit(self.current()))
        self.activated.connect(lambda _index: self.opened.emit(self.current()))

    def on_key(self, letter: str, act: Callable[[Spot], object]) -> None:
        """Let a letter act on the current cell."""
        self._keys[letter.upper()] = act

    def show_matrix(self, made: Matrix) -> None:
        """Show this one; the current cell stays, by its row and target group."""
        before = self.current()
        self._model.show(made)
        self._fit()
        where = (self._place_of(before) if before else None) or (0, 0)
        self.setCurrentIndex(self._model.index(*where))

    def _place_of(self, spot: Spot) -> tuple[int, int] | None:
        groups = [group.slug for group in self._model.made.groups]
        service = spot.line.service.id if spot.line else None
        for row, (cluster, line) in enumerate(self._model.rows):
            same = cluster.term.slug == spot.cluster.term.slug and (line.service.id if line else None) == service
            if same and spot.group in groups:
                return row, groups.index(spot.group)
        return None

    def current(self) -> Spot | None:
        """What the current cell stands for."""
        return self._model.spot(self.currentIndex())

    def fold(self) -> None:
        """Open the current cluster into its services, or close it."""
        spot = self.current()
        if spot is None:
            return
        self._model.open ^= {spot.cluster.term.slug}
        row = next(i for i, (one, line) in enumerate(self._model.rows) if line is None and one.term == spot.cluster.term)
        self._model.show(self._model.made)
        self.setCurrentIndex(self._model.index(row, [group.slug for group in self._model.made.groups].index(spot.group)))

    def _click_row(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())))
        self.fold()

    def _fit(self) -> None:
        columns = self._model.columnCount()
        self.verticalHeader().setFixedWidth(min(look.px(HEAD_WIDE), round(self.width() * HEAD_SHARE)))
        room = self.viewport().width() // columns if columns else 0
        for column in range(columns):
            self.setColumnWidth(column, max(look.px(LEAST_COLUMN), min(look.px(MOST_COLUMN), room)))

    def resizeEvent(self, event: Any) -> None:
        """The columns share the room."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the services, Space the cluster, a letter acts; the arrows are Qt's."""
        spot = self.current()
        if spot is None or event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: partial(self.opened.emit, spot),
            Qt.Key.Key_Enter: partial(self.opened.emit, spot),
            Qt.Key.Key_Space: self.fold,
        }
        act = acts.get(event.key())
        letter = self._keys.get(event.text().upper())
        if act is not None:
            act()
        elif letter is not None:
            letter(spot)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """No jumping by letters: letters are acts here."""
