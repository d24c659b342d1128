"""The waiting list beside the agenda: numbers, how long they wait, and the next one. Hidden unless the house uses numbers.

On a second screen only numbers are shown (Display): no name, no question, no language.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.agenda import waiting
from sociaalhuis.desk.agenda.waiting import Number
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Workplace

HERE = "balie"  # where the numbers of this desk are given
_WIDE = 208
_AGAIN = 30_000  # milliseconds after which the minutes are counted anew
_KEYS = "N volgende · T nieuw nummer · X weg · O scherm"


class Queue(QWidget):
    """N begins for who waits longest, T gives a number, X takes away who left, O opens the public display."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._display: Display | None = None
        self._head = look.label("Wachtrij", bold=True)
        self._list = Rows("Wachtrij", lead=64, empty="Niemand wacht. T geeft een nummer.")
        self.setFixedWidth(look.px(_WIDE))
        self.setFocusProxy(self._list)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        for part in (self._head, self._list, look.label(_KEYS, look.SMALL, role="soft", wrap=True)):
            inside.addWidget(part)
        self._list.on_key("N", lambda _one: self.call_next())
        self._list.on_key("X", self._leave)
        self._list.on_key("T", lambda _one: self.give())
        self._list.on_key("O", lambda _one: self.show_display())
        self._timer = QTimer(self, interval=_AGAIN)
        self._timer.timeout.connect(self.arrive)
        self.setVisible(self._on)

    @property
    def _on(self) -> bool:
        return self._place.house.flag(waiting.SETTING)

    def arrive(self) -> None:
        """Look who waits."""
        self.setVisible(self._on)
        if self._on:
            house, now = self._place.house, self._place.now()

            today = self._place.today()

            def read() -> tuple[Sequence[Number], tuple[int, ...], int | None]:
                waits, called = waiting.today(house, HERE, now), waiting.called(house, HERE, now)
                return waits, called, waiting.median_wait(house, HERE, today, today)

            self._place.jobs.house(read, partial(self._show, now), key="waiting", failed=self._refuse)
            self._timer.start()

    def rest(self) -> None:
        """Nobody looks any more, unless the public display stands open."""
        if self._display is None or not self._display.isVisible():
            self._timer.stop()

    def _show(self, now: datetime, found: tuple[Sequence[Number], tuple[int, ...], int | None]) -> None:
        waits, called, usual = found
        self._list.show_lines([_line(one, now) for one in waits])
        self._head.setText(f"Wachtrij ({len(waits)})" + (f" · {usual} min" if usual is not None else ""))
        if self._display is not None:
            self._display.show_numbers(called)

    def call_next(self) -> None:
        """It begins for who waits longest."""
        call_next(self._place)

    def give(self) -> None:
        """One number more."""
        if self._on:
            work = partial(waiting.arrive, self._place.house, HERE, self._place.now())
            self._place.jobs.house(work, self._given, failed=self._refuse)

    def _given(self, number: int) -> None:
        self._place.say(f"Nummer {number} gegeven.")
        self.arrive()

    def _leave(self, one: Number) -> None:
        work = partial(waiting.leave, self._place.house, one.id, self._place.now())
        self._place.jobs.house(work, lambda _none: self.arrive(), failed=self._refuse)

    def show_display(self) -> None:
        """The public display, on the last screen of this PC: only numbers."""
        if self._display is None:
            self._display = Display(self)
        screens = self.screen().virtualSiblings()
        self._display.setGeometry(screens[-1].geometry())
        self._display.show()
        self.arrive()

    def _refuse(self, error: BaseException) -> None:
        self._place.say(told(error))

    def commands(self) -> Sequence[Command]:
        """What can be done with numbers; the first has its own key everywhere."""
        if not self._on:
            return ()
        return [
            Command("Nieuw wachtnummer", self.give, "", "new"),
            Command("Scherm met wachtnummers", self.show_display, "", "eye"),
        ]


def call_next(place: Workplace) -> None:
    """It begins for who waits longest; says who that is, or that the house uses no numbers. What shows the list hears of it."""

    def called(one: Number | None) -> None:
        place.say("Niemand wacht." if one is None else f"Nummer {one.number} is aan de beurt.")

    def refused(error: BaseException) -> None:
        place.say(told(error))

    place.jobs.house(partial(waiting.call_next, place.house, HERE, place.now()), called, failed=refused)


class Display(QWidget):
    """What people in the waiting room see: numbers, the last one large. Escape closes it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Wachtnummers")
        self._now = look.label("–", 160, bold=True)
        self._before = look.label("", 48, role="soft")
        inside = QVBoxLayout(self)
        for part in (look.label("Aan de beurt", 48), self._now, self._before):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(part)

    def show_numbers(self, called: Sequence[int]) -> None:
        """Show who was called, the newest first; nothing else can be shown here."""
        self._now.setText(str(called[0]) if called else "–")
        self._before.setText("   ".join(str(number) for number in called[1:]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()


def _line(one: Number, now: datetime) -> Line:
    minutes = one.minutes(now)
    mark, role = ("open", "text")
    if minutes >= waiting.LONG:
        mark, role = ("late", "late") if minutes >= waiting.TOO_LONG else ("today", "today")
    language = vocab.label("languages", one.language) if one.language else ""
    return Line(f"nr. {one.number}", one, one.id, f"{minutes} min", language, mark=mark, role=role)
