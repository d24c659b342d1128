"""The XML that CEVI gives municipalities of their products: a ProductCatalog, often inside a ``<string>`` and escaped twice."""

import html
from collections.abc import Iterator
from typing import IO, Any

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import text
from sociaalhuis.exchange.catalogue.model import Cost, Document, Fault, Link, Organization, Phone, Place, Read, Record, Term

MOST_BYTES = 64 * 2**20
_OPEN, _CLOSE = "<ProductCatalog", "</ProductCatalog>"
_READ = frozenset({
    "Id", "Name", "Title", "Description", "StartDate", "EndDate", "ProductType", "TargetGroups", "Themes", "Conditions",
    "BringToApply", "AmountToApply", "Procedure", "Exceptions", "AdditionalInfo", "Keywords", "InfoUrls", "Forms",
    "DeliveringDepartments", "AuthorisedDepartments", "IsInternal",
})  # fmt: skip


def read(stream: IO[bytes], source: str) -> Iterator[tuple[str, Read]]:
    """The records of a file. Raises Refusal for XML that is broken, too large or asks to fetch something."""
    for number, product in enumerate(_catalog(stream).iter("Product"), 1):
        row = f"product {number}"
        yield row, _record(product, row, source)


def _catalog(stream: IO[bytes]) -> Any:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    found = stream.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise Refusal("Dit XML-bestand is te groot.", "Vraag de leverancier het te splitsen.")
    whole = found.decode("utf-8", "replace")
    if _OPEN not in whole and html.escape(_OPEN) in whole:
        whole = html.unescape(whole)
    start, end = whole.find(_OPEN), whole.rfind(_CLOSE)
    inner = whole[start : end + len(_CLOSE)] if 0 <= start < end else whole
    if "<!DOCTYPE" in whole or "<!ENTITY" in whole:
        raise Refusal("Dit XML-bestand verwijst naar iets erbuiten. Dat is niet veilig.", "Vraag een gewoon bestand.")
    try:
        return fromstring(inner)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise Refusal("Dit is geen geldige XML.", "Kijk of het bestand heel is, of vraag een nieuw.") from error


def _record(product: Any, row: str, source: str) -> Read:
    def said(name: str) -> str | None:
        return text.prose(product.findtext(name))

    def named(name: str) -> list[tuple[str, str]]:
        """(id, value) of every item in a list, or of the element itself."""
        found = product.find(name)
        rows = [] if found is None else [one for one in found.iter() if one.find("Value") is not None]
        pairs = [(text.line(one.findtext("Id")), text.line(one.findtext("Value"))) for one in rows]
        return [(known or value, value) for known, value in pairs if value]

    name, known = text.line(product.findtext("Title")) or text.line(product.findtext("Name")), text.line(product.findtext("Id"))
    if name is None or known is None:
        return Fault(row, "Name" if name is None else "Id", "De naam of de id van dit product ontbreekt.", "Vul ze aan.")
    body, office = _department(product)
    targets = tuple(dict.fromkeys(value for _, value in named("TargetGroups")))
    cost = said("AmountToApply")
    bring = said("BringToApply")
    urls = (text.address(one.text) for tag in ("InfoUrls", "Forms") for one in _all(product, tag))
    also = text.line(product.findtext("Name"))
    words = [*([also] if also and also != name else []), *(value for _, value in named("Keywords"))]
    phone, place = text.line(office.get("Phone")), _place(office)
    return Record(
        source=source,
        source_id=known,
        name=name,
        kind="product",
        organization=Organization(body or "Lokaal bestuur"),
        alternate_name=text.listed(words),
        description="\n\n".join(filter(None, (said("Description"), said("AdditionalInfo")))),
        target_groups=targets,
        phones=(Phone(phone),) if phone else (),
        email=text.mail(office.get("Email")),
        url=text.address(office.get("Website")),
        addresses=(place,) if place else (),
        fees=cost,
        costs=(Cost(description=cost),) if cost else (),
        documents=(Document(bring),) if bring else (),
        eligibility_description="\n\n".join(filter(None, (said("Conditions"), said("Exceptions")))) or None,
        application_process=said("Procedure"),
        terms=tuple(Term("ipdc_themes", _theme(value), _theme(value)) for _, value in named("Themes"))
        + tuple(Term("ipdc_types", _theme(value), _theme(value)) for _, value in named("ProductType")),
        links=tuple(Link(one) for one in dict.fromkeys(urls) if one),
        for_professionals=(product.findtext("IsInternal") or "").strip().lower() == "true",
        extra=text.kept({one.tag: _tree(one) for one in product if one.tag not in _READ}),
    )


def _department(product: Any) -> tuple[str | None, dict[str, str]]:
    """Who carries it out: the department that has an address, else the first; with that address."""
    listed = [one for tag in ("DeliveringDepartments", "AuthorisedDepartments") for one in product.iter(tag)]
    found = [one for each in listed for one in each.iter("Department")]
    best = next((one for one in found if one.find(".//Address") is not None), found[0] if found else None)
    if best is None:
        return None, {}
    address = best.find(".//Address")
    return text.line(best.findtext("Name")), {} if address is None else {part.tag: part.text or "" for part in address}


def _place(office: dict[str, str]) -> Place | None:
    parts = (text.line(office.get(tag)) for tag in ("Street", "HouseNumber", "BoxNumber"))
    street, city = " ".join(filter(None, parts)), text.line(office.get("Municipality")) or ""
    return Place(street, text.line(office.get("ZipCode")) or "", city) if street or city else None


def _all(product: Any, tag: str) -> list[Any]:
    found = product.find(tag)
    return [] if found is None else list(found.iter())


def _theme(value: str) -> str:
    """The code of a theme or type as IPDC writes it: “Burger en Overheid” is BurgerOverheid."""
    return "".join(word[:1].upper() + word[1:] for word in value.replace(",", "").split() if word.lower() != "en")


def _tree(one: Any, deep: int = 0) -> Any:
    if not len(one) or deep > 8:
        return (one.text or "").strip() or None
    found: dict[str, Any] = {}
    for part in one:
        found.setdefault(part.tag, []).append(_tree(part, deep + 1))
    return found
