"""The vernietigingsvoorstel: one colleague lists what is over its term, another looks it through and erases it, in one act.

Nothing goes without two people and nothing goes silently: what was erased stays known as numbers, classes and dates.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.db.retention import RetentionProposal
from sociaalhuis.db.staff import User
from sociaalhuis.desk import relations
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.retention import due, erasing, terms
from sociaalhuis.desk.retention.due import Due
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import erased
from sociaalhuis.house import House

PROPOSE, ERASE = "retention.propose", "retention.erase"
SKIPPED = "skipped"  # beside the classes: what lives again, or is held back, since the proposal was made
SHUT, NAMELESS = "afgeschermd dossier", "dossier"
_LONGEST = 200  # characters of a reason, as the field takes them
_ROUND = timedelta(days=365)  # between two proposals of what is over its term


@dataclass(frozen=True, slots=True)
class Listed:
    """A file on a proposal. ``held`` and ``spared``: in words, why it stays; ``name``: a code for who may not see names."""

    person: UUID
    name: str
    kind: str  # a slug of retention_classes
    last: date
    held: str = ""
    spared: str = ""

    @property
    def goes(self) -> bool:
        """Whether it is erased when the proposal is carried out."""
        return not (self.held or self.spared)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that waits for a colleague. ``asked``: the client wants it, and why; ``questions``: those without a name."""

    id: UUID
    made: datetime  # local time
    by: str
    mine: bool
    asked: str
    files: tuple[Listed, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class Ended:
    """What is left of a proposal: ``counts`` by class, None when it was taken back."""

    id: UUID
    made: datetime  # local time
    by: str
    ended: datetime  # local time
    ended_by: str
    asked: bool
    counts: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many files and questions are over their term and can go, and how many are held back, by key of due.HELD."""

    files: int
    questions: int
    held: Mapping[str, int]


def may(house: House) -> bool:
    """Whether who acts may propose and erase; on a laptop nobody may."""
    return house.away is None and allows(PROPOSE, house.actor.role)


def waiting(house: House, today: date) -> Waiting:
    """What a proposal of today would hold."""
    with house.store.read() as session:
        files, questions = due.files(house, session, today), due.questions(house, session, today)
    held = Counter(one.held for one in (*files, *questions) if one.held)
    return Waiting(sum(not one.held for one in files), sum(not one.held for one in questions), dict(held))


def propose(house: House, now: datetime) -> UUID:
    """List everything whose term is over. Raises Refusal when nothing is, or when a proposal waits already."""
    today = local(now).date()
    with house.store.write(house.actor, PROPOSE) as session:
        if session.scalar(select(RetentionProposal.id).where(*_open(), RetentionProposal.asked.is_(None))):
            raise Refusal("Er wacht al een voorstel.", "Laat een collega het nakijken, of trek het in.")
        files = [one.id.hex for one in due.files(house, session, today) if not one.held]
        questions = [one.id.hex for one in due.questions(house, session, today) if not one.held]
        if not files and not questions:
            raise Refusal("Er is niets over zijn termijn.", "Kijk volgend jaar opnieuw.")
        row = RetentionProposal(made=now, user_id=worker(house), day=today, people=files, contacts=questions)
        session.add(row)
        session.flush()
        return row.id


def propose_one(house: House, person: UUID, why: str, now: datetime) -> UUID:
    """Propose to erase one file because the client asks for it (GDPR, article 17). Raises Refusal when that cannot be."""
    reason = _reason(why)
    with house.store.write(house.actor, PROPOSE) as session:
        relations.refuse_unseen(house, session, person)
        one = due.one_file(house, session, person, local(now).date())
        if one.held in (due.REQUEST, due.OUTING):
            raise Refusal(f"Dit kan nu niet: {due.HELD[one.held]}.", "Leg dat uit aan de cliënt, en vraag het aan de DPO.")
        if any(one.id.hex in row.people for row in session.scalars(select(RetentionProposal).where(*_open()))):
            raise Refusal("Voor dit dossier wacht al een voorstel.", "Laat een collega het nakijken.")
        row = RetentionProposal(
            made=now, user_id=worker(house), day=local(now).date(), asked=reason, people=[one.id.hex], contacts=[]
        )
        session.add(row)
        session.flush()
        return row.id


def spare(house: House, proposal: UUID, person: UUID, why: str) -> None:
    """Leave a file out of the proposal and say why; without a reason it goes back on it."""
    with house.store.write(house.actor, PROPOSE) as session:
        row = _waiting(session, proposal)
        others = {one: reason for one, reason in row.spared.items() if one != person.hex}
        row.spared = others | ({person.hex: _reason(why)} if why.strip() else {})


def withdraw(house: House, proposal: UUID, now: datetime) -> None:
    """Take a proposal back: nothing is erased."""
    with house.store.write(house.actor, ERASE) as session:
        _end(house, session, _waiting(session, proposal), now, None)


def carry_out(house: House, proposal: UUID, now: datetime) -> Mapping[str, int]:
    """Erase what stands on the proposal, in one act; gives the number by class.

    What lives again or is held back since then stays, and is counted as SKIPPED. Raises Refusal for who made the proposal.
    """
    today = local(now).date()
    with house.store.write(house.actor, ERASE) as session:
        row = _waiting(session, proposal)
        if row.user_id == worker(house):
            raise Refusal("Wie het voorstel maakte, kan niet zelf wissen.", "Vraag een collega om het na te kijken.")
        files, questions = _standing(house, session, row, today)
        go = [one for one in files if not one.held and one.id.hex not in row.spared]
        people = [one for file in go for one in relations.one_person(session, file.id)]
        late = [one.id for one in questions if not one.held]
        erasing.erase(house, session, people, late, now)
        counts = dict(Counter(one.kind for one in go)) | ({terms.WORDS: len(late)} if late else {})
        stays = len(row.people) + len(row.contacts) - len(row.spared) - len(go) - len(late)
        _end(house, session, row, now, counts | ({SKIPPED: stays} if stays else {}))
    erased.keep(house)
    return counts


def proposals(house: House, today: date) -> tuple[Proposal, ...]:
    """What waits, the oldest first, with how each file stands today."""
    if not may(house):
        raise Refusal("Je rol laat dit niet toe: voorstellen wat gewist wordt.", "Vraag het aan je coördinator.")
    with house.store.read() as session:
        rows = session.scalars(select(RetentionProposal).where(*_open()).order_by(RetentionProposal.made)).all()
        shown = _shown(session)
        return tuple(
            Proposal(
                row.id,
                local(row.made),
                shown[row.user_id],
                row.user_id == house.actor.id,
                row.asked or "",
                tuple(_listed(house, session, row, today)),
                len(row.contacts),
            )
            for row in rows
        )


def to_check(house: House) -> int:
    """How many proposals wait for who acts: those of colleagues."""
    if not may(house):
        return 0
    with house.store.read() as session:
        mine = RetentionProposal.user_id == house.actor.id
        return session.scalar(select(func.count()).select_from(RetentionProposal).where(*_open(), ~mine)) or 0


def to_propose(house: House, today: date) -> int:
    """How many files and questions are over their term, when nobody proposed them for a year; nought for who may not.

    Reads all the questions of the house: seconds in a large one.
    """
    if not may(house):
        return 0
    with house.store.read() as session:
        newest = session.scalar(select(func.max(RetentionProposal.day)).where(RetentionProposal.asked.is_(None)))
    if newest is not None and today < newest + _ROUND:
        return 0
    found = waiting(house, today)
    return found.files + found.questions


def history(house: House) -> tuple[Ended, ...]:
    """The proposals that ended, the newest first."""
    with house.store.read() as session:
        query = select(RetentionProposal).where(RetentionProposal.ended.is_not(None)).order_by(RetentionProposal.ended.desc())
        shown = _shown(session)
        return tuple(
            Ended(
                row.id,
                local(row.made),
                shown[row.user_id],
                local(row.ended),
                shown.get(row.ended_by, ""),
                row.asked is not None,
                row.counts,
            )
            for row in session.scalars(query)
            if row.ended is not None and row.ended_by is not None
        )


def copies_until(house: House, now: datetime) -> date | None:
    """The day on which the last daily backup that still holds what is erased now goes by itself; None without such backups.

    A day on which the house is not open makes no backup, so that it may take longer.
    """
    return local(now).date() + timedelta(days=house.number("backup.keep")) if house.text("backup.place") else None


# ── one proposal ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _open() -> tuple[Any, ...]:
    return (RetentionProposal.ended.is_(None),)


def _waiting(session: Session, proposal: UUID) -> RetentionProposal:
    row = session.get(RetentionProposal, proposal)
    if row is None or row.ended is not None:
        raise Refusal("Dit voorstel is al afgehandeld.", "Kijk bij wat er gewist is.")
    return row


def _standing(house: House, session: Session, row: RetentionProposal, today: date) -> tuple[Sequence[Due], Sequence[Due]]:
    """How everything on a proposal stands today: without what lives again."""
    if row.asked is not None:
        person = UUID(row.people[0])
        if session.get(Person, person) is None:  # whoever made the file took it back
            return [], []
        asked = due.one_file(house, session, person, today)
        return [asked if asked.held in (due.REQUEST, due.OUTING) else Due(asked.id, asked.kind, asked.last)], []
    files = [one for one in due.files(house, session, today) if one.id.hex in row.people]
    return files, [one for one in due.questions(house, session, today) if one.id.hex in row.contacts]


def _listed(house: House, session: Session, row: RetentionProposal, today: date) -> Sequence[Listed]:
    files, _questions = _standing(house, session, row, today)
    names = _names(house, session, [one.id for one in files])
    return [
        Listed(
            one.id, names[one.id], one.kind, one.last, due.HELD[one.held] if one.held else "", row.spared.get(one.id.hex, "")
        )
        for one in files
    ]


def _names(house: House, session: Session, people: Sequence[UUID]) -> Mapping[UUID, str]:
    """Names for who may open files, codes for the keeper of the house; of a protected file nobody hears more than that."""
    wanted = Person.id.in_(people)
    coded = select(Contact.person_id, Contact.reference).where(Contact.person_id.in_(people)).order_by(Contact.at)
    codes = {person: f"{NAMELESS} {code}" for person, code in session.execute(coded) if code}
    if allows("person.look", house.actor.role):
        seen = session.scalars(select(Person).where(wanted, relations.visible_people(house)))
        known = {one.id: clients.shown(one) for one in seen}
    else:
        seen = session.scalars(select(Person).where(wanted, Person.protected.is_(False)))
        known = {one.id: codes.get(one.id, NAMELESS) for one in seen}
    return {one: known.get(one, SHUT) for one in people}


def _end(house: House, session: Session, row: RetentionProposal, now: datetime, counts: Mapping[str, int] | None) -> None:
    """Only numbers remain, also in the journal."""
    left: Mapping[str, Any] = {
        "people": [],
        "contacts": [],
        "spared": {},
        "asked": None if row.asked is None else "",
        "ended": now,
        "ended_by": worker(house),
        "counts": counts,
    }
    house.store.erase(session, RetentionProposal, [row.id], left)


def _reason(why: str) -> str:
    reason = " ".join(cleaned(why).split())
    if not reason or len(reason) > _LONGEST:
        raise Refusal("Zeg in een paar woorden waarom.", f"Typ een reden van hoogstens {_LONGEST} tekens.")
    return reason


def _shown(session: Session) -> Mapping[UUID, str]:
    return dict(session.execute(select(User.id, User.shown)).all())
