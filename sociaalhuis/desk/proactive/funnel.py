"""How far people get with a right: known, possible, discussed, applied, granted, received; and numbers that betray nobody.

Counted are clients (or anonymous questions), each once a right. Who is further on was also everywhere before. A number under
five is never shown, nought neither: “< 5”.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.desk import Contact
from sociaalhuis.db.proactive import Finding
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.desk.few import shown
from sociaalhuis.desk.rights import applications
from sociaalhuis.house import House
from sociaalhuis.rights.engine import Status

STAGES: Mapping[str, str] = MappingProxyType(
    {
        "known": "bekend",
        "possible": "mogelijk",
        "discussed": "besproken",
        "applied": "aangevraagd",
        "granted": "toegekend",
        "received": "ontvangen",
    }
)
KNOWN, POSSIBLE, DISCUSSED, APPLIED, GRANTED, RECEIVED = range(len(STAGES))
_REACHED: Mapping[str, int] = {
    applications.TO_DISCUSS: POSSIBLE,
    applications.DISCUSSED: DISCUSSED,
    applications.PLANNED: DISCUSSED,
    applications.DECLINED: DISCUSSED,
    applications.APPLIED: APPLIED,
    applications.REFUSED: APPLIED,
    applications.GRANTED: GRANTED,
    applications.RECEIVED: RECEIVED,
}


@dataclass(frozen=True, slots=True)
class Funnel:
    """One right with how many clients came as far as each stage, in the order of STAGES."""

    right: str
    counts: tuple[int, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The numbers as they may be shown."""
        return tuple(map(shown, self.counts))


def of_house(house: House) -> tuple[Funnel, ...]:
    """Every right of which something is known, the widest first: from explorations, scans and steps."""
    furthest: dict[str, dict[UUID, int]] = defaultdict(dict)
    with house.store.read() as session:
        for who, statuses in _newest(session).items():
            for right, (status, _version) in statuses.items():
                if status != Status.UNKNOWN:
                    _further(furthest[right], who, POSSIBLE if status == Status.POSSIBLE else KNOWN)
        for person, rights in session.execute(select(Finding.person_id, Finding.rights)):
            for right in rights:
                _further(furthest[right], person, POSSIBLE)
        for who, right, stage in steps(session):
            _further(furthest[right], who, stage)
    found = (Funnel(right, counted(people.values())) for right, people in furthest.items())
    return tuple(sorted(found, key=lambda one: (*(-number for number in one.counts), one.right)))


def _newest(session: Session) -> Mapping[UUID, Mapping[str, Sequence[str]]]:
    query = (
        select(Contact.person_id, Exploration.contact_id, Exploration.statuses)
        .join(Contact, Exploration.contact_id == Contact.id)
        .order_by(Exploration.day, Exploration.id)
    )
    return {person or contact: statuses for person, contact, statuses in session.execute(query)}


def steps(
    session: Session, people: Collection[UUID] | None = None, since: datetime | None = None
) -> Iterable[tuple[UUID, str, int]]:
    """(client, right, stage) of every step that counts; of these people only, and since a moment, when they are given."""
    query = select(
        Contact.person_id, RightStep.contact_id, RightStep.right, RightStep.step, RightStep.id, RightStep.takes_back
    ).join(Contact, RightStep.contact_id == Contact.id)
    if people is not None:
        query = query.where(Contact.person_id.in_(people))
    if since is not None:
        query = query.where(RightStep.at >= since)
    rows = session.execute(query).all()
    gone = {row.takes_back for row in rows}
    return [
        (row.person_id or row.contact_id, row.right, _REACHED.get(row.step, KNOWN))
        for row in rows
        if row.takes_back is None and row.id not in gone
    ]


def of_group(
    session: Session, people: Mapping[UUID, Mapping[str, int]], rights: Sequence[str], since: datetime
) -> tuple[Funnel, ...]:
    """The same for a group: ``people`` says how far each was at the start, by right; ``rights`` gives the order."""
    furthest: dict[str, dict[UUID, int]] = {right: {} for right in rights}
    for person, stages in people.items():
        for right, stage in stages.items():
            _further(furthest[right], person, stage)
    for person, right, stage in steps(session, people, since):
        if right in people[person]:
            _further(furthest[right], person, stage)
    return tuple(Funnel(right, counted(furthest[right].values())) for right in rights)


def _further(people: dict[UUID, int], who: UUID, stage: int) -> None:
    people[who] = max(stage, people.get(who, KNOWN))


def counted(furthest: Iterable[int]) -> tuple[int, ...]:
    """How many came as far as each stage or further."""
    reached = list(furthest)
    return tuple(sum(one >= stage for one in reached) for stage in range(len(STAGES)))
