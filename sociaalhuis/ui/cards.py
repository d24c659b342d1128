"""Suggestions as cards of four lines: name with its strength in words, what speaks for it, what against, what is still to ask.

Space chooses a card (three at most), the right arrow shows all of it, Enter opens the service. Values in, signals out: the
cards know no house and no engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sociaalhuis.catalogue.suggest import Suggestion
from sociaalhuis.desk import asking
from sociaalhuis.texts import Texts
from sociaalhuis.ui import look

type Index = QModelIndex | QPersistentModelIndex

MOST = 3
MOVES = 0.1  # a score that changes by more may change the first place while somebody is in the list
STRENGTHS: Mapping[str, tuple[str, str]] = {
    "good": ("past goed", "good"), "maybe": ("kan passen", "today"), "doubt": ("twijfel", "soft"),
}  # fmt: skip
_NONE_AGAINST = "Geen bezwaar gevonden."
_LINES = 3  # under the name
_BESIDE = 108  # pixels at 100 % for the mark before a name and the strength behind it


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion in words: each line is a sign, a text and the colour role of the sign."""

    suggestion: Suggestion
    lines: tuple[tuple[str, str, str], ...]
    more: tuple[tuple[str, str, str], ...]

    @property
    def strength(self) -> tuple[str, str]:
        """The strength in words, and its role."""
        return STRENGTHS[self.suggestion.strength]


def card(suggestion: Suggestion, texts: Texts) -> Card:
    """A suggestion in words: the three lines that matter most, and all of them with how to reach the service."""
    service = suggestion.service
    for_it = [("+", texts.reason(one), "good") for one in suggestion.reasons]
    against = [("–", texts.reason(one), "today") for one in suggestion.concerns] or [("–", _NONE_AGAINST, "soft")]
    names = ", ".join(asking.short(key).lower() for key in suggestion.ask)
    ask = [("?", f"Vraag nog: {names}.", "accent")] if names else []
    short = [*for_it[: _LINES - 1 - len(ask)], against[0], *ask]
    phones = " · ".join(phone.number for phone in service.phones[:2])
    reach = [("→", " · ".join(part for part in (service.organization, phones, service.opening_hours) if part), "soft")]
    return Card(suggestion, tuple(short[:_LINES]), (*for_it, *against, *ask, *reach))


def steady(shown: Sequence[Suggestion], found: Sequence[Suggestion], *, here: bool) -> Sequence[Suggestion]:
    """The new list without a jump: while somebody is in the list its first card stays first, unless its score really moved."""
    if not here or not shown:
        return found
    top = next((one for one in found if one.service.id == shown[0].service.id), None)
    if top is None or abs(top.score - shown[0].score) > MOVES * shown[0].score:
        return found
    return (top, *(one for one in found if one is not top))


class Cards(QListView):
    """``picked`` after choosing or letting go, ``full`` when a fourth was wanted, ``opened`` for the service to read."""

    picked = Signal()
    full = Signal()
    opened = Signal(object)
    refer = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts = Texts()
        self.chosen: dict[str, Suggestion | None] = {}  # by service; None: chosen before, not found again yet
        self._wide = False
        self._model = _Model(self._spoken)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("Suggesties")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda _new, _old: self._spread(False))
        self.doubleClicked.connect(lambda index: self._toggle(index.row()))

    @property
    def shown(self) -> Sequence[Card]:
        """The cards, in order."""
        return self._model.cards

    def is_chosen(self, row: int) -> bool:
        """Whether the card of this row is chosen."""
        return self._model.cards[row].suggestion.service.id in self.chosen

    @property
    def wide(self) -> bool:
        """Whether the current card shows everything."""
        return self._wide

    def show_found(self, found: Sequence[Suggestion]) -> None:
        """Show what was found, with what was chosen before; nothing jumps under somebody's hands."""
        here = self.hasFocus()
        items = list(steady([one.suggestion for one in self.shown], found, here=here))
        ids = {one.service.id for one in items}
        self.chosen = {service: one for service, one in self.chosen.items() if one is not None or service in ids}
        self.chosen.update({one.service.id: one for one in items if one.service.id in self.chosen})
        items += [one for service, one in self.chosen.items() if one is not None and service not in ids]
        current = self.current() if here else None
        self._model.show([card(one, self._texts) for one in items])
        keys = [one.service.id for one in items]
        if keys:
            self.setCurrentIndex(self._model.index(keys.index(current) if current in keys else 0))
        if not here:
            self.scrollToTop()

    def current(self) -> str | None:
        """The service of the current card."""
        row = self.currentIndex().row()
        return self.shown[row].suggestion.service.id if 0 <= row < len(self.shown) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, arrows sideways show more or less, Enter opens, D refers; the rest is Qt's."""
        row = self.currentIndex().row()
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: lambda: self._toggle(row),
            Qt.Key.Key_Right: lambda: self._spread(True),
            Qt.Key.Key_Left: lambda: self._spread(False),
            Qt.Key.Key_Return: lambda: self.opened.emit(self.current()),
            Qt.Key.Key_Enter: lambda: self.opened.emit(self.current()),
            Qt.Key.Key_D: self.refer.emit,
        }
        act = keys.get(event.key()) if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else None
        if act is not None and row >= 0:
            act()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """No jumping by letters."""

    def resizeEvent(self, event: Any) -> None:
        """Cards are as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _toggle(self, row: int) -> None:
        one = self.shown[row].suggestion
        if one.service.id in self.chosen:
            del self.chosen[one.service.id]
        elif len(self.chosen) >= MOST:
            self.full.emit()
            return
        else:
            self.chosen[one.service.id] = one
        self._model.touch(row)
        self.picked.emit()

    def _spread(self, wide: bool) -> None:
        if wide != self._wide:
            self._wide = wide
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

    def _spoken(self, row: int) -> str:
        one = self.shown[row]
        chosen = "gekozen, " if self.is_chosen(row) else ""
        words = {"+": "past omdat", "–": "let op", "?": ""}
        said = " ".join(f"{words[sign]} {text}".strip() for sign, text, _ in one.lines)
        return f"{one.suggestion.service.name}, {chosen}{one.strength[0]}. {said}"


class _Model(QAbstractListModel):
    def __init__(self, spoken: Callable[[int], str]) -> None:
        super().__init__()
        self.cards: Sequence[Card] = ()
        self._spoken = spoken

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(index.row())
        return None

    def show(self, cards: Sequence[Card]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def touch(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Cards) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        height = look.px(14) + self._name_height(index) + look.px(2)
        height += sum(self._line_height(text, width, self._is_wide(index)) for _, text, _ in self._lines(index))
        missing = 0 if self._is_wide(index) else _LINES - len(self._lines(index))
        return QSize(width, height + missing * self._line_height("", width, False) + look.px(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        colours = look.colours()
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(option.rect, QColor(colours.accent_soft))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(look.px(10), look.px(7), -look.px(12), -look.px(7))
        self._paint_head(painter, QRect(box.left(), box.top(), box.width(), self._name_height(index)), index)
        top = box.top() + self._name_height(index) + look.px(2)
        wide = self._is_wide(index)
        for sign, text, role in self._lines(index):
            height = self._line_height(text, self._view.viewport().width(), wide)
            self._paint_line(painter, QRect(box.left(), top, box.width(), height), sign, text, role, wide)
            top += height
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, index: Index) -> None:
        one = self._view.shown[index.row()]
        side = look.px(18)
        chosen = self._view.is_chosen(index.row())
        icon = look.icon("good" if chosen else "open", "accent" if chosen else "soft", 20)
        icon.paint(painter, QRect(box.left(), box.top() + look.px(1), side, side))
        words, role = one.strength
        small = look.font(look.SMALL, bold=True)
        width = QFontMetrics(small).horizontalAdvance(words) + look.px(4)
        painter.setFont(small)
        painter.setPen(QColor(getattr(look.colours(), role)))
        line = QRect(box.right() - width, box.top(), width, QFontMetrics(look.font(bold=True)).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        font = look.font(bold=True)
        room = QRect(box.left() + side + look.px(8), box.top(), box.width() - look.px(_BESIDE), box.height())
        painter.setFont(font)
        painter.setPen(QColor(look.colours().text))
        name = one.suggestion.service.name
        if not self._is_wide(index):
            name = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.TextFlag.TextWordWrap, name)

    def _paint_line(self, painter: QPainter, box: QRect, sign: str, text: str, role: str, wide: bool) -> None:
        font = look.font(look.SMALL, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(getattr(look.colours(), role)))
        painter.drawText(box.adjusted(look.px(4), 0, 0, 0), Qt.AlignmentFlag.AlignTop, sign)
        plain = look.font(look.SMALL)
        painter.setFont(plain)
        painter.setPen(QColor(look.colours().soft if sign == "→" else look.colours().text))
        room = box.adjusted(look.px(26), 0, 0, 0)
        if wide:
            painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
        else:
            shown = QFontMetrics(plain).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignTop, shown)

    def _lines(self, index: Index) -> Sequence[tuple[str, str, str]]:
        one = self._view.shown[index.row()]
        return one.more if self._is_wide(index) else one.lines

    def _is_wide(self, index: Index) -> bool:
        return self._view.wide and index.row() == self._view.currentIndex().row()

    def _name_height(self, index: Index) -> int:
        metrics = QFontMetrics(look.font(bold=True))
        if not self._is_wide(index):
            return metrics.height()
        room = QRect(0, 0, self._view.viewport().width() - look.px(10 + 12 + _BESIDE), 100_000)
        name = self._view.shown[index.row()].suggestion.service.name
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, name).height()

    def _line_height(self, text: str, width: int, wide: bool) -> int:
        metrics = QFontMetrics(look.font(look.SMALL))
        if not wide:
            return metrics.height()
        room = QRect(0, 0, width - look.px(10 + 12 + 26), 100_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
