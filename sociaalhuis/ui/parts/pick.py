"""Type-ahead: a field with at most eight hits under it, and a row of boxes to tick that is filled by it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.rows import Line, Rows

MOST_HITS = 8
LONGEST = 120  # characters of a typed word

type LookUp = Callable[[str], Sequence[Line]]


class Pick(QLineEdit):
    """``picked`` when Enter takes the current hit; Down and Up choose, Escape closes the hits and keeps the text."""

    picked = Signal(object)

    def __init__(self, name: str, hint: str, look_up: LookUp) -> None:
        super().__init__(placeholderText=hint)
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        self._look_up = look_up
        self._hits = Rows(f"{name}: gevonden")
        self._hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hits.chosen.connect(self._take)
        self._hits.clicked.connect(lambda _index: self._take(self._hits.current()))
        self.textEdited.connect(self._show)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the hits, while they are open."""
        if event.type() == QEvent.Type.FocusOut:
            self._hits.hide()
        if isinstance(event, QKeyEvent) and self._hits.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # Escape closes this layer, not the screen
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._steer(event.key())
        return super().eventFilter(watched, event)

    def _steer(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self._hits.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            self._hits.select_row(max(0, min(len(self._hits.lines()) - 1, row)))
            self._hits.tell_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._hits.current())
        elif key == Qt.Key.Key_Escape:
            self._hits.hide()
        else:
            return False
        return True

    def _show(self) -> None:
        typed = self.text().strip()
        lines = self._look_up(typed)[:MOST_HITS] if typed else ()
        self._hits.show_lines(lines)
        if not lines:
            self._hits.hide()
            return
        self._hits.select_row(0)
        over = self.window()
        if isinstance(over, QMainWindow) and (middle := over.centralWidget()) is not None:
            over = middle
        if self._hits.parentWidget() is not over:
            self._hits.setParent(over)
        top, tall = self.mapTo(over, QPoint()), look.px(look.ROW) * len(lines) + look.px(6)
        below = top.y() + self.height()
        self._hits.setGeometry(top.x(), below if below + tall <= over.height() else top.y() - tall, self.width(), tall)
        self._hits.show()
        self._hits.raise_()
        self._hits.tell_current(found=True)

    def _take(self, what: object) -> None:
        if what is None:
            return
        self._hits.hide()
        self.clear()
        self.picked.emit(what)


class Ticks(QWidget):
    """Chosen items as ticked boxes with a type-ahead that adds more. ``changed`` after every choice."""

    changed = Signal()

    def __init__(self, name: str, hint: str, terms: Sequence[tuple[str, str]], *, own_words: bool) -> None:
        super().__init__()
        self._labels = dict(terms)
        self._own_words = own_words
        self._boxes: dict[str, QCheckBox] = {}
        self.field = Pick(name, hint, self._found)
        self.field.picked.connect(self._add)
        self.setFocusProxy(self.field)
        self._flow = Flow(look.px(4))
        self._row = widget_with(self._flow)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        inside.addWidget(self.field)
        inside.addWidget(self._row)
        self._row.hide()

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked: slugs of the list, or words that were typed."""
        return tuple(item for item, box in self._boxes.items() if box.isChecked())

    def choose(self, items: Sequence[str]) -> None:
        """Show these as ticked instead of what was there, without telling."""
        self._flow.clear()
        self._boxes.clear()
        for item in items:
            self._tick(item)
        self._row.setVisible(bool(self._boxes))

    def _found(self, typed: str) -> Sequence[Line]:
        small = typed.casefold()
        hits = [item for item, label in self._labels.items() if small in label.casefold() and item not in self.chosen]
        hits.sort(key=lambda item: not self._labels[item].casefold().startswith(small))
        lines = [Line(self._labels[item], item) for item in hits[: MOST_HITS - 1]]
        return [*lines, Line(f"“{typed}” zo noteren", typed)] if self._own_words else lines

    def _add(self, item: str) -> None:
        if item in self._boxes:
            self._boxes[item].setChecked(True)
            return
        self._tick(item)
        self._row.show()
        self.changed.emit()

    def _tick(self, item: str) -> None:
        box = QCheckBox(self._labels.get(item, item).replace("&", "&&"))
        box.setChecked(True)
        box.toggled.connect(self._toggled)
        before = next(reversed(self._boxes.values()), self.field)
        self._boxes[item] = box
        self._flow.addWidget(box)
        QWidget.setTabOrder(before, box)

    def _toggled(self, _checked: bool) -> None:
        self.changed.emit()
