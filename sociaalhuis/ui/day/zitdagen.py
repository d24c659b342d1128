"""On Vandaag: the zitdagen of today with who comes when, without a word of what it is about. Hidden when there are none."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from sociaalhuis.desk.agenda import view
from sociaalhuis.desk.agenda.view import Sitting
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import spots
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.parts.spots import Spot
from sociaalhuis.ui.workplace import Workplace


class ZitdagenToday(QFrame):
    """A heading and the lines; Enter opens the agenda there."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._head = look.label("", bold=True)
        self.rows = Rows("Agenda vandaag", lead=48)
        self.rows.chosen.connect(self._open)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(self._head)
        inside.addWidget(self.rows, 1)
        self.hide()

    def load(self) -> None:
        """Look what there is today."""
        house, today = self._place.house, self._place.today()
        self._place.jobs.house(partial(view.days, house, today, today), self._show, key="today.agenda")

    def _show(self, found: Sequence[Sitting]) -> None:
        self.rows.show_lines(spots.lines(found, self._place.now(), whole=False))
        waiting = sum(len(one.to_choose) for one in found)
        self._head.setText("Agenda vandaag" + (f" · ▲ {count(waiting, 'keuze', 'keuzes')}" if waiting else ""))
        self.setVisible(bool(found))

    def _open(self, what: Spot | None) -> None:
        if what is not None:
            one = what.entry.id if what.entry else None
            self._place.go("agenda", day=what.sitting.day, series=what.series, appointment=one)
