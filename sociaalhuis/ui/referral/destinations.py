"""To whom: up to three services with what speaks for and against each, and when; added by type-ahead and taken away again."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.desk.referral.handover import Case
from sociaalhuis.desk.referral.referrals import MOST_ON_ONE_SLIP
from sociaalhuis.errors import Refusal
from sociaalhuis.texts import Texts
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import age as ages
from sociaalhuis.ui.parts.momentfield import MomentField
from sociaalhuis.ui.parts.parts import Strip, clear
from sociaalhuis.ui.parts.pick import MOST_HITS, LookUp, Pick
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.workplace import Workplace

_SHOWN = frozenset({"no_contact", "never_checked", "stale"})  # the badges say these
_CANDIDATES = 30
MOST_REASONS = 3
LONGEST = 200  # characters of a name or a reason that are laid out
TOO_MANY = "Meer dan drie diensten op één briefje is te veel. Haal er eerst een weg, of maak straks een tweede briefje."

type Said = tuple[str, str]  # a text with its role of the style sheet


class Destinations(QWidget):
    """The chosen services in order. ``changed`` after each choice, ``edited`` after each key in an hour."""

    changed = Signal()
    edited = Signal()

    def __init__(self, look_up: LookUp, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._typed: dict[str, str] = {}  # when, by service id: also of one that was taken away
        self._asks_when = False
        self._services: list[Service] = []
        self._why: Mapping[str, Sequence[Said]] = {}
        self._today = date.min
        names = ["&Wanneer", *["Wanneer"] * (MOST_ON_ONE_SLIP - 1)]
        self._cards = [_Card(MomentField(name, place.now)) for name in names]
        self._strip = Strip("strip-today")
        self.field = Pick("Naar", "Naar wie? Typ een naam of een vraag", look_up)
        self.field.picked.connect(self.add)
        self.setFocusProxy(self.field)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        for row, card in enumerate(self._cards):
            card.removed.connect(partial(self._remove_at, row))
            card.when.edited.connect(partial(self._hour_typed, row))
            inside.addWidget(card)
        inside.addWidget(self.field)
        inside.addWidget(self._strip)
        stops = [stop for card in self._cards for stop in (card.cross, card.when.line)]
        for before, after in pairwise((*stops, self.field)):
            QWidget.setTabOrder(before, after)

    @property
    def services(self) -> tuple[Service, ...]:
        """What was chosen, in order."""
        return tuple(self._services)

    def shown_service(self) -> str | None:
        """The service whose card has the focus, else the first."""
        focus: QWidget | None = self.focusWidget()
        focused = next((i for i, card in enumerate(self._cards) if focus is not None and card.isAncestorOf(focus)), 0)
        return self._services[min(focused, len(self._services) - 1)].id if self._services else None

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

    # ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def hours(self) -> Mapping[str, str]:
        """What was typed as the hour of each service, by its id."""
        return {one.id: self._typed[one.id] for one in self._services if self._typed.get(one.id)}

    def fill_hours(self, typed: Mapping[str, str]) -> None:
        """Show these hours, without telling."""
        self._typed = dict(typed)
        self._draw()

    def ask_when(self, asked: bool) -> None:
        """Whether each service has a field for its appointment."""
        self._asks_when = asked
        self._draw()

    def appointments(self) -> Mapping[str, datetime]:
        """The hours as far as they can be read already, by service id."""
        found = {}
        for card, service in zip(self._cards, self._services, strict=False):
            with suppress(Refusal):
                moment = card.when.moment()
                if moment is not None:
                    found[service.id] = moment
        return found

    def check_hours(self) -> None:
        """Raise Refusal when no service has an hour, or one cannot be read; the focus goes there."""
        cards = self._cards[: len(self._services)]
        for card in cards:
            try:
                card.when.moment()
            except Refusal:
                card.when.setFocus()
                raise
        if cards and not any(card.when.text for card in cards):
            cards[0].when.setFocus()
            raise Refusal("Een afspraak heeft een dag en een uur nodig.", "Vul ze in, of kies “zelf contact”.")

    def _hour_typed(self, place: int) -> None:
        self._typed[self._services[place].id] = self._cards[place].when.text
        self.edited.emit()

    def show_why(self, why: Mapping[str, Sequence[Said]]) -> None:
        """What speaks for and against, by service id: (text, role of the style sheet)."""
        self._why = why
        self._draw()

    def _draw(self) -> None:
        fresh = checking.intervals(self._place.house) if self._services else None
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(self._services))
            if fresh is not None and place < len(self._services):
                service = self._services[place]
                card.show_service(service, badges(service, self._today, fresh.of(service)), self._why.get(service.id, ()))
                card.when.setVisible(self._asks_when)
                if card.when.text != self._typed.get(service.id, ""):
                    card.when.fill(self._typed.get(service.id, ""))
        self.field.setPlaceholderText("Nog een dienst toevoegen" if self._services else "Naar wie? Typ een naam of een vraag")

    def _remove_at(self, place: int) -> None:
        self.remove(self._services[place])


class _Card(QFrame):
    """One chosen service with its hour. The cards stay and are filled anew, so that Tab keeps its order."""

    removed = Signal()

    def __init__(self, when: MomentField) -> None:
        super().__init__()
        self.when = when
        look.set_role(self, "strip")
        self._name = look.label("", bold=True, wrap=True)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(look.px(4))
        self._reasons = [look.label("", look.SMALL, wrap=True) for _ in range(MOST_REASONS)]
        self.cross = QPushButton(look.icon("close", "soft"), "")
        look.set_role(self.cross, "quiet")
        self.cross.setToolTip("Haal deze dienst weg")
        self.cross.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addLayout(self._badges)
        head.addWidget(self.cross, alignment=Qt.AlignmentFlag.AlignVCenter)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(look.px(12), look.px(4), look.px(4), look.px(6))
        inside.setSpacing(0)
        inside.addLayout(head)
        for reason in self._reasons:
            inside.addWidget(reason)
        self.when.setContentsMargins(0, look.px(4), 0, look.px(2))
        inside.addWidget(self.when)
        self.when.hide()
        self.hide()

    def show_service(self, service: Service, shown: Sequence[Said], why: Sequence[Said]) -> None:
        """Fill the card."""
        self._name.setText(service.name[:LONGEST])
        self.cross.setAccessibleName(f"Haal {service.name[:LONGEST]} weg")
        clear(self._badges)
        for text, role in shown:  # made anew: a label takes its room from the role that it is made with
            self._badges.addWidget(look.label(text, look.SMALL, role=role), alignment=Qt.AlignmentFlag.AlignVCenter)
        for i, label in enumerate(self._reasons):
            text, role = why[i] if i < len(why) else ("", "")
            label.setText(text[:LONGEST])
            label.setVisible(bool(text))
            look.set_role(label, role)


def badges(service: Service, today: date, fresh: int) -> Sequence[Said]:
    """How old what we know is, as the catalogue says it, and whether a contact is missing; each a text with a role."""
    age = ages.age_chip(service, today, fresh)
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
