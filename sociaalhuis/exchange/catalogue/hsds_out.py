"""Records as HSDS 3.1, nested: valid under 3.0, 3.1 and the UK profile. No staff, no people, no confidential address.

Ids are made from what a record is known by, so that the same catalogue always gives the same file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson

from sociaalhuis.exchange.catalogue import own
from sociaalhuis.exchange.catalogue.model import Hours, Organization, Place, Record

VERSION = "3.1"
_SPACE = uuid5(NAMESPACE_URL, "https://openreferral.org/sociaalhuis")
_EXTENT = {"national": "België", "flanders": "Vlaanderen"}

type Derive = Callable[[Record], Sequence[Hours]]
type Region = Callable[[Place], str]


def _id(*parts: object) -> str:
    return str(uuid5(_SPACE, "|".join(map(str, parts))))


def service_id(record: Record) -> str:
    """The id of a service in the file: its own when that is a UUID, else made from its source and its id there."""
    try:
        return str(UUID(record.source_id)) if len(record.source_id) == len(_id()) else _id(record.source, record.source_id)
    except ValueError:
        return _id(record.source, record.source_id)


def service(record: Record, derive: Derive, region: Region) -> dict[str, Any]:
    """One service with all that belongs to it. ``derive`` reads hours that are only words; ``region`` names a province."""
    known = service_id(record)
    found: dict[str, Any] = {
        "id": known,
        "name": record.name,
        "alternate_name": record.alternate_name,
        "description": record.description,
        "url": record.url,
        "email": record.email,
        "status": "inactive" if record.archived else "active",
        "application_process": record.application_process,
        "fees_description": record.fees,
        "eligibility_description": record.eligibility_description,
        "minimum_age": _number(record.minimum_age),
        "maximum_age": _number(record.maximum_age),
        "assured_date": record.assured_date and record.assured_date.isoformat(),
        "alert": record.alert,
        "organization": organization(record.organization),
        "additional_urls": [
            {"id": _id(known, "url", i), "label": one.label, "url": one.url} for i, one in enumerate(record.links)
        ],
        "phones": [_phone(known, i, record) for i in range(len(record.phones))],
        "schedules": _schedules(known, record.schedules or derive(record)),
        "service_areas": list(_areas(known, record)),
        "service_at_locations": [_at(known, i, one, region) for i, one in enumerate(record.addresses) if not one.confidential],
        "languages": [_language(known, code) for code in record.languages],
        "cost_options": [
            {
                "id": _id(known, "cost", i),
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "option": one.option,
                "currency": one.currency,
                "amount": _number(one.amount),
                "amount_description": one.description,
            }
            for i, one in enumerate(record.costs)
        ],
        "required_documents": [
            {"id": _id(known, "document", i), "document": one.document, "uri": one.url}
            for i, one in enumerate(record.documents)
        ],
        "attributes": [*_terms(known, record), *_own(known, record)],
    }
    found["operating_hours"] = found["schedules"]  # the name since HSDS 3.3
    whole: dict[str, Any] = _full(found)
    return whole


def _full(value: Any) -> Any:
    """Without what is empty; the description stays, for it must be there."""
    if isinstance(value, dict):
        return {key: _full(part) for key, part in value.items() if part not in (None, "", []) or (key in _MUST and part == "")}
    return [_full(part) for part in value] if isinstance(value, list) else value


_MUST = frozenset({"description"})


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def organization(who: Organization) -> dict[str, Any]:
    """One organisation, without its services."""
    known = _id("organization", who.name)
    return {
        "id": known,
        "name": who.name,
        "alternate_name": who.alternate_name,
        "description": who.description or who.name,
        "email": who.email,
        "website": who.url,
        "organization_identifiers": [
            {"id": _id(known, i), "identifier_scheme": one.scheme, "identifier_type": one.scheme, "identifier": one.identifier}
            for i, one in enumerate(who.identifiers)
        ],
    }


def _phone(known: str, rank: int, record: Record) -> dict[str, Any]:
    one = record.phones[rank]
    extension = int(one.extension) if one.extension and one.extension.isdigit() else None
    return {
        "id": _id(known, "phone", rank),
        "number": one.number,
        "extension": extension,
        "type": one.type,
        "description": one.description or None,
    }


def _schedules(known: str, rows: Iterable[Hours]) -> list[dict[str, Any]]:
    return [
        {
            "id": _id(known, "schedule", i), "valid_from": one.valid_from, "valid_to": one.valid_to, "dtstart": one.dtstart,
            "until": one.until, "freq": one.freq if one.freq in ("WEEKLY", "MONTHLY") else None, "interval": one.interval,
            "wkst": "MO" if one.freq else None, "byday": one.byday, "bymonthday": one.bymonthday,
            "opens_at": one.opens_at and f"{one.opens_at}:00", "closes_at": one.closes_at and f"{one.closes_at}:00",
            "description": one.description or None,
        }
        for i, one in enumerate(rows)
    ]  # fmt: skip


def _areas(known: str, record: Record) -> Iterator[dict[str, Any]]:
    if record.area_type in _EXTENT:
        yield {"id": _id(known, "area"), "name": _EXTENT[record.area_type]}
    for value in record.area_values:
        nis = {"extent": value, "extent_type": "nis"} if record.area_type == "municipalities" else {}
        yield {"id": _id(known, "area", value), "name": value, **nis}


def _at(known: str, rank: int, one: Place, region: Region) -> dict[str, Any]:
    place = _id(known, "location", rank)
    address = {
        "id": _id(place, "address"),
        "address_1": one.address_1 or own.UNKNOWN,
        "address_2": one.address_2,
        "city": one.city or own.UNKNOWN,
        "state_province": one.region or region(one) or own.UNKNOWN,
        "postal_code": one.postal_code or own.UNKNOWN,
        "country": one.country or "BE",
        "address_type": "physical",
    }
    return {
        "id": _id(place, "at"),
        "location": {
            "id": place,
            "location_type": "physical",
            "name": one.name,
            "description": one.description or None,
            "transportation": one.transport,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "addresses": [address],
            "accessibility": [{"id": _id(place, "access", i), "description": said} for i, said in enumerate(one.accessibility)],
        },
    }


def _language(known: str, code: str) -> dict[str, Any]:
    return {"id": _id(known, "language", code), "name": code, "code": code}


def _attribute(known: str, rank: object, term: Mapping[str, Any], value: str | None) -> dict[str, Any]:
    whole = {"id": _id("term", term["taxonomy"], term["code"], term["name"]), "description": term["name"], **term}
    return {
        "id": _id(known, "attribute", rank),
        "link_id": known,
        "link_type": "service",
        "link_entity": "service",
        "taxonomy_term_id": whole["id"],
        "value": value,
        "taxonomy_term": whole,
    }


def _terms(known: str, record: Record) -> Iterator[dict[str, Any]]:
    for i, one in enumerate(record.terms):
        term = {"code": one.code, "name": one.name, "taxonomy": one.taxonomy or "onbekend"}
        yield _attribute(known, f"{i} {one.taxonomy} {one.code}", term, None)


def _own(known: str, record: Record) -> Iterator[dict[str, Any]]:
    for name, value in own.written(record).items():
        yield _attribute(known, name, {"code": name, "name": name, "taxonomy": own.TAXONOMY}, value)


def page(services: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All services in the envelope that HSDS prescribes for lists."""
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": list(services),
    }


def canonical(services: Iterable[Mapping[str, Any]]) -> str:
    """The hash of a catalogue as it goes out: the same for two houses that would write the same file."""
    lines = sorted(orjson.dumps(one, option=orjson.OPT_SORT_KEYS) for one in services)
    return hashlib.sha256(b"\n".join(lines)).hexdigest()
