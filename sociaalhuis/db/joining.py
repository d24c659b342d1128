"""Records of two sources that are one service: which were joined, with what they were before, and which pairs are not one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class ServiceJoin(Record):
    """One record of a service that went into another one. ``undone``: they are two again.

    ``moved`` holds the rows that changed hands, by table; ``before`` what the kept record and its sources were at the moment of
    the join, with what they became.
    """

    __tablename__ = "service_join"
    __table_args__ = (Index("ix_service_join_kept_id", "kept_id"), Index("ix_service_join_gone_id", "gone_id"))

    kept_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    gone_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    moved: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]
    undone: Mapped[datetime | None]


class ServiceApart(Record):
    """Two records of which somebody said that they are not one service; ``one_id`` is the smaller id."""

    __tablename__ = "service_apart"
    __table_args__ = (
        Index("uq_service_apart_one_id_other_id", "one_id", "other_id", unique=True),
        Index("ix_service_apart_other_id", "other_id"),
    )

    one_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
