"""Make the tables of a house and bring an older file to today's form, never without a verified copy first.

Alembic is imported only when the stored revision differs from :data:`HEAD`.
"""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from sociaalhuis.db.engine import DOOR, connect, told, unlocked
from sociaalhuis.errors import Trouble

HEAD = "0026"


def revision(path: Path, key: bytes) -> str | None:
    """The revision in the file, None for a file without tables. Raises Trouble for a wrong key or a damaged file."""
    with told():
        connection = connect(path, key)
        try:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "alembic_version" not in tables:
                return None
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(found[0]) if found else None
        finally:
            connection.close()


def known_revisions() -> tuple[str, ...]:
    """The revisions that this program can read and bring forward, oldest first."""
    return tuple(sorted(p.name.split("_")[0] for p in (_scripts() / "versions").glob("[0-9]*.py")))


def upgrade(path: Path, key: bytes, today: date) -> Path | None:
    """Bring the file to HEAD; gives the verified copy that was made first, None when there was nothing to do or to copy.

    Raises Trouble for a file of a newer program, and when the result does not hold what was there before; the file then stays
    as it was.
    """
    before = revision(path, key)
    if before == HEAD:
        return None
    _refuse_newer(before)
    copied = None if before is None else _copy_first(path, key, before, today)
    _run(path, key)
    return copied


def make(path: Path, key: bytes) -> None:
    """A new file with the tables of today."""
    _run(path, key)


def upgrade_shared(engine: Engine) -> None:
    """Bring a shared house to HEAD, all of it or nothing; the other desks wait until it is done.

    Raises Trouble for a house of a newer program.
    """
    with told(), engine.connect() as connection:
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if before == HEAD:
        return
    _refuse_newer(before)
    with told(), engine.execution_options(**{DOOR: "write"}).begin() as connection, unlocked(connection):
        counted = _row_counts(connection)
        _to_head(connection)
        _prove(connection, counted)


def _refuse_newer(before: str | None) -> None:
    if before is not None and before not in known_revisions():
        raise Trouble(
            "Dit huis is gemaakt met een nieuwere versie van het programma.",
            "Werk het programma op deze pc bij en probeer opnieuw.",
        )


def _scripts() -> Path:
    return Path(__file__).parent / "migrations"


def _copy_first(path: Path, key: bytes, before: str, today: date) -> Path:
    copied = path.with_name(f"voor-omzetting-{before}-{today.isoformat()}.db")
    part = copied.with_suffix(".deel")  # half a copy never has the name of a copy
    with told():
        try:
            _copy(path, part, key)
            part.replace(copied)
        finally:
            part.unlink(missing_ok=True)
    return copied


def _copy(path: Path, to: Path, key: bytes) -> None:
    source, target = connect(path, key), connect(to, key)
    try:
        source.backup(target)
        if target.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Trouble("De kopie voor de omzetting is niet goed.", "Kijk of er plaats is op de schijf en probeer opnieuw.")
    finally:
        source.close()
        target.close()


def _run(path: Path, key: bytes) -> None:
    def creator() -> Any:
        connection = connect(path, key)
        connection.execute("PRAGMA foreign_keys = OFF")  # with keys on, altering a parent silently removes its children
        return connection

    engine = create_engine("sqlite://", creator=creator, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with told(), engine.begin() as connection:
            counted = _row_counts(connection)
            _to_head(connection)
            _prove(connection, counted)
    finally:
        engine.dispose()


def _to_head(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_scripts()))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _row_counts(connection: Connection) -> dict[str, int]:
    preparer = connection.dialect.identifier_preparer
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name: connection.execute(text(f"SELECT count(*) FROM {preparer.quote(name)}")).scalar_one() for name in names}  # noqa: S608  # own table names


def _prove(connection: Connection, counted: dict[str, int]) -> None:
    """The new form holds what the old one held; otherwise the whole transaction is taken back."""
    now = _row_counts(connection)
    lost = [name for name, number in counted.items() if name in now and now[name] != number]
    file = connection.dialect.name == "sqlite"  # a server looks after references itself
    dangling = connection.execute(text("PRAGMA foreign_key_check")).fetchall() if file else []
    if lost or dangling:
        raise Trouble(
            "De omzetting van het bestand liep niet goed. Het huis is zoals het was.",
            f"Bel de beheerder en vermeld: {', '.join(lost) or 'verwijzingen'}.",
        )
