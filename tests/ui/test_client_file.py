"""The file by keys only: the timeline, one letter an answer, papers, who looked, merging and protecting."""

import time
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import drafts, intake, relations
from sociaalhuis.desk.client import client_file, clients, consents, life_domains, locked_notes, looks, protecting
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Trouble
from sociaalhuis.house import House
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

KNOWN, TIMELINE, LOOKED, SAME = "Dossier", "Tijdlijn", "Wie keek", "Zelfde persoon"
WRITTEN = "Vertrouwelijke notities"
TODAY = NOW.date()


@pytest.fixture
def amelie(sign_in: SignIn) -> UUID:
    """A file of the onthaal with two questions, and a second file that looks the same."""
    house = sign_in("onthaal")
    person = intake.add_person(
        house, "Amélie", "Proefdael", birth_date=date(1988, 3, 12), phone="0400 00 12 34", forbidden_ways=["voicemail"]
    )
    for words, days in (("Ik moet uit mijn huis.", 0), ("Geen eten tot vrijdag.", -20)):
        noted = intake.register(house, intake.Question(words, person=person), NOW + timedelta(days=days))
        referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW + timedelta(days=days))
    consents.note(house, person, "opvolging", "mondeling", NOW - timedelta(days=215))
    other = intake.add_person(house, "Amelie", "Proefdaal", birth_year=1988)
    intake.register(house, intake.Question("Factuur te hoog.", person=other), NOW)
    house.close()
    return person


@pytest.fixture
def desk(amelie: UUID, pilot: Pilot) -> Pilot:
    """The pilot of the colleague who knows her, in the open file."""
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+4")
    pilot.type("proefdael")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == TIMELINE, "the timeline")
    return pilot


def house(pilot: Pilot) -> House:
    return pilot.screen.place.house  # type: ignore[no-any-return]  # the screen is looked at as anything


def opened(pilot: Pilot, person: UUID) -> client_file.ClientFile:
    found = client_file.again(house(pilot), person, TODAY)
    assert found is not None
    return found


def to_known(pilot: Pilot, text: str) -> None:
    """With F6 and the arrows to this line of the list."""
    while pilot.focus_name() != KNOWN:
        pilot.press("F6")
    pilot.press("Home")
    for _ in pilot.lines(KNOWN):
        if text in pilot.screen._file.known.rows.current_line().spoken:
            return
        pilot.press("Down")
    raise AssertionError(f"no line {text!r}")


def test_the_file_takes_the_whole_width_and_escape_brings_the_search_back(desk: Pilot) -> None:
    desk.shows("VEILIG CONTACT: geen voicemail")
    for text in ("aanspreekpunt: onthaal", "1 collega keek", "Loopt (2)", "Tijdlijn (2 contacten)"):
        desk.shows(text)
    assert not desk.screen._search.isVisible()
    desk.press("Esc")
    assert desk.focus_name() == "Zoek een cliënt"
    desk.shows("Tijdlijn (2 contacten)")  # the file stays beside it


def test_the_timeline_is_filtered_and_searched(desk: Pilot) -> None:
    lines = desk.lines(TIMELINE)
    assert [one.split(", ")[0] for one in lines if one.startswith(("23/", "3/"))] == ["23/11/26", "3/11/26"]
    desk.press("Alt+Z")
    desk.type("eten")
    assert [one.split(", ")[1] for one in desk.lines(TIMELINE)] == ["Geen eten tot vrijdag."]
    desk.press("Ctrl+A", "Delete", "Alt+T")
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    for _ in range(7):
        desk.press("Down")
    assert [one.split(", ")[1] for one in desk.lines(TIMELINE)] == ["Toestemming opvolging: ja"]
    for _ in range(3):
        desk.press("Up")
    assert box.currentText() == "briefjes"
    assert desk.lines(TIMELINE) == []


def test_one_letter_is_an_answer_or_a_step_and_can_be_taken_back(desk: Pilot, amelie: UUID) -> None:
    to_known(desk, "opvolging")
    assert "7 mnd · vernieuw" in desk.screen._file.known.rows.current_line().right
    desk.shows("J ja, mondeling · S ja, schriftelijk · N nee · I ingetrokken")
    desk.press("V")  # a letter of a life domain does nothing here
    desk.press("S")
    desk.says("Genoteerd: opvolging, ja, schriftelijk.")
    desk.settle()
    assert next(one for one in opened(desk, amelie).consents if one.purpose == "opvolging").months == 0
    assert "opvolging" in desk.screen._file.known.rows.current_line().text  # the line stays under the keys
    to_known(desk, "Wonen")
    desk.shows("V verkend · A actie · R resultaat · W wil niet")
    desk.press("A")
    desk.says("Genoteerd: Wonen: actie.")
    desk.settle()
    assert next(one for one in opened(desk, amelie).domains if one.slug == "wonen").last == life_domains.ACTED
    desk.shows("LEEFDOMEINEN (1 van 15 besproken)")
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt: levensdomein noteren.")
    to_known(desk, "registreren")
    desk.press("N")
    desk.shows("Een dossier bijhouden steunt op de wet.")
    desk.press("J")
    desk.says("Genoteerd: registreren (uitleg), uitgelegd.")


def test_who_looked_and_the_papers_come_by_key_and_go_by_escape(desk: Pilot, amelie: UUID) -> None:
    desk.press("Alt+W")
    desk.wait_for(lambda: desk.focus_name() == LOOKED, "who looked")
    assert desk.lines(LOOKED) == ["23 november 2026, 10.15 uur, onthaal, eigen contact"]
    desk.press("Esc", "Alt+I")
    desk.wait_for(lambda: desk.focus_name() == "Blad", "the copy")
    desk.shows("Inzageversie")
    desk.press("Esc", "Alt+M")
    desk.shows("Informatieblad over privacy")
    sent: list[bytes] = []

    class Press:
        def send(self, pdf: bytes, _name: str = "") -> None:
            if not sent:
                sent.append(b"")
                raise Trouble("Deze pc vindt geen printer.", "")
            sent.append(pdf)

    desk.screen._deeds.page("paper").press = Press()
    desk.press("Ctrl+P")
    desk.shows("Deze pc vindt geen printer. Kijk de printer na")
    assert opened(desk, amelie).who.informed_on is None  # nothing was given yet
    desk.press("Ctrl+P")
    desk.says("Genoteerd dat het uitgelegd is.")
    assert sent[-1].startswith(b"%PDF")
    assert opened(desk, amelie).who.informed_on == TODAY
    desk.press("Esc")
    assert desk.focus_name() == TIMELINE
    desk.press("Ctrl+Shift+C")
    desk.says("op het klembord, zonder naam")
    copied = QApplication.clipboard().text()
    assert "Geen eten tot vrijdag." in copied
    assert "Proefdael" not in copied
    assert [one.why for one in looks.of(house(desk), amelie)] == ["samenvatting gekopieerd", "inzageversie", "eigen contact"]


def test_the_information_sheet_comes_from_a_question_too(desk: Pilot) -> None:
    desk.press("Ctrl+B")
    desk.wait_for(lambda: desk.here == "question", "the question")
    desk.shows("Proefdael")
    desk.type("huur")
    desk.press("Ctrl+K")
    desk.type("informatieblad over")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == "Blad", "the sheet")
    desk.shows("Afdrukken noteert bij het dossier")
    desk.press("Esc")
    assert desk.here == "question"
    assert "huur" in desk.screen._form.words.toPlainText()


def test_somebody_who_stands_up_for_the_client_is_noted_and_changed(desk: Pilot, amelie: UUID) -> None:
    to_known(desk, "Vertegenwoordiger toevoegen")
    desk.press("Enter")
    desk.shows("Wie treedt op voor de cliënt?")
    desk.press("Ctrl+Enter")
    desk.shows("De naam ontbreekt, of is te lang.")
    desk.type("Mr. Proef")
    desk.press("Alt+V")
    desk.type("31/2/2026")
    desk.press("Ctrl+Enter")
    desk.shows("Deze dag is niet te lezen.")
    desk.press("Ctrl+A")
    desk.type("1/3/2026")
    desk.press("Ctrl+Enter")
    desk.says("Bewaard.")
    desk.shows("bewindvoerder: Mr. Proef")
    (one,) = opened(desk, amelie).representatives
    assert (one.name, one.capacity, one.since, one.until) == ("Mr. Proef", "bewindvoerder", date(2026, 3, 1), None)
    to_known(desk, "Mr. Proef")
    desk.press("Enter", "Alt+O")
    desk.type("1/4/2026")
    desk.press("Ctrl+Enter")
    desk.says("Bewaard.")
    desk.settle()
    desk.wait_for(lambda: "bewindvoerder: Mr. Proef" not in desk.texts(), "what is over to go")


def test_another_colleague_keeps_the_overview(desk: Pilot, amelie: UUID) -> None:
    desk.shows("aanspreekpunt: onthaal")
    to_known(desk, "Aanspreekpunt")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == "Aanspreekpunt", "the colleagues")
    assert [line.split(", ")[0] for line in desk.lines("Aanspreekpunt")] == ["coordinator", "maatschappelijk_werker", "onthaal"]
    desk.press("Up", "Enter")
    desk.says("maatschappelijk_werker is nu het aanspreekpunt.")
    desk.shows("aanspreekpunt: maatschappelijk_werker")
    desk.press("Ctrl+Z")
    desk.shows("aanspreekpunt: onthaal")


def test_two_files_become_one_and_come_apart_again(desk: Pilot, amelie: UUID) -> None:
    to_known(desk, "Samenvoegen met een ander dossier")
    desk.press("Enter")
    desk.wait_for(lambda: desk.lines(SAME), "who may be the same")
    assert [one.split(", ")[0] for one in desk.lines(SAME)] == ["Amelie Proefdaal"]
    desk.answers.yes = False
    desk.press("Enter")
    desk.settle()
    desk.answers.yes = True
    desk.press("Enter")
    desk.says("Samengevoegd.")
    assert (
        desk.answers.asked[-1] == "Gaat het dossier van Amelie Proefdaal (°1988) op in dat van Amélie Proefdael? [Samenvoegen]"
    )
    desk.shows("Tijdlijn (3 contacten)")
    desk.shows("Factuur te hoog.")
    to_known(desk, "Samengevoegd met Amelie Proefdaal")
    assert "nog 30 dagen" in desk.screen._file.known.rows.current_line().right
    desk.press("Enter")
    desk.says("Gescheiden: Amelie Proefdaal heeft weer een eigen dossier.")
    desk.shows("Tijdlijn (2 contacten)")


def test_a_protected_file_is_silent_and_the_coordinator_steps_in_with_a_reason(
    amelie: UUID, pilot: Pilot, sign_in: SignIn
) -> None:
    pilot.sign_in("maatschappelijk_werker")
    pilot.press("Ctrl+4")
    pilot.type("amelie proefdael")
    pilot.press("Enter")
    pilot.shows("Waarom open je dit dossier?")
    pilot.press("Alt+Z")
    pilot.shows("VEILIG CONTACT")
    code = opened(pilot, amelie).happened[0].reference or ""
    to_known(pilot, "Afschermen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name().startswith("Mag openen"), "the colleagues")
    while pilot.focus_name() != "Mag openen: maatschappelijk_werker":
        pilot.press("Tab")
    pilot.press("Spatie", "Ctrl+Enter")
    pilot.says("Bewaard wie dit dossier mag openen.")
    pilot.shows("● afgeschermd dossier")
    pilot.wait_for(lambda: pilot.focus_name() == TIMELINE, "the timeline")
    for role, said in (
        ("onthaal", "Neem contact op met de coördinator."),
        ("coordinator", "Als coördinator kun je inspringen"),
    ):
        pilot.press("Ctrl+L")
        pilot.sign_in(role)
        pilot.press("Ctrl+4", "Ctrl+F", "Ctrl+A")
        pilot.type("amelie proefdael")
        pilot.shows("0 gevonden") if role == "onthaal" else None
        pilot.press("Ctrl+K")
        pilot.type("amelie proefdael")
        pilot.settle()
        assert not any(hit.kind == "PERSOON" and "Proefdael" in hit.label for hit in pilot.bench._palette._hits)
        pilot.press("Esc", "Ctrl+F", "Ctrl+A")
        pilot.type(code)
        pilot.press("Enter")
        pilot.shows(said)
        assert not any("VEILIG" in text for text in pilot.texts())
    pilot.press("Alt+A")
    pilot.type("collega ziek")
    pilot.press("Enter")
    pilot.shows("VEILIG CONTACT")
    named = {one.shown for one in protecting.colleagues(house(pilot), amelie) if one.named}
    assert named == {"maatschappelijk_werker", "coordinator"}
    assert relations.why(house(pilot), amelie) == relations.NAMED


def test_two_who_change_the_same_are_told_and_nothing_is_written_over_unseen(desk: Pilot, amelie: UUID) -> None:
    desk.press("F2", "Alt+T", "Ctrl+A")
    desk.type("0499 00 00 01")
    desk.press("Alt+S")
    desk.type("Dorpsstraat 3")
    clients.change(house(desk), amelie, phone="0499 99 99 99", language="fr")  # a colleague
    desk.settle()
    desk.press("Ctrl+Enter")
    desk.shows("Een collega wijzigde dit intussen.")
    assert opened(desk, amelie).who.phone == "0499 99 99 99"
    (field,) = desk.lines("Kies per veld")
    assert "C collega: 0499 99 99 99      J jij: 0499 00 00 01" in field
    desk.press("Ctrl+Enter")
    desk.shows("Kies eerst voor elk veld: C van de collega, of J van jou.")
    desk.press("J")
    desk.says("De gegevens zijn bewaard.")
    who = opened(desk, amelie).who
    assert (who.phone, who.street, who.language) == ("0499 00 00 01", "Dorpsstraat 3", "fr")
    desk.press("F2", "Alt+T", "Ctrl+A")
    desk.type("0499 00 00 02")
    desk.press("Alt+G", "Ctrl+A")
    desk.type("1990")
    clients.change(house(desk), amelie, phone="0499 88 88 88", birth_date=None, birth_year=1985)
    desk.press("Ctrl+Enter")
    desk.wait_for(lambda: len(desk.lines("Kies per veld")) == 2, "both fields")
    desk.press("C")  # the year of the colleague
    clients.change(house(desk), amelie, phone="0499 77 77 77")  # once more, while somebody chooses
    desk.press("J")
    desk.wait_for(lambda: len(desk.lines("Kies per veld")) == 1, "what changed again")
    desk.press("C")
    desk.says("De gegevens zijn bewaard.")
    who = opened(desk, amelie).who
    assert (who.phone, who.birth) == ("0499 77 77 77", "1985")


def test_what_is_about_somebody_else_is_marked_by_keys(desk: Pilot, amelie: UUID) -> None:
    before = opened(desk, amelie).happened[0].words
    desk.press("D")
    desk.shows("Deel over iemand anders merken")
    desk.press("Shift+Right", "Shift+Right", "D")
    desk.press("Ctrl+Enter")
    desk.says("In de inzageversie valt dat stuk weg.")
    assert opened(desk, amelie).happened[0].words == f"[[{before[:2]}]]{before[2:]}"
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt: deel over iemand anders merken.")
    assert opened(desk, amelie).happened[0].words == before


def test_a_note_under_lock_is_written_by_its_key_and_survives_the_lock(desk: Pilot, amelie: UUID) -> None:
    desk.press("Alt+D")
    desk.says("Een vertrouwelijke notitie is voor een maatschappelijk werker of de coördinator.")
    assert not any("Vertrouwelijke notitie" in line for line in desk.lines(KNOWN))
    desk.press("Ctrl+L")
    desk.sign_in("maatschappelijk_werker")
    desk.press("Ctrl+4")
    desk.type("proefdael 1988")
    desk.press("Enter")
    desk.shows("Waarom open je dit dossier?")
    desk.press("Alt+E")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
    desk.press("Alt+D")
    desk.shows("Alleen de schrijver en de coördinator lezen dit.")
    desk.type("Broer dreigt")
    worker = house(desk)
    desk.wait_for(lambda: bool(drafts.mine(worker, drafts.LOCKED)), "the draft")
    desk.type(".")
    desk.press("Ctrl+L")
    desk.sign_in("maatschappelijk_werker")
    desk.wait_for(lambda: desk.here == "client" and bool(desk.lines(KNOWN)), "the same file")
    assert any("een half af" in line for line in desk.lines(KNOWN))
    desk.press("Alt+D")
    desk.wait_for(lambda: desk.focus_name() == "Notitie", "the note")
    desk.press("Ctrl+Enter")
    desk.says("Bewaard als vertrouwelijke notitie. Ctrl+Z maakt dat ongedaan.")
    (note,) = locked_notes.read(house(desk), amelie)
    assert note.said.text == "Broer dreigt."
    assert "Broer" not in " ".join(desk.texts())
    to_known(desk, "Vertrouwelijke notities…")
    desk.press("Enter")
    desk.shows("Gelezen door: maatschappelijk_werker")
    while desk.focus_name() != WRITTEN:
        desk.press("Tab")
    desk.press("Enter", "Shift+Right", "Shift+Right", "D", "Shift+Tab", "I")
    desk.says("De cliënt krijgt deze notitie op de inzageversie.")
    (note,) = locked_notes.read(house(desk), amelie)
    assert (note.on_copy, note.said.text) == (True, "[[Br]]oer dreigt.")
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt: vertrouwelijke notitie tonen aan de cliënt.")


def test_the_city_finds_only_what_it_noted_itself(amelie: UUID, pilot: Pilot, sign_in: SignIn) -> None:
    code = opened_code(sign_in, amelie)
    pilot.sign_in("stad")
    pilot.press("Ctrl+4")
    for typed in ("amelie proefdael", "0400001234", code):
        pilot.press("Ctrl+A")
        pilot.type(typed)
        pilot.shows("0 gevonden")
    own = intake.register(house(pilot), intake.Question("Nieuwe identiteitskaart."), NOW)
    pilot.press("Ctrl+A")
    pilot.type(own.reference)
    pilot.press("Enter")
    pilot.shows(f"Code {own.reference}")
    pilot.press("Ctrl+3")
    pilot.settle()
    assert not any("Bilzen" in text for text in pilot.texts())  # nothing of the OCMW on the list


def opened_code(sign_in: SignIn, person: UUID) -> str:
    """The code of the newest question of this person."""
    desk = sign_in("onthaal")
    found = client_file.again(desk, person, TODAY)
    desk.close()
    assert found is not None
    return found.happened[0].reference or ""


def test_five_hundred_contacts_open_in_300_milliseconds_and_scroll_without_stalls(desk: Pilot, amelie: UUID) -> None:
    user = house(desk).actor.id
    rows = [
        {
            "id": new_id(), "kind": "hulpvraag", "reference": f"R{n:04}", "at": NOW - timedelta(days=n, hours=1),
            "user_id": user, "person_id": amelie, "channel": "balie",
            "words": f"vraag {n} over huur en energie", "domains": ["wonen"], "urgency": "gewoon",
        }
        for n in range(500)
    ]  # fmt: skip
    with house(desk).store.write(house(desk).actor, "contact.register") as session:
        house(desk).store.insert(session, Contact, rows)
    desk.shows("Tijdlijn (502 contacten)")
    desk.press("Esc")
    taken = []
    for _ in range(3):  # the best counts: other work on the machine is not the file's
        began = time.perf_counter()
        desk.press("Enter")
        desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
        taken.append(time.perf_counter() - began)
        desk.press("Esc")
    desk.press("Enter")
    desk.wait_for(lambda: desk.focus_name() == TIMELINE, "the timeline")
    stalls = []
    for _ in range(3):
        longest = 0.0
        for _ in range(60):
            step = time.perf_counter()
            desk.press("PgDown")
            desk.screen._file.timeline.viewport().repaint()
            longest = max(longest, time.perf_counter() - step)
        stalls.append(longest)
        desk.press("Home")
    print(f"open {min(taken) * 1000:.0f} ms, longest page {min(stalls) * 1000:.0f} ms")  # noqa: T201  # the figures of this run
    assert min(taken) < 0.6  # the goal is 300 ms, on a machine that does nothing else
    assert min(stalls) < 0.2
