"""The life of a referral: events are appended, the state is computed on read (closed loop; FHIR Task codes in the vocabulary).

Pure: the events, the day and the clocks go in, the state and the next date come out; moments are local times. Silence never
ends in "done": a clock that runs out gives ``lapsed`` without anything being written, so that a late answer simply wins.

Two offices merge by the union of their events. What the writer of an event had seen comes before it, whatever the clocks say;
the clock only decides between events that did not know of each other. The order of arrival never matters.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType
from uuid import UUID

from sociaalhuis.desk.workdays import Workdays

OPEN = frozenset({"draft", "given", "accepted", "waiting", "needs_input", "active"})
ENDED = frozenset({"done", "refused", "withdrawn", "failed", "lapsed", "error"})
UNHAPPY = frozenset({"refuse", "withdraw", "fail", "put_on_list", "ask_more"})  # these events say why
EXPLAINED = frozenset({"reopen", "mark_wrong"})  # these are explained in words
DANGER = frozenset({"noodgeval", "vandaag"})  # urgencies that are asked about on the same day
IN_TIME = 5  # working days before a deadline on which the desk asks
_WAITS = frozenset({"waiting", "active", "accepted", "needs_input"})  # these states have a day of their own
_LAPSING = frozenset({"given", "accepted", "needs_input"})

# event → (from which states, to which state); "-" is before the first event, "" means: back to the state before the end
TRANSITIONS: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "create": (frozenset({"-"}), "draft"),
        "hand_over": (frozenset({"draft"}), "given"),
        "accept": (frozenset({"given", "waiting", "needs_input", "lapsed"}), "accepted"),
        "put_on_list": (frozenset({"given", "accepted"}), "waiting"),
        "ask_more": (frozenset({"given", "accepted", "waiting"}), "needs_input"),
        "supply": (frozenset({"needs_input"}), "given"),
        "start_help": (frozenset({"given", "accepted", "waiting", "lapsed"}), "active"),
        "finish": (frozenset({"given", "accepted", "active", "waiting", "lapsed"}), "done"),
        "refuse": (frozenset({"given", "accepted", "waiting", "needs_input"}), "refused"),
        "withdraw": (OPEN, "withdrawn"),
        "fail": (frozenset({"given", "accepted", "active"}), "failed"),
        "reopen": (frozenset({"done", "refused", "withdrawn", "failed"}), ""),
        "mark_wrong": (OPEN | ENDED - {"error"}, "error"),
        "take_back": (frozenset(), ""),  # moves nothing by itself: see in_force
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when, and the date that was expected (waiting list, appointment). ``takes_back`` is the id of a mistake.

    ``after`` is the last event that the writer had seen. Ids are UUIDs, or for lists their hexadecimal digits: all of one kind.
    """

    event: str
    at: datetime
    expected: date | None = None
    id: UUID | str | None = None
    takes_back: UUID | str | None = None
    after: UUID | str | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """After how long the desk asks again; days are calendar days unless the name says working days."""

    urgent_workdays: int = 2
    internal_workdays: int = 2
    warm_workdays: int = 2
    warm_grace_workdays: int = 2  # a partner that is silent this much longer is called
    appointment_workdays: int = 1
    self_days: int = 10
    again_days: int = 10
    lapse_days: int = 30
    grace_days: int = 7  # between asking how it went and giving up on an answer
    waiting_days: int = 90
    active_days: int = 90
    tries: int = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands on a day. ``contradictions`` are events that were not possible any more: kept and shown.

    ``disputed``: two different ends are told and nobody settled it. ``told`` is the event that made the state, ``lapses`` the
    last day before silence makes the outcome unknown (None when it cannot).
    """

    state: str
    last: datetime | None
    expected: date | None = None
    contradictions: tuple[Event, ...] = ()
    disputed: bool = False
    told: Event | None = None
    lapses: date | None = None


@dataclass(frozen=True, slots=True)
class _Quiet:
    """How long silence is silence, and when it becomes "outcome unknown"."""

    awaited: date | None
    asked: date | None
    clocks: Clocks

    def ends(self, state: str, last: datetime | None) -> date | None:
        """The last day on which the silence is not too long; None in a state that does not lapse."""
        if last is None or state not in _LAPSING:
            return None
        since = last.date() if self.awaited is None else max(last.date(), self.awaited)
        end = since + timedelta(days=self.clocks.lapse_days)
        return end if self.asked is None else max(end, self.asked + timedelta(days=self.clocks.grace_days))

    def seen(self, state: str, last: datetime | None, today: date) -> str:
        end = self.ends(state, last)
        return state if end is None or today <= end else "lapsed"


@dataclass(slots=True)
class _Life:
    """The fold over the events of one referral."""

    quiet: _Quiet
    state: str = "-"
    last: datetime | None = None
    expected: date | None = None
    told: Event | None = None
    disputed: bool = False
    before_end: tuple[str, date | None] = ("-", None)

    def take(self, happened: Event) -> bool:
        """Let an event happen; False when it is not possible (any more)."""
        allowed, target = TRANSITIONS[happened.event]
        if self.state not in allowed and self.quiet.seen(self.state, self.last, happened.at.date()) not in allowed:
            self.disputed |= self.state in ENDED and target in ENDED and target != self.state
            return False
        if target in ENDED:
            self.before_end = (self.state, self.expected)
        if happened.event in EXPLAINED:
            self.disputed = False
        self.last = happened.at
        self.state, self.expected = (target, happened.expected) if target else self.before_end
        self.told = happened
        return True


def stand(
    events: Iterable[Event], today: date, clocks: Clocks, awaited: date | None = None, asked: date | None = None
) -> Standing:
    """The state after these events, given in whatever order and as often as it happens, as seen on ``today``.

    ``awaited`` is a day until which silence means nothing: an appointment to come, or the next try to reach the client. On
    ``asked`` the desk asks how it went; before that day and the grace after it nothing lapses.
    """
    life = _Life(_Quiet(awaited, asked, clocks))
    contradictions = tuple(happened for happened in in_force(in_order(events)) if not life.take(happened))
    state, lapses = life.quiet.seen(life.state, life.last, today), life.quiet.ends(life.state, life.last)
    return Standing(state, life.last, life.expected, contradictions, life.disputed and state != "error", life.told, lapses)


def unheard(given: Event, today: date, clocks: Clocks, awaited: date | None = None, asked: date | None = None) -> Standing:
    """The same for a referral of which nothing was heard since it was handed over: most of a long list, so without a fold."""
    lapses = _Quiet(awaited, asked, clocks).ends("given", given.at)
    late = lapses is not None and today > lapses
    return Standing("lapsed" if late else "given", given.at, given.expected, (), False, given, lapses)


def in_order(events: Iterable[Event]) -> Sequence[Event]:
    """Each event once, what its writer had seen before it; else by the clock, and by id at the same moment."""
    given = list(events)
    if all(one.after == before.id and one.id is not None for before, one in pairwise(given)):
        return given  # a chain, as one office writes it: there is no other order
    whole = sorted(_once(given), key=_moment)
    places = {one.id: place for place, one in enumerate(whole)}
    if all(one.after is None or places.get(one.after, -1) < place for place, one in enumerate(whole)):
        return whole
    waiting, followers = list[int](), defaultdict[int, list[int]](list)
    for place, one in enumerate(whole):
        before = places.get(one.after, place) if one.after is not None else place
        if before == place:  # nothing that is here comes before it
            waiting.append(place)
        else:
            followers[before].append(place)
    told = list[Event]()
    while waiting:
        place = heapq.heappop(waiting)
        told.append(whole[place])
        for follower in followers.pop(place, ()):
            heapq.heappush(waiting, follower)
    return [*told, *(whole[place] for place in sorted(place for circle in followers.values() for place in circle))]


def _once(events: Iterable[Event]) -> Iterable[Event]:
    named: dict[UUID | str, Event] = {}
    for one in events:
        if one.id is None:
            yield one
        else:
            named.setdefault(one.id, one)
    yield from named.values()


def _moment(one: Event) -> tuple[float, str]:
    return one.at.timestamp(), str(one.id)  # by ==, an hour that the clock shows twice has no order


def in_force(events: Iterable[Event]) -> Sequence[Event]:
    """The events that still count: without what was taken back, and without the taking back itself. In any order."""
    whole = list(events)
    gone = {one.takes_back for one in whole if one.takes_back is not None}
    return [one for one in whole if one.takes_back is None and one.id not in gone] if gone else whole


def planned(
    kind: str,
    urgency: str,
    given: date,
    appointment: datetime | None,
    clocks: Clocks,
    workdays: Workdays,
    deadline: date | None = None,
    chosen: date | None = None,
) -> date | None:
    """When the desk asks how it went, always on a working day; None for information, which is counted and not chased.

    Danger is asked about at once. Else a ``chosen`` day goes before what the clocks say (standards: C1). Five working days
    before a ``deadline`` there is still time to do something else (standards: A10).
    """
    if kind == "info":
        return None
    if urgency in DANGER:
        return workdays.on_or_after(given)
    if chosen is not None:
        return workdays.on_or_after(chosen)
    if kind == "appointment" and appointment is not None:
        return workdays.after(appointment.date(), clocks.appointment_workdays)
    if kind == "self":
        normal = workdays.on_or_after(given + timedelta(days=clocks.self_days))
    else:
        normal = workdays.after(given, clocks.internal_workdays if kind == "internal" else clocks.warm_workdays)
    if urgency == "deze_week":
        normal = min(normal, workdays.after(given, clocks.urgent_workdays))
    if deadline is not None:
        normal = min(normal, max(workdays.before(deadline, IN_TIME), workdays.after(given, 1)))
    return normal


def due(
    kind: str, urgency: str, given: date, appointment: datetime | None, standing: Standing, clocks: Clocks, workdays: Workdays,
    deadline: date | None = None, chosen: date | None = None,
) -> date | None:  # fmt: skip
    """The planned day as it holds in this state: what was told since has its own day, what has ended has none."""
    asked = planned(kind, urgency, given, appointment, clocks, workdays, deadline, chosen)
    return due_after(kind, asked, standing, clocks, workdays)


def due_after(kind: str, asked: date | None, standing: Standing, clocks: Clocks, workdays: Workdays) -> date | None:
    """The same, for who knows the planned day (``asked``) already."""
    if kind == "info" or standing.state not in OPEN:
        return None
    told = None if standing.last is None else _told(standing, standing.last.date(), clocks, workdays)
    return told or asked


def _told(standing: Standing, last: date, clocks: Clocks, workdays: Workdays) -> date | None:
    """The day that follows from what was told last: a list, an appointment, papers to bring, help that runs."""
    if standing.state == "accepted" and standing.expected is not None:
        return workdays.after(standing.expected, clocks.appointment_workdays)
    if standing.state not in _WAITS:
        return None
    waits = {
        "waiting": clocks.waiting_days,
        "active": clocks.active_days,
        "accepted": clocks.self_days,
        "needs_input": clocks.again_days,
    }
    return workdays.on_or_after(standing.expected or last + timedelta(days=waits[standing.state]))


def later_try(urgency: str, today: date, clocks: Clocks, workdays: Workdays) -> date:
    """When the desk tries again after a try that gave no answer; in danger on the next working day."""
    return workdays.after(today, 1) if urgency in DANGER else workdays.on_or_after(today + timedelta(days=clocks.again_days))


def counted_tries(moments: Iterable[datetime]) -> int:
    """How many tries count, of local moments: one a half-day, so that somebody who works in the morning is also tried later."""
    return len({(moment.date(), moment.hour < 13) for moment in moments})
