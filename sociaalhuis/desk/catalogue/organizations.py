"""Organisations to work with (actoren): whom to ask for there, what was agreed and until when, and what they offer.

A contact and an agreement are of this house alone: no import touches them, no export tells them, no client sees them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.catalogue.service import SECRET
from sociaalhuis.db.actors import Agreement, OrganizationContact
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.imports import LocalNote
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

SOON = 60  # days before the end of an agreement in which the house must look at it
YEAR = 365
MOST = 200  # organisations in one list
LONGEST = 200  # characters of one field
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works there. Only the name must be there."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    best_hour: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement: ``ends`` None has no end."""

    what: str
    starts: date
    ends: date | None = None
    note: str = ""
    id: UUID | None = None
    organization: str = ""

    def state(self, today: date) -> str:
        """“late” when it has ended, “today” when it ends soon, else “good”."""
        if self.ends is None:
            return "good"
        return "late" if self.ends < today else "today" if self.ends <= today + timedelta(days=SOON) else "good"


@dataclass(frozen=True, slots=True)
class Offer:
    """One of their services, with the day on which somebody checked it and the waiting time that was heard last."""

    slug: str
    name: str
    checked: date | None
    waiting: str = ""
    heard: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One organisation in the list. ``ends``: the first end of an agreement that the house must look at."""

    id: UUID
    name: str
    services: int
    people: int = 0
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The card of one organisation."""

    id: UUID
    name: str
    email: str
    url: str
    people: Sequence[Person]
    agreements: Sequence[Agreed]
    offers: Sequence[Offer]


def listed(house: House, typed: str, now: datetime) -> Sequence[Known]:
    """The organisations with these words in their name; without words those that are worked with. What ends stands first."""
    today, words = local(now).date(), typed.casefold().split()
    with house.store.read() as session:
        people = _counted(session, select(OrganizationContact.organization_id).where(OrganizationContact.gone.is_(None)))
        ends = _ends(session, today)
        used = _counted(session, _referred(now - timedelta(days=YEAR)))
        offered = select(Service.organization_id).where(Service.stopped.is_(None), may_see(house))
        services = _counted(session, offered)
        agreed = set(session.scalars(select(Agreement.organization_id).where(Agreement.gone.is_(None))))
        rows = session.execute(select(Organization.id, Organization.name, Organization.alternate_name)).all()
    mine = {*people, *agreed, *used}
    found = [
        Known(id_, name, services[id_], people.get(id_, 0), ends.get(id_))
        for id_, name, other in rows
        if id_ in services and (_holds(words, name, other) if words else id_ in mine)
    ]
    last = date.max
    found.sort(key=lambda one: (one.ends or last, one.id not in agreed and not one.people, one.name.casefold()))
    return found[:MOST]


def _holds(words: Sequence[str], name: str, other: str | None) -> bool:
    said = f"{name} {other or ''}".casefold()
    return all(word in said for word in words)


def may_see(house: House) -> ColumnElement[bool]:
    """The clause over Service for what who acts may see."""
    secret = allows("service.secret", house.actor.role)
    return or_(Service.confidentiality.is_(None), Service.confidentiality != SECRET) if not secret else true()


def _counted(session: Session, query: Select[UUID]) -> dict[UUID, int]:
    part = query.subquery()
    return dict(session.execute(select(part.c.organization_id, func.count()).group_by(part.c.organization_id)).all())


def _referred(since: datetime) -> Select[UUID]:
    return (
        select(Service.organization_id)
        .join(Referral, Referral.service_id == Service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .where(Contact.at >= since)
    )


def _ends(session: Session, today: date) -> dict[UUID, date]:
    """By organisation the first end of an agreement that has passed or comes within SOON days."""
    query = (
        select(Agreement.organization_id, func.min(Agreement.ends))
        .where(Agreement.gone.is_(None), Agreement.ends <= today + timedelta(days=SOON))
        .group_by(Agreement.organization_id)
    )
    return {organization: ends for organization, ends in session.execute(query) if ends is not None}


def ending(house: House, today: date) -> Sequence[Agreed]:
    """The agreements that ended or end within SOON days, the first end first."""
    query = (
        select(Agreement, Organization.name)
        .join(Organization, Agreement.organization_id == Organization.id)
        .where(Agreement.gone.is_(None), Agreement.ends <= today + timedelta(days=SOON))
        .order_by(Agreement.ends)
    )
    with house.store.read() as session:
        return [_agreed(row, name) for row, name in session.execute(query)]


def card(house: House, organization: UUID) -> Actor:
    """One organisation. Raises Refusal when it is not in the catalogue any more."""
    with house.store.read() as session:
        row = _row(session, organization)
        people = session.scalars(
            select(OrganizationContact)
            .where(OrganizationContact.organization_id == organization, OrganizationContact.gone.is_(None))
            .order_by(OrganizationContact.noted.desc())
        )
        agreements = session.scalars(
            select(Agreement)
            .where(Agreement.organization_id == organization, Agreement.gone.is_(None))
            .order_by(Agreement.ends.is_(None), Agreement.ends)
        )
        return Actor(
            row.id,
            row.name,
            row.email or "",
            row.url or "",
            [Person(one.name, one.role or "", one.phone or "", one.email or "", one.best_hour or "", one.id) for one in people],
            [_agreed(one, row.name) for one in agreements],
            _offers(house, session, organization),
        )


def of_service(house: House, slug: str) -> UUID:
    """The organisation of a service. Raises Refusal when the service is not there any more."""
    with house.store.read() as session:
        found = session.scalar(select(Service.organization_id).where(Service.slug == slug, Service.stopped.is_(None)))
    if found is None:
        raise Refusal("Deze fiche staat niet meer in de catalogus.", "Zoek de dienst opnieuw met Ctrl+G.")
    return found


def _agreed(row: Agreement, organization: str) -> Agreed:
    return Agreed(row.what, row.starts, row.ends, row.note or "", row.id, organization)


def _offers(house: House, session: Session, organization: UUID) -> Sequence[Offer]:
    query = (
        select(Service.slug, Service.name, Service.assured_date, LocalNote.waiting_time, LocalNote.noted)
        .outerjoin(LocalNote, LocalNote.service_id == Service.id)
        .where(Service.organization_id == organization, Service.stopped.is_(None), may_see(house))
        .order_by(Service.name)
    )
    return [
        Offer(slug, name, checked, waiting or "", local(noted).date() if waiting else None)
        for slug, name, checked, waiting, noted in session.execute(query)
    ]


def _row(session: Session, organization: UUID) -> Organization:
    row = session.get(Organization, organization)
    if row is None:
        raise Refusal("Deze organisatie staat niet meer in de catalogus.", "Zoek ze opnieuw.")
    return row


# ── noting ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def note_person(house: House, organization: UUID, said: Person, now: datetime) -> None:
    """Keep somebody who works there; with an id in the place of what was known. Raises Refusal without a name or a way."""
    words = {name: _line(getattr(said, name)) for name in ("name", "role", "phone", "email", "best_hour")}
    if not words["name"]:
        raise Refusal("De naam ontbreekt.", "Wie is het? Typ een naam, bijvoorbeeld An P.")
    if not (words["phone"] or words["email"]):
        raise Refusal("Hoe bereik je die persoon?", "Typ een nummer of een mailadres.")
    if words["email"] and "@" not in words["email"]:
        raise Refusal("Dit is geen mailadres.", "Kijk na of er een @ in staat.")
    user = worker(house)
    with house.store.write(house.actor, "actor.note") as session:
        _row(session, organization)
        row = session.get(OrganizationContact, said.id) if said.id else None
        if row is None:
            row = OrganizationContact(organization_id=organization)
            session.add(row)
        row.name, row.noted, row.user_id = words.pop("name"), now, user
        for name, value in words.items():
            setattr(row, name, value or None)


def note_agreement(house: House, organization: UUID, said: Agreed, now: datetime) -> None:
    """Keep an agreement; with an id in the place of what was known. Raises Refusal without words, and for impossible days."""
    what, about = _line(said.what), _line(said.note)
    if not what:
        raise Refusal("Wat is er afgesproken?", "Schrijf het kort, bijvoorbeeld: zitdag elke eerste dinsdag.")
    if said.ends is not None and said.ends < said.starts:
        raise Refusal("Deze afspraak eindigt voor ze begint.", "Kijk de twee dagen na.")
    user = worker(house)
    with house.store.write(house.actor, "actor.note") as session:
        _row(session, organization)
        row = session.get(Agreement, said.id) if said.id else None
        if row is None:
            row = Agreement(organization_id=organization)
            session.add(row)
        row.what, row.starts, row.ends, row.note = what, said.starts, said.ends, about or None
        row.noted, row.user_id = now, user


def take_off(house: House, which: Person | Agreed, today: date) -> None:
    """This person left, or this agreement does not hold any more: it goes off the card."""
    with house.store.write(house.actor, "actor.note") as session:
        if isinstance(which, Person):
            session.get_one(OrganizationContact, which.id).gone = today
        else:
            session.get_one(Agreement, which.id).gone = today


def read_day(typed: str) -> date | None:
    """A day as it is typed, “1/1/2027”; None for nothing. Raises Refusal for what is no day."""
    text = typed.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found:
            year = int(found[3])
            return date(year if year > 99 else 2000 + year, int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Refusal(f"“{text[:20]}” is geen dag.", "Typ dag, maand en jaar, zoals 31/12/2027.")


def _line(text: str) -> str:
    found = " ".join(cleaned(text).split())
    if len(found) > LONGEST:
        raise Refusal(f"Dit is te lang ({len(found)} tekens).", f"Hou het bij {LONGEST} tekens.")
    return found
