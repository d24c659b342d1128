"""In a house that several desks share: what the others did comes on the screen, and what they set holds here too."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from sociaalhuis import house as houses
from sociaalhuis.access import users
from sociaalhuis.db.store import Changed
from sociaalhuis.errors import told
from sociaalhuis.house import House
from sociaalhuis.ui.workplace import Workplace

OFTEN = 3000  # milliseconds after which what another desk did is on the screen
_OF_THE_HOUSE = frozenset({"setting", "user"})


class Others(QTimer):
    """Runs while somebody works in a shared house; ``shut`` when a colleague closed the account that is signed in."""

    shut = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent, interval=OFTEN)
        self._place, self._gone = place, False
        self.timeout.connect(self._look)
        self._end = place.house.store.listen(self._heard)
        if place.house.shared:
            self.start()
            self._look()

    def leave(self) -> None:
        """Nobody works here any more."""
        self.stop()
        self._end()

    def _look(self) -> None:
        self._place.jobs.house(self._place.house.store.catch_up, self._there, key="others", failed=self._away)

    def _there(self, _nothing: None) -> None:
        self._gone = False

    def _away(self, error: BaseException) -> None:
        if not self._gone:
            self._place.say(told(error))
        self._gone = True

    def _heard(self, changed: Changed) -> None:
        if self._place.house.shared and _OF_THE_HOUSE & set(changed.rows):
            QTimer.singleShot(0, self, self._reread)

    def _reread(self) -> None:
        self._place.jobs.house(partial(_now, self._place.house), self._got, failed=self._away)

    def _got(self, found: tuple[House, bool]) -> None:
        self._place.house, works = found
        if not works:
            self.shut.emit()


def _now(house: House) -> tuple[House, bool]:
    return houses.reread(house), users.works(house)
