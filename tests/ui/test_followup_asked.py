"""One work list: aanmeldingen stand among the referrals, with their own letters; a channel narrows the list."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox

from sociaalhuis.desk import intake
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.referral import referrals
from sociaalhuis.ui import look
from sociaalhuis.ui.day import today
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

LIST = "Op te volgen"


def test_an_aanmelding_is_followed_from_the_same_list(sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("onthaal")
    then = NOW - timedelta(days=17)
    noted = intake.register(house, intake.Question("huur"), then)
    referrals.give(house, noted.id, ["vdab"], "self", then)
    asked = incoming.Asked("professional", "CAW, Els V.", "Gezin zoekt opvang.", "client_erbij", feedback=incoming.CONTACT)
    code = incoming.register(house, asked, NOW).reference
    house.close()
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+3")
    pilot.wait_for(lambda: len(pilot.lines(LIST)) == 4, "both")
    pilot.settle()
    channel = next(box for box in pilot.screen.findChildren(QComboBox) if box.accessibleName() == "Kanaal")
    channel.setCurrentIndex(channel.findData(incoming.CHANNEL))
    channel.activated.emit(channel.currentIndex())
    assert len(pilot.lines(LIST)) == 2
    assert code in pilot.lines(LIST)[1]
    assert "aanmelding" in pilot.lines(LIST)[1]
    pilot.shows("Gezin zoekt opvang.")
    pilot.press("E")  # an outcome of referrals is none of an aanmelding
    pilot.press("N")
    pilot.says(f"Genoteerd bij {code}: niet bereikt. Ctrl+Z maakt dat ongedaan.")
    pilot.press("B")
    pilot.says(f"Genoteerd bij {code}: cliënt bereikt.")
    pilot.wait_for(lambda: not pilot.lines(LIST), "nothing waits")
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: len(pilot.lines(LIST)) == 2, "it waits again")
    pilot.press("Enter")
    assert pilot.focus_name() == "cliënt bereikt, letter B"
    pilot.press("B")
    pilot.wait_for(lambda: not pilot.lines(LIST), "nothing waits")
    channel.setCurrentIndex(0)
    channel.activated.emit(0)
    assert [line for line in pilot.lines(LIST) if noted.reference in line]


def test_which_condition_was_not_met_stands_at_the_record(sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("onthaal")
    then = NOW - timedelta(days=17)
    noted = intake.register(house, intake.Question("ik wil praten"), then)
    referrals.give(house, noted.id, ["awel-102"], "self", then)
    house.close()
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    pilot.wait_for(lambda: bench.place.engine, "the catalogue")
    pilot.press("Ctrl+3")
    pilot.wait_for(lambda: pilot.lines(LIST), "the list")
    pilot.press("E")
    rows = pilot.screen._card.form.reasons
    assert rows.height() >= look.px(4 * look.ROW)  # there is something to choose from in sight
    letter = next(line.lead for line in rows.lines() if line.what is not None and line.what.slug == "not_eligible")
    pilot.press(letter, "Enter")
    assert pilot.focus_name() == "niet ingevuld"  # on Linux the name of a combo box is its value
    pilot.press("Down", "Ctrl+Enter")
    pilot.says("Genoteerd: geweigerd")
    pilot.wait_for(lambda: any("beslissen" in line for line in pilot.lines(LIST)), "the decision")
    pilot.shows("voldoet niet aan een voorwaarde (leeftijd)")
    bench.go("catalogue", service="awel-102")
    pilot.shows("voldeed niet: leeftijd 1 ×")


def test_a_long_list_is_made_ready_behind_the_first_screen(pilot: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "LONG", -1)
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    pilot.wait_for(lambda: "followup" in bench._screens and bench._screens["followup"].loaded, "the list behind it")
    assert pilot.here == "today"
