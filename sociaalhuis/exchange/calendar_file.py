"""Calendars as files (iCalendar, RFC 5545): what other programs read and write. Pure; what stands in them is for desk.agenda.

Moments are written in UTC, so that no reader has to know our clock. What cannot be read is told by number, never guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sociaalhuis.errors import Refusal

BRUSSELS = ZoneInfo("Europe/Brussels")
LARGEST = 5_000_000  # bytes
MOST = 5_000  # events of one file
_PRODUCT = "-//Sociaal Huis//agenda//NL"
_UNREADABLE = "Dit is geen agenda die we kunnen lezen.", "Kies een bestand dat op .ics eindigt."
_LONGEST_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Item:
    """One event. ``uid`` tells it apart wherever it goes; ``cancelled``: it does not take place."""

    uid: str
    start: datetime
    end: datetime
    summary: str = ""
    place: str = ""
    cancelled: bool = False

    @property
    def minutes(self) -> int:
        """How long it is, in whole minutes."""
        return max(1, round((self.end - self.start).total_seconds() / 60))


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held. ``skipped``: events that could not be taken: of a whole day, repeated, or without a moment."""

    items: tuple[Item, ...]
    skipped: int


def write(items: Iterable[Item], name: str, now: datetime) -> bytes:
    """A calendar with these events. The same events at the same moment give the same bytes."""
    import icalendar

    calendar = icalendar.Calendar()
    for key, value in (("prodid", _PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        calendar.add(key, value)
    for one in items:
        event = icalendar.Event()
        event.add("uid", one.uid)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", one.start.astimezone(UTC))
        event.add("dtend", one.end.astimezone(UTC))
        event.add("summary", one.summary)
        if one.place:
            event.add("location", one.place)
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def read(content: bytes) -> Read:
    """The events of a file. Raises Refusal for what is no calendar, or is too large."""
    import icalendar

    if len(content) > LARGEST:
        raise Refusal("Dit bestand is te groot voor een agenda.", "Voer in het andere programma een kortere periode uit.")
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
        events: list[Any] = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise Refusal(*_UNREADABLE) from error
    if not calendars:
        raise Refusal(*_UNREADABLE)
    if len(events) > MOST:
        raise Refusal("Er staan te veel afspraken in dit bestand.", "Voer in het andere programma een kortere periode uit.")
    found = [_item(event) for event in events]
    kept = {one.uid: one for one in found if one is not None}
    return Read(tuple(kept.values()), len(found) - sum(one is not None for one in found))


def _item(event: Any) -> Item | None:
    """One event, None when it is none that a desk can use."""
    try:
        uid, start = str(event.get("UID", "")), event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else start + (event["DURATION"].dt if "DURATION" in event else timedelta())
        if not uid or "RRULE" in event or not isinstance(start, datetime) or not isinstance(end, datetime):
            return None
        begin, last = _moment(start), _moment(end)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    if not timedelta() < last - begin <= _LONGEST_DAY or not date(2000, 1, 1) < begin.date() < date(2100, 1, 1):
        return None
    return Item(uid, begin, last, cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED")


def _moment(value: datetime) -> datetime:
    """A moment in UTC; one without a zone is on the clock here."""
    return (value if value.tzinfo else value.replace(tzinfo=BRUSSELS)).astimezone(UTC)
