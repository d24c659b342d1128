"""Reading on which day something happened, as people type it: “vandaag”, “gisteren”, “12/3”, “1203”, “12/3/2026”. Pure.

A day without a year is the last one that came; a day to come is refused, for nothing happens ahead.
"""

import re
from datetime import date, timedelta

from sociaalhuis.errors import Refusal

_TYPED = re.compile(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?|(\d{2})(\d{2})(\d{4})?")
_NEAR = {"": 0, "vandaag": 0, "gisteren": 1, "eergisteren": 2}
_HOW = "Typ bijvoorbeeld “vandaag”, “gisteren” of “12/3”."


def read(typed: str, today: date) -> date:
    """The day that was typed. Raises Refusal for what is no day, and for a day to come."""
    text = " ".join(typed[:40].casefold().split())
    if text in _NEAR:
        return today - timedelta(days=_NEAR[text])
    found = _TYPED.fullmatch(text)
    if found is None:
        raise Refusal("Dit is geen dag.", _HOW)
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    try:
        if year:
            there = date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day))
        else:
            there = _last(int(day), int(month), today)
    except ValueError:
        raise Refusal("Deze datum bestaat niet.", "Typ dag/maand, bijvoorbeeld 28/2.") from None
    if there > today:
        raise Refusal("Deze dag moet nog komen.", "Noteer het als het gebeurd is.")
    return there


def _last(day: int, month: int, today: date) -> date:
    """The last day with this number that came; 29 February of the last leap year."""
    for year in range(today.year, today.year - 8, -1):
        try:
            there = date(year, month, day)
        except ValueError:
            if (day, month) != (29, 2):
                raise
            continue
        if there <= today:
            return there
    raise ValueError("no such day")
