"""Figures from elsewhere: read from a table that somebody made, kept by theme, and shown over three years.

One row a figure of a year: thema;cijfer;jaar;waarde;eenheid;gebied;bron. A table is taken whole or not at all, and the same
figure of the same year and place is replaced. A year without a figure is told as such, never as nought.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from sqlalchemy import select

from sociaalhuis.db.policy import Indicator
from sociaalhuis.desk import nameless
from sociaalhuis.desk.catalogue import matrices
from sociaalhuis.desk.intake import cleaned, folded, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import files, tabular
from sociaalhuis.house import House
from sociaalhuis.insight.policy import plans

COLUMNS = ("thema", "cijfer", "jaar", "waarde", "eenheid", "gebied", "bron")
EXAMPLE = (
    ("Wonen en woonzorg", "Wachtenden voor een sociale woning", "2025", "412", "gezinnen", "", "Woonmaatschappij"),
    ("Thuiszorg", "Inwoners van 80 jaar of ouder", "2025", "6,4", "%", "Oost", "Statbel"),
)
"""Rows that show what a table looks like; the values are invented."""
YEARS = 3  # that are shown beside each other
MOST_ROWS, LONGEST = 5_000, 120
_ASKED = COLUMNS[:4]
_FIRST, _LAST = 1900, 2100
_GROUPED = re.compile(r"-?\d{1,3}(?:[. ]\d{3})+")  # a dot with three figures behind it parts thousands: 12.345
_NUMBER = re.compile(rf"(?:{_GROUPED.pattern}|-?\d+)(?:,\d{{1,4}})?|-?\d+\.\d{{1,4}}")
_OF_CELL = re.compile(r"-?\d+\.\d+")
_THREE = 3  # faults that are told


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its unit, where it holds (empty: the whole town), and its last years, the newest first.

    ``values`` are as people here write them, None where there is none.
    """

    label: str
    unit: str
    area: str
    source: str
    values: tuple[tuple[int, str | None], ...]

    @property
    def name(self) -> str:
        """What it is about, and where."""
        return f"{self.label}, {self.area}" if self.area else self.label

    @property
    def year(self) -> int:
        """Of the last value."""
        return self.values[0][0]

    @property
    def newest(self) -> str:
        """The last value with its unit."""
        return " ".join(part for part in (self.values[0][1] or "", self.unit) if part)

    @property
    def earlier(self) -> str:
        """The years before it, in words."""
        return " · ".join(f"{year}: {self._short(value)}" for year, value in self.values[1:])

    def _short(self, value: str | None) -> str:
        """A value with its unit when that is a sign."""
        if value is None:
            return "geen gegevens"
        return f"{value} {self.unit}" if len(self.unit) == 1 else value


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: new figures, and those that got another value."""

    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Read:
    theme: str
    label: str
    year: int
    value: str
    unit: str
    area: str
    source: str


def of(house: House, theme: str, year: int) -> Sequence[Figure]:
    """The figures of a theme as they were known in a year, by their name and place."""
    where = (Indicator.list_name == matrices.clusters(house), Indicator.theme == theme, Indicator.year <= year)
    with house.store.read() as session:
        rows = session.scalars(
            select(Indicator).where(*where).order_by(Indicator.label, Indicator.area, Indicator.year.desc())
        ).all()
    found = []
    for (label, area), group in groupby(rows, key=lambda row: (row.label, row.area)):
        mine = list(group)
        newest, values = mine[0], {row.year: row.value for row in mine}
        years = range(newest.year, newest.year - YEARS, -1)
        told = tuple((one, written(values[one]) if one in values else None) for one in years)
        found.append(Figure(label, newest.unit, area, newest.source, told))
    return found


def written(value: str) -> str:
    """A number as it is written here: 12.345,6."""
    return f"{Decimal(value):,f}".translate(str.maketrans(",.", ".,"))


def take(house: House, file: Path, now: datetime) -> Taken:
    """Keep the figures of a CSV file or a workbook, all of them or none; Ctrl+Z takes them back.

    Raises Refusal for what is no such table, naming the first rows that are wrong; Trouble when it cannot be read.
    """
    user, list_name = worker(house), matrices.clusters(house)
    read = _read(file, _themes(house, now))
    new = changed = 0
    with house.store.write(house.actor, "policy.figures") as session:
        rows = session.scalars(select(Indicator).where(Indicator.list_name == list_name))
        there = {(row.theme, row.label, row.area, row.year): row for row in rows}
        for one in read:
            row = there.get((one.theme, one.label, one.area, one.year))
            if row is None:
                new += 1
                session.add(
                    Indicator(
                        list_name=list_name, theme=one.theme, label=one.label, area=one.area, year=one.year, value=one.value,
                        unit=one.unit, source=one.source, at=now, user_id=user,
                    )
                )  # fmt: skip
            elif (row.value, row.unit, row.source) != (one.value, one.unit, one.source):
                changed += 1
                row.value, row.unit, row.source, row.at, row.user_id = one.value, one.unit, one.source, now, user
    return Taken(new, changed)


def _themes(house: House, now: datetime) -> Mapping[str, str]:
    """The slug of each theme by its own name and by its slug, without capitals or accents."""
    terms = plans.axes(house, local(now).date()).clusters
    return {folded(said).replace("_", " "): term.slug for term in terms for said in (term.label, term.slug)}


def _read(file: Path, themes: Mapping[str, str]) -> Sequence[_Read]:
    found: dict[tuple[str, str, str, int], _Read] = {}
    places: dict[tuple[str, str, str, int], str] = {}
    wrong = list[str]()
    for where, row in _rows(file):
        told = {folded(head).strip(): " ".join(cleaned(value).split()) for head, value in row.items()}
        if not found and not wrong and not set(_ASKED) <= told.keys():
            missing = ", ".join(f"“{name}”" for name in _ASKED if name not in told)
            raise Refusal(f"Deze tabel heeft geen kolom {missing}.", f"Zet in de eerste regel: {', '.join(COLUMNS)}.")
        try:
            one = _one(told, themes)
            key = one.theme, one.label, one.area, one.year
            if key in found and found[key].value != one.value:
                raise Refusal(f"dit cijfer staat er twee keer, ook op {places[key]}.", "")
            found[key], places[key] = one, where
        except Refusal as refusal:
            wrong.append(f"{where}: {refusal.what}")
        if len(found) > MOST_ROWS:
            raise Refusal("Deze tabel is te lang.", f"Knip ze in stukken van hoogstens {MOST_ROWS} regels.")
    if wrong:
        more = f" En nog {len(wrong) - _THREE}." if len(wrong) > _THREE else ""
        raise Refusal(" ".join(wrong[:_THREE]) + more, "Verbeter ze en lees opnieuw in. Er is niets bewaard.")
    if not found:
        raise Refusal("In deze tabel staat geen cijfer.", f"Zet in de eerste regel: {', '.join(COLUMNS)}.")
    return tuple(found.values())


def _rows(file: Path) -> Iterator[tuple[str, tabular.Row]]:
    if file.suffix.lower() == ".xlsx":
        yield from ((where, {head: _typed(value) for head, value in row.items()}) for where, row in tabular.xlsx_rows(file))
        return
    with files.opened(file) as raw, files.as_utf8(raw) as stream:
        yield from tabular.csv_rows(stream)


def _typed(cell: str) -> str:
    """A cell of a workbook as somebody here would have typed it: in a cell a point is always the decimal one."""
    if not _OF_CELL.fullmatch(cell):
        return cell
    return f"{Decimal(cell):.4f}".rstrip("0").rstrip(".").replace(".", ",")


def _one(told: Mapping[str, str], themes: Mapping[str, str]) -> _Read:
    theme = themes.get(folded(told.get("thema", "")).replace("_", " "))
    if theme is None:
        raise Refusal(f"“{told.get('thema', '')[:40]}” is geen thema.", "")
    label, year, value = told.get("cijfer", ""), told.get("jaar", ""), told.get("waarde", "")
    if not label:
        raise Refusal("de naam van het cijfer ontbreekt.", "")
    if not (year.isdecimal() and _FIRST <= int(year) <= _LAST):
        raise Refusal(f"“{year[:20]}” is geen jaar.", "")
    if not _NUMBER.fullmatch(value):
        raise Refusal(f"“{value[:20]}” is geen getal.", "")
    words = [told.get(name, "") for name in ("eenheid", "gebied", "bron")]
    if any(len(one) > LONGEST for one in (label, *words)):
        raise Refusal(f"een van de woorden is langer dan {LONGEST} tekens.", "")
    for one in (label, words[0], words[2]):  # areas are named after people
        nameless.check(one)
    return _Read(theme, label, int(year), plain(value), *words)


def plain(value: str) -> str:
    """A decimal number with a point, from “12.345,6”, “12 345,6” or “12345.6”."""
    if "," in value or _GROUPED.fullmatch(value):
        return value.replace(".", "").replace(" ", "").replace(",", ".")
    return value.replace(" ", "")


def example() -> bytes:
    """A table to begin with, for a spreadsheet."""
    lines = [COLUMNS, *EXAMPLE]
    return ("\r\n".join(";".join(line) for line in lines) + "\r\n").encode("utf-8-sig")
