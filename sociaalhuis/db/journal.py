"""The journal: who did what to which row, chained so that nothing can be taken out or changed unseen.

One row is one change of one row, one look at a file, or one note of an act on a key. The hash of a row is taken over its
header, the hash of its payload and the hash of the row before it by the same device; the payload itself (values before and
after) is salted and can be erased together with its salt without breaking the chain. From this one table come audit, undo,
change feed and sync.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, ColumnElement, Connection, String, and_, func, select, type_coerce, update
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Base
from sociaalhuis.db.staff import Device

START = "0" * 64
_COUNTER_BITS = 16
_HASHED = ("device", "seq", "clock", "act", "actor", "action", "operation", "table", "row", "payload_hash")


class Entry(Base):
    """One line of the journal, in plain text and numbers: ids and hashes as hexadecimal digits, the payload as JSON.

    ``clock`` is a hybrid logical clock: milliseconds since 1970 in UTC × 2¹⁶ + a counter.
    """

    __tablename__ = "journal"

    device: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    clock: Mapped[int] = mapped_column(BigInteger)
    act: Mapped[int] = mapped_column(BigInteger)  # the seq of the first row of the same act: what happened together
    actor: Mapped[str | None]
    action: Mapped[str]
    operation: Mapped[str]  # insert | update | delete | look | note
    table: Mapped[str]
    row: Mapped[str] = mapped_column(index=True)
    salt: Mapped[str | None]
    payload: Mapped[str | None]
    payload_hash: Mapped[str]
    hash: Mapped[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A change on its way into the journal: {column: [before, after]} for an update, {column: value} otherwise."""

    operation: str
    table: str
    row: UUID
    payload: Mapping[str, Any]


def _encode(payload: Mapping[str, Any]) -> str:
    """The payload as JSON; bytes only as their hash (the row itself holds them)."""
    return orjson.dumps(payload, default=_bytes_as_hash).decode()


def _bytes_as_hash(value: object) -> object:
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    raise TypeError(f"{type(value).__name__} cannot stand in the journal")


def _hash(*parts: object) -> str:
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()


_header = itemgetter(*_HASHED)


def _row_hash(row: Mapping[str, Any], previous: str) -> str:
    return _hash(*_header(row), previous)


class Chain:
    """The end of one device's chain inside one transaction; makes the next rows."""

    def __init__(self, connection: Connection, device: UUID, now: Callable[[], datetime]) -> None:
        end = connection.execute(
            select(Entry.seq, Entry.clock, Entry.hash).where(Entry.device == device.hex).order_by(Entry.seq.desc()).limit(1)
        ).first()
        self._device = device.hex
        self._seq: int = end.seq if end else 0
        self._act = self._seq + 1
        self._previous: str = end.hash if end else START
        self._clock: int = max(end.clock if end else 0, int(now().timestamp() * 1000) << _COUNTER_BITS)

    def rows(self, actor: UUID | None, action: str, changes: Iterable[Change]) -> list[dict[str, Any]]:
        """The journal rows for these changes, in order, ready for one executemany."""
        made, who = [], actor.hex if actor else None
        for change in changes:
            self._seq += 1
            self._clock += 1
            salt, payload = secrets.token_hex(16), _encode(change.payload)
            row: dict[str, Any] = {
                "device": self._device,
                "seq": self._seq,
                "clock": self._clock,
                "act": self._act,
                "actor": who,
                "action": action,
                "operation": change.operation,
                "table": change.table,
                "row": change.row.hex,
                "salt": salt,
                "payload": payload,
                "payload_hash": _hash(salt, payload),
            }
            row["hash"] = self._previous = _row_hash(row, self._previous)
            made.append(row)
        return made


def forget(connection: Connection, *these: ColumnElement[bool]) -> None:
    """Erase what these rows kept, with the salt: the chain still holds, and nothing can be found out from a hash."""
    connection.execute(update(Entry).where(*these).values(salt=None, payload=None))


def of_rows(table: str, rows: Iterable[UUID]) -> ColumnElement[bool]:
    """The clause over Entry for all that was written of these rows."""
    return and_(Entry.table == table, Entry.row.in_([one.hex for one in rows]))


def ends(connection: Connection) -> Mapping[str, int]:
    """The seq of the last row of every device; each is one look in the index, however long the journal."""
    last = select(func.max(Entry.seq)).where(Entry.device == type_coerce(Device.id, String)).scalar_subquery()
    return {device: seq for device, seq in connection.execute(select(type_coerce(Device.id, String), last)) if seq is not None}


def since(connection: Connection, device: str, seq: int, end: int) -> Sequence[tuple[str, Mapping[str, tuple[UUID, ...]]]]:
    """What a device did after ``seq`` and until ``end``: each act with the rows that it changed, by table."""
    query = select(Entry.act, Entry.action, Entry.table, Entry.row).where(
        Entry.device == device, Entry.seq > seq, Entry.seq <= end, Entry.operation.not_in(("look", "note"))
    )
    acts: dict[tuple[int, str], dict[str, dict[UUID, None]]] = {}
    for act, action, table, row in connection.execute(query.order_by(Entry.seq)):
        acts.setdefault((act, action), {}).setdefault(table, {})[UUID(row)] = None
    return [(action, {table: tuple(rows) for table, rows in changed.items()}) for (_, action), changed in acts.items()]


def newest_moment(connection: Connection) -> datetime | None:
    """The latest moment that any device wrote down; None for an empty journal."""
    newest = connection.scalar(select(func.max(Entry.clock)))
    return None if newest is None else datetime.fromtimestamp((newest >> _COUNTER_BITS) / 1000, UTC)


def broken_at(connection: Connection) -> Sequence[tuple[str, int, str]]:
    """Where the chain does not hold: (device, seq, what). Empty when every row of every device follows from the one before."""
    faults: list[tuple[str, int, str]] = []
    ends: dict[str, tuple[int, str]] = {}
    columns = Entry.__table__.columns
    for found in connection.execute(select(*columns).order_by(Entry.device, Entry.seq)).mappings().yield_per(2000):
        row = {str(name): value for name, value in found.items()}
        seq, previous = ends.get(row["device"], (0, START))
        if row["seq"] != seq + 1:
            faults.append((row["device"], row["seq"], "a row is missing before this one"))
        elif _row_hash(row, previous) != row["hash"]:
            faults.append((row["device"], row["seq"], "its header was changed, or it does not follow from the row before"))
        if row["payload"] is not None and _hash(row["salt"], row["payload"]) != row["payload_hash"]:
            faults.append((row["device"], row["seq"], "its values were changed"))
        ends[row["device"]] = (row["seq"], row["hash"])
    return faults
