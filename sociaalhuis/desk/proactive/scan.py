"""The proactive scan: who may be entitled to something new since the last time, and why; and what is done with the list.

One journalled act with its purpose reads the files that may be read (readable), a chunk at a time, so that it can be
stopped and never stands in the way of the desk. What it finds is a guess about people: the list is scratch, it names nobody but
by the code of their newest contact, it goes after half a year, and who says stop is out of it at once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import CampaignRow, Finding, Scan
from sociaalhuis.db.rights import RightStep
from sociaalhuis.desk import safety
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.proactive import readable
from sociaalhuis.desk.proactive.readable import Answered, File
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.rights import applications, explorations
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.rights import causes
from sociaalhuis.rights.causes import Before, Cause, Life
from sociaalhuis.rights.engine import Engine, Outcome, Status

ACTION = "scan.run"
PURPOSE = "nagaan wie mogelijk een recht mist"
KEPT_DAYS = 183  # how long a finding stands on the list
TASK_DAYS = 5  # when the desk takes it up with the client

type Why = tuple[Cause, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the list: one client, one cause, the rights. ``detail`` are the facts or amounts that made the difference.

    ``ways`` are those in which the desk may take it up (slugs of contact_ways); ``safe_contact`` the client's own words.
    """

    id: UUID
    person: UUID
    contact: UUID
    reference: str
    cause: Cause
    rights: tuple[str, ...]
    detail: tuple[str, ...]
    on: date
    ways: tuple[str, ...] = ()
    asked: bool = False
    safe_contact: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A scan that was done: when, how many files were read and not read (why → number), and its findings by cause."""

    id: UUID
    at: datetime
    day: date
    read: int
    passed: Mapping[str, int]
    found: Mapping[str, int]
    before: Before


class Running:
    """One scan at work. ``advance`` until it says False, then ``keep``; or ``drop`` it, and nothing is kept of it."""

    def __init__(self, house: House, engine: Engine, now: datetime) -> None:
        """Begin: the act is journalled before anything is read. Raises Refusal when the role may not."""
        worker(house)
        self.id = new_id()
        self._house, self._engine, self._now, self._day = house, engine, now, local(now).date()
        house.store.look(house.actor, ACTION, "scan", self.id, PURPOSE)
        self._standing = causes.standing(engine.book, self._day)
        with house.store.read() as session:
            self._last = _newest(session)
            self._changed = _changed_since(session, self._last)
            self._told_before = {(row.person_id, right) for row in session.scalars(select(Finding)) for right in row.rights}
            self.total, self._passed = readable.total(session), readable.passed_over(session)
        self.read = 0
        self._at: UUID | None = None
        self._rows: list[dict[str, Any]] = []

    def advance(self) -> bool:
        """Read the next chunk; False when there is none."""
        with self._house.store.read() as session:
            files = readable.after(session, self._at, self._day)
            news = {one.person: found for one in files if (found := self._news(one))}
            contacts = readable.newest_contacts(session, list(news)) if news else {}
        for person, found in news.items():
            if person in contacts:  # who was never here has no code to name the file by
                self._rows += self._lines(person, contacts[person][0], found)
        if files:
            self._at = files[-1].person
            self.read += len(files)
        return bool(files)

    def _news(self, one: File) -> Mapping[str, Why]:
        """The rights that are possible now and were not told before, with what made the difference."""
        today = one.facts(self._day)
        known = one.handled | (one.look.was(Status.HAS, Status.POSSIBLE) if one.look else frozenset())
        possible = [
            right
            for right in self._engine.possible(today, self._day)
            if right not in known and (one.person, right) not in self._told_before
        ]
        if not possible:
            return {}
        if one.look is None and self._first_time(one):
            return dict.fromkeys(possible, (Cause.FIRST, ()))
        outcomes = self._engine.check(today, self._day)
        return {right: why for right in possible if (why := self._why(one, outcomes[right]))}

    def _why(self, one: File, outcome: Outcome) -> Why | None:
        look, last = one.look, self._last
        if look is not None and (last is None or look.id > last.id):
            life = self._life(
                one, look.day, [row for row in one.answers if row.contact == look.contact.hex or row.on < look.day.isoformat()]
            )
            rules = {right: version for right, (_status, version) in look.statuses.items()}
            found = causes.why(self._engine, outcome, life, Before(look.day, rules, look.amounts), self._day)
            return found or (Cause.FACT, ())  # it was looked at and not possible: something was told since
        if last is None or self._first_time(one):
            return Cause.FIRST, ()
        life = self._life(one, last.day, [row for row in one.answers if row.row < last.id.hex])
        found = causes.why(self._engine, outcome, life, last.before, self._day)
        return found or ((Cause.FACT, ()) if one.person in self._changed else None)

    def _first_time(self, one: File) -> bool:
        last = self._last
        return last is None or (one.informed_on >= last.day and one.person in self._changed)

    def _life(self, one: File, then: date, before: Sequence[Answered]) -> Life:
        return Life(one.facts(self._day), one.facts(self._day, before), one.facts(self._day, aged=then))

    def _lines(self, person: UUID, contact: UUID, found: Mapping[str, Why]) -> list[dict[str, Any]]:
        return [
            {
                "person_id": person,
                "contact_id": contact,
                "cause": cause.value,
                "rights": [right for right, (its, _detail) in found.items() if its is cause],
                "detail": list(dict.fromkeys(name for its, names in found.values() if its is cause for name in names)),
            }
            for cause in Cause
            if any(its is cause for its, _detail in found.values())
        ]

    def keep(self) -> Done:
        """Write the scan down with its list; what is too old goes off the list."""
        counts = Counter(row["cause"] for row in self._rows)
        with self._house.store.write(self._house.actor, ACTION) as session:
            made = Scan(
                id=self.id, at=self._now, user_id=worker(self._house), day=self._day, purpose=PURPOSE,
                rules=explorations.version(self._engine.book), read=self.read, passed=self._passed, found=dict(counts),
                before=causes.to_json(self._standing),
            )  # fmt: skip
            session.add(made)
            for old in session.scalars(select(Finding).where(Finding.on < self._day - timedelta(days=KEPT_DAYS))):
                session.delete(old)
            session.flush()
            session.add_all(Finding(scan_id=self.id, on=self._day, **row) for row in self._rows)
        return _done(made)


def run(house: House, engine: Engine, now: datetime) -> Done:
    """A whole scan at once."""
    running = Running(house, engine, now)
    while running.advance():
        pass
    return running.keep()


def _newest(session: Session) -> Done | None:
    row = session.scalar(select(Scan).order_by(Scan.at.desc(), Scan.id.desc()).limit(1))
    return None if row is None else _done(row)


def _done(row: Scan) -> Done:
    return Done(row.id, local(row.at), row.day, row.read, row.passed, row.found, causes.from_json(row.before))


def _changed_since(session: Session, last: Done | None) -> frozenset[UUID]:
    """The people whose own data (birth date, place, stop) changed since the last scan began."""
    if last is None:
        return frozenset()
    begun = session.scalar(select(func.min(Entry.clock)).where(Entry.row == last.id.hex))
    query = select(Entry.row).where(Entry.table == "person", Entry.operation.in_(("insert", "update")), Entry.clock > begun)
    return frozenset(UUID(row) for row in session.scalars(query))


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def newest(house: House) -> Done | None:
    """The last scan that was done."""
    with house.store.read() as session:
        return _newest(session)


def waiting(house: House, today: date, scan: UUID | None = None) -> tuple[Found, ...]:
    """What still waits, by cause and code; of one scan when it is named. Who may not be read any more is not in it.

    A right of which something was done, or that a campaign is about, is off the list; it is back when that is taken back.
    """
    with house.store.read() as session:
        query = (
            select(Finding, Contact.reference, Person.forbidden_ways, Person.safe_contact)
            .join(Contact, Finding.contact_id == Contact.id)
            .join(Person, Finding.person_id == Person.id)
            .where(readable.may_be_read(), Finding.aside.is_(False), Finding.on >= today - timedelta(days=KEPT_DAYS))
        )
        if scan is not None:
            query = query.where(Finding.scan_id == scan)
        rows = session.execute(query).all()
        handled = taken_up(session) if rows else frozenset()
        found = [_found(row, reference or "", ways, words or "", handled) for row, reference, ways, words in rows]
    order = list(Cause)
    return tuple(sorted((one for one in found if one.rights), key=lambda one: (order.index(one.cause), one.reference)))


def taken_up(session: Session) -> frozenset[tuple[UUID | None, str]]:
    """Who needs no new task for which right: a step was made, or it is on the list of a campaign."""
    rows = session.execute(
        select(Contact.person_id, RightStep.right, RightStep.id, RightStep.takes_back).join(
            Contact, RightStep.contact_id == Contact.id
        )
    ).all()
    gone = {row.takes_back for row in rows}
    done = {(row.person_id, row.right) for row in rows if row.takes_back is None and row.id not in gone}
    listed = session.execute(select(CampaignRow.person_id, CampaignRow.rights))
    return frozenset(done | {(person, right) for person, rights in listed for right in rights})


def _found(
    row: Finding, reference: str, forbidden: Sequence[str] | None, words: str, handled: frozenset[tuple[UUID | None, str]]
) -> Found:
    return Found(
        row.id, row.person_id, row.contact_id, reference, Cause(row.cause),
        tuple(right for right in row.rights if (row.person_id, right) not in handled), tuple(row.detail), row.on,
        reach(forbidden), forbidden is not None, words,
    )  # fmt: skip


def reach(forbidden: Sequence[str] | None) -> tuple[str, ...]:
    """The ways to take something up of our own accord. Who was never asked what is safe is only spoken to when here."""
    free = safety.ways(forbidden or (), may_call=forbidden is not None, anonymous=False)
    return tuple(way for way in free if way != safety.SERVICE)


def plan(house: House, found: Found, now: datetime) -> date:
    """Make the task: these rights are to be discussed with the client; gives the day. It can be taken back.

    Raises Refusal when the client said stop meanwhile, and when the role may not.
    """
    with house.store.read() as session:
        still = session.scalar(select(Person.id).where(Person.id == found.person, readable.may_be_read()))
    if still is None:
        raise Refusal("Deze cliënt wil dit niet meer, of het dossier is nu beschermd.", "Vernieuw de lijst met F5.")
    day = referrals.workdays(house).on_or_after(local(now).date() + timedelta(days=TASK_DAYS))
    applications.write(house, found.contact, [(right, applications.TO_DISCUSS, day, None, None) for right in found.rights], now)
    return day


def put_aside(house: House, finding: UUID, aside: bool = True) -> None:
    """Take a line off the list without a task, or put it back."""
    with house.store.write(house.actor, ACTION) as session:
        row = session.get(Finding, finding)
        if row is None:
            raise Refusal("Deze regel is er niet meer.", "Vernieuw de lijst met F5.")
        row.aside = aside
