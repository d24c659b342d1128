"""The questionnaire to an organisation about one service: what its record says, and fields to fill in on screen or by pen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_TITLE, _SIZE, _SMALL = 18.0, 10.5, 9.0  # points
_LINE, _TICK = 20.0, 11.0
_ACROSS = 3  # target groups on a row
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its slug, the words, how many lines to write on, and what the record says now."""

    slug: str
    words: str
    lines: int
    now: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form. ``reply`` is where it goes back to; ``record`` names with values that are only shown."""

    reference: str
    service: str
    organization: str
    house: str
    reply: str
    day: date
    before: date
    questions: tuple[Asked, ...]
    groups: Mapping[str, str]
    ticked: frozenset[str] = frozenset()
    names: tuple[str, str, str] = ("fiche", "ingevuld_door", "groep_")


def render(form: Form) -> "Paper":
    """The form as a PDF with fields."""
    from sociaalhuis.printing import page

    return page.write_pages(pages(form), _FORMAT, "Vragenlijst over een dienst")


def pages(form: Form) -> "list[Area]":
    """The form on as many pages as it takes; no question is cut in two."""
    from sociaalhuis.printing import page

    made = [_head(form)]
    for block in [*(_question(one) for one in form.questions), _groups(form), _whom(form)]:
        if made[-1].y + block.y > page.room(_FORMAT):
            made.append(page.blank(_FORMAT))
        made[-1].place(block, 0.0, made[-1].y)
        made[-1].skip(block.y)
    return made


def _head(form: Form) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(form.house, 60), _SIZE)
    area.right(short_day(form.day), _SIZE)
    area.skip(_SIZE)
    area.text("Klopt onze informatie over uw dienst?", _TITLE, bold=True)
    area.text(f"{plain(form.service, 120)}, {plain(form.organization, 120)}", _SIZE + 1.5)
    area.skip(0.5 * _SIZE)
    area.text(
        "Wij verwijzen mensen naar u door. Daarvoor moet onze informatie juist zijn. Onder elke vraag staat wat wij nu weten. "
        "Klopt het? Laat het vak dan leeg. Schrijf geen namen van cliënten.",
        _SIZE,
    )
    area.text(f"Bezorg het ons voor {short_day(form.before)}. {plain(form.reply, 200)}", _SIZE, bold=True)
    area.skip(0.6 * _SIZE)
    area.beside("Fiche", _SMALL)
    area.field(form.names[0], 220.0, 16.0, 60.0, value=form.reference, fixed=True)
    area.skip(0.8 * _SIZE)
    return area


def _question(one: Asked) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.text(one.words, _SIZE + 0.5, bold=True)
    if one.now:
        area.text(f"Wij weten nu: {plain(one.now, _LONGEST)}", _SMALL)
    area.skip(2)
    area.field(one.slug, area.width, _LINE * one.lines)
    area.skip(0.8 * _SIZE)
    return area


def _groups(form: Form) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.text("Voor welke groepen werkt u? Kruis ze allemaal aan.", _SIZE + 0.5, bold=True)
    now = ", ".join(label for slug, label in form.groups.items() if slug in form.ticked)
    area.text(f"Wij weten nu: {now or 'nog niets'}", _SMALL)
    area.skip(3)
    wide = area.width / _ACROSS
    slugs: Sequence[str] = list(form.groups)
    for start in range(0, len(slugs), _ACROSS):
        cells = []
        for at, slug in enumerate(slugs[start : start + _ACROSS]):
            cell = page.Area(wide - 6)
            cell.tick(f"{form.names[2]}{slug}", _TICK)
            cell.text(form.groups[slug], _SMALL, x=_TICK + 5)
            area.place(cell, at * wide, area.y)
            cells.append(cell)
        area.skip(max(cell.y for cell in cells) + 3)
    area.skip(0.6 * _SIZE)
    return area


def _whom(form: Form) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.text("Wie vulde dit in? (naam en functie, voor onze vragen)", _SIZE + 0.5, bold=True)
    area.skip(2)
    area.field(form.names[1], area.width, _LINE)
    return area
