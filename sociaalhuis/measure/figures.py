"""The figures of a benchmark: medians and p95 in milliseconds, and ratios of pairs that were measured in the same run."""

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

type Times = Sequence[float]  # seconds
type Result = dict[str, Any]


def summary(times: Times) -> dict[str, float]:
    """Median, p95, least and most of a series, in milliseconds."""
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered) * 1000, 3),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] * 1000, 3),
        "min": round(ordered[0] * 1000, 3),
        "max": round(ordered[-1] * 1000, 3),
    }


def ratio(measured: Times, floor: Times) -> float:
    """Median over median: pairs of one run."""
    return round(statistics.median(measured) / statistics.median(floor), 2)


def result(name: str, floors: Mapping[str, Times], measured: Mapping[str, Times], ratios: Mapping[str, float]) -> Result:
    """The figures in the shape of every benchmark."""
    return {
        "name": name,
        "floors": {key: summary(times) for key, times in floors.items()},
        "measured": {key: summary(times) for key, times in measured.items()},
        "ratios": dict(ratios),
        "runs": {key: len(times) for key, times in {**floors, **measured}.items()},
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
    }
