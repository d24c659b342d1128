"""Rows of tables: CSV as anybody writes it, and the first sheet of a workbook. All values are texts."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import files

MOST_ROWS, MOST_COLUMNS, MOST_CELL, MOST_LINE = 500_000, 500, 1_000_000, 8_000_000
_SIGNS = ",;\t|"
_MOST_ABOVE = 100  # empty rows above the headings

type Row = Mapping[str, str]


def csv_rows(stream: IO[bytes], where: str = "") -> Iterator[tuple[str, Row]]:
    """Every row by its header, with where it stands (“regel 3”). Raises Refusal for what is no table."""
    yield from _named(_csv(stream, where))


def csv_headings(stream: IO[bytes]) -> tuple[str, ...]:
    """The names of the columns, empty for an empty file. Raises as :func:`csv_rows`."""
    return _headings(_csv(stream, ""))


def _csv(stream: IO[bytes], where: str) -> Iterator[tuple[str, list[str]]]:
    csv.field_size_limit(MOST_CELL)
    lines = _lines(stream)
    first = next(lines, "")
    try:
        reader = csv.reader(chain([first], lines), delimiter=max(_SIGNS, key=first.count))
        yield from ((f"regel {reader.line_num}", row) for row in reader)
    except csv.Error as error:
        raise Refusal(f"De tabel{where} is niet te lezen.", "Bewaar ze opnieuw als CSV met UTF-8.") from error


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """Lines with any of the three ends, also the lone carriage return."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")("replace"), translate=True)
    rest, block = "", b"-"
    while block:
        block = stream.read(2**16)
        whole = rest + decoder.decode(block, final=not block)
        if len(whole) > MOST_LINE:
            raise files.too_large()
        *lines, rest = whole.split("\n")
        yield from (f"{line}\n" for line in lines)
    if rest:
        yield rest


def xlsx_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Every row of the first sheet by its header. Raises Refusal for what is no workbook or holds too much."""
    yield from _named(_xlsx(path))


def xlsx_headings(path: Path) -> tuple[str, ...]:
    """The names of the columns of the first sheet. Raises as :func:`xlsx_rows`."""
    return _headings(_xlsx(path))


def _xlsx(path: Path) -> Iterator[tuple[str, list[str]]]:
    files.members(path)
    try:
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
            for number, row in enumerate(rows, 1):
                yield f"rij {number}", [_text(one) for one in row]
        finally:
            book.close()
    except Refusal:
        raise
    except Exception as error:  # openpyxl lets through whatever the XML or the zip inside goes wrong with
        raise Refusal("Dit werkblad is niet te lezen.", "Open het in Excel, bewaar het opnieuw en probeer nog eens.") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _header(row: list[str]) -> list[str]:
    return [one.strip().strip("\ufeff") for one in row] if any(one.strip() for one in row) else []


def _headings(rows: Iterator[tuple[str, list[str]]]) -> tuple[str, ...]:
    """The first row that is not empty."""
    found = next((header for _, row in islice(rows, _MOST_ABOVE) if (header := _header(row))), [])
    return tuple(dict.fromkeys(one for one in found[:MOST_COLUMNS] if one))


def _named(rows: Iterator[tuple[str, list[str]]]) -> Iterator[tuple[str, Row]]:
    header: list[str] = []
    for number, (where, row) in enumerate(rows):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise files.too_large()
        if not header:
            header = _header(row)
        elif any(row):
            yield where, {name: one for name, one in zip(header, row, strict=False) if name and one}
