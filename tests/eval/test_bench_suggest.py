"""The benchmark of suggestions, in small: its shape, and that the made catalogue is the same every time."""

import subprocess
import sys

from sociaalhuis.catalogue import starter
from sociaalhuis.measure import bench_suggest

MOST_MEMORY = 120  # MB
_LOADED = """
import psutil
import PySide6.QtWidgets, sociaalhuis.ui.day.today  # what the window has anyway
before = psutil.Process().memory_info().rss
from sociaalhuis.catalogue import crisis, engine, needs, starter
made = engine.Engine(starter.services().values())
needs.read("de huur is te hoog"), crisis.read("ik ben bang")
print((psutil.Process().memory_info().rss - before) / 2**20)
"""


def test_index_and_models_take_little_memory() -> None:
    ran = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert 30 < float(ran.stdout) <= MOST_MEMORY


def test_the_shape_of_a_benchmark() -> None:
    figures = bench_suggest.run(size=600, seed=1)
    assert list(figures) == ["name", "floors", "measured", "ratios", "runs", "machine"]
    assert figures["name"] == "suggest"
    assert figures["floors"].keys() == {"tantivy_top20", "fts5_top20"}
    assert figures["ratios"].keys() == {"suggest/tantivy_top20", "suggest/fts5_top20"}
    assert figures["measured"]["suggest"]["p95"] >= figures["measured"]["suggest"]["median"] > 0
    asked = bench_suggest.ROUNDS * len(bench_suggest.QUESTIONS)
    assert figures["runs"] == {"tantivy_top20": asked, "fts5_top20": asked, "suggest": asked, "build": 1}


def test_the_same_seed_makes_the_same_catalogue() -> None:
    made = bench_suggest.made(1000, seed=3)
    assert made == bench_suggest.made(1000, seed=3) != bench_suggest.made(1000, seed=4)
    assert len(made) == len({one.id for one in made}) == 1000
    assert made[: len(starter.services())] == list(starter.services().values())
