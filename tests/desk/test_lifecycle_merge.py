"""Two offices, one referral: whatever was told where, in whatever order it arrives, both see the same.

The long form (``-m long``) tries ten thousand cases of each.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sociaalhuis.desk.referral.lifecycle import TRANSITIONS, Clocks, Event, counted_tries, due, in_order, later_try, stand
from sociaalhuis.desk.workdays import BRUSSELS, Workdays, local

CLOCKS, WEEK = Clocks(), Workdays()
NINE = datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)
EVENTS = sorted(set(TRANSITIONS) - {"take_back", "create", "hand_over"})
# which office writes, what, how long after the last one, how far its clock is off, whether it first hears the other office,
# and whether it takes its last event back instead
STEPS = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from(EVENTS), st.integers(0, 40 * 24), st.integers(-90, 90), st.booleans(), st.integers(0, 9)
    ),
    max_size=14,
)


def lived(steps: Sequence[tuple[bool, str, int, int, bool, int]]) -> tuple[list[Event], list[Event]]:
    """What each of two offices has on its disk; minutes of clock error, hours of waiting."""
    begun = [Event("create", NINE, id=UUID(int=1)), Event("hand_over", NINE, id=UUID(int=2), after=UUID(int=1))]
    known = {True: list(begun), False: list(begun)}
    at = NINE
    for number, (office, event, wait, wrong, hears, back) in enumerate(steps, 3):
        mine = known[office]
        if hears:
            mine += [one for one in known[not office] if one not in mine]
        at += timedelta(hours=wait)
        last = in_order(mine)[-1]
        took = last.id if back == 0 and last.takes_back is None and last.id not in (UUID(int=1), UUID(int=2)) else None
        mine.append(
            Event(
                "take_back" if took else event,
                at + timedelta(minutes=wrong),
                id=UUID(int=number),
                takes_back=took,
                after=last.id,
            )
        )
    return known[True], known[False]


def same_everywhere(steps: list[tuple[bool, str, int, int, bool, int]], seed: int, silence: int) -> None:
    one, other = lived(steps)
    union = {event.id: event for event in (*one, *other)}
    today = max(event.at for event in union.values()).date() + timedelta(days=silence)
    expected = stand(union.values(), today, CLOCKS)
    draw = random.Random(seed)
    for _ in range(3):
        arrived = [*one, *other]  # what both had comes twice
        draw.shuffle(arrived)
        assert stand(arrived, today, CLOCKS) == expected
        cut = draw.randrange(len(arrived) + 1)
        assert stand([*arrived[cut:], *arrived[:cut], *arrived[: cut // 2]], today, CLOCKS) == expected
    told = in_order(union.values())
    places = {event.id: place for place, event in enumerate(told)}
    assert len(told) == len(union)
    assert all(places[event.after] < place for place, event in enumerate(told) if event.after is not None)


@settings(max_examples=150, deadline=None)
@given(STEPS, st.integers(0, 1 << 30), st.integers(0, 60))
def test_any_permutation_and_any_split_gives_the_same_state(
    steps: list[tuple[bool, str, int, int, bool, int]], seed: int, silence: int
) -> None:
    same_everywhere(steps, seed, silence)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.integers(0, 1 << 30), st.integers(0, 60))
def test_any_permutation_and_any_split_gives_the_same_state_ten_thousand_times(
    steps: list[tuple[bool, str, int, int, bool, int]], seed: int, silence: int
) -> None:
    same_everywhere(steps, seed, silence)


# what "later" means


def written(*rows: tuple[str, int, int | None]) -> list[Event]:
    """Events (what, minutes after nine, number of the one that was seen before it), numbered from one."""
    return [
        Event(event, NINE + timedelta(minutes=minutes), id=UUID(int=number), after=UUID(int=after) if after else None)
        for number, (event, minutes, after) in enumerate(rows, 1)
    ]


def test_later_means_knew_about_not_what_the_clock_says() -> None:
    """The clock of the second office is ten minutes slow: it saw the finish, and reopens "before" it."""
    events = written(("create", 0, None), ("hand_over", 1, 1), ("finish", 20, 2), ("reopen", 12, 3))
    standing = stand(events, NINE.date(), CLOCKS)
    assert (standing.state, standing.contradictions) == ("given", ())


def test_between_events_that_did_not_know_of_each_other_the_clock_decides() -> None:
    events = written(("create", 0, None), ("hand_over", 1, 1), ("refuse", 30, 2), ("finish", 20, 2))
    standing = stand(events, NINE.date(), CLOCKS)
    assert standing.state == "done"
    assert [one.event for one in standing.contradictions] == ["refuse"]
    assert standing.disputed
    assert standing.told == events[3]


def test_what_was_seen_but_did_not_arrive_yet_holds_nothing_up() -> None:
    events = written(("create", 0, None), ("hand_over", 1, 1), ("accept", 5, 9), ("finish", 20, 3))
    assert stand(events, NINE.date(), CLOCKS).state == "done"
    circle = [replace(events[0], after=events[3].id), *events[1:3], replace(events[3], after=events[0].id)]
    assert len(in_order(circle)) == 4  # it cannot be, and nothing is lost


def test_a_dispute_is_settled_by_who_leads_and_two_same_ends_are_none() -> None:
    both = written(("create", 0, None), ("hand_over", 1, 1), ("finish", 20, 2), ("refuse", 30, 2), ("reopen", 40, 4))
    assert stand(both[:4], NINE.date(), CLOCKS).disputed
    settled = stand(both, NINE.date(), CLOCKS)
    assert (settled.state, settled.disputed) == ("given", False)
    wrong = [*both[:4], replace(both[4], event="mark_wrong")]
    assert (stand(wrong, NINE.date(), CLOCKS).state, stand(wrong, NINE.date(), CLOCKS).disputed) == ("error", False)
    twice = written(("create", 0, None), ("hand_over", 1, 1), ("finish", 20, 2), ("finish", 30, 2))
    assert not stand(twice, NINE.date(), CLOCKS).disputed


def test_the_hour_that_the_clock_shows_twice_has_an_order() -> None:
    """02.50 in summer time comes before 02.10 in winter time, in the night of 25 October 2026."""
    first, second = datetime(2026, 10, 25, 0, 50, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    events = [Event("create", local(first), id=UUID(int=2)), Event("hand_over", local(second), id=UUID(int=1))]
    assert stand(reversed(events), date(2026, 10, 25), CLOCKS).state == "given"


# the days that follow from what was told


@pytest.mark.parametrize(
    ("steps", "expected", "day"),
    [
        (["accept"], None, date(2026, 12, 3)),  # ten days on
        (["accept"], date(2026, 12, 24), date(2026, 12, 28)),  # the working day after the appointment
        (["ask_more"], None, date(2026, 12, 3)),
        (["ask_more"], date(2026, 11, 28), date(2026, 11, 30)),  # a Saturday
        (["start_help"], None, date(2027, 2, 22)),  # ninety days on is a Sunday
        (["put_on_list"], date(2027, 7, 11), date(2027, 7, 12)),  # 11 July is a Sunday
        (["ask_more", "supply"], None, date(2026, 12, 3)),  # as if it was given on that day
    ],
)
def test_each_answer_has_its_own_day(steps: list[str], expected: date | None, day: date) -> None:
    events = [Event("create", NINE), Event("hand_over", NINE)] + [Event(one, NINE, expected) for one in steps]
    assert due("self", "gewoon", NINE.date(), None, stand(events, NINE.date(), CLOCKS), CLOCKS, WEEK) == day


@pytest.mark.parametrize(
    ("urgency", "day"), [("gewoon", date(2026, 12, 7)), ("deze_week", date(2026, 12, 7)), ("vandaag", date(2026, 11, 30))]
)
def test_in_danger_the_next_try_is_on_the_next_working_day(urgency: str, day: date) -> None:
    friday = date(2026, 11, 27)
    assert later_try(urgency, friday, CLOCKS, WEEK) == day
    assert later_try("gewoon", friday, replace(CLOCKS, again_days=3), WEEK) == date(2026, 11, 30)


def test_one_try_counts_a_half_day() -> None:
    tries = [NINE, NINE + timedelta(hours=2), NINE + timedelta(hours=5), NINE + timedelta(days=1), NINE + timedelta(days=1)]
    assert [counted_tries(tries[:n]) for n in range(6)] == [0, 1, 1, 2, 3, 3]
