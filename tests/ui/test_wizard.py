"""The first run by keys: from an empty place to signing in, and every way in which it can be wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.access import users
from sociaalhuis.ui.frame.wizard import STEPS
from tests.ui.pilot import Pilot

SENTENCE = "een lange zin met é"


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path) -> Iterator[Pilot]:
    """A window on a place where no house stands yet."""
    flying = Pilot(qtbot, tmp_path / "nieuw" / "huis", tmp_path / "shots")
    flying.wait_for(lambda: flying.focus_name() == "Naam van het huis")
    yield flying
    flying.close()


def _to_keeper(pilot: Pilot) -> None:
    pilot.press("Ctrl+A")
    pilot.type("Sociaal Huis Lindebeek")
    pilot.press("Tab")
    pilot.type("3740")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Jouw naam", "the second step")


def _to_sheet(pilot: Pilot) -> None:
    _to_keeper(pilot)
    pilot.type("An P.")
    pilot.press("Tab")
    pilot.type(SENTENCE)
    pilot.press("Tab")
    pilot.type(SENTENCE)
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Afdrukken", "the sheet", 20_000)


def test_from_nothing_to_the_first_screen(fresh: Pilot, tmp_path: Path) -> None:
    _to_sheet(fresh)
    fresh.answers.path = tmp_path / "stick.pdf"
    fresh.press("Tab", "Enter")
    fresh.shows("Bewaard als stick.pdf")
    assert (tmp_path / "stick.pdf").read_bytes().startswith(b"%PDF")
    code = next(text for text in fresh.texts() if text.count("   ") >= 4)
    fresh.press("Tab", "Space", "Enter")
    fresh.shows("Zet nog geen echte gegevens van cliënten in dit huis")
    fresh.shows("266 diensten")
    assert code not in fresh.texts()
    fresh.press("Enter")
    fresh.shows("Je huis staat klaar")
    assert fresh.focus_name() == "Wachtwoord"
    fresh.type(SENTENCE)
    fresh.press("Enter")
    fresh.wait_for(lambda: fresh.here == "today")
    fresh.settle()
    bench = fresh.window.bench
    assert bench is not None
    house = bench.place.house  # type: ignore[attr-defined]  # the workbench
    assert house.text("house.postal_code") == "3740"
    assert users.has_sheet(house)
    assert not any("Ctrl+N" in text or "Ctrl+T" in text for text in fresh.texts())  # who keeps the house notes no questions
    fresh.shows("Voeg iemand toe voor het onthaal")
    fresh.press("Ctrl+N")
    fresh.shows("noteert geen vragen")  # before a word is typed
    fresh.press("Ctrl+1")
    fresh.settle()
    fresh.press("Enter")
    assert (fresh.here, fresh.focus_name()) == ("admin", "Naam")
    fresh.press("Esc", "Ctrl+1", "Ctrl+Z")
    fresh.says("Er is niets om ongedaan te maken.")  # what the first run filled in stays
    fresh.press("Ctrl+L")
    fresh.try_to_sign_in("An P.", " ".join(code.split()))
    fresh.wait_for(lambda: fresh.here == "today", "the code to open the house")


def test_the_municipality_appears_while_typing(fresh: Pilot) -> None:
    fresh.press("Tab")
    fresh.type("3740")
    fresh.shows("Bilzen-Hoeselt")
    fresh.press("Backspace", "Backspace")
    fresh.type("01")
    fresh.shows("Deze postcode bestaat niet")


@pytest.mark.parametrize(("postcode", "dutch"), [("", "vier cijfers"), ("12", "vier cijfers"), ("1001", "bestaat niet")])
def test_a_wrong_postal_code_is_refused_where_it_stands(fresh: Pilot, postcode: str, dutch: str, tmp_path: Path) -> None:
    fresh.press("Tab")
    fresh.type(postcode)
    fresh.press("Enter")
    fresh.shows(dutch)
    fresh.settle()
    assert fresh.focus_name() == "Postcode"  # where the next digits belong: not over the name of the house
    assert not (tmp_path / "nieuw" / "huis" / "house.db").exists()


def test_a_bad_place_is_refused_with_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    pilot = Pilot(qtbot, tmp_path / "OneDrive" / "huis", tmp_path / "shots")
    try:
        pilot.wait_for(lambda: pilot.focus_name() == "Naam van het huis")
        pilot.press("Tab")
        pilot.type("3740")
        pilot.press("Enter")
        pilot.shows("gesynchroniseerd")
        pilot.shows("Kies een gewone map op deze pc")
        pilot.shows("STAP 1 VAN 4")
    finally:
        pilot.close()


@pytest.mark.parametrize(
    ("first", "second", "dutch", "focus"),
    [
        ("te kort", "te kort", "te kort", "Wachtwoordzin"),
        (SENTENCE, SENTENCE[:-1], "niet gelijk", "Nog eens"),
        ("", "", "Typ een zin van minstens 10 tekens", "Wachtwoordzin"),
        (SENTENCE, "", "Typ dezelfde zin nog eens", "Nog eens"),
    ],
)
def test_a_weak_or_mistyped_passphrase_stays_here(fresh: Pilot, first: str, second: str, dutch: str, focus: str) -> None:
    _to_keeper(fresh)
    fresh.type("An P.")
    fresh.press("Tab")
    fresh.type(first)
    fresh.press("Tab")
    fresh.type(second)
    fresh.press("Enter")
    fresh.shows(dutch)
    assert fresh.focus_name() == focus


def test_back_keeps_what_was_typed(fresh: Pilot) -> None:
    _to_keeper(fresh)
    fresh.press("Alt+T")
    fresh.shows("STAP 1 VAN 4")
    assert "Sociaal Huis Lindebeek" in fresh.texts()


def test_nobody_goes_on_without_the_sheet(fresh: Pilot, tmp_path: Path) -> None:
    _to_sheet(fresh)
    fresh.press("Enter")  # there is no printer here
    fresh.shows("geen printer")
    fresh.press("Tab", "Enter")
    fresh.shows("Kruis daarna aan")
    fresh.answers.path = tmp_path / "nieuw" / "huis" / "blad.pdf"
    fresh.press("Alt+B")
    fresh.shows("Zet het blad niet bij het huis")
    fresh.answers.path = tmp_path / "er is geen map" / "blad.pdf"
    fresh.press("Alt+B")
    fresh.shows("kan het programma niet schrijven")
    assert STEPS[2] in " ".join(fresh.texts())


def test_a_house_that_lost_its_file_is_not_made_over(qtbot: QtBot, tmp_path: Path, place: Path) -> None:
    (place / "house.db").unlink()  # its keys are still there
    pilot = Pilot(qtbot, place, tmp_path / "shots")
    try:
        pilot.shows("Ontgrendelen")
    finally:
        pilot.close()


def test_the_keeper_signs_in_with_the_sentence_only(fresh: Pilot, tmp_path: Path) -> None:
    _to_sheet(fresh)
    house = users.sign_in(tmp_path / "nieuw" / "huis", SENTENCE, "An P.")
    assert not users.has_sheet(house)  # the window may be closed here: it will be asked for
    house.close()
    assert SENTENCE not in " ".join(fresh.texts())
