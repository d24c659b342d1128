"""Paints the cards of the suggestions: a name with its strength, chips under it, or all of it in sentences.

Colour is never alone: every chip begins with its sign, a chosen card has a tick, and one that does not fit says so in words.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sociaalhuis.ui import look
from sociaalhuis.ui.question.suggestioncard import Card, Said, reasons

if TYPE_CHECKING:
    from sociaalhuis.ui.question.cards import Cards

type Index = QModelIndex | QPersistentModelIndex

LONGEST = 200  # letters of a name that are laid out
WHY = "Niet passend omdat … (Esc = toch passend)"
_BESIDE = 26  # pixels at 100 % for the mark before a name, and for the sign before a sentence
_CHIP, _GAP, _INSIDE = 22, 4, 8  # height of a chip, room between chips, room in a chip on each side
_ROWS = 3  # of chips, when a card is not opened
_PAPERS = {"good": "good_soft", "today": "today_soft", "late": "late_soft", "accent": "sheet", "soft": "ground"}


class CardPainter(QStyledItemDelegate):
    """Draws one card of a list of them."""

    def __init__(self, view: "Cards") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as tall as what it shows."""
        width = self._view.viewport().width()
        room = _room(QRect(0, 0, width, 1))
        return QSize(width, look.px(14) + self._head_height(index, room) + self._below(None, room, index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The card in its place."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.save()
        with look.selected(selected):
            colours = look.colours()
            if selected:
                painter.fillRect(option.rect, QColor(colours.accent_soft))
            painter.setPen(QColor(colours.line))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            room = _room(option.rect)
            self._paint_head(painter, room, index)
            self._below(painter, room.adjusted(0, self._head_height(index, room), 0, 0), index)
        painter.restore()

    # ── the name ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _paint_head(self, painter: QPainter, room: QRect, index: Index) -> None:
        one, chosen = self._card(index), self._view.is_chosen(index.row())
        mark = ("close", "soft") if one.passed else ("good", "accent") if chosen else ("open", "soft")
        side = look.px(18)
        look.icon(*mark, 20).paint(painter, QRect(room.left(), room.top() + look.px(1), side, side))
        words, role = one.strength
        small, bold = look.font(look.SMALL, bold=True), look.font(bold=True)
        painter.setFont(small)
        painter.setPen(QColor(getattr(look.colours(), role)))
        width = QFontMetrics(small).horizontalAdvance(words) + look.px(4)
        line = QRect(room.right() - width, room.top(), width, QFontMetrics(bold).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(bold)
        painter.setPen(QColor(look.colours().soft if one.passed else look.colours().text))
        name = self._name_room(index, room)
        shown = one.service.name[:LONGEST]
        if not self._is_wide(index):
            shown = QFontMetrics(bold).elidedText(shown.replace("\n", " "), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.TextFlag.TextWordWrap, shown)

    def _name_room(self, index: Index, room: QRect) -> QRect:
        strength = QFontMetrics(look.font(look.SMALL, bold=True)).horizontalAdvance(self._card(index).strength[0])
        return room.adjusted(look.px(_BESIDE), 0, -strength - look.px(12), 0)

    def _head_height(self, index: Index, room: QRect) -> int:
        metrics = QFontMetrics(look.font(bold=True))
        if not self._is_wide(index):
            return metrics.height() + look.px(4)
        return _wrapped(metrics, self._name_room(index, room).width(), self._card(index).service.name[:LONGEST]) + look.px(4)

    # ── what stands under it ─────────────────────────────────────────────────────────────────────────────────────────────

    def _below(self, painter: QPainter | None, room: QRect, index: Index) -> int:
        """Everything under the name, painted or only measured; gives its height."""
        one, tall = self._card(index), 0
        if self._is_wide(index):
            for sign, text, role in one.more:
                tall += _sentence(painter, room.adjusted(0, tall, 0, 0), sign, text, role)
        else:
            hidden = [("", f"nog {one.hidden} →", "")] if one.hidden else []
            tall += _chips(painter, room.adjusted(look.px(_BESIDE), 0, 0, 0), [*one.chips, *hidden], _ROWS)
        if self._view.asks_why(index.row()):
            tall += look.px(4)
            tall += _sentence(painter, room.adjusted(0, tall, 0, 0), "✕", WHY, "accent")
            letters = [(term.key or "", term.label, "accent") for term in reasons()]
            tall += _chips(painter, room.adjusted(look.px(_BESIDE), tall, 0, 0), letters, len(letters))
        return tall

    def _card(self, index: Index) -> Card:
        return self._view.shown[index.row()]

    def _is_wide(self, index: Index) -> bool:
        return self._view.wide and index.row() == self._view.currentIndex().row()


def _room(card: QRect) -> QRect:
    return card.adjusted(look.px(10), look.px(7), -look.px(12), 0)


def _wrapped(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap, text).height()


def _sentence(painter: QPainter | None, room: QRect, sign: str, text: str, role: str) -> int:
    """A sign and a sentence beside it that may take several lines; gives the height."""
    plain, bold = look.font(look.SMALL), look.font(look.SMALL, bold=True)
    beside = room.adjusted(look.px(_BESIDE), 0, 0, 0)
    if painter is not None:
        painter.setFont(bold)
        painter.setPen(QColor(getattr(look.colours(), role)))
        painter.drawText(room.adjusted(look.px(4), 0, 0, 0), Qt.AlignmentFlag.AlignTop, sign)
        painter.setFont(plain)
        painter.setPen(QColor(look.colours().soft if sign == "→" else look.colours().text))
        painter.drawText(beside, Qt.TextFlag.TextWordWrap, text)
    return _wrapped(QFontMetrics(plain), beside.width(), text) + look.px(1)


def _chips(painter: QPainter | None, room: QRect, chips: Sequence[Said], rows: int) -> int:
    """Chips side by side in at most so many rows, what does not fit left out; gives the height."""
    tall = 0
    for place, (sign, text, role) in _placed(chips, room.width(), rows):
        tall = max(tall, place.bottom() + 1 + look.px(_GAP))
        if painter is not None:
            _chip(painter, place.translated(room.topLeft()), sign, text, role)
    return tall


def _placed(chips: Sequence[Said], width: int, rows: int) -> Iterator[tuple[QRect, Said]]:
    metrics, bold = QFontMetrics(look.font(look.SMALL)), QFontMetrics(look.font(look.SMALL, bold=True))
    x = row = 0
    for sign, text, role in chips:
        lead = bold.horizontalAdvance(f"{sign} ") if sign else 0
        wide = min(width, lead + metrics.horizontalAdvance(text) + look.px(2 * _INSIDE + 2))
        if x and x + wide > width:
            x, row = 0, row + 1
        if row >= rows:
            return
        yield QRect(x, row * look.px(_CHIP + _GAP), wide, look.px(_CHIP)), (sign, text, role)
        x += wide + look.px(_GAP)


def _chip(painter: QPainter, box: QRect, sign: str, text: str, role: str) -> None:
    colours, inside = look.colours(), box.adjusted(look.px(_INSIDE), 0, -look.px(_INSIDE), 0)
    if role:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(getattr(colours, _PAPERS[role])))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), look.px(10), look.px(10))
    painter.setPen(QColor(getattr(colours, role or "soft")))
    bold, plain = look.font(look.SMALL, bold=True), look.font(look.SMALL)
    if sign:
        painter.setFont(bold)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, sign)
        inside.setLeft(inside.left() + QFontMetrics(bold).horizontalAdvance(f"{sign} "))
    painter.setFont(plain)
    shown = QFontMetrics(plain).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)
