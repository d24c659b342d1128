"""What following up brings to do or not to do: records that must be checked, and whom the desk does not ask any more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class VerificationTask(Record):
    """A record of the catalogue that somebody must check, because what it says turned out wrong at the desk."""

    __tablename__ = "verification_task"
    __table_args__ = (
        Index("ix_verification_task_service_id", "service_id"),
        Index("ix_verification_task_referral_id", "referral_id"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"))  # through which it was found
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str]  # a slug of resources/vocab/reasons_service
    words: Mapped[str | None]  # what is wrong; never about a client
    done: Mapped[datetime | None]


class FollowStop(Record):
    """“Niet meer opvolgen”: of one referral, or of everything of one person, and why. ``lifted`` ends it."""

    __tablename__ = "follow_stop"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (referral_id IS NULL)", name="of_one_thing"),
        Index("ix_follow_stop_person_id", "person_id"),
        Index("ix_follow_stop_referral_id", "referral_id"),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str]  # a slug of resources/vocab/stop_reasons
    words: Mapped[str | None]
    lifted: Mapped[datetime | None]
