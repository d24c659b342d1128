"""Instellingen: what holds for the house, who works here, the reservekopie, and how I like my screen."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.exchange import moving
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.folding import Folding
from sociaalhuis.ui.settings.access_pages import AccessPage, SheetPage
from sociaalhuis.ui.settings.backup_admin import BackupCard
from sociaalhuis.ui.settings.house import HouseCard
from sociaalhuis.ui.settings.mine import MineCard
from sociaalhuis.ui.settings.people import PeopleCard
from sociaalhuis.ui.workplace import Command, Screen, Workplace

NARROW = 860  # below this, in pixels at 100 %, two columns do not fit


class Admin(Screen):
    """All settings on one page: the house at the left; people, backup and my screen at the right; small tasks over it."""

    name: ClassVar[str] = "admin"
    title: ClassVar[str] = "Instellingen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._house = HouseCard(place)
        self._people = PeopleCard(place, self._open_page)
        self._backup = BackupCard(place, self._open_page)
        self._mine = MineCard(place, self._open_page)
        self._pages: dict[type[AccessPage], AccessPage] = {}
        self._recalled: QWidget | None = None
        self._before: QWidget | None = None  # what had the focus before a page came
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.PAD))
        column.addWidget(self._people, 1)
        column.addWidget(self._backup)
        column.addWidget(self._mine)
        self._stack = QStackedWidget()
        self._stack.addWidget(Folding(self._house, right, NARROW))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.bind_commands()

    def arrive(self, backup: bool = False, sheet: bool = False, colleague: bool = False, **_what: Any) -> None:
        """Show what holds now; ``backup`` also makes a reservekopie at once, ``sheet`` starts a new recovery sheet,

        ``colleague`` a new account.
        """
        page = self._stack.currentWidget()
        if isinstance(page, SheetPage) and page.shows_code:
            page.begin()
            return
        self._overview()
        self._house.show_values()
        self._people.load()
        self._backup.show_state()
        recalled, self._recalled = self._recalled, None
        if backup:
            self._backup.now.setFocus()
            self._backup.make()
        elif sheet:
            self._backup.make_sheet()
        elif colleague:
            self._people.open_form()
        else:
            (recalled or self._house.search).setFocus()

    def leave(self) -> None:
        """Another screen comes: no secret stays on a page, unless it is a code that nobody has on paper yet."""
        for page in self._pages.values():
            if not (isinstance(page, SheetPage) and page.shows_code):
                page.forget()

    def changed(self, _changed: object) -> None:
        """Somebody changed something: the people may be others; a setting that was taken back is read again."""
        self._house.reread()
        self._people.load()

    # ── small tasks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open_page[P: AccessPage](self, kind: type[P]) -> P:
        """A page is made when it is first asked for."""
        page = self._pages.get(kind)
        if not isinstance(page, kind):
            page = kind(self.place)
            page.left.connect(self._overview)
            page.done.connect(self._done)
            self._pages[kind] = page
            self._stack.addWidget(page)
        self._before = self.window().focusWidget()
        self._stack.setCurrentWidget(page)
        page.begin()
        return page

    def _overview(self) -> None:
        """Back to all settings, and to what had the focus there."""
        before, self._before = self._before, None
        self._stack.setCurrentIndex(0)
        if before is not None:
            before.setFocus()

    def _done(self, said: str) -> None:
        self._overview()
        self.place.say(said)
        self._people.load()
        self._backup.show_state()

    def _search(self) -> None:
        self._overview()
        self._house.search.setFocus()

    def _invite(self) -> None:
        """The file with which another PC finds this shared house."""
        file = self.place.ask.save_as("Waar komt het aansluitbestand?", moving.JOIN, "Aansluitbestand (*.json)")
        if file is not None:
            work = partial(moving.write_join, self.place.house, file)
            said = f"Bewaard als {file.name}. Op de andere pc kies je “Aansluiten op een huis op een server”."
            self.place.jobs.house(work, lambda _none: self.place.say(said))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Instelling zoeken", self._search, "Ctrl+F", "search"),
            Command("Medewerker toevoegen", self._people.open_form, "", "plus"),
            Command("Nieuw wachtwoord geven aan de gekozen medewerker", self._people.give_passphrase, "", "lock"),
            Command("Mijn wachtwoord wijzigen", self._mine.open_passphrase, "", "lock"),
            Command("Nieuw herstelblad maken", self._backup.make_sheet, "", "print"),
            Command("Reservekopie terugzetten", self._backup.put_back, "", "undo"),
            Command("Het huis nakijken op fouten", self._backup.check, "", "good"),
            *([Command("Aansluitbestand voor een andere pc maken", self._invite, "", "share")] * self.place.house.shared),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._house.search, self._people.rows, self._backup.now, self._mine.scheme)

    def remember(self) -> Mapping[str, Any]:
        """What was searched and typed, and which field of my screen had the focus: another look makes this screen anew."""
        return {"mine": self._mine.remember(), "house": self._house.remember()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to what was searched and typed."""
        self._house.recall(state["house"])
        self._recalled = self._mine.recall(state["mine"])
