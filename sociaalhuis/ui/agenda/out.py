"""The letter of an appointment out of the program: to the printer or into a file. It counts as given when it left."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from sociaalhuis.desk.agenda import letters
from sociaalhuis.desk.agenda.letters import Choices, Made
from sociaalhuis.ui.parts.keeping import PDF, save
from sociaalhuis.ui.parts.leaving import Leaving
from sociaalhuis.ui.workplace import Workplace


class LetterOut(Leaving, QObject):
    """``done`` with what is said when a letter left; ``refused`` with what stands in the way."""

    NEXT = "Bewaar de brief als PDF en druk ze elders af."

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def print(self, appointment: UUID, choices: Choices) -> None:
        """To the usual printer, without a preview."""
        self._make(appointment, choices, self.press.send, "Brief naar de printer.")

    def save(self, appointment: UUID, choices: Choices) -> None:
        """Into a file that the person chooses."""
        file = None if self._busy else self._place.ask.save_as("Brief bewaren", "afspraak.pdf", PDF)
        if file is not None:
            self._make(appointment, choices, partial(save, file), f"Bewaard als {file.name}.")

    def _make(self, appointment: UUID, choices: Choices, out: Callable[[bytes], None], said: str) -> None:
        if self._busy:
            return
        self._busy = True
        work = partial(letters.make, self._place.house, appointment, choices, self._place.now())
        self._place.jobs.house(work, partial(self._made, out, said), failed=self._failed)

    def _made(self, out: Callable[[bytes], None], said: str, made: Made) -> None:
        self._place.jobs.paper(partial(out, made.paper.pdf), partial(self._left, made, said), failed=self._not_out)

    def _left(self, made: Made, said: str, _none: None) -> None:
        work = partial(letters.given, self._place.house, made, self._place.now())
        self._place.jobs.house(work, partial(self._given, said), failed=self._failed)

    def _given(self, said: str, _none: None) -> None:
        self._busy = False
        self.done.emit(said)
