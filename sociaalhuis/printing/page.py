"""The drawing surface: lines of text, rules, frames, pictograms and QR codes on one sheet of paper, written as a PDF.

An :class:`Area` only notes what goes where, in points from its top left corner, so that a layout can be tried before anything
is drawn; `write` draws it. Black on white, fonts embedded; the same area always gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from sociaalhuis.printing import shaping
from sociaalhuis.printing.pictograms import FIELD, PICTOGRAMS, STROKE

LEADING = 1.3
PAPERS = {"A5": (419.53, 595.28), "A4": (595.28, 841.89), "A3 liggend": (1190.55, 841.89)}
MARGINS = {"A5": (34.0, 30.0), "A4": (54.0, 48.0), "A3 liggend": (40.0, 36.0)}  # beside, above; printers need 12
HAIR = 0.01  # points: less is no difference
_ONE_LINE = 24.0  # points: a field that is higher holds more lines
_BASELINE = 0.97  # of the size, from the top of a line: its room over the letters and the letters themselves


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF. ``text`` holds its lines as laid out, in the order of reading; ``missing_glyphs`` stand there as □."""

    pdf: bytes
    pages: int
    missing_glyphs: int
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame, or a rule when it has no height; ``weight`` is the width of its line."""

    width: float
    height: float
    weight: float


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A small drawing by its name."""

    name: str
    side: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, without the white round it."""

    content: str
    side: float


@dataclass(frozen=True, slots=True)
class Shade:
    """A grey ground under what is written on it; ``grey`` from 0 (black) to 1 (white)."""

    width: float
    height: float
    grey: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A line of text that runs from below to above, its beginning at the mark."""

    line: shaping.Line


@dataclass(frozen=True, slots=True)
class Field:
    """A field that somebody fills in on a screen or with a pen; ``tick`` is a box. A ``fixed`` one only tells what it holds."""

    name: str
    width: float
    height: float
    value: str = ""
    tick: bool = False
    fixed: bool = False


type Mark = shaping.Line | Box | Pictogram | Code | Shade | Upright | Field


class Area:
    """A column of a given width that fills from the top; ``y`` is where the next thing goes.

    ``marks`` holds (x, y, what) from the top left corner, for a line of text the left end of its baseline.
    """

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 0.0
        self.marks: list[tuple[float, float, Mark]] = []
        self.spoken: list[str] = []

    def text(
        self, text: str, size: float, *, bold: bool = False, x: float = 0.0, width: float | None = None, rtl: bool = False
    ) -> None:
        """A paragraph, ``x`` from the left, wrapped in ``width`` (else in what is left); ``rtl`` begins it at the right."""
        room = width or self.width - x
        for line in shaping.wrap(text, size, room, bold=bold, rtl=rtl):
            self.marks.append((x + (room - line.width if rtl else 0.0), self.y + size * _BASELINE, line))
            self.spoken.append(line.text)
            self.y += size * LEADING

    def right(self, text: str, size: float) -> None:
        """One line that ends at the right edge."""
        width = shaping.measure(text, size)
        self.text(text, size, x=self.width - width, width=width + HAIR)

    def beside(self, text: str, size: float, x: float = 0.0) -> None:
        """Bold words on the first line of what comes next."""
        y = self.y
        self.text(text, size, bold=True, x=x)
        self.y = y

    def letters(self, text: str, size: float, x: float, pitch: float) -> None:
        """Bold letters at an equal distance of each other, to be read one by one, on the first line of what comes next."""
        for place, letter in enumerate(text):
            (line,) = shaping.wrap(letter, size, 2 * size, bold=True)
            self.marks.append((x + place * pitch + (pitch - line.width) / 2, self.y + size * _BASELINE, line))
        self.spoken.append(text)

    def pictogram(self, name: str, size: float) -> None:
        """A drawing at the left edge, beside the first line of this size that comes next."""
        side = size * 1.15
        self.marks.append((0.0, self.y + (size * LEADING - side) / 2, Pictogram(name, side)))

    def picture(self, name: str, side: float) -> None:
        """A larger drawing at the left edge, with its top where the next thing comes."""
        self.marks.append((0.0, self.y, Pictogram(name, side)))

    def qr(self, content: str, side: float) -> None:
        """A QR code at the right edge; ``side`` is its dark part, the caller leaves a fifth of that white round it."""
        self.marks.append((self.width - side, self.y, Code(content, side)))
        self.y += side

    def rule(self, weight: float = 0.75, x: float = 0.0, width: float | None = None) -> None:
        """A line over the whole width, or over a part of it."""
        self.marks.append((x, self.y, Box(width or self.width - x, 0.0, weight)))

    def bar(self, x: float, top: float, weight: float = 1.0) -> None:
        """An upright line beside all that stands between ``top`` and here."""
        self.marks.append((x, top, Box(0.0, self.y - top, weight)))

    def shade(self, x: float, width: float, height: float, grey: float) -> None:
        """A grey ground, its top where the next thing comes."""
        self.marks.append((x, self.y, Shade(width, height, grey)))

    def upright(self, text: str, size: float, x: float, room: float) -> None:
        """Words that run upwards and begin ``room`` lower, in the middle of ``x``; in two lines where one is too short."""
        lines = shaping.wrap(text, size, room)[:2]
        for at, line in enumerate(lines):
            self.marks.append((x + (at - (len(lines) - 1) / 2) * size * LEADING + size / 3, self.y + room, Upright(line)))
        self.spoken.append(" ".join(line.text for line in lines))

    def field(self, name: str, width: float, height: float, x: float = 0.0, *, value: str = "", fixed: bool = False) -> None:
        """A field to fill in, its top where the next thing comes."""
        self.marks.append((x, self.y, Field(name, width, height, value, fixed=fixed)))
        self.y += height

    def tick(self, name: str, side: float, x: float = 0.0) -> None:
        """A box to tick, beside what comes next."""
        self.marks.append((x, self.y, Field(name, side, side, tick=True)))

    def frame(self, top: float, weight: float = 1.0) -> None:
        """A frame round all that stands between ``top`` and here."""
        self.marks.append((0.0, top, Box(self.width, self.y - top, weight)))

    def skip(self, points: float) -> None:
        """White."""
        self.y += points

    def place(self, other: "Area", x: float, y: float) -> None:
        """All of another area, its corner at (x, y) of this one."""
        self.marks += [(x + left, y + top, mark) for left, top, mark in other.marks]
        self.spoken += other.spoken


def blank(format_: str) -> Area:
    """An empty area as wide as what may be printed on a sheet of this format."""
    return Area(PAPERS[format_][0] - 2 * MARGINS[format_][0])


def room(format_: str) -> float:
    """How high that area may become."""
    return PAPERS[format_][1] - 2 * MARGINS[format_][1]


def write(area: Area, format_: str, title: str) -> Paper:
    """The area as a PDF of one page. ``title`` goes into the file's properties: nothing about a person."""
    return write_pages([area], format_, title)


def write_pages(areas: Sequence[Area], format_: str, title: str) -> Paper:
    """The areas as a PDF, a page each; see ``write``."""
    from reportlab.pdfgen.canvas import Canvas

    if any(area.y > room(format_) + HAIR for area in areas):
        raise ValueError("an area that is higher than its sheet")
    file = BytesIO()
    first = shaping.font(shaping.FAMILIES[0], False).fontName
    look: Any = {"initialFontName": first, "initialFontSize": 12}  # else every file names Helvetica, which is not embedded
    canvas = Canvas(file, pagesize=PAPERS[format_], pageCompression=1, invariant=1, lang="nl-BE", **look)
    canvas.setTitle(title)
    canvas.setAuthor("Sociaal Huis")
    canvas.setSubject(title)
    canvas.setCreator("Sociaal Huis")
    missing = 0
    for area in areas:
        missing += _draw(canvas, area, format_)
        canvas.showPage()
    canvas.save()
    return Paper(file.getvalue(), canvas.getPageNumber() - 1, missing, tuple(line for area in areas for line in area.spoken))


def _draw(canvas: Any, area: Area, format_: str) -> int:
    """One area on the page that is open; gives how many glyphs are missing."""
    left, top = MARGINS[format_][0], PAPERS[format_][1] - MARGINS[format_][1]
    canvas.addLiteral("1 j 1 J")
    text: Any = canvas.beginText()
    missing = 0
    for x, y, mark in area.marks:
        if isinstance(mark, shaping.Line):
            _write_line(text, left + x, top - y, mark)
            missing += mark.missing
        elif isinstance(mark, Upright):
            _write_upright(canvas, left + x, top - y, mark.line)
            missing += mark.line.missing
        elif isinstance(mark, Field):
            _write_field(canvas, left + x, top - y, mark)
        else:
            canvas.addLiteral(_drawing(left + x, top - y, mark))
    canvas.drawText(text)
    return missing


def _write_line(text: Any, x: float, y: float, line: shaping.Line) -> None:
    for run in line.runs:
        text.setFont(run.font.fontName, line.size)
        for piece in run.pieces:
            text.setTextOrigin(x + piece.x * line.size, y + piece.y * line.size)
            text.textOut(piece.codes)
        x += run.width * line.size


def _write_field(canvas: Any, x: float, y: float, field: Field) -> None:
    """A field of the form (AcroForm); the letters typed in it are Helvetica, which every reader has."""
    from reportlab.lib.colors import white

    form: Any = canvas.acroForm
    place = {"fillColor": white, "name": field.name, "x": x, "y": y - field.height, "borderWidth": 0.75, "forceBorder": True}
    if field.tick:
        form.checkbox(size=field.width, buttonStyle="check", **place)
        return
    flags = "readOnly" if field.fixed else "multiline" if field.height > _ONE_LINE else ""
    form.textfield(
        width=field.width, height=field.height, value=field.value, fieldFlags=flags, fontSize=10, maxlen=2000, **place
    )


def _write_upright(canvas: Any, x: float, y: float, line: shaping.Line) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(90)
    text: Any = canvas.beginText()
    _write_line(text, 0.0, 0.0, line)
    canvas.drawText(text)
    canvas.restoreState()


def _drawing(x: float, y: float, mark: Box | Pictogram | Code | Shade) -> str:
    """PDF operators for a mark with its top left corner at (x, y), y upwards."""
    if isinstance(mark, Shade):
        return f"q {mark.grey:g} g {x:.2f} {y:.2f} {mark.width:.2f} {-mark.height:.2f} re f Q"
    if isinstance(mark, Box):
        return f"{mark.weight:g} w {x:.2f} {y:.2f} {mark.width:.2f} {-mark.height:.2f} re S"
    if isinstance(mark, Pictogram):
        scale = mark.side / FIELD
        return f"q {scale:.4f} 0 0 {-scale:.4f} {x:.2f} {y:.2f} cm {STROKE} w {PICTOGRAMS[mark.name]} S Q"
    import segno

    rows = segno.make_qr(mark.content, error="m").matrix
    module = mark.side / len(rows)
    dark = (f"{start} {row} {length} 1 re" for row, modules in enumerate(rows) for start, length in _dark(modules))
    return f"q {module:.4f} 0 0 {-module:.4f} {x:.2f} {y:.2f} cm {' '.join(dark)} f Q"


def _dark(modules: bytearray) -> Iterator[tuple[int, int]]:
    """Where the dark stretches of a row start and how long they are."""
    place = 0
    for dark, group in groupby(modules):
        length = len(list(group))
        if dark:
            yield place, length
        place += length
