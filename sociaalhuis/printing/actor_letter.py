"""The letter to an organisation about one of its services: why we ask, its record as we know it, and the questionnaire with it.

It goes in an envelope with a window. The record is that of the catalogue: nothing of this house alone stands in it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sociaalhuis.printing import questionnaire
from sociaalhuis.printing.campaign_letter import WINDOWS
from sociaalhuis.printing.plain import plain, whole
from sociaalhuis.printing.questionnaire import Form
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.texts import short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_ADDRESS_TOP, _ADDRESS_WIDE, _BODY_TOP = 55.0, 85.0, 108.0  # mm, as in the other letters
_FORMAT = "A4"
_SIZE, _TITLE, _SMALL = 11.0, 15.0, 10.0  # points
_NAMES = 105.0  # points for the names of the record
_MM = 72 / 25.4
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. ``address``: the lines in the window; ``record``: names with what we know now; ``form`` goes with it."""

    address: tuple[str, ...]
    record: tuple[tuple[str, str], ...]
    letterhead: Letterhead
    form: Form
    person: str = ""
    window: str = "rechts"


def render(letter: Letter) -> "Paper":
    """The letter and its questionnaire as one PDF with fields."""
    from sociaalhuis.printing import page

    return page.write_pages([_cover(letter), *questionnaire.pages(letter.form)], _FORMAT, "Brief over een dienst")


def _cover(letter: Letter) -> "Area":
    from sociaalhuis.printing import page

    beside, above = page.MARGINS[_FORMAT]
    area, head, form = page.blank(_FORMAT), letter.letterhead, letter.form
    area.beside(plain(head.name, 60), _SIZE)
    area.right(short_day(form.day), _SIZE)
    for line in (", ".join(head.address), head.phone):
        if line:
            area.text(plain(line, 120), _SMALL)
    block = page.Area(_ADDRESS_WIDE * _MM)
    for line in letter.address:
        block.text(whole(line, 60) or plain(line, 60), _SIZE)
    area.place(block, WINDOWS[letter.window] * _MM - beside, _ADDRESS_TOP * _MM - above)
    area.y = _BODY_TOP * _MM - above
    area.text(f"Klopt onze informatie over {plain(form.service, 120)}?", _TITLE, bold=True)
    area.skip(0.6 * _SIZE)
    for words in _words(letter):
        area.text(words, _SIZE)
        area.skip(0.5 * _SIZE)
    area.rule(0.75)
    area.skip(0.5 * _SIZE)
    for name, value in letter.record:
        top = area.y
        area.text(name, _SMALL, bold=True, width=_NAMES)
        area.y = top
        area.text(plain(value, _LONGEST), _SMALL, x=_NAMES)
    area.skip(0.5 * _SIZE)
    area.rule(0.75)
    area.skip(_SIZE)
    area.text("Dank u wel en vriendelijke groeten,", _SIZE)
    area.text(plain(head.name, 60), _SIZE)
    return area


def _words(letter: Letter) -> tuple[str, ...]:
    form = letter.form
    return (
        f"Beste {plain(letter.person, 60) or 'collega'},",
        "Wij verwijzen mensen naar u door. Daarvoor moet onze informatie juist zijn. Hieronder staat wat wij nu weten. "
        "Bij deze brief zit een vragenlijst.",
        "Klopt alles? Dan volstaat een telefoontje of een mail. Is er iets anders? Schrijf dan alleen dat op de vragenlijst. "
        "Schrijf er geen namen van cliënten in.",
        f"Wij horen graag van u voor {short_day(form.before)}. {plain(form.reply, 200)}",
    )
