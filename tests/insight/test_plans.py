"""The plan of a theme: written, moved on, taken back, from year to year; no name of anybody, and only by who may."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis import demo
from sociaalhuis.access import users
from sociaalhuis.actions import RAPPORT_LEZER, Actor
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House, change_setting, reread
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.policy.plans import ACTION, BUSY, DONE, DROPPED, GOALS, SWOT, Wish
from tests.houses import CHEAP, NOW, SignIn

THEME, OTHER = "wonen_woonzorg", "thuiszorg"
YEAR = NOW.year
TODAY = NOW.date()


@pytest.fixture
def house(sign_in: SignIn) -> House:
    return sign_in("coordinator")


def _texts(house: House, year: int = YEAR, theme: str = THEME) -> list[str]:
    return [one.text for one in plans.of(house, theme, year)]


def test_the_swot_is_read_by_its_parts_and_the_plan_as_a_tree(house: House) -> None:
    plans.add(house, THEME, "bedreiging", Wish("De wachtlijst groeit."), YEAR, NOW)
    plans.add(house, THEME, "sterkte", Wish("Twee zitdagen per week.", "cijfer"), YEAR, NOW)
    first = plans.add(house, THEME, GOALS[0], Wish("Iedereen woont goed"), YEAR, NOW)
    second = plans.add(house, THEME, GOALS[0], Wish("Niemand uit huis"), YEAR, NOW)
    below = plans.add(house, THEME, GOALS[1], Wish("Huurders kennen hun rechten"), YEAR, NOW, first)
    plans.add(house, THEME, ACTION, Wish("Folder"), YEAR, NOW, below)
    plans.add(house, THEME, ACTION, Wish("Gesprek"), YEAR, NOW, second)
    found = [(one.text, one.depth) for one in plans.of(house, THEME, YEAR)]
    assert found == [
        ("Twee zitdagen per week.", 0),
        ("De wachtlijst groeit.", 0),
        ("Iedereen woont goed", 0),
        ("Huurders kennen hun rechten", 1),
        ("Folder", 2),
        ("Niemand uit huis", 0),
        ("Gesprek", 1),
    ]
    assert plans.of(house, OTHER, YEAR) == []
    theme = next(one for one in plans.themes(house, YEAR, TODAY) if one.slug == THEME)
    assert (theme.goals, theme.actions, theme.late) == (3, 2, 0)


def test_an_action_is_late_until_it_ended(house: House) -> None:
    wish = Wish("Folder", owner="Onthaal", due=TODAY - timedelta(days=1))
    made = plans.add(house, THEME, ACTION, wish, YEAR, NOW)

    def late() -> int:
        return next(one for one in plans.themes(house, YEAR, TODAY) if one.slug == THEME).late

    assert late() == 1
    plans.move_on(house, made, BUSY, NOW)
    assert late() == 1
    plans.move_on(house, made, DONE, NOW)
    assert (late(), plans.of(house, THEME, YEAR)[0].state) == (0, DONE)


def test_what_ended_stays_in_its_year_and_leaves_the_next(house: House) -> None:
    goal = plans.add(house, THEME, GOALS[0], Wish("Doel"), YEAR, NOW)
    gone = plans.add(house, THEME, ACTION, Wish("Klaar"), YEAR, NOW, goal)
    plans.add(house, THEME, ACTION, Wish("Loopt"), YEAR, NOW, goal)
    plans.move_on(house, gone, DROPPED, NOW)
    assert _texts(house) == ["Doel", "Klaar", "Loopt"]
    assert _texts(house, YEAR + 1) == ["Doel", "Loopt"]
    assert _texts(house, YEAR - 1) == []
    plans.move_on(house, goal, DONE, NOW)
    assert [(one.text, one.depth) for one in plans.of(house, THEME, YEAR + 1)] == [("Loopt", 0)]


def test_a_swot_is_of_its_year_and_begins_the_next_one(house: House) -> None:
    plans.add(house, THEME, "kans", Wish("Dertig woningen", "plan van de stad"), YEAR, NOW)
    plans.add(house, THEME, ACTION, Wish("Folder"), YEAR, NOW)
    assert _texts(house, YEAR + 1) == ["Folder"]
    assert plans.repeat(house, THEME, YEAR + 2, NOW) == 1
    (one,) = (line for line in plans.of(house, THEME, YEAR + 2) if line.kind in SWOT)
    assert (one.text, one.wish.ground) == ("Dertig woningen", "plan van de stad")
    with pytest.raises(Refusal, match="al begonnen"):
        plans.repeat(house, THEME, YEAR + 2, NOW)
    with pytest.raises(Refusal, match="nog geen SWOT"):
        plans.repeat(house, OTHER, YEAR, NOW)


@pytest.mark.parametrize(
    ("kind", "above"), [(GOALS[0], GOALS[0]), (GOALS[0], GOALS[1]), (GOALS[1], GOALS[2]), ("kans", GOALS[0])]
)
def test_a_line_stands_under_a_higher_goal_only(house: House, kind: str, above: str) -> None:
    goal = plans.add(house, THEME, above, Wish("Boven"), YEAR, NOW)
    with pytest.raises(Refusal, match="onder dat doel"):
        plans.add(house, THEME, kind, Wish("Onder"), YEAR, NOW, goal)
    with pytest.raises(Refusal, match="onder dat doel"):
        plans.add(house, OTHER, ACTION, Wish("Elders"), YEAR, NOW, goal)
    assert _texts(house) == ["Boven"]


def test_nothing_is_taken_away_from_under_a_line_that_stands(house: House) -> None:
    goal = plans.add(house, THEME, GOALS[0], Wish("Doel"), YEAR, NOW)
    act = plans.add(house, THEME, ACTION, Wish("Actie"), YEAR, NOW, goal)
    with pytest.raises(Refusal, match="staat nog iets"):
        plans.remove(house, goal)
    plans.remove(house, act)
    plans.remove(house, goal)
    with pytest.raises(Refusal, match="is er niet meer"):
        plans.remove(house, act)
    with pytest.raises(Refusal, match="is er niet meer"):
        plans.change(house, act, Wish("Anders"))
    with pytest.raises(Refusal, match="is er niet meer"):
        plans.move_on(house, act, DONE, NOW)
    assert _texts(house) == []
    assert house.store.undo(house.actor) == "plan van een thema wijzigen"
    assert _texts(house) == ["Doel"]


@pytest.mark.parametrize(
    "wish",
    [
        Wish(""),
        Wish(" \n "),
        Wish("x" * 201),
        Wish("Folder", "y" * 201),
        Wish("Jan Janssens wacht op een woning."),
        Wish("Folder", "mail van els@proef.example"),
        Wish("Folder", owner="Els Peeters"),
        Wish("Folder", reference="Jan Peeters 0470 12 34 56"),
    ],
)
def test_an_empty_or_long_line_and_a_name_are_refused(house: House, wish: Wish) -> None:
    made = plans.add(house, THEME, "kans", Wish("Blijft"), YEAR, NOW)
    with pytest.raises(Refusal):
        plans.add(house, THEME, ACTION, wish, YEAR, NOW)
    with pytest.raises(Refusal):
        plans.change(house, made, wish)
    assert _texts(house) == ["Blijft"]


@pytest.mark.parametrize("number", ["AC000123", "AP-1.2.3", "MJP 2026-2031/4", "5", "A0909-01"])
def test_the_number_of_an_action_in_the_plan_of_the_town_is_kept(house: House, number: str) -> None:
    plans.add(house, THEME, ACTION, Wish("Folder", reference=number), YEAR, NOW)
    assert _texts(house) == ["Folder"]


def test_an_unknown_theme_kind_or_state_is_refused(house: House) -> None:
    with pytest.raises(Refusal, match="bestaat niet"):
        plans.add(house, "maan", "kans", Wish("x"), YEAR, NOW)
    with pytest.raises(Refusal, match="bestaat niet"):
        plans.add(house, THEME, "wens", Wish("x"), YEAR, NOW)
    kept = plans.add(house, THEME, "kans", Wish("x"), YEAR, NOW)
    with pytest.raises(Refusal, match="heeft een stand"):
        plans.move_on(house, kept, DONE, NOW)


def test_another_list_of_clusters_has_its_own_plan(house: House, sign_in: SignIn) -> None:
    plans.add(house, THEME, "kans", Wish("Van de negen"), YEAR, NOW)
    house.close()
    for clusters, found in (("vijf thema's", []), ("negen clusters", ["Van de negen"])):
        keeper = sign_in("beheerder")
        change_setting(keeper, "matrix.clusters", clusters)
        keeper = reread(keeper)
        lines = [one.text for theme in plans.themes(keeper, YEAR, TODAY) for one in plans.of(keeper, theme.slug, YEAR)]
        keeper.close()
        assert lines == found


def test_who_reads_reports_does_not_write(house: House) -> None:
    reader = replace(house, actor=Actor(house.actor.id, RAPPORT_LEZER))
    with pytest.raises(Refusal):
        plans.add(reader, THEME, "kans", Wish("x"), YEAR, NOW)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> House:
    place = tmp_path_factory.mktemp("plan") / "huis"
    demo.make(place, demo.PASSWORD, "small", 3, lambda: NOW, CHEAP)
    return users.sign_in(place, demo.PASSWORD, demo.COORDINATOR, clock=lambda: NOW)


_CENTURIES = count(2000, -10)  # each example has years of its own: what is planned later is not seen there


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from([*SWOT, *GOALS, ACTION]), st.integers(-2, 1), st.booleans(), st.integers(0, 9)), max_size=12
    )
)
def test_every_line_is_in_its_year_once_and_under_its_goal(town: House, told: list[tuple[str, int, bool, int]]) -> None:
    """Whatever is planned: in the years of a line it is shown once, and it follows its goal, one deeper."""
    now = NOW.replace(year=next(_CENTURIES))
    order = (*GOALS, ACTION)
    made: list[tuple[UUID, str, int, bool]] = []
    for number, (kind, since, ends, which) in enumerate(told):
        above = [one for one, higher, *_ in made if kind in order and higher in order[: order.index(kind)]]
        under = above[which % len(above)] if above and which else None
        line = plans.add(town, OTHER, kind, Wish(f"regel {number}"), now.year + since, NOW, under)
        if ends and kind not in SWOT:
            plans.move_on(town, line, DONE, now)
        made.append((line, kind, now.year + since, ends))
    for year in range(now.year - 2, now.year + 2):
        shown = plans.of(town, OTHER, year)
        at = {one.id: place for place, one in enumerate(shown)}
        assert len(at) == len(shown)
        assert at.keys() == {
            line
            for line, kind, since, ends in made
            if (since == year if kind in SWOT else since <= year and (not ends or year <= now.year))
        }
        for one in shown:
            if one.above in at:
                assert at[one.above] < at[one.id]
                assert one.depth == shown[at[one.above]].depth + 1
