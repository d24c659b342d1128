"""Garbage is collected in the window's thread only.

Python may otherwise collect in whichever thread happens to allocate. When that is a worker, widgets of a screen that was closed
die outside the thread that made them, and Qt takes the program down with them.
"""

import functools
import gc
import linecache

from PySide6.QtCore import QObject, QTimer

EVERY = 1500  # milliseconds


@functools.cache
def _settle() -> None:
    """Once for a process, as the freezing is."""
    gc.freeze()


class Tidy(QObject):
    """Takes over the collecting for as long as the window lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._collect)
        self._timer.start()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.clear)

    def _collect(self) -> None:
        """What Python itself would collect by now: the oldest generation that is full."""
        full = [n for n, (number, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if number > limit]
        if full:
            gc.collect(full[-1])

    def settle(self) -> None:
        """What is there now stays: words and phrases need not be looked through every time. Only with no house open."""
        _settle()

    def drop_sources(self) -> None:
        """The binding of Qt reads the text of every module that is imported, and keeps it; nobody reads it again."""
        linecache.clearcache()

    def clear_soon(self) -> None:
        """Clear as soon as Qt has let go of the widgets that were deleted."""
        self._soon.start()

    def clear(self) -> None:
        """After the lock: everything of the house that was open goes, and the key with it."""
        gc.collect()

    def stop(self) -> None:
        """The window closes: Python collects by itself again."""
        self._timer.stop()
        self._soon.stop()
        self.clear()
        gc.enable()
