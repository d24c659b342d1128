"""Turven: three keys from any screen, taken back by one, and nothing lost of the work that was interrupted."""

import pytest

from sociaalhuis import vocab
from sociaalhuis.desk import intake
from sociaalhuis.desk.day import tally
from sociaalhuis.errors import Trouble
from tests.houses import NOW
from tests.ui.pilot import Pilot


def counted(pilot: Pilot) -> tally.Tally:
    return tally.of_day(pilot.screen.place.house, NOW.date())


def test_a_turf_is_three_keys(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.start_counting()
    pilot.press("Ctrl+T", "W", "Enter")
    assert (pilot.units, pilot.letters) == (3, 0)
    pilot.says("Geturfd: Wonen, informeren. Ctrl+Z maakt ongedaan.")
    pilot.shows("1 turf en 0 hulpvragen")
    assert counted(pilot).domains == {"wonen": 1}


def test_a_turf_from_the_middle_of_a_question_gives_the_question_back(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("huur te hoog")
    pilot.press("Tab", "Ctrl+T", "F", "A", "Esc")
    assert pilot.here == "question"
    assert pilot.focus_name() == "Wat wil de cliënt?"
    pilot.shows("huur te hoog")
    pilot.settle()
    assert counted(pilot).domains == {"financien": 1}


def test_a_turf_is_taken_back_by_one_key(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "W", "Enter")
    pilot.settle()
    pilot.press("Ctrl+Z")
    pilot.says("Ongedaan gemaakt: turven.")
    pilot.shows("0 turven en 0 hulpvragen")


def test_one_key_makes_it_a_telephone_call_and_the_next_one_is_at_the_counter_again(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "Spatie", "W")
    pilot.shows("Telefoon")
    pilot.press("Enter")
    pilot.settle()
    assert "Balie" in pilot.texts()


def test_backspace_chooses_another_domain(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "W", "Backspace", "E", "H")
    pilot.says("Geturfd: Energie, water, internet, administratieve hulp.")


def test_every_domain_has_a_letter_of_its_own_that_is_shown(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T")
    lines = pilot.lines("Waarover ging het?")
    letters = [line.split(",")[0] for line in lines]
    assert len(lines) == len(vocab.terms("life_domains", NOW.date())) == len(set(letters)) == 15
    assert all(letter.isascii() and letter.isalpha() for letter in letters)


def test_what_needs_a_person_cannot_be_turfed(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "W", "B")
    assert pilot.focus_name() == "Wat deden we?"
    assert counted(pilot).turfs == 0


def test_a_turf_that_could_not_be_written_is_told(pilot: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise Trouble("De schijf is vol.", "Maak plaats en probeer opnieuw.")

    pilot.sign_in("onthaal")
    monkeypatch.setattr(intake, "count", full)
    pilot.press("Ctrl+T", "W", "Enter")
    pilot.shows("▲ Niet geteld. De schijf is vol. Maak plaats en probeer opnieuw.")
    pilot.press("W")
    assert not any("Niet geteld" in text for text in pilot.texts())
