"""Hearing how it went: one key an outcome, tries that gave none, and what counts as the end of a referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import COORDINATOR
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent, UnmetNeed
from sociaalhuis.db.following import FollowStop, VerificationTask
from sociaalhuis.db.people import Person
from sociaalhuis.desk import asking, relations, safety
from sociaalhuis.desk.intake import NO_OFFER, worker
from sociaalhuis.desk.referral import lifecycle, outcomes, referrals, standing
from sociaalhuis.desk.referral.outcomes import OUTCOMES, Details, Outcome
from sociaalhuis.desk.referral.standing import Referred
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

NOTHING = Details()


def ways(one: Referred) -> tuple[str, ...]:
    """The ways in which the desk may ask about this referral (slugs of contact_ways)."""
    return safety.ways(one.forbidden, may_call=one.may_call, anonymous=one.anonymous)


def usual_way(one: Referred) -> str | None:
    """How the desk asks when it does not say how: a call, else the service; None when the client does not want to be called."""
    if one.anonymous or not one.may_call:
        return safety.SERVICE
    return None if one.do_not_call else safety.CALL


def note(
    house: House,
    referral: UUID,
    outcome: str,
    now: datetime,
    told: Details = NOTHING,
    *,
    known_from: str | None = None,
    way: str | None = None,
) -> None:
    """Write down how it went (a key of OUTCOMES); ``way`` is how the desk tried to hear it, without one the usual way.

    Raises Refusal when the referral has ended already or cannot have this outcome now, when a reason is missing, and for a try
    in a way that the client does not want.
    """
    tell(house, referral, OUTCOMES[outcome], now, told, known_from=known_from, way=way)


def tell(
    house: House,
    referral: UUID,
    outcome: Outcome,
    now: datetime,
    told: Details,
    *,
    known_from: str | None = None,
    way: str | None = None,
) -> None:
    """The same for an outcome that came from answers."""
    with house.store.write(house.actor, "referral.follow") as session:
        add(house, session, referral, outcome, now, told, known_from=known_from, way=way)


def add(
    house: House, session: Session, referral: UUID, outcome: Outcome, now: datetime, told: Details, *,
    known_from: str | None = None, way: str | None = None,
) -> None:  # fmt: skip
    """The same inside the writing session of another act."""
    one = standing.one(house, session, referral, local(now).date())
    if outcome.event is None:
        _try(house, session, one, outcome, now, told, way)
    elif outcomes.fits(outcome, one.state):
        _append(house, session, one, outcome, now, told, known_from or heard_from(way))
    else:
        _refuse_ended(one.state)
        raise Refusal("Deze uitkomst kan nu niet.", "Kijk eerst hoe het met deze doorverwijzing staat.")


def heard_from(way: str | None) -> str:
    """Who told it, when nobody says so: the service when that was asked, else the client."""
    return "partner" if way == safety.SERVICE else "client"


def _try(
    house: House, session: Session, one: Referred, outcome: Outcome, now: datetime, told: Details, way: str | None
) -> None:
    tried, today = way or usual_way(one) or safety.CALL, local(now).date()
    if outcome.attempt == "later" and one.state in lifecycle.ENDED - {"lapsed"}:  # a decision may wait: nobody is asked
        tried = safety.SERVICE
    else:
        _refuse_ended(one.state)
    safety.refuse_way(tried, one.forbidden, may_call=one.may_call, anonymous=one.anonymous)
    if outcome.attempt in one.forbidden:  # a message on the voicemail
        raise Refusal("Deze cliënt wil geen voicemail.", "Kies “nee” bij Bereikt, en probeer later opnieuw.")
    again = told.day or lifecycle.later_try(one.urgency, today, standing.clocks(house), standing.workdays(house))
    said = outcome.attempt or "later"
    session.add(Attempt(referral_id=one.id, at=now, user_id=worker(house), result=said, way=tried, again=again))


def _append(
    house: House, session: Session, one: Referred, outcome: Outcome, now: datetime, told: Details, known_from: str
) -> None:
    by, why = outcomes.reasons(outcome, told, one.tries, standing.clocks(house))
    row = session.get_one(Referral, one.id)
    words = referrals.short(outcomes.words(outcome, told))
    session.add(
        ReferralEvent(
            id=new_id(), referral_id=one.id, event=outcome.event, at=now, user_id=worker(house), known_from=known_from,
            after=last_seen(row), reasons=list(why), by=by, words=words, contacted=told.contacted,
            explained_again=told.explained_again, next_step=referrals.short(told.next_step), expected=told.day,
            need_met=outcome.need_met, service_received=outcome.service_received,
        )
    )  # fmt: skip
    for reason in outcomes.wrong_record(by, why):
        session.add(
            VerificationTask(service_id=row.service_id, referral_id=one.id, at=now, user_id=worker(house), reason=reason)
        )


def last_seen(row: Referral) -> UUID | None:
    """The last event that this office knows of: what is written now comes after it."""
    known = [lifecycle.Event(e.event, e.at, None, e.id, e.takes_back, e.after) for e in row.events]
    last = lifecycle.in_order(known)[-1].id if known else None
    return next((event.id for event in row.events if event.id == last), None)


def reopen(house: House, referral: UUID, why: str, now: datetime) -> None:
    """Open again what had ended, to how it stood before. Raises Refusal without a reason, and for who does not lead."""
    with house.store.write(house.actor, "referral.reopen") as session:
        add(house, session, referral, outcomes.LEADING["reopened"], now, Details(words=why), known_from="observation")


def mark_wrong(house: House, referral: UUID, why: str, now: datetime) -> None:
    """It should never have been noted: it counts nowhere any more. Raises Refusal without a reason.

    Whoever gave it may do this on the same day, later only who leads.
    """
    with house.store.write(house.actor, "referral.wrong") as session:
        standing.one(house, session, referral, local(now).date())
        row = session.get_one(Referral, referral)
        first = row.events[0]
        own = first.user_id == house.actor.id and local(first.at).date() == local(now).date()
        if not own and house.actor.role != COORDINATOR:
            raise Refusal(
                "Alleen wie ze vandaag zelf maakte, kan dit.", "Vraag het aan je coördinator, of noteer “Ziet ervan af”."
            )
        add(house, session, referral, outcomes.LEADING["wrong"], now, Details(words=why), known_from="observation")


def stop(house: House, referral: UUID, reason: str, now: datetime, words: str = "", *, person: bool = False) -> None:
    """“Niet meer opvolgen”: this referral, or with ``person`` everything of this client. Raises Refusal without a good reason.

    “Geen passend aanbod” counts as an unmet need for each domain of the question.
    """
    term = {one.slug: one for one in vocab.terms("stop_reasons", None)}.get(reason)
    said = referrals.short(words)
    if term is None or (term.extra["asks"] == "text" and said is None):
        raise Refusal("Waarom stop je met opvolgen?", "Kies een reden. Bij “andere reden” hoort een woordje uitleg.")
    with house.store.write(house.actor, "referral.follow") as session:
        standing.one(house, session, referral, local(now).date())
        row = session.get_one(Referral, referral)
        contact = session.get_one(Contact, row.contact_id)
        if person and contact.person_id is None:
            raise Refusal("Deze vraag is anoniem.", "Stop alleen deze doorverwijzing.")
        session.add(
            FollowStop(
                person_id=contact.person_id if person else None,
                referral_id=None if person else referral,
                at=now,
                user_id=worker(house),
                reason=reason,
                words=said,
            )
        )
        if term.extra["unmet_need"] == "always":
            session.add_all(
                UnmetNeed(contact_id=contact.id, domain=one, municipality=contact.municipality, reason=NO_OFFER)
                for one in contact.domains
            )


def follow_again(house: House, referral: UUID, now: datetime) -> None:
    """Take the stop away, of this referral and of its client. Raises Refusal when there is none."""
    with house.store.write(house.actor, "referral.follow") as session:
        standing.one(house, session, referral, local(now).date())
        person = session.get_one(Contact, session.get_one(Referral, referral).contact_id).person_id
        of_person = [] if person is None else [FollowStop.person_id == person]
        of_this = or_(FollowStop.referral_id == referral, *of_person)
        stops = session.scalars(select(FollowStop).where(of_this, FollowStop.lifted.is_(None))).all()
        if not stops:
            raise Refusal("Deze doorverwijzing wordt al opgevolgd.", "Kijk op de opvolglijst.")
        for one in stops:
            one.lifted = now


def _refuse_ended(state: str) -> None:
    if state in lifecycle.ENDED and state != "lapsed":
        raise Refusal(
            "Deze doorverwijzing is al afgerond.",
            "Kies een nieuwe poging of stop bewust, met een reden. Je coördinator kan ze ook heropenen.",
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk wants to see before it asks how it went: what was asked, how to reach whom, what was heard so far.

    ``safe_contact`` are the client's own words, None when they were not asked or the contact is anonymous (no ``person``).
    ``asked``: whether somebody asked which ways the client does not want. ``client`` is the name and ``client_phone`` the
    number, both only for who knows this person (relations.known): everybody else opens the file, and says why.
    """

    person: UUID | None
    safe_contact: str | None
    words: str
    phones: tuple[str, ...]  # of the service
    heard: tuple[tuple[date, str], ...]  # the oldest first, in Dutch
    asked: bool
    client: str = ""
    client_phone: str = ""


def known(house: House, referral: UUID) -> Known:
    """What is known of a referral. Raises Refusal when it is not there for who asks."""
    table = catalogue_tables.Phone
    with house.store.read() as session:
        row = session.get_one(Referral, referral)
        contact = session.get_one(Contact, row.contact_id)
        relations.refuse_unseen_contact(house, session, contact)
        person = None if contact.person_id is None else session.get_one(Person, contact.person_id)
        mine = person is not None and session.scalar(select(exists().where(Person.id == person.id, relations.known(house))))
        phones = session.scalars(select(table.number).where(table.service_id == row.service_id).order_by(table.rank))
        return Known(
            contact.person_id,
            person.safe_contact if person else None,
            contact.words or "",
            tuple(phones),
            tuple(_heard(row)),
            person is not None and person.forbidden_ways is not None,
            f"{person.given_name} {person.family_name}".strip() if person and mine else "",
            (person.phone or "") if person and mine else "",
        )


def _heard(row: Referral) -> Sequence[tuple[date, str]]:
    gone = {e.takes_back for e in row.events}
    told = [e for e in row.events if e.event != "create" and e.takes_back is None]
    events = [(e.at, _told(e) + (" (teruggenomen)" if e.id in gone else "")) for e in told]
    attempts = [(a.at, _tried(a)) for a in row.attempts]
    return [(local(at).date(), said) for at, said in sorted(events + attempts, key=lambda one: one[0])]


def _told(event: ReferralEvent) -> str:
    """One event in words: what, why, in the client's words, and the next step."""
    why = ", ".join(_why(event.by, slug) for slug in event.reasons) if event.by else ""
    words = f"“{event.words}”" if event.words else ""
    step = f"volgende stap: {event.next_step}" if event.next_step else ""
    return " · ".join(part for part in (vocab.label("referral_events", event.event), why, words, step) if part)


def _why(by: str, slug: str) -> str:
    """A reason in words, with the condition that it names."""
    said, condition = vocab.label(outcomes.WHOSE[by], outcomes.plain(slug)), outcomes.condition(slug)
    return f"{said} ({asking.short(condition).lower()})" if condition else said


def _tried(attempt: Attempt) -> str:
    way = f" ({vocab.label('contact_ways', attempt.way)})" if attempt.way else ""
    return f"geprobeerd{way}: {vocab.label('attempt_results', attempt.result)}"


def tries(house: House, referral: UUID) -> int:
    """How often the desk tried without an answer."""
    with house.store.read() as session:
        return len(session.scalars(select(Attempt.id).where(Attempt.referral_id == referral)).all())
