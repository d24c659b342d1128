"""A workbook (XLSX) of plain rows, written row by row. No text becomes a formula, whatever it begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

_LONGEST = 32_767  # characters that a cell can hold
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), None)

type Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the widths of its columns in letters, its heads, its rows. ``heads`` stay in sight."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = field(default=())


def book(sheets: Iterable[Sheet]) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    made = Workbook(write_only=True)
    for one in sheets:
        sheet = made.create_sheet(one.name[:31])
        sheet.freeze_panes = "B2"
        for number, width in enumerate(one.widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        heads = [_words(sheet, head.translate(_CONTROL)) for head in one.heads]
        for head in heads:
            head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="bottom")
        sheet.append(heads)
        for row in one.rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Value) -> Any:
    """A value as the library takes it; words that begin with “=” as words, and no cell at all for nothing."""
    if not isinstance(value, str):
        return value
    words = value.translate(_CONTROL)[:_LONGEST]
    return _words(sheet, words) if words.startswith("=") else words or None


def _words(sheet: Any, value: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(sheet, value)
    made.data_type = "s"
    return made
