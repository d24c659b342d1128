"""A house moves: from its file to a server that several desks share, into a file again, and to one more PC.

What moves is every row with its journal, so that nothing changes but the place. The passphrases stay what they were.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable

from sociaalhuis.access import keys
from sociaalhuis.db import migrate, server
from sociaalhuis.db.base import new_id
from sociaalhuis.db.engine import DOOR, embedded, told, unlocked
from sociaalhuis.db.schema import METADATA
from sociaalhuis.db.server import Address, Joined
from sociaalhuis.db.staff import Device
from sociaalhuis.errors import Damage, Refusal, Trouble
from sociaalhuis.house import DATABASE, House, prepare
from sociaalhuis.paths import SERVER

if TYPE_CHECKING:
    import psycopg

_AT_ONCE = 2000  # rows
JOIN = "aansluiting.json"  # what another PC needs to find the house; it opens nothing


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def copy_rows(source: Connection, target: Connection) -> None:
    """Every row of one house into the empty tables of another. Raises Trouble when not all of it arrived."""
    for table in METADATA.sorted_tables:
        found = source.execute(select(table), execution_options={"yield_per": _AT_ONCE}).mappings()
        for some in found.partitions(_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in some])
        count = select(func.count()).select_from(table)
        if source.scalar(count) != target.scalar(count):
            raise Trouble("Niet alles kwam mee. Het huis is zoals het was.", f"Bel de beheerder en vermeld: {table.name}.")


def into_file(house: House, target: Path, key: bytes) -> None:
    """The house, also a shared one, as an encrypted file of its own: for a copy, and to go back."""
    migrate.make(target, key)
    engine = embedded(target, key)
    try:
        writer = engine.execution_options(**{DOOR: "write"})
        with told(), house.store.engine.connect() as source, writer.begin() as there, unlocked(there):
            there.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a row may point to one that comes later
            copy_rows(source, there)
    finally:
        engine.dispose()


# ── to a server ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_server(house: House, secret: str, admin: str, database: str = "sociaalhuis") -> Path:
    """Put this house on a server; gives the folder where the file is set aside. ``house`` is closed then: open it anew.

    ``admin`` is the address of somebody who may make databases and roles there (postgresql://name:password@server/postgres).
    Raises Refusal when the secret is wrong, when it is on a server already, or when the database is there; Trouble when the
    server does not answer. The file is untouched until everything has arrived.
    """
    if server.here(house.place) or house.away is not None:
        raise Refusal("Dit huis staat al op een server, of is een zitdagpakket.", "Alleen een gewoon huis kan verhuizen.")
    ring = keys.load(house.place)
    key = ring.open_own(secret, house.actor.id)
    with house.store.write(house.actor, "house.share") as session:
        house.store.note(session, "house", house.id)
    address = _made(admin, database, key)
    try:
        _fill(house, address, key, ring)
        known = Joined(address, house.id, house.store.device)
        _arrived(house, known, key)
    except BaseException:
        _unmake(admin, address)
        raise
    house.close()
    aside = house.place / f"voor-server-{database}"
    aside.mkdir(exist_ok=True)
    _keep(house.place, known)
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", keys.KEYS, keys.SPARE):
        if (house.place / name).exists():
            (house.place / name).replace(aside / name)
    return aside


def _made(admin: str, database: str, key: bytes) -> Address:
    """A database of its own with two roles: one that works there, one that only sees the key slots."""
    if not database.isidentifier() or not database.islower() or len(database) > 40:
        raise Refusal("Deze naam voor de database kan niet.", "Gebruik kleine letters, zoals “sociaalhuis”.")
    address = _address(admin, database)
    with _as_admin(admin) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone():
            raise Refusal(f"De database “{database}” is er al op deze server.", "Kies een andere naam, of sluit deze pc aan.")
        run = _runner(connection)
        for role, password in ((address.desk, server.password_of(key)), (address.door, address.door_password)):
            run("CREATE ROLE {} LOGIN PASSWORD {}", role, value=password)
        run("GRANT {} TO CURRENT_USER", address.desk)
        run(
            "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", database, address.desk
        )
        run("REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
        run("GRANT CONNECT ON DATABASE {} TO {}", database, address.door)
    return address


def _fill(house: House, address: Address, key: bytes, ring: keys.Keyring) -> None:
    engine = server.shared(address, key).execution_options(**{DOOR: "write"})
    try:
        with told(), house.store.engine.connect() as source, engine.begin() as there, unlocked(there):
            _make_tables(there, source, address)
            server.put_slots(there, keys.to_json(ring))
        with told(), engine.begin() as there, unlocked(there):
            there.exec_driver_sql("ANALYZE")
    finally:
        engine.dispose()


def _make_tables(there: Connection, source: Connection, address: Address) -> None:
    """The tables, their rows, and only then what holds them together: a row may point to one that comes later."""
    for table in METADATA.sorted_tables:
        there.execute(CreateTable(table, include_foreign_key_constraints=[]))
    copy_rows(source, there)
    for table in METADATA.sorted_tables:
        for index in table.indexes:
            there.execute(CreateIndex(index))
        for constraint in table.foreign_key_constraints:
            there.execute(AddConstraint(constraint))
    there.exec_driver_sql("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
    there.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": migrate.HEAD})
    there.execute(CreateTable(server.SLOTS))
    there.exec_driver_sql(f'GRANT SELECT ON key_slots TO "{address.door}"')


def _arrived(house: House, known: Joined, key: bytes) -> None:
    """Look at it once as every desk will. Raises Trouble when the door or the room does not open."""
    ring = keys.from_json(server.slots(known.address))
    engine = server.shared(known.address, key)
    try:
        with told(), engine.connect() as connection:
            if ring.house != house.id or connection.scalar(select(func.count()).select_from(Device)) is None:
                raise Trouble("Het huis op de server gaat niet open.", "Het huis is zoals het was. Probeer opnieuw.")
    finally:
        engine.dispose()


def _unmake(admin: str, address: Address) -> None:
    with _as_admin(admin) as connection:
        run = _runner(connection)
        run("DROP DATABASE IF EXISTS {} WITH (FORCE)", address.database)
        for role in (address.desk, address.door):
            run("DROP ROLE IF EXISTS {}", role)


# ── one more PC ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_join(house: House, file: Path) -> None:
    """The file with which another PC finds this house. It opens nothing: that takes a passphrase of a colleague.

    Raises Refusal for a house that stands on one PC, Trouble when the file cannot be written.
    """
    if not server.here(house.place):
        raise Refusal("Dit huis staat op één pc.", "Zet het eerst op een server.")
    try:
        file.write_text(server.to_json(server.joined(house.place)), "utf-8")
    except OSError as error:
        raise Trouble(f"In “{file.parent}” kan het programma niet schrijven.", "Kies een andere map.") from error


def join(place: Path, file: Path) -> None:
    """Let this PC share the house of a join file; it becomes a device of the house when somebody first signs in.

    Raises Refusal when a house stands here or the file is none, Trouble when the server does not answer.
    """
    try:
        found = server.read(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, Damage) as error:
        raise Refusal("Dit is geen aansluitbestand.", "Maak er een op een pc die al aangesloten is.") from error
    server.slots(found.address)
    prepare(place)
    _keep(place, replace(found, device=new_id()))


def _keep(place: Path, known: Joined) -> None:
    fresh = (place / SERVER).with_suffix(".new")
    fresh.write_text(server.to_json(known), "utf-8")
    fresh.replace(place / SERVER)


# ── as the keeper of the server ──────────────────────────────────────────────────────────────────────────────────────────


def _address(admin: str, database: str) -> Address:
    try:
        url = make_url(admin)
    except ArgumentError as error:
        raise Refusal("Dit is geen adres van een server.", "Typ postgresql://naam:wachtwoord@server/postgres.") from error
    host = str(url.query.get("host") or url.host or "localhost")
    port = int(str(url.query.get("port") or url.port or 5432))
    tls = str(url.query.get("sslmode") or "require")
    if tls not in ("require", "verify-ca", "verify-full"):
        raise Refusal("Over het netwerk moet alles versleuteld zijn.", "Laat sslmode weg, of kies verify-full.")
    return Address(host, port, database, f"{database}_desk", f"{database}_door", secrets.token_urlsafe(24), tls)


@contextmanager
def _as_admin(admin: str) -> Iterator["psycopg.Connection[Any]"]:
    import psycopg

    try:
        with psycopg.connect(admin, autocommit=True, connect_timeout=server.BUSY_SECONDS) as connection:
            yield connection
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refusal(
            "Deze naam mag op de server geen database maken.", "Vraag een naam die dat mag aan je informaticadienst."
        ) from error
    except psycopg.OperationalError as error:
        raise Trouble(
            "De server antwoordt niet, of weigert deze naam.", "Kijk het adres na, en of de server aan staat."
        ) from error


def _runner(connection: "psycopg.Connection[Any]") -> Any:
    from psycopg import sql

    def run(words: str, *names: str, value: str | None = None) -> None:
        parts = [sql.Identifier(name) for name in names] + ([sql.Literal(value)] if value is not None else [])
        connection.execute(sql.SQL(words).format(*parts))

    return run
