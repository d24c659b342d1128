"""Working days of a Flemish desk and the clock on its wall."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk.workdays import Workdays, local

# The ten statutory holidays of Belgium (law of 4 January 1974), those that move with Easter written out, and 11 July, the
# holiday of the Flemish Community.
FIXED = ((1, 1), (5, 1), (7, 11), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
WITH_EASTER = {
    2026: (date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)),
    2027: (date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)),
    2028: (date(2028, 4, 17), date(2028, 5, 25), date(2028, 6, 5)),
}
PLAIN = Workdays()
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
closings = st.frozensets(days, max_size=40)


def every_day(year: int) -> Iterable[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", WITH_EASTER)
def test_the_desk_is_open_on_every_weekday_but_the_holidays(year: int) -> None:
    holidays = {date(year, month, day) for month, day in FIXED} | set(WITH_EASTER[year])
    expected = {day for day in every_day(year) if day.isoweekday() <= 5 and day not in holidays}
    assert {day for day in every_day(year) if PLAIN.is_open(day)} == expected


@given(days, closings)
def test_a_closing_day_of_the_house_is_no_working_day(day: date, closed: frozenset[date]) -> None:
    assert Workdays(closed).is_open(day) == (PLAIN.is_open(day) and day not in closed)


@given(days, closings)
def test_the_next_open_day_is_the_first_one(day: date, closed: frozenset[date]) -> None:
    house = Workdays(closed)
    found = house.on_or_after(day)
    assert found >= day
    assert house.is_open(found)
    assert not any(house.is_open(day + timedelta(days=n)) for n in range((found - day).days))


@given(days, st.integers(1, 30), closings)
def test_so_many_working_days_after_a_day(day: date, number: int, closed: frozenset[date]) -> None:
    house = Workdays(closed)
    found = house.after(day, number)
    assert found > day
    assert house.is_open(found)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days + 1))
    assert sum(house.is_open(one) for one in between) == number


@given(days, st.integers(1, 15), st.integers(1, 15))
def test_working_days_add_up(day: date, one: int, other: int) -> None:
    assert PLAIN.after(PLAIN.after(day, one), other) == PLAIN.after(day, one + other)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday
        (date(2026, 7, 10), 1, date(2026, 7, 13)),  # before the weekend of 11 July
        (date(2028, 7, 10), 1, date(2028, 7, 12)),  # 11 July is a Tuesday
        (date(2026, 12, 24), 2, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Good Friday is a working day, Easter Monday is not
    ],
)
def test_around_weekends_holidays_and_new_year(day: date, number: int, expected: date) -> None:
    assert PLAIN.after(day, number) == expected


def test_a_long_closing_is_passed_over() -> None:
    summer = [date(2026, 7, 13) + timedelta(days=n) for n in range(40)]
    assert Workdays(summer).after(date(2026, 7, 10), 1) == date(2026, 8, 24)
    assert Workdays(summer).on_or_after(date(2026, 8, 1)) == date(2026, 8, 24)


def test_closing_days_may_come_from_a_generator() -> None:
    house = Workdays(date(2026, 11, n) for n in (23, 24))
    assert house.on_or_after(date(2026, 11, 23)) == house.on_or_after(date(2026, 11, 23)) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("moment", "wall", "day"),
    [
        ((2026, 11, 22, 22, 59), "23:59", date(2026, 11, 22)),
        ((2026, 11, 22, 23, 0), "00:00", date(2026, 11, 23)),  # winter: one hour ahead
        ((2026, 7, 1, 21, 59), "23:59", date(2026, 7, 1)),
        ((2026, 7, 1, 22, 0), "00:00", date(2026, 7, 2)),  # summer: two
        ((2026, 10, 25, 0, 59), "02:59", date(2026, 10, 25)),
        ((2026, 10, 25, 1, 0), "02:00", date(2026, 10, 25)),  # the clock went back
        ((2026, 10, 24, 21, 59), "23:59", date(2026, 10, 24)),
        ((2026, 10, 24, 22, 0), "00:00", date(2026, 10, 25)),
        ((2026, 10, 25, 22, 59), "23:59", date(2026, 10, 25)),
        ((2026, 10, 25, 23, 0), "00:00", date(2026, 10, 26)),  # that day had 25 hours
        ((2027, 3, 28, 0, 59), "01:59", date(2027, 3, 28)),
        ((2027, 3, 28, 1, 0), "03:00", date(2027, 3, 28)),  # the clock went forward
        ((2027, 3, 27, 23, 0), "00:00", date(2027, 3, 28)),
        ((2027, 3, 28, 21, 59), "23:59", date(2027, 3, 28)),
        ((2027, 3, 28, 22, 0), "00:00", date(2027, 3, 29)),  # that day had 23 hours
        ((2026, 12, 31, 23, 0), "00:00", date(2027, 1, 1)),
    ],
)
def test_the_clock_on_the_wall(moment: tuple[int, int, int, int, int], wall: str, day: date) -> None:
    seen = local(datetime(*moment, tzinfo=UTC))
    assert f"{seen:%H:%M}" == wall
    assert seen.date() == day


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)))  # noqa: DTZ001  # its zone follows
def test_a_moment_stays_the_same_moment(moment: datetime) -> None:
    given_ = moment.replace(tzinfo=UTC)
    assert local(given_).timestamp() == given_.timestamp()  # by ==, Python calls no moment of the hour that comes twice equal
    assert local(local(given_)).timestamp() == given_.timestamp()
