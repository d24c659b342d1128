"""Beleid: the themes at the left, all of one in the middle, the current line at the right with what can be written.

A letter writes a point of the SWOT, a goal or an action; on a figure or a signal the point rests on what that says today.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.errors import told
from sociaalhuis.insight import theme_paper, themes
from sociaalhuis.insight.policy import indicators, plans
from sociaalhuis.insight.policy.plans import Planned, Theme
from sociaalhuis.insight.themes import Counted, ThemeSheet
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, breakable, button, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.policy import spots
from sociaalhuis.ui.policy.spots import Spot
from sociaalhuis.ui.policy.writing import Where, Writing
from sociaalhuis.ui.workplace import Command, Screen, Workplace, press

LEAST = 1000
KEYS: Mapping[str, str] = {"S": "sterkte", "Z": "zwakte", "K": "kans", "B": "bedreiging"}
_COUNTING = "De cijfers worden geteld …"
_TABLE = "Tabel (*.csv *.xlsx)"
_NEXT = {plans.PLANNED: plans.BUSY, plans.BUSY: plans.DONE, plans.DONE: plans.BUSY, plans.DROPPED: plans.PLANNED}


class PolicyScreen(Screen):
    """The themes of the house, one year at a time."""

    name: ClassVar[str] = "policy"
    title: ClassVar[str] = "Beleid"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("policy.plan", place.house.actor.role)
        self._counted: dict[int, Counted] = {}
        self._sheet: ThemeSheet | None = None
        self._wanted = ""  # the theme that was shown before a lock
        self._year = QComboBox()
        for year in range(place.today().year + 1, place.today().year - 3, -1):
            self._year.addItem(str(year), year)
        self._year.setCurrentIndex(1)
        self._themes = Rows("Thema's", two=True)
        self._lines = Rows("Dit thema", two=True)
        self._text = look.label("", look.HEADING, bold=True, wrap=True)
        self._facts, self._wrong = Facts("Over deze regel"), Strip()
        self._writing = Writing(place)
        self._acts = self._make_acts()
        self._lay_out()
        self._year.currentIndexChanged.connect(self._go_elsewhere)
        self._themes.moved.connect(self._go_elsewhere)
        self._themes.chosen.connect(lambda _theme: self._lines.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._lines.moved.connect(self._show_one)
        self._writing.left.connect(self._close)
        self._writing.refused.connect(self._wrong.tell)
        self._writing.written.connect(partial(self._act, "write", "Bewaard"))
        if self._may:
            self._lines.chosen.connect(self._open)
            for letter, _words, act in self._letters():
                self._lines.on_key(letter, partial(_ignore, act))
        self.bind_commands()

    def _letters(self) -> Sequence[tuple[str, str, Callable[[], object]]]:
        points = [(key, vocab.label("theme_lines", kind).capitalize(), partial(self.point, kind)) for key, kind in KEYS.items()]
        return [
            *points,
            ("D", "Doel", self.goal),
            ("A", "Actie", self.action),
            ("V", "Verder", self.onward),
            ("X", "Schrappen", self.drop),
            ("W", "Weghalen", self.remove),
            ("O", "SWOT overnemen", self.repeat),
            ("C", "Cijfers inlezen", self.read_in),
        ]

    def _make_acts(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(look.GAP))
        for at, (letter, words, act) in enumerate(self._letters()[:10]):
            made = QPushButton(f"{letter}   {words}")
            made.setAccessibleName(f"{words}, letter {letter}")
            made.clicked.connect(partial(press, act))
            grid.addWidget(made, at // 2, at % 2)
        return held

    def _lay_out(self) -> None:
        name = QLabel("&Jaar")
        name.setBuddy(self._year)
        top = Flow(look.px(look.GAP))
        name.setMinimumHeight(self._year.sizeHint().height())
        top.addWidget(name)
        top.addWidget(self._year)
        for words, icon, screen in (
            ("&Rapporten", "chart", "reports"),
            ("S&ignalen", "follow", "signals"),
            ("&Matrix", "catalogue", "matrix"),
        ):
            top.addWidget(button(words, icon, partial(self.place.go, screen)))
        if self._may:
            top.addWidget(button("Cijfers in&lezen", "read_in", self.read_in))
        top.addWidget(button("Themablad   Ctrl+P", "print", self.save_paper, primary=True))
        left = card(self._themes, margin=look.GAP, stretch=self._themes)
        middle = card(self._lines, margin=look.GAP, stretch=self._lines)
        right = card(self._text, self._facts, self._writing, self._wrong, self._acts, stretch=self._facts)
        self._acts.setVisible(self._may)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(top)
        whole.addWidget(Columns(LEAST, (left, 5), (middle, 8), (right, 6), tall=300), 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self._year.currentData())

    def arrive(self, **_what: Any) -> None:
        """Load; work begins in the list of themes, or goes on where it was."""
        self._counted.clear()
        (self._writing if self._writing.busy else self._themes).setFocus()
        self._load()

    def changed(self, changed: Any) -> None:
        """Somebody wrote a line, read in figures, or changed the words of the themes."""
        if {"theme_line", "indicator", "house_term", "setting", "signal_step"} & set(changed.rows):
            self._load()

    def _go_elsewhere(self, _what: object = None) -> None:
        """Another theme or another year: what was being written is let go."""
        self._close(focus=False)
        self._load()

    def _load(self) -> None:
        work = partial(plans.themes, self.place.house, self.year, self.place.today())
        self.place.jobs.house(work, self._show_themes, key="policy-themes", failed=self._refuse)
        if self.year not in self._counted:
            year = self.year
            work_too = partial(themes.counted, self.place.house, year, self.place.now())
            self.place.jobs.house(work_too, partial(self._know, year), key="policy-counted", failed=self._refuse)

    def _know(self, year: int, found: Counted) -> None:
        self._counted[year] = found
        self._load_theme()

    def _show_themes(self, found: Sequence[Theme]) -> None:
        lines = [_theme_line(one) for one in found]
        with QSignalBlocker(self._themes):
            self._themes.show_lines(lines)
            row = next((at for at, line in enumerate(lines) if line.key == self._wanted), None)
            if row is not None:
                self._themes.select_row(row)
        self._wanted = ""
        self._load_theme()

    def _load_theme(self) -> None:
        theme: Theme | None = self._themes.current()
        if theme is not None:
            year = self.year
            known = self._counted.get(year) or Counted(("", "", ""), why=_COUNTING)
            work = partial(themes.sheet, self.place.house, theme.slug, known, year, self.place.now())
            self.place.jobs.house(work, partial(self._show, known.why), key="policy-theme", failed=self._refuse)

    def _show(self, why: str, sheet: ThemeSheet) -> None:
        anew = self._sheet is None or (self._sheet.theme, self._sheet.year) != (sheet.theme, sheet.year)
        self._sheet = sheet
        today = self.place.today()
        until = min(today, date(sheet.year, 12, 31))
        with QSignalBlocker(self._lines):  # what is being written stays open while lines come and go
            self._lines.show_lines(spots.lines(sheet, until, today, why), anew=anew)
        if not self._writing.busy:
            self._show_one(self._lines.current())

    def _show_one(self, spot: Spot | None) -> None:
        self._close(focus=False)
        self._text.setText(breakable(spot.text) if spot else "")
        self._facts.show_facts(spot.about if spot else ())

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, spot: Spot) -> None:
        """Enter: change a line, or write what is still missing here."""
        line = spot.line
        if line is not None:
            self._write(lambda _where: self._writing.change(line))
        elif spot.begins == spots.FIGURES:
            self.read_in()
        elif spot.begins == spots.GOAL:
            self.goal()
        elif spot.begins:
            self.point(spot.begins)

    def point(self, kind: str) -> None:
        """Write a point of the SWOT, that rests on what the current line says."""
        spot = self._here
        self._write(lambda where: self._writing.point(where, kind, spot.ground if spot else ""))

    def goal(self) -> None:
        """Write a goal, of the level that follows from the current line."""
        self._write(lambda where: self._writing.goal(where, self._goal_here()))

    def action(self) -> None:
        """Write an action under the current goal."""
        self._write(lambda where: self._writing.action(where, self._goal_here()))

    @property
    def _shown(self) -> ThemeSheet | None:
        """The sheet of the current theme; None while that of another theme or year is still there."""
        theme: Theme | None = self._themes.current()
        sheet = self._sheet
        if sheet is None or theme is None or (sheet.theme.slug, sheet.year) != (theme.slug, self.year):
            return None
        return sheet

    @property
    def _here(self) -> Spot | None:
        """What the current line stands for."""
        spot: Spot | None = self._lines.current()
        return spot if self._shown else None

    def _goal_here(self) -> Planned | None:
        """The goal of the current line, or above it."""
        sheet, line = self._shown, self._here.line if self._here else None
        if sheet is None or line is None or line.kind in plans.SWOT:
            return None
        return next((one for one in sheet.lines if one.id == line.above), None) if line.is_action else line

    def _write(self, begin: Callable[[Where], object]) -> None:
        theme: Theme | None = self._themes.current()
        if self._may and theme is not None:
            self._close(focus=False)
            self._acts.hide()
            begin((theme.slug, self.year))

    def _close(self, *, focus: bool = True) -> None:
        self._wrong.tell("")
        self._writing.end()
        self._acts.setVisible(self._may)
        if focus:
            self._lines.setFocus()

    def onward(self) -> None:
        """A goal or an action goes on: planned, at work, done; what was dropped is planned again."""
        line = self._planned()
        if line is not None:
            self._move(line, _NEXT[line.state])

    def drop(self) -> None:
        """Drop a goal or an action; it stays in the plan of this year."""
        line = self._planned()
        if line is not None:
            self._move(line, plans.DROPPED)

    def _planned(self) -> Planned | None:
        spot = self._here
        if spot is None or spot.line is None or spot.line.kind in plans.SWOT:
            self.place.say("Kies eerst een doel of een actie.")
            return None
        return spot.line

    def _move(self, line: Planned, state: str) -> None:
        work = partial(plans.move_on, self.place.house, line.id, state, self.place.now())
        self._act(str(line.id), f"Genoteerd: {vocab.label('action_states', state)}", work)

    def remove(self) -> None:
        """Take the current line away."""
        spot = self._here
        if spot is not None and spot.line is not None:
            self._act(str(spot.line.id), "Weggehaald", partial(plans.remove, self.place.house, spot.line.id))

    def repeat(self) -> None:
        """Begin the SWOT of this year with that of the last one."""
        theme: Theme | None = self._themes.current()
        if theme is not None:
            work = partial(plans.repeat, self.place.house, theme.slug, self.year, self.place.now())
            self._act("repeat", "SWOT overgenomen", work)

    def read_in(self) -> None:
        """Read in a table with figures from elsewhere."""
        file = self.place.ask.open_file("Cijfers inlezen", _TABLE) if self._may else None
        if file is not None:
            work = partial(indicators.take, self.place.house, file, self.place.now())
            self.place.jobs.house(work, self._taken, failed=self._refuse)

    def _taken(self, found: indicators.Taken) -> None:
        new = count(found.new, "nieuw cijfer", "nieuwe cijfers")
        self.place.say(f"Ingelezen: {new}, {found.changed} aangepast. Ctrl+Z maakt dat ongedaan.")

    def _act(self, key: str, said: str, work: Callable[[], object]) -> None:
        if self._may:
            self.place.jobs.once(f"policy.{key}", work, partial(self._done, said), failed=self._refuse)

    def _done(self, said: str, _done: object) -> None:
        self._close()
        self.place.say(f"{said}. Ctrl+Z maakt dat ongedaan.")

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    # ── paper ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def save_paper(self) -> None:
        """The sheet of this theme as a PDF."""
        sheet = self._shown
        if sheet is None:
            self.place.say("Dit thema wordt nog geladen. Druk zo meteen opnieuw op Ctrl+P.")
        else:
            house, today = self.place.house, self.place.today()
            keeping.keep(
                self.place,
                "Themablad bewaren",
                theme_paper.name(sheet),
                keeping.PDF,
                lambda: theme_paper.render(house, sheet, today).pdf,
                self._refuse,
            )

    def save_example(self) -> None:
        """A table that shows how figures are read in."""
        keeping.keep(
            self.place, "Voorbeeldtabel bewaren", "cijfers-voorbeeld.csv", keeping.CSV, indicators.example, self._refuse
        )

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes from the lines to the themes, then to where one was."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._themes.hasFocus():
            self.place.back()
        else:
            self._themes.setFocus()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        made = [Command("Themablad als PDF", self.save_paper, "Ctrl+P", "print")]
        if self._may:
            points = (Command(f"SWOT: {vocab.label('theme_lines', one)}", partial(self.point, one)) for one in KEYS.values())
            made += [
                *points,
                Command("Nieuw doel", self.goal),
                Command("Nieuwe actie", self.action),
                Command("SWOT van vorig jaar overnemen", self.repeat),
                Command("Cijfers van elders inlezen", self.read_in, "", "read_in"),
                Command("Voorbeeldtabel voor cijfers bewaren", self.save_example, "", "save"),
            ]
        return made

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._themes, self._lines, self._facts, self._year)

    def remember(self) -> Mapping[str, Any]:
        """Which year and theme were shown, and what is being written."""
        theme: Theme | None = self._themes.current()
        return {"year": self.year, "theme": theme.slug if theme else "", **self._writing.remember()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """That again, with what was being written."""
        with QSignalBlocker(self._year):
            self._year.setCurrentIndex(max(0, self._year.findData(state.get("year"))))
        self._wanted = str(state.get("theme", ""))
        if self._may:
            self._writing.recall(state)
            self._acts.setVisible(not self._writing.busy)


def _theme_line(one: Theme) -> Line:
    going = [count(one.goals, "doel", "doelen")] if one.goals else []
    going += [count(one.actions, "actie", "acties")] if one.actions else []
    going += [f"{one.late} te laat"] if one.late else []
    mark = "late" if one.late else ""
    return Line(one.label, one, one.slug, detail=" · ".join(going) or "nog geen plan", mark=mark, role=mark or "text")


def _ignore(act: Callable[[], object], _current: object) -> None:
    act()
