"""Instellingen: what holds for the house, who works here, the reservekopie, and how I like my screen."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QApplication, QComboBox, QFormLayout, QFrame, QVBoxLayout, QWidget

from sociaalhuis.errors import Told
from sociaalhuis.ui import look, mine
from sociaalhuis.ui.backup_admin import BackupCard
from sociaalhuis.ui.folding import Folding
from sociaalhuis.ui.house_admin import HouseCard
from sociaalhuis.ui.people_admin import PeopleCard
from sociaalhuis.ui.workplace import Command, Screen, Workplace

NARROW = 860  # below this, in pixels at 100 %, two columns do not fit


class Admin(Screen):
    """All settings on one page: the house at the left; people, backup and my screen at the right."""

    name: ClassVar[str] = "admin"
    title: ClassVar[str] = "Instellingen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._house = HouseCard(place)
        self._people = PeopleCard(place)
        self._backup = BackupCard(place)
        self._mine = MineCard(place)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.PAD))
        column.addWidget(self._people, 1)
        column.addWidget(self._backup)
        column.addWidget(self._mine)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Folding(self._house, right, NARROW))
        self.bind_commands()

    def arrive(self, backup: bool = False, **_what: Any) -> None:
        """Show what holds now; ``backup`` also makes a reservekopie at once."""
        self._house.show_values()
        self._people.load()
        self._backup.show_state()
        if backup:
            self._backup.now.setFocus()
            self._backup.make()
        else:
            self._house.search.setFocus()

    def changed(self, _changed: object) -> None:
        """Somebody changed something: the people may be others; a setting that was taken back is read again."""
        self._house.reread()
        self._people.load()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Instelling zoeken", self._house.search.setFocus, "Ctrl+F", "search"),
            Command("Medewerker toevoegen", self._people.open_form, "", "plus"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._house.search, self._people.rows, self._backup.now, self._mine.scheme)


class MineCard(QFrame):
    """Theme and text size of this person on this PC."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        kept = mine.load()
        self.scheme, self._size = QComboBox(), QComboBox()
        for key, words in mine.SCHEMES.items():
            self.scheme.addItem(words, key)
        for percent in mine.SCALES:
            self._size.addItem(f"{percent} %", percent)
        self.scheme.setCurrentIndex(self.scheme.findData(kept.scheme))
        self._size.setCurrentIndex(self._size.findData(kept.percent))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label("Mijn scherm", look.WORDS, bold=True))
        form = QFormLayout()
        form.setHorizontalSpacing(look.px(look.PAD))
        form.addRow("&Kleuren", self.scheme)
        form.addRow("&Grootte van de letters", self._size)
        inside.addLayout(form)
        for box in (self.scheme, self._size):
            box.activated.connect(self._choose)

    def _choose(self) -> None:
        chosen = mine.Mine(self.scheme.currentData(), self._size.currentData())
        try:
            mine.keep(chosen)
        except Told as told:
            self._place.say(str(told))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            look.apply(application, chosen.scheme, chosen.scale)
        self._place.say("Bewaard. Vergrendel (Ctrl+L) en meld je aan: dan staat alles juist.")
