"""The last day that a client's words name: only one to come, near a word that tells what happens then, and with its quote."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import lastday
from sociaalhuis.texts import MONTHS

TODAY = date(2026, 11, 23)  # a Monday

NAMED = [
    ("Ik heb een zitting bij de vrederechter op 12 maart om 9 uur", date(2027, 3, 12)),
    ("de deurwaarder schrijft dat ik ten laatste op 3 december moet betalen", date(2026, 12, 3)),
    ("we moeten voor 1/12 uit het huis zijn", date(2026, 12, 1)),
    ("Ik moet dat binnendoen vóór 15/01/2027, anders stopt mijn leefloon", date(2027, 1, 15)),
    ("op 05.12.2026 sluiten ze de elektriciteit af", date(2026, 12, 5)),
    ("mevr. moet tegen vrijdag antwoorden op brief van de mutualiteit", date(2026, 11, 27)),
    ("morgen komt den deurwaarder met de slotenmaker, ze gaan ons uitzetten", date(2026, 11, 24)),
    ("woensdag wordt het water afgesloten en ik weet niet wat doen", date(2026, 11, 25)),
    ("uithuiszetting gepland over 3 weken", date(2026, 12, 14)),
    ("ge hebt nog 10 dagen om in beroep te gaan staat erin", date(2026, 12, 3)),
    ("vrederechter 12 dec", date(2026, 12, 12)),
    ("tegen den 15de januari moet de huur betaald zijn of we vliegen buiten", date(2027, 1, 15)),
    ("L'audience est le 4 décembre au tribunal", date(2026, 12, 4)),
    ("I have to pay before 10 December or they cut off the gas", date(2026, 12, 10)),
    ("The court hearing is on January 7th", date(2027, 1, 7)),
    ("eerst zitting op 8 januari, en de huur betalen tegen 30 november", date(2026, 11, 30)),  # the first of two
    ("overmorgen verkopen ze mijn meubels, alles staat op beslag", date(2026, 11, 25)),
    ("deadline is 30/11", date(2026, 11, 30)),
]

NOTHING = [
    "",
    "Mijn zoon is jarig op 12 december",  # nothing is asked of anybody
    "Ik ben geboren op 3 januari 1954",
    "op 3 november is de deurwaarder geweest",  # a year away: it is past
    "vorige vrijdag was de zitting",
    "vrijdag hebben ze mijn gas afgesloten",
    "gisteren moest ik betalen",
    "op 12/3/2024 heb ik beroep aangetekend",
    "betalen lukt niet, bel 0475/12 34 56",
    "Ik moet 1/2 van de factuur betalen",  # no such day soon: 1 February is one, but a half is no day
    "ik moet 31/02 betalen",
    "wat moet ik doen om in beroep te gaan",
    "Ik ben met pensioen sinds 1 december en kan niet betalen",
    "zitting op 12 maart 2031",
    "mijn leefloon wordt op 5 december betaald",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_last_day_is_heard(text: str, expected: date) -> None:
    heard = lastday.told(text, TODAY)
    assert heard is not None
    assert heard.value == expected
    assert heard.quote in text


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_last_day(text: str) -> None:
    assert lastday.told(text, TODAY) is None


@given(st.text(max_size=300), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_any_text_gives_an_answer(text: str, today: date) -> None:
    heard = lastday.told(text, today)
    assert heard is None or today <= heard.value


@given(
    st.dates(date(2026, 1, 1), date(2032, 12, 31)),
    st.integers(0, 180),
    st.sampled_from(["{n}/{m}", "{n} {name}", "{n}/{m}/{y}"]),
)
def test_a_day_is_read_as_it_was_written(today: date, ahead: int, shape: str) -> None:
    day = today + timedelta(days=ahead)
    written = shape.format(n=day.day, m=day.month, name=MONTHS[day.month - 1], y=day.year)
    heard = lastday.told(f"ik moet ten laatste op {written} betalen", today)
    assert heard is not None
    assert (heard.value, heard.quote) == (day, f"ten laatste op {written}")


def test_long_texts_are_read_in_no_time_that_grows_faster_than_they_do() -> None:
    assert lastday.told("betalen 12/ 1/ /3 " * 20_000 + ". Zitting op 12/3.", TODAY) is not None
