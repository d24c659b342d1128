"""A morning at the desk in keys, on the real window and a given house, for the benchmark: what each key cost the person.

``python -m sociaalhuis.ui.frame.morning HOUSE NAME PASSWORD [empty|board|agenda]`` prints JSON: seconds from key to painted
letter (``echo``), from key to filtered list (``catalogue``, ``clients``, ``palette``), from key to painted screen
(``screens``); the gaps between the beats of a heart in the window's thread (``stalls``, seconds, longest first, each with its
step); the memory of the process, in MB. With ``empty`` it types in a bare Qt window: the floor. With ``board`` it only opens
the opvolglijst: seconds from key to painted list the first time, as soon as the suggestions are there (``board_first``), and
again (``board``). With ``agenda`` it pages between a full week and an empty one (``week``, ``empty_week``).
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.frame.window import Window
from sociaalhuis.ui.parts.rows import Rows

WORDS = "De deurwaarder is geweest en ik kan de huur niet meer betalen. Ik woon alleen met twee kinderen."
PATIENCE, PAUSE, BEAT = 5.0, 0.06, 5  # seconds, seconds between letters, milliseconds between beats
SCREENS = ("Ctrl+1", "Ctrl+N", "F7", "Ctrl+1", "Ctrl+T", "Ctrl+G", "Ctrl+3", "Ctrl+4", "Ctrl+1", "F1", "Ctrl+1")
_WORST = 8


class Morning:
    """Presses keys on one window and keeps what each took."""

    def __init__(self, window: QMainWindow) -> None:
        self.window = window
        self.times: dict[str, list[float]] = {}
        self._step, self._gaps = "start", list[tuple[float, str]]()
        self._listed = False
        self._clock = QElapsedTimer()
        self._heart = QTimer(window, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)

    def _beat(self) -> None:
        gap = self._clock.nsecsElapsed() / 1e9 if self._clock.isValid() else 0.0
        self._gaps.append((gap, self._step))
        self._clock.start()

    def stalls(self) -> list[tuple[float, str]]:
        """The longest times without a beat, in seconds, each with its step."""
        return sorted(self._gaps, reverse=True)[:_WORST]

    def rest(self, seconds: float) -> None:
        """Let the window work while the person does nothing."""
        self.until(lambda: False, seconds)

    def until(self, holds: Callable[[], object], patience: float = PATIENCE) -> bool:
        """Let the window work until this holds; whether it did."""
        latest = time.perf_counter() + patience
        while not holds():
            if time.perf_counter() > latest:
                return False
            QApplication.processEvents()
            time.sleep(0.001)
        return True

    def start(self) -> None:
        """Start the heart: from now on a window that stands still is seen."""
        self._heart.start()

    def press(self, chord: str, kept: str = "") -> None:
        """Press a chord; the seconds until the window has painted go under ``kept``."""
        self._step = chord
        combination = QKeySequence(chord)[0]  # type: ignore[index]  # the stubs miss it
        begun = time.perf_counter()
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()
        if kept:
            self.times.setdefault(kept, []).append(time.perf_counter() - begun)

    def type(self, text: str, kept: str = "echo", pause: float = PAUSE) -> None:
        """Type letters as somebody does; the seconds from key to paint go under ``kept``."""
        for letter in text:
            self._step = f"{kept} “{letter}”"
            begun = time.perf_counter()
            QTest.keyClicks(self._focus(), letter)
            QApplication.processEvents()
            self.times.setdefault(kept, []).append(time.perf_counter() - begun)
            self.rest(pause)

    def filter(self, text: str, kept: str) -> None:
        """Type letters in a search field; the seconds from each key until the list has changed go under ``kept``."""
        for letter in text:
            models = [rows.model() for rows in self.window.findChildren(Rows) if rows.isVisible()]
            self._listed = False
            for model in models:
                model.modelReset.connect(self._see_list)
            self._step = f"{kept} “{letter}”"
            begun = time.perf_counter()
            QTest.keyClicks(self._focus(), letter)
            if self.until(lambda: self._listed, 1.0):
                QApplication.processEvents()
                self.times.setdefault(kept, []).append(time.perf_counter() - begun)
            for model in models:
                model.modelReset.disconnect(self._see_list)
            self.rest(PAUSE)

    def _see_list(self) -> None:
        self._listed = True

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def work(morning: Morning, name: str, password: str) -> None:
    """Sign in and do what a morning brings: a question, a referral, searching, following up, with every screen shown."""
    window: Any = morning.window
    sign_in(morning, name, password)
    for chord in SCREENS:
        morning.press(chord, "screens")
        morning.rest(0.5)
    morning.press("Ctrl+N", "screens")
    morning.type(WORDS)
    morning.rest(1)
    for chord in ("Alt+O", "Return", "F6", "F6", "Space", "Ctrl+D"):
        morning.press(chord)
        morning.rest(1)
    if window.bench.here.name != "referral":
        raise SystemExit("de doorverwijzing ging niet open")
    morning.press("Ctrl+Return")
    morning.rest(1)
    for chord, letters, kept in (("Ctrl+G", "voedsel", "catalogue"), ("Ctrl+3", "janss", "clients")):
        morning.press(chord)
        morning.rest(0.5)
        morning.press("Ctrl+F")
        morning.filter(letters, kept)
    morning.press("Ctrl+K")
    morning.filter("huisarts", "palette")
    morning.press("Escape")
    morning.press("F8", "shade")
    morning.press("F8", "shade")
    morning.press("Ctrl+L")
    morning.rest(0.5)


def sign_in(morning: Morning, name: str, password: str) -> None:
    """Type name and password and wait until the day is on the screen and the suggestions are ready."""
    window: Any = morning.window
    morning.type(name, "signing_in", 0.02)
    morning.press("Return")
    morning.type(password, "signing_in", 0.02)
    morning.start()
    morning.press("Return")
    if not morning.until(lambda: window.bench is not None and window.bench.here.loaded and window.bench.place.engine, 30):
        raise SystemExit("het huis ging niet open")


def board(morning: Morning) -> None:
    """Open the opvolglijst a few times: the seconds until the list, read or looked at anew, is painted; the first apart."""
    window: Any = morning.window
    shown = 0
    for kept in ("board_first", "board", "board", "board"):
        begun = time.perf_counter()
        morning.press("Ctrl+3")
        if not morning.until(lambda: window.bench.here.name == "followup" and window.bench.here.loaded > shown, 10):  # noqa: B023
            raise SystemExit("de opvolglijst kwam niet")
        QApplication.processEvents()
        morning.times.setdefault(kept, []).append(time.perf_counter() - begun)
        morning.rest(2)
        shown = window.bench.here.loaded
        morning.press("Ctrl+1")
        morning.rest(2)


def agenda(morning: Morning) -> None:
    """Go back and forth between the full week and the next: the seconds until each is painted."""
    window: Any = morning.window
    morning.press("Ctrl+9")
    morning.rest(2)
    screen = window.bench.here
    if window.bench.place.today().weekday() > 4:  # the town fills the week that comes
        morning.press("PgDown")
        morning.rest(1)
    for chord, kept in (("PgDown", "empty_week"), ("PgUp", "week")) * 7:
        shown = screen.loaded
        begun = time.perf_counter()
        morning.press(chord)
        if not morning.until(lambda: screen.loaded > shown, 10):  # noqa: B023
            raise SystemExit("de agenda kwam niet")
        QApplication.processEvents()
        morning.times.setdefault(kept, []).append(time.perf_counter() - begun)
        morning.rest(0.3)


def main(arguments: list[str]) -> None:
    """One morning, or the typing of its words in a bare window, or only the opvolglijst."""
    place, name, password, *rest = arguments
    application = QApplication([])
    field = QPlainTextEdit()
    bare = rest == ["empty"]
    if bare:
        window = QMainWindow()
        window.setCentralWidget(field)
    else:
        look.apply(application)
        window = Window(Path(place))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    morning = Morning(window)
    morning.rest(1)
    if bare:
        field.setFocus()
        morning.type(WORDS)
    elif rest:
        sign_in(morning, name, password)
        {"board": board, "agenda": agenda}[rest[0]](morning)
    else:
        work(morning, name, password)
    memory = _memory()
    window.close()
    sys.stdout.write(json.dumps({"times": morning.times, "stalls": morning.stalls(), "memory": memory}))


def _memory() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
