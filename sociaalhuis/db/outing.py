"""Zitdagen without a network: what went along on a laptop, and what was changed there of what the house already had."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class Outing(Record):
    """One package for one day at one place. The same row stands at home and on the laptop, there with ``away``.

    ``data_key`` opens what comes back; it stands at home only. ``people`` are the hexadecimal ids of who is on the laptop, for
    the day that it is lost.
    """

    __tablename__ = "outing"

    place: Mapped[str]
    day: Mapped[date]
    made: Mapped[datetime]
    until: Mapped[datetime]  # from then on nobody works with it; it can still come home
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    people: Mapped[list[str]] = mapped_column(default=list)
    away: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[datetime | None]  # on the laptop: when it was closed
    returned: Mapped[datetime | None]  # at home: when something of it came home last
    data_key: Mapped[bytes | None] = mapped_column(LargeBinary)


class OutingChange(Record):
    """A value of a row of the house that was changed on the laptop: both are kept until somebody chooses."""

    __tablename__ = "outing_change"
    __table_args__ = (Index("ix_outing_change_outing_id", "outing_id"), Index("ix_outing_change_settled", "settled"))

    outing_id: Mapped[UUID] = mapped_column(ForeignKey("outing.id"))
    table: Mapped[str]
    row: Mapped[UUID]
    column: Mapped[str]
    before: Mapped[Any | None] = mapped_column(JSON)  # as it was when the laptop left
    there: Mapped[Any | None] = mapped_column(JSON)  # as the laptop has it
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    settled: Mapped[datetime | None]
    taken: Mapped[bool | None]  # whether that of the laptop was chosen
