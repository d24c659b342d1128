"""De opvolglijst: who must be asked how it went, with what is known, and the outcome by one key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.desk import asking, references
from sociaalhuis.desk.followup import followup, loop
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.referral import outcomes, referrals, unmet_conditions
from sociaalhuis.desk.referral.outcomes import OUTCOMES, Details, Outcome
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.followup import reading
from sociaalhuis.ui.followup.card import Card, Layers
from sociaalhuis.ui.followup.formal import FormalChip
from sociaalhuis.ui.followup.narrow import Narrow
from sociaalhuis.ui.followup.whyacts import WhyActs
from sociaalhuis.ui.incoming.card import IncomingCard
from sociaalhuis.ui.parts import due, kept
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.workplace import NOT_YOURS, Command, Screen, Workplace

UNDO = "act.undo"
LEAST = 820  # room for list and card side by side
_DONE = "Alles is opgevolgd. Goed zo. Een nieuwe vraag begint met Ctrl+N."
NUMBERS_AFTER = 120  # milliseconds after the list is shown: it is painted first
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
    """Groups by urgency at the left; at the right the chosen referral or aanmelding with its outcomes."""

    name: ClassVar[str] = "followup"
    title: ClassVar[str] = "Opvolglijst"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._read = reading.NOTHING
        self._by_code: Sequence[Task] = ()
        self._wanted: UUID | None = None
        self._told = ""
        self.loaded = 0  # how often the list was shown
        self._writing = self._taken_back = self._warned = False
        self._nothing = _DONE if allows("contact.register", place.house.actor.role) else NOT_YOURS
        self._list = _Due("Op te volgen", lead=due.LEAD, empty="")
        self._numbers = look.label("", role="soft")
        self._narrow = Narrow(place, self._list, self._numbers)
        self._counting = QTimer(self, singleShot=True, interval=NUMBERS_AFTER)
        self._trouble, self._formal = Strip(), FormalChip(place)
        self._card, self._asked = Card(place), IncomingCard(place)
        self._whys = WhyActs(place, self._card, self._do)
        self._opened = ""  # the letter of the form that is open
        self._again: tuple[str, Sequence[str]] = "", ()  # the form that was open at the lock, and what was typed in it
        self._side = Layers()
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        self._numbers.setToolTip(_MEANS)
        for side in (self._card, self._asked):
            self._side.addWidget(side)
        left = card(self._trouble, self._list, margin=look.GAP, stretch=self._list)
        columns = Columns(LEAST, (left, 5), (self._side, 4), tall=280)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(self._narrow)
        whole.addWidget(self._formal, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(columns, 1)

    def _connect(self) -> None:
        self._list.moved.connect(self._moved)
        self._list.chosen.connect(self._go_to_outcomes)
        self._list.pasted.connect(self._paste)
        self._narrow.typed.asked.connect(self._filtered)
        self._narrow.chosen.connect(self._chose)
        self._counting.timeout.connect(self._count)
        self._letters: dict[str, Callable[[], object]] = {
            outcome.key: partial(self._note, key) for key, outcome in OUTCOMES.items()
        }
        self._letters |= {
            "O": self._card.open_file,
            "U": self._fill_in,
            "P": self._card.try_again,
            **{letter: partial(self._why, letter) for letter in "VRM"},
        }
        for letter in {*self._letters, *self._asked.acts}:
            self._list.on_key(letter, partial(self._letter, letter))
        self._card.note.connect(self._note)
        for asked, letter in ((self._card.stop, "V"), (self._card.reopen, "R"), (self._card.wrong, "M")):
            asked.connect(partial(self._why, letter))
        self._card.form.saved.connect(self._answered)
        self._card.paste.noted.connect(self._pasted)
        self._asked.noted.connect(self._asked_noted)
        for layer in (self._card.form, self._card.why, self._card.paste):
            layer.left.connect(self._back)

    def _letter(self, letter: str, what: Task | incoming.Task) -> None:
        """A letter acts on a referral, or on an aanmelding; each has its own."""
        if isinstance(what, incoming.Task):
            self._asked.do(letter)
        elif letter in self._letters:
            self._letters[letter]()

    def _go_to_outcomes(self, what: Task | incoming.Task) -> None:
        (self._card.outcomes if isinstance(what, Task) else self._asked).setFocus()

    @property
    def _task(self) -> Task | None:
        """The referral that is the current line."""
        what = self._list.current()
        return what if isinstance(what, Task) else None

    def shown_service(self) -> str | None:
        """The service of the current line."""
        return self._task.one.service if self._task else None

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def prepare(self) -> None:
        """Read before somebody comes, so that the key answers at once."""
        self._load()

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
        work = partial(reading.read, self.place.house, due.board(self.place), self.place.today(), self._read)
        self.place.jobs.house(work, self._show, key="followup", failed=self._failed)
        self._formal.load()
        self._look_up()

    def _load_anew(self) -> None:
        due.board(self.place).forget()
        self._load()

    def _failed(self, error: BaseException) -> None:
        self._trouble.tell(told(error))

    def _show(self, found: reading.Read) -> None:
        before, self._read = self._read, found
        taken_back, self._taken_back = self._taken_back, False
        self._trouble.tell("")
        if found is not before:  # something changed since it was shown
            self._counting.start()
            if taken_back:
                self._wanted = next((key for key, line in found.lines.items() if before.lines.get(key) != line), None)
            self._show_lines()
        if self._wanted is not None:
            self._choose(self._wanted)
            self._wanted = None
            self._open_again()
        if self._told:
            self.place.say(self._told)
            self._told = ""
        self.loaded += 1

    def _count(self) -> None:
        work = partial(loop.month, self.place.house, self._read.today)
        self.place.jobs.house(work, self._show_numbers, key="followup-numbers", failed=self._failed)

    def _show_numbers(self, month: loop.Month) -> None:
        self._numbers.setText(
            f"op tijd deze maand {month.on_time.words}   bereikt {month.reached.words}   geholpen {month.helped.words}"
        )

    def _show_lines(self) -> None:
        sought = self._narrow.sought
        self._list.say_when_empty(f"Niets gevonden voor “{sought[:60]}”. Maak het veld leeg." if sought else self._nothing)
        self._list.show_lines(reading.lines(self._read, self._narrow, self._by_code))
        if self._list.current() is None:
            self._moved(None)
        self._narrow.typed.answered()

    def _filtered(self, _typed: str) -> None:
        self._by_code = ()
        self._show_lines()
        self._look_up()

    def _look_up(self) -> None:
        """A whole code is looked up in the house: a late answer may be about what is on no list any more."""
        house, today, typed = self.place.house, self.place.today(), self._narrow.typed.text()
        if references.read(typed) is not None:
            work = partial(referrals.by_code, house, typed, today)
            self.place.jobs.house(work, self._found, key="followup-code", failed=self._failed)

    def _found(self, found: Sequence[referrals.Referred]) -> None:
        self._by_code = [Task(one, "found", "client", one.due) for one in found]
        self._show_lines()

    def _chose(self) -> None:
        self._show_lines()
        self._list.setFocus()

    def _choose(self, referral: UUID) -> None:
        row = next((i for i, line in enumerate(self._list.lines()) if line.key == referral), None)
        if row is None:
            self.place.say("Deze doorverwijzing staat niet meer op de opvolglijst.")
            return
        self._list.select_row(row)
        self._list.scrollTo(self._list.currentIndex(), Rows.ScrollHint.PositionAtCenter)

    def _open_again(self) -> None:
        """The form that was open at the lock, with what was typed in it."""
        (letter, texts), self._again = self._again, ("", ())
        if letter and self._task is not None:
            self._letters[letter]()
            if self._card.layer is not None:
                kept.retype(self._card.layer, texts)

    # ── outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, key: str) -> None:
        """Note an outcome at once, or ask what is still needed; an empty key asks everything."""
        task = self._task
        if task is None:
            return
        if key and not OUTCOMES[key].asks:
            self._tell(task, OUTCOMES[key], Details(), None)
            return
        if key and not outcomes.fits(OUTCOMES[key], task.one.state):
            self._card.refuse("Deze uitkomst kan nu niet. Kijk eerst hoe het met deze doorverwijzing staat.")
            self._warned = True
            return
        self._opened = OUTCOMES[key].key if key else "U"
        self._card.lay(self._card.form)
        heard_from = followup.heard_from(self._card.outcomes.way)
        self._card.form.begin(key, heard_from, task.one.forbidden, self._conditions(task))

    def _conditions(self, task: Task) -> Sequence[tuple[str, str]]:
        """What the service asks of its clients, by fact and name."""
        engine = self.place.engine
        fiche = None if engine is None else engine.service(task.one.service)
        return [] if fiche is None else [(fact, asking.short(fact)) for fact in unmet_conditions.offered(fiche)]

    def _fill_in(self) -> None:
        task = self._task
        if task is not None and outcomes.fits(OUTCOMES["not_reached"], task.one.state):
            self._note("")

    def _answered(self, outcome: Outcome, details: Details, known_from: str) -> None:
        task = self._task
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
        self._card.refuse(told(error))
        self._warned = True
        self.place.say(str(error))  # the card may be below what is seen

    def _asked_noted(self, said: str) -> None:
        self._told = said
        self._list.setFocus()

    def _moved(self, what: Task | incoming.Task | None) -> None:
        """Show the line that is current now."""
        asked = what if isinstance(what, incoming.Task) else None
        self._asked.show_one(asked)
        self._card.show_one(what if isinstance(what, Task) else None)
        self._side.setCurrentWidget(self._card if asked is None else self._asked)
        if self._warned:
            self._warned = False
            self.place.say("")

    def _back(self) -> None:
        self._card.lay()
        self._list.setFocus()

    def _why(self, letter: str) -> None:
        """What is not done without a reason: V, R or M."""
        task = self._task
        if task is not None:
            self._opened = letter
            {"V": self._whys.stop, "R": self._whys.reopen, "M": self._whys.wrong}[letter](task)

    # ── answers of a service ─────────────────────────────────────────────────────────────────────────────────────────────

    def _paste(self) -> None:
        self._side.setCurrentWidget(self._card)
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
            Command("Filter de opvolglijst", self._narrow.typed.setFocus, "Ctrl+F", "search"),
            Command("Opvolglijst vernieuwen", self._load_anew, "F5"),
            Command("Uitkomst bewaren", self._save, "Ctrl+Enter"),
            Command("Antwoorden van een dienst plakken", self._paste),
            Command("Niet meer opvolgen", partial(self._why, "V")),
            Command("Doorverwijzing heropenen", partial(self._why, "R")),
            Command("Doorverwijzing als fout merken", partial(self._why, "M")),
            *noting,
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        front = self._card.layer or self._card.outcomes if self._side.currentWidget() is self._card else self._asked.panel
        return (self._list, front, self._narrow.typed)

    def remember(self) -> Mapping[str, Any]:
        """The line and the filter."""
        line = self._list.current_line()
        layer = self._card.layer if self._card.layer in (self._card.form, self._card.why) else None
        open_ = {"letter": self._opened, "typed": kept.typed(layer)} if layer is not None else {}
        return {"referral": None if line is None else str(line.key), "filter": self._narrow.typed.text(), **open_}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the line and the filter."""
        self._narrow.typed.setText(state["filter"])
        self._wanted = UUID(state["referral"]) if state["referral"] else None
        self._again = state.get("letter", ""), state.get("typed", ())
