"""Reads hours of the day: “9-12 en 13u30-16u”, “van 9 tot 12 uur”, “20-2 uur” over midnight, “6 uur ’s avonds”."""

from datetime import time

from sociaalhuis.catalogue.schedules.adjusting import Spans
from sociaalhuis.catalogue.schedules.cursor import Cursor

EXAMPLE = "Schrijf de uren zo: 9-12 en 13.30-16 uur."
_AFTER = (
    "uur", "doorlopend", "voormiddag", "namiddag", "avond", "s", "avonds", "morgens", "ochtends", "middags", "namiddags",
    "nachts",
)  # fmt: skip
FILL = ("van", "om", "open", "telkens", "steeds", *_AFTER)
_LATER = {"namiddag": (1, 7), "namiddags": (1, 7), "middags": (1, 7), "avond": (4, 11), "avonds": (4, 11)}
_NOON = 12 * 60
_NIGHT_FROM, _NIGHT_TO = 16 * 60, _NOON  # from four in the afternoon hours may run on until noon of the next day
_DAWN = 7 * 60


def spans(cursor: Cursor) -> Spans:
    """Hours one after the other, as opening and closing times; none when something else comes."""
    found: list[tuple[int, int]] = []
    while True:
        before = cursor.at
        if found:
            cursor.skip((",", "en", "&", "+", "/"))
        if found and cursor.is_("open"):  # “telefonisch 9-12, open 13-16”: of something else
            cursor.at = before
            return [times(*one) for one in found]
        half = _half(cursor)
        if cursor.peek().kind == "always" and not found:  # “ma-vr 24u/24u”
            cursor.at += 1
            return [(time(), time())]
        begin = cursor.peek().start
        one = _span(cursor, half)
        if one is None:
            cursor.at = before
            return [times(*one) for one in found]
        if found and one[0] < _DAWN and one[1] <= found[-1][0] < found[-1][1]:
            cursor.refuse(begin, "Schrijf de uren van de namiddag zo: 13.30-16 uur.")  # “9-12 en 1-4”
        found.append(one)


def _half(cursor: Cursor) -> str:
    """Go past what may stand before hours; the last part of the day that was said there."""
    half = ""
    while cursor.is_(*FILL) or (cursor.is_("vanaf") and cursor.peek(1).kind == "num" and cursor.is_("tot", "-", ahead=2)):
        half = cursor.peek().value if cursor.peek().value in _LATER else half
        cursor.at += 1
    return half


def _span(cursor: Cursor, half: str) -> tuple[int, int] | None:
    between = cursor.take("tussen")
    begin = cursor.at
    first = _spoken(cursor, half)
    if first is None or not _ends(cursor, between=between):
        return None
    night = cursor.is_("s") and cursor.is_("nachts", ahead=1)
    cursor.skip(("s", "nachts", "avonds", "morgens", "middags", "namiddags", "om"))
    last = _spoken(cursor, "" if night else half)
    if last is None:
        return None
    after = cursor.at
    cursor.at = begin
    _check(cursor, first, last)
    cursor.at = after
    cursor.skip(("u", *_AFTER))
    return first, last


def _ends(cursor: Cursor, *, between: bool) -> bool:
    """Go past the word between the first and the last hour."""
    if cursor.take_row("tot", "en", "met"):
        return True
    return cursor.take("-", "tot", *(["en"] if between else []))


def _spoken(cursor: Cursor, half: str) -> int | None:
    """An hour as minutes of the day, “6 uur ’s avonds” in the evening; None when something else stands there."""
    minutes = clock(cursor, 0)
    if minutes is None:
        return None
    cursor.at += 1
    said = cursor.peek(1).value if cursor.is_("s") else cursor.peek().value
    if said in ("morgens", "ochtends", "nachts"):
        cursor.at += 2 if cursor.is_("s") else 1
        return 24 * 60 if minutes == _NOON and said == "nachts" else minutes
    if said in _LATER and (cursor.is_("s") or cursor.peek().kind == "word"):
        half = str(said)
    low, high = _LATER.get(half, (1, 0))
    return minutes + _NOON if low <= minutes // 60 <= high else minutes


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


def times(first: int, last: int) -> tuple[time, time]:
    """Two minutes of the day as clocks; 24.00 is 0.00."""
    return _time(first), _time(last)


def _time(minutes: int) -> time:
    return time(*divmod(minutes % (24 * 60), 60))
