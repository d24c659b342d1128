"""The numbers of one day."""

from datetime import timedelta

from sqlalchemy import select

from sociaalhuis.db.catalogue import Service
from sociaalhuis.desk import intake
from sociaalhuis.desk.day import tally
from sociaalhuis.desk.referral import referrals
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


def test_the_most_used_services_of_the_last_ninety_days(house: House) -> None:
    today = local(NOW).date()
    assert tally.most_used(house, today) == []
    for days, services in (
        (0, ("davo",)),
        (3, ("davo", "tele-onthaal")),
        (90, ("davo",)),
        (91, ("awel-102", "awel-102")),
        (92, ("awel-102",)),
    ):
        moment = NOW - timedelta(days=days)
        noted = intake.register(house, intake.Question("huur"), moment)
        referrals.give(house, noted.id, list(services), "self", moment)
    found = tally.most_used(house, today)
    assert [(one.service, one.times) for one in found] == [("davo", 3), ("tele-onthaal", 1)]
    assert tally.most_used(house, today, 1) == found[:1]
    with house.store.read() as session:
        (davo,) = session.scalars(select(Service).where(Service.slug == "davo"))
    assert found[0].name == davo.name
