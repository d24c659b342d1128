"""How many people were helped on one day, and about what: the numbers beside the turf. Knows no person and no words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from sociaalhuis.db.desk import Contact
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.house import House


@dataclass(frozen=True, slots=True)
class Tally:
    """One day of the whole desk. ``domains``: how many contacts touched each life domain (slug), most first."""

    turfs: int
    questions: int
    domains: Mapping[str, int]


def of_day(house: House, day: date) -> Tally:
    """Everything that was noted on this day (local time)."""
    start, end = _midnight(day), _midnight(day + timedelta(days=1))
    query = select(Contact.kind, Contact.domains).where(Contact.at >= start, Contact.at < end)
    with house.store.read() as session:
        rows = session.execute(query).all()
    kinds = Counter(kind for kind, _ in rows)
    domains = Counter(domain for _, listed in rows for domain in listed)
    return Tally(kinds["turf"], kinds["hulpvraag"], dict(domains.most_common()))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)
