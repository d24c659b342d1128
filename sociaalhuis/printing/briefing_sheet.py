"""The quarterly briefing on A4, four pages at most: key figures, small charts, text blocks, and an empty box for the council.

A bar is drawn for what may be shown only; what is hidden has its sign and no bar. Charts are read in black and white.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
MOST_PAGES = 4
_TITLE, _HEAD, _SIZE, _SMALL = 22.0, 12.0, 9.5, 8.0  # points
_LONGEST = 180  # characters of a sentence: two lines, so that ten of them and the box stay on one page
_FOOT = 20.0  # kept free below, for the number of the page
_BETWEEN = 22.0
_NUMBER, _BAR, _LABEL = 62.0, 12.5, 0.58  # room of a number, height of a bar with its words, share of the words
_NOW, _BEFORE = 0.35, 0.8  # how grey


@dataclass(frozen=True, slots=True)
class Key:
    """A key figure over three quarters, and one sentence about it."""

    label: str
    said: tuple[str, str, str]
    sentence: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: this quarter (``now`` None: it may not be shown), and the one before it. ``depth``: it is part of one above."""

    label: str
    said: str
    now: int | None
    before: int | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A part under its own head: what it is, bars, then lines; a line with a head begins with it in bold."""

    title: str
    what: str = ""
    bars: tuple[Bar, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BriefingSheet:
    """All that goes on paper. ``columns`` are the words over the three numbers, ``ask`` the head of the empty box."""

    house: str
    title: str
    period: str
    day: date
    columns: tuple[str, str, str]
    keys: tuple[Key, ...]
    legend: tuple[str, ...]
    blocks: tuple[Block, ...]
    ask: str


def render(made: BriefingSheet) -> "Paper":
    """The briefing as a PDF. What no longer fits on the last page is left out, and said: it stands in the workbook."""
    from sociaalhuis.printing import page

    pages = [_front(made), *_flow(made)]
    for number, area in enumerate(pages, 1):
        area.skip(page.room(_FORMAT) - _SMALL * page.LEADING - area.y)
        area.beside(f"{plain(made.house, 60)}, {made.title.lower()} {made.period}"[:110], _SMALL)
        area.right(f"blz. {number} van {len(pages)}", _SMALL)
    return page.write_pages(pages, _FORMAT, made.title)


def _front(made: BriefingSheet) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(made.house, 60), _SIZE)
    area.right(short_day(made.day), _SIZE)
    area.skip(_SIZE)
    area.text(made.title, _TITLE, bold=True)
    area.text(made.period, _HEAD)
    area.skip(_HEAD)
    _row(area, "", made.columns, _SMALL, bold=False)
    area.rule(1.0)
    for key in made.keys:
        area.skip(6)
        _row(area, key.label, key.said, _HEAD, bold=True)
        area.text(plain(key.sentence, _LONGEST), _SIZE)
        area.skip(5)
        area.rule(0.25)
    area.skip(_HEAD)
    for line in made.legend:
        area.text(line, _SMALL)
    area.skip(2 * _HEAD)
    area.text(made.ask, _HEAD, bold=True)
    area.skip(4)
    top = area.y
    area.skip(max(_HEAD, page.room(_FORMAT) - _FOOT - top))
    area.frame(top, 0.75)
    return area


def _row(area: "Area", label: str, said: Sequence[str], size: float, *, bold: bool) -> None:
    from sociaalhuis.printing import page, shaping

    top = area.y
    tall = top
    for place, number in enumerate(said):
        cell = page.Area(_NUMBER)
        for line in shaping.wrap(number, size, _NUMBER - 4, bold=bold and not place):
            inside = page.Area(_NUMBER)
            inside.text(number if len(number) < len(line.text) else line.text, size, bold=bold and not place)
            cell.place(inside, _NUMBER - line.width - 1, cell.y)
            cell.skip(inside.y)
        area.place(cell, area.width - (len(said) - place) * _NUMBER, top)
        tall = max(tall, top + cell.y)
    if label:
        area.text(plain(label, 60), size, bold=bold, width=area.width - len(said) * _NUMBER - 12)
    area.y = max(tall, area.y)


def _flow(made: BriefingSheet) -> "Iterator[Area]":
    """The blocks in two columns, page after page; what does not fit on the last page is left out, and that is said."""
    from sociaalhuis.printing import page

    wide, room = (page.blank(_FORMAT).width - _BETWEEN) / 2, page.room(_FORMAT) - _FOOT
    columns = [page.Area(wide)]
    for block in (area for one in made.blocks for area in _block(one, wide)):
        last = len(columns) == 2 * (MOST_PAGES - 1)
        if columns[-1].y + block.y > room - (2 * _SIZE if last else 0.0):
            if last:
                columns[-1].text("De rest staat in het rekenblad.", _SIZE)
                break
            columns.append(page.Area(wide))
        columns[-1].place(block, 0.0, columns[-1].y)
        columns[-1].skip(block.y)
    for start in range(0, len(columns), 2):
        area = page.blank(_FORMAT)
        for at, column in enumerate(columns[start : start + 2]):
            area.place(column, at * (wide + _BETWEEN), 0.0)
        area.skip(max(column.y for column in columns[start : start + 2]))
        yield area


def _block(block: Block, wide: float) -> "Iterator[Area]":
    """A block in parts that are not cut: the head with the bars or the first line, then each line."""
    from sociaalhuis.printing import page

    area = page.Area(wide)
    area.text(plain(block.title, 80), _HEAD, bold=True)
    area.rule(0.75)
    area.skip(3)
    if block.what:
        area.text(plain(block.what, 200), _SMALL)
        area.skip(3)
    most = max((number for bar in block.bars for number in (bar.now, bar.before) if number is not None), default=1)
    for bar in block.bars:
        _bar(area, bar, most)
    for place, (head, words) in enumerate(block.lines):
        if place:
            yield area
            area = page.Area(wide)
        if head:
            area.text(plain(head, 100), _SIZE, bold=True)
        area.text(plain(words, 420), _SIZE)
        area.skip(3)
    area.skip(_HEAD)
    yield area


def _bar(area: "Area", bar: Bar, most: int) -> None:
    from sociaalhuis.printing import page, shaping

    made = page.Area(area.width)
    words, inward = area.width * _LABEL, 10.0 * bar.depth
    lines = shaping.wrap(plain(bar.label, 80), _SMALL, words - inward - 8)
    label = page.Area(words)
    label.text(lines[0].text + (" …" if len(lines) > 1 else ""), _SMALL, x=inward)
    made.place(label, 0.0, 0.0)
    long = area.width - words - 30
    for number, grey, tall, top in ((bar.before, _BEFORE, 3.0, 7.5), (bar.now, _NOW, 6.0, 1.5)):
        if number:
            made.y = top
            made.shade(words, max(0.5, long * number / most), tall, grey)
    made.y = 0.0
    made.right(bar.said, _SMALL)
    area.place(made, 0.0, area.y)
    area.skip(_BAR)
