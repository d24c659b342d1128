"""Two desks in one house: what the other one does comes on the screen by itself."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.access import users
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import referrals
from sociaalhuis.exchange import moving
from sociaalhuis.house import change_setting
from sociaalhuis.paths import SERVER
from tests.houses import NOW
from tests.servers import At
from tests.ui.pilot import Pilot

LIST = "Op te volgen"


@pytest.fixture
def here(qtbot: QtBot, first_pc: Path, tmp_path: Path) -> Iterator[Pilot]:
    """The window on the first PC."""
    flying = Pilot(qtbot, first_pc, tmp_path / "shots")
    yield flying
    flying.close()


def test_what_the_other_desk_does_comes_by_itself(here: Pilot, at: At) -> None:
    here.sign_in("onthaal")
    here.press("Ctrl+3")
    here.settle()
    assert here.lines(LIST) == []
    other = at("pc2", "maatschappelijk_werker")
    noted = intake.register(other, intake.Question("huur"), NOW)
    referrals.give(other, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    here.wait_for(lambda: any(noted.reference in line for line in here.lines(LIST)), "the referral of the other desk", 8_000)


def test_a_setting_of_the_other_desk_holds_here(here: Pilot, at: At) -> None:
    here.sign_in("onthaal")
    here.settle()
    change_setting(at("pc2", "beheerder"), "followup.urgent_days", 7)
    here.wait_for(lambda: here.screen.place.house.number("followup.urgent_days") == 7, "the setting", 8_000)


def test_who_is_put_out_at_another_desk_is_out_here(here: Pilot, at: At) -> None:
    here.sign_in("onthaal")
    here.press("Ctrl+N")
    here.type("halve zin")
    users.disable(at("pc2", "beheerder"), "onthaal")
    here.wait_for(lambda: here.here == "lock", "the lock", 8_000)


def test_another_pc_is_joined_from_the_settings_and_the_first_run(here: Pilot, qtbot: QtBot, tmp_path: Path) -> None:
    here.sign_in("beheerder")
    here.press("Ctrl+6")
    here.shows("Dit huis staat op een server")
    here.answers.path = tmp_path / moving.JOIN
    here.press("Ctrl+K")
    here.type("aansluitbestand")
    here.press("Enter")
    here.says(f"Bewaard als {moving.JOIN}.")
    there = Pilot(qtbot, tmp_path / "nieuw" / "huis", tmp_path / "shots2")
    there.wait_for(lambda: there.focus_name() == "Naam van het huis")
    there.answers.path = tmp_path / "fout.json"
    there.answers.path.write_text("{}", "utf-8")
    there.press("Alt+A")
    there.shows("Dit is geen aansluitbestand.")
    there.answers.path = tmp_path / moving.JOIN
    there.press("Alt+A")
    there.shows("Deze pc is aangesloten. Meld je aan met je eigen naam.")
    there.sign_in("onthaal")
    there.shows("Vandaag")
    there.close()


def test_a_server_that_falls_away_is_said_and_the_work_stays(here: Pilot, first_pc: Path) -> None:
    here.sign_in("onthaal")
    here.press("Ctrl+N")
    here.type("mijn huur")
    known = json.loads((first_pc / SERVER).read_text("utf-8"))
    here.press("Ctrl+L")
    known["address"]["host"], known["address"]["port"] = "127.0.0.1", 1
    (first_pc / SERVER).write_text(json.dumps(known), "utf-8")
    here.try_to_sign_in("onthaal", "een lange zin voor onthaal")
    here.shows("De server van het huis antwoordt niet.")
