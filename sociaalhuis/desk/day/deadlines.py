"""Uiterste datums: questions about which something must be done before a day, while there is still time to do it.

One appears five working days before its day, whatever became of it, and stays until somebody says that it is in order, the
client was helped, or the day is well past. No words of the client: somebody may look along.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.desk import relations
from sociaalhuis.desk.referral import lifecycle, standing
from sociaalhuis.desk.workdays import Workdays, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.texts import count, day

PAST = 10  # days after which one that passed is no longer shown


@dataclass(frozen=True, slots=True)
class Near:
    """A question with its last day; ``left`` is how many working days there are until then, below 0 it has passed.

    ``states`` are those of its referrals (slugs of referral_states); ``person`` the file, when there is one.
    """

    contact: UUID
    reference: str
    deadline: date
    left: int
    domains: tuple[str, ...]
    states: tuple[str, ...]
    person: UUID | None


def near(house: House, today: date) -> Sequence[Near]:
    """What must be done soon, or should have been, the first day first."""
    workdays = standing.workdays(house)
    until = workdays.after(today, lifecycle.IN_TIME)
    coming = Contact.deadline.between(today - timedelta(days=PAST), until)
    query = select(Contact).where(coming, Contact.deadline_met.is_(None), relations.visible_contacts(house))
    with house.store.read() as session:
        rows = session.scalars(query.order_by(Contact.deadline, Contact.id)).all()
        found = standing.seen(house, session, today, Referral.contact_id.in_([row.id for row in rows]))
        by_contact = defaultdict(list)
        for one in found:
            by_contact[one.contact].append(one)
        return [
            Near(
                row.id,
                row.reference or "",
                row.deadline,
                _left(today, row.deadline, workdays),
                tuple(row.domains),
                tuple(one.state for one in by_contact[row.id] if one.state != "error"),
                row.person_id,
            )
            for row in rows
            if row.deadline is not None and not any(one.need_met == "fully" for one in by_contact[row.id])
        ]


def _left(today: date, deadline: date, workdays: Workdays) -> int:
    if deadline < today:
        return -1
    return sum(workdays.is_open(today + timedelta(days=n)) for n in range(1, (deadline - today).days + 1))


def in_order(house: House, contact: UUID, now: datetime) -> None:
    """Say that the day is no worry any more. Raises Refusal when there is none, or when it is not for who acts."""
    with house.store.write(house.actor, "contact.deadline") as session:
        row = session.get(Contact, contact)
        if row is None or row.deadline is None or row.deadline_met is not None:
            raise Refusal("Deze uiterste datum is al in orde.", "Kijk verder in de lijst.")
        relations.refuse_unseen_contact(house, session, row)
        row.deadline_met = local(now).date()


def said(house: House, deadline: date, today: date) -> str:
    """A last day in words, with how many working days are left."""
    left = _left(today, deadline, standing.workdays(house))
    if left < 0:
        return f"{day(deadline)}. Die is voorbij."
    if deadline == today:
        return "vandaag. Bespreek wat nu nog kan."
    return (
        f"{day(deadline)}. Nog {count(left, 'werkdag', 'werkdagen')}{'.' if left > lifecycle.IN_TIME else ': bespreek het nu.'}"
    )
