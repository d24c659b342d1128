"""The palette: what was in hand last stands first, the nearest of equal names too, and nobody sees people who may not."""

import time
from typing import Any

from sociaalhuis.catalogue.service import Service, ServiceArea
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.referral import referrals
from sociaalhuis.house import change_setting
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot


def test_recent_work_and_the_nearest_of_equal_names_come_first(sign_in: SignIn, pilot: Pilot) -> None:
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    pilot.sign_in("onthaal")
    place = pilot.screen.place
    pilot.wait_for(lambda: place.engine is not None, "the engine")
    person = intake.add_person(place.house, "Amina", "El Proef", birth_year=1990)
    clients.open_person(place.house, person, "proef", place.today())
    noted = intake.register(place.house, intake.Question("huur"), NOW)
    referrals.give(place.house, noted.id, ["davo"], "self", NOW)
    pilot.press("Ctrl+K")
    pilot.wait_for(lambda: "RECENT, Amina El Proef, 1990" in pilot.lines("Gevonden"), "the file")
    assert [line.split(", ")[0] for line in pilot.lines("Gevonden")[:3]] == ["RECENT", "RECENT", "OPDRACHT"]
    assert "DAVO" in pilot.lines("Gevonden")[0]
    far, near = (
        Service(nis, "CAW", "Kwartelhuis", "Hulp", ServiceArea("municipalities", (nis,))) for nis in ("11002", "73110")
    )
    place.engine.update([far, near])
    palette = pilot.bench._palette
    started = time.perf_counter()
    pilot.type("kwartel")
    assert time.perf_counter() - started < 0.1 * len("kwartel")
    pilot.press("Enter")  # before the answer: it waits for it
    pilot.wait_for(lambda: pilot.here == "catalogue" and pilot.screen._card._service == near, "the card of the nearest")
    hits = [hit for hit in palette._hits if hit.kind == "DIENST"]
    assert [(hit.label, hit.right) for hit in hits] == [("Kwartelhuis", "nooit nagekeken")] * 2


def test_a_right_is_found_and_opens_with_its_explanation(pilot: Pilot) -> None:
    pilot.sign_in()
    pilot.press("Ctrl+K")
    pilot.type("sociaal tarief")
    pilot.wait_for(lambda: any(line.startswith("RECHT") for line in pilot.lines("Gevonden")), "the right")
    row = next(i for i, line in enumerate(pilot.lines("Gevonden")) if line.startswith("RECHT"))
    pilot.press(*["Down"] * row, "Enter")
    pilot.wait_for(lambda: pilot.here == "rights", "the screen of rights")
    pilot.wait_for(lambda: str(pilot.screen._list.current()).startswith("sociaal-tarief"), "the right")


def test_what_was_typed_before_the_services_were_there_is_found_when_they_are(pilot: Pilot) -> None:
    pilot.sign_in()
    bench: Any = pilot.window.bench
    pilot.wait_for(lambda: pilot.screen.place.engine, "the services")
    pilot.settle()
    place = pilot.screen.place
    engine, place.engine = place.engine, None
    pilot.press("Ctrl+K")
    pilot.type("sociaal tarief")
    pilot.shows("Niets gevonden voor “sociaal tarief”")
    place.engine = engine
    bench.engine_ready()
    pilot.wait_for(lambda: any(line.startswith("RECHT") for line in pilot.lines("Gevonden")), "the right")


def test_who_is_not_found_gets_a_file_with_one_key(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("De waterrekening is te hoog")
    pilot.press("Ctrl+K")
    pilot.type("zzamira qqbensaid 1988")
    pilot.shows("Nieuwe cliënt met deze naam? Ctrl+Enter.")
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "client", "the form")
    texts = pilot.screen._form.texts()
    assert (texts["given"], texts["family"], texts["birth"]) == ("zzamira", "qqbensaid", "1988")
    assert pilot.focus_name() == "Telefoon"


def test_a_volunteer_finds_no_people(sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("onthaal")
    intake.add_person(house, "Amina", "El Proef")
    house.close()
    pilot.sign_in("vrijwilliger")
    pilot.press("Ctrl+K")
    pilot.type("amina")
    pilot.wait_for(lambda: not pilot.bench._palette._pause.isActive(), "the search")
    pilot.settle()
    assert not any("Amina" in line for line in pilot.lines("Gevonden"))
    pilot.press("Ctrl+Enter")
    assert pilot.here != "client"
