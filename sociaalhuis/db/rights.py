"""What the desk found out about rights and what came of it: explorations as they were that day, and steps of one right."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sociaalhuis.db.base import Record
from sociaalhuis.db.desk import Contact


class Exploration(Record):
    """How all rights stood for one contact on one day, by the rules and amounts of that day. Never changed afterwards.

    The facts behind it are the contact's (Told), as far as they may be kept; ``withheld`` are keys of the answers that may not.
    """

    __tablename__ = "exploration"
    __table_args__ = (Index("ix_exploration_contact_id", "contact_id"),)
    append_only = True

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date]  # the day for which the rules were asked
    setting: Mapped[str]  # where the talk was: balie | gesprek | maatschappelijk_werker
    rules: Mapped[str]  # the version of all rules and amounts together
    statuses: Mapped[dict[str, Any]]  # right → [status, version of its rule]
    amounts: Mapped[dict[str, Any]]  # parameter → value, of those that counted
    asked: Mapped[list[str]] = mapped_column(default=list)  # facts that were asked, in order
    withheld: Mapped[list[str]] = mapped_column(default=list)

    contact: Mapped[Contact] = relationship()


class RightStep(Record):
    """One thing that happened with one right of one client. Never changed: a mistake is a new step that takes it back."""

    __tablename__ = "right_step"
    __table_args__ = (Index("ix_right_step_contact_id", "contact_id"), Index("ix_right_step_due", "due"))
    append_only = True

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    right: Mapped[str]  # the slug of its rule
    step: Mapped[str]  # a slug of resources/vocab/right_steps
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    due: Mapped[date | None]  # when the desk looks at it again
    way: Mapped[str | None]  # who applies: a slug of resources/vocab/application_ways
    reason: Mapped[str | None]  # why it was not taken up: a slug of resources/vocab/non_take_up_reasons
    takes_back: Mapped[UUID | None]

    contact: Mapped[Contact] = relationship()

    def taken_back(self, at: datetime, by: UUID) -> "RightStep":
        """The step that takes this one back; later steps stay as they are, for they stand for themselves."""
        return RightStep(contact_id=self.contact_id, right=self.right, step="take_back", at=at, user_id=by, takes_back=self.id)
