"""Taking back the last act, unfinished work, looking people up, and hearing how it went."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Phone, Service
from sociaalhuis.db.desk import UNDONE, Consent, Contact, ReferralEvent, Told
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.partners import PassedOn
from sociaalhuis.db.people import Person
from sociaalhuis.desk import drafts, intake, undoing
from sociaalhuis.desk.client import clients, locked_notes
from sociaalhuis.desk.day import dayend
from sociaalhuis.desk.followup import followup, worklist
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import OUTCOMES
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import verify
from sociaalhuis.facts import Answer, Facts
from sociaalhuis.house import House, change_setting
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui.frame.opening import open_for_work
from tests.desk.colleagues import as_role
from tests.desk.told import told
from tests.houses import NOW, PASSPHRASES, SignIn

TODAY = NOW.date()


def contacts(house: House) -> int:
    with house.store.read() as session:
        return len(session.scalars(select(Contact.id)).all())


def test_acts_are_taken_back_one_by_one_in_order(house: House) -> None:
    intake.register(house, intake.Question("eerst", facts=Facts({"leeftijd": Answer(41)})), NOW)
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    assert house.store.undo(house.actor) == "turven"
    assert contacts(house) == 1
    intake.count(house, "telefoon", ["wonen"], "informeren", NOW)
    assert house.store.undo(house.actor) == "turven"
    assert house.store.undo(house.actor) == "vraag noteren"
    assert house.store.undo(house.actor) is None
    with house.store.read() as session:
        assert session.scalars(select(Told)).all() == []
    assert [f for f in verify.verify(house) if f.faults] == []


def test_only_my_own_act_is_taken_back(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    intake.count(as_role(house, "coordinator"), "balie", ["wonen"], "informeren", NOW)
    assert house.store.undo(house.actor) is None
    assert contacts(house) == 1


def test_a_closed_house_is_shut_for_who_still_holds_it(house: House) -> None:
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    house.close()
    for act in (
        lambda: contacts(house),
        lambda: intake.count(house, "balie", ["wonen"], "informeren", NOW),
        lambda: house.store.look(house.actor, "person.look", "person", house.id, "balie"),
        lambda: house.store.undo(house.actor),
        house.store.catch_up,
    ):
        with pytest.raises(Trouble, match="Het huis is gesloten"):
            act()


def test_what_others_build_on_cannot_be_taken_back(house: House) -> None:
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    assert house.store.undo(house.actor) == "doorverwijzen"
    with pytest.raises(Refusal, match="hangt al iets aan vast"):
        house.store.undo(house.actor)
    assert contacts(house) == 1


def test_a_referral_is_taken_back_until_there_is_paper_or_somebody_knows(house: House) -> None:
    def states() -> list[str]:
        with house.store.read() as session:
            return [one.state for one in referrals.of_contact(house, session, noted.id, TODAY)]

    noted = intake.register(house, intake.Question("huur"), NOW)
    agreed = referrals.Agreed(("naam",))
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt", "vdab"], "warm", NOW, agreed=agreed)
    assert house.store.undo(house.actor) == "doorverwijzen"
    assert states() == ["error", "error"]  # as entered in error: nothing that was noted is wiped out
    assert not worklist.whole(house, TODAY)
    with house.store.read() as session:
        assert session.scalars(select(Consent)).all() == []
        assert {event.words for event in session.scalars(select(ReferralEvent)) if event.event == "mark_wrong"} == {UNDONE}
    assert [f for f in verify.verify(house) if f.faults] == []


def test_what_was_taken_back_is_in_nobodys_journal(house: House) -> None:
    helper = as_role(house, "maatschappelijk_werker")
    person = intake.add_person(house, "Wend", "Zwart")
    locked_notes.write(helper, person, locked_notes.Written("Slaapt bij Kwispel."), NOW)
    assert helper.store.undo(helper.actor) == "vertrouwelijke notitie schrijven"
    facts = Facts({"leeftijd": Answer(97)})
    intake.register(house, intake.Question("Fluitketel is stuk", goal="Ketelkraan", person=person, facts=facts), NOW)
    assert house.store.undo(house.actor) == "vraag noteren"
    with house.store.read() as session:
        lines = session.scalars(select(Entry)).all()
        assert not [line for line in lines if any(word in str(line.payload) for word in ("Kwispel", "Fluit", "Ketel"))]
        told = [(line.table, line.operation) for line in lines if line.payload is None]
    assert sorted(told) == [
        (table, operation) for table in ("client_note", "contact", "told") for operation in ("delete", "insert")
    ], "that there was something, and that it was taken back, stays known"
    assert house.store.undo(house.actor) == "persoon toevoegen"
    with house.store.read() as session:
        assert not [line for line in session.scalars(select(Entry)) if "Zwart" in str(line.payload)]
    assert [f for f in verify.verify(house) if f.faults] == []


def test_what_is_public_keeps_its_story(house: House) -> None:
    keeper = as_role(house, "coordinator")
    with house.store.read() as session:
        service = session.scalars(select(Service.id)).first()
    with house.store.write(keeper.actor, "service.change") as session:
        session.add(Phone(service_id=service, number="011 99 88 77", rank=9))
    assert house.store.undo(keeper.actor) == "fiche aanpassen"
    with house.store.read() as session:
        told = [line.operation for line in session.scalars(select(Entry)) if "011 99 88 77" in str(line.payload)]
    assert told == ["insert", "delete"]


def test_with_paper_or_when_the_service_knows_it_stays(house: House) -> None:
    def refused() -> None:
        with pytest.raises(Refusal, match="ongedaan gemaakt worden"):
            house.store.undo(house.actor)

    noted, paper = intake.register(house, intake.Question("huur"), NOW), Paper(b"%PDF-", 1, 0, ("briefje",))
    (told,) = referrals.give(house, noted.id, ["vdab"], "warm", NOW, agreed=referrals.Agreed(("naam",)))
    with house.store.write(house.actor, "referral.share") as session:
        session.add(PassedOn(referral_id=told, at=NOW, user_id=worker(house), way="mail", partner=None, elements=[]))
    refused()  # the mail itself cannot be taken back, and the referral that is older does not go in its place
    with house.store.read() as session:
        event = next(one for one in session.scalars(select(ReferralEvent)) if one.event == "hand_over")
        with pytest.raises(Refusal, match="of iemand weet ervan"):
            event.taken_back(NOW, worker(house))
    referrals.give(house, noted.id, ["caw-limburg"], "self", NOW, paper=paper)
    refused()


def test_what_stays_stands_in_the_way_of_what_is_older(house: House) -> None:
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    dayend.close(house, TODAY, NOW)
    with pytest.raises(Refusal, match="Je laatste handeling kan niet ongedaan gemaakt worden: dag afsluiten"):
        house.store.undo(house.actor)
    assert contacts(house) == 1


def test_what_was_changed_since_cannot_be_taken_back(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    with house.store.write(house.actor, "person.add") as session:
        session.get_one(Person, person).phone = "0400 00 00 01"
    assert house.store.undo(house.actor) == "persoon toevoegen"  # the change goes first
    with house.store.read() as session:
        assert session.get_one(Person, person).phone is None
    assert house.store.undo(house.actor) == "persoon toevoegen"
    with house.store.read() as session:
        assert session.get(Person, person) is None


def test_dates_come_back_as_dates(house: House) -> None:
    person = intake.add_person(house, "An", "Proef", birth_date=date(1980, 2, 29))
    with house.store.write(house.actor, "person.add") as session:
        session.get_one(Person, person).birth_date = date(1981, 3, 1)
    house.store.undo(house.actor)
    with house.store.read() as session:
        assert session.get_one(Person, person).birth_date == date(1980, 2, 29)


def test_a_draft_is_kept_changed_parked_and_dropped(house: House) -> None:
    draft = new_id()
    drafts.keep(house, draft, "question", {"words": "ik heb"}, NOW)
    drafts.keep(house, draft, "question", {"words": "ik heb schulden 😀 مرحبا"}, NOW + timedelta(seconds=1))
    (kept,) = drafts.mine(house)
    assert (kept.id, kept.content["words"], kept.parked) == (draft, "ik heb schulden 😀 مرحبا", False)
    assert drafts.mine(house, "referral") == []
    drafts.keep(house, draft, "question", {}, NOW)  # all of it was rubbed out: nothing to find again
    assert drafts.mine(house) == []
    drafts.drop(house, draft)


def test_drafts_are_scratch_and_stay_out_of_the_journal(house: House) -> None:
    drafts.keep(house, new_id(), "question", {"words": "geheim"}, NOW)
    assert house.store.undo(house.actor) is None
    assert [f for f in verify.verify(house) if f.faults] == []


def test_a_sixth_parked_question_is_refused(house: House) -> None:
    made = [new_id() for _ in range(5)]
    for draft in made:
        drafts.keep(house, draft, "question", {"words": "huur"}, NOW, parked=True)
    with pytest.raises(Refusal, match="geparkeerd"):
        drafts.keep(house, new_id(), "question", {"words": "huur"}, NOW, parked=True)
    drafts.keep(house, made[0], "question", {"words": "nog"}, NOW, parked=True)
    assert len(drafts.mine(house)) == 5


def test_what_nobody_touches_any_more_is_erased_when_the_house_opens(house: House, sign_in: SignIn) -> None:
    term = timedelta(days=house.number("retention.draft_days"))
    drafts.keep(house, new_id(), "question", {"words": "Fluitketel"}, NOW, parked=True)
    drafts.keep(house, new_id(), "question", {"words": "van gisteren"}, NOW + timedelta(days=1))
    keeper = sign_in("beheerder")
    assert drafts.erase_old(keeper, NOW + term) == 0
    house.close()
    keeper.close()
    opened = open_for_work(house.place, PASSPHRASES["onthaal"], None, lambda: NOW + term + timedelta(hours=1)).house
    assert [one.content["words"] for one in drafts.mine(opened)] == ["van gisteren"]
    opened.close()


def test_my_drafts_are_mine_alone(sign_in: SignIn) -> None:
    drafts.keep(sign_in("onthaal"), new_id(), "question", {"words": "huur"}, NOW)
    assert drafts.mine(sign_in("coordinator")) == []


@pytest.fixture
def people(house: House) -> dict[str, object]:
    return {
        "amelie": intake.add_person(house, "Amélie", "Van Proefdael", birth_date=date(1988, 3, 12), phone="0400 00 12 34"),
        "mohamed": intake.add_person(house, "Mohamed", "El Proefi", birth_year=1970),
        "anna": intake.add_person(house, "Anna", "Proefdaele", birth_date=date(1950, 1, 1)),
    }


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("amelie", ["amelie"]),
        ("PROEFDAEL", ["amelie", "anna"]),
        ("proef 1988", ["amelie"]),
        ("el 1970", ["mohamed"]),
        ("0400001234", ["amelie"]),
        ("0400/00.12.34", ["amelie"]),
        ("dael am", ["amelie"]),
        ("1950", ["anna"]),
        ("x", []),
        ("%", []),
        ("", []),
        ("proef 1999", []),
    ],
)
def test_people_are_found_as_the_desk_types(house: House, people: dict[str, object], typed: str, who: list[str]) -> None:
    with house.store.read() as session:
        found = {one.id for one in clients.find(house, session, typed)}
    assert found == {people[name] for name in who}


@pytest.mark.parametrize(
    ("given", "family", "born", "who"),
    [
        ("Amelie", "Van Proefdaal", None, ["amelie"]),
        ("van proefdael", "amélie", date(1988, 12, 3), ["amelie"]),  # day and month swapped
        ("Amelie", "Van Proefdael", date(1991, 1, 1), []),
        ("Mohammed", "El Proefi", date(1970, 5, 5), ["mohamed"]),
        ("Jo", "X", None, []),
    ],
)
def test_possible_doubles_are_shown(
    house: House, people: dict[str, object], given: str, family: str, born: date | None, who: list[str]
) -> None:
    found = {one.id for one in clients.alike(house, given, family, born)}
    assert found == {people[name] for name in who}


def _referred(house: House) -> referrals.Referred:
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    with house.store.read() as session:
        return referrals.of_contact(house, session, noted.id, TODAY)[0]


@pytest.mark.parametrize(
    ("outcome", "state", "due"),
    [
        ("helped", "done", None),
        ("not_helped", "done", None),
        ("refused", "refused", None),
        ("withdrawn", "withdrawn", None),
        ("waiting_list", "waiting", date(2027, 2, 22)),
        ("not_reached", "given", date(2026, 12, 14)),
        ("later", "given", date(2026, 12, 14)),
    ],
)
def test_one_key_an_outcome(house: House, outcome: str, state: str, due: date | None) -> None:
    given = _referred(house)
    when = NOW + timedelta(days=10)
    followup.note(house, given.id, outcome, when, told(outcome))
    with house.store.read() as session:
        (now,) = referrals.of_contact(house, session, given.contact, when.date())
        listed = referrals.to_follow(house, session, date(2027, 12, 31), today=when.date())
    assert (now.state, now.due) == (state, due if outcome != "waiting_list" else now.due)
    assert [one.id for one in listed] == ([given.id] if due else [])
    assert followup.tries(house, given.id) == int(OUTCOMES[outcome].attempt is not None)


def test_an_ended_referral_takes_no_other_outcome(house: House) -> None:
    given = _referred(house)
    followup.note(house, given.id, "helped", NOW)
    for outcome in set(OUTCOMES) - {"later"}:  # what to do next may wait
        with pytest.raises(Refusal, match="al afgerond"):
            followup.note(house, given.id, outcome, NOW, told(outcome))


def test_the_timeline_shows_contacts_with_referrals(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    first = intake.register(house, intake.Question("eerst", person=person), NOW)
    later = intake.register(house, intake.Question("later", person=person), NOW + timedelta(days=1))
    referrals.give(house, first.id, ["vdab"], "info", NOW)
    with house.store.read() as session:
        lines = clients.history(house, session, TODAY, person=person)
        assert [line.words for line in lines] == ["later", "eerst"]
        assert [r.service for r in lines[1].referrals] == ["vdab"]
        (alone,) = clients.history(house, session, TODAY, contact=later.id)
        assert alone.reference == later.reference


def test_opening_a_file_is_journalled(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    assert clients.look(house, person, "eigen contact").family_name == "Proef"
    with pytest.raises(Refusal):
        clients.look(
            House(**{f: getattr(house, f) for f in house.__dataclass_fields__} | {"actor": _guest(house)}), person, "kijken"
        )


def _guest(house: House) -> object:
    from sociaalhuis.actions import Actor

    return Actor(house.actor.id, "vrijwilliger")


def test_a_referral_that_is_being_tried_does_not_drop_off_the_list(house: House) -> None:
    given = _referred(house)
    for days in (10, 20, 30):
        followup.note(house, given.id, "not_reached", NOW + timedelta(days=days))
    with house.store.read() as session:
        (now,) = referrals.of_contact(house, session, given.contact, TODAY + timedelta(days=31))
        (later,) = referrals.of_contact(house, session, given.contact, TODAY + timedelta(days=120))
    assert (now.state, now.due is not None) == ("given", True)
    assert later.state == "lapsed"


def test_who_asks_late_waits_longer_before_giving_up(sign_in: SignIn) -> None:
    change_setting(sign_in("beheerder"), "followup.self_days", 60)
    house = sign_in("onthaal")
    given = _referred(house)
    with house.store.read() as session:
        (asked,) = referrals.of_contact(house, session, given.contact, TODAY + timedelta(days=61))
    assert asked.state == "given"
    assert asked.due is not None


def test_what_is_taken_back_after_a_question_leaves_the_question_alone(house: House) -> None:
    noted = intake.register(house, intake.Question("Een lang verhaal."), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    assert undoing.take_back(house, NOW) == ("doorverwijzen", False)
    with pytest.raises(Refusal, match="hangt al iets aan vast"):  # the mistake of the referral stays known
        undoing.take_back(house, NOW)
    assert not drafts.mine(house)
    other = intake.register(house, intake.Question("Nog een verhaal.", domains=("wonen",)), NOW + timedelta(minutes=1))
    assert undoing.take_back(house, NOW) == ("vraag noteren", True)
    (kept,) = drafts.mine(house)
    assert (kept.kind, kept.content["words"], kept.content["domains"]) == (undoing.QUESTION, "Nog een verhaal.", ["wonen"])
    with house.store.read() as session:
        assert session.get(Contact, other.id) is None


def test_a_turf_that_is_taken_back_leaves_nothing_to_go_on_with(house: House) -> None:
    intake.register(house, intake.Question("Een oudere vraag."), NOW - timedelta(hours=1))
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    label, again = undoing.take_back(house, NOW)
    assert label is not None
    assert not again
    assert not drafts.mine(house)


def test_there_may_be_nothing_to_take_back(house: House) -> None:
    assert undoing.take_back(house, NOW) == (None, False)


def test_a_question_is_taken_back_with_its_words_or_not_at_all(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = intake.register(house, intake.Question("mijn lange verhaal"), NOW)

    def full(*_args: object) -> str:
        raise Trouble("De schijf is vol.", "Maak plaats.")

    monkeypatch.setattr(undoing, "new_id", full)
    with pytest.raises(Trouble):
        undoing.take_back(house, NOW)
    with house.store.read() as session:
        assert session.get_one(Contact, noted.id).words == "mijn lange verhaal"
    monkeypatch.undo()
    assert undoing.take_back(house, NOW) == ("vraag noteren", True)
    assert [one.content["words"] for one in drafts.mine(house)] == ["mijn lange verhaal"]


@pytest.mark.parametrize("kept", ["0400 12 34 56", "0400-12 34 56", "+32 400 12 34 56", "(0400) 12 34 56", "0032400123456"])
@pytest.mark.parametrize("typed", ["0400 12 34 56", "0400123456", "+32 400 12 34 56", "400/12.34.56"])
def test_a_number_is_found_however_it_was_written(house: House, kept: str, typed: str) -> None:
    person = intake.add_person(house, "Jo", "Zed", phone=kept)
    intake.add_person(house, "Ann", "Ander", phone="0400 12 34 57")
    with house.store.read() as session:
        assert [one.id for one in clients.find(house, session, typed)] == [person]
