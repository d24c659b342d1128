"""De matrix: walked, opened, filled in and taken back by keys; an empty cell becomes a signal."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from sociaalhuis.desk.catalogue import matrices, matrix_words
from sociaalhuis.house import change_setting
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot


@pytest.fixture
def desk(sign_in: SignIn, pilot: Pilot) -> Pilot:
    """The pilot before the matrix of a house in Bilzen."""
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+K")
    pilot.type("matrix van")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "matrix" and pilot.screen._grid.current() is not None, "the matrix")
    return pilot


def row(pilot: Pilot) -> str:
    return str(pilot.screen._grid.current().label)


def test_the_matrix_by_keys_only(desk: Pilot, tmp_path: Path) -> None:
    assert desk.focus_name() == "Matrix van diensten en doelgroepen"
    desk.press("Right", "Right")
    desk.shows("Wonen en woonzorg × Gezinnen met kinderen")
    desk.press("Spatie", "Down")  # the cluster opens into its services
    opened = row(desk)
    assert opened != "Wonen en woonzorg"
    desk.press("Up", "Spatie", "Down")
    assert row(desk) == "Tewerkstelling"
    desk.press("Down", "Enter")  # the records of the cell
    assert desk.focus_name() == "Fiches in deze cel"
    first = desk.lines("Fiches in deze cel")[0].split(",")[0]
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "catalogue", "the card")
    desk.shows(first)
    desk.screen.place.back()
    desk.press("Shift+F6", "Shift+F6")
    desk.screen._grid.setFocus()

    house = desk.screen.place.house
    desk.press("Home", "Up", "Up", "O")  # one key says that there is nothing
    desk.says("Ingevuld: ontbreekt")
    desk.press("F2")
    desk.type("Alleen in Hasselt.")
    desk.press("Enter")
    desk.settle()
    desk.wait_for(lambda: desk.focus_name().startswith("Matrix"), "the grid")
    spot = desk.screen._grid.current()
    assert (spot.cluster.term.slug, spot.group) == ("wonen_woonzorg", "kinderen_0_12")
    desk.wait_for(lambda: getattr(desk.screen._grid.current().cell.said, "note", "") == "Alleen in Hasselt.", "the cell")
    desk.press("Ctrl+Z", "Ctrl+Z")
    desk.settle()
    made = matrices.whole(house, date(2026, 11, 23))
    assert all(cell.said is None for one in made.clusters for cell in one.cells)

    for file, keys in (("m.xlsx", "Alt+K"), ("m.pdf", "Alt+3")):
        desk.answers.path = tmp_path / file
        desk.press(keys)
        desk.says(f"Bewaard als {file}")
    assert openpyxl.load_workbook(tmp_path / "m.xlsx")["Matrix"].max_column == 23
    width, height = PdfReader(tmp_path / "m.pdf").pages[0].mediabox[2:]
    assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (420, 297)

    desk.screen._grid.setFocus()
    desk.press("N")
    desk.wait_for(lambda: desk.here == "signal", "the signal")
    desk.shows("Wonen en woonzorg: geen aanbod gevonden voor kinderen.")
    desk.press("Ctrl+Enter")
    desk.settle()
    assert "signaal" in desk.status().lower()


def test_a_cluster_gets_another_name_and_a_last_day(desk: Pilot) -> None:
    desk.press("Alt+W")
    desk.wait_for(lambda: desk.here == "matrix_words" and desk.lines("Clusters en doelgroepen"), "the words")
    desk.press("Home", "Enter")
    desk.type("Huisvesting")
    desk.press("Alt+T")
    desk.type("31/2/2027")
    desk.press("Enter")
    desk.shows("“31/2/2027” is geen dag.")
    desk.press("Ctrl+A")
    desk.type("31/12/2027")
    desk.press("Enter")
    desk.says("Bewaard.")
    desk.wait_for(lambda: "Huisvesting" in desk.lines("Clusters en doelgroepen")[1], "the new name")
    desk.press("Esc")
    desk.wait_for(lambda: desk.here == "matrix" and desk.screen._made.clusters[0].term.label == "Huisvesting", "the matrix")


def test_a_word_being_written_stays_while_the_list_comes_anew(desk: Pilot) -> None:
    desk.press("Ctrl+K")
    desk.type("woorden van")
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "matrix_words" and desk.lines("Clusters en doelgroepen"))
    desk.press("C")
    desk.type("Half")
    said = {"label": "Van een collega", "order": "20", "starts": "1/1/2026", "ends": "", "takes": ""}
    matrix_words.keep(desk.screen.place.house, "clusters", "", said, NOW)
    desk.wait_for(lambda: any("Van een collega" in line for line in desk.lines("Clusters en doelgroepen")))
    desk.type(" af")
    desk.press("Enter")
    desk.wait_for(lambda: any("Half af" in line for line in desk.lines("Clusters en doelgroepen")))


def test_where_no_file_can_be_written_only_what_can_be_done_here_is_advised(desk: Pilot, tmp_path: Path) -> None:
    desk.answers.path = tmp_path / "weg" / "matrix.pdf"
    desk.press("Alt+K")
    desk.shows("Op deze plaats kan het programma niet schrijven. Kies een andere map.")
    assert not any("Alt+B" in text for text in desk.texts())
