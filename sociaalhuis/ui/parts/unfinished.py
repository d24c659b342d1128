"""Unfinished work of a screen goes to disk while it is typed: at most a second after the first key that is not kept yet.

One Unfinished lives as long as its screen and is about one draft at a time. It says in words whether the work is safe.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from sociaalhuis.desk import drafts
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Told
from sociaalhuis.ui.workplace import Workplace

DELAY = 1000  # milliseconds


class Unfinished(QObject):
    """Keeps what ``content`` gives; an empty content is not worth keeping. ``state`` says how it stands: words and a role."""

    state = Signal(str, str)

    def __init__(self, place: Workplace, kind: str, content: Callable[[], Mapping[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._kind, self._content = place, kind, content
        self._turn = 0  # what was asked before the last turn is not done any more
        self.stored = self._pending = self._paused = False
        self.id = uuid4()
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._keep)

    @property
    def begun(self) -> bool:
        """Whether something is kept, or is going to be."""
        return self.stored or self._pending

    def begin(self, draft: drafts.Draft | None = None) -> None:
        """From now on it is about this draft, or a new one."""
        self._timer.stop()
        self._turn += 1
        self._pending = self._paused = False
        self.id, self.stored = (uuid4(), False) if draft is None else (draft.id, True)
        self._tell("" if draft is None else f"Bewaard {local(draft.touched):%H.%M}", "soft")

    def touch(self) -> None:
        """Something was typed. The clock is not set back by the next key, so that a long talk is kept too."""
        self._pending, self._paused = True, False
        if not self._timer.isActive():
            self._timer.start()
            self._tell("Bezig…", "soft")

    def keep_now(self, *, parked: bool = False) -> None:
        """Keep it at once, in the window's own thread. Raises Told when that cannot be."""
        self._timer.stop()
        self._turn += 1
        content, moment = self._content(), self._place.now()
        if not content and not self.stored:
            self._pending = False
            return
        drafts.keep(self._place.house, self.id, self._kind, content, moment, parked=parked)
        self._kept()

    def keep_quietly(self) -> None:
        """Before leaving: keep what was not kept yet; when it cannot be, say so and go on."""
        if self._pending:
            try:
                self.keep_now()
            except Told as told:
                self._failed(told)

    def done(self) -> None:
        """The work is finished, and somebody else lets the draft go: nothing that is still to come may bring it back."""
        self._timer.stop()
        self._turn += 1
        self._pending = False

    def pause(self) -> None:
        """The work is being finished by somebody else: until the next touch nothing is kept, also not what was on its way."""
        self._paused = True
        self._turn += 1

    def _keep(self) -> None:
        if self._paused:
            return
        self._turn += 1
        content = self._content()
        if content or self.stored:
            work = partial(self._write, self._turn, self.id, content, self._place.now())
            self._place.jobs.house(work, lambda _none: self._kept(), key="draft", failed=self._failed)

    def _write(self, turn: int, draft: UUID, content: Mapping[str, Any], moment: Any) -> None:
        if turn == self._turn:
            drafts.keep(self._place.house, draft, self._kind, content, moment)

    def _kept(self) -> None:
        self.stored = True
        self._pending = self._timer.isActive()
        if not self._timer.isActive():
            self._tell(f"Bewaard {local(self._place.now()):%H.%M}", "soft")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._tell(f"▲ Niet bewaard – {error}", "late")

    def _tell(self, words: str, role: str) -> None:
        self.state.emit(words, role)
