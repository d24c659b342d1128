"""Zitdagen and appointments on a real house: planned, booked, moved, cancelled with thirty people, and nothing ever lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.desk import Referral
from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, calendars, series, view, whom
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.agenda.standing import CAME, CANCEL, NO_SHOW
from sociaalhuis.desk.client import client_file, protecting
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import calendar_file
from sociaalhuis.house import House
from sociaalhuis.insight import reading
from sociaalhuis.insight.periods import Quarter
from tests.houses import NOW

TUESDAY = date(2026, 11, 24)


def planned(sign_in: Callable[[str], House], **more: object) -> tuple[House, Series]:
    """A house of the onthaal with one zitdag: every Tuesday 9–12 in Munsterbilzen, slots of twenty minutes."""
    house = sign_in("coordinator")
    wanted = {
        "id": uuid4(), "name": "", "host": "Pensioendienst", "place": "Bibliotheek Munsterbilzen", "hours": "elke di 9-12",
        "guest": True, "postal_code": "3740", "bring": ("identiteitskaart",), **more,
    }  # fmt: skip
    made = series.plan(house, Series(**wanted), NOW)  # type: ignore[arg-type]  # a test names what it needs
    return sign_in("onthaal"), made


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), BRUSSELS)


def test_an_appointment_from_booking_to_coming(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    person = intake.add_person(house, "Tina", "Vos", postal_code="3740", interpreter="telefoontolk", language="ar")
    contact = intake.register(house, intake.Question("pensioen", person=person), NOW).id
    (offer,) = appointments.offers(house, NOW, postal_code="3740")
    assert (offer.near, [slot.start for slot in offer.slots[:2]]) == (True, [at(9), at(9, 20)])
    booked = appointments.book(house, Wish(one.id, offer.slots[0].start, contact), NOW)
    assert (booked.who, booked.interpreter, booked.language, booked.start) == ("T.V.", "telefoontolk", "ar", at(9))
    with pytest.raises(Refusal) as full:
        appointments.book(house, Wish(one.id, at(9), words="nog iemand"), NOW)
    assert full.value.now == "Vrij is: di 24 november om 9.20 uur."
    for wrong in (at(9, 10), at(8), at(9, day=date(2026, 11, 23)), at(9, day=date(2026, 11, 25))):
        with pytest.raises(Refusal):
            appointments.book(house, Wish(one.id, wrong), NOW)
    with pytest.raises(Refusal):
        appointments.note(house, booked.id, CAME, NOW)  # it is still to come
    moved = appointments.move(house, booked.id, at(11, 40), NOW)
    (sitting,) = view.days(house, TUESDAY, TUESDAY)
    assert (moved.standing.moves, sitting.free, len(sitting.slots)) == (1, 8, 9)
    appointments.note(house, booked.id, NO_SHOW, at(12))
    later = appointments.move(house, booked.id, at(9, day=TUESDAY + timedelta(days=7)), at(12))  # not there: plan again
    assert later.state == "booked"
    assert view.days(house, TUESDAY, TUESDAY)[0].entries == ()
    appointments.note(house, booked.id, CANCEL, at(13))
    assert house.store.undo(house.actor) == "afspraak bijwerken"
    assert [entry.state for entry in view.of_contact(house, contact)] == ["booked"]
    file = client_file.read(house, person, NOW.date())
    assert {event.text: event.detail for event in file.events} == dict.fromkeys(
        [
            "Afspraak op dinsdag 24 november 2026, 9 uur",
            "Afspraak verplaatst naar dinsdag 24 november 2026, 11.40 uur",
            "Afspraak: niet gekomen",
            "Afspraak verplaatst naar dinsdag 1 december 2026, 9 uur",
        ],
        "Pensioendienst, Bibliotheek Munsterbilzen",
    )


def test_a_cancelled_day_with_thirty_people_loses_nobody_and_a_double_is_kept_and_shown(
    sign_in: Callable[[str], House],
) -> None:
    house, one = planned(sign_in, hours="elke di 9-14", minutes=10)
    for number in range(30):
        appointments.book(house, Wish(one.id, at(9) + timedelta(minutes=10 * number), words=f"vraag {number}"), NOW)
    appointments.book(house, Wish(one.id, at(9), words="toch", anyway=True), NOW)
    (sitting,) = view.days(house, TUESDAY, TUESDAY)
    assert [entry.double for entry in sitting.entries[:3]] == [True, True, False]
    assert len(sitting.to_choose) == 2
    series.cancel(house, one.id, TUESDAY, "ziek", NOW)
    (sitting,) = view.days(house, TUESDAY, TUESDAY)
    assert (len(sitting.entries), len(sitting.to_choose), sitting.cancelled, sitting.free) == (31, 31, "ziek", 0)
    with pytest.raises(Refusal):
        appointments.book(house, Wish(one.id, at(13, 50)), NOW)
    series.restore(house, one.id, TUESDAY, NOW)
    assert len(view.days(house, TUESDAY, TUESDAY)[0].to_choose) == 2
    house = sign_in("coordinator")
    series.plan(house, Series(one.id, "", "Pensioendienst", "Elders", "elke do 9-12"), NOW)
    (loose,) = view.days(house, TUESDAY, TUESDAY)  # the rule changed: who was booked is still there
    assert (loose.session, len(loose.entries), len(loose.to_choose)) == (None, 31, 31)


def test_who_is_protected_is_only_taken_time_for_others(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    person = intake.add_person(house, "Buur", "Vrouw", protected=True)
    entry = None
    anonymous = appointments.book(house, Wish(one.id, at(9), words="iets"), NOW)
    assert anonymous.who == anonymous.reference
    with pytest.raises(Refusal):
        entry = appointments.book(house, Wish(one.id, at(9, 20), person=person), NOW)
    assert entry is None
    assert len(view.days(house, TUESDAY, TUESDAY)[0].entries) == 1
    for role in ("vrijwilliger", "beheerder", "stad"):
        (taken,) = view.days(sign_in(role), TUESDAY, TUESDAY)[0].entries
        assert (taken.who, taken.reference, taken.contact, taken.outside) == ("bezet", "", None, False)


def test_a_calendar_that_moves_an_appointment_moves_what_the_follow_up_waits_for(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    contact = intake.register(house, intake.Question("pensioen"), NOW).id
    when = {"ocmw-bilzen-hoeselt": at(9)}
    (referral,) = referrals.give(house, contact, ["ocmw-bilzen-hoeselt"], "appointment", NOW, appointments=when)
    booked = appointments.book(house, Wish(one.id, at(9), referral=referral), NOW)
    later = at(10, day=TUESDAY + timedelta(days=14))

    def taken_in(cancelled: bool = False) -> tuple[datetime | None, date | None]:
        item = calendar_file.Item(str(booked.id), later, later + timedelta(minutes=20), cancelled=cancelled)
        calendars.take_in(house, one.id, calendar_file.write([item], "gast", NOW), NOW)
        with house.store.read() as session:
            awaited = session.get_one(Referral, referral).appointment
            return awaited, referrals.one(house, session, referral, NOW.date()).due

    assert taken_in() == (later, date(2026, 12, 9))
    assert taken_in(cancelled=True)[0] is None


def test_the_appointment_of_a_protected_file_is_counted_nowhere(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    person = intake.add_person(house, "Buur", "Vrouw")
    appointments.book(house, Wish(one.id, at(9), person=person), NOW)
    appointments.book(house, Wish(one.id, at(9, 20), words="iets"), NOW)
    social = sign_in("maatschappelijk_werker")
    quarter = Quarter(2026, 4)

    def counted() -> int:
        return len(reading.rows(replace(social, actor=THE_PROGRAM), quarter, NOW.date()).appointments)

    assert counted() == 2
    assert social.actor.id is not None
    protecting.protect(social, person, [social.actor.id], NOW)
    assert counted() == 1


def test_an_appointment_of_a_referral_is_what_the_follow_up_waits_for(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in, host="Federale Pensioendienst")
    contact = intake.register(house, intake.Question("pensioen"), NOW).id
    (referral,) = referrals.give(house, contact, ["federale-pensioendienst"], "self", NOW)
    known = whom.of(house, referral=referral)
    assert (known.contact, known.referral) == (contact, referral)
    assert [offer.meant for offer in appointments.offers(house, NOW, service=known.service)] == [True]
    booked = appointments.book(house, Wish(one.id, at(9), referral=referral), NOW)

    def awaited() -> datetime | None:
        with house.store.read() as session:
            return session.get_one(Referral, referral).appointment

    assert (booked.contact, awaited()) == (contact, at(9))
    appointments.move(house, booked.id, at(10), NOW)
    assert awaited() == at(10)
    appointments.note(house, booked.id, CANCEL, NOW)
    assert awaited() is None
    with pytest.raises(Refusal):
        appointments.book(sign_in("stad"), Wish(one.id, at(11), contact=contact), NOW)


def test_what_cannot_be_planned_is_refused(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    with pytest.raises(Refusal):
        series.plan(house, one, NOW)
    house = sign_in("coordinator")
    for more in ({"hours": "zomaar"}, {"host": " "}, {"minutes": 1}, {"capacity": 0}, {"postal_code": "0000"}, {"mode": "x"}):
        with pytest.raises(Refusal):
            series.plan(house, replace(one, **more), NOW)
    series.add_day(house, one.id, date(2026, 11, 26), time(13), time(15), NOW)
    days = [(coming.series.host, [day.day.day for day in coming.days]) for coming in series.coming(house, NOW)]
    assert days == [("Pensioendienst", [24, 26, 1])]
