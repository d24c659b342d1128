"""Benchmarks: each figure beside its floor, measured in the same run, so that a slow machine changes both.

``run(name)`` gives ``{"name", "floors", "measured", "ratios", "runs", "machine"}``; times in milliseconds, as median and p95.
"""

import os
import platform
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

type Times = Sequence[float]  # seconds
type Result = dict[str, Any]


def run(name: str) -> Result:
    """One benchmark by name: suggest, slip, store or start. KeyError for another name."""
    from sociaalhuis.measure import bench_slip, bench_start, bench_store, bench_suggest

    benches: Mapping[str, Callable[[], Result]] = {
        "suggest": bench_suggest.run,
        "slip": bench_slip.run,
        "store": bench_store.run,
        "start": bench_start.run,
    }
    return benches[name]()


def summary(times: Times) -> dict[str, float]:
    """Median, p95 and least of a series, in milliseconds."""
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered) * 1000, 3),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] * 1000, 3),
        "min": round(ordered[0] * 1000, 3),
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
