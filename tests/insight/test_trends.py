"""What rises: a spike is seen, quiet months are quiet, and nothing is told of few, of a young house or of a closed file."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import protecting
from sociaalhuis.house import House
from sociaalhuis.insight import trends
from sociaalhuis.insight.trends import ENOUGH, Rise
from tests.houses import NOW, SignIn

TODAY = NOW.date()
COUNTS = st.lists(st.integers(0, 200), min_size=1, max_size=13)


@given(COUNTS)
def test_little_is_never_a_rise_and_more_of_it_never_less_of_one(counts: list[int]) -> None:
    found = trends.rises({"wonen": counts})
    if counts[0] < ENOUGH or len(counts) <= trends.FEWEST or counts[0] <= sum(counts[1:]) / len(counts[1:]):
        assert found == ()
    if found:
        assert trends.rises({"wonen": [counts[0] + 1, *counts[1:]]})


@pytest.mark.parametrize(("usual", "spike"), [(12, 30), (30, 60), (80, 140)])
def test_quiet_months_are_quiet_and_a_spike_is_seen(usual: int, spike: int) -> None:
    rng = random.Random(usual)

    def month(mean: float) -> int:  # contacts that come by chance (Poisson)
        whole, left = 0, rng.expovariate(mean)
        while left < 1:
            whole, left = whole + 1, left + rng.expovariate(mean)
        return whole

    quiet = [{str(domain): [month(usual) for _ in range(13)] for domain in range(15)} for _ in range(200)]
    assert sum(bool(trends.rises(one)) for one in quiet) <= 20
    risen = [{"wonen": [month(spike), *(month(usual) for _ in range(12))]} for _ in range(200)]
    assert sum(bool(trends.rises(one)) for one in risen) >= 170


def test_of_few_the_usual_number_is_not_told() -> None:
    assert trends.rises({"wonen": [31, 12, 11, 13], "netwerk": [14, 1, 0, 2]}) == (
        Rise("wonen", 31, 12),
        Rise("netwerk", 14, None),
    )
    assert trends.rises({"wonen": [31, 12, 11]}) == (), "two stretches do not say what is usual"


def _came(house: House, times: int, days_ago: int, note: Callable[..., object]) -> None:
    for _ in range(times):
        note(house, days_ago)


def test_a_spike_at_the_desk(sign_in: SignIn) -> None:
    house = sign_in("coordinator")

    def turf(house: House, days: int) -> None:
        intake.count(house, "balie", ["energie_water", "wonen"], "informeren", NOW - timedelta(days=days))

    for month in range(1, 5):
        _came(house, 6, 30 * month + 3, turf)
    _came(house, 12, 3, turf)
    assert trends.of(house, TODAY) == ()
    _came(house, 2, 30, turf)
    _came(house, 9, 0, turf)  # today counts tomorrow
    assert trends.of(house, TODAY) == (Rise("energie_water", 14, 6),)
    assert trends.of(house, TODAY + timedelta(days=1)) == (Rise("energie_water", 21, 7),)
    assert trends.of(house, TODAY - timedelta(days=40)) == ()


def test_a_closed_file_counts_for_nobody(sign_in: SignIn) -> None:
    house = sign_in("coordinator")
    shut = intake.add_person(house, "Dicht", "Proef")
    for days in (130, 100, 70, 40):
        intake.register(house, intake.Question("vraag", domains=("wonen",)), NOW - timedelta(days=days))
    for days in range(1, 13):
        intake.register(house, intake.Question("vraag", domains=("wonen",), person=shut), NOW - timedelta(days=days))
    assert trends.of(house, TODAY) == (Rise("wonen", 12, None),)
    assert house.actor.id is not None
    protecting.protect(house, shut, {house.actor.id}, NOW)
    assert trends.of(house, TODAY) == ()
