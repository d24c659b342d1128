"""Beleid: a theme from figures to a sheet of paper, by keys only; what goes wrong is said and nothing is lost."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader

from sociaalhuis.actions import RAPPORT_LEZER
from sociaalhuis.desk import intake
from sociaalhuis.desk.day import signals
from sociaalhuis.insight.policy import indicators, plans
from sociaalhuis.insight.policy.plans import Wish
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

THEME = "wonen_woonzorg"
LIST, THEMES = "Dit thema", "Thema's"


def _lines(pilot: Pilot) -> str:
    return " | ".join(pilot.lines(LIST))


def _shows(pilot: Pilot, text: str) -> bool:
    return text in _lines(pilot)


def _to_the_lines(pilot: Pilot) -> None:
    pilot.press("Ctrl+0")
    pilot.wait_for(lambda: pilot.here == "policy" and "STERK" in _lines(pilot) and "worden geteld" not in _lines(pilot))
    pilot.press("Enter")
    assert pilot.focus_name() == LIST


def test_a_theme_by_keys_only(sign_in: SignIn, pilot: Pilot, tmp_path: Path) -> None:
    desk = sign_in("onthaal")
    came = ["wonen"] * 20 + ["financien"] * 9 + ["mobiliteit", "energie_water", "familie", "netwerk"] * 3
    for number, domain in enumerate(came):  # few of some, so that enough of the others may be told
        intake.count(desk, "balie", [domain], "informeren", NOW - timedelta(days=number))
    desk.close()
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    assert "Contacten: wonen, 20   –   –" in _lines(pilot)

    table = tmp_path / "cijfers.csv"
    table.write_bytes(indicators.example())
    pilot.answers.path = table
    pilot.press("C")
    pilot.says("Ingelezen: 2 nieuwe cijfers, 0 aangepast.")
    pilot.wait_for(lambda: "Wachtenden voor een sociale woning" in _lines(pilot))

    pilot.press("Home", "Z")
    assert pilot.focus_name() == "Punt"
    pilot.type("Wie wacht, woont te klein.")
    pilot.press("Enter")
    pilot.says("Bewaard. Ctrl+Z maakt dat ongedaan.")
    pilot.wait_for(lambda: "Wie wacht, woont te klein." in _lines(pilot))
    assert "Wachtenden voor een sociale woning: 412 gezinnen (2025)" in _lines(pilot), "what the point rests on"

    for letter, text in (("D", "Iedereen woont goed"), ("D", "Huurders kennen hun rechten"), ("A", "Folder aan het loket")):
        pilot.press("End", letter)
        pilot.type(text)
        pilot.press("Enter")
        pilot.wait_for(partial(_shows, pilot, text))
    pilot.press("End")
    pilot.shows("Folder aan het loket")
    assert "tactische doelstelling" in _lines(pilot)
    pilot.press("V")
    pilot.says("Genoteerd: bezig")
    pilot.press("Enter")  # change it: it should have been done yesterday
    pilot.press("Tab")
    pilot.type("Onthaal")
    pilot.press("Tab")
    pilot.type("22/11/2026")
    pilot.press("Enter")
    pilot.wait_for(lambda: "te laat" in _lines(pilot))
    assert pilot.lines(THEMES)[0] == "Wonen en woonzorg, 2 doelen · 1 actie · 1 te laat"
    assert pilot.focus_name() == LIST

    pilot.answers.path = tmp_path / "blad.pdf"
    pilot.press("Ctrl+P")
    pilot.says("Bewaard als blad.pdf.")
    said = PdfReader(pilot.answers.path).pages[0].extract_text()
    assert "Folder aan het loket" in said
    assert "Wie wacht, woont te klein." in said

    pilot.press("End", "W")
    pilot.wait_for(lambda: "Folder" not in _lines(pilot))
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: "Folder" in _lines(pilot))
    pilot.press("End", "X")
    pilot.says("Genoteerd: geschrapt")
    pilot.press("Esc")
    assert pilot.focus_name() == THEMES
    pilot.press("Esc")
    pilot.wait_for(lambda: pilot.here == "today")


def test_what_cannot_be_kept_stays_in_the_form(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    pilot.press("S")
    pilot.type("Els Peeters komt elke week.")
    pilot.press("Enter")
    pilot.shows("“Els Peeters” lijkt een naam.")
    assert pilot.focus_name() == "Punt"
    pilot.press("Esc")
    assert pilot.focus_name() == LIST
    pilot.press("A")
    pilot.type("Folder")
    pilot.press("Tab", "Tab")
    pilot.type("ooit")
    pilot.press("Enter")
    pilot.shows("“ooit” is geen dag.")
    pilot.press("Esc", "O")
    pilot.shows("nog geen SWOT van een vorig jaar")
    pilot.press("V")
    pilot.says("Kies eerst een doel of een actie.")
    bad = tmp_path / "cijfers.csv"
    bad.write_text("thema;cijfer;jaar;waarde\nMaan;x;2025;1\n", "utf-8")
    pilot.answers.path = bad
    pilot.press("C")
    pilot.shows("“Maan” is geen thema.")
    assert "Nog geen cijfers" in _lines(pilot)


def test_an_empty_line_says_how_it_is_filled_and_enter_does_it(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    pilot.press("Home", "Down", "Down")
    pilot.shows("Nog geen sterk punt. Enter of S schrijft er een.")
    pilot.press("Enter")
    pilot.type("Twee zitdagen per week.")
    pilot.press("Enter")
    pilot.wait_for(lambda: "STERK (1)" in _lines(pilot))
    pilot.press("End", "Enter")
    pilot.shows("Nieuw: strategische doelstelling")
    pilot.press("Esc", "Esc")
    pilot.press("Down")  # another theme
    pilot.wait_for(lambda: "STERK (0)" in _lines(pilot))
    pilot.press("Alt+J", "Down")  # last year
    pilot.wait_for(lambda: "jaar 2025" in _lines(pilot))


@pytest.mark.parametrize(("role", "sees"), [(RAPPORT_LEZER, True), ("onthaal", False)])
def test_who_may_read_and_who_may_not(sign_in: SignIn, pilot: Pilot, role: str, sees: bool) -> None:
    lead = sign_in("coordinator")
    plans.add(lead, THEME, "kans", Wish("Dertig woningen"), NOW.year, NOW)
    heard = signals.give(lead, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Vijf jaar wachten."), NOW)
    signals.weigh(lead, heard, "bekeken", "", NOW)
    lead.close()
    pilot.sign_in(role)
    pilot.press("Ctrl+0")
    if not sees:
        pilot.shows("Je rol laat dit niet toe")
        assert pilot.lines(LIST) == []
        return
    pilot.wait_for(lambda: "Dertig woningen" in _lines(pilot) and "Vijf jaar wachten." in _lines(pilot))
    pilot.press("Enter", "S")
    assert pilot.focus_name() == LIST
    assert not any("Sterk punt" in text for text in pilot.texts())


def test_what_is_being_written_stays_while_a_line_comes_from_elsewhere(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    pilot.press("S")
    pilot.type("Half")
    plans.add(pilot.screen.place.house, THEME, "kans", Wish("Van een collega"), NOW.year, NOW)
    pilot.wait_for(lambda: "Van een collega" in _lines(pilot))
    pilot.type(" af")
    pilot.press("Enter")
    pilot.wait_for(lambda: "Half af" in _lines(pilot))


def test_what_is_being_written_is_there_again_after_a_lock(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    pilot.press("Esc", "Down")  # another theme
    pilot.wait_for(lambda: "STERK" in _lines(pilot))
    pilot.press("Enter", "K")
    pilot.type("Half")
    pilot.press("Ctrl+L")
    pilot.sign_in("coordinator")
    pilot.wait_for(lambda: pilot.here == "policy" and pilot.focus_name() == "Punt")
    pilot.press("End")
    pilot.type(" af")
    pilot.press("Enter")
    pilot.wait_for(lambda: "Half af" in _lines(pilot))
    assert pilot.screen._themes.currentIndex().row() == 1


def test_paper_is_of_the_theme_that_is_chosen_or_of_none(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    pilot.answers.path = tmp_path / "blad.pdf"
    pilot.screen._themes.select_row(1)  # its lines are not there yet
    pilot.screen.save_paper()
    pilot.says("Dit thema wordt nog geladen.")
    assert not pilot.answers.path.exists()


def test_a_double_press_makes_one_line(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    _to_the_lines(pilot)
    pilot.press("Home", "D")
    pilot.type("Iedereen woont goed")
    pilot.press_twice("Enter")
    assert _lines(pilot).count("Iedereen woont goed") == 1
