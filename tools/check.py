"""Runs every check of the project and tells how long each took: ``python tools/check.py [arguments for pytest]``.

All of them run even when one fails, so that one run shows everything; the exit status is 0 only when all passed. Not here: any
setting of a check, those stand in pyproject.toml.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = shutil.which("lint-imports", path=Path(sys.executable).parent) or "lint-imports"  # it has no python -m

CHECKS: dict[str, list[str]] = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "lint-imports": [LINT_IMPORTS, "--no-logo"],
    "mypy": [sys.executable, "-m", "mypy"],
    "pytest": [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal"],
}


def run(checks: Mapping[str, Sequence[str]]) -> int:
    """Run the checks in the project's folder and print a table of verdicts and seconds; 0 when all passed, else 1."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the stories start hundreds of processes: one compiles for all
    verdicts: list[tuple[str, str, float]] = []
    for name, command in checks.items():
        print(f"\n== {name}", flush=True)
        begun = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        verdicts.append((name, "ok" if status == 0 else f"FAILED ({status})", time.monotonic() - begun))
    print()
    for name, verdict, seconds in verdicts:
        print(f"{name:<14} {verdict:<12} {seconds:6.1f} s")
    passed = all(verdict == "ok" for _, verdict, _ in verdicts)
    print(f"{'all':<14} {'ok' if passed else 'FAILED':<12} {sum(seconds for _, _, seconds in verdicts):6.1f} s", flush=True)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(run({**CHECKS, "pytest": [*CHECKS["pytest"], *sys.argv[1:]]}))
