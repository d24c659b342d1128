"""De catalogus: find a service while typing, read its card, copy its number, refer to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.desk.referral import unmet_conditions
from sociaalhuis.desk.support import split
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.catalogue import catalogue_words as words
from sociaalhuis.ui.catalogue.zitdagen import ZitdagLines
from sociaalhuis.ui.parts.parts import Chips, Columns, Facts, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Command, Screen, Workplace

PAUSE = 30
MOST_FOUND = 40
LEAST = 860  # room for list and card side by side
_HINT = "Naam, organisatie of wat de cliënt vraagt"
_START = "Typ een naam, een organisatie of de woorden van de cliënt. Een tikfout is niet erg."
_NOT_YET = "De catalogus wordt klaargezet. Even geduld."
_EMPTY = "De catalogus is leeg. Vraag je beheerder om ze te laden."
_NOTHING = "Niets gevonden voor “{typed}”. Typ een korter of een ander woord. Of begin een nieuwe vraag met Ctrl+N."


class CatalogueScreen(Screen):
    """Search and results at the left, the card of the current one at the right."""

    name: ClassVar[str] = "catalogue"
    title: ClassVar[str] = "Catalogus"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._wanted: str | None = None
        self._where = places.known(place.house.text("house.postal_code"))
        self._list = Rows("Gevonden diensten", two=True, empty=_START)
        self._seek = Seek("Zoek in de catalogus", _HINT, self._list, PAUSE)
        self._count = look.label("", look.SMALL, role="soft")
        self._card = Card(place)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        self._hours = ZitdagLines(place)
        left = card(self._seek, self._hours, self._count, self._list, stretch=self._list)
        whole.addWidget(Columns(LEAST, (left, 2), (self._card, 3), tall=280))
        self._card.copy.clicked.connect(self._copy)
        self._card.refer.clicked.connect(self._refer)
        self._seek.asked.connect(self._search)
        self._list.moved.connect(self._card.show_service)
        self._list.chosen.connect(lambda _service: self._copy())
        self._list.on_key("D", lambda _service: self._refer())
        self.bind_commands()

    # ── searching ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Begin to search; with ``service`` the card of this one is shown."""
        self._wanted = what.get("service") or self._wanted
        self._seek.setFocus()
        self._seek.selectAll()
        self._hours.arrive()
        self._begin()

    def engine_ready(self) -> None:
        """The catalogue can be searched from now on."""
        self._begin()

    def _begin(self) -> None:
        engine = self.place.engine
        if engine is None:
            self._list.say_when_empty(_NOT_YET)
            return
        wanted = None if self._wanted is None else engine.service(self._wanted)
        if self._wanted is not None and wanted is None:
            self.place.say("Deze dienst staat niet meer in de catalogus.")
        self._wanted = None
        if wanted is not None:
            self._seek.setText(wanted.name)
            self._show(wanted.name, [wanted])
            self._list.setFocus()
        else:
            self._search(self._seek.text())

    def _search(self, typed: str) -> None:
        engine, where = self.place.engine, self._where
        if engine is None:
            return
        if not typed.strip():
            self._show("", [])
            return
        self.place.jobs.rest(partial(engine.by_name, typed, MOST_FOUND, where), partial(self._show, typed), key="catalogue")

    def _show(self, typed: str, found: Sequence[Service]) -> None:
        self._hours.look_up(typed)
        sought, today, known = typed.strip(), self.place.today(), len(self.place.engine or ())
        start = _START if known else _EMPTY
        self._list.say_when_empty(_NOTHING.format(typed=sought[:60]) if sought else start)
        fresh = checking.intervals(self.place.house)
        self._list.show_lines([_line(service, today, fresh.of(service)) for service in found])
        if found:
            self._list.select_row(0)
            self._list.scrollToTop()
        else:
            self._card.show_service(None)
        many = f"de beste {MOST_FOUND}" if len(found) == MOST_FOUND else f"{len(found)} gevonden"
        self._count.setText(many if sought else count(known, "fiche", "fiches"))
        self._seek.answered()

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _copy(self, _checked: bool = False) -> None:
        number = self._card.next_number()
        if number is None:
            self.place.say("Deze fiche heeft geen telefoonnummer.")
            return
        QApplication.clipboard().setText(number)
        self.place.say(f"Gekopieerd: {number}.")

    def _refer(self, _checked: bool = False) -> None:
        service = self._list.current()
        if service is not None:
            self.place.take_along(service.id)

    def _agree(self) -> None:
        """Who informs, helps and files for this service."""
        service = self._list.current()
        if service is not None:
            self.place.go("split", product=f"service:{service.id}")

    def _actor(self) -> None:
        """Whom the house knows there, and what was agreed."""
        service = self._list.current()
        if service is not None:
            self.place.go("actors", service=service.id)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Zoek in de catalogus", self._back_to_field, "Ctrl+F", "search"),
            Command("Kopieer het telefoonnummer", self._copy, "F2", "copy"),
            Command("Taakverdeling van deze dienst", self._agree, "", "people"),
            Command("Organisatie van deze dienst: contacten en afspraken", self._actor, "", "people"),
            Command("Verwijs door naar deze dienst", self._refer, "Ctrl+D", "refer"),
        ]

    def _back_to_field(self) -> None:
        self._seek.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._seek.selectAll()

    def shown_service(self) -> str | None:
        """The service of the card."""
        service = self._list.current()
        return None if service is None else str(service.id)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._seek, self._list, self._card.facts)

    def remember(self) -> Mapping[str, Any]:
        """What was sought and which card was open."""
        service = self._list.current()
        return {"typed": self._seek.text(), "service": None if service is None else service.id}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the same card."""
        self._seek.setText(state["typed"])
        self._wanted = state["service"]


class Card(QFrame):
    """One service, to read."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._service: Service | None = None
        self._copied = -1
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._organization = look.label("", role="soft", wrap=True)
        self._chips, self.facts = Chips(), Facts("Fiche")
        self._phone = look.label("", look.HEADING, role="accent")
        self._phone_note = look.label("", role="soft")
        self.copy = QPushButton(look.icon("copy"), "Kopieer   F2")
        self.refer = QPushButton(look.icon("refer", "on_accent"), "Doorverwijzen   D")
        look.set_role(self.refer, "primary")
        self._lay_out()
        self.show_service(None)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._phone)
        line.addWidget(self._phone_note)
        line.addStretch()
        line.addWidget(self.copy)
        line.addWidget(self.refer)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(12))
        for part in (self._name, self._organization, self._chips):
            inside.addWidget(part)
        inside.addLayout(line)
        inside.addWidget(self.facts, 1)

    def show_service(self, service: Service | None) -> None:
        """Show a card, None for none."""
        self._service, self._copied = service, -1
        for part in (self._organization, self._chips, self._phone, self._phone_note, self.copy, self.refer):
            part.setVisible(service is not None)
        if service is None:
            self._name.setText("Geen fiche gekozen")
            self.facts.show_facts(())
            return
        first = service.phones[0] if service.phones else None
        self._name.setText(breakable(service.name))
        self._organization.setText(service.organization if service.organization != service.name else "")
        self._organization.setVisible(bool(self._organization.text()))
        self._chips.show_chips(words.chips(service, self._place.now(), checking.intervals(self._place.house).of(service)))
        self._phone.setText(first.number if first else "")
        self._phone_note.setText((first.description or "") if first else "Geen telefoonnummer bekend.")
        self.copy.setVisible(first is not None)
        self.facts.show_facts(self._rows(service))
        count_them = partial(unmet_conditions.counted, self._place.house, service.id)
        self._place.jobs.house(count_them, partial(self._show_unmet, service), key="catalogue-unmet")

    def _show_unmet(self, service: Service, told: Mapping[str, int]) -> None:
        """What clients of this house did not meet, as the service told."""
        if self._service is service and told:
            self.facts.show_facts([*self._rows(service), words.unmet(told)])

    def _rows(self, service: Service) -> Sequence[tuple[str, str, str]]:
        """The record, and who does what where that was agreed."""
        who = split.of(self._place.house, f"service:{service.id}")
        return [*words.rows(service), *([("Wie doet wat", who.words, "")] if who is not None and who.words else [])]

    def next_number(self) -> str | None:
        """The number to copy: the first one, the next one each time it is asked again; None when there is none."""
        if self._service is None or not self._service.phones:
            return None
        self._copied = (self._copied + 1) % len(self._service.phones)
        return self._service.phones[self._copied].number


def _line(service: Service, today: date, fresh: int) -> Line:
    checked = words.age(service, today, fresh)
    missing = "contact ontbreekt" if not service.reachable else ""
    where = service.organization if service.organization != service.name else words.working_area(service)
    detail = " · ".join(part for part in (where, missing) if part)
    return Line(service.name, service, service.id, detail=detail, right=checked.short, mark=checked.role, role=checked.role)
