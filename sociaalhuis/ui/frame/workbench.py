"""The frame around the screens after unlocking: rail, bar, screens, status bar, and the keys that hold everywhere."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.actions import allows
from sociaalhuis.desk import undoing
from sociaalhuis.desk.catalogue import refreshing, seeking
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.frame.away import outing_commands
from sociaalhuis.ui.frame.band import Band
from sociaalhuis.ui.frame.others import Others
from sociaalhuis.ui.frame.palette import Palette
from sociaalhuis.ui.frame.rail import Rail
from sociaalhuis.ui.frame.rooms import CATALOGUE, DIGITS, INSIGHT, OF_CLIENTS, RAIL, make
from sociaalhuis.ui.frame.trail import Trail
from sociaalhuis.ui.parts.shown import service_in
from sociaalhuis.ui.parts.spoken import announce
from sociaalhuis.ui.workplace import NOT_YOURS, Command, Screen, Workplace

AZERTY_TWINS = ("&", "é", '"', "'", "(", "§", "è", "!", "ç", "à")  # what the digit row gives without Shift on be-AZERTY
_UNDO = "Ctrl+Z maakt"  # … dat ongedaan
SAYING, LETTER = 8000, 60  # milliseconds that a message stays in the status bar, and longer for each letter
READY_AFTER = 100  # milliseconds before a screen that is likely next is made
SEARCH_WORDS, SEARCH_KEY = "Zoek persoon, dienst of opdracht      Ctrl+K", "Zoek   Ctrl+K"
WIDE_ENOUGH = 1100  # pixels at 100 % text; below it the rail shows icons only and the search button its key


class Workbench(QWidget):
    """All screens of one signed-in person. ``lock_asked`` when the person wants to leave."""

    lock_asked = Signal()

    def __init__(self, place: Workplace, who: str, band: str = "", *, practice: bool = False) -> None:
        super().__init__()
        self.place = place
        look.load_other_scripts()
        place.go, place.say, place.back, place.look_at_backup = self.go, self.say, self.back, self.look_at_backup
        place.take_along, place.lock, place.ready = self.take_along, self.lock_asked.emit, self.make_ready
        self._at_work = "referral"  # which of question and referral was shown last
        self._trail = Trail()
        self._screens: dict[str, Screen] = {}
        self._stack = QStackedWidget()
        self._title = look.label("", look.HEADING, bold=True)
        self._status = look.label("", role="soft")
        self._rail = Rail(place.house.name)
        self._rail.chosen.connect(self.go)
        self._quiet = QTimer(self, singleShot=True, interval=SAYING)
        self._quiet.timeout.connect(partial(self.say, ""))
        self._band = Band(place, band, practice=practice)
        self._lay_out(who)
        self._palette = Palette(self)
        self._add_keys()
        self._stop_listening = place.house.store.listen(self._changed)
        self._others = Others(place, self)
        self._others.shut.connect(self.lock_asked)

    # ── frame ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self, who: str) -> None:
        column = QVBoxLayout()
        column.addWidget(self._band)
        column.addWidget(self._bar(who))
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot())
        whole = QHBoxLayout(self)
        whole.addWidget(self._rail)
        whole.addLayout(column, 1)
        for layout in (whole, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window, or large letters: the rail shows its icons only, so that the screen keeps its room."""
        super().resizeEvent(event)
        wide = self.width() >= look.px(WIDE_ENOUGH)
        self._rail.unfold(wide)
        self._search.setText(SEARCH_WORDS if wide else SEARCH_KEY)
        self._search.setMinimumWidth(look.px(360) if wide else 0)

    def _bar(self, who: str) -> QFrame:
        bar = QFrame()
        look.set_role(bar, "bar")
        bar.setFixedHeight(look.px(look.BAR))
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(look.px(look.PAD), 0, look.px(look.PAD), 0)
        inside.setSpacing(look.px(look.PAD))
        self._search = search = QPushButton(look.icon("search", "soft"), SEARCH_WORDS)
        search.setAccessibleName(SEARCH_WORDS)
        look.set_role(search, "search")
        search.clicked.connect(self.open_palette)
        lock = QPushButton(look.icon("lock"), f"{who}   Ctrl+L")
        look.set_role(lock, "quiet")
        lock.setToolTip("Vergrendelen")
        lock.clicked.connect(self.lock_asked)
        inside.addWidget(self._title)
        inside.addStretch()
        inside.addWidget(search)
        inside.addWidget(lock)
        return bar

    def _foot(self) -> QFrame:
        foot = QFrame()
        look.set_role(foot, "status")
        foot.setFixedHeight(look.px(look.STATUS))
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(look.px(look.PAD), 0, look.px(look.PAD), 0)
        inside.addWidget(self._status)
        inside.addStretch()
        self.backup = look.label("", look.SMALL, role="soft")
        inside.addWidget(self.backup)
        return foot

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def here(self) -> Screen | None:
        """The screen that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def go(self, name: str, **what: Any) -> None:
        """Show a screen by its name; it is made the first time."""
        if self.here is not None:
            if self.here.name != name:
                self._trail.leave(self.here.name, self.here)
            self.here.leave()
        self._make(name)
        if name in self.place.remembered:
            self._screens[name].recall(self.place.remembered.pop(name))
        if name in ("question", "referral"):
            self._at_work = name
        self._show(name).arrive(**what)
        if name in OF_CLIENTS and not allows("contact.register", self.place.house.actor.role):
            self.place.say(NOT_YOURS)
        self.look_at_backup()

    def _make(self, name: str) -> None:
        if name not in self._screens:
            self._screens[name] = make(name, self.place)
            self._stack.addWidget(self._screens[name])

    def make_ready(self, name: str) -> None:
        """Make a screen that is likely next, a moment later, so that its key answers at once."""
        QTimer.singleShot(READY_AFTER, self, partial(self._prepare, name))

    def _prepare(self, name: str) -> None:
        if name not in self._screens:
            self._make(name)
            self._screens[name].prepare()

    def take_along(self, service: str) -> None:
        """A service that was found is for the work at hand: a referral that is open and was shown last, else the question."""
        screen = self._screens.get("referral")
        state = self.place.remembered.get("referral", {}) if screen is None else screen.remember()
        goes_on = self._at_work == "referral" and "contact" in state
        self.go("referral" if goes_on else "question", services=(service,))

    def back(self) -> None:
        """Go back to the screen that was left for this one, as it was, with the same focus; else to Vandaag."""
        left = self._trail.back()
        if left is None:
            self.go("today")
            return
        if self.here is not None:
            self.here.leave()
        screen = self._show(left.name)
        if left.focus is not None:
            left.focus.setFocus()
        for changed in left.missed:
            screen.changed(changed)

    def _show(self, name: str) -> Screen:
        screen = self._screens[name]
        self._stack.setCurrentWidget(screen)
        self._title.setText(screen.title)
        self._rail.mark(name)
        announce(screen, screen.title)
        return screen

    def say(self, text: str, stays: int = 0) -> None:
        """Say something in the status bar for a while (``stays`` milliseconds at least); a screen reader hears it."""
        self._status.setText(text)
        self._status.setToolTip(look.tip(text))
        if text:
            self._quiet.start(max(stays, SAYING + LETTER * len(text)))
            announce(self._status, text)
        if _UNDO in text:
            QTimer.singleShot(0, self, self._promise_what_holds)

    def _promise_what_holds(self) -> None:
        """In a text field Ctrl+Z is of the field: there the message names the way that takes back the act."""
        if isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit)):
            self._status.setText(self._status.text().replace(_UNDO, "Ctrl+K “ongedaan” maakt"))

    def present(self, error: BaseException) -> None:
        """The one presenter of errors from background work."""
        self.say(told(error))

    def leave(self) -> Mapping[str, Any]:
        """Before the lock or another look: every screen keeps its work; gives where the person was."""
        self._stop_listening()
        self._others.leave()
        if self.here is not None:
            self.here.leave()
        states = {name: dict(screen.remember()) for name, screen in self._screens.items()}
        return {**self.place.remembered, **states, "": self.here.name if self.here else "today"}

    def look_at_backup(self) -> None:
        """Show in the status bar how old the newest reservekopie is."""
        from sociaalhuis.ui.settings.backup_admin import state

        self.place.jobs.rest(partial(state, self.place.house, self.place.today()), self._show_backup, key="backup")

    def _show_backup(self, found: Any) -> None:
        self.backup.setText(found.short)
        look.set_role(self.backup, found.role)

    def engine_ready(self) -> None:
        """The suggestions can be asked now."""
        self._palette.engine_ready()
        if self.here is not None:
            self.here.engine_ready()

    def _changed(self, changed: Any) -> None:
        QTimer.singleShot(0, self, partial(self._tell_screens, changed))

    def _tell_screens(self, changed: Any) -> None:
        jobs, engine = self.place.jobs, self.place.engine
        if engine is not None and refreshing.TABLES & set(changed.rows):
            work = partial(refreshing.touched, self.place.house, changed.rows)
            jobs.house(work, lambda found: jobs.rest(partial(engine.update, *found), _nothing))
        if engine is not None and seeking.TABLE in changed.rows:
            beside = partial(seeking.beside, self.place.house, self.place.now())
            jobs.house(beside, lambda found: jobs.rest(partial(engine.know_rights, *found), _nothing))
        self._trail.missed(changed)
        self._band.changed()
        if self.here is not None:
            self.here.changed(changed)

    # ── keys that hold everywhere ────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done anywhere, then what can be done on this screen."""
        return [*self._everywhere(), *(self.here.commands() if self.here else ())]

    def _everywhere(self) -> Sequence[Command]:
        rail = zip(DIGITS, RAIL, strict=True)
        return [
            *(Command(room.label, partial(self.go, room.name), f"Ctrl+{digit}", room.icon) for digit, room in rail),
            Command("Nieuwe vraag", partial(self.go, "question", new=True), "Ctrl+N", "new"),
            Command("Turven", partial(self.go, "count"), "Ctrl+T", "count"),
            Command("Rechten verkennen", self.explore, "Ctrl+R", "rights"),
            Command("Uiterste datums bekijken", partial(self.go, "deadlines"), "", "today"),
            Command("Geplande aanvragen", partial(self.go, "applications"), "", "appointment"),
            Command("Nieuwe afspraak", self.appoint, "Ctrl+Shift+A", "appointment"),
            Command("Vrij moment zoeken bij zitdagen", self.appoint, "Ctrl+Shift+V", "search"),
            Command("Zitdagen plannen", partial(self.go, "officehours"), "", "settings"),
            Command("Volgende wachtnummer", self.call_next, "Ctrl+Shift+N", "people"),
            Command("Catalogus doorzoeken", partial(self.go, "catalogue"), "Ctrl+G", "catalogue"),
            Command("Klopt niet: nummer of fiche melden", self.wrong, "Ctrl+Shift+K", "late"),
            *(Command(label, partial(self.go, name), "", icon) for label, name, icon in (*CATALOGUE, *INSIGHT)),
            Command("Signaal zonder naam", self.signal, "Ctrl+Shift+S", "share"),
            Command("Signalen bekijken", partial(self.go, "signals"), "", "follow"),
            Command("Samen bellen: gesprekken die wachten", partial(self.go, "together"), "", "share"),
            Command("Nieuwe aanmelding", partial(self.go, "incoming_new"), "Ctrl+Shift+I", "new"),
            Command("Aanmeldingen opvolgen", partial(self.go, "incoming"), "", "follow"),
            Command("Steunaanvragen opvolgen", partial(self.go, "support"), "", "follow"),
            Command("Taakverdeling stad en OCMW", partial(self.go, "split"), "", "people"),
            Command("Klacht of te dichtbij: onafhankelijke weg", self.complain, "", "shield"),
            Command("Informatieblad over privacy", self.inform, "", "print"),
            *outing_commands(self.go, away=self.place.house.away is not None),
            Command("Laatste handeling ongedaan maken", self.undo, "Ctrl+Z", "undo"),
            Command("Vergrendelen", self.lock_asked.emit, "Ctrl+L", "lock"),
            Command("Nu reservekopie maken", partial(self.go, "admin", backup=True), "Ctrl+Shift+B", "backup"),
            Command("Noodnummers", partial(self.go, "emergency"), "F7", "emergency"),
            Command("Hulp bij dit scherm", self.help, "F1", "help"),
            Command("Probleem met het programma melden", partial(self.go, "problem"), "", "late"),
            *self._band.commands(),
        ]

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            command.shortcut: command.run for command in self.commands() if command.shortcut
        }
        keys |= {f"Ctrl+{twin}": partial(self.go, room.name) for twin, room in zip(AZERTY_TWINS, RAIL, strict=True)}
        keys |= {"Ctrl+K": self.open_palette, "F6": partial(self._next_panel, 1), "Shift+F6": partial(self._next_panel, -1)}
        keys |= {"F8": self.toggle_shade}
        for sequence, run in keys.items():
            self._add_key(sequence, run)

    def _add_key(self, sequence: str, run: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(sequence))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)

    def open_palette(self) -> None:
        """The palette over the screen."""
        self._palette.open_over(self)

    def undo(self) -> None:
        """Take back my last act, after what is still being written."""
        self.place.jobs.house(partial(undoing.take_back, self.place.house, self.place.now()), self._undone)

    def _undone(self, found: tuple[str | None, bool]) -> None:
        label, again = found
        unfinished = " De vraag staat weer bij Open vragen." if again else ""
        self.say(f"Ongedaan gemaakt: {label}.{unfinished}" if label else "Er is niets om ongedaan te maken.")

    def explore(self) -> None:
        """Explore rights for whom the screen is about."""
        if self.here is not None:
            self.here.explore()

    def appoint(self) -> None:
        """An appointment for whom the screen is about."""
        if self.here is not None:
            self.here.appoint()

    def call_next(self) -> None:
        """The next of the waiting list, wherever one is."""
        from sociaalhuis.ui.agenda.queue import call_next

        call_next(self.place)

    def signal(self) -> None:
        """A signal without a name, about what one is doing."""
        self.go("signal", about=self.here.topic if self.here is not None else {})

    def wrong(self) -> None:
        """Tell that the service which is shown here is not right."""
        service = service_in(self.here) if self.here is not None else None
        if service is None:
            self.say("Hier staat geen dienst. Kies er eerst een.")
        else:
            self.go("wrong", service=service)

    def inform(self) -> None:
        """The information sheet about privacy, from any contact."""
        if self.here is not None:
            self.here.inform()

    def complain(self) -> None:
        """An independent way, about the file that is open here."""
        person = self.here.remember().get("person") if self.here is not None and self.here.name == "client" else None
        self.go("complaint", person=UUID(person) if person else None)

    def help(self) -> None:
        """What to do on this screen, and its keys; on the help itself nothing."""
        if self.here is not None and self.here.name != "help":
            self.go("help", about=self.here.name, commands=self.here.commands(), always=self._everywhere())

    def toggle_shade(self) -> None:
        """F8: hide everything at once; any key that is F8 or Escape brings it back."""
        from sociaalhuis.ui.frame.shade import Shade

        if self.here is not None:
            self.here.covered()
        Shade.toggle(self)

    def _next_panel(self, step: int) -> None:
        panels = [p for p in (self.here.panels() if self.here else ()) if _may_focus(p)]
        if not panels:
            return
        at = next((i for i, p in enumerate(panels) if _holds_focus(p)), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _nothing(_answer: object) -> None:
    """For work whose answer nobody waits for."""


def _may_focus(panel: QWidget) -> bool:
    """Whether the focus would be seen there, or where the panel passes it on to."""
    to = panel.focusProxy()
    return panel.isVisible() and panel.isEnabled() and (to is None or _may_focus(to))


def _holds_focus(panel: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (panel is focus or panel.isAncestorOf(focus))
