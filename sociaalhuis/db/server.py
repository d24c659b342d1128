"""The engine under a house that several desks share: a PostgreSQL server with the tables of a house, one writer at a time.

The file of a house is shut by its key; a server is shut by passwords. The role that works in the house has a password that is
made of the data key, so that only a passphrase of a colleague leads to it. Another role, the door, reads nothing but the key
slots. Which house a PC shares stands in ``server.json`` in its folder, without anything that opens it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import URL, Column, Connection, Engine, Integer, MetaData, Table, Text, create_engine, event, select
from sqlalchemy.pool import NullPool, QueuePool

from sociaalhuis.db.engine import DOOR, guard, told, unlocked
from sociaalhuis.errors import Damage
from sociaalhuis.paths import SERVER

BUSY_SECONDS = 5
_LOCK = 0x50C1AA1  # the advisory lock of who writes
_ALIVE = {"keepalives_idle": "10", "keepalives_interval": "3", "keepalives_count": "3", "tcp_user_timeout": "10000"}
"""A network that falls silent is noticed within twenty seconds; without this a read waits for two hours (libpq)."""
_HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})
SLOTS = Table("key_slots", MetaData(), Column("id", Integer, primary_key=True), Column("ring", Text, nullable=False))
"""The key slots of a shared house, one row, as ``keys.json`` is beside a file."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a shared house stands: server and database, the role that works in it, and the door with its password.

    ``tls`` is how sure the way over a network must be (libpq's sslmode): “require”, or “verify-full” to check the server too.
    """

    host: str
    port: int
    database: str
    desk: str
    door: str
    door_password: str
    tls: str = "require"

    @property
    def far(self) -> bool:
        """Whether the way there leads over a network, where nothing travels unless it is encrypted."""
        return self.host not in _HERE and not self.host.startswith("/")

    def url(self, role: str, password: str) -> URL:
        """The address for SQLAlchemy; over a network only with TLS."""
        query = {"host": self.host, "port": str(self.port), "connect_timeout": str(BUSY_SECONDS), **_ALIVE}
        query |= {"sslmode": self.tls} if self.far else {}
        return URL.create("postgresql+psycopg", role, password, database=self.database, query=query)


@dataclass(frozen=True, slots=True)
class Joined:
    """The house that this PC shares, and as which device it writes there."""

    address: Address
    house: UUID
    device: UUID


def here(place: Path) -> bool:
    """Whether the house in this folder stands on a server."""
    return (place / SERVER).exists()


def joined(place: Path) -> Joined:
    """What this PC knows of the house that it shares. Raises Damage when that cannot be read."""
    try:
        return read((place / SERVER).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Damage("Het bestand server.json is niet te lezen.", "Sluit deze pc opnieuw aan op het huis.") from error


def read(text: str) -> Joined:
    """The text of ``server.json`` read back. Raises Damage when it is not one."""
    try:
        data: dict[str, Any] = json.loads(text)
        return Joined(Address(**data["address"]), UUID(data["house"]), UUID(data["device"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Damage("Het bestand server.json is beschadigd.", "Sluit deze pc opnieuw aan op het huis.") from error


def to_json(known: Joined) -> str:
    """The text of ``server.json``."""
    return json.dumps({"house": known.house.hex, "device": known.device.hex, "address": asdict(known.address)}, indent=1)


def password_of(key: bytes) -> str:
    """The password of the role that works in the house, as only who holds the data key can make it."""
    return hmac.new(key, b"sociaalhuis server", hashlib.sha256).hexdigest()


def shared(address: Address, key: bytes) -> Engine:
    """An engine on the house at ``address``: readers see one moment, writers wait for each other, guarded as a file is."""
    engine = create_engine(
        address.url(address.desk, password_of(key)),
        poolclass=QueuePool,
        pool_pre_ping=True,
        hide_parameters=True,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", guard)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(DOOR) == "write"
    with unlocked(connection):
        if writes:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def slots(address: Address) -> str:
    """The key slots, read through the door. Raises Trouble when the server is not there."""
    with _through_the_door(address) as connection:
        found = connection.scalar(select(SLOTS.c.ring))
    if found is None:
        raise Damage(
            "De sleutels van het huis staan niet op de server.", "Vraag de beheerder om een reservekopie terug te zetten."
        )
    return str(found)


def put_slots(connection: Connection, ring: str) -> None:
    """Keep the key slots in the transaction of an act."""
    with unlocked(connection):
        connection.execute(SLOTS.delete())
        connection.execute(SLOTS.insert().values(id=1, ring=ring))


@contextmanager
def _through_the_door(address: Address) -> Iterator[Connection]:
    engine = create_engine(address.url(address.door, address.door_password), poolclass=NullPool, hide_parameters=True)
    try:
        with told(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
