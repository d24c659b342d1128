"""Agenda: the week in a column a day, or a day in a column a zitdag. Everything with the keys; nothing booked is ever hidden.

Enter on a free moment books it, on somebody opens the question. Letters act on who is chosen: K kwam, X kwam niet, V verplaats,
A annuleer, B brief, S the day does not take place (with the call list).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from time import perf_counter
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.desk.agenda import appointments, asking, series, view
from sociaalhuis.desk.agenda.letters import Choices
from sociaalhuis.desk.agenda.standing import CAME, CANCEL, NO_SHOW
from sociaalhuis.desk.agenda.view import Sitting
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import told
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.agenda.actrow import ActRow
from sociaalhuis.ui.agenda.board import Board
from sociaalhuis.ui.agenda.calendarfile import CalendarFile
from sociaalhuis.ui.agenda.out import LetterOut
from sociaalhuis.ui.agenda.queue import Queue
from sociaalhuis.ui.parts import spots
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Strip, card
from sociaalhuis.ui.parts.spots import Spot
from sociaalhuis.ui.workplace import Command, Screen, Workplace, press

WEEK, DAY = "week", "day"
LEAST = 220  # how high the columns are at least, in pixels at 100 %
_NOTED = {CAME: "gekomen", NO_SHOW: "kwam niet – opnieuw plannen? V", CANCEL: "geannuleerd"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a span of days holds, and what comes next when it holds nothing."""

    first: date
    sittings: Sequence[Sitting]
    coming: Sequence[asking.Coming]


class AgendaScreen(Screen):
    """``loaded`` counts how often days were shown; ``took``: the seconds of the last time, from values to lines."""

    name: ClassVar[str] = "agenda"
    title: ClassVar[str] = "Agenda"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.loaded, self.took = 0, 0.0
        self._view, self._day = WEEK, place.today()
        self._on = place.today()  # when it was looked at last
        self._sittings: Sequence[Sitting] = ()
        self._go_to: Callable[[Any], bool] | None = None
        self._told = ""
        self._head = look.label("", look.HEADING, bold=True)
        self._counts = look.label("", role="soft")
        self._decide, self._wrong = Strip("strip-today"), Strip()
        self._board, self._about = Board(), look.label("", role="soft", wrap=True)
        self._queue = Queue(place, self)
        self._out = LetterOut(place, self)
        self._files = CalendarFile(place, self)
        self._letters: Mapping[str, Callable[[], object]] = {
            "K": partial(self.note, CAME),
            "X": partial(self.note, NO_SHOW),
            "A": partial(self.note, CANCEL),
            "V": self.replan,
            "B": self.letter,
            "S": self.call_off,
        }
        self._acts = ActRow(self._letters)
        self._lay_out()
        self._board.chosen.connect(self._open)
        self._board.moved.connect(self._tell_about)
        self._board.paged.connect(self.step)
        for part in (self._out, self._files):
            part.done.connect(self._said)
            part.refused.connect(self._wrong.tell)
        for letter, act in self._letters.items():
            self._board.on_key(letter, partial(_act, act))
        self.bind_commands()

    def _lay_out(self) -> None:
        head = Flow(look.px(look.GAP))
        for words in (self._head, self._counts):
            words.setMinimumHeight(look.px(look.ROW))
            head.addWidget(words)
        for text, name, run in (
            ("◂ Vorige   PgUp", "Vorige", partial(self.step, -1)),
            ("Van&daag", "Vandaag", self.go_today),
            ("Volgende ▸   PgDn", "Volgende", partial(self.step, 1)),
        ):
            head.addWidget(self._button(text, name, run))
        self._views = {DAY: self._button("Da&g", "Dag", partial(self.turn, DAY))}
        self._views[WEEK] = self._button("&Week", "Week", partial(self.turn, WEEK))
        for button in self._views.values():
            button.setCheckable(True)
            look.set_role(button, "choice")
            head.addWidget(button)
        acts = Flow(look.px(look.GAP))
        book = self._button("+ Afspraak   Ctrl+Shift+A", "Afspraak maken", self.appoint)
        look.set_role(book, "primary")
        buttons = (
            book,
            self._button("Vrij moment zoeken   Ctrl+Shift+V", "Vrij moment zoeken", self.appoint),
            self._button("&Zitdagen plannen", "Zitdagen plannen", partial(self.place.go, "officehours")),
            self._button("&Bellijst", "Bellijst van deze dag", self.call_off),
            self._button("Agenda e&xporteren", "Agenda exporteren zonder namen", self.export),
            self._button("Agenda &inlezen", "Agenda van de gast of collega inlezen", self.take_in),
        )
        for button in buttons:
            acts.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(look.px(look.PAD))
        middle.addWidget(self._board, 1)
        middle.addWidget(self._queue)
        held = QWidget()
        held.setLayout(middle)
        middle.setContentsMargins(0, 0, 0, 0)
        self._board.setMinimumHeight(look.px(LEAST))
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        for part, stretch in (
            (widget_with(head), 0), (self._decide, 0), (self._wrong, 0), (card(held, margin=12, stretch=held), 1),
            (self._about, 0), (self._acts, 0), (widget_with(acts), 0),
        ):  # fmt: skip
            inside.addWidget(part, stretch)
        scroll = QScrollArea()  # with large letters there is more than fits
        look.set_role(scroll, "page")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _button(self, text: str, name: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setAccessibleName(name)
        made.clicked.connect(partial(press, run))
        return made

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """The week as it was; or ``day`` (with ``series``, or an ``appointment``) that was asked for elsewhere."""
        self._wrong.tell("")
        wanted, about, one = what.get("day"), what.get("series"), what.get("appointment")
        if wanted is not None:
            self._view, self._day = DAY, wanted
            self._go_to = partial(_is, about, one)
        elif self._on != self.place.today():
            self._day = self.place.today()
            self._go_to = partial(_is_on, self.place.today())
        elif self._board.current_column() < 0:
            self._go_to = partial(_is_on, self.place.today())
        self._on = self.place.today()
        self._queue.arrive()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was booked, here or elsewhere."""
        self._load()
        self._queue.arrive()

    @property
    def _days(self) -> tuple[date, date]:
        if self._view == DAY:
            return self._day, self._day
        monday = self._day - timedelta(days=self._day.weekday())
        return monday, monday + timedelta(days=6)

    def _load(self) -> None:
        house, (first, last), now = self.place.house, self._days, self.place.now()

        def load() -> _Shown:
            found = view.days(house, first, last)
            return _Shown(first, found, () if found else series.coming(house, now, 1))

        self.place.jobs.house(load, self._show, key="agenda", failed=self._refuse)

    def _show(self, shown: _Shown) -> None:
        begun = perf_counter()
        self._sittings = shown.sittings
        empty = _nothing(shown.coming)
        self._board.show_columns(self._by_day(empty) if self._view == WEEK else self._by_series(empty))
        week = f"Week van {asking.short(_noon(shown.first))}"
        self._head.setText(day(self._day) if self._view == DAY else week)
        for name, button in self._views.items():
            button.setChecked(name == self._view)
        self._counts.setText(spots.summary(shown.sittings, self.place.now()))
        waiting = sum(len(one.to_choose) for one in shown.sittings)
        asks = f"{count(waiting, 'afspraak vraagt', 'afspraken vragen')} een keuze (▲). Niets is weg."
        self._decide.tell(f"{asks} V verplaatst, S toont de bellijst." if waiting else "")
        if self._go_to is not None and not self._board.go_to(self._go_to):
            self._board.focus_on(0)
        self._go_to = None
        if self._told:
            self.place.say(self._told)
            self._told = ""
        self.loaded += 1
        self.took = perf_counter() - begun

    def _by_day(self, empty: str) -> list[tuple[str, Sequence[Any], str]]:
        by_day: dict[date, list[Sitting]] = defaultdict(list)
        for one in self._sittings:
            by_day[one.day].append(one)
        first, _last = self._days
        days = [first + timedelta(days=ahead) for ahead in range(7)]
        weekend = any(one.weekday() > 4 and by_day.get(one) for one in days)
        now, today = self.place.now(), self.place.today()
        return [
            (
                ("● " if one == today else "") + asking.short(_noon(one)),
                spots.lines(by_day.get(one, ()), now, whole=False),
                empty if one == first and empty else "Geen zitdag.",
            )
            for one in days[: 7 if weekend else 5]
        ]

    def _by_series(self, empty: str) -> list[tuple[str, Sequence[Any], str]]:
        now = self.place.now()
        by_series: dict[object, list[Sitting]] = defaultdict(list)
        for one in self._sittings:
            by_series[one.series.id].append(one)
        found: list[tuple[str, Sequence[Any], str]] = [
            (many[0].series.name, spots.lines(many, now, whole=True), "") for many in by_series.values()
        ]
        return found or [(asking.short(_noon(self._day)), (), empty)]

    def _tell_about(self, what: Spot | None) -> None:
        said = [spots.proposal(what, self.place.now()), spots.about(what)] if what is not None else []
        self._about.setText(" ".join(filter(None, said)))
        self._acts.offer(day=what is not None, appointment=what is not None and what.entry is not None)

    # ── moving in time ───────────────────────────────────────────────────────────────────────────────────────────────────

    def step(self, number: int) -> None:
        """To the day or the week before or after."""
        self._day += timedelta(days=number * (1 if self._view == DAY else 7))
        self._load()

    def go_today(self) -> None:
        """Back to today."""
        self._day = self.place.today()
        self._go_to = partial(_is_on, self._day)
        self._load()

    def turn(self, to: str) -> None:
        """A day or a week; the day of what is chosen."""
        what: Spot | None = self._board.current()
        if what is not None:
            self._day = what.sitting.day
            self._go_to = partial(_is, what.series, None)
        self._view = to
        self._load()

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, what: Spot | None) -> None:
        if what is None:
            return
        if what.entry is None and what.slot is not None:
            self.place.go("booking", new=True, series=what.series, start=what.slot.start)
        elif what.entry is not None and what.entry.contact is not None:
            one = what.entry
            self.place.go("client", **({"contact": one.contact} if one.person is None else {"person": one.person}))

    def note(self, what: str) -> None:
        """Somebody came, did not come, or cancelled."""
        spot: Spot | None = self._board.current()
        if spot is None or spot.entry is None:
            self.place.say("Kies eerst een afspraak.")
            return
        work = partial(appointments.note, self.place.house, spot.entry.id, what, self.place.now())
        said = f"{spot.entry.who}: {_NOTED[what]}. Ctrl+Z maakt dat ongedaan."
        self.place.jobs.once(f"agenda.{spot.entry.id}.{what}", work, partial(self._noted, said), failed=self._refuse)

    def _noted(self, said: str, _none: None) -> None:
        self._told = said
        self._wrong.tell("")

    def replan(self) -> None:
        """Another moment for who is chosen."""
        spot: Spot | None = self._board.current()
        if spot is not None and spot.entry is not None:
            self.place.go("booking", move=spot.entry.id, series=spot.series)

    def letter(self) -> None:
        """The letter for who is chosen, to give along; other choices are on the booking screen."""
        spot: Spot | None = self._board.current()
        if spot is not None and spot.entry is not None:
            self._out.print(spot.entry.id, Choices())

    def call_off(self) -> None:
        """This day does not take place, and who must hear it."""
        spot: Spot | None = self._board.current()
        if spot is None:
            self.place.say("Kies eerst een dag van een zitdag.")
        else:
            self.place.go("calls", series=spot.series, day=spot.sitting.day)

    def export(self) -> None:
        """What is shown of the chosen zitdag as a calendar, without names."""
        spot: Spot | None = self._board.current()
        if spot is not None:
            self._files.export(spot.sitting.series, *self._days)

    def take_in(self) -> None:
        """The calendar of the host of the chosen zitdag."""
        spot: Spot | None = self._board.current()
        if spot is None:
            self.place.say("Kies eerst de zitdag waarvan je de agenda inleest.")
        else:
            self._files.take_in(spot.sitting.series)

    def _said(self, words: str) -> None:
        self._wrong.tell("")
        self.place.say(words)
        self._load()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back sees what was done elsewhere meanwhile."""
        super().showEvent(event)
        self._load()

    def leave(self) -> None:
        """Nothing is typed here; the waiting list rests."""
        self._queue.rest()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Deze zitdag gaat niet door: bellijst", self.call_off, "", "phone"),
            Command("Agenda exporteren (ics, zonder namen)", self.export, "", "save"),
            Command("Agenda van de gast of collega inlezen (ics)", self.take_in, "", "refer"),
            Command("Agenda: dag", partial(self.turn, DAY), "", "appointment"),
            Command("Agenda: week", partial(self.turn, WEEK), "", "appointment"),
            *self._queue.commands(),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._board, self._queue)

    def remember(self) -> Mapping[str, Any]:
        """Which day, how it is shown, and when it was looked at."""
        return {"day": self._day.isoformat(), "view": self._view, "on": self._on.isoformat()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to that day; on another day to today."""
        self._view, self._day, self._on = state["view"], date.fromisoformat(state["day"]), date.fromisoformat(state["on"])


def _act(act: Callable[[], object], _what: object) -> None:
    act()


def _is(about: object, appointment: object, what: Spot) -> bool:
    if appointment is not None:
        return what.entry is not None and what.entry.id == appointment
    return about is None or what.series == about


def _is_on(on: date, what: Spot) -> bool:
    return what.sitting.day == on


def _noon(one: date) -> datetime:
    return datetime.combine(one, time(12), BRUSSELS)


def _nothing(coming: Sequence[asking.Coming]) -> str:
    """What an empty agenda says: when the next zitdag is."""
    if not coming:
        return ""
    if not coming[0].days:
        return "Er zijn nog geen zitdagen met een volgende dag."
    return f"Geen zitdag. Eerstvolgende: {coming[0].when}, {coming[0].series.name}."
