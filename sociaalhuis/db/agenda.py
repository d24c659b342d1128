"""Office hours (zitdagen) of the house and its guests, appointments with what happened to them, and the waiting numbers.

What happened to an appointment, and to one day of office hours, is appended and never changed; the state is computed on read
(desk.agenda), so that two offices merge by the union of their rows.
"""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record

TAKE_BACK = "take_back"


class OfficeHours(Record):
    """A zitdag that comes back: where, of whom, and when in words that catalogue.schedules reads (HSDS schedule)."""

    __tablename__ = "office_hours"
    __table_args__ = (Index("ix_office_hours_service_id", "service_id"),)

    name: Mapped[str]
    host: Mapped[str]  # a person or an organisation
    guest: Mapped[bool] = mapped_column(default=False)  # of another organisation, in the house or at a place of it
    place: Mapped[str]
    postal_code: Mapped[str | None]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"))
    hours: Mapped[str]
    mode: Mapped[str]  # appointment | walk_in | both
    minutes: Mapped[int]  # of one slot
    capacity: Mapped[int] = mapped_column(default=1)  # appointments at the same time
    bring: Mapped[list[str]] = mapped_column(default=list)  # slugs of resources/vocab/documents, or words
    discreet: Mapped[bool] = mapped_column(default=False)  # its name tells too much for paper or a calendar
    made: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    ended: Mapped[date | None]  # the last day


class OfficeHoursDay(Record):
    """Something about one day of office hours: it does not take place, takes place after all, or is one more."""

    __tablename__ = "office_hours_day"
    __table_args__ = (Index("ix_office_hours_day_office_hours_id", "office_hours_id"),)
    append_only = True

    office_hours_id: Mapped[UUID] = mapped_column(ForeignKey("office_hours.id"))
    day: Mapped[date]
    event: Mapped[str]  # cancel | restore | extra, or TAKE_BACK
    opens_at: Mapped[time | None]  # of extra
    closes_at: Mapped[time | None]
    reason: Mapped[str | None]
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    takes_back: Mapped[UUID | None]

    def taken_back(self, at: datetime, by: UUID) -> "OfficeHoursDay":
        """The row that takes this one back."""
        return OfficeHoursDay(
            office_hours_id=self.office_hours_id, day=self.day, event=TAKE_BACK, at=at, user_id=by, takes_back=self.id
        )


class Appointment(Record):
    """One appointment. Never changed: when and where it is, and how it went, follow from its events.

    ``contact_id`` None: a time that is taken in the calendar of the host (``uid``), of whom the house knows nothing.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        Index("ix_appointment_office_hours_id", "office_hours_id"),
        Index("ix_appointment_contact_id", "contact_id"),
        Index("ix_appointment_referral_id", "referral_id"),
        Index("ix_appointment_uid", "uid"),
    )
    append_only = True

    office_hours_id: Mapped[UUID] = mapped_column(ForeignKey("office_hours.id"))  # where it was booked first
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"))
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"))
    language: Mapped[str | None]  # a slug of resources/vocab/languages
    interpreter: Mapped[str | None]  # a slug of resources/vocab/interpreter_forms
    uid: Mapped[str | None]  # of an event in the calendar that it came from
    made: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))


class AppointmentEvent(Record):
    """Something that happened to an appointment. ``office_hours_id``, ``start`` and ``minutes`` come with book and move."""

    __tablename__ = "appointment_event"
    __table_args__ = (
        Index("ix_appointment_event_appointment_id", "appointment_id"),
        Index("ix_appointment_event_office_hours_id", "office_hours_id"),
        Index("ix_appointment_event_start", "start"),
    )
    append_only = True

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"))
    event: Mapped[str]  # book | move | came | no_show | cancel | told | letter, or TAKE_BACK
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    office_hours_id: Mapped[UUID | None] = mapped_column(ForeignKey("office_hours.id"))
    start: Mapped[datetime | None]
    minutes: Mapped[int | None]
    way: Mapped[str | None]  # of told: a slug of resources/vocab/contact_ways
    after: Mapped[UUID | None]  # the last event that the writer had seen
    settles: Mapped[list[str]] = mapped_column(default=list)  # other decisions that the writer had seen too: hexadecimal ids
    takes_back: Mapped[UUID | None]

    def taken_back(self, at: datetime, by: UUID) -> "AppointmentEvent":
        """The event that takes this one back."""
        return AppointmentEvent(
            appointment_id=self.appointment_id, event=TAKE_BACK, at=at, user_id=by, after=self.id, takes_back=self.id
        )


class WaitingNumber(Record):
    """Somebody who waits at a place: a number and the clock, never who it is. Only kept when the house wants it."""

    __tablename__ = "waiting_number"
    __table_args__ = (Index("ix_waiting_number_arrived", "arrived"),)

    place: Mapped[str]
    number: Mapped[int]
    arrived: Mapped[datetime]
    started: Mapped[datetime | None]
    gone: Mapped[datetime | None]  # left before it began
    language: Mapped[str | None]  # a slug of resources/vocab/languages
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
