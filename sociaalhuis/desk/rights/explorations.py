"""Keeping an exploration of rights as it was that day, and what may be kept of the answers behind it.

An exploration belongs to a contact: of somebody with a file, or anonymous. It is written once, with the version of each rule
and the amounts that counted, so that later rules never rewrite what was said. What came of a right is for applications;
which question comes next for questions.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.actions import COORDINATOR, MAATSCHAPPELIJK_WERKER
from sociaalhuis.db.desk import Contact, Draft, Told
from sociaalhuis.db.people import Person
from sociaalhuis.db.rights import Exploration
from sociaalhuis.desk import asking, intake, relations
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.rights import rights
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing, Value, vocabulary
from sociaalhuis.house import House
from sociaalhuis.rights import bands
from sociaalhuis.rights.engine import Engine, Outcome
from sociaalhuis.rights.rules import Book

DRAFT = "rights"  # the kind of its drafts
WORDS = "Rechten verkend."  # of the contact that is made when there was none yet
WHY = "rechten verkennen"  # why a file is opened
AGES_AFTER = 180  # days: after that an answer of an earlier talk is asked again before it decides
_KEEPERS = frozenset({MAATSCHAPPELIJK_WERKER, COORDINATOR})
_WORKED_OUT = frozenset({"follows", "postcode", "birth"})  # sources of answers that nobody gave


@dataclass(frozen=True, slots=True)
class Start:
    """What an exploration starts from. All is empty when nobody is known yet.

    ``facts`` are those of the talk itself and of earlier ones; what is older than AGES_AFTER is only assumed. ``earlier`` says
    how many come from before, and from when the newest is.
    """

    contact: UUID | None = None
    person: UUID | None = None
    reference: str = ""
    name: str = ""
    postal_code: str | None = None
    born: date | int | None = None
    facts: Facts = field(default_factory=Facts)
    earlier: tuple[int, date] | None = None
    large: bool = False
    last: date | None = None  # when this client's rights were explored before


@dataclass(frozen=True, slots=True)
class Explored:
    """What is kept: the answers, how every right stands by them on ``day``, where the talk was and what was asked."""

    facts: Facts
    outcomes: Mapping[str, Outcome]
    day: date
    setting: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping: the contact with its code, and the answers (facts) that are too private to keep."""

    contact: UUID
    reference: str
    withheld: tuple[str, ...]


def start(house: House, today: date, *, contact: UUID | None = None, person: UUID | None = None) -> Start:
    """What is known before the first question, as far as this colleague may see it. Opening a file is journalled.

    Raises Refusal for a contact that is gone or a turf, which has nobody to explore for.
    """
    if contact is None and person is None:
        return Start()
    with house.store.read() as session:
        row = None if contact is None else session.get(Contact, contact)
        if contact is not None and (row is None or row.reference is None):
            raise Refusal("Deze vraag is er niet meer, of het is een turf.", "Begin opnieuw met Ctrl+R.")
        if row is not None:
            relations.refuse_unseen_contact(house, session, row)
        whose = row.person_id if row is not None else person
    known = None if whose is None else clients.look(house, whose, WHY)
    with house.store.read() as session:
        facts, earlier = _facts(session, contact, whose, today, private=house.actor.role in _KEEPERS)
        return Start(
            contact=contact,
            person=whose,
            reference="" if row is None else row.reference or "",
            name=_shown(known),
            postal_code=(row.postal_code if row is not None else None) or (known.postal_code if known else None),
            born=None if known is None else known.birth_date or known.birth_year,
            facts=facts,
            earlier=earlier,
            large=known is not None and known.reading in ("groot_lettertype", "leest_moeilijk"),
            last=_last_day(session, contact, whose),
        )


def _shown(person: Person | None) -> str:
    if person is None:
        return ""
    return "Beschermd dossier" if person.protected else f"{person.given_name} {person.family_name}".strip()


def _last_day(session: Session, contact: UUID | None, person: UUID | None) -> date | None:
    newest = next(iter(of_client(session, contact, person)), None)
    return None if newest is None else newest.day


def of_client(session: Session, contact: UUID | None, person: UUID | None) -> list[Exploration]:
    """The explorations of a person, or of one anonymous contact; the newest first."""
    mine = Contact.person_id == person if person is not None else Contact.id == contact
    query = select(Exploration).join(Contact, Exploration.contact_id == Contact.id).where(mine)
    return list(session.scalars(query.order_by(Exploration.day.desc(), Exploration.id.desc())))


def _facts(
    session: Session, contact: UUID | None, person: UUID | None, today: date, *, private: bool
) -> tuple[Facts, tuple[int, date] | None]:
    """What was told in this contact, and of somebody with a file in the ones before; a newer answer replaces an older one.

    What is private comes along only for who may keep it.
    """
    whose = Contact.person_id == person if person is not None else Contact.id == contact
    rows = session.scalars(select(Told).join(Contact, Told.contact_id == Contact.id).where(whose).order_by(Told.on, Told.id))
    answers: dict[str, Answer] = {}
    before: dict[str, date] = {}
    for row in rows:
        if asking.is_private(row.fact) and not private:
            continue
        answer = Answer(_value(row.value), Standing(row.standing), row.source, row.on)
        before.pop(row.fact, None)
        if row.contact_id != contact:
            if answer.value is None:  # nobody is held to “weet niet” the next time
                continue
            before[row.fact] = row.on
            if (today - row.on).days > AGES_AFTER:
                answer = replace(answer, standing=Standing.ASSUMED)
        answers[row.fact] = answer
    return Facts(answers), (len(before), max(before.values())) if before else None


def _value(stored: Any) -> Value | None:
    return tuple(stored) if isinstance(stored, list) else stored


def known(begun: Start, answers: Facts, postal_code: str | None, day: date) -> Facts:
    """The answers with what the postal code and the birth date add to them."""
    return rights.aged(rights.located(answers, postal_code, day), begun.born, day)


# ── keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def keep(house: House, begun: Start, explored: Explored, engine: Engine, now: datetime, draft: UUID | None = None) -> Kept:
    """Write the exploration down with the answers that may be kept; the ``draft`` of this work goes in the same act.

    Without a contact one is made, so that there is a code to come back with. Raises Refusal when the role may not.
    """
    with house.store.write(house.actor, "exploration.keep") as session:
        user = intake.worker(house)
        contact, reference = begun.contact, begun.reference
        if contact is None:
            about = intake.Question(WORDS, person=begun.person, postal_code=begun.postal_code)
            noted = intake.add(house, session, about, now)
            contact, reference = noted.id, noted.reference
        told, withheld = may_be_kept(explored, engine, begun.person is not None and house.actor.role in _KEEPERS)
        before = _told(session, contact)
        fresh = Facts({key: one for key, one in told.items() if before.get(key) != (one.value, one.standing)})
        session.add_all(intake.told_rows(contact, fresh, now))
        session.add(
            Exploration(
                contact_id=contact, at=now, user_id=user, day=explored.day, setting=explored.setting,
                rules=version(engine.book), statuses=_statuses(engine.book, explored.outcomes.values()),
                amounts=_amounts(explored.outcomes.values()), asked=list(explored.asked), withheld=list(withheld),
            )
        )  # fmt: skip
        scratch = None if draft is None else session.get(Draft, draft)
        if scratch is not None:
            session.delete(scratch)
    return Kept(contact, reference, withheld)


def _told(session: Session, contact: UUID) -> Mapping[str, tuple[Value | None, Standing]]:
    rows = session.scalars(select(Told).where(Told.contact_id == contact).order_by(Told.id))
    return {row.fact: (_value(row.value), Standing(row.standing)) for row in rows}


def may_be_kept(explored: Explored, engine: Engine, private: bool) -> tuple[Facts, tuple[str, ...]]:
    """The answers that may be kept, and the keys of those that may not.

    Answers about health, disability or residence stay only in the file of somebody who is known, written by a social worker
    (``private``). Of an exact income only its band is kept. What nobody answered, but the program worked out, is not kept.
    """
    kept, withheld = dict[str, Answer](), list[str]()
    for key, one in explored.facts.items():
        if one.source in _WORKED_OUT or one.standing in (Standing.ASSUMED, Standing.NOT_APPLICABLE):
            continue
        if asking.is_private(key) and not private:
            withheld.append(key)
        else:
            kept[key] = _rough(key, one, explored, engine)
    return Facts(kept), tuple(withheld)


def _rough(key: str, answer: Answer, explored: Explored, engine: Engine) -> Answer:
    """An exact amount as the band that holds it: on that day every limit says the same of both."""
    exact = answer.value
    if vocabulary()[key].type != "money" or isinstance(exact, bool) or not isinstance(exact, int | float):
        return answer
    cut = bands.bands(engine.program(explored.day), key, explored.facts)
    return replace(answer, value=next(band for band in reversed(cut) if band[0] is None or band[0] <= exact))


def _statuses(book: Book, outcomes: Iterable[Outcome]) -> dict[str, Any]:
    return {one.right: [one.status.value, book.rules[one.right].version] for one in outcomes}


def _amounts(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    return {name: amount.value for one in outcomes for name, amount in one.parameters.items()}


def version(book: Book) -> str:
    """The version of all rules and amounts together: it changes with any of them."""
    rules = [f"{slug} {rule.version}" for slug, rule in sorted(book.rules.items())]
    amounts = [repr(series) for _, series in sorted(book.parameters.series.items())]
    return hashlib.sha256("\n".join(rules + amounts).encode()).hexdigest()[:12]
