"""Diensten-doelgroepenmatrix: what there is for whom, where nothing is, and from an empty cell to a signal in one key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import matrix
from sociaalhuis.catalogue.matrix import Matrix, Said
from sociaalhuis.desk.catalogue import matrices, matrix_out
from sociaalhuis.errors import told
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.matrix.grid import Grid, Spot
from sociaalhuis.ui.parts import age as ages
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.parts import Chips, Strip, breakable
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.scrolling import Scrolling
from sociaalhuis.ui.workplace import Command, Screen, Workplace

KEYS: Mapping[str, str] = {
    "A": matrix.THERE,
    "B": matrix.LIMITED,
    "W": matrix.WAITING,
    "O": matrix.MISSING,
    "X": matrix.EXCLUDED,
    "T": "",
}
_EMPTY = "Geen enkele fiche. N maakt er een signaal van."
_LOW, _LEAST_GRID = 186, 290  # of the part below the grid, and of the grid: its heads and some rows
_RESULT = {matrix.THERE: "chip-good", matrix.LIMITED: "chip-today", matrix.WAITING: "chip-today", matrix.MISSING: "chip-late"}


class MatrixScreen(Screen):
    """The grid above, below it what stands in the current cell."""

    name: ClassVar[str] = "matrix"
    title: ClassVar[str] = "Diensten-doelgroepenmatrix"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._made: Matrix | None = None
        self._shown: tuple[str, str] | None = None  # the cell that the fields are about
        self._given: dict[tuple[str, str], str] = {}  # states on their way into the house
        self._may = allows("matrix.note", place.house.actor.role)
        self._grid = Grid()
        self._counts = Chips()
        self._head = look.label("", look.WORDS, bold=True, wrap=True)
        self._state = Chips()
        self._note, self._source = QLineEdit(maxLength=matrices.LONGEST), QLineEdit(maxLength=matrices.LONGEST)
        self._wrong = Strip()
        self._services = Rows("Fiches in deze cel", empty=_EMPTY)
        self._grid.moved.connect(self._show_spot)
        self._grid.opened.connect(lambda _spot: self._services.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._grid.on_key("N", lambda _spot: self.to_signal())
        self._services.chosen.connect(lambda service: self.place.go("catalogue", service=service.id))
        if self._may:
            for letter, state in KEYS.items():
                self._grid.on_key(letter, partial(self._set, state))
        self._lay_out()
        self.bind_commands()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._counts, 1)
        for words, icon, act in (
            ("&Woorden", "settings", partial(self.place.go, "matrix_words")),
            ("Re&kenblad", "save", self.save_workbook),
            ("PDF op A&3", "print", self.save_sheet),
        ):
            button = QPushButton(look.icon(icon), words)
            button.clicked.connect(partial(_run, act))
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        low = QHBoxLayout()
        low.setSpacing(look.px(look.PAD))
        low.addWidget(self._cell_card(), 3)
        low.addWidget(self._services, 2)
        held = QWidget()
        held.setLayout(low)
        held.setMinimumHeight(look.px(_LOW))
        low.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(look.WIDE), look.px(look.PAD), look.px(look.WIDE), look.px(look.PAD))
        whole.setSpacing(look.px(12))
        whole.addLayout(head)
        page = QWidget()
        both = QVBoxLayout(page)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(look.px(12))
        self._grid.setMinimumHeight(look.px(_LEAST_GRID))
        both.addWidget(self._grid, 1)
        both.addWidget(held)
        whole.addWidget(Scrolling(page), 1)

    def _cell_card(self) -> QFrame:
        made = QFrame()
        look.set_role(made, "card")
        grid = QGridLayout(made)
        grid.setContentsMargins(*[look.px(12)] * 4)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        grid.addWidget(self._head, 0, 0, 1, 2)
        grid.addWidget(self._state, 1, 0, 1, 2)
        for row, (words, field) in enumerate((("N&oot", self._note), ("&Bron", self._source)), 2):
            name = QLabel(words)
            name.setBuddy(field)
            field.returnPressed.connect(self._keep_note)
            field.setEnabled(self._may)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._wrong, 4, 0, 1, 2)
        keys = look.label(_keys_in_words() if self._may else "N maakt een signaal.", look.SMALL, role="soft", wrap=True)
        grid.addWidget(keys, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        return made

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Read the matrix; work begins in the grid."""
        self._grid.setFocus()
        self._load()

    def changed(self, changed: Any) -> None:
        """A record or a cell changed."""
        if {"service", "matrix_cell", "house_term"} & set(changed.rows):
            self._load()

    def _load(self) -> None:
        self.place.jobs.house(
            partial(matrices.whole, self.place.house, self.place.today()), self._show, key="matrix", failed=self._refuse
        )

    def _show(self, made: Matrix) -> None:
        self._made = made
        self._given.clear()
        self._grid.show_matrix(made)
        gaps = sum(1 for _ in made.gaps())
        chips = [
            (count(len({line.service.id for one in made.clusters for line in one.lines}), "fiche", "fiches"), "chip"),
            (f"▲ {count(gaps, 'lege cel', 'lege cellen')}", "chip-late" if gaps else "chip-good"),
        ]
        for found, words in ((made.groupless, "zonder doelgroep"), (made.homeless, "zonder cluster")):
            if found:
                chips.append((f"● {len(found)} {words}", "chip-today"))
        self._counts.show_chips(chips)
        self._show_spot(self._grid.current())

    def _show_spot(self, spot: Spot | None) -> None:
        self._wrong.tell("")
        if spot is None or self._made is None:
            return
        said, today = spot.cell.said, self.place.today()
        self._head.setText(breakable(f"{spot.label} × {spot.group_label}"))
        who = f"zelf ingevuld op {short_day(said.on)}" if said and said.on else "uit de labels van de fiches"
        state = vocab.label("matrix_cells", spot.cell.state)
        self._state.show_chips([(state, _RESULT.get(spot.cell.state, "chip")), (who, "")])
        if self._shown != _place(spot) or not (self._note.hasFocus() or self._source.hasFocus()):  # never over what is typed
            self._note.setText(said.note if said else "")
            self._source.setText(said.source if said else "")
        self._shown = _place(spot)
        known = {line.service.id: line.service for one in self._made.clusters for line in one.lines}
        self._services.show_lines([
            Line(one.name, one, one.id, detail=one.organization if one.organization != one.name else "",
                 right=ages.age(one, today).short, mark=ages.age(one, today).role,
                 role=ages.age(one, today).role)
            for one in (known[slug] for slug in spot.cell.services if slug in known)
        ])  # fmt: skip

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _set(self, state: str, spot: Spot) -> None:
        note, source = (self._note.text(), self._source.text()) if state else ("", "")
        self._fill(spot, Said(state, note, source))

    def _keep_note(self) -> None:
        spot = self._grid.current()
        if spot is not None:
            state = self._given.get(_place(spot), spot.cell.state)
            self._fill(spot, Said(state, self._note.text(), self._source.text()))
            self._grid.setFocus()

    def _fill(self, spot: Spot, said: Said) -> None:
        house, now = self.place.house, self.place.now()
        self._given[_place(spot)] = said.state
        service = spot.line.service.id if spot.line else None
        cluster = None if spot.line else spot.cluster.term.slug
        work = partial(matrices.fill, house, spot.group, said, now, service=service, cluster=cluster)
        told = vocab.label("matrix_cells", said.state) if said.state else "weer uit de labels"
        self.place.jobs.house(work, partial(self._filled, told), failed=self._refuse)

    def _filled(self, told: str, _none: None) -> None:
        self.place.say(f"Ingevuld: {told}. Ctrl+Z maakt ongedaan.")

    def to_signal(self) -> None:
        """A signal that nothing is there, about this cell; nobody sees it before it is kept."""
        spot = self._grid.current()
        if spot is None:
            return
        words = f"{spot.cluster.term.label}: geen aanbod gevonden voor {spot.group_label[:1].lower()}{spot.group_label[1:]}."
        domain = _domain(spot.cluster.term.slug)
        self.place.go("signal", about={"kind": "lacune_aanbod", **({"domain": domain} if domain else {}), "words": words})

    def save_workbook(self) -> None:
        """The matrix as a workbook."""
        self._save("matrix.xlsx", keeping.XLSX, matrix_out.workbook)

    def save_sheet(self) -> None:
        """The matrix as an A3."""
        self._save("matrix.pdf", keeping.PDF, _sheet)

    def _save(self, name: str, kind: str, make: Callable[[Matrix, str], bytes]) -> None:
        if self._made is None:
            return
        keeping.keep(self.place, "Matrix bewaren", name, kind, partial(make, self._made, self.place.house.name), self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def shown_service(self) -> str | None:
        """The record of the current row, or of the list when that has the focus."""
        spot, listed = self._grid.current(), self._services.current()
        if self._services.hasFocus() and listed is not None:
            return str(listed.id)
        return spot.line.service.id if spot and spot.line else None

    def fold(self) -> None:
        """Open or close the services of the current cluster."""
        self._grid.fold()

    def _edit_note(self) -> None:
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Noot bij deze cel", self._edit_note, "F2", "edit"),
            Command("Signaal over deze cel", self.to_signal, "", "share"),
            Command("Diensten van de cluster tonen of sluiten", self.fold, "", "follow"),
            Command("Woorden van de matrix: clusters en doelgroepen", partial(self.place.go, "matrix_words"), "", "settings"),
            Command("Matrix bewaren als rekenblad", self.save_workbook, "", "save"),
            Command("Matrix bewaren als PDF op A3", self.save_sheet, "", "print"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._grid, self._note, self._services)


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _place(spot: Spot) -> tuple[str, str]:
    return (spot.line.service.id if spot.line else spot.cluster.term.slug, spot.group)


def _sheet(made: Matrix, house: str) -> bytes:
    return matrix_out.sheet(made, house).pdf


def _keys_in_words() -> str:
    names = [f"{key} {vocab.label('matrix_cells', state) if state else 'terug naar de labels'}" for key, state in KEYS.items()]
    return f"In de matrix: {' · '.join(names)} · N signaal · Spatie toont de diensten · Enter de fiches"


def _domain(cluster: str) -> str:
    """The first life domain that goes to this cluster of the nine; empty when there is none."""
    domains = (term.slug for term in vocab.terms("life_domains", None))
    return next((one for one in domains if cluster in vocab.mapped("life_domains_to_clusters", one)), "")
