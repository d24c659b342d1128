"""De opvolglijst: who must be asked how it went, with what is known, and the outcome by one key."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import references
from sociaalhuis.desk.followup import followup, loop
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.referral import outcomes, referrals
from sociaalhuis.desk.referral.outcomes import OUTCOMES, Details, Outcome
from sociaalhuis.errors import Told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.followup.card import Card
from sociaalhuis.ui.parts import due
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Command, Screen, Workplace

UNDO = "act.undo"
LEAST = 820  # room for list and card side by side
_DONE = "Alles is opgevolgd. Goed zo. Een nieuwe vraag begint met Ctrl+N."
_HEADS = {
    "danger": "Eerst: gevaar", "late": "Te laat", "today": "Vandaag", "decide": "Actie nodig", "week": "Deze week",
    "later": "Later", "found": "Gevonden op code",
}  # fmt: skip
_MEANS = (
    "Op tijd: gevraagd op de geplande dag of eerder. Bereikt: er kwam antwoord. "
    "Geholpen: de nood is helemaal of deels opgelost. Alles van deze maand."
)


class _Due(Rows):
    """The list: a key that is held down notes nothing twice; ``pasted`` when somebody pastes here."""

    pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters act once; arrows may repeat."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif not (event.isAutoRepeat() and event.text().isalpha()):
            super().keyPressEvent(event)


class FollowUp(Screen):
    """Groups by urgency at the left, the chosen referral with its outcomes at the right."""

    name: ClassVar[str] = "followup"
    title: ClassVar[str] = "Opvolglijst"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._all: Sequence[Task] = ()
        self._by_code: Sequence[Task] = ()
        self._wanted: UUID | None = None
        self._told = ""
        self.loaded = 0  # how often the list was shown
        self._writing = self._taken_back = self._warned = False
        self._list = _Due("Op te volgen", lead=due.LEAD, empty="")
        self._filter = Seek("Filter op code of dienst", "Filter op code   Ctrl+F", self._list, pause=0)
        self._whose, self._domain = QComboBox(), QComboBox()
        self._numbers = look.label("", role="soft")
        self._trouble = Strip()
        self._card = Card(place)
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        self._whose.setAccessibleName("Van wie")
        self._whose.addItem("Iedereen", "")
        account = self.place.house.actor.id
        self._whose.addItem("Mijn vragen", "" if account is None else account.hex)
        self._domain.setAccessibleName("Domein")
        self._domain.addItem("Alle domeinen", "")
        for term in vocab.terms("life_domains", self.place.today()):
            self._domain.addItem(term.label, term.slug)
        self._filter.setMaximumWidth(look.px(280))
        self._filter.setMinimumWidth(look.px(200))
        self._domain.setMaximumWidth(look.px(200))
        self._numbers.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._numbers.setAccessibleName("Deze maand")
        self._numbers.setToolTip(_MEANS)
        head = QHBoxLayout()
        head.setSpacing(look.px(look.GAP))
        for part in (self._filter, self._whose, self._domain):
            head.addWidget(part)
        head.addWidget(self._numbers, 1)
        left = card(self._trouble, self._list, margin=look.GAP, stretch=self._list)
        columns = Columns(LEAST, (left, 5), (self._card, 4), tall=280)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(columns, 1)

    def _connect(self) -> None:
        self._list.moved.connect(self._card.show_one)
        self._list.moved.connect(self._moved)
        self._list.chosen.connect(lambda _one: self._card.focus_outcomes())
        self._list.pasted.connect(self._paste)
        self._filter.asked.connect(self._filtered)
        for choice in (self._whose, self._domain):
            choice.activated.connect(self._chose)
        for key, outcome in OUTCOMES.items():
            self._list.on_key(outcome.key, partial(self._note_line, key))
        for letter, act in (
            ("O", self._card.open_file), ("U", self._fill_in), ("V", self._ask_stop), ("P", self._card.try_again),
            ("R", self._ask_reopen),
        ):  # fmt: skip
            self._list.on_key(letter, partial(_without_line, act))
        self._card.note.connect(self._note)
        self._card.stop.connect(self._ask_stop)
        self._card.reopen.connect(self._ask_reopen)
        self._card.form.saved.connect(self._answered)
        self._card.paste.noted.connect(self._pasted)
        for layer in (self._card.form, self._card.why, self._card.paste):
            layer.left.connect(self._back)

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
        house, today, board = self.place.house, self.place.today(), due.board(self.place)
        self.place.jobs.house(
            partial(board.tasks, house, today), partial(self._show, today), key="followup", failed=self._failed
        )
        self._look_up()

    def _load_anew(self) -> None:
        due.board(self.place).forget()
        self._load()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._trouble.tell(str(error))

    def _show(self, today: date, found: Sequence[Task]) -> None:
        if found is not self._all:  # something changed since the numbers were counted
            count_them = partial(loop.month, self.place.house, today)
            self.place.jobs.house(count_them, self._show_numbers, key="followup-numbers", failed=self._failed)
        before, self._all = {task.one.id: task for task in self._all}, found
        taken_back, self._taken_back = self._taken_back, False
        if taken_back:
            self._wanted = next((task.one.id for task in found if before.get(task.one.id) != task), None)
        self._trouble.tell("")
        self._show_lines(today)
        if self._wanted is not None:
            self._choose(self._wanted)
            self._wanted = None
        if self._told:
            self.place.say(self._told)
            self._told = ""
        self.loaded += 1

    def _show_numbers(self, month: loop.Month) -> None:
        self._numbers.setText(
            f"op tijd deze maand {month.on_time.words}   bereikt {month.reached.words}   geholpen {month.helped.words}"
        )

    def _show_lines(self, today: date) -> None:
        sought = self._filter.text().strip().casefold()
        narrowed = sought or self._whose.currentData() or self._domain.currentData()
        fitting = [task for task in self._all if self._fits(task, sought)] if narrowed else self._all
        on_list = {task.one.id for task in fitting}
        groups: dict[str, list[Task]] = {group: [] for group in _HEADS}
        for task in (*fitting, *(task for task in self._by_code if task.one.id not in on_list)):
            groups[task.group].append(task)
        self._list.say_when_empty(f"Niets gevonden voor “{sought[:60]}”. Maak het veld leeg." if sought else _DONE)
        self._list.show_lines([line for group, tasks in groups.items() if tasks for line in _lines(group, tasks, today)])
        if self._list.current() is None:
            self._card.show_one(None)
        self._filter.answered()

    def _fits(self, task: Task, sought: str) -> bool:
        whose, domain = str(self._whose.currentData() or ""), str(self._domain.currentData() or "")
        one = task.one
        return (
            sought in f"{one.reference} {one.service_name}".casefold()
            and whose in ("", one.user)
            and (not domain or domain in one.domains)
        )

    def _filtered(self, _typed: str) -> None:
        self._by_code = ()
        self._show_lines(self.place.today())
        self._look_up()

    def _look_up(self) -> None:
        """A whole code is looked up in the house: a late answer may be about what is on no list any more."""
        house, today, typed = self.place.house, self.place.today(), self._filter.text()
        if references.read(typed) is not None:
            work = partial(referrals.by_code, house, typed, today)
            self.place.jobs.house(work, self._found, key="followup-code", failed=self._failed)

    def _found(self, found: Sequence[referrals.Referred]) -> None:
        self._by_code = [Task(one, "found", "client", one.due) for one in found]
        self._show_lines(self.place.today())

    def _chose(self, _index: int) -> None:
        self._show_lines(self.place.today())
        self._list.setFocus()

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

    def _note(self, key: str) -> None:
        """Note an outcome at once, or ask what is still needed; an empty key asks everything."""
        task = self._list.current()
        if task is None:
            return
        if key and not OUTCOMES[key].asks:
            self._tell(task, OUTCOMES[key], Details(), None)
            return
        if key and not outcomes.fits(OUTCOMES[key], task.one.state):
            self._card.refuse("Deze uitkomst kan nu niet. Kijk eerst hoe het met deze doorverwijzing staat.")
            self._warned = True
            return
        self._card.lay(self._card.form)
        heard_from = followup.heard_from(self._card.outcomes.way)
        self._card.form.begin(key, heard_from, task.one.forbidden)

    def _fill_in(self) -> None:
        task = self._list.current()
        if task is not None and outcomes.fits(OUTCOMES["not_reached"], task.one.state):
            self._note("")

    def _answered(self, outcome: Outcome, details: Details, known_from: str) -> None:
        task = self._list.current()
        if task is not None:
            self._tell(task, outcome, details, known_from)

    def _tell(self, task: Task, outcome: Outcome, details: Details, known_from: str | None) -> None:
        house, now, way = self.place.house, self.place.now(), self._card.outcomes.way
        self._do(
            partial(followup.tell, house, task.one.id, outcome, now, details, known_from=known_from, way=way),
            task,
            outcome.label,
        )

    def _do(self, work: Callable[[], None], task: Task, label: str) -> None:
        """One act on a line; after it the focus goes to the next one."""
        if self._writing:
            return
        self._writing = True
        self.place.jobs.house(work, partial(self._noted, task, label), failed=self._refused)

    def _noted(self, task: Task, label: str, _nothing: None) -> None:
        """It is written: the focus goes to the next line; the list is loaded anew because the house says that it changed."""
        self._writing = False
        self._card.refuse("")
        self._card.lay()
        self._told = f"Genoteerd: {label.lower()} · {task.one.reference} · {task.one.service_name}. Ctrl+Z maakt dat ongedaan."
        if self._list.current() == task:
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

    def _back(self) -> None:
        self._card.lay()
        self._list.setFocus()

    # ── what asks why ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask_stop(self) -> None:
        task, house = self._list.current(), self.place.house
        if task is None:
            return
        if task.one.stopped:
            self._do(partial(followup.follow_again, house, task.one.id, self.place.now()), task, "weer opvolgen")
            return

        def act(reason: str, words: str, everything: bool) -> None:
            work = partial(followup.stop, house, task.one.id, reason, self.place.now(), words, person=everything)
            self._do(work, task, "niet meer opvolgen")

        self._card.lay(self._card.why)
        self._card.why.ask("Waarom volg je dit niet meer op?", act, reasons="stop_reasons", of_client=not task.one.anonymous)

    def _ask_reopen(self) -> None:
        self._ask_words("Waarom heropen je deze doorverwijzing?", followup.reopen, "heropend")

    def _ask_wrong(self) -> None:
        self._ask_words("Wat is er fout aan deze doorverwijzing?", followup.mark_wrong, "fout ingevoerd")

    def _ask_words(self, title: str, verb: Callable[..., None], label: str) -> None:
        task, house = self._list.current(), self.place.house
        if task is None:
            return

        def act(_reason: str, words: str, _everything: bool) -> None:
            self._do(partial(verb, house, task.one.id, words, self.place.now()), task, label)

        self._card.lay(self._card.why)
        self._card.why.ask(title, act)

    # ── answers of a service ─────────────────────────────────────────────────────────────────────────────────────────────

    def _paste(self) -> None:
        self._card.lay(self._card.paste)
        self._card.paste.begin(QApplication.clipboard().text())

    def _pasted(self, number: int) -> None:
        self._back()
        self._told = f"Genoteerd: {count(number, 'antwoord', 'antwoorden')} van een dienst. Ctrl+Z maakt dat ongedaan."

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _save(self) -> None:
        layer = self._card.layer
        if layer is not None:
            layer.save()  # type: ignore[attr-defined]  # every layer saves

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        noting = [Command(f"Uitkomst: {one.label}", partial(self._note, key)) for key, one in OUTCOMES.items()]
        return [
            Command("Filter de opvolglijst", self._filter.setFocus, "Ctrl+F", "search"),
            Command("Opvolglijst vernieuwen", self._load_anew, "F5"),
            Command("Uitkomst bewaren", self._save, "Ctrl+Enter"),
            Command("Antwoorden van een dienst plakken", self._paste),
            Command("Niet meer opvolgen", self._ask_stop),
            Command("Doorverwijzing heropenen", self._ask_reopen),
            Command("Doorverwijzing als fout merken", self._ask_wrong),
            *noting,
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._card.layer or self._card.outcomes, self._filter)

    def remember(self) -> Mapping[str, Any]:
        """The line and the filter."""
        task = self._list.current()
        return {"referral": None if task is None else str(task.one.id), "filter": self._filter.text()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the line and the filter."""
        self._filter.setText(state["filter"])
        self._wanted = UUID(state["referral"]) if state["referral"] else None


def _without_line(act: Callable[[], None], _task: object) -> None:
    act()


def _lines(group: str, tasks: Sequence[Task], today: date) -> Sequence[Line]:
    return [Line(f"{_HEADS[group].upper()} ({len(tasks)})", head=True), *(due.task_line(task, today) for task in tasks)]
