"""The matrix out of the program: a workbook to calculate with and an A3 to hang on the wall. Nothing confidential goes out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sociaalhuis import vocab
from sociaalhuis.catalogue import matrix
from sociaalhuis.catalogue.matrix import Cell, Line, Matrix
from sociaalhuis.catalogue.service import PUBLIC
from sociaalhuis.exchange.workbook import Sheet, Value, book
from sociaalhuis.printing import matrix_sheet
from sociaalhuis.texts import count, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

SIGNS = {matrix.THERE: "", matrix.LIMITED: "b", matrix.WAITING: "w", matrix.MISSING: "–", matrix.EXCLUDED: "×"}
LEGEND = "Het getal is hoeveel fiches er zijn. b = beperkt, w = wachtlijst, – = ontbreekt, × = uitgesloten. Leeg: niets bekend."
_GREYS = {matrix.THERE: 0.78, matrix.LIMITED: 0.9, matrix.WAITING: 0.9, matrix.EXCLUDED: 0.96}
_SERVICE = "•"


def public(made: Matrix) -> Matrix:
    """The matrix without records that may not leave the house."""
    closed = {line.service.id for one in made.clusters for line in one.lines if line.service.confidentiality != PUBLIC}
    clusters = tuple(
        replace(
            one,
            lines=tuple(line for line in one.lines if line.service.id not in closed),
            cells=tuple(_without(cell, closed) for cell in one.cells),
        )
        for one in made.clusters
    )
    return replace(made, clusters=clusters)


def _without(cell: Cell, closed: set[str]) -> Cell:
    left = tuple(slug for slug in cell.services if slug not in closed)
    gone = cell.services and not left and cell.said is None
    return replace(cell, services=left, state=matrix.UNKNOWN if gone else cell.state)


def sign(cell: Cell) -> str:
    """A cell in one sign: the number of records with the sign of its state."""
    number = str(len(cell.services)) if cell.services else ""
    return " ".join(part for part in (SIGNS.get(cell.state, ""), number) if part)


def workbook(made: Matrix, house: str) -> bytes:
    """The matrix as XLSX: the overview, the services, the gaps, what people said."""
    made = public(made)
    heads = [group.label for group in made.groups]
    labels = {term.slug: term.label for term in vocab.terms("matrix_cells", None)}
    wide = [34, *[11] * len(heads)]
    clusters = ([one.term.label, *(sign(cell) for cell in one.cells)] for one in made.clusters)
    services = (
        [one.term.label, line.service.name, line.service.organization, *(_state(cell, labels) for cell in line.cells)]
        for one in made.clusters
        for line in one.lines
    )
    gaps = ([cluster.label, group.label, labels[cell.state], _note(cell)] for cluster, group, cell in made.gaps())
    return book(
        [
            Sheet("Matrix", ["Cluster", *heads], clusters, wide),
            Sheet("Diensten", ["Cluster", "Dienst", "Organisatie", *heads], services, [24, 38, 30, *[11] * len(heads)]),
            Sheet("Leemtes", ["Cluster", "Doelgroep", "Stand", "Noot"], gaps, [34, 34, 14, 60]),
            Sheet("Noten", ["Wat", "Doelgroep", "Stand", "Noot", "Bron", "Op"], _said(made, labels), [38, 30, 14, 60, 30, 18]),
            Sheet("Uitleg", ["Wat", "Uitleg"], _explained(made, house), [24, 90]),
        ]
    )


def _state(cell: Cell, labels: dict[str, str]) -> str:
    return "" if cell.state == matrix.UNKNOWN and cell.said is None else labels[cell.state]


def _note(cell: Cell) -> str:
    return cell.said.note if cell.said else ""


def _said(made: Matrix, labels: dict[str, str]) -> Iterator[Sequence[Value]]:
    for what, group, cell in _spoken(made):
        if cell.said is not None:
            on = short_day(cell.said.on) if cell.said.on else ""
            yield [what, group, labels[cell.state], cell.said.note, cell.said.source, on]


def _spoken(made: Matrix) -> Iterator[tuple[str, str, Cell]]:
    """Every cell of which somebody said something: of the clusters, then of each service once."""
    groups = {group.slug: group.label for group in made.groups}
    lines: dict[str, Line] = {line.service.id: line for one in made.clusters for line in one.lines}
    for cluster in made.clusters:
        yield from ((cluster.term.label, groups[cell.group], cell) for cell in cluster.cells if cell.said)
    for line in lines.values():
        yield from ((line.service.name, groups[cell.group], cell) for cell in line.cells if cell.said)


def _explained(made: Matrix, house: str) -> Iterator[Sequence[Value]]:
    yield ["Huis", house]
    yield ["Dag", short_day(made.on)]
    yield ["Matrix", LEGEND]
    yield ["Diensten", "Een dienst staat bij elke cluster waarin ze werkt. De doelgroepen komen uit de labels van de fiche."]
    yield ["Leemtes", "Alle cellen waarvan niets bekend is, of waarvan iemand zei dat er niets is."]
    yield ["Niet in de matrix", _left_out(made)]


def _left_out(made: Matrix) -> str:
    without = count(len(made.groupless), "fiche heeft", "fiches hebben")
    homeless = f" {count(len(made.homeless), 'fiche staat', 'fiches staan')} in geen cluster." if made.homeless else ""
    return f"{without} geen doelgroep uit deze lijst.{homeless}"


def sheet(made: Matrix, house: str) -> "Paper":
    """The matrix on A3: one sheet with the whole, then the services by cluster."""
    made = public(made)
    notes: list[str] = []
    rows = tuple(
        matrix_sheet.Row(one.term.label, tuple(_square(cell, one.term.label, made, notes) for cell in one.cells))
        for one in made.clusters
    )
    parts = tuple(
        matrix_sheet.Part(one.term.label, tuple(_line(line) for line in one.lines)) for one in made.clusters if one.lines
    )
    groups = tuple(group.label for group in made.groups)
    return matrix_sheet.render(
        matrix_sheet.MatrixSheet(house, made.on, groups, rows, LEGEND, tuple(notes), _left_out(made), parts)
    )


def _square(cell: Cell, cluster: str, made: Matrix, notes: list[str]) -> matrix_sheet.Square:
    number = 0
    if cell.said is not None and (cell.said.note or cell.said.source):
        group = next(one.label for one in made.groups if one.slug == cell.group)
        source = f" Bron: {cell.said.source}." if cell.said.source else ""
        notes.append(f"{cluster}, {group}: {cell.said.note}{source}")
        number = len(notes)
    return matrix_sheet.Square(sign(cell), _GREYS.get(cell.state, 1.0), number)


def _line(line: Line) -> matrix_sheet.Row:
    squares = (
        matrix_sheet.Square(SIGNS.get(cell.state, "") or (_SERVICE if cell.services else ""), _GREYS.get(cell.state, 1.0))
        for cell in line.cells
    )
    return matrix_sheet.Row(line.service.name, tuple(squares))
