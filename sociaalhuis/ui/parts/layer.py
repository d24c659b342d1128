"""A part of a screen that is opened over another part: Escape closes it, not the screen."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Layer(QWidget):
    """``left`` when Escape is pressed in it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Escape is for this layer, whatever shortcut the screen gives it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; the rest is Qt's."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
