"""The life of a referral: every state with every event, every clock at its edges, and nothing is ever dropped.

The table below is written out from the decided machine (closed loop, transitions), apart from the code, so that the two check
each other.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk.referral.lifecycle import ENDED, OPEN, TRANSITIONS, Clocks, Event, Standing, due, stand
from sociaalhuis.desk.workdays import BRUSSELS, Workdays
from sociaalhuis.paths import resource

CLOCKS, WEEK = Clocks(), Workdays()
MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)

# state: {event: the state after it}; what is not here is not possible
EXPECTED = {
    "-": {"create": "draft"},
    "draft": {"hand_over": "given", "withdraw": "withdrawn", "mark_wrong": "error"},
    "given": {
        "accept": "accepted", "put_on_list": "waiting", "ask_more": "needs_input", "start_help": "active", "finish": "done",
        "refuse": "refused", "withdraw": "withdrawn", "fail": "failed", "mark_wrong": "error",
    },
    "accepted": {
        "put_on_list": "waiting", "ask_more": "needs_input", "start_help": "active", "finish": "done", "refuse": "refused",
        "withdraw": "withdrawn", "fail": "failed", "mark_wrong": "error",
    },
    "waiting": {
        "accept": "accepted", "ask_more": "needs_input", "start_help": "active", "finish": "done", "refuse": "refused",
        "withdraw": "withdrawn", "mark_wrong": "error",
    },
    "needs_input": {
        "accept": "accepted", "supply": "given", "refuse": "refused", "withdraw": "withdrawn", "mark_wrong": "error",
    },
    "active": {"finish": "done", "withdraw": "withdrawn", "fail": "failed", "mark_wrong": "error"},
    "done": {"reopen": "accepted", "mark_wrong": "error"},
    "refused": {"reopen": "accepted", "mark_wrong": "error"},
    "withdrawn": {"reopen": "accepted", "mark_wrong": "error"},
    "failed": {"reopen": "accepted", "mark_wrong": "error"},
    "error": {},
}  # fmt: skip
# how each state is reached; the ends all from "accepted", so that reopening has one answer
PATHS = {
    "-": [],
    "draft": ["create"],
    "given": ["create", "hand_over"],
    "accepted": ["create", "hand_over", "accept"],
    "waiting": ["create", "hand_over", "put_on_list"],
    "needs_input": ["create", "hand_over", "ask_more"],
    "active": ["create", "hand_over", "start_help"],
    "done": ["create", "hand_over", "accept", "finish"],
    "refused": ["create", "hand_over", "accept", "refuse"],
    "withdrawn": ["create", "hand_over", "accept", "withdraw"],
    "failed": ["create", "hand_over", "accept", "fail"],
    "error": ["create", "hand_over", "accept", "mark_wrong"],
}
EVENTS = sorted(TRANSITIONS)
sequences = st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 40)), max_size=12)


def story(*events: str, start: datetime = NINE) -> list[Event]:
    """These events, a minute apart."""
    return [Event(event, start + timedelta(minutes=n)) for n, event in enumerate(events)]


def spread(steps: Sequence[tuple[str, int]]) -> list[Event]:
    """Events with so many days before each, no two at the same moment."""
    made, at = [], NINE
    for event, wait in steps:
        at += timedelta(days=wait, seconds=1)
        made.append(Event(event, at))
    return made


def state(events: Sequence[Event], today: date = MONDAY) -> str:
    return stand(events, today, CLOCKS).state


# every state with every event


@pytest.mark.parametrize("before", EXPECTED)
@pytest.mark.parametrize("event", EVENTS)
def test_every_state_with_every_event(before: str, event: str) -> None:
    history = story(*PATHS[before])
    assert state(history) == before
    happened = Event(event, NINE + timedelta(hours=1))
    after = stand([*history, happened], MONDAY, CLOCKS)
    if event in EXPECTED[before]:
        assert (after.state, after.contradictions, after.last) == (EXPECTED[before][event], (), happened.at)
    else:
        unchanged = stand(history, MONDAY, CLOCKS)
        assert (after.state, after.last) == (unchanged.state, unchanged.last)
        assert after.contradictions == (happened,)


@pytest.mark.parametrize("silent", ["given", "accepted", "needs_input"])
@pytest.mark.parametrize("event", EVENTS)
def test_after_the_clock_ran_out_a_late_answer_wins(silent: str, event: str) -> None:
    """What was possible before stays possible, and from lapsed also: accepted, help started, finished."""
    history = story(*PATHS[silent])
    late = Event(event, NINE + timedelta(days=45))
    assert state(history, late.at.date()) == "lapsed"
    after = stand([*history, late], late.at.date(), CLOCKS)
    target = {"accept": "accepted", "start_help": "active", "finish": "done"}.get(event) or EXPECTED[silent].get(
        event, "lapsed"
    )
    assert after.state == target
    assert bool(after.contradictions) == (target == "lapsed")


def test_the_words_are_those_of_the_vocabulary() -> None:
    def terms(name: str) -> dict[str, dict[str, object]]:
        rows = json.loads(resource("vocab", f"{name}.json").read_text("utf-8"))["terms"]
        return {row["slug"]: row for row in rows}

    states = terms("referral_states")
    assert {slug for slug, row in states.items() if row["open"]} == OPEN
    assert set(states) == OPEN | ENDED
    assert set(terms("referral_events")) == set(TRANSITIONS)
    assert {target for _, target in TRANSITIONS.values() if target} | {"lapsed"} == OPEN | ENDED
    assert not OPEN & ENDED


# taking back


def identified(*events: str) -> list[Event]:
    """These events a minute apart, each with an id."""
    return [replace(one, id=UUID(int=n)) for n, one in enumerate(story(*events), 1)]


@pytest.mark.parametrize("end", ["finish", "refuse", "withdraw", "fail", "put_on_list", "mark_wrong"])
def test_what_is_taken_back_never_counted(end: str) -> None:
    before = identified("create", "hand_over")
    happened = Event(end, NINE + timedelta(hours=1), id=UUID(int=7))
    back = Event("take_back", NINE + timedelta(hours=2), takes_back=happened.id)
    assert stand([*before, happened], MONDAY, CLOCKS) != stand(before, MONDAY, CLOCKS)
    assert stand([*before, happened, back], MONDAY, CLOCKS) == stand(before, MONDAY, CLOCKS)
    again = Event("finish", NINE + timedelta(hours=3), id=UUID(int=8))
    assert state([*before, happened, back, again]) == "done"


def test_taking_back_reaches_its_own_event_whatever_came_between() -> None:
    events = identified("create", "hand_over", "put_on_list", "finish")
    backs = [Event("take_back", NINE + timedelta(hours=n), takes_back=UUID(int=5 - n)) for n in (1, 2)]
    assert [state([*events, *backs[:n]]) for n in (0, 1, 2)] == ["done", "waiting", "given"]
    assert state([backs[1], *events, backs[0]]) == "given"  # a branch may hear of them in another order
    assert state([*events[:3], backs[0]]) == "waiting"  # of what was taken back but is not here yet


# clocks


@pytest.mark.parametrize("silent", ["given", "accepted", "needs_input"])
@pytest.mark.parametrize(("days", "lapsed"), [(0, False), (28, False), (29, False), (30, False), (31, True), (400, True)])
def test_silence_lapses_after_thirty_days(silent: str, days: int, lapsed: bool) -> None:
    assert state(story(*PATHS[silent]), MONDAY + timedelta(days=days)) == ("lapsed" if lapsed else silent)


@pytest.mark.parametrize("patient", ["draft", "waiting", "active", "done", "refused", "withdrawn", "failed", "error"])
def test_nothing_else_lapses(patient: str) -> None:
    assert state(story(*PATHS[patient]), MONDAY + timedelta(days=4000)) == patient


def test_every_event_winds_the_clock_again_and_a_contradiction_does_not() -> None:
    answered = spread([("create", 0), ("hand_over", 0), ("accept", 20)])
    assert state(answered, MONDAY + timedelta(days=50)) == "accepted"
    assert state(answered, MONDAY + timedelta(days=51)) == "lapsed"
    contradicted = spread([("create", 0), ("hand_over", 0), ("supply", 20)])
    assert state(contradicted, MONDAY + timedelta(days=31)) == "lapsed"


def test_the_clock_is_a_setting() -> None:
    short = Clocks(lapse_days=7)
    assert stand(story(*PATHS["given"]), MONDAY + timedelta(days=7), short).state == "given"
    assert stand(story(*PATHS["given"]), MONDAY + timedelta(days=8), short).state == "lapsed"


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 3, 28)])
def test_the_clock_counts_days_through_the_nights_when_the_hour_changes(night: date) -> None:
    last = datetime(night.year, night.month, night.day, tzinfo=BRUSSELS) - timedelta(days=15, minutes=1)  # 23.59
    history = story(*PATHS["given"], start=last - timedelta(minutes=1))
    assert state(history, last.date() + timedelta(days=30)) == "given"
    assert state(history, last.date() + timedelta(days=31)) == "lapsed"


def test_nothing_lapses_before_its_appointment() -> None:
    history = story(*PATHS["given"])
    meeting = NINE + timedelta(days=60)
    for days, expected in ((31, "given"), (60, "given"), (90, "given"), (91, "lapsed")):
        assert stand(history, MONDAY + timedelta(days=days), CLOCKS, meeting.date()).state == expected
    early = NINE + timedelta(days=1)
    late_word = [*history, Event("accept", NINE + timedelta(days=20))]
    assert stand(late_word, MONDAY + timedelta(days=50), CLOCKS, early.date()).state == "accepted"
    assert stand(late_word, MONDAY + timedelta(days=51), CLOCKS, early.date()).state == "lapsed"


# reopening, contradictions, what is kept


@pytest.mark.parametrize("before", ["draft", "given", "accepted", "waiting", "active", "needs_input"])
@pytest.mark.parametrize("end", ["finish", "refuse", "withdraw", "fail"])
def test_reopening_goes_back_to_the_state_before_the_end(before: str, end: str) -> None:
    if end in EXPECTED[before]:
        history = story(*PATHS[before], end)
        assert state(history) in ENDED
        assert state([*history, Event("reopen", NINE + timedelta(hours=1))]) == before


def test_reopening_brings_back_the_expected_date_of_the_list() -> None:
    spring = date(2027, 4, 1)
    events = [*story("create", "hand_over"), Event("put_on_list", NINE + timedelta(hours=1), spring)]
    events += story("finish", "reopen", start=NINE + timedelta(hours=2))
    back = stand(events, MONDAY, CLOCKS)
    assert (back.state, back.expected) == ("waiting", spring)


def test_reopening_can_be_done_more_than_once() -> None:
    history = story("create", "hand_over", "start_help", "finish", "reopen", "fail", "reopen", "finish")
    assert [state(history[:n]) for n in range(4, 9)] == ["done", "active", "failed", "active", "done"]


def test_a_late_end_reopens_to_the_state_before_the_silence() -> None:
    history = [*story(*PATHS["given"]), Event("finish", NINE + timedelta(days=50)), Event("reopen", NINE + timedelta(days=51))]
    assert state(history, MONDAY + timedelta(days=51)) == "given"
    assert state(history, MONDAY + timedelta(days=82)) == "lapsed"


def test_two_different_ends_keep_the_first_and_show_the_second() -> None:
    history = story("create", "hand_over", "finish", "refuse")
    standing = stand(history, MONDAY, CLOCKS)
    assert standing.state == "done"
    assert [c.event for c in standing.contradictions] == ["refuse"]


@given(sequences, st.integers(0, 500))
def test_no_event_is_ever_dropped(steps: list[tuple[str, int]], later: int) -> None:
    events = spread(steps)
    today = (events[-1].at if events else NINE).date() + timedelta(days=later)
    standing = stand(events, today, CLOCKS)
    counted = [event for event in events if event not in standing.contradictions]
    assert stand(counted, today, CLOCKS) == replace(standing, contradictions=(), disputed=False)
    assert standing.state in OPEN | ENDED | {"-"}
    assert (standing.state == "-") == (counted == [])
    assert standing.last == (counted[-1].at if counted else None)


@given(sequences, st.integers(0, 500))
def test_silence_never_ends_in_done(steps: list[tuple[str, int]], silence: int) -> None:
    events = spread(steps)
    last = (events[-1].at if events else NINE).date()
    now, later = state(events, last), state(events, last + timedelta(days=silence))
    assert later in (now, "lapsed")
    if later != now:
        assert now in ("given", "accepted", "needs_input")


@given(sequences)
def test_what_is_wrong_stays_out_for_ever(steps: list[tuple[str, int]]) -> None:
    events = spread([("create", 0), ("mark_wrong", 0), *steps])
    assert state(events, MONDAY + timedelta(days=4000)) == "error"


# when the desk asks again


def asked(kind: str, urgency: str, given_: date, house: Workdays = WEEK, appointment: datetime | None = None) -> date | None:
    return due(kind, urgency, given_, appointment, Standing("given", NINE), CLOCKS, house)


@pytest.mark.parametrize(
    ("given_", "self_", "quick", "same_day"),
    [
        (date(2026, 11, 23), date(2026, 12, 3), date(2026, 11, 25), date(2026, 11, 23)),  # Monday
        (date(2026, 11, 26), date(2026, 12, 7), date(2026, 11, 30), date(2026, 11, 26)),  # Thursday: both fall on a weekend
        (date(2026, 11, 28), date(2026, 12, 8), date(2026, 12, 1), date(2026, 11, 30)),  # Saturday
        (date(2026, 12, 23), date(2027, 1, 4), date(2026, 12, 28), date(2026, 12, 23)),  # over Christmas and New Year
        (date(2026, 7, 10), date(2026, 7, 20), date(2026, 7, 14), date(2026, 7, 10)),
        (date(2026, 7, 11), date(2026, 7, 22), date(2026, 7, 14), date(2026, 7, 13)),  # due on 21 July
        (date(2026, 5, 13), date(2026, 5, 26), date(2026, 5, 18), date(2026, 5, 13)),  # Ascension, then Whit weekend
    ],
)
def test_when_the_desk_asks_by_kind_and_urgency(given_: date, self_: date, quick: date, same_day: date) -> None:
    for urgency in ("gewoon", "info"):
        assert asked("self", urgency, given_) == self_
        for kind in ("warm", "internal", "appointment"):  # the clocks of these are two working days
            assert asked(kind, urgency, given_) == quick
    for kind in ("self", "warm", "internal", "appointment"):
        assert asked(kind, "deze_week", given_) == quick
        for urgency in ("vandaag", "noodgeval"):
            assert asked(kind, urgency, given_) == same_day
    for urgency in ("gewoon", "info", "deze_week", "vandaag", "noodgeval"):
        assert asked("info", urgency, given_) is None


def test_each_kind_has_its_own_clock() -> None:
    own = Clocks(urgent_workdays=1, internal_workdays=3, warm_workdays=4, self_days=8)
    kinds = {"internal": date(2026, 11, 26), "warm": date(2026, 11, 27), "self": date(2026, 12, 1)}
    for kind, day in kinds.items():
        assert due(kind, "gewoon", MONDAY, None, Standing("given", NINE), own, WEEK) == day
        assert due(kind, "deze_week", MONDAY, None, Standing("given", NINE), own, WEEK) == date(2026, 11, 24)


def test_urgency_never_makes_it_later() -> None:
    slow = Clocks(urgent_workdays=20)
    for kind in ("self", "warm", "internal"):
        normal = due(kind, "gewoon", MONDAY, None, Standing("given", NINE), slow, WEEK)
        assert due(kind, "deze_week", MONDAY, None, Standing("given", NINE), slow, WEEK) == normal


@pytest.mark.parametrize(
    ("meeting", "day"),
    [
        (datetime(2026, 11, 24, 10, 40, tzinfo=BRUSSELS), date(2026, 11, 25)),
        (datetime(2026, 11, 27, 16, 0, tzinfo=BRUSSELS), date(2026, 11, 30)),
        (datetime(2026, 12, 24, 9, 0, tzinfo=BRUSSELS), date(2026, 12, 28)),
        (datetime(2027, 3, 27, 23, 59, tzinfo=BRUSSELS), date(2027, 3, 30)),  # Easter
    ],
)
@pytest.mark.parametrize("urgency", ["gewoon", "deze_week"])
def test_an_appointment_is_asked_about_on_the_next_working_day(meeting: datetime, day: date, urgency: str) -> None:
    assert asked("appointment", urgency, MONDAY, appointment=meeting) == day


@pytest.mark.parametrize("kind", ["self", "warm", "appointment", "internal"])
def test_a_waiting_list_is_asked_about_at_the_expected_date_else_after_ninety_days(kind: str) -> None:
    for expected, day in ((date(2027, 1, 2), date(2027, 1, 4)), (None, date(2027, 2, 22))):  # 90 days on is a Sunday
        waiting = Standing("waiting", NINE, expected)
        assert due(kind, "deze_week", MONDAY, None, waiting, CLOCKS, WEEK) == day


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_what_has_ended_is_not_asked_about(ended: str) -> None:
    for kind in ("info", "self", "warm", "appointment", "internal"):
        assert due(kind, "noodgeval", MONDAY, NINE, Standing(ended, NINE), CLOCKS, WEEK) is None


@given(
    st.sampled_from(["self", "warm", "appointment", "internal"]),
    st.sampled_from(["gewoon", "deze_week", "vandaag", "noodgeval", "info"]),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.frozensets(st.dates(date(2026, 1, 1), date(2028, 3, 1)), max_size=60),
    st.sampled_from(sorted(OPEN)),
    st.none() | st.integers(0, 60),
)
def test_the_desk_always_asks_on_a_working_day_and_never_before(
    kind: str, urgency: str, given_: date, closed: frozenset[date], where: str, meeting: int | None
) -> None:
    house, last = Workdays(closed), datetime(given_.year, given_.month, given_.day, 12, tzinfo=UTC)
    appointment = None if meeting is None else last + timedelta(days=meeting)
    day = due(kind, urgency, given_, appointment, Standing(where, last), CLOCKS, house)
    assert day is not None
    assert house.is_open(day)
    assert day >= given_
