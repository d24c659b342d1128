"""Benchmarks by name: each figure beside its floor, measured in the same run, so that a slow machine changes both.

A result is ``{"name", "floors", "measured", "ratios", "runs", "machine"}``; times in milliseconds, as median, p95 and least.
"""

from collections.abc import Callable, Mapping

from sociaalhuis.measure import (
    bench_agenda,
    bench_board,
    bench_import,
    bench_rights,
    bench_scan,
    bench_search,
    bench_slip,
    bench_start,
    bench_store,
    bench_suggest,
    bench_ui,
)
from sociaalhuis.measure.figures import Result

BENCHES: Mapping[str, Callable[[], Result]] = {
    "suggest": bench_suggest.run,
    "rights": bench_rights.run,
    "scan": bench_scan.run,
    "slip": bench_slip.run,
    "store": bench_store.run,
    "start": bench_start.run,
    "ui": bench_ui.run,
    "board": bench_board.run,
    "import": bench_import.run,
    "search": bench_search.run,
    "agenda": bench_agenda.run,
}


def run(name: str) -> Result:
    """One benchmark by name. KeyError for another name."""
    return BENCHES[name]()
