"""A birth date as people type it: every way of writing gives the same day, and what cannot be is told with what to do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk import birth
from sociaalhuis.desk.birth import Birth
from sociaalhuis.errors import Refusal

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1906, 11, 23), TODAY)


@pytest.mark.parametrize(
    "written", ["{0.day}/{0.month}/{0.year}", "{0:%d%m%Y}", "{0:%Y-%m-%d}", " {0.day}.{0.month}.{0.year} "]
)
@given(day=DAYS)
def test_every_way_of_writing_gives_the_same_day(written: str, day: date) -> None:
    assert birth.read(written.format(day), TODAY) == Birth(day.year, day)


@given(day=st.dates(date(1927, 1, 1), TODAY))
def test_a_year_of_two_digits_is_the_last_one_that_has_been(day: date) -> None:
    assert birth.read(f"{day:%d/%m/%y}", TODAY) == Birth(day.year, day)
    assert birth.read(f"{day:%d%m%y}", TODAY) == Birth(day.year, day)


def test_a_year_alone_is_enough_and_nothing_is_nothing() -> None:
    assert birth.read("1988", TODAY) == Birth(1988)
    assert birth.read("  ", TODAY) is None


@pytest.mark.parametrize(
    ("typed", "what", "now"),
    [
        ("30/2/1990", "februari 1990 heeft 28 dagen", "Kijk de dag na"),
        ("29/2/1900", "ouder dan 120 jaar", "Kijk het jaar na"),
        ("0/1/1990", "Deze datum bestaat niet", "Kijk de dag na"),
        ("12/13/1990", "er is geen maand 13", "Kijk de maand na"),
        ("12/3", "Het jaar ontbreekt", "zoals 12/3/1988"),
        ("24/11/2026", "ligt in de toekomst", "Kijk het jaar na"),
        ("2027", "ligt in de toekomst", "Kijk het jaar na"),
        ("maart", "geen geboortedatum", "zoals 12/3/1988"),
        ("٣/٣/١٩٩٠", "geen geboortedatum", "zoals 12/3/1988"),
        ("1/2/3/1990", "geen geboortedatum", "zoals 12/3/1988"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(typed: str, what: str, now: str) -> None:
    with pytest.raises(Refusal) as refused:
        birth.read(typed, TODAY)
    assert what in refused.value.what
    assert now in refused.value.now


@given(typed=st.text(max_size=30))
def test_any_text_gives_a_birth_or_a_refusal(typed: str) -> None:
    try:
        read = birth.read(typed, TODAY)
    except Refusal:
        return
    assert read is None or (TODAY.year - birth.OLDEST <= read.year <= TODAY.year and read.said(TODAY))


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (Birth(1988, date(1988, 11, 23)), "23 november 1988, 38 jaar"),
        (Birth(1988, date(1988, 11, 24)), "24 november 1988, 37 jaar"),
        (Birth(1988), "1988, ongeveer 38 jaar"),
    ],
)
def test_it_is_said_with_the_age(born: Birth, said: str) -> None:
    assert born.said(TODAY) == said
