"""HSDS as tables: the package of 3.x, the sets of 1.1 and 2.0 and those of Ohana, put together as services in nested form.

Table names and columns of older versions are turned into those of 3.x. Keys may hold several ids with commas. A key that leads
nowhere is told and passed over; when most lead nowhere, the file is refused.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import files, hsds, tabular
from sociaalhuis.exchange.catalogue.model import Fault, Read

type Item = dict[str, Any]
type Tables = Mapping[str, list[Item]]

_TABLES = {
    "organization": "organizations", "service": "services", "location": "locations", "phone": "phones", "language": "languages",
    "schedule": "schedules", "regular_schedules": "schedules", "regular_schedule": "schedules", "address": "addresses",
    "physical_addresses": "addresses", "physical_address": "addresses", "services_at_location": "service_at_location",
    "service_at_locations": "service_at_location", "service_area": "service_areas", "cost_option": "cost_options",
    "required_document": "required_documents", "attribute": "attributes", "service_attributes": "attributes",
    "services_taxonomy": "attributes", "service_taxonomy": "attributes", "taxonomy_term": "taxonomy_terms",
    "accessibility_for_disabilities": "accessibility", "organization_identifier": "organization_identifiers", "url": "urls",
    "eligibilities": "eligibility",
}  # fmt: skip
_COLUMNS = {
    "number_type": "type",
    "eligibility": "eligibility_description",
    "service_area": "name",
    "accessibility": "description",
    "language": "name",
    "other_attribute": "value",
}
_DAYS = {name: name[:2].upper() for name in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}
_OF_SERVICE = ("phones", "schedules", "service_areas", "languages", "cost_options", "required_documents", "urls")
_OF_PLACE = ("addresses", "phones", "schedules", "accessibility", "languages")
_TARGETS = {"organization_id": "organizations", "service_id": "services", "location_id": "locations"}
MOST_DANGLING = 0.5


def is_package(names: Sequence[str]) -> bool:
    """Whether a folder or zip holds the tables of HSDS."""
    return bool({"services", "service"} & files.by_stem(names, ".csv").keys())


def read(path: Path, source: str) -> Iterator[tuple[str, Read]]:
    """The records in a folder or zip of tables. Raises Refusal when it is not one, or when most keys lead nowhere."""
    tables = _tables(path)
    faults = list(_dangling(tables))
    for row, item in _nested(tables):
        for one in hsds.read(item, row, source):
            yield row, one
    yield from (("", one) for one in faults)


def _tables(path: Path) -> Tables:
    names = files.by_stem(files.members(path), ".csv")
    if not is_package(list(names.values())):
        raise Refusal("Hier is geen tabel met diensten (services.csv) bij.", "Geef de map of het zipbestand met alle tabellen.")
    found: dict[str, list[Item]] = defaultdict(list)
    shared: dict[str, str] = {}
    for stem, name in names.items():
        table = _TABLES.get(stem, stem)
        if table == "taxonomy" and "taxonomies" not in names and "taxonomy_terms" not in names:
            table = "taxonomy_terms"  # until 2.0 this table held the terms
        with files.member(path, name) as stream:
            for row, one in tabular.csv_rows(stream, f" {name}"):
                found[table].append(_renamed(table, one, shared) | {"row": row})
    return found


def _renamed(table: str, row: Mapping[str, str], shared: dict[str, str]) -> Item:
    """The row with the columns of 3.x; ids that come back in other rows are held once."""
    made: Item = {}
    for key, value in row.items():
        name = _COLUMNS.get(key, key)
        if name not in made or key == name:
            made[name] = shared.setdefault(value, value) if key.endswith("id") else value
    if table in ("taxonomy_terms", "attributes") and "taxonomy_id" in made and "id" not in made:
        made["id"] = made["taxonomy_id"]
    return made


def _ids(row: Item, key: str) -> list[str]:
    said = row.get(key)
    return [one.strip() for one in said.split(",") if one.strip()] if isinstance(said, str) else []


def _by(rows: Sequence[Item], key: str) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for row in rows:
        for one in _ids(row, key):
            found[one].append(row)
    return found


def _dangling(tables: Tables) -> Iterator[Fault]:
    """Keys that lead nowhere; a Refusal when most of them do."""
    known = {table: {row.get("id") for row in tables.get(table, ())} for table in _TARGETS.values()}
    total, lost = 0, []
    for table, row, key, one in _references(tables):
        total += 1
        if one not in known[_TARGETS[key]]:
            why = f"“{one[:40]}” bestaat niet in {_TARGETS[key]}."
            now = "Vul de ontbrekende rij aan, of haal de verwijzing weg."
            lost.append(Fault(f"{table}, {row['row']}", key, why, now, taken=table == "services"))
    if total > 2 and len(lost) > total * MOST_DANGLING:
        raise Refusal(
            f"In dit bestand leiden {len(lost)} van de {total} verwijzingen nergens heen.",
            "Vraag de leverancier alle tabellen.",
        )
    yield from lost


def _references(tables: Tables) -> Iterator[tuple[str, Item, str, str]]:
    """Every key to another table: (table, row, column, id)."""
    for table, rows in tables.items():
        for row in rows:
            for key in _TARGETS:
                for one in _ids(row, key):
                    yield table, row, key, one


class _Joined:
    """The tables looked up from a service or a place."""

    def __init__(self, tables: Tables) -> None:
        get = tables.get
        self.organizations = {row.get("id"): row for row in get("organizations", [])}
        self.locations = {row.get("id"): row for row in get("locations", [])}
        self.terms = {row.get("id"): row for row in get("taxonomy_terms", [])}
        self.taxonomies = {row.get("id"): row for row in get("taxonomies", [])}
        self.of_service = {table: _by(get(table, []), "service_id") for table in (*_OF_SERVICE, "attributes", "eligibility")}
        self.of_place = {table: _by(get(table, []), "location_id") for table in _OF_PLACE}
        self.linked = _by(get("attributes", []), "link_id")
        self.numbers = _by(get("organization_identifiers", []), "organization_id")
        self.phones = _by(get("phones", []), "organization_id")
        self.at = _by(get("service_at_location", []), "service_id")


def _nested(tables: Tables) -> Iterator[tuple[str, Item]]:
    joined = _Joined(tables)
    for service in tables.get("services", []):
        yield f"services, {service['row']}", _service(service, joined)


def _service(service: Item, joined: _Joined) -> Item:
    known = service.get("id")
    places = [
        _place(joined.locations[one], joined)
        for one in dict.fromkeys(
            [
                *_ids(service, "location_id"),
                *(key for row in joined.at.get(known or "", []) for key in _ids(row, "location_id")),
            ]
        )
        if one in joined.locations
    ]
    made: Item = {**service, "url": service.get("url") or service.get("website")}
    for table in _OF_SERVICE:
        rows = joined.of_service[table].get(known or "", [])
        if rows:
            made[table] = [_schedule(row) for row in rows] if table == "schedules" else rows
        elif isinstance(service.get(table), str):  # Ohana keeps lists in one cell
            made[table] = [{"name": one, "document": one} for one in _ids(service, table)]
    made["service_at_locations"] = [{"location": one} for one in places]
    made["organization"] = _organization(service, places, joined)
    made["attributes"] = list(_attributes(service, joined))
    if said := [row.get("eligibility_description") for row in joined.of_service["eligibility"].get(known or "", [])]:
        made["eligibility_description"] = "\n".join(filter(None, said))
    made.setdefault("status", "active")
    return made


def _organization(service: Item, places: Sequence[Item], joined: _Joined) -> Item | None:
    keys = [*_ids(service, "organization_id"), *(key for one in places for key in _ids(one, "organization_id"))]
    found = next((joined.organizations[one] for one in keys if one in joined.organizations), None)
    if found is None:
        return None
    known = found.get("id", "")
    return {
        **found,
        "website": found.get("website") or found.get("url"),
        "organization_identifiers": joined.numbers.get(known, []),
        "phones": joined.phones.get(known, []),
    }


def _place(location: Item, joined: _Joined) -> Item:
    made: Item = dict(location)
    access = made.pop("description", None) if "accessibility" in location else made.get("description")
    for table in _OF_PLACE:
        rows = joined.of_place[table].get(location.get("id", ""), [])
        made[table] = [_schedule(row) for row in rows] if table == "schedules" else rows
    made["description"] = access
    return made


def _schedule(row: Item) -> Item:
    """A row of regular_schedules as one of schedules."""
    said = str(row.get("weekday", "")).strip().lower()
    if not said:
        return row
    days = _DAYS.get(said) or (said[:2].upper() if said[:2].upper() in _DAYS.values() else None)
    if days is None and re.fullmatch("[1-7]", said):
        days = list(_DAYS.values())[int(said) - 1]
    return {**row, "freq": "WEEKLY", "byday": days}


def _attributes(service: Item, joined: _Joined) -> Iterator[Item]:
    known = service.get("id", "")
    rows = [*joined.of_service["attributes"].get(known, []), *joined.linked.get(known, [])]
    for row in rows:
        for key in _ids(row, "taxonomy_term_id") or _ids(row, "taxonomy_id"):
            term = joined.terms.get(key, {"id": key, "name": row.get("value") or key})
            yield {"value": row.get("value"), "taxonomy_term": _term(term, joined)}
    for key in (*_ids(service, "taxonomy_ids"), *_ids(service, "taxonomy_id")):
        if key in joined.terms:
            yield {"taxonomy_term": _term(joined.terms[key], joined)}


def _term(term: Item, joined: _Joined) -> Item:
    taxonomy = joined.taxonomies.get(term.get("taxonomy_id"), {}).get("name")
    return {
        **term,
        "code": term.get("code") or term.get("id"),
        "taxonomy": term.get("taxonomy") or taxonomy or term.get("vocabulary"),
    }
