"""Klopt niet (Ctrl+Shift+K, where a service is shown): the number by its digit, or what else is wrong. Then back."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

MOST_NUMBERS = 8
_ELSE = (
    ("U", "wrong_information", "De uren kloppen niet", "de uren kloppen niet"),
    ("A", "wrong_information", "Het adres klopt niet", "het adres klopt niet"),
    ("G", "stopped", "Deze dienst is gestopt of veranderd", ""),
    ("N", "no_answer", "Deze dienst antwoordt niet", ""),
)


class WrongScreen(Screen):
    """One list: Enter or a letter tells it at once; words are not needed."""

    name: ClassVar[str] = "wrong"
    title: ClassVar[str] = "Klopt niet"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._service: Service | None = None
        self._head = look.label("", look.HEADING, bold=True, wrap=True)
        self._list = Rows("Wat klopt er niet?", lead=32)
        self._words = QLineEdit(maxLength=checking.LONGEST)
        self._wrong = Strip()
        asked = QLabel("Iets &anders, of het juiste nummer")
        asked.setBuddy(self._words)
        inside = card(
            self._head,
            look.label("De fiche komt op de lijst om na te kijken.", role="soft", wrap=True),
            self._list,
            asked,
            self._words,
            self._wrong,
            stretch=self._list,
        )
        inside.setMaximumWidth(look.px(760))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(inside, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.setMinimumWidth(look.px(560))
        self._list.chosen.connect(self._tell)
        self._words.returnPressed.connect(self._tell_words)
        self.bind_commands()

    def arrive(self, *, service: str | None = None, **_what: Any) -> None:
        """About this service (slug)."""
        engine = self.place.engine
        self._service = engine.service(service) if engine is not None and service else None
        self._wrong.tell("")
        self._words.clear()
        if self._service is None:
            self._head.setText("Geen dienst gekozen")
            self._list.show_lines([])
            return
        self._head.setText(breakable(self._service.name))
        numbers = [
            Line(
                f"{phone.number} klopt niet",
                ("wrong_information", f"nummer {phone.number} klopt niet"),
                str(at),
                str(at),
                detail=phone.description or "",
            )
            for at, phone in enumerate(self._service.phones[:MOST_NUMBERS], 1)
        ]
        if not numbers:
            numbers = [Line("Er staat geen nummer", ("wrong_information", "er staat geen nummer"), "1", "1")]
        lines = [*numbers, *(Line(shown, (reason, words), letter, letter) for letter, reason, shown, words in _ELSE)]
        self._list.show_lines(lines)
        for line in lines:
            self._list.on_key(line.lead, partial(_first, self._tell, line.what))
        self._list.select_row(0)
        self._list.setFocus()

    def _tell_words(self) -> None:
        if self._words.text().strip():
            self._tell(
                ("other" if not any(char.isdigit() for char in self._words.text()) else "wrong_information", self._words.text())
            )

    def _tell(self, what: tuple[str, str]) -> None:
        if self._service is None:
            return
        reason, words = what
        work = partial(checking.report, self.place.house, self._service.id, words, self.place.now(), reason)
        self.place.jobs.once("wrong", work, self._told, failed=self._refuse)

    def _told(self, _none: None) -> None:
        self.place.say("Gemeld. De fiche staat op de lijst om na te kijken. Ctrl+Z maakt ongedaan.")
        self.turn_back()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back without telling."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Terug zonder melding", self.place.back, "", "undo")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._words)

    def remember(self) -> Mapping[str, Any]:
        """About which service."""
        return {"service": self._service.id if self._service else None}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same service again."""
        self.arrive(service=state.get("service"))


def _first(act: Any, what: tuple[str, str], _current: object) -> None:
    act(what)
