"""Above the services that were found: when a zitdag is, for who types its name or “wanneer komt …” in the catalogue."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis.desk.agenda import asking, series
from sociaalhuis.desk.agenda.asking import Coming
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import breakable
from sociaalhuis.ui.workplace import Workplace

MOST = 2


class ZitdagLines(QWidget):
    """One line a zitdag that is meant, hidden while there is none."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._known: Sequence[Coming] = ()
        self._typed = ""
        self._words = look.label("", role="accent", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._words)
        self.hide()

    def arrive(self) -> None:
        """Read which zitdagen there are."""
        work = partial(series.coming, self._place.house, self._place.now())
        self._place.jobs.house(work, self._show, key="catalogue.zitdagen")

    def _show(self, found: Sequence[Coming]) -> None:
        self._known = found
        self.look_up(self._typed)

    def look_up(self, typed: str) -> None:
        """Show what is meant by these letters."""
        self._typed = typed
        found = asking.asked(typed, self._known, MOST)
        self._words.setText("\n".join(breakable(f"Zitdag {one.series.name}: {one.when} ({one.how})") for one in found))
        self.setVisible(bool(found))
