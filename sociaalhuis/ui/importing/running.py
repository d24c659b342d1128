"""One import at work behind the window: what it was asked, how far it is, and stopping it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from sociaalhuis.desk.catalogue import columns, importing, reports
from sociaalhuis.desk.catalogue.columns import Columns
from sociaalhuis.desk.catalogue.importing import Outcome
from sociaalhuis.desk.catalogue.reports import Row
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.exchange.catalogue.reading import Found
from sociaalhuis.house import House
from sociaalhuis.ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a file before its rows were read: its format and, of a list, its columns."""

    found: Found
    columns: Columns | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file brings or brought, with the lines of its report; ``rows`` went through."""

    outcome: Outcome
    lines: Sequence[Row]
    rows: int


class Running(QObject):
    """``moved`` with the number of rows that were gone through, in the window's thread."""

    moved = Signal(int)

    def __init__(self, house: House, jobs: Jobs) -> None:
        super().__init__()
        self._house, self._jobs = house, jobs
        self._stop = Event()

    def see(self, path: Path, now: datetime) -> Seen:
        """What the file is. Raises Refusal for a file of no known format."""
        found = reading.find(path, now.date(), form=self._house.text("slip.form"))
        known = columns.of(self._house, found)
        return Seen(found if known is None else replace(found, columns=known.taken), known)

    def preview(self, found: Found, now: datetime) -> Answer:
        """What it would do."""
        return self._go(found, now, importing.preview)

    def take(self, found: Found, now: datetime) -> Answer:
        """Take it over; which columns held what is remembered for the next list with the same headings."""
        made = self._go(found, now, importing.take)
        if found.format in columns.LISTS:
            columns.remember(self._house, found.headings(), found.columns, now)
        return made

    def _go(self, found: Found, now: datetime, act: Callable[..., Outcome]) -> Answer:
        self._stop.clear()
        last = 0

        def told(number: int) -> None:
            nonlocal last
            if self._stop.is_set() or self._jobs.stopped:
                raise importing.Stopped
            last = number
            self.moved.emit(number)

        done = act(self._house, found, now, told)
        return Answer(done, reports.rows(done), last)

    def stop(self) -> None:
        """End it at the next batch; nothing is left of it."""
        self._stop.set()
