"""A catalogue as one plain list, for a spreadsheet: one row a service, columns in Dutch. The import reads these columns again.

Whatever a text begins with, a spreadsheet shows it and does not reckon with it.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sociaalhuis.exchange.catalogue.model import Record

COLUMNS = (
    "id", "naam", "organisatie", "andere naam", "omschrijving", "telefoon", "email", "website", "adres", "postcode", "gemeente",
    "openingsuren", "kostprijs", "voorwaarden", "aanmelden", "doelgroep", "domein", "talen", "werkingsgebied", "nagekeken",
)  # fmt: skip
_RECKONS = ("=", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[\d\s/().,-]+")  # a telephone number or an amount: nothing to reckon with
_MOST = 32_000  # characters that a cell of a workbook can hold


def _rows(records: Iterable[Record]) -> Iterator[Sequence[str]]:
    for one in records:
        open_ = [place for place in one.addresses if not place.confidential]
        first = open_[0] if open_ else None
        yield [
            safe(said or "")
            for said in (
                one.slug or one.source_id, one.name, one.organization.name, one.alternate_name, one.description,
                "; ".join(phone.number for phone in one.phones), one.email, one.url, first and first.address_1,
                first and first.postal_code, first and first.city, one.opening_hours, one.fees, one.eligibility_description,
                one.application_process, "; ".join(one.target_groups), "; ".join(one.domains), "; ".join(one.languages),
                "; ".join(one.area_values) or one.area_type, one.assured_date and one.assured_date.isoformat(),
            )
        ]  # fmt: skip


def safe(said: str) -> str:
    """A text that a spreadsheet shows and does not reckon with."""
    signed = said[:1] in "+-" and bool(said) and not _NUMBER.fullmatch(said)
    return (f"'{said}" if said.startswith(_RECKONS) or signed else said)[:_MOST]


def write_csv(records: Iterable[Record], out: Path) -> None:
    """Write the list as CSV, with a mark in front by which a spreadsheet knows it is UTF-8. Raises OSError."""
    with out.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(records))


def write_xlsx(records: Iterable[Record], out: Path) -> None:
    """Write the list as a workbook with its headings fast. Raises OSError."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Catalogus")
    sheet.freeze_panes = "C2"
    for number, name in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + number)].width = 40 if name in ("naam", "omschrijving", "organisatie") else 18
    sheet.append(list(COLUMNS))
    for row in _rows(records):
        sheet.append(list(row))
    book.save(out)
