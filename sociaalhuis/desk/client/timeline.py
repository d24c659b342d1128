"""What happened besides the contacts themselves, as lines of a timeline: how it went afterwards, rights, domains, answers."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent
from sociaalhuis.db.rights import Exploration
from sociaalhuis.desk.agenda import told as appointments
from sociaalhuis.desk.client import consents, life_domains
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.support import requests as support
from sociaalhuis.desk.workdays import local
from sociaalhuis.rights.engine import Status

FOLLOWED, RIGHTS, DOMAIN, CONSENT = "followed", "rights", "domain", "consent"
_BEGIN = ("create", "hand_over", "take_back")  # what the line of the referral itself says


@dataclass(frozen=True, slots=True)
class Event:
    """One line: local time, its kind, what happened and what goes with it. ``referral`` when it is about one."""

    at: datetime
    kind: str
    text: str
    detail: str = ""
    referral: UUID | None = None
    row: UUID | None = None


@dataclass(frozen=True, slots=True)
class Explored:
    """How the rights stood when they were explored last: how many of each status."""

    at: datetime
    has: int
    possible: int
    unlikely: int
    unknown: int

    @property
    def decided(self) -> int:
        """How many of all are decided."""
        return self.has + self.possible + self.unlikely

    @property
    def all(self) -> int:
        """How many were looked at."""
        return self.decided + self.unknown


def of(session: Session, person: UUID) -> tuple[Event, ...]:
    """Everything besides the contacts, the latest first."""
    found = [*_followed(session, person), *_tried(session, person), *_explored(session, person)]
    found += [Event(local(at), RIGHTS, text, detail) for at, text, detail in support.told(session, person)]
    found += [Event(local(at), FOLLOWED, text, detail) for at, text, detail in appointments.told(session, person)]
    steps = [
        (at, f"{vocab.label('life_domains', domain)}: {vocab.label('domain_states', state)}")
        for at, domain, state in life_domains.steps(session, person)
    ]
    found += _by_day(DOMAIN, steps, "")
    answers = [
        (at, f"{vocab.label('consent_purposes', purpose)}: {vocab.label('consent_states', state)}")
        for at, purpose, state in consents.answers(session, person)
    ]
    found += _by_day(CONSENT, answers, "Toestemming ")
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _by_day(kind: str, said: Sequence[tuple[datetime, str]], before: str) -> Iterator[Event]:
    """One line a day, for what is noted together."""
    for _day, group in itertools.groupby(said, lambda one: local(one[0]).date()):
        lines = list(group)
        yield Event(local(lines[-1][0]), kind, before + " · ".join(text for _at, text in lines))


def explored(session: Session, person: UUID) -> Explored | None:
    """How the rights stood the last time; None when they were never explored."""
    rows = _explorations(session, person)
    if not rows:
        return None
    last = rows[0]
    count = {status: sum(one[0] == status.value for one in last.statuses.values()) for status in Status}
    return Explored(local(last.at), count[Status.HAS], count[Status.POSSIBLE], count[Status.UNLIKELY], count[Status.UNKNOWN])


def _explorations(session: Session, person: UUID) -> Sequence[Exploration]:
    query = select(Exploration).join(Contact, Exploration.contact_id == Contact.id).where(Contact.person_id == person)
    return session.scalars(query.order_by(Exploration.day.desc(), Exploration.id.desc())).all()


def _explored(session: Session, person: UUID) -> Iterator[Event]:
    for row in _explorations(session, person):
        decided = sum(one[0] != Status.UNKNOWN.value for one in row.statuses.values())
        yield Event(local(row.at), RIGHTS, "Rechten verkend", f"{decided} van {len(row.statuses)} beslist", row=row.id)


def _followed(session: Session, person: UUID) -> Iterator[Event]:
    service = catalogue_tables.Service
    columns = (ReferralEvent.at, ReferralEvent.event, ReferralEvent.need_met, ReferralEvent.referral_id, service.name)
    query = (
        select(*columns)
        .join(Referral, ReferralEvent.referral_id == Referral.id)
        .join(service, Referral.service_id == service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .where(Contact.person_id == person, ReferralEvent.event.not_in(_BEGIN), referrals.in_force())
    )
    for at, event, need_met, referral, name in session.execute(query):
        solved = f"opgelost: {vocab.label('outcome_need', need_met).lower()}" if need_met else ""
        yield Event(local(at), FOLLOWED, f"{name}: {vocab.label('referral_events', event).lower()}", solved, referral)


def _tried(session: Session, person: UUID) -> Iterator[Event]:
    service = catalogue_tables.Service
    query = (
        select(Attempt.at, Attempt.result, Attempt.way, Attempt.referral_id, service.name)
        .join(Referral, Attempt.referral_id == Referral.id)
        .join(service, Referral.service_id == service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .where(Contact.person_id == person)
    )
    for at, result, way, referral, name in session.execute(query):
        how = vocab.label("contact_ways", way) if way else ""
        yield Event(local(at), FOLLOWED, f"{name}: geprobeerd, {vocab.label('attempt_results', result).lower()}", how, referral)
