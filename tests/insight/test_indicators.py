"""Figures from elsewhere: read from a table as people make it, whole or not at all, shown without an invented nought."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.errors import Refusal, Told
from sociaalhuis.house import House
from sociaalhuis.insight.policy import indicators
from sociaalhuis.insight.policy.indicators import Taken
from tests.houses import NOW, SignIn

THEME = "wonen_woonzorg"
HEAD = "thema;cijfer;jaar;waarde;eenheid;gebied;bron\n"


@pytest.fixture
def house(sign_in: SignIn) -> House:
    return sign_in("coordinator")


def _take(house: House, tmp_path: Path, *lines: str, head: str = HEAD) -> Taken:
    file = tmp_path / "cijfers.csv"
    file.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return indicators.take(house, file, NOW)


def _told(house: House, year: int = NOW.year) -> list[tuple[str, str, str]]:
    return [(one.name, f"{one.year}: {one.newest}", one.earlier) for one in indicators.of(house, THEME, year)]


def test_three_years_beside_each_other_and_a_year_without_a_figure_is_no_nought(house: House, tmp_path: Path) -> None:
    taken = _take(
        house,
        tmp_path,
        "Wonen en woonzorg;Wachtenden;2025;1.412;gezinnen;;Woonmaatschappij",
        "wonen en woonzorg;Wachtenden;2023;398;gezinnen;;Woonmaatschappij",
        "WONEN_WOONZORG;Huurders;2024;27,8;%;Oost;",
    )
    assert taken == Taken(3, 0)
    assert _told(house) == [
        ("Huurders, Oost", "2024: 27,8 %", "2023: geen gegevens · 2022: geen gegevens"),
        ("Wachtenden", "2025: 1.412 gezinnen", "2024: geen gegevens · 2023: 398"),
    ]
    assert _told(house, 2023) == [("Wachtenden", "2023: 398 gezinnen", "2022: geen gegevens · 2021: geen gegevens")]
    assert _told(house, 2022) == []


def test_a_second_time_only_what_is_new_and_undo_takes_all_back(house: House, tmp_path: Path) -> None:
    _take(house, tmp_path, "Wonen en woonzorg;Wachtenden;2025;412;;;")
    assert _take(house, tmp_path, "Wonen en woonzorg;Wachtenden;2025;412;;;") == Taken(0, 0)
    more = ("Wonen en woonzorg;Wachtenden;2025;413;;;", "Wonen en woonzorg;Wachtenden;2024;400;;;")
    assert _take(house, tmp_path, *more) == Taken(1, 1)
    assert _told(house)[0][1:] == ("2025: 413", "2024: 400 · 2023: geen gegevens")
    house.store.undo(house.actor)
    assert _told(house)[0][1:] == ("2025: 412", "2024: geen gegevens · 2023: geen gegevens")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Maan;x;2025;1", "regel 3: “Maan” is geen thema."),
        ("Thuiszorg;;2025;1", "regel 3: de naam van het cijfer ontbreekt."),
        ("Thuiszorg;x;25;1", "regel 3: “25” is geen jaar."),
        ("Thuiszorg;x;2025;veel", "regel 3: “veel” is geen getal."),
        ("Thuiszorg;x;2025;=1+1", "is geen getal."),
        ("Thuiszorg;x;2025;", "“” is geen getal."),
        ("Thuiszorg;x;2025;1,2,3", "is geen getal."),
        (f"Thuiszorg;{'x' * 121};2025;1", "langer dan 120 tekens"),
        ("Wonen en woonzorg;Wachtenden;2025;413;;;", "regel 3: dit cijfer staat er twee keer, ook op regel 2."),
        ("Thuiszorg;Gezin van Jan Peeters;2025;1", "lijkt een naam"),
        ("Thuiszorg;x;2025;1;;;mail van jan@voorbeeld.be", "lijkt een e-mailadres"),
    ],
)
def test_one_wrong_row_and_nothing_is_kept(house: House, tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        _take(house, tmp_path, "Wonen en woonzorg;Wachtenden;2025;412;;;", line)
    assert said in str(refused.value)
    assert "Er is niets bewaard." in str(refused.value)
    assert _told(house) == []


def test_of_many_wrong_rows_the_first_three_are_told(house: House, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"regel 2: .* regel 3: .* regel 4: .* En nog 2\."):
        _take(house, tmp_path, *["Maan;x;2025;1"] * 5)


def test_a_table_without_its_columns_says_which(house: House, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="geen kolom “cijfer”, “waarde”"):
        _take(house, tmp_path, "Thuiszorg;2025", head="thema;jaar\n")
    with pytest.raises(Refusal, match="staat geen cijfer"):
        _take(house, tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04rommel", b"\xff\xfe" + "thema;cijfer".encode("utf-16-le")]
)
@pytest.mark.parametrize("name", ["cijfers.csv", "cijfers.xlsx"])
def test_what_is_no_table_is_refused_in_words(house: House, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Told):
        indicators.take(house, tmp_path / name, NOW)
    with pytest.raises(Told):
        indicators.take(house, tmp_path / "weg.csv", NOW)


def _book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def test_a_workbook_holds_real_numbers(house: House, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Thema", "Cijfer", "Jaar", "Waarde", "Eenheid"],
        ["Wonen en woonzorg", "A", 2025, 18.123, "%"],
        ["Wonen en woonzorg", "B", 2025, 12345, ""],
        ["Wonen en woonzorg", "C", 2025, 0.1 + 0.2, ""],
        ["Wonen en woonzorg", "D", 2025, "1.234,5", ""],
    ]
    assert indicators.take(house, _book(tmp_path / "cijfers.xlsx", rows), NOW) == Taken(4, 0)
    newest = [one.newest for one in indicators.of(house, THEME, NOW.year)]
    assert newest == ["18,123 %", "12.345", "0,3", "1.234,5"]


def test_the_example_can_be_read_in_as_it_is(house: House, tmp_path: Path) -> None:
    file = tmp_path / "voorbeeld.csv"
    file.write_bytes(indicators.example())
    assert indicators.take(house, file, NOW) == Taken(len(indicators.EXAMPLE), 0)


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False))
def test_a_number_that_is_written_is_read_as_the_same(number: Decimal) -> None:
    written = indicators.written(str(number))
    assert Decimal(indicators.plain(written)) == number
    assert Decimal(indicators.plain(written.replace(".", " "))) == number
    assert Decimal(indicators.plain(written.replace(".", ""))) == number
