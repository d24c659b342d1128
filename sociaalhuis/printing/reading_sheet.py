"""A paper to read: a head, and parts with a title and lines, flowing over as many A4 pages as it takes.

What it says is decided elsewhere: the information sheet (information_sheet) and the client's own copy (desk.client.own_papers).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.texts import Texts, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

SIZE, LARGE = 12.0, 17.0  # points of the body
_TITLE, _HEAD = 7.0, 1.5  # points more than the body
_FORMAT = "A4"
_LONGEST = 600  # characters of one paragraph; a longer one goes on in the next
_ARABIC = 1.15  # its letters are smaller than Latin ones of the same size
_LEAST_ROOM = 5  # lines that a part needs to begin on a page


@dataclass(frozen=True, slots=True)
class Part:
    """A title with its lines; ``pictogram`` is a name of printing.pictograms."""

    title: str
    lines: tuple[str, ...]
    pictogram: str


@dataclass(frozen=True, slots=True)
class Aside:
    """The same in another language, under a label in Dutch; ``rtl``: it runs from right to left."""

    label: str
    lines: tuple[str, ...]
    rtl: bool


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """All that a paper says. ``about`` names whom it is for, where that is wanted; ``aside`` comes after the parts."""

    title: str
    intro: str
    day: date
    letterhead: Letterhead
    parts: tuple[Part, ...]
    about: str = ""
    large: bool = False
    aside: Aside | None = None


def render_all(sheets: Sequence[ReadingSheet], title: str) -> "Paper":
    """Several papers as one PDF, each beginning on a page of its own."""
    from sociaalhuis.printing import page

    return page.write_pages([area for sheet in sheets for area in _Layout(sheet).pages()], _FORMAT, title)


def render(sheet: ReadingSheet) -> "Paper":
    """The paper as a PDF. The same sheet always gives the same bytes."""
    from sociaalhuis.printing import page

    return page.write_pages(_Layout(sheet).pages(), _FORMAT, sheet.title)


class _Layout:
    """One sheet, flowing: a line is never cut, a title stays with what follows."""

    def __init__(self, sheet: ReadingSheet) -> None:
        from sociaalhuis.printing import page

        self._page, self._sheet = page, sheet
        self._texts = Texts("nl", "u")
        self._size = LARGE if sheet.large else SIZE
        self._room = page.room(_FORMAT)
        self._areas: list[Area] = []

    def pages(self) -> "list[Area]":
        """Every page, filled."""
        self._begin(self._head())
        for part in self._sheet.parts:
            blocks = list(self._blocks(part))
            if self._left() < min(sum(block.y for block in blocks), _LEAST_ROOM * 1.3 * self._size):
                self._begin(self._again())
            for block in blocks:
                if block.y > self._left():
                    self._begin(self._again())
                self._add(block)
        if self._sheet.aside is not None:
            block = self._aside(self._sheet.aside)
            if block.y > self._left():
                self._begin(self._again())
            self._add(block)
        return self._areas

    def _begin(self, head: "Area") -> None:
        self._areas.append(self._page.blank(_FORMAT))
        self._add(head)

    def _left(self) -> float:
        return self._room - self._areas[-1].y

    def _add(self, block: "Area") -> None:
        area = self._areas[-1]
        area.place(block, 0.0, area.y)
        area.skip(block.y)

    def _head(self) -> "Area":
        sheet, house, size = self._sheet, self._sheet.letterhead, self._size
        area = self._page.blank(_FORMAT)
        area.beside(plain(house.name, 60), size + 1)
        area.right(short_day(sheet.day), size)
        questions = self._texts.say("slip.questions", phone=house.phone) if house.phone else ""
        for line in (", ".join(house.address), questions):
            if line:
                area.text(plain(line, 160), size)
        area.skip(0.4 * size)
        area.rule(1.2)
        area.skip(0.5 * size)
        area.text(sheet.title, size + _TITLE, bold=True)
        if sheet.about:
            area.text(plain(sheet.about, 160), size + 2)
        area.text(sheet.intro, size)
        area.skip(0.3 * size)
        return area

    def _again(self) -> "Area":
        area = self._page.blank(_FORMAT)
        area.beside(self._sheet.title, self._size)
        area.right(self._texts.say("inspection.page", number=len(self._areas) + 1), self._size)
        area.skip(0.3 * self._size)
        area.rule()
        area.skip(0.4 * self._size)
        return area

    def _aside(self, aside: Aside) -> "Area":
        """The other language in smaller room, with an upright line where it begins."""
        size, block = self._size, self._page.blank(_FORMAT)
        block.skip(0.8 * size)
        top, inset = block.y, 0.7 * size
        left, width = (0.0 if aside.rtl else inset), block.width - inset
        for line in aside.lines:
            block.text(line, size * (_ARABIC if aside.rtl else 1.0), x=left, width=width, rtl=aside.rtl)
        block.text(aside.label, size, x=left, width=width)
        block.bar(block.width if aside.rtl else 0.0, top)
        return block

    def _blocks(self, part: Part) -> "Iterator[Area]":
        size, column = self._size, 2.0 * self._size
        lines = [piece for line in part.lines for piece in pieces(line)] or [self._texts.say("inspection.nothing")]
        first = self._page.blank(_FORMAT)
        first.skip(0.65 * size)
        first.pictogram(part.pictogram, size + _HEAD)
        first.text(part.title, size + _HEAD, bold=True, x=column)
        first.skip(0.1 * size)
        first.text(lines[0], size, x=column)
        yield first
        for line in lines[1:]:
            block = self._page.blank(_FORMAT)
            block.skip(0.12 * size)
            block.text(line, size, x=column)
            yield block


def pieces(text: str) -> Sequence[str]:
    """A text as paragraphs that fit on a page: cut at its own lines, and between words where a line is endless."""
    found = []
    for line in text.splitlines():
        rest = line.strip()
        while rest:
            cut = rest[:_LONGEST]
            if len(rest) > _LONGEST and " " in cut:
                cut = cut.rpartition(" ")[0]
            found.append(plain(cut, _LONGEST))
            rest = rest[len(cut) :].strip()
    return [piece for piece in found if piece]
