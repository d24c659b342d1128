"""What a worker feels at the keys: echo, lists, screens, stalls and memory, on the large demo and in a process of its own.

The floor is a bare Qt window with one field, typed in by the same hand. The window stands above this floor, so it is started,
not imported (ui/frame/morning.py presses the keys).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sociaalhuis.measure.bench_start import PASSWORD, WORKER, demo
from sociaalhuis.measure.figures import Result, ratio, result


def run(size: str = "large") -> Result:
    """One morning in keys. Beside the times: ``memory_mb`` and ``longest_stalls_ms``, each stall with the key it followed."""
    with tempfile.TemporaryDirectory() as made:
        demo(Path(made), size)
        place = str(Path(made) / "huis")
        floor, here = _morning(place, "empty"), _morning(place)
    times = here["times"]
    figures = result(
        "ui", {"bare_echo": floor["times"]["echo"]}, times, {"echo/bare_echo": ratio(times["echo"], floor["times"]["echo"])}
    )
    figures["memory_mb"] = {"bare": round(floor["memory"]), "window": round(here["memory"])}
    figures["longest_stalls_ms"] = [[round(gap * 1000, 1), step] for gap, step in here["stalls"]]
    return figures


def _morning(place: str, *rest: str) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603  # this same Python
        [sys.executable, "-m", "sociaalhuis.ui.frame.morning", place, WORKER, PASSWORD, *rest],
        check=True, capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told
