"""The matrix of a house: cells that survive an import, nothing secret outside, a workbook and an A3 that say the same."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from sociaalhuis.catalogue.matrix import Cell, Matrix, Said
from sociaalhuis.catalogue.matrix_axes import GROUPS, Own
from sociaalhuis.db.catalogue import Service
from sociaalhuis.desk.catalogue import matrices, matrix_out, matrix_words
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House, change_setting
from tests.houses import NOW, SignIn

ON = date(2026, 11, 23)


def cell(made: Matrix, cluster: str, group: str) -> Cell:
    found = next(one for one in made.clusters if one.term.slug == cluster)
    return next(one for one in found.cells if one.group == group)


def retag(house: House, slug: str, tags: list[str]) -> None:
    """What an import does to a record."""
    with house.store.write(house.actor, "catalogue.import") as session:
        session.scalars(select(Service).where(Service.slug == slug)).one().target_group_tags = tags


def test_a_filled_cell_stays_through_an_import_and_goes_back_to_the_tags(sign_in: SignIn) -> None:
    change_setting(sign_in("beheerder"), "house.postal_code", "3740")
    house = sign_in("coordinator")
    first = matrices.whole(house, ON)
    services = {line.service.id for one in first.clusters for line in one.lines}
    assert "ocmw-genk" not in services  # works elsewhere
    there = next(iter(cell(first, "gezondheidszorg", "ouderen_65").services))
    matrices.fill(house, "ouderen_65", Said("wachtlijst", "Acht maanden.", "mail"), NOW, service=there)
    matrices.fill(house, "gedetineerden", Said("ontbreekt", "=1+1"), NOW, cluster="thuiszorg")
    retag(house, there, ["kinderen_0_12"])
    made = matrices.whole(house, ON)
    line = next(line for one in made.clusters for line in one.lines if line.service.id == there)
    states = {one.group: one.state for one in line.cells if not one.gap}
    assert states == {"kinderen_0_12": "aanwezig", "ouderen_65": "wachtlijst"}
    assert cell(made, "thuiszorg", "gedetineerden").said == Said("ontbreekt", "=1+1", "", ON)
    matrices.fill(house, "ouderen_65", Said(""), NOW, service=there)
    assert there not in cell(matrices.whole(house, ON), "gezondheidszorg", "ouderen_65").services
    house.store.undo(house.actor)
    assert there in cell(matrices.whole(house, ON), "gezondheidszorg", "ouderen_65").services
    for bad in (Said("misschien"), Said("beperkt", "x" * 401)):
        with pytest.raises(Refusal):
            matrices.fill(house, "ouderen_65", bad, NOW, service=there)
    with pytest.raises(Refusal, match="doelgroep"):
        matrices.fill(house, "iets", Said("beperkt"), NOW, service=there)
    with pytest.raises(Refusal, match="fiche"):
        matrices.fill(house, "ouderen_65", Said("beperkt"), NOW, service="weg")


def test_the_workbook_and_the_paper_hold_what_the_screen_does_and_nothing_confidential(sign_in: SignIn) -> None:
    house = sign_in("coordinator")
    with house.store.write(house.actor, "service.change") as session:
        hidden = session.scalars(select(Service).where(Service.slug == "tele-onthaal")).one()
        hidden.confidentiality, name = "geheim", hidden.name
    matrices.fill(house, "gedetineerden", Said("ontbreekt", "=1+1", "overleg"), NOW, cluster="thuiszorg")
    matrices.say_word(house, Own(GROUPS, "tieners", "Tieners", 2, date(2026, 1, 1)), NOW)
    made = matrices.whole(house, ON)
    assert any(line.service.name == name for one in made.clusters for line in one.lines)  # a coordinator sees it
    book = openpyxl.load_workbook(BytesIO(matrix_out.workbook(made, "Huis")))
    values = [[cell.value for cell in row] for row in book["Matrix"].iter_rows()]
    assert len(values) == 10
    assert values[0][1:4] == ["Kinderen", "Jongeren", "Tieners"]
    assert book["Noten"]["D2"].value == "=1+1"
    assert book["Noten"]["D2"].data_type == "s"
    assert book["Leemtes"].max_row - 1 == len(list(matrix_out.public(made).gaps()))
    told = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    paper = matrix_out.sheet(made, "Huis")
    first = PdfReader(BytesIO(paper.pdf)).pages[0].extract_text()
    assert name not in told + " ".join(paper.text)
    assert "Thuiszorg" in first
    assert "(1) Thuiszorg" in first
    assert paper.missing_glyphs == 0
    assert "Nog" not in first
    counter = sign_in("onthaal")
    assert not any(line.service.name == name for one in matrices.whole(counter, ON).clusters for line in one.lines)
    with pytest.raises(Refusal, match="rol"):
        matrices.say_word(counter, Own(GROUPS, "tieners", "Tieners", 2, date(2026, 1, 1)), NOW)


def test_the_words_of_the_matrix_are_said_otherwise_ended_added_and_go_back(sign_in: SignIn) -> None:
    house = sign_in("coordinator")
    before = matrix_words.of(house)
    shipped = matrices.whole(house, ON)
    assert [one.label for one in before if not one.group] == [one.term.label for one in shipped.clusters]
    assert [one.label for one in before if one.group] == [one.label for one in shipped.groups]
    wonen = next(one for one in before if one.slug == "wonen_woonzorg")
    matrices.fill(house, "kinderen_0_12", Said("ontbreekt", "niets"), NOW, cluster="wonen_woonzorg")
    typed = {"label": "Huisvesting", "order": "2", "starts": "1/1/2020", "ends": "31/12/2026", "takes": ""}
    matrix_words.keep(house, wonen.list_name, wonen.slug, typed, NOW)
    now = matrices.whole(house, ON)
    (named,) = [one for one in now.clusters if one.term.label == "Huisvesting"]
    assert next(cell for cell in named.cells if cell.group == "kinderen_0_12").said == Said("ontbreekt", "niets", "", ON)
    assert [line.service.id for line in named.lines] == [line.service.id for line in shipped.clusters[0].lines]
    assert "Huisvesting" not in [one.term.label for one in matrices.whole(house, date(2027, 1, 1)).clusters]
    new = {"label": "Digitale hulp", "order": "12", "starts": "1/1/2020", "ends": "", "takes": "Wonen"}
    matrix_words.keep(house, wonen.list_name, "", new, NOW)
    added = next(one for one in matrix_words.of(house) if one.label == "Digitale hulp")
    assert (added.slug, added.taken, added.shipped) == ("digitale_hulp", "Wonen", False)
    assert next(one for one in matrices.whole(house, ON).clusters if one.term.slug == "digitale_hulp").lines
    for wrong, said in (
        (new, "staat al"),
        ({**new, "label": ""}, "leeg"),
        ({**new, "order": "x"}, "plaats"),
        ({**new, "starts": ""}, "Vanaf"),
        ({**new, "label": "Nog een", "takes": "blabla"}, "staat niet in de lijst"),
        ({**new, "label": "Nog een", "ends": "1/1/2019"}, "eindigt voor"),
    ):
        with pytest.raises(Refusal, match=said):
            matrix_words.keep(house, wonen.list_name, "", wrong, NOW)
    for one in matrix_words.of(house):
        if one.own:
            matrix_words.back(house, one)
    assert matrix_words.of(house) == before
    with pytest.raises(Refusal, match="gewone lijst"):
        matrix_words.back(house, wonen)
