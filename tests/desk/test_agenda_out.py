"""What leaves the agenda: letters, the call list of a cancelled day, calendars of other programs, counts, waiting numbers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import icalendar
import pytest

from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, calendars, calling, counting, letters, series, view, waiting
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.letters import Choices
from sociaalhuis.desk.agenda.standing import CAME, NO_SHOW, TOLD
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import calendar_file
from sociaalhuis.house import House, change_setting, reread
from tests.desk.test_agenda import TUESDAY, at, planned
from tests.houses import NOW
from tests.printing.test_campaign_letter import above_the_fold


def known(house: House, given: str, **more: object) -> UUID:
    return intake.add_person(
        house, given, "Verzonnen", **{"street": "Kerkstraat 5", "postal_code": "3740", "phone": "0400", **more}
    )


def texts(house: House, appointment: UUID, **more: object) -> str:
    return " ".join(letters.make(house, appointment, Choices(**more), NOW).paper.text)  # type: ignore[arg-type]  # choices by name


def test_the_letter_is_for_this_client_and_the_envelope_tells_nothing(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in, name="Vluchthuis: gesprek", host="Slachtofferhulp", bring=("identiteitskaart", "bril"))
    person = known(house, "Nele", reading="groot_lettertype", interpreter="telefoontolk", language="fr")
    entry = appointments.book(house, Wish(one.id, at(9), person=person), NOW)
    made = letters.make(house, entry.id, Choices(post=True, aid="fr", aid_reason="gesprek_met_tolk"), NOW)
    text = " ".join(made.paper.text)
    seen = " ".join(words for words, _across, _down in above_the_fold(made.paper))
    assert seen == "Nele Verzonnen Kerkstraat 5 3740 Bilzen-Hoeselt"
    for words in (
        "dinsdag 24 november 2026 om 9 uur",
        "bril",
        "Er is een tolk: Frans, telefoontolk",
        "Vous avez un rendez-vous",
    ):
        assert words in text
    assert made.paper.pages == 2  # large letters
    assert not any(word in text for word in ("Vluchthuis", "Slachtoffer", "Pensioen"))
    letters.given(house, made, NOW)
    assert view.of_contact(house, entry.contact or entry.id)[0].standing.letter
    with pytest.raises(Refusal, match="Waarom staat er Frans"):
        letters.make(house, entry.id, Choices(aid="fr"), NOW)
    appointments.move(house, entry.id, at(9, 40), NOW)
    assert "We verplaatsten uw afspraak." in texts(house, entry.id, large=False)
    appointments.note(house, entry.id, NO_SHOW, at(12))
    missed = texts(house, entry.id)
    assert "We zagen u niet op uw afspraak. Dat kan gebeuren." in missed
    assert "om 9.40 uur" not in missed


@pytest.mark.parametrize(
    "more", [{"forbidden_ways": ["brief"]}, {"safe_contact": "enkel aan school"}, {"street": None}, {"postal_code": "0000"}]
)
def test_a_letter_that_is_not_safe_or_cannot_arrive_is_handed_over(
    sign_in: Callable[[str], House], more: dict[str, object]
) -> None:
    house, one = planned(sign_in)
    entry = appointments.book(house, Wish(one.id, at(9), person=known(house, "Nele", **more)), NOW)
    with pytest.raises(Refusal):
        letters.make(house, entry.id, Choices(post=True), NOW)
    assert "Bij: Pensioendienst" in texts(house, entry.id)


def test_the_call_list_of_a_cancelled_day_obeys_what_is_safe(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    people = [
        known(house, "Bel"),
        known(house, "Niet", forbidden_ways=["telefoon"]),
        known(house, "Zonder", phone=None),
        None,
    ]
    for number, person in enumerate(people):
        appointments.book(
            house, Wish(one.id, at(9, 20 * number % 60, TUESDAY) + timedelta(hours=number // 3), person=person), NOW
        )
    assert calling.of_day(house, one.id, TUESDAY, NOW) == []
    series.cancel(house, one.id, TUESDAY, "ziek", NOW)
    calls = calling.of_day(house, one.id, TUESDAY, NOW)
    assert [(call.entry.who, call.phone, call.ways[0]) for call in calls] == [
        ("B.V.", "0400", "telefoon"),
        ("N.V.", "", "sms"),
        ("Z.V.", "", "sms"),
        (calls[3].entry.reference, "", "bezoek"),
    ]
    assert calls[1].said == ("niet bellen",)
    proposed = [call.instead.start for call in calls if call.instead]
    assert proposed == [at(9, 20 * n % 60, TUESDAY + timedelta(days=7)) + timedelta(hours=n // 3) for n in range(4)]
    appointments.move(house, calls[0].entry.id, proposed[0], NOW)
    appointments.note(house, calls[1].entry.id, TOLD, NOW, "sms")
    appointments.note(house, calls[2].entry.id, "cancel", NOW)
    left = calling.of_day(house, one.id, TUESDAY, NOW)
    assert [call.entry.id for call in left] == [calls[3].entry.id]
    gone = letters.make(house, calls[1].entry.id, Choices(post=True), NOW).paper.text
    assert "Uw afspraak gaat niet door" in gone
    house, quiet = planned(sign_in, discreet=True)
    for number, person in enumerate((people[0], known(house, "Veilig", safe_contact="na 17 uur"))):
        appointments.book(house, Wish(quiet.id, at(9, 20 * number), person=person), NOW)
    series.cancel(house, quiet.id, TUESDAY, "", NOW)
    assert [(call.phone, call.safe) for call in calling.of_day(house, quiet.id, TUESDAY, NOW)] == [
        ("", ""),
        ("0400", "na 17 uur"),
    ]


def test_the_calendar_goes_out_without_names_and_comes_home_as_what_changed(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    mine = appointments.book(house, Wish(one.id, at(9), person=known(house, "Nele")), NOW)
    gone = appointments.book(house, Wish(one.id, at(10), words="iets"), NOW)
    out = calendars.export(house, one.id, TUESDAY, TUESDAY, NOW)
    assert b"Nele" not in out
    assert mine.reference.encode() in out
    assert b"Nele Verzonnen" in calendars.export(house, one.id, TUESDAY, TUESDAY, NOW, names=True)
    calendar = icalendar.Calendar.from_ical(out)
    for event in calendar.walk("VEVENT"):
        if event["UID"] == str(mine.id):
            for key, moment in (("DTSTART", at(11)), ("DTEND", at(11, 20))):
                del event[key]
                event.add(key, moment)
        else:
            event["STATUS"] = "CANCELLED"
    busy = icalendar.Event()
    for key, value in (("uid", "theirs@elsewhere"), ("summary", "Jan Peeters"), ("dtstart", at(11)), ("dtend", at(11, 20))):
        busy.add(key, value)
    daily = icalendar.Event()
    for key, value in (("uid", "x"), ("dtstart", at(9)), ("dtend", at(10))):
        daily.add(key, value)
    daily.add("rrule", {"freq": "daily"})
    calendar.add_component(busy)
    calendar.add_component(daily)
    taken = calendars.take_in(house, one.id, calendar.to_ical(), NOW)
    assert (taken.new, taken.moved, taken.cancelled, taken.same, taken.skipped) == (1, 1, 1, 0, 1)
    again = calendars.take_in(house, one.id, calendar.to_ical(), NOW)
    assert (again.new, again.moved, again.cancelled, again.same) == (0, 0, 0, 3)
    (sitting,) = view.days(house, TUESDAY, TUESDAY)
    assert [(entry.who, entry.start.hour, entry.double) for entry in sitting.entries if entry.state == "booked"] == [
        ("N.V.", 11, True),
        ("bezet", 11, True),
    ]
    assert view.of_contact(house, gone.contact or gone.id)[0].state == "cancelled"
    public = calendar_file.read(calendars.days_of(house, one.id, TUESDAY, TUESDAY + timedelta(days=30), NOW))
    assert len(public.items) == 5
    for wrong in (b"", b"hallo", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"):
        with pytest.raises(Refusal):
            calendars.take_in(house, one.id, wrong, NOW)
    broken = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:q\r\nDTSTART:99\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert calendar_file.read(broken) == calendar_file.Read((), 1)
    for strange in (b"DTSTART:00010101T000000", b"DTSTART:99991231T230000\r\nDURATION:PT9H", b"DTSTART:99991231T235900Z"):
        odd = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:q\r\n" + strange + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        assert calendar_file.read(odd) == calendar_file.Read((), 1)


def test_counts_per_place_never_of_few(sign_in: Callable[[str], House]) -> None:
    house, one = planned(sign_in)
    entries = [appointments.book(house, Wish(one.id, at(9) + timedelta(minutes=20 * n), words="x"), NOW) for n in range(8)]
    for number, entry in enumerate(entries):
        appointments.note(house, entry.id, CAME if number < 7 else NO_SHOW, at(13))
    (place,) = counting.per_place(house, TUESDAY, TUESDAY + timedelta(days=6))
    assert (place.days, place.slots, place.total, place.people["came"], place.people["no_show"]) == (1, 9, "8", "…", "…")
    assert not any("Munsterbilzen" in value for value in place.people.values())


def test_waiting_numbers_are_off_by_default_and_never_a_name(sign_in: Callable[[str], House]) -> None:
    house = sign_in("beheerder")
    with pytest.raises(Refusal, match="gebruikt geen wachtnummers"):
        waiting.today(house, "Balie", NOW)
    change_setting(house, waiting.SETTING, True)
    house = reread(sign_in("vrijwilliger"))
    given = [waiting.arrive(house, "Balie", NOW + timedelta(minutes=n), "fr" if n else None) for n in range(6)]
    assert given == [1, 2, 3, 4, 5, 6]
    assert waiting.arrive(house, "Bib", NOW) == 1
    for number in range(5):
        waiting.call_next(house, "Balie", NOW + timedelta(minutes=20 + 2 * number))
    waits = waiting.today(house, "Balie", NOW + timedelta(minutes=40))
    assert [(one.number, one.language, one.minutes(NOW + timedelta(minutes=40))) for one in waits] == [(6, "fr", 35)]
    assert waiting.called(house, "Balie", NOW) == (5, 4, 3, 2, 1)
    assert waiting.median_wait(house, "Balie", NOW.date(), NOW.date()) == 22
    waiting.leave(house, waits[0].id, NOW + timedelta(minutes=41))
    assert waiting.call_next(house, "Balie", NOW) is None
    tomorrow: datetime = NOW + timedelta(days=1)
    assert waiting.arrive(house, "Balie", tomorrow) == 1
    assert waiting.median_wait(house, "Bib", NOW.date(), NOW.date()) is None
