"""Bewaartermijnen by keys only: one colleague proposes, another looks it through, spares one file and erases the rest."""

from pathlib import Path

from pypdf import PdfReader
from sqlalchemy import select

from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.house import House
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

LATER = NOW.replace(year=NOW.year + 4)
LIST, FILES = "Bewaartermijnen", "Dossiers"


def old_files(house: House, *names: str) -> None:
    for name in names:
        person = intake.add_person(house, "Proef", name)
        intake.register(house, intake.Question(f"Iets over {name}.", person=person), NOW)
    intake.register(house, intake.Question("Een losse vraag."), NOW)
    house.close()


def to_the_terms(pilot: Pilot) -> None:
    pilot.press("Ctrl+K")
    pilot.type("bewaartermijnen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "retention", "the terms")


def erased(pilot: Pilot) -> int:
    with pilot.screen.place.house.store.read() as session:
        return len(session.scalars(select(Person.id).where(Person.erased_on.is_not(None))).all())


def test_two_people_by_keys_only(sign_in: SignIn, pilot: Pilot, tmp_path: Path) -> None:
    old_files(sign_in("onthaal"), "Weg", "Blijft")
    pilot.now = LATER
    pilot.sign_in("coordinator")
    pilot.shows("3 dossiers en vragen zijn over de bewaartermijn")
    to_the_terms(pilot)
    pilot.wait_for(lambda: pilot.lines(LIST)[:1] == ["Over de termijn, 2 dossiers, 1 vraag"], "what is over")
    pilot.press("Alt+V")
    pilot.says("Het voorstel staat klaar.")
    pilot.wait_for(lambda: len(pilot.lines(LIST)) > 1 and pilot.lines(LIST)[1].startswith("Voorstel, "), "the proposal")
    pilot.press("Down")
    pilot.shows("een collega kijkt het na en wist")
    pilot.press("Alt+W")
    assert pilot.answers.asked == [], "who made it does not carry it out"
    pilot.restart()
    pilot.sign_in("maatschappelijk_werker")
    pilot.shows("1 voorstel tot wissen na te kijken")
    to_the_terms(pilot)
    pilot.wait_for(lambda: len(pilot.lines(LIST)) > 1 and pilot.lines(LIST)[1].startswith("Voorstel, "), "the proposal")
    pilot.press("Down", "Enter")
    assert pilot.focus_name() == FILES
    names = [line.split(",")[0] for line in pilot.lines(FILES)]
    assert sorted(names) == ["Proef Blijft", "Proef Weg"]
    pilot.press(*["Down"] * names.index("Proef Blijft"), "B")
    assert pilot.focus_name() == "Waarom blijft dit dossier?"
    pilot.type("er komt nog een brief")
    pilot.press("Enter")
    pilot.says("Dit dossier blijft.")
    pilot.wait_for(lambda: any("blijft: er komt nog een brief" in line for line in pilot.lines(FILES)), "the reason")

    pilot.answers.yes = False
    pilot.press("Alt+W")
    pilot.wait_for(lambda: pilot.answers.asked, "the question")
    assert pilot.answers.asked[-1].startswith("1 dossier en 1 vraag voorgoed wissen?")
    pilot.answers.yes = True
    pilot.press("Alt+W")
    pilot.says("Gewist: 1 keer “dossier met alleen vragen”, 1 keer “vraag zonder naam”.")
    pilot.wait_for(lambda: pilot.lines(LIST)[-1].startswith("Gewist op 23 november 2030"), "the account")
    pilot.press(*["F6"] * (pilot.focus_name() != LIST), "End")
    pilot.shows("Voorgesteld door coordinator")
    pilot.answers.path = tmp_path / "verslag.pdf"
    pilot.press("Ctrl+P")
    pilot.says("Bewaard als verslag.pdf.")
    said = " ".join(PdfReader(tmp_path / "verslag.pdf").pages[0].extract_text().split())
    assert "Verslag van vernietiging" in said
    assert "Proef" not in said.replace("Proefdorp", "")
    assert erased(pilot) == 1


def test_a_client_asks_to_be_erased(sign_in: SignIn, pilot: Pilot) -> None:
    house = sign_in("maatschappelijk_werker")
    person = intake.add_person(house, "Amélie", "Proefdael")
    intake.register(house, intake.Question("Ik moet uit mijn huis.", person=person), NOW)
    house.close()
    pilot.sign_in("maatschappelijk_werker")
    pilot.press("Ctrl+4")
    pilot.type("proefdael")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Tijdlijn", "the file")
    pilot.press("Ctrl+K")
    pilot.type("dossier wissen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Waarom wordt dit dossier gewist?", "why")
    pilot.shows("Het dossier van Amélie Proefdael wissen")
    pilot.press("Ctrl+Return")
    pilot.shows("Zeg in een paar woorden waarom.")
    pilot.type("vroeg het vandaag")
    pilot.press("Ctrl+Return")
    pilot.says("Voorgesteld. Een collega kijkt het na")
    pilot.restart()
    pilot.sign_in("beheerder")
    to_the_terms(pilot)
    pilot.wait_for(lambda: len(pilot.lines(LIST)) > 1 and "Op vraag van de cliënt" in pilot.lines(LIST)[1], "the wish")
    pilot.press("Down")
    pilot.shows("De cliënt vraagt dit: vroeg het vandaag.")
    assert "Proefdael" not in " ".join(pilot.lines(FILES)), "the keeper opens no files"
    pilot.answers.yes = True
    pilot.press("Alt+W")
    pilot.says("Gewist: 1 keer “dossier met alleen vragen”.")
    assert erased(pilot) == 1


def test_who_may_not_is_told(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    to_the_terms(pilot)
    assert pilot.lines(LIST) == []
    pilot.press("Alt+V")
    assert "voorstel" not in pilot.status().lower()
