"""The exercises of a first day, in the band of a practice house: one after the other, and over a lock."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.actions import ACTIONS
from sociaalhuis.desk.day import practice
from tests.ui.pilot import Pilot

HINT = "Oefenhuis: alles is verzonnen."


@pytest.fixture
def learner(qtbot: QtBot, place: Path, tmp_path: Path) -> Iterator[Pilot]:
    """A window on a practice house."""
    flying = Pilot(qtbot, place, tmp_path / "shots", hint=HINT)
    yield flying
    flying.close()


def begin(pilot: Pilot) -> None:
    pilot.press("Ctrl+K")
    pilot.type("eerste dag")
    pilot.shows("Eerste dag: zes oefeningen")
    pilot.press("Enter")
    pilot.shows("Oefening 1 van 6: Turven.")


def test_a_first_day_by_the_keys_that_the_band_tells(learner: Pilot) -> None:
    learner.sign_in("onthaal")
    learner.shows(HINT)
    begin(learner)
    learner.press("Ctrl+T", "W", "Enter")
    learner.says("Goed zo")
    learner.shows("Oefening 2 van 6: Een vraag noteren.")
    learner.press("Ctrl+N")
    learner.type("Ik kan mijn huur niet betalen.")
    learner.shows("+ Wonen   Enter")
    learner.press("Alt+O", "Enter", "Ctrl+Enter")
    learner.shows("Oefening 3 van 6: Doorverwijzen.")
    learner.press("Ctrl+L")
    learner.wait_for(lambda: learner.here == "lock", "the lock")
    learner.sign_in("onthaal")
    learner.shows("Oefening 3 van 6: Doorverwijzen.")
    learner.press("Ctrl+N")
    learner.type("De deurwaarder is geweest en ik kan de huur niet meer betalen.")
    learner.shows("Suggesties (")
    learner.settle()
    learner.press("Alt+O", "Enter", "F6", "F6", "Spatie", "Ctrl+D")
    learner.wait_for(lambda: learner.here == "referral", "the referral")
    learner.settle()
    learner.press("Ctrl+Enter")
    learner.shows("Oefening 4 van 6: Opvolgen.")
    learner.now += timedelta(days=20)
    learner.press("Ctrl+3")
    learner.shows("TE LAAT")
    learner.press("G")
    learner.shows("Oefening 5 van 6: Rechten verkennen.")
    learner.press("Ctrl+Shift+S", "A", "W")
    learner.type("Te weinig opvang voor grote gezinnen.")
    learner.press("Ctrl+Enter")
    learner.says("Goed zo")
    learner.shows("Oefening 5 van 6: Rechten verkennen.")  # the sixth is done already
    learner.press("Ctrl+R")
    learner.settle()
    learner.press("W", "W", "W", "Ctrl+Enter")
    learner.shows("Alle oefeningen zijn gedaan.")


def test_stopping_and_beginning_anew(learner: Pilot) -> None:
    learner.sign_in("onthaal")
    learner.press("Ctrl+T", "W", "Enter")  # before it begins: that does not count
    learner.says("Geturfd")
    begin(learner)
    learner.press("Ctrl+K")
    learner.type("stoppen met oefenen")
    learner.shows("Stoppen met oefenen")
    learner.press("Enter")
    learner.shows(HINT)
    learner.press("Ctrl+T", "W", "Enter")
    learner.settle()
    learner.shows(HINT)
    learner.press("Esc", "Ctrl+1")
    learner.shows("Eerste dag: zes oefeningen")
    learner.press("Alt+E")
    learner.shows("Oefening 1 van 6: Turven.")
    assert not any("Eerste dag" in text for text in learner.texts())


def test_a_house_of_people_has_no_exercises(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+K")
    pilot.type("eerste dag")
    pilot.settle()
    assert not any("oefening" in text for text in pilot.texts())


def test_every_exercise_ends_by_an_act_that_exists() -> None:
    assert len(practice.exercises()) == 6
    for one in practice.exercises():
        assert one.acts <= ACTIONS.keys()
        assert len(f"Oefening 6 van 6: {one.title}. {one.how}") <= 160, "two lines on the smallest screen"
