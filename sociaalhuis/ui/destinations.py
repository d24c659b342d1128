"""To whom: up to three services with what speaks for and against each, added by type-ahead and taken away again."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.handover import Case
from sociaalhuis.desk.referrals import MOST_ON_ONE_SLIP
from sociaalhuis.texts import Texts, month
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import Strip, clear
from sociaalhuis.ui.pick import MOST_HITS, LookUp, Pick
from sociaalhuis.ui.rows import Line

OLD_DAYS = 365
_SHOWN = frozenset({"no_contact", "never_checked", "stale"})  # the badges say these
_CANDIDATES = 30
MOST_REASONS = 3
LONGEST = 200  # characters of a name or a reason that are laid out
TOO_MANY = "Meer dan drie diensten op één briefje is te veel. Haal er eerst een weg, of maak straks een tweede briefje."

type Said = tuple[str, str]  # a text with its role of the style sheet


class Destinations(QWidget):
    """The chosen services in order. ``changed`` after each choice."""

    changed = Signal()

    def __init__(self, look_up: LookUp) -> None:
        super().__init__()
        self._services: list[Service] = []
        self._why: Mapping[str, Sequence[Said]] = {}
        self._today = date.min
        self._cards = [_Card() for _ in range(MOST_ON_ONE_SLIP)]
        self._strip = Strip("strip-today")
        self.field = Pick("Naar", "Naar wie? Typ een naam of een vraag", look_up)
        self.field.picked.connect(self.add)
        self.setFocusProxy(self.field)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        for place, card in enumerate(self._cards):
            card.removed.connect(partial(self._remove_at, place))
            inside.addWidget(card)
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

    def show_why(self, why: Mapping[str, Sequence[Said]]) -> None:
        """What speaks for and against, by service id: (text, role of the style sheet)."""
        self._why = why
        self._draw()

    def _draw(self) -> None:
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(self._services))
            if place < len(self._services):
                service = self._services[place]
                card.show_service(service, badges(service, self._today), self._why.get(service.id, ()))
        self.field.setPlaceholderText("Nog een dienst toevoegen" if self._services else "Naar wie? Typ een naam of een vraag")

    def _remove_at(self, place: int) -> None:
        self.remove(self._services[place])


class _Card(QFrame):
    """One chosen service. The cards stay and are filled anew, so that Tab keeps its order."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        look.set_role(self, "strip")
        self._name = look.label("", bold=True, wrap=True)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(look.px(4))
        self._reasons = [look.label("", look.SMALL, wrap=True) for _ in range(MOST_REASONS)]
        self._cross = QPushButton(look.icon("close", "soft"), "")
        look.set_role(self._cross, "quiet")
        self._cross.setToolTip("Haal deze dienst weg")
        self._cross.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addLayout(self._badges)
        head.addWidget(self._cross, alignment=Qt.AlignmentFlag.AlignVCenter)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(look.px(12), look.px(4), look.px(4), look.px(6))
        inside.setSpacing(0)
        inside.addLayout(head)
        for reason in self._reasons:
            inside.addWidget(reason)
        self.hide()

    def show_service(self, service: Service, shown: Sequence[Said], why: Sequence[Said]) -> None:
        """Fill the card."""
        self._name.setText(service.name[:LONGEST])
        self._cross.setAccessibleName(f"Haal {service.name[:LONGEST]} weg")
        clear(self._badges)
        for text, role in shown:  # made anew: a label takes its room from the role that it is made with
            self._badges.addWidget(look.label(text, look.SMALL, role=role), alignment=Qt.AlignmentFlag.AlignVCenter)
        for i, label in enumerate(self._reasons):
            text, role = why[i] if i < len(why) else ("", "")
            label.setText(text[:LONGEST])
            label.setVisible(bool(text))
            look.set_role(label, role)


def badges(service: Service, today: date) -> Sequence[Said]:
    """How old what we know is, and whether a contact is missing; each a text with a role, never colour alone."""
    known = service.assured_date
    if known is None:
        age = ("● nooit nagekeken", "chip-today")
    elif (today - known).days > OLD_DAYS:
        age = (f"● nagekeken {month(known)}", "chip-today")
    else:
        age = (f"✓ nagekeken {month(known)}", "chip-good")
    return (age,) if service.reachable else (age, ("▲ contact ontbreekt", "chip-late"))


def named(engine: Engine | None, typed: str, postal_code: str | None) -> Sequence[Line]:
    """The services for clients that fit what is typed, the ones nearby first."""
    if engine is None:
        return (Line("De catalogus is nog niet klaar …"),)
    found = engine.by_name(typed, 2 * MOST_HITS, places.known(postal_code) if postal_code else ())
    return [Line(one.name, one, detail=_other(one)) for one in found if not one.for_professionals][:MOST_HITS]


def _other(service: Service) -> str:
    organization = service.organization if service.organization != service.name else ""
    return " · ".join(part for part in (organization, "" if service.reachable else "contact ontbreekt") if part)


def speaking(engine: Engine, case: Case, services: Sequence[Service], today: date) -> Mapping[str, Sequence[Said]]:
    """What speaks for and against these services in this case, by their id; nothing for one that is no suggestion."""
    where = places.known(case.postal_code) if case.postal_code else ()
    found = engine.find(case.words, case.facts, where, today, case.reference, _CANDIDATES)
    chosen, texts = {service.id for service in services}, Texts()
    most = 2 if len(chosen) == 1 else 1
    said: dict[str, Sequence[Said]] = {}
    for one in found.items:
        if one.service.id in chosen:
            good = [(f"+ {texts.reason(reason)}", "good") for reason in one.reasons[:most]]
            but = [(f"– {texts.reason(reason)}", "today") for reason in one.concerns if reason.code not in _SHOWN]
            said[one.service.id] = [*good, *but[:1]]
    return said
