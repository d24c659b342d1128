"""A year of figures: the sum of what its quarters show, never more, and where something is missing it says so."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.desk import intake
from sociaalhuis.desk.few import FEW, HIDDEN, LEAST
from sociaalhuis.errors import Refusal
from sociaalhuis.insight import figures, paper, periods, reading, telling, years
from sociaalhuis.insight.figures import NONE, Contact, Line, Rows, Table
from sociaalhuis.insight.periods import Quarter, Year
from tests.houses import NOW, SignIn

YEAR = Year(2026)
DOMAINS = ("wonen", "financien", "werk")
Counts = Mapping[Quarter, Sequence[int]]


def _rows(counts: Sequence[int], first: date) -> Rows:
    """So many contacts of each domain, of which every second one in a place elsewhere."""
    return Rows(
        tuple(
            Contact(first, "turf", "balie", domain, place="Bieb" if number % 2 else "")
            for domain, count in zip(DOMAINS, counts, strict=False)
            for number in range(count)
        )
    )


def _tables(counts: Counts) -> Mapping[str, Table]:
    def rows(quarter: Quarter) -> Rows:
        return _rows(counts.get(quarter, ()), quarter.first)

    return years.tables(
        [[figures.tables(one, rows(one), *map(rows, one.beside)) for one in year.quarters] for year in (YEAR, *YEAR.beside)]
    )


def _said(table: Table) -> dict[str, tuple[str, str, str]]:
    return {line.label: line.said for line in table.lines}


def _of(*numbers: Sequence[int], year: int = 2026) -> dict[Quarter, Sequence[int]]:
    return {Quarter(year, place + 1): counts for place, counts in enumerate(numbers)}


def test_a_year_is_the_sum_of_its_quarters() -> None:
    made = _tables({**_of((6, 5), (8, 9), (6, 6), (10, 11)), **_of((20, 20), year=2025)})
    assert _said(made["where"]) == {
        "Contacten": ("61", "40", NONE),
        "in het Sociaal Huis": ("32", "20", NONE),
        "Bieb": ("29", "20", NONE),
    }, "no house two years ago"
    assert [(one.label, one.said) for one in made["quarters"].lines] == [
        ("Contacten", ("61", "40", NONE)),
        ("kwartaal 1", ("11", "40", NONE)),
        ("kwartaal 2", ("17", NONE, NONE)),
        ("kwartaal 3", ("12", NONE, NONE)),
        ("kwartaal 4", ("21", NONE, NONE)),
    ]
    assert "weeks" not in made, "fifty-two lines tell nothing"


def test_what_a_quarter_hides_is_not_in_the_year() -> None:
    where = _said(_tables(_of((20,), (30,), (30, 6), (4, 1)))["where"])
    assert where == {
        "Contacten": ("91", NONE, NONE),
        "in het Sociaal Huis": ("43+", NONE, NONE),
        "Bieb": ("43+", NONE, NONE),
    }, "forty-three at least: all of them would tell the little ones of the last quarter"
    assert _said(_tables(_of((5,)))["where"])["Bieb"][0] == HIDDEN


def test_a_place_where_nobody_came_in_a_quarter_is_no_riddle() -> None:
    made = _tables({Quarter(2024, 3): (12, 12), Quarter(2026, 1): (30, 1)})
    assert _said(made["where"])["Bieb"] == ("15", NONE, "12")


def test_who_is_not_named_in_a_quarter_may_be_among_the_others() -> None:
    def partners(*numbers: int) -> Mapping[str, Table]:
        return {"partners": Table("partners", "", "", (
            Line(0, "Doorverwijzingen", ("40",) * 3, (40,) * 3),
            *(Line(1, name, (str(number),) * 3, (number,) * 3) for name, number in zip(("CAW", "CLB"), numbers, strict=False)),
        ))}  # fmt: skip

    made = years.tables([[partners(20, 12), partners(20), partners(20), partners(20)]] * 3)
    assert _said(made["partners"]) == {"Doorverwijzingen": ("160",) * 3, "CAW": ("80",) * 3, "CLB": ("12+",) * 3}


QUARTERS = [quarter for year in (YEAR, *YEAR.beside) for quarter in year.quarters]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(QUARTERS), st.tuples(*[st.integers(0, 12)] * 3), max_size=12))
def test_no_number_is_in_a_year_that_is_not_in_a_quarter(counts: Counts) -> None:
    made = _tables(counts)
    own = {
        one: figures.tables(one, *(_rows(counts.get(each, ()), each.first) for each in (one, *one.beside))) for one in QUARTERS
    }
    for key in ("kinds", "channels", "domains", "where", "settled"):
        for line in made[key].lines:
            for place, year in enumerate((YEAR, *YEAR.beside)):
                shown = [_find(own[quarter][key], line) for quarter in year.quarters]
                there = [one.numbers[0] for one in shown if one is not None and one.said[0] != NONE]
                least = sum(number for number in there if number is not None)
                said, number = line.said[place], line.numbers[place]
                if number is not None:
                    assert (said, None not in there, number) == (str(number), True, least)
                    assert number >= LEAST
                else:
                    assert said in (f"{least}+", FEW, HIDDEN, NONE)
                    assert said != f"{least}+" or (least and None in there)
    for one in telling.keys(made, (NONE,) * 3, YEAR, over=True):
        assert "kwartaal" not in one.sentence


def _find(table: Table, line: Line) -> Line | None:
    return next((one for one in table.lines if (one.depth, one.label) == (line.depth, line.label)), None)


def test_how_a_year_is_typed() -> None:
    today = date(2026, 11, 23)
    assert periods.read_year(" 2026 ", today) == YEAR
    assert (YEAR.first, YEAR.after - timedelta(days=1), YEAR.label) == (date(2026, 1, 1), date(2026, 12, 31), "jaar 2026")
    for wrong in ("", "26", "2026Q3", "0000", "jaar"):
        with pytest.raises(Refusal, match="is geen jaar"):
            periods.read_year(wrong, today)
    with pytest.raises(Refusal, match="Het jaar 2027 is nog niet begonnen"):
        periods.read_year("2027", today)


@pytest.fixture
def busy(sign_in: SignIn) -> Callable[[], reading.Briefing]:
    desk = sign_in("onthaal")
    for back, times in ((0, 9), (100, 6), (190, 3)):
        for _ in range(times):
            intake.count(desk, "balie", ["wonen"], "informeren", NOW - timedelta(days=back))
    desk.close()
    lead = sign_in("coordinator")
    return lambda: reading.briefing(lead, Year(NOW.year), NOW)


def test_the_year_of_a_house_on_paper(busy: Callable[[], reading.Briefing], tmp_path: Path) -> None:
    made = busy()
    assert _said(made.tables["quarters"])["Contacten"][0] == "15+", "the three of spring are too few to tell"
    assert not made.over
    assert telling.keys(made.tables, made.days, made.period, over=made.over)[0].said[0] == "15+"
    written = paper.write(made, tmp_path)
    assert [one.name for one in written] == [f"jaaroverzicht-{NOW.year}.{kind}" for kind in ("pdf", "xlsx", "csv")]
    assert f"Contacten per kwartaal;1;kwartaal 2;{FEW};{NONE};{NONE}" in written[2].read_text("utf-8-sig").splitlines()


def test_a_year_without_anything_is_refused(sign_in: SignIn) -> None:
    with pytest.raises(Refusal, match="Er is nog niets genoteerd in jaar 2024"):
        reading.briefing(sign_in("coordinator"), Year(2024), NOW)
