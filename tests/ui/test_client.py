"""Cliënten: finding by what people say, opening with a reason, a new file without doubles, and a slip seen again."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import func, select

from sociaalhuis.catalogue import records
from sociaalhuis.db.desk import SlipCopy
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.referral import referrals, slips
from sociaalhuis.errors import Trouble
from sociaalhuis.house import House
from sociaalhuis.printing.compose import render
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

FOUND, TIMELINE, RUNS, ALIKE, FIRST = "Gevonden personen", "Tijdlijn", "Loopt", "Lijkt op", "Voornaam"
SAFE = "Niet bellen na 17 uur, geen voicemail."


def seed(house: House) -> dict[str, object]:
    amelie = intake.add_person(
        house, "Amélie", "Proefdael", birth_date=date(1988, 3, 12), phone="0400 00 12 34", safe_contact=SAFE, language="fr"
    )
    intake.add_person(house, "Amélie", "Proefmans", birth_date=date(1960, 1, 1))
    first = intake.register(house, intake.Question("Geen eten tot vrijdag.", person=amelie), NOW - timedelta(days=20))
    last = intake.register(house, intake.Question("Ik moet uit mijn huis.\nTweede regel.", person=amelie), NOW)
    with house.store.read() as session:
        service = records.everything(session)["ocmw-bilzen-hoeselt"]
    head = slips.letterhead(house)
    paper = render(slips.compose([service], slips.Choices(), last.reference, NOW.date(), head))
    referrals.give(house, last.id, ["ocmw-bilzen-hoeselt"], "self", NOW, paper=paper)
    alone = intake.register(house, intake.Question("Anonieme vraag over water."), NOW)
    return {"amelie": amelie, "first": first.reference, "last": last.reference, "alone": alone.reference}


@pytest.fixture
def town(sign_in: SignIn) -> dict[str, object]:
    """Two people of one first name, and one anonymous contact; all noted by the onthaal."""
    house = sign_in("onthaal")
    made = seed(house)
    house.close()
    return made


@pytest.fixture
def desk(town: dict[str, object], pilot: Pilot) -> Pilot:
    """The pilot at Vandaag, of the colleague who knows them."""
    pilot.sign_in("onthaal")
    pilot.start_counting()
    return pilot


@pytest.fixture
def stranger(town: dict[str, object], pilot: Pilot) -> Pilot:
    """The pilot of a colleague who met nobody yet."""
    pilot.sign_in("coordinator")
    return pilot


def house(pilot: Pilot) -> House:
    return pilot.screen.place.house  # type: ignore[no-any-return]  # the screen is looked at as anything


def seek(pilot: Pilot, typed: str) -> None:
    pilot.press("Ctrl+4")
    pilot.type(typed)


def looks(pilot: Pilot) -> Sequence[str]:
    with house(pilot).store.read() as session:
        return [str(e.payload) for e in session.scalars(select(Entry).where(Entry.operation == "look"))]


def people(pilot: Pilot) -> int:
    with house(pilot).store.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


# finding


def test_a_person_is_found_and_opened_within_ten_units(desk: Pilot) -> None:
    seek(desk, "pro 1988")
    desk.press("Enter")
    desk.shows("Amélie Proefdael")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
    assert desk.units + desk.letters <= 10


@pytest.mark.parametrize("typed", ["proefdael", "AMELIE 1988", "0400001234", "0400/00.12.34"])
def test_it_is_found_by_name_year_and_telephone(desk: Pilot, typed: str) -> None:
    seek(desk, typed)
    desk.wait_for(lambda: desk.lines(FOUND), "people")
    assert [line.split(",")[0] for line in desk.lines(FOUND)] == ["Amélie Proefdael"]


def test_what_tells_people_apart_stands_beside_the_name_and_the_arrows_choose(desk: Pilot) -> None:
    seek(desk, "amelie")
    desk.wait_for(lambda: len(desk.lines(FOUND)) == 2, "two people")
    assert [line.split(", ")[1] for line in desk.lines(FOUND)] == ["°12/03/1988", "°01/01/1960"]
    desk.press("Down")
    assert desk.focus_name() == "Zoek een cliënt"
    desk.press("Enter")
    desk.shows("Amélie Proefmans")


def test_nobody_found_says_what_to_do(desk: Pilot) -> None:
    seek(desk, "zzzz")
    desk.shows("0 gevonden")
    assert desk.screen._search.rows._empty.startswith("Niemand gevonden voor “zzzz”")
    desk.press("Enter")
    desk.settle()
    assert desk.focus_name() == "Zoek een cliënt"


def test_a_hundred_thousand_characters_find_nobody_and_break_nothing(desk: Pilot) -> None:
    desk.press("Ctrl+4")
    desk.paste("é" * 100_000)
    desk.shows("0 gevonden")


# the file


def test_the_file_tells_who_it_is_what_happened_and_what_runs(desk: Pilot, town: dict[str, object]) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.shows(f"VEILIG CONTACT: {SAFE}")
    for text in ("°12/03/1988 · 38 jaar", "0400 00 12 34", "Frans", "Loopt (1)", "Tijdlijn (2 contacten)"):
        desk.shows(text)
    lines = desk.lines(TIMELINE)
    assert [line.split(", ")[0] for line in lines[:1]] == ["23/11/26"]
    assert "Ik moet uit mijn huis." in lines[0]
    assert "meegegeven" in lines[1]
    assert lines[2].startswith("Briefje")
    assert "Geen eten tot vrijdag." in lines[3]
    desk.shows("Tweede regel.")  # the words of the current line, whole
    assert len(desk.lines(RUNS)) == 1


def test_safe_contact_that_was_not_asked_is_said_too(desk: Pilot) -> None:
    person = intake.add_person(house(desk), "Bo", "Proefstra")
    intake.register(house(desk), intake.Question("huur", person=person), NOW)
    seek(desk, "proefstra")
    desk.press("Enter")
    desk.shows("Veilig contact: nog niet gevraagd.")


def test_my_own_client_opens_at_once_and_the_look_is_in_the_journal(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.shows("VEILIG CONTACT")
    (look,) = looks(desk)
    assert "eigen contact" in look


def test_a_stranger_is_asked_why_and_answers_by_one_key(stranger: Pilot) -> None:
    seek(stranger, "amelie proefdael")
    stranger.press("Enter")
    stranger.shows("Waarom open je dit dossier?")
    assert looks(stranger) == []
    assert not any("VEILIG" in text for text in stranger.texts())
    stranger.press("Alt+Z")
    stranger.shows("VEILIG CONTACT")
    (look,) = looks(stranger)
    assert "zitdag" in look


def test_another_reason_is_typed_and_an_empty_one_opens_nothing(stranger: Pilot) -> None:
    seek(stranger, "amelie proefdael")
    stranger.press("Enter")
    stranger.shows("Waarom open je dit dossier?")
    stranger.press("Alt+A", "Enter")
    stranger.settle()
    assert looks(stranger) == []
    stranger.type("vraag van de politie")
    stranger.press("Enter")
    stranger.shows("VEILIG CONTACT")
    assert "vraag van de politie" in looks(stranger)[0]


def test_escape_opens_nothing(stranger: Pilot) -> None:
    seek(stranger, "amelie proefdael")
    stranger.press("Enter")
    stranger.shows("Waarom open je dit dossier?")
    stranger.press("Esc")
    assert stranger.focus_name() == "Zoek een cliënt"
    stranger.shows("Geen dossier open")
    assert looks(stranger) == []


def test_who_may_not_look_is_told_in_place(town: dict[str, object], pilot: Pilot) -> None:
    pilot.sign_in("rapport_lezer")
    pilot.press("Ctrl+4")
    pilot.says("Met jouw rol zijn hier geen dossiers en vragen van cliënten te zien.")
    seek(pilot, "amelie proefdael")
    pilot.shows("0 gevonden")


def test_an_anonymous_code_opens_without_a_reason(stranger: Pilot, town: dict[str, object]) -> None:
    seek(stranger, str(town["alone"]).lower().replace("-", " "))
    stranger.press("Enter")
    stranger.shows(f"Code {town['alone']}")
    stranger.shows("Anoniem: er is geen naam, adres of telefoon.")
    assert looks(stranger) == []


def test_the_code_of_a_person_asks_for_a_reason(stranger: Pilot, town: dict[str, object]) -> None:
    seek(stranger, str(town["last"]))
    stranger.press("Enter")
    stranger.shows("Waarom open je dit dossier?")


def test_the_palette_opens_a_file_and_a_code(desk: Pilot, town: dict[str, object]) -> None:
    desk.press("Ctrl+K")
    desk.type(str(town["alone"]))
    desk.wait_for(lambda: any(hit.kind == "CODE" for hit in desk.bench._palette._hits), "the code")
    desk.press("Enter")
    desk.shows(f"Code {town['alone']}")


def test_a_slip_is_seen_again_as_it_was_printed(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
    desk.press("Down", "Down", "Enter")
    desk.wait_for(lambda: desk.focus_name() == "Briefje", "the slip")
    (page,) = [label for label in desk.screen._slip.findChildren(QLabel) if label.isVisible()]
    assert page.pixmap().height() > page.pixmap().width() > 500
    desk.press("Esc")
    assert desk.focus_name() == TIMELINE


def test_a_slip_that_was_touched_is_told(desk: Pilot, town: dict[str, object]) -> None:
    contact = _contact(desk, str(town["first"]))
    with house(desk).store.write(house(desk).actor, "referral.give") as session:
        user = house(desk).actor.id
        session.add(SlipCopy(contact_id=contact, at=NOW, user_id=user, text=[], pdf=b"niets", sha256="0" * 64))
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE and len(desk.lines(TIMELINE)) == 5, "the timeline")
    desk.press("End", "Enter")
    desk.shows("De kopie van dit briefje is beschadigd.")


def _contact(pilot: Pilot, code: str) -> UUID:
    with house(pilot).store.read() as session:
        found = intake.by_reference(session, code)
        assert found is not None
        return found.id


def test_a_new_question_begins_for_this_person(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
    desk.press("Ctrl+B")
    desk.wait_for(lambda: desk.here == "question", "the question")
    desk.shows("Proefdael")


# a new person


def test_a_new_person_takes_at_most_twelve_units(desk: Pilot) -> None:
    desk.press("Ctrl+4", "Alt+N")
    for text in ("Jef", "Proefaert", "12/3/1988", "0400 11 22 33"):
        desk.type(text)
        desk.press("Tab")
    desk.type("3740")
    desk.press("Enter")
    desk.says("Het dossier is gemaakt.")
    desk.shows("Jef Proefaert")
    assert desk.units <= 12
    assert desk.letters <= 40
    with house(desk).store.read() as session:
        (made,) = session.scalars(select(Person).where(Person.family_name == "Proefaert"))
    assert (made.birth_date, made.birth_year, made.phone) == (date(1988, 3, 12), None, "0400 11 22 33")
    assert made.postal_code == "3740"


def test_what_was_sought_is_not_typed_twice(desk: Pilot) -> None:
    seek(desk, "jef proefaert 1950")
    desk.press("Alt+N")
    assert desk.focus_name() == "Telefoon"
    assert desk.screen._form.texts() == {
        "given": "jef",
        "family": "proefaert",
        "birth": "1950",
        "phone": "",
        "postal_code": "",
    }
    desk.press("Ctrl+Enter")
    desk.says("Het dossier is gemaakt.")
    desk.shows("°1950 · ongeveer 76 jaar")


def test_somebody_alike_is_shown_while_typing_and_enter_opens(desk: Pilot) -> None:
    before = people(desk)
    desk.press("Ctrl+4", "Alt+N")
    desk.type("Amelie")
    desk.press("Tab")
    desk.type("Proefdaal")
    desk.wait_for(lambda: any("Proefdael" in line for line in desk.lines(ALIKE)), "somebody alike")
    desk.press("Enter")
    desk.shows("VEILIG CONTACT")
    assert people(desk) == before


def test_enter_on_the_last_field_never_makes_a_double_unseen(desk: Pilot) -> None:
    before = people(desk)
    desk.press("Ctrl+4", "Alt+N")
    desk.screen._form._pause.setInterval(60_000)  # as if the answer were still to come
    desk.type("Amelie")
    desk.press("Tab")
    desk.type("Proefdael")
    desk.press("Tab", "Tab", "Tab", "Enter")
    desk.shows("Er is al 1 persoon die hierop lijkt.")
    assert people(desk) == before
    desk.screen._form._pause.stop()


def test_ctrl_enter_makes_a_new_one_all_the_same(desk: Pilot) -> None:
    before = people(desk)
    desk.press("Ctrl+4", "Alt+N")
    desk.type("Amelie")
    desk.press("Tab")
    desk.type("Proefdael")
    desk.press("Ctrl+Enter")
    desk.says("Het dossier is gemaakt.")
    assert people(desk) == before + 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30/2/1990", "Deze datum bestaat niet: februari 1990 heeft 28 dagen. Kijk de dag na."),
        ("1/1/2030", "Dit jaar ligt in de toekomst."),
        ("12/3/1988", "12 maart 1988, 38 jaar"),
        ("1988", "1988, ongeveer 38 jaar"),
    ],
)
def test_the_birth_date_is_said_while_typing(desk: Pilot, typed: str, said: str) -> None:
    desk.press("Ctrl+4", "Alt+N", "Alt+G")
    desk.type(typed)
    desk.shows(said)


def test_a_date_that_cannot_be_saves_nothing_and_keeps_what_was_typed(desk: Pilot) -> None:
    before = people(desk)
    desk.press("Ctrl+4", "Alt+N")
    desk.type("Jef")
    desk.press("Alt+G")
    desk.type("30/2/1990")
    desk.press("Ctrl+Enter")
    desk.wait_for(lambda: desk.screen._form._refusal.isVisible(), "the refusal")
    assert people(desk) == before
    assert desk.screen._form.texts()["given"] == "Jef"


def test_a_form_without_a_name_is_refused(desk: Pilot) -> None:
    desk.press("Ctrl+4", "Alt+N", "Ctrl+Enter")
    desk.shows("Een naam is nodig.")


def test_names_in_any_script_are_kept(desk: Pilot) -> None:
    desk.press("Ctrl+4", "Alt+N")
    desk.type("محمد 😀")
    desk.press("Tab")
    desk.type("Đặng")
    desk.press("Ctrl+Enter")
    desk.shows("محمد 😀 Đặng")


def test_the_new_file_can_be_taken_back(desk: Pilot) -> None:
    before = people(desk)
    desk.press("Ctrl+4", "Alt+N")
    desk.type("Jef")
    desk.press("Ctrl+Enter")
    desk.says("Het dossier is gemaakt.")
    desk.settle()
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt: persoon toevoegen.")
    desk.shows("Geen dossier open")
    assert people(desk) == before


def test_an_open_file_does_not_come_back_over_the_form(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.shows("VEILIG CONTACT")
    desk.press("Ctrl+1", "Ctrl+4", "Alt+N")
    desk.settle()
    assert desk.focus_name() == "Familienaam"  # the name that was sought stands there already
    desk.press("Esc")
    desk.shows("Geen dossier open")


def test_a_slip_that_is_looked_at_stays_when_something_changes(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
    desk.press("Down", "Down", "Enter")
    desk.wait_for(lambda: desk.focus_name() == "Briefje", "the slip")
    intake.count(house(desk), "balie", ["wonen"], "informeren", NOW)
    desk.settle()
    assert desk.focus_name() == "Briefje"


def test_a_house_that_cannot_be_read_is_told_in_place(desk: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_house: object, _typed: str) -> object:
        raise Trouble("Het huis kan niet gelezen worden.", "Kijk de schijf na.")

    monkeypatch.setattr(clients, "search", broken)
    seek(desk, "proefdael")
    desk.shows("Het huis kan niet gelezen worden. Kijk de schijf na.")
    monkeypatch.undo()
    desk.press("Ctrl+A")
    desk.type("proefdael")
    desk.wait_for(lambda: desk.lines(FOUND), "people")


# changing a person


def test_a_person_is_changed_by_keys_and_it_can_be_taken_back(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.shows(f"VEILIG CONTACT: {SAFE}")
    desk.press("F2")
    assert desk.focus_name() == FIRST
    desk.press("Alt+T", "Ctrl+A")
    desk.type("0400 99 88 77")
    desk.press("Alt+G", "Ctrl+A")
    desk.type("30/2/1988")
    desk.press("Ctrl+Enter")
    desk.shows("Deze datum bestaat niet: februari 1988 heeft 29 dagen. Kijk de dag na.")
    desk.press("Ctrl+A")
    desk.type("1987")
    desk.press("Alt+P")
    desk.type("3740")
    desk.press("Enter")
    assert desk.focus_name() == "Frans"  # the language; Qt calls a list by what is chosen
    desk.type("tu")
    desk.press("Alt+C")
    assert desk.focus_name() == "Veilig contact: alles mag"
    desk.press("Space", "Tab", "Space")  # and yet not by telephone
    desk.press("Alt+H", "Ctrl+A")
    desk.type("Vraag naar zus")
    desk.press("Enter")
    desk.says("De gegevens zijn bewaard.")
    desk.shows("VEILIG CONTACT: niet bellen · Vraag naar zus")
    for text in ("°1987 · ongeveer 39 jaar", "0400 99 88 77", "3740", "Turks"):
        desk.shows(text)
    assert desk.focus_name() == TIMELINE
    assert sum("eigen contact" in look for look in looks(desk)) == 1  # changing is no new look
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt: gegevens aanpassen.")
    desk.shows(f"VEILIG CONTACT: {SAFE}")
    desk.shows("°12/03/1988 · 38 jaar")


def test_what_was_typed_and_not_saved_stays_over_escape_another_file_and_the_lock(desk: Pilot) -> None:
    person = intake.add_person(house(desk), "Bo", "Proefstra")
    intake.register(house(desk), intake.Question("huur", person=person), NOW)
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.shows("VEILIG CONTACT")
    desk.press("F2", "Alt+H", "Ctrl+A")
    desk.type("niet na 18 uur")
    intake.count(house(desk), "balie", ["wonen"], "informeren", NOW)  # a change elsewhere does not shut the form
    desk.settle()
    assert desk.focus_name() == "Hoe bereiken"
    desk.press("Esc")
    desk.says("Nog niet bewaard. F2 gaat verder waar je was.")
    desk.shows(f"VEILIG CONTACT: {SAFE}")
    desk.press("Ctrl+F")
    desk.type("proefstra")
    desk.press("Enter")
    desk.shows("Veilig contact: nog niet gevraagd.")
    desk.press("F2")
    assert desk.screen._edit.fields.values()["note"] == ""
    desk.press("Ctrl+F")
    desk.type("proefdael")
    desk.press("Enter")
    desk.shows("VEILIG CONTACT")
    desk.press("F2", "Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: desk.focus_name() == FIRST, "the form")
    assert desk.screen._edit.fields.values()["note"] == "niet na 18 uur"
    desk.press("Ctrl+Enter")
    desk.shows("VEILIG CONTACT: niet na 18 uur")


# lock


def test_after_a_lock_the_file_is_open_again(desk: Pilot) -> None:
    seek(desk, "proefdael")
    desk.press("Enter")
    desk.shows("VEILIG CONTACT")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.shows("VEILIG CONTACT")


def test_after_a_lock_the_form_holds_what_was_typed(desk: Pilot) -> None:
    desk.press("Ctrl+4", "Alt+N")
    desk.type("Jef")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    assert desk.screen._form.texts()["given"] == "Jef"
    assert desk.focus_name() == "Familienaam"
