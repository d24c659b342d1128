"""Organisations to work with: who works there, what was agreed and until when, and what goes both ways without names."""

from datetime import date, timedelta

import pytest

from sociaalhuis.desk import intake
from sociaalhuis.desk.catalogue import flows, local, organizations
from sociaalhuis.desk.catalogue.organizations import Agreed, Person
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.partners import incoming, together
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW

TODAY = NOW.date()
ONE = "huurdersbond-limburg"


def given(house: House, times: int, outcome: str | None, days: int = 4) -> None:
    for _ in range(times):
        noted = intake.register(house, intake.Question("huur"), NOW)
        (one,) = referrals.give(house, noted.id, [ONE], "self", NOW)
        if outcome:
            why = Details(("no_capacity",)) if outcome == "refused" else Details()
            followup.note(house, one, outcome, NOW + timedelta(days=days), why)


def test_the_card_of_an_organisation_from_empty_to_a_warm_referral(house: House) -> None:
    actor = organizations.of_service(house, ONE)
    assert actor not in [one.id for one in organizations.listed(house, "", NOW)]
    (found,) = organizations.listed(house, "huurdersbond limb", NOW)
    assert (found.id, found.people, found.ends) == (actor, 0, None)
    organizations.note_person(house, actor, Person("Els V.", "intake", "011 22 33 44", best_hour="na 14 uur"), NOW)
    organizations.note_agreement(house, actor, Agreed("Zitdag", TODAY, TODAY + timedelta(days=60)), NOW)
    organizations.note_agreement(house, actor, Agreed("Vaste lijn", TODAY), NOW)
    local.note(house, ONE, local.Known(waiting_time="8 dagen"), NOW)
    card = organizations.card(house, actor)
    (els,) = card.people
    assert [(one.what, one.state(TODAY)) for one in card.agreements] == [("Zitdag", "today"), ("Vaste lijn", "good")]
    assert [(one.slug, one.waiting, one.heard) for one in card.offers if one.waiting] == [(ONE, "8 dagen", TODAY)]
    assert organizations.listed(house, "", NOW)[0].ends == TODAY + timedelta(days=60)
    (soon,) = organizations.ending(house, TODAY)
    assert organizations.ending(house, TODAY - timedelta(days=1)) == []
    assert soon.organization == card.name
    noted = intake.register(house, intake.Question("huur"), NOW)
    (warm,) = referrals.give(house, noted.id, [ONE], "warm", NOW, agreed=referrals.Agreed(("vraag_in_een_zin",)))
    (proposed,) = together.prepare(house, warm, TODAY).people
    assert (proposed.name, proposed.reach) == ("Els V.", "011 22 33 44, na 14 uur, intake")
    organizations.note_person(house, actor, Person("Els Vos", phone="011 22 33 45", id=els.id), NOW)
    organizations.take_off(house, soon, TODAY)
    card = organizations.card(house, actor)
    assert ([one.name for one in card.people], [one.what for one in card.agreements]) == (["Els Vos"], ["Vaste lijn"])
    house.store.undo(house.actor)
    assert len(organizations.card(house, actor).agreements) == 2


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (Person(" ", phone="1"), "naam ontbreekt"),
        (Person("An P."), "Hoe bereik je"),
        (Person("An", email="an"), "mailadres"),
        (Person("x" * 201, phone="1"), "te lang"),
        (Agreed("", TODAY), "Wat is er afgesproken"),
        (Agreed("Zitdag", TODAY, TODAY - timedelta(days=1)), "eindigt voor"),
    ],
)
def test_what_is_not_whole_is_refused(house: House, said: Person | Agreed, named: str) -> None:
    actor = organizations.of_service(house, ONE)
    with pytest.raises(Refusal, match=named):
        if isinstance(said, Person):
            organizations.note_person(house, actor, said, NOW)
        else:
            organizations.note_agreement(house, actor, said, NOW)
    assert organizations.card(house, actor).people == []
    assert [organizations.read_day(text) for text in ("", "1/2/27", "31-12-2027")] == [
        None,
        date(2027, 2, 1),
        date(2027, 12, 31),
    ]
    with pytest.raises(Refusal, match="geen dag"):
        organizations.read_day("31/2/2027")


def test_what_goes_to_them_is_counted_and_never_tells_of_one(house: House) -> None:
    actor = organizations.of_service(house, ONE)
    given(house, 2, "accepted", 4)
    few = flows.of(house, actor, "alles", NOW + timedelta(days=30)).given
    assert (few.total, few.outcomes, few.days) == ("< 5", {}, "")
    given(house, 4, "accepted", 2)
    given(house, 5, "refused", 9)
    given(house, 1, None)
    told = flows.of(house, actor, "3 maanden", NOW + timedelta(days=30)).given
    assert (told.total, told.days) == ("12", "4")
    assert set(told.outcomes.values()) == {"…"}  # 11 - 6 - 5 would tell that there were no others
    assert flows.of(house, actor, "3 maanden", NOW + timedelta(days=200)).given.total == "< 5"


def test_what_comes_from_them_is_known_by_the_name_of_the_sender(house: House) -> None:
    actor = organizations.of_service(house, ONE)
    asked = incoming.Asked("professional", "huurdersbond Limburg, Els V.", "Wil hulp.", "akkoord_op_papier")
    for at in range(6):
        noted = incoming.register(house, asked, NOW)
        task = next(one for one in incoming.tasks(house) if one.contact == noted.id)
        incoming.note(house, task.id, "bereikt" if at < 5 else "wil_niet", NOW + timedelta(days=1))
    told = flows.of(house, actor, "12 maanden", NOW + timedelta(days=5)).received
    assert (told.total, told.outcomes) == ("6", {"accepted": "…", "away": "…", "silent": "…"})
    assert flows.whose("CAW Limburg (Hasselt), An", {"caw": actor, "caw limburg": actor}) == actor
    assert flows.whose("Iemand anders", {"caw": actor}) is None
