"""What is taller than its room scrolls, and what gets the focus in it comes into sight."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from sociaalhuis.ui import look


class Scrolling(QScrollArea):
    """A part that scrolls by itself, so that what stands beside it stays in sight; folded it is as tall as what it holds."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held, self._folded = held, False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(held)
        QApplication.instance().focusChanged.connect(self._fit)  # type: ignore[union-attr]  # a widget has one

    def fold(self, folded: bool) -> None:
        """Whether another column stands under it."""
        self._folded = folded
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it is taller."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds grows."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    @Slot()
    def _fit(self) -> None:
        least = self._held.minimumSizeHint()
        self.setMinimumWidth(least.width() + self.verticalScrollBar().sizeHint().width())
        tall = max(least.height(), self._held.heightForWidth(self.viewport().width()))  # rows that wrap
        self.setMinimumHeight(tall if self._folded else 0)
        focus = QApplication.focusWidget()
        if focus is not None and self._held.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, look.px(look.GAP))
