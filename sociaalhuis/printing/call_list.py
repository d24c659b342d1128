"""The list of services to call: number, what must be asked, and room to write what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import count, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_SIZE, _TITLE, _SMALL = 10.5, 18.0, 9.0  # points
_TICKS = ("alles klopt", "niet bereikt", "veranderd:")


@dataclass(frozen=True, slots=True)
class Call:
    """One service: its numbers, its hours, and why it is called."""

    name: str
    organization: str
    numbers: str
    hours: str
    why: str


def render(house: str, day: date, calls: Sequence[Call]) -> "Paper":
    """The list as a PDF; no service is cut in two."""
    from sociaalhuis.printing import page

    pages = [_head(house, day, len(calls))]
    for call in calls:
        block = _block(call)
        if pages[-1].y + block.y > page.room(_FORMAT):
            pages.append(page.blank(_FORMAT))
        pages[-1].place(block, 0.0, pages[-1].y)
        pages[-1].skip(block.y)
    return page.write_pages(pages, _FORMAT, "Bellijst van de catalogus")


def _head(house: str, day: date, many: int) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(house, 60), _SIZE)
    area.right(short_day(day), _SIZE)
    area.skip(0.5 * _SIZE)
    area.text("Bellijst: kloppen onze fiches?", _TITLE, bold=True)
    area.text(f"{count(many, 'dienst', 'diensten')}. Vraag naar nummer, uren, voor wie, aanmelden en wachttijd.", _SIZE)
    area.skip(0.5 * _SIZE)
    area.rule(1.0)
    return area


def _block(call: Call) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.skip(0.5 * _SIZE)
    area.text(plain(call.name, 120), _SIZE, bold=True)
    if call.organization != call.name:
        area.text(plain(call.organization, 120), _SMALL)
    area.text(f"{plain(call.numbers, 200) or 'Geen nummer bekend'}   {plain(call.hours, 200)}".strip(), _SIZE)
    area.text(plain(call.why, 200), _SMALL)
    area.skip(0.3 * _SIZE)
    x = 0.0
    for tick in _TICKS:
        cell = page.Area(140)
        cell.pictogram("box", _SIZE)
        cell.text(tick, _SIZE, x=1.5 * _SIZE)
        area.place(cell, x, area.y)
        x += 110.0
    area.skip(1.4 * _SIZE)
    area.rule(0.5, x=220.0)
    area.skip(0.6 * _SIZE)
    area.rule(0.75)
    return area
