"""How many people were helped on one day, about what, and where they were sent most. Knows no person and no words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select, true

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import records
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.house import House

MOST_USED, USED_WITHIN = 5, timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Tally:
    """One day of the whole desk. ``domains``: how many contacts touched each life domain (slug), most first."""

    turfs: int
    questions: int
    domains: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Used:
    """A service (slug), how many times somebody was referred to it, and the life domain that it is about.

    ``domain`` is empty for a record without one.
    """

    service: str
    name: str
    times: int
    domain: str


def of_day(house: House, day: date) -> Tally:
    """Everything that was noted on this day (local time); who opens no files only counts his or her own."""
    start, end = _midnight(day), _midnight(day + timedelta(days=1))
    mine = true() if allows("person.look", house.actor.role) else Contact.user_id == house.actor.id  # a one tells whose
    query = select(Contact.kind, Contact.domains).where(Contact.at >= start, Contact.at < end, mine)
    with house.store.read() as session:
        rows = session.execute(query).all()
    kinds = Counter(kind for kind, _ in rows)
    domains = Counter(domain for _, listed in rows for domain in listed)
    return Tally(kinds["turf"], kinds["hulpvraag"], dict(domains.most_common()))


def most_used(house: House, today: date, most: int = MOST_USED) -> Sequence[Used]:
    """The services that the desk referred to most in the last 90 days, most first; without those that stopped."""
    times, secret = func.count(), allows("service.secret", house.actor.role)
    query = (
        select(Service.slug, Service.name, times, Service.domains)
        .join(Referral, Referral.service_id == Service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .where(Contact.at >= _midnight(today - USED_WITHIN), Service.stopped.is_(None), records.listed(secret))
        .group_by(Service.id)
        .order_by(times.desc(), Service.name)
        .limit(most)
    )
    with house.store.read() as session:
        return [Used(slug, name, number, _about(domains)) for slug, name, number, domains in session.execute(query)]


def _about(domains: Sequence[str]) -> str:
    """The life domain of these domains of the catalogue; empty when none is known."""
    listed = {term.slug for term in vocab.terms("starter_domains", None)}
    known = (one for one in domains if one in listed)
    return next((vocab.mapped("starter_domains_to_life_domains", one)[0] for one in known), "")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)
