"""Office hours, slots and the life of an appointment: dates by hand, and laws that hold for whatever is tried."""

import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.desk.agenda import asking, hours, slots, standing
from sociaalhuis.desk.agenda.hours import Note, Series, Session
from sociaalhuis.desk.agenda.slots import Taken
from sociaalhuis.desk.agenda.standing import Event
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
YEAR = date(2027, 1, 1), date(2027, 12, 31)


def series(text: str, **more: object) -> Series:
    known = {"id": UUID(int=1), "name": "Zitdag", "host": "Pensioendienst", "place": "Bibliotheek", **more}
    return Series(hours=hours.checked_hours(text), **known)  # type: ignore[arg-type]  # a test names what it needs


def said(number: int, day: date, event: str, **more: object) -> Note:
    return Note(UUID(int=number), day, event, NOW + timedelta(minutes=number), **more)  # type: ignore[arg-type]  # the same


def test_a_year_of_office_hours_with_a_cancelled_an_extra_and_a_closing_day() -> None:
    one = series("2de maandag van de oneven maanden 9-11")
    notes = [
        said(1, date(2027, 3, 8), hours.CANCEL, reason="ziek"),
        said(2, date(2027, 5, 10), hours.CANCEL),
        said(3, date(2027, 5, 10), hours.RESTORE),
        said(4, date(2027, 3, 15), hours.EXTRA, opens_at=time(13), closes_at=time(15)),
        said(5, date(2027, 9, 13), hours.CANCEL),
        said(6, date(2027, 9, 13), hours.TAKE_BACK, takes_back=UUID(int=5)),
    ]
    found = hours.sessions(one, notes, *YEAR, [date(2027, 11, 8)])
    assert [(day.day.strftime("%d/%m"), day.cancelled) for day in found] == [
        ("11/01", ""),
        ("08/03", "ziek"),
        ("15/03", ""),
        ("10/05", ""),
        ("12/07", ""),
        ("13/09", ""),
    ]
    random.Random(1).shuffle(notes)
    assert hours.sessions(one, [*notes, *notes], *YEAR, [date(2027, 11, 8)]) == found
    coming = hours.coming(one, notes, NOW, 3)
    assert [day.day for day in coming] == [date(2027, 1, 11), date(2027, 3, 15), date(2027, 5, 10)]
    assert asking.Coming(one, coming).when == "ma 11 januari 9–11 · ma 15 maart 13–15 · ma 10 mei 9–11"
    assert hours.coming(series("do 13-17 uur", ended=date(2026, 11, 20)), (), NOW) == ()


@pytest.mark.parametrize("text", ["elke blauwe maandag", "ma op afspraak", ""])
def test_hours_that_cannot_be_kept_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        hours.checked_hours(text)
    assert refused.value.now


@settings(max_examples=60, deadline=None)
@given(
    st.integers(5, 180),
    st.integers(0, 23 * 60),
    st.integers(1, 8 * 60),
    st.sampled_from([date(2027, 3, 28), date(2027, 10, 31)]),
)
def test_slots_lie_end_to_end_within_the_hours_also_when_the_clock_changes(
    minutes: int, opens: int, long: int, day: date
) -> None:
    start = datetime.combine(day, time(opens // 60, opens % 60), BRUSSELS)
    end = (start.astimezone(UTC) + timedelta(minutes=long)).astimezone(BRUSSELS)
    found = [one.astimezone(UTC) for one in hours.starts(Session(day, start, end), minutes)]
    assert len(found) == long // minutes
    assert all(later - one == timedelta(minutes=minutes) for one, later in pairwise(found))
    assert all(start.astimezone(UTC) <= one <= end.astimezone(UTC) - timedelta(minutes=minutes) for one in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 3)), max_size=14), st.integers(1, 3))
def test_a_slot_is_free_exactly_as_long_as_there_is_room_and_doubles_go_away_by_the_proposal(
    booked: list[tuple[int, int]], capacity: int
) -> None:
    one = series("ma 9-12 uur", minutes=15, capacity=capacity)
    (session, *_rest) = hours.coming(one, (), NOW, 1)
    taken = [
        Taken(UUID(int=n), session.start + timedelta(minutes=15 * at), 15 * long, NOW + timedelta(minutes=n))
        for n, (at, long) in enumerate(booked, 1)
    ]
    for slot in slots.of_session(one, session, taken):
        inside = sum(t.start <= slot.start < t.start + timedelta(minutes=t.minutes) for t in taken)
        assert (slot.taken, slot.free) == (inside, max(0, capacity - inside))
    free = slots.first_free(one, [session], lambda _s: taken, NOW, 99)
    assert [slot.start for slot in free] == sorted(slot.start for slot in free)
    assert all(slot.free for slot in free)
    gone = slots.who_stays(taken, capacity)
    assert not slots.doubles([t for t in taken if t.id not in gone], capacity)
    assert bool(gone) == bool(slots.doubles(taken, capacity))
    assert not slots.of_session(one, Session(session.day, session.start, session.end, "ziek"), taken)


STEPS = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from([*sorted(standing.DECIDING - {"book"}), "told", "letter", "take_back"]), st.booleans()
    ),
    max_size=8,
)


def lived(steps: list[tuple[bool, str, bool]]) -> list[Event]:
    """The events of two offices: which one writes, what, and whether it has just heard the other."""
    begun = Event(UUID(int=1), "book", NOW, UUID(int=9), NOW + timedelta(days=1), 20)
    known: dict[bool, list[Event]] = {True: [begun], False: [begun]}
    for number, (office, event, hears) in enumerate(steps, 2):
        mine = known[office]
        if hears:
            mine += [one for one in known[not office] if one not in mine]
        seen = standing.stand(mine)
        moved, newest = event == "move", next((one.id for one in reversed(mine) if one.takes_back is None), None)
        mine.append(
            Event(
                UUID(int=number),
                event,
                NOW + timedelta(minutes=number * (7 if office else 5) % 31),
                UUID(int=9) if moved else None,
                NOW + timedelta(days=number) if moved else None,
                20 if moved else 0,
                seen.last,
                newest if event == "take_back" else None,
                seen.heads,
            )
        )
    return list({one.id: one for one in (*known[True], *known[False])}.values())


@settings(max_examples=150, deadline=None)
@given(STEPS, st.randoms(use_true_random=False))
def test_events_in_any_order_and_twice_give_the_same_state(steps: list[tuple[bool, str, bool]], chance: random.Random) -> None:
    whole = lived(steps)
    expected = standing.stand(whole)
    for _ in range(3):
        chance.shuffle(whole)
        assert standing.stand([*whole, *whole[:3]]) == expected
    settled = Event(UUID(int=99), "cancel", NOW + timedelta(hours=1), after=expected.last, settles=expected.heads)
    assert not standing.stand([*whole, settled]).disputed  # whoever sees all and decides ends the dispute
    assert standing.stand([*whole, settled]).state in ("cancelled", "never")


def test_two_offices_that_decide_without_knowing_are_a_dispute_and_a_paper_is_of_its_moment() -> None:
    book = Event(UUID(int=1), "book", NOW, UUID(int=9), NOW + timedelta(days=1), 20)
    letter = Event(UUID(int=2), "letter", NOW, after=book.id)
    came = Event(UUID(int=3), "came", NOW + timedelta(days=1), after=letter.id)
    move = Event(UUID(int=4), "move", NOW + timedelta(hours=1), UUID(int=9), NOW + timedelta(days=8), 20, after=letter.id)
    assert (standing.stand([book, letter]).state, standing.stand([book, letter]).letter) == ("booked", True)
    both = standing.stand([came, move, letter, book])
    assert (both.state, both.disputed, both.start, both.letter) == ("came", True, move.start, False)
    assert not standing.stand([book, letter, came]).disputed
    back = Event(UUID(int=5), "take_back", NOW + timedelta(days=2), after=came.id, takes_back=came.id)
    assert standing.stand([book, letter, came, back]).state == "booked"
    assert standing.stand([]).state == "never"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Wanneer komt de pensioendienst?", ["Pensioendienst"]),
        ("pens", ["Pensioendienst"]),
        ("pensieondienst", ["Pensioendienst"]),
        ("zitdag huurdersbond", ["Huurdersbond"]),
        ("zitdagen", ["Pensioendienst", "Huurdersbond"]),
        ("wanneer is er iemand van de bibliotheek", ["Pensioendienst", "Huurdersbond"]),
        ("wanneer", []),
        ("huisarts", []),
        ("", []),
        ("de", []),
    ],
)
def test_when_does_the_pension_service_come(typed: str, names: list[str]) -> None:
    known = [
        asking.Coming(series("ma 9-11", name="Pensioendienst", host="Federale Pensioendienst"), ()),
        asking.Coming(series("di 9-11", name="Huurdersbond", host="Huurdersbond Limburg"), ()),
    ]
    assert [one.series.name for one in asking.asked(typed, known)] == names
