"""Working with other services: whom to ask for there, what was passed on, and who sends people to this desk."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class ServiceContact(Record):
    """Somebody of a service by name: for this house only, never printed, exported or shown to a client."""

    __tablename__ = "service_contact"
    __table_args__ = (Index("ix_service_contact_service_id", "service_id"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    name: Mapped[str]
    reach: Mapped[str | None]  # a direct number, and when, as it was typed
    noted: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    gone: Mapped[date | None]


class PassedOn(Record):
    """What left the house about a client, to whom and how: proof beside the consent that allowed it."""

    __tablename__ = "passed_on"
    __table_args__ = (Index("ix_passed_on_referral_id", "referral_id"),)

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    way: Mapped[str]  # telefoon | mail, of resources/vocab/contact_ways
    partner: Mapped[str | None]  # who heard or gets it
    elements: Mapped[list[str]]  # slugs of resources/vocab/share_elements; empty: only the code


class Incoming(Record):
    """A referral to this house (aanmelding): who asks what about somebody, on which ground, and what may be told back.

    The question itself and the client, if there is one, stand in the contact.
    """

    __tablename__ = "incoming"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), unique=True)
    referrer: Mapped[str]  # a slug of resources/vocab/referrers
    sender: Mapped[str]  # the organization, and who there
    reach: Mapped[str | None]  # how the sender hears of it
    ground: Mapped[str]  # a slug of resources/vocab/sharing_grounds
    ground_note: Mapped[str | None]
    call_by: Mapped[date]  # when the desk reaches the client at the latest
    report_by: Mapped[date | None]  # when the sender hears something; None: the sender asked for nothing
    feedback: Mapped[str]  # what the client allows to be told back, a slug of resources/vocab/feedback_limits


class IncomingStep(Record):
    """What was done with a referral to this house: the client was reached or not, the sender was told."""

    __tablename__ = "incoming_step"
    __table_args__ = (Index("ix_incoming_step_incoming_id", "incoming_id"),)

    incoming_id: Mapped[UUID] = mapped_column(ForeignKey("incoming.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    step: Mapped[str]  # a slug of resources/vocab/incoming_steps


class Complaint(Record):
    """That somebody complained, or that a colleague stood too near, and which independent way was offered.

    A count for whoever handles complaints: no client and no words, for a complaint never stands in a file.
    """

    __tablename__ = "complaint"

    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str]  # a slug of resources/vocab/complaint_kinds
    way: Mapped[str]  # a slug of resources/vocab/independent_ways
    restricted: Mapped[bool]  # whether a file was closed off with it
