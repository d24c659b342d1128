"""What a cold start costs: the whole headless demo against a process that imports the same libraries and opens the file."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sociaalhuis.measure.bench import Result, ratio, result

RUNS = 5
_FLOOR = """
import sys
import alembic.command, argon2, bidi.algorithm, cryptography.hazmat.primitives.ciphers.aead, filelock, holidays, orjson
import reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts, segno, sqlalchemy.orm, stdnum, tantivy, uharfbuzz
import rapidfuzz, yaml
import sqlcipher3.dbapi2 as sqlcipher
connection = sqlcipher.connect(sys.argv[1])
connection.execute("PRAGMA key = \\"x'" + "00" * 32 + "'\\"")
connection.execute("CREATE TABLE IF NOT EXISTS proof (x)")
connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
"""


def run(runs: int = RUNS) -> Result:
    """Start both processes ``runs`` times in turn, each in an empty folder."""
    times: dict[str, list[float]] = {"imports_and_open": [], "demo_headless": []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            times["imports_and_open"].append(_timed(["-c", _FLOOR, str(folder / "floor.db")]))
            times["demo_headless"].append(_timed(["-m", "sociaalhuis", "demo", "--headless", "--out", str(folder / "demo")]))
            if not (folder / "demo" / "slip.pdf").exists():
                raise RuntimeError("the demo made no slip")
    ratios = {"demo_headless/imports_and_open": ratio(times["demo_headless"], times["imports_and_open"])}
    floors = {"imports_and_open": times["imports_and_open"]}
    return result("start", floors, {"demo_headless": times["demo_headless"]}, ratios)


def _timed(arguments: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603  # this same Python
    return time.perf_counter() - started
