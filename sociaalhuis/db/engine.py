"""The engine under the house: an SQLCipher file opened with a raw key, and what its errors mean to a person.

The key never stands in a URL. Every connection refuses writing unless the door (store.py) has opened it for a transaction.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sociaalhuis.errors import Damage, Told, Trouble

BUSY_SECONDS = 5
DOOR = "door"  # execution option of an engine: "write" begins at once and may flush, anything else only reads
_READS = re.compile(r"\s*(SELECT|VALUES|EXPLAIN|WITH|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.IGNORECASE)
_CHANGES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE\s+INTO|DROP|ALTER|CREATE|ATTACH|VACUUM)\b", re.IGNORECASE)
_PRAGMA = re.compile(r"\s*PRAGMA\s+(?:\w+\s*\.\s*)?(\w+)", re.IGNORECASE)
_TELLING = frozenset(
    [
        "table_info",
        "table_xinfo",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
        "foreign_key_check",
        "quick_check",
    ]
)
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")


def connect(path: Path, key: bytes) -> Any:
    """A raw connection to the encrypted file, in autocommit mode. Raises nothing for a wrong key: the first read does."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        "cipher_log_level = NONE",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def embedded(path: Path, key: bytes) -> Engine:
    """An engine on the encrypted file ``path`` with the 32-byte ``key``: WAL, full sync, foreign keys on, guarded."""

    def creator() -> Any:
        connection = connect(path, key)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=creator,
        poolclass=QueuePool,
        hide_parameters=True,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=_from_json,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", guard)
    return engine


def _from_json(stored: str | float) -> Any:
    """JSON read back; SQLite hands a bare number over as a number."""
    return orjson.loads(stored) if isinstance(stored, str) else stored


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(DOOR) == "write"
    with unlocked(connection):
        connection.exec_driver_sql(f"PRAGMA query_only = {0 if writes else 1}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def unlocked(connection: Connection) -> Iterator[None]:
    """Open the door of this connection while the store itself writes."""
    connection.info[DOOR] = "open"
    try:
        yield
    finally:
        connection.info[DOOR] = "shut"


def guard(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    """Nothing but the store writes: every other statement must be a reading one."""
    if connection.info.get(DOOR, "shut") == "open":
        return
    bare = _QUOTED.sub("''", statement)
    if not _READS.match(bare) or _sets_pragma(bare) or _CHANGES.search(bare):
        raise PermissionError("only the store writes, and only through its door: " + statement[:60])


def _sets_pragma(bare: str) -> bool:
    """Whether a PRAGMA could change something: with ``=``, or with an argument in parentheses unless it only tells."""
    if not bare.lstrip().upper().startswith("PRAGMA"):
        return False
    name = _PRAGMA.match(bare)
    return name is None or "=" in bare or ("(" in bare and name[1].lower() not in _TELLING)


_DAMAGE = frozenset({"file is not a database", "malformed", "hmac"})
_GONE = (
    "De server van het huis antwoordt niet. Wat eerder bewaard was, is er nog.",
    "Kijk na of deze pc op het netwerk is, of bel je informaticadienst.",
)
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("file is not a database", "Het bestand van het huis gaat niet open met deze sleutel, of het is beschadigd.",
     "Zet de laatste reservekopie terug met “restore”."),
    ("malformed", "Het bestand van het huis is beschadigd.", "Zet de laatste reservekopie terug met “restore”."),
    ("hmac", "Het bestand van het huis is beschadigd.", "Zet de laatste reservekopie terug met “restore”."),
    ("disk is full", "De schijf is vol. Wat eerder bewaard was, is er nog.", "Maak plaats vrij en probeer opnieuw."),
    ("readonly database", "Het huis kan hier niet schrijven.", "Kijk na of de map en de schijf niet alleen-lezen zijn."),
    ("unable to open", "Het bestand van het huis kan niet geopend worden.", "Kijk na of de map bestaat en of je erbij kan."),
    ("database is locked", "Een ander programma houdt het huis bezet.", "Sluit het andere programma en probeer opnieuw."),
    ("lock timeout", "Een collega bewaart net iets groots. Wat jij typte, staat er nog.", "Probeer opnieuw."),
    ("disk i/o", "De schijf antwoordt niet goed. Wat eerder bewaard was, is er nog.",
     "Kijk de schijf na en zet zo nodig de laatste reservekopie terug."),
)  # fmt: skip


def meaning(error: BaseException) -> Told | None:
    """What an error of the database means to a person; None when it is a mistake of ours."""
    if _fell_away(error):
        return Trouble(*_GONE)
    words = str(error).lower()
    for sign, what, now in _MEANINGS:
        if sign in words:
            return (Damage if sign in _DAMAGE else Trouble)(what, now)
    return None


def _fell_away(error: BaseException) -> bool:
    """Whether it is the way to a server: then there is no code of SQL, or one of class 08 or 57P (it stops, it starts).

    The words are no guide: they differ with TLS, with the system, and with where the network broke.
    """
    psycopg = sys.modules.get("psycopg")  # a house in a file never loads it
    if psycopg is None or not isinstance(error, psycopg.OperationalError):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))


@contextmanager
def told() -> Iterator[None]:
    """Turn the errors of the disk and the file into Trouble; let mistakes of ours through."""
    try:
        yield
    except DBAPIError as error:
        trouble = meaning(error.orig or error)
        if trouble is None:
            raise
        raise trouble from error
    except sqlcipher.Error as error:
        trouble = meaning(error)
        if trouble is None:
            raise
        raise trouble from error
