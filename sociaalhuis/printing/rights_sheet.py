"""The rights sheet (rechtenblad): which rights a client may have, explained in plain words, to take home.

It never says that somebody has a right: the service decides. There is no field for who the client is; what is personal goes
through `forbidden` when the sheet is made. It takes as many pages as it needs, and keeps one right together where that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.errors import Refusal
from sociaalhuis.printing import forbidden
from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.slip import FORMATS, Letterhead
from sociaalhuis.texts import Texts, month, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

MOST_RIGHTS = 20
SIZES = {False: 12.5, True: 18.0}  # points; keyed by large print
LEAST_ROOM = 0.3  # of a page: with less left, and not enough for the whole right, it begins on the next one
_TITLE = 6.0  # points more than the body
_QR_SIDE = 52.0
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class RightOnPaper:
    """One right as the client reads it. ``why`` are the client's own circumstances that fit, ``ask`` what is still to be known.

    ``where`` are lines of who to turn to, ``amounts`` limits with their date, ``yields`` what it may bring. ``checked``: when
    somebody last looked at the rule, None when not all of it was; ``source`` is the site where it was read.
    """

    name: str
    what: str
    who: str
    how: str
    body: str
    why: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    source: str = ""
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class RightsSheet:
    """All that a sheet says. Making one raises Refusal when it holds what may not be on paper, so none that does exists."""

    reference: str
    day: date
    letterhead: Letterhead
    rights: tuple[RightOnPaper, ...]
    contact: str
    format: str = "A4"
    large: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.rights) <= MOST_RIGHTS:
            raise Refusal(
                f"Op dit blad staan één tot {MOST_RIGHTS} rechten, geen {len(self.rights)}.", "Kies ze met de spatiebalk."
            )
        if self.format not in FORMATS:
            raise Refusal(f"Het formaat “{self.format[:20]}” kan niet.", f"Kies: {', '.join(FORMATS)}.")
        for text in (self.reference, self.contact, *(why for one in self.rights for why in one.why)):
            forbidden.check(plain(text, _LONGEST))


def render(sheet: RightsSheet) -> "Paper":
    """The sheet as a PDF, 12 pt or more, on as many pages as it takes."""
    from sociaalhuis.printing import page

    layout = _Layout(sheet)
    return page.write_pages(layout.pages(), sheet.format, layout.say("title"))


class _Layout:
    """One sheet: a head, a block a right, and a foot, flowing over pages."""

    def __init__(self, sheet: RightsSheet) -> None:
        from sociaalhuis.printing import page

        self._page = page
        self._sheet = sheet
        self._texts = Texts("nl", "u")
        self._size = SIZES[sheet.large]
        self._gap = self._size * 0.5
        self._column = 2.0 * self._size
        self._room = page.room(sheet.format)
        self._areas: list[Area] = []

    def say(self, key: str, **args: object) -> str:
        """A text of the sheet."""
        return self._texts.say(f"rights_sheet.{key}", **args)

    def pages(self) -> "list[Area]":
        """Every page, filled."""
        self._begin(self._head())
        for number, one in enumerate(self._sheet.rights, 1):
            parts = self._right(one, number)
            if self._left() < min(sum(part.y for part in parts), LEAST_ROOM * self._room):
                self._begin(self._again())
            for part in parts:
                self._put(part)
        self._put(self._foot())
        return self._areas

    # ── flowing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _blank(self) -> "Area":
        return self._page.blank(self._sheet.format)

    def _begin(self, head: "Area") -> None:
        self._areas.append(self._blank())
        self._add(head)

    def _left(self) -> float:
        return self._room - self._areas[-1].y

    def _put(self, part: "Area") -> None:
        if part.y > self._left():
            self._begin(self._again())
        self._add(part)

    def _add(self, part: "Area") -> None:
        area = self._areas[-1]
        area.place(part, 0.0, area.y)
        area.skip(part.y)

    # ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> "Area":
        """Whose paper it is, with the code to read and to scan; what this is, and what it is not."""
        sheet, house, size, area = self._sheet, self._sheet.letterhead, self._size, self._blank()
        left, right = self._page.Area(area.width - _QR_SIDE - 1.5 * size), self._page.Area(_QR_SIDE)
        left.text(plain(house.name, 60), size + 2, bold=True)
        for line in (
            ", ".join(house.address),
            f"{self._texts.say('slip.questions', phone=house.phone)}" if house.phone else "",
        ):
            if line:
                left.text(plain(line, 120), size)
        right.qr(sheet.reference, _QR_SIDE)
        area.place(left, 0.0, 0.0)
        area.place(right, area.width - _QR_SIDE, 0.0)
        area.skip(max(left.y, right.y) + self._gap)
        area.beside(self._texts.say("slip.code", reference=sheet.reference), size)
        area.right(short_day(sheet.day), size)
        area.skip(self._gap)
        area.rule(1.2)
        area.skip(self._gap)
        area.text(self.say("title"), size + _TITLE, bold=True)
        area.text(self.say("intro"), size)
        area.skip(self._gap)
        return area

    def _again(self) -> "Area":
        """The head of the next pages."""
        area = self._blank()
        area.beside(self._texts.say("slip.code", reference=self._sheet.reference), self._size)
        area.right(self.say("page", number=len(self._areas) + 1), self._size)
        area.skip(self._gap)
        area.rule()
        area.skip(self._gap)
        return area

    def _right(self, one: RightOnPaper, number: int) -> "list[Area]":
        """One right in parts that are never cut; the name stays with what it is."""
        first = self._blank()
        first.skip(self._gap)
        first.beside(str(number), self._size + 2)
        first.text(plain(one.name, 120), self._size + 2, bold=True, x=self._column)
        first.text(plain(one.what, _LONGEST), self._size, x=self._column)
        first.text(self.say("who", who=plain(one.who, _LONGEST)), self._size, x=self._column)
        parts = [first]
        for key, pictogram, lines in (
            ("yields", "cost", one.yields),
            ("why", "person", one.why),
            ("ask", "missing", one.ask),
            ("amounts", "limit", one.amounts),
        ):
            if lines:
                parts.append(self._lines(self.say(key), pictogram, lines))
        parts.append(self._lines(self.say("how"), "route", (one.how, *one.where)))
        if one.documents:
            parts.append(self._boxes(self.say("documents"), one.documents))
        parts.append(self._checked(one))
        return parts

    def _lines(self, head: str, pictogram: str, lines: Sequence[str]) -> "Area":
        area = self._named(head, pictogram)
        for line in lines:
            area.text(plain(line, _LONGEST), self._size, x=self._column)
        return area

    def _boxes(self, head: str, items: Sequence[str]) -> "Area":
        """What to bring, to tick off, in two columns where there is room."""
        area = self._named(head, "bring")
        columns = 1 if self._sheet.large or self._sheet.format == "A5" else 2
        width = (area.width - self._column) / columns
        for start in range(0, len(items), columns):
            cells = []
            for place, item in enumerate(items[start : start + columns]):
                cell = self._page.Area(width - self._gap)
                cell.pictogram("box", self._size)
                cell.text(plain(item, 120), self._size, x=1.6 * self._size)
                cell.spoken[0] = f"□ {cell.spoken[0]}"
                area.place(cell, self._column + place * width, area.y)
                cells.append(cell)
            area.skip(max(cell.y for cell in cells))
        return area

    def _named(self, head: str, pictogram: str) -> "Area":
        area = self._blank()
        area.skip(self._gap * 0.4)
        area.pictogram(pictogram, self._size)
        area.text(head, self._size, bold=True, x=self._column)
        return area

    def _checked(self, one: RightOnPaper) -> "Area":
        area = self._blank()
        area.skip(self._gap * 0.4)
        when = self.say("checked", month=month(one.checked)) if one.checked else self.say("not_checked")
        source = self.say("source", site=plain(one.source, 60)) if one.source else ""
        decides = self.say("decides", body=plain(one.body, 120))
        area.text(f"{decides} {when} {source}".strip(), self._size, x=self._column)
        area.skip(self._gap)
        area.rule(x=self._column)
        return area

    def _foot(self) -> "Area":
        area = self._blank()
        area.skip(self._gap)
        area.text(self._texts.say("slip.contact") + " " + plain(self._sheet.contact, 120), self._size)
        area.skip(self._gap * 0.6)
        top, padding = area.y, self._gap
        inner = self._page.Area(area.width - 2 * padding)
        inner.skip(padding * 0.6)
        inner.pictogram("return", self._size)
        inner.text(self.say("return"), self._size + 1, bold=True, x=self._column)
        inner.text(self.say("return_how"), self._size, x=self._column)
        inner.skip(padding * 0.6)
        area.place(inner, padding, top)
        area.skip(inner.y)
        area.frame(top)
        return area
