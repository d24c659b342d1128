"""The power fails while somebody types: at most two seconds of typing are lost."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sociaalhuis.access import users
from sociaalhuis.desk import drafts
from sociaalhuis.exchange import verify
from tests.houses import PASSPHRASES
from tests.ui.pilot import Pilot

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0  # seconds


def _kill_while_typing(place: Path, after: float, screen: str = "question") -> tuple[str, float, list[float]]:
    """What was typed, the moment of the kill, and the moment of each letter."""
    command = [sys.executable, "-m", "tests.ui.typist", str(place), screen]
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
    _check_kept(kept, typed, killed, moments)


def _check_kept(kept: str, typed: str, killed: float, moments: Sequence[float]) -> None:
    assert kept == "".join("abcdefghij"[i % 10] for i in range(len(kept)))
    lost = [moment for moment in moments[len(kept) :] if killed - moment > MOST_LOST]
    assert lost == [], f"{len(lost)} letters older than {MOST_LOST} s are lost; kept {len(kept)} of {len(typed)}"


def test_a_referral_that_was_begun_is_offered_back(place: Path, pilot: Pilot) -> None:
    typed, killed, moments = _kill_while_typing(place, 2.0, "referral")
    pilot.now = datetime.now(UTC)
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.lines("Open vragen"), "the draft on Vandaag")
    assert pilot.lines("Open vragen")[0].startswith("verwijzen, ")
    pilot.press("Enter")  # nothing is late and nothing is for today: the focus is there already
    pilot.wait_for(lambda: pilot.here == "referral" and pilot.screen._to.services, "the referral", 20_000)
    pilot.says("Hier was je aan bezig.")
    kept = pilot.screen._form.values()
    assert (kept["kind"], kept["hours"]) == ("appointment", {"caw-limburg": "+7 14u"})
    assert len(kept["plan_b"]) > 0
    _check_kept(kept["plan_b"], typed, killed, moments)


@pytest.mark.parametrize("seed", range(20))
def test_at_most_two_seconds_are_lost(place: Path, seed: int) -> None:
    _check(place, random.Random(seed).uniform(0, 3.0))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20, 220))
def test_at_most_two_seconds_are_lost_in_two_hundred_falls(place: Path, seed: int) -> None:
    _check(place, random.Random(seed).uniform(0, 3.0))
