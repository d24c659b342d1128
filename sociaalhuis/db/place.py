"""Where a house may stand: on a disk of this PC, never where another program moves or locks files behind its back."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath, PureWindowsPath

from sociaalhuis.errors import Refusal

_NETWORK_TYPES = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "sshfs", "davfs", "davfs2", "9p", "afs", "glusterfs",
        "rclone", "gvfsd-fuse", "onedriver",
    }
)  # fmt: skip
_SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|icloud ?drive|icloud|nextcloud|owncloud|synologydrive|my drive|mijn drive)(?![a-z])"
)  # a word of its own: “OneDrive - OCMW” is one, “OneDriver” is not
_INSTEAD = "Kies een gewone map op deze pc. Werken er meer pc's samen? Zet het huis dan op een server."


def refuse_bad_place(place: PurePath, environment: Mapping[str, str], filesystem: str | None) -> None:
    """Raise Refusal with the reason when a house must not stand here; ``filesystem`` is the type of its disk if known."""
    if (filesystem or "").removeprefix("fuse.") in _NETWORK_TYPES or str(place).startswith(("\\\\", "//")):
        raise Refusal(
            "Deze map staat op het netwerk. Een huis kan daar beschadigd raken als er twee tegelijk schrijven.", _INSTEAD
        )
    synced = [type(place)(value) for name, value in environment.items() if name.lower().startswith("onedrive") and value]
    if any(_SYNCED.match(part.lower()) for part in place.parts) or any(_inside(place, folder) for folder in synced):
        raise Refusal(
            "Deze map wordt gesynchroniseerd (OneDrive of iets gelijkaardigs). Dat programma kan het bestand half kopiëren.",
            _INSTEAD,
        )
    roaming = environment.get("APPDATA")
    if roaming and _inside(place, type(place)(roaming)):
        raise Refusal("Deze map zit in een profiel dat meereist naar andere pc's. Het bestand kan zo verloren gaan.", _INSTEAD)


def _inside(place: PurePath, folder: PurePath) -> bool:
    def low(path: PurePath) -> tuple[str, ...]:
        return tuple(part.lower() for part in path.parts) if isinstance(path, PureWindowsPath) else path.parts

    return low(place)[: len(folder.parts)] == low(folder)


def filesystem_of(place: Path) -> str | None:
    """The type of the disk that holds ``place`` as the system names it; on Windows "nfs" for any network drive."""
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return "nfs" if ctypes.windll.kernel32.GetDriveTypeW(place.resolve().anchor) == remote else "local"
    best, kind = "", None
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    target = str(place.resolve())
    for line in lines:
        _, mount, found, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        if (target == mount or target.startswith(mount.rstrip("/") + "/")) and len(mount) >= len(best):
            best, kind = mount, found
    return kind


def refuse_if_bad(place: Path) -> None:
    """:func:`refuse_bad_place` for this machine as it is, by the name that was given and by where it leads."""
    for name in (place.absolute(), place.resolve()):
        refuse_bad_place(name, os.environ, filesystem_of(place))
