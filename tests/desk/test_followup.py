"""Outcomes and tries: never through a way that the client does not want, and each can be taken back."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from sociaalhuis.access import users
from sociaalhuis.db.desk import Attempt, ReferralEvent
from sociaalhuis.desk import intake, safety
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.followup import answers, followup
from sociaalhuis.desk.referral import outcomes, referrals, tried
from sociaalhuis.desk.referral.referrals import Agreed, Referred
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import verify
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.desk.told import told
from tests.houses import NOW, PASSPHRASES, SignIn

OCMW, HELPLINE = "ocmw-bilzen-hoeselt", "hulplijn-1712"
LATER = NOW + timedelta(days=10)
FOR_EVER = date(2028, 12, 31)


def given(house: House, *forbidden: str, person: bool = True) -> UUID:
    """A referral of somebody who does not want these ways."""
    who = intake.add_person(house, "An", "Proef", forbidden_ways=list(forbidden)) if person else None
    noted = intake.register(house, intake.Question("huur", person=who), NOW)
    return referrals.give(house, noted.id, [OCMW], "self", NOW)[0]


def seen(house: House, referral: UUID) -> Referred:
    with house.store.read() as session:
        return referrals.one(house, session, referral, LATER.date())


def listed(house: House) -> list[UUID]:
    with house.store.read() as session:
        return [one.id for one in referrals.to_follow(house, session, FOR_EVER, LATER.date())]


def count(house: House, table: type[Attempt] | type[ReferralEvent]) -> int:
    with house.store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


# who is called


def test_name_and_number_are_there_for_who_knows_the_client_and_for_nobody_else(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    who = intake.add_person(house, "An", "Proef", phone="0470 00 00 00")
    noted = intake.register(house, intake.Question("huur", person=who), NOW)
    referral = referrals.give(house, noted.id, [OCMW], "self", NOW)[0]
    found = followup.known(house, referral)
    assert (found.client, found.client_phone) == ("An Proef", "0470 00 00 00")
    other = as_role(house, "coordinator")  # a stranger to this client: the file asks why, and the journal keeps it
    found = followup.known(other, referral)
    assert (found.person, found.client, found.client_phone) == (who, "", "")
    assert followup.known(house, given(house, person=False)).client == ""


# ways


def test_who_does_not_want_to_be_called_is_not_called(house: House) -> None:
    referral = given(house, "telefoon", "mail")
    one = seen(house, referral)
    assert one.do_not_call
    assert followup.ways(one) == ("sms", "brief", "huisbezoek", "dienst", "bezoek")
    assert followup.usual_way(one) is None
    for outcome in ("not_reached", "later"):
        for way in (None, "telefoon"):
            with pytest.raises(Refusal) as refused:
                followup.note(house, referral, outcome, LATER, way=way)
            assert str(refused.value) == "Deze cliënt wil niet gebeld worden. Kies brief of wacht op bezoek."
        with pytest.raises(Refusal, match="geen mail"):
            followup.note(house, referral, outcome, LATER, way="mail")
    assert count(house, Attempt) == 0
    followup.note(house, referral, "not_reached", LATER, way="brief")
    assert followup.known(house, referral).heard[-1][1] == "geprobeerd (brief): niet thuis"
    followup.note(house, referral, "helped", LATER)  # an outcome is no call
    assert seen(house, referral).state == "done"


def test_no_message_is_left_where_none_is_wanted(house: House) -> None:
    message = answers.outcome(answers.Answers("message"))
    quiet, other = given(house, "voicemail"), given(house)
    with pytest.raises(Refusal, match="geen voicemail"):
        followup.tell(house, quiet, message, LATER, followup.NOTHING)
    followup.tell(house, other, message, LATER, followup.NOTHING)
    assert followup.known(house, other).heard[-1][1] == "geprobeerd (bellen): voicemail"


def test_without_a_letter_the_advice_is_another(house: House) -> None:
    referral = given(house, "telefoon", "brief")
    with pytest.raises(Refusal, match="Vraag het aan de dienst of wacht op bezoek"):
        followup.note(house, referral, "not_reached", LATER)


def test_the_usual_way_is_by_telephone_and_of_the_anonymous_the_service(house: House) -> None:
    assert followup.usual_way(seen(house, given(house))) == "telefoon"
    alone = seen(house, given(house, person=False))
    assert (followup.usual_way(alone), followup.ways(alone)) == ("dienst", ("dienst", "bezoek"))
    followup.note(house, alone.id, "not_reached", LATER)
    with house.store.read() as session:
        assert session.scalars(select(Attempt.way)).all() == ["dienst"]
    with pytest.raises(Refusal, match="Er is geen telefoon of adres"):
        followup.note(house, alone.id, "not_reached", LATER, way="telefoon")


def test_about_violence_only_the_service_is_asked(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    noted = intake.register(house, intake.Question("hulp", person=person), NOW)
    (referral,) = referrals.give(house, noted.id, [HELPLINE], "warm", NOW, agreed=Agreed(("naam",)), may_call=safety.NO)
    one = seen(house, referral)
    assert (one.do_not_call, followup.usual_way(one), followup.ways(one)) == (True, "dienst", ("dienst", "bezoek"))
    with pytest.raises(Refusal, match="hier niet over"):
        followup.note(house, referral, "not_reached", LATER, way="brief")


def test_a_yes_at_the_desk_does_not_pass_over_the_file(house: House) -> None:
    person = intake.add_person(house, "An", "Proef", forbidden_ways=["telefoon"])
    noted = intake.register(house, intake.Question("hulp", person=person), NOW)
    with pytest.raises(Refusal, match="wil niet gebeld worden"):
        referrals.give(house, noted.id, [HELPLINE], "self", NOW, may_call=safety.YES)
    clients.change(house, person, forbidden_ways=[])
    referrals.give(house, noted.id, [HELPLINE], "self", NOW, may_call=safety.YES)


# taking back


@pytest.mark.parametrize("outcome", outcomes.possible("given"))
def test_every_outcome_can_be_taken_back(house: House, outcome: str) -> None:
    referral = given(house)
    before = seen(house, referral)
    followup.note(house, referral, outcome, LATER, told(outcome))
    assert seen(house, referral) != before
    assert house.store.undo(house.actor) == "opvolging noteren"
    assert seen(house, referral) == before
    assert listed(house) == [referral]
    followup.note(house, referral, "helped", LATER)  # and then the right one
    assert (seen(house, referral).state, listed(house)) == ("done", [])
    assert [finding for finding in verify.verify(house) if finding.faults] == []


def test_what_was_taken_back_is_still_told(house: House) -> None:
    referral = given(house)
    followup.note(house, referral, "helped", LATER)
    house.store.undo(house.actor)
    assert [said for _on, said in followup.known(house, referral).heard] == [
        "meegegeven of verstuurd",
        "afgerond (teruggenomen)",
    ]
    assert count(house, ReferralEvent) == 4  # nothing was removed


def test_the_last_twenty_go_back_one_by_one_also_after_a_lock(house: House) -> None:
    made = [given(house) for _ in range(20)]
    for number, referral in enumerate(made):
        followup.note(house, referral, "not_reached" if number % 3 == 0 else "helped", LATER)
    for _ in range(10):
        assert house.store.undo(house.actor) == "opvolging noteren"
    house.close()
    again = users.sign_in(house.place, PASSPHRASES["onthaal"], clock=lambda: NOW)
    try:
        for _ in range(10):
            assert again.store.undo(again.actor) == "opvolging noteren"
        assert set(listed(again)) == set(made)
        assert {seen(again, one).tries for one in made} == {0}
        assert again.store.undo(again.actor) == "doorverwijzen"
        assert set(listed(again)) == set(made[:-1])
        with pytest.raises(Refusal, match="hangt al iets aan vast"):
            again.store.undo(again.actor)  # before it comes the question, of which the mistake stays known
    finally:
        again.close()


def test_a_wait_that_was_taken_back_counts_no_more_after_the_end_was(house: House) -> None:
    referral = given(house)
    before = seen(house, referral)
    followup.note(house, referral, "waiting_list", LATER)
    followup.note(house, referral, "helped", LATER)
    house.store.undo(house.actor)
    assert seen(house, referral).state == "waiting"
    house.store.undo(house.actor)
    assert seen(house, referral) == before


def test_what_a_colleague_built_on_stands(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    referral = given(house)
    followup.note(house, referral, "waiting_list", LATER)
    followup.note(sign_in("coordinator"), referral, "helped", LATER)
    mine = sign_in("onthaal")
    with pytest.raises(Refusal, match="niet meer ongedaan"):
        mine.store.undo(mine.actor)
    assert seen(mine, referral).state == "done"


def test_help_that_was_taken_back_did_not_help(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    noted = intake.register(house, intake.Question("huur", person=person), NOW)
    (referral,) = referrals.give(house, noted.id, [OCMW], "self", NOW)
    followup.note(house, referral, "helped", LATER)
    assert tried.before(house, person) == {}
    house.store.undo(house.actor)
    assert tried.before(house, person) == {OCMW: NOW.date()}
