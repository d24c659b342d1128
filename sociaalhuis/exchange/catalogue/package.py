"""A catalogue as the tabular package of HSDS 3.1: one CSV a table and a datapackage.json that says what stands in them.

Made from the nested form, so that both say the same. Only tables with rows are written, and only keys between them.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sociaalhuis.exchange.catalogue import own
from sociaalhuis.exchange.catalogue.hsds_out import VERSION

type Rows = dict[str, dict[str, dict[str, Any]]]

_FILES = {
    "organization": "organizations", "organization_identifier": "organization_identifiers", "service": "services",
    "location": "locations", "address": "addresses", "accessibility": "accessibility",
    "service_at_location": "service_at_location", "phone": "phones", "schedule": "schedules", "service_area": "service_areas",
    "language": "languages", "cost_option": "cost_options", "required_document": "required_documents", "url": "urls",
    "taxonomy_term": "taxonomy_terms", "attribute": "attributes",
}  # fmt: skip
_PARTS = {
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "cost_options": "cost_option",
    "required_documents": "required_document",
    "additional_urls": "url",
}
_KEYS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "taxonomy_term_id": "taxonomy_term",
}
_TYPES = {
    **dict.fromkeys(("minimum_age", "maximum_age", "latitude", "longitude", "extension", "interval", "amount"), "number"),
    **dict.fromkeys(("assured_date", "valid_from", "valid_to", "dtstart", "until"), "date"),
    **dict.fromkeys(("opens_at", "closes_at"), "time"),
}
_REQUIRED = frozenset({"id", "status", "organization_id", "link_id", "link_entity", "number", "location_type", "country"})


def tables(services: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows of every table by id."""
    found: Rows = {name: {} for name in _FILES}
    for one in services:
        _service(one, found)
    _tell_apart(found["taxonomy_term"].values())
    return {name: rows for name, rows in found.items() if rows}


def _service(one: Mapping[str, Any], found: Rows) -> None:
    known = one["id"]
    who = one["organization"]
    found["organization"][who["id"]] = _flat(who)
    for number in who.get("organization_identifiers", ()):
        found["organization_identifier"][number["id"]] = _flat(number) | {"organization_id": who["id"]}
    found["service"][known] = _flat(one) | {"organization_id": who["id"]}
    for key, table in _PARTS.items():
        for part in one.get(key, ()):
            found[table][part["id"]] = _flat(part) | {"service_id": known}
    for at in one.get("service_at_locations", ()):
        place = at["location"]
        found["location"][place["id"]] = _flat(place)
        found["service_at_location"][at["id"]] = {"id": at["id"], "service_id": known, "location_id": place["id"]}
        for table, key in (("address", "addresses"), ("accessibility", "accessibility")):
            for part in place.get(key, ()):
                found[table][part["id"]] = _flat(part) | {"location_id": place["id"]}
    for attribute in one.get("attributes", ()):
        term = attribute["taxonomy_term"]
        found["taxonomy_term"][term["id"]] = _flat(term)
        found["attribute"][attribute["id"]] = _flat(attribute)


def _tell_apart(terms: Iterable[dict[str, Any]]) -> None:
    """In the tables a name and a code may stand once: of a second one the taxonomy is told too."""
    names, codes = set[str](), set[str]()
    for term in terms:
        if term["name"] in names:
            term["name"] += own.behind(term["taxonomy"], term["code"])
        if term["code"] in codes:
            term["code"] = own.before(term["taxonomy"]) + term["code"]
        names.add(term["name"])
        codes.add(term["code"])


def _flat(one: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if not isinstance(value, list | dict)}


def write(services: Iterable[Mapping[str, Any]], out: Path) -> None:
    """Write the package as a folder, or as a zip when the name ends so. Raises OSError when it cannot be written."""
    files = _contents(tables(services))
    if out.suffix.lower() == ".zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files.items():
                packed.writestr(zipfile.ZipInfo(name), content)  # without the clock: the same catalogue, the same file
    else:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_text(content, "utf-8", newline="")


def _contents(found: Rows) -> dict[str, str]:
    columns = {name: _columns(rows.values()) for name, rows in found.items()}
    made = {f"{_FILES[name]}.csv": _csv(columns[name], rows.values()) for name, rows in found.items()}
    resources = [_resource(name, columns[name], found) for name in found]
    package = {"name": "human_services_data", "title": f"HSDS {VERSION}", "resources": resources}
    return made | {"datapackage.json": json.dumps(package, ensure_ascii=False, indent=1)}


def _columns(rows: Iterable[Mapping[str, Any]]) -> Sequence[str]:
    found = dict.fromkeys(key for row in rows for key in row)
    return sorted(found, key=lambda key: (key != "id", not key.endswith("_id")))


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue()


def _resource(name: str, columns: Sequence[str], found: Rows) -> dict[str, Any]:
    fields = [
        {"name": one, "type": _TYPES.get(one, "string")} | ({"constraints": {"required": True}} if one in _REQUIRED else {})
        for one in columns
    ]
    keys = [
        {"fields": one, "reference": {"resource": _KEYS[one], "fields": "id"}}
        for one in columns
        if one in _KEYS and _KEYS[one] in found
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": "id"} | ({"foreignKeys": keys} if keys else {})
    return {"name": name, "path": f"{_FILES[name]}.csv", "profile": "tabular-data-resource", "schema": schema}
