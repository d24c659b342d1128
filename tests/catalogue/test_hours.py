"""Whether somebody answers at a moment: yes or no only when the text says so, else nothing."""

from datetime import date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import hours, starter
from sociaalhuis.desk.workdays import BRUSSELS

MONDAY = datetime(2026, 11, 23, tzinfo=BRUSSELS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("text", "moment", "open_"),
    [
        ("24/7", at(6, 3), True),
        ("telefoon: 24/7", at(6, 3), True),
        ("24/7 (telefoon); chat: zie website", at(6, 3), True),
        ("ma-vr 9-18 u.", at(0, 9), True),
        ("ma-vr 9-18 u.", at(0, 8, 59), False),
        ("ma-vr 9-18 u.", at(4, 17, 59), True),
        ("ma-vr 9-18 u.", at(4, 18), False),
        ("ma-vr 9-18 u.", at(5, 10), False),
        ("ma, wo, do 18.30-21.30 u.", at(2, 18, 30), True),
        ("ma, wo, do 18.30-21.30 u.", at(1, 19), False),
        ("telefoon: werkdagen 9.30-13 u.", at(3, 12, 59), True),
        ("1700: werkdagen 9-19 u.", at(5, 12), False),
        ("telefoon: elke dag 7-21.30 u.", at(6, 21, 29), True),
        ("di en do 13-15 u.", at(3, 14), True),
        ("ma-vr 9-12 en 13-16 u.", at(0, 12, 30), False),
        ("ma-vr 9-12 en 13-16 u.", at(0, 15), True),
        ("werkdagen 9-12 en 13-16 u.; ma ook 16-19 u., niet in schoolvakanties", at(0, 18), True),
        ("werkdagen 9-12 en 13-16 u.; ma ook 16-19 u., niet in schoolvakanties", at(28, 18), False),  # 21 December
        ("telefoon: ma-vr 8-17 u.; loket: ma-do 8.30-15 u., vr 8.30-12 u.", at(4, 16), True),  # who calls is answered
        ("loket: ma-do 8.30-15 u.; tel. ma-vr 9u-17u", at(0, 8, 45), False),
        ("ma-vr 18-9 u.", at(5, 8), True),  # the night of Friday
        ("ma-vr 18-9 u.", at(0, 8), False),
    ],
)
def test_simple_hours_are_read(text: str, moment: datetime, open_: bool) -> None:
    assert hours.answers(text, moment) is open_


@pytest.mark.parametrize(
    "text",
    [
        None, "", "9-12 u. (dagen niet vermeld)", "Mechelen: ma-do 13-18 u.; vr en weekend gesloten", "vr-ma 9-12 u.",
        "ma-vr 17-13 u.", "ma-vr 9-25 u.", "ma-wo-vr 9-12 u.", "zitdag: derde woensdag van de maand 9-12 u. (op afspraak)",
        "loket: di en vr 10-12.30 u.", "ma-vr 9-17 u., op afspraak",
    ],
)  # fmt: skip
def test_anything_else_is_unknown(text: str | None) -> None:
    assert hours.answers(text, at(0, 10)) is None


def test_on_a_holiday_only_what_always_answers_is_certain() -> None:
    assert hours.answers("24/7", at(0, 10), holiday=True) is True
    assert hours.answers("ma-vr 9-18 u.", at(0, 10), holiday=True) is None
    assert hours.answers("ma-vr 9-18 u.", at(0, 3), holiday=True) is None
    assert hours.answers("ma-vr 9-18 u.; gesloten op feestdagen", at(0, 10), holiday=True) is False


@pytest.mark.parametrize(
    ("text", "moment", "opens"),
    [
        ("ma-vr 9-18 u.", at(0, 8), at(0, 9)),
        ("ma-vr 9-18 u.", at(0, 9), at(1, 9)),
        ("ma-vr 9-18 u.", at(4, 20), at(7, 9)),
        ("ma-vr 9-12 en 13-16 u.", at(0, 12, 30), at(0, 13)),
        ("telefoon: ma, wo, do, vr 8.30-12.30 u.; di 13-16 u.", at(0, 14), at(1, 13)),
        ("telefoon: ma, wo, do, vr 8.30-12.30 u.; di 13-16 u.", at(1, 16), at(2, 8, 30)),
        ("do 13-15 u.", at(3, 14), at(10, 13)),
        ("24/7", at(0, 3), None),
        ("op afspraak", at(0, 3), None),
        (None, at(0, 3), None),
        ("ma 9-12 u.; ma 13-16 u.", at(0, 3), None),  # two lines for one day: which one holds?
    ],
)
def test_the_next_opening_is_said_when_it_is_certain(text: str | None, moment: datetime, opens: datetime | None) -> None:
    assert hours.next_opening(text, moment) == opens
    if opens:
        assert hours.answers(text, opens)
        assert hours.next_opening(text, moment, {opens.date()}) != opens  # a holiday is never certain


def test_public_holidays_are_those_of_belgium_and_the_flemish_feast() -> None:
    for year in range(1990, 2060):
        belgian = set(holidays.country_holidays("BE", years=year))
        assert hours.public_holidays(year) == belgian | {date(year, 7, 11)}, year


@given(st.text(), st.integers(0, 7 * 24 * 60 - 1))
def test_any_text_gives_an_answer(text: str, minute: int) -> None:
    assert hours.answers(text, MONDAY + timedelta(minutes=minute)) in (True, False, None)


def test_the_lines_that_matter_most_can_be_read() -> None:
    read = {
        service: hours.answers(starter.services()[service].opening_hours, at(0, 10))
        for service in ("noodnummer-112", "politie-101", "hulplijn-1712", "zelfmoordlijn-1813", "tele-onthaal", "caw-onthaal")
    }
    assert set(read.values()) == {True}
