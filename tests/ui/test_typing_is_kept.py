"""The power fails while somebody types: at most two seconds of typing are lost."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sociaalhuis.access import users
from sociaalhuis.desk import drafts
from sociaalhuis.exchange import verify
from tests.houses import PASSPHRASES

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0  # seconds


def _kill_while_typing(place: Path, after: float) -> tuple[str, float, list[float]]:
    """What was typed, the moment of the kill, and the moment of each letter."""
    command = [sys.executable, "-m", "tests.ui.typist", str(place)]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=surroundings) as typist:
        assert typist.stdout is not None
        first = typist.stdout.readline()
        assert first, "the typist could not begin"
        time.sleep(after)
        typist.kill()
        killed = time.time()
        told = [line.split() for line in (first, *typist.stdout.read().splitlines()) if len(line.split()) == 2]
    return "".join(letter for letter, _ in told), killed, [float(moment) for _, moment in told]


def _check(place: Path, after: float) -> None:
    typed, killed, moments = _kill_while_typing(place, after)
    house = users.sign_in(place, PASSPHRASES["onthaal"])
    try:
        kept = "".join(str(one.content["words"]) for one in drafts.mine(house))
        assert [finding for finding in verify.verify(house) if finding.faults] == []
    finally:
        house.close()
    assert kept == "".join("abcdefghij"[i % 10] for i in range(len(kept)))
    lost = [moment for moment in moments[len(kept) :] if killed - moment > MOST_LOST]
    assert lost == [], f"{len(lost)} letters older than {MOST_LOST} s are lost; kept {len(kept)} of {len(typed)}"


@pytest.mark.parametrize("seed", range(20))
def test_at_most_two_seconds_are_lost(place: Path, seed: int) -> None:
    _check(place, random.Random(seed).uniform(0, 3.0))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20, 220))
def test_at_most_two_seconds_are_lost_in_two_hundred_falls(place: Path, seed: int) -> None:
    _check(place, random.Random(seed).uniform(0, 3.0))
