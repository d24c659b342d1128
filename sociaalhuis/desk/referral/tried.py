"""What a client already tried: services that were given before without solving it. What that does to a suggestion is for
catalogue.circumstances: it goes down and says so, and never disappears, because the second time may be different.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact, PassedOver, Referral, ReferralEvent
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

TRIED = "tried"  # of resources/vocab/passed_over


def before(house: House, person: UUID) -> Mapping[str, date]:
    """The services (slugs) that this person was sent to or said to have tried, with the last day.

    Left out: a referral that was a mistake, and one after which the need was met.
    """
    ends = (ReferralEvent.event == "mark_wrong") | (ReferralEvent.need_met == "fully")
    over = select(ReferralEvent.referral_id).where(ends, referrals.in_force())
    given = (
        select(Service.slug, Contact.at)
        .join(Referral, Referral.service_id == Service.id)
        .join(Contact, Referral.contact_id == Contact.id)
        .where(Contact.person_id == person, Referral.id.not_in(over))
    )
    said = (
        select(Service.slug, Contact.at)
        .join(PassedOver, PassedOver.service_id == Service.id)
        .join(Contact, PassedOver.contact_id == Contact.id)
        .where(Contact.person_id == person, PassedOver.reason == TRIED)
    )
    with house.store.read() as session:
        rows = [*session.execute(given), *session.execute(said)]
    return {slug: local(at).date() for slug, at in sorted(rows, key=lambda row: row[1])}
