"""What happened with the appointments of a client, as lines of the file."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.agenda import Appointment, OfficeHours
from sociaalhuis.db.desk import Contact
from sociaalhuis.desk.agenda.standing import BOOK, CAME, CANCEL, MOVE, NO_SHOW
from sociaalhuis.desk.agenda.view import events_of
from sociaalhuis.desk.workdays import local
from sociaalhuis.texts import day, hour

_WHAT = {
    BOOK: "Afspraak op",
    MOVE: "Afspraak verplaatst naar",
    CAME: "Afspraak: gekomen",
    NO_SHOW: "Afspraak: niet gekomen",
    CANCEL: "Afspraak: geannuleerd",
}


def told(session: Session, person: UUID) -> Iterator[tuple[datetime, str, str]]:
    """When, what, and what goes with it: for a booking its moment, for the rest with whom. What was taken back is not there."""
    of_person = select(Appointment.id).join(Contact, Appointment.contact_id == Contact.id).where(Contact.person_id == person)
    hosts = {row.id: f"{row.host}, {row.place}" for row in session.scalars(select(OfficeHours))}
    for events in events_of(session, of_person).values():
        gone = {one.takes_back for one in events}
        where = ""
        for one in events:
            where = hosts.get(one.series, where) if one.series else where
            if one.event in _WHAT and one.id not in gone:
                start = None if one.start is None else local(one.start)
                moment = [] if start is None else [f"{day(start.date())}, {hour(start)}"]
                yield one.at, " ".join((_WHAT[one.event], *moment)), where
