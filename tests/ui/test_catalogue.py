"""De catalogus: found while typing, the number at once, and what to do when nothing is found."""

import dataclasses
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sociaalhuis.catalogue import starter
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.desk.catalogue import checking, editing
from sociaalhuis.house import change_setting
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

FOUND = "Gevonden diensten"


@pytest.fixture
def desk(sign_in: SignIn, pilot: Pilot) -> Pilot:
    """The pilot in a house in Bilzen, with the catalogue ready."""
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    pilot.start_counting()
    return pilot


def name(pilot: Pilot) -> str:
    return str(pilot.screen._card._name.text())


def test_a_service_and_its_number_within_two_units_and_letters(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("zelfmo")
    desk.wait_for(lambda: name(desk) == "Zelfmoordlijn 1813", "the card")
    desk.shows("✓ nu open")
    desk.press("Enter")
    desk.says("Gekopieerd: 1813.")
    assert QApplication.clipboard().text() == "1813"
    assert desk.units <= 2
    assert desk.letters <= 8


def test_enter_before_the_answer_waits_for_it(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("zelfmoordlijn")
    desk.press("Enter")
    desk.says("Gekopieerd: 1813.")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kringwnkel", "De Kringwinkel"),
        ("ocmw", "Sociale dienst / Sociaal Huis Bilzen-Hoeselt"),
        ("huur opgezegd", "Huurdersbond Limburg"),
    ],
)
def test_typing_errors_the_house_s_own_place_and_the_client_s_words(desk: Pilot, typed: str, first: str) -> None:
    desk.press("Ctrl+G")
    desk.type(typed)
    desk.wait_for(lambda: name(desk).startswith(first), first)


def test_the_card_says_how_old_it_is_and_what_is_for_staff(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("Juridische eerstelijnsbijstand Limburg")
    for text in ("▲ nooit nagekeken", "▲ contact ontbreekt", "ALLEEN VOOR MEDEWERKERS", "Geen telefoonnummer bekend."):
        desk.shows(text)
    desk.press("F2")
    desk.says("Deze fiche heeft geen telefoonnummer.")


def test_f2_copies_one_number_after_the_other(desk: Pilot) -> None:
    many = next(one for one in starter.services().values() if len(one.phones) > 2)
    desk.press("Ctrl+G")
    desk.type(many.name)
    desk.wait_for(lambda: name(desk) == many.name, "the card")
    for phone in (*many.phones, many.phones[0]):
        desk.press("F2")
        desk.says(f"Gekopieerd: {phone.number}.")


def test_the_arrows_choose_while_the_focus_stays_in_the_field(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("caw")
    desk.wait_for(lambda: len(desk.lines(FOUND)) > 2, "services")
    first = name(desk)
    desk.press("Down")
    assert name(desk) != first
    assert desk.focus_name() == "Zoek in de catalogus"
    desk.press("Up", "Up")
    assert name(desk) == first


def test_nothing_found_says_what_to_do(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("zzzyq")
    desk.shows("0 gevonden")
    assert desk.screen._list._empty.startswith("Niets gevonden voor “zzzyq”.")
    assert name(desk) == "Geen fiche gekozen"
    desk.press("Enter", "F2", "Ctrl+D")
    desk.settle()
    assert desk.here == "catalogue"


def test_a_right_stands_between_the_services_and_is_explored(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("omnio")
    desk.wait_for(lambda: name(desk).startswith("Verhoogde tegemoetkoming"), "the right")
    assert "ook gezegd: omnio" in desk.lines(FOUND)[0]
    assert desk.lines(FOUND)[0].endswith("recht")
    assert any("bij: Verhoogde tegemoetkoming" in line for line in desk.lines(FOUND)[1:])
    desk.shows("De dienst beslist.")
    desk.press("F2")
    desk.says("Een recht heeft geen nummer. Enter verkent het.")
    desk.press("Ctrl+D")
    desk.says("Naar een recht verwijs je niet door. Enter verkent het.")
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "rights", "the exploration")
    desk.wait_for(lambda: str(desk.screen._list.current()) == "verhoogde-tegemoetkoming", "the right")


def test_the_choice_stays_when_the_same_letters_are_answered_again(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("caw")
    desk.wait_for(lambda: len(desk.lines(FOUND)) > 2, "services")
    desk.press("Down")
    chosen = name(desk)
    desk.screen.engine_ready()
    desk.settle()
    assert name(desk) == chosen
    desk.type(" onthaal")
    desk.wait_for(lambda: name(desk) == "CAW onthaal", "the first of other letters")


def test_nearly_a_word_asks_what_was_meant(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("xxinvlddtt")
    desk.shows("0 gevonden")
    assert "Bedoel je “" in desk.screen._list._empty


def test_choices_narrow_what_is_found_and_show_what_there_is(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.press("Tab")
    assert desk.focus_name() == "Domein"
    desk.type("Won")  # the letters choose, as in every list
    desk.wait_for(lambda: desk.lines(FOUND), "what there is about housing, without a word")
    assert "Huurdersbond Limburg" in " ".join(desk.lines(FOUND))
    assert "Zelfmoordlijn" not in " ".join(desk.lines(FOUND))
    desk.press("Tab")
    desk.type("Recht")
    desk.wait_for(lambda: all("recht" in one for one in desk.lines(FOUND)), "only rights")
    desk.press("Tab")
    desk.type("Frans")
    desk.shows("0 gevonden")  # a right has no language
    assert desk.screen._list._empty.startswith("Hier past niets bij.")
    desk.press("Home")
    desk.press("Ctrl+F")
    desk.type("huur")
    desk.wait_for(lambda: any("Vlaamse huurpremie" in one for one in desk.lines(FOUND)), "rights about housing")
    assert all("recht" in one for one in desk.lines(FOUND))
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: any("Vlaamse huurpremie" in one for one in desk.lines(FOUND)), "the same after the lock")


def test_what_is_free_and_where_a_wheelchair_gets_in_are_found(sign_in: SignIn, pilot: Pilot) -> None:
    keeper = sign_in("coordinator")
    editing.change(keeper, "jac", {"addresses": "Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel; lift]"})
    keeper.close()
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    pilot.press("Ctrl+G")
    pilot.press("Tab", "Tab", "Tab", "Tab")
    assert pilot.focus_name() == "Toegang"
    pilot.type("Met")
    pilot.wait_for(lambda: len(pilot.lines(FOUND)) == 1, "the one address that says so")
    pilot.shows("Dorpsstraat 12, 3740 Bilzen  (onthaal)  · rolstoel, lift")
    pilot.press("Home", "Down")
    pilot.wait_for(lambda: len(pilot.lines(FOUND)) > 20, "what costs nothing")
    assert "Huurdersbond Limburg" not in " ".join(pilot.lines(FOUND)), "who is a member pays"


def test_an_empty_field_says_how_much_there_is(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.shows(f"{len(starter.services())} fiches")
    assert desk.screen._list._empty.startswith("Typ een naam")


def test_before_the_catalogue_is_ready_it_says_so_and_searches_then(desk: Pilot) -> None:
    place = desk.screen.place
    engine, place.engine = place.engine, None
    desk.press("Ctrl+G")
    desk.type("1813")
    desk.wait_for(lambda: desk.screen._list._empty.startswith("De catalogus wordt klaargezet"), "the notice")
    place.engine = engine
    desk.screen.engine_ready()
    desk.wait_for(lambda: name(desk) == "Zelfmoordlijn 1813", "the card")


def test_an_empty_catalogue_says_who_can_help(desk: Pilot) -> None:
    desk.screen.place.engine = Engine([])
    desk.press("Ctrl+G")
    desk.wait_for(lambda: desk.screen._list._empty.startswith("De catalogus is leeg."), "the notice")


def test_the_palette_opens_the_card(desk: Pilot) -> None:
    desk.press("Ctrl+K")
    desk.type("zelfmoordlijn")
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "catalogue" and name(desk) == "Zelfmoordlijn 1813", "the card")
    assert desk.focus_name() == FOUND


def test_d_takes_this_service_along_to_the_question(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("zelfmoordlijn")
    desk.wait_for(lambda: desk.lines(FOUND), "services")
    desk.press("F6", "D")
    assert desk.here == "question"
    desk.says("Gekozen: Zelfmoordlijn 1813. Typ wat de cliënt zegt. Dan Ctrl+D.")


def test_a_hundred_thousand_characters_break_nothing(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.paste("😀qé" * 50_000)
    desk.shows("0 gevonden")


def test_a_long_name_and_a_long_word_stay_in_the_card(desk: Pilot) -> None:
    place = desk.screen.place
    long = next(iter(starter.services().values()))
    long = dataclasses.replace(
        long, id="lang", name="Donaudampfschifffahrt" * 20, description="x" * 100_000, organization="مركز " * 200
    )
    place.engine.update([long])
    desk.press("Ctrl+G")
    desk.type("donaudampf")
    desk.wait_for(lambda: name(desk).startswith("Donau"), "the card")
    desk.settle()
    card = desk.screen._card
    assert card.width() + card.x() <= desk.screen.width()
    assert card.facts.widget().width() <= card.facts.width()


def test_after_a_lock_the_card_is_open_again(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("kringwinkel")
    desk.wait_for(lambda: name(desk).startswith("De Kringwinkel"), "the card")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: desk.here == "catalogue" and name(desk).startswith("De Kringwinkel"), "the same card")


def test_how_the_catalogue_stands_and_every_part_leads_to_its_list(sign_in: SignIn, pilot: Pilot) -> None:
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    lead = sign_in("coordinator")
    checking.verify(lead, "tele-onthaal", "telefoon", "", NOW)
    checking.report(lead, "davo", "het nummer klopt niet", NOW)
    lead.close()
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    pilot.press("Ctrl+G")
    standing = pilot.screen._standing
    pilot.wait_for(lambda: standing.parts, "how it stands")
    said = [part.text().replace("&", "") for part in standing.parts]
    right = sum(int(one.split()[1]) for one in said if one[0] in "✓●▲" and "dubbel" not in one)
    assert right == len(checking.round_(pilot.screen.place.house, NOW).items)
    assert "▲ 1 gemeld" in said
    for key, group in (("Alt+D", "in orde"), ("Alt+M", "gemeld")):
        pilot.press(key)
        pilot.wait_for(lambda: pilot.here == "checking" and pilot.screen._item is not None, "the list")
        pilot.wait_for(partial(_is_of, pilot, group), group)
        pilot.press("Esc")
        pilot.wait_for(lambda: pilot.here == "catalogue", "back")
        pilot.wait_for(lambda: pilot.screen._standing.parts, "how it stands")


def _is_of(pilot: Pilot, group: str) -> bool:
    return bool(pilot.screen._item.group == group)


def test_from_a_search_field_the_way_to_undo_is_the_one_that_works(desk: Pilot) -> None:
    desk.press("Ctrl+G")
    desk.type("zelfmo")
    desk.wait_for(lambda: name(desk) == "Zelfmoordlijn 1813", "the card")
    desk.press("Ctrl+Shift+K", "Enter")
    desk.says("Gemeld.")
    desk.says("Ctrl+K “ongedaan” maakt ongedaan.")  # Ctrl+Z is of the field
    desk.press("Ctrl+K")
    desk.type("ongedaan")
    desk.settle()
    desk.press("Enter")
    desk.says("Ongedaan gemaakt: melden dat een fiche niet klopt.")


def test_who_may_keeps_the_catalogue_as_a_file_whose_name_says_how(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+G")
    assert not [one for one in pilot.screen.commands() if "bewaren als bestand" in one.label]
    pilot.press("Ctrl+L")
    pilot.sign_in("coordinator")
    for name, begins in (("uit.txt", b""), ("uit.json", b"{"), ("uit.xlsx", b"PK")):
        pilot.answers.path = tmp_path / name
        pilot.press("Ctrl+G", "Ctrl+K")
        pilot.type("catalogus bewaren")
        pilot.press("Enter")
        pilot.says("fiches bewaard als " + name if begins else "Kies een naam die eindigt op .xlsx, .csv, .json, .zip.")
        assert not begins or pilot.answers.path.read_bytes().startswith(begins)
