"""What the desk tells policy: signals without a name, who heard the same, what came of them, and how a day ended."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class Signal(Record):
    """Something that goes wrong for more people than one. It knows no person and no contact, on purpose."""

    __tablename__ = "signal"
    __table_args__ = (Index("ix_signal_at", "at"),)

    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str]  # a slug of resources/vocab/signal_kinds
    domain: Mapped[str]  # a slug of resources/vocab/life_domains
    b_factor: Mapped[str]  # a slug of resources/vocab/b_factors
    place: Mapped[str | None]  # a town or a neighbourhood, in words
    text: Mapped[str]


class SignalHeard(Record):
    """Somebody heard the same: one count more for a signal that is there already."""

    __tablename__ = "signal_heard"
    __table_args__ = (Index("ix_signal_heard_signal_id", "signal_id"),)

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("signal.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))


class SignalStep(Record):
    """What the coordinator did with a signal. The last one is how it stands."""

    __tablename__ = "signal_step"
    __table_args__ = (Index("ix_signal_step_signal_id", "signal_id"),)

    signal_id: Mapped[UUID] = mapped_column(ForeignKey("signal.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    state: Mapped[str]  # a slug of resources/vocab/signal_states, or “samengevoegd”: it is the same as another signal
    note: Mapped[str | None]  # what was decided, without a name; of what is the same, the id of the other one
    addressee: Mapped[str | None]  # a slug of resources/vocab/signal_addressees: who has to do something about it


class DayEnd(Record):
    """A day that somebody ended at the desk, with its counts and nothing about anybody."""

    __tablename__ = "day_end"
    append_only = True

    day: Mapped[date]
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
