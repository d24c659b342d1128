"""Referring: who goes where, with which consent, and when the desk asks how it went."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from sociaalhuis.catalogue import records
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Consent, Contact, Draft, Referral, ReferralEvent, SlipCopy
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations, safety
from sociaalhuis.desk.intake import by_reference, cleaned, worker
from sociaalhuis.desk.language import Use
from sociaalhuis.desk.referral.standing import Referred as Referred
from sociaalhuis.desk.referral.standing import clocks as clocks
from sociaalhuis.desk.referral.standing import in_force as in_force
from sociaalhuis.desk.referral.standing import one as one
from sociaalhuis.desk.referral.standing import seen
from sociaalhuis.desk.referral.standing import workdays as workdays
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.printing.page import Paper

KINDS = ("info", "self", "warm", "appointment", "internal")
IDENTIFYING = frozenset({"warm", "internal"})
MOST_ON_ONE_SLIP = 3
_NONE: Mapping[str, Any] = MappingProxyType({})
_ENDING = ("finish", "refuse", "withdraw", "fail", "mark_wrong")
_IN_VAIN = frozenset({"refused", "failed", "withdrawn", "lapsed"})
LONGEST_STEP = 200  # characters of “als dat niet lukt” and of a next step


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is passed on (slugs of the share elements) because the client agreed, or else why it is passed on without.

    ``method`` is how the client agreed: oral, written, phone, or none.
    """

    elements: tuple[str, ...] = ()
    method: str = "oral"
    without_reason: str | None = None


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
    fallback: str = "",
    follow_on: date | None = None,
) -> tuple[UUID, ...]:
    """Refer a contact to one, two or three services (slugs); gives the ids of the referrals, one a service.

    With ``paper`` the slip is kept in the same act, as it is, for ever: a referral without its slip cannot be left behind; with
    it which ``aid`` stands on it and why. The ``draft`` goes in that act too, so that nothing is given twice. ``appointments``
    are by slug; of a slip with an appointment the service without one is for the client to contact. ``despite`` says by slug
    why a condition was passed over. ``may_call`` is the client's answer (see desk.safety): no call is planned without a yes
    when a service is about violence. ``fallback`` is what follows when it does not work out: it comes back as a task.
    ``follow_on`` is the day on which the desk wants to ask how it went, None for what the clocks say. Where an
    earlier referral of this contact was in vain, this is the new try of it (parent).
    Raises Refusal when a service does not exist, when there are more than fit on one slip, or when something identifying would
    leave the house (samen gebeld, intern) without consent or a stated reason.
    """
    _check(kind, services, agreed, appointments)
    if follow_on is not None and follow_on < local(now).date():
        raise Refusal("De dag om op te volgen is al voorbij.", "Kies vandaag of een latere dag.")
    user = worker(house)
    given = []
    with house.store.write(house.actor, "referral.give") as session:
        row = session.get(Contact, contact)
        if row is None:
            raise Refusal("Deze vraag is teruggenomen.", "Begin een nieuwe vraag (Ctrl+N), of open ze weer op Vandaag.")
        if row.kind == "turf":
            raise Refusal("Bij een turf hoort geen doorverwijzing.", "Noteer eerst de vraag (Ctrl+N).")
        relations.refuse_unseen_contact(house, session, row)
        safety.refuse_call(_forbidden(session, row), may_call)
        found = records.ids(session, services)
        reasons = [] if _may_plan_call(session, services, may_call) else [safety.DO_NOT_CALL]
        parent, step = _in_vain(house, session, contact, local(now).date()), short(fallback)
        for slug in dict.fromkeys(services):
            if slug not in found:
                raise Refusal(f"De dienst “{slug[:60]}” staat niet in de catalogus.", "Kies een dienst uit de lijst.")
            meeting = appointments.get(slug)
            referral = Referral(
                id=new_id(), contact_id=contact, service_id=found[slug], kind=kind_of(kind, meeting), urgency=row.urgency,
                appointment=meeting, despite=despite.get(slug), parent_id=parent, fallback=step,
                follow_on=follow_on,
            )  # fmt: skip
            _hand_over(session, referral, now, user, reasons, agreed if referral.kind == kind else None)
            given.append(referral.id)
        if paper is not None:
            session.add(_kept(contact, paper, aid, now, user))
        scratch = None if draft is None else session.get(Draft, draft)
        if scratch is not None:
            session.delete(scratch)
    return tuple(given)


def short(text: str) -> str | None:
    """One short line as it is kept; None for nothing. Raises Refusal when it is too long."""
    line = " ".join(cleaned(text).split())
    if len(line) > LONGEST_STEP:
        raise Refusal(f"Dit is te lang ({len(line)} tekens).", f"Hou het bij {LONGEST_STEP} tekens.")
    return line or None


def _in_vain(house: House, session: Session, contact: UUID, today: date) -> UUID | None:
    """The referral of this contact that did not help and has no new try yet; the one that ended last when there are more."""
    found = [
        one
        for one in of_contact(house, session, contact, today)
        if not one.again and (one.state in _IN_VAIN or (one.state == "done" and one.need_met == "not_met"))
    ]
    return max(found, key=lambda one: (one.ended or one.given, one.id)).id if found else None


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
        contact_id=contact,
        at=now,
        user_id=user,
        text=list(paper.text),
        pdf=paper.pdf,
        sha256=digest,
        aid=aid and aid.language,
        aid_reason=aid and aid.reason,
    )


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


def of_contact(house: House, session: Session, contact: UUID, today: date) -> tuple[Referred, ...]:
    """All referrals of one contact, in the order they were given."""
    return seen(house, session, today, Referral.contact_id == contact)


def to_follow(house: House, session: Session, until: date, today: date | None = None) -> tuple[Referred, ...]:
    """The opvolglijst: open referrals that are due on ``until`` or before, the longest waiting first."""
    ended = select(ReferralEvent.referral_id).where(ReferralEvent.event.in_(_ENDING), in_force())
    reopened = select(ReferralEvent.referral_id).where(ReferralEvent.event == "reopen")
    chased = and_(Referral.kind != "info", or_(Referral.id.not_in(ended), Referral.id.in_(reopened)))
    found = seen(house, session, today or until, chased)
    due = (one for one in found if one.due is not None and one.due <= until)
    return tuple(sorted(due, key=lambda one: (one.due or until, one.reference)))


def worklist(house: House, today: date) -> tuple[Referred, ...]:
    """The whole opvolglijst of the house as it stands on ``today``, what is planned for later too."""
    with house.store.read() as session:
        return to_follow(house, session, date.max, today)


def by_code(house: House, typed: str, today: date) -> tuple[Referred, ...]:
    """The referrals of a typed code, however they stand: a late answer finds what is on no list any more."""
    with house.store.read() as session:
        contact = by_reference(session, typed)
        return () if contact is None else of_contact(house, session, contact.id, today)


def of_contacts(house: House, session: Session, which: ColumnElement[bool], today: date) -> tuple[Referred, ...]:
    """The referrals of the contacts that this clause over Contact chooses, in the order they were given."""
    return seen(house, session, today, Referral.contact_id.in_(select(Contact.id).where(which)))
