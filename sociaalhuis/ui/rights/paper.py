"""Getting the rights sheet out of the program: to the usual printer, or into a file when there is none."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sociaalhuis.errors import Told
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui.parts.keeping import PDF, save
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.workplace import Workplace

NEXT = "Bewaar het blad als PDF (Alt+B) en druk het elders af."


class PaperOut:
    """``tell`` gets what went wrong; what went well is said in the status bar. ``press`` may be replaced in a test."""

    def __init__(self, place: Workplace, tell: Callable[[str], None]) -> None:
        self._place, self._tell = place, tell
        self.press = Press()
        self.busy = False

    def print(self, paper: Paper) -> None:
        """To the usual printer."""
        self._go(partial(self.press.send, paper.pdf), f"Het blad gaat naar de printer ({paper.pages} blz). Overloop het samen.")

    def save(self, paper: Paper, reference: str) -> None:
        """Into a file that the person chooses."""
        file = self._place.ask.save_as("Blad bewaren", f"rechten {reference}.pdf", PDF)
        if file is not None:
            self._go(partial(save, file, paper.pdf), f"Bewaard als {file.name}.")

    def _go(self, work: Callable[[], None], said: str) -> None:
        if not self.busy:
            self.busy = True
            self._place.jobs.paper(work, partial(self._out, said), failed=self._failed)

    def _out(self, said: str, _none: Any) -> None:
        self.busy = False
        self._tell("")
        self._place.say(said)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        if not isinstance(error, Told):
            raise error
        self._tell(f"{error.what} {NEXT}")
