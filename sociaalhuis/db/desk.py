"""What happens at the desk: contacts, what was told, referrals with their events, consent and paper."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, exists, or_, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from sociaalhuis.db.base import Base, Record, new_id
from sociaalhuis.errors import Refusal


class Contact(Record):
    """One contact: a turf (a count, never a person or free text) or a hulpvraag (words, and a person only if needed)."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("kind <> 'turf' OR (person_id IS NULL AND words IS NULL)", name="turf_is_only_a_count"),
        Index("ix_contact_at", "at"),
        Index("ix_contact_person_id", "person_id"),
    )

    kind: Mapped[str]  # turf | hulpvraag
    reference: Mapped[str | None] = mapped_column(unique=True)
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]  # a slug of resources/vocab/channels
    place: Mapped[str | None]
    words: Mapped[str | None]
    goal: Mapped[str | None]  # what the client wants
    domains: Mapped[list[str]] = mapped_column(default=list)  # slugs of resources/vocab/life_domains
    answer_kind: Mapped[str | None]  # a slug of resources/vocab/answer_kinds
    urgency: Mapped[str] = mapped_column(default="gewoon")
    deadline: Mapped[date | None]  # the last day on which something can still be done, such as that of a hearing
    deadline_met: Mapped[date | None]  # when somebody said that it is in order
    postal_code: Mapped[str | None]
    municipality: Mapped[str | None]  # NIS code
    settled_at_desk: Mapped[bool | None]

    told: Mapped[list["Told"]] = relationship(back_populates="contact")
    referrals: Mapped[list["Referral"]] = relationship(back_populates="contact")


class Told(Record):
    """One fact as it was told in a contact, with how sure it is and since when."""

    __tablename__ = "told"
    __table_args__ = (Index("ix_told_contact_id", "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    fact: Mapped[str]  # a key of the facts vocabulary
    value: Mapped[Any | None] = mapped_column(JSON)
    standing: Mapped[str]
    source: Mapped[str]
    on: Mapped[date]

    contact: Mapped[Contact] = relationship(back_populates="told")


class Referral(Record):
    """One referral of one contact to one service (FHIR ServiceRequest). Its state is computed from its events."""

    __tablename__ = "referral"
    stays = True  # taken back, it was entered in error
    __table_args__ = (Index("ix_referral_contact_id", "contact_id"), Index("ix_referral_service_id", "service_id"))

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"))
    kind: Mapped[str]  # a slug of resources/vocab/referral_kinds
    urgency: Mapped[str] = mapped_column(default="gewoon")
    appointment: Mapped[datetime | None]
    despite: Mapped[str | None]  # why it was given although a condition of the service is not met
    fallback: Mapped[str | None]  # “als dat niet lukt”: a service or a step that comes back as a task
    follow_on: Mapped[date | None]  # when the desk asks how it went, where somebody chose the day

    contact: Mapped[Contact] = relationship(back_populates="referrals")
    events: Mapped[list["ReferralEvent"]] = relationship(
        back_populates="referral", order_by="ReferralEvent.at, ReferralEvent.id"
    )
    attempts: Mapped[list["Attempt"]] = relationship(back_populates="referral", order_by="Attempt.at, Attempt.id")


class ReferralEvent(Record):
    """Something that happened to a referral. Never changed: a mistake is a new event (standards: closed loop, FHIR Task)."""

    __tablename__ = "referral_event"
    __table_args__ = (Index("ix_referral_event_referral_id", "referral_id"),)
    append_only = True

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    event: Mapped[str]  # a slug of resources/vocab/referral_events
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    known_from: Mapped[str]  # a slug of resources/vocab/known_from
    after: Mapped[UUID | None]  # the last event that the writer had seen: "later" means "knew about"
    takes_back: Mapped[UUID | None]  # of the event take_back: which event does not count any more
    reasons: Mapped[list[str]] = mapped_column(default=list)  # slugs of reasons_service or reasons_client, by ``by``
    by: Mapped[str | None]  # whose reasons they are: service or client
    words: Mapped[str | None]  # the client's words, what is missing, or why it is opened again
    contacted: Mapped[bool | None]  # whether client and service spoke; None: not asked
    explained_again: Mapped[bool | None]  # whether the client had to explain everything again; None: not asked
    need_met: Mapped[str | None]
    service_received: Mapped[str | None]
    expected: Mapped[date | None]  # the day of the list, of the appointment, or of the next step after an end
    next_step: Mapped[str | None]

    referral: Mapped[Referral] = relationship(back_populates="events")

    def taken_back(self, at: datetime, by: UUID) -> "ReferralEvent | None":
        """The event that takes this one back; a later event that still counts stands in the way.

        A referral that was just given becomes one that was entered in error: its beginning is not taken away.
        """
        events = self.referral.events
        if self.event == "create":
            return None
        gone = {one.takes_back for one in events}
        if any(one.takes_back is None and one.id not in gone and (one.at, one.id) > (self.at, self.id) for one in events):
            raise Refusal("Dit kan niet meer ongedaan gemaakt worden.", "Er gebeurde daarna nog iets mee. Pas het zelf aan.")
        if self.event == "hand_over":
            self._refuse_known_outside()
            return ReferralEvent(
                referral_id=self.referral_id,
                event="mark_wrong",
                at=at,
                user_id=by,
                known_from="observation",
                after=events[-1].id,
                words=UNDONE,
            )
        return ReferralEvent(
            referral_id=self.referral_id,
            event="take_back",
            at=at,
            user_id=by,
            known_from="observation",
            after=events[-1].id,
            takes_back=self.id,
        )

    def _refuse_known_outside(self) -> None:
        """Raise Refusal when the client has paper, when the service was told something, or when somebody asked how it went."""
        referral, passed_on = self.referral, self.metadata.tables["passed_on"]
        paper = exists().where(SlipCopy.contact_id == referral.contact_id, SlipCopy.at >= self.at)
        told = exists().where(passed_on.c.referral_id == referral.id)
        session = object_session(self)
        if referral.attempts or (session is not None and session.scalar(select(or_(paper, told)))):
            raise Refusal("Dit kan niet meer ongedaan gemaakt worden: er is papier, of iemand weet ervan.", BY_MISTAKE)


UNDONE = "ongedaan gemaakt"
BY_MISTAKE = "Was het per vergissing? Kies op de opvolglijst “Fout ingevoerd” (M)."


class Attempt(Record):
    """One try to hear how it went, that gave no outcome: nobody answered, or not now. ``again`` is when the next try is due."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_referral_id", "referral_id"),)

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    result: Mapped[str]  # a slug of resources/vocab/attempt_results
    way: Mapped[str | None]  # a slug of resources/vocab/contact_ways; None: from before it was asked
    again: Mapped[date]

    referral: Mapped[Referral] = relationship(back_populates="attempts")


class Consent(Record):
    """What a client agreed to have passed on, to whom and for what, or refused. One per sharing, never a blanket."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_referral_id", "referral_id"),)

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    given: Mapped[bool]
    elements: Mapped[list[str]] = mapped_column(default=list)  # what is passed on: slugs of resources/vocab/share_elements
    method: Mapped[str]  # oral | written | phone | none
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    without_reason: Mapped[str | None]  # why there was none, where the law allows it
    withdrawn: Mapped[datetime | None]


class SlipCopy(Record):
    """The slip as it left the printer: never changed, so that anyone can see later what the client was told."""

    __tablename__ = "slip"
    __table_args__ = (Index("ix_slip_contact_id", "contact_id"),)
    append_only = True

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    text: Mapped[list[str]]
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    aid: Mapped[str | None]  # the language that stood beside the Dutch, a slug of resources/vocab/languages
    aid_reason: Mapped[str | None]  # why (language law), a slug of resources/vocab/aid_reasons

    def taken_back(self, _at: datetime, _by: UUID) -> "SlipCopy":
        """Paper that left the printer does not come back."""
        raise Refusal("Het briefje is al gemaakt. Dit kan niet meer ongedaan gemaakt worden.", BY_MISTAKE)


class PassedOver(Record):
    """A service that did not fit a contact, and why. For the catalogue and the ranking, never for the person's file."""

    __tablename__ = "passed_over"
    __table_args__ = (Index("ix_passed_over_contact_id", "contact_id"), Index("ix_passed_over_service_id", "service_id"))

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    reason: Mapped[str]  # a slug of resources/vocab/passed_over


class UnmetNeed(Record):
    """A need for which no service was found: what a policy worker counts by domain and place (Inform USA: unmet needs)."""

    __tablename__ = "unmet_need"
    __table_args__ = (Index("ix_unmet_need_contact_id", "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    domain: Mapped[str]  # a slug of resources/vocab/life_domains
    municipality: Mapped[str | None]  # NIS code
    reason: Mapped[str]  # a slug of resources/vocab/reasons_none


class Draft(Base):
    """Unfinished work, kept within two seconds of the last key. Scratch: not journalled, gone when the work is done."""

    __tablename__ = "draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str]  # which screen it belongs to
    content: Mapped[dict[str, Any]]
    parked: Mapped[bool] = mapped_column(default=False)
    touched: Mapped[datetime]
