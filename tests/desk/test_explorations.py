"""Explorations of rights: kept once with rules, amounts and day; what is private or exact is not kept; facts grow old."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.rights import Exploration
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.client import clients, protecting
from sociaalhuis.desk.rights import explorations
from sociaalhuis.desk.rights.explorations import AGES_AFTER, WORDS, Explored
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import House
from sociaalhuis.rights import engine
from tests.houses import NOW, SignIn

TODAY = date(2026, 11, 23)
RIGHTS = engine.shipped()
FACTS = Facts(
    {
        "leeftijd": Answer(67, on=TODAY),
        "netto_maandinkomen_gezin": Answer(1200.5, on=TODAY),
        "verhoogde_tegemoetkoming": Answer(True, on=TODAY),
        "zorgnood": Answer(True, on=TODAY),
        "verblijfsstatuut": Answer("belg", on=TODAY),
        "aantal_kinderen_ten_laste": Answer(None, Standing.REFUSED, on=TODAY),
        "gewest": Answer("vlaanderen", source="postcode"),
        "woonsituatie": Answer("private_huur", Standing.ASSUMED, "words"),
    }
)


def explored(facts: Facts = FACTS, day: date = TODAY) -> Explored:
    return Explored(facts, RIGHTS.check(facts, day), day, "balie", ("leeftijd", "zorgnood"))


def told(house: House, contact: UUID) -> dict[str, Told]:
    with house.store.read() as session:
        return {row.fact: row for row in session.scalars(select(Told).where(Told.contact_id == contact).order_by(Told.id))}


def test_an_anonymous_exploration_makes_a_contact_with_a_code_and_keeps_nothing_private(house: House) -> None:
    begun = explorations.start(house, TODAY)
    draft = UUID(int=7)
    drafts.keep(house, draft, explorations.DRAFT, {"words": "half"}, NOW)
    kept = explorations.keep(house, begun, explored(), RIGHTS, NOW, draft)
    assert set(kept.withheld) == {"zorgnood", "verblijfsstatuut"}
    assert drafts.mine(house) == []
    with house.store.read() as session:
        contact = session.get_one(Contact, kept.contact)
        (row,) = session.scalars(select(Exploration)).all()
        assert (contact.reference, contact.words, contact.person_id) == (kept.reference, WORDS, None)
        assert (row.day, row.setting, row.asked, row.withheld) == (
            TODAY,
            "balie",
            ["leeftijd", "zorgnood"],
            list(kept.withheld),
        )
        assert row.rules == explorations.version(RIGHTS.book)
        rule = RIGHTS.book.rules["verhoogde-tegemoetkoming"]
        assert row.statuses[rule.slug] == ["has", rule.version]
        assert set(row.statuses) == set(RIGHTS.book.rules)
        assert row.amounts["zorgkas_verplicht_vanaf_leeftijd"] == 26
        writes = session.scalars(select(Entry).where(Entry.action == "exploration.keep")).all()
        assert {entry.table for entry in writes} == {"contact", "told", "exploration"}
        assert not any("belg" in str(entry.payload) or 'zorgnood": ' in str(entry.payload) for entry in writes)
    answers = told(house, kept.contact)
    assert set(answers) == {"leeftijd", "netto_maandinkomen_gezin", "verhoogde_tegemoetkoming", "aantal_kinderen_ten_laste"}
    band = answers["netto_maandinkomen_gezin"].value
    assert isinstance(band, list)  # never the amount
    assert (band[0] or 0) <= 1200.5 <= band[1]
    assert answers["aantal_kinderen_ten_laste"].standing == "refused"
    assert explorations.start(house, TODAY, contact=kept.contact).last == TODAY


def test_keeping_again_adds_only_what_is_new_and_changes_nothing_of_before(house: House) -> None:
    noted = intake.register(house, intake.Question("mazout", facts=Facts({"leeftijd": Answer(67)})), NOW)
    begun = explorations.start(house, TODAY, contact=noted.id)
    assert begun.facts["leeftijd"].standing is Standing.CONFIRMED
    explorations.keep(house, begun, explored(), RIGHTS, NOW)
    later = FACTS.having(leeftijd=Answer(68))
    explorations.keep(house, begun, explored(later, TODAY + timedelta(days=1)), RIGHTS, NOW)
    with house.store.read() as session:
        rows = session.scalars(select(Told).where(Told.contact_id == noted.id).order_by(Told.id)).all()
        assert [row.value for row in rows if row.fact == "leeftijd"] == [67, 68]
        assert len([row for row in rows if row.fact == "verhoogde_tegemoetkoming"]) == 1
        newest, oldest = explorations.of_client(session, noted.id, None)
        assert (newest.day, oldest.day) == (TODAY + timedelta(days=1), TODAY)


def test_of_somebody_with_a_file_a_social_worker_keeps_what_is_private(sign_in: SignIn) -> None:
    house = sign_in("maatschappelijk_werker")
    person = intake.add_person(
        house, "An", "Proef", birth_date=date(1959, 3, 1), postal_code="3740", reading="groot_lettertype"
    )
    begun = explorations.start(house, TODAY, person=person)
    assert (begun.name, begun.postal_code, begun.born, begun.large) == ("An Proef", "3740", date(1959, 3, 1), True)
    all_known = explorations.known(begun, FACTS.having(leeftijd=Answer(None, Standing.UNKNOWN)), "3740", TODAY)
    assert all_known.confirmed("gemeente_nis") == 73110
    assert explorations.known(begun, Facts(), None, TODAY).confirmed("leeftijd") == 67
    kept = explorations.keep(house, begun, explored(), RIGHTS, NOW)
    assert kept.withheld == ()
    assert told(house, kept.contact)["verblijfsstatuut"].value == "belg"
    with house.store.read() as session:
        assert session.get_one(Contact, kept.contact).person_id == person
        looks = session.scalars(select(Entry).where(Entry.operation == "look")).all()
        assert [explorations.WHY in str(entry.payload) for entry in looks] == [True]
    assert explorations.start(house, TODAY, contact=kept.contact).facts.confirmed("verblijfsstatuut") == "belg"
    at_the_counter = explorations.start(sign_in("onthaal"), TODAY, contact=kept.contact).facts
    assert (at_the_counter.confirmed("leeftijd"), "verblijfsstatuut" in at_the_counter) == (67, False)


def test_what_was_told_before_comes_along_until_it_is_old(sign_in: SignIn) -> None:
    house = sign_in("maatschappelijk_werker")
    person = intake.add_person(house, "An", "Proef")
    protecting.protect(house, person, [intake.worker(house)], NOW)
    first = Facts({"leeftijd": Answer(66), "woonsituatie": Answer("eigenaar"), "schulden": Answer(None, Standing.REFUSED)})
    intake.register(house, intake.Question("toen", person=person, facts=first), NOW)
    today = TODAY + timedelta(days=AGES_AFTER)
    now = NOW + timedelta(days=AGES_AFTER)
    second = intake.register(house, intake.Question("nu", person=person, facts=Facts({"leeftijd": Answer(67)})), now)
    begun = explorations.start(house, today, contact=second.id)
    assert begun.name == "Beschermd dossier"
    assert (begun.facts.confirmed("leeftijd"), begun.facts.confirmed("woonsituatie")) == (67, "eigenaar")
    assert "schulden" not in begun.facts  # nobody is held to it the next time
    assert begun.earlier == (1, TODAY)
    old = explorations.start(house, today + timedelta(days=1), person=person)
    assert old.facts.assumed("woonsituatie") == "eigenaar"  # asked again before it decides
    assert old.facts.confirmed("leeftijd") == 67


def test_a_turf_and_other_roles_are_refused_and_leave_nothing(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    turf = intake.count(house, "balie", ["financien"], "informeren", NOW)
    with pytest.raises(Refusal, match="turf"):
        explorations.start(house, TODAY, contact=turf)
    house = sign_in("beheerder")
    with pytest.raises(Refusal, match="verkenning bewaren"):
        explorations.keep(house, explorations.Start(), explored(), RIGHTS, NOW)
    with house.store.read() as session:
        assert session.scalars(select(Exploration)).all() == []
        assert clients.search(house, "proef")[1] == []


def test_the_version_changes_with_any_rule_or_amount() -> None:
    from dataclasses import replace

    book = RIGHTS.book
    rule = book.rules["leefloon"]
    changed = replace(book, rules={**book.rules, "leefloon": replace(rule, version="0" * 12)})
    series = book.parameters.series["igo_leeftijd"]
    dearer = replace(book.parameters, series={**book.parameters.series, "igo_leeftijd": replace(series, unit="maanden")})
    versions = {explorations.version(one) for one in (book, changed, replace(book, parameters=dearer))}
    assert len(versions) == 3
