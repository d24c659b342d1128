"""The lines of a campaign: who stands on the list, in which of three heaps, and how it ended. One key each.

A line is scratch and is not in the journal. What an end means for the file (a step of the right, or the stop switch) is written
in the same act, and taken back with it; an act without that is noted on the campaign. No act has both, for then the journal
would tell for ever who was on which list. Who said stop meanwhile is not shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import Campaign, CampaignRow
from sociaalhuis.db.rights import RightStep
from sociaalhuis.db.staff import User
from sociaalhuis.desk import safety
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.proactive import campaigns, listed, readable, scan
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.rights import applications
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.rights.causes import Cause

FOLLOW = "campaign.follow"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``ways`` are those that the client allows and that can be (there is a number, an address).

    ``helper`` is the colleague who noted the last question, when somebody helps or helped (``known_by``).
    """

    id: UUID
    person: UUID
    contact: UUID
    reference: str
    rights: tuple[str, ...]
    cause: Cause
    known_by: str
    helper: str
    triage: str
    ways: tuple[str, ...]
    asked: bool
    safe_contact: str
    written_on: date | None
    end: str | None

    @property
    def by_letter(self) -> bool:
        """Whether a letter may be made: not when the client said something that a person must read first."""
        return self.to_reach and safety.LETTER in self.ways and not self.safe_contact and self.written_on is None

    @property
    def to_reach(self) -> bool:
        """Whether the desk is to get in touch."""
        return self.triage == campaigns.REACH and self.end is None


def of_campaign(house: House, campaign: UUID) -> tuple[Row, ...]:
    """The lines, those that are still open first, by code; of people who may be reached at all."""
    with house.store.read() as session:
        rows = session.execute(
            select(CampaignRow, Person, Contact.reference, User.shown)
            .join(Person, CampaignRow.person_id == Person.id)
            .join(Contact, CampaignRow.contact_id == Contact.id)
            .join(User, Contact.user_id == User.id)
            .where(CampaignRow.campaign_id == campaign, readable.may_be_read())
        ).all()
        found = [_row(row, person, reference or "", shown) for row, person, reference, shown in rows]
    order = [term.slug for term in vocab.terms(listed.TRIAGE, None)]
    return tuple(sorted(found, key=lambda one: (one.end is not None, order.index(one.triage), one.reference)))


def _row(row: CampaignRow, person: Person, reference: str, shown: str) -> Row:
    return Row(
        row.id, row.person_id, row.contact_id, reference, tuple(row.rights), Cause(row.cause), row.known_by,
        "" if row.known_by == campaigns.NOBODY else shown, row.triage, ways(person), person.forbidden_ways is not None,
        person.safe_contact or "", row.written_on, row.end,
    )  # fmt: skip


def ways(person: Person) -> tuple[str, ...]:
    """The ways in which the desk may get in touch of its own accord, and can."""
    needs = {
        safety.CALL: person.phone,
        "sms": person.phone,
        "mail": person.email,
        safety.LETTER: person.street and person.postal_code,
        "huisbezoek": person.street,
    }
    return tuple(way for way in scan.reach(person.forbidden_ways) if needs.get(way, True))


# ── one key each ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def sort(house: House, row: UUID, triage: str, now: datetime) -> None:
    """Put a line on one of the three heaps; who is not contacted has an end at once."""
    vocab.term(listed.TRIAGE, triage)

    def do(session: Session, found: CampaignRow) -> bool:
        if triage == campaigns.REACH and scan.reach(session.get_one(Person, found.person_id).forbidden_ways) == ("bezoek",):
            raise Refusal(
                "Deze cliënt mag je niet zelf contacteren.", "Bespreek het als de cliënt hier is, en vraag wat veilig is."
            )
        told = _clear(session, found, worker(house), now)
        found.triage = triage
        if triage == campaigns.LEAVE:
            found.end, found.ended_on = listed.LEFT, local(now).date()
        return told

    _work_on(house, row, do)


def finish(house: House, row: UUID, end: str, now: datetime) -> None:
    """Give a line its end; what stood there before is taken back. Raises Refusal when the list or the client is gone."""
    step, today, user = vocab.term(listed.ENDS, end).extra["step"], local(now).date(), worker(house)

    def do(session: Session, found: CampaignRow) -> bool:
        told = _clear(session, found, user, now)
        found.end, found.ended_on = end, today
        if end == listed.STOP:
            session.get_one(Person, found.person_id).stopped_on = today
        if step is not None:
            made = [
                RightStep(
                    contact_id=found.contact_id, right=right, step=step, at=now, user_id=user, due=_due(house, step, today)
                )
                for right in found.rights
            ]
            session.add_all(made)
            session.flush()
            found.steps = [one.id.hex for one in made]
        return told or step is not None or end == listed.STOP

    _work_on(house, row, do)


def reopen(house: House, row: UUID, now: datetime) -> None:
    """Take the end of a line back, with all that it wrote."""
    user = worker(house)

    def do(session: Session, found: CampaignRow) -> bool:
        if found.end == listed.LEFT:
            found.triage = campaigns.CHECK
        return _clear(session, found, user, now)

    _work_on(house, row, do, stopped_too=True)


def write_again(house: House, row: UUID) -> None:
    """Let a line get a letter once more, when the paper got stuck or lost."""

    def do(_session: Session, found: CampaignRow) -> bool:
        found.written_on = None
        return False

    _work_on(house, row, do)


def _work_on(house: House, row: UUID, do: Callable[[Session, CampaignRow], bool], *, stopped_too: bool = False) -> None:
    with house.store.write(house.actor, FOLLOW) as session:
        found = session.get(CampaignRow, row)
        if found is None:
            raise Refusal("Deze regel is er niet meer.", "Vernieuw de lijst met F5.")
        campaigns.get(session, found.campaign_id)
        may = session.scalar(select(Person.id).where(Person.id == found.person_id, readable.may_be_read()))
        if may is None and not (stopped_too and found.end == listed.STOP):
            raise Refusal("Deze cliënt wil dit niet meer, of het dossier is nu beschermd.", "Vernieuw de lijst met F5.")
        if not do(session, found):
            house.store.note(session, Campaign.__tablename__, found.campaign_id)


def _clear(session: Session, found: CampaignRow, user: UUID, now: datetime) -> bool:
    """The line as if it had no end: its steps count no more, and a stop that it wrote is gone; whether there was any."""
    told = bool(found.steps) or found.end == listed.STOP
    for made in found.steps:
        session.add(session.get_one(RightStep, UUID(made)).taken_back(now, user))
    if found.end == listed.STOP:
        person = session.get_one(Person, found.person_id)
        if person.stopped_on == found.ended_on:
            person.stopped_on = None
    found.end, found.ended_on, found.steps = None, None, []
    return told


def _due(house: House, step: str, today: date) -> date | None:
    days = applications.ASK_DAYS.get(step)
    return None if days is None else referrals.workdays(house).on_or_after(today + timedelta(days=days))
