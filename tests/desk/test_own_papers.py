"""What a client gets about his or her own data: the information sheet, the whole copy, the summary without a name."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import vocab
from sociaalhuis.db.partners import PassedOn
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import client_file, clients, consents, life_domains, looks, own_papers, own_record, third_parties
from sociaalhuis.desk.client.representing import Representing, keep
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.partners.incoming import Asked
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.referral.referrals import Agreed
from sociaalhuis.desk.rights import applications, editions
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import House, change_setting, reread
from tests.desk.colleagues import as_role
from tests.houses import NOW

TODAY = NOW.date()


@pytest.fixture
def person(house: House) -> UUID:
    person = intake.add_person(
        house,
        "Amélie",
        "Proefdael",
        birth_date=date(1988, 3, 12),
        phone="0400 00 12 34",
        safe_contact="Niet na 17 uur.",
        forbidden_ways=["voicemail"],
    )
    facts = Facts({"leeftijd": Answer(38, Standing.CONFIRMED), "zwanger": Answer(True, Standing.CONFIRMED)})
    noted = intake.register(
        house, intake.Question("Ik moet uit mijn huis.\nEcht.", domains=("wonen",), person=person, facts=facts), NOW
    )
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "warm", NOW, agreed=Agreed(("naam", "telefoon")))
    consents.note(house, person, "opvolging", "mondeling", NOW)
    life_domains.note(house, person, "wonen", "actie", NOW)
    keep(house, person, Representing("Mr. Proef", "bewindvoerder", "goederen", None, TODAY))
    return person


def test_the_copy_holds_everything_that_is_kept_but_no_colleague(house: House, person: UUID) -> None:
    client_file.open_file(as_role(house, "coordinator"), person, "zitdag", TODAY)
    paper = own_papers.own_copy(as_role(house, "maatschappelijk_werker"), person, TODAY, editions.names)
    said = " ".join(paper.text)
    for part in (
        "Wat we over u bewaren", "Amélie Proefdael", "12/03/1988", "0400 00 12 34", "geen voicemail · Niet na 17 uur.",
        "Mr. Proef: bewindvoerder voor geld en goederen, vanaf 23 november 2026", "Opvolging: ja, mondeling",
        "Ik moet uit mijn huis.", "Echt.", "Zwanger: ja", "Leeftijd: 38", "Wonen: actie 23 november 2026",
        "kreeg naam, telefoon", "zitdag", "inzageversie",
    ):  # fmt: skip
        assert part in said, part
    assert "coordinator" not in said
    assert "maatschappelijk_werker" not in said
    assert paper.missing_glyphs == 0


def test_what_is_about_somebody_else_is_left_out_and_who_got_what_is_told(house: House, person: UUID) -> None:
    (moment,) = client_file.again(house, person, TODAY).happened  # type: ignore[union-attr]  # it is there
    words = "Ik moet uit mijn huis. [[Mijn buurman Proefpersoon drinkt.]]\n[[Zijn vrouw\nook."
    with pytest.raises(Refusal, match="intussen veranderd"):
        third_parties.mark(house, moment.contact, words)
    third_parties.mark(house, moment.contact, "[[Ik moet]] uit mijn huis.\nEcht.")
    with house.store.write(house.actor, "referral.share") as session:
        user = house.actor.id
        assert user is not None
        session.add(
            PassedOn(
                referral_id=moment.referrals[0].id, at=NOW, user_id=user, way="telefoon", partner="Els V.", elements=["naam"]
            )
        )
    said = " ".join(own_papers.own_copy(house, person, TODAY, editions.names).text)
    assert "Ik moet" not in said
    assert "(Hier staat iets over iemand anders. Dat tonen we niet.) uit mijn huis." in said
    assert "doorgegeven aan" in said
    assert "(bellen): naam" in said
    assert "Els V." not in said  # the colleague over there is not the client's business either
    assert "[[" not in own_papers.summary(house, person, TODAY)
    assert third_parties.without(words, "-") == "Ik moet uit mijn huis. -\n-"


@given(st.text("ab[] ", max_size=12), st.integers(0, 14), st.integers(0, 14))
def test_marking_changes_no_word_and_marking_again_takes_it_away(text: str, one: int, other: int) -> None:
    plain, (first, last) = third_parties.bare(text), sorted((one, other))
    marked = third_parties.toggled(plain, first, last)
    assert third_parties.bare(marked) == plain
    if marked != plain:
        assert third_parties.toggled(marked, first + 2, first + 3) == plain


def test_who_may_not_see_private_answers_says_that_some_are_left_out(house: House, person: UUID) -> None:
    said = " ".join(own_papers.own_copy(as_role(house, "onthaal"), person, TODAY, editions.names).text)
    assert "Zwanger" not in said
    assert "Sommige antwoorden ziet alleen een maatschappelijk werker." in said
    assert "Leeftijd: 38" in said


def test_a_long_file_takes_as_many_pages_as_it_needs(house: House, person: UUID) -> None:
    for number in range(12):
        words = f"vraag {number} " + "lang verhaal zonder einde " * 60 + "é" * 900
        intake.register(house, intake.Question(words, person=person), NOW - timedelta(days=number))
    paper = own_papers.own_copy(house, person, TODAY, editions.names)
    assert paper.pages > 4
    assert sum("vraag " in line for line in paper.text) == 12
    assert any(line == "blad 2" for line in paper.text)


def test_the_summary_names_nobody_and_leads_with_safety(house: House, person: UUID) -> None:
    text = own_papers.summary(house, person, TODAY)
    assert "Amélie" not in text
    assert "Proefdael" not in text
    assert text.index("VEILIG CONTACT: geen voicemail") < text.index("Ik moet uit mijn huis.")
    for part in ("code ", "Domein: Wonen", "Leeftijd: 38", "Wonen: actie"):
        assert part in text, part
    assert [one.why for one in looks.of(house, person)] == [own_papers.SUMMARY]


def test_the_information_sheet_is_one_page_with_the_names_of_this_house(house: House, person: UUID) -> None:
    house = as_role(house, "beheerder")
    said = " ".join(own_papers.information(house, TODAY).text)
    assert "Vraag het aan de balie. Wij brengen u in contact met de functionaris" in said
    for key, value in (("privacy.dpo", "Jo D., 089 00 00 01"), ("privacy.controller", "OCMW Proefdorp"), ("privacy.years", 7)):
        change_setting(house, key, value)
    paper = own_papers.information(reread(house), TODAY)
    said = " ".join(paper.text)
    for part in (
        "OCMW Proefdorp bewaart uw gegevens",
        "Tot 7 jaar",
        "Jo D., 089 00 00 01",
        "Vlaamse Toezichtcommissie",
        "Gegevensbeschermingsautoriteit",
        "het beroepsgeheim",
        "kopie",
        "bezwaar",
    ):
        assert part in said, part
    assert (paper.pages, paper.missing_glyphs) == (1, 0)
    assert "Proefdael" not in said
    assert own_papers.information(house, TODAY, large=True).pages == 2


def test_giving_the_sheet_is_noted_and_can_be_taken_back(house: House, person: UUID) -> None:
    own_papers.inform(house, person, TODAY)
    known = clients.again(house, person, TODAY)
    assert known is not None
    assert known[0].informed_on == TODAY
    assert house.store.undo(house.actor) == "informatieblad geven"


def test_who_may_not_is_refused_but_anybody_may_give_the_sheet(house: House, person: UUID) -> None:
    for role in ("beheerder", "rapport_lezer", "vrijwilliger", "stad"):
        other = as_role(house, role)
        for act in (partial(own_papers.own_copy, rights=editions.names), own_papers.summary, own_papers.inform):
            with pytest.raises(Refusal, match=r"Je rol laat dit niet toe|OCMW"):
                act(other, person, TODAY)
    assert own_papers.information(other, TODAY).pages == 1


def test_every_word_that_is_kept_stands_on_the_copy(house: House) -> None:
    person = intake.add_person(house, "Amina", "Proefwoord", email="amina@proef.example")
    asked = intake.Question("Beginwoord", person=person, goal="Doelwoord", deadline=date(2026, 12, 1))
    contact = intake.register(house, asked, NOW).id
    noted = next(one.slug for one in vocab.terms("sharing_grounds", TODAY) if one.extra["asks_note"])
    sent = Asked(
        "huisarts_apotheek", "Dokter Zendwoord", "Vraagwoord", noted, note="Grondwoord", feedback="niets", person=person
    )
    incoming.register(house, sent, NOW)
    applications.note(house, contact, "leefloon", "client_wil_niet", NOW, reason=applications.reasons()[0].slug)
    service = "ocmw-bilzen-hoeselt"
    (referral,) = referrals.give(
        house, contact, [service], "self", NOW, despite={service: "Ondankswoord"}, fallback="Terugvalwoord"
    )
    followup.note(house, referral, "refused", NOW, told=Details(reasons=("other",), words="Uitkomstwoord"))
    followup.stop(house, referral, "other", NOW, words="Stopwoord")
    said = " ".join(own_papers.own_copy(house, person, TODAY, editions.names).text)
    for word in (
        "amina@proef.example", "Beginwoord", "Doelwoord", "1 december 2026", "Zendwoord", "Vraagwoord", "Grondwoord", "eefloon",
        "cliënt wil niet", "Ondankswoord", "Terugvalwoord", "Uitkomstwoord", "Stopwoord",
    ):  # fmt: skip
        assert word in said, word


def test_of_every_column_about_a_client_it_is_said_whether_it_is_on_the_copy() -> None:
    """A new column fails here: print it, or say in own_record why it is left out."""
    printed = {
        "person": "given_name family_name birth_date birth_year phone email street postal_code language interpreter reading "
        "safe_contact forbidden_ways informed_on stopped_on keyworker_id",
        "contact": "reference at channel words goal domains deadline deadline_met",
        "referral": "kind despite fallback",
        "referral_event": "event at reasons words next_step",
        "incoming": "referrer sender ground ground_note feedback",
        "right_step": "right step at reason",
        "follow_stop": "at reason words",
    }
    for model, left_out in own_record.LEFT_OUT.items():
        columns = set(model.__table__.columns.keys())
        assert columns - left_out == set(printed[model.__tablename__].split()), model.__tablename__
