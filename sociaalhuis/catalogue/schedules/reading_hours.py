"""Reads hours of the day: “9-12 en 13u30-16u”, “van 9 tot 12 uur”, “20-2 uur” over midnight."""

from datetime import time

from sociaalhuis.catalogue.schedules.adjusting import Spans
from sociaalhuis.catalogue.schedules.tokens import Cursor

EXAMPLE = "Schrijf de uren zo: 9-12 en 13.30-16 uur."
_AFTER = (
    "uur", "doorlopend", "voormiddag", "namiddag", "avond", "s", "avonds", "morgens", "ochtends", "middags", "namiddags",
    "nachts",
)  # fmt: skip
FILL = ("van", "om", "open", "telkens", *_AFTER)
_NIGHT_FROM, _NIGHT_TO = 16 * 60, 12 * 60  # from four in the afternoon hours may run on until noon of the next day


def spans(cursor: Cursor) -> Spans:
    """Hours one after the other, as opening and closing times; none when something else comes."""
    found: list[tuple[time, time]] = []
    while True:
        before = cursor.at
        if found:
            cursor.skip((",", "en", "&", "+", "/"))
        cursor.skip(FILL)
        if cursor.peek().kind == "always" and not found:  # “ma-vr 24u/24u”
            cursor.at += 1
            return [(time(), time())]
        between = cursor.is_("tussen")
        first = clock(cursor, between)
        if between and first is not None:
            cursor.at += 1
        ends = 1 if cursor.is_("-", "tot", *(["en"] if between else []), ahead=1) else 0
        ends = 3 if all(cursor.is_(one, ahead=at) for at, one in enumerate("t/m", 1)) else ends
        if ends and cursor.is_("en", ahead=2) and cursor.is_("met", ahead=3):
            ends = 3
        ends += 2 * (bool(ends) and cursor.is_("s", ahead=ends + 1))  # “20u tot ’s nachts 2u”
        last = clock(cursor, ends + 1) if ends else None
        if first is None or last is None:
            cursor.at = before
            return found
        _check(cursor, first, last)
        cursor.at += ends + 2
        found.append((_time(first), _time(last)))
        cursor.skip(("u", *_AFTER))


def clock(cursor: Cursor, ahead: int) -> int | None:
    """An hour as minutes of the day; None when something else stands there. Raises Refusal for an hour that does not exist."""
    token = cursor.peek(ahead)
    if token.kind != "num":
        return None
    hours, minutes, _ = token.value
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        cursor.refuse(token.start, EXAMPLE)
    return int(hours * 60 + minutes)


def _check(cursor: Cursor, first: int, last: int) -> None:
    if first >= last and not (_NIGHT_FROM <= first < 24 * 60 and last <= _NIGHT_TO):
        cursor.refuse(now="Het eindigt voor het begint. " + EXAMPLE)


def _time(minutes: int) -> time:
    return time(*divmod(minutes % (24 * 60), 60))
