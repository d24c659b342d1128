"""A field as tall as what is typed in it: all of it can be read, and no bar takes room while there is nothing to scroll."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from sociaalhuis.ui import look

_MARGIN = 2  # pixels around the words, as in a field of one line
_AROUND = 10  # pixels at 100 % that the style puts above and under: its padding and its edge


class Growing(QPlainTextEdit):
    """A field of ``lines`` lines at least; what is longer than ``most`` scrolls. Tab goes on."""

    def __init__(self, lines: int = 1, hint: str = "", *, most: int = 6) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.document().setDocumentMargin(_MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def event(self, event: QEvent) -> bool:
        """The style sheet sets a least height of its own."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it is taller."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        there = round(self.document().size().height())  # of a plain text Qt tells the lines
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if there > self._most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        lines = max(self._lines, min(self._most, there))
        self.setFixedHeight(ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + 2 * _MARGIN + look.px(_AROUND))


class Sentence(Growing):
    """The words of one field without line ends, ``longest`` characters at most: Enter is ``returnPressed``."""

    returnPressed = Signal()  # as in a field of one line

    def __init__(self, longest: int, hint: str = "") -> None:
        super().__init__(1, hint)
        self._longest = longest
        self.textChanged.connect(self._shorten)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes no new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted stands on one line."""
        self.insertPlainText(" ".join(source.text().splitlines()))

    def _shorten(self) -> None:
        if len(self.toPlainText()) > self._longest:
            self.setPlainText(self.toPlainText()[: self._longest])
            self.moveCursor(self.textCursor().MoveOperation.End)
