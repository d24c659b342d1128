"""What comes of a right: discussed, planned, applied for, granted, received. What we know, do and get stay three things.

Looking (verkend) is an exploration; here stand the steps of doing (actie) and of what came of it (resultaat), each written once
with its day. A planned step has a day on which the desk looks again: that is the list of applications.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.desk import relations, safety
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

DISCUSSED, PLANNED, APPLIED, GRANTED, RECEIVED = "besproken", "gepland", "aangevraagd", "toegekend", "ontvangen"
REFUSED, DECLINED = "geweigerd", "client_wil_niet"
TO_DISCUSS = "te_bespreken"  # seen by the scan; the client does not know yet
NOT_PROPOSED = "ntu_niet_voorgesteld"  # the desk's own omission
WAYS = ("samen", "zelf", "wij")
PLAN_DAYS = 7  # when an application is planned and nobody says a day
ASK_DAYS: Mapping[str, int] = MappingProxyType({APPLIED: 60, GRANTED: 30})  # after how long the desk asks what came of it
_ACTION, _RESULT = (
    frozenset(term.slug for term in vocab.terms("right_states", None) if term.extra["layer"] == layer)
    for layer in ("actie", "resultaat")
)


def reasons() -> tuple[vocab.Term, ...]:
    """Why a right was not taken up: five, of which one is chosen."""
    return tuple(term for term in vocab.terms("non_take_up_reasons", None) if term.slug.startswith("ntu_"))


@dataclass(frozen=True, slots=True)
class Plan:
    """An application that is planned: of which right, for which day, and who applies (one of WAYS)."""

    right: str
    day: date
    way: str = "samen"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one right stands for one client, in three layers that never stand for each other.

    ``explored`` is the status of the newest exploration (a slug of rights.engine.Status) on the day ``looked``; ``action`` and
    ``result`` are slugs of resources/vocab/right_states. ``due`` is when the desk looks again.
    """

    explored: str | None = None
    looked: date | None = None
    action: str | None = None
    result: str | None = None
    reason: str | None = None
    way: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An application on the list: what is planned or asked, of whom, and when the desk looks again."""

    contact: UUID
    reference: str
    right: str
    state: str
    due: date
    way: str | None = None
    person: UUID | None = None
    forbidden: tuple[str, ...] = ()
    stopped: bool = False  # the desk does not get in touch of its own accord

    @property
    def do_not_call(self) -> bool:
        """Whether this client is not called about it."""
        return self.stopped or safety.CALL in self.forbidden


def note(
    house: House, contact: UUID, right: str, step: str, now: datetime, *, due: date | None = None, way: str | None = None,
    reason: str | None = None,
) -> None:  # fmt: skip
    """Write down one step of one right. Raises Refusal for a step or a reason that cannot be, and when the role may not."""
    write(house, contact, [(right, step, due, way, reason)], now)


def plan(house: House, contact: UUID, plans: Sequence[Plan], now: datetime) -> None:
    """Plan applications for one client in one act. Raises Refusal for a day that has passed."""
    today = local(now).date()
    if any(one.day < today for one in plans):
        raise Refusal("Deze dag is al voorbij.", "Kies een latere dag.")
    write(house, contact, [(one.right, PLANNED, one.day, one.way, None) for one in plans], now)


type Step = tuple[str, str, date | None, str | None, str | None]


def write(house: House, contact: UUID, steps: Sequence[Step], now: datetime) -> None:
    """Steps (right, step, due, way, reason) of one client in one act; see ``note``."""
    with house.store.write(house.actor, "right.follow") as session:
        user, today = worker(house), local(now).date()
        person = _whose(house, session, contact)
        before = _steps(session, _client(contact, person))
        for right, step, due, way, reason in steps:
            known = any(one.step != TO_DISCUSS and local(one.at).date() < today for one in before.get(right, ()))
            _check(step, way, reason, proposed=known)
            day = due or _due(house, step, today)
            session.add(
                RightStep(
                    contact_id=contact, right=right, step=step, at=now, user_id=user, due=day, way=way, reason=reason,
                )
            )  # fmt: skip


def _whose(house: House, session: Session, contact: UUID) -> UUID | None:
    """Whose file a contact belongs to. Raises Refusal when it is not for who acts."""
    row = session.get_one(Contact, contact)
    relations.refuse_unseen_contact(house, session, row)
    return row.person_id


def _check(step: str, way: str | None, reason: str | None, *, proposed: bool) -> None:
    if step not in _ACTION | _RESULT:
        raise Refusal(f"“{step[:40]}” staat niet in de lijst.", "Kies een stap uit de lijst.")
    if way is not None and way not in WAYS:
        raise Refusal(f"“{way[:40]}” staat niet in de lijst.", "Kies wie het aanvraagt uit de lijst.")
    if reason is not None and reason not in {term.slug for term in reasons()}:
        raise Refusal(f"“{reason[:40]}” staat niet in de lijst.", "Kies een van de vijf redenen.")
    if reason == NOT_PROPOSED and proposed:
        raise Refusal(
            "Dit recht hebben we zelf al besproken.", "“Niemand stelde het voor” kan dan niet. Kies een andere reden."
        )


def _due(house: House, step: str, today: date) -> date | None:
    days = {PLANNED: PLAN_DAYS, **ASK_DAYS}.get(step)
    return None if days is None else referrals.workdays(house).on_or_after(today + timedelta(days=days))


def usual_day(house: House, today: date) -> date:
    """The day that is proposed for an application."""
    return referrals.workdays(house).on_or_after(today + timedelta(days=PLAN_DAYS))


# ── how it stands ────────────────────────────────────────────────────────────────────────────────────────────────────────


def standings(house: House, contact: UUID | None, person: UUID | None = None) -> Mapping[str, Standing]:
    """How each right stands for the client of this contact, or for a person, as far as something was looked at or done."""
    with house.store.read() as session:
        if contact is not None:
            person = _whose(house, session, contact)
        elif person is not None:
            relations.refuse_unseen(house, session, person)
        return {} if contact is None and person is None else of_client(session, contact, person)


def of_client(session: Session, contact: UUID | None, person: UUID | None) -> Mapping[str, Standing]:
    """The same for a person, or for one anonymous contact."""
    which = _client(contact, person)
    newest = session.scalar(
        select(Exploration)
        .join(Contact, Exploration.contact_id == Contact.id)
        .where(which)
        .order_by(Exploration.day.desc(), Exploration.id.desc())
        .limit(1)
    )
    looked = {} if newest is None else {right: str(status) for right, (status, _version) in newest.statuses.items()}
    steps = _steps(session, which)
    return {
        right: _standing(looked.get(right), newest.day if newest and right in looked else None, steps.get(right, ()))
        for right in {**looked, **steps}
    }


def _client(contact: UUID | None, person: UUID | None) -> ColumnElement[bool]:
    return Contact.person_id == person if person is not None else Contact.id == contact


def _steps(session: Session, which: ColumnElement[bool]) -> Mapping[str, Sequence[RightStep]]:
    """The steps that count, by right, the oldest first."""
    query = select(RightStep).join(Contact, RightStep.contact_id == Contact.id).where(which)
    rows = session.scalars(query.order_by(RightStep.at, RightStep.id)).all()
    gone = {row.takes_back for row in rows}
    found: dict[str, list[RightStep]] = defaultdict(list)
    for row in rows:
        if row.takes_back is None and row.id not in gone:
            found[row.right].append(row)
    return found


def _standing(explored: str | None, looked: date | None, steps: Sequence[RightStep]) -> Standing:
    action, result, reason, way = None, None, None, None
    for one in steps:
        if one.step in _RESULT:
            result = one.step
        else:
            action = one.step
            result = None if one.step in (PLANNED, APPLIED) else result  # a new attempt
        reason, way = one.reason or reason, one.way or way
    return Standing(explored, looked, action, result, reason, way, steps[-1].due if steps else None)


# ── the list of applications ─────────────────────────────────────────────────────────────────────────────────────────────


def to_do(house: House) -> tuple[Task, ...]:
    """Every application with a day on which the desk looks again, the earliest first. A client who said no is left alone."""
    with house.store.read() as session:
        rows = session.execute(
            select(RightStep, Contact.reference, Contact.person_id, Person.forbidden_ways, Person.stopped_on)
            .join(Contact, RightStep.contact_id == Contact.id)
            .outerjoin(Person, Contact.person_id == Person.id)
            .where(relations.visible_contacts(house))
            .order_by(RightStep.at, RightStep.id)
        ).all()
        gone = {step.takes_back for step, *_rest in rows}
        last = {}
        for row in rows:
            if row[0].takes_back is None and row[0].id not in gone:
                last[row.person_id or row[0].contact_id, row[0].right] = row
        found = [
            Task(
                step.contact_id, reference or "", step.right, step.step, step.due, step.way, person, tuple(forbidden or ()),
                stopped is not None,
            )
            for step, reference, person, forbidden, stopped in last.values()
            if step.due is not None
        ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.due, one.reference, one.right)))


def due_count(house: House, today: date) -> int:
    """How many applications are to be looked at today or before."""
    with house.store.read() as session:
        if not session.scalar(select(func.count()).select_from(RightStep)):
            return 0
    return sum(one.due <= today for one in to_do(house))
