"""Noodnummers: there by one key, true for this minute, who answers first, and back to the same place."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint

from sociaalhuis.desk.day import duty
from sociaalhuis.desk.workdays import BRUSSELS
from tests.ui.pilot import Pilot


def numbers(pilot: Pilot) -> Sequence[tuple[str, str]]:
    """The numbers of help and information with what is said of each, in the order in which they are read."""
    cards = sorted(pilot.screen._grids[1]._cards, key=lambda card: (card.mapTo(pilot.screen, QPoint()).y(), card.x()))
    return [(card._service.phones[0].number, card._state.text()) for card in cards]


def test_one_key_shows_the_numbers_and_one_goes_back_to_the_same_letter(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("zij huilt")
    pilot.start_counting()
    pilot.press("F7")
    assert pilot.units == 1
    for number in ("112", "101", "1712", "1813", "106", "102"):
        assert number in pilot.texts()
    pilot.press("Esc")
    assert pilot.here == "question"
    pilot.type(" heel")
    pilot.shows("zij huilt heel")


@pytest.mark.parametrize(
    ("moment", "violence", "welfare"),
    [
        ((2026, 11, 23, 10, 0), "antwoordt nu · ma-vr 9-18 u.", "antwoordt nu · ma-vr 9-17 u."),
        ((2026, 11, 23, 17, 30), "antwoordt nu · ma-vr 9-18 u.", "nu gesloten, wel: 106"),
        ((2026, 11, 22, 10, 0), "nu gesloten, wel: 106 of 101", "nu gesloten, wel: 106"),
        ((2026, 12, 25, 10, 0), "uren niet zeker, wel: 106 of 101", "uren niet zeker, wel: 106"),
    ],
)
def test_who_answers_now_follows_the_clock_and_stands_first(
    pilot: Pilot, moment: tuple[int, int, int, int, int], violence: str, welfare: str
) -> None:
    pilot.sign_in("onthaal")
    pilot.now = datetime(*moment, tzinfo=BRUSSELS)
    pilot.press("F7")
    pilot.settle()
    said = dict(numbers(pilot))
    assert (said["1712"], said["0800 13 500"]) == (violence, welfare)
    assert said["1813"] == "antwoordt nu · 24/7"
    answering = [text.startswith("antwoordt") for _, text in numbers(pilot)]
    assert answering == sorted(answering, reverse=True)
    assert len(said) == 8


def test_from_the_first_screen_escape_goes_to_the_first_screen(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("F7", "Esc")
    assert pilot.here == "today"


def test_who_has_wachtdienst_is_changed_in_place_and_shown_here_and_on_today(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("F7")
    pilot.shows("Nog niet ingevuld")
    pilot.press("F2")
    assert pilot.focus_name() == "Wachtdienst"
    pilot.type("ma-vr 9-12: Bart V., 214\nmaandag: An")
    pilot.press("Ctrl+Enter")
    pilot.shows("Deze regel is niet duidelijk: “maandag: An”.")
    assert duty.read(pilot.screen.place.house) == duty.Roster()
    pilot.press("Escape")  # back to the numbers; the text stays, also over a lock
    assert pilot.here == "emergency"
    pilot.press("Ctrl+L")
    pilot.sign_in("onthaal")
    pilot.press("F2")
    pilot.shows("maandag: An")
    for _ in "maandag: An":
        pilot.press("Backspace")
    pilot.type("elke dag 12-24: Leiding, 0470 12 34 56")
    pilot.press("Ctrl+Enter")
    pilot.says("De wachtdienst is bewaard.")
    pilot.shows("Bart V.   214")
    pilot.press("Ctrl+1")
    pilot.shows("Wachtdienst: Bart V. 214")
    pilot.now = datetime(2026, 11, 23, 19, 15, tzinfo=BRUSSELS)
    pilot.press("F7")
    pilot.shows("Leiding   0470 12 34 56")
    pilot.press("Ctrl+Z")
    pilot.says("Ongedaan gemaakt: wachtdienst wijzigen.")
    pilot.shows("Nog niet ingevuld")


def test_who_may_not_change_the_roster_sees_it(pilot: Pilot) -> None:
    pilot.sign_in("vrijwilliger")
    pilot.press("F7", "F2")
    pilot.shows("Nog niet ingevuld")
    assert not any("F2" in text for text in pilot.texts())
    assert pilot.focus_name() == "Noodnummers"
