"""What a service of HSDS tells in a way that the standard does not allow: each named, while the rest of the row is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sociaalhuis.exchange.catalogue import text
from sociaalhuis.exchange.catalogue.model import Fault

type Item = Mapping[str, Any]

STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})
_NUMBER, _DAY, _HOUR, _URL, _MAIL = "number", "day", "hour", "url", "mail"
_SAID = {
    _NUMBER: ("is geen getal", "Schrijf alleen cijfers."),
    _DAY: ("is geen datum", "Schrijf jaar-maand-dag, zoals 2026-11-23."),
    _HOUR: ("is geen uur", "Schrijf uren als 09:00."),
    _URL: ("is geen webadres dat je kan openen", "Kijk het adres na."),
    _MAIL: ("is geen mailadres", "Kijk het adres na."),
}
_OF_SERVICE = {
    "minimum_age": _NUMBER,
    "maximum_age": _NUMBER,
    "assured_date": _DAY,
    "url": _URL,
    "email": _MAIL,
}
_OF_PARTS: Mapping[str, Mapping[str, str]] = {
    "phones": {"extension": _NUMBER},
    "schedules": {
        "opens_at": _HOUR,
        "closes_at": _HOUR,
        "valid_from": _DAY,
        "valid_to": _DAY,
        "dtstart": _DAY,
        "until": _DAY,
        "interval": _NUMBER,
    },
    "cost_options": {"amount": _NUMBER, "valid_from": _DAY, "valid_to": _DAY},
    "additional_urls": {"url": _URL},
}
_OF_PLACE = {"latitude": _NUMBER, "longitude": _NUMBER}
LISTS = (list, tuple)
_LISTS = (*_OF_PARTS, "service_areas", "service_at_locations", "languages", "required_documents", "attributes")


def odd(item: Item, places: Iterable[Item], row: str, hour: Callable[[Any], str | None]) -> Iterator[Fault]:
    """What is wrong in a service; ``hour`` reads a time of the day."""
    readers: Mapping[str, Callable[[Any], Any]] = {
        _NUMBER: text.number,
        _DAY: text.day,
        _HOUR: hour,
        _URL: text.address,
        _MAIL: text.mail,
    }
    status = item.get("status")
    if status not in STATUSES and status not in (None, ""):
        yield _fault(row, "status", f"“{_short(status)}” is geen status van HSDS.", "Kies active, inactive of defunct.")
    yield from _wrong(item, _OF_SERVICE, "", row, readers)
    for name in _LISTS:
        part = item.get(name)
        if part and not isinstance(part, LISTS):
            yield _fault(row, name, "Hier hoort een lijst.", "Zet de waarde tussen vierkante haken.")
    for name, fields in _OF_PARTS.items():
        for number, part in enumerate(_parts(item, name)):
            yield from _wrong(part, fields, f"{name}[{number}].", row, readers)
    for number, part in enumerate(_parts(item, "phones")):
        if text.line(part.get("number")) is None:
            yield _fault(row, f"phones[{number}].number", "Het nummer ontbreekt.", "Vul het nummer in.")
    for place in places:
        yield from _wrong(place, _OF_PLACE, "location.", row, readers)


def _parts(item: Item, name: str) -> list[Item]:
    found = item.get(name)
    return [one for one in found if isinstance(one, dict)] if found and isinstance(found, LISTS) else []


def _wrong(
    item: Item, fields: Mapping[str, str], path: str, row: str, readers: Mapping[str, Callable[[Any], Any]]
) -> Iterator[Fault]:
    for field, kind in fields.items():
        value = item.get(field)
        if value is not None and value != "" and readers[kind](value) is None:
            why, now = _SAID[kind]
            yield _fault(row, path + field, f"“{_short(value)}” {why}.", now)


def _fault(row: str, field: str, why: str, now: str) -> Fault:
    return Fault(row, field, why, now, taken=True)


def _short(value: Any) -> str:
    """A value as it can be shown."""
    return (text.line(value) or "leeg")[:40] if isinstance(value, str | int | float) else "een lijst of object"
