"""Samen bellen on the real window: checked first, told in words that are shown, noted by one key, and no mail that stays."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.referrals import Agreed
from tests.houses import NOW
from tests.ui.pilot import Pilot

OCMW, HELPLINE = "ocmw-bilzen-hoeselt", "hulplijn-1712"


class Twin:
    """A printer that keeps what it got."""

    sent = b""

    def names(self) -> list[str]:
        """One printer."""
        return ["balie"]

    def send(self, pdf: bytes, _name: str = "") -> None:
        """Keep it."""
        self.sent = pdf


def begin(pilot: Pilot, *services: str, **known: Any) -> UUID:
    """A warm referral that was just given, on its screen; gives the person."""
    bench: Any = pilot.window.bench
    house = bench.place.house
    person = intake.add_person(house, "Xan", "Proefnaam", phone="0400 11 22 33", **known)
    noted = intake.register(house, intake.Question("Ik kan de huur niet betalen.", person=person), NOW)
    given = referrals.give(house, noted.id, services, "warm", NOW, agreed=Agreed(("naam", "telefoon", "vraag_in_een_zin")))
    bench.go("together", referrals=given)
    pilot.settle()
    return person


def test_a_call_from_check_to_slip_and_mail(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the catalogue", 10_000)
    begin(pilot, OCMW, HELPLINE, forbidden_ways=[], safe_contact="niet na 17 uur")
    pilot.shows("niet na 17 uur. Zeg dit ook aan de dienst.")
    pilot.shows("Naam: Xan Proefnaam")
    pilot.press("O")
    pilot.shows("Lees wat met ● staat en druk op Alt+K.")
    pilot.press("Alt+K", "Shift+F6", "Shift+F6", "Shift+F6")
    assert pilot.focus_name() == "Vraag naar"
    pilot.type("An P., 089 12 34 56")
    pilot.press("Enter")
    pilot.shows("ter attentie van An P.")
    pilot.answers.path = tmp_path / "mail.eml"
    pilot.press("Alt+M")
    pilot.says("De mail staat klaar: mail.eml")
    assert "gewoon bestand" in pilot.answers.asked[-2]
    read = message_from_bytes((tmp_path / "mail.eml").read_bytes(), policy=default)
    assert "Proefnaam" not in str(read.get_body())
    pilot.press("Alt+W")
    pilot.says("weg van de schijf")
    assert not (tmp_path / "mail.eml").exists()
    pilot.press("A")
    assert pilot.focus_name() == "Wanneer"
    pilot.press("Enter")
    pilot.shows("Wanneer is de afspraak?")
    pilot.type("do 14u")
    pilot.press("Enter")
    pilot.says("Genoteerd: afspraak, donderdag 26 november 2026 om 14 uur")
    pilot.press("Ctrl+Enter")  # the next service
    pilot.shows("Hulplijn 1712")
    pilot.shows("Is de cliënt alleen?")
    pilot.shows("Gaat niet door: telefoonnummer (niet bij geweld)")
    pilot.press("Alt+K", "N")
    pilot.says("Genoteerd: niet bereikt")
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "today", "today")
    pilot.press("Ctrl+K")  # nobody answered: it waits
    pilot.type("samen bellen")
    pilot.press("Enter")
    pilot.says("Nog 1 gesprek te voeren.")
    pilot.shows("Hulplijn 1712")
    pilot.shows("Ja, mondeling")
    pilot.screen.press = Twin()
    pilot.press("Ctrl+P")
    pilot.says("Het briefje is afgedrukt.")
    assert pilot.screen.press.sent.startswith(b"%PDF")


def test_who_wants_no_call_after_all_gets_a_slip(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the catalogue", 10_000)
    person = begin(pilot, OCMW, forbidden_ways=[])
    pilot.press("Ctrl+L")
    pilot.sign_in("onthaal")
    pilot.shows("Naam: Xan Proefnaam")  # the call goes on after a lock
    pilot.answers.path = tmp_path / "mail.eml"
    pilot.press("Alt+T", "Alt+G", "Alt+M")  # the client wants it in the mail; the service has no professional secrecy
    pilot.says("De mail staat klaar")
    assert "wat de cliënt liet doorgeven" in pilot.answers.asked[-2]
    body = message_from_bytes((tmp_path / "mail.eml").read_bytes(), policy=default).get_body()
    assert body is not None
    assert "Naam: Xan Proefnaam" in body.get_content()
    assert "huur" not in body.get_content()
    pilot.press("Z")
    pilot.shows("Ctrl+D geeft een briefje voor zelf contact.")
    pilot.press("Ctrl+Z")
    pilot.says("Ongedaan gemaakt")
    pilot.settle()
    pilot.press("E")
    pilot.wait_for(lambda: pilot.focus_name() == "Waarom?", "the reasons")
    pilot.press("End", "Enter")
    pilot.type("verhuisd")
    pilot.press("Enter")
    pilot.says("Genoteerd: geweigerd")
    pilot.press("Ctrl+D")
    pilot.wait_for(lambda: pilot.here == "referral", "the referral")
    pilot.shows("1 dienst gekozen")
    house: Any = pilot.screen.place.house
    clients.change(house, person, protected=True)
    bench: Any = pilot.window.bench
    bench.go("together", referrals=(bench._screens["together"]._one.referral,))
    pilot.shows("Dit dossier is afgeschermd.")


def test_who_left_is_asked_for_no_more(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    begin(pilot, OCMW, forbidden_ways=[])
    pilot.press("Shift+F6", "Shift+F6", "Shift+F6")
    for typed in ("An P., 089 12 34 56", "Bart, 089 65 43 21"):
        pilot.type(typed)
        pilot.press("Enter")
        pilot.shows(f"ter attentie van {typed.split(',')[0]}")
    pilot.press("Alt+N")
    pilot.says("Bart staat niet meer op de lijst.")
    pilot.shows("ter attentie van An P.")
    assert not any("Bart, 089" in text for text in pilot.texts())
    assert pilot.focus_name() == "Vraag naar"
    pilot.press("Shift+F6", "Ctrl+Z")
    pilot.shows("Bart, 089 65 43 21")
