"""What the house lived through with a service: of how many people the outcome is known, and how many of them got help.

Plain counts over the whole house, of nobody in particular: no person, no words, no contact comes out of here. What they do to a
suggestion is for catalogue.circumstances.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from sqlalchemy import and_, case, func, or_, select

from sociaalhuis.catalogue.circumstances import Experience
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Referral, ReferralEvent
from sociaalhuis.db.store import Changed, Store
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import BRUSSELS

SETTING = "suggestions.outcomes"  # whether these counts take part in the suggestions of this house
WITHIN = timedelta(days=730)  # older outcomes say little of a service as it is now
_HELPED, _KNOWN = ("fully", "partly"), ("fully", "partly", "not_met")
_TURNS = ("finish", "refuse", "withdraw", "fail", "mark_wrong", "reopen")  # the last of these says how a referral stands
NONE: Mapping[str, Experience] = MappingProxyType({})


def counted(store: Store, today: date) -> Mapping[str, Experience]:
    """By service (slug): the referrals of the last two years with a known outcome, and those that helped, wholly or partly.

    A service that refused somebody did not help. Left out: who did not go after all, a mistake, and what was taken back.
    """
    since = datetime.combine(today - WITHIN, time(), BRUSSELS)
    turn = func.row_number().over(
        partition_by=ReferralEvent.referral_id, order_by=(ReferralEvent.at.desc(), ReferralEvent.id.desc())
    )
    last = (
        select(ReferralEvent.referral_id, ReferralEvent.event, ReferralEvent.need_met, turn.label("turn"))
        .where(ReferralEvent.event.in_(_TURNS), ReferralEvent.at >= since, referrals.in_force())
        .subquery()
    )
    ended = or_(and_(last.c.event == "finish", last.c.need_met.in_(_KNOWN)), last.c.event == "refuse")
    helped = func.sum(case((last.c.need_met.in_(_HELPED), 1), else_=0))
    by_service = (
        select(Referral.service_id, func.count().label("known"), helped.label("helped"))
        .join(last, last.c.referral_id == Referral.id)
        .where(last.c.turn == 1, ended)
        .group_by(Referral.service_id)
        .subquery()
    )
    query = select(Service.slug, by_service.c.known, by_service.c.helped).join(
        by_service, by_service.c.service_id == Service.id
    )
    with store.read() as session:
        return {slug: Experience(followed=known, helped=good) for slug, known, good in session.execute(query)}


def with_tried(known: Mapping[str, Experience], tried: Mapping[str, date]) -> Mapping[str, Experience]:
    """The same, with the days on which this client tried a service before (desk.referral.tried)."""
    return {**known, **{slug: replace(known.get(slug, Experience()), tried=day) for slug, day in tried.items()}}


class Outcomes:
    """Counts once a day, and again after something happened to a referral. One for each open house; ask it from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._day: date | None = None
        self._found = NONE
        self.end: Callable[[], None] = store.listen(self._changed)

    def on(self, today: date) -> Mapping[str, Experience]:
        """The counts as they stand on this day."""
        with self._lock:
            if self._day != today:
                self._day = today  # first: what changes while we count makes us count again
                self._found = MappingProxyType(dict(counted(self._store, today)))
            return self._found

    def _changed(self, changed: Changed) -> None:
        if "referral_event" in changed.rows:
            self._day = None
