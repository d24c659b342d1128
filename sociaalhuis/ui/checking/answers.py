"""Antwoorden van een dienst: from the form that came back (Ctrl+O), or typed over; each becomes a proposal."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.catalogue.questionnaire import GROUPS, QUESTIONS, WHOM
from sociaalhuis.desk.catalogue import actors
from sociaalhuis.errors import Refusal, Trouble, told
from sociaalhuis.exchange import form_answers
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.growing import Growing
from sociaalhuis.ui.parts.parts import Strip, breakable
from sociaalhuis.ui.workplace import Command, Screen, Workplace

_LETTERS = "BTMUVACWNK"  # of the questions, in their order
_MORE = ((GROUPS, "Voor welke &groepen? Met komma's"), (WHOM, "Wie vulde dit &in?"))


class AnswersScreen(Screen):
    """A field a question."""

    name: ClassVar[str] = "answers"
    title: ClassVar[str] = "Antwoorden van een dienst"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._service = ""
        self._file = ""
        self._fields: dict[str, Growing] = {}
        self._head = look.label("", look.HEADING, bold=True, wrap=True)
        self._wrong = Strip()
        held = QWidget()
        look.set_role(held, "card")
        grid = QGridLayout(held)
        grid.setContentsMargins(*[look.px(look.PAD)] * 4)
        grid.setVerticalSpacing(look.px(6))
        named = [(one.slug, _lettered(one.asked, letter)) for one, letter in zip(QUESTIONS.values(), _LETTERS, strict=True)]
        for row, (slug, words) in enumerate([*named, *_MORE]):
            field = Growing()
            asked = QLabel(words)
            asked.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            self._fields[slug] = field
            grid.addWidget(asked, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(held)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addLayout(self._top())
        whole.addWidget(look.label("Laat leeg wat klopt. Wat anders is, wordt een voorstel.", role="soft", wrap=True))
        whole.addWidget(self._wrong)
        whole.addWidget(area, 1)
        self.bind_commands()

    def _top(self) -> QHBoxLayout:
        opening = QPushButton(look.icon("follow"), "Formulier openen   Ctrl+O")
        opening.clicked.connect(lambda: self.open_form())
        keep = QPushButton(look.icon("save", "on_accent"), "Bewaar   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(lambda: self.keep())
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(opening)
        head.addWidget(keep)
        return head

    def arrive(self, *, service: str | None = None, **_what: Any) -> None:
        """About this service (slug), or go on."""
        self._wrong.tell("")
        if service is not None and service != self._service:
            self._begin(service)
        next(iter(self._fields.values())).setFocus()

    def _begin(self, service: str) -> None:
        self._service, self._file = service, ""
        engine = self.place.engine
        found = engine.service(service) if engine is not None else None
        self._head.setText(breakable(found.name if found else service))
        for field in self._fields.values():
            field.clear()

    def open_form(self) -> None:
        """Read the form that the service sent back; it says itself which record it is about."""
        file = self.place.ask.open_file("Ingevuld formulier openen", "PDF (*.pdf)")
        if file is not None:
            self.place.jobs.rest(partial(_read, file), partial(self._show, file), failed=self._refuse)

    def _show(self, file: Path, read: tuple[str, Mapping[str, str]]) -> None:
        service, answers = read
        engine = self.place.engine
        if engine is not None and engine.service(service) is None:
            self._wrong.tell("De fiche van dit formulier staat niet meer in de catalogus. Typ de antwoorden over.")
            return
        self._begin(service)
        self._file = file.name
        for slug, text in answers.items():
            self._fields[slug].setPlainText(text)
        self.place.say(f"{count(len(answers), 'antwoord', 'antwoorden')} gelezen. Kijk ze na, dan Ctrl+Enter.")

    def keep(self) -> None:
        """Keep the answers; what differs from the record waits as a proposal."""
        answers = {slug: field.toPlainText() for slug, field in self._fields.items()}
        work = partial(actors.keep, self.place.house, self._service, answers, self.place.now(), self._file)
        self.place.jobs.once("answers", work, self._kept, failed=self._refuse)

    def _kept(self, made: int) -> None:
        for field in self._fields.values():
            field.clear()
        self._service = ""
        self.place.say(f"Bewaard. {count(made, 'voorstel wacht', 'voorstellen wachten')} op een beslissing.")
        if made and self.isVisible():
            self.place.go("proposals")
        else:
            self.turn_back()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; what was typed stays here."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Ingevuld formulier openen", self.open_form, "Ctrl+O", "open"),
            Command("Antwoorden bewaren", self.keep, "Ctrl+Enter", "save"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return tuple(self._fields.values())[:1]

    def remember(self) -> Mapping[str, Any]:
        """What was typed and not kept."""
        return {"service": self._service, "typed": {slug: field.toPlainText() for slug, field in self._fields.items()}}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same again."""
        if state.get("service"):
            self._begin(state["service"])
            for slug, text in state["typed"].items():
                self._fields[slug].setPlainText(text)


def _lettered(words: str, letter: str) -> str:
    """The words with this letter as the key of the field; in brackets behind them when it is not in them."""
    at = words.casefold().find(letter.casefold())
    return f"{words[:at]}&{words[at:]}" if at >= 0 else f"{words} (&{letter})"


def _read(file: Path) -> tuple[str, Mapping[str, str]]:
    try:
        if file.stat().st_size > form_answers.MOST:
            raise Refusal("Dit bestand is te groot voor een formulier.", "Kies de PDF die de dienst terugstuurde.")
        return actors.read_back(file.read_bytes())
    except OSError as error:
        raise Trouble("Dit bestand kan niet gelezen worden.", "Kijk of het er nog staat.") from error
