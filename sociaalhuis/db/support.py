"""Steunaanvragen: the register of formal applications for OCMW help, what happened to each, its papers, and who does what.

The register is never changed and never shortened: a mistake is a new line. ``sequence`` counts without a gap on each device.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class SupportRequest(Record):
    """One line of the register: an application (aanvraag), or what corrects one (verbetering) or strikes it (doorhaling)."""

    __tablename__ = "support_request"
    __table_args__ = (
        CheckConstraint("(kind = 'aanvraag') = (parent_id IS NULL)", name="corrects_a_line"),
        Index("uq_support_request_device_id_sequence", "device_id", "sequence", unique=True),
        Index("ix_support_request_contact_id", "contact_id"),
    )
    append_only = True

    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"))
    sequence: Mapped[int]  # 1, 2, 3 … for each device
    number: Mapped[str] = mapped_column(unique=True)  # as it stands on paper
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("support_request.id"))  # the line that this one corrects
    kind: Mapped[str]  # aanvraag | verbetering | doorhaling
    at: Mapped[datetime]  # when the line was written
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    received: Mapped[date]  # the first day on which anybody received it: it stays, wherever it is sent
    received_by: Mapped[str | None]  # who that was, when it was not this desk
    desk: Mapped[str]  # ocmw | stad: whose desk wrote it
    right: Mapped[str | None]  # the slug of a right, when it is about one
    words: Mapped[str | None]  # of a correction: what was wrong


class SupportStep(Record):
    """Something that happened to an application. Never changed: a mistake is a new step that takes it back."""

    __tablename__ = "support_step"
    __table_args__ = (Index("ix_support_step_request_id", "request_id"),)
    append_only = True

    request_id: Mapped[UUID] = mapped_column(ForeignKey("support_request.id"))
    place: Mapped[int]  # 1, 2, 3 … of this application: no clock decides what came first
    step: Mapped[str]  # a slug of resources/vocab/support_steps, or take_back
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]  # the day on which it happened
    recipient: Mapped[str | None]  # the OCMW that it was sent to
    reasons: Mapped[list[str]] = mapped_column(default=list)  # names of rules of resources/support/competence
    words: Mapped[str | None]
    takes_back: Mapped[UUID | None]

    def taken_back(self, at: datetime, by: UUID) -> "SupportStep":
        """The step that takes this one back; the register keeps both."""
        return SupportStep(
            request_id=self.request_id, place=self.place, step="take_back", at=at, user_id=by, on=self.on, takes_back=self.id
        )


class SupportPaper(Record):
    """A receipt or a letter as it left the printer, with the name that stood on it: proof that the client got it."""

    __tablename__ = "support_paper"
    __table_args__ = (Index("ix_support_paper_request_id", "request_id"),)
    append_only = True

    request_id: Mapped[UUID] = mapped_column(ForeignKey("support_request.id"))
    kind: Mapped[str]  # ontvangstbewijs | doorzending
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str | None]  # as the client gave it; None: the client wrote it on the paper
    text: Mapped[list[str]]
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    aid: Mapped[str | None]  # the language beside the Dutch, a slug of resources/vocab/languages
    aid_reason: Mapped[str | None]  # a slug of resources/vocab/aid_reasons


class TaskSplit(Record):
    """Who does what for one product in this house, where it differs from what is usual: stad, ocmw or partner."""

    __tablename__ = "task_split"

    product: Mapped[str] = mapped_column(unique=True)  # “right:<slug>” or “service:<slug>”
    informs: Mapped[str | None]
    helps: Mapped[str | None]
    files: Mapped[str | None]
    place: Mapped[str | None]  # where to go in the house, in words: “1ste verdieping”
