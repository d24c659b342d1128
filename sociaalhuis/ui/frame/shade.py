"""The privacy shade: one key, and nothing of a client can be seen from the other side of the counter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis.ui import look

_GO_THROUGH = frozenset({QKeySequence("F8"), QKeySequence("Ctrl+L")})


class Shade(QWidget):
    """A calm page over everything; F8 or Escape takes it away and the focus goes back where it was.

    Nothing goes on behind it: no key but these and the lock gets through.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._before = over.focusWidget()
        self.setAutoFillBackground(True)
        self.setAccessibleName("Privacyscherm")
        inside = QVBoxLayout(self)
        words = look.label("Even geduld, ik ben zo bij u.", look.DISPLAY, bold=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = look.label("F8 of Esc om terug te keren", role="soft")
        back.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addStretch()
        inside.addWidget(words)
        inside.addWidget(back)
        inside.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus()

    @staticmethod
    def toggle(over: QWidget) -> None:
        """Draw the shade over this widget, or take it away."""
        there = over.findChild(Shade, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if there is None:
            Shade(over)
        else:
            there.lift()

    def lift(self) -> None:
        """Take the shade away."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that grows stays covered."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """A key that is taken here reaches no command."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(QKeySequence(event.keyCombination()) not in _GO_THROUGH)
            return True
        return super().event(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab stays here."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only Escape (and F8, a key of the workbench) does something here."""
        if event.key() == Qt.Key.Key_Escape:
            self.lift()
        event.accept()
