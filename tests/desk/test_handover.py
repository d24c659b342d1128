"""Handing over against a condition or without consent asks for a reason; each service on the slip has its own hour."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from sociaalhuis.catalogue import starter
from sociaalhuis.conditions import Leaf
from sociaalhuis.db.desk import Consent, Referral
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import handover
from sociaalhuis.desk.referral.slips import Choices
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import House
from tests.houses import NOW

TODAY = date(2026, 11, 23)
OCMW, CAW = (starter.services()[slug] for slug in ("ocmw-bilzen-hoeselt", "caw-limburg"))
ADULTS = replace(OCMW, eligibility=Leaf("leeftijd", "gte", 18))
MEETING = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)


def case(house: House, **facts: Answer) -> handover.Case:
    return handover.prepare(house, intake.register(house, intake.Question("huur", facts=Facts(facts)), NOW).id)


@pytest.mark.parametrize(
    ("facts", "against"),
    [
        ({"leeftijd": Answer(16)}, True),
        ({"leeftijd": Answer(18)}, False),
        ({"leeftijd": Answer(16, Standing.ASSUMED)}, False),  # only what was confirmed can exclude
        ({"leeftijd": Answer(None, Standing.REFUSED)}, False),
        ({}, False),
    ],
)
def test_only_a_confirmed_fact_speaks_against_a_service(house: House, facts: Mapping[str, Answer], against: bool) -> None:
    assert set(handover.unmet(case(house, **facts), (ADULTS, CAW))) == ({ADULTS.id} if against else set())


def test_against_a_condition_asks_why_and_keeps_it(house: House) -> None:
    young = case(house, leeftijd=Answer(16))
    plan = handover.Plan((ADULTS, CAW), Choices(), despite=" \n ")
    with pytest.raises(Refusal) as refused:
        handover.give(house, young, plan, NOW, paper=True)
    assert "voldoet niet aan een voorwaarde van “Sociale dienst" in refused.value.what
    assert "Schrijf waarom" in refused.value.now
    decided = replace(plan, despite="  wordt deze week 18\n", choices=Choices(plan_b="kom terug"))
    handover.give(house, young, decided, NOW, paper=True)
    with house.store.read() as session:
        assert set(session.scalars(select(Referral.fallback))) == {"kom terug"}  # as on the paper, so on the opvolglijst
        assert session.scalars(select(Referral.despite).order_by(Referral.id)).all() == ["wordt deze week 18", None]


def test_without_consent_asks_why_and_the_paper_claims_nothing(house: House) -> None:
    assert handover.agreement("warm", handover.WITHOUT, ("naam",), "  ") is None
    assert handover.agreement("self", handover.WITHOUT, ("naam",), "gevaar") is None  # nothing leaves: nothing to explain
    agreed = handover.agreement("warm", handover.WITHOUT, ("naam",), "kind in gevaar")
    one, plan = case(house), handover.Plan((OCMW,), Choices(kind="warm"), agreed)
    handover.give(house, one, plan, NOW, paper=True)
    with house.store.read() as session:
        kept = session.scalars(select(Consent)).one()
    assert (kept.given, kept.without_reason, kept.method) == (False, "kind in gevaar", "none")


def test_every_service_has_its_own_hour_on_paper_and_in_the_promise(house: House) -> None:
    one = case(house)
    plan = handover.Plan((OCMW, CAW), Choices(kind="appointment", appointments={CAW.id: MEETING}))
    first, second = handover.slip(one, plan, TODAY).destinations
    assert (first.appointment, first.step) == (None, "go")
    assert (second.appointment, second.step) == (datetime.fromisoformat("2026-11-24T10:40"), "appointment")
    promised = handover.first_day(house, one, plan, TODAY)
    assert handover.give(house, one, plan, NOW, paper=True).due == promised == date(2026, 11, 25)
