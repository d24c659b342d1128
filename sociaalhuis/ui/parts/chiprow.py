"""A row of chips for what was read from the words or noted with one key: Enter confirms one, Delete takes it away.

Left and Right go from chip to chip. A chip that is still to be confirmed is dashed and begins with “~”, a certain one with “✓”.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with

WIDEST = 250  # pixels at 100 %; a longer text is cut off and stands whole in the tooltip
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_KEYS = (*_TAKES, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_HOW_NEW, _HOW_KNOWN = "Enter klopt · Delete klopt niet", "Delete haalt het weg"


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip. ``detail`` is said when it has the focus; ``sure``: nothing is to be confirmed any more."""

    key: str
    text: str
    detail: str = ""
    sure: bool = True


class ChipRow(QWidget):
    """``confirmed`` and ``dropped`` with the key of a chip; ``take_back`` for Ctrl+Z. Hidden while there are no chips.

    ``least`` is the width of the title, in pixels at 100 %.
    """

    confirmed = Signal(str)
    dropped = Signal(str)
    take_back = Signal()
    said = Signal(str)  # where a chip comes from and what can be done with it, when it gets the focus; then nothing again
    left = Signal()  # the last chip with the focus went away

    def __init__(self, title: str, name: str, least: int = 0) -> None:
        super().__init__()
        self._name = name
        self._chips: Sequence[Chip] = ()
        self._buttons: list[_Button] = []
        self._title = QLabel(title)
        self._title.setMinimumWidth(look.px(least))
        self._title.setBuddy(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a mnemonic passes over what takes no focus
        self._row = Flow(look.px(4))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignTop)
        inside.addWidget(widget_with(self._row), 1)
        self.hide()

    @property
    def keys(self) -> tuple[str, ...]:
        """The chips that are shown."""
        return tuple(chip.key for chip in self._chips)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these; the focus stays on the same chip, else on the one that takes its place."""
        if tuple(chips) == tuple(self._chips):
            return
        at = self._at()
        key = self._chips[at].key if at is not None else ""
        self._chips = tuple(chips)
        self._row.clear()
        self._buttons = [self._button(chip) for chip in chips]
        self.setVisible(bool(chips))
        for button in self._buttons:
            self._row.addWidget(button)
            button.show()  # at once: what is not seen yet takes no focus
        if self._buttons:
            self.setFocusProxy(self._buttons[0])
        if at is not None and chips:
            self._buttons[self.keys.index(key) if key in self.keys else min(at, len(chips) - 1)].setFocus()
        elif at is not None:
            self.left.emit()

    def _at(self) -> int | None:
        return next((i for i, button in enumerate(self._buttons) if button.hasFocus()), None)

    def _button(self, chip: Chip) -> "_Button":
        button = _Button(chip, self._name)
        button.clicked.connect(partial(self._drop, chip.key))
        button.said.connect(self.said)
        button.pressed_key.connect(self._key)
        return button

    def _drop(self, key: str, _checked: bool = False) -> None:
        self.dropped.emit(key)

    def _key(self, key: int) -> None:
        at = self._at() or 0
        if key == Qt.Key.Key_Z:
            self.take_back.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._buttons[(at + step) % len(self._buttons)].setFocus()
        elif key in _TAKES:
            self.confirmed.emit(self._chips[at].key)
        else:
            self.dropped.emit(self._chips[at].key)


class _Button(QPushButton):
    """One chip. ``pressed_key`` for the keys of the row, ``said`` with what the chip says while it has the focus."""

    pressed_key = Signal(int)
    said = Signal(str)

    def __init__(self, chip: Chip, name: str) -> None:
        super().__init__()
        self._chip = chip
        self.setFont(look.font(look.SMALL))
        look.set_role(self, "chip" if chip.sure else "offer")  # first: it decides on the size
        self._shorten(look.px(WIDEST))
        self._whole = self.sizeHint()
        self.setMinimumWidth(look.px(64))
        self._words = " · ".join(part for part in (chip.detail, _HOW_KNOWN if chip.sure else _HOW_NEW) if part)
        self.setAccessibleName(f"{name}: {chip.text}{'' if chip.sure else ', nog te bevestigen'}")
        self.setAccessibleDescription(chip.detail)
        self.setToolTip(look.tip(f"{chip.text}\n{chip.detail}".strip()))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Alt and a letter goes here; Tab goes on to what is to be typed

    def _shorten(self, width: int) -> None:
        text = " ".join(self._chip.text.split())
        shown = QFontMetrics(look.font(look.SMALL)).elidedText(text, Qt.TextElideMode.ElideRight, width)
        self.setText(f"{'✓' if self._chip.sure else '~'} {shown}  ✕".replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """As wide as its words, not as what is left of them in a narrow place."""
        return getattr(self, "_whole", None) or super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the words are cut off, not the mark or the cross."""
        super().resizeEvent(event)
        self._shorten(look.px(WIDEST) - max(0, self._whole.width() - self.width()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where it comes from and what can be done."""
        super().focusInEvent(event)
        self.said.emit(self._words)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be silent again."""
        super().focusOutEvent(event)
        self.said.emit("")

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the row."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the row; the rest is Qt's."""
        if _is_undo(event) or (event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
