"""De opvolglijst: who must be asked how it went, with what is known, and the outcome by one key."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sociaalhuis.desk import followup, outcomes, referrals
from sociaalhuis.errors import Told
from sociaalhuis.ui import due, look
from sociaalhuis.ui.followup_card import Card
from sociaalhuis.ui.parts import Columns, Strip, card
from sociaalhuis.ui.rows import Line, Rows
from sociaalhuis.ui.seek import Seek
from sociaalhuis.ui.workplace import Command, Screen, Workplace

WEEK = 7
UNDO = "act.undo"
LEAST = 820  # room for list and card side by side
_DONE = "Alles is opgevolgd. Goed zo. Een nieuwe vraag begint met Ctrl+N."


class _Due(Rows):
    """The list: a key that is held down notes nothing twice."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters act once; arrows may repeat."""
        if not (event.isAutoRepeat() and event.text().isalpha()):
            super().keyPressEvent(event)


class FollowUp(Screen):
    """Groups by urgency at the left, the chosen referral with its outcomes at the right."""

    name: ClassVar[str] = "followup"
    title: ClassVar[str] = "Opvolglijst"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._all: Sequence[referrals.Referred] = ()
        self._wanted: UUID | None = None
        self._told = ""
        self._writing = self._taken_back = self._warned = False
        self._list = _Due("Op te volgen", lead=due.LEAD, empty="")
        self._filter = Seek("Filter op code of dienst", "Filter op code of dienst   Ctrl+F", self._list, pause=0)
        self._counts = look.label("", role="soft")
        self._trouble = Strip()
        self._card = Card(place, self._note)
        self._lay_out()
        self._list.moved.connect(self._card.show_one)
        self._list.moved.connect(self._moved)
        self._list.chosen.connect(lambda _one: self._card.focus_outcomes())
        self._filter.asked.connect(self._filtered)
        for key, outcome in outcomes.OUTCOMES.items():
            self._list.on_key(outcome.key, partial(self._note_line, key))
        self._list.on_key("O", lambda _one: self._card.open_file())
        self.bind_commands()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self._filter.setMaximumWidth(look.px(320))
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._filter, 1)
        head.addWidget(self._counts)
        left = card(self._trouble, self._list, margin=look.GAP, stretch=self._list)
        columns = Columns(LEAST, (left, 3), (self._card, 2), tall=280)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(columns, 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Load the list; ``referral`` is the one to begin with."""
        self._wanted = what.get("referral") or self._wanted
        self._load()
        self._list.setFocus()

    def changed(self, changed: Any) -> None:
        """Something happened in the house: look again; what was taken back becomes the current line."""
        self._taken_back |= changed.action == UNDO
        self._load()

    def _load(self) -> None:
        house, today = self.place.house, self.place.today()
        self.place.jobs.house(
            partial(referrals.worklist, house, today), partial(self._show, today), key="followup", failed=self._failed
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._trouble.tell(str(error))

    def _show(self, today: date, found: Sequence[referrals.Referred]) -> None:
        before, self._all = {one.id: one for one in self._all}, found
        taken_back, self._taken_back = self._taken_back, False
        if taken_back:
            self._wanted = next((one.id for one in found if before.get(one.id) != one), None)
        self._trouble.tell("")
        self._show_lines(today)
        if self._wanted is not None:
            self._choose(self._wanted)
            self._wanted = None
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _show_lines(self, today: date) -> None:
        sought = self._filter.text().strip().casefold()
        fitting = [one for one in self._all if sought in f"{one.reference} {one.service_name}".casefold()]
        groups = _groups(fitting, today)
        self._list.say_when_empty(f"Niets gevonden voor “{sought[:60]}”. Maak het veld leeg." if sought else _DONE)
        self._list.show_lines([line for title, ones in groups.items() if ones for line in _lines(title, ones, today)])
        self._counts.setText("   ".join(f"{title.lower()} {len(ones)}" for title, ones in groups.items()))
        if self._list.current() is None:
            self._card.show_one(None)
        self._filter.answered()

    def _filtered(self, _typed: str) -> None:
        self._show_lines(self.place.today())

    def _choose(self, referral: UUID) -> None:
        row = next((i for i, line in enumerate(self._list.lines()) if line.key == referral), None)
        if row is None:
            self.place.say("Deze doorverwijzing staat niet meer op de opvolglijst.")
            return
        self._list.select_row(row)
        self._list.scrollTo(self._list.currentIndex(), Rows.ScrollHint.PositionAtCenter)

    # ── outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _note_line(self, outcome: str, _one: object) -> None:
        self._note(outcome)

    def _note(self, outcome: str) -> None:
        one = self._list.current()
        if one is None or self._writing:
            return
        self._writing = True
        house, now = self.place.house, self.place.now()
        self.place.jobs.house(
            partial(followup.note, house, one.id, outcome, now, way=self._card.outcomes.way),
            partial(self._noted, one, outcome), failed=self._refused,
        )  # fmt: skip

    def _noted(self, one: referrals.Referred, outcome: str, _nothing: None) -> None:
        """It is written: the focus goes to the next line; the list is loaded anew because the house says that it changed."""
        self._writing = False
        self._card.refuse("")
        said = f"{outcomes.OUTCOMES[outcome].label.lower()} · {one.reference} · {one.service_name}"
        self._told = f"Genoteerd: {said}. Ctrl+Z maakt dat ongedaan."
        if self._list.current() == one:
            self._list.select_row(self._list.currentIndex().row() + 1)
        self._list.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._writing = False
        if not isinstance(error, Told):
            raise error
        self._card.refuse(str(error))
        self._warned = True
        self.place.say(str(error))  # the card may be below what is seen

    def _moved(self, _one: object) -> None:
        if self._warned:
            self._warned = False
            self.place.say("")

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        noting = [Command(f"Uitkomst: {one.label}", partial(self._note, key)) for key, one in outcomes.OUTCOMES.items()]
        return [
            Command("Filter de opvolglijst", self._filter.setFocus, "Ctrl+F", "search"),
            Command("Opvolglijst vernieuwen", self._load, "F5"),
            *noting,
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._card.outcomes, self._filter)

    def remember(self) -> Mapping[str, Any]:
        """The line and the filter."""
        one = self._list.current()
        return {"referral": None if one is None else str(one.id), "filter": self._filter.text()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the line and the filter."""
        self._filter.setText(state["filter"])
        self._wanted = UUID(state["referral"]) if state["referral"] else None


def _groups(found: Sequence[referrals.Referred], today: date) -> Mapping[str, Sequence[referrals.Referred]]:
    groups: dict[str, list[referrals.Referred]] = {"Te laat": [], "Vandaag": [], "Deze week": [], "Later": []}
    for one in found:
        days = (one.due - today).days if one.due else 0
        groups["Te laat" if days < 0 else "Vandaag" if not days else "Deze week" if days <= WEEK else "Later"].append(one)
    return groups


def _lines(title: str, found: Sequence[referrals.Referred], today: date) -> Sequence[Line]:
    return [Line(f"{title.upper()} ({len(found)})", head=True), *(due.line(one, today) for one in found)]
