"""Signals and the end of the day on the real window: from anywhere, in few keys, and never with a name."""

from tests.ui.pilot import Pilot

WORDS = "De deurwaarder is geweest en ik kan de huur niet meer betalen."


def test_a_signal_from_anywhere_costs_four_keys(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+5")
    pilot.wait_for(lambda: pilot.here == "catalogue", "the catalogue")
    pilot.start_counting()
    pilot.press("Ctrl+Shift+S", "A", "W")
    pilot.type("Jan Peeters vindt geen huis")
    pilot.press("Ctrl+Enter")
    pilot.shows("lijkt een naam")
    assert pilot.focus_name() == "Wat loopt er mis?"
    pilot.press("Ctrl+A")
    pilot.start_counting()
    pilot.units = 3
    pilot.type("Geen huis te vinden onder 900 euro.")
    pilot.press("Ctrl+Enter")
    pilot.says("Signaal bewaard: aanbod ontbreekt, 1e keer dit kwartaal.")
    assert (pilot.units, pilot.here) == (4, "catalogue")
    pilot.press("Ctrl+Shift+S", "A", "W", "Alt+G")  # before the list is there
    pilot.says("2e keer dit kwartaal")
    pilot.press("Ctrl+Shift+S", "W")
    pilot.type("G")  # health
    pilot.type("half getypt")
    pilot.press("Esc", "Ctrl+1")
    pilot.settle()
    pilot.shows("half getypt")
    pilot.press("Ctrl+K")
    pilot.type("signalen bek")
    pilot.press("Enter")
    pilot.shows("NIEUW (1)")
    assert pilot.lines("Signalen")[1].startswith("2 ×, Geen huis te vinden")
    pilot.press("B")  # only the coordinator
    pilot.press("H")
    pilot.says("Meegeteld")
    pilot.shows("3 ×")


def test_from_a_question_without_an_offer_only_the_words_are_missing(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N", "Alt+O")
    pilot.type("wonen")
    pilot.press("Enter", "Alt+P")
    pilot.type("3740")
    pilot.press("Ctrl+M")
    pilot.says("geen passend aanbod")
    pilot.start_counting()
    pilot.press("Ctrl+Shift+S")
    assert pilot.focus_name() == "Wat loopt er mis?"
    pilot.shows("Bilzen-Hoeselt")
    pilot.type("Geen plaats in de nachtopvang.")
    pilot.press("Ctrl+Enter")
    pilot.says("aanbod ontbreekt, 1e keer")
    assert (pilot.units, pilot.here) == (2, "question")


def test_the_coordinator_deals_with_it(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    pilot.press("Ctrl+Shift+S", "P", "W")
    pilot.type("De nachtopvang is vol.")
    pilot.press("Ctrl+Enter")
    pilot.says("Signaal bewaard")
    pilot.press("Ctrl+1")
    pilot.shows("1 signaal te bekijken")
    pilot.press("Ctrl+K")
    pilot.type("signalen bek")
    pilot.press("Enter")
    pilot.shows("NIEUW (1)")
    pilot.press("G")
    pilot.shows("wat er beslist is")
    pilot.type("Extra bedden vanaf maandag.")
    pilot.press("Esc", "G")
    pilot.says("Genoteerd: gevolg gegeven")
    pilot.shows("Extra bedden vanaf maandag.")
    pilot.press("Ctrl+1")
    pilot.settle()
    assert not any("te bekijken" in text for text in pilot.texts())


def test_the_day_ends_without_names_and_loses_nothing(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "W", "Enter")
    pilot.says("Geturfd")
    pilot.press("Ctrl+N")
    pilot.type(WORDS)
    pilot.press("Alt+O")
    pilot.type("wonen")
    pilot.press("Enter", "Ctrl+Enter")
    pilot.says("Bewaard met code")
    pilot.type("nog een vraag van Geheimzinnig")
    pilot.start_counting()
    pilot.press("Ctrl+Shift+E")
    pilot.shows("Wacht nog op jou (1)")
    pilot.shows("Half af (1)")
    assert not any("deurwaarder" in text or "Geheimzinnig" in text for text in pilot.texts())
    pilot.press("I")
    pilot.says("informeren")
    pilot.shows("Wacht nog op jou (0)")
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "lock", "the lock")
    assert pilot.units == 3
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+1")
    pilot.shows("Geheimzinnig")
    pilot.press("Ctrl+Shift+E")
    pilot.shows("afgesloten om 10.15")
