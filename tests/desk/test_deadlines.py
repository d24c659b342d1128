"""Uiterste datums: seen five working days ahead whatever became of the question, until it is in order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import intake
from sociaalhuis.desk.day import deadlines
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import lifecycle, referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.workdays import Workdays
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

TODAY = NOW.date()  # a Monday
WORKDAYS, CLOCKS = Workdays(), lifecycle.Clocks()


@pytest.fixture
def house(sign_in: SignIn) -> House:
    return sign_in("maatschappelijk_werker")


def _ask(house: House, days: int, words: str = "Er is een zitting.") -> intake.Noted:
    return intake.register(house, intake.Question(words, domains=("wonen",), deadline=TODAY + timedelta(days=days)), NOW)


def _codes(house: House, today: date = TODAY) -> list[str]:
    return [one.reference for one in deadlines.near(house, today)]


def test_it_is_seen_five_working_days_ahead_and_a_while_after(house: House) -> None:
    soon, week, later = _ask(house, 2), _ask(house, 7), _ask(house, 8)
    intake.register(house, intake.Question("Zonder datum."), NOW)
    assert _codes(house) == [soon.reference, week.reference]
    assert _codes(house, TODAY + timedelta(days=1)) == [soon.reference, week.reference, later.reference]
    assert _codes(house, TODAY + timedelta(days=12)) == [soon.reference, week.reference, later.reference]
    assert _codes(house, TODAY + timedelta(days=13)) == [week.reference, later.reference]
    first = deadlines.near(house, TODAY)[0]
    assert (first.left, first.states, first.person) == (2, (), None)
    assert deadlines.near(house, TODAY + timedelta(days=3))[0].left == -1


def test_it_goes_when_it_is_in_order_and_comes_back_with_undo(house: House) -> None:
    noted = _ask(house, 1)
    deadlines.in_order(house, noted.id, NOW)
    assert _codes(house) == []
    with pytest.raises(Refusal, match="al in orde"):
        deadlines.in_order(house, noted.id, NOW)
    assert house.store.undo(house.actor) == "uiterste datum is in orde"
    assert _codes(house) == [noted.reference]


def test_it_goes_when_the_client_was_helped_and_only_then(house: House) -> None:
    noted = _ask(house, 3)
    (given_,) = referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    assert [one.states for one in deadlines.near(house, TODAY)] == [("given",)]
    followup.note(house, given_, "helped", NOW, Details())
    assert _codes(house) == []


def test_the_follow_up_of_a_referral_comes_in_time(house: House) -> None:
    noted = _ask(house, 9)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    with house.store.read() as session:
        (one,) = referrals.of_contact(house, session, noted.id, TODAY)
    assert one.due == TODAY + timedelta(days=2), "five working days before, not ten days after"


@given(st.integers(0, 60), st.sampled_from(["self", "warm", "internal"]), st.sampled_from(["gewoon", "deze_week", "vandaag"]))
def test_a_last_day_never_makes_the_desk_ask_later(days: int, kind: str, urgency: str) -> None:
    usual = lifecycle.planned(kind, urgency, TODAY, None, CLOCKS, WORKDAYS)
    with_day = lifecycle.planned(kind, urgency, TODAY, None, CLOCKS, WORKDAYS, TODAY + timedelta(days=days))
    assert usual is not None
    assert with_day is not None
    assert TODAY <= with_day <= usual
    assert WORKDAYS.is_open(with_day)
    if days >= 8 and urgency != "vandaag":
        assert with_day <= WORKDAYS.before(TODAY + timedelta(days=days), lifecycle.IN_TIME)


@given(
    st.integers(0, 400),
    st.sampled_from(["info", "self", "warm", "internal", "appointment"]),
    st.sampled_from(["gewoon", "deze_week", "vandaag", "noodgeval"]),
    st.none() | st.integers(0, 60),
)
def test_a_day_that_was_chosen_counts_but_never_in_danger(ahead: int, kind: str, urgency: str, last: int | None) -> None:
    chosen, until = TODAY + timedelta(days=ahead), None if last is None else TODAY + timedelta(days=last)
    asked = lifecycle.planned(kind, urgency, TODAY, None, CLOCKS, WORKDAYS, until, chosen)
    if kind == "info":
        assert asked is None
    elif urgency in lifecycle.DANGER:
        assert asked == WORKDAYS.on_or_after(TODAY)
    else:
        assert asked == WORKDAYS.on_or_after(chosen)


def test_the_desk_asks_on_the_day_that_was_chosen_and_not_in_the_past(house: House) -> None:
    noted = _ask(house, 30)
    chosen = WORKDAYS.on_or_after(TODAY + timedelta(days=4))
    with pytest.raises(Refusal, match="al voorbij"):
        referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW, follow_on=TODAY - timedelta(days=1))
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW, follow_on=chosen)
    with house.store.read() as session:
        (one,) = referrals.of_contact(house, session, noted.id, TODAY)
    assert (one.due, one.follow_on) == (chosen, chosen)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 1)), st.integers(1, 10))
def test_working_days_back_and_forth(day: date, number: int) -> None:
    back = WORKDAYS.before(day, number)
    assert back < day
    assert WORKDAYS.is_open(back)
    assert WORKDAYS.after(back, number) == WORKDAYS.on_or_after(day)


def test_what_is_erased_loses_its_last_day() -> None:
    from sociaalhuis.desk.retention import erasing

    assert {"deadline", "deadline_met"} <= set(erasing._OF_A_QUESTION)
    assert {"deadline", "deadline_met"} <= {column.key for column in Contact.__table__.columns}
