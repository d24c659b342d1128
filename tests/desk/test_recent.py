"""The last people and services of one colleague, and of nobody else."""

from datetime import date

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.day import recent
from sociaalhuis.desk.referral import referrals
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

TODAY = date(2026, 11, 23)


def look_at(house: House, person: object) -> None:
    clients.open_person(house, person, "proef", TODAY)  # type: ignore[arg-type]  # it is the id


def test_the_latest_comes_first_and_only_once(house: House) -> None:
    assert recent.mine(house) == ()
    an, jan, shy = (intake.add_person(house, name, "Proef", birth_year=1980) for name in ("An", "Jan", "Shy"))
    for person in (an, jan, shy, an):
        look_at(house, person)
    clients.change(house, shy, protected=True)
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, ["davo"], "self", NOW)
    look_at(house, jan)
    found = recent.mine(house)
    assert [(one.label, one.person, one.service) for one in found if one.person] == [
        ("Jan Proef", jan, None),
        ("An Proef", an, None),
    ]
    assert [one.service for one in found] == [None, "davo", None]
    assert found[0].detail == "1980"
    assert recent.mine(house, 2) == found[:2]


def test_a_colleague_sees_only_own_work(sign_in: SignIn) -> None:
    first = sign_in("onthaal")
    look_at(first, intake.add_person(first, "An", "Proef"))
    assert len(recent.mine(first)) == 1
    assert recent.mine(sign_in("maatschappelijk_werker")) == ()
