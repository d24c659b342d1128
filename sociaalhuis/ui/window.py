"""The window: the lock screen or the workbench, never both. Its title names the program only, because a taskbar is public."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from sociaalhuis.errors import Refusal, Told
from sociaalhuis.paths import has_house
from sociaalhuis.ui import look, session
from sociaalhuis.ui.ask import Ask, Dialogs
from sociaalhuis.ui.jobs import Jobs
from sociaalhuis.ui.lock import Lock
from sociaalhuis.ui.tidy import Tidy

TITLE = "Sociaal Huis"
IDLE_MINUTES = 3
WARM_UP_AFTER = 200  # milliseconds after the lock screen is shown
_SIGNS_OF_LIFE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


def utc_now() -> datetime:
    """The clock of the machine, in UTC."""
    return datetime.now(UTC)


class Window(QMainWindow):
    """The window on one house."""

    def __init__(
        self, place: Path, *, hint: str = "", name: str = "", now: Callable[[], datetime] = utc_now, ask: Ask | None = None
    ) -> None:
        super().__init__()
        self._place, self._hint, self._name, self._now = place, hint, name, now
        self._ask: Ask = ask or Dialogs(self)
        self._tidy = Tidy(self)
        self._jobs = Jobs(self._present, self)
        self._remembered: Mapping[str, Any] = {}
        self._bench: Any = None
        self.setWindowTitle(TITLE)
        self.resize(look.px(1366), look.px(768))
        room = self.screen().availableSize()  # large text must not make the window larger than the screen
        self.setMinimumSize(min(look.px(1024), room.width()), min(look.px(640), room.height()))
        self._warming = QTimer(self, singleShot=True, interval=WARM_UP_AFTER)
        self._warming.timeout.connect(self._warm_up)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MINUTES * 60_000)
        self._idle.timeout.connect(self.lock)
        self._stop_watching = session.watch(self, self.lock)
        if has_house(place):
            self._show_lock("")
        else:
            self._show_wizard()

    # ── first run ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_wizard(self) -> None:
        from sociaalhuis.ui.wizard import Wizard

        wizard = Wizard(self._place, self._jobs, self._ask, self._now)
        wizard.ready.connect(self._founded)
        self.setCentralWidget(wizard)
        self._warming.start()

    @Slot(str)
    def _founded(self, keeper: str) -> None:
        self._name = keeper
        self._show_lock("Je huis staat klaar. Meld je aan met je wachtwoordzin.")

    # ── lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_lock(self, notice: str) -> None:
        lock = Lock(TITLE, notice, self._name, self._hint)
        lock.entered.connect(self._try)
        self.setCentralWidget(lock)
        lock.setFocus()
        self._warming.start()

    def _warm_up(self) -> None:
        """Import the heavy parts while the password is being typed."""

        def heavy() -> None:
            from sociaalhuis.ui.opening import warm_up

            warm_up()

        if self._bench is None:
            self._jobs.house(heavy, _nowhere)

    @Slot(str, str)
    def _try(self, name: str, secret: str) -> None:
        place, now = self._place, self._now

        def sign_in() -> Any:
            from sociaalhuis.ui.opening import open_for_work

            return open_for_work(place, secret, name or None, now)

        self._name = name
        self._jobs.house(sign_in, self._enter, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        lock = self.centralWidget()
        if not isinstance(error, Told):
            raise error
        if isinstance(lock, Lock):
            lock.refuse(str(error), counts=isinstance(error, Refusal))

    def _enter(self, opened: Any) -> None:
        from sociaalhuis.ui.workbench import Workbench
        from sociaalhuis.ui.workplace import Workplace

        place = Workplace(
            opened.house, self._jobs, self._ask, go=_nowhere, say=_nowhere, now=self._now, today=self._today,
            remembered={key: value for key, value in self._remembered.items() if key},
        )  # fmt: skip
        self._bench = Workbench(place, opened.shown, self._hint)
        self._bench.lock_asked.connect(self.lock)
        self.setCentralWidget(self._bench)
        self._bench.go(self._remembered.get("", "today"))
        jobs = self._jobs  # the suggestions are built behind the first screen, not beside its loading
        jobs.house(_nothing, lambda _none: jobs.rest(opened.build_engine, self._got_engine))
        if opened.notice:
            self._bench.say(opened.notice)
        self._watch_for_life(True)
        self._idle.start()

    def _got_engine(self, engine: Any) -> None:
        if self._bench is not None:
            self._bench.place.engine = engine
            self._bench.engine_ready()
            self._tidy.settle()

    def _today(self) -> date:
        from sociaalhuis.desk.workdays import local

        return local(self._now()).date()

    @Slot()
    def lock(self) -> None:
        """Lock: every screen keeps its work, the screens go, the file closes and the key goes with it. Always succeeds."""
        if self._bench is None:
            return
        bench, self._bench = self._bench, None
        self._watch_for_life(False)
        self._idle.stop()
        self._remembered = bench.leave()
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        self._jobs.stop()
        self._jobs = Jobs(self._present, self)
        bench.place.house.close()
        self._show_lock(f"Vergrendeld om {datetime.now(UTC).astimezone():%H.%M} uur. Je werk is bewaard.")
        bench.deleteLater()
        self._tidy.clear_soon()

    # ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _present(self, error: BaseException) -> None:
        if self._bench is not None:
            self._bench.present(error)
        else:
            self._refused(error)

    def _watch_for_life(self, watch: bool) -> None:
        """See every event of the application, only while unlocked: each costs a call into Python."""
        application = QApplication.instance()
        if application is not None:
            (application.installEventFilter if watch else application.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key, a click or a wheel starts the idle clock anew."""
        if event.type() in _SIGNS_OF_LIFE:
            self._idle.start()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is locking and leaving."""
        self.lock()
        self._warming.stop()
        self._stop_watching()
        self._jobs.stop()
        self._tidy.stop()
        event.accept()

    @property
    def bench(self) -> QWidget | None:
        """The workbench, None while locked."""
        bench: QWidget | None = self._bench
        return bench


def _nothing() -> None:
    """A turn in the queue of the house."""


def _nowhere(*_args: object, **_what: object) -> None:
    """Before the workbench takes over."""
