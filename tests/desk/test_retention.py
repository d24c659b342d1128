"""Keeping no longer than needed: exactly what is over its term, by two people, to the last letter; the figures stay."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sociaalhuis import demo
from sociaalhuis.access import users
from sociaalhuis.actions import ACTIONS, OUTSIDE, ROLES, THE_PROGRAM
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person, Representative
from sociaalhuis.db.retention import RetentionProposal
from sociaalhuis.db.schema import METADATA
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.client import clients, locked_notes, merging, own_papers, protecting, representing
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.retention import due, erasing, proposals, terms
from sociaalhuis.desk.support import acts as support
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import compacting
from sociaalhuis.exchange.verify import verify
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import House, change_setting, reread
from sociaalhuis.insight import periods, reading
from sociaalhuis.insight.periods import Quarter
from tests.desk.colleagues import as_role
from tests.houses import CHEAP, NOW

SERVICE = "ocmw-bilzen-hoeselt"
TODAY = NOW.date()


def later(years: int, days: int = 0) -> datetime:
    return NOW.replace(year=NOW.year + years) + timedelta(days=days)


def asked(house: House, person: UUID | None, when: datetime = NOW, words: str = "Er is iets.") -> UUID:
    return intake.register(house, intake.Question(words, domains=("wonen",), person=person), when).id


def helped(house: House, contact: UUID, when: datetime = NOW) -> None:
    (given_one,) = referrals.give(house, contact, [SERVICE], "self", when)
    followup.note(house, given_one, "helped", when)


def everything(house: House) -> str:
    """Every value of every table, as text."""
    with house.store.engine.connect() as connection:
        return "\n".join(str(tuple(row)) for table in METADATA.sorted_tables for row in connection.execute(select(table)))


def due_names(house: House, today: date) -> Mapping[str, tuple[str, str | None]]:
    with house.store.read() as session:
        found = due.files(house, session, today)
        return {session.get_one(Person, one.id).family_name: (one.kind, one.held) for one in found}


def test_with_the_clock_moved_on_exactly_the_files_that_are_over_appear(house: House) -> None:
    names = ("Vraag", "Hulp", "Later", "Steun", "Loopt", "Leeg")
    people = {name: intake.add_person(house, "Proef", name) for name in names}
    asked(house, people["Vraag"])
    helped(house, asked(house, people["Hulp"]))
    asked(house, people["Later"])
    asked(house, people["Later"], later(1))
    support.receive(house, asked(house, people["Steun"]), NOW)
    running = asked(house, people["Loopt"])
    (referral,) = referrals.give(house, running, [SERVICE], "self", NOW)
    followup.note(house, referral, "started", NOW)

    assert due_names(house, later(2).date()) == {}
    two = due_names(house, later(2, 1).date())
    assert two == {"Vraag": (terms.QUESTION, None), "Leeg": (terms.QUESTION, None)}
    three = due_names(house, later(3, 1).date())
    assert set(three) == {"Vraag", "Leeg", "Later"}
    assert due_names(house, later(5).date()) == three
    six = due_names(house, later(6).date())
    assert set(six) == set(names)
    assert six["Hulp"] == (terms.TRAJECTORY, None)
    assert six["Steun"] == (terms.REQUEST, due.REQUEST)
    assert six["Loopt"] == (terms.TRAJECTORY, due.OPEN)

    change_setting(as_role(house, "beheerder"), "retention.question_years", 7)
    assert set(due_names(reread(house), later(6).date())) == {"Hulp", "Steun", "Loopt"}


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 50))
def test_a_term_is_over_the_day_after_that_many_years(last: date, number: int) -> None:
    over = terms.over(last, number)
    assert over.year - last.year in (number, number + 1)
    assert 0 <= (over - last).days - round(number * 365.2425) <= 2
    assert terms.over(last + timedelta(days=1), number) >= over


def test_two_people_and_nothing_is_left_of_a_file_but_numbers(house: House) -> None:
    sign = as_role(house, "maatschappelijk_werker")
    person = intake.add_person(
        house, "Wendelien", "Zwartjes", birth_date=date(1988, 3, 12), phone="0400 77 66 55", street="Kwikstaartpad 3",
        postal_code="3740", safe_contact="Niet na zeven uur bellen.", language="tr",
    )  # fmt: skip
    twin = intake.add_person(house, "Wendeline", "Zwartjens")
    facts = Facts({"leeftijd": Answer(38, Standing.CONFIRMED)})
    noted = intake.register(
        house,
        intake.Question("Mijn huisbaas heet Kwaadaard.", goal="rust", person=person, facts=facts, domains=("wonen",)),
        NOW,
    )
    (referral,) = referrals.give(house, noted.id, [SERVICE], "warm", NOW, agreed=referrals.Agreed(("naam",)))
    followup.note(house, referral, "refused", NOW, told=Details(reasons=("other",), words="Kwaadaard belde zelf."))
    locked_notes.write(sign, person, locked_notes.Written("Slaapt bij Kwispelaer."), NOW)
    asked(house, twin, NOW, "Ik ben Zwartjens.")
    merging.merge(as_role(house, "coordinator"), person, twin, NOW)
    own_papers.inform(house, person, TODAY)
    clients.open_person(house, person, "balie met Kwispelaer", TODAY)
    drafts.keep(house, new_id(), "question", {"person": str(person), "words": "Zwartjes vraagt"}, NOW)
    hidden = ("Wendelien", "Zwart", "77 66 55", "Kwikstaart", "Kwaadaard", "Kwispelaer", "zeven uur", noted.reference)
    before = everything(house)
    assert all(part in before for part in hidden)
    at = later(6)

    first, second = as_role(house, "coordinator"), sign
    proposal = proposals.propose(first, at)
    (waiting,) = proposals.proposals(second, at.date())
    assert [(one.name, one.kind) for one in waiting.files] == [("Wendelien Zwartjes", terms.TRAJECTORY)]
    with pytest.raises(Refusal, match="kan niet zelf wissen"):
        proposals.carry_out(first, proposal, at)
    assert everything(house).count("Zwartjes") >= 2
    assert proposals.carry_out(second, proposal, at) == {terms.TRAJECTORY: 1}

    left = everything(house)
    assert not [part for part in hidden if part in left]
    assert [one.faults for one in verify(house) if one.check != "sleutels"] == [()] * 5
    (ended,) = proposals.history(first)
    assert (ended.by, ended.ended_by, ended.counts) == ("coordinator", "maatschappelijk_werker", {terms.TRAJECTORY: 1})
    with house.store.read() as session:
        assert person.hex not in str(vars(session.get_one(RetentionProposal, proposal))), "the list itself is gone too"
    with pytest.raises(Refusal, match="al afgehandeld"):
        proposals.carry_out(second, proposal, at)
    for act in (lambda: clients.open_person(house, person, "balie", TODAY), lambda: asked(house, person)):
        with pytest.raises(Refusal, match="Dit dossier is gewist"):
            act()
    assert clients.search(first, "Zwartjes") == (None, [])
    assert compacting.compact(house)
    assert not (house.place / "house.db-wal").exists() or (house.place / "house.db-wal").stat().st_size == 0


def test_what_was_removed_before_is_erased_too(house: House) -> None:
    """A row that is gone and a merge that was undone leave nothing of the client in the journal."""
    chief, helper = as_role(house, "coordinator"), as_role(house, "maatschappelijk_werker")
    stays = intake.add_person(house, "Amina", "Eerst", email="amina@voorbeeld.be")
    goes = intake.add_person(house, "Bert", "Zwartjes", phone="0400 99 88 77", safe_contact="Niet na Kwispeltijd.")
    speaks = representing.keep(house, goes, representing.Representing("Tante Fluitketel", "familie", "beide"))
    with house.store.write(house.actor, "person.represent") as session:
        session.delete(session.get_one(Representative, speaks))
    merging.part(chief, merging.merge(chief, stays, goes, NOW), NOW)
    with house.store.write(house.actor, "person.change") as session:
        session.get_one(Person, stays).street = "Amandelweg 1"
    assert all(part in everything(house) for part in ("0400 99 88 77", "Kwispeltijd", "Fluitketel"))
    assert proposals.carry_out(helper, proposals.propose_one(chief, goes, "vraagt het", NOW), NOW) == {terms.QUESTION: 1}
    left = everything(house)
    assert not [part for part in ("Zwartjes", "0400 99 88 77", "Kwispeltijd", "Fluitketel") if part in left]
    assert [one.faults for one in verify(house) if one.check != "sleutels"] == [()] * 5
    assert "amina@voorbeeld.be" in left
    assert house.store.undo(house.actor) == "gegevens aanpassen", "what is of somebody else is as it was"
    with house.store.read() as session:
        assert session.get_one(Person, stays).street is None
    with pytest.raises(Refusal, match="ongedaan gemaakt worden"):
        house.store.undo(house.actor)


def test_a_change_that_was_erased_is_not_taken_back(house: House) -> None:
    chief, helper = as_role(house, "coordinator"), as_role(house, "maatschappelijk_werker")
    stays, goes = (intake.add_person(house, "Proef", name, phone=phone) for name, phone in (("Een", None), ("Twee", "0400 1")))
    merged = merging.merge(chief, stays, goes, NOW)
    with house.store.write(house.actor, "person.change") as session:
        session.get_one(Person, stays).phone = "0400 2"
    merging.part(chief, merged, NOW)
    proposals.carry_out(helper, proposals.propose_one(chief, goes, "vraagt het", NOW), NOW)
    assert "0400 1" not in everything(house)
    with pytest.raises(Refusal, match="ongedaan gemaakt worden"):
        house.store.undo(house.actor)
    with house.store.read() as session:
        assert session.get_one(Person, stays).phone == "0400 2"


def test_the_figures_of_the_past_stay_the_same(tmp_path: Path) -> None:
    demo.make(tmp_path / "huis", demo.PASSWORD, "small", 5, lambda: NOW, CHEAP)
    house = users.sign_in(tmp_path / "huis", demo.PASSWORD, "Chris D.", clock=lambda: NOW)
    quarter = periods.of(TODAY)
    with house.store.read() as session:
        shut = session.scalars(select(Contact.person_id).where(Contact.person_id.is_not(None)).order_by(Contact.at)).first()
    assert shut is not None
    assert house.actor.id is not None
    protecting.protect(house, shut, {house.actor.id}, NOW)
    at = later(7)
    before = counted(house, quarter, at)
    proposals.propose(house, at)
    house.close()

    house = users.sign_in(tmp_path / "huis", demo.PASSWORD, "Bart V.", clock=lambda: NOW)
    (waiting,) = proposals.proposals(house, at.date())
    assert [one.name for one in waiting.files].count(proposals.SHUT) == 1
    counts = proposals.carry_out(house, waiting.id, at)
    assert counts[terms.WORDS] == waiting.questions > 20
    assert len([one for one in waiting.files if one.goes]) == sum(counts.values()) - waiting.questions > 10
    assert counted(house, quarter, at) == before
    with house.store.read() as session:
        assert len(session.scalars(select(Person.id).where(Person.erased_on.is_(None))).all()) < 10
    house.close()


def counted(house: House, quarter: Quarter, at: datetime) -> list[Counter[object]]:
    """Everything that the briefing counts of this quarter and the one before."""
    seen = replace(house, actor=THE_PROGRAM)
    rows = [reading.rows(seen, one, at.date()) for one in (quarter, quarter.before)]
    assert all(rows)
    return [Counter(getattr(one, field.name)) for one in rows for field in fields(one)]


def test_what_lives_again_or_is_spared_stays(house: House) -> None:
    people = {name: intake.add_person(house, "Proef", name) for name in ("Terug", "Gespaard", "Weg")}
    for person in people.values():
        asked(house, person)
    loose = asked(house, None, words="Een vraag van niemand.")
    coordinator, worker, at = as_role(house, "coordinator"), as_role(house, "maatschappelijk_werker"), later(3)
    proposal = proposals.propose(coordinator, at)
    with pytest.raises(Refusal, match="wacht al een voorstel"):
        proposals.propose(worker, at)
    with pytest.raises(Refusal, match="waarom"):
        proposals.spare(worker, proposal, people["Gespaard"], "x" * 500)
    proposals.spare(worker, proposal, people["Weg"], "een vergissing")
    proposals.spare(worker, proposal, people["Gespaard"], "lopende zaak")
    proposals.spare(worker, proposal, people["Weg"], "")
    asked(house, people["Terug"], at)
    (shown,) = proposals.proposals(worker, at.date())
    assert {one.name: (one.goes, one.spared) for one in shown.files} == {
        "Proef Weg": (True, ""),
        "Proef Gespaard": (False, "lopende zaak"),
    }
    assert proposals.carry_out(worker, proposal, at) == {terms.QUESTION: 1, terms.WORDS: 1}
    assert proposals.history(worker)[0].counts == {terms.QUESTION: 1, terms.WORDS: 1, proposals.SKIPPED: 1}
    with house.store.read() as session:
        gone = {row.id for row in session.scalars(select(Person).where(Person.erased_on.is_not(None)))}
        assert gone == {people["Weg"]}
        assert session.get_one(Contact, loose).words is None
    assert "Een vraag van niemand" not in everything(house)
    assert "lopende zaak" not in everything(house)


def test_a_client_asks_to_be_erased(house: House) -> None:
    person = intake.add_person(house, "Proef", "Vergeetmij")
    helped(house, asked(house, person))
    worker, keeper = as_role(house, "maatschappelijk_werker"), as_role(house, "beheerder")
    with pytest.raises(Refusal, match="waarom"):
        proposals.propose_one(worker, person, "  ", NOW)
    proposal = proposals.propose_one(worker, person, "vraagt het zelf, AVG 17", NOW)
    with pytest.raises(Refusal, match="wacht al een voorstel"):
        proposals.propose_one(worker, person, "nog eens", NOW)
    (shown,) = proposals.proposals(keeper, TODAY)
    assert shown.asked == "vraagt het zelf, AVG 17"
    assert shown.files[0].name.startswith("dossier ")
    assert "Vergeetmij" not in shown.files[0].name, "the keeper opens no files"
    assert proposals.carry_out(keeper, proposal, NOW) == {terms.TRAJECTORY: 1}
    assert "Vergeetmij" not in everything(house)
    assert "AVG 17" not in everything(house)

    other = intake.add_person(house, "Proef", "Steun")
    support.receive(house, asked(house, other), NOW)
    with pytest.raises(Refusal, match="selectielijst"):
        proposals.propose_one(worker, other, "vraagt het", NOW)


def test_a_proposal_can_be_taken_back_and_nothing_over_its_term_is_no_proposal(house: House) -> None:
    coordinator = as_role(house, "coordinator")
    with pytest.raises(Refusal, match="niets over zijn termijn"):
        proposals.propose(coordinator, NOW)
    asked(house, intake.add_person(house, "Proef", "Blijft"))
    assert proposals.waiting(coordinator, later(3).date()) == proposals.Waiting(1, 0, {})
    proposals.withdraw(coordinator, proposals.propose(coordinator, later(3)), later(3))
    assert proposals.history(coordinator)[0].counts is None
    assert "Blijft" in everything(house)
    assert proposals.copies_until(coordinator, NOW) is None
    change_setting(as_role(house, "beheerder"), "backup.place", "ergens")
    assert proposals.copies_until(reread(coordinator), NOW) == TODAY + timedelta(days=14)


def test_a_person_who_was_taken_back_is_in_nobodys_way(house: House) -> None:
    asked(house, intake.add_person(house, "Proef", "Weg"))
    worker, keeper = as_role(house, "maatschappelijk_werker"), as_role(house, "coordinator")
    person = intake.add_person(house, "Ver", "Gissing")
    wanted = proposals.propose_one(worker, person, "vraagt het", NOW)
    assert house.store.undo(house.actor) == "persoon toevoegen"
    assert proposals.waiting(keeper, later(3).date()) == proposals.Waiting(1, 0, {})
    assert proposals.to_propose(keeper, later(3).date()) == 1
    (shown,) = proposals.proposals(keeper, TODAY)
    assert shown.files == ()
    assert proposals.carry_out(keeper, wanted, NOW) == {}
    assert proposals.carry_out(keeper, proposals.propose(worker, later(3)), later(3)) == {terms.QUESTION: 1}


def test_once_a_year_somebody_is_reminded(house: House) -> None:
    asked(house, intake.add_person(house, "Proef", "Weg"))
    asked(house, None)
    chief = as_role(house, "coordinator")
    assert proposals.to_propose(chief, later(2).date()) == 0, "nothing is over its term"
    assert proposals.to_propose(house, later(2, 1).date()) == 0, "not for who may not propose it"
    assert proposals.to_propose(chief, later(2, 1).date()) == 2
    made = proposals.propose(chief, later(2, 1))
    assert proposals.to_propose(chief, later(2, 1).date()) == 0
    proposals.withdraw(chief, made, later(2, 2))
    assert proposals.to_propose(chief, later(3).date()) == 0, "this year it was looked at"
    assert proposals.to_propose(chief, later(3, 1).date()) == 2


def test_only_these_roles_and_never_on_a_laptop(house: House) -> None:
    allowed = {role for role in ROLES if proposals.may(as_role(house, role))}
    assert allowed == {"maatschappelijk_werker", "coordinator", "beheerder"}
    with pytest.raises(Refusal, match="Je rol"):
        proposals.proposals(house, TODAY)
    with pytest.raises(Refusal, match="Je rol"):
        proposals.propose(house, NOW)
    assert not {proposals.PROPOSE, proposals.ERASE} & OUTSIDE


def test_every_table_about_clients_has_a_rule() -> None:
    """Who adds a table that hangs on a client decides here what becomes of it."""
    about, ruled = {"person", "contact"}, {rule.model.__tablename__ for rule in erasing.RULES}
    while more := {
        table.name
        for table in METADATA.sorted_tables
        if table.name not in about and any(key.column.table.name in about for key in table.foreign_keys)
    }:
        about |= more
    assert about - {"person", "contact"} == (ruled - {"contact"}) | erasing.STAYS | erasing.NEVER
    assert ACTIONS[proposals.ERASE].writes >= ruled | {"person", "draft", "outing_change", "retention_proposal"}


def test_old_copies_beside_the_house_go_and_what_was_set_aside_is_named(house: House) -> None:
    (house.place / "voor-omzetting-0019-2026-01-01.db").write_bytes(b"x")
    (house.place / "voor-herstel-2026-01-01-101010").mkdir()
    assert "voor-herstel-2026-01-01-101010" in compacting.drop_old_copies(house.place)
    assert not (house.place / "voor-omzetting-0019-2026-01-01.db").exists()


def test_a_file_that_was_taken_back_stops_nothing(house: House) -> None:
    intake.add_person(house, "Proef", "Teruggenomen")
    house.store.undo(house.actor)
    chief = as_role(house, "coordinator")
    assert proposals.waiting(chief, later(20).date()) == proposals.Waiting(0, 0, {})
    assert "Teruggenomen" not in everything(house), "nobody needs it any more"
    assert not [finding for finding in verify(house) if finding.faults]


def test_what_was_taken_back_before_an_erasure_is_gone_too(house: House) -> None:
    worker = as_role(house, "maatschappelijk_werker")
    person = intake.add_person(house, "Proef", "Vergeetmij")
    asked(house, person)
    locked_notes.write(worker, person, locked_notes.Written("Kwispelwoord"), NOW)
    worker.store.undo(worker.actor)
    asked(house, person, words="Fluitketelzin")
    house.store.undo(house.actor)
    for word in ("Kwispelwoord", "Fluitketelzin"):
        assert word not in everything(house)
    proposal = proposals.propose_one(worker, person, "vraagt het zelf", NOW)
    proposals.carry_out(as_role(house, "coordinator"), proposal, NOW)
    assert "Vergeetmij" not in everything(house)
    assert not [finding for finding in verify(house) if finding.faults]


def test_what_a_file_got_from_another_one_goes_with_it_from_the_journal(house: House) -> None:
    """Two files were taken for one and parted again: the number of one stands in the journal of the other."""
    one, other = (
        intake.add_person(house, "Proef", name, phone=number) for name, number in (("Een", ""), ("Twee", "0400112233"))
    )
    merging.part(house, merging.merge(house, one, other, NOW), NOW)
    worker = as_role(house, "maatschappelijk_werker")
    proposals.carry_out(as_role(house, "coordinator"), proposals.propose_one(worker, other, "vraagt het", NOW), NOW)
    assert "0400112233" not in everything(house)
