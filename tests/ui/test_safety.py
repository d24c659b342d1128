"""Veiligheid: seen in time, quiet from a distance, never in the way of typing, ended by the worker, and kept nowhere."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from sociaalhuis.catalogue import crisis
from sociaalhuis.desk import drafts, intake
from sociaalhuis.house import House
from sociaalhuis.ui.safety import safetylines
from tests.ui.pilot import Pilot

SUICIDE = "Ik wil niet meer leven."
VIOLENCE = " Mijn man slaat mij elke dag."
CALM = "Ik zoek een cursus koken."
ALWAYS, LIT = "Veiligheid  Alt+V", "Veiligheid – Alt+V"
SPOKEN, NOT_SO = "Veiligheid: besproken  Alt+V", "Veiligheid: niet van toepassing  Alt+V"


@pytest.fixture
def desk(pilot: Pilot) -> Pilot:
    """The pilot at an empty question."""
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.start_counting()
    return pilot


def house(pilot: Pilot) -> House:
    return pilot.screen.place.house  # type: ignore[no-any-return]  # the screen is looked at as anything


def telling(pilot: Pilot) -> Sequence[str]:
    """What can be read in the window, or on a key, that tells of which danger it is."""
    kinds = {safetylines.title(kind) for kind in crisis.KINDS}
    return [text for text in pilot.texts() if text in kinds | {"1813", "1712"} or text.startswith("“")]


def settle(pilot: Pilot) -> None:
    pilot.wait_for(lambda: not pilot.screen._safety._pause.isActive(), "the words to be read")
    pilot.settle()


def test_a_sign_is_quiet_asks_first_who_is_there_and_stays_until_it_is_spoken_of(desk: Pilot) -> None:
    words = desk.screen._form.words
    desk.shows(ALWAYS)
    desk.type(CALM)
    settle(desk)
    assert ALWAYS in desk.texts()
    before = words.mapTo(desk.window, words.rect().topLeft()), words.width()
    desk.type(f" {SUICIDE}")
    desk.shows(LIT)
    assert (words.mapTo(desk.window, words.rect().topLeft()), words.width()) == before  # nothing moved
    assert (desk.focus_name(), telling(desk)) == ("Woorden van de cliënt", [])
    desk.start_counting()
    desk.press("Alt+V")
    assert (desk.focus_name(), telling(desk)) == ("Is de cliënt alleen? Ja", [])
    desk.press("E")
    desk.shows("Vraag de cliënt even alleen te spreken")
    assert telling(desk) == []
    desk.press("J")
    assert desk.units == 3
    assert {"Denken aan zelfdoding", "1813"} <= set(telling(desk))
    (sign,) = crisis.read(words.toPlainText())
    assert " · ".join(f"“{quote}”" for quote in sign.quotes) in desk.texts()  # the client's own words
    desk.press("Escape")
    desk.type(" Echt")
    assert words.toPlainText() == f"{CALM} {SUICIDE} Echt"
    for hide in ("F8", "F9", "Alt+V"):  # all three close it at once; after the shade it does not come back
        desk.press("Alt+V", "J")
        assert telling(desk)
        desk.press(hide)
        if hide == "F8":
            desk.press("F8")
        assert (telling(desk), desk.focus_name()) == ([], "Woorden van de cliënt")
    desk.restart()  # as after the power was cut
    desk.sign_in("onthaal")
    desk.press("Enter")
    desk.shows(LIT)
    desk.start_counting()
    desk.press("Alt+V", "J", "B")
    assert desk.units == 3
    desk.shows(SPOKEN)
    assert desk.focus_name() == "Woorden van de cliënt"
    desk.type(f" {SUICIDE}")
    settle(desk)
    assert SPOKEN in desk.texts()  # the same again is not new
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.shows(SPOKEN)
    desk.type(VIOLENCE)
    desk.shows(LIT)  # another danger is
    desk.press("Alt+V", "W", "N", "Escape", "N", "V")
    desk.shows(NOT_SO)
    desk.press("Ctrl+N")
    settle(desk)
    assert ALWAYS in desk.texts()


def test_without_a_sign_the_worker_opens_it_and_chooses(desk: Pilot) -> None:
    desk.type(CALM)
    desk.press("Alt+V", "J")
    assert desk.lines("Iets anders?") == [safetylines.title(kind) for kind in crisis.KINDS]
    desk.press("Down", "Enter")
    assert {safetylines.title("violence"), "1712"} <= set(telling(desk))
    assert len(desk.lines("Iets anders?")) == len(crisis.KINDS) - 1
    desk.press("Escape")
    settle(desk)
    assert ALWAYS in desk.texts()


def test_saved_before_it_was_spoken_of_it_stays_lit_with_the_code(desk: Pilot) -> None:
    desk.type(SUICIDE)
    desk.press("Alt+O")
    desk.type("wonen")
    desk.press("Enter", "Ctrl+Enter")  # saving never waits, not for the reading either
    desk.says("Bewaard met code")
    code = desk.status().split()[-1].rstrip(".")
    desk.shows(f"{LIT}   vraag {code}")
    desk.type(CALM)
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.shows(f"{LIT}   vraag {code}")
    desk.press("Alt+V", "J", "B")
    desk.shows(SPOKEN)
    desk.press("Alt+O")
    desk.type("wonen")
    desk.press("Enter", "Ctrl+Enter")
    desk.says("Bewaard met code")
    settle(desk)
    assert ALWAYS in desk.texts()


def test_nothing_of_it_is_kept_when_the_question_is_saved(desk: Pilot, place: Path) -> None:
    person = intake.add_person(house(desk), "Amina", "El Proef")
    before = dump(house(desk))
    desk.screen.place.go("question", person=person)
    desk.type(SUICIDE + VIOLENCE)
    desk.shows(LIT)
    desk.press("Alt+V", "J", "N", "H")
    desk.shows(NOT_SO)
    desk.wait_for(lambda: any(one.content.get("safety") for one in drafts.mine(house(desk))), "the end in the draft")
    kept = str([one.content for one in drafts.mine(house(desk))])
    desk.press("Alt+O")
    desk.type("wonen")
    desk.press("Enter", "Ctrl+Enter")
    desk.says("Bewaard met code")
    desk.settle()
    everything = dump(house(desk))
    assert "Mijn man slaat mij" in everything  # the client's own words are, as before
    for word in (*crisis.KINDS, *map(safetylines.title, crisis.KINDS), "safety", "not_applicable", '"helped"'):
        assert everything.count(word) == before.count(word), word
    assert not any(kind in kept for kind in crisis.KINDS)  # not even in the draft
    desk.press("Ctrl+L")  # the house closes
    for file in place.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not any(kind.encode() in content for kind in crisis.KINDS)


def dump(house: House) -> str:
    """Every value of every table of the house, the journal too."""
    with house.store.read() as session:
        tables = [name for (name,) in session.execute(text("select name from sqlite_master where type = 'table'"))]
        private = [name for name in tables if name not in ("service", "right", "alembic_version")]
        return str([session.execute(text(f'select * from "{name}"')).all() for name in private])  # noqa: S608  # own names
