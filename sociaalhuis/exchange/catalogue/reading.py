"""Which format a file has, and its records one by one. The only door to the readers; every trouble is a Refusal."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import cevi, files, graph, hsds, hsds_tables, ipdc, json_items, mapped, soka, tabular
from sociaalhuis.exchange.catalogue.model import Fault, Read, Record, with_

FORMATS = ("auto", "hsds", "ipdc", "turtle", "jsonld", "cevi", "soka", "ohana", "csv", "xlsx")
_LOOKED_AT = 5  # objects
_SOURCES = {"turtle": "ipdc", "jsonld": "ipdc"}
"""Whose files these formats are: a product is the same however it was written."""
_TURTLE = re.compile(rb"\s*(?:#[^\n]*\s*)*(?:@prefix\s|@base\s|(?i:prefix|base)\s+\S*\s*<|_:\S+\s|<[^<>\s]*>\s*[<a\w])")
_UNKNOWN = "Geef HSDS, IPDC, CEVI, Sociale Kaart, CSV of XLSX, of zeg met --format wat het is."


@dataclass(frozen=True, slots=True)
class Found:
    """A file whose format is known. ``rows`` reads it from the start, as often as asked."""

    path: Path
    format: str
    source: str
    day: date
    form: str = "u"
    columns: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, Read]]:
        """Every record, organisation and fault, with where it stands. Raises Refusal for a file that cannot be read on."""
        match self.format:
            case "cevi":
                with files.opened(self.path) as stream:
                    yield from cevi.read(stream, self.source)
            case "xlsx":
                yield from mapped.read(tabular.xlsx_rows(self.path), self.headings(), self.source, self.columns)
            case "csv":
                with files.opened(self.path) as stream:
                    yield from mapped.read(tabular.csv_rows(stream), self.headings(), self.source, self.columns)
            case "ohana" | "hsds" if _is_folder(self.path):
                yield from hsds_tables.read(_folder(self.path), self.source)
            case "ipdc" | "turtle" | "jsonld":
                yield from self._products()
            case _:
                yield from self._objects()

    def headings(self) -> tuple[str, ...]:
        """The names of the columns of a list (csv, xlsx). Raises Refusal as :meth:`rows`."""
        if self.format == "xlsx":
            return tabular.xlsx_headings(self.path)
        with files.opened(self.path) as stream:
            return tabular.csv_headings(stream)

    def _objects(self) -> Iterator[tuple[str, Read]]:
        with files.opened(self.path) as stream:
            for row, item in json_items.items(stream):
                for one in (soka if self.format == "soka" else hsds).read(item, row, self.source):
                    yield row, one

    def _products(self) -> Iterator[tuple[str, Read]]:
        """Of every product the newest snapshot, in the order of the file."""
        newest: dict[str, tuple[str, str]] = {}
        with files.opened(self.path) as stream:
            for row, item in self._said(stream):
                if ipdc.is_product(item) and (known := ipdc.known_as(item)):
                    newest[known] = max(newest.get(known, ("", "")), (ipdc.moment(item), row))
            for row, item in self._said(stream):
                known = ipdc.known_as(item) if ipdc.is_product(item) else None
                if known is None or newest[known][1] == row:
                    for one in ipdc.read(item, row, self.source, self.day, self.form):
                        if self.format != "ipdc" and isinstance(one, Record):
                            yield row, with_(one, {"extra": None})  # RDF leaves keys out: it cannot know
                        else:
                            yield row, one

    def _said(self, stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
        """The objects of a file with the keys of IPDC, whatever it is written in."""
        stream.seek(0)
        if self.format == "turtle":
            return graph.of_turtle(stream)
        found = json_items.items(stream)
        return graph.of_objects(found) if self.format == "jsonld" else found


def find(
    path: Path,
    day: date,
    format_: str = "auto",
    source: str | None = None,
    form: str = "u",
    columns: Mapping[str, str] | None = None,
) -> Found:
    """What a file is. ``source`` names whose file it is, else the format does. Raises Refusal for a file of no known format."""
    if not path.exists():
        raise Refusal(f"Het bestand “{path.name}” is er niet.", "Kijk de naam en de map na.")
    found = _format(path) if format_ == "auto" else format_
    return Found(path, found, source or _SOURCES.get(found, found), day, form, columns or {})


def _is_folder(path: Path) -> bool:
    return path.is_dir() or path.name == "datapackage.json" or files.head(path, 2) == b"PK"


def _folder(path: Path) -> Path:
    return path.parent if path.name == "datapackage.json" else path


def _format(path: Path) -> str:
    if _is_folder(path):
        names = files.members(_folder(path))
        if "xl/workbook.xml" in names:
            return "xlsx"
        if hsds_tables.is_package(names):
            return "ohana" if "mail_addresses" in files.by_stem(names, ".csv") else "hsds"
        raise Refusal("In deze map of dit zipbestand herken ik geen catalogus.", _UNKNOWN)
    with files.opened(path) as stream:
        head = stream.read(4096)
        start = head.lstrip()[:1]
        if _TURTLE.match(head) and not head.lstrip().startswith((b"<?", b"<!")) and b":" in head:
            return "turtle"
        if start == b"<":
            return "cevi"
        if start not in (b"{", b"["):
            return "csv"
        return _of_objects([item for _, item in islice(json_items.items(stream), _LOOKED_AT)])


def _of_objects(items: list[Any]) -> str:
    if any(ipdc.is_product(one) for one in items):
        return "ipdc"
    if any(graph.is_expanded(one) for one in items):
        return "jsonld"
    return "soka" if any(soka.is_provider(one) for one in items) else "hsds"


__all__ = ["FORMATS", "Fault", "Found", "find"]
