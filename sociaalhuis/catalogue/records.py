"""Services between the tables of the house and the values that the desk works with."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from sociaalhuis.catalogue.service import PUBLIC, SECRET, Address, Phone, Service, ServiceArea
from sociaalhuis.conditions import parse, to_data
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.store import Store

_SAME = (
    "name", "alternate_name", "description", "email", "url", "opening_hours", "fees", "eligibility_description",
    "application_process", "assured_date", "assured_precision", "confidence", "source_url", "notes", "for_professionals",
)  # fmt: skip
_LISTS = ("domains", "target_groups", "target_group_tags", "languages")


def insert(store: Store, session: Session, services: Iterable[Service]) -> None:
    """Put new services in a writing session, in bulk and journalled; organisations with the same name are one."""
    known: dict[str, UUID] = dict(session.execute(select(tables.Organization.name, tables.Organization.id)).all())
    organizations: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    phones: list[dict[str, Any]] = []
    addresses: list[dict[str, Any]] = []
    for service in services:
        if service.organization not in known:
            known[service.organization] = new_id()
            organizations.append({"id": known[service.organization], "name": service.organization})
        row = service_row(service) | {"id": new_id(), "organization_id": known[service.organization]}
        rows.append(row)
        phones.extend(
            {"service_id": row["id"], "rank": i, "number": p.number, "description": p.description}
            for i, p in enumerate(service.phones)
        )
        addresses.extend({"service_id": row["id"], "rank": i} | _address_row(a) for i, a in enumerate(service.addresses))
    store.insert(session, tables.Organization, organizations)
    store.insert(session, tables.Service, rows)
    store.insert(session, tables.Phone, phones)
    store.insert(session, tables.Address, addresses)


def service_row(service: Service) -> dict[str, Any]:
    """The columns of a service but for its id and organisation."""
    return {
        "slug": service.id,
        "area_type": service.area.type,
        "area_values": list(service.area.values),
        "eligibility": None if service.eligibility is None else to_data(service.eligibility),
        "stopped": None,
        "confidentiality": None if service.confidentiality == PUBLIC else service.confidentiality,
        **{name: getattr(service, name) for name in _SAME},
        **{name: list(getattr(service, name)) for name in _LISTS},
    }


def _address_row(address: Address) -> dict[str, Any]:
    return {name: getattr(address, name) for name in Address.__dataclass_fields__}


def everything(session: Session, *, secret: bool = False) -> Mapping[str, Service]:
    """All services that did not stop, by slug; the secret ones only for who may see them."""
    return {row.slug: _value(row) for row in session.scalars(_current(secret=secret).order_by(tables.Service.slug))}


def some(session: Session, ids: Iterable[UUID], *, secret: bool = False) -> Mapping[UUID, Service]:
    """Of these rows the services that did not stop, by row id."""
    query = _current(secret=secret).where(tables.Service.id.in_(list(ids)))
    return {row.id: _value(row) for row in session.scalars(query)}


def _current(*, secret: bool) -> Select[tables.Service]:
    query = (
        select(tables.Service)
        .where(tables.Service.stopped.is_(None))
        .options(
            joinedload(tables.Service.organization), selectinload(tables.Service.phones), selectinload(tables.Service.addresses)
        )
    )
    return query.where(listed(secret))


def listed(secret: bool) -> ColumnElement[bool]:
    """The clause over Service for what somebody sees: with ``secret`` also what only social work may know of."""
    seen = or_(tables.Service.confidentiality.is_(None), tables.Service.confidentiality != SECRET)
    return true() if secret else seen


def ids(session: Session, slugs: Iterable[str]) -> Mapping[str, UUID]:
    """The row ids of those of these services that did not stop, by slug."""
    query = select(tables.Service.slug, tables.Service.id).where(
        tables.Service.slug.in_(list(slugs)), tables.Service.stopped.is_(None)
    )
    return dict(session.execute(query).all())


def _value(row: tables.Service) -> Service:
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    confidentiality = row.confidentiality or PUBLIC
    same["for_professionals"] = row.for_professionals or confidentiality != PUBLIC  # never offered to a client, never on paper
    lists: dict[str, Any] = {name: tuple(getattr(row, name)) for name in _LISTS}
    return Service(
        id=row.slug,
        organization=row.organization.name,
        confidentiality=confidentiality,
        kind=row.kind,
        capacity=row.capacity,
        costs=tuple(map(_cost, row.costs or ())),
        documents=tuple(str(one.get("document", "")) for one in row.documents or ()),
        area=ServiceArea(row.area_type, tuple(row.area_values)),
        eligibility=None if row.eligibility is None else parse(row.eligibility, f"service {row.slug}"),
        phones=tuple(Phone(p.number, p.description) for p in row.phones),
        addresses=tuple(
            Address(
                a.address_1,
                a.postal_code,
                a.city,
                a.description,
                a.latitude,
                a.longitude,
                a.confidential,
                tuple(a.accessibility or ()),
            )
            for a in row.addresses
        ),
        **same,
        **lists,
    )


def _cost(one: Mapping[str, Any]) -> str:
    """A cost in words, as exchange.catalogue.model has it as data."""
    amount, currency = one.get("amount"), one.get("currency")
    paid = "" if amount is None else f"{amount:.2f} {'euro' if currency in (None, 'EUR') else currency}".replace(".", ",")
    said = ", ".join(filter(None, (paid.replace(",00 ", " "), one.get("description"))))
    return ": ".join(filter(None, (one.get("option"), said)))
