"""Which records somebody must check first: those without contact, those that were reported, the most used, then by use × age.

Pure. The interval differs by kind of record; a record is due when nobody checked it within its interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sociaalhuis.catalogue.service import INFORMAL, PRODUCT, Service

TOP, TOP_DAYS = 50, 180  # the most used records are checked within so many days
NO_CONTACT, REPORTED, MOST_USED, DUE, FRESH = "contact", "gemeld", "meest gebruikt", "te oud", "in orde"
GROUPS = (NO_CONTACT, REPORTED, MOST_USED, DUE, FRESH)
NEVER = 3650  # days, for what nobody ever checked
_MONTH = 30.4  # days


@dataclass(frozen=True, slots=True)
class Intervals:
    """After how many months a record must be checked, by kind."""

    service: int = 6
    product: int = 12
    informal: int = 12

    def of(self, service: Service) -> int:
        """The months of one record."""
        return {PRODUCT: self.product, INFORMAL: self.informal}.get(service.kind or "", self.service)


@dataclass(frozen=True, slots=True)
class Item:
    """One record on the list: how often it was used in a year, how many days ago it was checked, and why it stands here.

    ``rank`` is its place among the most used, None outside them; ``reports`` say what is wrong.
    """

    service: Service
    uses: int
    days: int
    group: str
    rank: int | None = None
    reports: tuple[str, ...] = ()


def days_since(checked: date | None, precision: str | None, today: date) -> int:
    """How many days ago a record was checked; a month alone counts from its last day."""
    if checked is None:
        return NEVER
    last = (checked.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) if precision == "month" else checked
    return max(0, (today - last).days)


def order(
    services: Iterable[Service],
    uses: Mapping[str, int],
    reports: Mapping[str, Sequence[str]],
    intervals: Intervals,
    today: date,
) -> list[Item]:
    """All records in the order in which they must be checked; ``uses`` and ``reports`` by slug."""
    found = list(services)
    used = sorted((one for one in found if uses.get(one.id)), key=lambda one: (-uses[one.id], one.id))[:TOP]
    ranks = {one.id: rank for rank, one in enumerate(used, 1)}
    items = [
        _item(one, uses.get(one.id, 0), ranks.get(one.id), tuple(reports.get(one.id, ())), intervals, today) for one in found
    ]
    return sorted(
        items, key=lambda one: (GROUPS.index(one.group), -(one.uses + 1) * one.days, one.service.name, one.service.id)
    )


def _item(service: Service, uses: int, rank: int | None, reports: tuple[str, ...], intervals: Intervals, today: date) -> Item:
    days = days_since(service.assured_date, service.assured_precision, today)
    if not service.reachable:
        group = NO_CONTACT
    elif reports:
        group = REPORTED
    elif rank is not None and days > TOP_DAYS:
        group = MOST_USED
    else:
        group = DUE if days > intervals.of(service) * _MONTH else FRESH
    return Item(service, uses, days, group, rank, reports)


def top_fresh(items: Iterable[Item]) -> tuple[int, int]:
    """Of the most used records: how many were checked in time, and how many there are."""
    top = [one for one in items if one.rank is not None]
    return sum(one.days <= TOP_DAYS for one in top), len(top)
