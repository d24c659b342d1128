"""The recovery sheet on the screen: its code, shown once, to print or to save. The wizard and the settings both show it."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis.errors import Told, told
from sociaalhuis.ui import look
from sociaalhuis.ui.ask import Ask
from sociaalhuis.ui.jobs import Jobs
from sociaalhuis.ui.parts.cardpage import Fault
from sociaalhuis.ui.parts.keeping import PDF, save
from sociaalhuis.ui.parts.printers import Press

FILE = "herstelblad.pdf"
TITLE = "Druk het herstelblad af."


class RecoverySheet(QWidget):
    """Shows a code with its sheet. ``made`` when it was printed or saved, ``wrong`` says what stands in the way."""

    made = Signal()
    wrong = Signal(str)

    def __init__(self, place: Path, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._place, self._jobs, self._ask = place, jobs, ask
        self._pdf = b""
        self._busy = False
        self.press = Press()
        self._code = look.label("", look.HEADING, bold=True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(look.px(look.HEADING))
        font.setBold(True)
        self._code.setFont(font)
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.print = QPushButton(look.icon("print"), "&Afdrukken")
        self._printer = QComboBox()
        self._printer.setAccessibleName("Printer")
        self._printer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._printer.hide()
        self.save = QPushButton(look.icon("save"), "&Bewaren als PDF")
        self._said = look.label("", role="good", wrap=True)
        self._have = QCheckBox("&Ik heb het blad en leg het veilig weg.")
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(12))
        inside.addWidget(
            look.label(
                "Vergeet iedereen zijn wachtwoord? Dan opent alleen deze code het huis. Je ziet ze maar één keer.", wrap=True
            )
        )
        frame = QFrame()
        look.set_role(frame, "strip-today")
        shown = QVBoxLayout(frame)
        shown.setContentsMargins(*[look.px(look.PAD)] * 4)
        shown.addWidget(self._code)
        inside.addWidget(frame)
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(self._printer, 3)
        row.addWidget(self.save)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(self._said)
        inside.addWidget(look.label("Leg het blad in een kast met een slot, ver van de pc. Maak er geen foto van.", wrap=True))
        inside.addWidget(self._have)

    def show_sheet(self, code: str, pdf: bytes) -> None:
        """Show this code, in two lines of groups, and look which printers there are."""
        self._pdf = pdf
        groups = re.split(r"[\s-]+", code.strip())
        half = (len(groups) + 1) // 2
        self._code.setText("   ".join(groups[:half]) + "\n" + "   ".join(groups[half:]))
        self._said.clear()
        self._have.setChecked(False)
        self._jobs.paper(self.press.names, self._show_printers, key="sheet.printers")

    def forget(self) -> None:
        """Take the code off the screen."""
        self._pdf = b""
        self._code.clear()

    def fault(self) -> Fault:
        """The person says that the sheet is there."""
        if not self._have.isChecked():
            return "Druk het blad af of bewaar het. Kruis daarna aan dat je het hebt.", self._have
        return None

    # ── printing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_printers(self, names: Sequence[str]) -> None:
        """With one printer there is nothing to choose."""
        self._printer.clear()
        self._printer.addItems(list(names))
        self._printer.setVisible(len(names) > 1)

    def _print(self) -> None:
        """To the printer that is chosen; no printer is a message, never a loss."""
        if self._busy:
            return
        send = partial(self.press.send, self._pdf, self._printer.currentText())
        self._busy = True
        self._jobs.paper(send, lambda _none: self._printed(), failed=self._not_printed)

    def _printed(self) -> None:
        self._busy = False
        self._is_made("Het blad gaat naar de printer. Neem het meteen weg.")

    def _not_printed(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self.save.setFocus()
        other = "Kies een andere printer, of bewaar" if self._printer.count() > 1 else "Bewaar"
        self.wrong.emit(f"{error.what} {other} het blad als PDF en druk het elders af.")

    def _save(self) -> None:
        target = self._ask.save_as("Herstelblad bewaren", FILE, PDF)
        if target is None:
            return
        if target.resolve().is_relative_to(self._place.resolve()):
            self.wrong.emit("Zet het blad niet bij het huis: wie het huis heeft, heeft dan ook de code. Kies een andere map.")
            return
        saved = partial(self._is_made, f"Bewaard als {target.name}. Druk het af en wis daarna het bestand.")
        self._jobs.paper(partial(save, target, self._pdf), lambda _none: saved(), failed=self._not_saved)

    def _not_saved(self, error: BaseException) -> None:
        self.wrong.emit(told(error))

    def _is_made(self, how: str) -> None:
        self._said.setText(f"✓ {how}")
        self.wrong.emit("")
        self.made.emit()
