"""Work in the background: one long-lived emitter, a thread for the house, one for the rest, one beside them for long work, one
for what nobody waits for, and a few for what goes to printers.

Screens give a callable and a method that takes the answer, in the window's thread. A newer job with the same ``key`` makes the
older answer stale: it is dropped. Errors go to the screen's own ``failed`` or to the one presenter of the window. Work on the
house that has no key, or that runs once, may write: it is always done, also when the window leaves, and its failing is told.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QThread, QThreadPool, Signal, Slot

PRINTERS = 3  # at once: one that hangs does not keep another from printing
PATIENCE = 3000  # milliseconds that closing waits for what still runs
WRITING = 15_000  # … and for what is being written


@cache
def _leaving() -> QThreadPool:
    """For paper on its way: of the program, not of a window, so that nobody who locks or closes waits for a printer."""
    pool = QThreadPool()
    pool.setMaxThreadCount(PRINTERS)
    return pool


class _Done(NamedTuple):
    key: str | None
    turn: int
    then: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None
    answer: Any
    error: BaseException | None
    writes: bool


class Jobs(QObject):
    """The background work of one window."""

    _finished = Signal(object)

    def __init__(self, present: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._present = present
        self._house, self._rest, self._aside, self._later = (QThreadPool(self) for _ in range(4))
        self._pools = (self._house, self._rest, self._aside, self._later)
        for pool in self._pools:
            pool.setMaxThreadCount(1)
        self._later.setThreadPriority(QThread.Priority.IdlePriority)
        self._turns: dict[str, int] = {}
        self._under_way: dict[str, int] = {}  # what is being written, with its turn
        self._turn = 0
        self._stopped = False
        self._dropped = 0  # turns up to here get no answer any more
        self._finished.connect(self._deliver)

    def house[T](
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        key: str | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Work that reads or writes the house, one after the other."""
        self._start(self._house, work, then, key, failed)

    def once[T](
        self,
        key: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Work that writes in the house: while it is under way, the same ``key`` starts nothing (somebody pressed twice)."""
        if key not in self._under_way and not self._stopped:
            self._under_way[key] = self._turn + 1
            self._start(self._house, work, then, key, failed)

    def rest[T](
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        key: str | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Work that needs no house: layout of paper, reading resources, ranking."""
        self._start(self._rest, work, then, key, failed)

    def aside[T](
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        key: str | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Long work that somebody does wait for, such as an import: nothing else waits behind it. It asks ``stopped`` too."""
        self._start(self._aside, work, then, key, failed)

    def paper[T](
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        key: str | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """What goes to a printer or into a file. A printer may hang: nothing else waits behind it, and leaving neither."""
        self._start(_leaving(), work, then, key, failed)

    def later[T](
        self, work: Callable[[], T], then: Callable[[T], None] = lambda _answer: None, *, key: str | None = None
    ) -> None:
        """Work that nobody waits for: it only takes the time that is left. Long work asks ``stopped`` now and then."""
        self._start(self._later, work, then, key, None)

    @property
    def stopped(self) -> bool:
        """Whether the window is leaving: nobody wants an answer any more."""
        return self._stopped

    def busy(self) -> bool:
        """Whether anything runs that somebody waits for."""
        return any(pool.activeThreadCount() for pool in (self._house, self._rest, self._aside))

    def drop_answers(self) -> None:
        """Let what was asked of the house finish, and answer nobody: the screens that asked are gone."""
        if self._house.waitForDone(PATIENCE):
            self._under_way.clear()
        self._dropped = self._turn

    def stop(self) -> None:
        """Drop all answers that are still to come, for ever, and wait for what runs: after a lock there are new Jobs.

        What somebody saved and what still stands in the row is written first.
        """
        self._stopped = True
        for pool in self._pools:
            if pool is not self._house:
                pool.clear()
            pool.waitForDone(WRITING if pool is self._house else PATIENCE)

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        key: str | None,
        failed: Callable[[BaseException], None] | None,
    ) -> None:
        if self._stopped:
            return
        self._turn += 1
        turn = self._turn
        writes = pool is self._house and (key is None or self._under_way.get(key) == turn)
        if key is not None:
            self._turns[key] = turn

        def run() -> None:
            if self._stopped and not writes:
                return
            try:
                done = _Done(key, turn, then, failed, work(), None, writes)
            except Exception as error:  # it is presented in the window
                done = _Done(key, turn, then, failed, None, error, writes)
            with suppress(RuntimeError):  # the window is gone: nobody waits for the answer
                self._finished.emit(done)

        pool.start(run)

    @Slot(object)
    def _deliver(self, done: _Done) -> None:
        if done.key is not None and self._under_way.get(done.key) == done.turn:
            del self._under_way[done.key]
        if self._stopped or done.turn <= self._dropped or (done.key is not None and self._turns[done.key] != done.turn):
            if done.error is not None and done.writes:  # nobody is there to answer, but somebody must know
                self._present(done.error)
            return
        if done.error is None:
            done.then(done.answer)
        else:
            (done.failed or self._present)(done.error)
