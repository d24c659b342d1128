"""What an import does row by row, to read, to filter and to keep; and the imports of before with what they set apart."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.catalogue import fields
from sociaalhuis.db.imports import ImportRun
from sociaalhuis.db.staff import User
from sociaalhuis.desk.catalogue import importing
from sociaalhuis.desk.catalogue.importing import Outcome
from sociaalhuis.errors import Trouble
from sociaalhuis.exchange.catalogue import reading, sheets
from sociaalhuis.house import House

APART, FILLED_IN, GONE = "opzijgezet", "aangevuld", "niet in het bestand"
WHAT: Mapping[str, str] = {
    APART: APART,
    FILLED_IN: "niet volledig gelezen",
    importing.PROPOSED: "voorstel",
    importing.STOPPED: "gearchiveerd",
    importing.CHANGED: "gewijzigd",
    importing.NEW: "nieuw",
    GONE: GONE,
}
"""What can be said of a row, in the order in which a person wants to see it."""
_COLUMNS = ("wat", "rij", "dienst", "id", "veld", "waarom", "wat nu")
_MOST_RUNS = 50
_KEEPS = "De dienst blijft in de catalogus. Kijk of ze nog bestaat."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a report: ``what`` a key of WHAT, ``row`` as a person finds it in the file, ``now`` what to do."""

    what: str
    row: str
    name: str
    source_id: str
    field: str
    why: str
    now: str


@dataclass(frozen=True, slots=True)
class Run:
    """An import of before: its ``rows`` are the ones that were set apart or not read whole."""

    id: UUID
    at: datetime
    who: str
    file: str
    source: str
    format: str
    counts: Mapping[str, int]
    rows: Sequence[Row]


def rows(done: Outcome) -> Sequence[Row]:
    """The lines of a report: what asks for a person first."""
    found = [_fault(one.taken, one.row, one.field, one.why, one.now) for one in done.faults]
    found += [
        Row(one.what, one.row, one.name, one.source_id, ", ".join(map(fields.label, one.fields)), *_said(one.what))
        for one in done.lines
    ]
    found += [Row(GONE, "", name, "", "", f"{done.source} geeft deze dienst niet meer.", _KEEPS) for name in done.gone]
    order = {what: number for number, what in enumerate(WHAT)}
    return sorted(found, key=lambda one: order[one.what])


def _fault(taken: bool, row: str, field: str, why: str, now: str) -> Row:
    return Row(FILLED_IN if taken else APART, row, "", "", field, why, now)


def _said(what: str) -> tuple[str, str]:
    """Why a row is told, and what to do."""
    match what:
        case importing.PROPOSED:
            return "Het huis heeft dit zelf gewijzigd of nagekeken.", "Beslis bij Voorstellen."
        case importing.STOPPED:
            return (
                "De bron heeft deze dienst gearchiveerd.",
                "De fiche blijft bewaard, maar komt niet meer in de zoeklijst.",
            )
        case _:
            return "", ""


def write(found: Iterable[Row], out: Path) -> None:
    """Keep lines of a report as CSV for a spreadsheet. Raises Trouble for the disk."""
    try:
        with out.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(_COLUMNS)
            for one in found:
                line = (WHAT[one.what], one.row, one.name, one.source_id, one.field, one.why, one.now)
                writer.writerow([sheets.safe(said) for said in line])
    except OSError as error:
        raise Trouble(f"Het verslag “{out.name}” kan niet geschreven worden.", "Kies een andere map.") from error


def before(house: House) -> Sequence[Run]:
    """The imports of before, the newest first."""
    query = (
        select(ImportRun, User.shown)
        .outerjoin(User, ImportRun.user_id == User.id)
        .where(ImportRun.format.in_(reading.FORMATS))
        .order_by(ImportRun.id.desc())
        .limit(_MOST_RUNS)
    )
    with house.store.read() as session:
        return [_run(one, who) for one, who in session.execute(query)]


def _run(one: ImportRun, who: str | None) -> Run:
    kept = [
        _fault(bool(row.get("taken")), row.get("row", ""), row.get("field", ""), row.get("why", ""), row.get("now", ""))
        for row in one.quarantine
    ]
    return Run(one.id, one.at, who or "", one.file, one.source, one.format, one.counts, kept)
