"""The recovery sheet: the code to read and to scan, and what to do with it, on one page."""

from datetime import date

import segno

from sociaalhuis.printing.sheet import render_recovery_sheet
from tests.printing.slips import sizes, squares

CODE = "0Q7T-M4XK-92HD-ZZ1P-8WB3-VV6N-CJ5E"
DAY = date(2026, 3, 12)


def test_the_sheet_holds_the_house_the_day_and_the_whole_code() -> None:
    paper = render_recovery_sheet("Sociaal Huis Heuveldal", CODE, DAY)
    assert paper.pages == 1
    assert paper.missing_glyphs == 0
    assert "van Sociaal Huis Heuveldal" in paper.text
    assert "Gemaakt op 12 maart 2026" in paper.text
    assert "-".join(line for line in paper.text if line in CODE.split("-")) == CODE


def test_the_qr_code_is_the_code() -> None:
    matrix = [list(row) for row in segno.make_qr(CODE, error="m").matrix]
    assert squares(render_recovery_sheet("Sociaal Huis Heuveldal", CODE, DAY).pdf) == matrix


def test_the_sheet_is_readable_and_its_code_is_large() -> None:
    paper = render_recovery_sheet("Sociaal Huis Heuveldal", CODE, DAY)
    assert min(sizes(paper.pdf)) >= 12
    assert 24.0 in sizes(paper.pdf)


def test_the_code_stands_nowhere_but_on_the_page() -> None:
    pdf = render_recovery_sheet("Sociaal Huis Heuveldal", CODE, DAY).pdf
    assert CODE.encode() not in pdf
    assert b"0Q7T" not in pdf


def test_a_house_with_an_endless_name_still_gets_one_page() -> None:
    assert render_recovery_sheet("Sociaal Huis " * 10_000, CODE, DAY).pages == 1
