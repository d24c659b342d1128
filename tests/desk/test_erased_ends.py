"""What was still to come of a client who is erased: the appointment is cancelled, following up stops, the agenda goes on."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, calendars, calling, series, view
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.followup import worklist
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.retention import proposals
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.exchange.verify import verify
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW

SERVICE = "ocmw-bilzen-hoeselt"
DAY = date(2026, 11, 26)  # the Thursday of the week of NOW


def at(minute: int, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, 13, minute, tzinfo=BRUSSELS)


@pytest.fixture
def hours(house: House) -> UUID:
    wanted = Series(uuid4(), "Pensioen", "Bart", "Bib", "elke do 13-16", postal_code="3742")
    return series.plan(as_role(house, "coordinator"), wanted, NOW).id


def asked(house: House, name: str) -> tuple[UUID, UUID]:
    person = intake.add_person(house, name, "Proef", phone="0400 11 22 33", forbidden_ways=())
    return person, intake.register(house, intake.Question("pensioen", person=person), NOW).id


def erase(house: House, person: UUID, now: datetime = NOW) -> None:
    wanted = proposals.propose_one(as_role(house, "maatschappelijk_werker"), person, "vraagt het", now)
    proposals.carry_out(as_role(house, "coordinator"), wanted, now)


def test_what_was_still_to_come_ends_with_the_file(house: House, hours: UUID) -> None:
    (goes, gone), (_stays, there) = asked(house, "Weg"), asked(house, "Hier")
    early = [appointments.book(house, Wish(hours, at(minute), contact=gone), NOW).id for minute in (0, 20)]
    appointments.book(house, Wish(hours, at(40), contact=there), NOW)
    referrals.give(house, gone, [SERVICE], "self", NOW)
    assert len(worklist.whole(house, DAY)) == 1
    late = datetime.combine(DAY, at(10).timetz())
    erase(house, goes, late)

    (sitting,) = [one for one in view.days(house, DAY, DAY) if one.series.id == hours]
    states = {one.id: one.state for one in sitting.entries}
    assert [states[one] for one in early] == ["booked", "cancelled"], "what began was; what was to come is not"
    assert [one.start.minute for one in sitting.slots if not one.free] == [0, 40]
    assert worklist.whole(house, DAY) == []
    assert worklist.whole(house, DAY + timedelta(days=60)) == []
    assert [one.faults for one in verify(house) if one.check != "sleutels"] == [()] * 5


def test_a_day_with_somebody_who_was_erased_is_called_and_exported(house: House, hours: UUID) -> None:
    (goes, gone), (_stays, there) = asked(house, "Weg"), asked(house, "Hier")
    first = appointments.book(house, Wish(hours, at(0), contact=gone), NOW)
    appointments.book(house, Wish(hours, at(20), contact=there), NOW)
    with house.store.write(as_role(house, "coordinator").actor, "retention.erase") as session:  # as it was erased before
        house.store.erase(session, Person, [goes], {"given_name": "", "family_name": "", "erased_on": NOW.date()})
    series.cancel(as_role(house, "coordinator"), hours, DAY, "ziek", NOW)
    calls = calling.of_day(house, hours, DAY, NOW)
    assert [(one.entry.person is None, one.phone) for one in calls] == [(True, ""), (False, "0400 11 22 33")]
    assert b"Hier Proef" in calendars.export(house, hours, DAY, DAY, NOW, names=True)
    appointments.note(house, first.id, "cancel", NOW)
    assert len(calling.of_day(house, hours, DAY, NOW)) == 1
