"""The tests are strict: small test files, run by a pytest of their own with this project's settings, fail as they should."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# For each file: what stands in it, and the complaint that makes it fail.
BAD = {
    "log": ("def test_it(): logging.getLogger('a').warning('disk %s', 'full')", "WARNING a: disk full"),
    "unsaid": ("@pytest.mark.expects_log\ndef test_it(): pass", "marked expects_log, but nothing was logged"),
    "warning": ("def test_it(): warnings.warn('old', DeprecationWarning)", "DeprecationWarning: old"),
    "stray": ("def test_it(): threading.Thread(target=time.sleep, args=[9], name='s', daemon=True).start()", "left running: s"),
    "crash": (
        "def test_it():\n    t = threading.Thread(target=int, args='x')\n    t.start()\n    t.join()",
        "ValueError: invalid literal",
    ),
    "open": ("def test_it(): open(__file__)", "ResourceWarning"),
    "marker": ("@pytest.mark.unheard_of\ndef test_it(): pass", "'unheard_of' not found"),
    "better": ("@pytest.mark.xfail\ndef test_it(): pass", "XPASS(strict)"),
    "qt": ("def test_it(qtbot):\n    from PySide6 import QtCore\n    QtCore.qWarning('no timer')", "no timer"),
    "screen": ("def test_it(): assert os.environ['QT_QPA_PLATFORM'] == 'a screen'", "'offscreen' == 'a screen'"),
}

GOOD = """
@pytest.mark.expects_log
def test_log(): logging.getLogger("a").error("as told")
def test_info(): logging.getLogger("a").info("ids only")
def test_thread(): threading.Thread(target=time.sleep, args=[0.05]).start()
@pytest.mark.long
def test_long(): pass
"""


def run_pytest(place: Path, files: dict[str, str], *options: str) -> str:
    """Output of pytest on files with these bodies."""
    shutil.copy(ROOT / "tests" / "conftest.py", place)
    for name, body in files.items():
        head = "import logging, os, threading, time, warnings\nimport pytest\n"
        (place / f"test_{name}.py").write_text(f"{head}{body}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={place}", "-vv"]
    command += ["-p", "no:cacheprovider", "--continue-on-collection-errors", *options, str(place)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "QT_"))}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout + done.stderr


def test_what_is_bad_fails(tmp_path: Path) -> None:
    output = run_pytest(tmp_path, {name: body for name, (body, _) in BAD.items()})
    summary = output[output.rindex("short test summary info") :]
    assert [name for name in BAD if f"test_{name}.py" not in summary] == []
    assert [complaint for _, complaint in BAD.values() if complaint not in output] == []


def test_what_is_tidy_passes_and_the_long_runs_wait(tmp_path: Path) -> None:
    assert "3 passed, 1 deselected" in run_pytest(tmp_path, {"good": GOOD})


def test_the_long_runs_come_when_asked_for(tmp_path: Path) -> None:
    assert "test_good.py::test_long PASSED" in run_pytest(tmp_path, {"good": GOOD}, "-m", "long")
