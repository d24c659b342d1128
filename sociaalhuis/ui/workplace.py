"""What a screen gets to work with, and what a screen is. One Workplace lives from unlocking to locking."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from sociaalhuis.ui.jobs import Jobs

if TYPE_CHECKING:
    from sociaalhuis.catalogue.engine import Engine
    from sociaalhuis.db.store import Changed
    from sociaalhuis.desk.followup.board import Board
    from sociaalhuis.desk.referral.experience import Outcomes
    from sociaalhuis.house import House
    from sociaalhuis.ui.ask import Ask
    from sociaalhuis.ui.mine import Mine


NOT_YOURS = "Met jouw rol zijn hier geen dossiers en vragen van cliënten te zien. Vraag het aan een collega van het onthaal."


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done on a screen: it stands in the palette, in the help and behind its key."""

    label: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""


@dataclass(slots=True)
class Workplace:
    """The house, the jobs and the ways to talk to the window: ``go`` shows a screen by name, ``say`` fills the status bar."""

    house: "House"
    jobs: Jobs
    ask: "Ask"
    go: Callable[..., None]
    say: Callable[[str], None]
    now: Callable[[], datetime]
    today: Callable[[], date]
    engine: "Engine | None" = None  # ready a moment after unlocking
    outcomes: "Outcomes | None" = None  # of earlier referrals; counted by the first screen that asks
    board: "Board | None" = None  # the opvolglijst in memory; read by the first screen that asks
    remembered: dict[str, Any] = field(default_factory=dict)  # scroll positions and the like, for after a lock
    look_at_backup: Callable[[], None] = lambda: None  # how old the reservekopie is, anew; the frame sets it
    take_along: Callable[[str], None] = lambda _service: None  # a service (slug) to the work at hand; the frame sets it
    redress: "Callable[[Mine, str], None]" = lambda _mine, _said: None  # another look: all screens anew; the window sets it
    restore: Callable[[], None] = lambda: None  # lock, and put a reservekopie back; the window sets it
    erase: Callable[[], None] = lambda: None  # lock, and take the zitdag off this laptop; the window sets it
    lock: Callable[[], object] = lambda: None  # leave; the frame sets it
    ready: Callable[[str], None] = lambda _name: None  # make a screen that is likely next; the frame sets it
    practise: Callable[[], None] | None = None  # begin the exercises of a practice house; the frame sets it while there are
    back: Callable[[], None] = lambda: None  # to where one came from, with the same focus; the frame sets it


def press(act: Callable[[], object], _checked: bool = False) -> None:
    """Do what a button or a key stands for; the state that Qt hands over with a click is not wanted."""
    act()


class Screen(QWidget):
    """One screen. ``name`` is how ``go`` finds it, ``title`` what the bar shows: never a client's name.

    ``goes_back``: Escape does.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    goes_back: ClassVar[bool] = False

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.topic: Mapping[str, str] = {}  # what a signal begins with from here: kind, domain, place; nothing of a client

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to where one was, on a screen that one comes to from elsewhere."""
        if self.goes_back and event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def arrive(self, **_what: Any) -> None:
        """The screen is shown: load what it needs and put the focus where work begins."""

    def prepare(self) -> None:
        """The screen was made before somebody comes: read what it will show."""

    def leave(self) -> None:
        """Another screen comes, or the lock: keep unfinished work. Must always succeed."""

    def changed(self, _changed: "Changed") -> None:
        """Something in the house changed: reload when it is shown here."""

    def covered(self) -> None:
        """The privacy shade comes over the screen: close what nobody may see when it goes."""

    def explore(self) -> None:
        """Ctrl+R: explore rights, for whom this screen is about."""
        self.take_to("rights")

    def take_to(self, screen: str) -> None:
        """Go on elsewhere with what is typed here; nothing that is unfinished is left behind."""
        self.place.go(screen, new=True)

    def proceed(self, screen: str, **what: Any) -> None:
        """Go on elsewhere when a job is done, unless who works here went on already: nobody is pulled out of other work."""
        if self.isVisible():
            self.place.go(screen, **what)

    def turn_back(self) -> None:
        """Back to where one came from when a job is done, unless who works here went on already."""
        if self.isVisible():
            self.place.back()

    def appoint(self) -> None:
        """Ctrl+Shift+A: an appointment, for whom this screen is about (of what it remembers)."""
        state = self.remember()
        whom = {key: UUID(str(state[key])) for key in ("contact", "person", "referral") if state.get(key)}
        if whom and "draft" not in state:
            self.place.go("booking", new=True, **whom)
        else:
            self.take_to("booking")

    def inform(self) -> None:
        """Show the information sheet about privacy, for whom this screen is about (``person`` of what it remembers)."""
        person = self.remember().get("person")
        self.place.go("client", inform=True, person=UUID(person) if person else None)

    def engine_ready(self) -> None:
        """The suggestions can be asked from now on."""

    def commands(self) -> Sequence[Command]:
        """What can be done here now."""
        return ()

    def bind_commands(self) -> None:
        """Put every command of this screen behind its key; called once, at the end of making the screen."""
        for command in self.commands():
            if command.shortcut:
                action = QAction(self)
                both = {command.shortcut, command.shortcut.replace("Enter", "Return")}  # Qt calls the two Enter keys apart
                action.setShortcuts([QKeySequence(key) for key in sorted(both)])
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.triggered.connect(partial(press, command.run))
                self.addAction(action)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes to, in order."""
        return ()

    def remember(self) -> Mapping[str, Any]:
        """Where the person was, as JSON values, for after a lock or a restart: texts, cursor, scroll positions."""
        return {}

    def recall(self, _state: Mapping[str, Any]) -> None:
        """Go back to where the person was."""
