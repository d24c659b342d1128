"""Noting a question: what is saved is what was told, with the code to find it again, or nothing at all."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from sociaalhuis.access import users
from sociaalhuis.actions import Actor
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact, PassedOver, Told, UnmetNeed
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, references
from sociaalhuis.desk.intake import LONGEST_WORDS, Question
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import Away, House
from tests.houses import NOW, SignIn

same_house = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # one house holds many questions
visible = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from("\n\t"), max_size=200)
TOLD = [
    "Mijn huisbaas zet mij buiten, wat nu?",
    "  spaties   blijven  \n\n\tinspringen ook ",
    "أحتاج إلى مساعدة في الإيجار",
    "שלום \u202bימין\u202c",
    "እርዳታ እፈልጋለሁ",
    "👩‍👩‍👧‍👦 gezin 🇧🇪",
    "Z\u0335a\u0335lgo\u0335",
    "'; DROP TABLE contact; --",
    "",
]


@pytest.fixture
def recovered(place: Path, template: tuple[Path, str]) -> Iterator[House]:
    """The house, open for somebody who came in with the recovery code."""
    house = users.sign_in(place, template[1], clock=lambda: NOW)
    yield house
    house.close()


def contact(house: House, noted: intake.Noted) -> Contact:
    with house.store.read() as session:
        return session.get_one(Contact, noted.id)


def counted(house: House) -> tuple[int, ...]:
    with house.store.read() as session:
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in (Contact, Told, Person))


# words


@pytest.mark.parametrize("words", TOLD)
def test_what_is_saved_is_what_was_told(house: House, words: str) -> None:
    assert contact(house, intake.register(house, Question(words), NOW)).words == unicodedata.normalize("NFC", words)


@same_house
@given(words=visible)
def test_any_visible_text_is_saved_whole(house: House, words: str) -> None:
    assert contact(house, intake.register(house, Question(words), NOW)).words == unicodedata.normalize("NFC", words)


@same_house
@given(words=st.text(st.characters() | st.sampled_from("eo\0\r\n\t\x1b\x85\u2028\u0301"), max_size=60))
def test_any_text_at_all_can_be_saved_and_is_clean(house: House, words: str) -> None:
    saved = contact(house, intake.register(house, Question(words), NOW)).words
    assert saved is not None
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in saved if c not in "\n\t")
    assert unicodedata.is_normalized("NFC", saved)
    assert intake.cleaned(saved) == saved


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_lines_stay_lines(line_break: str) -> None:
    assert intake.cleaned(f"een{line_break}twee") == "een\ntwee"


@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_what_nobody_can_see_or_say_is_left_out(control: str) -> None:
    assert intake.cleaned(f"hu{control}ur") == "huur"
    assert intake.cleaned(f"e{control}\u0301n") == "én"  # composed after it is gone


def test_words_may_be_ten_pages_long_and_no_longer(house: House) -> None:
    noted = intake.register(house, Question("é" * LONGEST_WORDS), NOW)
    assert contact(house, noted).words == "é" * LONGEST_WORDS
    before = counted(house)
    with pytest.raises(Refusal) as refused:
        intake.register(house, Question("a" * (LONGEST_WORDS + 1)), NOW)
    assert refused.value.what == "Deze tekst is te lang (20.001 tekens)."
    assert "20.000 tekens" in refused.value.now
    assert counted(house) == before


# the rest of a question


def test_a_question_is_saved_with_all_that_goes_with_it(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    question = Question("huur", "telefoon", ("wonen", "financien"), "vandaag", "3740", "73110", "weer\rslapen", person=person)
    noted = intake.register(house, question, NOW)
    saved = contact(house, noted)
    said = (saved.kind, saved.channel, saved.domains, saved.urgency)
    assert said == ("hulpvraag", "telefoon", ["wonen", "financien"], "vandaag")
    assert (saved.postal_code, saved.municipality, saved.goal, saved.place) == ("3740", "73110", "weer\nslapen", None)
    assert (saved.person_id, saved.user_id, saved.at, saved.reference) == (person, house.actor.id, NOW, noted.reference)


def test_facts_keep_their_standing_source_and_date(house: House) -> None:
    facts = Facts(
        {
            "leeftijd": Answer(41, source="brief", on=date(2026, 11, 1)),
            "netto_maandinkomen_gezin": Answer((1500, None)),
            "verhoogde_tegemoetkoming": Answer(None, Standing.REFUSED),
            "verblijfsstatuut": Answer(None, Standing.UNKNOWN),
            "gezinstype": Answer("eenoudergezin", Standing.ASSUMED, "woorden"),
        }
    )
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight on the 24th at the desk
    noted = intake.register(house, Question("huur", facts=facts), late)
    with house.store.read() as session:
        rows = {row.fact: row for row in session.scalars(select(Told).where(Told.contact_id == noted.id))}
    assert {fact: (row.value, row.standing, row.source, row.on) for fact, row in rows.items()} == {
        "leeftijd": (41, "confirmed", "brief", date(2026, 11, 1)),
        "netto_maandinkomen_gezin": ([1500, None], "confirmed", "client", date(2026, 11, 24)),
        "verhoogde_tegemoetkoming": (None, "refused", "client", date(2026, 11, 24)),
        "verblijfsstatuut": (None, "unknown", "client", date(2026, 11, 24)),
        "gezinstype": ("eenoudergezin", "assumed", "woorden", date(2026, 11, 24)),
    }


def test_a_question_needs_no_person(house: House) -> None:
    assert contact(house, intake.register(house, Question("huur"), NOW)).person_id is None
    assert counted(house) == (1, 0, 0)


def test_a_moment_without_a_zone_is_a_mistake_of_ours(house: House) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="time zone"):
        intake.register(house, Question("huur"), NOW.replace(tzinfo=None))
    assert counted(house) == (0, 0, 0)


# the code


def test_two_questions_never_share_a_code(house: House) -> None:
    codes = {intake.register(house, Question("huur"), NOW, random.Random(1)).reference for _ in range(5)}
    assert len(codes) == 5


def test_a_question_is_found_by_its_code_as_people_type_it(house: House) -> None:
    noted = intake.register(house, Question("huur"), NOW)
    intake.register(house, Question("iets anders"), NOW)
    code = noted.reference
    with house.store.read() as session:
        for typed in (
            code,
            code.lower(),
            code.replace("-", ""),
            f" {code.replace('-', ' ')}\n",
            " ".join(code.replace("-", "")),
        ):
            found = intake.by_reference(session, typed)
            assert found is not None
            assert found.id == noted.id


def test_a_wrong_or_strange_code_finds_nothing(house: House) -> None:
    noted = intake.register(house, Question("huur"), NOW)
    strange = references.new({noted.reference}.__contains__)
    wrong = noted.reference[:-1] + ("0" if noted.reference[-1] != "0" else "1")
    with house.store.read() as session:
        for typed in (strange, wrong, f"B2-{noted.reference}", "", "%", noted.reference[:-1], "Jan Janssens"):
            assert intake.by_reference(session, typed) is None


def test_a_branch_puts_its_prefix_before_the_code(house: House) -> None:
    branch = replace(house, device_prefix="B2")
    noted = intake.register(branch, Question("huur"), NOW)
    assert noted.reference.startswith("B2-")
    with house.store.read() as session:
        found = intake.by_reference(session, noted.reference.lower().replace("-", " "))
        assert found is not None
        assert found.id == noted.id


# turven, people, and who may


def test_a_turf_is_a_count(house: House) -> None:
    turf = intake.count(house, "telefoon", ["wonen"], "informeren", NOW)
    with house.store.read() as session:
        row = session.get_one(Contact, turf)
    assert (row.kind, row.channel, row.domains, row.answer_kind) == ("turf", "telefoon", ["wonen"], "informeren")
    assert (row.place, row.settled_at_desk, row.at, row.user_id) == (None, True, NOW, house.actor.id)
    assert (row.words, row.person_id, row.reference) == (None, None, None)


def test_what_is_noted_on_a_zitdag_tells_where(house: House) -> None:
    outside = replace(house, away=Away(house.id, "Bibliotheek", NOW.date(), NOW, NOW, None, NOW))
    noted = intake.register(outside, Question("huur", intake.usual_channel(outside)), NOW)
    turf = intake.count(outside, "telefoon", ["wonen"], "informeren", NOW)
    with house.store.read() as session:
        found = [session.get_one(Contact, key) for key in (noted.id, turf)]
    assert [(one.channel, one.place) for one in found] == [("zitdag", "Bibliotheek"), ("telefoon", "Bibliotheek")]
    assert intake.usual_channel(house) == "balie"


def test_a_person_is_added_with_what_is_known(house: House) -> None:
    person = intake.add_person(house, " Amélie ", "Van\nden  Proef", birth_year=1985, language="fr")
    with house.store.read() as session:
        row = session.get_one(Person, person)
    assert (row.given_name, row.family_name, row.birth_year, row.language) == ("Amélie", "Van den Proef", 1985, "fr")
    assert (row.birth_date, row.phone, row.protected) == (None, None, False)


def test_one_name_is_enough_and_none_is_refused(house: House) -> None:
    intake.add_person(house, "An", "")
    intake.add_person(house, "", "Proef")
    for empty in ("", "  ", "\0", "\n\t"):
        with pytest.raises(Refusal) as refused:
            intake.add_person(house, empty, empty)
        assert "anoniem" in refused.value.now
    assert counted(house) == (0, 0, 2)


def test_who_came_in_with_the_recovery_code_is_asked_for_a_name_first(recovered: House) -> None:
    for act in (
        lambda: intake.register(recovered, Question("huur"), NOW),
        lambda: intake.count(recovered, "balie", [], "informeren", NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert "herstelcode" in refused.value.what
        assert "users add" in refused.value.now
    with pytest.raises(Refusal):
        intake.add_person(recovered, "An", "Proef")
    assert counted(recovered) == (0, 0, 0)


@pytest.mark.parametrize("role", ["vrijwilliger", "rapport_lezer", "beheerder"])
def test_only_who_may_notes_questions(sign_in: SignIn, role: str) -> None:
    house = sign_in(role)
    for act in (
        lambda: intake.register(house, Question("huur", facts=Facts({"leeftijd": Answer(41)})), NOW),
        lambda: intake.add_person(house, "An", "Proef"),
    ):
        with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
            act()
    assert counted(house) == (0, 0, 0)


def test_a_volunteer_may_count(sign_in: SignIn) -> None:
    intake.count(sign_in("vrijwilliger"), "balie", ["wonen"], "informeren", NOW)
    with pytest.raises(Refusal):
        intake.count(sign_in("rapport_lezer"), "balie", ["wonen"], "informeren", NOW)
    assert counted(sign_in("onthaal")) == (1, 0, 0)


def test_the_actor_decides_and_not_the_account_that_opened_the_house(house: House) -> None:
    assert intake.worker(house) == house.actor.id
    with pytest.raises(Refusal):
        intake.worker(replace(house, actor=Actor(None, "onthaal")))


@pytest.mark.parametrize("change", [{"urgency": "snel"}, {"channel": "duif"}, {"domains": ("wonen", "geluk")}])
def test_a_word_that_is_in_no_list_is_refused(house: House, change: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="staat niet in de lijst"):
        intake.register(house, intake.Question("huur", **change), NOW)
    with house.store.read() as session:
        assert session.scalars(select(Contact)).all() == []


# what did not fit


def test_what_did_not_fit_is_kept_with_the_contact_and_goes_when_it_is_taken_back(house: House) -> None:
    asked = Question(
        "huur",
        domains=("wonen",),
        municipality="73110",
        unmet=("wonen", "wonen"),
        passed_over={"huurdersbond-limburg": "too_far", "niet-in-de-catalogus": "tried"},
    )
    noted = intake.register(house, asked, NOW)

    def kept() -> tuple[list[Any], list[Any]]:
        with house.store.read() as session:
            passed = select(PassedOver.contact_id, Service.slug, PassedOver.reason).join(Service)
            unmet = select(UnmetNeed.contact_id, UnmetNeed.domain, UnmetNeed.municipality, UnmetNeed.reason)
            return [tuple(row) for row in session.execute(passed)], [tuple(row) for row in session.execute(unmet)]

    assert kept() == (
        [(noted.id, "huurdersbond-limburg", "too_far")],
        [(noted.id, "wonen", "73110", "no_suitable_service")],
    )
    assert house.store.undo(house.actor) == "vraag noteren"
    assert kept() == ([], [])


def test_a_reason_or_a_domain_that_is_in_no_list_is_refused(house: House) -> None:
    for wrong in (Question("huur", passed_over={"davo": "ik weet het niet"}), Question("huur", unmet=("nergens",))):
        with pytest.raises(Refusal):
            intake.register(house, wrong, NOW)
    assert counted(house) == (0, 0, 0)
