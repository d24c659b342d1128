"""The recovery sheet (herstelblad): one A4 with the code that opens a house when nobody can sign in any more.

It is made once, printed and put away; the program keeps no copy of it. The code comes from `access`, the sheet only shows it.
"""

import re
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.texts import Texts, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

_FORMAT = "A4"
_SIZE = 13.0
_CODE_SIZE, _PITCH, _GAP = 24.0, 24.0, 20.0  # points: a letter, from letter to letter, between groups
_GROUPS_A_ROW = 3
_QR_SIDE = 116.0
_PEOPLE = 3


def render_recovery_sheet(house_name: str, code: str, day: date) -> "Paper":
    """The sheet as a PDF of one page. ``code`` is printed in its own groups of letters and, as it is, in the QR code."""
    from sociaalhuis.printing import page

    texts = Texts("nl", "je")

    def say(key: str, **args: object) -> str:
        return texts.say(f"sheet.{key}", **args)

    area = page.blank(_FORMAT)
    area.text(say("title"), 26, bold=True)
    area.text(say("house", house=plain(house_name, 90)), 16)
    area.text(say("made", day=short_day(day)), _SIZE)
    area.skip(_SIZE)
    area.text(say("purpose"), _SIZE)
    area.skip(_SIZE)
    _code(area, say("code"), code)
    area.text(say("letters"), _SIZE)
    area.skip(1.6 * _SIZE)
    for part in ("use", "keep"):
        area.text(say(part), 16, bold=True)
        area.skip(0.3 * _SIZE)
        for number in (1, 2, 3):
            area.beside(str(number), _SIZE)
            area.text(say(f"{part}_{number}"), _SIZE, x=2 * _SIZE)
            area.skip(0.3 * _SIZE)
        area.skip(1.3 * _SIZE)
    area.text(say("who"), 16, bold=True)
    _people(area, [say("who_name"), say("who_place"), say("who_since")])
    return page.write(area, _FORMAT, say("title"))


def _code(area: "Area", title: str, code: str) -> None:
    """The code in a frame: its groups in rows to read, and once more to scan."""
    from sociaalhuis.printing.page import Area

    top = area.y
    area.skip(_SIZE)
    scan = Area(area.width - _SIZE)
    scan.qr(code, _QR_SIDE)
    area.place(scan, 0.0, area.y)
    area.text(title, 16, bold=True, x=_SIZE)
    area.skip(0.3 * _SIZE)
    groups = re.split(r"[\s-]+", code.strip())
    for start in range(0, len(groups), _GROUPS_A_ROW):
        for place, group in enumerate(groups[start : start + _GROUPS_A_ROW]):
            area.letters(group, _CODE_SIZE, _SIZE + place * (len(groups[0]) * _PITCH + _GAP), _PITCH)
        area.skip(1.5 * _CODE_SIZE)
    area.skip(0.4 * _SIZE)
    area.frame(top)
    area.skip(0.5 * _SIZE)


def _people(area: "Area", heads: list[str]) -> None:
    """Lines to write on: who has a copy, where, since when."""
    third = area.width / len(heads)
    for place, head in enumerate(heads):
        area.beside(head, _SIZE, x=place * third)
    area.skip(1.3 * _SIZE)
    for _ in range(_PEOPLE):
        area.skip(2.2 * _SIZE)
        for place in range(len(heads)):
            area.rule(0.75, x=place * third, width=third - _SIZE)
