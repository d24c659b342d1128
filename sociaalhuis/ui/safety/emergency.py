"""Noodnummers (F7): the numbers that answer now, large enough to read while phoning, calm enough to be seen by anybody.

The numbers come from the starter catalogue, so that they are there whatever happens to the house; who has wachtdienst comes
from the house. Who answers now stands first. Escape goes back.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.catalogue import hours, starter
from sociaalhuis.catalogue.emergency_numbers import NOW, TALK
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.workdays import Workdays, local
from sociaalhuis.texts import day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.safety.dutycard import DutyCard
from sociaalhuis.ui.workplace import Command, Screen, Workplace

MOST_BESIDE, CARD_WIDTH = 4, 250  # cards on a row, and the least width of one in pixels at 100 %
MINUTE = 60_000  # milliseconds after which “now” is looked at again
_SATURDAY = 5


# when a line is closed: who answers instead, the first of these that does
_INSTEAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hulplijn-1712": ("tele-onthaal", "politie-101"),
        "awel-102": ("tele-onthaal",),
        "caw-onthaal": ("tele-onthaal",),
        "zelfmoordlijn-1813": ("tele-onthaal", "noodnummer-112"),
        "tele-onthaal": ("zelfmoordlijn-1813",),
        "huisarts-1733": ("noodnummer-112",),
        "antigifcentrum": ("noodnummer-112",),
    }
)
_STATES = {True: ("good", "antwoordt nu"), False: ("open", "nu gesloten"), None: ("today", "uren niet zeker")}
_ORDER = (True, None, False)  # who answers now stands first


class Emergency(Screen):
    """A card of numbers with who answers at this moment."""

    name: ClassVar[str] = "emergency"
    title: ClassVar[str] = "Noodnummers"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._moment = look.label("", role="soft")
        self._duty = DutyCard(place, self._go_on_reading)
        self._house = _HouseCard(place)
        self._grids = [_Numbers(NOW), _Numbers(TALK)]
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self._refresh)
        self._lay_out()
        self._duty.opened.connect(partial(QTimer.singleShot, 0, self, self._show_duty))
        self.bind_commands()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(look.WIDE), look.px(12), look.px(look.WIDE), look.px(12))
        column.setSpacing(look.px(look.GAP))
        head = QHBoxLayout()
        head.addWidget(self._moment)
        head.addStretch()
        head.addWidget(look.label("Esc terug naar waar je was", role="soft"))
        column.addLayout(head)
        for title, numbers in zip(("Gevaar", "Hulp en info"), self._grids, strict=True):
            column.addWidget(look.label(title, bold=True))
            column.addWidget(numbers)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(look.px(12))
        self._beside.addWidget(self._duty, 1)
        self._beside.addWidget(self._house, 1)
        column.addWidget(look.label("Bij ons", bold=True))
        column.addLayout(self._beside)
        column.addStretch()
        self._scroll = QScrollArea()
        look.set_role(self._scroll, "page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setAccessibleName("Noodnummers")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards on a row as fit."""
        super().resizeEvent(event)
        beside = max(1, min(MOST_BESIDE, (self.width() - look.px(2 * look.WIDE)) // look.px(CARD_WIDTH)))
        for numbers in self._grids:
            numbers.arrange(beside)
        across = QBoxLayout.Direction.LeftToRight if beside > 1 else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across)

    # ── now ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Look at the clock and go on looking every minute."""
        self._refresh()
        self._duty.load()
        self._clock.start()
        self._scroll.setFocus()

    def leave(self) -> None:
        """No clock behind a card that nobody sees."""
        self._clock.stop()

    def changed(self, _changed: object) -> None:
        """The roster may have changed."""
        self._duty.load()

    def remember(self) -> Mapping[str, Any]:
        """Lines of the roster that were typed and not kept."""
        return {"duty": self._duty.text} if self._duty.text else {}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Those lines are there again with F2."""
        self._duty.restore(str(state.get("duty", "")))

    def _refresh(self) -> None:
        now = local(self.place.now())
        holiday = now.weekday() < _SATURDAY and not Workdays().is_open(now.date())
        self._moment.setText(f"{day(now.date()).capitalize()}, {hour(now)}")
        self._duty.show_now(now, holiday=holiday)
        for numbers in self._grids:
            numbers.show_now(now, holiday)

    def _show_duty(self) -> None:
        self._scroll.ensureWidgetVisible(self._duty, 0, look.px(12))

    def _go_on_reading(self) -> None:
        self._scroll.setFocus()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        back = Command("Terug naar waar je was", self.place.back, icon="undo")
        if not self._duty.may:
            return (back,)
        keep = Command("Wachtdienst bewaren", self._duty.keep, "Ctrl+Enter", "save")
        return (back, Command("Wachtdienst bewerken", self._duty.edit, "F2", "edit"), keep)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._scroll,)


class _HouseCard(QFrame):
    """The number of the house itself."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        house = place.house
        phone, open_ = house.text("letterhead.phone"), house.text("letterhead.hours")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(4))
        inside.addWidget(look.label(house.name, role="soft", wrap=True))
        inside.addWidget(look.label(phone or "Nummer niet ingevuld", look.HEADING, bold=True, role="" if phone else "soft"))
        inside.addWidget(look.label(open_, look.SMALL, role="soft", wrap=True))
        inside.addStretch()


class _Numbers(QWidget):
    """A group of numbers, who answers now first."""

    def __init__(self, listed: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        services = starter.services()
        known = [(slug, services[slug], words) for slug, words in listed if slug in services and services[slug].phones]
        self._cards = [_NumberCard(slug, service, words) for slug, service, words in known]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(12))
        self._beside = MOST_BESIDE

    def show_now(self, now: datetime, holiday: bool) -> None:
        """Who answers at this moment; the order of the list holds among those that do, and among those that do not."""
        for card in self._cards:
            card.show_now(now, holiday)
        self.arrange(self._beside)

    def arrange(self, beside: int) -> None:
        """So many cards on a row."""
        self._beside = beside
        ordered = sorted(self._cards, key=lambda card: _ORDER.index(card.answers))
        for at, card in enumerate(ordered):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, at // beside, at % beside)
        for column in range(MOST_BESIDE):
            self._grid.setColumnStretch(column, 1 if column < beside else 0)


class _NumberCard(QFrame):
    """One number, large, what it is for and whether somebody answers now."""

    def __init__(self, slug: str, service: Service, words: str) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._slug, self._service = slug, service
        self.answers: bool | None = None
        self._icon, self._state = QLabel(), look.label("", look.SMALL, wrap=True)
        line = QHBoxLayout()
        line.setSpacing(look.px(6))
        line.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._state, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        inside.setSpacing(look.px(2))
        inside.addWidget(look.label(service.phones[0].number, look.DISPLAY, bold=True))
        inside.addWidget(look.label(words, wrap=True))
        inside.addLayout(line)
        inside.addStretch()

    def show_now(self, now: datetime, holiday: bool) -> None:
        """Look whether somebody answers."""
        self.answers = hours.answers(self._service.opening_hours, now, holiday=holiday)
        mark, words = _STATES[self.answers]
        role = "soft" if mark == "open" else mark
        side = look.px(16)
        self._icon.setPixmap(look.icon(mark, role, 16).pixmap(side, side))
        known = (self._service.opening_hours or "").partition(";")[0]
        self._state.setText(words + (f" · {known}" if self.answers and known else _instead(self._slug, now, holiday)))
        look.set_role(self._state, role)


def _instead(slug: str, now: datetime, holiday: bool) -> str:
    """Who answers now when this line does not for certain: “, wel: 106”."""
    services = (starter.services()[other] for other in _INSTEAD.get(slug, ()) if other in starter.services())
    open_ = [one.phones[0].number for one in services if hours.answers(one.opening_hours, now, holiday=holiday)]
    return f", wel: {' of '.join(open_)}" if open_ else ""
