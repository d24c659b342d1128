"""The help of one screen on paper, to lie beside the keyboard: what to do, what is good to know, and the keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_SIZE, _HEAD, _TITLE = 10.5, 13.0, 22.0  # points
_BETWEEN, _KEY = 26.0, 84.0  # points: between the columns, and the room for a key
_KNOW = "Goed om te weten"
_IN_WORDS = str.maketrans({
    "↑": "pijl omhoog", "↓": "pijl omlaag", "←": "pijl links", "→": "pijl rechts", "▲": "een driehoekje", "●": "een bolletje",
    "≠": "Het teken “niet gelijk”",
})  # fmt: skip
"""Signs of the screen that the letters on paper do not have."""


@dataclass(frozen=True, slots=True)
class KeyCard:
    """What stands on it; ``keys``: by heading, each key with what it does."""

    title: str
    steps: Sequence[str]
    know: Sequence[str]
    keys: Mapping[str, Mapping[str, str]]


def render(card: KeyCard) -> "Paper":
    """The card as a PDF: two columns, on as many pages as it takes."""
    from sociaalhuis.printing import page

    head = page.blank(_FORMAT)
    head.text(card.title, _TITLE, bold=True)
    head.skip(0.4 * _SIZE)
    head.rule(1.0)
    head.skip(0.8 * _SIZE)
    pages, top, right = [head], head.y, False
    wide = (head.width - _BETWEEN) / 2
    y = top
    for row in _rows(card, wide):
        if y + row.y > page.room(_FORMAT):
            if right:
                pages.append(page.blank(_FORMAT))
                top = 0.0
            right, y = not right, top
        pages[-1].place(row, (wide + _BETWEEN) * right, y)
        y += row.y
    return page.write_pages(pages, _FORMAT, card.title)


def _rows(card: KeyCard, wide: float) -> "Iterator[Area]":
    """What stays together: a line with what follows its head."""
    steps = [(str(number), step) for number, step in enumerate(card.steps, 1)]
    yield from _block("", steps, wide, 1.6 * _SIZE)
    yield from _block(_KNOW, [("·", fact) for fact in card.know], wide, 1.6 * _SIZE)
    for heading, keys in card.keys.items():
        yield from _block(heading, list(keys.items()), wide, _KEY)


def _block(heading: str, lines: Sequence[tuple[str, str]], wide: float, indent: float) -> "Iterator[Area]":
    from sociaalhuis.printing import page

    for number, (mark, words) in enumerate(lines):
        area = page.Area(wide)
        if heading and not number:
            area.skip(0.9 * _SIZE)
            area.text(heading, _HEAD, bold=True)
            area.skip(0.3 * _SIZE)
        area.beside(mark, _SIZE)
        area.text(words.translate(_IN_WORDS), _SIZE, x=indent)
        area.skip(0.3 * _SIZE)
        yield area
