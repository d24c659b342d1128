"""Two columns side by side that fold below each other on a narrow window or with large letters, and scroll when they must."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QWidget

from sociaalhuis.ui import look


class Folding(QScrollArea):
    """``narrow`` is the width, in pixels at 100 %, below which they fold; ``shares`` how they share the width before that."""

    def __init__(self, left: QWidget, right: QWidget, narrow: int, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._narrow = narrow
        page = QWidget()
        self._columns = QHBoxLayout(page)
        self._columns.setContentsMargins(*[look.px(look.WIDE)] * 4)
        self._columns.setSpacing(look.px(look.PAD))
        self._columns.addWidget(left, shares[0])
        self._columns.addWidget(right, shares[1])
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is inside
        self.setWidget(page)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        narrow = event.size().width() < look.px(self._narrow)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in sight, also when a key jumped there."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)
