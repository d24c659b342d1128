"""Handing over at the desk: what the referral screen starts from, and giving the referral with its paper as one step.

The rules stand in referrals (kinds, consent, days), safety (violence) and slips (what may be on paper); here they follow each
other in the order in which nothing is half done: paper first as a trial, then the referral, then the copy of the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.access import users
from sociaalhuis.catalogue.service import Service
from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.people import Person
from sociaalhuis.desk import lifecycle, referrals, safety, slips
from sociaalhuis.desk.referrals import Agreed
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing, Value
from sociaalhuis.house import House
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.slip import Letterhead, Slip, render

_LARGE = frozenset({"groot_lettertype", "leest_moeilijk"})


@dataclass(frozen=True, slots=True)
class Case:
    """The contact that is referred, as far as referring needs it. ``safe_contact`` is what the file says about calling."""

    contact: UUID
    reference: str
    words: str
    urgency: str
    postal_code: str | None
    facts: Facts
    letterhead: Letterhead
    colleague: str
    form: str
    format: str
    large: bool
    safe_contact: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was chosen for one handing over. ``choices`` decide the paper; ``may_call`` is an answer of desk.safety."""

    services: tuple[Service, ...]
    choices: slips.Choices
    agreed: Agreed | None = None
    may_call: str = safety.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Given:
    """What came of it: the paper when there is one, and the first day on which the desk asks how it went."""

    referrals: tuple[UUID, ...]
    reference: str
    paper: Paper | None
    due: date | None


def prepare(house: House, contact: UUID) -> Case:
    """What is known of a contact before it is referred. Raises Refusal for a turf, which has no code to put on paper."""
    with house.store.read() as session:
        row = session.get(Contact, contact)
        if row is None or row.reference is None:
            raise Refusal("Deze vraag is nog niet bewaard.", "Maak er eerst een hulpvraag van.")
        person = None if row.person_id is None else session.get_one(Person, row.person_id)
        told = session.scalars(select(Told).where(Told.contact_id == contact).order_by(Told.id)).all()
        known = {t.fact: Answer(_value(t.value), Standing(t.standing), t.source, t.on) for t in told}
        return Case(
            contact=contact,
            reference=row.reference,
            words=row.words or "",
            urgency=row.urgency,
            postal_code=row.postal_code,
            facts=Facts(known),
            letterhead=slips.letterhead(house),
            colleague=next((one.shown for one in users.accounts(house) if one.id == house.actor.id), ""),
            form=house.text("slip.form"),
            format=house.text("slip.format"),
            large=person is not None and person.reading in _LARGE,
            safe_contact=person.safe_contact if person is not None else None,
        )


def _value(stored: Any) -> Value | None:
    return tuple(stored) if isinstance(stored, list) else stored


def slip(case: Case, plan: Plan, today: date) -> Slip:
    """The slip of this plan. Raises Refusal for what may not be on paper."""
    return slips.compose(plan.services, plan.choices, case.reference, today, case.letterhead)


def give(house: House, case: Case, plan: Plan, now: datetime, *, paper: bool) -> Given:
    """Refer, and with ``paper`` keep the slip that goes along. Raises Refusal or Trouble; a refusal leaves nothing behind."""
    made = render(slip(case, plan, local(now).date())) if paper else None
    chosen = plan.choices
    given = referrals.give(
        house, case.contact, [one.id for one in plan.services], chosen.kind, now,
        agreed=plan.agreed, appointment=chosen.appointment, may_call=plan.may_call, paper=made,
    )  # fmt: skip
    with house.store.read() as session:
        seen = referrals.of_contact(house, session, case.contact, local(now).date())
    days = [one.due for one in seen if one.id in given and one.due is not None]
    return Given(given, case.reference, made, min(days, default=None))


def first_day(house: House, case: Case, plan: Plan, today: date) -> date | None:
    """When the desk will ask how it went if it is given today; None when nobody asks or the client may not be called."""
    chosen = plan.choices
    violence = any(safety.about_violence(service) for service in plan.services)
    if chosen.kind == "self" and not safety.may_plan_call(violence, plan.may_call):
        return None
    meeting = None if chosen.appointment is None else local(chosen.appointment)
    standing, workdays = lifecycle.Standing("given", None), referrals.workdays(house)
    return lifecycle.due(chosen.kind, case.urgency, today, meeting, standing, referrals.clocks(house), workdays)


def agreement(kind: str, answer: str, elements: Sequence[str]) -> Agreed | None:
    """What the client agreed to, from the ``answer`` at the desk: oral, written or nothing yet. None where nothing leaves."""
    return Agreed(tuple(elements), answer) if kind != "info" and answer in ("oral", "written") and elements else None
