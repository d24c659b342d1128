"""The agenda to a file that other programs read, and the calendar of a host into the agenda (iCalendar)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sociaalhuis.desk.agenda import calendars
from sociaalhuis.desk.agenda.calendars import TakenIn
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.errors import Trouble, told
from sociaalhuis.ui.workplace import Workplace

_KIND = "Agenda (*.ics)"
_YEAR = 366  # days


class CalendarFile(QObject):
    """``done`` with what is said, ``refused`` with what stands in the way."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def export(self, series: Series, first: date, last: date) -> None:
        """The appointments of a series on these days, without names."""
        house, now = self._place.house, self._place.now()
        self._keep("agenda.ics", partial(calendars.export, house, series.id, first, last, now), "zonder namen")

    def publish(self, series: Series) -> None:
        """The days of a series in the coming year, for everybody: without any appointment."""
        house, now, first = self._place.house, self._place.now(), self._place.today()
        work = partial(calendars.days_of, house, series.id, first, first + timedelta(days=_YEAR), now)
        self._keep("zitdagen.ics", work, "zonder afspraken")

    def _keep(self, name: str, made: Callable[[], bytes], how: str) -> None:
        file = self._place.ask.save_as("Agenda exporteren", name, _KIND)
        if file is not None:
            said = f"Bewaard als {file.name}, {how}."
            self._place.jobs.house(lambda: _kept(file, made()), partial(self._written, said), failed=self._failed)

    def take_in(self, series: Series) -> None:
        """The calendar of the host."""
        file = self._place.ask.open_file("Agenda inlezen", _KIND)
        if file is None:
            return
        house, now = self._place.house, self._place.now()

        def read() -> TakenIn:
            return calendars.take_in(house, series.id, _content(file), now)

        self._place.jobs.house(read, self._taken, failed=self._failed)

    def _written(self, said: str, _none: None) -> None:
        self.done.emit(said)

    def _taken(self, found: TakenIn) -> None:
        said = f"Ingelezen: {found.new} nieuw, {found.moved} verplaatst, {found.cancelled} weg, {found.same} hetzelfde."
        if found.skipped:
            said += f" {found.skipped} konden we niet overnemen: die herhalen zich of duren een hele dag."
        self.done.emit(said)

    def _failed(self, error: BaseException) -> None:
        self.refused.emit(told(error))


def _kept(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Trouble("Dit bestand kan niet bewaard worden.", "Kies een andere map.") from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble("Dit bestand kan niet gelezen worden.", "Kies het opnieuw.") from error
