"""People and anonymous contacts as the desk looks them up: by name, year, telephone or code, with what happened so far."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from sociaalhuis.db.desk import Contact, SlipCopy
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, referrals
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
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
class Coded:
    """The contact behind a code; ``person`` when it belongs to somebody with a file."""

    contact: UUID
    reference: str
    at: datetime  # local time
    person: UUID | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a file is about. Languages and reading are slugs; what was not asked is None."""

    id: UUID
    name: str
    birth: str
    age: int | None
    phone: str | None
    street: str | None
    postal_code: str | None
    language: str | None
    reading: str | None
    safe_contact: str | None
    protected: bool
    forbidden: tuple[str, ...] | None  # slugs of contact_ways; None: not asked
    given: str
    family: str
    informed_on: date | None = None  # when it was explained what is kept and why
    stopped_on: date | None = None  # since when nobody may look or call of their own accord
    interpreter: str | None = None  # a slug of interpreter_forms


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
    given: dict[UUID, list[referrals.Referred]] = defaultdict(list)
    for one in referrals.of_contacts(house, session, which, today):
        given[one.contact].append(one)
    slips: dict[UUID, list[UUID]] = defaultdict(list)
    query = select(SlipCopy.contact_id, SlipCopy.id).join(Contact, SlipCopy.contact_id == Contact.id).where(which)
    for of, slip in session.execute(query.order_by(SlipCopy.id)):
        slips[of].append(slip)
    contacts = session.scalars(select(Contact).where(which).order_by(Contact.at.desc(), Contact.id.desc()))
    return [
        Happened(
            row.id, row.reference, local(row.at), row.channel, row.words or "", tuple(row.domains), tuple(given[row.id]),
            tuple(slips[row.id]),
        )
        for row in contacts
    ]  # fmt: skip


# ── verbs of the window: whole questions about one house ─────────────────────────────────────────────────────────────────────


def search(house: House, typed: str) -> tuple[Coded | None, Sequence[Found]]:
    """What fits a typed name, year, telephone or code."""
    with house.store.read() as session:
        row = intake.by_reference(session, typed)
        coded = None if row is None else Coded(row.id, row.reference or "", local(row.at), row.person_id)
        return coded, find(session, typed)


def alike(house: House, given_name: str, family_name: str, born: date | None) -> Sequence[Found]:
    """People who may be the same as somebody who is being typed in."""
    with house.store.read() as session:
        return doubles(session, given_name, family_name, born)


def person_of(house: House, contact: UUID) -> UUID | None:
    """Whose file a contact belongs to, None for an anonymous one."""
    with house.store.read() as session:
        return session.get_one(Contact, contact).person_id


def was_mine(house: House, person: UUID) -> bool:
    """Whether the colleague who acts had a contact with this person before."""
    mine = Contact.person_id == person, Contact.user_id == house.actor.id
    with house.store.read() as session:
        return bool(session.scalar(select(exists().where(*mine))))


def open_person(house: House, person: UUID, reason: str, today: date) -> tuple[Identity, Sequence[Happened]]:
    """Open a file: the look is journalled with its reason. Raises Refusal when the role may not."""
    row = look(house, person, reason)
    with house.store.read() as session:
        return _identity(row, today), history(house, session, today, person=person)


def again(house: House, person: UUID, today: date) -> tuple[Identity, Sequence[Happened]] | None:
    """A file that is open already, as it is now; None when it is gone."""
    with house.store.read() as session:
        row = session.get(Person, person)
        return None if row is None else (_identity(row, today), history(house, session, today, person=person))


def change(house: House, person: UUID, **known: object) -> None:
    """Change what is known of a person; ``known`` are columns. Raises Refusal without a name, or when the file is gone.

    Only what really differs is written and journalled; it can be taken back.
    """
    with house.store.write(house.actor, "person.change") as session:
        row = session.get(Person, person)
        if row is None:
            raise Refusal("Dit dossier is er niet meer.", "Zoek de persoon opnieuw.")
        for column, value in known.items():
            if getattr(row, column) != value:
                setattr(row, column, value)
        row.given_name, row.family_name, row.sought = intake.named(row.given_name, row.family_name)


def open_contact(house: House, contact: UUID, today: date) -> Sequence[Happened]:
    """An anonymous contact by its code. Raises Refusal when it belongs to a person: that file is opened with a reason."""
    if person_of(house, contact) is not None:
        raise Refusal("Deze vraag hoort bij een persoon.", "Open het dossier van die persoon.")
    with house.store.read() as session:
        return history(house, session, today, contact=contact)


def _identity(row: Person, today: date) -> Identity:
    seen, birth = _found(row), row.birth_date
    year = birth.year if birth else row.birth_year
    before_birthday = birth is not None and (today.month, today.day) < (birth.month, birth.day)
    return Identity(
        row.id, seen.name, seen.birth, None if year is None else today.year - year - before_birthday, row.phone, row.street,
        row.postal_code, row.language, row.reading, row.safe_contact, row.protected,
        None if row.forbidden_ways is None else tuple(row.forbidden_ways), row.given_name, row.family_name,
        row.informed_on, row.stopped_on, row.interpreter,
    )  # fmt: skip
