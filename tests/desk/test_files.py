"""Looking up and opening files, seeing slips again, and what is known before the desk asks how it went."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from sociaalhuis.catalogue import records
from sociaalhuis.db.desk import SlipCopy
from sociaalhuis.db.journal import Entry
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.client import clients, keyworker
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals, slips
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import House
from sociaalhuis.printing.page import Paper
from tests.houses import NOW, SignIn

TODAY = date(2026, 11, 23)
OCMW = "ocmw-bilzen-hoeselt"


def person(house: House) -> UUID:
    known = {"birth_date": date(1988, 11, 24), "phone": "0400 00 12 34", "safe_contact": "niet bellen na 17 uur"}
    return intake.add_person(house, "Amélie", "Proefdael", **known)


def looks(house: House) -> list[str]:
    with house.store.read() as session:
        return [str(entry.payload) for entry in session.scalars(select(Entry).where(Entry.operation == "look"))]


def test_a_search_finds_the_person_and_the_code(house: House) -> None:
    who = person(house)
    mine = intake.register(house, intake.Question("huur", person=who), NOW)
    alone = intake.register(house, intake.Question("honger"), NOW)
    assert [one.id for one in clients.search(house, "proefd 1988")[1]] == [who]
    for noted, owner in ((mine, who), (alone, None)):
        coded, people = clients.search(house, noted.reference.lower())
        assert coded is not None
        assert (coded.contact, coded.reference, coded.person) == (noted.id, noted.reference, owner)
        assert people == []
    assert clients.search(house, "") == (None, ())


def test_only_who_noted_a_contact_knows_the_person(sign_in: SignIn) -> None:
    who = person(sign_in("onthaal"))
    house = sign_in("onthaal")
    assert relations.why(house, who) == relations.KEEPS
    keyworker.choose(
        house, who, next(one.id for one in keyworker.colleagues(house, who) if one.shown == "maatschappelijk_werker")
    )
    assert relations.why(house, who) == relations.MADE
    intake.register(house, intake.Question("huur", person=who), NOW)
    assert relations.why(house, who) == relations.OWN
    assert relations.why(sign_in("coordinator"), who) is None


def test_opening_is_journalled_with_its_reason_and_reading_again_is_not(house: House) -> None:
    who = person(house)
    noted = intake.register(house, intake.Question("huur", person=who), NOW)
    identity, happened = clients.open_person(house, who, "zitdag", TODAY)
    assert (identity.name, identity.birth, identity.age) == ("Amélie Proefdael", "24/11/1988", 37)
    assert identity.safe_contact == "niet bellen na 17 uur"
    assert [moment.contact for moment in happened] == [noted.id]
    assert clients.again(house, who, TODAY) == (identity, happened)
    (look,) = looks(house)
    assert "zitdag" in look


def test_who_may_not_look_leaves_no_trace_and_sees_nothing(sign_in: SignIn) -> None:
    who = person(sign_in("onthaal"))
    house = sign_in("beheerder")
    with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
        clients.open_person(house, who, "nieuwsgierig", TODAY)
    assert looks(house) == []


def test_a_file_that_was_taken_back_is_gone(house: House) -> None:
    who = person(house)
    house.store.undo(house.actor)
    assert clients.again(house, who, TODAY) is None


def test_a_code_of_a_person_does_not_open_the_file_without_a_reason(house: House) -> None:
    mine = intake.register(house, intake.Question("huur", person=person(house)), NOW)
    alone = intake.register(house, intake.Question("honger"), NOW)
    assert [moment.words for moment in clients.open_contact(house, alone.id, TODAY)] == ["honger"]
    with pytest.raises(Refusal, match="hoort bij een persoon"):
        clients.open_contact(house, mine.id, TODAY)


def test_the_history_holds_all_contacts_with_their_referrals_and_slips(house: House) -> None:
    who = person(house)
    noted = [intake.register(house, intake.Question(f"vraag {n}", person=who), NOW + timedelta(days=n)).id for n in range(5)]
    papers = [Paper(b"%PDF-2", 1, 0, ("twee",)) if n == 2 else None for n in range(5)]
    given = [referrals.give(house, one, [OCMW], "self", NOW, paper=paper)[0] for one, paper in zip(noted, papers, strict=True)]
    _, happened = clients.open_person(house, who, "opvolging", TODAY)
    assert [moment.contact for moment in happened] == noted[::-1]
    assert [one.id for moment in happened for one in moment.referrals] == given[::-1]
    (slip,) = [slip for moment in happened for slip in moment.slips]
    assert slips.copy(house, slip) == b"%PDF-2"


def test_a_slip_that_was_touched_is_not_shown(house: House) -> None:
    noted = intake.register(house, intake.Question("huur"), NOW)
    with house.store.write(house.actor, "referral.give") as session:
        user = house.actor.id
        session.add(SlipCopy(contact_id=noted.id, at=NOW, user_id=user, text=[], pdf=b"%PDF-3", sha256="0" * 64))
    with house.store.read() as session:
        slip = session.scalars(select(SlipCopy.id)).one()
    with pytest.raises(Trouble, match="beschadigd"):
        slips.copy(house, slip)


def test_what_is_known_before_the_desk_asks(house: House) -> None:
    with_file = intake.register(house, intake.Question("huur", person=person(house)), NOW)
    alone = intake.register(house, intake.Question("honger"), NOW)
    first, second = (referrals.give(house, one.id, [OCMW], "self", NOW)[0] for one in (with_file, alone))
    followup.note(house, first, "not_reached", NOW + timedelta(days=10))
    known = followup.known(house, first)
    with house.store.read() as session:
        service = records.everything(session)[OCMW]
    assert known.safe_contact == "niet bellen na 17 uur"
    assert (known.words, known.phones) == ("huur", tuple(phone.number for phone in service.phones))
    assert known.heard == ((TODAY, "meegegeven of verstuurd"), (date(2026, 12, 3), "geprobeerd (bellen): niet thuis"))
    other = followup.known(house, second)
    assert (other.person, other.safe_contact, len(other.heard)) == (None, None, 1)


def test_the_worklist_holds_what_is_due_and_what_is_planned(house: House) -> None:
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, [OCMW, "vdab"], "self", NOW)
    referrals.give(house, noted.id, ["caw-limburg"], "info", NOW)
    found = referrals.worklist(house, TODAY)
    assert {(one.service, one.due, one.given) for one in found} == {
        (OCMW, date(2026, 12, 3), TODAY),
        ("vdab", date(2026, 12, 3), TODAY),
    }
    followup.note(house, found[0].id, "helped", NOW)
    assert [one.id for one in referrals.worklist(house, TODAY)] == [found[1].id]
