"""Who acts or speaks for a client: a guardian of goods or person, a parent, somebody of trust; for what, and how long."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.base import new_id
from sociaalhuis.db.people import Representative
from sociaalhuis.desk import relations
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

LONGEST = 120  # characters of a name


@dataclass(frozen=True, slots=True)
class Representing:
    """One representative; ``id`` is None for a new one. Capacity and scope are slugs, ``until`` the last day."""

    name: str
    capacity: str
    scope: str
    phone: str | None = None
    since: date | None = None
    until: date | None = None
    id: UUID | None = None

    def holds(self, day: date) -> bool:
        """Whether this person acts for the client on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def of(session: Session, person: UUID) -> tuple[Representing, ...]:
    """Everybody who acts or acted for this person, who began last first."""
    whole = relations.one_person(session, person)
    rows = session.scalars(select(Representative).where(Representative.person_id.in_(whole)).order_by(Representative.id.desc()))
    return tuple(Representing(r.name, r.capacity, r.scope, r.phone, r.since, r.until, r.id) for r in rows)


def keep(house: House, person: UUID, one: Representing) -> UUID:
    """Add a representative, or change the one with this id; gives the id. It can be taken back.

    Raises Refusal without a name, for a word that is in no list, for an end before the begin, or when the role may not.
    """
    name = " ".join(cleaned(one.name).split())
    _check(name, one)
    worker(house)
    with house.store.write(house.actor, "person.represent") as session:
        relations.refuse_unseen(house, session, person)
        row = session.get(Representative, one.id) if one.id else None
        if row is None:
            row = Representative(id=new_id(), person_id=person)
            session.add(row)
        row.name, row.capacity, row.scope, row.phone = name, one.capacity, one.scope, one.phone
        row.since, row.until = one.since, one.until
    return row.id


def _check(name: str, one: Representing) -> None:
    if not name or len(name) > LONGEST:
        raise Refusal("De naam ontbreekt, of is te lang.", f"Typ een naam van hoogstens {LONGEST} tekens.")
    for which, slug in (("representatives", one.capacity), ("representation_scopes", one.scope)):
        if slug not in {term.slug for term in vocab.terms(which, None)}:
            raise Refusal(f"“{slug[:40]}” staat niet in de lijst.", "Kies een woord uit de lijst.")
    if one.since and one.until and one.until < one.since:
        raise Refusal("Het einde komt voor het begin.", "Kijk de twee datums na.")
