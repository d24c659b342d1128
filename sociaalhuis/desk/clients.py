"""People and anonymous contacts as the desk looks them up: by name, year, telephone or code, with what happened so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from sociaalhuis.db.desk import Contact, SlipCopy
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, referrals
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

MOST_FOUND = 20
ALIKE = 85  # of 100, how alike two names are before the desk is asked
_YEAR = re.compile(r"\b(19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A person in a list: only what tells people apart."""

    id: UUID
    name: str
    birth: str  # a day, a year, or empty
    postal_code: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a timeline: a contact with what came of it."""

    contact: UUID
    reference: str | None
    at: datetime  # local time
    channel: str
    words: str
    domains: tuple[str, ...]
    referrals: tuple[referrals.Referred, ...]
    slips: tuple[UUID, ...]


def find(session: Session, typed: str, limit: int = MOST_FOUND) -> Sequence[Found]:
    """People whose name holds every typed part, also by birth year or telephone. Empty for less than two letters."""
    words, clauses = typed, list[ColumnElement[bool]]()
    year = _YEAR.search(typed)
    if year:
        words = words.replace(year[0], " ")
        clauses.append((Person.birth_year == int(year[0])) | (func.strftime("%Y", Person.birth_date) == year[0]))
    digits = re.sub(r"\D", "", words)
    if len(digits) >= 6:
        words = re.sub(r"[\d/.+ -]{6,}", " ", words)
        clauses.append(func.replace(func.replace(func.replace(Person.phone, " ", ""), "/", ""), ".", "").contains(digits))
    parts = intake.folded(words).split()
    clauses += [Person.sought.contains(part, autoescape=True) for part in parts]
    if not clauses or (not year and len(digits) < 6 and len("".join(parts)) < 2):
        return ()
    rows = session.scalars(select(Person).where(and_(*clauses)).order_by(Person.family_name, Person.given_name).limit(limit))
    return [_found(person) for person in rows]


def doubles(session: Session, given_name: str, family_name: str, born: date | None) -> Sequence[Found]:
    """People who may be the same as somebody who is being typed in: names that sound alike, and no other birth day."""
    name = intake.folded(given_name, family_name)
    if len(name) < 4:
        return ()
    close = []
    for person in session.execute(select(Person.id, Person.sought, Person.birth_date, Person.birth_year)):
        score = fuzz.token_sort_ratio(name, person.sought, score_cutoff=ALIKE)
        if score and not _born_apart(born, person.birth_date, person.birth_year):
            close.append((score, person.id))
    best = [person for _, person in sorted(close, key=lambda pair: -pair[0])[:5]]
    rows = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(best)))}
    return [_found(rows[person]) for person in best]


def _born_apart(born: date | None, birth_date: date | None, birth_year: int | None) -> bool:
    if born is None or (birth_date is None and birth_year is None):
        return False
    if birth_date is None:
        return born.year != birth_year
    swapped = born.day <= 12 and (born.year, born.day, born.month) == (birth_date.year, birth_date.month, birth_date.day)
    return born != birth_date and not swapped


def _found(person: Person) -> Found:
    birth = person.birth_date.strftime("%d/%m/%Y") if person.birth_date else str(person.birth_year or "")
    return Found(person.id, f"{person.given_name} {person.family_name}".strip(), birth, person.postal_code or "")


def look(house: House, person: UUID, reason: str) -> Person:
    """Open a file: the look is journalled with its reason. Raises Refusal when the role may not."""
    house.store.look(house.actor, "person.look", "person", person, reason)
    with house.store.read() as session:
        return session.get_one(Person, person)


def history(
    house: House, session: Session, today: date, *, person: UUID | None = None, contact: UUID | None = None
) -> Sequence[Happened]:
    """What happened with a person, or in one anonymous contact; the latest first."""
    which = Contact.person_id == person if person is not None else Contact.id == contact
    contacts = session.scalars(select(Contact).where(which).order_by(Contact.at.desc(), Contact.id.desc())).all()
    return [_happened(house, session, row, today) for row in contacts]


def _happened(house: House, session: Session, row: Contact, today: date) -> Happened:
    slips = session.scalars(select(SlipCopy.id).where(SlipCopy.contact_id == row.id).order_by(SlipCopy.id))
    given = referrals.of_contact(house, session, row.id, today)
    domains = tuple(row.domains)
    return Happened(row.id, row.reference, local(row.at), row.channel, row.words or "", domains, given, tuple(slips))
