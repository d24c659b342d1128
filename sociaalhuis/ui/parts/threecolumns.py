"""Three columns of a question: side by side, in a narrow window the middle one under the left one, in a very narrow one (large
letters) all under each other. Nothing disappears.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QWidget

from sociaalhuis.ui import look

NARROW, SINGLE = 890, 660  # pixels at 100 %
# how many columns → row, column and number of rows of each part; and how the width is shared
_PLACES = {3: ((0, 0, 1), (0, 1, 1), (0, 2, 1)), 2: ((0, 0, 1), (1, 0, 1), (0, 1, 2)), 1: ((0, 0, 1), (1, 0, 1), (2, 0, 1))}
_SHARES = {3: (20, 15, 25), 2: (9, 9, 0), 1: (1, 0, 0)}


class ThreeColumns(QScrollArea):
    """Left, middle and right. What gets the focus comes into sight when not everything fits."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, shares: tuple[int, int, int] = _SHARES[3]) -> None:
        super().__init__()
        self._shares = {**_SHARES, 3: shares}
        self._parts = left, middle, right
        self._inside = QWidget()
        self._columns = QGridLayout(self._inside)
        self._columns.setSpacing(look.px(12))
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._arrange(look.px(NARROW))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # a widget has one

    def _arrange(self, width: int) -> None:
        left, middle, right = self._parts
        for part in self._parts:
            self._columns.removeWidget(part)
        beside = 3 if width >= look.px(NARROW) else 2 if width >= look.px(SINGLE) else 1
        places = _PLACES[beside]
        for part, (row, column, rows) in zip((left, middle, right), places, strict=True):
            self._columns.addWidget(part, row, column, rows, 1)
        for column, stretch in enumerate(self._shares[beside]):
            self._columns.setColumnStretch(column, stretch)
        self.arranged(beside)

    def arranged(self, _beside: int) -> None:
        """The columns were put beside or under each other."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What grows above the field in which somebody types may not push it out of sight."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.keep_in_sight)
        return super().eventFilter(watched, event)

    def keep_in_sight(self) -> None:
        """Scroll to what has the focus."""
        self._follow_focus(None, QApplication.focusWidget())

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._inside.isAncestorOf(new):
            return
        if new.height() > self.viewport().height():  # of what does not fit, the beginning
            self.verticalScrollBar().setValue(new.mapTo(self._inside, QPoint()).y() - look.px(look.PAD))  # with its frame
        else:
            self.ensureWidgetVisible(new)
