"""A search field over a list."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from sociaalhuis.ui.parts.rows import Rows

PAUSE = 120  # milliseconds of quiet typing before something is searched
LONGEST = 200  # characters; nobody seeks by more
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Seek(QLineEdit):
    """Arrows move through the list while typing goes on, Enter opens the current line. ``asked`` after a pause of typing.

    Enter before the answer is there waits for it: the screen calls ``answered`` when the list shows what was asked.
    """

    asked = Signal(str)

    def __init__(self, name: str, hint: str, rows: Rows, pause: int = PAUSE) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(LONGEST)
        self._rows = rows
        self._eager = False
        self._waiting = True  # an answer is still to come
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    def _edited(self) -> None:
        self._waiting, self._eager = True, False
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        self._waiting = True
        self.asked.emit(self.text())

    def answered(self) -> None:
        """The list shows what was asked last."""
        self._waiting = self._pause.isActive()
        if self.hasFocus() and self.text():
            self._rows.tell_current(found=True)
        if self._eager and not self._waiting:
            self._eager = False
            self._choose()

    def event(self, event: QEvent) -> bool:
        """Arrows belong to the list; the rest is the field's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._rows.step(step)
                return True
        return super().event(event)

    def _enter(self) -> None:
        if self._waiting:
            self._eager = True
            self._ask()
        else:
            self._choose()

    def _choose(self) -> None:
        if self._rows.current() is not None:
            self._rows.chosen.emit(self._rows.current())
