"""The letter of a campaign: a mogelijk recht in plain words, in an envelope that tells nothing.

In the upper third of the sheet, which is all that can show when it is folded in three, stands the address and nothing else: not
who sends it, no right, no code. All the rest stands under the first fold. One page a letter; it never says that somebody has a
right. Distances are those of Belgian envelopes of 220 × 110 mm with a window (bpost: 15 mm from the side, 20 mm from below).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.errors import Refusal
from sociaalhuis.printing.plain import plain, whole
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.texts import Texts, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

WINDOWS = {"rechts": 105.0, "links": 24.0}  # mm from the left edge of the sheet to the address, by the side of the window
MOST_RIGHTS = 3  # on one letter; the rest is for the talk
FOLD = 99.0  # mm from the top: a third of an A4
_ADDRESS_TOP, _ADDRESS_WIDE = 55.0, 85.0  # mm
_BODY_TOP = 108.0  # mm: under the fold, however it was folded
_FORMAT = "A4"
_SIZE, _ADDRESS_SIZE, _TITLE = 12.0, 12.0, 15.0  # points
_MM = 72 / 25.4
_LONGEST = 300
_NO_SENDER = "Op de brief staat nog niet hoe mensen het huis bereiken."


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. ``address`` are the lines under the name; ``rights`` are names with one line of what each is.

    Making one raises Refusal when somebody could not answer it: the house has no telephone and no address.
    """

    name: str
    address: tuple[str, ...]
    reference: str
    day: date
    letterhead: Letterhead
    rights: tuple[tuple[str, str], ...]
    erased_on: date
    window: str = "rechts"

    def __post_init__(self) -> None:
        if not (self.letterhead.phone or self.letterhead.address):
            raise Refusal(_NO_SENDER, "Vul bij Instellingen (Ctrl+6) het adres en de telefoon van het briefje in.")


def render(letters: Sequence[Letter]) -> "Paper":
    """The letters as a PDF, a page each."""
    from sociaalhuis.printing import page

    return page.write_pages([_page(letter) for letter in letters], _FORMAT, Texts("nl", "u").say("campaign_letter.title"))


def _page(letter: Letter) -> "Area":
    from sociaalhuis.printing import page

    beside, above = page.MARGINS[_FORMAT]
    area = page.blank(_FORMAT)
    block = page.Area(_ADDRESS_WIDE * _MM)
    for line in (letter.name, *letter.address):
        block.text(whole(line, 60) or plain(line, 60), _ADDRESS_SIZE)
    area.place(block, WINDOWS[letter.window] * _MM - beside, _ADDRESS_TOP * _MM - above)
    area.skip(_BODY_TOP * _MM - above)
    for most, what in ((MOST_RIGHTS, True), (MOST_RIGHTS, False), (1, False)):  # all words when they fit on the page
        body = page.Area(area.width)
        _write(body, letter, letter.rights[:most], what)
        if area.y + body.y <= page.room(_FORMAT):
            break
    area.place(body, 0.0, area.y)
    area.skip(body.y)
    return area


def _write(body: "Area", letter: Letter, rights: Sequence[tuple[str, str]], what: bool) -> None:
    texts, house = Texts("nl", "u"), letter.letterhead

    def say(key: str, **args: object) -> str:
        return texts.say(f"campaign_letter.{key}", **args)

    body.beside(plain(house.name, 60), _SIZE)
    body.right(short_day(letter.day), _SIZE)
    body.skip(_SIZE)
    body.text(say("subject"), _TITLE, bold=True)
    body.skip(0.6 * _SIZE)
    body.text(say("greeting", name=plain(letter.name, 60)), _SIZE)
    body.skip(0.5 * _SIZE)
    body.text(say("why"), _SIZE)
    body.skip(0.5 * _SIZE)
    body.text(say("possible_one" if len(letter.rights) == 1 else "possible_more"), _SIZE)
    for name, line in rights:
        body.skip(0.2 * _SIZE)
        body.beside("•", _SIZE, x=_SIZE)
        body.text(plain(name, 100), _SIZE, bold=True, x=2 * _SIZE)
        if what:
            body.text(plain(line, _LONGEST), _SIZE, x=2 * _SIZE)
    if len(rights) < len(letter.rights):
        body.text(say("others"), _SIZE, x=2 * _SIZE)
    body.skip(0.5 * _SIZE)
    body.text(say("unsure"), _SIZE)
    body.text(say("come_or_call" if house.phone else "come", reference=letter.reference), _SIZE)
    body.skip(0.8 * _SIZE)
    body.text(say("reach"), _SIZE, bold=True)
    for line in (", ".join(house.address), house.phone, house.hours or ""):
        if line:
            body.text(plain(line, 120), _SIZE)
    body.skip(0.8 * _SIZE)
    body.text(say("refuse"), _SIZE, bold=True)
    body.text(say("refuse_how"), _SIZE)
    body.text(say("erase", day=short_day(letter.erased_on)), _SIZE)
    body.skip(0.8 * _SIZE)
    body.text(say("end"), _SIZE)
    body.text(plain(house.name, 60), _SIZE)
