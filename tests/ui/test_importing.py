"""Catalogus inlezen by keys: a file with good, doubled and broken rows; a list whose columns are chosen once; stopping."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from sqlalchemy import func, select

from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.imports import ImportRun
from sociaalhuis.desk.catalogue import ahead, columns, importing
from sociaalhuis.exchange.catalogue import reading
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

REPORT = "Verslag"


def feed(path: Path, number: int = 4, fees: str = "gratis", archived: bool = False) -> Path:
    """A file of HSDS with ``number`` services, the first one archived, one doubled and one without a name."""
    made: list[dict[str, Any]] = [
        {
            "id": f"n{i}",
            "name": f"Proefdienst {i}",
            "status": "inactive" if archived and not i else "active",
            "fees_description": fees,
            "organization": {"id": "o", "name": "Proefhuis"},
            "url": "x y z" if i == 1 else "https://proef.example",
        }
        for i in range(number)
    ]
    path.write_text(json.dumps([*made, made[0], {"id": "leeg"}]), "utf-8")
    return path


@pytest.fixture
def desk(pilot: Pilot) -> Pilot:
    """The pilot before the screen, reached by the palette."""
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+K")
    pilot.type("catalogus inlezen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "importing", "the screen")
    return pilot


def opened(desk: Pilot, path: Path) -> None:
    desk.answers.path = path
    desk.press("Ctrl+O")
    desk.wait_for(lambda: not desk.screen._busy, "the preview")


def known(desk: Pilot) -> int:
    with desk.screen.place.house.store.read() as session:
        return session.scalar(select(func.count()).select_from(Service).where(Service.name.startswith("Proefdienst"))) or 0


def test_a_file_is_seen_first_and_then_taken_over(desk: Pilot, tmp_path: Path) -> None:
    desk.settle()
    opened(desk, feed(tmp_path / "feed.json"))
    for said in ("4 nieuw", "2 opzijgezet", "1 niet volledig gelezen"):
        desk.shows(said)
    assert known(desk) == 0
    lines = desk.lines(REPORT)
    assert [one.split(", ")[-1] for one in lines] == ["opzijgezet"] * 2 + ["niet volledig gelezen"] + ["nieuw"] * 4
    desk.press("Down")
    desk.shows("Deze dienst heeft geen naam.")
    desk.shows("Vul een naam in.")

    desk.press("Ctrl+F")  # narrowed, and kept as a list
    desk.type("twee keer")
    assert len(desk.lines(REPORT)) == 1
    desk.answers.path = tmp_path / "verslag.csv"
    desk.press("Alt+W")
    desk.says("Bewaard als verslag.csv: 1 regel.")
    kept = (tmp_path / "verslag.csv").read_text("utf-8-sig").splitlines()
    assert kept[0] == "wat;rij;dienst;id;veld;waarom;wat nu"
    assert kept[1].startswith("opzijgezet;nr. 5;;;id;“Proefdienst 0” staat er twee keer in.;")
    desk.press("Ctrl+F", "Ctrl+A", "Delete")

    desk.press("Ctrl+Enter")
    desk.says("Overgenomen: 4 diensten.")
    assert desk.answers.asked[-1].startswith("4 diensten overnemen in de catalogus?")
    desk.shows("2 rijen blijven opzij staan")
    assert known(desk) == 4
    asked = len(desk.answers.asked)
    desk.press("Ctrl+Enter")  # once is enough
    assert len(desk.answers.asked) == asked

    opened(desk, tmp_path / "feed.json")
    desk.shows("4 ongewijzigd")
    desk.shows("verandert niets aan de catalogus")
    opened(desk, feed(tmp_path / "later.json", 3, "5 euro", archived=True))
    for said in ("2 gewijzigd", "1 gearchiveerd", "1 niet in het bestand"):
        desk.shows(said)
    desk.screen.anew()
    desk.settle()
    assert desk.lines(REPORT)[1].startswith("feed.json, hsds · ")  # what was set apart stays to be seen
    desk.shows("“Proefdienst 0” staat er twee keer in.")
    desk.shows("Vul een naam in.")


def test_the_columns_of_a_list_are_chosen_by_keys_and_remembered(desk: Pilot, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Dienst;Bij wie;Bel op\nProefdienst A;Buurthuis;089 00 00 01\nProefdienst B;;\n", "utf-8")
    opened(desk, path)
    desk.shows("2 nieuw")
    desk.shows("Welke kolom bevat wat?")
    desk.press("F6")
    assert desk.screen._columns.boxes()[0].hasFocus()
    desk.press("Tab", "Down", "Down")
    assert desk.screen._columns.taken()["organization"] == "Bij wie"
    desk.press("Tab", "Tab", "Tab", "Down", "Down", "Down")
    desk.wait_for(lambda: not desk.screen._again.isActive() and not desk.screen._busy, "the second preview")
    desk.press("Ctrl+Enter")
    desk.says("Overgenomen: 2 diensten.")
    house = desk.screen.place.house
    with house.store.read() as session:
        one = session.scalars(select(Service).where(Service.name == "Proefdienst A")).one()
        assert (one.organization.name, [phone.number for phone in one.phones]) == ("Buurthuis", ["089 00 00 01"])
    other = tmp_path / "later.csv"
    other.write_text("bij wie,bel op,DIENST\nEen huis,1,Proefdienst C\n", "utf-8")
    found = columns.as_chosen(house, reading.find(other, NOW.date()), {})  # as the verb does
    assert (found.columns["organization"], found.columns["phone"]) == ("bij wie", "bel op")
    opened(desk, path)
    assert desk.screen._seen.columns.remembered
    desk.shows("2 ongewijzigd")

    other.write_text("een;twee\n1;2\n", "utf-8")
    opened(desk, other)
    desk.shows("geen kolom met de naam van de dienst")
    desk.press("Down")  # what must be chosen has the focus
    desk.wait_for(lambda: not desk.screen._again.isActive() and not desk.screen._busy, "the second preview")
    desk.shows("1 nieuw")


def test_reading_goes_on_behind_the_window_and_can_be_stopped(
    desk: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = threading.Event(), importing.take
    monkeypatch.setattr(ahead, "BATCH", 2)

    def slow(house: Any, found: Any, now: Any, progress: Any) -> Any:
        def told(number: int) -> None:
            progress(number)
            gate.wait(5)
            progress(number)

        return real(house, found, now, told)

    monkeypatch.setattr(importing, "take", slow)
    opened(desk, feed(tmp_path / "feed.json", 9))
    desk.press("Ctrl+Enter")
    desk.wait_for(lambda: desk.screen._bar.isVisible() and desk.screen._bar.value() > 0, "the progress")
    screen = desk.screen
    desk.press("Ctrl+G")  # the window goes on: another screen answers
    desk.wait_for(lambda: desk.here == "catalogue", "the catalogue")
    desk.press("Ctrl+K")
    desk.type("catalogus inlezen")
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "importing" and screen._halt.isVisible(), "the screen that reads")
    desk.press("Alt+S")
    gate.set()
    desk.shows("Het inlezen is gestopt. Er is niets veranderd.")
    assert known(desk) == 0
    with screen.place.house.store.read() as session:
        assert not session.scalars(select(ImportRun).where(ImportRun.file == "feed.json")).all()


def test_a_file_can_be_dropped_and_a_wrong_one_is_told(desk: Pilot, tmp_path: Path) -> None:
    wrong = tmp_path / "brief.json"
    wrong.write_text("[{", "utf-8")
    opened(desk, wrong)
    desk.shows("geen geldige JSON")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(feed(tmp_path / "feed.json")))])
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    desk.screen.dropEvent(drop)
    desk.wait_for(lambda: not desk.screen._busy and desk.screen._answer, "the preview")
    desk.shows("4 nieuw")


def test_who_may_not_is_told(pilot: Pilot, sign_in: SignIn) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+K")
    pilot.type("catalogus inlezen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "importing", "the screen")
    pilot.shows("Je rol laat dit niet toe: catalogus inlezen.")
    pilot.press("Ctrl+O")
    assert pilot.answers.asked == []
