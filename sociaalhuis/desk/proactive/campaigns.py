"""Campaigns: reaching those who may miss a right, with a reason in law, a list that is set beforehand to go, and its totals.

A campaign is made from findings of the scan, or from a list of somebody else (received). Nobody is on its list who was not
told, said stop or is protected. On the day that was set the list is erased in one act; numbers remain. What is done with a line
stands in campaign_rows, the paper in campaign_papers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import Campaign, CampaignRow, Finding
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.proactive import expired, listed, readable, scan
from sociaalhuis.desk.proactive.funnel import Funnel
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

MAKE = "campaign.make"
KEEP = "campaign.keep_days"  # the setting
LONGEST_KEPT = 366  # days
LONGEST = 120  # characters of a name, a decision or a source
BASES = "campaign_bases"  # of resources/vocab
REACH, CHECK, LEAVE = "contacteren", "nakijken", "niet"
ACTIVE, BEFORE, NOBODY = "active", "before", "nobody"  # who helps a client: see known_by
ACTIVE_DAYS = 30  # somebody who came so lately is being helped now
BEFORE_DAYS, OFTEN = 730, 3  # somebody who came so often in so long was helped before
_HOW = "Vul het in en probeer opnieuw."

type Listed = tuple[UUID, str, list[str], tuple[str, ...]]  # newest contact, cause, rights, ways to get in touch


@dataclass(frozen=True, slots=True)
class Wish:
    """A campaign as it is asked for. ``basis`` is a slug of BASES, ``rights`` are slugs, the rest is in plain words."""

    name: str
    basis: str
    source: str
    rights: tuple[str, ...]
    delete_on: date
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A campaign that was made: how many clients are on its list, and how many of the findings could not be."""

    id: UUID
    clients: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Held:
    """A campaign in the list. While it runs: ``clients`` on it, and ``open`` without an end; ``totals`` when it was erased."""

    id: UUID
    name: str
    basis: str
    decision: str
    source: str
    rights: tuple[str, ...]
    started: date
    delete_on: date
    clients: int
    open: int
    erased: date | None = None
    totals: Mapping[str, Any] | None = None


def usual_end(house: House, today: date) -> date:
    """The day of erasing that is proposed."""
    return today + timedelta(days=house.number(KEEP))


def make(house: House, wish: Wish, findings: Sequence[UUID], now: datetime) -> Made:
    """Make a campaign with the clients of these findings, each once, for the rights that nobody follows up yet.

    Raises Refusal for a wish that is not whole, when nobody may be on the list, and when the role may not.
    """
    today, user = local(now).date(), worker(house)
    wish = checked(wish, today)
    with house.store.write(house.actor, MAKE) as session:
        found = _found(session, findings, wish.rights, today)
        if not found:
            raise Refusal(
                "Niemand van deze regels kan op de lijst.", "Vernieuw Proactief (F5) en kies andere regels of een ander recht."
            )
        made = new_id()
        put(session, made, wish, found, user, now)
        asked = set(session.scalars(select(Finding.person_id).where(Finding.id.in_(findings))))
        return Made(made, len(found), len(asked - set(found)))


def put(session: Session, made: UUID, wish: Wish, found: Mapping[UUID, Listed], user: UUID, now: datetime) -> None:
    """Write a campaign down under the id ``made`` with a line for each of these people, in its heap."""
    today = local(now).date()
    session.add(
        Campaign(
            id=made, name=wish.name, made=now, user_id=user, basis=wish.basis, decision=wish.decision or None,
            source=wish.source, rights=list(wish.rights), started=today, delete_on=wish.delete_on,
        )
    )  # fmt: skip
    session.flush()
    for person, (contact, cause, rights, ways) in found.items():
        known = known_by(session, person, today)
        triage = LEAVE if ways == ("bezoek",) else CHECK if known != NOBODY else REACH
        session.add(
            CampaignRow(
                campaign_id=made, person_id=person, contact_id=contact, rights=rights, cause=cause, known_by=known,
                triage=triage, end=listed.LEFT if triage == LEAVE else None, ended_on=today if triage == LEAVE else None,
            )
        )  # fmt: skip


def checked(wish: Wish, today: date) -> Wish:
    """The wish with its texts cut to size. Raises Refusal, with what is missing, for one that is not whole."""
    for what, text in (("De naam", wish.name), ("De bron van de lijst", wish.source)):
        if not text.strip():
            raise Refusal(f"{what} ontbreekt nog.", _HOW)
    basis = next((term for term in vocab.terms(BASES, today) if term.slug == wish.basis), None)
    if basis is None:
        raise Refusal("De rechtsgrond ontbreekt nog.", "Kies waarom dit mag.")
    if basis.extra["asks_decision"] and not wish.decision.strip():
        raise Refusal("Welk besluit of welke wet is het?", "Vul het in, bijvoorbeeld “raad van 14/9/2026”.")
    if not wish.rights:
        raise Refusal("Er is nog geen recht gekozen.", "Vink minstens één recht aan.")
    if not today < wish.delete_on <= today + timedelta(days=LONGEST_KEPT):
        raise Refusal("Deze lijst moet binnen een jaar gewist worden.", "Kies een dag na vandaag, en binnen het jaar.")
    name, source, decision = (" ".join(text.split())[:LONGEST] for text in (wish.name, wish.source, wish.decision))
    return Wish(name, wish.basis, source, wish.rights, wish.delete_on, decision)


def _found(session: Session, findings: Sequence[UUID], rights: Sequence[str], today: date) -> dict[UUID, Listed]:
    """Person → newest contact, cause, rights in the order of the wish, and the ways in which the desk may get in touch."""
    query = (
        select(Finding, Person.forbidden_ways)
        .join(Person, Finding.person_id == Person.id)
        .where(
            Finding.id.in_(findings),
            readable.may_be_read(),
            Finding.aside.is_(False),
            Finding.on >= today - timedelta(days=scan.KEPT_DAYS),
        )
        .order_by(Finding.on, Finding.id)
    )
    taken, found = scan.taken_up(session), dict[UUID, Listed]()
    for row, forbidden in session.execute(query):
        before = found[row.person_id][2] if row.person_id in found else []
        wanted = [right for right in rights if right in before or (right in row.rights and (row.person_id, right) not in taken)]
        if wanted:
            found[row.person_id] = (row.contact_id, row.cause, wanted, scan.reach(forbidden))
    return found


def known_by(session: Session, person: UUID, today: date) -> str:
    """Whether somebody helps this client now (ACTIVE), did so often (BEFORE), or not (NOBODY): whom to ask first."""
    days = [
        local(at).date()
        for at in session.scalars(select(Contact.at).where(Contact.person_id == person).order_by(Contact.at.desc()))
    ]
    if days and days[0] >= today - timedelta(days=ACTIVE_DAYS):
        return ACTIVE
    return BEFORE if sum(day >= today - timedelta(days=BEFORE_DAYS) for day in days) >= OFTEN else NOBODY


# ── the list of campaigns ────────────────────────────────────────────────────────────────────────────────────────────────


def all_of(house: House, now: datetime) -> tuple[Held, ...]:
    """Every campaign, those that run first; lists whose day has come are erased before anything is shown."""
    expired.erase_due(house, now)
    with house.store.read() as session:
        counts = {
            row.campaign_id: (row[1], row[2])
            for row in session.execute(
                select(CampaignRow.campaign_id, func.count(), func.count(CampaignRow.end))
                .join(Person, CampaignRow.person_id == Person.id)
                .where(readable.may_be_read())
                .group_by(CampaignRow.campaign_id)
            )
        }
        rows = session.scalars(select(Campaign).order_by(Campaign.started.desc(), Campaign.id.desc())).all()
    found = [_held(row, *counts.get(row.id, (0, 0))) for row in rows]
    return tuple(sorted(found, key=lambda one: one.erased is not None))


def _held(row: Campaign, clients: int, ended: int) -> Held:
    return Held(
        row.id, row.name, row.basis, row.decision or "", row.source, tuple(row.rights), row.started, row.delete_on,
        clients, clients - ended, local(row.erased).date() if row.erased else None, row.totals,
    )  # fmt: skip


def get(session: Session, campaign: UUID) -> Campaign:
    """A campaign that runs. Raises Refusal when its list was erased."""
    row = session.get(Campaign, campaign)
    if row is None or row.erased is not None:
        raise Refusal("De lijst van deze campagne is gewist.", "Maak een nieuwe campagne bij Proactief (Ctrl+8).")
    return row


def how_far(house: House, campaign: Held) -> tuple[Funnel, ...]:
    """The funnel of a campaign by right: of its list while it runs, of its totals afterwards."""
    if campaign.totals is not None:
        return tuple(Funnel(right, tuple(campaign.totals["funnel"][right])) for right in campaign.rights)
    with house.store.read() as session:
        row = session.get_one(Campaign, campaign.id)
        rows = session.scalars(select(CampaignRow).where(CampaignRow.campaign_id == row.id)).all()
        return listed.funnel_of(session, row, rows)


# ── erasing ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def erase(house: House, campaign: UUID, now: datetime) -> None:
    """End a campaign before its day: the list is erased now, for good. Raises Refusal when the role may not."""
    with house.store.read() as session:
        get(session, campaign)
    listed.erase(house, house.actor, [campaign], now)
