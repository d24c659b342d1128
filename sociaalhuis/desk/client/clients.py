"""People and anonymous contacts as the desk looks them up: by name, year, telephone or code, with what happened so far."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.db.desk import Contact, SlipCopy
from sociaalhuis.db.people import Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.client import duplicates
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

MOST_FOUND = 20
MOST_ALIKE = 5
WHOLE_NUMBER = 8  # digits of a telephone number that find somebody whom one never met
LEAST_LETTERS, LEAST_MORE = 3, 2  # of a name, and of a second one, to find somebody whom one never met
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
    who: str = ""  # the colleague who noted it


TOGETHER = (("birth_date", "birth_year"), ("postal_code", "municipality"))  # columns of one field


class Meanwhile(Refusal):
    """What somebody wants to change was changed by somebody else since he or she began: ``theirs`` by column."""

    def __init__(self, theirs: Mapping[str, object]) -> None:
        super().__init__("Een collega wijzigde dit intussen.", "Kies per veld wat blijft, en bewaar nog eens.")
        self.theirs = theirs


def find(house: House, session: Session, typed: str, limit: int = MOST_FOUND) -> Sequence[Found]:
    """People whose name holds every typed part, also by birth year or telephone. Empty for less than two letters.

    Whom who acts never met is found by more only: three letters of a name with a year or two letters of a second one, or a
    telephone.
    """
    words, clauses = typed, list[ColumnElement[bool]]()
    year = _YEAR.search(typed)
    if year:
        words = words.replace(year[0], " ")
        born = int(year[0])
        clauses.append((Person.birth_year == born) | Person.birth_date.between(date(born, 1, 1), date(born, 12, 31)))
    digits = re.sub(r"\D", "", words)
    if len(digits) >= 6:
        words = re.sub(r"[\d/.+() -]{6,}", " ", words)
        clauses.append(Person.id.in_(_called(house, session, digits)))
    parts = intake.folded(words).split()
    clauses += [Person.sought.contains(part, autoescape=True) for part in parts]
    if not clauses or (not year and len(digits) < 6 and len("".join(parts)) < 2):
        return ()
    met = relations.known(house)
    telling = any(len(part) >= LEAST_LETTERS for part in parts) and (year or sum(len(part) >= LEAST_MORE for part in parts) > 1)
    if len(digits) < WHOLE_NUMBER and not telling:
        clauses.append(met)
    query = select(Person, met).where(relations.visible_people(house), *clauses)
    rows = session.execute(query.order_by(Person.family_name, Person.given_name).limit(limit))
    return [_found(person, whole=bool(known)) for person, known in rows]


def _called(house: House, session: Session, digits: str) -> Sequence[UUID]:
    """Who has these digits in his or her number, however it was written down."""
    wanted = duplicates.line(digits)
    rows = session.execute(select(Person.id, Person.phone).where(Person.phone.is_not(None), relations.visible_people(house)))
    return [person for person, phone in rows if wanted in duplicates.line(phone or "")]


def doubles(house: House, session: Session, known: duplicates.Known, besides: UUID | None = None) -> Sequence[Found]:
    """People who may be the same as somebody, the likeliest first. Of a protected file nobody hears who is not named in it."""
    if len(intake.folded(known.given, known.family)) < 4:
        return ()
    columns = type_coerce(Person.id, String), Person.given_name, Person.family_name, Person.phone
    rows = session.connection().execute(select(*columns).where(relations.visible_people(house))).all()  # plain: there are many
    near = [UUID(rows[place][0]) for place in duplicates.near(known, [(row[1], row[2], row[3]) for row in rows])]
    met = relations.known(house)
    close = []
    for person, mine in session.execute(select(Person, met).where(Person.id.in_(near))):
        points = duplicates.likeness(known, as_known(person))
        if points >= duplicates.ENOUGH and person.id != besides:
            close.append((-points, person.id, _found(person, whole=bool(mine))))
    return [found for _points, _id, found in sorted(close, key=lambda one: one[:2])[:MOST_ALIKE]]


def as_known(person: Person) -> duplicates.Known:
    """A person as far as it tells him or her apart."""
    return duplicates.Known(
        person.given_name,
        person.family_name,
        person.birth_date,
        person.birth_year,
        person.phone or "",
        person.street or "",
        person.postal_code or "",
    )


def _found(person: Person, *, whole: bool = True) -> Found:
    """``whole``: with the day of birth, which a stranger does not get to see before the file is opened."""
    day = person.birth_date if whole else None
    year = person.birth_date.year if person.birth_date else person.birth_year
    birth = day.strftime("%d/%m/%Y") if day else str(year or "")
    return Found(person.id, shown(person), birth, person.postal_code or "")


def shown(person: Person) -> str:
    """The name as it is shown."""
    return f"{person.given_name} {person.family_name}".strip()


def look(house: House, person: UUID, reason: str) -> Person:
    """Open a file: the look is journalled with its reason; of a file that went into another one, the other.

    Raises Refusal when the role may not, or when the file is protected and who acts is not named in it.
    """
    with house.store.read() as session:
        person = relations.kept(session, person)
        if allows("person.look", house.actor.role):
            relations.refuse_unseen(house, session, person)
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
    found = select(Contact, User.shown).join(User, Contact.user_id == User.id).where(which)
    contacts = session.execute(found.order_by(Contact.at.desc(), Contact.id.desc()))
    return [
        Happened(
            row.id, row.reference, local(row.at), row.channel, row.words or "", tuple(row.domains), tuple(given[row.id]),
            tuple(slips[row.id]), shown,
        )
        for row, shown in contacts
    ]  # fmt: skip


# ── verbs of the window: whole questions about one house ─────────────────────────────────────────────────────────────────────


def search(house: House, typed: str, limit: int = MOST_FOUND) -> tuple[Coded | None, Sequence[Found]]:
    """What fits a typed name, year, telephone or code.

    A code is found by every role that opens files: of a protected one the next step says whom to ask.
    """
    with house.store.read() as session:
        row = intake.by_reference(session, typed)
        if row is not None and not (allows("person.look", house.actor.role) or relations.is_visible(house, session, row.id)):
            row = None
        coded = None if row is None else Coded(row.id, row.reference or "", local(row.at), row.person_id)
        return coded, find(house, session, typed, limit)


def alike(house: House, given_name: str, family_name: str, born: date | int | None, phone: str = "") -> Sequence[Found]:
    """People who may be the same as somebody who is being typed in; ``born`` is a day or only a year."""
    day, year = (born, None) if isinstance(born, date) else (None, born)
    with house.store.read() as session:
        return doubles(house, session, duplicates.Known(given_name, family_name, day, year, phone))


def person_of(house: House, contact: UUID) -> UUID | None:
    """Whose file a contact belongs to, None for an anonymous one. Raises Refusal when it is not for who acts."""
    with house.store.read() as session:
        row = session.get_one(Contact, contact)
        relations.refuse_unseen_contact(house, session, row)
        return row.person_id


def open_person(house: House, person: UUID, reason: str, today: date) -> tuple[Identity, Sequence[Happened]]:
    """Open a file: the look is journalled with its reason. Raises Refusal when the role may not."""
    row = look(house, person, reason)
    with house.store.read() as session:
        return _identity(row, today), history(house, session, today, person=row.id)


def again(house: House, person: UUID, today: date) -> tuple[Identity, Sequence[Happened]] | None:
    """A file that is open already, as it is now; None when it is gone, or no longer for who acts."""
    with house.store.read() as session:
        person = relations.kept(session, person)
        row = session.scalar(select(Person).where(Person.id == person, relations.visible_people(house)))
        return None if row is None else (_identity(row, today), history(house, session, today, person=person))


def change(house: House, person: UUID, **known: object) -> None:
    """Change what is known of a person; ``known`` are columns. Raises Refusal without a name, or when the file is gone.

    Only what really differs is written and journalled; it can be taken back.
    """
    with house.store.write(house.actor, "person.change") as session:
        _change(_to_change(house, session, person), known)


def change_seen(house: House, person: UUID, known: Mapping[str, object], seen: Mapping[str, object]) -> None:
    """The same for somebody who began from ``seen``: what he or she left alone is not written over.

    Raises Meanwhile when a column that is changed here was changed by somebody else since.
    """
    mine = {name: value for name, value in known.items() if value != seen.get(name)}
    with house.store.write(house.actor, "person.change") as session:
        row = _to_change(house, session, person)
        both = {name for name, value in mine.items() if getattr(row, name) not in (seen.get(name), value)}
        both |= {name for pair in TOGETHER if both & set(pair) for name in pair}
        if both:
            raise Meanwhile({name: getattr(row, name) for name in both})
        _change(row, mine)


def _to_change(house: House, session: Session, person: UUID) -> Person:
    row = session.get(Person, person)
    if row is None:
        raise Refusal("Dit dossier is er niet meer.", "Zoek de persoon opnieuw.")
    relations.refuse_unseen(house, session, person)
    return row


def _change(row: Person, known: Mapping[str, object]) -> None:
    for column, value in known.items():
        if getattr(row, column) != value:
            setattr(row, column, value)
    row.given_name, row.family_name, row.sought = intake.named(row.given_name, row.family_name)


def open_contact(house: House, contact: UUID, today: date) -> Sequence[Happened]:
    """An anonymous contact by its code. Raises Refusal when it belongs to a person: that file is opened with a reason."""
    if person_of(house, contact) is not None:
        raise Refusal("Deze vraag hoort bij een persoon.", "Open het dossier van die persoon.")
    with house.store.read() as session:
        relations.refuse_unseen_contact(house, session, session.get_one(Contact, contact))
        return history(house, session, today, contact=contact)


def identity(session: Session, person: UUID, today: date) -> Identity:
    """Who a file is about."""
    return _identity(session.get_one(Person, person), today)


def _identity(row: Person, today: date) -> Identity:
    seen, birth = _found(row, whole=True), row.birth_date
    year = birth.year if birth else row.birth_year
    before_birthday = birth is not None and (today.month, today.day) < (birth.month, birth.day)
    return Identity(
        row.id, seen.name, seen.birth, None if year is None else today.year - year - before_birthday, row.phone, row.street,
        row.postal_code, row.language, row.reading, row.safe_contact, row.protected,
        None if row.forbidden_ways is None else tuple(row.forbidden_ways), row.given_name, row.family_name,
        row.informed_on, row.stopped_on, row.interpreter,
    )  # fmt: skip
