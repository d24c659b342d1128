"""What a colleague had in hand last: the files that were opened and the services that were given. Read from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Referral
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations
from sociaalhuis.house import House

MOST = 5
_LOOKED_AT = 60  # journal rows; the same file is often opened several times


@dataclass(frozen=True, slots=True)
class Recent:
    """A person (``person`` is set) or a service (``service`` is its slug), with what tells it apart."""

    label: str
    detail: str
    person: UUID | None = None
    service: str | None = None


def mine(house: House, most: int = MOST) -> Sequence[Recent]:
    """The last people and services of the colleague who acts, the latest first; nobody whose address is protected."""
    if house.actor.id is None:
        return ()
    looked = and_(Entry.operation == "look", Entry.table == "person")
    gave = and_(Entry.operation == "insert", Entry.table == "referral")
    query = (
        select(Entry.table, Entry.row)
        .where(Entry.actor == house.actor.id.hex, or_(looked, gave))
        .order_by(Entry.clock.desc())
        .limit(_LOOKED_AT)
    )
    found: dict[Recent, None] = {}
    with house.store.read() as session:
        for table, row in dict.fromkeys(map(tuple, session.execute(query).all())):
            one = _given(session, UUID(row)) if table == "referral" else _person(session, UUID(row), house)
            if one is not None:
                found.setdefault(one)
            if len(found) == most:
                break
    return tuple(found)


def _person(session: Session, row: UUID, house: House) -> Recent | None:
    person = session.get(Person, row) if allows("person.look", house.actor.role) else None
    if person is None or person.protected or relations.kept(session, row) != row:
        return None
    birth = person.birth_date.strftime("%d/%m/%Y") if person.birth_date else str(person.birth_year or "")
    return Recent(f"{person.given_name} {person.family_name}".strip(), birth, person=person.id)


def _given(session: Session, row: UUID) -> Recent | None:
    query = select(Service).join(Referral, Referral.service_id == Service.id).where(Referral.id == row)
    service = session.scalar(query.where(Service.stopped.is_(None)))
    return None if service is None else Recent(service.name, service.organization.name, service=service.slug)
