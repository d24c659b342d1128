"""What the house lived through with a service: counts of known outcomes, of nobody in particular."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from sociaalhuis.catalogue.circumstances import Experience
from sociaalhuis.db.store import Store
from sociaalhuis.desk import intake
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import experience, referrals
from sociaalhuis.house import House
from tests.desk.told import told
from tests.houses import NOW

DAY = date(2026, 11, 23)
DAVO, LINE = "davo", "tele-onthaal"


def referred(house: House, days_ago: int, service: str, *outcomes: str) -> Any:
    moment = NOW - timedelta(days=days_ago)
    noted = intake.register(house, intake.Question("huur"), moment)
    (referral,) = referrals.give(house, noted.id, [service], "self", moment)
    for later, outcome in enumerate(outcomes, 1):
        followup.note(house, referral, outcome, moment + timedelta(days=later), told(outcome))
    return referral


def test_known_outcomes_are_counted_and_what_helped_among_them(house: House) -> None:
    known: list[tuple[str, ...]] = [("helped",), ("partly",), ("waiting_list", "helped"), ("not_helped",), ("refused",)]
    unknown: list[tuple[str, ...]] = [(), ("withdrawn",), ("waiting_list",), ("not_reached",)]  # nobody knows
    for outcomes in (*known, *unknown):
        referred(house, 30, DAVO, *outcomes)
    referred(house, 800, DAVO, "helped")  # too long ago
    referred(house, 30, LINE, "not_helped")
    counted = experience.counted(house.store, DAY)
    assert counted == {DAVO: Experience(followed=5, helped=3), LINE: Experience(followed=1, helped=0)}
    referred(house, 20, LINE, "helped")
    house.store.undo(house.actor)
    assert experience.counted(house.store, DAY) == counted  # an outcome that was taken back is none


def test_it_is_counted_once_a_day_and_again_after_an_outcome(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real, times = experience.counted, list[date]()

    def noted(store: Store, day: date) -> Mapping[str, Experience]:
        times.append(day)
        return real(store, day)

    monkeypatch.setattr(experience, "counted", noted)
    outcomes = experience.Outcomes(house.store)
    waiting = referred(house, 3, DAVO)
    assert (outcomes.on(DAY), outcomes.on(DAY), times) == ({}, {}, [DAY])
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    assert (outcomes.on(DAY), times) == ({}, [DAY])  # a turf says nothing of a service
    followup.note(house, waiting, "helped", NOW)
    assert (outcomes.on(DAY), times) == ({DAVO: Experience(followed=1, helped=1)}, [DAY, DAY])
    later = DAY + timedelta(days=1)
    assert (outcomes.on(later), times) == (outcomes.on(later), [DAY, DAY, later])
    outcomes.end()
    followup.note(house, referred(house, 3, DAVO), "helped", NOW)
    assert outcomes.on(later)[DAVO].followed == 1


def test_what_the_client_tried_stands_beside_what_the_house_knows() -> None:
    known = {DAVO: Experience(followed=12, helped=9)}
    both = experience.with_tried(known, {DAVO: DAY, LINE: DAY})
    assert both == {DAVO: Experience(tried=DAY, followed=12, helped=9), LINE: Experience(tried=DAY)}
    assert experience.with_tried(experience.NONE, {}) == {}
