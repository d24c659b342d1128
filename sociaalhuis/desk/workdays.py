"""Working days of a Flemish desk: no weekends, no Belgian public holidays, not 11 July, not the house's own closing days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sociaalhuis.catalogue.hours import public_holidays

BRUSSELS = ZoneInfo("Europe/Brussels")


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall of the desk shows it."""
    return moment.astimezone(BRUSSELS)


class Workdays:
    """The working days of one house."""

    def __init__(self, closing_days: Iterable[date] = ()) -> None:
        self._closed = frozenset(closing_days)

    def is_open(self, day: date) -> bool:
        """Whether the desk works on this day."""
        return day.weekday() < 5 and day not in self._closed and day not in public_holidays(day.year)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def before(self, day: date, number: int) -> date:
        """The ``number``-th working day before ``day`` (number ≥ 1)."""
        for _ in range(number):
            day -= timedelta(days=1)
            while not self.is_open(day):
                day -= timedelta(days=1)
        return day

    def after(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day`` (number ≥ 1)."""
        for _ in range(number):
            day = self.on_or_after(day + timedelta(days=1))
        return day
