"""The sheet of a theme on A4: what is known of it, a SWOT of four parts, goals and actions. Read in black and white."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_TITLE, _HEAD, _SIZE, _SMALL = 22.0, 12.5, 10.0, 8.5  # points
_NUMBER, _ALONE, _INWARD, _PAD = 62.0, 140.0, 14.0, 8.0
_FOOT = 22.0  # kept free below, for the number of the page
_LONGEST, _TALL = 420, 200.0  # characters of a line; points after which a part of the SWOT goes on below
NOTHING = "Nog niets ingevuld."


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its numbers at the right, and small words below (``large``: as large as the line)."""

    label: str
    said: tuple[str, ...] = ()
    below: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one head; ``columns`` are the words over the numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """All that goes on paper. ``swot``: four heads, each with its lines.

    ``plan``: how deep a line stands, whether it is an action, its words, and what is told of it.
    """

    house: str
    theme: str
    title: str
    day: date
    parts: tuple[Part, ...]
    swot: tuple[tuple[str, tuple[str, ...]], ...]
    plan: tuple[tuple[int, bool, str, str], ...]


def render(made: ThemeSheet) -> "Paper":
    """The sheet as a PDF; it takes the pages that it needs."""
    from sociaalhuis.printing import page

    pages = list(_flow(made))
    for number, area in enumerate(pages, 1):
        area.skip(page.room(_FORMAT) - _SMALL * page.LEADING - area.y)
        area.beside(f"{plain(made.house, 60)}, {made.title.lower()}, {plain(made.theme, 60)}", _SMALL)
        area.right(f"blz. {number} van {len(pages)}", _SMALL)
    return page.write_pages(pages, _FORMAT, made.title)


def _flow(made: ThemeSheet) -> Iterator["Area"]:
    """Blocks one under the other; one that no longer fits begins the next page."""
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    for block in _blocks(made, area.width):
        if area.y and area.y + block.y > page.room(_FORMAT) - _FOOT:
            yield area
            area = page.blank(_FORMAT)
        area.place(block, 0.0, area.y)
        area.skip(block.y)
    yield area


def _blocks(made: ThemeSheet, wide: float) -> Iterator["Area"]:
    from sociaalhuis.printing import page

    top = page.Area(wide)
    top.beside(plain(made.house, 60), _SIZE)
    top.right(short_day(made.day), _SIZE)
    top.skip(_SIZE)
    top.text(plain(made.theme, 60), _TITLE, bold=True)
    top.text(made.title, _HEAD)
    top.skip(_HEAD)
    yield top
    for part in made.parts:
        for number, row in enumerate(part.rows):
            area = page.Area(wide)
            if not number:
                _head(area, part.title, part.columns)
            _row(area, row)
            area.skip(_HEAD if number == len(part.rows) - 1 else 2)
            yield area
    yield from _swot(made.swot, wide)
    yield from _plan(made.plan, wide)


def _head(area: "Area", title: str, columns: Sequence[str] = ()) -> None:
    _numbers(area, columns, _SMALL, bold=False)
    area.text(title, _HEAD, bold=True)
    area.rule(0.75)
    area.skip(4)


def _row(area: "Area", row: Row) -> None:
    if row.label:
        _numbers(area, row.said, _SIZE, bold=True)
        area.text(plain(row.label, 160), _SIZE, width=area.width - _room(row.said) - _PAD)
    if row.below:
        area.text(plain(row.below, _LONGEST), _SIZE if row.large else _SMALL)


def _room(said: Sequence[str]) -> float:
    """How much numbers take at the right: one alone has its unit."""
    return _ALONE if len(said) == 1 else len(said) * _NUMBER


def _numbers(area: "Area", said: Sequence[str], size: float, *, bold: bool) -> None:
    """Words at the right in columns of one width, beside the line that comes next; the first may be bold."""
    from sociaalhuis.printing import page, shaping

    each = _room(said) / max(1, len(said))
    for place, word in enumerate(said):
        heavy = bold and not place
        width = sum(line.width for line in shaping.wrap(word, size, each - 4, bold=heavy)[:1])
        cell = page.Area(each)
        cell.text(word, size, bold=heavy, x=max(0.0, each - width - 1), width=each)
        area.place(cell, area.width - (len(said) - place) * each, area.y)


def _swot(parts: Sequence[tuple[str, tuple[str, ...]]], wide: float) -> Iterator["Area"]:
    """Four parts, two beside each other, each in its frame; a long one goes on in a frame below."""
    from sociaalhuis.printing import page

    half = (wide - _PAD) / 2
    for start in range(0, len(parts), 2):
        beside = zip_longest(*(_quarters(title, lines, half) for title, lines in parts[start : start + 2]))
        for number, cells in enumerate(beside):
            area = page.Area(wide)
            if not start and not number:
                _head(area, "SWOT")
            tall = max(cell.y for cell in cells if cell is not None)
            for place, cell in enumerate(cells):
                if cell is not None:
                    cell.y = tall
                    cell.frame(0.0, 0.75)
                    area.place(cell, place * (half + _PAD), area.y)
            area.skip(tall + _PAD)
            yield area


def _quarters(title: str, lines: Sequence[str], wide: float) -> Iterator["Area"]:
    """One part of the SWOT, in as many pieces as it needs."""
    area = _quarter(title, wide)
    for line in lines:
        if area.y > _TALL:
            yield area
            area = _quarter(f"{title}, vervolg", wide)
        area.beside("–", _SIZE, x=_PAD)
        area.text(plain(line, _LONGEST), _SIZE, x=_PAD + 10, width=wide - 2 * _PAD - 10)
        area.skip(4)
    if not lines:
        area.text(NOTHING, _SIZE, x=_PAD)
    yield area


def _quarter(title: str, wide: float) -> "Area":
    from sociaalhuis.printing import page

    area = page.Area(wide)
    area.skip(_PAD / 2)
    area.text(title, _SIZE, bold=True, x=_PAD)
    area.skip(2)
    return area


def _plan(lines: Sequence[tuple[int, bool, str, str]], wide: float) -> Iterator["Area"]:
    from sociaalhuis.printing import page

    for number, (depth, action, words, about) in enumerate(lines or ((0, True, NOTHING, ""),)):
        area = page.Area(wide)
        if not number:
            area.skip(_HEAD - _PAD)
            _head(area, "Doelen en acties")
        x = depth * _INWARD
        area.text(plain(words, _LONGEST), _SIZE, bold=not action, x=x)
        if about:
            area.text(about, _SMALL, x=x)
        area.skip(5)
        yield area
