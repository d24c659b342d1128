"""Organisations to work with (actoren): whom to ask for there, and what was agreed with them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class OrganizationContact(Record):
    """Somebody of an organisation by name, for a warm referral: for this house only, never printed for a client or exported."""

    __tablename__ = "organization_contact"
    __table_args__ = (Index("ix_organization_contact_organization_id", "organization_id"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str]
    role: Mapped[str | None]  # “intake”, “coördinator”
    phone: Mapped[str | None]
    email: Mapped[str | None]
    best_hour: Mapped[str | None]  # “na 14u”
    noted: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    gone: Mapped[date | None]


class Agreement(Record):
    """A samenwerkingsafspraak with an organisation: what, from which day, until which day (None: without an end)."""

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_organization_id", "organization_id"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    what: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date | None]
    note: Mapped[str | None]
    noted: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    gone: Mapped[date | None]  # somebody took it off the card
