"""Wat wij weten: what only this house knows of a service, five fields that no import touches. Then back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.desk.catalogue import local
from sociaalhuis.desk.catalogue.local import Known
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.growing import Growing
from sociaalhuis.ui.parts.parts import Strip, breakable, card
from sociaalhuis.ui.workplace import Command, Screen, Workplace

_FIELDS = (
    ("tips", "&Tips", "bv. bel twee keer, de eerste keer valt het weg", 3),
    ("ask_for", "&Vraag naar", "bv. de dienst wonen", 1),
    ("best_hour", "&Best bereikbaar", "bv. na 14 uur", 1),
    ("waiting_time", "&Echte wachttijd", "bv. zes weken", 1),
    ("phone_note", "&Over het nummer", "bv. keuzemenu: druk 2", 1),
)
_PAPER = "Dit staat ook in de noodgids. Een veld met de naam of het nummer van een persoon blijft alleen hier."
_NOT_YOU = "Je rol laat dit niet toe. Vraag het aan een collega van het onthaal."


class KnownScreen(Screen):
    """A field a thing to know; Ctrl+Enter keeps, Escape goes back and leaves what was typed."""

    name: ClassVar[str] = "known"
    title: ClassVar[str] = "Wat wij weten"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._service = ""
        self._as_kept = Known()
        self._left: dict[str, Known] = {}  # what was typed for another service and not kept
        self._head, self._wrong = look.label("", look.HEADING, bold=True, wrap=True), Strip()
        self._fields: dict[str, Growing] = {}
        held = QWidget()
        form = QFormLayout(held)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(look.px(10))
        form.setHorizontalSpacing(look.px(16))
        for name, words, example, lines in _FIELDS:
            form.addRow(*self._field(name, words, example, lines))
        self._keep = QPushButton(look.icon("save", "on_accent"), "Bewaar   Ctrl+Enter")
        look.set_role(self._keep, "primary")
        self._keep.clicked.connect(lambda _checked: self.keep())
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(look.label(_PAPER, look.SMALL, role="soft", wrap=True), 1)
        line.addWidget(self._keep)
        inside = card(self._head, held, self._wrong, below)
        inside.setMinimumWidth(look.px(560))
        inside.setMaximumWidth(look.px(860))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(inside, alignment=Qt.AlignmentFlag.AlignTop)
        self.bind_commands()

    def _field(self, name: str, words: str, example: str, lines: int) -> tuple[QLabel, Growing]:
        field, asked = Growing(lines, example), QLabel(words)
        field.setAccessibleName(words.replace("&", ""))
        asked.setBuddy(field)
        self._fields[name] = field
        return asked, field

    def arrive(self, *, service: str | None = None, **_what: Any) -> None:
        """About this service (slug), or go on."""
        self._wrong.tell("" if allows("service.note", self.place.house.actor.role) else _NOT_YOU)
        if service is not None and service != self._service:
            self._begin(service)
        self._fields["tips"].setFocus()

    def _begin(self, service: str) -> None:
        if self._service and self._typed() != self._as_kept:
            self._left[self._service] = self._typed()
        self._service = service
        found = self.place.engine.service(service) if self.place.engine is not None else None
        self._head.setText(breakable(found.name if found else service))
        self._as_kept = local.known(self.place.house, service)
        self._fill(self._left.pop(service, self._as_kept))

    def _fill(self, known: Known) -> None:
        for name, value in asdict(known).items():
            self._fields[name].setPlainText(value or "")

    def _typed(self) -> Known:
        return Known(**{name: field.toPlainText().strip() or None for name, field in self._fields.items()})

    def keep(self) -> None:
        """Keep what is typed, then back."""
        work = partial(local.note, self.place.house, self._service, self._typed(), self.place.now())
        self.place.jobs.once("known", work, self._kept, failed=self._refuse)

    def _kept(self, _none: None) -> None:
        self._service, self._as_kept = "", self._typed()
        self.place.say("Bewaard. Dit ziet alleen jullie huis. Ctrl+Z maakt ongedaan.")
        self.turn_back()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def shown_service(self) -> str | None:
        """The service that it is about."""
        return self._service or None

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Bewaar wat wij weten", self.keep, "Ctrl+Enter", "save")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._fields["tips"],)

    def remember(self) -> Mapping[str, Any]:
        """What was typed and not kept."""
        return {"service": self._service, "typed": asdict(self._typed())}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same again."""
        if state.get("service"):
            self._begin(state["service"])
            self._fill(Known(**state["typed"]))
