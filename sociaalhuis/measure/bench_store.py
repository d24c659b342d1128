"""What encryption and the door cost: 20,000 services in bulk, against plain SQLite and bare rows with their journal rows.

The bare ways insert the very values that the door wrote, read back from its file.
"""

import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as sqlcipher

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.catalogue import starter
from sociaalhuis.catalogue.records import service_row
from sociaalhuis.db import migrate
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.engine import connect, embedded
from sociaalhuis.db.store import Store
from sociaalhuis.measure.figures import Result, ratio, result

SIZE, RUNS = 20_000, 5
_KEY = bytes(range(32))

type Rows = Mapping[str, Sequence[tuple[Any, ...]]]


def run(size: int = SIZE, runs: int = RUNS) -> Result:
    """Insert ``size`` services in four ways, ``runs`` times in turn."""
    times: dict[str, list[float]] = {"door": [], "plain": [], "encrypted": [], "encrypted_with_journal": []}
    organization = new_id()
    services = _services(size, organization)
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            taken, rows = _through_the_door(Path(folder), services, organization)
            times["door"].append(taken)
            only_services = {"service": rows["service"]}
            times["plain"].append(_bare(Path(folder) / "plain.db", None, only_services))
            times["encrypted"].append(_bare(Path(folder) / "encrypted.db", _KEY, only_services))
            times["encrypted_with_journal"].append(_bare(Path(folder) / "both.db", _KEY, rows))
    return result(
        "store",
        floors={name: times[name] for name in ("plain", "encrypted_with_journal")},
        measured={name: times[name] for name in ("encrypted", "door")},
        ratios={
            "encrypted/plain": ratio(times["encrypted"], times["plain"]),
            "door/encrypted_with_journal": ratio(times["door"], times["encrypted_with_journal"]),
        },
    )


def _services(size: int, organization: UUID) -> list[dict[str, Any]]:
    known = list(starter.services().values())
    made = (replace(known[i % len(known)], id=f"dienst-{i}") for i in range(size))
    return [service_row(one) | {"id": new_id(), "organization_id": organization} for one in made]


def _through_the_door(folder: Path, services: Sequence[dict[str, Any]], organization: UUID) -> tuple[float, Rows]:
    path = folder / "door.db"
    migrate.upgrade(path, _KEY, datetime.now(UTC).date())
    store = Store(embedded(path, _KEY), new_id())
    with store.write(THE_PROGRAM, "catalogue.load") as session:
        session.add(Organization(id=organization, name="Bank"))
    started = time.perf_counter()
    with store.write(THE_PROGRAM, "catalogue.load") as session:
        store.insert(session, Service, services)
    taken = time.perf_counter() - started
    store.close()
    with closing(connect(path, _KEY)) as connection:
        return taken, {
            "service": connection.execute("SELECT * FROM service").fetchall(),
            "journal": connection.execute("SELECT * FROM journal WHERE seq > 1").fetchall(),
            "organization": connection.execute("SELECT * FROM organization").fetchall(),
        }


def _bare(path: Path, key: bytes | None, rows: Rows) -> float:
    """The same tables and indexes, bare executemany in one transaction."""
    with closing(_open(path, key)) as connection:
        with closing(connect(path.parent / "door.db", _KEY)) as door:
            for (sql,) in door.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall():
                connection.execute(sql)
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table in ("service", "journal"):
            if table in rows:
                marks = ", ".join("?" * len(rows[table][0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])  # noqa: S608  # own names
        connection.execute("COMMIT")
        return time.perf_counter() - started


def _open(path: Path, key: bytes | None) -> Any:
    connection = connect(path, key) if key else sqlcipher.connect(str(path), isolation_level=None)
    for pragma in ("foreign_keys = OFF", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
