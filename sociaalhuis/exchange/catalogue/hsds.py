"""Services in the nested form of HSDS 3.0 to 3.3 and of HSDS-UK, read as records. The tabular forms come here too, nested.

Takes a service, an organisation with its services, or a service at a location. What this program itself wrote (own.py) is read
back whole. Contact persons are not read, only the numbers and mail addresses that nobody else has.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from sociaalhuis.exchange.catalogue import hsds_odd, own, text
from sociaalhuis.exchange.catalogue.model import (
    Cost,
    Document,
    Fault,
    Hours,
    Identifier,
    Link,
    Organization,
    Phone,
    Place,
    Read,
    Record,
    Term,
)

UNNAMED = "Organisatie niet vermeld"
_STOPPED = frozenset({"inactive", "defunct"})
_READ = frozenset({
    "id", "name", "alternate_name", "description", "url", "email", "status", "application_process", "fees_description",
    "fees", "eligibility_description", "minimum_age", "maximum_age", "assured_date", "assurer_email", "alert",
    "last_modified", "phones", "schedules", "operating_hours", "service_areas", "service_at_locations", "locations",
    "languages", "organization", "organization_id", "cost_options", "required_documents", "attributes", "contacts",
    "additional_urls", "urls", "metadata", "program_id", "row",
})  # fmt: skip
_TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*(?:([AaPp])\.?[Mm])?")
_NOT_SERVICES = (
    ("location_type", "een locatie"),
    ("taxonomy", "een term"),
    ("taxonomy_detail", "een term"),
    ("code", "een term"),
    ("parent_id", "een term"),
    ("version", "een taxonomie"),
)
_NOT_ORGANIZATION = frozenset(
    {"status", "organization", "organization_id", "service_at_locations", *(key for key, _ in _NOT_SERVICES)}
)
_COUNTRY = {
    "belgië": "national",
    "belgium": "national",
    "belgique": "national",
    "vlaanderen": "flanders",
    "flanders": "flanders",
}


def read(item: Any, row: str, source: str) -> Iterator[Read]:
    """The records in one object of a file."""
    if not isinstance(item, dict):
        yield Fault(row, "", "Hier staat geen object.", "Kijk in het bestand, of vraag een nieuw.")
    elif isinstance(item.get("service"), dict):
        here = {key: value for key, value in item.items() if key != "service"}
        whole = dict(item["service"])
        whole["service_at_locations"] = [here, *_parts(whole, "service_at_locations")]
        yield from _service(whole, row, source)
    elif _is_organization(item):
        yield from _organization_with_services(item, row, source)
    else:
        what = next((said for key, said in _NOT_SERVICES if key in item and "status" not in item), None)
        if what and "organization" not in item:
            yield Fault(row, "", f"Dit is {what}, geen dienst.", "Geef een bestand met diensten.")
        else:
            yield from _service(item, row, source)


def _is_organization(item: Mapping[str, Any]) -> bool:
    if "services" in item or "organization_identifiers" in item:
        return True
    return "name" in item and not any(key in item for key in _NOT_ORGANIZATION)


def _organization_with_services(item: Mapping[str, Any], row: str, source: str) -> Iterator[Read]:
    who = organization(item)
    if who is None:
        yield Fault(row, "name", "De organisatie heeft geen naam.", "Vul de naam in.")
        return
    yield who
    for number, service in enumerate(_parts(item, "services"), 1):
        known = {**service, "organization": {**item, "services": None}}
        if not _parts(known, "phones"):
            known["phones"] = _parts(item, "phones")
        yield from _service(known, f"{row}, dienst {number}", source)


def _parts(item: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = item.get(name)
    return [one for one in found if isinstance(one, dict)] if found and isinstance(found, hsds_odd.LISTS) else []


def _part(item: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = item.get(name)
    return found if isinstance(found, dict) else {}


def organization(item: Mapping[str, Any]) -> Organization | None:
    """An organisation of HSDS, None without a name."""
    name = text.line(item.get("name"))
    if name is None:
        return None
    numbers = (
        (text.line(one.get("identifier_scheme")) or text.line(one.get("identifier_type")), text.line(one.get("identifier")))
        for one in _parts(item, "organization_identifiers")
    )
    said = text.prose(item.get("description"))
    return Organization(
        name,
        text.line(item.get("alternate_name")),
        None if said == name else said,
        text.mail(item.get("email")),
        text.address(item.get("website") or item.get("url")),
        tuple(Identifier(scheme, number) for scheme, number in numbers if scheme and number),
    )


def _service(item: Mapping[str, Any], row: str, source: str) -> Iterator[Read]:
    name, known = text.line(item.get("name")), text.line(item.get("id"))
    if name is None or known is None:
        field, what = ("name", "een naam") if name is None else ("id", "een id")
        yield Fault(row, field, f"Deze dienst heeft geen {what.split()[1]}.", f"Vul {what} in.")
        return
    who = organization(_part(item, "organization"))
    if who is None:
        yield Fault(row, "organization", "De organisatie ontbreekt.", "Vul de organisatie in en lees opnieuw in.", taken=True)
        who = Organization(UNNAMED)
    ours = own.attributes(_parts(item, "attributes"))
    at = _parts(item, "service_at_locations")
    places = [_part(one, "location") for one in at] + _parts(item, "locations")
    yield from hsds_odd.odd(item, places, row, _clock)
    area_type, area_values = _area(chain(_parts(item, "service_areas"), *(_parts(one, "service_areas") for one in at)))
    record = Record(
        source=source,
        source_id=known,
        name=name,
        organization=who,
        alternate_name=text.line(item.get("alternate_name")),
        description=text.prose(item.get("description")) or "",
        phones=_phones(item, at, places),
        email=text.mail(item.get("email")) or _mail_of_nobody(item, places),
        url=text.address(item.get("url")),
        addresses=tuple(_places(places)),
        schedules=_schedules(item, at, places),
        area_type=area_type,
        area_values=area_values,
        languages=_unique(text.line(one.get("code")) or text.line(one.get("name")) for one in _parts(item, "languages")),
        fees=text.prose(item.get("fees_description") or item.get("fees")),
        costs=tuple(found for one in _parts(item, "cost_options") if (found := _cost(one)) != Cost()),
        documents=tuple(
            Document(said, text.address(one.get("uri")))
            for one in _parts(item, "required_documents")
            if (said := text.prose(one.get("document")))
        ),
        eligibility_description=text.prose(item.get("eligibility_description")),
        minimum_age=text.number(item.get("minimum_age")),
        maximum_age=text.number(item.get("maximum_age")),
        application_process=text.prose(item.get("application_process")),
        terms=tuple(_terms(_parts(item, "attributes"))),
        links=tuple(_links(item)),
        alert=text.prose(item.get("alert")),
        assured_date=text.day(item.get("assured_date")),
        archived=item.get("status") in _STOPPED,
        modified=text.line(item.get("last_modified")),
        extra=text.kept({key: value for key, value in item.items() if key not in _READ and value not in (None, "", [])}),
    )
    yield own.restored(record, ours) if ours else record


def _unique(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one))


def _phones(item: Mapping[str, Any], at: list[Mapping[str, Any]], places: list[Mapping[str, Any]]) -> tuple[Phone, ...]:
    owners = [item, *at, *places]
    rows = [one for owner in owners for one in _parts(owner, "phones")]
    if not rows:
        rows = [one for owner in owners for person in _parts(owner, "contacts") for one in _parts(person, "phones")]
    found: dict[str, Phone] = {}
    for one in rows:
        if said := text.line(one.get("number")):
            extension = text.whole(one.get("extension"))
            number = said.strip('"')
            found.setdefault(
                number,
                Phone(
                    number,
                    text.line(one.get("description")),
                    text.line(one.get("type")),
                    None if extension is None else str(extension),
                ),
            )
    return tuple(found.values())


def _mail_of_nobody(item: Mapping[str, Any], places: list[Mapping[str, Any]]) -> str | None:
    return next((found for one in (*places, _part(item, "organization")) if (found := text.mail(one.get("email")))), None)


def _places(locations: Iterable[Mapping[str, Any]]) -> Iterator[Place]:
    seen = set[Place]()
    for location in locations:
        access = (
            text.line(one.get("description")) or text.line(one.get("details")) for one in _parts(location, "accessibility")
        )
        reachable = _unique(access)
        for one in _parts(location, "addresses") or _parts(location, "physical_addresses"):
            street, city = _known(one, "address_1"), _known(one, "city")
            if not street and not city:
                continue
            found = Place(
                street or "",
                _known(one, "postal_code") or "",
                city or "",
                text.line(location.get("description")),
                text.coordinate(location.get("latitude"), 90),
                text.coordinate(location.get("longitude"), 180),
                text.line(location.get("name")),
                text.line(one.get("address_2")),
                _known(one, "state_province") or text.line(one.get("region")),
                (text.line(one.get("country")) or "")[:2].upper() or None,
                text.line(location.get("transportation")),
                reachable,
            )
            if found not in seen:
                seen.add(found)
                yield found


def _known(one: Mapping[str, Any], key: str) -> str | None:
    said = text.line(one.get(key))
    return None if said == own.UNKNOWN else said


def _schedules(item: Mapping[str, Any], at: list[Mapping[str, Any]], places: list[Mapping[str, Any]]) -> tuple[Hours, ...]:
    for owner in ([item], at, places):
        rows = [row for one in owner for row in _parts(one, "schedules") or _parts(one, "operating_hours")]
        if rows:
            return tuple(dict.fromkeys(found for row in rows if (found := hours(row)) != Hours()))
    return ()


def hours(row: Mapping[str, Any]) -> Hours:
    """One row of ``schedule``."""
    return Hours(
        text.line(row.get("freq")),
        text.line(row.get("byday")),
        text.line(row.get("bymonthday")),
        _clock(row.get("opens_at")),
        _clock(row.get("closes_at")),
        text.iso_day(row.get("valid_from")),
        text.iso_day(row.get("valid_to")),
        text.iso_day(row.get("dtstart")),
        text.iso_day(row.get("until")),
        text.whole(row.get("interval")),
        text.line(row.get("description")),
    )


def _clock(value: Any) -> str | None:
    """HH:MM of 9:00, 09:00:00, 09:00:00+01:00 and 9:00am."""
    found = _TIME.match(text.line(value) or "")
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if half := (found[3] or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _area(areas: Iterable[Mapping[str, Any]]) -> tuple[str, tuple[str, ...]]:
    nis: list[str] = []
    names: list[str] = []
    for one in areas:
        name, extent = text.line(one.get("name")), text.line(one.get("extent"))
        if (text.line(one.get("extent_type")) or "").lower() == "nis" and extent:
            nis += [code.strip() for code in extent.split(",")]
        elif name and name.lower() in _COUNTRY:
            return _COUNTRY[name.lower()], ()
        elif name:
            names.append(name)
    return ("municipalities", _unique(nis)) if nis else ("region", _unique(names))


def _cost(one: Mapping[str, Any]) -> Cost:
    return Cost(
        text.line(one.get("option")),
        text.number(one.get("amount")),
        (text.line(one.get("currency")) or "").lower() or None,
        text.prose(one.get("amount_description")),
        text.iso_day(one.get("valid_from")),
        text.iso_day(one.get("valid_to")),
    )


def _terms(attributes: Iterable[Mapping[str, Any]]) -> Iterator[Term]:
    for one in attributes:
        term = _part(one, "taxonomy_term")
        if term.get("taxonomy") == own.TAXONOMY:
            continue
        name = text.line(term.get("name")) or text.line(one.get("value"))
        taxonomy = text.line(term.get("taxonomy")) or text.line(_part(term, "taxonomy_detail").get("name")) or "onbekend"
        if name:
            code = (text.line(term.get("code")) or text.line(term.get("id")) or name).removeprefix(own.before(taxonomy))
            yield Term(taxonomy, code, name.removesuffix(own.behind(taxonomy, code)))


def _links(item: Mapping[str, Any]) -> Iterator[Link]:
    for one in (*_parts(item, "additional_urls"), *_parts(item, "urls")):
        if found := text.address(one.get("url")):
            yield Link(found, text.line(one.get("label")))
