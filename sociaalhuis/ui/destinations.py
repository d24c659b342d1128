"""To whom: up to three services with what speaks for and against each, added by type-ahead and taken away again."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.referrals import MOST_ON_ONE_SLIP
from sociaalhuis.texts import month
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import Strip, clear
from sociaalhuis.ui.pick import LookUp, Pick

OLD_DAYS = 365
LONGEST = 200  # characters of a name or a reason that are laid out
TOO_MANY = "Meer dan drie diensten op één briefje is te veel. Haal er eerst een weg, of maak straks een tweede briefje."


class Destinations(QWidget):
    """The chosen services in order. ``changed`` after each choice."""

    changed = Signal()

    def __init__(self, look_up: LookUp) -> None:
        super().__init__()
        self._services: list[Service] = []
        self._why: Mapping[str, Sequence[tuple[str, str]]] = {}
        self._today = date.min
        self._cards = QVBoxLayout()
        self._cards.setSpacing(look.px(4))
        self._strip = Strip("strip-today")
        self.field = Pick("Naar", "Naar wie? Typ een naam of een vraag", look_up)
        self.field.picked.connect(self.add)
        self.setFocusProxy(self.field)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        inside.addLayout(self._cards)
        inside.addWidget(self.field)
        inside.addWidget(self._strip)

    @property
    def services(self) -> tuple[Service, ...]:
        """What was chosen, in order."""
        return tuple(self._services)

    def choose(self, services: Sequence[Service], today: date) -> None:
        """Show these instead of what was there, without telling."""
        self._today = today
        self._services = list(dict.fromkeys(services))[:MOST_ON_ONE_SLIP]
        self._strip.tell(TOO_MANY if len(services) > MOST_ON_ONE_SLIP else "")
        self._draw()

    def add(self, service: Service) -> None:
        """One more; a fourth asks to choose."""
        if service in self._services:
            self._strip.tell("Deze dienst staat er al bij.")
        elif len(self._services) >= MOST_ON_ONE_SLIP:
            self._strip.tell(TOO_MANY)
        else:
            self._services.append(service)
            self._strip.tell("")
            self._draw()
            self.changed.emit()

    def remove(self, service: Service) -> None:
        """Take one away."""
        self._services.remove(service)
        self._strip.tell("")
        self._draw()
        self.field.setFocus()
        self.changed.emit()

    def show_why(self, why: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """What speaks for and against, by service id: (text, role of the style sheet)."""
        self._why = why
        self._draw()

    def _draw(self) -> None:
        clear(self._cards)
        for service in self._services:
            self._cards.addWidget(self._card(service))
        self.field.setPlaceholderText("Nog een dienst toevoegen" if self._services else "Naar wie? Typ een naam of een vraag")

    def _card(self, service: Service) -> QFrame:
        made = QFrame()
        look.set_role(made, "strip")
        take_away = QPushButton(look.icon("close", "soft"), "")
        look.set_role(take_away, "quiet")
        take_away.setAccessibleName(f"Haal {service.name[:LONGEST]} weg")
        take_away.setToolTip("Haal deze dienst weg")
        take_away.clicked.connect(partial(self.remove, service))
        head = QHBoxLayout()
        head.addWidget(look.label(service.name[:LONGEST], bold=True, wrap=True), 1)
        for text, role in badges(service, self._today):
            head.addWidget(look.label(text, look.SMALL, role=role), alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(take_away, alignment=Qt.AlignmentFlag.AlignVCenter)
        inside = QVBoxLayout(made)
        inside.setContentsMargins(look.px(12), look.px(4), look.px(4), look.px(6))
        inside.setSpacing(0)
        inside.addLayout(head)
        for text, role in self._why.get(service.id, ()):
            inside.addWidget(look.label(text[:LONGEST], look.SMALL, role=role, wrap=True))
        return made


def badges(service: Service, today: date) -> Sequence[tuple[str, str]]:
    """How old what we know is, and whether a contact is missing; each a text with a role, never colour alone."""
    known = service.assured_date
    if known is None:
        age = ("● nooit nagekeken", "chip-today")
    elif (today - known).days > OLD_DAYS:
        age = (f"● nagekeken {month(known)}", "chip-today")
    else:
        age = (f"✓ nagekeken {month(known)}", "chip-good")
    return (age,) if service.reachable else (age, ("▲ contact ontbreekt", "chip-late"))


