"""The agenda on the real window: booked with a few keys, walked through, called off without losing anybody."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sociaalhuis.access import users
from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, series, waiting
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.house import change_setting
from sociaalhuis.ui.agenda.queue import Display
from tests.desk.test_agenda import TUESDAY, at
from tests.houses import NOW, PASSPHRASES
from tests.ui.pilot import Pilot

BUDGET = 8  # units for an appointment with its letter


class FakePress:
    """A printer that keeps what it got."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, pdf: bytes, _name: str = "") -> None:
        """Keep it."""
        self.sent.append(pdf)


@pytest.fixture
def planned(place: Path) -> Series:
    """A pension service and a tenants' union, planned before the window opens."""
    house = users.sign_in(place, PASSPHRASES["coordinator"], clock=lambda: NOW)
    try:
        one = series.plan(
            house,
            Series(uuid4(), "", "Federale Pensioendienst", "Bib Munsterbilzen", "elke di 9-12", postal_code="3740", guest=True),
            NOW,
        )
        series.plan(
            house, Series(uuid4(), "", "Huurdersbond", "Dorpshuis", "2de maandag van de oneven maanden 9-11", guest=True), NOW
        )
    finally:
        house.close()
    return one


def test_an_appointment_on_the_next_zitdag_with_its_letter_costs_few_keys(planned: Series, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    house = bench.place.house
    person = intake.add_person(house, "Tina", "Vos", postal_code="3740", reading="groot_lettertype")
    bench.go("client", person=person)
    pilot.wait_for(lambda: pilot.screen.remember().get("person"), "the file")
    pilot.start_counting()
    pilot.press("Ctrl+Shift+A")
    pilot.wait_for(lambda: pilot.here == "booking", "the free moments")
    pilot.settle()
    press = FakePress()
    pilot.screen._out.press = press
    pilot.shows("bij de cliënt in de buurt")
    pilot.press("Down", "Enter")
    pilot.says("Afspraak dinsdag 24 november 2026 om 9.20 uur bij Federale Pensioendienst. Code")
    pilot.press("Ctrl+P")
    pilot.says("Brief naar de printer.")
    assert len(press.sent) == 1
    assert (pilot.units, pilot.letters) == (4, 0)
    assert pilot.units <= BUDGET
    pilot.press("Ctrl+Shift+A")
    pilot.settle()
    assert not any("9.20" in line and "24 november" in line for line in pilot.lines("Vrije momenten"))
    pilot.press("Ctrl+N")
    pilot.type("De deurwaarder is geweest en ik kan de huur niet meer betalen.")
    pilot.shows("+ Wonen   Enter")
    pilot.press("Alt+O", "Enter", "Ctrl+Shift+A")
    pilot.wait_for(lambda: pilot.here == "booking", "the free moments for the question")
    pilot.shows("Vraag ")
    pilot.press("Enter")
    pilot.says("Afspraak dinsdag 24 november 2026 om 9 uur bij Federale Pensioendienst. Code")
    pilot.press("Ctrl+9")
    pilot.wait_for(lambda: pilot.here == "agenda" and pilot.screen.loaded, "the week")
    pilot.settle()
    pilot.press("Right")
    pilot.shows("Federale Pensioendienst, Bib Munsterbilzen")
    pilot.press("X")
    pilot.shows("Deze afspraak moet nog komen.")
    pilot.now = at(12)
    pilot.press("X")
    pilot.says("kwam niet – opnieuw plannen? V")
    pilot.press("V")
    pilot.wait_for(lambda: pilot.here == "booking", "another moment")
    pilot.shows("Kies het nieuwe moment.")
    pilot.press("Enter")
    pilot.says("Verplaatst naar dinsdag 1 december 2026 om 9 uur bij Federale Pensioendienst.")


def test_a_day_with_thirty_people_is_called_off_and_everybody_gets_a_choice(planned: Series, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    house = bench.place.house
    series.add_day(house, planned.id, TUESDAY, at(13).time(), at(21).time(), NOW)
    for number in range(30):
        start = at(9) + timedelta(minutes=20 * (number + (3 if number > 8 else 0)))
        appointments.book(house, Wish(planned.id, start, words="x"), NOW)
    appointments.book(house, Wish(planned.id, at(9), words="nog een", anyway=True), NOW)
    bench.go("agenda", day=TUESDAY, series=planned.id)
    pilot.wait_for(lambda: pilot.screen.loaded, "the day")
    pilot.shows("Kies wie blijft: ")
    pilot.shows("boekte laatst en kan een andere dag (V).")
    pilot.press("A")
    pilot.says("geannuleerd")
    pilot.press("S")
    pilot.wait_for(lambda: pilot.here == "calls", "the call list")
    pilot.shows("Gaat door, met 30 afspraken.")
    pilot.type("ziek")
    pilot.press("Enter")
    pilot.shows("30 cliënten wachten nog op nieuws.")
    pilot.settle()
    assert len(pilot.lines("Bellijst")) == 30
    pilot.press("V")
    pilot.says("staat nu op di 1 december om 9.00")
    pilot.press("W")
    pilot.says("is verwittigd")
    pilot.press("A")
    pilot.says("geannuleerd")
    pilot.shows("27 cliënten wachten nog op nieuws.")
    pilot.press("Ctrl+Z")
    pilot.shows("28 cliënten wachten nog op nieuws.")
    pilot.press("Esc")
    pilot.wait_for(lambda: pilot.here == "agenda", "the agenda")
    pilot.shows("vragen een keuze")


def test_when_does_the_pension_service_come(planned: Series, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+K")
    pilot.settle()
    pilot.type("wanneer komt de huurdersbond")
    pilot.shows("ma 11 januari 9–11 · ma 8 maart · ma 10 mei")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "agenda", "the agenda on that day")
    pilot.shows("maandag 11 januari 2027")
    pilot.press("Ctrl+G")
    pilot.type("pensioendienst")
    pilot.shows("di 24 november 9–12 · di 1 december · di 8 december")
    pilot.now = datetime.combine(TUESDAY, at(8).time(), at(8).tzinfo)
    pilot.press("Ctrl+1")
    pilot.shows("Federale Pensioendienst 9–12")
    assert "9.00, vrij, 9 ×" in pilot.lines("Agenda vandaag")


def test_the_coordinator_plans_a_zitdag_and_the_onthaal_may_not(planned: Series, pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    bench: Any = pilot.window.bench
    bench.go("officehours")
    pilot.settle()
    assert len(pilot.lines("Zitdagen")) == 2
    pilot.press("Alt+U")
    pilot.type("Ziekenfonds")
    pilot.press("Alt+A")
    pilot.type("elke blauwe maandag")
    pilot.press("Ctrl+Enter")
    pilot.shows("elke blauwe maandag")
    pilot.press("Alt+A", "Ctrl+A")
    pilot.type("elke donderdag 13-17, niet in schoolvakanties")
    pilot.shows("do 26 november 13–17 · do 3 december")
    pilot.press("Ctrl+Enter")
    pilot.says("Bewaard: Ziekenfonds")
    pilot.settle()
    assert len(pilot.lines("Zitdagen")) == 3


def test_one_day_more_and_the_days_for_everybody(planned: Series, pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    bench.go("officehours")
    pilot.settle()
    rows = pilot.lines("Zitdagen")
    name = rows[0].split(",")[0]
    pilot.press("Alt+X")
    pilot.type("3/12 15-13")
    pilot.press("Enter")
    pilot.shows("Het einde ligt voor het begin.")
    pilot.press("Ctrl+A")
    pilot.type("26/11 18-20")
    pilot.press("Enter")
    pilot.says(f"{name} komt ook op donderdag 26 november 2026")
    pilot.settle()
    assert "do 26 november 18–20" in pilot.lines("Zitdagen")[0]
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: pilot.lines("Zitdagen") == rows, "the days of before")
    pilot.answers.path = tmp_path / "dagen.ics"
    pilot.press("Ctrl+K")
    pilot.type("zitdag als kalender")
    pilot.press("Enter")
    pilot.says("Bewaard als dagen.ics, zonder afspraken.")
    assert (tmp_path / "dagen.ics").read_bytes().count(b"BEGIN:VEVENT") >= 2


def test_the_waiting_list_and_a_display_with_nothing_but_numbers(planned: Series, place: Path, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+Shift+N")
    pilot.says("Dit huis gebruikt geen wachtnummers.")
    bench: Any = pilot.window.bench
    bench.go("agenda")
    assert not pilot.screen._queue.isVisible()
    pilot.press("Ctrl+L")
    house = users.sign_in(place, PASSPHRASES["beheerder"], clock=lambda: NOW)
    change_setting(house, waiting.SETTING, True)
    house.close()
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.here == "agenda", "the agenda again")
    pilot.press("F6")
    assert pilot.focus_name() == "Wachtrij"
    pilot.press("Ctrl+K")
    pilot.type("nieuw wachtnummer")
    pilot.press("Enter")
    pilot.says("Nummer 1 gegeven.")
    pilot.press("Ctrl+K")
    pilot.type("nieuw wachtnummer")
    pilot.press("Enter")
    pilot.says("Nummer 2 gegeven.")
    pilot.now += timedelta(minutes=16)
    pilot.press("Ctrl+Shift+N")
    pilot.says("Nummer 1 is aan de beurt.")
    pilot.settle()
    assert pilot.lines("Wachtrij") == ["16 min, nr. 2"]
    queue = pilot.screen._queue
    queue._display = Display(queue)  # not shown: a second window makes the test platform complain
    queue.arrive()
    pilot.settle()
    shown = [label.text() for label in queue._display.findChildren(QLabel)]
    assert shown == ["Aan de beurt", "1", ""]


def test_the_public_display_can_only_show_numbers(qtbot: QtBot) -> None:
    display = Display(None)
    qtbot.addWidget(display)
    display.show_numbers((12, 11, 9))
    assert [label.text() for label in display.findChildren(QLabel)] == ["Aan de beurt", "12", "11   9"]


def _plan_another(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    pilot.bench.go("officehours")
    pilot.settle()
    pilot.press("Alt+U")
    pilot.type("Zorgkas")
    pilot.press("Alt+A")
    pilot.type("elke vr 9-12")


def test_an_extra_day_is_for_the_zitdag_that_was_just_made(planned: Series, pilot: Pilot) -> None:
    _plan_another(pilot)
    pilot.press("Ctrl+Enter")
    pilot.says("Bewaard: Zorgkas")
    pilot.settle()
    assert pilot.screen._host.text() == "Zorgkas"
    pilot.press("Alt+X")
    pilot.type("7/12 13-15")
    pilot.press("Enter")
    pilot.says("Zorgkas komt ook op maandag 7 december 2026")


def test_a_plan_that_is_typed_stays_whatever_happens_in_the_house(planned: Series, pilot: Pilot) -> None:
    _plan_another(pilot)
    house = pilot.bench.place.house
    intake.count(house, "balie", ["wonen"], "informeren", pilot.now)
    pilot.settle()
    assert pilot.screen._host.text() == "Zorgkas"
    pilot.press("Ctrl+1", "Alt+Left")
    pilot.bench.go("officehours")
    pilot.settle()
    assert (pilot.screen._host.text(), pilot.screen._rule.text()) == ("Zorgkas", "elke vr 9-12")
    pilot.press("Ctrl+L")
    pilot.sign_in("coordinator")
    pilot.wait_for(lambda: pilot.here == "officehours" and pilot.screen._host.text() == "Zorgkas", "the plan")
    pilot.settle()
    pilot.press("Ctrl+Enter")
    pilot.says("Bewaard: Zorgkas")


def test_what_an_appointment_is_about_outlives_the_lock(planned: Series, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    person = intake.add_person(bench.place.house, "Tina", "Vos")
    bench.go("booking", new=True, person=person)
    pilot.settle()
    pilot.screen._words.setFocus()
    pilot.type("de brief van de school")
    pilot.press("Ctrl+L")
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.here == "booking", "the free moments")
    pilot.settle()
    assert pilot.screen._words.text() == "de brief van de school"
    assert pilot.screen._whom.shown
