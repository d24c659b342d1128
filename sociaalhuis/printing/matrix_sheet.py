"""The diensten-doelgroepenmatrix on A3, lying: one sheet that shows the whole, then sheets with the services by cluster.

States are told by words and signs and by how dark a square is, never by colour alone: most printers are black and white.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A3 liggend"
_TITLE, _SIZE, _SMALL = 20.0, 10.0, 8.0  # points
_HEAD_WIDE, _HEAD_TALL = 250.0, 132.0
_TALL, _LOW = 36.0, 13.0  # of a row of the overview, of a service
_NOTE_COLUMNS = 3
_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Square:
    """What stands in a cell, how grey it is (1 is white), and the number of its note (0: none)."""

    words: str
    grey: float = 1.0
    note: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A cluster or a service with its cells."""

    label: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The services of one cluster."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """All that goes on the sheets. ``legend`` explains the signs, ``notes`` are numbered from 1, ``foot`` what is not in it."""

    house: str
    day: date
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: str
    notes: tuple[str, ...] = ()
    foot: str = ""
    parts: tuple[Part, ...] = ()


def render(made: MatrixSheet) -> "Paper":
    """The matrix as a PDF: the first page is the overview, one A3; notes that do not fit there are left out of it and said."""
    from sociaalhuis.printing import page

    pages = [_overview(made), *_details(made)]
    return page.write_pages(pages, _FORMAT, "Diensten-doelgroepenmatrix")


def _overview(made: MatrixSheet) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(made.house, 80), _SIZE)
    area.right(short_day(made.day), _SIZE)
    area.text("Diensten-doelgroepenmatrix", _TITLE, bold=True)
    area.text(made.legend, _SIZE)
    area.skip(_GAP / 2)
    _head(area, made.groups)
    for row in made.rows:
        _row(area, row, _TALL, _SIZE + 1)
    area.skip(_GAP)
    if made.foot:
        area.text(made.foot, _SIZE)
        area.skip(_GAP / 2)
    _notes(area, made.notes, page.room(_FORMAT))
    return area


def _head(area: "Area", groups: Sequence[str]) -> None:
    wide = (area.width - _HEAD_WIDE) / len(groups)
    for at, group in enumerate(groups):
        area.upright(plain(group, 60), _SIZE, _HEAD_WIDE + (at + 0.5) * wide, _HEAD_TALL)
    area.skip(_HEAD_TALL + 4)
    area.rule(1.0)


def _row(area: "Area", row: Row, tall: float, size: float) -> None:
    from sociaalhuis.printing import page, shaping

    wide = (area.width - _HEAD_WIDE) / len(row.squares)
    made = page.Area(area.width)
    for at, square in enumerate(row.squares):
        x = _HEAD_WIDE + at * wide
        if square.grey < 1:
            made.shade(x + 1, wide - 2, tall - 1, square.grey)
        if square.words:
            words = f"{square.words} ({square.note})" if square.note else square.words
            inside = page.Area(wide)
            inside.text(words, size, x=max(0.0, (wide - shaping.measure(words, size)) / 2))
            made.place(inside, x, (tall - size * page.LEADING) / 2)
    label = page.Area(_HEAD_WIDE - 8)
    label.text(_fitting(plain(row.label, 120), size, label.width), size)
    made.place(label, 0.0, (tall - size * page.LEADING) / 2)
    area.place(made, 0.0, area.y)
    area.skip(tall)
    area.rule(0.25)


def _fitting(text: str, size: float, room: float) -> str:
    """The text on one line; with “…” where it is longer."""
    from sociaalhuis.printing import shaping

    lines = shaping.wrap(text, size, room - size)
    return lines[0].text + (" …" if len(lines) > 1 else "")


def _notes(area: "Area", notes: Sequence[str], room: float) -> None:
    """The notes in columns, as many as fit on the sheet."""
    from sociaalhuis.printing import page

    wide = (area.width - (_NOTE_COLUMNS - 1) * _GAP) / _NOTE_COLUMNS
    columns = [page.Area(wide) for _ in range(_NOTE_COLUMNS)]
    left = room - area.y - 2 * _SIZE
    for number, note in enumerate(notes, 1):
        one = page.Area(wide)
        one.text(f"({number}) {plain(note, 300)}", _SMALL)
        goal = next((column for column in columns if column.y + one.y <= left), None)
        if goal is None:
            columns[-1].text(f"Nog {len(notes) - number + 1} noten: zie het rekenblad.", _SMALL)
            break
        goal.place(one, 0.0, goal.y)
        goal.skip(one.y)
    for at, column in enumerate(columns):
        area.place(column, at * (wide + _GAP), area.y)
    area.skip(max(column.y for column in columns))


def _details(made: MatrixSheet) -> "Iterator[Area]":
    """The services, each cluster on sheets of its own."""
    from sociaalhuis.printing import page

    for part in made.parts:
        rows = list(part.rows)
        while rows:
            area = page.blank(_FORMAT)
            area.beside(plain(part.label, 80), _TITLE)
            area.right(short_day(made.day), _SIZE)
            area.skip(_TITLE)
            _head(area, made.groups)
            while rows and area.y + _LOW <= page.room(_FORMAT):
                _row(area, rows.pop(0), _LOW, _SMALL)
            yield area
