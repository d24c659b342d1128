"""What is asked for far more often than usual: the last thirty days beside the stretches of thirty days in the year before.

It counts contacts by their first life domain, never people, and tells nothing of few. A rise is a question to the coordinator,
who may know why; nothing follows from it by itself.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from statistics import fmean, pstdev

from sqlalchemy import func, select

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import relations
from sociaalhuis.desk.few import LEAST
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.house import House

STRETCH, BEFORE = timedelta(days=30), 12  # how long one is, and how many are looked back at
FEWEST = 3  # stretches of before that say what is usual
ENOUGH = 10  # contacts under which nothing is a rise
FAR = 3.0  # times what months differ by chance: one quiet month in fifteen has a rise in some domain; with 2.0 one in three


@dataclass(frozen=True, slots=True)
class Rise:
    """A life domain (its slug) with the contacts of the last stretch; ``usual`` is None where that is of few."""

    domain: str
    times: int
    usual: int | None


def rises(counted: Mapping[str, Sequence[int]]) -> tuple[Rise, ...]:
    """What rose, the most first. Pure. ``counted``: per domain the contacts of each stretch, the newest first.

    Months of small counts differ by the root of what is usual, whatever the past few happened to be.
    """
    found = []
    for domain, (now, *before) in counted.items():
        if now < ENOUGH or len(before) < FEWEST:
            continue
        usual = fmean(before)
        if now > usual + FAR * max(pstdev(before), math.sqrt(usual), 1.0):
            found.append(Rise(domain, now, round(usual) if usual >= LEAST else None))
    return tuple(sorted(found, key=lambda one: -one.times))


def of(house: House, today: date) -> tuple[Rise, ...]:
    """What rose in this house until yesterday. Protected files count for nobody, whoever asks."""
    seen = relations.visible_contacts(replace(house, actor=THE_PROGRAM))
    end = datetime.combine(today, time(), BRUSSELS)
    within = Contact.at >= end - STRETCH * (BEFORE + 1), Contact.at < end, seen
    with house.store.read() as session:
        first: datetime | None = session.scalar(select(func.min(Contact.at)))
        rows = session.execute(select(Contact.at, Contact.domains[0].as_string()).where(*within)).all()
    if first is None:
        return ()
    whole = min(BEFORE + 1, (today - local(first).date()) // STRETCH)
    counted: dict[str, list[int]] = defaultdict(lambda: [0] * max(1, whole))
    for at, domain in rows:
        back = (today - timedelta(days=1) - local(at).date()) // STRETCH
        if domain and back < whole:
            counted[domain][back] += 1
    return rises(counted)
