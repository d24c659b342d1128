"""Working days of a Flemish desk: no weekends, no Belgian public holidays, not 11 July, not the house's own closing days."""

import functools
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall of the desk shows it."""
    return moment.astimezone(BRUSSELS)


@functools.cache
def _public_holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("BE", years=year)) | {date(year, 7, 11)}


class Workdays:
    """The working days of one house."""

    def __init__(self, closing_days: Iterable[date] = ()) -> None:
        self._closed = frozenset(closing_days)

    def is_open(self, day: date) -> bool:
        """Whether the desk works on this day."""
        return day.weekday() < 5 and day not in self._closed and day not in _public_holidays(day.year)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day`` (number ≥ 1)."""
        for _ in range(number):
            day = self.on_or_after(day + timedelta(days=1))
        return day
