"""Records of a file and rows of the catalogue: one to the other, without loss of what an import may touch.

Notes and confidential addresses are of this house alone: they are in no record that goes in or out.
"""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.exchange.catalogue.model import (
    Cost,
    Document,
    Hours,
    Identifier,
    Link,
    Organization,
    Phone,
    Place,
    Record,
    Term,
    plain,
)

_SAME = (
    "kind", "name", "alternate_name", "description", "email", "url", "opening_hours", "area_type", "fees", "eligibility",
    "eligibility_description", "minimum_age", "maximum_age", "application_process", "alert", "assured_date",
    "assured_precision", "confidence", "source_url", "for_professionals",
)  # fmt: skip
_LISTS = ("domains", "target_groups", "target_group_tags", "area_values", "languages")
_PARTS: Mapping[str, type[Any]] = {"terms": Term, "costs": Cost, "documents": Document, "schedules": Hours, "links": Link}
_PLACE = tuple(name for name in Place.__dataclass_fields__ if name not in ("accessibility", "confidential"))
_same, _place = attrgetter(*_SAME), attrgetter(*_PLACE)


def columns(record: Record) -> dict[str, Any]:
    """The columns of a service but for id, slug, organisation and the day it stopped."""
    found: dict[str, Any] = dict(zip(_SAME, _same(record), strict=True))
    for name in _LISTS:
        found[name] = list(getattr(record, name))
    for name in _PARTS:
        told = getattr(record, name)
        found[name] = plain(told) if told else None
    return found


def phones(record: Record, service: Any) -> list[dict[str, Any]]:
    """The rows of the numbers of a service."""
    return [
        {"id": new_id(), "service_id": service, "rank": i, "number": one.number, "description": one.description,
         "type": one.type, "extension": one.extension}
        for i, one in enumerate(record.phones)
    ]  # fmt: skip


def addresses(record: Record, service: Any) -> list[dict[str, Any]]:
    """The rows of the addresses of a service."""
    return [
        {
            "id": new_id(),
            "service_id": service,
            "rank": i,
            "confidential": one.confidential,
            "accessibility": list(one.accessibility) or None,
            **dict(zip(_PLACE, _place(one), strict=True)),
        }
        for i, one in enumerate(record.addresses)
    ]


def organization(who: Organization) -> dict[str, Any]:
    """The columns of an organisation but for its id."""
    return {
        "name": who.name,
        "alternate_name": who.alternate_name,
        "description": who.description,
        "email": who.email,
        "url": who.url,
        "identifiers": plain(who.identifiers) or None,
    }


def record(row: tables.Service, source: str, source_id: str) -> Record:
    """A service of the house as a file would tell it, known by this source and id."""
    who = row.organization
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    lists: dict[str, Any] = {name: tuple(getattr(row, name)) for name in _LISTS}
    parts: dict[str, Any] = {name: tuple(kind(**one) for one in getattr(row, name) or ()) for name, kind in _PARTS.items()}
    return Record(
        source=source,
        source_id=source_id,
        slug=row.slug,
        organization=Organization(
            who.name,
            who.alternate_name,
            who.description,
            who.email,
            who.url,
            tuple(Identifier(**one) for one in who.identifiers or ()),
        ),
        phones=tuple(Phone(one.number, one.description, one.type, one.extension) for one in row.phones),
        addresses=tuple(
            Place(**{name: getattr(one, name) for name in _PLACE}, accessibility=tuple(one.accessibility or ()))
            for one in row.addresses
            if not one.confidential
        ),
        archived=row.stopped is not None,
        **same,
        **lists,
        **parts,
    )


def stopped(archived: bool, known: date | None, today: date) -> date | None:
    """The day a service stopped: archived at the source is not deleted here."""
    return (known or today) if archived else None
