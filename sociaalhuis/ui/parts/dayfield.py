"""A field for one day, typed as people say it and written out when one leaves it. Nothing typed is no day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit

from sociaalhuis.desk import when
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.smallform import typed

_WIDE = 84  # pixels at 100 %
_HOW = "Typ dag en maand, zoals 12/6, of +7, of vrijdag."


class DayField(QLineEdit):
    """One day to come, or nothing. ``now`` gives the present; ``name`` begins what a refusal says."""

    def __init__(self, name: str, now: Callable[[], datetime]) -> None:
        super().__init__(placeholderText="12/6, +7")
        self._name, self._now = name, now
        self.setMaxLength(when.LONGEST)
        self.setFixedWidth(look.px(_WIDE))
        self.setAccessibleName(name)
        self.editingFinished.connect(self._write_out)

    def day(self) -> date | None:
        """The day that was typed, None for nothing. Raises Refusal for what is no day to come."""
        said = self.text().strip()
        if not said:
            return None
        try:
            return self._read(said)
        except Refusal as refusal:
            raise Refusal(f"{self._name}: {refusal.what[:1].lower()}{refusal.what[1:]}", _HOW) from refusal

    def known(self) -> date | None:
        """The same; None too while it cannot be read."""
        try:
            return self.day()
        except Refusal:
            return None

    def show_day(self, day: date) -> None:
        """As if it was typed: without its year where it is the next such day, so that it is never cut off."""
        short = f"{day.day}/{day.month}"
        with suppress(Refusal):
            if self._read(short) == day:
                self.setText(short)
                return
        self.setText(typed(day))

    def _read(self, said: str) -> date:
        return when.read(said, local(self._now()).replace(tzinfo=None)).day

    def _write_out(self) -> None:
        if day := self.known():
            self.show_day(day)
