"""A house that does not open, by keys only: the copy is found, put back beside what is left, and opens."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.desk import intake
from sociaalhuis.exchange import backup
from tests.houses import NOW, PASSPHRASES, SignIn
from tests.ui.pilot import Pilot

SECRET = "Wachtwoord of herstelcode"


@pytest.fixture
def copy(sign_in: SignIn, tmp_path: Path) -> backup.Backup:
    """A copy of yesterday evening, with one question; a second one came after it. The house is closed."""
    house = sign_in("onthaal")
    intake.register(house, intake.Question("de verwarming is stuk"), NOW)
    made = backup.make(house, tmp_path / "stick", NOW - timedelta(hours=16, minutes=10))
    intake.register(house, intake.Question("dit kwam na de kopie"), NOW)
    house.close()
    return made


@pytest.fixture
def damaged(copy: backup.Backup, place: Path) -> bytes:
    """Every page of the house has flipped bytes; gives what is left."""
    raw = bytearray((place / "house.db").read_bytes())
    for at in range(20, len(raw), 1000):
        raw[at] ^= 0xFF
    (place / "house.db").write_bytes(raw)
    return bytes(raw)


def _words(pilot: Pilot) -> list[str | None]:
    from sqlalchemy import select

    from sociaalhuis.db.desk import Contact

    with pilot.screen.place.house.store.read() as session:
        return list(session.scalars(select(Contact.words)))


def test_a_damaged_house_is_put_right_by_keys(pilot: Pilot, damaged: bytes, place: Path) -> None:
    pilot.try_to_sign_in("onthaal", PASSPHRASES["onthaal"])
    pilot.shows("beschadigd")
    pilot.shows("Zet de kopie van gisteren 18.05 uur &terug   Alt+T")
    assert not any("restore" in text for text in pilot.texts())  # that is for the command line
    pilot.start_counting()
    pilot.press("Alt+T")
    pilot.shows("De kopie van gisteren 18.05 uur")
    assert pilot.focus_name() == SECRET
    pilot.type("niet de juiste zin")
    pilot.press("Enter")
    pilot.shows("klopt niet")
    assert (place / "house.db").read_bytes() == damaged
    pilot.type(PASSPHRASES["onthaal"])
    pilot.press("Enter")
    pilot.shows("is teruggezet")
    assert pilot.units == 3
    assert "De kopie van gisteren 18.05 uur terugzetten?" in pilot.answers.asked[-1]
    [aside] = place.glob("voor-herstel-*")
    pilot.shows(f"Het oude huis blijft bewaard in de map {aside.name}")
    assert (aside / "house.db").read_bytes() == damaged
    pilot.sign_in("onthaal")
    assert _words(pilot) == ["de verwarming is stuk"]


def test_from_the_settings_with_the_code_and_nothing_happens_without_a_yes(
    pilot: Pilot, copy: backup.Backup, template: tuple[Path, str], place: Path
) -> None:
    pilot.sign_in("beheerder")
    pilot.press("Ctrl+6")
    pilot.settle()
    pilot.press("Alt+Z")
    assert pilot.window.bench is None
    pilot.shows("De kopie van gisteren 18.05 uur")
    pilot.press("Enter")
    pilot.shows("Typ een wachtwoord dat toen werkte, of de herstelcode.")
    pilot.press("Esc")
    pilot.sign_in("beheerder")
    assert pilot.here == "admin"
    pilot.press("Alt+Z")
    pilot.shows("De kopie van gisteren 18.05 uur")
    pilot.answers.yes = False
    pilot.type(template[1])
    pilot.press("Enter")
    pilot.settle()
    assert not list(place.glob("voor-herstel-*"))
    pilot.answers.yes = True
    pilot.press("Enter")
    pilot.shows("is teruggezet")
    pilot.sign_in("onthaal")
    assert _words(pilot) == ["de verwarming is stuk"]


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path) -> Iterator[Pilot]:
    """A new PC: no house stands there yet."""
    flying = Pilot(qtbot, tmp_path / "nieuwe pc" / "huis", tmp_path / "shots")
    flying.wait_for(lambda: flying.focus_name() == "Naam van het huis")
    yield flying
    flying.close()


def test_on_a_new_pc_the_copy_on_the_stick_becomes_the_house(fresh: Pilot, copy: backup.Backup, tmp_path: Path) -> None:
    fresh.press("Alt+R")
    fresh.shows("Nog geen kopie gekozen")
    fresh.press("Esc")
    fresh.wait_for(lambda: fresh.focus_name() == "Naam van het huis")
    fresh.press("Alt+R")
    fresh.wait_for(lambda: fresh.focus_name() == "Kies een kopie…", "the way to choose one")
    fresh.press("Tab", "Enter")
    fresh.shows("Kies eerst een kopie.")
    brief = tmp_path / "brief.zip"
    brief.write_text("dit is een brief")
    for file, dutch in ((brief, "Dit is geen reservekopie, of ze is beschadigd."), (tmp_path / "weg.zip", "is er niet")):
        fresh.answers.path = file
        fresh.press("Alt+K")
        fresh.shows(file.name)
        fresh.press("Ctrl+A")
        fresh.type(PASSPHRASES["onthaal"])
        fresh.press("Enter")
        fresh.shows(dutch)
        fresh.settle()
    fresh.answers.path = copy.file
    fresh.press("Alt+K")
    fresh.shows("De kopie van gisteren 18.05 uur")
    fresh.press("Enter")
    fresh.shows("De kopie van gisteren 18.05 uur is teruggezet. Meld je aan.")
    fresh.sign_in("onthaal")
    assert _words(fresh) == ["de verwarming is stuk"]


def test_without_a_known_copy_the_person_chooses_one(pilot: Pilot, damaged: bytes, copy: backup.Backup, place: Path) -> None:
    (place / backup.POINTER).unlink()
    pilot.try_to_sign_in("onthaal", PASSPHRASES["onthaal"])
    pilot.shows("Zet een reservekopie &terug   Alt+T")
    pilot.press("Alt+T")
    pilot.wait_for(lambda: pilot.focus_name() == "Kies een kopie…", "the way to choose one")
    pilot.press("Esc")
    pilot.shows("Ontgrendelen   Enter")
