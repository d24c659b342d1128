"""Zitdagen plannen: which office hours there are, when they come, and a form that says at once how it reads a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import texts, vocab
from sociaalhuis.actions import allows
from sociaalhuis.desk import when
from sociaalhuis.desk.agenda import asking, counting, hours, series
from sociaalhuis.desk.agenda.asking import Coming
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.agenda.calendarfile import CalendarFile
from sociaalhuis.ui.parts import kept
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.pick import Ticks
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 860
_EMPTY = "Er zijn nog geen zitdagen. Vul rechts de eerste in."
_RULES = "2e maandag van de oneven maanden 9-11 · elke 3e dinsdag 10-12 · elke donderdag 13-17, niet in schoolvakanties"
_MINUTES = (5, 10, 15, 20, 30, 45, 60, 90)
_NEXT = 5  # days that are shown of a rule


class OfficeHoursScreen(Screen):
    """The zitdagen at the left, the form of one at the right."""

    name: ClassVar[str] = "officehours"
    title: ClassVar[str] = "Zitdagen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._places: Mapping[str, counting.Place] = {}
        self._one: Series | None = None  # what the form changes; None: a new one
        self._filled: Series | None = None  # the form as nobody has touched it yet
        self._made: UUID | None = None  # what was kept last: the list goes there
        self._again: tuple[str, Sequence[str]] = "", ()  # which one was changed at the lock, and what was typed
        self._list = Rows("Zitdagen", two=True, empty=_EMPTY)
        self._host, self._name, self._where, self._code, self._rule = (QLineEdit() for _ in range(5))
        self._rule.setPlaceholderText("bv. elke 3e dinsdag 10-12")
        self._read = look.label("", look.SMALL, role="soft", wrap=True)
        self._mode = QComboBox()
        for mode in hours.MODES:
            self._mode.addItem(asking.mode(mode), mode)
        self._minutes, self._capacity = QComboBox(), QComboBox()
        for number in _MINUTES:
            self._minutes.addItem(f"{number} minuten", number)
        for number in range(1, hours.MOST_AT_ONCE + 1):
            self._capacity.addItem("één per keer" if number == 1 else f"{number} tegelijk", number)
        self._guest, self._discreet = QCheckBox("&Gast van een andere dienst"), QCheckBox("Naam &niet op papier")
        terms = [(term.slug, term.label) for term in vocab.terms("documents", place.today())]
        self._bring = Ticks("Meebrengen", "nog iets …", terms, own_words=True)
        self._extra = QLineEdit(maxLength=when.LONGEST, placeholderText="bv. 3/12 13-15")
        self._extra.returnPressed.connect(self.add_day)
        self._files = CalendarFile(place, self)
        self._files.done.connect(place.say)
        self._files.refused.connect(self._say_wrong)
        self._wrong = Strip()
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda _one: self._host.setFocus())
        self._rule.textChanged.connect(self._say)
        self.bind_commands()

    def _lay_out(self) -> None:
        form = QGridLayout()  # a form layout gives rows that wrap too little height
        form.setSpacing(look.px(6))
        form.setColumnStretch(1, 1)
        ticks = widget_with(Flow(look.px(look.GAP)))
        for tick in (self._guest, self._discreet):
            ticks.layout().addWidget(tick)  # type: ignore[union-attr]  # it was made with one
        rows: tuple[tuple[str, QWidget], ...] = (
            ("Wie &zit er", self._host), ("Naa&m", self._name), ("&Plaats", self._where), ("Post&code", self._code),
            ("W&anneer", self._rule), ("", self._read), ("&Hoe", self._mode), ("&Duur", self._minutes),
            ("&Tegelijk", self._capacity), ("Mee&brengen", self._bring), ("", ticks),
        )  # fmt: skip
        for row, (name, field) in enumerate(rows):
            label = look.label(name)
            if name:
                entry = self._bring.field if field is self._bring else field
                label.setBuddy(entry)
                entry.setAccessibleName(name.replace("&", ""))
            label.setMinimumHeight(self._host.sizeHint().height())
            form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(field, row, 1)
        self._name.setPlaceholderText("leeg: zoals wie er zit")
        self._keep = QPushButton("Bewaren   Ctrl+Enter")
        look.set_role(self._keep, "primary")
        self._keep.clicked.connect(self.keep)
        new = QPushButton("Nie&uwe zitdag")
        new.clicked.connect(self.begin)
        self._end = QPushButton("&Stopt na vandaag")
        self._end.clicked.connect(self.end)
        buttons = QHBoxLayout()
        for part in (self._keep, new, self._end):
            buttons.addWidget(part)
        buttons.addStretch()
        self._form = held = QWidget()
        held.setLayout(form)
        right = card(held, self._wrong)
        inside = right.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(buttons)
            inside.addStretch()
        self._counts = look.label("", role="soft", wrap=True)
        hint = look.label(f"Zo kan je het typen: {_RULES}", look.SMALL, role="soft", wrap=True)
        left = card(self._list, self._counts, self._more(), hint, margin=12, stretch=self._list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=520), 1)

    def _more(self) -> QWidget:
        """One day more of the chosen zitdag, typed and Enter."""
        name = look.label("E&xtra dag")
        name.setBuddy(self._extra)
        self._extra.setAccessibleName("Extra dag")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        for part in (name, self._extra, look.label("Enter voegt toe", look.SMALL, role="soft")):
            line.addWidget(part)
        held = QWidget()
        held.setLayout(line)
        return held

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the list."""
        may = allows("officehours.change", self.place.house.actor.role)
        for part in (self._keep, self._end):
            part.setEnabled(may)
        self._extra.setEnabled(allows("officehours.day", self.place.house.actor.role))
        self._wrong.tell(
            "" if may else "Alleen de coördinator en de beheerder plannen zitdagen. Een dag annuleren kan in de agenda."
        )
        self._list.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was planned."""
        self._load()

    def _load(self) -> None:
        house, now, today = self.place.house, self.place.now(), self.place.today()

        def load() -> tuple[Sequence[Coming], Sequence[counting.Place]]:
            return series.coming(house, now), counting.per_place(house, date(today.year, 1, 1), today)

        self.place.jobs.house(load, self._show, key="officehours", failed=self._refuse)

    def _show(self, shown: tuple[Sequence[Coming], Sequence[counting.Place]]) -> None:
        found, places = shown
        self._places = {one.place: one for one in places}
        self._list.show_lines([Line(one.series.name, one, one.id, detail=f"{one.when} · {one.how}") for one in found])
        if self._made is not None:
            self._go_to(self._made)
            self._made = None
        if not found and not self._edited:
            self._fill(series.blank(self.place.house))
            if self._list.hasFocus():
                self._host.setFocus()
        (which, texts), self._again = self._again, ("", ())
        if texts:
            self._fill(next((one.series for one in found if str(one.id) == which), series.blank(self.place.house)))
            kept.retype(self._form, texts)

    def _go_to(self, one: UUID) -> None:
        row = next((i for i, line in enumerate(self._list.lines()) if line.key == one), None)
        if row is not None:
            self._list.select_row(row)

    @property
    def _edited(self) -> bool:
        """Whether something stands in the form that is not kept: nothing but its keys and its button may take that away."""
        return self._filled is not None and self._wanted() != self._filled

    def _show_one(self, one: Coming | None) -> None:
        if one is None:
            return
        self._counts.setText(_counted(self._places.get(one.series.place)))
        if not self._edited:
            self._fill(one.series)
        elif self._list.hasFocus():
            self.place.say("Wat je typte, staat er nog. Ctrl+Enter bewaart het, Alt+U begint opnieuw.")

    def _fill(self, one: Series) -> None:
        self._one = one
        for field, text in (
            (self._host, one.host),
            (self._name, one.name if one.name != one.host else ""),
            (self._where, one.place),
            (self._code, one.postal_code or ""),
            (self._rule, one.hours),
        ):
            field.setText(text)
        self._mode.setCurrentIndex(self._mode.findData(one.mode))
        if self._minutes.findData(one.minutes) < 0:
            self._minutes.addItem(f"{one.minutes} minuten", one.minutes)
        self._minutes.setCurrentIndex(self._minutes.findData(one.minutes))
        self._capacity.setCurrentIndex(self._capacity.findData(one.capacity))
        self._guest.setChecked(one.guest)
        self._discreet.setChecked(one.discreet)
        self._bring.choose(one.bring)
        self._say()
        self._filled = self._wanted()

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, _checked: bool = False) -> None:
        """An empty form."""
        self._fill(series.blank(self.place.house))
        self._host.setFocus()

    def _wanted(self) -> Series:
        before = self._one or series.blank(self.place.house)
        return replace(
            before, name=self._name.text(), host=self._host.text(), place=self._where.text(), hours=self._rule.text(),
            mode=self._mode.currentData(), minutes=self._minutes.currentData(), capacity=self._capacity.currentData(),
            guest=self._guest.isChecked(), postal_code=self._code.text(), bring=self._bring.chosen,
            discreet=self._discreet.isChecked(),
        )  # fmt: skip

    def _say(self) -> None:
        """How the rule is read, and the days that follow from it."""
        typed = self._rule.text().strip()
        if not typed:
            self._read.setText("Typ wanneer, zoals je het zegt.")
            look.set_role(self._read, "soft")
            return
        try:
            rule = hours.checked_hours(typed)
            found = hours.coming(replace(self._wanted(), hours=rule), (), self.place.now(), _NEXT)
            words, role = f"{rule}. {asking.Coming(self._wanted(), found).when}", "good"
        except Refusal as refusal:
            words, role = str(refusal), "late"
        self._read.setText(words)
        look.set_role(self._read, role)

    def keep(self, _checked: bool = False) -> None:
        """Keep what stands in the form."""
        work = partial(series.plan, self.place.house, self._wanted(), self.place.now())
        self.place.jobs.house(work, self._kept, failed=self._refuse)

    def _kept(self, one: Series) -> None:
        self._fill(one)
        self._made = one.id
        self._go_to(one.id)
        self._wrong.tell("")
        self.place.say(f"Bewaard: {one.name}, {one.hours}.")
        self._list.setFocus()

    def end(self, _checked: bool = False) -> None:
        """The zitdag stops after today."""
        if self._one is not None:
            work = partial(series.end, self.place.house, self._one.id, self.place.today())
            self.place.jobs.house(work, self._ended, failed=self._refuse)

    def _ended(self, _none: None) -> None:
        self.place.say("De zitdag stopt na vandaag. Afspraken erna blijven staan: verplaats ze. Ctrl+Z maakt dat ongedaan.")

    def add_day(self) -> None:
        """One day more of the chosen zitdag, as it was typed."""
        one = self._chosen()
        if one is None:
            return
        try:
            day, opens, closes = when.span(self._extra.text(), local(self.place.now()))
        except Refusal as refusal:
            self._refuse(refusal)
            return
        work = partial(series.add_day, self.place.house, one.id, day, opens, closes, self.place.now())
        said = f"{one.name} komt ook op {texts.day(day)}. Ctrl+Z maakt dat ongedaan."
        self.place.jobs.house(work, partial(self._added, said), failed=self._refuse)

    def _added(self, said: str, _none: None) -> None:
        self._extra.clear()
        self._list.setFocus()
        self._wrong.tell("")
        self.place.say(said)

    def publish(self) -> None:
        """The days of the chosen zitdag as a calendar for everybody."""
        one = self._chosen()
        if one is not None:
            self._files.publish(one)

    def _chosen(self) -> Series | None:
        """The series that the list stands on; a word where there is none."""
        current: Coming | None = self._list.current()
        if current is None:
            self.place.say("Kies eerst een zitdag.")
            return None
        return current.series

    def _refuse(self, error: BaseException) -> None:
        self._say_wrong(told(error))

    def _say_wrong(self, words: str) -> None:
        self._wrong.tell(words)

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Zitdag bewaren", self.keep, "Ctrl+Enter", "save"),
            Command("Nieuwe zitdag", self.begin, "", "new"),
            Command("Extra dag voor een zitdag", self._extra.setFocus, "", "appointment"),
            Command("Zitdag als kalender voor iedereen (ics, zonder afspraken)", self.publish, "", "save"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._host)

    def remember(self) -> Mapping[str, Any]:
        """What is typed and not kept yet."""
        return {"one": str(self._one.id) if self._one else "", "typed": kept.typed(self._form)} if self._edited else {}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to what was typed."""
        self._again = state.get("one", ""), state.get("typed", ())


def _counted(one: counting.Place | None) -> str:
    """The year so far at a place; few people are never told as a number."""
    if one is None:
        return ""
    off = f", {count(one.cancelled_days, 'dag', 'dagen')} niet doorgegaan" if one.cancelled_days else ""
    people = " · ".join(f"{counting.WORDS[key]} {number}" for key, number in one.people.items() if number != "0")
    return f"{one.place}, dit jaar: {count(one.days, 'dag', 'dagen')}{off} · {people or 'nog niemand'}."
