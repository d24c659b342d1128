"""Which rows of a package are not at home yet. What was erased or taken away at home meanwhile does not come back by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.base import Record
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.schema import METADATA, records
from sociaalhuis.desk.retention.proposals import ERASE

type Row = Mapping[str, Any]
type Rows = Mapping[type[Record], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Arriving:
    """What comes: ``new`` rows that were made there, ``missing`` ones that were here and are not any more.

    ``erased`` are all the rows that were erased here, also where an empty one stays. Of what is ``gone`` nothing is told here
    any more: that, and what somebody took away and that does not come.
    """

    new: dict[type[Record], list[Row]]
    missing: dict[type[Record], list[Row]]
    erased: frozenset[UUID]
    gone: frozenset[UUID]


def read(session: Session, made: Rows, parents: Rows, entries: Sequence[Row]) -> Arriving:
    """Look what is not here, of what was made there and of what that hangs on.

    What somebody took away here stays away, unless something that comes hangs on it: the work of the day is not lost.
    """
    erased = frozenset(map(UUID, session.scalars(select(Entry.row).where(Entry.action == ERASE))))
    absent = {row["id"]: (model, row) for rows in (made, parents) for model, row in _absent(session, rows)}
    gone = erased | _taken_away(session, absent.keys() | {UUID(one["row"]) for one in entries})
    coming = set(absent) - gone
    waiting = list(coming)
    for one in waiting:  # grows while it is read
        model, row = absent[one]
        above = {row[key.parent.key] for key in model.__table__.foreign_keys} & absent.keys() - coming
        coming |= above
        waiting += above
    new = {row["id"] for rows in made.values() for row in rows} & (coming - gone)
    return Arriving(_rows(absent, new), _rows(absent, coming - new), erased, gone - (coming - erased))


def _absent(session: Session, rows: Rows) -> Iterable[tuple[type[Record], Row]]:
    for model, those in rows.items():
        column = model.__table__.c.id
        here = set(session.scalars(select(column).where(column.in_([row["id"] for row in those]))))
        yield from ((model, row) for row in those if row["id"] not in here)


def _taken_away(session: Session, those: Set[UUID]) -> set[UUID]:
    """Which of those were removed here and did not come back."""
    removed: dict[str, set[UUID]] = defaultdict(set)
    for table, row in session.execute(select(Entry.table, Entry.row).where(Entry.operation == "delete")):
        if (one := UUID(row)) in those:
            removed[table].add(one)
    found = set[UUID]()
    for table, rows in removed.items():
        column = METADATA.tables[table].c.id
        found |= rows - set(session.scalars(select(column).where(column.in_(rows))))
    return found


def _rows(absent: Mapping[UUID, tuple[type[Record], Row]], wanted: Set[UUID]) -> dict[type[Record], list[Row]]:
    """The rows by table, parents first, each table in the order in which it was read."""
    found: dict[type[Record], list[Row]] = {model: [] for model in records()}
    for key, (model, row) in absent.items():
        if key in wanted:
            found[model].append(row)
    return {model: rows for model, rows in found.items() if rows}
