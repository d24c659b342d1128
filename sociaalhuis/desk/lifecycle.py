"""The life of a referral: events are appended, the state is computed on read (closed loop; FHIR Task codes in the vocabulary).

Pure: the events, the day and the clocks go in, the state and the next date come out; moments are local times. Silence never
ends in "done": a clock that runs out gives ``lapsed`` without anything being written, so that a late answer simply wins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sociaalhuis.desk.workdays import Workdays

OPEN = frozenset({"draft", "given", "accepted", "waiting", "needs_input", "active"})
ENDED = frozenset({"done", "refused", "withdrawn", "failed", "lapsed", "error"})
GRACE_DAYS = 7  # between asking how it went and giving up on an answer
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
    """What happened, when, and the date that was expected (waiting list). ``takes_back`` is the id of a mistake."""

    event: str
    at: datetime
    expected: date | None = None
    id: UUID | None = None
    takes_back: UUID | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """After how long the desk asks again; days are calendar days unless the name says working days."""

    urgent_workdays: int = 2
    internal_workdays: int = 2
    warm_workdays: int = 2
    self_days: int = 10
    lapse_days: int = 30
    waiting_days: int = 90


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands on a day. ``contradictions`` are events that were not possible any more: kept and shown."""

    state: str
    last: datetime | None
    expected: date | None = None
    contradictions: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quiet:
    """How long silence is silence, and when it becomes "outcome unknown"."""

    awaited: date | None
    asked: date | None
    clocks: Clocks

    def seen(self, state: str, last: datetime | None, today: date) -> str:
        if last is None or state not in _LAPSING:
            return state
        since = last.date() if self.awaited is None else max(last.date(), self.awaited)
        end = since + timedelta(days=self.clocks.lapse_days)
        if self.asked is not None:
            end = max(end, self.asked + timedelta(days=GRACE_DAYS))
        return "lapsed" if today > end else state


def stand(
    events: Sequence[Event], today: date, clocks: Clocks, awaited: date | None = None, asked: date | None = None
) -> Standing:
    """The state after these events, given in order, as seen on ``today``.

    ``awaited`` is a day until which silence means nothing: an appointment to come, or the next try to reach the client. On
    ``asked`` the desk asks how it went; before that day and the grace after it nothing lapses.
    """
    quiet = _Quiet(awaited, asked, clocks)
    state, last, expected = "-", None, None
    before_end: tuple[str, date | None] = ("-", None)
    contradictions: list[Event] = []
    for happened in in_force(events):
        seen = quiet.seen(state, last, happened.at.date())
        allowed, target = TRANSITIONS[happened.event]
        if seen not in allowed and state not in allowed:
            contradictions.append(happened)
            continue
        if target in ENDED:
            before_end = (state, expected)
        last = happened.at
        state, expected = (target, happened.expected) if target else before_end
    return Standing(quiet.seen(state, last, today), last, expected, tuple(contradictions))


def in_force(events: Sequence[Event]) -> Sequence[Event]:
    """The events that still count: without what was taken back, and without the taking back itself. In any order."""
    gone = {one.takes_back for one in events if one.takes_back is not None}
    return [one for one in events if one.takes_back is None and one.id not in gone] if gone else events


def planned(
    kind: str, urgency: str, given: date, appointment: datetime | None, clocks: Clocks, workdays: Workdays
) -> date | None:
    """When the desk asks how it went, always on a working day; None for information, which is counted and not chased."""
    if kind == "info":
        return None
    if urgency in ("noodgeval", "vandaag"):
        return workdays.on_or_after(given)
    if kind == "appointment" and appointment is not None:
        return workdays.after(appointment.date(), 1)
    if kind == "self":
        normal = workdays.on_or_after(given + timedelta(days=clocks.self_days))
    else:
        normal = workdays.after(given, clocks.internal_workdays if kind == "internal" else clocks.warm_workdays)
    return min(normal, workdays.after(given, clocks.urgent_workdays)) if urgency == "deze_week" else normal


def due(
    kind: str, urgency: str, given: date, appointment: datetime | None, standing: Standing, clocks: Clocks, workdays: Workdays
) -> date | None:
    """The planned day as it holds in this state: a waiting list has its own, what has ended has none."""
    if kind == "info" or standing.state not in OPEN:
        return None
    if standing.state == "waiting" and standing.last is not None:
        return workdays.on_or_after(standing.expected or standing.last.date() + timedelta(days=clocks.waiting_days))
    return planned(kind, urgency, given, appointment, clocks, workdays)
