"""Lines and facts of an import: a row of its report, and an import of before."""

from collections.abc import Mapping, Sequence

from sociaalhuis.desk.catalogue import importing, reports
from sociaalhuis.desk.catalogue.reports import Row, Run
from sociaalhuis.desk.workdays import local
from sociaalhuis.texts import short_day
from sociaalhuis.ui.parts.rows import Line

_COUNTS = {"apart": reports.APART, importing.SAME: "ongewijzigd"}
MOST = 200  # rows that an import of before shows
LOOKS: Mapping[str, tuple[str, str, str]] = {
    reports.APART: ("late", "late", "chip-late"),
    reports.FILLED_IN: ("today", "today", "chip-today"),
    importing.PROPOSED: ("follow", "today", "chip-today"),
    importing.STOPPED: ("park", "soft", "chip"),
    importing.CHANGED: ("edit", "accent", "chip"),
    importing.NEW: ("plus", "good", "chip-good"),
    reports.GONE: ("open", "soft", "chip"),
}
"""How a kind of line looks: icon, colour role, role of its chip."""
_FORMATS: Mapping[str, str] = {
    "hsds": "HSDS",
    "ipdc": "IPDC/LPDC",
    "cevi": "CEVI",
    "soka": "Sociale Kaart",
    "ohana": "Ohana",
    "csv": "lijst (CSV)",
    "xlsx": "rekenblad (XLSX)",
}


def format_(slug: str) -> str:
    """A format as people call it."""
    return _FORMATS.get(slug, slug)


def of_run(one: Run) -> Line:
    """An import of before."""
    apart = sum(row.what == reports.APART for row in one.rows)
    role = "late" if apart else "good"
    day = f"{short_day(local(one.at).date())} {local(one.at):%H.%M}"
    detail = " · ".join(filter(None, (one.source, one.who, f"{apart} opzijgezet" if apart else "")))
    return Line(one.file, one, one.id, detail=detail, right=day, mark=role, role=role)


def facts_of_run(one: Run) -> Sequence[tuple[str, str, str]]:
    """What an import of before brought, and its rows to look at."""
    told = [("Bron", f"{one.source} ({format_(one.format)})", ""), ("Door", one.who, "")]
    told += [
        (_COUNTS.get(what, reports.WHAT.get(what, what)).capitalize(), str(number), "")
        for what, number in one.counts.items()
        if number
    ]
    if one.rows:
        told.append(("", "RIJEN OM NA TE KIJKEN", "soft"))
        told += [
            (row.row or row.field, " ".join(filter(None, (row.field and f"{row.field}:", row.why, row.now))), "")
            for row in one.rows[:MOST]
        ]
    return told


def of_row(number: int, one: Row) -> Line:
    """A line of the report."""
    mark, role, _chip = LOOKS[one.what]
    detail = one.why if one.what in (reports.APART, reports.FILLED_IN) else one.field
    said = one.name or " · ".join(filter(None, (one.row, one.field))) or "Het bestand"
    return Line(said, one, number, detail=detail or one.source_id, right=reports.WHAT[one.what], mark=mark, role=role)


def facts_of_row(one: Row) -> Sequence[tuple[str, str, str]]:
    """Where it stands, why it is told and what to do."""
    said = (
        ("Wat", reports.WHAT[one.what]),
        ("Rij", one.row),
        ("Dienst", one.name),
        ("Nummer", one.source_id),
        ("Veld", one.field),
        ("Waarom", one.why),
        ("Wat nu", one.now),
    )
    return [(name, words, "") for name, words in said if words]
