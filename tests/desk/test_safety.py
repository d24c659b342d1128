"""Who is about violence, and that no call is planned without the client's yes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from sociaalhuis.catalogue import starter
from sociaalhuis.desk import intake, safety
from sociaalhuis.desk.referral import handover, referrals
from sociaalhuis.desk.referral.referrals import Referred
from sociaalhuis.desk.referral.slips import Choices
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW

TODAY = date(2026, 11, 23)
VIOLENT = (
    "hulplijn-1712",
    "vluchthuizen",
    "veilige-huizen",
    "slachtofferhulp-caw",
    "zorgcentra-seksueel-geweld",
    "politie-101",
)
CALM = ("ocmw-bilzen-hoeselt", "caw-limburg", "caw-onthaal", "cjb-limburg", "kringwinkel")


def ask(house: House) -> UUID:
    return intake.register(house, intake.Question("hulp"), NOW).id


def seen(house: House, contact: UUID) -> Referred:
    with house.store.read() as session:
        (one,) = referrals.of_contact(house, session, contact, TODAY)
    return one


@pytest.mark.parametrize("service", VIOLENT)
def test_about_violence(service: str) -> None:
    assert safety.about_violence(starter.services()[service])


@pytest.mark.parametrize("service", CALM)
def test_not_about_violence(service: str) -> None:
    assert not safety.about_violence(starter.services()[service])


@pytest.mark.parametrize("name", ["Vluchthuis De Haven", "Veilig Huis Mechelen", "Meldpunt 1712", "Steunpunt geweld"])
def test_another_catalogue_is_known_by_its_names(name: str) -> None:
    assert safety.about_violence(replace(starter.services()["kringwinkel"], name=name))


@pytest.mark.parametrize("answer", [safety.NOT_ASKED, safety.NO, safety.UNKNOWN, safety.YES])
@pytest.mark.parametrize("service", ["hulplijn-1712", "ocmw-bilzen-hoeselt"])
def test_no_call_is_planned_without_a_yes(house: House, service: str, answer: str) -> None:
    contact = ask(house)
    referrals.give(house, contact, [service], "self", NOW, may_call=answer)
    one = seen(house, contact)
    planned = answer == safety.YES or (answer == safety.NOT_ASKED and service == "ocmw-bilzen-hoeselt")
    assert (one.may_call, one.due is not None) == (planned, planned)
    case = handover.prepare(house, contact)
    plan = handover.Plan((starter.services()[service],), Choices(), may_call=answer)
    assert handover.first_day(house, case, plan, TODAY) == one.due  # what the screen promised


def test_one_service_about_violence_silences_the_others_on_the_same_slip(house: House) -> None:
    contact = ask(house)
    referrals.give(house, contact, ["ocmw-bilzen-hoeselt", "hulplijn-1712"], "self", NOW)
    with house.store.read() as session:
        assert [one.due for one in referrals.of_contact(house, session, contact, TODAY)] == [None, None]


def test_the_service_is_still_asked_when_the_desk_spoke_to_it(house: House) -> None:
    contact = ask(house)
    agreed = referrals.Agreed(("naam",))
    referrals.give(house, contact, ["hulplijn-1712"], "warm", NOW, agreed=agreed, may_call=safety.NO)
    assert (seen(house, contact).may_call, seen(house, contact).due) == (False, date(2026, 11, 25))


def test_handing_over_is_whole_or_not_at_all(house: House) -> None:
    contact = ask(house)
    case = handover.prepare(house, contact)
    service = starter.services()["ocmw-bilzen-hoeselt"]
    bad = handover.Plan((service,), Choices(plan_b="bel 85.07.30-033.28"))
    with pytest.raises(Refusal, match="rijksregisternummer"):
        handover.give(house, case, bad, NOW, paper=True)
    with house.store.read() as session:
        assert referrals.of_contact(house, session, contact, TODAY) == ()
    good = handover.give(house, case, handover.Plan((service,), Choices()), NOW, paper=True)
    assert good.paper is not None
    assert (good.reference, good.due) == (case.reference, date(2026, 12, 3))
    assert case.reference in " ".join(good.paper.text)


def test_a_turf_cannot_be_referred(house: House) -> None:
    counted = intake.count(house, "balie", ("wonen",), "informeren", NOW)
    with pytest.raises(Refusal, match="nog niet bewaard"):
        handover.prepare(house, counted)
