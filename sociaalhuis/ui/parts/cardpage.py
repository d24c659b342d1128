"""A page with one card in the middle, for one small task: a title, a few fields, Terug and one way on. Nothing modal."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.spoken import announce

WIDTH = 640  # pixels at 100 %; less when there is no room

type Fault = tuple[str, QWidget] | None


class CardPage(QWidget):
    """Fill ``inside`` and ``fields``, set ``first`` (it gets the focus), write ``go_on``. ``left``: the person goes back."""

    left = Signal()
    first: QWidget

    def __init__(self, title: str, onward: str) -> None:
        super().__init__()
        self.busy = False
        self._title = look.label(title, look.HEADING, bold=True, wrap=True)
        self._message = look.label("", role="late", wrap=True)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName("Bezig")
        self._progress.hide()
        self.back, self.onward = QPushButton("Terug   Esc"), QPushButton(f"{onward}   Enter")
        look.set_role(self.onward, "primary")
        self.back.clicked.connect(self.go_back)
        self.onward.clicked.connect(self.try_to_go_on)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(look.px(12))
        self.fields = _form()
        self._scroll = QScrollArea()
        self._lay_out()

    def _lay_out(self) -> None:
        card = QFrame()
        look.set_role(card, "card")
        card.setMaximumWidth(look.px(WIDTH))
        column = QVBoxLayout(card)
        column.setContentsMargins(*[look.px(look.WIDE + 8)] * 4)
        column.setSpacing(look.px(12))
        column.addWidget(self._title)
        column.addLayout(self.inside)
        self._under = QVBoxLayout()  # where a message stands that is about no field
        column.addLayout(self._under)
        self._under.addWidget(self._message)
        column.addWidget(self._progress)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.onward)
        column.addLayout(row)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 1000)
        middle.addStretch(1)
        page = QWidget()
        down = QVBoxLayout(page)
        down.setContentsMargins(*[look.px(look.PAD)] * 4)
        down.addStretch(2)
        down.addLayout(middle)
        down.addStretch(3)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def entitle(self, title: str, onward: str) -> None:
        """Another title and another word on the button."""
        self._title.setText(title)
        self.onward.setText(f"{onward}   Enter")

    def explain(self, text: str) -> None:
        """Add a text."""
        self.inside.addWidget(look.label(text, wrap=True))

    def begin(self) -> None:
        """The page is shown."""
        self.warn("")
        self.first.setFocus()

    def fault(self) -> Fault:
        """What keeps the person here and where to mend it, None when all is well."""
        return None

    def go_on(self) -> None:
        """Do it: all is well."""

    def forget(self) -> None:
        """Empty the secrets."""

    def try_to_go_on(self) -> None:
        """Go on when all is well and nothing runs."""
        if self.busy:
            return
        fault = self.fault()
        if fault is None:
            self.warn("")
            self.go_on()
        else:
            self.warn(*fault)

    def go_back(self) -> None:
        """Leave, unless something runs."""
        if not self.busy:
            self.left.emit()

    def warn(self, text: str, at: QWidget | None = None) -> None:
        """Say what is wrong, under the field where it can be mended, which gets the focus; both are in sight."""
        self._message.setText(f"▲ {text}" if text else "")
        self._message.setVisible(bool(text))
        announce(self._message, text, urgent=True)
        self.fields.takeRow(self._message) if self.fields.indexOf(self._message) >= 0 else self._under.removeWidget(
            self._message
        )
        if at is not None and self.fields.indexOf(at) >= 0:
            self.fields.insertRow(self.fields.getWidgetPosition(at)[0] + 1, "", self._message)  # type: ignore[index]  # the stubs miss it
        else:
            self._under.addWidget(self._message)
        if at is not None:
            at.setFocus()
            if isinstance(at, QLineEdit):
                at.selectAll()
        if text:
            QTimer.singleShot(0, self, partial(self._show_all, at))

    def _show_all(self, at: QWidget | None) -> None:
        for one in (at, self._message):
            if one is not None:
                self._scroll.ensureWidgetVisible(one, 0, look.px(look.PAD))

    def wait(self, busy: bool) -> None:
        """Something runs, or is done."""
        self.busy = busy
        self._progress.setVisible(busy)
        for button in (self.onward, self.back):
            button.setEnabled(not busy)

    def failed(self, error: BaseException) -> None:
        """What ran did not work: say why."""
        self.wait(False)
        self.warn(told(error), self.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape goes back; a field or a button that has the focus takes its own keys first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_to_go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def _form() -> QFormLayout:
    """Fields with their names, one under the other; a name stands above its field where there is no room beside it."""
    made = QFormLayout()
    made.setVerticalSpacing(look.px(12))
    made.setHorizontalSpacing(look.px(look.PAD))
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return made
