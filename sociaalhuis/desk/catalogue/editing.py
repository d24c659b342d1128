"""Changing a record by hand: one act, what really differs only, each field with what it was in the journal.

Whoever changes a record did not check it by that: see desk.catalogue.checking. Hours are kept as people write them; ``hours``
says how the program reads them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.catalogue.schedules import reading, writing
from sociaalhuis.catalogue.service import INFORMAL, INTERNAL, PRODUCT, PUBLIC, SECRET
from sociaalhuis.db.catalogue import Phone, Service
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.desk.intake import cleaned
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

LINES = ("name", "alternate_name", "phones", "email", "url", "opening_hours", "fees")
TEXTS = ("description", "eligibility_description", "application_process", "alert", "notes")
LISTS: Mapping[str, tuple[str, ...]] = {
    "target_group_tags": ("target_groups", "starter_tags"), "domains": ("life_domains", "starter_domains"),
    "languages": ("languages",),
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": ("", PRODUCT, INFORMAL), "confidentiality": (PUBLIC, INTERNAL, SECRET)}
LONGEST = 4_000  # characters of a field
_PHONE = re.compile(r"[+()\d][\d\s./()+-]*")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A record as it is edited: every field as text, lists as words with commas."""

    slug: str
    organization: str
    fields: Mapping[str, str]


def begin(house: House, slug: str) -> Edit:
    """The record as it is. Raises Refusal when it is gone."""
    with house.store.read() as session:
        row = checking.row(session, slug)
        found = {name: getattr(row, name) or "" for name in (*LINES, *TEXTS, *CHOICES) if name != "phones"}
        found["phones"] = "; ".join(
            f"{one.number} ({one.description})" if one.description else one.number for one in row.phones
        )
        found["confidentiality"] = row.confidentiality or PUBLIC
        found |= {name: ", ".join(_label(name, slug) for slug in getattr(row, name)) for name in LISTS}
        return Edit(slug, row.organization.name, found)


def change(house: House, slug: str, fields: Mapping[str, str]) -> Sequence[str]:
    """Give these fields another value; gives the names of those that really changed.

    Raises Refusal for a name that is empty, a number, mail or word that cannot be, and a text that is too long.
    """
    values = {name: value(name, text) for name, text in fields.items()}
    with house.store.write(house.actor, "service.change") as session:
        return put(session, checking.row(session, slug), values)


def put(session: Session, row: Service, values: Mapping[str, Any]) -> Sequence[str]:
    """The same with values, inside a writing session."""
    changed = []
    for name, value in values.items():
        if name == "phones":
            if _phones(session, row, value):
                changed.append(name)
        elif getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed


def _phones(session: Session, row: Service, wanted: Sequence[tuple[str, str | None]]) -> bool:
    """Make the numbers of a service these; gives whether anything changed."""
    there = list(row.phones)
    if [(one.number, one.description) for one in there] == list(wanted):
        return False
    for one, (number, description) in zip(there, wanted, strict=False):
        one.number, one.description = number, description
    for one in there[len(wanted) :]:
        session.delete(one)
    for rank, (number, description) in enumerate(wanted[len(there) :], len(there)):
        session.add(Phone(service_id=row.id, rank=rank, number=number, description=description))
    return True


def hours(text: str) -> tuple[str, bool]:
    """How the program reads hours, said again in its own words; False with the reason when it cannot."""
    if not text.strip():
        return "", True
    try:
        return writing.write(reading.read(text)), True
    except Refusal as refusal:
        return str(refusal), False


def value(name: str, text: str) -> Any:
    """A text as this field holds it. Raises Refusal for what the field cannot hold."""
    said = cleaned(text).strip()
    if len(said) > LONGEST:
        raise Refusal(f"Een veld is te lang ({len(said)} tekens).", f"Hou het bij {LONGEST} tekens.")
    if name in LISTS:
        return _listed(name, said)
    if name in CHOICES:
        if said not in CHOICES[name]:
            raise Refusal("Deze keuze bestaat niet.", "Kies er een uit de lijst.")
        return None if said in ("", PUBLIC) else said
    if name == "phones":
        return numbers(said)
    if name == "name" and not said:
        raise Refusal("Een fiche heeft een naam.", "Schrijf de naam van de dienst.")
    if name == "email" and said and not _MAIL.fullmatch(said):
        raise Refusal("Dit is geen mailadres.", "Schrijf het als naam@dienst.be.")
    if name == "url" and said:
        return _address(said)
    if name not in (*LINES, *TEXTS):
        raise Refusal("Dit veld kan hier niet aangepast worden.", "Kies een ander veld.")
    return said if name in ("name", "description") else said or None


def _address(said: str) -> str:
    whole = said if "://" in said else f"https://{said}"
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", whole, re.IGNORECASE):
        raise Refusal("Dit is geen webadres.", "Schrijf het als www.dienst.be.")
    return whole


def numbers(said: str) -> list[tuple[str, str | None]]:
    """Numbers with what they are for: “011 22 33 44 (onthaal); 1813”. Raises Refusal for what is no number."""
    found: list[tuple[str, str | None]] = []
    for part in filter(None, (one.strip() for one in said.split(";"))):
        number, _, rest = part.partition("(") if not part.startswith("(") else (part, "", "")
        if not _PHONE.fullmatch(number.strip()) or sum(char.isdigit() for char in number) < 3:
            raise Refusal(f"“{part[:40]}” is geen telefoonnummer.", "Schrijf het als 011 22 33 44 (onthaal); 1813.")
        found.append((number.strip(), rest.strip().removesuffix(")").strip() or None))
    return found


def _listed(name: str, said: str) -> list[str]:
    found = []
    for word in filter(None, (one.strip() for one in said.split(","))):
        slug = next((slug for slug, label in words(name) if word.casefold() in (label.casefold(), slug)), None)
        if slug is None:
            raise Refusal(f"“{word[:40]}” staat niet in de lijst.", "Kies een woord uit de lijst onder het veld.")
        found.append(slug)
    return list(dict.fromkeys(found))


def words(name: str) -> Sequence[tuple[str, str]]:
    """The slugs and words that a list may hold; the vocabulary first, then what older records say."""
    found: dict[str, str] = {}
    for list_name in LISTS[name]:
        for term in vocab.terms(list_name, None):
            found.setdefault(term.slug, term.label)
    return tuple(found.items())


def _label(name: str, slug: str) -> str:
    return dict(words(name)).get(slug, slug)
