"""Aanmeldingen: somebody else refers a client to this house. Who, on which ground, what is asked, and what may be told back.

Without the consent of the client, or a ground in law, nothing is noted. Two tasks follow: to reach the client, and to tell the
sender something on the agreed day. What is told back is made of fixed sentences, never more than the client allows, no name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.partners import Incoming, IncomingStep
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.texts import Texts, short_day

CALL, REPORT = "bellen", "terugmelden"  # the two tasks
CHANNEL = "partner_inkomend"
NOTHING, CONTACT, STARTED, OUTCOME = "niets", "contact", "hulp_gestart", "uitkomst"  # of resources/vocab/feedback_limits
REACHED, DECLINED, TOLD = frozenset({"bereikt", "gestart", "geholpen"}), "wil_niet", "teruggemeld"
LONGEST = 120  # characters of a sender


@dataclass(frozen=True, slots=True)
class Asked:
    """An aanmelding as it comes in. ``referrer``, ``ground`` and ``feedback`` are slugs; ``note`` says which law or danger."""

    referrer: str
    sender: str
    question: str
    ground: str
    note: str = ""
    reach: str = ""
    feedback: str = NOTHING
    report_by: date | None = None
    domains: tuple[str, ...] = ()
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An aanmelding that waits for the desk. ``what`` is CALL or REPORT, ``due`` the day; ``steps`` are slugs, oldest first."""

    id: UUID
    contact: UUID
    person: UUID | None
    reference: str
    what: str
    due: date
    sender: str
    reach: str
    question: str
    ground: str
    note: str
    feedback: str
    report_by: date | None
    steps: tuple[str, ...]
    on: date
    domains: tuple[str, ...] = ()
    user: str = ""  # who noted it: the hexadecimal digits of an account


def first_call(house: House, day: date) -> date:
    """When the client is reached at the latest, for what comes in on this day."""
    return referrals.workdays(house).after(day, house.number("incoming.call_days"))


def register(house: House, asked: Asked, now: datetime) -> intake.Noted:
    """Keep an aanmelding as a question of its own. Raises Refusal without sender, question or ground, with what to do."""
    sender, note, day = _line(asked.sender), _line(asked.note), local(now).date()
    _check(asked, sender, note, day)
    worker(house)
    question = intake.Question(asked.question, CHANNEL, asked.domains, person=asked.person)
    with house.store.write(house.actor, "incoming.register") as session:
        if asked.person is not None:
            relations.refuse_unseen(house, session, asked.person)
        noted = intake.add(house, session, question, now)
        session.add(
            Incoming(
                id=new_id(), contact_id=noted.id, referrer=asked.referrer, sender=sender, reach=_line(asked.reach) or None,
                ground=asked.ground, ground_note=note or None, call_by=first_call(house, day), report_by=asked.report_by,
                feedback=asked.feedback,
            )
        )  # fmt: skip
    return noted


def _check(asked: Asked, sender: str, note: str, day: date) -> None:
    if asked.ground not in _slugs("sharing_grounds"):
        raise Refusal(
            "Op welke grond weet deze aanmelder dit? Dat is nog niet gekozen.",
            "Kies akkoord of grond. Is er geen? Noteer dan niets en vraag de aanmelder eerst het akkoord.",
        )
    if vocab.term("sharing_grounds", asked.ground).extra["asks_note"] and not note:
        raise Refusal("Zeg welke wet of welk gevaar.", "Eén zin is genoeg. De cliënt mag dit later lezen.")
    if not sender or asked.referrer not in _slugs("referrers"):
        raise Refusal("Wie meldt aan? Dat ontbreekt nog.", "Typ de dienst en de persoon, en kies wat voor aanmelder het is.")
    if not asked.question.strip():
        raise Refusal("Wat vraagt de aanmelder? Dat ontbreekt nog.", "Schrijf de vraag in een paar zinnen.")
    if len(sender) > LONGEST or len(note) > LONGEST or len(asked.reach) > LONGEST:
        raise Refusal("Dit is te lang.", f"Hou het bij {LONGEST} tekens.")
    if asked.feedback not in _slugs("feedback_limits"):
        raise Refusal(
            "Wat mag je terugmelden? Dat is nog niet gekozen.", "Vraag het aan de cliënt. Weet je het niet: kies niets."
        )
    if asked.report_by is not None and asked.report_by < day:
        raise Refusal("De dag om terug te melden is al voorbij.", "Kies een latere dag.")


def _slugs(name: str) -> set[str]:
    return {term.slug for term in vocab.terms(name, None)}


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def note(house: House, incoming: UUID, step: str, now: datetime) -> None:
    """Say what was done: a slug of incoming_steps. Raises Refusal for another, and for a file that one may not see."""
    user = worker(house)
    if step not in _slugs("incoming_steps"):
        raise Refusal("Deze stap bestaat niet.", "Kies er een uit de lijst.")
    with house.store.write(house.actor, "incoming.follow") as session:
        row = session.get_one(Incoming, incoming)
        relations.refuse_unseen_contact(house, session, session.get_one(Contact, row.contact_id))
        session.add(IncomingStep(incoming_id=incoming, at=now, user_id=user, step=step))


def tasks(house: House) -> Sequence[Task]:
    """All that waits, the earliest day first; each aanmelding once, for what comes first."""
    with house.store.read() as session:
        rows = session.execute(
            select(Incoming, Contact)
            .join(Contact, Incoming.contact_id == Contact.id)
            .where(relations.visible_contacts(house), _open())
            .order_by(Incoming.id)
        ).all()
        steps = _steps(session)
    found = (_task(row, contact, steps.get(row.id, ())) for row, contact in rows)
    return sorted((one for one in found if one is not None), key=lambda one: (one.due, one.reference))


def _open() -> ColumnElement[bool]:
    """The clause over Incoming for those of which something may still wait, so that what is done is not read again."""
    steps = select(IncomingStep.incoming_id)
    called = Incoming.id.in_(steps.where(IncomingStep.step.in_([*REACHED, DECLINED])))
    told = Incoming.id.in_(steps.where(IncomingStep.step == TOLD))
    return or_(~called, and_(Incoming.report_by.is_not(None), ~told))


def due_count(house: House, today: date) -> int:
    """How many wait for today or an earlier day."""
    return sum(one.due <= today for one in tasks(house))


def _steps(session: Session) -> Mapping[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for one in session.scalars(select(IncomingStep).order_by(IncomingStep.at, IncomingStep.id)):
        found[one.incoming_id] = (*found.get(one.incoming_id, ()), one.step)
    return found


def _task(row: Incoming, contact: Contact, steps: tuple[str, ...]) -> Task | None:
    """What waits of one aanmelding, None when nothing does."""
    called = bool(REACHED & set(steps)) or DECLINED in steps
    told = row.report_by is None or TOLD in steps
    waits = [(row.call_by, CALL)] if not called else []
    waits += [(row.report_by, REPORT)] if not told and row.report_by is not None else []
    if not waits:
        return None
    due, what = min(waits)
    return Task(
        row.id, row.contact_id, contact.person_id, contact.reference or "", what, due, row.sender, row.reach or "",
        contact.words or "", row.ground, row.ground_note or "", row.feedback, row.report_by, steps, local(contact.at).date(),
        tuple(contact.domains), contact.user_id.hex,
    )  # fmt: skip


def told_back(task: Task, house_name: str) -> str:
    """What may be told to the sender: fixed sentences, never more than the client allows, and no name."""
    texts, done = Texts("nl"), set(task.steps)
    said = [texts.say("incoming.about", day=short_day(task.on), code=task.reference)]
    if task.feedback == NOTHING:
        said += [texts.say("incoming.received"), texts.say("incoming.nothing")]
    else:
        said.append(texts.say("incoming.reached" if done & (REACHED | {DECLINED}) else "incoming.not_reached"))
    if task.feedback in (STARTED, OUTCOME):
        said.append(texts.say("incoming.started" if done & {"gestart", "geholpen"} else "incoming.not_started"))
    if task.feedback == OUTCOME:
        said += [texts.say(f"incoming.{key}") for step, key in (("geholpen", "helped"), (DECLINED, "declined")) if step in done]
    return "\n".join([*said, texts.say("incoming.greeting", house=house_name)])
