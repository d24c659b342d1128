"""De opvolglijst asks more: reasons, every question, why to stop, a new try, and answers that a service mails by code."""

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from sociaalhuis.db.desk import Referral, ReferralEvent
from sociaalhuis.desk import intake
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals, standing
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.house import House
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

LIST, WHY = "Op te volgen", "Waarom niet"
OCMW, VDAB, CAW = "ocmw-bilzen-hoeselt", "vdab", "caw-limburg"
WORDS = "De deurwaarder is geweest. Ik heb schulden en kan de huur niet betalen."


def given(house: House, days: int, *services: str, person: UUID | None = None) -> tuple[str, UUID]:
    """The code and the first referral of a question of so many days ago."""
    then = NOW - timedelta(days=days)
    noted = intake.register(house, intake.Question(WORDS, domains=("wonen",), postal_code="3740", person=person), then)
    return noted.reference, referrals.give(house, noted.id, services, "self", then)[0]


def look(desk: Pilot, referral: UUID) -> standing.Referred:
    house = desk.screen.place.house
    with house.store.read() as session:
        return standing.one(house, session, referral, desk.now.date())


def last(desk: Pilot, referral: UUID) -> ReferralEvent:
    with desk.screen.place.house.store.read() as session:
        event: ReferralEvent = session.get_one(Referral, referral).events[-1]
        return event


def current(desk: Pilot) -> str:
    line = desk.screen._list.current_line()
    return "" if line is None else str(line.what.one.reference)


def on_list(pilot: Pilot, role: str = "onthaal") -> Pilot:
    pilot.sign_in(role)
    pilot.press("Ctrl+3")
    pilot.wait_for(lambda: pilot.lines(LIST), "the list")
    pilot.settle()
    pilot.start_counting()
    return pilot


@pytest.fixture
def made(sign_in: SignIn) -> list[tuple[str, UUID]]:
    house = sign_in("onthaal")
    person = intake.add_person(house, "An", "Proef")
    found = [given(house, 17 - n, OCMW, person=person) for n in range(4)]
    house.close()
    return found


def test_an_outcome_with_its_reason_takes_three_units(made: list[tuple[str, UUID]], pilot: Pilot) -> None:
    desk, ((first, refused), (second, gone), (third, papers), _) = on_list(pilot), made
    desk.press("E", "B", "Enter")
    desk.says(f"Genoteerd: geweigerd · {first}")
    assert desk.units == 3
    assert (look(desk, refused).state, look(desk, refused).reasons) == ("refused", ("not_eligible",))
    desk.wait_for(lambda: desk.focus_name() == LIST and current(desk) == second, "the next line")
    desk.press("Z", "A", "C", "A", "Enter")  # A twice: not that one
    desk.says(f"Genoteerd: ziet ervan af · {second}")
    assert (look(desk, gone).state, look(desk, gone).reasons) == ("withdrawn", ("changed_mind",))
    desk.wait_for(lambda: desk.focus_name() == LIST and current(desk) == third, "the next line")
    desk.press("S")
    assert desk.focus_name() == "Woorden cliënt"
    desk.press("Ctrl+Enter")
    desk.shows("Wat ontbreekt er? Schrijf het kort op.")
    desk.type("attest van inkomen")
    desk.press("Ctrl+Enter")
    desk.says(f"Genoteerd: vraagt stukken · {third}")
    assert (last(desk, papers).words, last(desk, papers).reasons) == ("attest van inkomen", ["documents_missing"])
    assert desk.lines(LIST)[-1].endswith("wacht op stukken")


def test_every_question_can_be_answered_and_escape_goes_back(made: list[tuple[str, UUID]], pilot: Pilot) -> None:
    desk, ((code, referral), (second, _), *_rest) = on_list(pilot), made
    desk.press("U")
    assert desk.focus_name().startswith("Contact gehad")
    desk.press("Esc")
    assert (desk.focus_name(), desk.here) == (LIST, "followup")
    desk.press("U", "Ctrl+Enter")
    desk.shows("Kreeg de cliënt hulp? Dat is nog niet ingevuld.")
    desk.press("Esc")
    desk.start_counting()
    desk.press("U", "Space", "Tab", "Right", "Space", "Tab")  # spoke with the service, got no help
    assert desk.focus_name() == WHY
    desk.press("A", "Tab", "Right", "Space", "Tab")  # no place; nothing had to be told again
    desk.type("lijst van 3 jaar")
    assert desk.units + 1 <= 12  # and Ctrl+Enter
    desk.press("Tab", "Tab")
    desk.type("CAW woonhulp")
    desk.press("Tab")
    desk.type("+9")
    desk.shows("woensdag 2 december 2026")
    desk.press("Ctrl+Enter")
    desk.says(f"Genoteerd: geweigerd · {code}")
    event = last(desk, referral)
    assert (event.by, event.reasons, event.words) == ("service", ["no_capacity"], "lijst van 3 jaar")
    assert (event.contacted, event.explained_again, event.known_from) == (True, False, "client")
    assert (event.next_step, str(event.expected)) == ("CAW woonhulp", "2026-12-02")
    assert current(desk) == second
    desk.wait_for(lambda: any("CAW woonhulp" in line and "volgende stap" in line for line in desk.lines(LIST)), "its step")
    desk.shows("geholpen 0 %")


def test_a_mail_of_a_service_takes_two_units(made: list[tuple[str, UUID]], pilot: Pilot) -> None:
    desk, ((first, one), (second, two), *_rest) = on_list(pilot), made
    QApplication.clipboard().setText(f"Dag,\n{first} geholpen; {second} wachtlijst\nXX-XXX geholpen")
    desk.press("Ctrl+V")
    desk.shows("Noteer 2 antwoorden")
    shown = desk.lines("Wat genoteerd wordt")
    assert [first in line for line in shown] == [False, True, False, False]
    desk.press("Ctrl+Enter")
    desk.says("Genoteerd: 2 antwoorden van een dienst.")
    assert desk.units == 2
    assert [look(desk, referral).state for referral in (one, two)] == ["done", "waiting"]
    assert last(desk, one).known_from == "partner"
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt")
    desk.wait_for(lambda: sum(first in line for line in desk.lines(LIST)) == 1, "both to come back")


def test_a_code_for_two_services_asks_which(sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("onthaal")
    code, _first = given(house, 12, OCMW, CAW)
    house.close()
    desk = on_list(pilot)
    QApplication.clipboard().setText(f"{code} geholpen")
    desk.press("Ctrl+V")
    desk.shows("Van welke dienst? Kies ze hieronder.")
    desk.press("Tab", "Down", "Down")
    desk.shows("Noteer 1 antwoord")
    desk.press("Esc")
    assert desk.focus_name() == LIST


def test_stopping_asks_why_and_a_late_answer_finds_what_is_on_no_list(made: list[tuple[str, UUID]], pilot: Pilot) -> None:
    desk, ((first, stopped), *_rest) = on_list(pilot), made
    desk.press("V", "Tab", "Tab", "Ctrl+Enter")
    desk.shows("Waarom stop je met opvolgen?")
    desk.press("Esc", "V", "A", "Tab", "Tab", "Space", "Ctrl+Enter")  # everything of this client
    desk.says("Genoteerd: niet meer opvolgen")
    desk.wait_for(lambda: desk.lines(LIST) == [], "an empty list")
    desk.press("Ctrl+F")
    desk.type(first.lower().replace("-", ""))
    desk.wait_for(lambda: current(desk) == first, "the referral of the code")
    desk.shows("gestopt")
    desk.press("Down")
    desk.screen._list.setFocus()
    desk.press("G")
    desk.says("Genoteerd: geholpen")
    assert look(desk, stopped).state == "done"
    desk.press("V")
    desk.says("Genoteerd: weer opvolgen")


def test_who_was_refused_gets_a_new_try_that_knows_its_parent(sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("onthaal")
    _code, referral = given(house, 5, OCMW)
    followup.note(house, referral, "refused", NOW, Details(("no_capacity",)))
    house.close()
    desk = on_list(pilot)
    assert "geen plaats of wachtlijst" in desk.lines(LIST)[1]
    desk.wait_for(lambda: desk.screen.place.engine is not None, "the suggestions", 30_000)
    desk.press("F5")
    desk.screen._card.show_one(None)
    desk.screen._card.show_one(desk.screen._list.current())
    desk.wait_for(lambda: desk.lines("Nieuwe poging"), "other services")
    desk.press("P")
    assert desk.focus_name() == "Nieuwe poging"
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "referral", "the referral")
    desk.settle()
    desk.press("Ctrl+Enter")
    desk.wait_for(
        lambda: "Doorverwezen" in desk.status() or any("Doorverwezen" in text for text in desk.texts()), "it to be given"
    )
    with desk.screen.place.house.store.read() as session:
        parents = session.scalars(select(Referral.parent_id).where(Referral.id != referral)).all()
    assert parents == [referral]


def test_who_leads_opens_again_with_a_reason(made: list[tuple[str, UUID]], sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("onthaal")
    followup.note(house, made[0][1], "not_helped", NOW)
    house.close()
    desk = on_list(pilot, "coordinator")
    desk.wait_for(lambda: any("beslissen" in line for line in desk.lines(LIST)), "what needs a decision")
    desk.press("End", "R")
    assert desk.focus_name() == "Uitleg"
    desk.press("Enter")
    desk.shows("Waarom heropen je?")
    desk.type("de hulp begon toch")
    desk.press("Enter")
    desk.says("Genoteerd: heropend")
    assert look(desk, made[0][1]).state == "given"
    desk.press("End")
    house = desk.screen.place.house
    desk.screen._why("M")
    desk.type("dubbel")
    desk.press("Enter")
    desk.says("Genoteerd: fout ingevoerd")
