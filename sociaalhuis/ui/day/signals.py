"""Signalen: what was told without a name, how often, how it stands, and for the coordinator the keys to deal with it.

Whoever told it sees here what came of it; who told it stands nowhere.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.desk.day import signals
from sociaalhuis.errors import told
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Chips, Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace, press

LEAST = 820
KEYS: Mapping[str, str] = {
    "B": "bekeken",
    "A": "geagendeerd",
    "G": "gevolg_gegeven",
    "Z": "geen_gevolg",
    "T": "teruggekoppeld",
}
_EMPTY = "Er zijn nog geen signalen. Ctrl+Shift+S geeft er een."


class SignalsScreen(Screen):
    """All signals at the left, one at the right."""

    name: ClassVar[str] = "signals"
    title: ClassVar[str] = "Signalen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._told = ""
        self._same: signals.Told | None = None  # what goes into the signal that is chosen next
        self._may = allows("signal.weigh", place.house.actor.role)
        self._list = Rows("Signalen", lead=48, two=True, empty=_EMPTY)
        self._counts = Chips()
        self._text = look.label("", look.HEADING, bold=True, wrap=True)
        self._facts = Facts("Over dit signaal")
        self._note = QLineEdit(maxLength=signals.LONGEST)
        self._addressee = QComboBox()
        self._addressee.addItem("nog niet ingevuld", "")
        for term in vocab.terms("signal_addressees", self.place.today()):
            self._addressee.addItem(term.label, term.slug)
        self._chosen: UUID | None = None  # the signal whose note and addressee stand there
        self._notes: dict[UUID, str] = {}  # what was typed at other signals
        self._wrong = Strip()
        self._acts = self._make_acts()
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._list.on_key("H", self._hear)
        if self._may:
            self._list.on_key("S", partial(_with_line, self.merge))
            self._list.on_key("L", partial(_with_line, self.part))
            for letter, state in KEYS.items():
                self._list.on_key(letter, partial(self._weigh_line, state))
        self.bind_commands()

    def _make_acts(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(look.GAP))
        acts = [("H", "Ook gehoord", self.hear)]
        acts += [(key, vocab.label("signal_states", one).capitalize(), partial(self.weigh, one)) for key, one in KEYS.items()]
        acts += [("S", "Zelfde als …", self.merge), ("L", "Weer los", self.part)]
        for at, (letter, words, run) in enumerate(acts if self._may else acts[:1]):
            button = QPushButton(f"{letter}   {words}")
            button.setAccessibleName(f"{words}, letter {letter}")
            button.clicked.connect(partial(press, run))
            grid.addWidget(button, at // 2, at % 2)
        return held

    def _make_fields(self) -> Sequence[QWidget]:
        """What goes along with the next letter: words, and whom the signal is for."""
        asked, whom, beside = QLabel("Beslist of &gedaan, zonder naam"), QLabel("Voor &wie"), QWidget()
        asked.setBuddy(self._note)
        whom.setBuddy(self._addressee)
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(whom)
        row.addWidget(self._addressee, 1)
        return asked, self._note, beside

    def _lay_out(self) -> None:
        new = QPushButton(look.icon("new", "on_accent"), "Nieuw signaal   Ctrl+Shift+S")
        look.set_role(new, "primary")
        new.clicked.connect(partial(self.place.go, "signal"))
        head = QHBoxLayout()
        head.addWidget(self._counts, 1)
        head.addWidget(new, alignment=Qt.AlignmentFlag.AlignTop)
        left = card(self._list, margin=look.GAP, stretch=self._list)
        fields = self._make_fields() if self._may else []
        parts = [self._text, self._facts, *fields, self._wrong, self._acts]
        self._parts = [self._facts, self._acts, *fields]
        right = card(*parts, stretch=self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(Columns(LEAST, (left, 3), (right, 2), tall=300), 1)

    def leave(self) -> None:
        """No signal waits for its likeness while one is elsewhere."""
        self._same = None

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the list."""
        self._list.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Somebody told, heard or dealt with one."""
        self._load()

    def _load(self) -> None:
        house, today = self.place.house, self.place.today()

        def load() -> tuple[Sequence[signals.Told], Mapping[str, int]]:
            return signals.everything(house), signals.in_quarter(house, today)

        self.place.jobs.house(load, self._show, key="signals", failed=self._refuse)

    def _show(self, loaded: tuple[Sequence[signals.Told], Mapping[str, int]]) -> None:
        found, counts = loaded
        lines: list[Line] = []
        for term in vocab.terms("signal_states", None):
            ones = [one for one in found if one.state == term.slug]
            if ones:
                lines += [Line(f"{term.label.upper()} ({len(ones)})", head=True), *map(_line, ones)]
        self._list.show_lines(lines)
        self._counts.show_chips(
            [("Dit kwartaal", ""), *((f"{vocab.label('signal_kinds', kind)}  {n} ×", "chip") for kind, n in counts.items())]
        )
        self._show_one(self._list.current())
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _show_one(self, one: signals.Told | None) -> None:
        self._wrong.tell("")
        self._text.setText(breakable(one.text) if one else "Geen signaal gekozen")
        for part in self._parts:
            part.setVisible(one is not None)
        if one is not None:
            self._facts.show_facts(_about(one))
            if one.id != self._chosen:
                if self._chosen is not None:
                    self._notes[self._chosen] = self._note.text()
                self._chosen = one.id
                self._note.setText(self._notes.pop(one.id, ""))
                self._addressee.setCurrentIndex(max(0, self._addressee.findData(one.addressee)))

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _hear(self, _one: signals.Told) -> None:
        self.hear()

    def hear(self) -> None:
        """Count the chosen signal once more."""
        one = self._list.current()
        if one is not None:
            self._act(one, "Meegeteld", partial(signals.also_heard, self.place.house, one.id, self.place.now()))

    def _weigh_line(self, state: str, _one: signals.Told) -> None:
        self.weigh(state)

    def weigh(self, state: str) -> None:
        """Say what is done with the chosen signal, with the words of the field."""
        one = self._list.current()
        if one is not None:
            words, whom = self._note.text(), str(self._addressee.currentData())
            work = partial(signals.weigh, self.place.house, one.id, state, words, self.place.now(), whom)
            self._act(one, f"Genoteerd: {vocab.label('signal_states', state)}", work)

    def merge(self) -> None:
        """The first time the chosen signal waits; the second time it goes into the one that is chosen then."""
        one, waits = self._list.current(), self._same
        if one is None:
            return
        if waits is None or waits.id == one.id:
            self._same = one if waits is None else None
            self.place.say("Ga naar het signaal waarin dit opgaat en druk weer op S. Esc laat het zo." if waits is None else "")
            return
        work = partial(signals.merge, self.place.house, one.id, waits.id, self.place.now())
        self._act(one, "Samengeteld: het zijn dezelfde signalen", work, self._tell_wrong)

    def part(self) -> None:
        """What went into the chosen signal stands on its own again."""
        one = self._list.current()
        if one is not None:
            work = partial(signals.part, self.place.house, one.id, self.place.now())
            self._act(one, "De signalen staan weer los", work, self._tell_wrong)

    def _act(
        self, one: signals.Told, said: str, work: Callable[[], object], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        self._same = None
        done = partial(self._done, one.id, said)
        self.place.jobs.once(f"signals.{one.id}.{said}", work, done, failed=failed or self._refuse)

    def _done(self, signal: UUID, said: str, _done: object) -> None:
        self._notes.pop(signal, None)
        if signal == self._chosen:
            self._note.clear()
        self._told = f"{said}. Ctrl+Z maakt dat ongedaan."
        self._list.setFocus()

    def _tell_wrong(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def _refuse(self, error: BaseException) -> None:
        self._tell_wrong(error)
        if self._may:
            self._note.setFocus()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list, then to where one was."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._same is not None:
            self._same = None
            self.place.say("Niet samengevoegd.")
        elif self._list.hasFocus():
            self.place.back()
        else:
            self._list.setFocus()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        made = [Command("Ook gehoord: tel dit signaal mee", self.hear)]
        if self._may:
            states = ((state, vocab.label("signal_states", state)) for state in KEYS.values())
            made += [Command("Signaal is hetzelfde als een ander", self.merge), Command("Signalen weer los zetten", self.part)]
            made += [Command(f"Signaal: {label}", partial(self.weigh, state)) for state, label in states]
        return made

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._facts, *([self._note, self._addressee] if self._may else []))

    def remember(self) -> Mapping[str, Any]:
        """The words that were typed and not kept, by the signal that they are about."""
        notes = dict(self._notes) if self._chosen is None else {**self._notes, self._chosen: self._note.text()}
        return {"notes": {str(signal): words for signal, words in notes.items() if words}}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Those again."""
        self._notes = {UUID(signal): words for signal, words in state.get("notes", {}).items()}


def _with_line(act: Any, _one: signals.Told) -> None:
    act()


def _line(one: signals.Told) -> Line:
    mark, role = ("late", "late") if one.kind == "acuut" and one.state == signals.NEW else ("", "text")
    about = [vocab.label("signal_kinds", one.kind), vocab.label("life_domains", one.domain), one.place]
    return Line(
        one.text, one, one.id, f"{one.times} ×", " · ".join(part for part in about if part), short_day(one.last), mark, role
    )


def _about(one: signals.Told) -> Sequence[tuple[str, str, str]]:
    state = vocab.label("signal_states", one.state) + (f", {short_day(one.since)}" if one.since else "")
    times = count(one.times, "keer", "keer")
    heard = f"{times}, eerst op {short_day(one.on)}, laatst op {short_day(one.last)}"
    whom = [("Voor wie", vocab.label("signal_addressees", one.addressee), "")] if one.addressee else []
    rows = [
        ("Stand", state, "today" if one.state == signals.NEW else ""),
        *whom,
        ("Soort", vocab.label("signal_kinds", one.kind), ""),
        ("Domein", vocab.label("life_domains", one.domain), ""),
        ("Knelt bij", vocab.label("b_factors", one.b_factor), ""),
        ("Plaats", one.place or "niet ingevuld", "" if one.place else "soft"),
        ("Gehoord", heard if one.on < one.last else f"{times}, op {short_day(one.on)}", ""),
        ("Gemeld door", vocab.label("roles", one.role) + (" (ook jij)" if one.mine else ""), "soft"),
    ]
    rows += [("Ook gezegd", "\n".join(one.also), "")] if one.also else []
    return [*rows, ("Beslist", one.note, "good")] if one.note else rows
