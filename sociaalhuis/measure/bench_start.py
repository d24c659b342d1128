"""What starting costs: the headless demo, the lock screen and the way from password to Today, each against its floor."""

import tempfile
from pathlib import Path

from sociaalhuis.measure import started
from sociaalhuis.measure.figures import Result, ratio, result
from sociaalhuis.measure.started import PASSWORD, WORKER

RUNS = 5
_IMPORTS = """
import sys
import alembic.command, argon2, bidi.algorithm, cryptography.hazmat.primitives.ciphers.aead, filelock, orjson
import reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts, segno, sqlalchemy.orm, stdnum, tantivy, uharfbuzz
import rapidfuzz, yaml
import sqlcipher3.dbapi2 as sqlcipher
connection = sqlcipher.connect(sys.argv[1])
connection.execute("PRAGMA key = \\"x'" + "00" * 32 + "'\\"")
connection.execute("CREATE TABLE IF NOT EXISTS proof (x)")
connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
"""
_EMPTY_WINDOW = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
"""
_LOCK_SCREEN = """
import sys
from pathlib import Path
from sociaalhuis.ui import look, mine
from sociaalhuis.ui.frame.window import Window
application = look.application()
liked = mine.load()
look.apply(application, liked.scheme, liked.scale)
window = Window(Path(sys.argv[1]))
window.resize(1366, 768)
window.show()
application.processEvents()
"""
_AND_NO_MORE = """
import os
os._exit(0)  # it stands: what is made ready behind it, and the end of the process, are not what one waits for
"""
_UNLOCK = (
    _LOCK_SCREEN
    + """
import time
until = time.monotonic() + 2  # the password is being typed
while time.monotonic() < until:
    application.processEvents()
    time.sleep(0.01)
begun = time.perf_counter()
window.centralWidget().entered.emit(sys.argv[2], sys.argv[3])
while window.bench is None or window.bench.here is None or not window.bench.here.loaded:
    application.processEvents()
    time.sleep(0.001)
application.processEvents()
print(time.perf_counter() - begun)
window.close()
"""
)


def run(runs: int = RUNS) -> Result:
    """Start every process ``runs`` times in turn; the unlocking on the large demo, with the key cost of a real house."""
    names = ("imports_and_open", "demo_headless", "empty_window", "lock_screen", "unlock_large")
    times: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as made:
        started.demo(Path(made))
        large = str(Path(made) / "huis")
        for script in (_EMPTY_WINDOW, _UNLOCK):  # once before, so that the bytecode is there as on a PC in use
            started.run(["-c", script, large, WORKER, PASSWORD])
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                times["imports_and_open"].append(started.timed(["-c", _IMPORTS, str(folder / "floor.db")]))
                times["demo_headless"].append(started.demo(folder / "demo", "small"))
            times["empty_window"].append(started.timed(["-c", _EMPTY_WINDOW + _AND_NO_MORE]))
            times["lock_screen"].append(started.timed(["-c", _LOCK_SCREEN + _AND_NO_MORE, large]))
            times["unlock_large"].append(float(started.run(["-c", _UNLOCK, large, WORKER, PASSWORD])))
    ratios = {
        "demo_headless/imports_and_open": ratio(times["demo_headless"], times["imports_and_open"]),
        "lock_screen/empty_window": ratio(times["lock_screen"], times["empty_window"]),
    }
    floors = {name: times[name] for name in ("imports_and_open", "empty_window")}
    measured = {name: times[name] for name in ("demo_headless", "lock_screen", "unlock_large")}
    return result("start", floors, measured, ratios)
