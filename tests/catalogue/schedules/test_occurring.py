"""On which days a schedule is open, and at what moments: against dateutil, a calendar on paper, and in the odd nights."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from sociaalhuis.catalogue.schedules import telling
from sociaalhuis.catalogue.schedules.occurring import next_opening, openings, status
from sociaalhuis.catalogue.schedules.periods import BRUSSELS, SCHOOL_HOLIDAYS, School
from sociaalhuis.catalogue.schedules.reading import read
from sociaalhuis.catalogue.schedules.schedule import Schedule
from sociaalhuis.catalogue.schedules.writing import write
from tests.catalogue.schedules import made


def dates(schedule: Schedule, first: date, last: date) -> tuple[date, ...]:
    """The days on which it is certainly open."""
    return tuple(dict.fromkeys(one.day for one in openings(schedule, first, last) if one.certain))


def spans(schedule: Schedule, first: date, last: date) -> list[made.Span]:
    """The openings as minutes of their day, as the clock on the wall shows them."""
    found = []
    for one in openings(schedule, first, last):
        midnight = datetime.combine(one.day, datetime.min.time())
        begin, end = (int((at.replace(tzinfo=None) - midnight).total_seconds() // 60) for at in (one.start, one.end))
        found.append((one.day, begin, end, one.label, one.by_appointment, one.certain))
    return sorted(found, key=lambda one: (one[0], one[3:], one[1]))


def differences(seeds: range, days: int) -> list[int]:
    """The seeds of which the schedule, read back from its text, has other openings than the oracle."""
    wrong = []
    for seed in seeds:
        chance = random.Random(seed)
        schedule = made.schedule(chance)
        first = made.FIRST + timedelta(days=chance.randrange((made.LAST - made.FIRST).days - days + 2))
        last = first + timedelta(days=days - 1)
        back = read(write(schedule))
        if back != schedule or spans(back, first, last) != made.expected(schedule, first, last):
            wrong.append(seed)
    return wrong


def test_two_hundred_schedules_fall_as_dateutil_says() -> None:
    assert differences(range(200), 92) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, 2000, 100))
def test_two_thousand_schedules_fall_as_dateutil_says_over_five_years(first: int) -> None:
    assert differences(range(first, first + 100), (made.LAST - made.FIRST).days + 1) == []


# What stands on a calendar of 2027. Public holidays: 1/1, 29/3, 1/5, 6/5, 17/5, 11/7, 21/7, 15/8, 1/11, 11/11, 25/12.
TEN_RULES = {
    "2de maandag van de oneven maanden 9-11": "11/1 8/3 10/5 12/7 13/9 8/11",
    "elke 3de dinsdag 10-12": "19/1 16/2 16/3 20/4 18/5 15/6 20/7 17/8 21/9 19/10 16/11 21/12",
    "wekelijks donderdag 13-17, niet in schoolvakanties": (
        "7/1 14/1 21/1 28/1 4/2 18/2 25/2 4/3 11/3 18/3 25/3 15/4 22/4 29/4 13/5 20/5 27/5 3/6 10/6 17/6 24/6 "
        "2/9 9/9 16/9 23/9 30/9 7/10 14/10 21/10 28/10 18/11 25/11 2/12 9/12 16/12 23/12"
    ),
    "laatste vrijdag van de maand 9-12": "29/1 26/2 26/3 30/4 28/5 25/6 30/7 27/8 24/9 29/10 26/11 31/12",
    "om de 2 weken op wo 14-16, vanaf 6/1/2027 tot en met 30/6/2027": (
        "6/1 20/1 3/2 17/2 3/3 17/3 31/3 14/4 28/4 12/5 26/5 9/6 23/6"
    ),
    "tweemaandelijks de 1e wo van de maand 9-12, vanaf 1/2/2027": "3/2 7/4 2/6 4/8 6/10 1/12",
    "1e en 3e ma van de maand 16.30-20": (
        "4/1 18/1 1/2 15/2 1/3 15/3 5/4 19/4 3/5 7/6 21/6 5/7 19/7 2/8 16/8 6/9 20/9 4/10 18/10 15/11 6/12 20/12"
    ),
    "de 15e van de maand 9-12": "15/1 15/2 15/3 15/4 15/5 15/6 15/7 15/9 15/10 15/11 15/12",
    "di in de oneven weken 9-11, niet in juli-augustus": (
        "5/1 19/1 2/2 16/2 2/3 16/3 30/3 13/4 27/4 11/5 25/5 8/6 22/6 14/9 28/9 12/10 26/10 9/11 23/11 7/12 21/12"
    ),
    "laatste werkdag van de maand 13-15; gesloten tussen kerst en nieuw": (
        "29/1 26/2 31/3 30/4 31/5 30/6 30/7 31/8 30/9 29/10 30/11"
    ),
}


@pytest.mark.parametrize("rule", TEN_RULES)
def test_zitdagen_of_2027_are_those_on_the_calendar(rule: str) -> None:
    found = dates(read(rule), date(2027, 1, 1), date(2027, 12, 31))
    assert " ".join(f"{day.day}/{day.month}" for day in found) == TEN_RULES[rule]


def days(text: str, first: date, last: date) -> list[str]:
    return [day.isoformat() for day in dates(read(text), first, last)]


def test_month_ends_and_leap_years() -> None:
    year = date(2028, 1, 1), date(2028, 12, 31)
    assert days("31e van de maand 9-12", *year) == [f"2028-{month:02d}-31" for month in (1, 3, 5, 7, 8, 10, 12)]
    assert days("laatste dag van de maand 9-12", *year)[1] == "2028-02-29"
    assert days("29e van februari 9-12", date(2025, 1, 1), date(2029, 12, 31)) == ["2028-02-29"]
    assert len(days("5e ma van de maand 9-12", *year)) == 4  # 31 January, 29 May, 31 July, 30 October
    assert days("ma-zo 9-12; gesloten van 2 maart tot en met 27 februari", *year) == ["2028-02-28", "2028-02-29", "2028-03-01"]


@pytest.mark.parametrize("year", range(2025, 2030))
def test_school_holidays_are_those_of_the_decree(year: int) -> None:
    for name in SCHOOL_HOLIDAYS:
        listed = {day for start in (year - 1, year, year + 1) for day in made.school_year(start)[name] if day.year == year}
        every = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
        assert {day for day in every if School(name).covers(day) and day.year == year} == listed, name


def test_of_a_school_year_that_is_not_known_nothing_is_certain() -> None:
    schedule = read("do 13-17 uur, niet in schoolvakanties")
    assert dates(schedule, date(2031, 1, 1), date(2031, 12, 31)) == ()
    assert status(schedule, datetime(2031, 3, 6, 14, tzinfo=BRUSSELS)).open is None


def test_a_closure_a_season_and_an_extra_day_each_go_before_the_rest() -> None:
    text = (
        "ma-vr 9-12 en 13-16; juli-augustus: enkel voormiddag 9-12; vr tot 15; gesloten op feestdagen, op 16/7/2027 "
        "en tussen kerst en nieuw; extra open op za 17/7/2027 10-11"
    )
    found = openings(read(text), date(2027, 7, 14), date(2027, 7, 23))
    assert [f"{one.start:%d %H:%M}-{one.end:%H:%M}" for one in found] == [
        "14 09:00-12:00",
        "15 09:00-12:00",
        "17 10:00-11:00",
        "19 09:00-12:00",
        "20 09:00-12:00",
        "22 09:00-12:00",
        "23 09:00-12:00",
    ]
    friday = openings(read(text), date(2027, 9, 3), date(2027, 9, 3))
    assert [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in friday] == ["09:00-12:00", "13:00-15:00"]


def brussels(month: int, day: int, hour: int, minute: int = 0, fold: int = 0, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS, fold=fold)


@pytest.mark.parametrize(
    ("text", "day", "elapsed"),
    [
        ("za 22-6", date(2027, 3, 27), 7.0),
        ("za 22-6", date(2027, 10, 30), 9.0),
        ("za 22-6", date(2027, 6, 5), 8.0),
        ("zo 2.30-4", date(2027, 3, 28), 1.0),
        ("zo 0-24", date(2027, 3, 28), 23.0),
        ("zo 0-24", date(2027, 10, 31), 25.0),
        ("zo 2.30-3", date(2027, 10, 31), 1.5),
    ],
)
def test_the_nights_on_which_the_clock_changes(text: str, day: date, elapsed: float) -> None:
    (one,) = openings(read(text), day, day, ())
    assert (one.end.astimezone(UTC) - one.start.astimezone(UTC)) == timedelta(hours=elapsed)
    assert status(read(text), one.start, ()).open
    assert status(read(text), one.end.astimezone(UTC) - timedelta(minutes=1), ()).open
    assert status(read(text), one.end, ()).open is False


def test_an_hour_that_is_skipped_is_no_opening_and_one_that_comes_twice_is_the_first() -> None:
    assert not list(openings(read("zo 2-3"), date(2027, 3, 28), date(2027, 3, 28)))
    half_past_two = next_opening(read("zo 2.30-5"), brussels(10, 30, 12))
    assert half_past_two is not None
    assert half_past_two.start.astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert status(read("zo 2-2.15"), brussels(10, 31, 2, 5)).open
    assert status(read("zo 2-2.15"), brussels(10, 31, 2, 5, fold=1)).open is False


@pytest.mark.parametrize(
    ("text", "moment", "said"),
    [
        ("ma-vr 9-12 en 13.30-17", brussels(11, 23, 10), "nu open, tot 12 uur"),
        ("ma-vr 9-12 en 13.30-17", brussels(11, 23, 12), "opent om 13.30 uur"),
        ("ma-vr 9-12 en 13.30-17", brussels(11, 23, 17), "opent morgen om 9 uur"),
        ("ma-vr 9-12 en 13.30-17", brussels(11, 26, 18), "opent maandag om 9 uur"),
        ("ma-vr 9-12 en 13.30-17", brussels(11, 11, 10), "vandaag onzeker, bel eerst, opent morgen om 9 uur"),
        ("ma-vr 9-12; gesloten op feestdagen", brussels(11, 11, 10), "opent morgen om 9 uur"),
        ("1e wo van de maand 14-16", brussels(11, 23, 10), "volgende keer: wo 1 december, 14 uur"),
        ("29e van februari 14-16", brussels(3, 1, 10), "volgende keer: di 29 februari 2028, 14 uur"),
        ("24/7", brussels(12, 25, 3), "nu open, dag en nacht"),
        ("vr-za 20-2", brussels(11, 26, 23), "nu open, tot morgen 2 uur"),
        ("vr-za 20-2", brussels(11, 28, 1, 59), "nu open, tot 2 uur"),
        ("ma-vr 0-24", brussels(11, 23, 3), "nu open, tot zaterdag 0 uur"),
        ("ma 9-24", brussels(11, 22, 10), "nu open, tot 24 uur"),
        ("di en do op afspraak", brussels(11, 23, 10), "enkel op afspraak"),
        ("di 9-12 op afspraak", brussels(11, 22, 10), "opent morgen om 9 uur, op afspraak"),
        ("enkel op afspraak", brussels(11, 23, 10), "enkel op afspraak"),
        ("do 9-12, tot en met 1/9/2027", brussels(11, 23, 10), "geen volgende keer bekend"),
        ("ma-vr 9-12; herfstvakantie: bel eerst", brussels(11, 5, 10), "vandaag onzeker, bel eerst, opent maandag om 9 uur"),
    ],
)
def test_now_in_words(text: str, moment: datetime, said: str) -> None:
    assert telling.now(read(text), moment) == said
