"""The numbers of one day."""

from datetime import timedelta

from sociaalhuis.desk import intake, tally
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House
from tests.houses import NOW


def test_a_day_counts_what_was_noted_on_it_by_the_clock_on_the_wall(house: House) -> None:
    midnight = local(NOW).replace(hour=0, minute=0)
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    intake.count(house, "balie", ["wonen"], "informeren", midnight)
    intake.count(house, "balie", ["wonen"], "informeren", midnight - timedelta(minutes=1))
    intake.register(house, intake.Question("huur", domains=("wonen", "familie")), midnight + timedelta(hours=23, minutes=59))
    found = tally.of_day(house, local(NOW).date())
    assert (found.turfs, found.questions) == (2, 1)
    assert found.domains == {"wonen": 3, "familie": 1}


def test_a_quiet_day_is_nought(house: House) -> None:
    assert tally.of_day(house, local(NOW).date()) == tally.Tally(0, 0, {})
