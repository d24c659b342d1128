"""De opvolglijst: what is most pressing first, one key an outcome, the next line at once, and no key does harm."""

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.followup.board import Board
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import OUTCOMES, possible
from sociaalhuis.errors import Trouble
from sociaalhuis.house import House
from tests.houses import NOW, SignIn
from tests.ui.conftest import Dress
from tests.ui.pilot import Pilot

LIST = "Op te volgen"
OCMW, VDAB, CAW = "ocmw-bilzen-hoeselt", "vdab", "caw-limburg"
QUICK = [key for key in possible("given") if not OUTCOMES[key].asks]  # one key notes them
WORDS = "Mijn huur is te hoog geworden."


def given(house: House, service: str, days: int, person: UUID | None = None) -> str:
    """A referral that was given so many days ago; its code."""
    then = NOW - timedelta(days=days)
    noted = intake.register(house, intake.Question(WORDS, person=person), then)
    referrals.give(house, noted.id, [service], "self", then)
    return noted.reference


@pytest.fixture
def codes(sign_in: SignIn) -> dict[str, str]:
    """One referral in each group: ten days is when the desk asks."""
    house = sign_in("onthaal")
    person = intake.add_person(house, "An", "Proef", safe_contact="Niet bellen na 17 uur.")
    made = {
        "late": given(house, OCMW, 17, person),
        "today": given(house, VDAB, 10),
        "week": given(house, CAW, 7),
        "later": given(house, OCMW, 1),
    }
    house.close()
    return made


@pytest.fixture
def desk(codes: dict[str, str], pilot: Pilot) -> Pilot:
    """The pilot on the opvolglijst."""
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+3")
    pilot.wait_for(lambda: pilot.lines(LIST), "the list")
    pilot.settle()
    pilot.start_counting()
    return pilot


def current(pilot: Pilot) -> str:
    line = pilot.screen._list.current_line()
    return "" if line is None else str(line.what.one.reference)


def state(pilot: Pilot, code: str) -> str:
    house = pilot.screen.place.house
    with house.store.read() as session:
        contact = intake.by_reference(session, code)
        assert contact is not None
        return referrals.of_contact(house, session, contact.id, pilot.now.date())[0].state


def test_the_most_pressing_comes_first_in_groups_with_counts(desk: Pilot, codes: dict[str, str]) -> None:
    heads = [line.text for line in desk.screen._list.lines() if line.head]
    assert heads == ["TE LAAT (1)", "VANDAAG (1)", "DEZE WEEK (1)", "LATER (1)"]
    shown = [line.what.one.reference for line in desk.screen._list.lines() if not line.head]
    assert shown == [codes[name] for name in ("late", "today", "week", "later")]
    assert desk.focus_name() == LIST
    assert current(desk) == codes["late"]


def test_what_is_known_stands_beside_the_line(desk: Pilot, codes: dict[str, str]) -> None:
    desk.shows("Niet bellen na 17 uur.")
    desk.shows(WORDS)
    desk.shows("vrijdag 6 november 2026")
    desk.shows("089 39 76 00")
    desk.shows("An Proef · geen telefoonnummer in het dossier")
    desk.press("Down")
    desk.shows("Anoniem. Bel de dienst")


def test_one_key_notes_the_outcome_and_the_next_line_is_current(desk: Pilot, codes: dict[str, str]) -> None:
    desk.press("G")
    desk.says(f"Genoteerd: geholpen · {codes['late']}")
    assert desk.units == 1
    assert state(desk, codes["late"]) == "done"
    assert current(desk) == codes["today"]
    assert desk.focus_name() == LIST
    assert not any("TE LAAT" in line for line in desk.lines(LIST))


def test_every_outcome_has_its_key_and_ctrl_z_brings_the_line_back(desk: Pilot, codes: dict[str, str]) -> None:
    for key in QUICK:
        outcome = OUTCOMES[key]
        desk.press(outcome.key)
        desk.says(f"Genoteerd: {outcome.label.lower()} · {codes['late']}")
        assert current(desk) == codes["today"]
        desk.press("Ctrl+Z")
        desk.says("Ongedaan gemaakt: opvolging noteren.")
        desk.wait_for(lambda: current(desk) == codes["late"], "the line to come back")
        assert (state(desk, codes["late"]), desk.focus_name()) == ("given", LIST)


def test_after_a_lock_and_from_the_palette_it_can_still_be_taken_back(desk: Pilot, codes: dict[str, str]) -> None:
    for key, name in (("G", "late"), ("W", "today")):
        desk.press(key)
        desk.says(codes[name])
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: desk.here == "followup" and current(desk) != "", "the list")
    desk.press("Ctrl+Z")
    desk.wait_for(lambda: current(desk) == codes["today"], "what was noted last")
    desk.press("Ctrl+K")
    desk.type("ongedaan")
    desk.press("Enter")
    desk.wait_for(lambda: current(desk) == codes["late"], "what was noted first")
    assert {state(desk, codes[name]) for name in ("late", "today")} == {"given"}


def test_who_does_not_want_to_be_called_is_not_called(desk: Pilot, codes: dict[str, str]) -> None:
    house = desk.screen.place.house
    (person,) = clients.search(house, "proef")[1]
    clients.change(house, person.id, forbidden_ways=["telefoon", "sms"])
    desk.wait_for(lambda: "niet bellen" in desk.lines(LIST)[1], "the warning in the list")
    desk.shows("▲ niet bellen · geen sms · Niet bellen na 17 uur.")
    desk.press("N")
    desk.shows("Deze cliënt wil niet gebeld worden. Kies brief of wacht op bezoek.")
    assert current(desk) == codes["late"]
    desk.press("L")
    desk.settle()
    desk.shows("Deze cliënt wil niet gebeld worden.")
    desk.press("Alt+V", "Down", "Down", "N")  # by mail, then by letter
    desk.says("Genoteerd: niet bereikt")
    desk.press("Ctrl+F")
    desk.type(codes["late"])
    desk.shows("geprobeerd (brief): niet thuis")
    desk.press("Ctrl+A")
    desk.type(codes["today"])
    desk.wait_for(lambda: current(desk) == codes["today"], "the next one")
    assert desk.screen._card.outcomes.way == "dienst"  # the next one is anonymous: nothing of the one before stays


def test_a_try_without_an_answer_stays_on_the_list_and_the_focus_goes_on(desk: Pilot, codes: dict[str, str]) -> None:
    desk.press("N")
    desk.says("Genoteerd: niet bereikt")
    assert current(desk) == codes["today"]
    assert any(codes["late"] in line and "1 poging" in line for line in desk.lines(LIST))


def test_three_outcomes_take_three_keys(desk: Pilot, codes: dict[str, str]) -> None:
    for key, name in (("G", "late"), ("X", "today"), ("D", "week")):
        desk.press(key)
        desk.says(codes[name])
    assert desk.units == 3
    assert current(desk) == codes["later"]


def test_the_buttons_work_by_enter_and_by_letter(desk: Pilot, codes: dict[str, str]) -> None:
    desk.press("Enter")
    assert desk.focus_name() == "Geholpen, letter G"
    desk.press("Tab", "Enter")
    desk.says("Genoteerd: deels geholpen")
    assert desk.focus_name() == LIST
    desk.press("Enter", "W")
    desk.says("Genoteerd: wachtlijst")


def test_a_key_that_is_held_down_notes_nothing_more(desk: Pilot, codes: dict[str, str]) -> None:
    for _ in range(5):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "g", autorep=True)
        QApplication.sendEvent(desk.screen._list, event)
    desk.settle()
    assert {state(desk, code) for code in codes.values()} == {"given"}


def test_an_outcome_that_cannot_be_is_refused_in_place(desk: Pilot, codes: dict[str, str]) -> None:
    desk.press("W")
    desk.says("wachtlijst")
    desk.wait_for(lambda: current(desk) == codes["today"])
    desk.screen._wanted = next(task.one.id for task in desk.screen._read.tasks if task.one.reference == codes["late"])
    desk.press("F5")
    desk.wait_for(lambda: current(desk) == codes["late"], "the line on the waiting list")
    desk.press("W")
    desk.shows("Deze uitkomst kan nu niet.")
    assert current(desk) == codes["late"]
    desk.press("Up", "Down", "Up")
    desk.wait_for(lambda: not any("Deze uitkomst kan nu niet" in text for text in desk.texts()), "the message to go")


@pytest.mark.usefixtures("codes")
def test_who_may_not_is_told_in_place(pilot: Pilot) -> None:
    pilot.sign_in("rapport_lezer")
    pilot.press("Ctrl+3")
    pilot.says("Met jouw rol zijn hier geen dossiers en vragen van cliënten te zien.")
    pilot.settle()
    assert pilot.lines(LIST) == []


def test_the_filter_finds_a_code_and_enter_goes_to_its_outcomes(desk: Pilot, codes: dict[str, str]) -> None:
    desk.press("Ctrl+F")
    desk.type(codes["week"].lower())
    desk.wait_for(lambda: len(desk.lines(LIST)) == 2, "one line")
    assert current(desk) == codes["week"]
    desk.press("Enter")
    assert desk.focus_name() == "Geholpen, letter G"


def test_a_filter_that_finds_nothing_says_so(desk: Pilot) -> None:
    desk.press("Ctrl+F")
    desk.type("zzzz")
    desk.wait_for(lambda: not desk.lines(LIST), "no lines")
    assert desk.screen._list._empty.startswith("Niets gevonden voor “zzzz”")
    desk.shows("Geen doorverwijzing gekozen")


def test_an_empty_list_is_a_good_day(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+3")
    pilot.settle()
    assert pilot.lines(LIST) == []
    assert pilot.screen._list._empty.startswith("Alles is opgevolgd.")
    pilot.press("G", "Enter")  # no line: nothing happens
    pilot.settle()
    assert pilot.here == "followup"


def test_a_house_that_cannot_be_read_is_told_and_the_list_stays(
    desk: Pilot, codes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_board: object, _house: object, _today: object) -> object:
        raise Trouble("Het huis kan niet gelezen worden.", "Kijk de schijf na.")

    monkeypatch.setattr(Board, "tasks", broken)
    desk.press("F5")
    desk.shows("Het huis kan niet gelezen worden. Kijk de schijf na.")
    assert current(desk) == codes["late"]
    monkeypatch.undo()
    desk.press("F5")
    desk.wait_for(lambda: not desk.screen._trouble.isVisible(), "the message to go")


def test_from_today_the_chosen_referral_is_the_current_one(codes: dict[str, str], pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.lines("Te laat"), "what is late")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "followup" and current(pilot) == codes["late"], "the referral")


def test_the_file_opens_from_the_line(desk: Pilot) -> None:
    desk.shows("Niet bellen na 17 uur.")
    desk.press("O")
    desk.wait_for(lambda: desk.here == "client", "the file")
    desk.shows("An Proef")


def test_after_a_lock_the_same_line_is_current(desk: Pilot, codes: dict[str, str]) -> None:
    desk.press("Down", "Down")
    assert current(desk) == codes["week"]
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: desk.here == "followup" and current(desk) == codes["week"], "the same line")


def test_at_two_hundred_per_cent_everything_can_be_scrolled_to(desk: Pilot, dress: Dress) -> None:
    dress("light", 2.0)
    desk.press("Ctrl+L")
    desk.restart()
    desk.sign_in("onthaal")
    desk.press("Ctrl+3")
    desk.wait_for(lambda: desk.lines(LIST), "the list")
    card, first = desk.screen._side, desk.screen._list
    assert card.y() >= first.parentWidget().y() + first.parentWidget().height()  # one under the other: nothing overlaps


def test_what_is_typed_in_a_form_is_there_after_the_lock(codes: dict[str, str], pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+3")
    pilot.wait_for(lambda: pilot.lines(LIST), "the list")
    pilot.settle()
    pilot.press("Down", "M")
    pilot.type("weigert zonder uitleg")
    pilot.press("Ctrl+L")
    pilot.sign_in("coordinator")
    pilot.wait_for(lambda: pilot.screen._card.layer is pilot.screen._card.why, "the reason")
    assert current(pilot) == codes["today"]
    assert pilot.screen._card.why.words.text() == "weigert zonder uitleg"
    pilot.press("Esc", "U")
    pilot.press("Tab", "Tab", "Tab", "Tab")
    pilot.screen._card.form.words.setText("ze zijn heel vriendelijk")
    pilot.press("Ctrl+L")
    pilot.sign_in("coordinator")
    pilot.wait_for(lambda: pilot.screen._card.layer is pilot.screen._card.form, "the form")
    assert pilot.screen._card.form.words.text() == "ze zijn heel vriendelijk"
