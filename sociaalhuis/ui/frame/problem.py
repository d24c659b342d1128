"""Probleem melden: what a helper needs to find a mistake, shown whole before it leaves the house. Nothing of a client."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import log
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.workplace import Command, Screen, Workplace, press

FOLDER = "log"  # in the house
_LEAST = 240  # pixels at 100 %
_TEXT = (
    "Dit is alles wat in het bestand komt: de versie, de soort pc, en waar in het programma iets misging. Er staat geen naam, "
    "geen nummer en geen woord van een cliënt in. Zeg erbij wat je deed, ook zonder namen."
)


class ProblemScreen(Screen):
    """The report, to read, to keep as a file or to copy."""

    name: ClassVar[str] = "problem"
    title: ClassVar[str] = "Probleem melden"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._told = QPlainTextEdit(readOnly=True)
        self._told.setAccessibleName("Wat in het bestand komt")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(look.px(look.BODY))
        self._told.setFont(font)
        self._told.setTabChangesFocus(True)
        self._told.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._told.setMinimumHeight(look.px(_LEAST))
        self._wrong = Strip()
        save = QPushButton(look.icon("save", "on_accent"), "Bewaren als bestand   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(partial(press, self.save))
        copy = QPushButton(look.icon("copy"), "&Kopieer")
        copy.clicked.connect(partial(press, self.copy))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(copy)
        row.addWidget(save)
        card = QFrame()
        look.set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(look.PAD))
        inside.addWidget(look.label(_TEXT, wrap=True))
        inside.addWidget(self._told, 1)
        inside.addWidget(self._wrong)
        inside.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(card)
        self.bind_commands()

    def arrive(self, **_what: Any) -> None:
        """Read the log; work begins in the text."""
        self._wrong.tell("")
        work = partial(log.report, self.place.house.place / FOLDER, local(self.place.now()))
        self.place.jobs.rest(work, self._told.setPlainText)
        self._told.setFocus()

    def save(self) -> None:
        """As a file, to hand to who helps."""
        name = f"probleem-{self.place.today().isoformat()}.txt"
        text = self._told.toPlainText()
        keeping.keep(self.place, "Melding bewaren", name, keeping.TEXT, partial(str.encode, text, "utf-8"), self._unwritten)

    def copy(self) -> None:
        """For a mail to who helps."""
        QGuiApplication.clipboard().setText(self._told.toPlainText())
        self.place.say("Gekopieerd.")

    def _unwritten(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Melding bewaren als bestand", self.save, "Ctrl+Return", "save"),
            Command("Melding kopiëren", self.copy, "", "copy"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._told,)
