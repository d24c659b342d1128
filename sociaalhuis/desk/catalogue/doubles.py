"""Which records of the house may be of one service: read for the comparison, shown by use × likeness, and “niet dezelfde”.

The comparison itself is catalogue.doubles; joining two records is desk.catalogue.joining.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from sociaalhuis.actions import allows
from sociaalhuis.catalogue.doubles import Known, Pair
from sociaalhuis.catalogue.service import SECRET
from sociaalhuis.db.catalogue import Address, Organization, Phone, Service
from sociaalhuis.db.imports import ServiceSource
from sociaalhuis.db.joining import ServiceApart
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.desk.intake import worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

OWN = "eigen fiche"
FEW = 1_000  # records that are compared in passing; of more the comparison takes the time that is left
_BATCH = 500  # slugs in one query


@dataclass(frozen=True, slots=True)
class Brief:
    """One of two records in short. ``sources``: where it came from, in words."""

    slug: str
    name: str
    organization: str
    sources: str
    uses: int
    checked: date | None


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that may be one service, the one that would stay first: the more used, then the one checked last."""

    stays: Brief
    goes: Brief
    pair: Pair

    @property
    def weight(self) -> float:
        """Its place on the list: use × likeness."""
        return (1 + self.stays.uses + self.goes.uses) * self.pair.points


def records(house: House) -> tuple[Sequence[Known], Sequence[tuple[str, str]]]:
    """Every record that may be compared by who acts, and the pairs of which somebody said that they are not one."""
    with house.store.read() as session:
        phones = _lists(session, select(Phone.service_id, Phone.number))
        places = _lists(
            session,
            select(Address.service_id, Address.postal_code, Address.address_1).where(Address.confidential.is_(False)),
        )
        sources = _lists(session, select(ServiceSource.service_id, ServiceSource.source))
        query = (
            select(
                Service.id, Service.slug, Service.name, Service.email, Service.url, Service.domains, Service.terms,
                Service.kind, Organization.name, Organization.identifiers,
            )
            .join(Organization, Service.organization_id == Organization.id)
            .where(Service.stopped.is_(None), seen(house))
        )  # fmt: skip
        found = [
            Known(
                slug, name, who, tuple(number for (number,) in phones[key]), email or "", url or "",
                tuple((code, street) for code, street in places[key]), _number(numbers), _themes(domains, terms), kind or "",
                frozenset(source for (source,) in sources[key]),
            )
            for key, slug, name, email, url, domains, terms, kind, who, numbers in session.execute(query)
        ]  # fmt: skip
        return found, _apart(session)


def seen(house: House) -> ColumnElement[bool]:
    """The services (over Service) that who acts may see."""
    if allows("service.secret", house.actor.role):
        return Service.id.is_not(None)
    return or_(Service.confidentiality.is_(None), Service.confidentiality != SECRET)


def _lists(session: Session, query: Any) -> Mapping[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in session.execute(query):
        found[key].append(tuple(values))
    return found


def _number(identifiers: Sequence[Mapping[str, Any]] | None) -> str:
    """The number of the organisation in a register, digits only; empty when it has none."""
    said = ("".join(filter(str.isdigit, str(one.get("identifier", "")))) for one in identifiers or ())
    return next(filter(None, said), "")


def _themes(domains: Sequence[str], terms: Sequence[Mapping[str, Any]] | None) -> frozenset[str]:
    return frozenset([*domains, *(f"{one.get('taxonomy')}:{one.get('code')}" for one in terms or ())])


def _apart(session: Session) -> list[tuple[str, str]]:
    one, other = aliased(Service), aliased(Service)
    query = (
        select(one.slug, other.slug)
        .select_from(ServiceApart)
        .join(one, ServiceApart.one_id == one.id)
        .join(other, ServiceApart.other_id == other.id)
    )
    return [(left, right) for left, right in session.execute(query)]


def standing(house: House, pairs: Iterable[Pair], now: datetime) -> Sequence[Double]:
    """Those pairs that still stand, by use × likeness: nobody joined them, nobody said that they are not one."""
    wanted = list(pairs)
    with house.store.read() as session:
        settled = {frozenset(pair) for pair in _apart(session)}
        uses = checking.uses(session, now)
        briefs = _briefs(house, session, sorted({slug for pair in wanted for slug in (pair.one, pair.other)}), uses)
    found = [
        _double(briefs[pair.one], briefs[pair.other], pair)
        for pair in wanted
        if pair.one in briefs and pair.other in briefs and frozenset((pair.one, pair.other)) not in settled
    ]
    return sorted(found, key=lambda one: (-one.weight, one.stays.name, one.pair.one, one.pair.other))


def _double(one: Brief, other: Brief, pair: Pair) -> Double:
    stays = min((one, other), key=lambda brief: (-brief.uses, -(brief.checked or date.min).toordinal(), brief.slug))
    return Double(stays, other if stays is one else one, pair)


def _briefs(house: House, session: Session, slugs: Sequence[str], uses: Mapping[str, int]) -> dict[str, Brief]:
    found: dict[str, Brief] = {}
    for start in range(0, len(slugs), _BATCH):
        query = (
            select(Service.id, Service.slug, Service.name, Service.assured_date, Organization.name)
            .join(Organization, Service.organization_id == Organization.id)
            .where(Service.slug.in_(slugs[start : start + _BATCH]), Service.stopped.is_(None), seen(house))
        )
        rows = session.execute(query).all()
        told = sources(session, [row[0] for row in rows])
        found |= {slug: Brief(slug, name, who, told[key], uses.get(slug, 0), day) for key, slug, name, day, who in rows}
    return found


def sources(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Where these records came from, in words."""
    query = select(ServiceSource.service_id, ServiceSource.source).where(ServiceSource.service_id.in_(ids))
    found = _lists(session, query.order_by(ServiceSource.id))
    return {key: ", ".join(dict.fromkeys(source for (source,) in found[key])) or OWN for key in ids}


def apart(house: House, one: str, other: str, now: datetime) -> None:
    """Remember that two records are not one service: the pair is not shown again. A second time changes nothing.

    Raises Refusal for a record that is gone, and for one record twice.
    """
    if one == other:
        raise Refusal("Dit is dezelfde fiche.", "Kies een andere.")
    with house.store.write(house.actor, "service.apart") as session:
        first, last = sorted((checking.row(session, one).id, checking.row(session, other).id))
        same = ServiceApart.one_id == first, ServiceApart.other_id == last
        if session.scalar(select(ServiceApart.id).where(*same)) is None:
            session.add(ServiceApart(one_id=first, other_id=last, at=now, user_id=worker(house)))
