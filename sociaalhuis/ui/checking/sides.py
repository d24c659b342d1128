"""Two records side by side: a line a field, what differs marked, and which side was chosen (L left, R right, A both)."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sociaalhuis.desk.catalogue.sides import BOTH, GOES, STAYS, Field
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import breakable
from sociaalhuis.ui.parts.rows import Line, Rows

MARK, NAME = 24, 132  # widths of the first two columns, pixels at 100 %
MOST = 4  # lines of one field
_LETTERS: Mapping[str, str] = {"L": STAYS, "R": GOES, "A": BOTH}
_SAID: Mapping[str, str] = {STAYS: "gekozen: links", GOES: "gekozen: rechts", BOTH: "gekozen: allebei"}

type Index = QModelIndex | QPersistentModelIndex


class _Painter(QStyledItemDelegate):
    """Draws a line in four columns: whether it differs, the name of the field, and both values."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        field, _choice = line.what
        width = _width(option.rect.width())
        tall = max(len(_broken(text, width, look.font(look.SMALL + 1))) for text in (field.stays, field.goes))
        return QSize(option.rect.width(), max(1, tall) * _line() + look.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        field, choice = line.what
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        with look.selected(selected):
            colours = look.colours()
            if selected:
                painter.fillRect(option.rect, QColor(colours.accent_soft))
            box = option.rect.adjusted(look.px(6), look.px(4), -look.px(6), -look.px(4))
            self._text(painter, box, "=" if field.same else "≠", "soft" if field.same else "today", bold=True)
            named = box.adjusted(look.px(MARK), 0, 0, 0)
            named.setWidth(look.px(NAME) - look.px(8))
            self._text(painter, named, field.label, "soft" if field.same else "text", bold=not field.same)
            width = _width(option.rect.width())
            for at, (side, text) in enumerate(((STAYS, field.stays), (GOES, field.goes))):
                left = box.left() + look.px(MARK + NAME) + at * (width + look.px(8))
                self._side(
                    painter, QRect(left, box.top(), width, box.height()), text, chosen=choice in (side, BOTH), field=field
                )
        painter.restore()

    def _side(self, painter: QPainter, box: QRect, text: str, *, chosen: bool, field: Field) -> None:
        role = "soft" if field.same or not chosen or not text else "text"
        if chosen and not field.same:
            self._text(painter, box, "✓", "good", bold=True)
        inside = box.adjusted(look.px(18), 0, 0, 0)
        font = look.font(look.SMALL + 1)
        painter.setFont(font)
        painter.setPen(QColor(getattr(look.colours(), role)))
        for row, part in enumerate(_broken(text or "leeg", inside.width(), font)):
            painter.drawText(inside.left(), inside.top() + row * _line() + QFontMetrics(font).ascent(), part)

    @staticmethod
    def _text(painter: QPainter, box: QRect, text: str, role: str, *, bold: bool = False) -> None:
        font = look.font(look.SMALL + 1, bold=bold)
        painter.setFont(font)
        painter.setPen(QColor(getattr(look.colours(), role)))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.left(), box.top() + QFontMetrics(font).ascent(), shown)


class Sides(Rows):
    """The fields of two records. ``show_fields`` shows them; ``choices`` says what was chosen."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__("Velden naast elkaar")
        self._fields: Sequence[Field] = ()
        self._choices: dict[str, str] = {}
        self._changed = changed
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(False)
        for letter, side in _LETTERS.items():
            self.on_key(letter, partial(self._pick, side))

    def show_fields(self, fields: Sequence[Field], chosen: Mapping[str, str]) -> None:
        """Show these; what was not chosen yet has the choice that is proposed."""
        self._fields, self._choices = fields, {one.name: chosen.get(one.name, one.choice) for one in fields}
        self._show()
        self.select_row(0)
        self.scrollToTop()

    @property
    def choices(self) -> Mapping[str, str]:
        """The side of every field that is shown."""
        return dict(self._choices)

    def _pick(self, side: str, what: tuple[Field, str]) -> None:
        field, _choice = what
        if field.same or (side == BOTH and not field.both):
            return
        self._choices[field.name] = side
        self._show()
        self.select_row(self.currentIndex().row() + 1)
        self._changed()

    def _show(self) -> None:
        self.show_lines([self._line(one) for one in self._fields])

    def _line(self, one: Field) -> Line:
        choice = self._choices[one.name]
        detail = f"links: {one.stays or 'leeg'}; rechts: {one.goes or 'leeg'}"
        return Line(
            one.label, (one, choice), one.name, "gelijk" if one.same else "verschilt", detail, "" if one.same else _SAID[choice]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken anew at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _width(whole: int) -> int:
    """Of one value, in a line that is so wide."""
    return (whole - look.px(12 + MARK + NAME + 8)) // 2


def _line() -> int:
    return QFontMetrics(look.font(look.SMALL + 1)).lineSpacing()


def _broken(text: str, width: int, font: QFont) -> list[str]:
    """The text in lines of this width, at most MOST of them; the last one says with … that there is more."""
    laid = QTextLayout(breakable(text[:2_000]).replace("\n", " "), font)
    laid.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    found: list[str] = []
    whole = laid.text()
    laid.beginLayout()
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(1, width))
        if len(found) == MOST:
            found[-1] = QFontMetrics(font).elidedText(f"{found[-1]} …", Qt.TextElideMode.ElideRight, max(1, width))
            break
        found.append(whole[line.textStart() : line.textStart() + line.textLength()])
    laid.endLayout()
    return found
