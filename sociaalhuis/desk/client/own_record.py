"""What the house keeps of a client beside what the file shows, in words for the client: what was asked further, who asked it,
what became of each referral and right, and why nobody follows something up any more.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.desk import Contact, Referral, ReferralEvent
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.partners import Incoming
from sociaalhuis.db.people import Person
from sociaalhuis.db.rights import RightStep
from sociaalhuis.desk.workdays import local
from sociaalhuis.texts import day

_KEYS = frozenset({"id", "contact_id", "person_id", "referral_id", "service_id", "parent_id", "user_id", "after", "takes_back"})
LEFT_OUT: Mapping[type[Any], frozenset[str]] = MappingProxyType(
    {
        Person: _KEYS | {"sought", "municipality", "protected", "erased_on"},  # made from the rest, or of how it is kept
        Contact: _KEYS | {"kind", "place", "answer_kind", "urgency", "postal_code", "municipality", "settled_at_desk"},
        Referral: _KEYS | {"urgency", "appointment", "follow_on"},  # the appointment stands in the agenda and in its letter
        ReferralEvent: _KEYS | {"known_from", "by", "contacted", "explained_again", "need_met", "service_received", "expected"},
        Incoming: _KEYS | {"reach", "call_by", "report_by"},  # of who asked, not of the client
        RightStep: _KEYS | {"due", "way"},
        FollowStop: _KEYS | {"lifted"},
    }
)
"""Columns that are not on the copy: keys, what is derived, how the desk works. Every other one is."""


def mail(session: Session, person: UUID) -> Iterator[str]:
    """The e-mail address."""
    row = session.get_one(Person, person)
    if row.email:
        yield f"E-mail: {row.email}"


def of_question(session: Session, contact: UUID, rights: Mapping[str, str]) -> Iterator[str]:
    """What is kept with one question; ``rights`` are the names of rights by slug."""
    row = session.get_one(Contact, contact)
    if row.goal:
        yield f"Wat u wilde: {row.goal}"
    if row.deadline:
        met = f", in orde op {day(row.deadline_met)}" if row.deadline_met else ""
        yield f"Uiterste datum: {day(row.deadline)}{met}"
    for asked in session.scalars(select(Incoming).where(Incoming.contact_id == contact)):
        note = f": {asked.ground_note}" if asked.ground_note else ""
        yield f"Gevraagd door {asked.sender} ({vocab.label('referrers', asked.referrer)})"
        yield f"Grond: {vocab.label('sharing_grounds', asked.ground)}{note}"
        yield f"Wat de vrager mag horen: {vocab.label('feedback_limits', asked.feedback)}"
    for referral in session.scalars(select(Referral).where(Referral.contact_id == contact).order_by(Referral.id)):
        yield from _of_referral(session, referral)
    query = select(RightStep).where(RightStep.contact_id == contact).order_by(RightStep.at, RightStep.id)
    steps = session.scalars(query).all()
    gone = {step.takes_back for step in steps}
    for step in (one for one in steps if one.takes_back is None and one.id not in gone):
        why = f" ({vocab.label('non_take_up_reasons', step.reason)})" if step.reason else ""
        name = rights.get(step.right, step.right)
        yield f"{day(local(step.at).date())}: {name}, {vocab.label('right_states', step.step)}{why}"


def _of_referral(session: Session, referral: Referral) -> Iterator[str]:
    if referral.despite:
        yield f"Toch doorverwezen: {referral.despite}"
    if referral.fallback:
        yield f"Als dat niet lukt: {referral.fallback}"
    for event in referral.events:
        said = [*_reasons(event), *(one for one in (event.words, event.next_step) if one)]
        if said:
            yield f"{day(local(event.at).date())}: {vocab.label('referral_events', event.event)}: {'; '.join(said)}"


def _reasons(event: ReferralEvent) -> Sequence[str]:
    return [vocab.label(f"reasons_{event.by or 'service'}", slug) for slug in event.reasons]


def stops(session: Session, person: UUID) -> Iterator[str]:
    """Why the desk no longer follows something up."""
    mine = select(Referral.id).join(Contact, Referral.contact_id == Contact.id).where(Contact.person_id == person)
    which = or_(FollowStop.person_id == person, FollowStop.referral_id.in_(mine))
    for stop in session.scalars(select(FollowStop).where(which).order_by(FollowStop.at)):
        words = f": {stop.words}" if stop.words else ""
        yield f"{day(local(stop.at).date())}, niet meer opgevolgd: {vocab.label('stop_reasons', stop.reason)}{words}"
