"""Dated amounts: which value counts on a day, when it is too old to decide, and every limit at the cent."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.conditions import Leaf, Limit
from sociaalhuis.facts import vocabulary
from sociaalhuis.rights import parameters, rules
from sociaalhuis.rights.bits import Literal
from sociaalhuis.rights.parameters import Entry, Series, year_after
from sociaalhuis.rights.program import Program

DAY = date(2026, 11, 22)
BOOK = rules.shipped()
SOURCE, CHECKED = "een pagina", date(2026, 11, 22)


def series(*entries: Entry) -> Series:
    return Series("grens", "eur/maand", entries)


def test_a_value_counts_from_its_first_day_until_the_next_begins() -> None:
    one = series(Entry(date(2025, 1, 1), 10, SOURCE, CHECKED), Entry(date(2026, 3, 1), 11, SOURCE, CHECKED))
    days = {date(2024, 12, 31): None, date(2025, 1, 1): 10, date(2026, 2, 28): 10, date(2026, 3, 1): 11, date(2027, 1, 1): 11}
    assert {day: one.on(day).value for day in days} == days
    assert one.on(date(2026, 2, 28)).valid_from == date(2025, 1, 1)
    assert not one.on(date(2026, 2, 28)).stale


def test_a_value_begins_on_29_february_too() -> None:
    one = series(Entry(date(2024, 2, 29), 10, SOURCE, date(2024, 2, 29)))
    assert [one.on(date(2024, 2, day)).value for day in (28, 29)] == [None, 10]
    assert [one.on(day).stale for day in (date(2025, 2, 28), date(2025, 3, 1))] == [False, True]


def test_a_new_value_that_nobody_knows_makes_the_last_one_stale() -> None:
    one = series(Entry(date(2025, 2, 1), 10, SOURCE, CHECKED), Entry(date(2026, 3, 1), None, None, None))
    assert (one.on(date(2026, 2, 28)).value, one.on(date(2026, 2, 28)).stale) == (10, False)
    assert (one.on(date(2026, 3, 1)).value, one.on(date(2026, 3, 1)).stale) == (10, True)
    assert series(Entry(None, None, None, None)).on(DAY).value is None


@pytest.mark.parametrize(
    ("entry", "day", "stale"),
    [
        (Entry(None, 10, SOURCE, CHECKED), date(2026, 11, 22), False),
        (Entry(None, 10, SOURCE, CHECKED), date(2027, 11, 22), False),
        (Entry(None, 10, SOURCE, CHECKED), date(2027, 11, 23), True),  # more than twelve months after the check
        (Entry(None, 10, SOURCE, None), date(2026, 11, 22), True),  # never checked
        (Entry(None, 10, SOURCE, CHECKED, stale=True), date(2026, 11, 22), True),
        (Entry(date(2026, 1, 1), 10, SOURCE, CHECKED, until=date(2026, 11, 22)), date(2026, 11, 22), False),
        (Entry(date(2026, 1, 1), 10, SOURCE, CHECKED, until=date(2026, 11, 22)), date(2026, 11, 23), True),
    ],
)
def test_what_makes_an_amount_stale(entry: Entry, day: date, stale: bool) -> None:
    assert series(entry).on(day).stale is stale


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_year_after_is_the_same_day_but_for_29_february(day: date) -> None:
    later = year_after(day)
    assert later - day in (timedelta(365), timedelta(366))
    assert (later.month, later.day) == (day.month, day.day) or (day.month, day.day, later.day) == (2, 29, 28)


def test_every_amount_has_a_source_and_a_check_or_decides_nothing() -> None:
    for name, one in BOOK.parameters.series.items():
        for entry in one.entries:
            assert entry.value is None or entry.source, name
    unchecked = [
        name for name, amount in BOOK.parameters.on(DAY).items() if amount.value is not None and amount.checked is None
    ]
    used = {
        leaf.value.param
        for rule in BOOK.rules.values()
        for leaf in rules.leaves(rule.conditions)
        if isinstance(leaf.value, Limit)
    }
    assert not used & set(unchecked)
    assert parameters.FILE in rules.SHARED


# --- every limit at the cent: before it, at it, after it, and the same at 130 % when it is stale ---------------------------


def compared() -> Iterator[tuple[Leaf, tuple[int, ...]]]:
    """Every comparison of a number in every rule, with some household sizes where its limit grows with them."""
    every = dict.fromkeys(leaf for rule in BOOK.rules.values() for leaf in rules.leaves(rule.whole(DAY)))
    for leaf in every:
        if leaf.operator in ("lt", "lte", "gt", "gte"):
            yield leaf, (0, 1, 3) if isinstance(leaf.value, Limit) and leaf.value.plus_per else (0,)


def limit_of(leaf: Leaf, people: int) -> tuple[Decimal | None, bool]:
    """The limit in exact cents, and whether it is stale: worked out apart from the program."""
    if not isinstance(leaf.value, Limit):
        assert isinstance(leaf.value, int | float)
        return Decimal(str(leaf.value)), False
    amounts = BOOK.parameters.on(DAY)
    base = amounts[leaf.value.param]
    if base.value is None:
        return None, True
    total, stale = Decimal(str(base.value)) * Decimal(str(leaf.value.factor)), base.stale
    for _, name in leaf.value.plus_per:
        total += people * Decimal(str(amounts[name].value))
        stale = stale or amounts[name].stale
    return total, stale


def test_every_limit_is_right_at_the_cent_and_undecided_between_an_old_limit_and_130_percent() -> None:
    program, signs = (
        Program(BOOK, DAY),
        {"lt": Decimal.__lt__, "lte": Decimal.__le__, "gt": Decimal.__gt__, "gte": Decimal.__ge__},
    )
    place = {literal: number for number, literal in enumerate(program.literals)}
    seen = 0
    for leaf, households in compared():
        holds, bit = signs[leaf.operator], 1 << place[Literal(leaf, False)]
        for people in households:
            limit, stale = limit_of(leaf, people)
            if limit is None:
                continue
            step = Decimal("0.01") if vocabulary()[leaf.fact].type == "money" else Decimal(1)
            higher = limit * Decimal("1.3") if stale else limit
            for edge in {limit, higher.quantize(step, ROUND_HALF_UP)}:
                for value in (edge - step, edge, edge + step):
                    if value < 0:
                        continue
                    counts = {fact: people for fact, _ in leaf.value.plus_per} if isinstance(leaf.value, Limit) else {}
                    true, false = program.read({leaf.fact: float(value), **counts})
                    got = True if true & bit else False if false & bit else None
                    both = {holds(value, limit), holds(value, higher)}
                    assert got is (both.pop() if len(both) == 1 else None), (leaf, people, value)
                    seen += 1
    assert seen > 400
