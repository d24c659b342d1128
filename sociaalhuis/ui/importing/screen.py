"""Catalogus inlezen: choose or drop a file, see row by row what it would do, and take it over in one act."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.actions import allows
from sociaalhuis.desk.catalogue import importing, reports
from sociaalhuis.desk.catalogue.reports import Row, Run
from sociaalhuis.errors import Told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.importing import lines
from sociaalhuis.ui.importing.columns import ColumnsForm
from sociaalhuis.ui.importing.running import Answer, Running, Seen
from sociaalhuis.ui.parts.parts import Chips, Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 860
PAUSE = 300  # milliseconds after a choice before the file is read again
MOST = 2_000  # lines that are shown; the report that is kept has them all
_KIND = "Catalogus (*.json *.jsonl *.jsonld *.ttl *.xml *.csv *.xlsx *.zip *.gz);;Alle bestanden (*)"
_START = "Kies een bestand, of sleep het hierheen. Je ziet eerst wat het zou doen. Er verandert nog niets."
_NOT_YOU = "Je rol laat dit niet toe: catalogus inlezen. Vraag het aan je coördinator of de beheerder."
_NONE = "Er is nog niets ingelezen. Kies een bestand met Ctrl+O."
_NOTHING = "Geen regels om te tonen."
_CHIPS = (
    importing.NEW, importing.CHANGED, importing.PROPOSED, reports.APART, reports.FILLED_IN, importing.STOPPED, reports.GONE,
)  # fmt: skip


class ImportScreen(Screen):
    """Above what the file is and does, at the left the report, at the right one line of it or the columns of a list."""

    name: ClassVar[str] = "importing"
    title: ClassVar[str] = "Catalogus inlezen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("catalogue.import", place.house.actor.role)
        self._work = Running(place.house, place.jobs)
        self._seen: Seen | None = None
        self._answer: Answer | None = None
        self._busy = self._taken = self._choosing = False
        self._choose, self._take = (
            QPushButton(look.icon("read_in"), "Kies een bestand   Ctrl+O"),
            QPushButton("Neem over   Ctrl+Enter"),
        )
        self._keep, self._halt = QPushButton(look.icon("print"), "Verslag be&waren"), QPushButton("&Stop")
        self._told, self._chips, self._bar = look.label(_START, wrap=True), Chips(), QProgressBar(textVisible=False)
        self._source = QLineEdit(maxLength=60)
        self._wrong, self._good = Strip(), Strip("strip-good")
        self._kind, self._sought = QComboBox(), QLineEdit(maxLength=80, placeholderText="Zoek in het verslag")
        self._list = Rows("Verslag", two=True, empty=_NONE)
        self._head, self._facts, self._columns = look.label("", look.WORDS, bold=True, wrap=True), Facts("Regel"), ColumnsForm()
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(self._may)
        self.bind_commands()
        self._refresh()

    def _lay_out(self) -> None:
        look.set_role(self._take, "primary")
        self._bar.setAccessibleName("Hoever het inlezen staat")
        self._bar.setFixedWidth(look.px(160))
        self._kind.setAccessibleName("Welke regels")
        self._sought.setAccessibleName("Zoek in het verslag")
        self._source.setFixedWidth(look.px(150))
        name = QLabel("&Bron")
        name.setBuddy(self._source)
        self._source_part = QWidget()
        held = QHBoxLayout(self._source_part)
        held.setContentsMargins(0, 0, 0, 0)
        for part in (name, self._source):
            held.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(look.px(look.PAD))
        head.addWidget(self._told, 1)
        for one in (self._bar, self._halt, self._source_part, self._choose, self._take):
            head.addWidget(one)
        narrow = QHBoxLayout()
        for field, stretch in ((self._kind, 0), (self._sought, 1), (self._keep, 0)):
            narrow.addWidget(field, stretch)
        self._narrow = QWidget()
        self._narrow.setLayout(narrow)
        narrow.setContentsMargins(0, 0, 0, 0)
        left = card(self._narrow, self._list, margin=look.GAP, stretch=self._list)
        side = QVBoxLayout()  # a stack would ask room for the longest
        side.addWidget(self._facts)
        side.addWidget(self._columns)
        right = card(self._head)
        cast(QVBoxLayout, right.layout()).addLayout(side, 1)
        self._columns.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addLayout(head)
        for strip in (self._chips, self._wrong, self._good):
            whole.addWidget(strip)
        whole.addWidget(Columns(LEAST, (left, 3), (right, 2), tall=300), 1)

    def _connect(self) -> None:
        for button, act in (
            (self._choose, self.choose), (self._take, self.take), (self._keep, self.keep), (self._halt, self.stop),
        ):  # fmt: skip
            button.clicked.connect(partial(_run, act))
        self._work.moved.connect(self._move)
        self._again.timeout.connect(self._preview)
        self._columns.chosen.connect(self._again.start)
        self._source.textEdited.connect(lambda _said: self._again.start())
        self._kind.activated.connect(lambda _row: self._show_lines())
        self._sought.textEdited.connect(lambda _said: self._show_lines())
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda _one: self._facts.setFocus())

    # ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Begin with choosing a file; what was read before stands in the list."""
        if not self._may:
            self._told.setText(_NOT_YOU)
        (self._list if self._seen or not self._may else self._choose).setFocus()
        if self._seen is None:
            self._load_before()

    def _load_before(self) -> None:
        work = partial(reports.before, self.place.house)
        self.place.jobs.house(work, self._show_before, key="imports-before", failed=self._refuse)

    def _show_before(self, runs: Sequence[Run]) -> None:
        if self._seen is None:
            head = [Line("VROEGER INGELEZEN", head=True)] if runs else []
            self._list.show_lines([*head, *map(lines.of_run, runs)])
            self._show_one(self._list.current())

    def choose(self) -> None:
        """Ask which file."""
        file = self.place.ask.open_file("Catalogus inlezen", _KIND) if self._may and not self._busy else None
        if file is not None:
            self.open(file)

    def choose_folder(self) -> None:
        """Ask which folder with tables."""
        folder = self.place.ask.folder("Map met tabellen inlezen") if self._may and not self._busy else None
        if folder is not None:
            self.open(folder)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file of this computer may be dropped."""
        if not self._busy and any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first file that is dropped."""
        self.open(Path(next(one.toLocalFile() for one in event.mimeData().urls() if one.isLocalFile())))

    def open(self, file: Path) -> None:
        """See what a file is and what it would do."""
        self._seen, self._answer, self._taken = None, None, False
        self._good.tell("")
        self._list.show_lines([])
        self._list.setFocus()
        self._start(f"“{file.name}” wordt bekeken …")
        work = partial(self._work.see, file, self.place.now())
        self.place.jobs.aside(work, self._show_seen, key="importing", failed=self._refuse)

    def _show_seen(self, seen: Seen) -> None:
        self._seen = seen
        self._source.setText(seen.found.source)
        if seen.columns is not None:
            self._columns.show_columns(seen.columns)
        self._preview()

    def _preview(self) -> None:
        if self._seen is None or self._taken:
            return
        self._start(f"“{self._seen.found.path.name}” wordt gelezen …")
        work = partial(self._work.preview, self._wanted(self._seen), self.place.now())
        self.place.jobs.aside(work, self._show_answer, key="importing", failed=self._refuse)

    def _wanted(self, seen: Seen) -> Any:
        """The file as it is asked now: its source, and the columns of a list."""
        columns = self._columns.taken() if seen.columns is not None else {}
        return replace(seen.found, source=self._source.text().strip() or seen.found.source, columns=columns)

    def _start(self, said: str) -> None:
        self._busy = True
        self._told.setText(said)
        self._wrong.tell("")
        self._bar.setRange(0, 0)
        self._refresh()

    def _move(self, number: int) -> None:
        if self._bar.maximum():
            self._bar.setValue(number)
        self._told.setText(f"{number} rijen gelezen …" if not self._bar.maximum() else "De rijen worden overgenomen …")

    def _show_answer(self, answer: Answer) -> None:
        self._busy, self._answer = False, answer
        found = answer.outcome
        said = "Klaar om over te nemen." if found.changes else "Dit bestand verandert niets aan de catalogus."
        seen = self._seen
        if seen is not None and seen.columns is not None and not seen.columns.remembered:
            said += " Kijk rechts na welke kolom wat bevat (F2)."
        self._told.setText(f"{breakable(seen.found.path.name) if seen else ''} – {lines.format_(found.format)}. {said}")
        self._show_report()
        self._show_side(columns=seen is not None and seen.columns is not None and not seen.columns.remembered)
        self._refresh()

    # ── the report ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_report(self) -> None:
        answer = self._answer
        told = Counter(one.what for one in answer.lines) if answer else Counter[str]()
        chips = [(f"{told[what]} {reports.WHAT[what]}", lines.LOOKS[what][2]) for what in _CHIPS if told[what]]
        if answer and answer.outcome.counts[importing.SAME]:
            chips.append((f"{answer.outcome.counts[importing.SAME]} ongewijzigd", "chip"))
        self._chips.show_chips(chips)
        was = self._kind.currentData()
        self._kind.clear()
        self._kind.addItem(f"Alles ({told.total()})", "")
        for what in reports.WHAT:
            if told[what]:
                self._kind.addItem(f"{reports.WHAT[what].capitalize()} ({told[what]})", what)
        self._kind.setCurrentIndex(max(0, self._kind.findData(was)))
        self._show_lines()

    def _shown(self) -> Sequence[Row]:
        """The lines that are asked for now."""
        what, sought = self._kind.currentData(), self._sought.text().strip().lower()
        found = self._answer.lines if self._answer else ()
        return [
            one
            for one in found
            if (not what or one.what == what)
            and (not sought or sought in f"{one.row} {one.name} {one.field} {one.why} {one.source_id}".lower())
        ]

    def _show_lines(self) -> None:
        found = self._shown()
        shown = [lines.of_row(number, one) for number, one in enumerate(found[:MOST])]
        if len(found) > MOST:
            shown.append(Line(f"… en nog {len(found) - MOST}. Bewaar het verslag om ze allemaal te zien.", head=True))
        self._list.say_when_empty(_NOTHING)
        self._list.show_lines(shown)
        self._show_one(self._list.current())

    def _show_one(self, one: Row | Run | None) -> None:
        if self._choosing and self._seen is not None:
            return
        if one is None:
            self._head.setText("Geen regel gekozen")
            self._facts.show_facts(())
        elif isinstance(one, Run):
            self._head.setText(breakable(one.file))
            self._facts.show_facts(lines.facts_of_run(one))
        else:
            self._head.setText(breakable(one.name or one.row or "Het bestand"))
            self._facts.show_facts(lines.facts_of_row(one))

    def columns(self) -> None:
        """Change between the columns of a list and the line of the report."""
        if self._seen is not None and self._seen.columns is not None:
            self._show_side(columns=not self._choosing)
            (self._columns.boxes()[0] if self._choosing else self._list).setFocus()

    def _show_side(self, *, columns: bool) -> None:
        self._choosing = columns
        self._columns.setVisible(columns)
        self._facts.setVisible(not columns)
        if columns:
            self._head.setText("Welke kolom bevat wat?")
        else:
            self._show_one(self._list.current())

    def keep(self) -> None:
        """Save the lines that are shown as CSV; of an import of before the rows that were set apart."""
        current = self._list.current()
        rows = current.rows if isinstance(current, Run) else self._shown()
        if not rows:
            self.place.say("Er zijn geen regels om te bewaren.")
            return
        file = self.place.ask.save_as("Verslag bewaren", "verslag-inlezen.csv", "CSV (*.csv)")
        if file is not None:
            said = f"Bewaard als {file.name}: {count(len(rows), 'regel', 'regels')}."
            self.place.jobs.house(partial(reports.write, rows, file), lambda _none: self.place.say(said), failed=self._refuse)

    # ── taking over ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def take(self) -> None:
        """Take the file over, after one question: it cannot be taken back with one key."""
        answer, seen = self._answer, self._seen
        if self._busy or self._taken or answer is None or seen is None or not answer.outcome.changes:
            return
        number = count(answer.outcome.changes, "dienst", "diensten")
        if not self.place.ask.confirm(
            f"{number} overnemen in de catalogus? Dit kan je niet in één keer terugdraaien.", "Neem over"
        ):
            return
        self._list.setFocus()
        self._start("De rijen worden gelezen …")
        self._bar.setRange(0, max(1, 2 * answer.rows))
        work = partial(self._work.take, self._wanted(seen), self.place.now())
        self.place.jobs.aside(work, self._show_taken, key="importing", failed=self._refuse)

    def _show_taken(self, answer: Answer) -> None:
        self._taken = True
        self._show_answer(answer)
        apart = sum(one.what == reports.APART for one in answer.lines)
        said = f"Overgenomen: {count(answer.outcome.changes, 'dienst', 'diensten')}."
        left = f" {count(apart, 'rij blijft', 'rijen blijven')} opzij staan; je vindt ze hier later terug." if apart else ""
        self._told.setText(said)
        self._good.tell(said + left)
        self._show_side(columns=False)
        self.place.say(said)

    def stop(self) -> None:
        """Stop reading; nothing is taken over."""
        self._work.stop()

    def anew(self) -> None:
        """Put this file aside and show the imports of before."""
        if not self._busy:
            self._seen = self._answer = None
            self._taken = False
            self._told.setText(_START)
            self._good.tell("")
            self._wrong.tell("")
            self._chips.show_chips(())
            self._list.say_when_empty(_NONE)
            self._show_side(columns=False)
            self._refresh()
            self._load_before()
            self._list.setFocus()

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._busy = False
        seen = self._seen
        self._told.setText(_START if seen is None else breakable(seen.found.path.name))
        choosing = seen is not None and seen.columns is not None and not self._taken
        self._wrong.tell(f"{error} Of kies rechts welke kolom wat bevat." if choosing else str(error))
        if choosing:
            self._show_side(columns=True)
        self._refresh()
        (self._columns.boxes()[0] if choosing else self._choose).setFocus()
        if seen is None:
            self._load_before()

    def _refresh(self) -> None:
        """What can be done now."""
        opened = self._seen is not None
        self._bar.setVisible(self._busy)
        self._halt.setVisible(self._busy)
        self._choose.setVisible(self._may and not self._busy)
        self._source_part.setVisible(opened and not self._busy and not self._taken)
        ready = self._answer is not None and bool(self._answer.outcome.changes) and not self._taken
        self._take.setVisible(self._may and not self._busy and ready)
        self._narrow.setVisible(self._answer is not None)
        self._chips.setVisible(self._answer is not None)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Kies een bestand", self.choose, "Ctrl+O", "save"),
            Command("Kies een map met tabellen", self.choose_folder, "", "save"),
            Command("Neem het bestand over", self.take, "Ctrl+Enter", "good"),
            Command("Kolommen van de lijst", self.columns, "F2", "edit"),
            Command("Zoek in het verslag", self._sought.setFocus, "Ctrl+F", "search"),
            Command("Verslag bewaren als CSV", self.keep, "", "print"),
            Command("Vroeger ingelezen", self.anew, "", "open"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._columns.boxes()[0] if self._choosing else self._facts)


def _run(act: Any, _checked: bool = False) -> None:
    act()
