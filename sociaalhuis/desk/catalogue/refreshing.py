"""Which services an act touched, as they are now: so that the search knows a record as soon as it was changed or taken back."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import records
from sociaalhuis.catalogue.service import Service
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.journal import Entry
from sociaalhuis.house import House

TABLES = frozenset({"service", "phone", "address"})
_BATCH = 500  # ids in one query


def touched(house: House, rows: Mapping[str, Sequence[UUID]]) -> tuple[Sequence[Service], Sequence[str]]:
    """The services behind these rows by table, and the slugs of those that are gone or may not be seen any more."""
    with house.store.read() as session:
        ids = {*rows.get("service", ()), *_parents(session, rows)}
        secret = allows("service.secret", house.actor.role)
        found: dict[UUID, Service] = {}
        slugs: dict[UUID, str] = {}
        listed = sorted(ids)
        for start in range(0, len(listed), _BATCH):
            part = listed[start : start + _BATCH]
            found |= records.some(session, part, secret=secret)
            slugs |= dict(
                session.execute(select(tables.Service.id, tables.Service.slug).where(tables.Service.id.in_(part))).all()
            )
    return list(found.values()), [slug for key, slug in slugs.items() if key not in found]


def _parents(session: Session, rows: Mapping[str, Sequence[UUID]]) -> set[UUID]:
    """The services of numbers and addresses, also of those that were taken away."""
    keys = [key for table in ("phone", "address") for key in rows.get(table, ())] if "service" not in rows else []
    found: set[UUID] = set()
    for key in keys:
        part = session.get(tables.Phone, key) or session.get(tables.Address, key)
        if part is not None:
            found.add(part.service_id)
            continue
        told = select(Entry.payload).where(Entry.row == key.hex, Entry.operation == "delete")
        found |= {UUID(orjson.loads(payload or "{}")["service_id"]) for payload in session.scalars(told)}
    return found
