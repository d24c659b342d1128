"""All tables together, for migrations and for checks: importing this module registers every one of them."""

from sociaalhuis.db import (
    actors,
    agenda,
    catalogue,
    desk,
    following,
    imports,
    joining,
    journal,
    outing,
    partners,
    people,
    policy,
    proactive,
    retention,
    rights,
    signals,
    staff,
    support,
    verifying,
)
from sociaalhuis.db.base import Base, Record

METADATA = Base.metadata
ROOMS = (
    staff, people, catalogue, imports, joining, desk, following, rights, proactive, partners, actors, signals, agenda,
    support, verifying, policy, outing, retention, journal,
)  # fmt: skip


def records() -> tuple[type[Record], ...]:
    """Every journalled table's class, parents before children."""
    by_table = {
        mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)
    }
    return tuple(by_table[table.name] for table in METADATA.sorted_tables if table.name in by_table)
