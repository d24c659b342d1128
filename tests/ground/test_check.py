"""The one command that runs every check: it runs them all, shows them all, and fails when one fails."""

import sys

import pytest

from tools import check

GOOD = [sys.executable, "-c", "print('fine')"]
BAD = [sys.executable, "-c", "raise SystemExit(4)"]


def test_all_run_and_one_failure_is_enough(capfd: pytest.CaptureFixture[str]) -> None:
    assert check.run({"bad": BAD, "good": GOOD}) == 1
    printed = capfd.readouterr().out
    assert "FAILED (4)" in printed
    assert "fine" in printed
    assert printed.splitlines()[-1].startswith("all            FAILED")


def test_all_good_is_good(capfd: pytest.CaptureFixture[str]) -> None:
    assert check.run({"one": GOOD, "two": GOOD}) == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("all            ok")
