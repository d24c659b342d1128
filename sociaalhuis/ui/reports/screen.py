"""Rapporten: choose a quarter or a year, walk through its tables, and make the briefing for the council. Counts only."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QVBoxLayout, QWidget

from sociaalhuis.errors import Told, told
from sociaalhuis.insight import paper, periods, reading, telling
from sociaalhuis.insight.periods import Period, Year
from sociaalhuis.insight.reading import Briefing
from sociaalhuis.texts import MONTHS
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.parts import Columns, Strip, button, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 820
_QUARTERS = 9  # that can be chosen: two years and this one
_KEYS, _GAPS, _QUOTES = "Kerncijfers", "Leemtes in het aanbod", "Signalen in eigen woorden"


class ReportsScreen(Screen):
    """The tables at the left, the chosen one at the right."""

    name: ClassVar[str] = "reports"
    title: ClassVar[str] = "Rapporten"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._made: Briefing | None = None
        self._period = QComboBox()
        self._wrong, self._busy = Strip(), Strip("strip-today")
        self._nothing = Strip("strip")
        self._tables = Rows("Rapporten")
        self._lines = Rows("Cijfers", two=True)
        self._signs = look.label("", look.SMALL, role="soft", wrap=True)
        self._head, self._what = look.label("", look.HEADING, bold=True), look.label("", role="soft", wrap=True)
        self._lay_out()
        self._fill_periods()
        self._period.currentIndexChanged.connect(self._load)
        self._tables.moved.connect(lambda key: self._show_table(str(key)))
        self._tables.chosen.connect(lambda _key: self._lines.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.bind_commands()

    def _lay_out(self) -> None:
        name = QLabel("&Periode")
        name.setBuddy(self._period)
        top = Flow(look.px(look.GAP))
        name.setMinimumHeight(self._period.sizeHint().height())
        top.addWidget(name)
        top.addWidget(self._period)
        top.addWidget(button("&Kopieer   Ctrl+C", "copy", self.copy))
        top.addWidget(button("&Rekenblad", "save", self.save_workbook))
        top.addWidget(button("PDF voor de raad   Ctrl+P", "print", self.save_paper, primary=True))
        left, right = card(self._tables), card(self._head, self._what, self._lines, self._signs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(top)
        whole.addWidget(self._busy)
        whole.addWidget(self._wrong)
        whole.addWidget(self._nothing)
        self._both = Columns(LEAST, (left, 2), (right, 3), tall=320)
        whole.addWidget(self._both, 1)
        whole.addStretch()

    def _fill_periods(self) -> None:
        """The quarters, the newest first, then years; work begins with the last quarter that is over."""
        one = periods.of(self.place.today())
        for _ in range(_QUARTERS):
            months = f"{MONTHS[one.first.month - 1]} tot {MONTHS[one.first.month + 1]}"
            self._period.addItem(f"{one.code}   {months}", one)
            one = one.before
        for year in (self.place.today().year, self.place.today().year - 1):
            self._period.addItem(f"Jaar {year}", Year(year))
        self._period.setCurrentIndex(1)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Count; work begins in the list of tables."""
        self._tables.setFocus()
        self._load()

    def _load(self, _index: int = 0) -> None:
        period: Period = self._period.currentData()
        self._wrong.tell("")
        self._nothing.tell("")
        self._busy.tell("De cijfers worden geteld …")
        work = partial(reading.briefing, self.place.house, period, self.place.now())
        self.place.jobs.house(work, self._show, key="reports", failed=self._refuse)

    def _show(self, made: Briefing) -> None:
        self._busy.tell("")
        self._made = made
        self._both.show()
        self._signs.setText(" ".join(paper.hiding(made)))
        lines = [Line(_KEYS, _KEYS, _KEYS, mark="follow")]
        lines += [Line(one.title, key, key, right=one.whole.said[0]) for key, one in made.tables.items()]
        lines += [
            Line(_GAPS, _GAPS, _GAPS, right=str(len(made.gaps))),
            Line(_QUOTES, _QUOTES, _QUOTES, right=str(len(made.quotes))),
        ]
        self._tables.show_lines(lines)
        current = self._tables.current_line()
        self._show_table(str(current.what) if current else _KEYS)

    def _show_table(self, key: str) -> None:
        made = self._made
        if made is None:
            return
        period = made.period.label
        if key == _KEYS:
            told = telling.keys(made.tables, made.days, made.period, over=made.over)
            lines = [Line(one.label, detail=one.sentence, right="\t".join(one.said)) for one in told]
            self._say(_KEYS, "Wat opvalt.", [Line("", right="\t".join(paper.columns(made)), head=True), *lines])
        elif key == _GAPS:
            gaps = [Line(f"{one.cluster}{paper.LOUD if one.heard else ''}", detail=", ".join(one.groups)) for one in made.gaps]
            self._say(_GAPS, "Doelgroepen waarvoor de matrix geen dienst kent.", gaps)
        elif key == _QUOTES:
            quotes = [Line(one.text, detail=f"{one.domain}, {one.state}") for one in made.quotes]
            self._say(_QUOTES, "Zonder naam, en door een collega bekeken.", quotes)
        else:
            table = made.tables[key]
            self._say(
                table.title,
                f"{period.capitalize()}. {table.what}",
                [
                    Line(one.label, detail=_beside(made.period, one.said), right=one.said[0], depth=max(0, one.depth - 1))
                    for one in table.lines
                ],
            )

    def _say(self, head: str, what: str, lines: Sequence[Line]) -> None:
        self._head.setText(head)
        self._what.setText(what)
        self._lines.show_lines(lines, anew=True)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._busy.tell("")
        self._made = None
        if isinstance(error, reading.Nothing):
            self._nothing.tell(str(error))
        else:
            self._wrong.tell(str(error))
        focus = QApplication.focusWidget()
        if focus is not None and self._both.isAncestorOf(focus):
            self._period.setFocus()
        self._both.hide()

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def copy(self) -> None:
        """The table that is shown, to paste in a letter or a spreadsheet."""
        lines = [f"{line.text}\t{line.right}\t{line.detail}" for line in self._lines.lines()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join([self._head.text(), *lines]))
            self.place.say(f"Gekopieerd: {self._head.text()}.")

    def save_paper(self) -> None:
        """The briefing for the council as a PDF."""
        self._save(0, keeping.PDF, lambda made: paper.sheet(made).pdf)

    def save_workbook(self) -> None:
        """All tables as a workbook."""
        self._save(1, keeping.XLSX, paper.workbook)

    def _save(self, which: int, kind: str, make: Callable[[Briefing], bytes]) -> None:
        if self._made is not None:
            name = paper.names(self._made)[which]
            keeping.keep(self.place, "Briefing bewaren", name, kind, partial(make, self._made), self._unwritten)

    def _unwritten(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("PDF van de briefing voor de raad", self.save_paper, "Ctrl+P", "print"),
            Command("Rapport kopiëren", self.copy, "Ctrl+C", "copy"),
            Command("Rapporten bewaren als rekenblad", self.save_workbook, "", "save"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._tables, self._lines, self._period)


def _beside(period: Period, said: tuple[str, str, str]) -> str:
    return " · ".join(f"{when} {number}" for when, number in zip(period.ago, said[1:], strict=True))
