"""How this person likes the window on this PC: light or dark, and how large the text is.

It holds before a house opens (the lock screen must be legible too) and says nothing of a client, so it is a small plain file in
the profile of the person and not a setting of the house, which several people share. A file that cannot be read is no reason to
stop: the defaults hold then.
"""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths

from sociaalhuis.errors import Trouble

SCHEMES = {"system": "zoals de pc", "light": "licht", "dark": "donker"}
SCALES = (100, 110, 125, 150, 175, 200)  # percent


class Mine(NamedTuple):
    """``scheme`` is a key of SCHEMES, ``percent`` one of SCALES."""

    scheme: str = "system"
    percent: int = 100

    @property
    def scale(self) -> float:
        """The text size as a factor."""
        return self.percent / 100


def file() -> Path:
    """Where it is kept."""
    settings = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(settings) / "sociaalhuis" / "venster.json"


def load() -> Mine:
    """What was kept, else the defaults; never an error."""
    try:
        words = file().read_text("utf-8")
        import json  # only when there is something to read: the lock screen does not wait for it

        kept = json.loads(words)
        scheme, percent = kept["scheme"], kept["percent"]
    except (OSError, ValueError, KeyError, TypeError):
        return Mine()
    return Mine(scheme if scheme in SCHEMES else "system", percent if percent in SCALES else 100)


def keep(mine: Mine) -> None:
    """Keep it for the next start. Raises Trouble when it cannot be written."""
    import json

    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        file().write_text(json.dumps(mine._asdict()), "utf-8")
    except OSError as error:
        raise Trouble("Deze keuze kan niet bewaard worden.", "Ze geldt tot je het programma sluit.") from error
