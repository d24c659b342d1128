"""The reservekopie: one file that holds the encrypted house and what opens it, proven by opening it.

A backup is a ZIP without compression (the house is encrypted, so it does not shrink) of ``house.db``, ``keys.json`` and
``manifest.json`` with their SHA-256. It is written beside its final name and renamed only after it was opened again with the
key.
"""

import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from sociaalhuis.access import keys
from sociaalhuis.actions import SYSTEM, THE_PROGRAM, Actor
from sociaalhuis.db import migrate
from sociaalhuis.db.base import new_id
from sociaalhuis.db.engine import embedded, told
from sociaalhuis.db.place import refuse_if_bad
from sociaalhuis.db.staff import Device
from sociaalhuis.db.store import Store
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import erased, moving
from sociaalhuis.exchange.verify import faults_of, file_faults, raw
from sociaalhuis.house import DATABASE, House, only_one, open_house
from sociaalhuis.paths import SERVER

MANIFEST = "manifest.json"
POINTER = "laatste-kopie.json"  # beside the house: where the copies go, for when the house itself does not open
PREFIX = "sociaalhuis-kopie-"
_WORK = ".kopie-"
_PARTS = (DATABASE, keys.KEYS)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, TypeError)
"""What reading a ZIP that was changed or cut off may raise, beside OSError: that may also be the disk."""
_WHOLE = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", keys.KEYS, keys.SPARE, SERVER, erased.LIST)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and proven."""

    file: Path
    made: datetime
    size: int  # bytes


def make(house: House, to: Path, now: datetime) -> Backup:
    """Copy the open house to a file in ``to`` and open the copy to prove it. Raises Trouble when either does not work."""
    try:
        to.mkdir(parents=True, exist_ok=True)
        for left in to.glob(f"{_WORK}*"):  # the power went: what was copied then is encrypted, and of no use
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=to, prefix=_WORK) as folder:
            work = Path(folder)
            _copy_database(house, work / DATABASE)
            (work / keys.KEYS).write_text(keys.to_json(keys.load(house.place)), "utf-8")
            packed = pack(work, {**erased.keep(house), **_owner(house), "made": now.isoformat()})
            _prove(house, packed, work / "proef")
            final = to / f"{PREFIX}{now:%Y-%m-%d-%H%M%S}.zip"
            packed.replace(final)
    except OSError as error:
        raise Trouble(
            f"De reservekopie kan niet geschreven worden in “{to}”.", "Kijk of de map of stick er is en of er plaats is."
        ) from error
    with suppress(OSError):  # the copy is there, also when the house cannot remember it
        (house.place / POINTER).write_text(json.dumps({"folder": str(to.absolute()), **_owner(house)}), "utf-8")
    return Backup(final, now, final.stat().st_size)


def _owner(house: House) -> dict[str, str]:
    """Whose a copy is: several houses may put theirs in one folder, and one that was put back for a trial goes on beside it.

    That of a shared house is of all its desks.
    """
    if house.shared:
        return {"house": house.id.hex}
    return {"house": house.id.hex, "device": house.store.device.hex}


def _is_of(file: Path, owner: Mapping[str, str]) -> bool:
    """Whether a copy is of this owner; one of before the device was told is of its house."""
    about = _about(file)
    return about is not None and all(about.get(key, value) == value for key, value in owner.items())


def _about(file: Path) -> Mapping[str, Any] | None:
    """The manifest of a copy, None for any other file."""
    try:
        with zipfile.ZipFile(file) as archive:
            about = json.loads(archive.read(MANIFEST))
    except (OSError, *BROKEN):
        return None
    return about if isinstance(about, dict) else None


def erased_since(packed: Path, to: Path) -> frozenset[UUID]:
    """What was erased from the house of this copy, as far as is known in ``to``, from the copies beside it, and from itself."""
    lists = [erased.beside(to), *(about for file in packed.parent.glob(f"{PREFIX}*.zip") if (about := _about(file)))]
    return erased.rows(lists, str((_about(packed) or {}).get("house", "")))


def _copy_database(house: House, target: Path) -> None:
    """A whole copy under the same key while the house stays open."""
    if house.data_key is not None:
        moving.into_file(house, target, house.data_key)
        return
    with told(), raw(house) as connection:
        connection.execute("PRAGMA query_only = 0")  # VACUUM INTO writes the copy, never the house
        connection.execute("VACUUM INTO ?", (str(target),))


def pack(work: Path, about: Mapping[str, Any]) -> Path:
    """The file and the keys in ``work`` in one ZIP beside them, with what it is ``about``; its bytes are on the disk."""
    manifest = {**about, "sha256": {name: _sha256(work / name) for name in _PARTS}}
    (work / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
    packed = work / "kopie.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in (*_PARTS, MANIFEST):
            archive.write(work / name, name)
    with packed.open("rb+") as stream:
        os.fsync(stream.fileno())
    return packed


def _prove(house: House, packed: Path, folder: Path) -> None:
    """Take the copy out of its file again and read it with the key of the house: every page, every row."""
    unpack(packed, folder)
    if house.data_key is not None:
        faults = faults_of(folder / DATABASE, house.data_key)
    else:
        with told(), raw(house) as connection:
            connection.execute("ATTACH DATABASE ? AS copied", (str(folder / DATABASE),))
            try:
                faults = file_faults(connection, "copied")
            finally:
                connection.execute("DETACH DATABASE copied")
    if faults:
        raise Trouble("De reservekopie is niet goed: " + faults[0], "Maak een nieuwe kopie op een andere schijf of stick.")


def unpack(packed: Path, folder: Path) -> None:
    """Take a backup apart in ``folder``. Raises Trouble when the file is not a backup, or not whole."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(packed) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            for name in _PARTS:
                if archive.getinfo(name).compress_type != zipfile.ZIP_STORED:  # ours are never packed: this may have no end
                    raise ValueError(name)
                archive.extract(name, folder)
                if _sha256(folder / name) != manifest["sha256"][name]:
                    raise ValueError(name)
    except FileNotFoundError as error:
        raise Refusal("Deze reservekopie is er niet.", "Kijk de naam en de map na.") from error
    except (OSError, *BROKEN) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # it points outside itself; any other is of the disk
            raise
        raise Trouble("Dit is geen reservekopie, of ze is beschadigd.", "Probeer een andere reservekopie.") from error


def restore(
    packed: Path, to: Path, secret: str, now: datetime, prepare: Callable[[House], None] = lambda _house: None
) -> Path | None:
    """Put a backup back in ``to``, after opening it; gives the folder where a house that stood there was set aside, else None.

    The house goes on as a new device, so that its journal never forks from one that is still in use elsewhere. ``prepare`` is
    done with it before it stands there: the program acts, in the name of whose passphrase it is. Raises Refusal for a wrong
    passphrase or a bad place, Trouble for a damaged backup or a full disk; what stood in ``to`` is then untouched.
    """
    refuse_if_bad(to)
    try:
        to.mkdir(parents=True, exist_ok=True)
        return _restored(packed, to, secret, now, prepare)
    except OSError as error:
        raise Trouble(
            "De kopie kan niet gelezen worden, of hier niet geschreven.",
            "Kijk of de stick er nog is, en of er plaats is op de schijf.",
        ) from error


def _restored(packed: Path, to: Path, secret: str, now: datetime, prepare: Callable[[House], None]) -> Path | None:
    with tempfile.TemporaryDirectory(dir=to, prefix=".herstel-") as name:
        work = Path(name)
        unpack(packed, work)
        opened = keys.from_json((work / keys.KEYS).read_text("utf-8")).open(secret)
        _renew_device(work / DATABASE, opened.key, now)
        house = open_house(work, opened.key, Actor(opened.user, SYSTEM), lambda: now)
        try:
            prepare(house)
            erased.keep(house)
        finally:
            house.close()
        with only_one(to):
            aside = _set_aside(to, now)
            for part in (*_PARTS, *[erased.LIST] * (work / erased.LIST).exists()):
                (work / part).replace(to / part)
    keys.load(to)  # writes the spare
    return aside


def _renew_device(database: Path, key: bytes, now: datetime) -> None:
    faults = faults_of(database, key)
    if faults:
        raise Trouble("De reservekopie is beschadigd: " + faults[0], "Probeer een andere reservekopie.")
    migrate.upgrade(database, key, now.date())
    device = new_id()
    store = Store(embedded(database, key), device, lambda: now)
    try:
        with store.write(THE_PROGRAM, "house.restore") as session:
            newest = session.scalar(select(func.max(Device.since)))  # a clock that was set back makes no older device
            since = now if newest is None else max(now, newest + timedelta(microseconds=1))
            session.add(Device(id=device, label="na terugzetten", since=since))
    finally:
        store.close()


def _set_aside(to: Path, now: datetime) -> Path | None:
    """Everything that is left of the house that stands here, also when half of it is gone; nothing is ever removed."""
    left = [name for name in _WHOLE if (to / name).exists()]
    if not left:
        return None
    aside = to / f"voor-herstel-{now:%Y-%m-%d-%H%M%S}"
    aside.mkdir()
    for name in left:
        (to / name).replace(aside / name)
    return aside


def daily(house: House, now: datetime) -> Backup | None:
    """The backup of the day in the second place of the settings, when there is none yet; older ones beyond the number kept go.

    None when no second place is set or today's is there. Raises Trouble when the place is not there: the desk must know.
    """
    if not house.text("backup.place"):
        return None
    place = Path(house.text("backup.place"))
    owner = _owner(house)
    if any(_is_of(file, owner) for file in place.glob(f"{PREFIX}{now:%Y-%m-%d}-*.zip")):
        return None
    if not place.is_dir():
        raise Trouble(
            f"De map voor de reservekopie is er niet: “{place}”.", "Steek de stick in, of kies een andere map bij Instellingen."
        )
    made = make(house, place, now)
    ours = [file for file in sorted(place.glob(f"{PREFIX}*.zip")) if _is_of(file, owner)]
    for old in ours[: -house.number("backup.keep")]:
        with suppress(OSError):  # another program holds it: tomorrow again
            old.unlink()
    return made


def latest(house: House, place: Path) -> Backup | None:
    """The newest backup of this house in a folder, by the moment (UTC) in its name; None when there is none, or no folder."""
    return _latest(place, _owner(house))


def _latest(place: Path, owner: Mapping[str, str]) -> Backup | None:
    newest_first = sorted(place.glob(f"{PREFIX}*.zip"), reverse=True)
    return next((made for file in newest_first if (made := of_file(file)) and _is_of(file, owner)), None)


def of_file(file: Path) -> Backup | None:
    """The backup in a file, by the moment in its name; None when it is not one of ours, or just gone."""
    try:
        made = datetime.strptime(file.stem.removeprefix(PREFIX), "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
        return Backup(file, made, file.stat().st_size)
    except (ValueError, OSError):
        return None


def newest_known(place: Path) -> Backup | None:
    """The newest backup of the house in ``place`` as far as can be known without opening it."""
    try:
        told = json.loads((place / POINTER).read_text("utf-8"))
        return _latest(Path(told.pop("folder")), told)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
