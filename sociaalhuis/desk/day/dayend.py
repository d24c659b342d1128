"""Dag afsluiten: what of today still waits for somebody, and the counts of the day without a name. It ends nothing by itself.

A contact waits when it was noted today, and nobody said what was done: no answer, no referral, no exploration, no note that
nothing fits. What is half typed stays a draft and is there again tomorrow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.desk import Contact, Referral, UnmetNeed
from sociaalhuis.db.partners import Incoming
from sociaalhuis.db.rights import Exploration
from sociaalhuis.db.signals import DayEnd
from sociaalhuis.db.support import SupportRequest
from sociaalhuis.desk import drafts
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question of today of which nobody said what was done. No words: somebody may look along."""

    contact: UUID
    reference: str
    at: datetime  # on the clock here
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """A day of the whole desk, or of one colleague."""

    turfs: int = 0
    questions: int = 0
    referrals: int = 0
    incoming: int = 0
    signals: int = 0
    formal: int = 0  # steunaanvragen

    @property
    def words(self) -> Mapping[str, int]:
        """Each count with its Dutch word."""
        return {
            "turven": self.turfs,
            "hulpvragen": self.questions,
            "doorverwijzingen": self.referrals,
            "aanmeldingen": self.incoming,
            "signalen": self.signals,
            "steunaanvragen": self.formal,
        }


@dataclass(frozen=True, slots=True)
class Day:
    """How a day stands for who asks. ``waiting`` and ``drafts`` are one's own; ``ended`` is when it was ended last."""

    day: date
    waiting: tuple[Waiting, ...]
    drafts: tuple[drafts.Draft, ...]
    mine: Counts
    all: Counts
    ended: datetime | None

    @property
    def line(self) -> str:
        """The day in one line, for a wall or a report: counts only."""
        return ", ".join(f"{number} {word}" for word, number in self.all.words.items())


def of(house: House, day: date) -> Day:
    """The day as it stands now."""
    with house.store.read() as session:
        ended = session.scalar(select(func.max(DayEnd.at)).where(DayEnd.day == day))
        mine = house.actor.id
        return Day(
            day,
            tuple(_waiting(session, day, mine)),
            tuple(drafts.mine(house)),
            _counts(session, day, mine),
            _counts(session, day, None),
            None if ended is None else local(ended),
        )


def answers(today: date) -> Sequence[vocab.Term]:
    """What can be said to have been done with a question that waits: what is no referral."""
    kinds = ("informeren", "adviseren", "admin_hulp", "begeleiden", "overleg")
    return [term for term in vocab.terms("answer_kinds", today) if term.slug in kinds]


def settle(house: House, contact: UUID, answer: str) -> None:
    """Say what was done with a question that waits. Raises Refusal when it is not one's own, or something was done already."""
    user = worker(house)
    if answer not in {term.slug for term in vocab.terms("answer_kinds", None)}:
        raise Refusal("Dit antwoord staat niet in de lijst.", "Kies er een uit de lijst.")
    with house.store.write(house.actor, "contact.settle") as session:
        row = session.get(Contact, contact)
        if row is None or row.user_id != user or row.answer_kind is not None:
            raise Refusal("Deze vraag wacht niet meer op jou.", "Kijk verder in de lijst.")
        row.answer_kind, row.settled_at_desk = answer, True


def close(house: House, day: date, now: datetime) -> Day:
    """End the day: its counts are kept. What waits and what is half typed stays where it is."""
    found, user = of(house, day), worker(house)
    waits = {"waiting": len(found.waiting), "drafts": len(found.drafts)}
    with house.store.write(house.actor, "day.close") as session:
        session.add(DayEnd(day=day, at=now, user_id=user, counts={**asdict(found.all), **waits}))
    return found


def _within(day: date) -> tuple[datetime, datetime]:
    start = datetime(day.year, day.month, day.day, tzinfo=BRUSSELS)
    after = day + timedelta(days=1)
    return start, datetime(after.year, after.month, after.day, tzinfo=BRUSSELS)


def _waiting(session: Session, day: date, user: UUID | None) -> Sequence[Waiting]:
    start, end = _within(day)
    query = (
        select(Contact.id, Contact.reference, Contact.at, Contact.domains)
        .where(Contact.at >= start, Contact.at < end, Contact.user_id == user, Contact.kind != "turf")
        .where(Contact.answer_kind.is_(None))
        .where(*(~exists().where(table.contact_id == Contact.id) for table in (Referral, Exploration, UnmetNeed, Incoming)))
        .order_by(Contact.at, Contact.id)
    )
    return [Waiting(one, code or "", local(at), tuple(domains)) for one, code, at, domains in session.execute(query)]


def _counts(session: Session, day: date, user: UUID | None) -> Counts:
    """The counts of one colleague, or of everybody; signals are counted for everybody only."""
    start, end = _within(day)
    when = [Contact.at >= start, Contact.at < end, *([] if user is None else [Contact.user_id == user])]
    kinds = dict(session.execute(select(Contact.kind, func.count()).where(*when).group_by(Contact.kind)).all())
    of_contact = {
        table: session.scalar(
            select(func.count()).select_from(table).join(Contact, table.contact_id == Contact.id).where(*when)
        )
        for table in (Referral, Incoming)
    }
    lines = select(func.count()).select_from(SupportRequest).join(Contact, SupportRequest.contact_id == Contact.id)
    formal = session.scalar(lines.where(SupportRequest.kind == "aanvraag", *when))
    told = signals.of_day(session, day) if user is None else 0
    return Counts(
        kinds.get("turf", 0),
        kinds.get("hulpvraag", 0),
        of_contact[Referral] or 0,
        of_contact[Incoming] or 0,
        told,
        formal or 0,
    )
