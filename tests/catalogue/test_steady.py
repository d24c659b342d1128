"""A list that does not jump while somebody types."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue.service import Service, ServiceArea
from sociaalhuis.catalogue.steady import settle
from sociaalhuis.catalogue.suggest import Suggestion, Suggestions

AREA = ServiceArea("national")


def one(slug: str, score: float, group: str | None = None) -> Suggestion:
    return Suggestion(Service(slug, "Proef", slug, "", AREA), group, score, "good", (), (), ())


def listed(**scores: float) -> Suggestions:
    items = sorted((one(slug, score) for slug, score in scores.items()), key=lambda item: -item.score)
    return Suggestions((), (), tuple(items), clear=True)


def order(found: Suggestions) -> str:
    return "".join(item.service.id for item in found.items)


def test_a_small_lead_moves_nothing() -> None:
    assert order(settle(listed(a=0.80, b=0.78), listed(a=0.80, b=0.84))) == "ab"


def test_a_big_lead_moves() -> None:
    assert order(settle(listed(a=0.80, b=0.78), listed(a=0.80, b=0.95))) == "ba"


def test_what_itself_fell_may_give_way() -> None:
    assert order(settle(listed(a=0.80, b=0.70), listed(a=0.68, b=0.70))) == "ba"


def test_what_is_new_stands_where_it_belongs() -> None:
    assert order(settle(listed(a=0.80, b=0.70), listed(n=0.82, a=0.80, b=0.70))) == "nab"


def test_a_group_keeps_its_place_whoever_has_the_turn() -> None:
    before = Suggestions((), (), (one("cm", 0.8, "ziekenfondsen"), one("a", 0.79)), clear=True)
    after = Suggestions((), (), (one("a", 0.81), one("helan", 0.8, "ziekenfondsen")), clear=True)
    assert [item.group for item in settle(before, after).items] == ["ziekenfondsen", None]


SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.12, 1), max_size=8)


@given(SCORES, SCORES)
def test_nothing_is_added_lost_or_rescored_and_no_clear_lead_is_hidden(
    before: dict[str, float], after: dict[str, float]
) -> None:
    newer = listed(**after)
    found = settle(listed(**before), newer)
    assert sorted(order(found)) == sorted(after)
    assert replace(found, items=()) == replace(newer, items=())
    assert {item.service.id: item.score for item in found.items} == after
    for i, higher in enumerate(found.items):
        for lower in found.items[i + 1 :]:
            if lower.score * 0.9 > higher.score:  # then another, that it may not pass, stands between them
                between = found.items[i : found.items.index(lower)]
                assert any(item.score >= lower.score * 0.9 for item in between)


@given(SCORES)
def test_the_same_answer_stays_as_it_is(scores: dict[str, float]) -> None:
    assert settle(listed(**scores), listed(**scores)) == listed(**scores)
    assert settle(listed(), listed(**scores)) == listed(**scores)
