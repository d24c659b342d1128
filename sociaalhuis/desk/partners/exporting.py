"""Referrals of this house as FHIR Tasks: what the export needs is read here, what it looks like stands in exchange.fhir_task.

No name, no words and no contact data of a client are read. That it was done is in the journal.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, true

from sociaalhuis.actions import allows
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact, Referral, ReferralEvent
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import lifecycle, outcomes, standing
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import fhir_task
from sociaalhuis.house import House


def tasks(house: House, typed: str | None, now: datetime) -> dict[str, Any]:
    """The referrals of one code, or with None of the whole house, as a FHIR Bundle. What was a mistake is in it as such.

    Raises Refusal for a code that is not of this house, and for a role that may not.
    """
    if not allows("referral.export", house.actor.role):
        raise Refusal("Je rol laat dit niet toe: doorverwijzingen exporteren.", "Vraag het aan je coördinator of de beheerder.")
    with house.store.read() as session:
        contact = None if typed is None else intake.by_reference(session, typed)
        if typed is not None and contact is None:
            raise Refusal(f"De code “{typed[:20]}” is niet van dit huis.", "Kijk de letters na.")
        which: ColumnElement[bool] = true() if contact is None else Referral.contact_id == contact.id
        found = {one.id: one for one in standing.seen(house, session, local(now).date(), which)}
        rows = session.execute(
            select(Referral.id, Referral.parent_id, Contact.reference, Service.slug)
            .join(Contact, Referral.contact_id == Contact.id)
            .join(Service, Referral.service_id == Service.id)
            .where(which)
            .order_by(Referral.contact_id, Referral.id)
        ).all()
        events = defaultdict[UUID, list[ReferralEvent]](list)
        wanted = ReferralEvent.referral_id.in_(select(Referral.id).where(which))
        for event in session.scalars(select(ReferralEvent).where(wanted)):
            events[event.referral_id].append(event)
    numbers, identifiers, reports = defaultdict[str, int](int), dict[UUID, str](), list[fhir_task.Report]()
    for row in rows:
        numbers[row.reference] += 1
        identifiers[row.id] = f"{row.reference}.{numbers[row.reference]}"
    for row in (row for row in rows if row.id in found):  # a protected file stays out for who is not named in it
        number = int(identifiers[row.id].rpartition(".")[2])
        reports.append(_report(house, found[row.id], events[row.id], number, identifiers.get(row.parent_id), now))
    with house.store.write(house.actor, "referral.export") as session:
        house.store.note(session, "house", house.id)
    return fhir_task.bundle(reports, local(now))


def _report(
    house: House, one: standing.Referred, events: list[ReferralEvent], number: int, parent: str | None, now: datetime
) -> fhir_task.Report:
    lived = [lifecycle.Event(e.event, local(e.at), None, e.id, e.takes_back, e.after) for e in events]
    told = lifecycle.stand(lived, local(now).date(), standing.clocks(house)).told
    last = next((e for e in events if told is not None and e.id == told.id), None)
    known: dict[str, Any] = {"need_met": "unknown", "service_received": "unknown", "known_from": "nobody"}  # of silence
    if last is not None and one.state != "lapsed":
        known = {"need_met": last.need_met, "service_received": last.service_received, "known_from": last.known_from}
        known |= {"reasons": one.reasons, "reasons_in": outcomes.WHOSE[last.by]} if last.by else {}
    moments = [event.at for event in lived] or [local(now)]
    return fhir_task.Report(
        house=house.text("letterhead.name"), code=one.reference, number=number, service=one.service,
        service_name=one.service_name, kind=one.kind, urgency=one.urgency, state=one.state,
        given=min(moments, key=datetime.timestamp), changed=told.at if told else moments[0], parent=parent,
        may_contact=one.may_call and not one.stopped, **known,
    )  # fmt: skip
