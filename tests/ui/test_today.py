"""Vandaag: what the desk uses most is one key away, and nothing stands there when there is nothing."""

from datetime import timedelta

import pytest

from sociaalhuis.desk import intake
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

USED = "Meest gebruikte diensten"


def test_the_most_used_services_stand_there_once_there_are_some(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    assert not any("Meest gebruikt" in text for text in pilot.texts())
    house = pilot.screen.place.house
    for services in (["davo", "tele-onthaal"], ["davo"]):
        noted = intake.register(house, intake.Question("hulp"), NOW)
        referrals.give(house, noted.id, services, "self", NOW)
    pilot.shows("Meest gebruikt in 90 dagen")
    pilot.settle()
    assert [line.rsplit(", ", 1)[1] for line in pilot.lines(USED)] == ["2 ×", "1 ×"]
    for _ in range(4):
        pilot.press("F6")
        if pilot.focus_name() == USED:
            break
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "catalogue", "the catalogue")
    assert pilot.screen._wanted == "davo" or "DAVO" in pilot.screen._seek.text()


def test_coming_back_shows_what_changed_in_the_meantime(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.settle()
    pilot.press("F7")
    house = pilot.screen.place.house
    noted = intake.register(house, intake.Question("hulp"), NOW)
    referrals.give(house, noted.id, ["davo"], "self", NOW)
    pilot.settle()
    pilot.press("Esc")
    assert pilot.here == "today"
    pilot.shows("Meest gebruikt in 90 dagen")


def test_what_came_of_last_week_is_told(sign_in: SignIn, pilot: Pilot) -> None:
    desk = sign_in("onthaal")
    for days, outcome in ((7, "helped"), (3, "partly"), (8, "helped"), (0, "helped"), (6, "accepted")):
        noted = intake.register(desk, intake.Question("hulp"), NOW - timedelta(days=12))
        (given,) = referrals.give(desk, noted.id, ["davo"], "self", NOW - timedelta(days=12))
        followup.note(desk, given, outcome, NOW - timedelta(days=days))
    desk.close()
    pilot.sign_in("onthaal")
    pilot.shows("Vorige week hielpen we 2 mensen vooruit.")


@pytest.mark.parametrize(("who", "seen"), [("coordinator", True), ("onthaal", False)])
def test_what_is_asked_for_more_than_usual_is_told_to_the_coordinator(
    sign_in: SignIn, pilot: Pilot, who: str, seen: bool
) -> None:
    house = sign_in("onthaal")
    for days in [33] * 6 + [63] * 6 + [93] * 6 + [121] * 6 + [3] * 20:
        intake.count(house, "balie", ["energie_water"], "informeren", NOW - timedelta(days=days))
    house.close()
    pilot.sign_in(who)
    pilot.settle()
    told = [text for text in pilot.texts() if "Meer vragen dan anders" in text]
    assert told == (["● Meer vragen dan anders: Energie, water, internet (20 in 30 dagen, anders 6)"] if seen else [])
