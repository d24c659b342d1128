"""On the opvolglijst: how many steunaanvragen have a term in law to keep, and the way to them."""

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QPushButton

from sociaalhuis.desk.support import requests
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.workplace import Workplace

SOON = 7  # days ahead that count


class FormalChip(QPushButton):
    """A count that opens the steunaanvragen; hidden while no term comes within a week."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        look.set_role(self, "offer")
        self.clicked.connect(partial(place.go, "support"))
        self.hide()

    def load(self) -> None:
        """Count anew."""
        work = partial(requests.due_count, self._place.house, self._place.today() + timedelta(days=SOON))
        self._place.jobs.house(work, self._show, key="followup.formal")

    def _show(self, number: int) -> None:
        self.setText(f"● {count(number, 'steunaanvraag', 'steunaanvragen')} met een termijn")
        self.setVisible(number > 0)
