"""What organisations say themselves of needs and bottlenecks, in their own words: the free questions of the questionnaire.

Of each service the last answer to each question counts. Who filled it in is not told, and no client is named in it
(desk.catalogue.actors.keep).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.catalogue.questionnaire import FREE, QUESTIONS
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.verifying import ActorAnswer
from sociaalhuis.desk.catalogue import organizations
from sociaalhuis.desk.workdays import local
from sociaalhuis.exchange import workbook
from sociaalhuis.house import House


@dataclass(frozen=True, slots=True)
class Voice:
    """One answer. ``question`` is as it was asked."""

    organization: str
    service: str
    on: date
    question: str
    words: str


def heard(house: House, organization: UUID | None = None) -> Sequence[Voice]:
    """What organisations said, or this one, newest first; of a secret service only for who may see it."""
    query = (
        select(ActorAnswer, Service.name, Organization.name)
        .join(Service, ActorAnswer.service_id == Service.id)
        .join(Organization, Service.organization_id == Organization.id)
        .where(Service.stopped.is_(None), organizations.may_see(house))
        .order_by(ActorAnswer.at.desc(), ActorAnswer.id.desc())
    )
    if organization is not None:
        query = query.where(Organization.id == organization)
    found: dict[tuple[UUID, str], Voice] = {}
    with house.store.read() as session:
        for one, service, name in session.execute(query):
            for slug in FREE:
                if words := str(one.answers.get(slug, "")).strip():
                    told = Voice(name, service, local(one.at).date(), QUESTIONS[slug].asked, words)
                    found.setdefault((one.service_id, slug), told)
    return list(found.values())


def book(house: House) -> bytes:
    """All of it as a workbook (XLSX)."""
    rows = ((one.organization, one.service, f"{one.on:%d/%m/%Y}", one.question, one.words) for one in heard(house))
    heads = ("Organisatie", "Dienst", "Datum", "Vraag", "Antwoord")
    return workbook.book([workbook.Sheet("Wat organisaties zeggen", heads, rows, (32, 32, 12, 36, 90))])
