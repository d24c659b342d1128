"""The window: the lock screen or the workbench, never both. Its title names the program only, because a taskbar is public."""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from sociaalhuis.errors import Damage, Refusal, Told
from sociaalhuis.paths import has_house
from sociaalhuis.ui import look, mine
from sociaalhuis.ui.ask import Ask, Dialogs
from sociaalhuis.ui.frame import session
from sociaalhuis.ui.frame.lock import Lock
from sociaalhuis.ui.jobs import Jobs
from sociaalhuis.ui.mine import Mine
from sociaalhuis.ui.tidy import Tidy

TITLE = "Sociaal Huis"
LOOK_AGAIN = 5_000  # milliseconds after a sign of life before the next one is looked for
GUIDE_AGAIN = 3_600_000  # milliseconds before it is looked at again whether the guide of the day is there
GUIDE_AFTER = 20_000  # milliseconds behind the suggestions before the emergency guide of the day is made
WARNING = 30_000  # milliseconds before the lock
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
        self._whose: Any = None  # the account that it is of
        self._bench: Any = None
        self._opened: Any = None  # what the workbench stands on; None while locked
        self.setWindowTitle(TITLE)
        self.resize(look.px(1366), look.px(768))
        self._limit_size()
        self._trying = threading.Event()  # somebody signs in
        self._warming = QTimer(self, singleShot=True, interval=WARM_UP_AFTER)
        self._warming.timeout.connect(self._warm_up)
        self._guide = QTimer(self, singleShot=True)
        self._guide.timeout.connect(self._make_guide)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self._nearly = QTimer(self, singleShot=True)
        self._nearly.timeout.connect(self._warn)
        self._looking = QTimer(self, singleShot=True, interval=LOOK_AGAIN)
        self._looking.timeout.connect(partial(self._watch_for_life, True))
        self._stop_watching = session.watch(self, self.lock)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._contrast_changed)
        self._show_first()

    def _show_first(self) -> None:
        """The lock screen of the house, or the first run where none stands."""
        if has_house(self._place):
            self._show_lock("")
        else:
            self._show_wizard()

    def _limit_size(self) -> None:
        """Large text must not make the window larger than the screen."""
        room = self.screen().availableSize()
        self.setMinimumSize(min(look.px(1024), room.width()), min(look.px(640), room.height()))

    # ── first run ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_wizard(self) -> None:
        from sociaalhuis.ui.frame.wizard import Wizard

        wizard = Wizard(self._place, self._jobs, self._ask, self._now)
        wizard.ready.connect(self._founded)
        wizard.restore_asked.connect(self._show_restoring)
        wizard.joined.connect(partial(self._show_lock, "Deze pc is aangesloten. Meld je aan met je eigen naam."))
        self.setCentralWidget(wizard)
        wizard.begin()
        self._warming.start()

    @Slot(str)
    def _founded(self, keeper: str) -> None:
        self._name = keeper
        self._show_lock("Je huis staat klaar. Meld je aan met je wachtwoordzin.")

    # ── lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_lock(self, notice: str) -> None:
        self._trying.clear()
        lock = Lock(TITLE, notice, self._name, self._hint)
        lock.entered.connect(self._try)
        lock.restore_asked.connect(self._show_restoring)
        self.setCentralWidget(lock)
        lock.setFocus()
        self._warming.start()

    def _warm_up(self) -> None:
        """Import the heavy parts and read what every house knows, while the password is being typed."""

        def heavy() -> None:
            from sociaalhuis.ui.frame.opening import warm_up

            warm_up()

        def knowledge() -> None:
            from sociaalhuis.ui.frame.opening import fetch_knowledge

            fetch_knowledge(busy=self._trying.is_set)

        if self._bench is None:
            self._jobs.house(heavy, _nowhere)
            self._jobs.rest(knowledge, self._knows)

    def _knows(self, _none: object) -> None:
        if isinstance(self.centralWidget(), Lock):  # nothing of a house is in memory now
            self._tidy.settle()

    @Slot(str, str)
    def _try(self, name: str, secret: str) -> None:
        place, now = self._place, self._now

        def sign_in() -> Any:
            from sociaalhuis.ui.frame.opening import open_for_work

            return open_for_work(place, secret, name or None, now)

        self._name = name
        self._trying.set()
        self._jobs.house(sign_in, self._enter, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._trying.clear()
        lock = self.centralWidget()
        if not isinstance(error, Told):
            raise error
        if not isinstance(lock, Lock):
            return
        if isinstance(error, Damage):  # its next step is for the command line; here a key does it
            lock.refuse(error.what, counts=False)
            self._newest_copy(partial(self._offer_restore, lock))
        else:
            lock.refuse(str(error), counts=isinstance(error, Refusal))

    def _enter(self, opened: Any) -> None:
        from sociaalhuis.ui.workplace import Workplace

        self._opened = opened
        self._show_bench(
            Workplace(
                opened.house, self._jobs, self._ask, go=_nowhere, say=_nowhere, now=self._now, today=self._today,
                redress=self.redress, restore=self._leave_for_restoring, erase=self._erase_outing,
            )
        )  # fmt: skip
        self._build_engine()
        if opened.notice:
            self._bench.say(opened.notice)
        self._watch_for_life(True)
        self._start_idle()

    def _show_bench(self, place: Any) -> None:
        """All screens on this workplace, with the work of before; a colleague who comes after another begins with nothing."""
        from sociaalhuis.ui.frame.away import band, first_screen
        from sociaalhuis.ui.frame.workbench import Workbench

        if place.house.actor.id != self._whose:
            self._remembered, self._whose = {}, place.house.actor.id
        place.remembered = {key: value for key, value in self._remembered.items() if key}
        away = band(place.house, self._now())
        self._bench = Workbench(place, self._opened.shown, away or self._hint, practice=bool(self._hint and not away))
        self._bench.lock_asked.connect(self.lock)
        self.setCentralWidget(self._bench)
        self._bench.show()  # at once, so that the next key finds it
        self._bench.go(first_screen(place.house, self._now(), self._remembered.get("", "today")))

    def _build_engine(self) -> None:
        """The suggestions are built behind the first screen, not beside its loading."""
        jobs, build = self._jobs, self._opened.build_engine
        jobs.house(_nothing, lambda _none: jobs.rest(build, self._got_engine, key="engine"))

    def _got_engine(self, engine: Any) -> None:
        if self._bench is not None:
            self._bench.place.engine = engine
            self._bench.engine_ready()
            self._jobs.later(engine.ready_search)
            self._tidy.drop_sources()
            self._guide.start(GUIDE_AFTER)

    def _make_guide(self) -> None:
        """The emergency guide of the day, for when there is no computer; once a day, when nobody waits for anything."""
        from sociaalhuis.desk.catalogue import guide

        if self._bench is not None and guide.folder(self._bench.place.house) is not None:
            self._jobs.later(partial(guide.daily, self._bench.place.house, self._now()))
            self._guide.start(GUIDE_AGAIN)  # who works on through the night finds the guide of the new day

    def _local(self) -> datetime:
        from sociaalhuis.desk.workdays import local

        return local(self._now())

    def _today(self) -> date:
        return self._local().date()

    @Slot()
    def lock(self) -> None:
        """Lock: every screen keeps its work, the screens go, the file closes and the key goes with it. Always succeeds."""
        if self._bench is None:
            return
        bench, self._bench, self._opened = self._bench, None, None
        self._watch_for_life(False)
        self._looking.stop()
        self._idle.stop()
        self._nearly.stop()
        self._guide.stop()
        self._remembered = bench.leave()
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        self._jobs.stop()
        self._jobs.deleteLater()
        self._jobs = Jobs(self._present, self)
        bench.place.house.close()
        self._show_lock(f"Vergrendeld om {self._local():%H.%M} uur. Je werk is bewaard.")
        bench.deleteLater()
        self._tidy.clear_soon()

    # ── another look ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def redress(self, liked: Mine, said: str = "") -> None:
        """Dress the program otherwise. The screens are made anew, with all work in place; ``said`` goes in the status bar."""
        application = QApplication.instance()
        bench, self._bench = self._bench, None
        self.setUpdatesEnabled(False)
        if bench is not None:
            self._remembered = bench.leave()
            self._jobs.drop_answers()
            bench.deleteLater()  # and at once, before the look changes: what goes away need not be dressed
            QApplication.sendPostedEvents(bench, QEvent.Type.DeferredDelete.value)
        if isinstance(application, QApplication):
            look.apply(application, liked.scheme, liked.scale)
        self._limit_size()
        if bench is not None:
            self._show_bench(bench.place)
            self._bench.say(said)
            if bench.place.engine is None:
                self._build_engine()
        self.setUpdatesEnabled(True)

    @Slot()
    def _scheme_changed(self) -> None:
        """The PC went from light to dark, or back."""
        if mine.load().scheme == "system":
            self._contrast_changed()

    @Slot()
    def _contrast_changed(self) -> None:
        """A contrast theme of the system came or went."""
        QTimer.singleShot(0, self, lambda: self.redress(mine.load()))

    # ── putting a copy back ──────────────────────────────────────────────────────────────────────────────────────────────

    def _newest_copy(self, then: Callable[[Any], None]) -> None:
        """Look for the newest copy; ``then`` hears of it when the same page is still shown."""
        place, page = self._place, self.centralWidget()

        def search() -> Any:
            from sociaalhuis.exchange.backup import newest_known

            return newest_known(place)

        self._jobs.rest(search, lambda found: then(found) if self.centralWidget() is page else None, key="newest copy")

    def _offer_restore(self, lock: Lock, found: Any) -> None:
        from sociaalhuis.ui.frame.restoring import when

        lock.offer_restore(when(found, self._now()) if found else "")

    def _leave_for_restoring(self) -> None:
        """From the settings: the house must be closed first."""
        self.lock()
        self._show_restoring()

    def _erase_outing(self) -> None:
        """A zitdag that is home leaves this laptop; where nothing stands, the first run begins."""
        from sociaalhuis.desk.outing import closing

        self.lock()
        try:
            closing.erase(self._place)
        except Told as trouble:
            self._show_lock(str(trouble))
            return
        self._show_first()

    def _show_restoring(self) -> None:
        from sociaalhuis.ui.frame.restoring import Restoring

        page = Restoring(self._place, self._jobs, self._ask, self._now)
        page.left.connect(self._show_first)
        page.restored.connect(self._show_lock)
        self.setCentralWidget(page)
        page.begin()
        self._newest_copy(page.propose)

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
        """A key, a click or a wheel starts the idle clock anew. Then nobody looks for a while: screens are made faster so."""
        if event.type() in _SIGNS_OF_LIFE:
            self._start_idle()
            self._watch_for_life(False)
            self._looking.start()
        return False

    def _start_idle(self) -> None:
        """The clock runs from now, for as many minutes as the house says at this moment."""
        if self._bench is not None:
            until = self._bench.place.house.number("lock.minutes") * 60_000
            self._idle.start(until)
            self._nearly.start(until - WARNING)

    def _warn(self) -> None:
        """Say it in time, for who reads a letter or listens."""
        if self._bench is not None:
            self._bench.say(
                f"Over {WARNING // 1000} seconden vergrendelt het programma. Druk op een toets om verder te werken.",
                WARNING,
            )

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
