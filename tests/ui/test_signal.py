"""Signals on the real window: from anywhere, in few keys, never with a name, and dealt with by the coordinator."""

from collections.abc import Sequence

from sociaalhuis.desk.day import signals
from tests.ui.pilot import Pilot


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
    pilot.press("Alt+W", "S", "Esc", "G")  # Stad of gemeente
    pilot.says("Genoteerd: gevolg gegeven")
    pilot.shows("Stad of gemeente")
    pilot.press("H")
    pilot.says("Meegeteld")
    (told,) = signals.everything(pilot.screen.place.house)
    assert told.addressee == "stad"
    pilot.shows("Extra bedden vanaf maandag.")
    house = pilot.screen.place.house
    signals.give(house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Een jaar wachten op een woning."), pilot.now)
    signals.give(house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "De woonlijst is lang."), pilot.now)
    pilot.shows("NIEUW (2)")
    pilot.press("Home", "S", "Down", "S")
    pilot.says("Samengeteld: het zijn dezelfde signalen.")
    pilot.shows("NIEUW (1)")
    pilot.shows("Een jaar wachten op een woning.")
    pilot.press("L")
    pilot.says("De signalen staan weer los.")
    pilot.shows("BEKEKEN (1)")
    pilot.press("Home", "B")
    pilot.shows("BEKEKEN (2)")
    pilot.press("Ctrl+1")
    pilot.settle()
    assert not any("te bekijken" in text for text in pilot.texts())


def to_the_signals(pilot: Pilot, *texts: str) -> None:
    pilot.sign_in("coordinator")
    for text in texts:
        signals.give(pilot.screen.place.house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", text), pilot.now)
    go_to_signals(pilot)


def go_to_signals(pilot: Pilot) -> None:
    pilot.press("Ctrl+K")
    pilot.type("signalen bek")
    pilot.press("Enter")
    pilot.settle()


def told(pilot: Pilot) -> Sequence[tuple[str, str]]:
    return [(one.text, one.note) for one in signals.everything(pilot.screen.place.house)]


def test_a_double_press_counts_once_and_a_later_one_again(pilot: Pilot) -> None:
    to_the_signals(pilot, "Een jaar wachten op een woning.")
    pilot.press_twice("H")
    assert pilot.lines("Signalen")[1].startswith("2 ×")
    pilot.press("H")
    pilot.settle()
    assert pilot.lines("Signalen")[1].startswith("3 ×")


def test_a_signal_that_waits_for_its_likeness_waits_no_longer_after_another_screen_or_act(pilot: Pilot) -> None:
    to_the_signals(pilot, "Een jaar wachten op een woning.", "De woonlijst is lang.")
    pilot.press("Home", "S")
    pilot.says("druk weer op S")
    pilot.press("Ctrl+1")
    go_to_signals(pilot)
    pilot.press("End", "S")
    pilot.settle()
    assert len(told(pilot)) == 2
    pilot.says("druk weer op S")
    pilot.press("Esc")
    pilot.says("Niet samengevoegd.")
    assert pilot.here == "signals"
    pilot.press("S", "H", "Home", "S")
    pilot.settle()
    assert len(told(pilot)) == 2


def test_what_is_typed_at_a_signal_stays_with_that_signal(pilot: Pilot) -> None:
    to_the_signals(pilot, "Een jaar wachten op een woning.", "De woonlijst is lang.")
    first, second = (line.what.text for line in pilot.screen._list.lines()[1:])
    pilot.press("Alt+G")
    pilot.type("Extra woningen.")
    pilot.press("Esc", "Down", "G")
    pilot.shows("wat er beslist is")
    assert told(pilot) == [(first, ""), (second, "")] or told(pilot) == [(second, ""), (first, "")]
    pilot.press("Esc")
    pilot.press("Ctrl+L")
    pilot.sign_in("coordinator")
    pilot.wait_for(lambda: pilot.here == "signals" and len(pilot.lines("Signalen")) == 3, "the signals again")
    pilot.press("Home", "G")
    pilot.says("Genoteerd: gevolg gegeven")
    pilot.settle()
    assert set(told(pilot)) == {(first, "Extra woningen."), (second, "")}
