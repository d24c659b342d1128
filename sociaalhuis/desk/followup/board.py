"""The opvolglijst of an open house, read once and kept in memory: what changes is read anew, the rest is not.

One for each open house, dropped at the lock. Ask it from any thread; one question at a time.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from queue import SimpleQueue
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.store import Changed
from sociaalhuis.desk.followup import worklist
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.referral import standing
from sociaalhuis.house import House

_ALL = ("service", "setting", "user", "named_colleague", "complaint", "person_merge")  # a change of these may touch many lines
_MOST = 400  # changed rows above which reading everything is as quick


class Board:
    """``tasks`` gives the lines of a day, in order."""

    def __init__(self, house: House) -> None:
        self._lock = threading.Lock()
        self._changed = SimpleQueue[Changed]()
        self._day: date | None = None
        self._values: object = None
        self._found: dict[UUID, standing.Referred] = {}
        self._tasks: Sequence[Task] = ()
        self.end: Callable[[], None] = house.store.listen(self._hear)

    def tasks(self, house: House, today: date) -> Sequence[Task]:
        """The opvolglijst as it stands on this day."""
        with self._lock:
            changed = [self._changed.get() for _ in range(self._changed.qsize())]  # nobody else takes from it
            known, self._day = self._day == today and self._values == house.values, None  # what fails is read anew
            if known and changed:
                known = self._follow(house, today, changed)
            if not known:
                self._read(house, today)
            self._day = today
            return self._tasks

    def _hear(self, changed: Changed) -> None:
        self._changed.put(changed)

    def forget(self) -> None:
        """Read everything anew the next time, for who does not trust what is shown."""
        with self._lock:
            self._day = None

    def _read(self, house: House, today: date) -> None:
        with house.store.read() as session:
            found = standing.seen(house, session, today, worklist.listed(today))
        self._values = house.values
        self._found = {one.id: one for one in found}
        self._sort(house, today)

    def _follow(self, house: House, today: date, changed: Iterable[Changed]) -> bool:
        """Read the referrals that these changes are about; False when everything must be read."""
        rows: dict[str, set[UUID]] = {}
        for one in changed:
            for table, ids in one.rows.items():
                rows.setdefault(table, set()).update(ids)
        if any(table in rows for table in _ALL):
            return False
        with house.store.read() as session:
            about = _about(session, rows)
            if about is None or len(about) > _MOST:
                return False
            if about:
                for known in about:
                    self._found.pop(known, None)
                which = and_(Referral.id.in_(about), worklist.listed(today))
                self._found |= {one.id: one for one in standing.seen(house, session, today, which)}
                self._sort(house, today)
        return True

    def _sort(self, house: House, today: date) -> None:
        self._tasks = worklist.tasks(self._found.values(), today, standing.clocks(house), standing.workdays(house))


def _about(session: Session, rows: dict[str, set[UUID]]) -> set[UUID] | None:
    """The referrals that rows of these tables are about; None when a row is gone and nobody can tell any more."""
    found = set(rows.get("referral", ()))
    for table, name in ((ReferralEvent, "referral_event"), (Attempt, "attempt")):
        ids = rows.get(name, set())
        there = session.execute(select(table.id, table.referral_id).where(table.id.in_(ids))).all() if ids else []
        if len(there) < len(ids):
            return None
        found.update(row.referral_id for row in there)
    stops = rows.get("follow_stop", set())
    stopped = session.scalars(select(FollowStop).where(FollowStop.id.in_(stops))).all() if stops else []
    if len(stopped) < len(stops):
        return None
    found.update(one.referral_id for one in stopped if one.referral_id is not None)
    people = {*rows.get("person", ()), *(one.person_id for one in stopped if one.person_id is not None)}
    theirs: list[ColumnElement[bool]] = [Contact.person_id.in_(people)] if people else []
    theirs += [Contact.id.in_(rows["contact"])] if rows.get("contact") else []
    if theirs:
        found.update(session.scalars(select(Referral.id).join(Contact).where(or_(*theirs))))
    parents = select(Referral.parent_id).where(Referral.id.in_(found), Referral.parent_id.is_not(None))
    return found | {one for one in session.scalars(parents) if one is not None} if found else found
