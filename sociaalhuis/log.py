"""The log and the crash note: ids and places in the code only, never a name, an answer or a word of a client.

Messages in the code are constants; what is filled in passes only when it is an id, a number or a short plain slug. The text of
an exception is left out, because it may quote what somebody typed; its type and its place in the code are enough to find a
mistake.
"""

import faulthandler
import logging
import logging.handlers
import re
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from uuid import UUID

NAME = "sociaalhuis.log"
CRASH = "crash.txt"
_PLAIN = re.compile(r"[a-z0-9_.:/-]{1,40}")
_HIDDEN = "•"


class OnlyIds(logging.Filter):
    """Lets a record pass with everything hidden that could say something about a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record in place; it always passes."""
        if isinstance(record.args, Mapping):
            record.args = {key: _shown(value) for key, value in record.args.items()}
        elif record.args:
            record.args = tuple(_shown(value) for value in record.args)
        if record.exc_info:
            record.exc_text = "".join(_places(record.exc_info[0], record.exc_info[2]))
            record.exc_info = None
        return True


def _shown(value: object) -> object:
    if isinstance(value, bool | int | float | UUID):
        return value
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else _HIDDEN


def _places(kind: type[BaseException] | None, where: TracebackType | None) -> list[str]:
    frames = [f"  {Path(f.filename).name}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(where)]
    return [f"{kind.__name__ if kind else 'error'}\n", *frames]


def start(folder: Path) -> Path:
    """Log to a rotating file in ``folder`` and note hard crashes beside it; gives the log file."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(folder / NAME, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(OnlyIds())
    root = logging.getLogger("sociaalhuis")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable((folder / CRASH).open("a", encoding="utf-8"))
    return folder / NAME


def note_crash(kind: type[BaseException], _error: BaseException, where: TracebackType | None) -> None:
    """For ``sys.excepthook``: a mistake of ours goes to the log by its place, and the person gets a next step."""
    logging.getLogger("sociaalhuis").error("a mistake of ours: %s", kind.__name__.lower(), exc_info=(kind, _error, where))
    sys.stderr.write(
        "Er ging iets mis in het programma zelf. Wat bewaard was, is er nog.\n"
        "Start opnieuw. Gebeurt het weer? Geef het bestand sociaalhuis.log aan de beheerder; er staan geen namen in.\n"
    )
