"""How referrals stand on a day, read for lists: plain rows in, one frozen value a referral out. Nothing is changed here."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from sociaalhuis import vocab
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.people import Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk import relations, safety
from sociaalhuis.desk.referral import lifecycle, outcomes
from sociaalhuis.desk.workdays import BRUSSELS, Workdays, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

NOT_REACHED = "not_reached"  # what a try of resources/vocab/attempt_results may mean, and a reason of an end


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral as the desk sees it on a day. ``due`` is None when it is not chased or has ended.

    Without ``may_call`` the client is not called about it; then only the service is asked, if it was the desk that spoke to it.
    ``forbidden`` are the ways in which the client does not want to be reached at all (slugs of contact_ways). ``tries`` are the
    half-days on which nobody was reached. ``reasons`` (slugs), ``need_met`` and ``next_step`` were told last; ``expected`` is
    the day that goes with that. ``lapses`` is the last day before silence makes the outcome unknown. ``stopped``: somebody said
    “niet meer opvolgen”; ``again``: there is a new try; ``disputed``: two different ends are told.
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
    ended: date | None = None
    reasons: tuple[str, ...] = ()
    by: str | None = None  # whose reasons: service or client
    need_met: str | None = None
    next_step: str | None = None
    expected: date | None = None
    lapses: date | None = None
    fallback: str | None = None
    stopped: bool = False
    again: bool = False
    disputed: bool = False
    planned: date | None = None  # when the next try is due, as somebody chose
    domains: tuple[str, ...] = ()
    user: str = ""  # who keeps the overview of the file, else whose question it was: the hexadecimal digits of an account
    kept: bool = True  # whether it is in somebody's view: no file, or one with a keyworker
    channel: str = ""  # how it was asked, a slug of channels
    deadline: date | None = None  # of the question
    follow_on: date | None = None  # the day that somebody chose when it was given

    @property
    def do_not_call(self) -> bool:
        """Whether the desk does not call the client, about this or at all."""
        return not self.may_call or safety.CALL in self.forbidden

    @property
    def outcome_known(self) -> bool:
        """Whether it ended and it is known how. Who could not be reached, and silence, are unknown."""
        if self.state == "done":
            return self.need_met not in (None, "unknown")
        return self.state in ("refused", "withdrawn") or (self.state == "failed" and NOT_REACHED not in self.reasons)

    @property
    def stuck(self) -> bool:
        """Whether the service could not help, or not yet: its own reason, at an end without help or on a waiting list."""
        return self.by == outcomes.SERVICE and (
            self.state in ("waiting", "refused", "withdrawn", "failed") or (self.state == "done" and self.need_met == "not_met")
        )


def clocks(house: House) -> lifecycle.Clocks:
    """The clocks as this house set them."""
    return lifecycle.Clocks(
        urgent_workdays=house.number("followup.urgent_days"),
        internal_workdays=house.number("followup.internal_days"),
        warm_workdays=house.number("followup.warm_days"),
        warm_grace_workdays=house.number("followup.warm_grace_days"),
        appointment_workdays=house.number("followup.appointment_days"),
        self_days=house.number("followup.self_days"),
        again_days=house.number("followup.again_days"),
        lapse_days=house.number("followup.lapse_days"),
        grace_days=house.number("followup.grace_days"),
        waiting_days=house.number("followup.waiting_days"),
        active_days=house.number("followup.active_days"),
        tries=house.number("followup.tries"),
    )


def workdays(house: House) -> Workdays:
    """The working days of this house."""
    return Workdays(date.fromisoformat(day) for day in house.lines("calendar.closing_days"))


def in_force() -> ColumnElement[bool]:
    """The clause over ReferralEvent for events that still count: without those that were taken back."""
    return ReferralEvent.id.not_in(select(ReferralEvent.takes_back).where(ReferralEvent.takes_back.is_not(None)))


def one(house: House, session: Session, referral: UUID, today: date) -> Referred:
    """One referral as it stands on a day. Raises Refusal when it is not for whoever is signed in."""
    found = seen(house, session, today, Referral.id == referral)
    if not found:
        raise Refusal("Deze doorverwijzing kun je niet openen.", "Vraag het aan een collega die bij het dossier betrokken is.")
    return found[0]


@dataclass(frozen=True, slots=True)
class _Said:
    """What came with an event."""

    reasons: tuple[str, ...]
    by: str | None
    need_met: str | None
    next_step: str | None


_SILENCE = _Said((), None, None, None)
_ENDED = lifecycle.ENDED - {"lapsed"}


class _Row(NamedTuple):
    """One referral as it is read; the ids as digits."""

    id: str
    contact: str
    reference: str | None
    service: str
    service_name: str
    kind: str
    urgency: str
    appointment: datetime | None
    person: str | None
    forbidden: list[str] | None
    fallback: str | None
    domains: list[str]
    user: str | None
    channel: str
    deadline: date | None
    follow_on: date | None
    keyworker: str | None


type _Plan = Callable[..., date | None]


@dataclass(slots=True)
class _Story:
    """What is known of one referral, as it is read."""

    events: list[lifecycle.Event]
    said: dict[UUID | str | None, _Said]
    tries: list[datetime]
    again: date | None = None  # when the next try is due
    silent: bool = False


def seen(house: House, session: Session, today: date, which: ColumnElement[bool]) -> tuple[Referred, ...]:
    """The referrals that this clause chooses and that are there for who acts, in the order they were given.

    Five plain queries, whatever the number: rows become no objects and ids stay digits, because a long list must be there at
    once. Every referral begins with the event create, which is not read.
    """
    which = and_(which, relations.visible_referrals(house))
    service, keyworker = catalogue_tables.Service, aliased(User)
    rows = session.connection().execute(
        select(
            _hex(Referral.id), _hex(Referral.contact_id), Contact.reference, service.slug, service.name, Referral.kind,
            Referral.urgency, Referral.appointment, _hex(Contact.person_id), Person.forbidden_ways, Referral.fallback,
            Contact.domains, _hex(Contact.user_id), Contact.channel, Contact.deadline, Referral.follow_on, _hex(keyworker.id),
        )
        .join(service, Referral.service_id == service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .outerjoin(Person, Contact.person_id == Person.id)
        .outerjoin(keyworker, and_(Person.keyworker_id == keyworker.id, keyworker.active.is_(True)))
        .where(which)
        .order_by(Referral.id)
    )  # fmt: skip
    stories = _stories(session, which)
    stopped = _stopped(session)
    children = frozenset(session.scalars(select(_hex(Referral.parent_id)).where(Referral.parent_id.is_not(None))))
    ticking, open_days = clocks(house), workdays(house)
    plan = cache(partial(lifecycle.planned, clocks=ticking, workdays=open_days))  # many were given on the same day
    look = partial(_look, today=today, ticking=ticking, open_days=open_days, plan=plan, stopped=stopped, children=children)
    return tuple(look(row, stories[row.id]) for row in map(_Row._make, rows))


def _hex(column: Any) -> ColumnElement[str]:
    """An id as its digits: making UUIDs of tens of thousands takes longer than reading them."""
    return type_coerce(column, String).label(column.key)


def _stories(session: Session, which: ColumnElement[bool]) -> Mapping[str, _Story]:
    """What happened to each referral, and every try."""
    found = defaultdict[str, _Story](lambda: _Story([], {}, []))
    chosen = select(Referral.id).where(which)
    rows = session.connection().execute(
        select(
            _hex(ReferralEvent.referral_id), ReferralEvent.event, ReferralEvent.at, ReferralEvent.expected,
            ReferralEvent.reasons, _hex(ReferralEvent.id), _hex(ReferralEvent.takes_back), _hex(ReferralEvent.after),
            ReferralEvent.by, ReferralEvent.need_met, ReferralEvent.next_step,
        ).where(ReferralEvent.referral_id.in_(chosen), ReferralEvent.event != "create")
    )  # fmt: skip
    for referral, event, at, expected, reasons, which_one, takes_back, after, by, need_met, next_step in rows:
        story = found[referral]
        story.events.append(lifecycle.Event(event, local(at), expected, which_one, takes_back, after))
        if event != "hand_over":
            story.said[which_one] = _Said(tuple(map(outcomes.plain, reasons)), by, need_met, next_step)
        elif reasons and safety.DO_NOT_CALL in reasons:
            story.silent = True
    unreached = {term.slug for term in vocab.terms("attempt_results", None) if term.extra["means"] == NOT_REACHED}
    tries = select(_hex(Attempt.referral_id), Attempt.again, Attempt.at, Attempt.result).where(Attempt.referral_id.in_(chosen))
    for referral, again, at, result in session.connection().execute(tries.order_by(Attempt.at, Attempt.id)):
        found[referral].again = again
        if result in unreached:
            found[referral].tries.append(local(at))
    return found


def _stopped(session: Session) -> frozenset[str]:
    """The persons and the referrals that are not followed up any more."""
    stops = select(_hex(FollowStop.person_id), _hex(FollowStop.referral_id)).where(FollowStop.lifted.is_(None))
    rows = session.execute(stops)
    return frozenset(one for row in rows for one in row if one is not None)


def _stand(
    happened: Sequence[lifecycle.Event], today: date, ticking: lifecycle.Clocks, awaited: date | None, asked: date | None
) -> lifecycle.Standing:
    """Where these events lead, with the event create that was not read put before them."""
    if len(happened) == 1 and happened[0].event == "hand_over":
        return lifecycle.unheard(happened[0], today, ticking, awaited, asked)
    first = min((e.at for e in happened), default=datetime.combine(today, time(), BRUSSELS), key=datetime.timestamp)
    root = min(happened, key=lambda e: str(e.id)).after if happened else None  # rows come in no order
    created = lifecycle.Event("create", first, id=root or "")
    return lifecycle.stand([created, *happened], today, ticking, awaited, asked)


def _look(
    row: _Row, story: _Story, *, today: date, ticking: lifecycle.Clocks, open_days: Workdays, plan: _Plan,
    stopped: frozenset[str], children: frozenset[str],
) -> Referred:  # fmt: skip
    meeting, happened = None if row.appointment is None else local(row.appointment), story.events
    given = next((e.at.date() for e in happened if e.event == "hand_over"), today)
    asked = plan(row.kind, row.urgency, given, meeting, deadline=row.deadline, chosen=row.follow_on)
    awaited = story.again if meeting is None else max(meeting.date(), story.again or meeting.date())
    standing = _stand(happened, today, ticking, awaited, asked)
    day = lifecycle.due_after(row.kind, asked, standing, ticking, open_days)
    if day is not None and story.again is not None:
        day = max(day, story.again)
    stop = row.id in stopped or row.person in stopped
    if stop or (story.silent and row.kind == "self"):  # then only what the desk can ask of the service stays planned
        day = None
    told = standing.told
    said = story.said.get(told.id, _SILENCE) if told else _SILENCE
    return Referred(
        UUID(row.id), UUID(row.contact), row.reference or "", row.service, row.service_name, row.kind, row.urgency,
        standing.state, day, lifecycle.counted_tries(story.tries), given, may_call=not story.silent,
        anonymous=row.person is None, forbidden=tuple(row.forbidden or ()),
        ended=told.at.date() if told and standing.state in _ENDED else None,
        reasons=said.reasons, by=said.by, need_met=said.need_met, next_step=said.next_step,
        expected=standing.expected, lapses=standing.lapses, fallback=row.fallback, stopped=stop,
        again=row.id in children, disputed=standing.disputed, planned=story.again, domains=tuple(row.domains),
        user=row.keyworker or row.user or "", kept=row.person is None or row.keyworker is not None,
        channel=row.channel, deadline=row.deadline, follow_on=row.follow_on,
    )  # fmt: skip
