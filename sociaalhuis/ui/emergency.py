"""Noodnummers (F7): the numbers that answer now, large enough to read while phoning, calm enough to be seen by anybody.

The numbers come from the starter catalogue, so that they are there whatever happens to the house. Escape goes back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.catalogue import hours, starter
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.workdays import Workdays, local
from sociaalhuis.texts import day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.workplace import Command, Screen, Workplace

MOST_BESIDE, CARD_WIDTH = 4, 250  # cards on a row, and the least width of one in pixels at 100 %
MINUTE = 60_000  # milliseconds after which “now” is looked at again
_SATURDAY = 5
# service of the starter catalogue, in plain words what it is for
_NOW = (
    ("noodnummer-112", "Ziekenwagen of brandweer"), ("politie-101", "Dringend politie"),
    ("huisarts-1733", "Huisarts van wacht"), ("antigifcentrum", "Vergiftiging"),
)  # fmt: skip
_TALK = (
    ("hulplijn-1712", "Geweld en misbruik"), ("zelfmoordlijn-1813", "Denken aan zelfdoding"),
    ("tele-onthaal", "Praten, dag en nacht"), ("awel-102", "Kinderen en jongeren"),
    ("child-focus", "Vermist of misbruikt kind"), ("caw-onthaal", "Welzijn, ook onderdak"),
    ("card-stop", "Bankkaart blokkeren"), ("doc-stop", "Identiteitskaart blokkeren"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    mark: str
    role: str
    words: str


_STATES = {
    True: _State("good", "good", "antwoordt nu"),
    False: _State("open", "soft", "antwoordt nu niet"),
    None: _State("today", "today", "uren niet zeker"),
}


class Emergency(Screen):
    """A card of numbers with who answers at this moment."""

    name: ClassVar[str] = "emergency"
    title: ClassVar[str] = "Noodnummers"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._moment = look.label("", role="soft")
        self._grids: list[tuple[QGridLayout, Sequence[QFrame]]] = []
        self._refreshers: list[Callable[[datetime, bool], None]] = []
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self._refresh)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*[look.px(look.WIDE)] * 4)
        column.setSpacing(look.px(look.PAD))
        head = QHBoxLayout()
        head.addWidget(self._moment)
        head.addStretch()
        head.addWidget(look.label("Esc terug naar waar je was", role="soft"))
        column.addLayout(head)
        for title, listed in (("Gevaar", _NOW), ("Hulp en info", _TALK)):
            column.addWidget(look.label(title, bold=True))
            column.addLayout(self._grid(listed))
        self._add_house(column)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setAccessibleName("Noodnummers")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _grid(self, listed: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(look.px(12))
        services = starter.services()
        known = [(services[slug], words) for slug, words in listed if slug in services and services[slug].phones]
        self._grids.append((grid, [self._card(service, words) for service, words in known]))
        return grid

    def _arrange(self, beside: int) -> None:
        for grid, cards in self._grids:
            for at, card in enumerate(cards):
                grid.removeWidget(card)
                grid.addWidget(card, at // beside, at % beside)
            for column in range(MOST_BESIDE):
                grid.setColumnStretch(column, 1 if column < beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards on a row as fit."""
        super().resizeEvent(event)
        self._arrange(max(1, min(MOST_BESIDE, (self.width() - look.px(2 * look.WIDE)) // look.px(CARD_WIDTH))))

    def _card(self, service: Service, words: str) -> QFrame:
        card = QFrame()
        look.set_role(card, "card")
        number = look.label(service.phones[0].number, look.DISPLAY, bold=True)
        icon, state = QLabel(), look.label("", look.SMALL)
        line = QHBoxLayout()
        line.setSpacing(look.px(6))
        line.addWidget(icon)
        line.addWidget(state, 1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(4))
        inside.addWidget(number)
        inside.addWidget(look.label(words, wrap=True))
        inside.addWidget(look.label(service.opening_hours or "uren niet bekend", look.SMALL, role="soft", wrap=True))
        inside.addStretch()
        inside.addLayout(line)
        self._refreshers.append(partial(_refresh_card, service, icon, state))
        return card

    def _add_house(self, column: QVBoxLayout) -> None:
        house = self.place.house
        phone, open_ = house.text("letterhead.phone"), house.text("letterhead.hours")
        if phone:
            column.addWidget(look.label("Ons huis", bold=True))
            column.addWidget(look.label(f"{house.name}: {phone}" + (f" · {open_}" if open_ else ""), look.WORDS, wrap=True))

    # ── now ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Look at the clock and go on looking every minute."""
        self._refresh()
        self._clock.start()
        self._scroll.setFocus()

    def leave(self) -> None:
        """No clock behind a card that nobody sees."""
        self._clock.stop()

    def _refresh(self) -> None:
        now = local(self.place.now())
        holiday = now.weekday() < _SATURDAY and not Workdays().is_open(now.date())
        self._moment.setText(f"{day(now.date()).capitalize()}, {hour(now)}")
        for refresh in self._refreshers:
            refresh(now, holiday)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (Command("Terug naar waar je was", self.place.back, icon="undo"),)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._scroll,)


def _refresh_card(service: Service, icon: QLabel, words: QLabel, now: datetime, holiday: bool) -> None:
    state = _STATES[hours.answers(service.opening_hours, now, holiday=holiday)]
    side = look.px(16)
    icon.setPixmap(look.icon(state.mark, state.role, 16).pixmap(side, side))
    words.setText(state.words)
    look.set_role(words, state.role)
