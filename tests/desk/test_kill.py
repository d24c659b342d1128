"""The power fails while saving: what was committed is there, nothing is half done, and the house is sound."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from sociaalhuis.access import users
from sociaalhuis.db.desk import Contact, Referral, ReferralEvent
from sociaalhuis.db.support import SupportRequest
from sociaalhuis.desk.support import numbers
from sociaalhuis.exchange import verify
from tests.houses import PASSPHRASES

ROOT = Path(__file__).parents[2]


def _kill_while_saving(place: Path, rng: random.Random) -> list[str]:
    """What the process said it saved before it was killed at a random moment."""
    command = [sys.executable, "-m", "tests.desk.saver", str(place)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdout is not None
        assert saver.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0, 0.25))
        saver.kill()
        return saver.stdout.read().splitlines()


def _check(place: Path, said: list[str]) -> None:
    house = users.sign_in(place, PASSPHRASES["onthaal"])
    try:
        assert [finding for finding in verify.verify(house) if finding.faults] == []
        with house.store.read() as session:
            kept = {c.reference: c.id for c in session.scalars(select(Contact))}
            referrals = session.scalars(select(Referral)).all()
            events = session.scalars(select(ReferralEvent)).all()
            formal = session.execute(select(SupportRequest.number, SupportRequest.sequence)).all()
        lost = [line for line in said if line.startswith("registered") and line.split()[1] not in kept]
        assert lost == []
        per_contact = {contact: sum(r.contact_id == contact for r in referrals) for contact in kept.values()}
        assert set(per_contact.values()) <= {0, 2}  # never one of the two
        assert all(per_contact[kept[line.split()[1]]] == 2 for line in said if line.startswith("referred"))
        assert len(events) == 2 * len(referrals)
        assert {line.split()[1] for line in said if line.startswith("formal")} <= {row.number for row in formal}
        assert numbers.gaps([row.sequence for row in formal]) == []
    finally:
        house.close()


def _run(place: Path, times: int, seed: int) -> None:
    rng, said = random.Random(seed), list[str]()
    for _ in range(times):
        said += _kill_while_saving(place, rng)
        _check(place, said)
    assert said  # something was saved, so that something could have been lost


def test_twenty_power_cuts_lose_nothing(place: Path) -> None:
    _run(place, 20, seed=20)


@pytest.mark.long
def test_two_hundred_power_cuts_lose_nothing(place: Path) -> None:
    _run(place, 200, seed=200)
