"""Processes of the program that a benchmark starts, as a user does: the demo town, the window, and scripts that stop a clock.

The window stands above this floor, so it is started and not imported.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WORKER, PASSWORD = "An P.", "een oefenzin om te meten"
_MORNING = "sociaalhuis.ui.frame.morning"


def run(arguments: Sequence[str]) -> str:
    """What this Python prints with these arguments, without a screen; with its bytecode kept, as on a PC in use.

    Raises CalledProcessError when it fails.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SOCIAALHUIS_PASSWORD": PASSWORD}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(  # noqa: S603  # this same Python
        [sys.executable, *arguments], check=True, capture_output=True, text=True, env=environment
    ).stdout


def timed(arguments: Sequence[str]) -> float:
    """The seconds that it takes."""
    begun = time.perf_counter()
    run(arguments)
    return time.perf_counter() - begun


def demo(out: Path, size: str = "large") -> float:
    """Run the headless demo; seconds. Raises RuntimeError when no slip came of it."""
    taken = timed(["-m", "sociaalhuis", "demo", "--headless", "--size", size, "--out", str(out)])
    if not (out / "slip.pdf").exists():
        raise RuntimeError("the demo made no slip")
    return taken


def morning(place: Path, *what: str) -> dict[str, Any]:
    """What a hand at the keys measured in the real window on this house (see :mod:`sociaalhuis.ui.frame.morning`)."""
    told: dict[str, Any] = json.loads(run(["-m", _MORNING, str(place), WORKER, PASSWORD, *what]))
    return told
