"""How the catalogue of this house stands: what is right, what must be checked, what waits, when it was read in last.

The same records and groups as the list of desk.catalogue.checking, counted from services that somebody has already.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sociaalhuis.catalogue import doubles as finding
from sociaalhuis.catalogue import freshness
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.catalogue import checking, doubles, proposals, reports
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

type GoOn = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of records; ``due``: nobody checked them in time. ``top``: of the most used how many were, and how many there are.

    ``doubles``: pairs that may be one service, None when the catalogue is too large to compare in passing. ``read``: the day
    of the last import, None when nothing was read in.
    """

    good: int
    due: int
    no_contact: int
    reported: int
    top: tuple[int, int]
    proposals: int
    doubles: int | None
    read: date | None


def of(house: House, services: Sequence[Service], now: datetime, go_on: GoOn | None = None) -> Health:
    """How it stands; ``go_on`` is called now and then and may raise, to stop."""
    items = checking.listed(house, services, now).items
    groups = Counter(one.group for one in items)
    runs = reports.before(house)
    return Health(
        groups[freshness.FRESH],
        groups[freshness.DUE] + groups[freshness.MOST_USED],
        groups[freshness.NO_CONTACT],
        groups[freshness.REPORTED],
        freshness.top_fresh(items),
        proposals.count(house),
        _doubles(house, now, go_on) if len(services) <= doubles.FEW else None,
        local(runs[0].at).date() if runs else None,
    )


def _doubles(house: House, now: datetime, go_on: GoOn | None) -> int:
    return len(doubles.standing(house, finding.find(*doubles.records(house), go_on), now))
