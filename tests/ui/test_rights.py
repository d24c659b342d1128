"""Rechten verkennen: one key an answer, four groups, paper and plans, both facts of a contradiction, nothing lost."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from sociaalhuis.access import users
from sociaalhuis.db.base import Record
from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.rights import Exploration
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.rights import applications, question_words
from sociaalhuis.desk.rights.talk import Enough
from sociaalhuis.facts import Answer, Facts, Standing, vocabulary
from sociaalhuis.house import House, change_setting
from sociaalhuis.ui.rights import asking
from sociaalhuis.ui.rights.head import SETTINGS
from tests.houses import NOW, PASSPHRASES
from tests.ui.pilot import Pilot

CHILDREN = "aantal_kinderen_ten_laste"
WARM = {"gemeente_nis": "3740", "leeftijd": "67", CHILDREN: "à", "ziekenfonds_en_tegemoetkoming": "1"}


class Printed:
    """Keeps what was sent to a printer."""

    def __init__(self) -> None:
        self.pdfs: list[bytes] = []

    def send(self, pdf: bytes, _name: str = "") -> None:
        """Keep it."""
        self.pdfs.append(pdf)


def house_of(pilot: Pilot) -> House:
    house: House = pilot.screen.place.house
    return house


def question(pilot: Pilot) -> str:
    return str(pilot.screen._question._question.text())


def fact(pilot: Pilot) -> str | None:
    """What is asked now; None when nothing is."""
    return asking.about(pilot.screen._moment())


def groups(pilot: Pilot) -> list[str]:
    return [line for line in pilot.lines("Rechten") if line.endswith(")") and line.upper() == line]


def open_rights(pilot: Pilot) -> None:
    pilot.press("Ctrl+R")
    pilot.settle()
    pilot.wait_for(lambda: pilot.here == "rights" and question(pilot), "the first question")
    pilot.settle()


def answer(pilot: Pilot, person: Mapping[str, str], most: int = 40) -> int:
    """Answer what is asked by key, with “nee” or the first choice for the rest; gives how many questions."""
    for number in range(most):
        asked = fact(pilot)
        if asked is None:
            return number
        together = question_words.together().get(asked)
        kind = ("bool" if "nee" in together.options else "enum") if together else vocabulary()[asked].type
        pilot.type(person.get(asked, "N" if kind == "bool" else "1" if kind == "enum" else "W"))
        assert fact(pilot) != asked
    return most


def rows[R: Record](house: House, table: type[R]) -> list[R]:
    with house.store.read() as session:
        return list(session.scalars(select(table).order_by(table.id)))


def test_a_quick_check_alone_costs_at_most_ten_keys_and_gives_a_sheet(pilot: Pilot, place: Path) -> None:
    keeper = users.sign_in(place, PASSPHRASES["beheerder"], clock=lambda: NOW)
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    pilot.sign_in("onthaal")
    open_rights(pilot)
    assert (pilot.focus_name(), groups(pilot)[0]) == ("Postcode", "MOGELIJK RECHT (0)")
    pilot.shows("Waarom deze vraag?")
    pilot.shows("Maakt meer duidelijk over: ")
    pilot.start_counting()
    pilot.press("Enter")  # the postal code of the house stands there
    asked = answer(pilot, WARM) + 1
    assert asked <= 8
    assert pilot.units + pilot.letters <= 10
    pilot.shows("Genoeg voor nu")
    assert isinstance(pilot.screen._moment(), Enough)
    assert int(groups(pilot)[0].split("(")[1][:-1]) > 0
    printer = pilot.screen._paper.press = Printed()
    pilot.press("Ctrl+P")
    pilot.screen._unfinished._timer.timeout.emit()  # the draft wants to be kept at the worst moment: it may not come back
    pilot.wait_for(lambda: printer.pdfs, "the paper")
    pilot.settle()
    house = house_of(pilot)
    (kept,) = rows(house, Exploration)
    (contact,) = rows(house, Contact)
    assert (kept.setting, kept.day, len(kept.asked)) == ("balie", date(2026, 11, 23), asked)
    assert contact.person_id is None
    pilot.shows(f"Bewaard met code {contact.reference}")
    facts = {fact for question in kept.asked for fact in question_words.facts(question)}
    assert {one.fact for one in rows(house, Told)} <= facts | {"gemeente_nis", "gewest"}
    possible = [right for right, (status, _) in kept.statuses.items() if status == "possible"]
    standings = applications.standings(house, contact.id)
    assert all(standings[right].action == "besproken" for right in possible)  # what is on paper was talked about
    pilot.press("Ctrl+P")  # once more: nothing is kept twice
    pilot.wait_for(lambda: len(printer.pdfs) == 2, "the paper again")
    assert printer.pdfs[0] == printer.pdfs[1]
    assert len(rows(house, Exploration)) == 1
    assert drafts.mine(house) == []
    shown = " ".join(pilot.texts()).casefold()
    assert "recht op" not in shown
    assert "geen recht" not in shown


def test_what_the_question_knows_comes_along_and_a_contradiction_is_shown(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("De energie is te duur.")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    pilot.press("Ctrl+R")
    pilot.shows("Kies minstens 1 domein")  # it is saved first, as for a referral
    pilot.press("E", "Enter")
    open_rights(pilot)
    house = house_of(pilot)
    (contact,) = rows(house, Contact)
    assert pilot.screen._talk.begun.contact == contact.id
    heard = Facts({key: Answer(value, Standing.ASSUMED, "words") for key, value in (("leeftijd", 41), (CHILDREN, 2))})
    noted = intake.register(house, intake.Question("41 en 2 kinderen", facts=heard, postal_code="3740"), NOW)
    pilot.screen.place.go("rights", contact=noted.id)
    pilot.settle()
    pilot.shows("Nog te bevestigen")
    assert fact(pilot) in ("leeftijd", CHILDREN)
    pilot.press("J")
    pilot.settle()
    screen = pilot.screen
    first = next(one for one in ("leeftijd", CHILDREN) if screen._talk.facts[one].standing is Standing.CONFIRMED)
    other = fact(pilot)
    assert other != first
    pilot.press("N")  # not so: the question itself comes
    assert fact(pilot) == other
    pilot.press("Backspace")  # and back to the one before, that is confirmed anew
    assert (fact(pilot), screen._talk.facts[first].standing) == (first, Standing.ASSUMED)
    pilot.type("41" if first == "leeftijd" else "2")
    pilot.type("2" if other == CHILDREN else "41")
    screen._talk = screen._talk.answered(CHILDREN, 0).answered("leeftijd_jongste_kind", 4)
    screen._show()
    pilot.shows("Wat klopt vandaag?")
    shown = [choice.words for choice in screen._question._asked.choices]
    assert len(shown) == 2
    assert any("4" in words for words in shown)
    pilot.press("2")  # no children is true: the age of the youngest goes
    pilot.settle()
    assert "leeftijd_jongste_kind" not in screen._talk.facts
    assert screen._talk.facts.confirmed(CHILDREN) == 0


def test_planning_notes_and_their_undoing(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    open_rights(pilot)
    answer(pilot, WARM)
    pilot.press("F6")
    assert pilot.focus_name() == "Rechten"
    chosen = pilot.screen._list.current()
    pilot.press("Space")
    assert any("gekozen" in line for line in pilot.lines("Rechten"))
    pilot.press("Ctrl+D")
    pilot.shows("maandag 30 november 2026")
    pilot.type("gisteren")
    pilot.press("Enter")
    pilot.shows("Dit is geen dag")
    pilot.press("Ctrl+A")
    pilot.type("+3")
    pilot.press("Enter")
    pilot.says("Gepland")
    pilot.settle()
    house = house_of(pilot)
    (task,) = applications.to_do(house)
    assert (task.right, task.state, task.due, task.way) == (chosen, "gepland", date(2026, 11, 26), "samen")
    pilot.wait_for(lambda: any("gepland 26 november" in line for line in pilot.lines("Rechten")), "the plan in the list")
    pilot.press("X")  # the client does not want it after all
    pilot.wait_for(lambda: not applications.to_do(house), "the step")
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: len(applications.to_do(house)) == 1, "the undoing")
    pilot.wait_for(lambda: any("gepland 26 november" in line for line in pilot.lines("Rechten")), "the plan, back in the list")
    pilot.press("Alt+W")
    pilot.press("Down", "Enter")
    pilot.wait_for(lambda: applications.standings(house, task.contact)[task.right].reason == "ntu_onwetendheid", "the reason")
    pilot.press("Ctrl+Enter")
    pilot.settle()
    assert pilot.here == "today"
    pilot.screen.place.go("applications")
    pilot.wait_for(lambda: len(pilot.lines("Op te volgen aanvragen")) == 2, "the list of applications")
    pilot.press("A")
    pilot.says("Genoteerd: aangevraagd")
    assert applications.standings(house, task.contact)[task.right].action == "aangevraagd"
    pilot.press("Ctrl+R")
    pilot.settle()
    assert (pilot.here, pilot.screen._talk.begun.contact) == ("rights", task.contact)


def test_nothing_is_lost_by_esc_a_power_cut_or_the_lock(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    open_rights(pilot)
    pilot.type("3740")
    pilot.type("à")
    put_off = fact(pilot)
    pilot.press("L")
    assert fact(pilot) != put_off
    answered = pilot.screen._talk.facts
    pilot.press("Esc")
    pilot.settle()
    assert pilot.here == "today"
    assert any("Rechten verkennen: 2 vragen" in line for line in pilot.lines("Open vragen") or pilot.texts())
    (kept,) = drafts.mine(house_of(pilot))
    pilot.press("Ctrl+7")
    pilot.settle()
    assert pilot.screen._talk.facts == answered
    pilot.press("Ctrl+L")
    pilot.sign_in("onthaal")
    assert pilot.screen._talk.facts == answered
    assert pilot.screen._talk.later == (put_off,)
    pilot.restart()
    pilot.sign_in("onthaal")
    pilot.screen.place.go("rights", draft=kept.id)
    pilot.settle()
    assert pilot.screen._talk.facts == answered
    assert pilot.screen._unfinished.id == kept.id
    pilot.press("Ctrl+R")  # here it only goes back to the question
    assert pilot.screen._talk.facts == answered


def test_a_file_comes_with_what_is_known_and_a_social_worker_asks_what_the_counter_may_not(pilot: Pilot) -> None:
    pilot.sign_in("maatschappelijk_werker")
    house = house_of(pilot)
    person = intake.add_person(house, "An", "Proef", birth_date=date(1959, 3, 1), postal_code="3740")
    pilot.screen.place.go("rights", person=person)
    pilot.settle()
    pilot.shows("An Proef")
    assert "Proef" not in pilot.window.windowTitle()
    assert fact(pilot) not in ("leeftijd", "gemeente_nis")
    screen = pilot.screen
    assert [screen._head.setting.itemData(row) for row in range(screen._head.setting.count())] == list(SETTINGS)
    pilot.press("Alt+G")
    pilot.press("Down", "Enter")
    pilot.settle()
    assert screen._talk.setting == "maatschappelijk_werker"
    for _ in range(40):
        asked = fact(pilot)
        assert asked is not None
        pilot.type("W")
        if question_words.shipped()[asked].setting == "maatschappelijk_werker":
            break
    pilot.press("Ctrl+Enter")
    pilot.settle()
    assert pilot.here == "client"
    (kept,) = rows(house, Exploration)
    assert asked in kept.asked  # what is never asked at the counter
    with house.store.read() as session:
        assert session.get_one(Contact, kept.contact_id).person_id == person


def test_each_button_under_the_rights_does_what_it_says(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    open_rights(pilot)
    said = {button.text(): button.accessibleName() for button in pilot.screen._foot.findChildren(QPushButton)}
    assert said == {
        "Lijst voor cliënt  Ctrl+P": "Lijst voor de cliënt afdrukken",
        "Aanvraag plannen  Ctrl+D": "Aanvraag plannen",
        "Bewaren en klaar  Ctrl+Enter": "Verkenning bewaren en klaar",  # it made a steunaanvraag
    }
