"""The call list and the visit list of a campaign: a code, a number or an address, and how somebody may be reached. No names.

Who finds the paper learns nothing about a right, a need or a health: what a client said about safe contact is left out when it
tells such a thing, and is then read on the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.errors import Refusal
from sociaalhuis.printing import forbidden
from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import Texts, count, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_SIZE, _TITLE = 12.0, 20.0  # points
_CODE_WIDE = 84.0  # points
_LONGEST = 200
_TICKS = ("talked", "nobody", "later", "stop")


@dataclass(frozen=True, slots=True)
class Entry:
    """One client: the code, the number or the address, and the ways that are allowed and that are not, in words."""

    reference: str
    reach: str
    allowed: tuple[str, ...]
    refused: tuple[str, ...] = ()
    safe_contact: str = ""


@dataclass(frozen=True, slots=True)
class CampaignList:
    """One list. ``kind`` is call or visit; ``erased_on`` is when the list in the program goes, and so must the paper."""

    kind: str
    house: str
    day: date
    entries: tuple[Entry, ...]
    erased_on: date


def render(made: CampaignList) -> "Paper":
    """The list as a PDF, on as many pages as it takes; no client is cut in two."""
    from sociaalhuis.printing import page

    texts = Texts("nl", "je")
    pages = [_head(made, texts, 1)]
    for entry in made.entries:
        block = _block(entry, texts)
        if pages[-1].y + block.y > page.room(_FORMAT):
            pages.append(_head(made, texts, len(pages) + 1))
        pages[-1].place(block, 0.0, pages[-1].y)
        pages[-1].skip(block.y)
    return page.write_pages(pages, _FORMAT, texts.say(f"campaign_list.{made.kind}"))


def _head(made: CampaignList, texts: Texts, number: int) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.beside(plain(made.house, 60), _SIZE)
    area.right(f"{short_day(made.day)} · {texts.say('rights_sheet.page', number=number)}", _SIZE)
    area.skip(0.4 * _SIZE)
    if number == 1:
        area.text(texts.say(f"campaign_list.{made.kind}"), _TITLE, bold=True)
        area.text(f"{count(len(made.entries), 'code', 'codes')}. {texts.say('campaign_list.names')}", _SIZE)
        area.text(texts.say("campaign_list.destroy", day=short_day(made.erased_on)), _SIZE)
        area.skip(0.6 * _SIZE)
    area.rule(1.2)
    return area


def _block(entry: Entry, texts: Texts) -> "Area":
    from sociaalhuis.printing import page

    area = page.blank(_FORMAT)
    area.skip(0.5 * _SIZE)
    area.beside(entry.reference, _SIZE)
    area.text(plain(entry.reach, 120), _SIZE, x=_CODE_WIDE)
    allowed = texts.say("campaign_list.allowed", ways=", ".join(entry.allowed))
    refused = f" {', '.join(entry.refused).capitalize()}." if entry.refused else ""
    area.text(f"{allowed}{refused}", _SIZE, x=_CODE_WIDE)
    if entry.safe_contact:
        area.text(texts.say("campaign_list.safe", words=_harmless(entry.safe_contact, texts)), _SIZE, bold=True, x=_CODE_WIDE)
    area.skip(0.2 * _SIZE)
    _boxes(area, [texts.say(f"campaign_list.{tick}") for tick in _TICKS])
    area.skip(0.5 * _SIZE)
    area.rule()
    return area


def _boxes(area: "Area", words: Sequence[str]) -> None:
    from sociaalhuis.printing import page

    wide = (area.width - _CODE_WIDE) / len(words)
    cells = []
    for place, word in enumerate(words):
        cell = page.Area(wide)
        cell.pictogram("box", _SIZE)
        cell.text(word, _SIZE, x=1.5 * _SIZE)
        area.place(cell, _CODE_WIDE + place * wide, area.y)
        cells.append(cell)
    area.skip(max(cell.y for cell in cells))


def _harmless(said: str, texts: Texts) -> str:
    words = plain(said, _LONGEST)
    try:
        forbidden.check(words)
    except Refusal:
        return texts.say("campaign_list.on_screen")
    return words
