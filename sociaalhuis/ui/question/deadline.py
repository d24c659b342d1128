"""The last day on which something can still be done, read back in words over the question."""

from collections.abc import Callable
from datetime import date

from sociaalhuis.desk.day import deadlines
from sociaalhuis.house import House
from sociaalhuis.ui.parts.parts import Strip

NAME = "Uiterste datum"


class DeadlineStrip(Strip):
    """What a typed day comes to, over the whole question."""

    def __init__(self, house: Callable[[], House], today: Callable[[], date]) -> None:
        super().__init__("strip-today")
        self._house, self._today = house, today

    def tell_day(self, day: date | None) -> None:
        """Say how much time there is; nothing without a day."""
        self.tell("" if day is None else f"{NAME}: {deadlines.said(self._house(), day, self._today())}")
