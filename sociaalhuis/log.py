"""The log and the crash note: ids and places in the code only, never a name, an answer or a word of a client.

Messages in the code are constants; what is filled in passes only when it is an id, a number or a short plain slug. The text of
an exception is left out, because it may quote what somebody typed; its type and its place in the code are enough to find a
mistake.
"""

import faulthandler
import logging
import logging.handlers
import platform
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from uuid import UUID

from sociaalhuis import __version__

NAME = "sociaalhuis.log"
CRASH = "crash.txt"
MOST_LINES = 200  # of each file in a report
_MOST_READ = 60_000  # bytes
_PLAIN = re.compile(r"[a-z][a-z0-9_.:/-]{0,39}")  # begins with a letter: no phone, birth date or national number
_HIDDEN = "•"
_ID = re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b")
_FILE = re.compile(r'File "(?:[^"]*[\\/])?([^"\\/]*)"')


class OnlyIds(logging.Filter):
    """Lets a record pass with everything hidden that could say something about a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record in place; it always passes."""
        if not isinstance(record.msg, str):
            record.msg = _HIDDEN  # an exception given as message
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


class _Files(logging.handlers.RotatingFileHandler):
    """The log and the note of hard crashes beside it, let go of together."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / NAME, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        self._crash = (folder / CRASH).open("a", encoding="utf-8")
        faulthandler.enable(self._crash)

    def close(self) -> None:
        """Close both files."""
        if not self._crash.closed:
            faulthandler.disable()
            self._crash.close()
        super().close()


def start(folder: Path) -> Path:
    """Log to a rotating file in ``folder`` and note hard crashes beside it; gives the log file."""
    stop()
    folder.mkdir(parents=True, exist_ok=True)
    handler = _Files(folder)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(OnlyIds())
    root = logging.getLogger("sociaalhuis")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return folder / NAME


def stop() -> None:
    """Log nothing any more and let go of the files."""
    root = logging.getLogger("sociaalhuis")
    for handler in [known for known in root.handlers if isinstance(known, _Files)]:
        root.removeHandler(handler)
        handler.close()


def mistake(error: BaseException) -> str:
    """What a person is told of a mistake of ours: that nothing saved is lost, and the place in the code to pass on."""
    place = _places(type(error), error.__traceback__)[-1].strip()
    return (
        "Er ging iets mis in het programma zelf. Wat bewaard was, is er nog.\n"
        f"Start opnieuw. Gebeurt het weer? Geef dit door aan de beheerder: {type(error).__name__}, {place}."
    )


def note_crash(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """For ``sys.excepthook``: a mistake of ours goes to the log by its place, and the person gets a next step."""
    logging.getLogger("sociaalhuis").error("a mistake of ours", exc_info=(kind, error, where))
    if sys.stderr is not None:  # a window on Windows has no console
        sys.stderr.write(mistake(error) + "\n")


def report(folder: Path, now: datetime) -> str:
    """What a helper needs to find a mistake: this version, this system, and the end of the log; no id, name, word or folder.

    ``now`` is the time on the wall.
    """
    system = f"{platform.system()} {platform.win32_ver()[0]}".strip()
    lines = [
        f"Sociaal Huis {__version__}, Python {platform.python_version()}, {system}",
        f"{now:%Y-%m-%d %H:%M}",
    ]
    for name in (NAME, CRASH):
        found = list(_end(folder / name))
        lines += ["", f"{name}:", *(found or ["nog niets genoteerd"])]
    return "\n".join(lines) + "\n"


def _end(file: Path) -> Iterator[str]:
    """The last lines of a file, without what could lead to somebody."""
    try:
        with file.open("rb") as stream:
            stream.seek(max(0, file.stat().st_size - _MOST_READ))
            text = stream.read().decode("utf-8", "replace")
    except OSError:
        return
    for line in text.splitlines()[-MOST_LINES:]:
        yield _FILE.sub(r"File \1", _ID.sub("id", line))
