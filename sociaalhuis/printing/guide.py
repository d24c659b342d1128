"""The emergency guide: the whole catalogue on paper for a day without computers, emergency numbers first, by need last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import day as whole_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_TITLE, _HEAD, _SIZE, _SMALL = 20.0, 14.0, 9.0, 8.0  # points
_NUMBER = 15.0
_COLUMNS, _BETWEEN = 2, 18.0
_FOOT = 20.0  # kept free below the columns, for the number of the page
_LONGEST = 160
_BY_NEED = "Zoeken op de vraag"


@dataclass(frozen=True, slots=True)
class Entry:
    """One service: where it is in the guide (``key``), its numbers first, then lines in the order of what is asked most."""

    key: str
    name: str
    organization: str
    numbers: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A cluster with its services."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole. ``urgent`` are groups of (what it is for, number); ``needs`` are needs with the keys of services."""

    house: str
    day: date
    phone: str
    urgent: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    chapters: tuple[Chapter, ...]
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()


def render(guide: Guide) -> "Paper":
    """The guide as a PDF; no service is cut in two. A service stands once, in its first chapter."""
    from sociaalhuis.printing import page

    columns = _Columns()
    where: dict[str, int] = {}
    names: dict[str, str] = {}
    for chapter in guide.chapters:
        columns.begin(_chapter_head(chapter.label))
        for entry in chapter.entries:
            where[entry.key] = columns.add(_entry(entry))
            names[entry.key] = entry.name
    starts = [(chapter.label, where[chapter.entries[0].key]) for chapter in guide.chapters if chapter.entries]
    columns.begin(_chapter_head(_BY_NEED))
    found = [columns.add(block) for block in _index(guide.needs, where, names)]
    cover = _cover(guide, [*starts, *((_BY_NEED, first) for first in found[:1])])
    return page.write_pages([cover, *columns.pages(guide)], _FORMAT, "Noodgids")


class _Columns:
    """Blocks that fill column after column, page after page."""

    def __init__(self) -> None:
        from sociaalhuis.printing import page

        self.wide = (page.blank(_FORMAT).width - (_COLUMNS - 1) * _BETWEEN) / _COLUMNS
        self._room = page.room(_FORMAT) - _FOOT
        self._columns: list[Area] = []
        self._waiting: Area | None = None  # a head that stands with what comes after it

    def begin(self, head: "Area") -> None:
        """A head; it never stands alone at the end of a column."""
        self._waiting = head

    def add(self, block: "Area") -> int:
        """Put a block in; gives the number of its page."""
        from sociaalhuis.printing import page

        head, self._waiting = self._waiting, None
        tall = block.y + (head.y if head else 0.0)
        if not self._columns or self._columns[-1].y + tall > self._room:
            self._columns.append(page.Area(self.wide))
        column = self._columns[-1]
        for part in filter(None, (head, block)):
            column.place(part, 0.0, column.y)
            column.skip(part.y)
        return 2 + (len(self._columns) - 1) // _COLUMNS

    def pages(self, guide: Guide) -> "Iterator[Area]":
        """Every page behind the cover, with its number below."""
        from sociaalhuis.printing import page

        for number, start in enumerate(range(0, len(self._columns), _COLUMNS), 2):
            area = page.blank(_FORMAT)
            for at, column in enumerate(self._columns[start : start + _COLUMNS]):
                area.place(column, at * (self.wide + _BETWEEN), 0.0)
            area.skip(page.room(_FORMAT) - _SMALL * page.LEADING - area.y)
            area.beside(f"Noodgids {guide.day:%d/%m/%Y}", _SMALL)
            area.right(f"blz. {number}", _SMALL)
            yield area


def _cover(guide: Guide, starts: Sequence[tuple[str, int]]) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(guide.house, 60), _HEAD)
    area.right(whole_day(guide.day), _SIZE + 2)
    area.skip(_SIZE)
    area.text("Noodgids: alle diensten op papier", _TITLE, bold=True)
    area.text("Voor een dag zonder computers. Achteraan zoek je op de vraag van de cliënt.", _SIZE + 2)
    if guide.phone:
        area.text(f"Ons nummer: {plain(guide.phone, 60)}", _SIZE + 2)
    area.skip(_SIZE)
    wide = area.width / 2
    for head, numbers in guide.urgent:
        area.text(head, _HEAD, bold=True)
        area.skip(4)
        for start in range(0, len(numbers), 2):
            cells = []
            for at, (words, called) in enumerate(numbers[start : start + 2]):
                cell = page.Area(wide - 12)
                cell.text(plain(called, 24), _NUMBER, bold=True)
                cell.text(plain(words, 60), _SIZE + 1)
                area.place(cell, at * wide, area.y)
                cells.append(cell)
            area.skip(max(cell.y for cell in cells) + 6)
        area.skip(_SIZE)
    area.rule()
    area.skip(_SIZE)
    for label, number in starts:
        area.text(f"{label}: blz. {number}", _SIZE + 2, bold=label == _BY_NEED)
        area.skip(2)
    return area


def _chapter_head(label: str) -> "Area":
    area = _block()
    area.skip(6)
    area.text(plain(label, 80), _HEAD, bold=True)
    area.rule(1.0)
    area.skip(5)
    return area


def _entry(entry: Entry) -> "Area":
    area = _block()
    area.text(plain(entry.name, _LONGEST), _SIZE + 1, bold=True)
    if entry.organization and entry.organization != entry.name:
        area.text(plain(entry.organization, _LONGEST), _SMALL)
    if entry.numbers:
        area.text(plain(entry.numbers, _LONGEST), _SIZE + 1, bold=True)
    for line in entry.lines:
        area.text(plain(line, _LONGEST), _SMALL)
    area.skip(6)
    return area


def _index(needs: Sequence[tuple[str, tuple[str, ...]]], where: dict[str, int], names: dict[str, str]) -> "Iterator[Area]":
    for label, keys in needs:
        area = _block()
        area.text(plain(label, 100), _SIZE, bold=True)
        for key in keys:
            if key in where:
                area.text(f"{plain(names[key], 70)}, blz. {where[key]}", _SMALL, x=8)
        area.skip(4)
        yield area


def _block() -> "Area":
    from sociaalhuis.printing import page

    return page.Area((page.blank(_FORMAT).width - (_COLUMNS - 1) * _BETWEEN) / _COLUMNS)
