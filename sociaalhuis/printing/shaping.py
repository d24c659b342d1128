"""Text into lines of placed glyphs: which font has the letter, which way it runs, how letters join. No page, no layout.

Latin, Greek and Cyrillic take a fast path that only adds up widths. Other text is split by font and by level of the
bidirectional algorithm (UAX 9, through python-bidi) and shaped by HarfBuzz. Widths are in em until a line has its size.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any
from unicodedata import category

import uharfbuzz
from bidi import algorithm
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from sociaalhuis.paths import resource

rl_config.useA85 = 0  # a page is compressed bytes, not letters made of them

FAMILIES = ("NotoSans", "NotoNaskhArabic", "NotoSansEthiopic")  # in the order in which they are asked for a letter
MISSING = "□"
_KEEP = "\u00a0"
_TOGETHER = re.compile(r"(?<=\d) (?=[\d(/]|uur\b|u\.)|(?<=[)/]) (?=\d)")
_LONG_NUMBER = re.compile(r"\+?\d(?:[\s./()+-]{0,3}\d){5,}")  # a phone number runs left to right, also between Arabic words
_JOINERS = "\u200c\u200d"  # they join or part letters and have no shape
_START_LTR, _END_LTR, _RTL = "\u202a", "\u202c", "\u200f"
_MARKS = (_START_LTR, _END_LTR, _RTL)
_DIRECTED = re.compile("\u2066([^\u2069]*)\u2069")  # words that run left to right between others; see aid
_UNSEEN = f"{_JOINERS}\u2066\u2069"
_PRIVATE = 0xF0000  # codes from here on stand for one glyph and the text that it shows
_PAIRS = 60_000


class Font(TTFont):
    """A bundled font in one weight. The codes of its shaped glyphs carry their text, so that a PDF can be searched."""

    def __init__(self, name: str) -> None:
        path = str(resource("fonts", f"{name}.ttf"))
        super().__init__(name, path, asciiReadable=False)
        self.covered = frozenset(map(chr, self.face.charToGlyph))
        self.simple = frozenset(char for char in self.covered if _is_simple(char))
        self._codes: dict[tuple[int, str], str] = {}
        self._shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))
        self._shaper.scale = (1000, 1000)
        pdfmetrics.registerFont(self)

    def shape(self, text: str, level: int) -> "Run":
        """``text``, all of this font and of one bidi level, as glyphs from left to right."""
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        uharfbuzz.shape(self._shaper, buffer, {"kern": True, "liga": True})
        ends = dict(pairwise(sorted({info.cluster for info in buffer.glyph_infos} | {len(text)})))
        pieces: list[Piece] = []
        x = 0.0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            end = ends.pop(info.cluster, info.cluster)  # the first glyph of a cluster stands for the text of the whole
            code = self._code(info.codepoint, text[info.cluster : end])
            pieces.append(Piece(x + place.x_offset / 1000, place.y_offset / 1000, code))
            x += place.x_advance / 1000
        return Run(self, text, tuple(pieces), x, level)

    def boxes(self, count: int, level: int) -> "Run":
        """A box for each letter that no font has."""
        box = self._code(0, MISSING)
        return Run(self, MISSING * count, (Piece(0, 0, box * count),), count * _em(self, box), level, missing=count)

    def _code(self, glyph: int, text: str) -> str:
        key = (glyph, text if len(self._codes) < _PAIRS else "")
        if key not in self._codes:
            number = _PRIVATE + len(self._codes)
            self._codes[key] = chr(number)
            self.face.charToGlyph[number] = glyph
            self.face.charWidths[number] = self.face.hmetrics[glyph][0]
        return self._codes[key]

    def addObjects(self, doc: Any) -> None:  # so called by ReportLab when it writes the file
        """Write the font; its private codes get the text that they stand for, which ReportLab cannot know."""
        state = self.state[doc]
        super().addObjects(doc)
        meaning = {f"{ord(code):04X}": text for (_, text), code in self._codes.items()}
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            if max(subset) > 0xFFFF:
                stream = doc.idToObject[fonts[f"{state.internalName}+{number}"].ToUnicode.name]
                stream.content = re.sub(r"(?<=> <)[0-9A-F]{5,6}(?=>)", lambda code: _utf16(meaning, code[0]), stream.content)


@dataclass(frozen=True, slots=True)
class Piece:
    """Codes of a font that stand side by side, and where in their run. Em."""

    x: float
    y: float
    codes: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one font and one direction. ``width`` in em."""

    font: Font
    text: str
    pieces: tuple[Piece, ...]
    width: float
    level: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its runs from left to right. ``size`` and ``width`` in points; ``text`` as it stands there, to be read."""

    text: str
    runs: tuple[Run, ...]
    size: float
    width: float

    @property
    def missing(self) -> int:
        """How many letters stand there as a box."""
        return sum(run.missing for run in self.runs)


@functools.cache
def font(family: str, bold: bool) -> Font:
    """The font of a family, read from its file once (some 6 ms) and known to ReportLab."""
    return Font(f"{family}-{'Bold' if bold else 'Regular'}")


@functools.lru_cache(maxsize=512)  # a layout is tried in several ways that differ little
def wrap(text: str, size: float, width: float, *, bold: bool = False, rtl: bool = False) -> tuple[Line, ...]:
    """``text`` (one paragraph, see ``plain``) in lines of at most ``width`` points.

    Phone numbers and hours stay whole; a word that is wider than the line is broken. ``rtl`` says that the paragraph runs from
    right to left; else its first letter decides. Words in an isolate (U+2066 to U+2069) run from left to right.
    """
    latin = font(FAMILIES[0], bold)
    whole = _TOGETHER.sub(_KEEP, text)
    if latin.simple.issuperset(whole):
        broken = _broken(whole, width / size, functools.partial(_em, latin))
        return tuple(Line(line, (Run(latin, line, (Piece(0, 0, line),), em),), size, em * size) for line, em in broken)
    whole = _DIRECTED.sub(_each_word, _printable(whole, bold))
    base: int = 1 if rtl else algorithm.get_base_level(whole)
    lines = []
    for line, _ in _broken(whole, width / size, lambda word: _total(_runs(word, base, bold))):
        runs = _runs(line, base, bold)
        lines.append(Line("".join(run.text for run in runs), _from_left(runs), size, _total(runs) * size))
    return tuple(lines)


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The width of ``text`` on one line, in points."""
    return wrap(text, size, 1e9, bold=bold)[0].width


@functools.lru_cache(maxsize=8192)
def _em(face: Font, word: str) -> float:
    """The width of a word that needs no shaping."""
    return float(face.stringWidth(word, 1))


def _is_simple(char: str) -> bool:
    return (char < "\u0590" or "\u1e00" <= char <= "\u2bff") and category(char)[0] not in "MC"


def _utf16(meaning: dict[str, str], code: str) -> str:
    return meaning.get(code, chr(int(code, 16))).encode("utf-16-be").hex().upper()


def _broken(text: str, room: float, em: Callable[[str], float]) -> Iterator[tuple[str, float]]:
    """The lines of a text and their widths; ``room`` and widths in em."""
    space = em(" ")
    line, used = "", 0.0
    for word in text.replace(_KEEP, "\0").split(" "):
        for part in _parts(word.replace("\0", " "), room, em):
            wide = em(part)
            if line and used + space + wide <= room:
                line, used = f"{line} {part}", used + space + wide
            else:
                if line:
                    yield line, used
                line, used = part, wide
    yield line, used


def _parts(word: str, room: float, em: Callable[[str], float]) -> Iterator[str]:
    """A word, or the parts of one that is wider than the line."""
    while len(word) > 1 and em(word) > room:
        fits = 1
        while fits < len(word) and em(word[: fits + 1]) <= room:
            fits += 1
        yield word[:fits]
        word = word[fits:]
    yield word


def _total(runs: list[Run]) -> float:
    return sum(run.width for run in runs)


def _printable(text: str, bold: bool) -> str:
    """The text with a box for each letter that no font has, without direction marks: bidi knows neither."""
    covered = _covered(bold)
    return "".join(char if char in covered else MISSING for char in text if char in _UNSEEN or category(char) != "Cf")


@functools.cache
def _covered(bold: bool) -> frozenset[str]:
    return frozenset(_UNSEEN + _KEEP).union(*(font(family, bold).covered for family in FAMILIES))


def _each_word(directed: re.Match[str]) -> str:
    """Every word in marks of its own: a line may end after any of them. The spaces between two of them go along.

    What stands round them runs from right to left and must not go along.
    """
    return _RTL + " ".join(f"{_START_LTR}{word}{_END_LTR}" for word in directed[1].split(" ")) + _RTL


def _runs(text: str, base: int, bold: bool) -> list[Run]:
    """The runs of a text in the order of reading."""
    chosen: list[tuple[Font | None, int, str]] = []
    previous: Font | None = None
    for char, level in _levels(text, base):
        face = _font_for(char, previous, bold)
        if face is not None or char not in _JOINERS:
            chosen.append((face, level, char))
        previous = face or previous
    runs = []
    for (face, level), group in groupby(chosen, key=lambda one: one[:2]):
        letters = "".join(char for *_, char in group)
        runs.append(_shaped(face, letters, level) if face else font(FAMILIES[0], bold).boxes(len(letters), level))
    return runs


@functools.lru_cache(maxsize=2048)
def _shaped(face: Font, text: str, level: int) -> Run:
    return face.shape(text, level)


def _font_for(char: str, previous: Font | None, bold: bool) -> Font | None:
    """The font of a letter; signs, digits, spaces and marks stay with the letter before them where its font has them."""
    if previous is not None and char in previous.covered and (category(char)[0] in "MNPZ" or category(char) == "Cf"):
        return previous
    return next((face for face in (font(family, bold) for family in FAMILIES) if char in face.covered), None)


def _levels(text: str, base: int) -> list[tuple[str, int]]:
    """The letters without marks, each with its bidi level: even runs to the right, odd to the left."""
    apart = _RTL * base
    marked = _LONG_NUMBER.sub(lambda number: f"{apart}{_START_LTR}{number[0]}{_END_LTR}{apart}", text)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(marked, storage)
    for place, char in enumerate(storage["chars"]):
        char["place"] = place
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    known = {char["place"]: char["level"] for char in storage["chars"]}
    levels = []
    level = base
    for place, char in enumerate(marked):
        level = known.get(place, level)  # joiners have no level of their own: they go with the letter before
        if char not in _MARKS:
            levels.append((char, level))
    return levels


def _from_left(runs: list[Run]) -> tuple[Run, ...]:
    """Runs in the order of the eye: from the highest level to the lowest odd one, each stretch is turned round (UAX 9, L2)."""
    ordered = list(runs)
    levels = {run.level for run in runs}
    for level in range(max(levels, default=0), min((odd for odd in levels if odd % 2), default=1) - 1, -1):
        ordered = [
            run
            for high, group in groupby(ordered, key=lambda run: run.level >= level)
            for run in (reversed(list(group)) if high else group)
        ]
    return tuple(ordered)
