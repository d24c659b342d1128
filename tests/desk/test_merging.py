"""Two files of one person become one, and come apart again exactly as they were, for thirty days."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from sociaalhuis.db import schema
from sociaalhuis.db.base import Base
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.client import client_file, clients, consents, life_domains, looks, merging
from sociaalhuis.desk.client.representing import Representing, keep
from sociaalhuis.desk.followup import followup, worklist
from sociaalhuis.desk.proactive import readable
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW

TODAY = NOW.date()


@pytest.fixture
def twice(house: House) -> tuple[UUID, UUID]:
    """One person with two files, each with a question and what goes with it."""
    first = intake.add_person(house, "Fatima", "El Amrani", birth_year=1980, forbidden_ways=["telefoon"], informed_on=TODAY)
    second = intake.add_person(
        house,
        "Fatma",
        "Elamrani",
        birth_date=date(1980, 3, 12),
        phone="0400 00 12 34",
        safe_contact="Niet na 17 uur.",
        forbidden_ways=["brief"],
        stopped_on=TODAY,
    )
    for who, words in ((first, "huur"), (second, "energie")):
        noted = intake.register(house, intake.Question(words, person=who), NOW)
        referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    life_domains.note(house, second, "wonen", "actie", NOW)
    consents.note(house, second, "opvolging", "mondeling", NOW)
    keep(house, second, Representing("Mr. Proef", "bewindvoerder", "goederen"))
    return first, second


def rows(house: House) -> Mapping[str, list[str]]:
    """Every row of every table but the journal and the merges themselves."""
    left_out = {"journal", "person_merge"}
    with house.store.read() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in schema.METADATA.sorted_tables
            if table.name not in left_out
        }


def test_a_stop_of_the_file_that_goes_holds_for_the_one_that_stays_until_they_part(
    house: House, twice: tuple[UUID, UUID]
) -> None:
    first, second = twice
    (of_gone,) = [one.id for moment in opened(house, second).happened for one in moment.referrals]
    followup.stop(house, of_gone, "client_asks", NOW, person=True)
    assert len(worklist.whole(house, TODAY)) == 1
    merge = merging.merge(house, first, second, NOW)
    assert not worklist.whole(house, TODAY)
    merging.part(house, merge, NOW)
    assert [task.one.id for task in worklist.whole(house, TODAY)] != [of_gone]
    assert len(worklist.whole(house, TODAY)) == 1


def opened(house: House, person: UUID) -> client_file.ClientFile:
    return client_file.open_file(house, person, "eigen contact", TODAY)


def test_undoing_restores_every_row_exactly(house: House, twice: tuple[UUID, UUID]) -> None:
    before = rows(house)
    merge = merging.merge(house, *twice, NOW)
    assert rows(house) != before
    assert merging.part(house, merge, NOW + timedelta(days=30)) == twice[1]
    assert rows(house) == before
    with pytest.raises(Refusal, match="al gescheiden"):
        merging.part(house, merge, NOW)


def test_one_file_holds_what_was_in_both(house: House, twice: tuple[UUID, UUID]) -> None:
    kept, gone = twice
    merging.merge(house, kept, gone, NOW)
    file = opened(house, gone)  # the other one is opened in its place
    assert (file.who.id, file.who.name, file.who.birth, file.who.phone) == (
        kept,
        "Fatima El Amrani",
        "12/03/1980",
        "0400 00 12 34",
    )
    assert {moment.words for moment in file.happened} == {"huur", "energie"}
    assert file.who.forbidden == ("telefoon", "brief")  # the more careful of the two
    assert (file.who.safe_contact, file.who.informed_on, file.who.stopped_on) == ("Niet na 17 uur.", TODAY, TODAY)
    assert next(one for one in file.domains if one.slug == "wonen").last == "actie"
    assert next(one for one in file.consents if one.purpose == "opvolging").state == "mondeling"
    assert [one.name for one in file.representatives] == ["Mr. Proef"]
    assert "dossiers samenvoegen" in [one.why for one in looks.of(house, kept)]
    assert [(one.name, one.until) for one in file.merged] == [("Fatma Elamrani", TODAY + timedelta(days=30))]
    assert [one.id for one in clients.search(house, "amrani")[1]] == [kept]
    assert [one.id for one in clients.alike(house, "Fatma", "Elamrani", date(1980, 3, 12))] == [kept]
    with house.store.read() as session:
        assert [one.person for one in readable.after(session, None, TODAY)] in ([], [kept])
    noted = intake.register(house, intake.Question("later", person=gone), NOW)
    assert clients.person_of(house, noted.id) == kept


def test_what_changed_meanwhile_stays(house: House, twice: tuple[UUID, UUID]) -> None:
    kept, gone = twice
    merge = merging.merge(house, kept, gone, NOW)
    clients.change(house, kept, phone="0499 99 99 99")
    later = intake.register(house, intake.Question("nieuw", person=kept), NOW)
    merging.part(house, merge, NOW)
    assert opened(house, kept).who.phone == "0499 99 99 99"
    assert clients.person_of(house, later.id) == kept
    assert {moment.words for moment in opened(house, gone).happened} == {"energie"}


def test_after_thirty_days_it_stays(house: House, twice: tuple[UUID, UUID]) -> None:
    merge = merging.merge(house, *twice, NOW)
    late = NOW + timedelta(days=31)
    before = rows(house)
    with pytest.raises(Refusal, match="na 30 dagen"):
        merging.part(house, merge, late)
    assert rows(house) == before
    with house.store.read() as session:
        assert merging.of(session, twice[0], late.date()) == ()


def test_a_chain_of_merges_comes_apart_from_the_end(house: House, twice: tuple[UUID, UUID]) -> None:
    third = intake.add_person(house, "F.", "El Amrani")
    before = rows(house)
    first = merging.merge(house, *twice, NOW)
    second = merging.merge(house, third, twice[0], NOW)
    with house.store.read() as session:
        assert relations.kept(session, twice[1]) == third
        assert set(relations.one_person(session, third)) == {third, *twice}
    assert len(opened(house, twice[1]).happened) == 2
    with pytest.raises(Refusal, match="ging later zelf op"):
        merging.part(house, first, NOW)
    for merge in (second, first):
        merging.part(house, merge, NOW)
    assert rows(house) == before


def test_what_cannot_be_merged_is_told(house: House, twice: tuple[UUID, UUID]) -> None:
    with pytest.raises(Refusal, match="hetzelfde dossier"):
        merging.merge(house, twice[0], twice[0], NOW)
    third = intake.add_person(house, "F.", "El Amrani")
    merging.merge(house, *twice, NOW)
    with pytest.raises(Refusal, match="hetzelfde dossier"):
        merging.merge(house, *twice, NOW)
    with pytest.raises(Refusal, match="al samengevoegd"):
        merging.merge(house, third, twice[1], NOW)


def test_who_may_not_open_a_file_merges_nothing(house: House) -> None:
    pair = [intake.add_person(house, name, "Proef") for name in ("An", "Anne")]
    merge = merging.merge(house, pair[0], pair[1], NOW)
    for role in ("beheerder", "rapport_lezer", "vrijwilliger", "stad"):
        other = as_role(house, role)
        with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
            merging.merge(other, pair[0], pair[1], NOW)
        with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
            merging.part(other, merge, NOW)


def test_every_table_with_people_either_moves_or_is_read_together() -> None:
    known = {*merging.MOVED, *merging.READ_TOGETHER}
    refers = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    assert refers == known


def test_candidates_are_the_likeliest_first(house: House, twice: tuple[UUID, UUID]) -> None:
    intake.add_person(house, "Jan", "Peeters")
    assert [one.id for one in merging.candidates(house, twice[0])] == [twice[1]]
    with house.store.read() as session:
        assert session.get_one(Person, twice[1]).family_name == "Elamrani"
