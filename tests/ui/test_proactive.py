"""Proactief: looking through the files by keys, the task in one key, safe contact in sight, no names; and new rules."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.proactive import scan
from sociaalhuis.desk.rights import applications, editions
from sociaalhuis.exchange import rules_update
from sociaalhuis.facts import read
from sociaalhuis.house import House, change_setting
from sociaalhuis.ui.client.fields import PersonFields
from tests.desk.test_editions import NUMBER, PUBLIC, SECRET
from tests.houses import NOW, SignIn
from tests.rights import small
from tests.ui.pilot import Pilot

LIST = "Wie mist misschien iets"
SCREEN = "Ctrl+8"


def client(house: House, **known: object) -> str:
    columns = {"informed_on": date(2026, 10, 1), "postal_code": "3740", "birth_year": 1970, "forbidden_ways": []}
    person = intake.add_person(house, "Nele", "Verzonnen", **{**columns, **known})
    facts = read({"woonsituatie": "sociale_huur"})
    return intake.register(house, intake.Question("Vraag.", facts=facts, person=person), NOW).reference


@pytest.fixture
def codes(sign_in: SignIn, tmp_path: Path) -> list[str]:
    """Two clients who rent, one who said stop, and the key of who makes the rules."""
    house = sign_in("beheerder")
    change_setting(house, editions.KEY, PUBLIC)
    house = sign_in("coordinator")
    made = [client(house), client(house, forbidden_ways=None)]
    client(house, stopped_on=NOW.date())
    house.close()
    text = rules_update.pack(NUMBER, NOW.date(), "Proef", small.files(), SECRET.sign)
    (tmp_path / "regels.json").write_text(text, "utf-8")
    return made


def on(pilot: Pilot) -> House:
    bench = pilot.window.bench
    assert bench is not None
    house: House = bench.place.house  # type: ignore[attr-defined]  # the workbench
    return house


def test_from_the_scan_to_a_task_by_keys_only(codes: list[str], pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("coordinator")
    pilot.press(SCREEN)
    pilot.shows("Nog nooit nagekeken")
    pilot.press("Ctrl+Enter")
    pilot.says("Nagekeken: 2 dossiers, 2 nieuwe regels.")
    pilot.shows("1 met stop")
    pilot.settle()
    assert pilot.lines(LIST)[0] == "VOOR HET EERST NAGEKEKEN (2)"
    assert [line[:6] for line in pilot.lines(LIST)[1:]] == sorted(codes)
    assert not any("Nele" in text for text in pilot.texts())
    assert pilot.focus_name() == LIST

    for _ in range(2):  # whose safe ways were never asked is not called
        if pilot.screen._list.current().reference == codes[1]:
            break
        pilot.press("Down")
    pilot.shows("▲ niet zelf contact opnemen")
    pilot.shows("Bespreek het als de cliënt hier is.")
    pilot.start_counting()
    pilot.press("T")
    pilot.says(f"Taak gemaakt voor {codes[1]}: te bespreken tegen maandag 30 november 2026.")
    assert pilot.units == 1
    pilot.wait_for(lambda: len(pilot.lines(LIST)) == 2, "the line to go")
    assert {task.state for task in applications.to_do(on(pilot))} == {"te_bespreken"}
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: len(pilot.lines(LIST)) == 3, "the line to come back")

    pilot.press("W")
    pilot.wait_for(lambda: len(pilot.lines(LIST)) == 2, "the line to go")
    pilot.press("Z")
    pilot.wait_for(lambda: len(pilot.lines(LIST)) == 3, "the line to come back")
    pilot.press("Ctrl+Enter")
    pilot.says("Nagekeken: 2 dossiers, 0 nieuwe regels.")

    pilot.press("Ctrl+O")  # no file chosen
    pilot.answers.path = tmp_path / "regels.json"
    pilot.press("Ctrl+O")
    pilot.shows(f"Uitgave {NUMBER} bekijken")
    pilot.wait_for(lambda: pilot.focus_name() == "Toepassen", "the preview")
    assert any(line.startswith("2 ×, Voor huurders: bestaat niet → mogelijk") for line in pilot.lines("Regels te controleren"))
    pilot.press("Tab", "Space")
    pilot.shows(f"Uitgave {editions.shipped_number()}.")
    pilot.press("Ctrl+O")
    pilot.wait_for(lambda: pilot.focus_name() == "Toepassen", "the preview")
    pilot.press("Space")
    pilot.shows(f"Uitgave {NUMBER}.")
    assert editions.number(on(pilot)) == NUMBER
    pilot.press("Ctrl+O")
    pilot.shows("heeft deze regels al")
    pilot.press("O")
    pilot.wait_for(lambda: pilot.here == "proactive", "to stay: the list of rules has the focus")


def test_a_scan_is_stopped_and_a_refusal_is_said_in_place(
    codes: list[str], pilot: Pilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot.sign_in("maatschappelijk_werker")
    pilot.press(SCREEN)
    pilot.settle()
    monkeypatch.setattr(scan.Running, "advance", lambda self: True)  # a town without end
    pilot.press("Ctrl+Enter")
    pilot.shows("Stoppen   Esc")
    pilot.press("Esc")
    pilot.says("Er is niets bewaard")
    monkeypatch.undo()
    assert scan.newest(on(pilot)) is None
    pilot.press("Ctrl+Enter")
    pilot.says("Nagekeken: 2 dossiers")
    pilot.settle()
    with_stop = scan.waiting(on(pilot), NOW.date())[0]
    monkeypatch.setattr(pilot.screen, "changed", lambda _changed: None)  # the list is a moment old
    clients.change(on(pilot), with_stop.person, stopped_on=NOW.date())
    pilot.press("T")
    pilot.shows("Deze cliënt wil dit niet meer")


def test_who_may_not_is_told_and_nothing_is_read(codes: list[str], pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press(SCREEN)
    pilot.shows("Dit scherm is voor maatschappelijk werkers")
    pilot.press("Ctrl+Enter", "Ctrl+O")
    pilot.says("Dit scherm is voor maatschappelijk werkers")
    assert pilot.lines(LIST) == []


def test_the_file_says_since_when_somebody_knows_and_since_when_stop_was_said(qtbot: QtBot) -> None:
    fields = PersonFields(lambda: NOW.date(), lambda _name: None, lambda _step: None, whole=True)
    qtbot.addWidget(fields)
    fields.fill({"given": "An", "informed": "2026-10-01"})
    boxes = {box.text()[:4]: box for box in fields.findChildren(QCheckBox) if box.accessibleName().startswith("Privacy")}
    assert (boxes["uitg"].isChecked(), boxes["stop"].isChecked()) == (True, False)
    boxes["stop"].setChecked(True)
    known = fields.known()
    assert (known["informed_on"], known["stopped_on"]) == (date(2026, 10, 1), NOW.date())
    boxes["uitg"].setChecked(False)
    assert fields.known()["informed_on"] is None
    kept = fields.values()
    fields.fill({})
    assert (fields.known()["informed_on"], fields.known()["stopped_on"]) == (None, None)
    fields.fill(kept)
    assert fields.values() == kept
