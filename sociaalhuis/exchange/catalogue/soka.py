"""Providers of the Sociale Kaart as its JSON gives them: one provider with its activities, read as one record.

The shape is undocumented and may change; what is not understood is kept beside the record. Rubrics are numbered.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sociaalhuis.exchange.catalogue import text
from sociaalhuis.exchange.catalogue.model import Fault, Organization, Phone, Place, Read, Record, Term

TAXONOMY = "sociale kaart"
_RUBRIC = re.compile(r"([\d.]+\d)\.?\s+(.+)")
_STOPPED = frozenset({"inactive", "archived", "deleted", "stopped", "closed"})
_READ = frozenset({"id", "legalName", "name", "addresses", "activities", "contactInfo", "state", "_links"})


def is_provider(item: Any) -> bool:
    """Whether an object looks like a provider of the Sociale Kaart."""
    return isinstance(item, dict) and ("legalName" in item or ("activities" in item and "contactInfo" in item))


def read(item: Any, row: str, source: str) -> Iterator[Read]:
    """The record of one provider."""
    if not isinstance(item, dict):
        yield Fault(row, "", "Hier staat geen object.", "Kijk in het bestand, of vraag een nieuw.")
        return
    name = text.line(_words(item.get("legalName")) or _words(item.get("name")))
    known = text.line(_inner(item.get("id"), "id"))
    if name is None or known is None:
        yield Fault(row, "legalName" if name is None else "id", "De naam of de id ontbreekt.", "Meld het aan de Sociale Kaart.")
        return
    contact = item.get("contactInfo")
    contact = contact if isinstance(contact, dict) else {}
    terms = tuple(
        dict.fromkeys(_term(said) for one in _rows(item.get("activities")) if (said := text.line(_words(one.get("name")))))
    )
    yield Record(
        source=source,
        source_id=known,
        name=name,
        organization=Organization(name),
        description="\n".join(one.name for one in terms),
        phones=tuple(Phone(said) for one in _primary_first(contact, "phones") if (said := text.line(one.get("value")))),
        email=next((said for one in _primary_first(contact, "emails") if (said := text.mail(one.get("value")))), None),
        url=next((said for one in _primary_first(contact, "websites") if (said := text.address(one.get("value")))), None),
        addresses=tuple(place for one in _primary_first(item, "addresses") if (place := _place(one))),
        terms=terms,
        archived=str(_words(item.get("state")) or "").lower() in _STOPPED,
        extra=text.kept({key: value for key, value in item.items() if key not in _READ}),
    )


def _rows(found: Any) -> list[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _primary_first(item: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return sorted(_rows(item.get(key)), key=lambda one: one.get("primary") is not True)


def _inner(value: Any, key: str) -> Any:
    """A value, or the value of this key when it is wrapped."""
    return value.get(key) if isinstance(value, dict) else value


def _words(value: Any) -> Any:
    """Words that are wrapped as ``{"description": …}`` or ``{"name": {"description": …}}``."""
    for _ in range(3):
        if isinstance(value, dict):
            value = value.get("description", value.get("name", value.get("value")))
    return value


def _term(said: str) -> Term:
    numbered = _RUBRIC.fullmatch(said)
    return Term(TAXONOMY, numbered[1], numbered[2]) if numbered else Term(TAXONOMY, said, said)


def _place(one: Mapping[str, Any]) -> Place | None:
    town = one.get("municipality")
    town = town if isinstance(town, dict) else {}
    point = one.get("location")
    point = point if isinstance(point, dict) else {}
    street = " ".join(filter(None, (text.line(_words(one.get("street"))), text.line(_words(one.get("number"))))))
    city = text.line(_words(town.get("name"))) or ""
    if not street and not city:
        return None
    where = text.coordinate(point.get("lat"), 90), text.coordinate(point.get("lon"), 180)
    return Place(street, text.line(town.get("postalCode")) or "", city, None, *where)
