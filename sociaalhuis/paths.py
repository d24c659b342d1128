"""Where things lie: the resources that ship with the program and the default place of a house."""

import functools
import os
import sys
from pathlib import Path

HOUSE_VARIABLE = "SOCIAALHUIS_HOUSE"
SERVER = "server.json"
HOUSE_FILES = ("house.db", "keys.json", SERVER)


@functools.cache
def _resources() -> Path:
    package = Path(__file__).resolve().parent
    shipped = package / "resources"  # in an installed wheel
    return shipped if shipped.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file that ships with the program, e.g. ``resource("vocab", "life_domains.json")``."""
    return _resources().joinpath(*parts)


def default_house() -> Path:
    """Where a house stands when nobody says otherwise: SOCIAALHUIS_HOUSE, else one folder for this PC.

    On Windows that is ProgramData and not a profile: profiles roam, and a file that roams gets damaged.
    """
    named = os.environ.get(HOUSE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs  # only here: the lock screen does not wait for it

    if sys.platform == "win32":
        return Path(platformdirs.site_data_dir("SociaalHuis", appauthor=False))
    return Path(platformdirs.user_data_dir("sociaalhuis"))


def has_house(place: Path) -> bool:
    """Whether something of a house lies here: a new one must not be made over it. Imports nothing to know it."""
    return any((place / name).exists() for name in HOUSE_FILES)
