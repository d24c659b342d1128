"""Scenario 2 as one story over two houses, by keys: prepared, a day on the laptop, closed, brought home; nothing typed twice.

Budgets of the scenario: two minutes to prepare and open, four to close and bring home, by the keystroke-level model.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.access import users
from sociaalhuis.db.outing import OutingChange
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, series
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.outing import preparing
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.house import House
from tests.houses import NOW, PASSPHRASES
from tests.ui.pilot import Pilot

WHO = "coordinator"
SECRET = PASSPHRASES[WHO]
DAY = date(2026, 11, 26)
KEY, THINK = 0.28, 1.35  # seconds of the keystroke-level model; a thought before each part


def seconds(units: int, thoughts: int, letters: int = 0) -> float:
    return (units + letters) * KEY + thoughts * THINK


@pytest.fixture
def town(place: Path) -> tuple[uuid.UUID, uuid.UUID]:
    """A home with a zitdag of its own, one appointment, and one open follow-up of that place."""
    house = users.sign_in(place, SECRET, clock=lambda: NOW)
    try:
        made = series.plan(house, Series(uuid.uuid4(), "", "Bart", "Bibliotheek", "elke do 13-16", postal_code="3742"), NOW)
        anna = intake.add_person(house, "Anna", "Proef", phone="0470 12 34 56")
        contact = intake.register(house, intake.Question("stookolie", person=anna), NOW).id
        at = datetime.combine(DAY, time(13), BRUSSELS)
        appointments.book(house, Wish(made.id, at, contact), NOW)
        referrals.give(house, contact, [_service(house)], "self", NOW)
        return anna, contact
    finally:
        house.close()


def _service(house: House) -> str:
    from sqlalchemy import select

    from sociaalhuis.db.catalogue import Service

    with house.store.read() as session:
        return session.scalars(select(Service.slug).order_by(Service.slug)).all()[0]


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path, datetime], Pilot]]:
    """Sit down at a PC: its window opens, that of the PC before closes, for there is one keyboard."""
    flying: list[Pilot] = []

    def down(place: Path, now: datetime) -> Pilot:
        while flying:
            flying.pop().close()
        flying.append(Pilot(qtbot, place, tmp_path / "shots"))
        flying[0].now = now
        return flying[0]

    yield down
    while flying:
        flying.pop().close()


DIFFERENCE = "Anna Proef: telefoon, hier: 0470 12 34 56   ·   zitdag (26/11 14.00): 0499 00 00 00, alleen daar"


def _differ(place: Path, person: uuid.UUID) -> Callable[[], str | None]:
    """Let a difference wait at home; gives what tells the telephone there later."""
    house = users.sign_in(place, SECRET, clock=lambda: NOW)
    with house.store.write(house.actor, "outing.home") as session:
        (one,) = preparing.out_now(house)
        session.add(
            OutingChange(
                outing_id=one.id, table="person", row=person, column="phone", before="0470 12 34 56", there="0499 00 00 00",
                at=datetime.combine(DAY, time(14), BRUSSELS), user_id=house.actor.id, settled=None, taken=None,
            )
        )  # fmt: skip
    house.close()

    def phone() -> str | None:
        later = users.sign_in(place, SECRET, clock=lambda: NOW)
        with later.store.read() as session:
            found = session.get_one(Person, person).phone
        later.close()
        return found

    return phone


def test_a_zitdag_from_home_to_home(
    town: tuple[uuid.UUID, uuid.UUID], sit: Callable[[Path, datetime], Pilot], place: Path, tmp_path: Path
) -> None:
    package, back = tmp_path / "heen.zitdag", tmp_path / "thuis.zitdag"

    # prepare: Ctrl+K, the word, Enter, Enter, the passphrase, Enter
    pilot = sit(place, NOW)
    pilot.sign_in(WHO)
    pilot.start_counting()
    pilot.press("Ctrl+K")
    pilot.type("zitdag voor")
    pilot.press("Enter")
    pilot.shows("Bibliotheek, donderdag 26 november")
    pilot.shows("1 afspraak")
    assert not any("Anna" in text for text in pilot.texts()), "people look along"
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Je wachtwoord", "the passphrase")
    pilot.type(SECRET)
    pilot.answers.path = package
    pilot.press("Enter")
    pilot.settle()
    pilot.shows("is klaar en nagekeken")
    prepared = seconds(pilot.units + 1, 5, pilot.letters)  # and Enter in the dialog

    # open it on the laptop, in place of the first run
    laptop = sit(tmp_path / "laptop" / "huis", datetime.combine(DAY, time(12, 55), BRUSSELS).astimezone(UTC))
    laptop.press("Alt+R")
    laptop.answers.path = package
    laptop.wait_for(lambda: laptop.focus_name().startswith("Kies een kopie"), "the button")
    laptop.press("Spatie")
    laptop.shows("Een zitdag openen")
    laptop.type(SECRET)
    laptop.press("Enter")
    laptop.shows("De zitdag is geopend")
    opened = seconds(laptop.units + 1, 4, laptop.letters)
    laptop.sign_in(WHO)
    laptop.shows("Zitdag Bibliotheek – zonder netwerk – tot 27/11 12.00 uur")

    # a question without a network, and one that is half typed
    laptop.press("Ctrl+T")
    laptop.shows("Spatie wisselt zitdag en telefoon")
    laptop.press("Escape", "Ctrl+N")
    laptop.type("De waterrekening is te hoog")
    laptop.press("Alt+O")
    laptop.type("won")
    laptop.press("Enter", "Ctrl+Enter")
    laptop.says("Bewaard met code Z")
    laptop.press("Ctrl+N")
    laptop.type("nog iets")
    laptop.wait_for(lambda: laptop.here == "question", "the question")

    # close
    laptop.start_counting()
    laptop.press("Ctrl+Shift+E")
    laptop.shows("Half af: vraag")
    laptop.shows("Papier versnipperen")
    laptop.press("End", "Spatie")
    laptop.shows("gedaan")
    laptop.press("Alt+W")
    laptop.type(SECRET)
    laptop.answers.path = back
    laptop.press("Enter")
    laptop.wait_for(lambda: laptop.here == "lock", "the lock")
    assert "1 ontwerp is niet af" in laptop.answers.asked[-2]
    closed = seconds(laptop.units + 2, 6, laptop.letters)
    laptop.sign_in(WHO)  # it is closed: it begins at its end
    laptop.shows("afgesloten om")
    assert laptop.here == "outing_close"

    # bring home; meanwhile a difference of another laptop waits
    anna = _differ(place, town[0])
    pilot = sit(place, datetime.combine(DAY, time(16, 40), BRUSSELS).astimezone(UTC))
    pilot.sign_in(WHO)
    pilot.start_counting()
    pilot.press("Ctrl+K")
    pilot.type("zitdag thuis")
    pilot.press("Enter")
    pilot.answers.path = back
    pilot.wait_for(lambda: pilot.focus_name().startswith("Kies het pakket"), "the button")
    pilot.press("Spatie")
    pilot.shows("Vragen en turven")
    pilot.settle()
    pilot.press("Ctrl+Enter")
    pilot.settle()
    pilot.shows("Alles is thuis.")
    home = seconds(pilot.units + 1, 4, pilot.letters)
    assert pilot.letters == len("zitdag thuis")  # nothing is typed again
    pilot.press("Alt+K")  # the same once more
    pilot.shows("Alles uit dit pakket staat hier al.")
    pilot.settle()
    pilot.press("Ctrl+Enter")
    pilot.shows("Dit was al thuis")
    pilot.press("Alt+S")
    assert not back.exists()
    pilot.press("F6")
    pilot.wait_for(lambda: pilot.focus_name() == "Twee waarden", "the differences")
    assert pilot.lines("Twee waarden") == [DIFFERENCE]
    pilot.press("T")
    pilot.wait_for(lambda: pilot.lines("Twee waarden") == [], "the list without what was chosen")
    laptop = sit(tmp_path / "laptop" / "huis", pilot.now)
    assert anna() == "0499 00 00 00"

    # and nothing stays on the laptop
    laptop.sign_in(WHO)
    laptop.shows("Afgesloten")
    laptop.press("W")
    laptop.shows("STAP 1 VAN 4")
    assert not (tmp_path / "laptop" / "huis" / "keys.json").exists()
    print(f"prepare {prepared:.0f} s, open {opened:.0f} s, close {closed:.0f} s, home {home:.0f} s")  # noqa: T201
    assert prepared + opened <= 120
    assert closed + home <= 240
