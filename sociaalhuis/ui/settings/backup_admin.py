"""The reservekopie and the recovery sheet: how old, make one now, choose where copies come, put one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sociaalhuis import house as houses
from sociaalhuis.access import users
from sociaalhuis.actions import allows
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import told
from sociaalhuis.exchange import backup, verify
from sociaalhuis.house import House
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.settings.access_pages import OpenPage, SheetPage
from sociaalhuis.ui.workplace import Workplace

SETTING = "backup.place"
AMBER, RED = 2, 7  # days without a backup


@dataclass(frozen=True, slots=True)
class State:
    """How safe the house is. ``short`` is for the status bar; ``role`` is good, today (amber) or late (red)."""

    short: str
    long: str
    role: str


def state(house: House, today: date) -> State:
    """The state of the backups in the folder that was chosen."""
    folder = house.text(SETTING)
    if not folder:
        return State("▲ Nog geen reservekopie", "▲ Er is nog geen map gekozen. Neem een andere schijf of stick.", "late")
    newest = backup.latest(house, Path(folder))
    if newest is None:
        return State("▲ Nog geen reservekopie", "▲ Er staat nog geen reservekopie in de map. Of de stick is er niet.", "late")
    made = local(newest.made)
    days = (today - made.date()).days
    when = {0: "vandaag", 1: "gisteren"}.get(days, f"{count(days, 'dag', 'dagen')} geleden")
    role = "late" if days >= RED else "today" if days >= AMBER else "good"
    mark = {"good": "✓", "today": "●", "late": "▲"}[role]
    long = f"{mark} De laatste is van {when}, {made:%H.%M} uur. Ze is nagekeken: ze gaat open."
    return State(f"{mark} Reservekopie {when}", long, role)


class BackupCard(QFrame):
    """Shows the state and makes a copy; ``open_page`` puts a page in place of the settings."""

    def __init__(self, place: Workplace, open_page: OpenPage) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._open_page = place, open_page
        self._busy = False
        self._state = look.label("", wrap=True)
        self._folder = look.label("", look.SMALL, role="soft", wrap=True)
        self._message = look.label("", role="late", wrap=True)
        self.now = QPushButton(look.icon("backup"), "Nu kopie   Ctrl+Shift+B")
        self._choose, self._back = QPushButton("&Map kiezen…", self), QPushButton("Terug&zetten…", self)
        self._new_sheet = QPushButton("Nieuw &herstelblad…", self)
        self._no_sheet = look.label(
            "● Er is nog geen herstelblad. Maak er een, en leg het achter slot.", role="today", wrap=True
        )
        self.now.clicked.connect(self.make)
        self._choose.clicked.connect(self._choose_folder)
        self._back.clicked.connect(self.put_back)
        self._new_sheet.clicked.connect(self.make_sheet)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        head = QHBoxLayout()
        head.addWidget(look.label("Reservekopie en herstelblad", look.WORDS, bold=True, wrap=True), 1)
        head.addWidget(self._new_sheet)
        inside.addLayout(head)
        inside.addWidget(self._state)
        inside.addWidget(self._folder)
        inside.addWidget(self._message)
        self._message.hide()
        inside.addWidget(self._no_sheet)
        row = Flow(look.px(look.GAP))
        row.addWidget(self.now)
        keeper = allows("setting.change", self._place.house.actor.role)
        for button in (self._choose, self._back) if keeper else ():
            row.addWidget(button)
        for button in (self._choose, self._back, self._new_sheet):
            button.setVisible(keeper)
        inside.addLayout(row)

    def _warn(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def show_state(self) -> None:
        """Look how old the newest copy is."""
        folder = self._place.house.text(SETTING)
        shared = "Dit huis staat op een server: meer pc's werken er samen in. " if self._place.house.shared else ""
        self._folder.setText(shared + (f"Map: {folder}" if folder else ""))
        self._folder.setVisible(bool(self._folder.text()))
        self._no_sheet.setVisible(not users.has_sheet(self._place.house))
        self._place.jobs.rest(partial(state, self._place.house, self._place.today()), self._show, key="backup.state")

    def _show(self, found: State) -> None:
        self._state.setText(found.long)
        look.set_role(self._state, found.role)

    def put_back(self) -> None:
        """Lock, and choose a copy to put back."""
        if allows("setting.change", self._place.house.actor.role):
            self._place.restore()

    def make_sheet(self) -> None:
        """The page for a new recovery sheet."""
        if allows("recovery.renew", self._place.house.actor.role):
            self._open_page(SheetPage)

    def check(self) -> None:
        """Check the house to the bottom: file, keys, journal, rows. Others go on working meanwhile."""
        if self._busy or not allows("setting.change", self._place.house.actor.role):
            return
        self._busy = True
        self._warn("")
        self._place.say("Het huis wordt nagekeken. Je mag verder werken.")
        self._place.jobs.aside(partial(verify.verify, self._place.house), self._checked, failed=self._failed)

    def _checked(self, found: Sequence[verify.Finding]) -> None:
        self._wait(False)
        faults = [f"{one.check}: {fault}" for one in found for fault in one.faults]
        if faults:
            self._warn(f"▲ Dit huis is niet gaaf. {'. '.join(faults)}. Zet de laatste goede reservekopie terug.")
        else:
            self._place.say(f"Het huis is gaaf. Nagekeken: {', '.join(one.check for one in found)}.")

    def make(self) -> None:
        """Make a copy now: in the folder of the settings, else in one that the person chooses."""
        if self._busy:
            return
        folder = self._place.house.text(SETTING)
        where = Path(folder) if folder else self._place.ask.folder("Waar komt de reservekopie?")
        if where is None:
            return
        self._wait(True)
        house, now = self._place.house, self._place.now()
        self._place.jobs.house(lambda: backup.make(house, where, now), self._made, failed=self._failed)

    def _made(self, made: backup.Backup) -> None:
        self._wait(False)
        self._place.say(f"Reservekopie gemaakt en nagekeken: {made.file.name}")
        self.show_state()
        self._place.look_at_backup()

    def _choose_folder(self) -> None:
        chosen = self._place.ask.folder("Waar komt de reservekopie elke dag?")
        if chosen is None:
            return
        if chosen.resolve().is_relative_to(self._place.house.place.resolve()):
            self._warn("Deze map zit in het huis zelf. Kies een andere schijf, een stick of een netwerkmap.")
            return
        house = self._place.house

        def change() -> House:
            houses.change_setting(house, SETTING, str(chosen))
            return houses.reread(house)

        self._place.jobs.house(change, self._chosen, failed=self._failed)

    def _chosen(self, house: House) -> None:
        self._place.house = house
        self._warn("")
        self.show_state()
        self._place.look_at_backup()

    def _failed(self, error: BaseException) -> None:
        self._wait(False)
        self._warn(told(error))

    def _wait(self, busy: bool) -> None:
        self._busy = busy  # the button stays as it is: a dead one would give the focus away
        self.now.setText("De kopie wordt gemaakt en nagekeken …" if busy else "Nu kopie   Ctrl+Shift+B")
        if busy:
            self._warn("")
