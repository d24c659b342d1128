"""The information sheet (GDPR, article 13): what the house keeps of somebody, why, how long, and what he or she may ask.

It knows no client: it can be given with any contact. The words are in resources/texts; who, how long and where a complaint may
go are settings, because they differ and change.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.reading_sheet import Part, ReadingSheet, render
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.texts import Texts

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

_PICTOGRAMS = {
    "who": "person",
    "why": "ask",
    "what": "bring",
    "seen": "share",
    "long": "hours",
    "rights": "route",
    "ask": "phone",
}
_LINES = {"who": 1, "why": 4, "what": 3, "seen": 3, "long": 1, "rights": 5}


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the data. ``secrecy`` is what binds the colleagues, ``supervisors`` where a complaint may go, a line each."""

    who: str
    dpo: str
    years: int
    secrecy: str
    supervisors: tuple[str, ...]


def information(keeper: Keeper, letterhead: Letterhead, day: date, *, large: bool = False) -> "Paper":
    """The sheet as a PDF; on one page in letters of 12 points."""
    texts = Texts("nl", "u")

    def say(key: str) -> str:
        given = {"who": plain(keeper.who, 80), "secrecy": plain(keeper.secrecy, 80), "dpo": plain(keeper.dpo, 120)}
        return texts.say(f"information.{key}", years=keeper.years, **given)

    parts = [
        Part(say(name), tuple(say(f"{name}_{number}") for number in range(1, many + 1)), _PICTOGRAMS[name])
        for name, many in _LINES.items()
    ]
    first = say("ask_1") if keeper.dpo else say("ask_1_without")
    complaint = (say("ask_2"), *keeper.supervisors) if keeper.supervisors else ()
    parts.append(Part(say("ask"), (first, *complaint), _PICTOGRAMS["ask"]))
    return render(ReadingSheet(say("title"), say("intro"), day, letterhead, tuple(parts), large=large))
