"""The moment of a verb: the hour of now, on the day that was asked."""

from datetime import UTC, date, datetime

import pytest

from sociaalhuis.desk.workdays import local
from sociaalhuis.verbs import call


@pytest.mark.parametrize("hour", [0, 9, 21, 22, 23])
@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 7, 1), date(2027, 3, 28)])
def test_today_is_that_day_here_at_any_hour(hour: int, day: date) -> None:
    moment = datetime(2026, 11, 22, hour, 40, tzinfo=UTC)
    assert local(call.on_day(moment, day)).date() == day
    assert call.on_day(moment, None) is moment
