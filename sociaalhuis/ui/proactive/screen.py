"""Proactief: who may be missing something, by what made the difference, with the task in one key; and the rules behind it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.db.store import Changed
from sociaalhuis.desk.proactive import scan
from sociaalhuis.desk.proactive.scan import Done, Found, Running
from sociaalhuis.desk.rights import editions
from sociaalhuis.errors import Told, told
from sociaalhuis.rights.engine import Engine
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.proactive.card import CAUSES, FoundCard
from sociaalhuis.ui.proactive.rules import RulesPanel
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAD, LEAST = 88, 860
_EMPTY = "Niemand wacht. Kijk de dossiers na met Ctrl+Enter."
_NOT_YOU = "Dit scherm is voor maatschappelijk werkers, de coördinator en de beheerder. Vraag het aan een van hen."
_BACK = "Er is hier niets voor jou te doen. Ga terug naar Vandaag met Ctrl+1."
_PASSED = {"not_told": "nog niet ingelicht", "stopped": "met stop", "protected": "beschermd"}


class Proactive(Screen):
    """The list by cause at the left; what is known of the chosen line, and the rules, at the right."""

    name: ClassVar[str] = "proactive"
    title: ClassVar[str] = "Proactief"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._running: Running | None = None
        self._engine: Engine | None = None
        self._aside: Found | None = None
        self._ticked: set[UUID] = set()  # findings that were chosen for a campaign
        self._found: Sequence[Found] = ()
        self._may = allows(scan.ACTION, place.house.actor.role)
        self._told = look.label("", role="soft", wrap=True)
        self._start, self._stop = QPushButton("Dossiers nakijken   Ctrl+Enter"), QPushButton("Stoppen   Esc")
        look.set_role(self._start, "primary")
        self._campaigns = QPushButton("Campagnes   Ctrl+Shift+M")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Hoever het nakijken staat")
        self._bar.setTextVisible(False)
        self._trouble = Strip()
        self._list = Rows("Wie mist misschien iets", lead=LEAD, empty=_EMPTY)
        self._card = FoundCard(self._make_task, self._put_aside, self._open_file, self.begin_campaign)
        self._rules = RulesPanel(place, self._load)
        self._lay_out()
        self._start.clicked.connect(self.start)
        self._stop.clicked.connect(self.stop)
        self._campaigns.clicked.connect(lambda _checked: self.open_campaigns())
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda _one: self._open_file())
        for letter, act in (
            ("T", self._make_task),
            ("W", self._put_aside),
            ("O", self._open_file),
            ("Z", self.put_back),
            (" ", self._tick),
            ("C", self.begin_campaign),
        ):
            self._list.on_key(letter, partial(_ignoring, act))
        self._show_running()
        self.bind_commands()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.px(look.PAD))
        head.addWidget(self._told, 1)
        for part in (self._bar, self._stop, self._campaigns, self._start):
            head.addWidget(part)
        self._bar.setFixedWidth(look.px(160))
        left = card(self._trouble, self._list, margin=look.GAP, stretch=self._list)
        self._right = right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.PAD))
        column.addWidget(self._card, 4)
        column.addWidget(self._rules, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(Columns(LEAST, (left, 3), (right, 2), tall=360), 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the list; the focus goes to it."""
        if not self._may:
            self._told.setText(_NOT_YOU)
            self._list.say_when_empty(_BACK)
            self._rules.setEnabled(False)
            for part in (self._right, self._campaigns, self._start):
                part.hide()
            self._list.setFocus()
            return
        self._load()
        self._list.setFocus()

    def changed(self, changed: Changed) -> None:
        """A step or a file changed: look again."""
        if self._may and {"right_step", "person", "scan", "finding", "rules_edition"} & set(changed.rows):
            self._load()

    def _load(self) -> None:
        house, today = self.place.house, self.place.today()

        def load() -> tuple[Engine, Done | None, Sequence[Found]]:
            return editions.engine(house), scan.newest(house), scan.waiting(house, today)

        self.place.jobs.house(load, self._show, key="proactive", failed=self._failed)
        self._rules.load()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._running = None
        self._show_running()
        self._trouble.tell(str(error))

    def _show(self, loaded: tuple[Engine, Done | None, Sequence[Found]]) -> None:
        self._engine, last, found = loaded
        self._found = found
        self._ticked &= {one.id for one in found}
        if self._running is None:
            self._told.setText(_summary(last))
        self._show_lines()

    def _show_lines(self) -> None:
        lines: list[Line] = []
        for cause, words in CAUSES.items():
            ones = [one for one in self._found if one.cause is cause]
            if ones:
                lines.append(Line(f"{words.upper()} ({len(ones)})", head=True))
                lines += [self._line(one) for one in ones]
        self._list.show_lines(lines)
        if self._list.current() is None:
            self._card.show_one(None, self._name)

    def _line(self, one: Found) -> Line:
        first, *more = (self._name(right) for right in one.rights)
        rest = f"en {count(len(more), 'ander recht', 'andere rechten')}" if more else ""
        mark, role = ("good", "good") if one.id in self._ticked else ("open", "soft")
        day = "gekozen" if one.id in self._ticked else f"{one.on.day}/{one.on.month}"
        return Line(first, one, one.id, one.reference, rest, day, mark, role)

    def _name(self, right: str) -> str:
        rules = self._engine.book.rules if self._engine else {}
        return rules[right].name if right in rules else right

    def _show_one(self, one: object) -> None:
        if isinstance(one, Found):
            self._card.show_one(one, self._name)

    # ── the scan ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, _checked: bool = False) -> None:
        """Look through all files that may be read, a chunk at a time: the desk goes on meanwhile."""
        if not self._may:
            self.place.say(_NOT_YOU)
            return
        if self._running is not None:
            return
        house, now = self.place.house, self.place.now()
        self._trouble.tell("")
        self._told.setText("De dossiers worden nagekeken. Je kunt gewoon verderwerken.")
        self._start.setEnabled(False)
        self.place.jobs.house(lambda: Running(house, editions.engine(house), now), self._begun, failed=self._failed)

    def _begun(self, running: Running) -> None:
        self._running = running
        self._show_running()
        self._go_on()

    def _go_on(self) -> None:
        running = self._running
        if running is not None:
            self.place.jobs.house(running.advance, partial(self._stepped, running), failed=self._failed)

    def _stepped(self, running: Running, more: bool) -> None:
        if running is not self._running:  # it was stopped
            return
        self._bar.setRange(0, max(1, running.total))
        self._bar.setValue(running.read)
        if more:
            self._go_on()
        else:
            self.place.jobs.house(running.keep, self._kept, failed=self._failed)

    def _kept(self, done: Done) -> None:
        self._running = None
        self._show_running()
        found = sum(done.found.values())
        self.place.say(
            f"Nagekeken: {count(done.read, 'dossier', 'dossiers')}, {count(found, 'nieuwe regel', 'nieuwe regels')}."
        )
        self._load()

    def stop(self, _checked: bool = False) -> None:
        """Stop the scan: nothing of it is kept."""
        if self._running is not None:
            self._running = None
            self._show_running()
            self.place.say("Gestopt. Er is niets bewaard van dit nazicht.")
            self._load()

    def _show_running(self) -> None:
        busy = self._running is not None
        for part in (self._bar, self._stop):
            part.setVisible(busy)
        self._start.setEnabled(not busy and self._may)
        if busy:
            self._bar.setRange(0, 0)

    # ── a line ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make_task(self) -> None:
        one = self._list.current()
        if isinstance(one, Found):
            house, now = self.place.house, self.place.now()
            self.place.jobs.house(partial(scan.plan, house, one, now), partial(self._planned, one), failed=self._refused)

    def _planned(self, one: Found, due: Any) -> None:
        self._card.refuse("")
        self.place.say(f"Taak gemaakt voor {one.reference}: te bespreken tegen {day(due)}. Ctrl+Z maakt dat ongedaan.")

    def _put_aside(self) -> None:
        one = self._list.current()
        if isinstance(one, Found):
            self._aside = one
            self._set_aside(one, True, f"Weggelegd: {one.reference}. Z legt het terug.")

    def put_back(self) -> None:
        """The line that was put aside last is back on the list."""
        if self._aside is not None:
            one, self._aside = self._aside, None
            self._set_aside(one, False, f"Terug op de lijst: {one.reference}.")

    def _set_aside(self, one: Found, aside: bool, said: str) -> None:
        house = self.place.house
        self.place.jobs.house(
            partial(scan.put_aside, house, one.id, aside), lambda _nothing: self._moved(said), failed=self._refused
        )

    def _moved(self, said: str) -> None:
        self.place.say(said)
        self._load()

    def _refused(self, error: BaseException) -> None:
        self._card.refuse(told(error))

    # ── a campaign ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tick(self) -> None:
        """Choose this line for a campaign, or not; go on to the next one."""
        one = self._list.current()
        if isinstance(one, Found):
            self._ticked ^= {one.id}
            row = self._list.currentIndex().row()
            self._show_lines()
            self._list.select_row(row + 1)

    def begin_campaign(self) -> None:
        """A campaign of the lines that were ticked; without any, of everybody who may miss the right of this line."""
        one = self._list.current()
        if not isinstance(one, Found):
            return
        found, rights = [each for each in self._found if each.id in self._ticked], one.rights[:1]
        if found:
            rights = _shared(found)
        else:
            found = [each for each in self._found if rights[0] in each.rights]
        self._ticked.clear()
        self.place.go("campaigns", found=found, rights=rights)

    def open_campaigns(self) -> None:
        """The campaigns that there are, and the funnel."""
        self.place.go("campaigns")

    def _open_file(self) -> None:
        one = self._list.current()
        if isinstance(one, Found):
            self.place.go("client", person=one.person)

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Dossiers nakijken op rechten", self.start, "Ctrl+Enter", "search"),
            Command("Stoppen met nakijken", self.stop, "Esc", "close"),
            Command("Taak maken voor deze regel", self._make_task),
            Command("Regel wegleggen", self._put_aside),
            Command("Laatst weggelegde regel terugleggen", self.put_back, "", "undo"),
            Command("Campagne van deze regels", self.begin_campaign, "", "plus"),
            Command("Campagnes en trechter", self.open_campaigns, "Ctrl+Shift+M", "people"),
            Command("Lijst vernieuwen", self._load, "F5"),
            Command("Nieuwe regels van rechten inlezen", self._rules.open_file, "Ctrl+O", "save"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._card, self._rules.list)


def _ignoring(act: Any, _one: object) -> None:
    act()


def _shared(found: Sequence[Found]) -> tuple[str, ...]:
    """The rights that all of these may miss; when there is none, the one that most of them may miss."""
    numbers = Counter(right for one in found for right in one.rights)
    return tuple(right for right, number in numbers.items() if number == len(found)) or (numbers.most_common(1)[0][0],)


def _summary(last: Done | None) -> str:
    if last is None:
        return "Nog nooit nagekeken. Alleen wie ingelicht is en geen stop zei, wordt gelezen."
    passed = [f"{number} {_PASSED[why]}" for why, number in last.passed.items() if number]
    left = f" Niet gelezen: {', '.join(passed)}." if passed else ""
    return f"Laatst nagekeken op {day(last.day)}: {count(last.read, 'dossier', 'dossiers')}.{left}"
