"""Whom to ask for at a service: who was asked for before, then who is known at its organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.actors import OrganizationContact
from sociaalhuis.db.base import new_id
from sociaalhuis.db.partners import ServiceContact
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

LONGEST = 80  # characters of a name, and of how to reach somebody


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whom to ask for at a service."""

    id: UUID
    name: str
    reach: str


def people(house: House, service: str) -> tuple[Somebody, ...]:
    """Whom to ask for at this service, who was noted last first."""
    with house.store.read() as session:
        return of(session, _service(session, service))


def of(session: Session, service: tables.Service) -> tuple[Somebody, ...]:
    """The same inside a session; nobody twice."""
    query = select(ServiceContact).where(ServiceContact.service_id == service.id, ServiceContact.gone.is_(None))
    rows = session.scalars(query.order_by(ServiceContact.noted.desc()))
    found = {row.name: Somebody(row.id, row.name, row.reach or "") for row in rows}
    for one in session.scalars(_at(service.organization_id).order_by(OrganizationContact.noted.desc())):
        reach = ", ".join(filter(None, (one.phone, one.email, one.best_hour, one.role)))
        found.setdefault(one.name, Somebody(one.id, one.name, reach))
    return tuple(found.values())


def add(house: House, service: str, typed: str, now: datetime) -> Somebody:
    """Note whom to ask for, typed as “An P., 089 12 34 56, na 13 uur”. Raises Refusal without a name or when too long."""
    name, _, reach = (part.strip() for part in cleaned(" ".join(typed.split())).partition(","))
    if not name or len(name) > LONGEST or len(reach) > LONGEST:
        raise Refusal("Typ een naam, een komma en een nummer.", "Bijvoorbeeld: An P., 089 12 34 56, na 13 uur.")
    user = worker(house)
    with house.store.write(house.actor, "partner.note") as session:
        row = _service(session, service).id
        made = ServiceContact(id=new_id(), service_id=row, name=name, reach=reach or None, noted=now, user_id=user)
        session.add(made)
        return Somebody(made.id, name, reach)


def gone(house: House, one: Somebody, service: str, today: date) -> None:
    """This person does not work there any more, under whatever of both lists the name stands; it can be taken back."""
    with house.store.write(house.actor, "partner.note") as session:
        where = _service(session, service)
        here = ServiceContact.service_id == where.id, ServiceContact.name == one.name, ServiceContact.gone.is_(None)
        for row in session.scalars(select(ServiceContact).where(*here)):
            row.gone = today
        for known in session.scalars(_at(where.organization_id).where(OrganizationContact.name == one.name)):
            known.gone = today


def _at(organization: UUID) -> Select[OrganizationContact]:
    """Who is known at an organisation."""
    return select(OrganizationContact).where(
        OrganizationContact.organization_id == organization, OrganizationContact.gone.is_(None)
    )


def _service(session: Session, slug: str) -> tables.Service:
    return session.execute(select(tables.Service).where(tables.Service.slug == slug)).scalar_one()
