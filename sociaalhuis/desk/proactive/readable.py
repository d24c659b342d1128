"""The files that may be looked through of our own accord, a chunk at a time, with only the facts that may be used for it.

Read are files of people who were told what is kept and why, who did not say stop, and that are not protected. Of those:
confirmed answers of the last year that are not delicate (health, disability, residence, a crisis), none of talks about safety
or a court, the birth date and the place. Words and needs are never read. A fact that may not be used stays in the database.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, String, cast, func, select, true
from sqlalchemy.orm import Session

from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.people import Person
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.desk import asking, relations
from sociaalhuis.desk.rights import rights
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing, vocabulary
from sociaalhuis.rights.engine import Status

CHUNK = 400  # files that are read at once: about a tenth of a second
FRESH_DAYS = 365  # what was told longer ago decides nothing
_SAFETY = "veiligheid_recht"  # of resources/vocab/life_domains
_REFUSED = Answer(None, Standing.REFUSED)
_TELLS_TOO_MUCH = frozenset({
    # money for illness or disability
    "ontvangt_ivt", "ontvangt_it", "ontvangt_tegemoetkoming_hulp_derden", "ontvangt_zorgbudget_ouderen",
    "ontvangt_zorgbudget_zwaar", "ontvangt_ziekte_of_invaliditeitsuitkering", "ontvangt_ocmw_voorschot_igo_of_handicap",
    "vt_situatie", "minderjarige_met_kind_zwanger_of_gehuwd",
    # a crisis, a court, where somebody comes from
    "dreigt_afsluiting", "kan_meter_niet_opladen", "voedselnood", "geen_adres_door_gebrek_aan_middelen",
    "was_dakloos_nu_woning", "juridische_vraag", "advocaat_nodig", "nieuwkomer_inburgering", "ontvangt_equivalent_leefloon",
})  # fmt: skip
_DELICATE: Mapping[str, frozenset[str]] = {  # answers that say something about health or a crisis: as if nothing was told
    "woonsituatie": frozenset({"dakloos", "noodopvang", "instelling", "gevangenis"}),
    "arbeidssituatie": frozenset({"arbeidsongeschikt"}),
    "gezinstype": frozenset({"instelling"}),
}

NOT_TOLD, STOPPED, PROTECTED = "not_told", "stopped", "protected"


@dataclass(frozen=True, slots=True)
class Look:
    """An exploration that somebody made with this person: on which day, and which rights stood how by which rule."""

    contact: UUID
    day: date
    id: UUID
    statuses: Mapping[str, Sequence[str]]
    amounts: Mapping[str, float | None]

    def was(self, *statuses: Status) -> frozenset[str]:
        """The rights that had one of these statuses then."""
        return frozenset(right for right, (status, _version) in self.statuses.items() if status in statuses)


class Answered(NamedTuple):
    """One answer, with the day, the row and the talk it comes from, as the file keeps them: ISO day, hexadecimal ids."""

    fact: str
    answer: Answer
    on: str
    row: str
    contact: str


@dataclass(frozen=True, slots=True)
class File:
    """One file as far as it may be read. ``answers`` in the order in which they were given; the last one counts."""

    person: UUID
    born: date | int | None
    postal_code: str | None
    municipality: str | None
    informed_on: date
    answers: Sequence[Answered]
    look: Look | None = None
    handled: frozenset[str] = field(default_factory=frozenset)  # rights of which something was done already

    def facts(self, day: date, answers: Sequence[Answered] | None = None, *, aged: date | None = None) -> Facts:
        """What is known on ``day``, from these answers (all without any), with the age of the day ``aged``."""
        found = dict(_placed(self.postal_code, self.municipality, day))
        for one in self.answers if answers is None else answers:
            if one.answer is _REFUSED:
                found.pop(one.fact, None)
            elif one.fact == rights.AGE:
                found[one.fact] = _older(one, aged or day)
            else:
                found[one.fact] = one.answer
        if self.born is not None:
            found.pop(rights.AGE, None)
        return rights.aged(_current(found, self.postal_code, day), self.born, aged or day)


def may_be_read() -> ColumnElement[bool]:
    """The people whose files may be looked through."""
    told = Person.informed_on.is_not(None) & Person.stopped_on.is_(None) & Person.protected.is_(False)
    return told & Person.id.not_in(relations.gone())


def passed_over(session: Session) -> dict[str, int]:
    """How many files may not be read, by the first reason that holds."""
    protected, stopped = Person.protected.is_(True), Person.stopped_on.is_not(None)
    whys = {PROTECTED: protected, STOPPED: stopped & ~protected, NOT_TOLD: ~may_be_read() & ~protected & ~stopped}
    count = select(func.count()).select_from(Person).where(Person.id.not_in(relations.gone()), Person.erased_on.is_(None))
    return {why: session.scalar(count.where(which)) or 0 for why, which in whys.items()}


def total(session: Session) -> int:
    """How many files may be read."""
    return session.scalar(select(func.count()).select_from(Person).where(may_be_read())) or 0


def after(session: Session, last: UUID | None, today: date, chunk: int = CHUNK) -> list[File]:
    """The next files after this person, in the order of their ids; empty at the end."""
    columns = (
        Person.id,
        Person.birth_date,
        Person.birth_year,
        Person.postal_code,
        Person.municipality,
        Person.informed_on,
    )
    further = true() if last is None else Person.id > last
    people = session.execute(select(*columns).where(may_be_read(), further).order_by(Person.id).limit(chunk)).all()
    if not people:
        return []
    which = Contact.person_id.between(people[0].id, people[-1].id) & may_be_read()
    answers, looks, handled = _answers(session, which, today), _looks(session, which), _handled(session, which)
    return [
        File(
            row.id,
            row.birth_date or row.birth_year,
            row.postal_code,
            row.municipality,
            row.informed_on,
            answers.get(row.id, ()),
            looks.get(row.id),
            frozenset(handled.get(row.id, ())),
        )
        for row in people
    ]


def newest_contacts(session: Session, people: Sequence[UUID]) -> Mapping[UUID, tuple[UUID, str]]:
    """The newest hulpvraag of each person, with its code."""
    query = select(Contact.person_id, Contact.id, Contact.reference).where(
        Contact.person_id.in_(people), Contact.reference.is_not(None)
    )
    return {row.person_id: (row.id, row.reference) for row in session.execute(query.order_by(Contact.at, Contact.id))}


def _answers(session: Session, which: ColumnElement[bool], today: date) -> Mapping[UUID, list[Answered]]:
    columns = {"person": Person.id, "value": Told.value, "day": Told.on, "row": Told.id, "contact": Told.contact_id}
    columns |= {"fact": Told.fact, "standing": Told.standing}
    kept = [cast(column, String).label(name) for name, column in columns.items()]
    query = (
        select(*kept)  # as they are kept: making 20 ids a file would take longer than all the rest
        .join(Contact, Told.contact_id == Contact.id)
        .join(Person, Contact.person_id == Person.id)
        .where(
            which,
            Told.fact.in_(usable_facts()),
            Told.standing.in_((Standing.CONFIRMED, Standing.REFUSED)),
            Told.on >= today - timedelta(days=FRESH_DAYS),
            ~cast(Contact.domains, String).contains(_SAFETY),
        )
        .order_by(Told.on, Told.id)
    )
    found: dict[str, list[Answered]] = defaultdict(list)
    rows: Iterable[Any] = session.connection().execute(query)
    for person, raw, day, row, contact, fact, standing in rows:
        answer = _answer(fact, raw) if standing == Standing.CONFIRMED else _REFUSED
        found[person].append(Answered(fact, answer, day, row, contact))
    return {UUID(person): answers for person, answers in found.items()}


def _looks(session: Session, which: ColumnElement[bool]) -> Mapping[UUID, Look]:
    query = (
        select(
            Contact.person_id,
            Exploration.contact_id,
            Exploration.day,
            Exploration.id,
            Exploration.statuses,
            Exploration.amounts,
        )
        .join(Contact, Exploration.contact_id == Contact.id)
        .join(Person, Contact.person_id == Person.id)
        .where(which)
        .order_by(Exploration.day, Exploration.id)
    )
    return {
        person: Look(contact, day, row, statuses, amounts)
        for person, contact, day, row, statuses, amounts in session.execute(query)
    }


def _handled(session: Session, which: ColumnElement[bool]) -> Mapping[UUID, set[str]]:
    query = (
        select(Person.id.label("person_id"), RightStep.right, RightStep.id, RightStep.takes_back)
        .join(Contact, RightStep.contact_id == Contact.id)
        .join(Person, Contact.person_id == Person.id)
        .where(which)
    )
    rows = session.execute(query).all()
    gone = {row.takes_back for row in rows}
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if row.takes_back is None and row.id not in gone:
            found[row.person_id].add(row.right)
    return found


@functools.cache
def usable_facts() -> tuple[str, ...]:
    """The facts that may be used of our own accord: none about health, disability, residence or a crisis."""
    return tuple(slug for slug in vocabulary() if slug not in _TELLS_TOO_MUCH and not asking.is_private(slug))


@functools.lru_cache(maxsize=16_384)
def _answer(fact: str, raw: Any) -> Answer:
    value = orjson.loads(raw) if isinstance(raw, str) else raw
    if value in _DELICATE.get(fact, ()):
        return _REFUSED
    return Answer(tuple(value) if isinstance(value, list) else value)


@functools.lru_cache(maxsize=2_048)
def _placed(postal_code: str | None, municipality: str | None, day: date) -> Mapping[str, Answer]:
    placed = {rights.MUNICIPALITY: Answer(int(municipality), Standing.CONFIRMED, _PLACED)} if municipality else {}
    known = Facts(placed)
    return _located(known, postal_code, day)


def _located(known: Facts, postal_code: str | None, day: date) -> Facts:
    try:
        return rights.located(known, postal_code, day)
    except Refusal:  # an old file with a place that is not one
        return known


def _current(found: Mapping[str, Answer], postal_code: str | None, day: date) -> Facts:
    """The facts, with a municipality that was told brought to what it is called today."""
    placed = found.get(rights.MUNICIPALITY)
    if placed is None or placed.source == _PLACED:
        return Facts(found)
    return _located(Facts(found), postal_code, day)


_PLACED = "postcode"


def _older(one: Answered, day: date) -> Answer:
    """An age that was told, as it is on a later day: that many years more, or one more than that."""
    value, years = one.answer.value, int((day - date.fromisoformat(one.on)).days / 365.25)
    if day.isoformat() <= one.on or isinstance(value, bool | str | None):
        return one.answer
    low, high = value if isinstance(value, tuple) else (value, value)
    return Answer((None if low is None else low + years, None if high is None else high + years + 1))


def chunks(session: Session, today: date) -> Iterator[list[File]]:
    """All files, a chunk at a time."""
    last: UUID | None = None
    while files := after(session, last, today):
        yield files
        last = files[-1].person
