"""Steunaanvragen on the real window: the toggle, a receipt in nine units, the terms on their days, and who does what."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from sociaalhuis.desk import intake
from sociaalhuis.desk.support import acts, requests, split
from sociaalhuis.errors import Trouble
from sociaalhuis.house import put_setting
from sociaalhuis.ui.question.form import QuestionForm
from tests.ui.pilot import Pilot

WORDS = "Ik heb geen geld meer voor eten en huur."


class _Press:
    """A printer that can be pulled out."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.out = False

    def send(self, pdf: bytes, _name: str = "") -> None:
        if self.out:
            raise Trouble("De printer antwoordt niet.", "Kies een andere printer.")
        self.sent.append(pdf)


def _house(pilot: Pilot) -> Any:
    bench: Any = pilot.window.bench
    return bench.place.house


def test_a_steunaanvraag_is_a_receipt_in_nine_units_and_its_terms_follow(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    press = _Press()
    pilot.start_counting()
    pilot.press("Ctrl+N")
    pilot.type(WORDS)
    pilot.press("Alt+S", "Alt+O")
    pilot.type("fin")
    pilot.press("Enter", "Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "support" and pilot.screen._papers, "the receipt")
    page = pilot.screen._papers["receipt"]
    page.press = press
    pilot.wait_for(lambda: page.name.hasFocus(), "the name")
    pilot.type("Amina")
    press.out = True
    pilot.press("Ctrl+P")
    pilot.shows("bewaar het blad als PDF")
    assert requests.running(_house(pilot))[0].proofs == ()
    pilot.units -= 1  # the printer was pulled out
    press.out = False
    pilot.press("Ctrl+P")
    pilot.says("gegeven. Overloop het samen.")
    assert len(press.sent) == 1
    assert (pilot.units, pilot.letters) == (6, len(WORDS) + 3 + 5)
    pilot.answers.path = tmp_path / "gegeven.pdf"
    pilot.press("Ctrl+K")
    pilot.type("bewaar wat gegeven is")
    pilot.press("Enter")
    pilot.says("Bewaard als gegeven.pdf.")
    assert "Amina" in PdfReader(pilot.answers.path).pages[0].extract_text()
    (one,) = requests.running(_house(pilot))
    assert (one.name, len(one.proofs), one.words) == ("Amina", 1, WORDS)
    pilot.shows("bevoegdheid nakijken, of doorzenden, ten laatste zaterdag 28 november 2026")
    pilot.shows("regel het op vrijdag 27 november 2026")
    pilot.shows("woensdag 23 december 2026")
    pilot.now += timedelta(days=4)
    pilot.press("Ctrl+1")
    pilot.shows("1 steunaanvraag met een termijn")
    pilot.press("Ctrl+K")
    pilot.type("steunaanvragen opv")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "support", "the list")
    pilot.settle()
    pilot.press("H")
    pilot.says("dit OCMW is bevoegd")
    pilot.press("B")
    pilot.type("1/2/2030")
    pilot.press("Enter")
    pilot.shows("Deze dag moet nog komen.")
    pilot.press("Ctrl+A")
    pilot.type("gisteren")
    pilot.shows("donderdag 26 november 2026")
    pilot.press("Enter")
    pilot.says("beslist. Ctrl+Z")
    pilot.shows("beslissing meedelen, ten laatste vrijdag 4 december 2026")
    pilot.press("M", "Enter")
    pilot.says("meegedeeld. Ctrl+Z")
    assert requests.running(_house(pilot)) == []


def test_a_draft_keeps_the_toggle_and_a_helper_leads_to_the_letters(pilot: Pilot) -> None:
    pilot.sign_in("maatschappelijk_werker")
    house = _house(pilot)
    with house.store.write(house.actor.__class__(house.actor.id, "beheerder"), "setting.change") as session:
        put_setting(session, "house.postal_code", "3740")
    bench: Any = pilot.window.bench
    from sociaalhuis.house import reread

    bench.place.house = reread(house)
    pilot.press("Ctrl+N")
    pilot.type("Steun gevraagd")
    pilot.press("Alt+S", "Ctrl+1")
    pilot.settle()
    pilot.press("Ctrl+2")
    assert pilot.screen.findChild(QuestionForm).support.isChecked()
    noted, made = acts.register(house, intake.Question(WORDS), pilot.now)
    bench.go("support", request=made.id)
    pilot.settle()
    pilot.press("C")
    for answer in "nnnj":
        pilot.press(answer, "Tab")
    pilot.shows("In welke gemeente verblijft de cliënt nu echt?")
    pilot.type("3600")
    pilot.shows("Mogelijk is een ander OCMW bevoegd.")
    pilot.shows("artikel 2, § 7")
    pilot.press("Alt+D")
    page = pilot.screen._papers["forward"]
    page.press = press = _Press()
    pilot.wait_for(lambda: page.to.hasFocus(), "to whom")
    assert page.to.text() == "OCMW Genk"
    assert page.reasons["dakloos"].isChecked()
    pilot.press("Ctrl+P")
    pilot.says("is doorgezonden naar OCMW Genk")
    assert press.sent
    assert requests.one(house, made.id).state == "doorgezonden"
    assert noted.reference
    pilot.press("Ctrl+K")
    pilot.type("register van steun")
    pilot.press("Enter")
    pilot.shows("1 regel")
    assert any(made.number in line for line in pilot.lines("Register"))
    pilot.screen._register.press = press
    pilot.press("Ctrl+P")
    pilot.says("Het register gaat naar de printer.")
    pilot.press("Esc", "V")
    pilot.press("Ctrl+A")
    pilot.type("20/11")
    pilot.press("Tab")
    pilot.type("Kwam vrijdag al.")
    pilot.press("Enter")
    pilot.says("een nieuwe regel staat in het register")
    assert requests.one(house, made.id).received.isoformat() == "2026-11-20"


def test_the_city_hands_over_and_nothing_more(pilot: Pilot) -> None:
    pilot.sign_in("stad")
    acts.register(_house(pilot), intake.Question(WORDS), pilot.now)
    bench: Any = pilot.window.bench
    bench.go("support")
    pilot.settle()
    pilot.shows("ontvangstbewijs geven")
    buttons = {text for text in pilot.texts() if text[1:4] == "   "}
    assert buttons == {"P   Ontvangstbewijs", "C   Wie is bevoegd?", "G   Aan OCMW geven"}
    pilot.press("G")
    pilot.says("aan het OCMW gegeven. De eerste dag blijft.")
    pilot.shows("aan het OCMW gegeven")


def test_who_does_what_is_agreed_by_keyboard(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    bench: Any = pilot.window.bench
    bench.go("split")
    pilot.settle()
    pilot.type("leefloon")
    pilot.wait_for(lambda: len(pilot.lines("Rechten en diensten")) < 10, "the search")
    pilot.press("Down", "Enter")
    pilot.press("S", "Alt+W")
    pilot.type("1ste verdieping")
    pilot.press("Ctrl+Enter")
    pilot.says("Bewaard. Ctrl+Z")
    pilot.shows("Afspraak van dit huis: informeren: stad of gemeente")
    found = split.everything(_house(pilot))
    assert any(one.own and one.informs == "stad" and one.place == "1ste verdieping" for one in found.values())


def _two(pilot: Pilot) -> None:
    for number in (1, 2):
        noted = intake.register(_house(pilot), intake.Question(f"geld {number}", domains=("financien",)), pilot.now)
        acts.receive(_house(pilot), noted.id, pilot.now, requests.Asked())
    pilot.bench.go("support")
    pilot.settle()


def test_an_act_that_was_typed_for_one_is_never_written_on_another(pilot: Pilot) -> None:
    pilot.sign_in("maatschappelijk_werker")
    _two(pilot)
    first = pilot.screen._list.current().number
    pilot.press("I")
    pilot.type("23/11")
    pilot.press("Shift+F6", "Down")
    assert pilot.screen._list.current().number != first
    assert not pilot.screen._card.asks  # what was typed was about the other one
    pilot.press("Tab", "Enter")
    pilot.settle()
    assert "ingetrokken" not in pilot.status()
    pilot.screen._list.setFocus()
    pilot.press("Up", "I")
    pilot.type("23/11")
    pilot.press("Enter")
    pilot.says(f"{first}: ingetrokken")


def test_what_is_typed_about_an_application_is_there_after_the_lock(pilot: Pilot) -> None:
    pilot.sign_in("maatschappelijk_werker")
    _two(pilot)
    pilot.press("Down", "X")
    second = pilot.screen._list.current().number
    pilot.type("dubbel ingeschreven")
    pilot.press("F6", "F6")
    assert pilot.focus_name()  # F6 goes to what can be typed in, by its name
    pilot.press("Ctrl+L")
    pilot.sign_in("maatschappelijk_werker")
    pilot.wait_for(lambda: pilot.here == "support" and pilot.screen._card.asks, "the form")
    assert pilot.screen._list.current().number == second
    assert pilot.screen._card.form.words.text() == "dubbel ingeschreven"
    pilot.press("Enter")
    pilot.says(f"{second}: een nieuwe regel staat in het register.")
