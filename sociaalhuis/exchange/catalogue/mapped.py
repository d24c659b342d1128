"""A plain list of services in CSV or a workbook: which column holds what is guessed from its name, or given.

One row is one service. What no field takes is kept beside the record under the name of its column.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import text
from sociaalhuis.exchange.catalogue.model import Fault, Organization, Phone, Place, Read, Record, Term
from sociaalhuis.exchange.catalogue.tabular import Row

_NAMES = {
    "id": "id nummer code dienst_id bronid identificatie",
    "name": "naam dienst titel name service naam_dienst naam_voorziening voorziening",
    "organization": "organisatie organization aanbieder naam_organisatie instelling actor",
    "alternate_name": "andere_naam alternate_name afkorting",
    "description": "omschrijving beschrijving description aanbod werking info",
    "phone": "telefoon tel phone telefoonnummer gsm",
    "email": "email e_mail mail emailadres e_mailadres",
    "url": "website url webadres site web",
    "address_1": "adres straat address_1 straat_en_nummer straatnaam",
    "number": "huisnummer nr",
    "postal_code": "postcode postal_code zip",
    "city": "gemeente stad plaats city",
    "opening_hours": "openingsuren uren opening_hours openingsuur",
    "fees": "kostprijs prijs kosten fees tarief",
    "eligibility_description": "voorwaarden eligibility eligibility_description wie_komt_in_aanmerking",
    "application_process": "aanmelden aanmelding hoe_aanmelden application_process procedure",
    "target_groups": "doelgroep doelgroepen target_groups",
    "terms": "thema themas rubriek rubrieken domein domeinen levensdomein levensdomeinen domains",
    "languages": "talen languages taal",
    "area": "werkingsgebied regio service_area nis",
}
FIELDS = tuple(_NAMES)
"""What a column can hold."""
_NOTHING = "Geef een bestand met bovenaan kolomnamen, zoals “naam” en “organisatie”."


def taken(header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Which column holds which field, as far as it can be told: {field: column}. ``given`` goes before the guess.

    A field that is given without a column gets none. Raises Refusal for a field or column that does not exist.
    """
    plain = {_plain(one): one for one in header}
    found = {field: plain[word] for field, words in _NAMES.items() for word in reversed(words.split()) if word in plain}
    for field, column in given.items():
        if field not in _NAMES or (column and column not in header):
            raise Refusal(f"De kolom “{column[:40]}” voor “{field[:40]}” bestaat niet.", f"Kies uit: {', '.join(header[:20])}.")
        found[field] = column
    return {field: column for field, column in found.items() if column}


def columns(header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """As :func:`taken`; raises Refusal too when no column has the name."""
    found = taken(header, given)
    if "name" not in found:
        raise Refusal("Dit bestand heeft geen kolom met de naam van de dienst.", _NOTHING)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def read(
    rows: Iterator[tuple[str, Row]], header: Sequence[str], source: str, given: Mapping[str, str]
) -> Iterator[tuple[str, Read]]:
    """The records of a list with these headings. Raises Refusal for a list without rows or names."""
    found: dict[str, str] | None = None
    for where, row in rows:
        found = found or columns(header, given)
        yield where, _record(where, row, found, source)
    if found is None:
        raise Refusal("Dit bestand heeft geen rijen.", _NOTHING)


def _record(where: str, row: Row, taken: Mapping[str, str], source: str) -> Read:
    def said(field: str) -> str | None:
        return text.prose(row.get(taken.get(field, "")))

    def listed(field: str) -> tuple[str, ...]:
        parts = re.split(r"[;|\n]|,(?=\s)", said(field) or "")
        return tuple(dict.fromkeys(one for part in parts if (one := text.line(part))))

    name = text.line(said("name"))
    if name is None:
        return Fault(where, taken["name"], "Deze rij heeft geen naam.", "Vul de naam van de dienst in.")
    organization = text.line(said("organization")) or name
    street = " ".join(filter(None, (text.line(said("address_1")), text.line(said("number")))))
    city, postal = text.line(said("city")) or "", text.line(said("postal_code")) or ""
    made = hashlib.blake2s(f"{organization}|{name}|{postal}".lower().encode(), digest_size=8).hexdigest()
    area = listed("area")
    return Record(
        source=source,
        source_id=text.line(said("id")) or made,
        name=name,
        organization=Organization(organization),
        alternate_name=text.line(said("alternate_name")),
        description=said("description") or "",
        target_groups=listed("target_groups"),
        phones=tuple(Phone(one) for one in listed("phone")),
        email=text.mail(said("email")),
        url=text.address(said("url")),
        addresses=(Place(street, postal, city),) if street or city else (),
        opening_hours=said("opening_hours"),
        area_type="municipalities" if area and all(re.fullmatch(r"\d{5}", one) for one in area) else "region",
        area_values=area,
        languages=listed("languages"),
        fees=said("fees"),
        eligibility_description=said("eligibility_description"),
        application_process=said("application_process"),
        terms=tuple(Term("lijst", one, one) for one in listed("terms")),
        extra=text.kept({name: one for name, one in row.items() if name not in taken.values()}),
    )
