"""The register of steunaanvragen on paper: every line in order of time, what was corrected, what is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import Texts, count, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_SIZE, _TITLE = 10.5, 18.0  # points: a paper for colleagues, not for clients
_COLUMNS = (0.0, 152.0, 236.0, 352.0)  # points from the left: number, first day, name, how it stands


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number, when it was written, the first day, whose it is, what it says or how it stands."""

    number: str
    written: str
    first: date
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Register:
    """A stretch of the register. ``missing`` are the counts that are not in this house, with the mark of their device."""

    house: str
    day: date
    first: date
    last: date
    rows: tuple[Row, ...]
    missing: tuple[str, ...]


def render(made: Register) -> "Paper":
    """The register as a PDF, on as many pages as it takes; no line is cut in two."""
    from sociaalhuis.printing import page

    texts = Texts("nl", "je")
    pages = [_head(made, texts, 1)]
    for row in made.rows:
        block = _block(row)
        if pages[-1].y + block.y > page.room(_FORMAT):
            pages.append(_head(made, texts, len(pages) + 1))
        pages[-1].place(block, 0.0, pages[-1].y)
        pages[-1].skip(block.y)
    return page.write_pages(pages, _FORMAT, texts.say("support.register_title"))


def _head(made: Register, texts: Texts, number: int) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(made.house, 60), _SIZE)
    area.right(f"{short_day(made.day)} · {texts.say('rights_sheet.page', number=number)}", _SIZE)
    area.skip(0.4 * _SIZE)
    if number == 1:
        area.text(texts.say("support.register_title"), _TITLE, bold=True)
        days = texts.say("support.register_days", first=short_day(made.first), last=short_day(made.last))
        area.text(f"{days} {count(len(made.rows), 'regel', 'regels')}. {_whole(made.missing, texts)}", _SIZE)
        area.text(texts.say("support.register_secret"), _SIZE)
        area.skip(0.6 * _SIZE)
    _cells(area, ("Nummer", "Eerste dag", "Naam", "Toestand"), bold=True)
    area.skip(0.2 * _SIZE)
    area.rule(1.2)
    return area


def _whole(missing: Sequence[str], texts: Texts) -> str:
    if not missing:
        return texts.say("support.register_whole")
    return texts.say("support.register_gap", numbers=", ".join(missing))


def _block(row: Row) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.skip(0.3 * _SIZE)
    first = f"{row.first.day}/{row.first.month}/{row.first.year}"
    _cells(area, (f"{row.number}\n{row.written}", first, plain(row.name, 120), plain(row.said, 300)))
    area.skip(0.3 * _SIZE)
    area.rule(0.4)
    return area


def _cells(area: "Area", texts: Sequence[str], *, bold: bool = False) -> None:
    """Cells side by side, each wrapped in its own width."""
    from sociaalhuis.printing.page import Area

    ends = (*_COLUMNS[1:], area.width)
    cells = []
    for left, right, text in zip(_COLUMNS, ends, texts, strict=True):
        cell = Area(right - left - _SIZE)
        for line in text.split("\n"):
            cell.text(line or " ", _SIZE, bold=bold)
        area.place(cell, left, area.y)
        cells.append(cell)
    area.skip(max(cell.y for cell in cells))
