"""The privacy shade: one key, and nothing of a client can be seen from the other side of the counter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis.ui import look


class Shade(QWidget):
    """A calm page over everything; F8 or Escape takes it away and the focus goes back where it was."""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only Escape (and F8, a key of the workbench) does something here."""
        if event.key() == Qt.Key.Key_Escape:
            self.lift()
        event.accept()
