"""Products of IPDC and LPDC in their JSON keys: instances, concepts and their snapshots, one object each.

Reads the keys themselves, not the RDF behind them: the published context leaves keys out. Texts come in several languages and
forms; the form that the house chose goes first, what people wrote before what a machine made. The whole source object is kept
beside the record.
"""

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sociaalhuis.exchange.catalogue import text
from sociaalhuis.exchange.catalogue.model import (
    Cost,
    Document,
    Fault,
    Link,
    Organization,
    Phone,
    Place,
    Read,
    Record,
    Term,
)
from sociaalhuis.paths import resource

BENEFIT = "voordeel"
_ORDER = {
    form: (f"nl-be-x-{mine}", f"nl-be-x-generated-{mine}", "nl", f"nl-be-x-{other}", f"nl-be-x-generated-{other}")
    for form, mine, other in (("u", "formal", "informal"), ("je", "informal", "formal"))
}
"""The tags of a text in the form that a house chose, best first: of a person, of a machine, without form, in the other form."""
_LANGUAGES = {"nld": "nl", "eng": "en", "fra": "fr", "deu": "de"}
_CODES = (("themas", "ipdc_themes"), ("doelgroepen", "ipdc_doelgroepen"), ("cases", "ipdc_cases"))
_PROVINCES = {
    "BE21": "Antwerpen",
    "BE22": "Limburg",
    "BE23": "Oost-Vlaanderen",
    "BE24": "Vlaams-Brabant",
    "BE25": "West-Vlaanderen",
}
_NIS = slice(-5, None)


def is_product(item: Any) -> bool:
    """Whether an object has the keys of IPDC."""
    return isinstance(item, dict) and "naam" in item and ("beschrijving" in item or "@type" in item or "productnummer" in item)


def known_as(item: Mapping[str, Any]) -> str | None:
    """What a product is known by, the same for all its snapshots: the last part of its address."""
    whole = text.line(item.get("isVersionOf") or item.get("@id") or item.get("id"))
    return whole.rstrip("/").rsplit("/", 1)[-1] or None if whole else None


def moment(item: Mapping[str, Any]) -> str:
    """When a snapshot was made, for comparing snapshots of one product."""
    return str(item.get("generatedAtTime") or item.get("laatstGewijzigd") or "")


def read(item: Any, row: str, source: str, day: date, form: str = "u") -> Iterator[Read]:
    """The record of one product. ``day``: what ended before it counts as archived."""
    if not is_product(item):
        yield Fault(row, "naam", "Dit is geen product met de sleutels van IPDC.", "Vraag een bestand met gewone JSON-sleutels.")
        return
    said = functools.partial(_said, item, form=form)
    name, known = text.line(said("naam")), known_as(item)
    if name is None or known is None:
        yield Fault(
            row, "naam" if name is None else "id", "De naam of de id van dit product ontbreekt.", "Meld het aan de bron."
        )
        return
    conditions, procedures = _rows(item, "voorwaarden"), _rows(item, "procedures")
    contacts = _rows(item, "contactgegevens")
    costs = tuple(_cost(one, form, None) for one in _rows(item, "kosten"))
    ended = text.day(item.get("eindeDienstVerlening"))
    targets = _codes(item, "doelgroepen")
    area_type, area_values = area(_codes(item, "geografischToepassingsgebieden"))
    yield Record(
        source=source,
        source_id=known,
        name=name,
        kind="product",
        organization=_organization(item),
        alternate_name=text.listed(_search_terms(item)),
        description=_joined(said("beschrijving"), said("verdereBeschrijving")) or "",
        target_groups=targets,
        phones=tuple(Phone(one) for one in dict.fromkeys(text.line(row.get("telefoonnummer")) for row in contacts) if one),
        email=next((found for one in contacts if (found := text.mail(one.get("email")))), None),
        url=next((found for one in contacts if (found := text.address(one.get("url")))), None),
        addresses=tuple(place for one in contacts if (place := _place(one, form))),
        opening_hours=next((found for one in contacts if (found := text.prose(one.get("openingsuren")))), None),
        area_type=area_type,
        area_values=area_values,
        languages=tuple(_LANGUAGES.get(code.lower(), code.lower()) for code in _codes(item, "talen")),
        fees=_joined(*(one.description for one in costs)),
        costs=(*costs, *(_cost(one, form, BENEFIT) for one in _rows(item, "financieleVoordelen"))),
        documents=tuple(Document(found) for one in conditions if (found := _proof(one, form))),
        eligibility_description=_joined(_told(conditions, form), said("uitzonderingen")),
        application_process=_joined(_told(procedures, form), said("contactBeschrijving")),
        terms=tuple(_terms(item)),
        links=tuple(_links([*_rows(item, "websites"), *(site for one in procedures for site in _rows(one, "websites"))], form)),
        source_url=text.address(item.get("isVersionOf") or item.get("@id")),
        for_professionals=bool(targets) and "Burger" not in targets,
        archived=item.get("gearchiveerd") is True or (ended is not None and ended < day),
        modified=text.line(item.get("laatstGewijzigd") or item.get("generatedAtTime")),
        extra=text.kept({key: value for key, value in item.items() if key not in ("@context", "laatstOntvangen")}),
    )


def _said(item: Mapping[str, Any], key: str, *, form: str) -> str | None:
    """A text in the form of the house: by a person, by a machine, without form, in the other form, in any language."""
    found = item.get(key)
    if isinstance(found, str):
        return text.prose(found)
    if not isinstance(found, dict):
        return None
    here = found if all(map(str.islower, found)) else {tag.lower(): value for tag, value in found.items()}
    for tag in (*_ORDER[form], *here):
        if tag in here and (said := text.prose(here[tag])):
            return said
    return None


def _rows(item: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = item.get(key)
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return sorted(rows, key=lambda one: text.number(one.get("order")) or 0.0)


def _codes(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Codes of a list, bare or as the last part of an address."""
    found = item.get(key)
    if not found:
        return ()
    made: dict[str, None] = {}
    for one in found if isinstance(found, list) else (found,):
        code = text.line((one.get("@id") or one.get("id")) if isinstance(one, dict) else one)
        if code:
            made[code.rstrip("/").rsplit("/", 1)[-1]] = None
    return tuple(made)


def _joined(*parts: str | None) -> str | None:
    return "\n\n".join(dict.fromkeys(one for one in parts if one)) or None


def _told(rows: Sequence[Mapping[str, Any]], form: str) -> str | None:
    """Rows with a name and words; a name that only repeats its kind is left out."""
    found = []
    for one in rows:
        name, said = _said(one, "naam", form=form), _said(one, "beschrijving", form=form)
        telling = name and name.lower().rstrip("n") not in ("voorwaarde", "procedure", "kost", "koste")
        found.append(_joined(name if telling or not said else None, said))
    return _joined(*found)


def _proof(condition: Mapping[str, Any], form: str) -> str | None:
    proof = condition.get("bewijs")
    return _told([proof], form) if isinstance(proof, dict) else None


def _cost(one: Mapping[str, Any], form: str, option: str | None) -> Cost:
    return Cost(option=option or text.line(_said(one, "naam", form=form)), description=_told([one], form))


def _search_terms(item: Mapping[str, Any]) -> tuple[str, ...]:
    found = item.get("zoektermen")
    words = found.get("nl") if isinstance(found, dict) else found
    listed = words if isinstance(words, list) else [words]
    return tuple(dict.fromkeys(one for word in listed if (one := text.line(word))))


def _terms(item: Mapping[str, Any]) -> Iterator[Term]:
    for key, taxonomy in (*_CODES, ("type", "ipdc_types")):
        for code in _codes(item, key):
            yield Term(taxonomy, code, code)


def _links(sites: Sequence[Mapping[str, Any]], form: str) -> Iterator[Link]:
    for one in sites:
        if found := text.address(one.get("url")):
            yield Link(found, text.line(_said(one, "naam", form=form)))


def _place(one: Mapping[str, Any], form: str) -> Place | None:
    found = one.get("adres")
    if not isinstance(found, dict):
        return None
    parts = (_said(found, "straatnaam", form=form), text.line(found.get("huisnummer")), text.line(found.get("busnummer")))
    street, city = " ".join(filter(None, parts)), _said(found, "gemeentenaam", form=form)
    return Place(street, text.line(found.get("postcode")) or "", city or "") if street or city else None


def _organization(item: Mapping[str, Any]) -> Organization:
    """Who carries it out, else who is competent; without a name by its OVO number."""
    for key in ("uitvoerendeOverheden", "bevoegdeOverheden", "aangemaaktDoor"):
        for code in _codes(item, key):
            return Organization(authorities().get(code, f"Overheid {code[:60]}"))
    return Organization("Overheid niet vermeld")


@functools.cache
def authorities() -> Mapping[str, str]:
    """Names of the authorities that offer most products, by OVO number."""
    found: Mapping[str, str] = json.loads(resource("services", "authorities.json").read_text("utf-8"))["names"]
    return found


def area(codes: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """NUTS and LAU codes as a working area; of several the widest. A LAU code ends in the NIS code of the municipality."""
    nis = tuple(code[_NIS] for code in codes if len(code) == 10 and code[_NIS].isdigit())
    if "BE" in codes:
        return "national", ()
    if "BE2" in codes:
        return "flanders", ()
    if provinces := tuple(_PROVINCES[code] for code in codes if code in _PROVINCES):
        return "province", provinces
    if arrondissements := tuple(_ARRONDISSEMENTS[code] for code in codes if code in _ARRONDISSEMENTS):
        return "arrondissement", arrondissements
    return ("municipalities", nis) if nis else ("region", tuple(codes))


_ARRONDISSEMENTS = {
    "BE211": "Antwerpen", "BE212": "Mechelen", "BE213": "Turnhout", "BE223": "Tongeren", "BE224": "Hasselt",
    "BE225": "Maaseik", "BE231": "Aalst", "BE232": "Dendermonde", "BE233": "Eeklo", "BE234": "Gent", "BE235": "Oudenaarde",
    "BE236": "Sint-Niklaas", "BE241": "Halle-Vilvoorde", "BE242": "Leuven", "BE251": "Brugge", "BE252": "Diksmuide",
    "BE253": "Ieper", "BE254": "Kortrijk", "BE255": "Oostende", "BE256": "Roeselare", "BE257": "Tielt", "BE258": "Veurne",
}  # fmt: skip
