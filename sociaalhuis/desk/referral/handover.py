"""Handing over at the desk: what the referral screen starts from, and giving the referral with its paper as one step.

The rules stand in referrals (kinds, consent, days), safety (violence) and slips (what may be on paper); here they follow each
other in the order in which nothing is half done: paper first as a trial, then the referral, then the copy of the paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis import conditions
from sociaalhuis.access import users
from sociaalhuis.catalogue.service import Service
from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.people import Person
from sociaalhuis.desk import drafts, intake, language, relations, safety
from sociaalhuis.desk.referral import lifecycle, referrals, slips
from sociaalhuis.desk.referral.referrals import Agreed
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing, Value, vocabulary
from sociaalhuis.house import House
from sociaalhuis.printing.aloud import aloud
from sociaalhuis.printing.compose import render
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.slip import Letterhead, Slip

DRAFT = "referral"  # the kind of its drafts; their content names the contact
WITHOUT = "without"  # the answer for passing on without consent, which asks for a reason
_LARGE = frozenset({"groot_lettertype", "leest_moeilijk"})
_PICTURES = frozenset({"leest_moeilijk", "niet_lezen"})


@dataclass(frozen=True, slots=True)
class Case:
    """The contact that is referred, as far as referring needs it.

    ``safe_contact`` is what the file says about reaching this client, ``forbidden`` the ways that he or she does not want.
    ``language`` and ``interpreter`` (slugs) and ``pictures`` are what the file says about reading and speaking; ``facilities``
    is whether French is a right here.
    """

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
    forbidden: tuple[str, ...] = ()
    language: str | None = None
    interpreter: str | None = None
    pictures: bool = False
    facilities: bool = False
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was chosen for one handing over. ``choices`` decide the paper; ``may_call`` is an answer of desk.safety.

    ``despite`` says why a service is chosen of which a condition is not met. ``follow_on`` is the day on which the desk
    asks how it went, where somebody chose it.
    """

    services: tuple[Service, ...]
    choices: slips.Choices
    agreed: Agreed | None = None
    may_call: str = safety.NOT_ASKED
    despite: str = ""
    follow_on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What came of it: the paper when there is one, and the first day on which the desk asks how it went."""

    referrals: tuple[UUID, ...]
    reference: str
    paper: Paper | None
    due: date | None


def prepare(house: House, contact: UUID, spoken: str | None = None) -> Case:
    """What is known of a contact before it is referred. Raises Refusal for a turf, which has no code to put on paper.

    ``spoken``: the language (slug) that was heard in the words, for a client without a file.
    """
    with house.store.read() as session:
        row = session.get(Contact, contact)
        if row is None or row.reference is None:
            raise Refusal("Deze vraag is nog niet bewaard.", "Maak er eerst een hulpvraag van.")
        relations.refuse_unseen_contact(house, session, row)
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
            forbidden=tuple(person.forbidden_ways or ()) if person is not None else (),
            language=(person.language if person is not None else None) or spoken,
            interpreter=person.interpreter if person is not None else None,
            pictures=person is not None and person.reading in _PICTURES,
            facilities=house.flag("house.facilities"),
            deadline=row.deadline,
        )


def go_on(
    house: House, contact: UUID | None, draft: UUID | None = None, spoken: str | None = None
) -> tuple[Case, drafts.Draft | None] | None:
    """A contact with the unfinished work of referring it, if there is any; by ``draft`` the contact of that work.

    With neither it is the work that was touched last; None when there is none. Raises Refusal for a turf, and for a question
    that was taken back: its draft goes too.
    """
    kept = None
    for one in drafts.mine(house, DRAFT):
        if (contact is None or one.content["contact"] == str(contact)) and draft in (None, one.id):
            kept, contact = one, UUID(one.content["contact"])
            break
    try:
        return None if contact is None else (prepare(house, contact, spoken), kept)
    except Refusal:
        if kept is not None:  # the question was taken back
            drafts.drop(house, kept.id)
        raise


def _value(stored: Any) -> Value | None:
    return tuple(stored) if isinstance(stored, list) else stored


def slip(case: Case, plan: Plan, today: date) -> Slip:
    """The slip of this plan. Raises Refusal for what may not be on paper."""
    return slips.compose(plan.services, plan.choices, case.reference, today, case.letterhead, case.deadline)


def proof(case: Case, plan: Plan, today: date) -> tuple[Paper, tuple[str, ...]]:
    """The paper as it will be, and its words to read to the client. Raises Refusal for what cannot be."""
    made = slip(case, plan, today)
    return render(made), aloud(made)


def unmet(case: Case, services: Sequence[Service]) -> Mapping[str, str]:
    """The services of which the confirmed facts say that a condition is not met: their id, and the question that decided."""
    found = {}
    for service in services:
        verdict = None if service.eligibility is None else conditions.check(service.eligibility, case.facts)
        if verdict is not None and verdict.truth is False:
            found[service.id] = vocabulary()[verdict.decisive[0].fact].question
    return found


def _why(case: Case, plan: Plan) -> Mapping[str, str]:
    """By service why a condition is passed over. Raises Refusal when there is one and nobody said why."""
    against, why = unmet(case, plan.services), " ".join(intake.cleaned(plan.despite).split())
    if against and not why:
        name = next(one.name for one in plan.services if one.id in against)
        raise Refusal(
            f"De cliënt voldoet niet aan een voorwaarde van “{name[:60]}”.",
            "Schrijf waarom je toch doorverwijst (Alt+R), of haal de dienst weg.",
        )
    return dict.fromkeys(against, why)


def give(house: House, case: Case, plan: Plan, now: datetime, *, paper: bool, draft: UUID | None = None) -> Given:
    """Refer, and with ``paper`` keep the slip that goes along; the ``draft`` of this work goes.

    Raises Refusal or Trouble; a refusal leaves nothing behind. A condition that is not met asks for a reason (plan.despite).
    """
    why = _why(case, plan)
    chosen = plan.choices
    aid = language.use(case.facilities, chosen.aid, chosen.aid_reason) if paper else None
    made = render(slip(case, plan, local(now).date())) if paper else None
    given = referrals.give(
        house, case.contact, [one.id for one in plan.services], chosen.kind, now,
        agreed=plan.agreed, appointments=chosen.appointments, may_call=plan.may_call, despite=why, paper=made, aid=aid,
        draft=draft, fallback=chosen.plan_b or "", follow_on=plan.follow_on,
    )  # fmt: skip
    with house.store.read() as session:
        seen = referrals.of_contact(house, session, case.contact, local(now).date())
    days = [one.due for one in seen if one.id in given and one.due is not None]
    return Given(given, case.reference, made, min(days, default=None))


def first_day(house: House, case: Case, plan: Plan, today: date) -> date | None:
    """When the desk will ask how it went if it is given today; None when nobody asks or the client may not be called."""
    chosen, days = plan.choices, []
    violence = any(safety.about_violence(service) for service in plan.services)
    silent = not safety.may_plan_call(violence, plan.may_call)
    standing, clocks, workdays = lifecycle.Standing("given", None), referrals.clocks(house), referrals.workdays(house)
    meetings = [chosen.appointments.get(service.id) for service in plan.services] or [None]
    for meeting in meetings:
        kind, at = referrals.kind_of(chosen.kind, meeting), None if meeting is None else local(meeting)
        if not (silent and kind == "self"):
            days.append(lifecycle.due(kind, case.urgency, today, at, standing, clocks, workdays, case.deadline, plan.follow_on))
    return min((one for one in days if one is not None), default=None)


def agreement(kind: str, answer: str, elements: Sequence[str], reason: str = "") -> Agreed | None:
    """What is passed on, from the ``answer`` at the desk: oral, written, or WITHOUT with its ``reason``.

    None where nothing leaves, or where nobody answered yet.
    """
    if kind == "info":
        return None
    if answer == WITHOUT and kind in referrals.IDENTIFYING and reason.strip():
        return Agreed(tuple(elements), "none", " ".join(intake.cleaned(reason).split()))
    return Agreed(tuple(elements), answer) if answer in ("oral", "written") and elements else None
