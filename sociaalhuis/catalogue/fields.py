"""The fields of a record as people read them: their Dutch names, and a value in words. Pure."""

from collections.abc import Mapping
from typing import Any

from sociaalhuis import vocab

LABELS: Mapping[str, str] = {
    "name": "Naam", "alternate_name": "Andere naam", "organization": "Organisatie", "description": "Wat", "phones": "Telefoon",
    "number": "Telefoon", "email": "E-mail", "url": "Website", "opening_hours": "Uren", "addresses": "Adres", "fees": "Kost",
    "eligibility_description": "Voorwaarden", "application_process": "Aanmelden", "target_groups": "Voor wie",
    "target_group_tags": "Doelgroepen", "domains": "Domeinen", "languages": "Taal", "notes": "Alleen voor medewerkers",
    "alert": "Let op", "kind": "Soort", "confidentiality": "Vertrouwelijkheid", "assured_date": "Nagekeken op",
    "waiting_time": "Wachttijd, zelf gehoord", "stopped": "Gestopt op", "source_url": "Bron", "confidence": "Zekerheid",
    "area_values": "Werkt in", "archived": "Gestopt aan de bron", "terms": "Thema's", "costs": "Bedragen",
    "documents": "Papieren", "schedules": "Uren, als gegevens", "links": "Links", "eligibility": "Voorwaarden, als gegevens",
    "description_of_number": "Waarvoor het nummer is", "for_professionals": "Alleen voor hulpverleners",
    "capacity": "Capaciteit", "address_1": "Straat en nummer", "postal_code": "Postcode", "city": "Gemeente",
    "description_of_place": "Waarvoor het adres is", "name_of_place": "Gebouw",
    "accessibility": "Toegankelijkheid", "confidential": "Geheim adres",
    "minimum_age": "Vanaf leeftijd", "maximum_age": "Tot leeftijd", "area_type": "Soort werkgebied",
}  # fmt: skip
_LISTS = {
    "target_group_tags": ("target_groups", "starter_tags"),
    "domains": ("life_domains", "starter_domains"),
    "languages": ("languages",),
}
_LONGEST = 300  # characters of a value on one line


def label(field: str) -> str:
    """A field as people call it."""
    return LABELS.get(field, field)


def words(field: str, value: Any) -> str:
    """A value of a field in words; empty for nothing."""
    if value is None or value in ("", [], ()):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return ", ".join(_one(field, part) for part in value)[:_LONGEST]
    return str(value)[:_LONGEST]


def _one(field: str, part: Any) -> str:
    if isinstance(part, Mapping):
        return " ".join(str(value) for value in part.values() if value)
    for name in _LISTS.get(field, ()):
        known = {term.slug: term.label for term in vocab.terms(name, None)}
        if part in known:
            return known[part]
    return str(part)
