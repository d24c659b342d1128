"""The last day on which something can still be done: typed as people say it, read back in words over the question."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit

from sociaalhuis.desk import when
from sociaalhuis.desk.day import deadlines
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.smallform import typed

NAME = "Uiterste datum"
_WIDE = 84  # pixels at 100 %
_HOW = "Typ dag en maand, zoals 12/6, of +7, of vrijdag."


class DeadlineField(QLineEdit):
    """One day, or nothing. ``now`` gives the present."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(placeholderText="12/6, +7")
        self._now = now
        self.setMaxLength(when.LONGEST)
        self.setFixedWidth(look.px(_WIDE))
        self.setAccessibleName(NAME)
        self.editingFinished.connect(self._write_out)

    def day(self) -> date | None:
        """The day that was typed, None for nothing. Raises Refusal for what is no day to come."""
        said = self.text().strip()
        if not said:
            return None
        try:
            return when.read(said, local(self._now()).replace(tzinfo=None)).day
        except Refusal as refusal:
            raise Refusal(f"{NAME}: {refusal.what[:1].lower()}{refusal.what[1:]}", _HOW) from refusal

    def known(self) -> date | None:
        """The same; None too while it cannot be read."""
        try:
            return self.day()
        except Refusal:
            return None

    def show_day(self, day: date) -> None:
        """As if it was typed."""
        self.setText(typed(day))

    def _write_out(self) -> None:
        if day := self.known():
            self.show_day(day)


class DeadlineStrip(Strip):
    """What a typed day comes to, over the whole question."""

    def __init__(self, house: Callable[[], House], today: Callable[[], date]) -> None:
        super().__init__("strip-today")
        self._house, self._today = house, today

    def tell_day(self, day: date | None) -> None:
        """Say how much time there is; nothing without a day."""
        self.tell("" if day is None else f"{NAME}: {deadlines.said(self._house(), day, self._today())}")
