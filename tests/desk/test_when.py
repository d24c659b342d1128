"""Reading a moment as people type it: what is meant, or a clear no; never a guess into the past, never a crash."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk import when
from sociaalhuis.errors import Refusal
from sociaalhuis.texts import DAYS, MONTHS

NOW = datetime.fromisoformat("2026-11-23T10:15")  # a Monday


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12/3 10:40", "vrijdag 12 maart 2027 om 10.40 uur"),
        ("1203 10:40", "vrijdag 12 maart 2027 om 10.40 uur"),
        ("12-3-2027 10.40", "vrijdag 12 maart 2027 om 10.40 uur"),
        ("12 maart om 10u40", "vrijdag 12 maart 2027 om 10.40 uur"),
        ("12 mrt 10", "vrijdag 12 maart 2027 om 10 uur"),
        ("24/11/26 8:05", "dinsdag 24 november 2026 om 8.05 uur"),
        ("di 14u", "dinsdag 24 november 2026 om 14 uur"),
        ("DI. 14 uur", "dinsdag 24 november 2026 om 14 uur"),
        ("volgende week, 14u", "maandag 30 november 2026 om 14 uur"),
        ("morgen 9.30", "dinsdag 24 november 2026 om 9.30 uur"),
        ("overmorgen", "woensdag 25 november 2026"),
        ("vandaag 10:40", "maandag 23 november 2026 om 10.40 uur"),
        ("14h", "maandag 23 november 2026 om 14 uur"),
        ("+7", "maandag 30 november 2026"),
        ("+2w 9u", "maandag 7 december 2026 om 9 uur"),
        ("ma", "maandag 30 november 2026"),
        ("ma 11u", "maandag 23 november 2026 om 11 uur"),
        ("ma 9u", "maandag 30 november 2026 om 9 uur"),
        ("volgende ma 11u", "maandag 30 november 2026 om 11 uur"),
    ],
)
def test_what_people_type(typed: str, words: str) -> None:
    assert when.read(typed, NOW).words == words


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("31/2", "Deze datum bestaat niet."),
        ("29/2 10u", "Deze datum bestaat niet."),
        ("0/0", "Deze datum bestaat niet."),
        ("12/13 10u", "Deze datum bestaat niet."),
        ("25u", "Dit uur bestaat niet."),
        ("di 9:75", "Dit uur bestaat niet."),
        ("9u", "Maandag 23 november 2026 om 9 uur is al voorbij."),
        ("1/1/2020 9u", "Woensdag 1 januari 2020 om 9 uur is al voorbij."),
        ("1/1/2999", "Dit ligt te ver in de toekomst."),
        ("", "Dit is geen dag en uur."),
        ("gisteren", "Dit is geen dag en uur."),
        ("di 14u met An", "Dit is geen dag en uur."),
        ("x" * 100_000, "Dit is geen dag en uur."),
        ("١٢/٣", "Dit is geen dag en uur."),
    ],
)
def test_what_cannot_be(typed: str, what: str) -> None:
    with pytest.raises(Refusal) as refusal:
        when.read(typed, NOW)
    assert refusal.value.what == what
    assert refusal.value.now


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3/12 13-15", ("2026-12-03", time(13), time(15))),
        ("3-12-2026 13.30 – 15u", ("2026-12-03", time(13, 30), time(15))),
        ("do 9u tot 12 uur", ("2026-11-26", time(9), time(12))),
        ("3 december 9:30-12:15", ("2026-12-03", time(9, 30), time(12, 15))),
    ],
)
def test_a_day_from_and_until(typed: str, read: tuple[str, time, time]) -> None:
    day, opens, closes = when.span(typed, NOW)
    assert (day.isoformat(), opens, closes) == read


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("3/12 15-13", "Het einde ligt voor het begin."),
        ("3/12 13-13", "Het einde ligt voor het begin."),
        ("3/12", "Dit is geen dag met een begin en een einde."),
        ("3/12-13", "Het uur ontbreekt nog."),
        ("3/12 13", "Dit is geen dag met een begin en een einde."),
        ("31/2 13-15", "Deze datum bestaat niet."),
        ("3/12 13-25", "Dit uur bestaat niet."),
        ("", "Dit is geen dag met een begin en een einde."),
        ("-" * 100_000, "Dit is geen dag met een begin en een einde."),
    ],
)
def test_what_is_no_day_from_and_until(typed: str, what: str) -> None:
    with pytest.raises(Refusal) as refusal:
        when.span(typed, NOW)
    assert refusal.value.what == what
    assert refusal.value.now


def test_the_29th_of_february_of_next_year_is_read() -> None:
    assert when.read("29/2", datetime.fromisoformat("2027-12-06T10:00")).day == date(2028, 2, 29)
    assert when.read("29 februari", datetime.fromisoformat("2028-01-06T10:00")).day == date(2028, 2, 29)


def test_a_day_without_an_hour_is_no_appointment() -> None:
    with pytest.raises(Refusal, match="Het uur ontbreekt nog"):
        _ = when.read("+7", NOW).moment


moments = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2040-12-31")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
hours = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, tzinfo=None))


@given(now=moments, ahead=st.integers(1, 360), clock=hours, form=st.sampled_from(("{d}/{m}", "{d}-{m}-{y}", "{d} {name}")))
def test_a_written_day_is_read_back(now: datetime, ahead: int, clock: time, form: str) -> None:
    wanted = now.date() + timedelta(days=ahead)
    day = form.format(d=wanted.day, m=wanted.month, y=wanted.year, name=MONTHS[wanted.month - 1])
    for shown in (f"{clock:%H:%M}", f"{clock:%H.%M}", f"{clock.hour}u{clock:%M}"):
        assert when.read(f"{day} {shown}", now).moment == datetime.combine(wanted, clock)


@given(now=moments, name=st.sampled_from(DAYS), clock=hours)
def test_a_weekday_is_the_first_such_moment_to_come(now: datetime, name: str, clock: time) -> None:
    found = when.read(f"{name[:2]} {clock:%H:%M}", now).moment
    assert DAYS[found.weekday()] == name
    assert timedelta() < found - now <= timedelta(days=7)
    assert when.read(f"{name} {clock:%H:%M}", now).moment == found


@given(now=moments, days=st.integers(0, 365))
def test_plus_counts_days(now: datetime, days: int) -> None:
    assert when.read(f"+{days}", now).day == now.date() + timedelta(days=days)


@given(now=moments, typed=st.text(alphabet="0123456789/:.+-uhdimaworvzgn ", max_size=20) | st.text(max_size=80))
def test_anything_is_a_moment_to_come_or_a_refusal(now: datetime, typed: str) -> None:
    try:
        found = when.read(typed, now)
    except Refusal:
        return
    assert found.day >= now.date()
    assert found.hour is None or found.moment >= now
    assert found.words
