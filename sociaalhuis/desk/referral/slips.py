"""From services to a slip: what of a record goes on paper for this client, and the copy that the house keeps.

Only what the slip has fields for can get there; a confidential address and a service for professionals are left out here.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from sociaalhuis import vocab
from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.service import Address, Phone, Service
from sociaalhuis.db.desk import Contact, SlipCopy
from sociaalhuis.desk import relations, safety
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import House
from sociaalhuis.printing.slip import Destination, Letterhead, Slip

_NOT_CHECKED = "algemene kennis"  # such a price is for staff; it never stands on paper as if it were certain
_ANY_NUMBER = 7  # digits from which a telephone number is like any other


@dataclass(frozen=True, slots=True)
class Choices:
    """What the desk chose for this slip. ``bring`` and ``shared`` are slugs of the vocabulary or words typed at the desk.

    Without consent ``shared`` is None: the paper then says nothing about what is passed on, neither yes nor no.
    ``appointments`` are by the id of a service. With ``postal_code`` of the client a service of many places shows the nearest.
    ``aid`` is the language beside the Dutch, ``aid_reason`` why (see desk.language), ``interpreter`` which one is needed.
    """

    kind: str = "self"
    contact: str = ""
    bring: tuple[str, ...] = ()
    shared: tuple[str, ...] | None = ()
    appointments: Mapping[str, datetime] = field(default_factory=dict)
    plan_b: str | None = None
    postal_code: str | None = None
    form: str = "u"
    format: str = "A5"
    large: bool = False
    discreet: bool = False
    language: str = "nl"
    aid: str | None = None
    aid_reason: str | None = None
    interpreter: str | None = None
    pictures: bool = False


def compose(
    services: Sequence[Service],
    choices: Choices,
    reference: str,
    day: date,
    letterhead: Letterhead,
    deadline: date | None = None,
) -> Slip:
    """The slip for these services; a ``deadline`` that has passed is not on it.

    Raises Refusal for a service that is not for clients and for what may not be on paper.
    """
    for service in services:
        if service.for_professionals:
            raise Refusal(f"“{service.name}” is niet voor cliënten.", "Kies een dienst die zelf mensen helpt.")
    bring = tuple(_label("documents", item) for item in choices.bring)
    destinations = [_destination(service, choices, bring if i == 0 else ()) for i, service in enumerate(services)]
    return Slip(
        reference=reference,
        day=day,
        letterhead=letterhead,
        kind=choices.kind,
        destinations=tuple(_quiet(one, letterhead) if choices.discreet else one for one in destinations),
        contact=choices.contact or f"{letterhead.name} {letterhead.phone}".strip(),
        shared=None if choices.shared is None else tuple(_label("share_elements", item) for item in choices.shared),
        plan_b=choices.plan_b,
        form=choices.form,
        format=choices.format,
        large=choices.large,
        discreet=choices.discreet,
        language=choices.language,
        aid=choices.aid,
        interpreter=choices.interpreter,
        pictures=choices.pictures,
        safety=any(safety.about_violence(service) for service in services),
        deadline=deadline if deadline is not None and deadline >= day else None,
    )


def _label(list_name: str, item: str) -> str:
    try:
        return vocab.label(list_name, item)
    except KeyError:
        return item


def _destination(service: Service, choices: Choices, bring: tuple[str, ...]) -> Destination:
    meeting = choices.appointments.get(service.id)
    address = nearest([a for a in service.addresses if not a.confidential], choices.postal_code)
    return Destination(
        name=service.name,
        organization=service.organization if service.organization != service.name else None,
        step=_step(service, choices, address),
        address=_lines(address) if address else (),
        phones=tuple(p.number if not p.description else f"{p.number} ({p.description})" for p in _phones(service, address)),
        email=service.email,
        url=service.url,
        hours=service.opening_hours,
        appointment=None if meeting is None else local(meeting).replace(tzinfo=None),
        bring=bring,
        cost=None if service.fees and _NOT_CHECKED in service.fees else service.fees,
        checked=service.assured_date,
        checked_precision=service.assured_precision or "day",
    )


def _quiet(one: Destination, letterhead: Letterhead) -> Destination:
    """Without short numbers that everybody knows (1712, 106), which tell as much as a name: that of the house comes instead."""
    phones = tuple(phone for phone in one.phones if sum(map(str.isdigit, phone.split("(")[0])) >= _ANY_NUMBER)
    own = (letterhead.phone,) if one.phones and letterhead.phone else ()
    return replace(one, phones=phones or own)


def nearest(addresses: Sequence[Address], postal_code: str | None) -> Address | None:
    """The address that is nearest to the client as the crow flies; without a known postal code the first one."""
    if not addresses or postal_code is None:
        return addresses[0] if addresses else None
    here = places.places(postal_code)[0]
    return min(addresses, key=lambda address: _distance(here, address))


def _distance(here: places.Place, address: Address) -> float:
    try:
        return places.distance(here, places.places(address.postal_code)[0])
    except Refusal:  # a code of one big sender, such as 1031, lies nowhere
        return float("inf")


def _phones(service: Service, address: Address | None) -> Sequence[Phone]:
    """The numbers of the chosen place where the record tells them apart, else all."""
    town = address.city.casefold() if address else ""
    near = [
        p for p in service.phones if p.description and any(part in p.description.casefold() for part in town.split("-") if part)
    ]
    return near or service.phones


def _step(service: Service, choices: Choices, address: Address | None) -> str:
    """What the client does first: an appointment goes before all, a colleague who calls before going or calling oneself."""
    if service.id in choices.appointments:
        return "appointment"
    if choices.kind == "internal":
        return "wait"
    if address:
        return "go"
    if service.phones:
        return "call"
    if service.email:
        return "mail"
    return "online" if service.url else "ask"


def _lines(address: Address) -> tuple[str, ...]:
    return tuple(line for line in (address.address_1, f"{address.postal_code} {address.city}") if line.strip())


def letterhead(house: House) -> Letterhead:
    """The letterhead as this house set it."""
    name = house.text("letterhead.name") if "letterhead.name" in house.values else house.name
    return Letterhead(
        name, house.lines("letterhead.address"), house.text("letterhead.phone"), house.text("letterhead.hours") or None
    )


def copy(house: House, slip: UUID) -> bytes:
    """The PDF of a kept slip as it left the printer.

    Raises Refusal when it is not for who acts, Trouble when the copy is not what was kept.
    """
    with house.store.read() as session:
        kept = session.get_one(SlipCopy, slip)
        relations.refuse_unseen_contact(house, session, session.get_one(Contact, kept.contact_id))
    if hashlib.sha256(kept.pdf).hexdigest() != kept.sha256:
        raise Trouble("De kopie van dit briefje is beschadigd.", "Kijk in een reservekopie, of maak een nieuw briefje.")
    return kept.pdf


def from_line(line: Mapping[str, object], catalogue: Mapping[str, Service], day: date, head: Letterhead) -> Slip:
    """A slip from one line of a batch (see the verb ``slip``). Raises Refusal for a wrong line, with what to do."""
    slugs = _texts(line, "services")
    unknown = [slug for slug in slugs if slug not in catalogue]
    if unknown:
        raise Refusal(f"De dienst “{unknown[0][:60]}” staat niet in de catalogus.", "Kijk de naam van de dienst na.")
    moment = _text(line, "appointment")
    choices = Choices(
        kind=_text(line, "kind") or "self",
        contact=_text(line, "contact") or "",
        bring=_texts(line, "bring"),
        shared=_texts(line, "shared"),
        appointments={} if moment is None else dict.fromkeys(slugs, _moment(moment)),
        plan_b=_text(line, "plan_b"),
        postal_code=_text(line, "postcode"),
        form=_text(line, "form") or "u",
        format=_text(line, "format") or "A5",
        large=line.get("large") is True,
        discreet=line.get("discreet") is True,
        language=_text(line, "language") or "nl",
        aid=_text(line, "aid"),
        interpreter=_text(line, "interpreter"),
        pictures=line.get("pictures") is True,
    )
    return compose([catalogue[slug] for slug in slugs], choices, _text(line, "reference") or "", day, head)


def _text(line: Mapping[str, object], key: str) -> str | None:
    value = line.get(key)
    if value is not None and not isinstance(value, str):
        raise Refusal(f"“{key}” moet een tekst zijn.", "Zet de waarde tussen aanhalingstekens.")
    return value


def _texts(line: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = line.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refusal(f"“{key}” moet een lijst van teksten zijn.", f'Schrijf bijvoorbeeld "{key}": ["…"].')
    return tuple(value)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"De dag “{text[:30]}” bestaat niet.", "Schrijf jjjj-mm-ddTuu:mm, zoals 2026-11-24T10:40.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=BRUSSELS)
