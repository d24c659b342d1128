"""Which condition of a service was not met: what the worker may choose from, and how often each was told. Nobody is named."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from sociaalhuis.catalogue.service import Service as Fiche
from sociaalhuis.conditions import AtLeast, Condition, Leaf, Not
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Referral, ReferralEvent
from sociaalhuis.desk import asking
from sociaalhuis.desk.referral import outcomes, standing
from sociaalhuis.house import House


def offered(fiche: Fiche) -> tuple[str, ...]:
    """The facts on which this service sets a condition, as data; what is too private for an open counter is never offered."""
    told = () if fiche.eligibility is None else _facts(fiche.eligibility)
    return tuple(dict.fromkeys(fact for fact in told if not asking.is_private(fact)))


def _facts(condition: Condition) -> Iterator[str]:
    match condition:
        case Leaf():
            yield condition.fact
        case Not():
            yield from _facts(condition.part)
        case AtLeast():
            for part in condition.parts:
                yield from _facts(part)


def counted(house: House, slug: str) -> Mapping[str, int]:
    """By fact how often this service (slug) said that a client did not meet the condition on it, most first."""
    refused = (
        select(ReferralEvent.reasons)
        .join(Referral, ReferralEvent.referral_id == Referral.id)
        .join(Service, Referral.service_id == Service.id)
        .where(Service.slug == slug, ReferralEvent.by == outcomes.SERVICE, standing.in_force())
    )
    with house.store.read() as session:
        told = Counter(outcomes.condition(reason) for reasons in session.scalars(refused) for reason in reasons)
    return {fact: times for fact, times in told.most_common() if fact}
