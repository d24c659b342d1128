"""Ending a day: what waits, the counts, and nothing lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sociaalhuis.db.base import new_id
from sociaalhuis.db.signals import DayEnd
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.day import dayend, signals
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from tests.houses import NOW, SignIn

TODAY = NOW.date()


def test_a_day_shows_what_waits_and_ends_with_counts_only(sign_in: SignIn) -> None:
    house = sign_in("maatschappelijk_werker")
    of_a_colleague = intake.register(house, intake.Question("niet van mij", domains=("wonen",)), NOW)
    house = sign_in("onthaal")
    for _ in range(3):
        intake.count(house, "balie", ["wonen"], "informeren", NOW)
    intake.register(house, intake.Question("gisteren"), NOW - timedelta(days=1))
    waits = intake.register(house, intake.Question("Jan Geheim wacht", domains=("wonen", "financien")), NOW)
    referred = intake.register(house, intake.Question("schulden"), NOW)
    referrals.give(house, referred.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    intake.register(house, intake.Question("niets past", unmet=("wonen",)), NOW)
    signals.give(house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Lang wachten."), NOW)
    drafts.keep(house, new_id(), "question", {"words": "half getypt"}, NOW)
    day = dayend.of(house, TODAY)
    assert [(one.reference, one.domains) for one in day.waiting] == [(waits.reference, ("wonen", "financien"))]
    assert (day.mine, day.all) == (dayend.Counts(3, 3, 1), dayend.Counts(3, 4, 1, 0, 1))
    assert (len(day.drafts), day.ended) == (1, None)
    with pytest.raises(Refusal, match="wacht niet meer op jou"):
        dayend.settle(house, of_a_colleague.id, "informeren")
    with pytest.raises(Refusal, match="niet in de lijst"):
        dayend.settle(house, waits.id, "vergeten")
    dayend.settle(house, waits.id, "informeren")
    assert dayend.of(house, TODAY).waiting == ()
    house.store.undo(house.actor)
    assert len(dayend.of(house, TODAY).waiting) == 1
    ended = dayend.close(house, TODAY, NOW)
    assert ended.line == "3 turven, 4 hulpvragen, 1 doorverwijzingen, 0 aanmeldingen, 1 signalen, 0 steunaanvragen"
    again = dayend.of(house, TODAY)
    assert again.ended is not None
    assert (len(again.waiting), len(again.drafts)) == (1, 1)  # nothing was lost
    with house.store.read() as session:
        (kept,) = session.scalars(select(DayEnd))
    assert kept.counts == {
        "turfs": 3, "questions": 4, "referrals": 1, "incoming": 0, "signals": 1, "formal": 0, "waiting": 1, "drafts": 1,
    }  # fmt: skip


def test_an_empty_day_ends_too(sign_in: SignIn) -> None:
    house = sign_in("vrijwilliger")
    assert dayend.close(house, TODAY, NOW).all == dayend.Counts()
