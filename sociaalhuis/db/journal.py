"""The journal: who did what to which row, chained so that nothing can be taken out or changed unseen.

One row is one change of one row, or one look at a file. The hash of a row is taken over its header, the hash of its payload and
the hash of the row before it by the same device; the payload itself (values before and after) is salted and can be erased
together with its salt without breaking the chain. From this one table come audit, undo, change feed and sync.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Connection, LargeBinary, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Base

START = b"\0" * 32
_COUNTER_BITS = 16


class Entry(Base):
    """One line of the journal. ``clock`` is a hybrid logical clock: milliseconds since 1970 in UTC × 2¹⁶ + a counter."""

    __tablename__ = "journal"

    device: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    clock: Mapped[int] = mapped_column(BigInteger)
    actor: Mapped[UUID | None]
    action: Mapped[str]
    operation: Mapped[str]  # insert | update | delete | look
    table: Mapped[str]
    row: Mapped[UUID] = mapped_column(index=True)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    payload: Mapped[str | None]
    payload_hash: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Change:
    """A change on its way into the journal: {column: [before, after]} for an update, {column: value} otherwise."""

    operation: str
    table: str
    row: UUID
    payload: Mapping[str, Any]


def _plain(value: object) -> object:
    """A value as JSON: ids and moments as text, bytes only as their hash (the row itself holds them)."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    raise TypeError(f"{type(value).__name__} cannot stand in the journal")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode


def _header_hash(row: Mapping[str, Any]) -> bytes:
    header = (
        f"{row['device'].hex} {row['seq']} {row['clock']} {row['actor'].hex if row['actor'] else '-'} "
        f"{row['action']} {row['operation']} {row['table']} {row['row'].hex} "
    )
    return hashlib.sha256(header.encode() + row["payload_hash"] + row["previous"]).digest()


class Chain:
    """The end of one device's chain inside one transaction; makes the next rows."""

    def __init__(self, connection: Connection, device: UUID, now: Callable[[], datetime]) -> None:
        end = connection.execute(
            select(Entry.seq, Entry.clock, Entry.hash).where(Entry.device == device).order_by(Entry.seq.desc()).limit(1)
        ).first()
        self._device = device
        self._seq: int = end.seq if end else 0
        self._previous: bytes = end.hash if end else START
        self._clock: int = max(end.clock if end else 0, int(now().timestamp() * 1000) << _COUNTER_BITS)

    def rows(self, actor: UUID | None, action: str, changes: Iterable[Change]) -> list[dict[str, Any]]:
        """The journal rows for these changes, in order, ready for one executemany."""
        made = []
        for change in changes:
            self._seq += 1
            self._clock += 1
            salt, payload = secrets.token_bytes(16), _encode(change.payload)
            row: dict[str, Any] = {
                "device": self._device,
                "seq": self._seq,
                "clock": self._clock,
                "actor": actor,
                "action": action,
                "operation": change.operation,
                "table": change.table,
                "row": change.row,
                "salt": salt,
                "payload": payload,
                "payload_hash": hashlib.sha256(salt + payload.encode()).digest(),
                "previous": self._previous,
            }
            row["hash"] = self._previous = _header_hash(row)
            made.append(row)
        return made


def broken_at(connection: Connection) -> Sequence[tuple[UUID, int, str]]:
    """Where the chain does not hold: (device, seq, what). Empty when every row of every device follows from the one before."""
    faults: list[tuple[UUID, int, str]] = []
    ends: dict[UUID, tuple[int, bytes]] = {}
    columns = Entry.__table__.columns
    for found in connection.execute(select(*columns).order_by(Entry.device, Entry.seq)).mappings().yield_per(2000):
        row = {str(name): value for name, value in found.items()}
        seq, previous = ends.get(row["device"], (0, START))
        if row["seq"] != seq + 1:
            faults.append((row["device"], row["seq"], "a row is missing before this one"))
        elif row["previous"] != previous:
            faults.append((row["device"], row["seq"], "does not follow from the row before"))
        if (
            row["payload"] is not None
            and hashlib.sha256((row["salt"] or b"") + row["payload"].encode()).digest() != row["payload_hash"]
        ):
            faults.append((row["device"], row["seq"], "its values were changed"))
        if _header_hash(row) != row["hash"]:
            faults.append((row["device"], row["seq"], "its header was changed"))
        ends[row["device"]] = (row["seq"], row["hash"])
    return faults
