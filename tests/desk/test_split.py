"""Who informs, who helps to fill in, who files: what is usual, what a house agreed, and that nobody is kept from asking."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue.starter import services
from sociaalhuis.desk.support import days, split
from sociaalhuis.desk.support.split import Split
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.rights import rules
from tests.houses import SignIn

TODAY = date(2026, 11, 23)


def test_every_product_that_is_usual_exists() -> None:
    rights, known = rules.shipped().rules, set(services())
    for product, one in split.usual().items():
        kind, _, slug = product.partition(":")
        assert slug in (rights if kind == "right" else known), product
        assert {one.informs, one.helps, one.files} <= set(split.parties())


def test_a_pension_is_filed_by_the_city_also_when_the_desk_is_of_the_ocmw(house: House) -> None:
    for product in ("right:inkomensgarantie-ouderen", "service:federale-pensioendienst"):
        found = split.of(house, product)
        assert found is not None
        assert found.words == "informeren en invullen: OCMW · aanvragen: stad of gemeente"
    assert split.of(house, "right:kleutertoeslag") is None


def test_a_house_agrees_otherwise_and_goes_back(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    own = Split("right:leefloon", "stad", "ocmw", "ocmw", "1ste verdieping")
    with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
        split.change(house, own)
    house.close()
    house = sign_in("coordinator")
    split.change(house, own)
    found = split.of(house, "right:leefloon")
    assert found is not None
    assert found.own
    assert found.words == "informeren: stad of gemeente · invullen en aanvragen: OCMW, 1ste verdieping"
    assert split.everything(house)["right:leefloon"] == found
    split.change(house, Split("right:leefloon", files="partner"))
    assert split.everything(house)["right:leefloon"].words == "aanvragen: partner"
    assert house.store.undo(house.actor) == "taakverdeling wijzigen"
    assert split.of(house, "right:leefloon") == found
    split.back_to_usual(house, "right:leefloon")
    assert split.of(house, "right:leefloon") == split.usual()["right:leefloon"]
    with pytest.raises(Refusal, match="al wat gewoon is"):
        split.back_to_usual(house, "right:leefloon")
    with pytest.raises(Refusal, match="bestaat niet"):
        split.change(house, Split("right:leefloon", files="de buurman"))
    with pytest.raises(Refusal, match="te lang"):
        split.change(house, Split("right:leefloon", place="x" * 81))


@given(st.dates(date(2020, 1, 1), TODAY))
def test_a_day_that_was_typed_is_read_as_that_day(day: date) -> None:
    for typed in (f"{day.day}/{day.month}/{day.year}", f"{day:%d%m%Y}", f"{day:%d-%m-%y}"):
        assert days.read(typed, TODAY) == day
    near = days.read(f"{day.day}/{day.month}", TODAY)
    assert (near.day, near.month) == (day.day, day.month)
    assert near <= TODAY
    assert near > TODAY - timedelta(days=366) or (day.day, day.month) == (29, 2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("31/2", "bestaat niet"), ("morgen", "geen dag"), ("24/11/2026", "moet nog komen"), ("9" * 300, "geen dag")],
)
def test_what_is_no_day_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        days.read(typed, TODAY)
    assert days.read(" Gisteren ", TODAY) == date(2026, 11, 22)
