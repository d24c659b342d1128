"""Bellijst: a day of a zitdag does not take place. Say it once; then everybody who stood there, in order, with what is allowed.

Nobody falls off this list by itself: each is moved, told or cancelled, with one key. What is proposed is free, and for each
another moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.agenda import appointments, asking, calling, series, view
from sociaalhuis.desk.agenda.calling import Call
from sociaalhuis.desk.agenda.letters import Choices
from sociaalhuis.desk.agenda.standing import CANCEL, TOLD
from sociaalhuis.desk.agenda.view import Sitting
from sociaalhuis.errors import told
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.agenda.out import LetterOut
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.spots import clock
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 820
_KEYS = "V neemt het voorstel · N ander moment · W verwittigd · A annuleer · B brief · O dossier"
_EMPTY = "Niemand hoeft nog iets te horen."


@dataclass(frozen=True, slots=True)
class _Shown:
    sittings: Sequence[Sitting]
    calls: Sequence[Call]


class CallsScreen(Screen):
    """Who must hear it at the left, one of them at the right."""

    name: ClassVar[str] = "calls"
    title: ClassVar[str] = "Bellijst"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._series: UUID | None = None
        self._day: date = place.today()
        self._told = ""
        self._head, self._state = look.label("", look.HEADING, bold=True, wrap=True), look.label("", role="soft", wrap=True)
        self._reason = QLineEdit(placeholderText="Waarom? Bijvoorbeeld: ziek. Mag leeg.")
        self._reason.setMaxLength(series.LONGEST)
        self._reason.setAccessibleName("Reden")
        self._list = Rows("Bellijst", lead=56, two=True, empty=_EMPTY)
        self._name, self._facts, self._wrong = look.label("", look.HEADING, bold=True), Facts("Deze cliënt"), Strip()
        self._out = LetterOut(place, self)
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(self._take)
        self._out.done.connect(self._letter_left)
        self._out.refused.connect(self._wrong.tell)
        self._reason.returnPressed.connect(self.call_off)
        for letter, act in (
            ("V", self._take),
            ("N", self._move),
            ("W", self._inform),
            ("A", self._cancel),
            ("B", self._letter),
            ("O", self._open),
        ):
            self._list.on_key(letter, act)
        self.bind_commands()

    def _lay_out(self) -> None:
        self._off = QPushButton("Deze dag gaat niet door   Ctrl+Enter")
        look.set_role(self._off, "primary")
        self._off.clicked.connect(self.call_off)
        self._on = QPushButton("Gaat toch &door")
        self._on.clicked.connect(self.restore)
        row = QHBoxLayout()
        row.addWidget(self._reason, 4)
        row.addWidget(self._off)
        row.addWidget(self._on)
        row.addStretch()
        left = card(self._list, look.label(_KEYS, look.SMALL, role="soft", wrap=True), margin=12, stretch=self._list)
        right = card(self._name, self._facts, self._wrong, stretch=self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addWidget(self._head)
        whole.addWidget(self._state)
        whole.addLayout(row)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=300), 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """For this day of a ``series``."""
        if what.get("series"):
            self._series, self._day = what["series"], what["day"]
            self._reason.clear()
        self._wrong.tell("")
        self._reason.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Somebody was moved or told."""
        self._load()

    def _load(self) -> None:
        house, key, on, now = self.place.house, self._series, self._day, self.place.now()
        if key is None:
            return

        def load() -> _Shown:
            mine = [one for one in view.days(house, on, on) if one.series.id == key]
            return _Shown(mine, calling.of_day(house, key, on, now))

        self.place.jobs.house(load, self._show, key="calls", failed=self._refuse)

    def _show(self, shown: _Shown) -> None:
        mine, calls = shown.sittings, shown.calls
        name = mine[0].series.name if mine else "Zitdag"
        off = not any(one.session is not None and not one.cancelled for one in mine)
        people = sum(entry.state == "booked" for one in mine for entry in one.entries)
        self._head.setText(f"{name}, {day(self._day)}")
        if off:
            self._state.setText(f"Gaat niet door. {count(len(calls), 'cliënt wacht', 'cliënten wachten')} nog op nieuws.")
        else:
            self._state.setText(
                f"Gaat door, met {count(people, 'afspraak', 'afspraken')}. Ga je af? Dan blijft iedereen bewaard."
            )
        for part in (self._off, self._reason):
            part.setVisible(not off)
        self._on.setVisible(off)
        self._list.show_lines([_line(one) for one in calls])
        self._show_one(self._list.current())
        if off and calls:
            self._list.setFocus()
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _show_one(self, one: Call | None) -> None:
        self._name.setText(breakable(one.entry.who) if one else "")
        self._facts.show_facts(_about(one) if one else ())

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def call_off(self, _checked: bool = False) -> None:
        """The day does not take place; nobody loses his or her appointment by it."""
        if self._series is not None and self._off.isVisible():
            work = partial(series.cancel, self.place.house, self._series, self._day, self._reason.text(), self.place.now())
            self._do(work, "De dag gaat niet door. Hieronder staat wie dat moet horen.")

    def restore(self, _checked: bool = False) -> None:
        """The day takes place after all."""
        if self._series is not None:
            work = partial(series.restore, self.place.house, self._series, self._day, self.place.now())
            self._do(work, "De dag gaat toch door. Wie niet verplaatst is, staat er nog.")

    def _take(self, one: Call) -> None:
        if one.instead is None:
            self._move(one)
            return
        work = partial(appointments.move, self.place.house, one.entry.id, one.instead.start, self.place.now())
        when = f"{asking.short(one.instead.start)} om {clock(one.instead.start)}"
        self._do(work, f"{one.entry.who} staat nu op {when}. Ctrl+Z maakt dat ongedaan.")

    def _move(self, one: Call) -> None:
        self.place.go("booking", move=one.entry.id)

    def _inform(self, one: Call) -> None:
        work = partial(appointments.note, self.place.house, one.entry.id, TOLD, self.place.now(), next(iter(one.ways), None))
        self._do(work, f"{one.entry.who} is verwittigd. Ctrl+Z maakt dat ongedaan.")

    def _cancel(self, one: Call) -> None:
        work = partial(appointments.note, self.place.house, one.entry.id, CANCEL, self.place.now())
        self._do(work, f"{one.entry.who}: geannuleerd. Ctrl+Z maakt dat ongedaan.")

    def _letter(self, one: Call) -> None:
        self._out.print(one.entry.id, Choices(post="brief" in one.ways))

    def _open(self, one: Call) -> None:
        entry = one.entry
        self.place.go("client", **({"contact": entry.contact} if entry.person is None else {"person": entry.person}))

    def _do(self, work: Any, said: str) -> None:
        self._wrong.tell("")
        self.place.jobs.house(work, partial(self._done, said), failed=self._refuse)

    def _done(self, said: str, _made: object) -> None:
        self._told = said
        self._load()

    def _letter_left(self, said: str) -> None:
        self.place.say(f"{said} W als de cliënt het zo te horen krijgt.")

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back sees what was done elsewhere meanwhile."""
        super().showEvent(event)
        self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the agenda."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Deze dag gaat niet door", self.call_off, "Ctrl+Enter", "close")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._reason, self._list, self._facts)

    def remember(self) -> Mapping[str, Any]:
        """Which day, and why it is called off."""
        return {"series": str(self._series or ""), "day": self._day.isoformat(), "reason": self._reason.text()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to that day."""
        self._series = UUID(state["series"]) if state["series"] else None
        self._day = date.fromisoformat(state["day"])
        self._reason.setText(state["reason"])


def _line(one: Call) -> Line:
    how = one.phone or (vocab.label("contact_ways", one.ways[0]) if one.ways else "niet te bereiken")
    detail = " · ".join(filter(None, (how, *one.said)))
    return Line(one.entry.who, one, one.entry.id, clock(one.entry.start), detail, mark="late", role="late")


def _about(one: Call) -> Sequence[tuple[str, str, str]]:
    ways = ", ".join(vocab.label("contact_ways", way) for way in one.ways)
    entry, instead = one.entry, one.instead
    rows = [
        ("Stond op", f"{day(entry.start)} om {clock(entry.start)}", ""),
        ("Code", entry.reference, ""),
        ("Mag", ways or "niets: wacht tot de cliënt komt", ""),
        ("Telefoon", one.phone or "–", ""),
    ]
    rows += [("Mag niet", ", ".join(one.said), "late")] if one.said else []
    rows += [("Veilig contact", one.safe, "late")] if one.safe else []
    if entry.language and entry.language not in ("nl", *vocab.EMPTY_VALUES):
        rows.append(("Taal", vocab.label("languages", entry.language), ""))
    said = f"{day(instead.start)} om {clock(instead.start)}" if instead else "niets vrij bij deze zitdag"
    return [*rows, ("Voorstel", f"{said} (V)" if instead else said, "good" if instead else "soft")]
