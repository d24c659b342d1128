"""A whole file: dated facts, life domains in layers, answers per purpose with their age, representatives, looks."""

import time
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import client_file, clients, consents, life_domains, looks, representing
from sociaalhuis.desk.client.client_file import ClientFile
from sociaalhuis.desk.client.representing import Representing
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW

TODAY = NOW.date()
NOBODY = ("beheerder", "rapport_lezer", "vrijwilliger", "stad")


@pytest.fixture
def person(house: House) -> UUID:
    return intake.add_person(house, "Amélie", "Proefdael", birth_date=date(1988, 3, 12))


def opened(house: House, person: UUID, today: date = TODAY) -> ClientFile:
    return client_file.open_file(house, person, "eigen contact", today)


def domain(house: House, person: UUID, slug: str) -> life_domains.Domain:
    return next(one for one in opened(house, person).domains if one.slug == slug)


def purpose(house: House, person: UUID, slug: str, today: date = TODAY) -> consents.Consent:
    return next(one for one in opened(house, person, today).consents if one.purpose == slug)


def at(days: int) -> datetime:
    return NOW + timedelta(days=days)


def test_a_domain_keeps_each_layer_with_its_own_day(house: House, person: UUID) -> None:
    assert domain(house, person, "wonen").last == ""
    life_domains.note(house, person, "wonen", "verkend", at(-20))
    life_domains.note(house, person, "wonen", "actie", at(-10))
    life_domains.note(house, person, "wonen", "verkend", at(-1))
    assert domain(house, person, "wonen").days == {
        "actie": at(-10).date(),
        "verkend": at(-1).date(),
    }
    assert domain(house, person, "wonen").last == "verkend"
    assert house.store.undo(house.actor) == "levensdomein noteren"
    assert domain(house, person, "wonen").last == "actie"
    assert domain(house, person, "wonen").days["verkend"] == at(-20).date()
    texts = [event.text for event in opened(house, person).events]
    assert texts == ["Wonen: actie", "Wonen: verkend"]  # on two days
    life_domains.note(house, person, "netwerk", "client_wil_niet", at(-10))
    assert "Wonen: actie · Sociaal netwerk en vrije tijd: cliënt wil niet" in [e.text for e in opened(house, person).events]
    assert len(opened(house, person).domains) == 15
    with pytest.raises(Refusal, match="bestaat niet"):
        life_domains.note(house, person, "wonen", "niet_besproken", NOW)


def test_an_answer_has_an_age_and_is_asked_again(house: House, person: UUID) -> None:
    assert purpose(house, person, "doorverwijzen").state == "niet_gevraagd"
    consents.note(house, person, "doorverwijzen", "mondeling", at(-215))
    old = purpose(house, person, "doorverwijzen")
    assert (old.yes, old.months, old.renew) == (True, 7, True)
    consents.note(house, person, "doorverwijzen", "schriftelijk", NOW)
    new = purpose(house, person, "doorverwijzen")
    assert (new.state, new.months, new.renew, new.on) == ("schriftelijk", 0, False, TODAY)
    assert house.store.undo(house.actor) == "toestemming noteren"
    assert purpose(house, person, "doorverwijzen").months == 7


def test_keeping_a_file_is_explained_and_not_agreed_to(house: House, person: UUID) -> None:
    consents.note(house, person, "registreren", "mondeling", NOW)
    assert purpose(house, person, "registreren") == consents.Consent("registreren", consents.EXPLAINED, TODAY, 0, False)
    with pytest.raises(Refusal, match="steunt op de wet"):
        consents.note(house, person, "registreren", "geweigerd", NOW)


def test_a_no_to_proactive_is_the_stop_sign(house: House, person: UUID) -> None:
    consents.note(house, person, "proactief", "ingetrokken", NOW)
    assert opened(house, person).who.stopped_on == TODAY
    house.store.undo(house.actor)
    assert opened(house, person).who.stopped_on is None
    consents.note(house, person, "proactief", "geweigerd", NOW)
    consents.note(house, person, "proactief", "mondeling", NOW)
    assert opened(house, person).who.stopped_on is None
    for bad in (("sport", "mondeling"), ("opvolging", "misschien")):
        with pytest.raises(Refusal):
            consents.note(house, person, *bad, NOW)


def test_a_no_to_following_up_ends_it_and_a_yes_begins_it_again(house: House, person: UUID) -> None:
    noted = intake.register(house, intake.Question("honger", person=person), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    (followed,) = referrals.worklist(house, TODAY)
    assert not followed.stopped
    consents.note(house, person, "opvolging", "geweigerd", NOW)
    assert referrals.worklist(house, TODAY) == ()
    house.store.undo(house.actor)
    assert len(referrals.worklist(house, TODAY)) == 1
    consents.note(house, person, "opvolging", "ingetrokken", NOW)
    consents.note(house, person, "opvolging", "mondeling", NOW)
    assert len(referrals.worklist(house, TODAY)) == 1


def test_who_stands_up_for_the_client_has_a_scope_and_days(house: House, person: UUID) -> None:
    made = representing.keep(house, person, Representing(" Mr.  Proef ", "bewindvoerder", "goederen", "012 34", TODAY))
    (one,) = opened(house, person).representatives
    assert (one.name, one.id, one.holds(TODAY), one.holds(TODAY - timedelta(days=1))) == ("Mr. Proef", made, True, False)
    changed = Representing("Mr. Proef", "bewindvoerder", "beide", None, TODAY, TODAY + timedelta(days=9), made)
    assert representing.keep(house, person, changed) == made
    assert opened(house, person).representatives == (changed,)
    assert not changed.holds(TODAY + timedelta(days=10))
    house.store.undo(house.actor)
    assert opened(house, person).representatives == (one,)
    for bad in (
        Representing("", "ouder", "persoon"),
        Representing("An", "koning", "persoon"),
        Representing("An", "ouder", "alles"),
        Representing("An", "ouder", "persoon", None, TODAY, TODAY - timedelta(days=1)),
    ):
        with pytest.raises(Refusal):
            representing.keep(house, person, bad)


def test_facts_have_the_day_on_which_they_were_told_last(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    for days, told in ((-30, {"leeftijd": 38, "huurt_woning": True}), (-2, {"leeftijd": 39})):
        facts = Facts({key: Answer(value, Standing.CONFIRMED) for key, value in told.items()})
        intake.register(house, intake.Question("huur", person=person, facts=facts), at(days))
    found = {one.slug: (one.answer.value, one.on) for one in opened(house, person).facts}
    assert found["leeftijd"] == (39, at(-2).date())
    assert next(iter(found)) == "leeftijd"  # the newest first


def test_who_looked_is_seen_with_day_and_reason(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    for role, reason in (("onthaal", "eigen contact"), ("coordinator", "zitdag"), ("coordinator", "opvolging")):
        client_file.open_file(as_role(house, role), person, reason, TODAY)
    seen = looks.of(house, person)
    assert [(one.who, one.why) for one in seen] == [
        ("coordinator", "opvolging"),
        ("coordinator", "zitdag"),
        ("onthaal", "eigen contact"),
    ]
    assert {one.at.date() for one in seen} == {TODAY}
    assert opened(house, person).looked == 2


def test_what_came_of_a_referral_stands_in_the_timeline(house: House, person: UUID) -> None:
    noted = intake.register(house, intake.Question("honger", person=person), at(-12))
    (given,) = referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", at(-12))
    followup.note(house, given, "helped", at(-1))
    (event,) = opened(house, person).events
    assert (event.kind, event.referral, event.at.date()) == ("followed", given, at(-1).date())
    assert "opgelost" in event.detail


def test_who_may_not_is_refused_at_the_door(house: House, person: UUID) -> None:
    for role in NOBODY:
        other = as_role(house, role)
        for act in (
            lambda other=other: opened(other, person),
            lambda other=other: consents.note(other, person, "opvolging", "mondeling", NOW),
            lambda other=other: life_domains.note(other, person, "wonen", "actie", NOW),
            lambda other=other: representing.keep(other, person, Representing("An", "ouder", "persoon")),
        ):
            with pytest.raises(Refusal, match=r"Je rol laat dit niet toe|OCMW"):
                act()


def test_a_file_of_500_contacts_is_there_within_300_milliseconds(house: House, person: UUID) -> None:
    rows = [
        {
            "id": new_id(), "kind": "hulpvraag", "reference": f"R{n:04}", "at": at(-n), "user_id": house.actor.id,
            "person_id": person, "channel": "balie", "words": f"vraag {n}", "domains": ["wonen"], "urgency": "gewoon",
        }
        for n in range(500)
    ]  # fmt: skip
    with house.store.write(house.actor, "contact.register") as session:
        house.store.insert(session, Contact, rows)
    taken = []
    for _ in range(4):  # the best counts: other work on the machine is not the file's
        began = time.perf_counter()
        assert len(opened(house, person).happened) == 500
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.3
    assert clients.again(house, person, TODAY) is not None
