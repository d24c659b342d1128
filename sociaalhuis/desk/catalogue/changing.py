"""What an import changes in records that the house has, and what it leaves to a person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.imports import Proposal, ServiceSource
from sociaalhuis.db.store import Store
from sociaalhuis.desk.catalogue import rows
from sociaalhuis.exchange.catalogue.model import Organization, Record, plain

OPEN, TAKEN, REFUSED = "open", "taken", "refused"
BESIDE = "beside"  # what a source says of a field that comes from another one: shown when the two differ
_VERIFIED = "assured_date"


def kept_here(here: Mapping[str, str], seen: Mapping[str, str], there: Mapping[str, str], moved: Iterable[str]) -> list[str]:
    """Of the fields that moved at the source, those that this house changed itself; all of them when it verified the record.

    The three are digests by field: as the record is here, as the source told it last, as the source tells it now.
    """
    verified = here.get(_VERIFIED) != seen.get(_VERIFIED, here.get(_VERIFIED))
    return [
        name
        for name in moved
        if name != "extra" and here.get(name) != there[name] and (verified or here.get(name) != seen.get(name, here.get(name)))
    ]


def proposals(service: tables.Service, there: Record, fields: Sequence[str], run: UUID) -> Iterator[Proposal]:
    """What the source wants to change, for a person to decide."""
    here = rows.record(service, there.source, there.source_id)
    for name in fields:
        values = {"here": plain(getattr(here, name)), "there": plain(getattr(there, name))}
        yield Proposal(service_id=service.id, run_id=run, field=name, value=values, state=OPEN)


@dataclass(frozen=True, slots=True)
class Decided:
    """What comes of an import for a service with more sources: new proposals, and the state that known ones get."""

    new: Sequence[Proposal]
    states: Sequence[tuple[Proposal, str]]

    @property
    def open(self) -> int:
        """How many a person must look at."""
        return sum(one.state == OPEN for one in self.new)

    def keep(self, session: Session) -> None:
        """Write it, in a writing session."""
        for one, state in self.states:
            one.state = state
        session.add_all(self.new)


def claimed(
    session: Session, service: tables.Service, link: ServiceSource, there: Record, moved: Iterable[str], run: UUID
) -> Decided:
    """For a service with more sources: what this one wants to change becomes a proposal.

    What it says of a field that comes from another source is kept beside it. When both sources changed the field and differ,
    both are shown.
    """
    here = rows.record(service, there.source, there.source_id)
    known = list(session.scalars(select(Proposal).where(Proposal.service_id == service.id)))
    both = set(_claims_of_others(session, link))
    new: list[Proposal] = []
    states: list[tuple[Proposal, str]] = []
    for name in moved:
        if name == "extra":
            continue
        now, then = plain(getattr(here, name)), plain(getattr(there, name))
        if name in both and isinstance(then, list):
            then = [*then, *(part for part in now if part not in then)]
        if now == then:
            continue
        same = [one for one in known if one.field == name]
        others = [one for one in same if one.value.get("of") not in (None, link.id.hex) and one.value["there"] != then]
        mine = name in (link.fields or ())
        shown = mine or any(one.state in (OPEN, TAKEN) for one in others)
        states += [(one, OPEN) for one in others if mine and one.state == BESIDE]
        states += [(one, REFUSED) for one in same if one.value.get("of") == link.id.hex and one.state in (OPEN, BESIDE)]
        value = {"here": now, "there": then, "of": link.id.hex}
        new.append(Proposal(service_id=service.id, run_id=run, field=name, value=value, state=OPEN if shown else BESIDE))
    return Decided(new, states)


def _claims_of_others(session: Session, link: ServiceSource) -> Iterator[str]:
    beside = select(ServiceSource).where(ServiceSource.service_id == link.service_id, ServiceSource.id != link.id)
    for other in session.scalars(beside):
        yield from (name for name in other.fields or () if name in (link.fields or ()))


def follow(session: Session, one: Proposal) -> None:
    """The field of a proposal that was taken comes from its source from now on, when the service has more of them."""
    links = session.scalars(select(ServiceSource).where(ServiceSource.service_id == one.service_id)).all()
    of = next((link for link in links if link.id.hex == one.value.get("of")), None)
    if of is None or of.fields is None or one.field in of.fields:
        return
    for link in links:
        link.fields = [name for name in link.fields or () if name != one.field]
    of.fields = [*of.fields, one.field]


class Organizations:
    """The organisations of the house by name, with the new ones of a file."""

    def __init__(self, store: Store, session: Session) -> None:
        self._store, self._session = store, session
        self._ids: dict[str, UUID] = dict(session.execute(select(tables.Organization.name, tables.Organization.id)).all())

    def id(self, who: Organization) -> UUID:
        """The id of an organisation that is known."""
        return self._ids[who.name]

    def add(self, found: Iterable[Organization]) -> None:
        """Put in the ones that are not known yet."""
        new: dict[str, Organization] = {}
        for who in found:
            if who.name not in self._ids:
                new.setdefault(who.name, who)
        made = [{"id": new_id(), **rows.organization(who)} for who in new.values()]
        self._ids |= {row["name"]: row["id"] for row in made}
        self._store.insert(self._session, tables.Organization, made)


def apply(
    session: Session, service: tables.Service, there: Record, fields: Sequence[str], who: Organizations, now: datetime
) -> None:
    """Give these fields of a service the value of the source. Notes and confidential addresses stay as they are."""
    whole = rows.columns(there)
    for name in whole.keys() & set(fields):
        setattr(service, name, whole[name])
    if "organization" in fields:
        who.add([there.organization])
        service.organization_id = who.id(there.organization)
    if "archived" in fields:
        service.stopped = rows.stopped(there.archived, service.stopped, now.date())
    if "phones" in fields:
        for phone in list(service.phones):
            session.delete(phone)
        session.add_all(tables.Phone(**row) for row in rows.phones(there, service.id))
    if "addresses" in fields:
        _move(session, service, there)


def _move(session: Session, service: tables.Service, there: Record) -> None:
    """Other addresses; the confidential ones stay, behind them."""
    for address in service.addresses:
        if not address.confidential:
            session.delete(address)
    made = rows.addresses(there, service.id)
    session.add_all(tables.Address(**row) for row in made)
    for rank, one in enumerate((one for one in service.addresses if one.confidential), len(made)):
        one.rank = rank
