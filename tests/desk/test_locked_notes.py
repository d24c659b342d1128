"""Notes under lock: there for their writer and the coordinator, for everybody else nowhere."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from sociaalhuis.actions import ROLES, Actor
from sociaalhuis.db.people import ClientNote
from sociaalhuis.db.staff import User
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.client import client_file, clients, locked_notes, looks, merging, own_papers, protecting
from sociaalhuis.desk.client.locked_notes import Written
from sociaalhuis.desk.rights import editions
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW

TODAY = NOW.date()
WORDS = "Blauwe plek gezien. [[Haar broer Proefpersoon dreigt.]]"
WORKER, LEAD = "maatschappelijk_werker", "coordinator"


@pytest.fixture
def person(house: House) -> UUID:
    person = intake.add_person(house, "An", "Proef")
    intake.register(house, intake.Question("Huur te hoog.", person=person), NOW)
    return person


@pytest.fixture
def note(house: House, person: UUID) -> UUID:
    return locked_notes.write(as_role(house, WORKER), person, Written(WORDS, "de teamcoach Pia", "ja", "arts"), NOW)


def _other_worker(house: House) -> House:
    """A second maatschappelijk werker: the role is right, but the note is not hers."""
    with house.store.read() as session:
        other = session.scalars(select(User.id).where(User.label == "onthaal")).one()
    return replace(house, actor=Actor(other, WORKER))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_through_the_door(house: House, person: UUID, note: UUID, role: str) -> None:
    who = as_role(house, role)
    if role in (WORKER, LEAD):
        locked_notes.write(who, person, Written("Nog een."), NOW + timedelta(hours=1))
        last, first = locked_notes.read(who, person)
        assert (first.id, first.who, first.said.consulted) == (note, WORKER, "de teamcoach Pia")
        assert last.said == Written("Nog een.")
        locked_notes.disclose(who, note, WORDS, on_copy=True)
        return
    for act in (
        lambda: locked_notes.write(who, person, Written("Nog een."), NOW),
        lambda: locked_notes.read(who, person),
        lambda: locked_notes.disclose(who, note, WORDS, on_copy=True),
    ):
        with pytest.raises(Refusal):
            act()
    with house.store.read() as session:
        assert session.scalar(select(func.count()).select_from(ClientNote)) == 1
        assert locked_notes.counted(who, session, person) is None


def test_for_others_it_is_nowhere(house: House, person: UUID, note: UUID) -> None:
    other = _other_worker(house)
    assert locked_notes.read(other, person) == ()
    with pytest.raises(Refusal, match="niet meer"):
        locked_notes.disclose(other, note, WORDS, on_copy=True)
    for who, locked in ((house, None), (other, 0), (as_role(house, WORKER), 1), (as_role(house, LEAD), 1)):
        file = client_file.open_file(who, person, "zitdag", TODAY)
        assert file.locked == locked
        assert "Blauwe" not in repr(file)  # nor in the timeline of who may read it
        summary = own_papers.summary(who, person, TODAY)
        assert "Blauwe" not in summary
        assert "slot" not in summary
        assert clients.search(who, "blauwe plek", 5)[1] == []
    assert all("slot" not in one.why for one in looks.of(house, person))  # its readings are no looks at the file


def test_every_reading_is_told_to_who_may_read(house: House, person: UUID, note: UUID) -> None:
    lead = as_role(house, LEAD)
    assert locked_notes.read(lead, person)[0].readers == (LEAD,)
    assert locked_notes.read(as_role(house, WORKER), person)[0].readers == (WORKER, LEAD)
    assert {one.why for one in looks.at(house, (note,))} == {locked_notes.OPENED}


def test_the_client_gets_it_only_when_decided_and_without_others(house: House, person: UUID, note: UUID) -> None:
    ask = "Een vertrouwelijke notitie staat hier alleen als dat zo beslist is."
    worker, lead = as_role(house, WORKER), as_role(house, LEAD)

    def copy(who: House) -> str:
        return " ".join(own_papers.own_copy(who, person, TODAY, editions.names).text)

    empty = intake.add_person(house, "Zonder", "Notitie")
    unlocked = own_papers.own_copy(house, empty, TODAY, editions.names)
    assert ask in " ".join(unlocked.text)  # so that the sentence gives nothing away
    said = copy(lead)
    assert ask in said
    assert "Blauwe" not in said
    locked_notes.disclose(lead, note, WORDS, on_copy=True)
    for who in (lead, worker):
        said = copy(who)
        assert "Blauwe plek gezien." in said
        assert "Proefpersoon" not in said
        assert "Pia" not in said
        assert "arts" not in said
    assert "Blauwe" not in copy(house)  # who may not read it prints it for nobody
    assert "Blauwe" not in copy(_other_worker(house))
    assert locked_notes.COPIED in {one.why for one in looks.at(house, (note,))}
    with pytest.raises(Refusal, match="blijven zoals ze zijn"):
        locked_notes.disclose(worker, note, "Geen plek gezien.", on_copy=True)
    assert lead.store.undo(lead.actor) == "vertrouwelijke notitie tonen aan de cliënt"
    assert "Blauwe" not in copy(lead)


def test_writing_is_taken_back_and_an_empty_one_is_refused(house: House, person: UUID) -> None:
    worker = as_role(house, WORKER)
    for empty in ("", " \n", "[[ ]]"):
        with pytest.raises(Refusal, match="leeg"):
            locked_notes.write(worker, person, Written(empty, "iemand"), NOW)
    locked_notes.write(worker, person, Written("Proef."), NOW)
    assert worker.store.undo(worker.actor) == "vertrouwelijke notitie schrijven"
    assert locked_notes.read(worker, person) == ()


def test_a_protected_file_stays_shut(house: House, person: UUID, note: UUID) -> None:
    lead = as_role(house, LEAD)
    assert lead.actor.id
    protecting.protect(lead, person, {lead.actor.id}, NOW)
    with pytest.raises(Refusal, match="afgeschermd"):
        locked_notes.read(as_role(house, WORKER), person)
    assert len(locked_notes.read(lead, person)) == 1


def test_notes_go_along_with_a_merge_and_come_back(house: House, person: UUID, note: UUID) -> None:
    worker = as_role(house, WORKER)
    kept = intake.add_person(house, "Anne", "Proef")
    drafts.keep(worker, UUID(int=7), drafts.LOCKED, {"person": str(person), "text": "half"}, NOW)
    merge = merging.merge(worker, kept, person, NOW)
    assert [one.id for one in locked_notes.read(worker, kept)] == [note]
    assert [one.id for one in locked_notes.read(worker, person)] == [note]
    begun = locked_notes.unfinished(worker, kept)
    assert begun is not None
    merging.part(worker, merge, NOW)
    assert locked_notes.read(worker, kept) == ()
    assert [one.id for one in locked_notes.read(worker, person)] == [note]
    assert locked_notes.unfinished(worker, kept) is None


def test_what_is_begun_is_of_its_writer_and_on_no_list(house: House, person: UUID) -> None:
    worker = as_role(house, WORKER)
    drafts.keep(worker, UUID(int=7), drafts.LOCKED, {"person": str(person), "text": "half"}, NOW)
    assert drafts.mine(worker) == []
    assert locked_notes.unfinished(as_role(house, LEAD), person) is None
    begun = locked_notes.unfinished(worker, person)
    assert begun is not None
    locked_notes.write(worker, person, Written("heel"), NOW, begun.id)
    assert locked_notes.unfinished(worker, person) is None
