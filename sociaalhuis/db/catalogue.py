"""The productencatalogus: who offers what (HSDS 3 names), and which rights exist with their dated amounts."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sociaalhuis.db.base import Record


class Organization(Record):
    """Who offers services."""

    __tablename__ = "organization"
    public = True

    name: Mapped[str] = mapped_column(unique=True)
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    identifiers: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))  # {scheme, identifier}


class Service(Record):
    """One service (fiche). ``slug`` is the stable public id; ``eligibility`` the structured conditions as data.

    The lists of parts (terms, costs, documents, schedules, links) hold the fields of exchange.catalogue.model.
    """

    __tablename__ = "service"
    public = True
    __table_args__ = (Index("ix_service_organization_id", "organization_id"),)

    slug: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str]
    domains: Mapped[list[str]]
    target_groups: Mapped[list[str]]
    target_group_tags: Mapped[list[str]]
    email: Mapped[str | None]
    url: Mapped[str | None]
    opening_hours: Mapped[str | None]
    area_type: Mapped[str]
    area_values: Mapped[list[str]]
    languages: Mapped[list[str]]
    fees: Mapped[str | None]
    eligibility_description: Mapped[str | None]
    eligibility: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    application_process: Mapped[str | None]
    assured_date: Mapped[date | None]
    assured_precision: Mapped[str | None]
    confidence: Mapped[str]
    source_url: Mapped[str | None]
    notes: Mapped[str | None]
    for_professionals: Mapped[bool] = mapped_column(default=False)
    stopped: Mapped[date | None]
    kind: Mapped[str | None]  # product: something to apply for, of a productencatalogus; None: a service
    alert: Mapped[str | None]
    minimum_age: Mapped[float | None]
    maximum_age: Mapped[float | None]
    terms: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    costs: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    documents: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    schedules: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    links: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    capacity: Mapped[str | None]  # how many people it can help, in words; of this house alone
    confidentiality: Mapped[str | None]  # intern | geheim; None: for everybody

    organization: Mapped[Organization] = relationship()
    phones: Mapped[list["Phone"]] = relationship(order_by="Phone.rank")
    addresses: Mapped[list["Address"]] = relationship(order_by="Address.rank")


class Phone(Record):
    """A number of a service, in the order of the record."""

    __tablename__ = "phone"
    public = True
    __table_args__ = (Index("ix_phone_service_id", "service_id"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    rank: Mapped[int]
    number: Mapped[str]
    description: Mapped[str | None]
    type: Mapped[str | None]  # voice, fax, sms …
    extension: Mapped[str | None]


class Address(Record):
    """A place where clients can go. ``confidential`` ones are never shown to clients, printed or exported."""

    __tablename__ = "address"
    public = True
    __table_args__ = (Index("ix_address_service_id", "service_id"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    rank: Mapped[int]
    address_1: Mapped[str]
    postal_code: Mapped[str]
    city: Mapped[str]
    description: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    confidential: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str | None]  # of the building
    address_2: Mapped[str | None]
    region: Mapped[str | None]  # province or state, where the source tells it
    country: Mapped[str | None]  # two letters; None: Belgium
    transport: Mapped[str | None]
    accessibility: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class Right(Record):
    """A social right as the desk explains it. Its rule is data in resources; people decide, the program says “mogelijk”."""

    __tablename__ = "right"

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    level: Mapped[str]
    administering_body: Mapped[str]
    gives: Mapped[str]
    how_to_apply: Mapped[str]
    documents: Mapped[list[str]]
    automatic: Mapped[str]
    domain: Mapped[str]
    human_check: Mapped[list[str]]
    confidence: Mapped[str]
    source_url: Mapped[str | None]
    assured_date: Mapped[date | None]


class DatedParameter(Record):
    """An amount or limit with its date and source. ``value`` None: not confirmed. ``stale``: certainly or probably outdated."""

    __tablename__ = "parameter"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[float | None]
    unit: Mapped[str]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    stale: Mapped[bool]
    confidence: Mapped[str]
    source_url: Mapped[str | None]
    note: Mapped[str | None]
