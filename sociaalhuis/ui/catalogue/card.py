"""The card of one service or right of the catalogue: what it is, how to reach it, what the house knows of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sociaalhuis.catalogue.search.finder import Found
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.catalogue import checking, local, seeking
from sociaalhuis.desk.catalogue.local import Known
from sociaalhuis.desk.referral import unmet_conditions
from sociaalhuis.desk.support import split
from sociaalhuis.rights.rules import Rule
from sociaalhuis.ui import look
from sociaalhuis.ui.catalogue import catalogue_words as words
from sociaalhuis.ui.catalogue import found_words
from sociaalhuis.ui.parts.parts import Chips, Facts, breakable
from sociaalhuis.ui.workplace import Workplace


class Card(QFrame):
    """One service or right, to read."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._service: Service | None = None
        self._about: str | None = None  # the right that is shown
        self._copied = -1
        self._stale = False
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._organization = look.label("", role="soft", wrap=True)
        self._chips, self.facts = Chips(), Facts("Fiche")
        self._phone = look.label("", look.HEADING, role="accent")
        self._phone_note = look.label("", role="soft")
        self.copy = QPushButton(look.icon("copy"), "Kopieer   F2")
        self.explore = QPushButton(look.icon("rights", "on_accent"), "Verken dit recht   Enter")
        self.know = QPushButton(look.icon("edit", "soft"), "Noteer wat wij weten   W")
        look.set_role(self.know, "fact")
        self._heard: tuple[Known, date | None] = Known(), None
        self.refer = QPushButton(look.icon("refer", "on_accent"), "Doorverwijzen   D")
        for button in (self.refer, self.explore):
            look.set_role(button, "primary")
        self._lay_out()
        self.show_service(None)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._phone)
        line.addWidget(self._phone_note)
        line.addStretch()
        line.addWidget(self.copy)
        line.addWidget(self.refer)
        line.addWidget(self.explore)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(12))
        for part in (self._name, self._organization, self._chips):
            inside.addWidget(part)
        inside.addLayout(line)
        inside.addWidget(self.facts, 1)
        inside.addWidget(self.know, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_found(self, found: Found | None) -> None:
        """Show the card of what was found, None for none; the same one stays as it is while somebody types on."""
        if found is not None and found.service is not None and found.service is self._service and not self._stale:
            self._copied = -1
            return
        self._stale = False
        if found is None or found.right is None:
            self.show_service(found.service if found else None)
            return
        self._about = found.right.slug
        self._clear(None)
        self._name.setText(breakable(found.right.name))
        self._chips.show_chips((found_words.RIGHT_CHIP,))
        for part in (self._chips, self.explore):
            part.setVisible(True)
        self.facts.show_facts((("Wat", found.right.what, ""),))
        look_up = partial(seeking.right, self._place.house, found.right.slug, self._place.today())
        self._place.jobs.house(look_up, partial(self._show_rule, found.right.slug), key="catalogue-right")

    def outdate(self) -> None:
        """What the house knows may have changed: the next card is made anew, also the same one."""
        self._stale = True

    def _show_rule(self, slug: str, told: tuple[Rule, tuple[str, ...]] | None) -> None:
        """What the rules of the house tell of a right."""
        if self._about == slug and told is not None:
            self.facts.show_facts(found_words.right_rows(*told))

    def _clear(self, service: Service | None) -> None:
        self._service, self._copied = service, -1
        self.explore.setVisible(False)
        self._heard = Known(), None
        for part in (self._organization, self._chips, self._phone, self._phone_note, self.copy, self.refer, self.know):
            part.setVisible(service is not None)

    def show_service(self, service: Service | None) -> None:
        """Show the card of a service, None for none."""
        self._about = None
        self._clear(service)
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
        self._phone.setVisible(first is not None)
        self._phone_note.setText((first.description or "") if first else "Geen telefoonnummer bekend.")
        self.copy.setVisible(first is not None)
        self.facts.show_facts(self._rows(service))
        look_up = partial(local.heard, self._place.house, service.id)
        self._place.jobs.house(look_up, partial(self._show_heard, service), key="catalogue-heard")
        count_them = partial(unmet_conditions.counted, self._place.house, service.id)
        self._place.jobs.house(count_them, partial(self._show_unmet, service), key="catalogue-unmet")

    def _show_heard(self, service: Service, heard: tuple[Known, date | None]) -> None:
        """What this house knows itself."""
        if self._service is service and heard != self._heard:
            self._heard = heard
            self.facts.show_facts(self._rows(service))

    def _show_unmet(self, service: Service, told: Mapping[str, int]) -> None:
        """What clients of this house did not meet, as the service told."""
        if self._service is service and told:
            self.facts.show_facts([*self._rows(service), words.unmet(told)])

    def _rows(self, service: Service) -> Sequence[tuple[str, str, str]]:
        """The record, and who does what where that was agreed."""
        who = split.of(self._place.house, f"service:{service.id}")
        return [
            *words.heard(*self._heard),
            *words.rows(service),
            *([("Wie doet wat", who.words, "")] if who is not None and who.words else []),
        ]

    def next_number(self) -> str | None:
        """The number to copy: the first one, the next one each time it is asked again; None when there is none."""
        if self._service is None or not self._service.phones:
            return None
        self._copied = (self._copied + 1) % len(self._service.phones)
        return self._service.phones[self._copied].number
