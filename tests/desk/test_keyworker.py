"""Who keeps the overview of a file, and who takes over."""

from uuid import UUID

import pytest

from sociaalhuis import vocab
from sociaalhuis.access import keyworkers, users
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.client import client_file, complaints, keyworker, merging, protecting
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW, SignIn

TODAY = NOW.date()


def account(house: House, label: str) -> UUID:
    return next(one.id for one in users.accounts(house) if one.label == label)


def kept_by(house: House, person: UUID) -> str:
    with house.store.read() as session:
        return keyworker.shown(session, person)


def test_who_makes_a_file_keeps_it_until_somebody_else_is_chosen(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael")
    assert kept_by(house, person) == "onthaal"
    assert [one.shown for one in keyworker.colleagues(house, person)] == ["coordinator", "maatschappelijk_werker", "onthaal"]
    social = as_role(house, "maatschappelijk_werker")
    assert relations.why(social, person) is None
    keyworker.choose(house, person, account(house, "maatschappelijk_werker"))
    assert client_file.read(house, person, TODAY).keyworker == "maatschappelijk_werker"
    assert relations.why(social, person) == relations.KEEPS, "whose file it is, is asked for no reason"
    assert house.store.undo(house.actor) == "aanspreekpunt kiezen"
    assert kept_by(house, person) == "onthaal"


def test_who_may_open_no_files_keeps_none(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael")
    for label in ("vrijwilliger", "beheerder", "rapport_lezer"):
        with pytest.raises(Refusal):
            keyworker.choose(house, person, account(house, label))
    with pytest.raises(Refusal):
        keyworker.choose(as_role(house, "vrijwilliger"), person, account(house, "onthaal"))
    assert kept_by(house, person) == "onthaal"


def test_what_is_to_follow_comes_to_who_keeps_the_file(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael")
    noted = intake.register(house, intake.Question("huur", person=person), NOW)
    nameless = intake.register(house, intake.Question("brief"), NOW)
    for one in (noted, nameless):
        referrals.give(house, one.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    social = account(house, "maatschappelijk_werker")
    keyworker.choose(house, person, social)
    found = {one.contact: (one.user, one.kept) for one in referrals.worklist(house, TODAY)}
    assert found[noted.id] == (social.hex, True)
    assert found[nameless.id] == (account(house, "onthaal").hex, True), "without a file it is of who asked"
    with house.store.write(house.actor, "person.change") as session:
        session.get_one(Person, person).keyworker_id = None
    found = {one.contact: (one.user, one.kept) for one in referrals.worklist(house, TODAY)}
    assert found[noted.id] == (account(house, "onthaal").hex, False)


def test_a_protected_file_is_kept_by_somebody_who_may_open_it(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael")
    social = as_role(house, "maatschappelijk_werker")
    protecting.protect(social, person, [account(house, "maatschappelijk_werker")], NOW)
    assert kept_by(house, person) == "maatschappelijk_werker"
    assert [one.shown for one in keyworker.colleagues(social, person)] == ["maatschappelijk_werker"]
    with pytest.raises(Refusal):
        keyworker.choose(social, person, account(house, "onthaal"))
    with pytest.raises(Refusal):
        keyworker.choose(house, person, account(house, "onthaal"))


def test_a_complaint_moves_the_file_to_a_coordinator(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Proefdael")
    complaints.note(house, vocab.terms("complaint_kinds", None)[0].slug, complaints.ways(house)[0].slug, NOW, person)
    assert kept_by(house, person) == "coordinator"


def test_nobody_leaves_with_files_that_nobody_takes_over(sign_in: SignIn) -> None:
    desk = sign_in("onthaal")
    open_, shut = intake.add_person(desk, "Open", "Dossier"), intake.add_person(desk, "Dicht", "Dossier")
    me, social, coordinator = (account(desk, label) for label in ("onthaal", "maatschappelijk_werker", "coordinator"))
    protecting.protect(as_role(desk, "maatschappelijk_werker"), shut, [social, coordinator, me], NOW)
    keyworker.choose(desk, shut, me)
    keeper = sign_in("beheerder")
    assert keyworkers.files(keeper, me) == 2
    for heir in (None, me, account(keeper, "vrijwilliger")):
        with pytest.raises(Refusal, match=r"onthaal is het aanspreekpunt van 2 dossiers\. Kies"):
            users.disable(keeper, "onthaal", heir)
    assert kept_by(keeper, open_) == "onthaal", "nothing half done"
    users.add(keeper, "een lange zin voor beheerder", "Nele", "onthaal", "nog een lange zin van Nele")
    users.disable(keeper, "onthaal", account(keeper, "Nele"))
    assert kept_by(keeper, open_) == "Nele"
    assert kept_by(keeper, shut) in ("coordinator", "maatschappelijk_werker"), "Nele is not named in it"
    users.disable(keeper, "vrijwilliger")  # who keeps nothing needs nobody


def test_two_files_of_one_person_have_one_keyworker_and_get_their_own_back(house: House) -> None:
    kept, gone = intake.add_person(house, "Ann", "Proef"), intake.add_person(house, "An", "Proef")
    with house.store.write(house.actor, "person.change") as session:
        session.get_one(Person, kept).keyworker_id = None
    merge = merging.merge(house, kept, gone, NOW)
    assert kept_by(house, kept) == "onthaal"
    merging.part(house, merge, NOW)
    assert (kept_by(house, kept), kept_by(house, gone)) == ("", "onthaal")


def test_a_merge_with_a_protected_file_gives_its_keyworker_back(house: House) -> None:
    social = as_role(house, "maatschappelijk_werker")
    kept, gone = intake.add_person(house, "An", "Peeters"), intake.add_person(social, "An", "Peters")
    protecting.protect(social, gone, [account(house, "maatschappelijk_werker")], NOW)
    merge = merging.merge(social, kept, gone, NOW)
    assert kept_by(social, kept) == "maatschappelijk_werker", "of those who may open it"
    merging.part(social, merge, NOW)
    assert kept_by(social, kept) == "onthaal"
