"""Steunaanvragen as they stand: the register, what happened to each, and by when what must be done.

The program runs no social inquiry and decides nothing: it gives a number and a first day, counts days, and keeps what people
say. The city sees its own applications until it handed them over, and no further.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import STAD
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.db.support import SupportPaper, SupportRequest, SupportStep
from sociaalhuis.desk import relations
from sociaalhuis.desk.referral import standing
from sociaalhuis.desk.support import terms
from sociaalhuis.desk.support.terms import Case, Happened, Term
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House
from sociaalhuis.texts import short_day

ASKED, CORRECTED, STRUCK = "aanvraag", "verbetering", "doorhaling"
PROOF, LETTER = "ontvangstbewijs", "doorzending"
LONGEST = 300  # characters of a reason or a name
AT_COUNTER = frozenset({"balie", "afspraak", "zitdag", "huisbezoek", "vindplaats"})  # of resources/vocab/channels


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said with an application: the first day and who received it then, when not today and here; a right (slug)."""

    received: date | None = None
    received_by: str = ""
    right: str | None = None


PLAIN = Asked()  # today, here


@dataclass(frozen=True, slots=True)
class Received:
    """An application that stands in the register, with its number; ``behind`` when the clock ran before the line before it."""

    id: UUID
    number: str
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What happened: a slug of support_steps, when it was noted, the day, to whom, why (names of rules), in words."""

    step: str
    at: datetime
    on: date
    recipient: str
    reasons: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Request:
    """One application as it stands.

    ``owner`` is whose it is now (terms.OCMW, terms.CITY), ``state`` and ``terms`` come from its days, ``corrections`` are
    (number, words) of the lines that correct it, ``proofs`` the moments at which a receipt was given.
    """

    id: UUID
    number: str
    contact: UUID
    person: UUID | None
    reference: str
    name: str
    words: str
    channel: str
    language: str | None
    reading: str | None
    at: datetime
    received: date
    received_by: str
    desk: str
    owner: str
    right: str | None
    state: str
    steps: tuple[Step, ...]
    proofs: tuple[datetime, ...]
    corrections: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...]

    @property
    def task(self) -> Term | None:
        """What the desk must do first; None when nothing waits for the desk."""
        return terms.to_do(self.terms)


STATES: Mapping[str, str] = {
    terms.OPEN: "in behandeling",
    terms.SENT: "doorgezonden",
    terms.DECIDED: "beslist",
    terms.TOLD: "meegedeeld",
    terms.WITHDRAWN: "ingetrokken",
    terms.STRUCK: "doorgehaald",
}


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def one(house: House, request: UUID) -> Request:
    """One application as it stands. Raises Refusal when it is not there for who acts."""
    with house.store.read() as session:
        return seen(house, session, request)[1]


def seen(house: House, session: Session, request: UUID) -> tuple[SupportRequest, Request]:
    """The line of an application, and the application. Raises Refusal when it is not there for who acts."""
    row = session.get_one(SupportRequest, request)
    if row.parent_id is not None:
        row = session.get_one(SupportRequest, row.parent_id)
    relations.refuse_unseen_contact(house, session, session.get_one(Contact, row.contact_id))
    (found,) = _read(house, session, SupportRequest.id == row.id)
    return row, found


def of_contact(house: House, contact: UUID) -> Request | None:
    """The application about this question that was not struck; None when there is none."""
    with house.store.read() as session:
        found = _read(house, session, SupportRequest.contact_id == contact)
    return next((one for one in reversed(found) if one.state != terms.STRUCK), None)


def everything(house: House, session: Session) -> Sequence[Request]:
    """All that is there for who acts, struck and ended ones too."""
    return _read(house, session, true())


def running(house: House) -> Sequence[Request]:
    """Every application that waits for somebody, the earliest day at the desk first; then what only runs."""
    done = select(SupportStep.takes_back).where(SupportStep.takes_back.is_not(None))
    ended = SupportStep.step.in_([terms.TOLD, terms.WITHDRAWN]), SupportStep.id.not_in(done)
    with house.store.read() as session:
        found = _read(house, session, SupportRequest.id.not_in(select(SupportStep.request_id).where(*ended)))
    last = date.max
    live = [one for one in found if one.state != terms.STRUCK]
    return sorted(live, key=lambda one: (one.task.desk if one.task else last, one.received, one.number))


def due_count(house: House, today: date) -> int:
    """For how many something must be done today or before."""
    with house.store.read() as session:
        if not session.scalar(select(func.count()).select_from(SupportRequest)):
            return 0
    return sum(one.task is not None and one.task.desk <= today for one in running(house))


def told(session: Session, person: UUID) -> Iterator[tuple[datetime, str, str]]:
    """What happened with the applications of somebody, for a file: when, what, and what goes with it."""
    of_person = select(SupportRequest).join(Contact, SupportRequest.contact_id == Contact.id).where(Contact.person_id == person)
    lines = {row.id: row for row in session.scalars(of_person)}
    for row in lines.values():
        what = {ASKED: "Steunaanvraag", CORRECTED: "Steunaanvraag verbeterd"}.get(row.kind, "Steunaanvraag doorgehaald")
        yield row.at, f"{what}: {row.number}", row.words or f"eerste dag {short_day(row.received)}"
    for request, steps in _steps(session, [row.id for row in lines.values() if row.kind == ASKED]).items():
        for step in steps:
            detail = " · ".join(part for part in (lines[request].number, step.recipient, step.words) if part)
            yield step.at, f"Steunaanvraag: {vocab.label('support_steps', step.step)}", detail


def found(house: House, typed: str) -> Sequence[Request]:
    """The applications with this number, or a part of it, ended ones too."""
    sought = "".join(typed.upper().split())
    if len(sought) < 3:
        return ()
    with house.store.read() as session:
        return _read(house, session, SupportRequest.number.contains(sought, autoescape=True))


def _read(house: House, session: Session, which: ColumnElement[bool]) -> Sequence[Request]:
    rows = session.execute(
        select(SupportRequest, Contact, Person)
        .join(Contact, SupportRequest.contact_id == Contact.id)
        .outerjoin(Person, Contact.person_id == Person.id)
        .where(SupportRequest.kind == ASKED, relations.visible_contacts(house), which)
        .order_by(SupportRequest.at, SupportRequest.sequence)
    ).all()
    ids = [row.SupportRequest.id for row in rows]
    corrections, steps, proofs = _corrections(session, ids), _steps(session, ids), _proofs(session, ids)
    is_open = standing.workdays(house).is_open
    return [
        _request(
            house,
            row.SupportRequest,
            row.Contact,
            row.Person,
            corrections[row.SupportRequest.id],
            steps[row.SupportRequest.id],
            proofs[row.SupportRequest.id],
            is_open,
        )
        for row in rows
    ]


def _request(
    house: House,
    row: SupportRequest,
    contact: Contact,
    person: Person | None,
    corrections: Sequence[SupportRequest],
    steps: Sequence[Step],
    proofs: Sequence[tuple[datetime, str]],
    is_open: terms.IsOpen,
) -> Request:
    newest = corrections[-1] if corrections else row
    if house.actor.role == STAD:  # the city sees that it is with the OCMW, and no more
        handed = next((place for place, one in enumerate(steps) if one.step == terms.HANDED), len(steps))
        steps = steps[: handed + 1]
    case = Case(
        newest.received,
        local(row.at).date(),
        row.desk,
        contact.channel in AT_COUNTER,
        bool(proofs),
        tuple(Happened(one.step, one.on) for one in steps),
        any(one.kind == STRUCK for one in corrections),
    )
    found = tuple(terms.terms(case, is_open))
    if house.actor.role == STAD and terms.owner(case) == terms.OCMW:
        found = tuple(one for one in found if one.what == terms.RECEIPT)
    name = f"{person.given_name} {person.family_name}".strip() if person else next((n for _, n in reversed(proofs) if n), "")
    return Request(
        row.id, row.number, contact.id, contact.person_id, contact.reference or "", name, contact.words or "", contact.channel,
        person.language if person else None, person.reading if person else None,
        local(row.at), newest.received, newest.received_by or "", row.desk, terms.owner(case), newest.right, terms.state(case),
        tuple(steps), tuple(local(at) for at, _ in proofs), tuple((one.number, one.words or "") for one in corrections), found,
    )  # fmt: skip


def _corrections(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[SupportRequest]]:
    query = select(SupportRequest).where(SupportRequest.parent_id.in_(ids))
    found = defaultdict[UUID, list[SupportRequest]](list)
    for row in session.scalars(query.order_by(SupportRequest.sequence)) if ids else ():
        if row.parent_id is not None:
            found[row.parent_id].append(row)
    return found


def _steps(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[Step]]:
    """The steps that count, in the order in which they were written."""
    query = select(SupportStep).where(SupportStep.request_id.in_(ids)).order_by(SupportStep.place, SupportStep.id)
    rows = session.scalars(query).all() if ids else []
    gone, found = {row.takes_back for row in rows}, defaultdict[UUID, list[Step]](list)
    for row in rows:
        if row.takes_back is None and row.id not in gone:
            found[row.request_id].append(
                Step(row.step, row.at, row.on, row.recipient or "", tuple(row.reasons), row.words or "")
            )
    return found


def _proofs(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[tuple[datetime, str]]]:
    table = SupportPaper
    query = select(table.request_id, table.at, table.name).where(table.request_id.in_(ids), table.kind == PROOF)
    found = defaultdict[UUID, list[tuple[datetime, str]]](list)
    for row in session.execute(query.order_by(table.id)) if ids else ():
        found[row.request_id].append((row.at, row.name or ""))
    return found
