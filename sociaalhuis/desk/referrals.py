"""Referring: who goes where, with which consent, and when the desk asks how it went."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from sociaalhuis.catalogue import records
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Attempt, Consent, Contact, Draft, Referral, ReferralEvent, SlipCopy
from sociaalhuis.db.people import Person
from sociaalhuis.desk import lifecycle, safety
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.language import Use
from sociaalhuis.desk.workdays import Workdays, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.printing.page import Paper

KINDS = ("info", "self", "warm", "appointment", "internal")
IDENTIFYING = frozenset({"warm", "internal"})
MOST_ON_ONE_SLIP = 3
_NONE: Mapping[str, Any] = MappingProxyType({})
_ENDING = ("finish", "refuse", "withdraw", "fail", "mark_wrong")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is passed on (slugs of the share elements) because the client agreed, or else why it is passed on without.

    ``method`` is how the client agreed: oral, written, phone, or none.
    """

    elements: tuple[str, ...] = ()
    method: str = "oral"
    without_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral as the desk sees it on a day. ``due`` is None when it is not chased or has ended.

    Without ``may_call`` the client is not called about it; then only the service is asked, if it was the desk that spoke to it.
    ``forbidden`` are the ways in which the client does not want to be reached at all (slugs of contact_ways).
    """

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
    given: date  # when it was handed over
    may_call: bool = True
    anonymous: bool = False
    forbidden: tuple[str, ...] = ()

    @property
    def do_not_call(self) -> bool:
        """Whether the desk does not call the client, about this or at all."""
        return not self.may_call or safety.CALL in self.forbidden


def give(
    house: House,
    contact: UUID,
    services: Sequence[str],
    kind: str,
    now: datetime,
    *,
    agreed: Agreed | None = None,
    appointments: Mapping[str, datetime] = _NONE,
    may_call: str = safety.NOT_ASKED,
    despite: Mapping[str, str] = _NONE,
    paper: Paper | None = None,
    aid: Use | None = None,
    draft: UUID | None = None,
) -> tuple[UUID, ...]:
    """Refer a contact to one, two or three services (slugs); gives the ids of the referrals, one a service.

    With ``paper`` the slip is kept in the same act, as it is, for ever: a referral without its slip cannot be left behind; with
    it which ``aid`` stands on it and why. The ``draft`` goes in that act too, so that nothing is given twice. ``appointments``
    are by slug; of a slip with an appointment the service without one is for the client to contact. ``despite`` says by slug
    why a condition was passed over. ``may_call`` is the client's answer (see desk.safety): no call is planned without a yes
    when a service is about violence.
    Raises Refusal when a service does not exist, when there are more than fit on one slip, or when something identifying would
    leave the house (samen gebeld, intern) without consent or a stated reason.
    """
    _check(kind, services, agreed, appointments)
    user = worker(house)
    given = []
    with house.store.write(house.actor, "referral.give") as session:
        row = session.get(Contact, contact)
        if row is None or row.kind == "turf":
            raise Refusal("Bij een turf hoort geen doorverwijzing.", "Noteer eerst de vraag (Ctrl+N).")
        safety.refuse_call(_forbidden(session, row), may_call)
        found = records.ids(session, services)
        reasons = [] if _may_plan_call(session, services, may_call) else [safety.DO_NOT_CALL]
        for slug in dict.fromkeys(services):
            if slug not in found:
                raise Refusal(f"De dienst “{slug[:60]}” staat niet in de catalogus.", "Kies een dienst uit de lijst.")
            meeting = appointments.get(slug)
            referral = Referral(
                id=new_id(), contact_id=contact, service_id=found[slug], kind=kind_of(kind, meeting), urgency=row.urgency,
                appointment=meeting, despite=despite.get(slug),
            )  # fmt: skip
            _hand_over(session, referral, now, user, reasons, agreed if referral.kind == kind else None)
            given.append(referral.id)
        if paper is not None:
            session.add(_kept(contact, paper, aid, now, user))
        scratch = None if draft is None else session.get(Draft, draft)
        if scratch is not None:
            session.delete(scratch)
    return tuple(given)


def _hand_over(
    session: Session, referral: Referral, now: datetime, user: UUID, reasons: Sequence[str], agreed: Agreed | None
) -> None:
    session.add(referral)
    session.flush()
    _append(session, referral.id, now, user, reasons)
    if agreed is not None:
        session.add(_consent(referral.id, agreed, now, user))


def kind_of(kind: str, meeting: datetime | None) -> str:
    """The kind of one service on a slip of this kind: without an hour of its own the client contacts it."""
    return "self" if kind == "appointment" and meeting is None else kind


def _kept(contact: UUID, paper: Paper, aid: Use | None, now: datetime, user: UUID) -> SlipCopy:
    digest = hashlib.sha256(paper.pdf).hexdigest()
    return SlipCopy(
        contact_id=contact, at=now, user_id=user, text=list(paper.text), pdf=paper.pdf, sha256=digest,
        aid=aid and aid.language, aid_reason=aid and aid.reason,
    )  # fmt: skip


def _check(kind: str, services: Sequence[str], agreed: Agreed | None, appointments: Mapping[str, datetime]) -> None:
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
    if kind == "appointment" and not any(one in appointments for one in services):
        raise Refusal("Een afspraak heeft een dag en een uur nodig.", "Vul ze in, of kies “zelf contact”.")


def _forbidden(session: Session, contact: Contact) -> Sequence[str]:
    person = None if contact.person_id is None else session.get(Person, contact.person_id)
    return () if person is None else person.forbidden_ways or ()


def _may_plan_call(session: Session, services: Sequence[str], answer: str) -> bool:
    table = catalogue_tables.Service
    rows = session.execute(select(table.name, table.domains).where(table.slug.in_(services))).all()
    return safety.may_plan_call(any(safety.named_so(name, domains) for name, domains in rows), answer)


def _append(session: Session, referral: UUID, now: datetime, user: UUID, reasons: Sequence[str]) -> None:
    """The two events of handing over; ``reasons`` are the second one's."""
    after: UUID | None = None
    for event, why in (("create", ()), ("hand_over", reasons)):
        row = ReferralEvent(
            id=new_id(),
            referral_id=referral,
            event=event,
            at=now,
            user_id=user,
            known_from="observation",
            after=after,
            reasons=list(why),
        )
        session.add(row)
        session.flush()
        after = row.id


def _consent(referral: UUID, agreed: Agreed, now: datetime, user: UUID) -> Consent:
    return Consent(
        referral_id=referral,
        given=bool(agreed.elements) and agreed.without_reason is None,
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
    ended = select(ReferralEvent.referral_id).where(ReferralEvent.event.in_(_ENDING), in_force())
    reopened = select(ReferralEvent.referral_id).where(ReferralEvent.event == "reopen")
    chased = and_(Referral.kind != "info", or_(Referral.id.not_in(ended), Referral.id.in_(reopened)))
    found = _seen(house, session, today or until, chased)
    due = (one for one in found if one.due is not None and one.due <= until)
    return tuple(sorted(due, key=lambda one: (one.due or until, one.reference)))


def in_force() -> ColumnElement[bool]:
    """The clause over ReferralEvent for events that still count: without those that were taken back."""
    return ReferralEvent.id.not_in(select(ReferralEvent.takes_back).where(ReferralEvent.takes_back.is_not(None)))


def worklist(house: House, today: date) -> tuple[Referred, ...]:
    """The whole opvolglijst of the house as it stands on ``today``, what is planned for later too."""
    with house.store.read() as session:
        return to_follow(house, session, date.max, today)


def one(house: House, session: Session, referral: UUID, today: date) -> Referred:
    """One referral as it stands on a day."""
    (found,) = _seen(house, session, today, Referral.id == referral)
    return found


def of_contacts(house: House, session: Session, which: ColumnElement[bool], today: date) -> tuple[Referred, ...]:
    """The referrals of the contacts that this clause over Contact chooses, in the order they were given."""
    return _seen(house, session, today, Referral.contact_id.in_(select(Contact.id).where(which)))


def _seen(house: House, session: Session, today: date, which: ColumnElement[bool]) -> tuple[Referred, ...]:
    """Four plain queries, whatever the number: rows become no objects, because a long list must be there at once."""
    service = catalogue_tables.Service
    rows = session.execute(
        select(
            Referral.id, Referral.contact_id, Contact.reference, service.slug, service.name, Referral.kind, Referral.urgency,
            Referral.appointment, Contact.person_id, Person.forbidden_ways,
        )
        .join(service, Referral.service_id == service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .outerjoin(Person, Contact.person_id == Person.id)
        .where(which)
        .order_by(Referral.id)
    )  # fmt: skip
    (events, silent), tries = _events(session, which), _tries(session, which)
    ticking, open_days = clocks(house), workdays(house)
    seen = (_look(row, events[row.id], tries.get(row.id), today, ticking, open_days) for row in rows)
    return tuple(_quiet(one) if one.id in silent else one for one in seen)


def _quiet(one: Referred) -> Referred:
    """A referral about which the client is not called: only what the desk can ask of the service stays planned."""
    return replace(one, may_call=False, due=None if one.kind == "self" else one.due)


def _events(session: Session, which: ColumnElement[bool]) -> tuple[Mapping[UUID, Sequence[lifecycle.Event]], frozenset[UUID]]:
    """The events of each referral in order, and the referrals about which the client is not called."""
    found: dict[UUID, list[lifecycle.Event]] = defaultdict(list)
    silent = set()
    rows = session.execute(
        select(
            ReferralEvent.referral_id, ReferralEvent.event, ReferralEvent.at, ReferralEvent.expected, ReferralEvent.reasons,
            ReferralEvent.id, ReferralEvent.takes_back,
        )
        .where(ReferralEvent.referral_id.in_(select(Referral.id).where(which)))
        .order_by(ReferralEvent.at, ReferralEvent.id)
    )  # fmt: skip
    for referral, event, at, expected, reasons, which_one, takes_back in rows:
        found[referral].append(lifecycle.Event(event, local(at), expected, which_one, takes_back))
        if event == "hand_over" and safety.DO_NOT_CALL in reasons:
            silent.add(referral)
    return found, frozenset(silent)


def _tries(session: Session, which: ColumnElement[bool]) -> Mapping[UUID, tuple[int, date]]:
    """How often the desk tried and when the next try is due."""
    found: dict[UUID, tuple[int, date]] = {}
    rows = session.execute(
        select(Attempt.referral_id, Attempt.again)
        .where(Attempt.referral_id.in_(select(Referral.id).where(which)))
        .order_by(Attempt.at, Attempt.id)
    )
    for referral, again in rows:
        found[referral] = (found[referral][0] + 1 if referral in found else 1, again)
    return found


def _look(
    row: Any, events: Sequence[lifecycle.Event], tried: tuple[int, date] | None, today: date, ticking: lifecycle.Clocks,
    open_days: Workdays,
) -> Referred:  # fmt: skip
    meeting = None if row.appointment is None else local(row.appointment)
    given = next((e.at.date() for e in events if e.event == "hand_over"), today)
    asked = lifecycle.planned(row.kind, row.urgency, given, meeting, ticking, open_days)
    awaited = [one for one in (meeting.date() if meeting else None, tried[1] if tried else None) if one is not None]
    standing = lifecycle.stand(events, today, ticking, max(awaited, default=None), asked)
    day = lifecycle.due(row.kind, row.urgency, given, meeting, standing, ticking, open_days)
    if day is not None and tried is not None:
        day = max(day, tried[1])
    return Referred(
        row.id, row.contact_id, row.reference or "", row.slug, row.name, row.kind, row.urgency, standing.state, day,
        tried[0] if tried else 0, given, anonymous=row.person_id is None, forbidden=tuple(row.forbidden_ways or ()),
    )  # fmt: skip
