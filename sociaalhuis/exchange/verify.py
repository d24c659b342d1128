"""Is this house sound? File, keys, journal, references and resources, each checked to the bottom; nothing is repaired here."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sociaalhuis.access import keys, users
from sociaalhuis.db import journal
from sociaalhuis.db.engine import connect, told
from sociaalhuis.db.schema import METADATA, records
from sociaalhuis.house import House
from sociaalhuis.paths import resource


@dataclass(frozen=True, slots=True)
class Finding:
    """One check with what it found: no faults means it is sound."""

    check: str
    faults: tuple[str, ...]


def verify(house: House) -> tuple[Finding, ...]:
    """Every check, in Dutch words for the keeper of the house."""
    checks: tuple[tuple[str, Callable[[House], list[str]]], ...] = (
        ("bestand", _file),
        ("sleutels", _keys),
        ("journaal", _journal),
        ("rijen", _rows),
        ("verwijzingen", _references),
        ("bronbestanden", _resources),
    )
    return tuple(Finding(name, tuple(check(house))) for name, check in checks)


@contextmanager
def raw(house: House) -> Iterator[Any]:
    """A connection of the house below SQLAlchemy, for what only SQLite can do: check and copy whole files."""
    fairy = house.store.engine.raw_connection()
    try:
        yield fairy.dbapi_connection
    finally:
        fairy.close()


def file_faults(connection: Any, schema: str) -> list[str]:
    """Faults of an encrypted file: every page against its seal, then the structure (the seals do not see a cut-off file)."""
    connection.execute(f"PRAGMA {schema}.wal_checkpoint(PASSIVE)")
    pages = [str(row[0]) for row in connection.execute(f"PRAGMA {schema}.cipher_integrity_check")]
    structure = [str(row[0]) for row in connection.execute(f"PRAGMA {schema}.quick_check(5)") if row[0] != "ok"]
    return ["beschadigde bladzijden in het bestand"] * bool(pages) + ["het bestand is niet volledig"] * bool(structure)


def faults_of(path: Path, key: bytes) -> list[str]:
    """Faults of an encrypted file that nobody has open."""
    with told():
        connection = connect(path, key)
        try:
            return file_faults(connection, "main")
        finally:
            connection.close()


def _file(house: House) -> list[str]:
    if house.shared:  # the server looks after its own files
        return []
    with told(), raw(house) as connection:
        return [f"{fault}; zet de laatste goede kopie terug met “restore”" for fault in file_faults(connection, "main")]


def _keys(house: House) -> list[str]:
    ring = keys.load(house.place)
    faults = [] if ring.house == house.id else ["het sleutelbestand hoort bij een ander huis"]
    if house.away is None and not any(slot.kind == "recovery" for slot in ring.slots):
        faults.append("er is geen herstelcode")
    faults += [f"account {a.id.hex[-6:]} heeft geen sleutel" for a in users.accounts(house) if a.active and not a.has_key]
    faults += [
        f"account {a.id.hex[-6:]} is uit maar heeft nog een sleutel"
        for a in users.accounts(house)
        if a.has_key and not a.active
    ]
    return faults


def _journal(house: House) -> list[str]:
    with told(), house.store.engine.connect() as connection:
        return [f"regel {seq} van toestel {device[-6:]}: {what}" for device, seq, what in journal.broken_at(connection)]


def _rows(house: House) -> list[str]:
    """Each row stands in the journal and each row that the journal knows is there: nothing was slipped in or taken out.

    A row that came oftener than it went is there: the clocks of two devices do not tell what was first.
    """
    faults = []
    with told(), house.store.engine.connect() as connection:
        came: dict[str, Counter[str]] = {}
        query = select(journal.Entry.table, journal.Entry.row, journal.Entry.operation)
        for name, row, operation in connection.execute(query.where(journal.Entry.operation.in_(("insert", "delete")))):
            came.setdefault(name, Counter())[row] += 1 if operation == "insert" else -1
        for model in records():
            table = METADATA.tables[model.__tablename__]
            there = {found.hex for found in connection.execute(select(table.c.id)).scalars()}
            known = {row for row, times in came.get(model.__tablename__, Counter()).items() if times > 0}
            if there - known:
                faults.append(f"{model.__tablename__}: {len(there - known)} rijen buiten het journaal")
            if known - there:
                faults.append(f"{model.__tablename__}: {len(known - there)} rijen zijn verdwenen")
    return faults


def _references(house: House) -> list[str]:
    if house.shared:  # the server refuses what refers to nothing
        return []
    with told(), raw(house) as connection:
        return [f"{row[0]} verwijst naar een {row[2]} die er niet is" for row in connection.execute("PRAGMA foreign_key_check")]


def _resources(_house: House) -> list[str]:
    faults = []
    for path in sorted(resource().rglob("*.json")):
        try:
            json.loads(path.read_text("utf-8"))
        except ValueError:
            faults.append(f"{path.name} is niet leesbaar")
    return faults
