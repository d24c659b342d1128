"""What a right may bring: an indication with its month; an amount that is old or not known is never said."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.rights import rules, words
from sociaalhuis.rights.parameters import Amount

BOOK = rules.shipped()
DAY = date(2026, 11, 24)
CHILD = BOOK.rules["groeipakket-basisbedrag"]


def amount(value: float | None, *, unit: str = "eur/maand", since: date | None = None, stale: bool = False) -> Amount:
    return Amount("bedrag", value, unit, since, "https://example.org", stale, date(2026, 11, 22))


def said(one: Amount, line: str = "{bedrag} euro per maand", day: date = DAY) -> tuple[str, ...]:
    return words.yields(replace(CHILD, yields=(line,)), {"bedrag": one}, day)


@pytest.mark.parametrize(
    ("one", "line", "told"),
    [
        (amount(1184.62, since=date(2026, 3, 1)), "{bedrag} euro", "1.184,62 euro (sinds maart 2026)."),
        (amount(140, since=date(2024, 1, 1)), "{bedrag} euro", "140 euro (sinds januari 2024, misschien al veranderd)."),
        (amount(80, unit="%"), "{bedrag} % korting", "80 % korting (nagekeken in november 2026)."),
        (amount(0.5, unit="uur"), "{bedrag} uur van de {bedrag}", "0,5 uur van de 0,5 (nagekeken in november 2026)."),
    ],
)
def test_a_line_in_words(one: Amount, line: str, told: str) -> None:
    assert said(one, line) == (told,)


def test_an_old_amount_or_one_that_nobody_knows_is_not_said() -> None:
    assert said(amount(100, stale=True)) == said(amount(None)) == ()
    both = {"bedrag": amount(1), "oud": replace(amount(2, stale=True), name="oud")}
    lines = ("{bedrag} tot {oud} euro", "{bedrag} euro")
    told = words.yields(replace(CHILD, yields=lines), both, DAY)
    assert told == ("1 euro (nagekeken in november 2026).",)  # half a line is no line
    assert words.yields(replace(CHILD, yields=None), both, DAY) == ()


@given(days=st.integers(0, 4000))
def test_an_amount_of_more_than_a_year_ago_says_that_it_may_have_changed(days: int) -> None:
    since = DAY - timedelta(days)
    assert ("misschien al veranderd" in said(amount(5, since=since))[0]) is (days > 365)


@given(ahead=st.integers(0, 3000))
def test_nothing_is_said_when_nobody_looked_for_a_year(ahead: int) -> None:
    day = date(2026, 11, 22) + timedelta(ahead)
    told = [line for rule in BOOK.rules.values() for line in words.yields(rule, BOOK.parameters.on(day), day)]
    assert bool(told) is (ahead <= 365)
    assert all(re.search(r"\((?:sinds|nagekeken in) \w+ \d{4}(?:, misschien al veranderd)?\)\.$", line) for line in told)


def test_most_rights_about_money_have_lines_and_those_that_can_be_said_today_are_said() -> None:
    money = [rule for rule in BOOK.rules.values() if rule.yields is not None]
    shown = {rule.slug for rule in money if words.yields(rule, BOOK.parameters.on(DAY), DAY)}
    assert len(money) >= 50
    assert len(shown) >= 20  # the amounts of the others are old or not found: a new edition of the rules fills them in
    assert {"groeipakket-sociale-toeslag", "verwarmingstoelage", "zorgbudget-zwaar-zorgbehoevenden"} <= shown
    assert "leefloon" not in shown  # the amount since March 2026 was found nowhere
