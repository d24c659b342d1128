"""The life of an appointment: its events are appended, when and where it is and how it went are computed on read. Pure.

Two offices merge by the union of their events: what a writer had seen comes first (desk.referral.lifecycle), the clock only
decides between events that did not know of each other. When both decided without knowing, it is ``disputed``: nothing is lost,
the last one holds until somebody decides again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

from sociaalhuis.desk.referral import lifecycle

BOOK, MOVE, CAME, NO_SHOW, CANCEL, TOLD, LETTER, TAKE_BACK = (
    "book", "move", "came", "no_show", "cancel", "told", "letter", "take_back",
)  # fmt: skip
DECIDING = frozenset({BOOK, MOVE, CAME, NO_SHOW, CANCEL})

type State = Literal["booked", "came", "no_show", "cancelled", "never"]
_STATES: Mapping[str, State] = {
    BOOK: "booked",
    MOVE: "booked",
    CAME: "came",
    NO_SHOW: "no_show",
    CANCEL: "cancelled",
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and when. ``series``, ``start`` and ``minutes`` come with book and move.

    ``after`` is the last event that the writer had seen, ``settles`` other decisions that he or she had seen as well.
    """

    id: UUID
    event: str
    at: datetime
    series: UUID | None = None
    start: datetime | None = None
    minutes: int = 0
    after: UUID | None = None
    takes_back: UUID | None = None
    settles: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an appointment is. ``state`` “never”: its booking was taken back. ``told`` and ``letter`` are of this moment.

    ``last``: the last event, which the next one comes after; ``heads``: the decisions that nobody decided after; more than one
    is a dispute. ``moves``: how often it was moved.
    """

    state: State = "never"
    series: UUID | None = None
    start: datetime | None = None
    minutes: int = 0
    moves: int = 0
    told: bool = False
    letter: bool = False
    last: UUID | None = None
    heads: frozenset[UUID] = frozenset()

    @property
    def disputed(self) -> bool:
        """Whether two offices decided without knowing of each other."""
        return len(self.heads) > 1


def stand(events: Iterable[Event]) -> Standing:
    """The standing after these events, given in whatever order and as often as it happens."""
    whole = {one.id: one for one in events}
    if not whole:
        return Standing()
    order = _in_order(whole)
    gone = {one.takes_back for one in order if one.takes_back is not None}
    counting = [one for one in order if one.takes_back is None and one.id not in gone]
    state: State = "never"
    series, start, minutes, moves, told, letter = None, None, 0, 0, False, False
    for one in counting:
        if one.event in DECIDING:
            state = _STATES[one.event]
        if one.event in (BOOK, MOVE):
            series, start, minutes = one.series, one.start, one.minutes
            moves, told, letter = moves + (one.event == MOVE), False, False
        told |= one.event == TOLD
        letter |= one.event == LETTER
    if not any(one.event == BOOK for one in counting):
        state = "never"
    decisions = [one for one in counting if one.event in DECIDING]
    return Standing(state, series, start, minutes, moves, told, letter, order[-1].id, _heads(decisions, whole))


def _in_order(whole: Mapping[UUID, Event]) -> Sequence[Event]:
    bare = [lifecycle.Event(one.event, one.at, id=one.id, after=one.after) for one in whole.values()]
    return [whole[one.id] for one in lifecycle.in_order(bare) if isinstance(one.id, UUID)]


def _heads(decisions: Sequence[Event], whole: Mapping[UUID, Event]) -> frozenset[UUID]:
    """The decisions that no other decision knew about."""
    open_ = {one.id for one in decisions}
    if all(one.after == before.id for before, one in pairwise(decisions)):
        return frozenset(one.id for one in decisions[-1:])
    for one in decisions:
        if len(open_) == 1:
            break
        open_ -= _known(one, whole) - {one.id}
    return frozenset(open_)


def _known(event: Event, whole: Mapping[UUID, Event]) -> set[UUID]:
    """The events that the writer of this one had seen, as far as they say so themselves."""
    found, waiting = set[UUID](), [event]
    while waiting:
        one = waiting.pop()
        for before in ({one.after} if one.after else set[UUID]()) | one.settles:
            if before not in found and before != event.id:
                found.add(before)
                waiting += [whole[before]] if before in whole else []
    return found
