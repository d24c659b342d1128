"""The list of a campaign as a whole: how far it got, and how it goes when its day has come, so that only numbers remain."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import Actor
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import Campaign, CampaignRow, Finding
from sociaalhuis.desk.proactive import funnel, readable
from sociaalhuis.desk.proactive.funnel import Funnel
from sociaalhuis.house import House

ERASE = "campaign.erase"
TRIAGE, ENDS = "campaign_triage", "campaign_ends"  # of resources/vocab
LEFT = "niet_gecontacteerd"  # the end of who is not contacted
STOP = "stop"  # the end of who wants no more messages, or may not be reached any more


def funnel_of(session: Session, campaign: Campaign, rows: Sequence[CampaignRow]) -> tuple[Funnel, ...]:
    """How far each right of the campaign got with the people on its list."""
    people = {row.person_id: dict.fromkeys(row.rights, funnel.POSSIBLE if _still(row.end) else funnel.KNOWN) for row in rows}
    return funnel.of_group(session, people, campaign.rights, campaign.made)


def _still(end: str | None) -> bool:
    return end is None or bool(vocab.term(ENDS, end).extra["still"])


def erase(house: House, actor: Actor, campaigns: Sequence[UUID], now: datetime) -> None:
    """Erase the lists of these campaigns in one act and keep their totals. Raises Refusal when the role may not."""
    with house.store.write(actor, ERASE) as session:
        for campaign in session.scalars(select(Campaign).where(Campaign.id.in_(campaigns), Campaign.erased.is_(None))).all():
            rows = session.scalars(select(CampaignRow).where(CampaignRow.campaign_id == campaign.id)).all()
            campaign.totals = _totals(session, campaign, rows)
            campaign.erased = now
            for row in rows:
                if row.end is not None and row.end != LEFT:
                    _settle(session, row)
                session.delete(row)


def _totals(session: Session, campaign: Campaign, rows: Sequence[CampaignRow]) -> dict[str, Any]:
    """What remains of a list: how many clients, letters, lines by triage and by end, and its funnel. Nobody in it."""
    people = set(session.scalars(select(Person.id).where(readable.may_be_read(), Person.id.in_(row.person_id for row in rows))))
    triage = Counter(row.triage for row in rows)
    ends = Counter(row.end or ("" if row.person_id in people else STOP) for row in rows)
    return {
        "clients": len(rows),
        "letters": sum(row.written_on is not None for row in rows),
        "triage": {term.slug: triage[term.slug] for term in vocab.terms(TRIAGE, None)},
        "ends": {slug: ends[slug] for slug in (*(term.slug for term in vocab.terms(ENDS, None)), "")},
        "funnel": {one.right: list(one.counts) for one in funnel_of(session, campaign, rows)},
    }


def _settle(session: Session, row: CampaignRow) -> None:
    """What came to an end is off the list of findings too; other rights of the same finding stay on it."""
    for found in session.scalars(select(Finding).where(Finding.person_id == row.person_id, Finding.aside.is_(False))).all():
        rest = [right for right in found.rights if right not in row.rights]
        if len(rest) == len(found.rights):
            continue
        found.aside = True
        if rest:
            session.add(
                Finding(
                    scan_id=found.scan_id,
                    person_id=found.person_id,
                    contact_id=found.contact_id,
                    cause=found.cause,
                    rights=rest,
                    detail=found.detail,
                    on=found.on,
                )
            )
