"""What a worker feels at the keys: echo, lists, screens, stalls and memory, on the large demo and in a process of its own.

The floor is a bare Qt window with one field, typed in by the same hand.
"""

import tempfile
from pathlib import Path

from sociaalhuis.measure import started
from sociaalhuis.measure.figures import Result, ratio, result


def run(size: str = "large") -> Result:
    """One morning in keys. Beside the times: ``memory_mb`` and ``longest_stalls_ms``, each stall with the key it followed."""
    with tempfile.TemporaryDirectory() as made:
        started.demo(Path(made), size)
        place = Path(made) / "huis"
        floor, here = started.morning(place, "empty"), started.morning(place)
    times = here["times"]
    figures = result(
        "ui", {"bare_echo": floor["times"]["echo"]}, times, {"echo/bare_echo": ratio(times["echo"], floor["times"]["echo"])}
    )
    figures["memory_mb"] = {"bare": round(floor["memory"]), "window": round(here["memory"])}
    figures["longest_stalls_ms"] = [[round(gap * 1000, 1), step] for gap, step in here["stalls"]]
    return figures
