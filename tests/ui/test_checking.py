"""De catalogus nakijken: V, N, F2 and the answers of a service, by keys only, with their budgets."""

from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from sociaalhuis.db.journal import Entry
from sociaalhuis.desk.catalogue import proposals
from sociaalhuis.house import change_setting
from tests.houses import SignIn
from tests.ui.pilot import Pilot

LIST = "Te controleren"


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


def go_round(pilot: Pilot) -> None:
    pilot.press("Ctrl+K")
    pilot.type("catalogus nakijken")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "checking" and pilot.lines(LIST), "the list")
    pilot.settle()


def at(pilot: Pilot, name: str) -> None:
    """To this record, as walking there does."""
    lines = pilot.screen._list.lines()
    pilot.screen._list.select_row(next(i for i, line in enumerate(lines) if line.text == name))
    pilot.screen._list.setFocus()


def test_a_wrong_number_in_three_keys_then_edited_then_verified(desk: Pilot) -> None:
    desk.press("Ctrl+Shift+K")
    desk.says("Hier staat geen dienst")
    desk.press("Ctrl+G")
    desk.type("tele-onthaal")
    desk.wait_for(lambda: desk.lines("Gevonden diensten"), "services")
    desk.start_counting()
    desk.press("Ctrl+Shift+K", "Enter")
    desk.says("Gemeld.")
    assert desk.units <= 3
    assert desk.here == "catalogue"
    desk.settle()
    go_round(desk)
    lines = desk.lines(LIST)
    assert lines[0].startswith("CONTACT ONTBREEKT")
    assert any("nummer 106 klopt niet" in line for line in lines)
    at(desk, "Tele-Onthaal 106")
    desk.press("F2")
    desk.settle()
    desk.press("Alt+U")
    desk.type("dag en nacht als het kan")
    desk.shows("De tekst blijft zo bewaard.")
    desk.press("Ctrl+A")
    desk.type("ma-vr 9-12, wo ook 13-16")
    desk.shows("✓ Gelezen als: ma-vr 9-12 uur; wo ook 13-16 uur")
    desk.press("Alt+T", "Ctrl+A")
    desk.type("bel maar")
    desk.press("Ctrl+Enter")
    desk.shows("“bel maar” is geen telefoonnummer.")
    desk.press("Ctrl+A")
    desk.type("107 (nieuw)")
    desk.press("Ctrl+Enter")
    desk.says("Bewaard: 2 velden")
    desk.wait_for(lambda: desk.here == "checking", "the list again")
    desk.settle()
    engine = desk.screen.place.engine
    desk.wait_for(lambda: engine.service("tele-onthaal").phones[0].number == "107", "the search to know it")
    assert any("nummer 106 klopt niet" in line for line in desk.lines(LIST))  # editing is not verifying
    at(desk, "Tele-Onthaal 106")
    desk.settle()
    desk.start_counting()
    desk.press("V")
    desk.type("Els")
    desk.press("Enter")
    desk.says("Nagekeken: Tele-Onthaal 106")
    assert desk.units <= 8
    desk.settle()
    assert not any("nummer 106 klopt niet" in line for line in desk.lines(LIST))
    at(desk, "Tele-Onthaal 106")
    desk.settle()
    for text in ("nagekeken aan de telefoon, met Els", "106 → 107", "gemeld: nummer 106 klopt niet (afgehandeld)"):
        desk.shows(text)


def test_a_letter_a_call_list_and_answers_that_somebody_decides_on(desk: Pilot, tmp_path: Path) -> None:
    go_round(desk)
    at(desk, "Tele-Onthaal 106")
    desk.answers.path = tmp_path / "vraag.eml"
    desk.press("O")
    desk.says("Bewaard als vraag.eml")
    message = message_from_bytes((tmp_path / "vraag.eml").read_bytes())
    assert message["Subject"] == "Klopt onze informatie over Tele-Onthaal 106?"
    desk.press("P")
    desk.shows("Deze fiche heeft geen postadres.")
    desk.answers.path = tmp_path / "lijst.pdf"
    desk.press("Alt+B")
    desk.says("Bewaard als lijst.pdf")
    (form,) = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "application/pdf"]
    (tmp_path / "terug.pdf").write_bytes(bytes(form))
    desk.screen._list.setFocus()
    desk.press("A")
    desk.answers.path = tmp_path / "terug.pdf"
    desk.press("Ctrl+O")
    desk.shows("In dit formulier is niets ingevuld.")
    desk.press("Alt+T")
    desk.type("107")
    desk.press("Alt+N")
    desk.type("Meer vrijwilligers.")
    desk.press("Ctrl+Enter")
    desk.says("1 voorstel wacht")
    desk.wait_for(lambda: desk.here == "proposals" and desk.lines("Voorstellen"), "the proposals")
    desk.shows("106")
    desk.press("J")
    desk.says("Overgenomen: telefoon")
    desk.settle()
    assert proposals.count(desk.screen.place.house) == 0
    go_round(desk)
    at(desk, "Tele-Onthaal 106")
    desk.screen.suggestion()
    desk.says("Gekopieerd")
    assert "nu “106”, juist is “107”" in QApplication.clipboard().text()


def acts(desk: Pilot) -> int:
    """How many acts were written in this house."""
    with desk.screen.place.house.store.read() as session:
        return int(session.scalar(select(func.count(func.distinct(Entry.act)))) or 0)


@pytest.mark.parametrize(
    ("screen", "chords", "text", "twice"),
    [
        ("wrong", (), "", "1"),
        ("known", (), "Bel na 10 uur", "Ctrl+Enter"),
        ("service", ("Alt+C",), "12 gezinnen tegelijk", "Ctrl+Enter"),
        ("answers", ("Alt+N",), "Meer vrijwilligers.", "Ctrl+Enter"),
        ("newservice", ("Alt+T", "Alt+N"), "Koffie", "Ctrl+Enter"),
    ],
)
def test_a_double_press_keeps_once_and_goes_back_once(
    desk: Pilot, screen: str, chords: tuple[str, ...], text: str, twice: str
) -> None:
    desk.press("Ctrl+G")
    desk.settle()
    desk.screen.place.go(screen, service="tele-onthaal")
    desk.wait_for(lambda: desk.here == screen, "the fields")
    desk.settle()
    for chord in chords:
        desk.press(chord)
        desk.type("011 22 33 44" if chord == "Alt+T" else "")
    desk.type(text)
    before = acts(desk)
    desk.press_twice(twice)
    assert (desk.here, acts(desk)) == ("catalogue", before + 1)
