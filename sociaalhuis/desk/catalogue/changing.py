"""What an import changes in records that the house has, and what it leaves to a person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.imports import Proposal
from sociaalhuis.db.store import Store
from sociaalhuis.desk.catalogue import rows
from sociaalhuis.exchange.catalogue.model import Organization, Record, plain

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
        yield Proposal(service_id=service.id, run_id=run, field=name, value=values, state="open")


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
