"""Whom to call now: for every kind of danger somebody answers, each quarter of an hour, on holidays, when the clock moves."""

from datetime import UTC, datetime, timedelta

import pytest

from sociaalhuis.catalogue import crisis, lines, places
from sociaalhuis.desk.workdays import BRUSSELS

MONDAY = datetime(2026, 11, 23, tzinfo=BRUSSELS)


@pytest.mark.parametrize("kind", crisis.KINDS)
def test_somebody_answers_at_every_quarter_of_a_week(kind: str) -> None:
    for quarter in range(7 * 24 * 4):
        when = MONDAY + timedelta(minutes=15 * quarter)
        assert lines.lines(kind, when)[0].answers, when
    listed, answering = lines.lines(kind, MONDAY), lines.answering(kind, MONDAY)
    assert listed[: len(answering)] == answering  # who answers stands first
    assert all(one.number and one.why and one.name for one in listed)


@pytest.mark.parametrize("kind", crisis.KINDS)
def test_somebody_answers_on_holidays_and_in_the_nights_that_the_clock_moves(kind: str) -> None:
    for day in (datetime(2026, 12, 25), datetime(2027, 1, 1), datetime(2026, 7, 11), datetime(2026, 7, 21)):  # noqa: DTZ001  # local
        assert lines.answering(kind, day.replace(hour=10))
    for start in (datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2026, 10, 24, 23, tzinfo=UTC)):
        assert all(lines.answering(kind, start + timedelta(minutes=15 * quarter)) for quarter in range(16))


def test_office_hours_are_local_and_never_sure_on_a_holiday() -> None:
    def answers(when: datetime) -> bool | None:
        return next(one.answers for one in lines.lines("violence", when) if one.number == "1712")

    assert answers(datetime(2026, 11, 23, 8, 30, tzinfo=UTC)) is True  # half past nine here
    assert answers(datetime(2026, 7, 20, 7, 30, tzinfo=UTC)) is True  # in summer too
    assert answers(datetime(2026, 11, 23, 19, tzinfo=UTC)) is False
    assert answers(datetime(2026, 12, 25, 9, tzinfo=UTC)) is None
    shut = next(one for one in lines.lines("violence", MONDAY.replace(hour=20)) if one.number == "1712")
    assert shut.opens == datetime(2026, 11, 24, 9, tzinfo=BRUSSELS)
    assert shut.source
    assert shut.checked


def test_the_ocmw_of_the_municipality_is_there_only_when_there_is_one() -> None:
    named = [one.slug for one in lines.lines("no_roof", MONDAY, places.places("3740"))]
    assert "ocmw-bilzen-hoeselt" in named
    assert not any(slug.startswith("ocmw") for slug in (one.slug for one in lines.lines("no_roof", MONDAY)))


def test_a_kind_that_does_not_exist_is_no_silent_nothing() -> None:
    with pytest.raises(KeyError):
        lines.lines("boredom", MONDAY)
