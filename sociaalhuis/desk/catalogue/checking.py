"""Checking the records of the catalogue: the list of what is due, saying that one is right, and that one is not.

Checking is another act than editing: it changes nothing but who checked the record when, how and with whom.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import freshness, places, records
from sociaalhuis.catalogue.freshness import Intervals, Item
from sociaalhuis.catalogue.service import Service
from sociaalhuis.db.catalogue import Service as ServiceRow
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.following import VerificationTask
from sociaalhuis.db.joining import ServiceJoin
from sociaalhuis.db.verifying import Verification
from sociaalhuis.desk import nameless
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

YEAR = 365  # days in which the use is counted
LONGEST = 200  # characters of what is wrong, and of with whom
_NUMBER = re.compile(r"(?<!\d)(?:\+|00|0)\d(?:[\s./()-]{0,3}\d){5,9}(?!\d)|(?<!\d)1\d{3}(?!\d)")  # of a service, old or new
_WRONG = ("wrong_information", "stopped", "no_answer", "other")


@dataclass(frozen=True, slots=True)
class Round:
    """What there is to check, in order. ``elsewhere``: how many records work only elsewhere and stand not in it."""

    items: Sequence[Item]
    elsewhere: int = 0


def intervals(house: House) -> Intervals:
    """After how many months this house checks a record, by kind."""
    return Intervals(*(house.number(f"verify.{kind}months") for kind in ("", "product_", "informal_")))


def round_(house: House, now: datetime) -> Round:
    """The records of this house in the order in which they must be checked; of its own region when it says where it is."""
    with house.store.read() as session:
        services = records.everything(session, secret=allows("service.secret", house.actor.role))
    return listed(house, services.values(), now)


def listed(house: House, services: Iterable[Service], now: datetime) -> Round:
    """The same of services that somebody has already, such as those of the suggestions."""
    today, where = local(now).date(), places.known(house.text("house.postal_code"))
    reach = places.reach_of(where)
    known = list(services)
    with house.store.read() as session:
        used = uses(session, now)
        reports: dict[str, list[str]] = {}
        open_ = select(ServiceRow.slug, VerificationTask).join(ServiceRow, VerificationTask.service_id == ServiceRow.id)
        for slug, task in session.execute(open_.where(VerificationTask.done.is_(None)).order_by(VerificationTask.at)):
            reports.setdefault(slug, []).append(reported(task.reason, task.words))
    here = [
        one
        for one in known
        if not where or one.id in used or one.id in reports or places.covers_reach(one.area, reach) is not False
    ]
    return Round(freshness.order(here, used, reports, intervals(house), today), len(known) - len(here))


def uses(session: Session, now: datetime) -> dict[str, int]:
    """How often each service was given in the last year, by slug."""
    query = (
        select(ServiceRow.slug, func.count())
        .join(Referral, Referral.service_id == ServiceRow.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .where(Contact.at >= now - timedelta(days=YEAR))
        .group_by(ServiceRow.slug)
    )
    return dict(session.execute(query).all())


def reported(reason: str, words: str | None) -> str:
    """What is wrong, as it was reported."""
    return words or vocab.label("reasons_service", reason)


def verify(house: House, slug: str, way: str, whom: str, now: datetime) -> None:
    """Say that a record is right: the day, how (a slug of verify_ways) and with whom. What was reported is done.

    Raises Refusal for a way that is not there, and for a record that is gone.
    """
    if way not in {term.slug for term in vocab.terms("verify_ways", local(now).date())}:
        raise Refusal("Hoe keek je de fiche na?", "Kies een manier uit de lijst.")
    said, user = line(whom), worker(house)
    with house.store.write(house.actor, "service.verify") as session:
        service = row(session, slug)
        service.assured_date, service.assured_precision = local(now).date(), "day"
        if service.confidence == "general-knowledge":
            service.confidence = "sourced"
        session.add(Verification(service_id=service.id, at=now, user_id=user, way=way, whom=said or None))
        for task in session.scalars(_open(service.id)):
            task.done = now


def report(house: House, slug: str, words: str, now: datetime, reason: str = "wrong_information") -> None:
    """Say that a record is not right; it goes to the top of the list. The same words twice are one report.

    Raises Refusal for a name of a person in the words, and for a record that is gone.
    """
    said, user = line(words), worker(house)
    if reason not in _WRONG:
        raise Refusal("Deze reden past hier niet.", "Kies wat er niet klopt.")
    nameless.check(_NUMBER.sub(" ", said))
    with house.store.write(house.actor, "service.wrong") as session:
        service = row(session, slug)
        if any(task.words == (said or None) and task.reason == reason for task in session.scalars(_open(service.id))):
            return
        session.add(VerificationTask(service_id=service.id, at=now, user_id=user, reason=reason, words=said or None))


def _open(service: UUID) -> Select[VerificationTask]:
    return select(VerificationTask).where(VerificationTask.service_id == service, VerificationTask.done.is_(None))


def row(session: Session, slug: str) -> ServiceRow:
    """The row of a service; of a record that was joined the one that stayed. Raises Refusal when it is not there any more."""
    found = session.scalar(select(ServiceRow).where(ServiceRow.slug == slug))
    while found is not None and found.stopped is not None:
        joined = select(ServiceJoin.kept_id).where(ServiceJoin.gone_id == found.id, ServiceJoin.undone.is_(None))
        kept = session.scalar(joined)
        found = None if kept is None else session.get(ServiceRow, kept)
    if found is None:
        raise Refusal("Deze fiche staat niet meer in de catalogus.", "Zoek de dienst opnieuw met Ctrl+G.")
    return found


def line(text: str) -> str:
    """Words on one line. Raises Refusal for too many."""
    found = " ".join(cleaned(text).split())
    if len(found) > LONGEST:
        raise Refusal(f"Dit is te lang ({len(found)} tekens).", f"Hou het bij {LONGEST} tekens.")
    return found
