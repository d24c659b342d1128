"""Noodnummers: there by one key, true for this minute, and back to the same place."""

from datetime import datetime

import pytest

from sociaalhuis.desk.workdays import BRUSSELS
from tests.ui.pilot import Pilot


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
    ("moment", "said"),
    [
        ((2026, 11, 23, 10, 0), ("antwoordt nu", "antwoordt nu")),
        ((2026, 11, 23, 17, 30), ("antwoordt nu", "antwoordt nu niet")),
        ((2026, 11, 22, 10, 0), ("antwoordt nu niet", "antwoordt nu niet")),
        ((2026, 12, 25, 10, 0), ("uren niet zeker", "uren niet zeker")),
    ],
)
def test_who_answers_now_follows_the_clock(pilot: Pilot, moment: tuple[int, int, int, int, int], said: tuple[str, str]) -> None:
    pilot.sign_in("onthaal")
    pilot.now = datetime(*moment, tzinfo=BRUSSELS)
    pilot.press("F7")
    texts = list(pilot.texts())
    states = [text for text in texts[texts.index("1712") :] if text.startswith(("antwoordt", "uren niet zeker"))]
    welfare = [text for text in texts[texts.index("0800 13 500") :] if text.startswith(("antwoordt", "uren niet zeker"))]
    assert (states[0], welfare[0]) == said
    always = [text for text in texts[texts.index("112") :] if text.startswith("antwoordt")]
    assert always[0] == "antwoordt nu"


def test_from_the_first_screen_escape_goes_to_the_first_screen(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("F7", "Esc")
    assert pilot.here == "today"
