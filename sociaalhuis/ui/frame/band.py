"""The amber band over every screen: where one works when it is not the house itself, and in a practice house the exercises."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from sociaalhuis.desk.day import practice
from sociaalhuis.desk.day.practice import Exercise
from sociaalhuis.ui import look
from sociaalhuis.ui.workplace import Command, Workplace

SINCE = "practice"  # under which the window remembers, over a lock, where the exercises began
BEGIN, STOP = "Eerste dag: zes oefeningen", "Stoppen met oefenen"
DONE = "Alle oefeningen zijn gedaan. Ctrl+L vergrendelt: zo laat je de pc achter."


class Band(QLabel):
    """``words`` all day; in a practice house, once begun, the exercise that comes next."""

    def __init__(self, place: Workplace, words: str, *, practice: bool) -> None:
        super().__init__(words)
        self._place, self._words, self._practice, self._left = place, words, practice, 0
        look.set_role(self, "chip-today")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(look.BODY, bold=True))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Oefenen" if practice else "Waar je werkt")
        if not words:
            self.hide()
        if practice:
            self._offer()
            self.changed()

    def commands(self) -> Sequence[Command]:
        """Begin or stop, in a practice house."""
        return [Command(STOP if self._busy else BEGIN, self.turn, "", "follow")] if self._practice else []

    @property
    def _busy(self) -> bool:
        return SINCE in self._place.remembered

    def turn(self) -> None:
        """Begin the exercises, or stop them."""
        if self._busy:
            self._end(self._words)
        else:
            self._place.jobs.house(partial(practice.begun, self._place.house), self._begin, key="practice")

    def _begin(self, since: int) -> None:
        self._place.remembered[SINCE], self._left = since, 0
        self._offer()
        self.changed()

    def changed(self) -> None:
        """Something was done in the house."""
        if self._busy:
            work = partial(practice.waiting, self._place.house, self._place.remembered[SINCE])
            self._place.jobs.house(work, self._show, key="practice")

    def _show(self, waiting: Sequence[Exercise]) -> None:
        if not self._busy:
            return
        if self._left > len(waiting):
            self._place.say("✓ Goed zo. Die oefening is gedaan.")
        self._left = len(waiting)
        if not waiting:
            self._end(DONE)
            return
        every, one = practice.exercises(), waiting[0]
        self.setText(f"Oefening {every.index(one) + 1} van {len(every)}: {one.title}. {one.how}")

    def _end(self, words: str) -> None:
        self._place.remembered.pop(SINCE, None)
        self._offer()
        self.setText(words)

    def _offer(self) -> None:
        self._place.practise = None if self._busy else self.turn
