"""Referring: who goes where, with which consent, and when the desk asks how it went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from sociaalhuis.catalogue import records
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Consent, Contact, Referral, ReferralEvent
from sociaalhuis.desk import lifecycle
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import Workdays, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

KINDS = ("info", "self", "warm", "appointment", "internal")
IDENTIFYING = frozenset({"warm", "internal"})
MOST_ON_ONE_SLIP = 3
_ENDING = ("finish", "refuse", "withdraw", "fail", "mark_wrong")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the client agreed to have passed on (slugs of the share elements), or why it is passed on without."""

    elements: tuple[str, ...] = ()
    method: str = "oral"
    without_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral as the desk sees it on a day. ``due`` is None when it is not chased or has ended."""

    id: UUID
    contact: UUID
    reference: str
    service: str
    service_name: str
    kind: str
    urgency: str
    state: str
    due: date | None
    tries: int


def give(
    house: House,
    contact: UUID,
    services: Sequence[str],
    kind: str,
    now: datetime,
    *,
    agreed: Agreed | None = None,
    appointment: datetime | None = None,
) -> tuple[UUID, ...]:
    """Refer a contact to one, two or three services (slugs); gives the ids of the referrals, one a service.

    Raises Refusal when a service does not exist, when there are more than fit on one slip, or when something identifying would
    leave the house (samen gebeld, intern) without consent or a stated reason.
    """
    _check(kind, services, agreed, appointment)
    user = worker(house)
    given = []
    with house.store.write(house.actor, "referral.give") as session:
        urgency = session.get_one(Contact, contact).urgency
        found = records.ids(session, services)
        for slug in dict.fromkeys(services):
            if slug not in found:
                raise Refusal(f"De dienst “{slug[:60]}” staat niet in de catalogus.", "Kies een dienst uit de lijst.")
            referral = Referral(
                id=new_id(), contact_id=contact, service_id=found[slug], kind=kind, urgency=urgency, appointment=appointment
            )
            session.add(referral)
            session.flush()
            _append(session, referral.id, ("create", "hand_over"), now, user)
            if agreed is not None:
                session.add(_consent(referral.id, agreed, now, user))
            given.append(referral.id)
    return tuple(given)


def _check(kind: str, services: Sequence[str], agreed: Agreed | None, appointment: datetime | None) -> None:
    if kind not in KINDS:
        raise Refusal(f"De soort “{kind[:40]}” bestaat niet.", "Kies: " + ", ".join(KINDS) + ".")
    if not services:
        raise Refusal("Er is nog geen dienst gekozen.", "Kies naar wie je doorverwijst.")
    if len(set(services)) > MOST_ON_ONE_SLIP:
        raise Refusal(
            "Meer dan drie diensten op één briefje is te veel.", "Kies er hoogstens drie, of maak een tweede briefje."
        )
    if kind in IDENTIFYING and (agreed is None or not (agreed.elements or (agreed.without_reason or "").strip())):
        raise Refusal(
            "Samen bellen of intern doorgeven kan pas als de cliënt akkoord gaat.",
            "Noteer wat je mag doorgeven, of kies “zelf contact”.",
        )
    if kind == "appointment" and appointment is None:
        raise Refusal("Een afspraak heeft een dag en een uur nodig.", "Vul ze in, of kies “zelf contact”.")


def _append(session: Session, referral: UUID, events: Iterable[str], now: datetime, user: UUID) -> None:
    after: UUID | None = None
    for event in events:
        row = ReferralEvent(
            id=new_id(),
            referral_id=referral,
            event=event,
            at=now,
            user_id=user,
            known_from="observation",
            after=after,
            reasons=[],
        )
        session.add(row)
        session.flush()
        after = row.id


def _consent(referral: UUID, agreed: Agreed, now: datetime, user: UUID) -> Consent:
    return Consent(
        referral_id=referral,
        given=bool(agreed.elements),
        elements=list(agreed.elements),
        method=agreed.method,
        at=now,
        user_id=user,
        without_reason=agreed.without_reason,
    )


def clocks(house: House) -> lifecycle.Clocks:
    """The clocks as this house set them."""
    return lifecycle.Clocks(
        urgent_workdays=house.number("followup.urgent_days"),
        internal_workdays=house.number("followup.internal_days"),
        warm_workdays=house.number("followup.warm_days"),
        self_days=house.number("followup.self_days"),
        lapse_days=house.number("followup.lapse_days"),
        waiting_days=house.number("followup.waiting_days"),
    )


def workdays(house: House) -> Workdays:
    """The working days of this house."""
    return Workdays(date.fromisoformat(day) for day in house.lines("calendar.closing_days"))


def of_contact(house: House, session: Session, contact: UUID, today: date) -> tuple[Referred, ...]:
    """All referrals of one contact, in the order they were given."""
    return _seen(house, session, today, Referral.contact_id == contact)


def to_follow(house: House, session: Session, until: date, today: date | None = None) -> tuple[Referred, ...]:
    """The opvolglijst: open referrals that are due on ``until`` or before, the longest waiting first."""
    ended = select(ReferralEvent.referral_id).where(ReferralEvent.event.in_(_ENDING))
    reopened = select(ReferralEvent.referral_id).where(ReferralEvent.event == "reopen")
    chased = and_(Referral.kind != "info", or_(Referral.id.not_in(ended), Referral.id.in_(reopened)))
    found = _seen(house, session, today or until, chased)
    due = (one for one in found if one.due is not None and one.due <= until)
    return tuple(sorted(due, key=lambda one: (one.due or until, one.reference)))


def _seen(house: House, session: Session, today: date, which: ColumnElement[bool]) -> tuple[Referred, ...]:
    query = (
        select(Referral, catalogue_tables.Service.slug, catalogue_tables.Service.name)
        .join(catalogue_tables.Service, Referral.service_id == catalogue_tables.Service.id)
        .where(which)
        .options(joinedload(Referral.contact), selectinload(Referral.events), selectinload(Referral.attempts))
        .order_by(Referral.id)
    )
    ticking, open_days = clocks(house), workdays(house)
    return tuple(_look(row, slug, name, today, ticking, open_days) for row, slug, name in session.execute(query))


def _look(row: Referral, slug: str, name: str, today: date, ticking: lifecycle.Clocks, open_days: Workdays) -> Referred:
    events = [lifecycle.Event(e.event, local(e.at), e.expected) for e in row.events]
    meeting = None if row.appointment is None else local(row.appointment)
    standing = lifecycle.stand(events, today, ticking, meeting)
    given = next((e.at.date() for e in events if e.event == "hand_over"), today)
    day = lifecycle.due(row.kind, row.urgency, given, meeting, standing, ticking, open_days)
    if day is not None and row.attempts:
        day = max(day, row.attempts[-1].again)
    return Referred(
        row.id,
        row.contact_id,
        row.contact.reference or "",
        slug,
        name,
        row.kind,
        row.urgency,
        standing.state,
        day,
        len(row.attempts),
    )
