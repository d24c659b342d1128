"""Changing a record by hand, or making one: one act, what really differs only, each field with what it was in the journal.

Whoever changes a record did not check it by that: see desk.catalogue.checking. What this house offers or knows of itself, such
as neighbours who help, is checked by who writes it down. Hours are kept as people write them; ``hours`` says how the program
reads them. Addresses, costs and what to bring are a line each (desk.catalogue.parts).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.schedules import reading, writing
from sociaalhuis.catalogue.service import INFORMAL, INTERNAL, PRODUCT, PUBLIC, SECRET
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Address, Organization, Phone, Service
from sociaalhuis.db.verifying import Verification
from sociaalhuis.desk.catalogue import checking, parts
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue.model import Cost, Document, Place, plain
from sociaalhuis.house import House

LINES = (
    "name", "organization", "alternate_name", "phones", "email", "url", "opening_hours", "fees", "area_values", "capacity",
)  # fmt: skip
PARTS = ("addresses", "costs", "documents")  # a line each
TEXTS = ("description", "eligibility_description", "application_process", "alert", "notes", *PARTS)
LISTS: Mapping[str, tuple[str, ...]] = {
    "target_group_tags": ("target_groups", "starter_tags"),
    "domains": ("life_domains", "starter_domains"),
    "languages": ("languages",),
}
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": ("", PRODUCT, INFORMAL), "confidentiality": (PUBLIC, INTERNAL, SECRET)}
LONGEST = 4_000  # characters of a field
OWN_WAY = "zelf"  # how a record of our own is checked: a slug of verify_ways
_PHONE = re.compile(r"[+()\d][\d\s./()+-]*")
_PLACE = tuple(name for name in Place.__dataclass_fields__ if name != "accessibility")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A record as it is edited: every field as text, lists as words with commas."""

    slug: str
    organization: str
    fields: Mapping[str, str]


class BadValue(Refusal):
    """What a field cannot hold; ``field`` is where it must be mended."""

    def __init__(self, field: str, refusal: Refusal) -> None:
        super().__init__(refusal.what, refusal.now)
        self.field = field


def begin(house: House, slug: str) -> Edit:
    """The record as it is. Raises Refusal when it is gone, or not for this role."""
    with house.store.read() as session:
        row = _row(house, session, slug)
        plain = [name for name in (*LINES, *TEXTS, *CHOICES) if name not in (*PARTS, "phones", "organization", "area_values")]
        found = {name: getattr(row, name) or "" for name in plain}
        found["phones"] = "; ".join(
            f"{one.number} ({one.description})" if one.description else one.number for one in row.phones
        )
        found["organization"] = row.organization.name
        found["area_values"] = parts.area(row.area_type, row.area_values)
        found["addresses"] = "\n".join(parts.address(one) for one in _places(row))
        found["costs"] = "\n".join(parts.cost(one) for one in _costs(row))
        found["documents"] = "\n".join(parts.document(one) for one in _documents(row))
        found["confidentiality"] = row.confidentiality or PUBLIC
        found |= {name: ", ".join(_label(name, slug) for slug in getattr(row, name)) for name in LISTS}
        return Edit(row.slug, row.organization.name, found)


def _row(house: House, session: Session, slug: str) -> Service:
    """The row of a record. Raises Refusal when it is gone, and for a secret one when the role may not know of it."""
    row = checking.row(session, slug)
    if row.confidentiality == SECRET and not allows("service.secret", house.actor.role):
        raise Refusal("Deze fiche is alleen voor maatschappelijk werk.", "Vraag het aan een maatschappelijk werker.")
    return row


def blank(house: House) -> Edit:
    """A record of our own that is still to be written: informal help, in the municipality of the house."""
    found = dict.fromkeys((*LINES, *TEXTS, *CHOICES, *LISTS), "")
    home = places.known(house.text("house.postal_code"))
    found |= {"kind": INFORMAL, "confidentiality": PUBLIC, "languages": _label("languages", "nl")}
    found["area_values"] = home[0].municipality if home else ""
    return Edit("", "", found)


def organizations(house: House) -> Sequence[str]:
    """The names of all organisations, for who types one."""
    with house.store.read() as session:
        return session.scalars(select(Organization.name).order_by(Organization.name)).all()


def change(house: House, slug: str, fields: Mapping[str, str]) -> Sequence[str]:
    """Give these fields another value; gives the names of those that really changed.

    Raises Refusal for a name that is empty, a number, mail, address or word that cannot be, and a text that is too long.
    """
    with house.store.write(house.actor, "service.change") as session:
        row = _row(house, session, slug)
        return put(session, row, {name: _checked(name, text, row) for name, text in fields.items()})


def add(house: House, fields: Mapping[str, str], now: datetime) -> str:
    """Make a record of our own; gives its slug. It counts as checked today, by who writes it down.

    Raises Refusal as :func:`change` does, without a way to reach it, and when the organisation has one of that name already.
    """
    values = {name: _checked(name, text) for name, text in fields.items() if text.strip() or name == "name"}
    if not any(values.get(name) for name in ("phones", "email", "addresses")):
        raise Refusal("Hoe bereikt een cliënt dit aanbod?", "Vul een nummer, een mailadres of een adres in.")
    user, today = worker(house), local(now).date()
    who = values.pop("organization", None) or values["name"]
    with house.store.write(house.actor, "service.add") as session:
        of = _organization(session, who)
        if session.scalar(select(Service.id).where(Service.name == values["name"], Service.organization_id == of.id)):
            raise Refusal("Deze organisatie heeft al een fiche met die naam.", "Zoek ze met Ctrl+G en pas ze aan.")
        row = Service(
            id=new_id(), slug=_slug(session, values["name"]), organization_id=of.id, name=values["name"], description="",
            domains=[], target_groups=[], target_group_tags=[], area_type="region", area_values=[], languages=[],
            for_professionals=False, confidence="sourced", assured_date=today, assured_precision="day",
        )  # fmt: skip
        session.add(row)
        session.flush()
        put(session, row, values)
        session.add(Verification(service_id=row.id, at=now, user_id=user, way=OWN_WAY, whom=None))
        return row.slug


def _checked(name: str, text: str, row: Service | None = None) -> Any:
    try:
        return value(name, text, row)
    except Refusal as refusal:
        raise BadValue(name, refusal) from refusal


def _slug(session: Session, name: str) -> str:
    """A stable public id from the name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "fiche"
    taken = set(session.scalars(select(Service.slug).where(Service.slug.startswith(wanted))))
    return next(one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def put(session: Session, row: Service, values: Mapping[str, Any]) -> Sequence[str]:
    """The same with values, inside a writing session."""
    changed = []
    for name, found in values.items():
        if _PUT[name](session, row, found) if name in _PUT else _set(row, name, found):
            changed.append(name)
    return changed


def _set(row: Service, name: str, value: Any) -> bool:
    differs: bool = getattr(row, name) != value
    if differs:
        setattr(row, name, value)
    return differs


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


def _addresses(session: Session, row: Service, wanted: Sequence[Place]) -> bool:
    """The same for addresses."""
    there = list(row.addresses)
    if list(_places(row)) == list(wanted):
        return False
    for rank, one in enumerate(wanted):
        at = there[rank] if rank < len(there) else Address(service_id=row.id)
        at.rank, at.accessibility = rank, list(one.accessibility) or None
        for name in _PLACE:
            setattr(at, name, getattr(one, name))
        session.add(at)
    for at in there[len(wanted) :]:
        session.delete(at)
    return True


def _whose(session: Session, row: Service, wanted: str) -> bool:
    of = _organization(session, wanted)
    if of.id == row.organization_id:
        return False
    row.organization_id = of.id
    return True


def _organization(session: Session, name: str) -> Organization:
    """The organisation with this name, made when it is not there."""
    found = session.scalar(select(Organization).where(func.lower(Organization.name) == name.lower()))
    if found is None:
        found = Organization(id=new_id(), name=name)
        session.add(found)
        session.flush()
    return found


def _area(_session: Session, row: Service, wanted: tuple[str, tuple[str, ...]]) -> bool:
    kind, values = wanted
    return any([_set(row, "area_type", kind), _set(row, "area_values", list(values))])


def _places(row: Service) -> tuple[Place, ...]:
    """All addresses, also those that never leave the house."""
    return tuple(
        Place(**{name: getattr(one, name) for name in _PLACE}, accessibility=tuple(one.accessibility or ()))
        for one in row.addresses
    )


def _costs(row: Service | None) -> tuple[Cost, ...]:
    return tuple(Cost(**one) for one in (row.costs if row else None) or ())


def _documents(row: Service | None) -> tuple[Document, ...]:
    return tuple(Document(**one) for one in (row.documents if row else None) or ())


def hours(text: str) -> tuple[str, bool]:
    """How the program reads hours, said again in its own words; False with the reason when it cannot."""
    if not text.strip():
        return "", True
    try:
        return writing.write(reading.read(text)), True
    except Refusal as refusal:
        return str(refusal), False


def value(name: str, text: str, row: Service | None = None) -> Any:
    """A text as this field holds it; of ``row`` the parts whose line was not touched. Raises Refusal for what cannot be."""
    said = cleaned(text).strip()
    if len(said) > LONGEST:
        raise Refusal(f"Een veld is te lang ({len(said)} tekens).", f"Hou het bij {LONGEST} tekens.")
    if name in _READ:
        return _READ[name](said, row)
    if name in LISTS:
        return _listed(name, said)
    if name in CHOICES:
        if said not in CHOICES[name]:
            raise Refusal("Deze keuze bestaat niet.", "Kies er een uit de lijst.")
        return None if said in ("", PUBLIC) else said
    if name not in (*LINES, *TEXTS):
        raise Refusal("Dit veld kan hier niet aangepast worden.", "Kies een ander veld.")
    return said if name == "description" else said or None


def _name(said: str, _row: Service | None) -> str:
    if not said:
        raise Refusal("Een fiche heeft een naam.", "Schrijf de naam van de dienst.")
    return said


def _mail(said: str, _row: Service | None) -> str | None:
    if said and not _MAIL.fullmatch(said):
        raise Refusal("Dit is geen mailadres.", "Schrijf het als naam@dienst.be.")
    return said or None


def _site(said: str, _row: Service | None) -> str | None:
    return _address(said) if said else None


def _where(said: str, row: Service | None) -> tuple[str, tuple[str, ...]]:
    if row is not None and said == parts.area(row.area_type, row.area_values):
        return row.area_type, tuple(row.area_values)
    return parts.read_area(said)


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


def _named(said: str, _row: Service | None) -> str:
    if not said:
        raise Refusal("Een fiche hoort bij een organisatie.", "Schrijf de naam van de organisatie.")
    return " ".join(said.split())


_READ: Mapping[str, Callable[[str, Service | None], Any]] = {
    "organization": _named,
    "name": _name,
    "email": _mail,
    "url": _site,
    "phones": lambda said, _row: numbers(said),
    "area_values": _where,
    "addresses": lambda said, row: parts.read_addresses(said, _places(row) if row else ()),
    "costs": lambda said, row: plain(parts.read_costs(said, _costs(row))) or None,
    "documents": lambda said, row: plain(parts.read_documents(said, _documents(row))) or None,
}
_PUT: Mapping[str, Callable[[Session, Service, Any], bool]] = {
    "phones": _phones,
    "addresses": _addresses,
    "organization": _whose,
    "area_values": _area,
}
