"""The file that goes along on a zitdag and the one that comes back: each a small house of its own, in the form of a backup.

A parcel is made like a backup: an encrypted ``house.db`` with ``keys.json`` and a manifest in one ZIP, proven by opening it
again. It has a data key of its own, never that of the house; the passphrase of whoever goes opens it. What goes in is not
decided here.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from sociaalhuis.access import keys
from sociaalhuis.db import migrate
from sociaalhuis.db.engine import connect, embedded, told
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import backup
from sociaalhuis.exchange.verify import faults_of, raw
from sociaalhuis.house import DATABASE, House

SUFFIX = ".zitdag"
_WORK = ".zitdag-"
OUT, HOME = "heen", "terug"  # which way it goes


@dataclass(frozen=True, slots=True)
class About:
    """What a parcel says of itself without being opened: no client, no worker. ``words`` is its place and day."""

    way: str
    outing: UUID
    words: str
    made: datetime


def write(file: Path, about: About, ring: keys.Keyring, key: bytes, fill: Callable[[Path], None]) -> None:
    """Make a parcel: ``fill`` writes the database at the path it gets. Only a proven file gets the name ``file``.

    Raises Trouble when it cannot be written there, or does not open again; what stood there is then untouched.
    """
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=_WORK) as folder:
            work = Path(folder)
            fill(work / DATABASE)
            (work / keys.KEYS).write_text(keys.to_json(ring), "utf-8")
            words = {"zitdag": about.way, "outing": about.outing.hex, "words": about.words, "made": about.made.isoformat()}
            packed = backup.pack(work, words)
            backup.unpack(packed, work / "proef")
            prove(work / "proef" / DATABASE, key)
            packed.replace(file)
    except OSError as error:
        raise Trouble(
            f"Het pakket kan niet geschreven worden in “{file.parent}”.", "Kijk of de map of stick er is en of er plaats is."
        ) from error


def about(file: Path) -> About:
    """What a file says it is. Raises Refusal when it is not there or is no parcel."""
    try:
        with zipfile.ZipFile(file) as archive:
            found = json.loads(archive.read(backup.MANIFEST))
        return About(found["zitdag"], UUID(found["outing"]), str(found["words"]), datetime.fromisoformat(found["made"]))
    except FileNotFoundError as error:
        raise Refusal("Dit pakket is er niet.", "Steek de stick in en kijk de naam na.") from error
    except (OSError, *backup.BROKEN) as error:
        raise Refusal("Dit is geen zitdagpakket, of het is beschadigd.", "Kies een ander bestand.") from error


@contextmanager
def unpacked(file: Path, beside: Path) -> Iterator[Path]:
    """The parts of a parcel in a folder of its own inside ``beside``, for as long as the block runs."""
    for left in beside.glob(f"{_WORK}*"):  # the power went: what was unpacked then is encrypted, and of no use
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=_WORK) as folder:
        work = Path(folder) / "pakket"
        backup.unpack(file, work)
        yield work


def opened_by(work: Path, secret: str) -> bytes:
    """The data key of an unpacked parcel, by the passphrase of who went. Raises Refusal when it does not open."""
    return keys.from_json((work / keys.KEYS).read_text("utf-8")).open(secret).key


@contextmanager
def reading(work: Path, key: bytes) -> Iterator[Engine]:
    """The database of an unpacked parcel, to read. Raises Trouble when it is damaged, or of another version of the program."""
    prove(work / DATABASE, key)
    if migrate.revision(work / DATABASE, key) != migrate.HEAD:
        raise Trouble(
            "Dit pakket is van een andere versie van het programma.",
            "Zet op beide computers dezelfde versie. Sluit de zitdag daarna opnieuw af.",
        )
    engine = embedded(work / DATABASE, key)
    try:
        yield engine
    finally:
        engine.dispose()


def prove(database: Path, key: bytes) -> None:
    """Read every page. Raises Trouble when something is wrong."""
    faults = faults_of(database, key)
    if faults:
        raise Trouble("Het pakket is niet goed: " + faults[0], "Maak het opnieuw, op een andere schijf of stick.")


def same_form(house: House, target: Path, key: bytes) -> None:
    """An empty database with the tables of this house: what goes into it has the same form, column for column."""
    if house.shared:
        migrate.make(target, key)
        return
    with told(), raw(house) as source:
        made = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")]
    with told():
        connection = connect(target, key)
        try:
            connection.execute("BEGIN")
            for sql in made:
                connection.execute(sql)
            connection.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (migrate.HEAD,))
            connection.execute("COMMIT")
        finally:
            connection.close()


def copy_rows(source: Path, target: Path, key: bytes, wanted: Mapping[str, list[str]]) -> None:
    """Copy these rows (table → hexadecimal ids; journal → devices) of one database into an empty one with the same key.

    What they refer to need not come along: the receiver has it.
    """
    with told():
        connection = connect(source, key)
        try:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("ATTACH DATABASE ? AS parcel KEY ?", (str(target), f"x'{key.hex()}'"))
            connection.execute("BEGIN")
            for table, ids in wanted.items():
                column = "device" if table == "journal" else "id"
                marks = ",".join("?" * len(ids))
                connection.execute(
                    f'INSERT INTO parcel."{table}" SELECT * FROM main."{table}" WHERE {column} IN ({marks})',  # noqa: S608  # own names
                    ids,
                )
            connection.execute("COMMIT")
        finally:
            connection.close()
