"""What goes along on a zitdag: this place's appointments, its open follow-ups, their papers, and what everybody may know.

Of a client goes what the day needs and no more: the question that it is about, not the whole file; no address, no e-mail, no
day of birth. What somebody may not see at home does not go along either. Other appointments of the place go as “bezet”.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.catalogue.service import SECRET
from sociaalhuis.db.agenda import Appointment, AppointmentEvent, OfficeHours, OfficeHoursDay
from sociaalhuis.db.base import Record
from sociaalhuis.db.catalogue import Address, DatedParameter, Organization, Phone, Right, Service
from sociaalhuis.db.desk import Attempt, Consent, Contact, Referral, ReferralEvent, SlipCopy, Told
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.imports import LocalNote
from sociaalhuis.db.partners import PassedOn
from sociaalhuis.db.people import NamedColleague, Person, PurposeConsent, Representative
from sociaalhuis.db.proactive import RulesEdition
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.db.schema import records
from sociaalhuis.db.staff import Device, HouseSetting, User
from sociaalhuis.db.staff import House as HouseRow
from sociaalhuis.db.support import SupportPaper, SupportRequest, SupportStep, TaskSplit
from sociaalhuis.desk.agenda import series, view
from sociaalhuis.desk.agenda.slots import HOLDING
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.house import House

AHEAD = 70  # days of which the place's other appointments go along as taken times
PUBLIC: tuple[type[Record], ...] = (
    Organization, Service, Phone, Address, Right, DatedParameter, LocalNote, TaskSplit, RulesEdition, OfficeHours,
    OfficeHoursDay,
)  # fmt: skip
_KEPT_AT_HOME = frozenset({"recovery.sheet_made", "backup.place", "backup.keep", "rules.public_key"})
LEFT_OUT: Mapping[str, tuple[str, ...]] = {"person": ("email", "street", "birth_date", "municipality")}
_NOBODY = ("contact_id", "referral_id", "language", "interpreter", "uid")

type Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The day that is prepared: a series of office hours, its day, and until when the package can be worked in."""

    series: UUID
    place: str
    day: date
    start: datetime
    until: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows by table, parents first, and what the worker is told about them."""

    rows: Mapping[type[Record], Rows]
    people: tuple[UUID, ...]
    appointments: int
    followups: int
    papers: int
    services: int


def coming(house: House, now: datetime) -> Sequence[Plan]:
    """The next days of the house's own office hours, the soonest first."""
    today, workdays = local(now).date(), referrals.workdays(house)
    found = []
    for one in series.coming(house, now):
        for day in () if one.series.guest else one.days:
            until = datetime.combine(workdays.after(max(day.day, today), 1), time(12), BRUSSELS)
            found.append(Plan(one.series.id, one.series.place, day.day, day.start, until, one.series.name))
    return sorted(found, key=lambda plan: (plan.start.timestamp(), plan.name))


def choose(house: House, session: Session, plan: Plan, now: datetime) -> Chosen:
    """What goes along on this day, as it stands now."""
    known = series.read(session)
    there = {
        key for key, one in known.items() if key == plan.series or (one.series.place == plan.place and not one.series.guest)
    }
    entries = [one for one in view.read(house, session, plan.day, plan.day + timedelta(days=AHEAD)) if one.series in there]
    met = [one for one in entries if one.start.date() == plan.day and one.contact is not None]
    taken = [one for one in entries if one not in met and one.state in HOLDING]
    open_here = _open_here(house, session, known[plan.series].series.postal_code, plan, now)
    contacts = {one.contact for one in met if one.contact} | open_here
    rows = dict(_of_clients(house, session, contacts))
    rows |= _appointments(session, {one.id for one in met}, {one.id for one in taken})
    rows |= {model: _read(session, model) for model in PUBLIC}
    rows[Address] = [row for row in rows[Address] if not row["confidential"]]
    if not allows("service.secret", house.actor.role):
        _leave_secrets(rows)
    rows[HouseRow] = _read(session, HouseRow)
    rows[HouseSetting] = [row for row in _read(session, HouseSetting) if row["key"] not in _KEPT_AT_HOME]
    devices = {row["device_id"] for row in rows.get(SupportRequest, ())}
    rows[Device] = [{**row, "outing_id": None} for row in _read(session, Device, Device.id.in_(devices))]
    rows[User] = _colleagues(session, rows.values(), house.actor.id)
    people = tuple(row["id"] for row in rows[Person])
    return Chosen(
        {model: rows[model] for model in records() if rows.get(model)},
        people,
        len(met),
        len(open_here),
        len(rows[SlipCopy]) + len(rows[SupportPaper]),
        len(rows[Service]),
    )


def _leave_secrets(rows: dict[type[Record], Rows]) -> None:
    """A service that only social work may know of stays at home; of one that a client was referred to goes the bare name."""
    secret = {row["id"] for row in rows[Service] if row["confidentiality"] == SECRET}
    given = {row["service_id"] for model in (Referral, OfficeHours) for row in rows[model]}
    for model in (Address, Phone, LocalNote):
        rows[model] = [row for row in rows[model] if row["service_id"] not in secret]
    rows[Service] = [row for row in rows[Service] if row["id"] not in secret - given]


def _open_here(house: House, session: Session, code: str | None, plan: Plan, now: datetime) -> set[UUID]:
    """The questions with an open follow-up that belong to the place: noted there, or of who lives there.

    The postal code of the house itself tells nothing: all the town would go along.
    """
    here: list[ColumnElement[bool]] = [Contact.place == plan.place]
    if code and code != house.text("house.postal_code"):
        here += [Person.postal_code == code, (Contact.person_id.is_(None)) & (Contact.postal_code == code)]
    query = select(Contact.id).outerjoin(Person, Contact.person_id == Person.id).where(or_(*here))
    near = set(session.scalars(query))
    return {one.contact for one in referrals.to_follow(house, session, date.max, local(now).date())} & near


def _of_clients(house: House, session: Session, contacts: set[UUID]) -> Mapping[type[Record], Rows]:
    """What hangs on these questions, and of whose they are what is needed to speak with them."""
    found: dict[type[Record], Rows] = {Contact: _read(session, Contact, Contact.id.in_(contacts))}
    people = {row["person_id"] for row in found[Contact]} - {None}
    found[Person] = [_needed(row) for row in _read(session, Person, Person.id.in_(people))]
    mine = NamedColleague.colleague_id == house.actor.id
    found[NamedColleague] = _read(session, NamedColleague, NamedColleague.person_id.in_(people), mine)
    for model in (Representative, PurposeConsent):
        found[model] = _read(session, model, model.person_id.in_(people))
    for of_contact in (Told, Exploration, RightStep, Referral, SlipCopy, SupportRequest):
        found[of_contact] = _read(session, of_contact, of_contact.contact_id.in_(contacts))
    given = {row["id"] for row in found[Referral]}
    for of_referral in (ReferralEvent, Attempt, Consent, PassedOn):
        found[of_referral] = _read(session, of_referral, of_referral.referral_id.in_(given))
    found[FollowStop] = _read(session, FollowStop, or_(FollowStop.person_id.in_(people), FollowStop.referral_id.in_(given)))
    asked = {row["id"] for row in found[SupportRequest]}
    for of_request in (SupportStep, SupportPaper):
        found[of_request] = _read(session, of_request, of_request.request_id.in_(asked))
    return found


def _needed(row: Mapping[str, Any]) -> Mapping[str, Any]:
    born = row["birth_date"]
    year = row["birth_year"] or (born.year if born else None)
    return {**row, **dict.fromkeys(LEFT_OUT["person"]), "birth_year": year}


def _appointments(session: Session, met: set[UUID], taken: set[UUID]) -> Mapping[type[Record], Rows]:
    ours = _read(session, Appointment, Appointment.id.in_(met))
    others = [{**row, **dict.fromkeys(_NOBODY)} for row in _read(session, Appointment, Appointment.id.in_(taken))]
    events = _read(session, AppointmentEvent, AppointmentEvent.appointment_id.in_(met | taken))
    return {Appointment: [*ours, *others], AppointmentEvent: events}


def _colleagues(session: Session, tables: Iterable[Rows], goes: UUID | None) -> Rows:
    """Who goes, who does there what whoever helps clients does; and by name only who wrote something that goes along."""
    named = {row.get(column) for rows in tables for row in rows for column in ("user_id", "colleague_id")} | {goes}
    return [_colleague(row, row["id"] == goes) for row in _read(session, User, User.id.in_(named - {None}))]


def _colleague(row: Mapping[str, Any], goes: bool) -> Mapping[str, Any]:
    role = "maatschappelijk_werker" if row["role"] == "coordinator" else row["role"]
    return {**row, "active": goes, "role": role}


def _read(session: Session, model: type[Record], *where: ColumnElement[bool]) -> Rows:
    columns = model.__table__.columns
    return [dict(row) for row in session.execute(select(*columns).where(*where).order_by(columns["id"])).mappings()]
