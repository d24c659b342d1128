"""Getting the paper of a saved referral out of the program: to a printer or into a file. What fails has three ways out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from sociaalhuis.desk.referral import handover
from sociaalhuis.errors import Told
from sociaalhuis.texts import day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.keeping import save
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.referral.form import name_of
from sociaalhuis.ui.workplace import Workplace


def said(given: handover.Given) -> str:
    """That it is saved, with its code, and when the desk asks how it went."""
    later = f", op te volgen vanaf {day(given.due)}" if given.due else ", niet op te volgen"
    back = "" if given.paper else " Ctrl+Z neemt ze terug."
    return f"Doorverwezen met code {given.reference}{later}.{back}"


class Out(QWidget):
    """``done`` when the paper is out, ``stuck`` when it is not: the referral itself is saved already."""

    done = Signal()
    stuck = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._turn = 0  # which referral is being shown: the paper of an earlier one may still be on its way
        self.busy = False
        self._saved = Strip("strip-today")
        self._printer = QComboBox()
        self._printer.setAccessibleName("Printer")
        self._printers = QWidget()
        row = QHBoxLayout(self._printers)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name_of("Printer", self._printer))
        row.addWidget(self._printer)
        row.addWidget(look.label("Ctrl+P drukt hier af.", role="soft"))
        row.addStretch()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(self._saved)
        inside.addWidget(self._printers)
        self.begin()

    def begin(self) -> None:
        """Nothing of this referral is going out yet."""
        self.busy = False
        self._turn += 1
        self._saved.tell("")
        self._printers.hide()
        self.hide()

    def send(self, given: handover.Given, press: Press) -> None:
        """To the printer that was chosen, else the usual one."""
        if given.paper is not None:
            name = self._printer.currentText() if self._printers.isVisible() else ""
            self._go(partial(press.send, given.paper.pdf, name), given.reference)

    def write(self, given: handover.Given, file: Path) -> None:
        """Into a file."""
        if given.paper is not None:
            self._go(partial(save, file, given.paper.pdf), given.reference)

    def choose_printer(self, press: Press) -> None:
        """Show the printers of this PC to choose from; asking a printer on the network takes a while."""
        self._place.jobs.paper(press.names, self._show_printers, key="referral.printers")

    def _go(self, work: Callable[[], None], code: str) -> None:
        if not self.busy:
            self.busy = True
            self._place.jobs.paper(work, partial(self._out, self._turn, code), failed=partial(self._failed, self._turn, code))

    def _out(self, turn: int, code: str, _none: Any) -> None:
        if turn != self._turn:
            self._place.say(f"Het briefje met code {code} is klaar.")
            return
        self.busy = False
        self.done.emit()

    def _failed(self, turn: int, code: str, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        if turn != self._turn:
            self._place.say(f"{error.what} Het briefje met code {code} staat bij de vraag.")
            return
        self.busy = False
        self._say(f"{error} De doorverwijzing is bewaard met code {code}. Klaar? Ctrl+Enter.")
        self.stuck.emit()

    def _say(self, text: str) -> None:
        self.show()
        self._saved.tell(text)

    def _show_printers(self, names: Sequence[str]) -> None:
        self._printer.clear()
        self._printer.addItems(list(names))
        self._printers.setVisible(bool(names))
        self.show()
        self._printer.setFocus()
        if not names:
            self._say("Deze pc vindt geen printer. Bewaar als PDF (Alt+B) of toon groot (F9).")
