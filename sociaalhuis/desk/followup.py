"""Hearing how it went: one key an outcome, tries that gave none, and what counts as the end of a referral."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select

from sociaalhuis import vocab
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent
from sociaalhuis.db.people import Person
from sociaalhuis.desk import lifecycle, referrals, safety
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

AGAIN_DAYS = 10  # after a try without an answer, the desk tries again


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one key says: an event with what is known, or a try that gave no outcome (``attempt``)."""

    label: str
    key: str
    event: str | None = None
    need_met: str | None = None
    service_received: str | None = None
    reasons: tuple[str, ...] = ()
    attempt: str | None = None


OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        "helped": Outcome("Geholpen", "G", "finish", "fully", "yes"),
        "partly": Outcome("Deels geholpen", "D", "finish", "partly", "yes"),
        "not_helped": Outcome("Niet geholpen", "X", "finish", "not_met", "no"),
        "waiting_list": Outcome("Wachtlijst", "W", "put_on_list", None, "waiting_list", ("no_capacity",)),
        "refused": Outcome("Geweigerd door dienst", "E", "refuse", None, "no", ("other",)),
        "withdrawn": Outcome("Cliënt ziet ervan af", "Z", "withdraw", None, None, ("changed_mind",)),
        "not_reached": Outcome("Niet bereikt", "N", attempt="niet_thuis"),
        "later": Outcome("Later", "L", attempt="later"),
    }
)


def ways(one: referrals.Referred) -> tuple[str, ...]:
    """The ways in which the desk may ask about this referral (slugs of contact_ways)."""
    return safety.ways(one.forbidden, may_call=one.may_call, anonymous=one.anonymous)


def usual_way(one: referrals.Referred) -> str | None:
    """How the desk asks when it does not say how: a call, else the service; None when the client does not want to be called."""
    if one.anonymous or not one.may_call:
        return safety.SERVICE
    return None if one.do_not_call else safety.CALL


def note(
    house: House, referral: UUID, outcome: str, now: datetime, *, known_from: str = "client", again: date | None = None,
    way: str | None = None,
) -> None:  # fmt: skip
    """Write down how it went; ``way`` is how the desk tried to hear it, without one the usual way.

    Raises Refusal when the referral has ended already or cannot have this outcome now, and for a try in a way that the client
    does not want.
    """
    chosen, user = OUTCOMES[outcome], worker(house)
    with house.store.write(house.actor, "referral.follow") as session:
        row = session.get_one(Referral, referral)
        one = referrals.one(house, session, referral, local(now).date())
        state = one.state
        if chosen.event is None:
            _refuse_ended(state)
            tried = way or usual_way(one) or safety.CALL
            safety.refuse_way(tried, one.forbidden, may_call=one.may_call, anonymous=one.anonymous)
            day = again or referrals.workdays(house).on_or_after(local(now).date() + timedelta(days=AGAIN_DAYS))
            said = chosen.attempt or "later"
            session.add(Attempt(referral_id=referral, at=now, user_id=user, result=said, way=tried, again=day))
            return
        if state not in lifecycle.TRANSITIONS[chosen.event][0]:
            _refuse_ended(state)
            raise Refusal("Deze uitkomst kan nu niet.", "Kijk eerst hoe het met deze doorverwijzing staat.")
        session.add(
            ReferralEvent(
                id=new_id(), referral_id=referral, event=chosen.event, at=now, user_id=user, known_from=known_from,
                after=row.events[-1].id, reasons=list(chosen.reasons), need_met=chosen.need_met,
                service_received=chosen.service_received, expected=again,
            )
        )  # fmt: skip


def _refuse_ended(state: str) -> None:
    if state in lifecycle.ENDED and state != "lapsed":
        raise Refusal(
            "Deze doorverwijzing is al afgerond.", "Verwijs opnieuw door, of vraag je coördinator om ze te heropenen."
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk wants to see before it asks how it went: what was asked, how to reach whom, what was heard so far.

    ``safe_contact`` are the client's own words, None when they were not asked or the contact is anonymous (no ``person``).
    ``asked``: whether somebody asked which ways the client does not want.
    """

    person: UUID | None
    safe_contact: str | None
    words: str
    phones: tuple[str, ...]  # of the service
    heard: tuple[tuple[date, str], ...]  # the oldest first, in Dutch
    asked: bool


def known(house: House, referral: UUID) -> Known:
    """What is known of a referral."""
    table = catalogue_tables.Phone
    with house.store.read() as session:
        row = session.get_one(Referral, referral)
        contact = session.get_one(Contact, row.contact_id)
        person = None if contact.person_id is None else session.get_one(Person, contact.person_id)
        phones = session.scalars(select(table.number).where(table.service_id == row.service_id).order_by(table.rank))
        return Known(
            contact.person_id, person.safe_contact if person else None, contact.words or "", tuple(phones), tuple(_heard(row)),
            person is not None and person.forbidden_ways is not None,
        )  # fmt: skip


def _heard(row: Referral) -> Sequence[tuple[date, str]]:
    gone = {e.takes_back for e in row.events}
    told = [e for e in row.events if e.event != "create" and e.takes_back is None]
    events = [(e.at, vocab.label("referral_events", e.event) + (" (teruggenomen)" if e.id in gone else "")) for e in told]
    attempts = [(a.at, _tried(a)) for a in row.attempts]
    return [(local(at).date(), said) for at, said in sorted(events + attempts)]


def _tried(attempt: Attempt) -> str:
    way = f" ({vocab.label('contact_ways', attempt.way)})" if attempt.way else ""
    return f"geprobeerd{way}: {vocab.label('attempt_results', attempt.result)}"


def tries(house: House, referral: UUID) -> int:
    """How often the desk tried without an answer."""
    with house.store.read() as session:
        return len(session.scalars(select(Attempt.id).where(Attempt.referral_id == referral)).all())
