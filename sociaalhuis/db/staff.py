"""Who works here, on which device, and how the house is set."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class House(Record):
    """The house itself: one row, whose id also stands in the key file and in every backup."""

    __tablename__ = "house"

    name: Mapped[str]
    municipality: Mapped[str | None]  # NIS code
    created: Mapped[datetime]


class Device(Record):
    """A PC that writes in the house. A restored house goes on as a new device, so that its journal never forks."""

    __tablename__ = "device"

    label: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime]
    outing_id: Mapped[UUID | None]  # the zitdag that it was away for (db.outing): such a device writes nowhere else


class User(Record):
    """A colleague with an account. ``label`` is what is typed to sign in; ``shown`` what clients and colleagues see."""

    __tablename__ = "user"

    label: Mapped[str] = mapped_column(unique=True)
    shown: Mapped[str]
    role: Mapped[str]  # a slug of resources/vocab/roles
    employer: Mapped[str] = mapped_column(default="ocmw")  # a slug of resources/vocab/employers: OCMW, city, partner, volunteer
    active: Mapped[bool] = mapped_column(default=True)
    until: Mapped[date | None]


class HouseSetting(Record):
    """A setting of the whole house that differs from its default."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(JSON)
