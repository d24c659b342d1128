"""How far each life domain of a client is: explored, acted on, with a result, or not wanted. Three layers, each with its day.

Exploring is not acting, and acting is no result (GBO pilots): a domain keeps all three. Steps are only added; a mistake is
taken back. Nothing here scores or ranks a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.people import TAKE_BACK, DomainStep
from sociaalhuis.desk import relations
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

EXPLORED, ACTED, RESULT, UNWANTED = "verkend", "actie", "resultaat", "client_wil_niet"  # of resources/vocab/domain_states
STATES = (EXPLORED, ACTED, RESULT, UNWANTED)


@dataclass(frozen=True, slots=True)
class Domain:
    """One life domain with the last day of each state that was noted; empty: not talked about."""

    slug: str
    days: Mapping[str, date] = field(default_factory=dict)

    @property
    def last(self) -> str:
        """The state that was noted last; empty when there is none."""
        return list(self.days)[-1] if self.days else ""


def of(session: Session, person: UUID) -> tuple[Domain, ...]:
    """All life domains in the order of the list."""
    found: dict[str, dict[str, date]] = {}
    for at, domain, state in steps(session, person):
        days = found.setdefault(domain, {})
        days.pop(state, None)  # the newest stands last
        days[state] = local(at).date()
    return tuple(Domain(term.slug, found.get(term.slug, {})) for term in vocab.terms("life_domains", None))


def steps(session: Session, person: UUID) -> Sequence[tuple[datetime, str, str]]:
    """Every step that counts: (when, domain, state), the oldest first."""
    whole = relations.one_person(session, person)
    rows = session.scalars(
        select(DomainStep).where(DomainStep.person_id.in_(whole)).order_by(DomainStep.at, DomainStep.id)
    ).all()
    gone = {row.takes_back for row in rows}
    return [(row.at, row.domain, row.state) for row in rows if row.state != TAKE_BACK and row.id not in gone]


def note(house: House, person: UUID, domain: str, state: str, now: datetime) -> None:
    """Write down how far a domain is today. It can be taken back.

    Raises Refusal for a domain or a state that is not in the list, or when the role may not.
    """
    if domain not in {term.slug for term in vocab.terms("life_domains", None)} or state not in STATES:
        raise Refusal("Dit levensdomein of deze stand bestaat niet.", "Kies verkend, actie, resultaat of wil niet.")
    user = worker(house)
    with house.store.write(house.actor, "domain.note") as session:
        relations.refuse_unseen(house, session, person)
        session.add(DomainStep(person_id=person, domain=domain, state=state, at=now, user_id=user))
