"""Who may see what of whom: a protected file for the named only, nothing of the OCMW for the city, strangers by more."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from sociaalhuis.db.desk import Contact
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.client import client_file, clients, merging, protecting
from sociaalhuis.desk.day import deadlines, recent
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import handover, referrals
from sociaalhuis.desk.rights import applications, explorations
from sociaalhuis.desk.support import acts, requests
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW

TODAY = NOW.date()


def colleague(house: House, role: str, person: UUID) -> UUID:
    return next(one.id for one in protecting.colleagues(house, person) if one.shown == role)


@pytest.fixture
def shut(house: House) -> tuple[UUID, intake.Noted]:
    """A file with a question and a referral, noted by the onthaal, and then protected: for the maatschappelijk werker only."""
    person = intake.add_person(house, "Amélie", "Proefdael", birth_date=date(1988, 3, 12), phone="0400 00 12 34")
    noted = intake.register(house, intake.Question("huur", person=person), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    social = as_role(house, "maatschappelijk_werker")
    protecting.protect(social, person, [colleague(social, "maatschappelijk_werker", person)], NOW)
    return person, noted


def test_a_protected_file_is_there_for_the_named_only(house: House, shut: tuple[UUID, intake.Noted]) -> None:
    person, noted = shut
    named = as_role(house, "maatschappelijk_werker")
    assert [one.id for one in clients.search(named, "proefdael 1988")[1]] == [person]
    assert client_file.open_file(named, person, relations.NAMED, TODAY).who.protected
    assert relations.why(named, person) == relations.NAMED
    assert len(referrals.worklist(named, TODAY)) == 1
    referral = referrals.worklist(named, TODAY)[0].id
    assert followup.known(named, referral).words == "huur"
    for role in ("onthaal", "coordinator"):
        other = as_role(house, role)
        assert clients.search(other, "proefdael 1988")[1] == []
        assert clients.search(other, "0400001234")[1] == []
        assert clients.alike(other, "Amélie", "Proefdael", date(1988, 3, 12), "0400 00 12 34") == []
        assert referrals.worklist(other, TODAY) == ()
        assert not any(one.person for one in recent.mine(other))
        assert client_file.again(other, person, TODAY) is None
        for act in (
            lambda other=other: clients.look(other, person, "nieuwsgierig"),
            lambda other=other: clients.change(other, person, phone="0"),
            lambda other=other: intake.register(other, intake.Question("meer", person=person), NOW),
            lambda other=other: handover.prepare(other, noted.id),
            lambda other=other: followup.known(other, referral),
            lambda other=other: explorations.start(other, TODAY, contact=noted.id),
            lambda other=other: referrals.give(other, noted.id, ["cjb-limburg"], "self", NOW),
        ):
            with pytest.raises(Refusal, match="afgeschermd"):
                act()
    with as_role(house, "onthaal").store.read() as session:
        looks = session.scalars(select(Entry).where(Entry.operation == "look", Entry.row == person.hex)).all()
    assert len(looks) == 1  # of the named one


def test_who_protects_leaves_somebody_who_can_go_on(house: House, shut: tuple[UUID, intake.Noted]) -> None:
    person, _noted = shut
    named = as_role(house, "maatschappelijk_werker")
    with pytest.raises(Refusal, match="niemand dit dossier nog vrijgeven"):
        protecting.protect(named, person, [colleague(named, "onthaal", person)], NOW)
    shown = {one.shown for one in protecting.colleagues(named, person)}
    assert shown == {"onthaal", "maatschappelijk_werker", "coordinator"}  # who may open a file at all
    protecting.protect(named, person, [], NOW)
    assert clients.search(as_role(house, "onthaal"), "proefdael")[1]


def test_the_coordinator_can_step_in_and_it_is_journalled(house: House, shut: tuple[UUID, intake.Noted]) -> None:
    person, _noted = shut
    with pytest.raises(Refusal, match="coördinator"):
        protecting.step_in(as_role(house, "onthaal"), person, "nieuwsgierig", NOW)
    lead = as_role(house, "coordinator")
    protecting.step_in(lead, person, "collega is ziek", NOW)
    assert client_file.open_file(lead, person, relations.NAMED, TODAY).who.name == "Amélie Proefdael"
    with lead.store.read() as session:
        first = session.scalars(select(Entry).where(Entry.operation == "look").order_by(Entry.clock)).first()
    assert first is not None
    assert "collega is ziek" in str(first.payload)


def test_who_may_not_protect_is_refused(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    for role in ("onthaal", "beheerder", "vrijwilliger", "stad"):
        with pytest.raises(Refusal, match="dossier afschermen"):
            protecting.protect(as_role(house, role), person, [], NOW)


def test_a_protected_file_that_goes_into_another_stays_protected(house: House, shut: tuple[UUID, intake.Noted]) -> None:
    person, _noted = shut
    other = intake.add_person(as_role(house, "onthaal"), "Amelie", "Proefdaal")
    with pytest.raises(Refusal, match="afgeschermd"):
        merging.merge(as_role(house, "onthaal"), other, person, NOW)
    named = as_role(house, "maatschappelijk_werker")
    merge = merging.merge(named, other, person, NOW)
    assert clients.search(as_role(house, "onthaal"), "proefdaal")[1] == []
    named = as_role(house, "maatschappelijk_werker")
    assert client_file.open_file(named, person, relations.NAMED, TODAY).who.id == other
    merging.part(named, merge, NOW)
    assert [one.id for one in clients.search(as_role(house, "onthaal"), "proefdaal")[1]] == [other]


def test_the_city_sees_nothing_of_the_ocmw(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael", birth_date=date(1988, 3, 12))
    of_person = intake.register(house, intake.Question("leefloon", person=person), NOW)
    nameless = intake.register(house, intake.Question("honger"), NOW)
    for noted in (of_person, nameless):
        referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    city = as_role(house, "stad")
    own = intake.register(city, intake.Question("nieuwe identiteitskaart"), NOW)
    referrals.give(city, own.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    for noted in (of_person, nameless):
        assert clients.search(city, noted.reference) == (None, [])
        for act in (
            lambda noted=noted: clients.person_of(city, noted.id),
            lambda noted=noted: clients.open_contact(city, noted.id, TODAY),
            lambda noted=noted: handover.prepare(city, noted.id),
            lambda noted=noted: referrals.give(city, noted.id, ["cjb-limburg"], "self", NOW),
            lambda noted=noted: explorations.start(city, TODAY, contact=noted.id),
        ):
            with pytest.raises(Refusal, match=r"OCMW|persoon"):
                act()
    assert clients.search(city, "proefdael 1988")[1] == clients.alike(city, "Amélie", "Proefdael", None) == []
    for refused in (
        lambda: clients.look(city, person, "x"),
        lambda: intake.register(city, intake.Question("x", person=person), NOW),
    ):
        with pytest.raises(Refusal):
            refused()
    assert [one.reference for one in referrals.worklist(city, TODAY)] == [own.reference]
    assert [moment.words for moment in clients.open_contact(city, own.id, TODAY)] == ["nieuwe identiteitskaart"]
    assert len(referrals.worklist(as_role(house, "onthaal"), TODAY)) == 3  # the desk of the OCMW sees what the city noted


def test_a_stranger_finds_by_more_than_a_name_and_sees_only_the_year(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael", birth_date=date(1988, 3, 12), phone="0400 00 12 34")
    assert [one.birth for one in clients.search(house, "proefdael")[1]] == ["12/03/1988"]  # made by herself
    other = as_role(house, "coordinator")
    for typed in ("proefdael", "pr 1988", "1988"):
        assert clients.search(other, typed)[1] == []
    for typed in ("amelie proefdael", "proefdael 1988", "0400 00 12 34"):
        assert [(one.id, one.birth) for one in clients.search(other, typed)[1]] == [(person, "1988")]
    with other.store.read() as session:
        assert session.get_one(Person, person).birth_date == date(1988, 3, 12)


@pytest.mark.parametrize("role", ["vrijwilliger", "rapport_lezer", "beheerder", "stad"])
def test_who_opens_no_files_finds_and_reads_nothing_of_anybody(house: House, role: str) -> None:
    person = intake.add_person(house, "Wendelien", "Proefdael", safe_contact="Niet na zeven uur.")
    noted = intake.register(house, intake.Question("woorden van een cliënt", person=person, deadline=TODAY), NOW)
    nameless = intake.register(house, intake.Question("woorden zonder naam"), NOW)
    (referral,) = referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    acts.receive(house, noted.id, NOW)
    other = as_role(house, role)
    for typed in ("wendelien proefdael", noted.reference, nameless.reference):
        assert clients.search(other, typed) == (None, [])
    assert referrals.worklist(other, TODAY) == ()
    assert deadlines.near(other, TODAY) == []
    with other.store.read() as session:
        assert requests.everything(other, session) == []
    for act in (
        lambda: clients.open_contact(other, nameless.id, TODAY),
        lambda: clients.open_contact(other, noted.id, TODAY),
        lambda: followup.known(other, referral),
        lambda: handover.prepare(other, noted.id),
    ):
        with pytest.raises(Refusal, match=r"Je rol laat dit niet toe|OCMW"):
            act()


def test_a_volunteer_sees_the_own_counted_contacts_only(house: House) -> None:
    own = as_role(house, "vrijwilliger")
    intake.count(own, "balie", ["wonen"], "informeren", NOW)
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    with own.store.read() as session:
        seen = session.scalars(select(Contact.user_id).where(relations.visible_contacts(own))).all()
    assert seen == [own.actor.id]


def test_a_stranger_is_not_found_by_single_letters(house: House) -> None:
    intake.add_person(house, "Amélie", "Proefdael")
    other = as_role(house, "coordinator")
    for typed in ("a e r", "a m p", "am pr", "prf a", "proefdael", "proefdael a"):
        assert clients.search(other, typed)[1] == [], typed
    for typed in ("amélie proefdael", "pro am", "am proef"):
        assert [one.name for one in clients.search(other, typed)[1]] == ["Amélie Proefdael"], typed


def test_the_code_of_a_protected_file_leads_to_who_may_help_and_tells_no_name(
    house: House, shut: tuple[UUID, intake.Noted]
) -> None:
    found, people = clients.search(as_role(house, "coordinator"), shut[1].reference)
    assert found is not None
    assert people == []
    with pytest.raises(Refusal, match="afgeschermd"):
        clients.open_contact(as_role(house, "coordinator"), shut[1].id, TODAY)


def test_rights_and_doubles_of_a_protected_file_are_for_the_named_only(house: House, shut: tuple[UUID, intake.Noted]) -> None:
    person, noted = shut
    named = as_role(house, "maatschappelijk_werker")
    applications.note(named, noted.id, "leefloon", applications.PLANNED, NOW)
    for act in (
        lambda: applications.note(house, noted.id, "leefloon", applications.APPLIED, NOW),
        lambda: applications.standings(house, noted.id),
        lambda: applications.standings(house, None, person),
        lambda: merging.candidates(house, person),
    ):
        with pytest.raises(Refusal, match="afgeschermd"):
            act()
    assert set(applications.standings(named, noted.id)) == {"leefloon"}
