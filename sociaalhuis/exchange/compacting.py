"""After erasing: nothing of it stays in the file itself, nor in the old copies that the program made beside it."""

from contextlib import suppress
from pathlib import Path

from sociaalhuis.db.engine import told
from sociaalhuis.errors import Trouble
from sociaalhuis.exchange.verify import raw
from sociaalhuis.house import House

BEFORE_A_NEW_FORMAT = "voor-omzetting-*.db"  # sociaalhuis.db.migrate
SET_ASIDE = "voor-herstel-*"  # sociaalhuis.exchange.backup
BEFORE_A_SERVER = "voor-server-*"  # sociaalhuis.exchange.moving


def compact(house: House) -> bool:
    """Write the file anew without its empty places and empty the journal of SQLite; False when somebody is reading just now."""
    try:
        if house.shared:
            return _compact_shared(house)
        with told(), raw(house) as connection:
            connection.execute("PRAGMA query_only = 0")
            connection.execute("VACUUM")
            busy, _pages, _done = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except Trouble:
        return False


def _compact_shared(house: House) -> bool:
    """Every table anew on the server; what its own copies and logs still hold is for who keeps the server."""
    with told(), raw(house) as connection:
        connection.rollback()
        connection.autocommit = True
        try:
            connection.execute("SET lock_timeout = '5s'")
            connection.execute("VACUUM FULL")
        finally:
            connection.execute("RESET lock_timeout")
            connection.autocommit = False
    return True


def drop_old_copies(place: Path) -> tuple[str, ...]:
    """Remove the copies from before a new format, and name what only a person may remove: houses that were set aside."""
    for old in place.glob(BEFORE_A_NEW_FORMAT):
        with suppress(OSError):
            old.unlink()
    left = (BEFORE_A_NEW_FORMAT, SET_ASIDE, BEFORE_A_SERVER)
    return tuple(sorted(old.name for pattern in left for old in place.glob(pattern)))
