"""Three-valued conditions: sound by brute force, monotone in what is known, honest about what decided and what is open.

The reference is a plain two-valued evaluator over a small world in which every fact has few values, so that "unknown" can be
checked against all that it could be.
"""

import itertools
import json
import operator
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sociaalhuis.conditions import (
    Ask,
    AtLeast,
    BadCondition,
    Condition,
    Leaf,
    Limit,
    Not,
    Parameter,
    Verdict,
    check,
    parse,
    to_data,
)
from sociaalhuis.facts import Answer, Facts, Standing, read

WORLD: Mapping[str, tuple[Any, ...]] = {
    "ja": (True, False),
    "stad": ("a", "b", "c"),
    "leeftijd": (0, 1, 2, 3),
    "kinderen": (0, 1, 2),
}
AMOUNTS = {"grens": Parameter("grens", 2), "per_kind": Parameter("per_kind", 1), "breuk": Parameter("breuk", 0.5)}
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
}
_ORDER = ("lt", "lte", "gt", "gte")

limits = st.builds(
    Limit,
    st.sampled_from(sorted(AMOUNTS)),
    st.sampled_from([1, 2, 0.5]),
    st.lists(st.just(("kinderen", "per_kind")), max_size=1).map(tuple),
)
leaves = st.one_of(
    st.builds(Leaf, st.just("ja"), st.sampled_from(["eq", "ne"]), st.booleans()),
    st.builds(Leaf, st.just("stad"), st.sampled_from(["eq", "ne"]), st.sampled_from("abc")),
    st.builds(Leaf, st.just("stad"), st.just("in"), st.lists(st.sampled_from("abcd"), max_size=3).map(tuple)),
    st.builds(Leaf, st.sampled_from(["leeftijd", "kinderen"]), st.sampled_from(sorted(_COMPARE)), st.sampled_from([0, 1, 2.5])),
    st.builds(Leaf, st.sampled_from(["leeftijd", "kinderen"]), st.sampled_from(_ORDER), limits),
)


def _some(parts: list[Condition], lowest: int) -> st.SearchStrategy[AtLeast]:
    return st.integers(lowest, len(parts)).map(lambda count: AtLeast(count, tuple(parts)))


def trees(lowest: int) -> st.SearchStrategy[Condition]:
    """Trees whose every AtLeast asks ``lowest`` or more; with 1 none of them is decided before anything is known."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not), st.lists(inner, min_size=lowest, max_size=4).flatmap(lambda parts: _some(parts, lowest))
        ),
        max_leaves=8,
    )


def intervals(domain: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    ends = st.sampled_from(domain)
    return st.tuples(st.none() | ends, st.none() | ends).filter(lambda i: None in i or i[0] <= i[1])


def answers(key: str) -> st.SearchStrategy[Answer]:
    domain = WORLD[key]
    values = st.sampled_from(domain)
    if key in ("leeftijd", "kinderen"):
        values = values | intervals(domain)
    return st.one_of(
        values.map(Answer),
        values.map(lambda v: Answer(v, Standing.ASSUMED)),
        st.just(Answer(None, Standing.UNKNOWN)),
        st.just(Answer(None, Standing.REFUSED)),
    )


told = st.fixed_dictionaries({}, optional={key: answers(key) for key in WORLD}).map(Facts)


def possible(facts: Facts, key: str) -> list[Any]:
    """Every value that the fact may really have: one when it is confirmed, those inside an interval, else all."""
    value = facts.confirmed(key)
    if isinstance(value, tuple):
        low, high = value
        return [v for v in WORLD[key] if (low is None or v >= low) and (high is None or v <= high)]
    return list(WORLD[key]) if value is None else [value]


def completions(facts: Facts) -> Iterator[dict[str, Any]]:
    for values in itertools.product(*(possible(facts, key) for key in WORLD)):
        yield dict(zip(WORLD, values, strict=True))


def plain(condition: Condition, world: Mapping[str, Any], amounts: Mapping[str, float]) -> bool:
    """The two-valued meaning, in a world where everything is known."""
    match condition:
        case Ask():
            raise AssertionError("no world answers this")
        case Not(part):
            return not plain(part, world, amounts)
        case AtLeast(count, parts):
            return sum(plain(part, world, amounts) for part in parts) >= count
        case Leaf(fact, "in", tuple() as options):
            return any(world[fact] == option for option in options)
        case Leaf(fact, name, Limit(param, factor, plus)):
            limit = amounts[param] * factor + sum(world[f] * amounts[p] for f, p in plus)
            return _COMPARE[name](world[fact], limit)
        case Leaf(fact, name, value):
            return _COMPARE[name](world[fact], value)


def truths(condition: Condition, facts: Facts) -> set[bool]:
    amounts = {name: parameter.value or 0 for name, parameter in AMOUNTS.items()}
    return {plain(condition, world, amounts) for world in completions(facts)}


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    match condition:
        case Leaf():
            yield condition
        case Not(part):
            yield from leaves_of(part)
        case AtLeast(_, parts):
            for part in parts:
                yield from leaves_of(part)


def keys_of(found: Iterable[Leaf]) -> set[str]:
    """Every fact that these leaves look at, those of a limit included."""
    keys = set()
    for leaf in found:
        keys.add(leaf.fact)
        if isinstance(leaf.value, Limit):
            keys.update(fact for fact, _ in leaf.value.plus_per)
    return keys


def only(facts: Facts, keys: set[str]) -> Facts:
    return Facts({key: facts[key] for key in facts if key in keys})


def without(facts: Facts, keys: set[str]) -> Facts:
    return Facts({key: facts[key] for key in facts if key not in keys})


# what an outcome means


@given(trees(0), told)
def test_a_decided_outcome_holds_in_every_world_that_is_possible(condition: Condition, facts: Facts) -> None:
    truth = check(condition, facts, AMOUNTS).truth
    if truth is not None:
        assert truths(condition, facts) == {truth}


@given(trees(0), st.fixed_dictionaries({key: st.sampled_from(domain) for key, domain in WORLD.items()}))
def test_who_knows_everything_gets_the_plain_answer(condition: Condition, world: dict[str, Any]) -> None:
    facts = Facts({key: Answer(value) for key, value in world.items()})
    verdict = check(condition, facts, AMOUNTS)
    assert {verdict.truth} == truths(condition, facts)
    assert verdict.open == ()


@given(leaves, told)
def test_a_comparison_is_unknown_only_where_it_could_go_both_ways_or_for_equality_with_an_interval(
    leaf: Leaf, facts: Facts
) -> None:
    if check(leaf, facts, AMOUNTS).truth is None and leaf.operator in _ORDER and not isinstance(leaf.value, Limit):
        # the world ends at 3, an open interval does not
        wide = facts.confirmed(leaf.fact)
        assert wide is None or isinstance(wide, tuple)
        if isinstance(wide, tuple) and None not in wide:
            assert truths(leaf, facts) == {True, False}


@given(trees(0), told, told)
def test_answering_more_never_turns_a_decided_outcome(condition: Condition, facts: Facts, more: Facts) -> None:
    before = check(condition, facts, AMOUNTS).truth
    added = {key: more[key] for key in more if facts.confirmed(key) is None}
    if before is not None:
        assert check(condition, facts.having(**added), AMOUNTS).truth is before


@given(trees(0), told, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(condition: Condition, facts: Facts, rng: random.Random) -> None:
    def shuffled(node: Condition) -> Condition:
        match node:
            case Not(part):
                return Not(shuffled(part))
            case AtLeast(count, parts):
                return AtLeast(count, tuple(shuffled(part) for part in rng.sample(parts, len(parts))))
        return node

    one, other = check(condition, facts, AMOUNTS), check(shuffled(condition), facts, AMOUNTS)
    assert one.truth is other.truth
    assert set(one.decisive) == set(other.decisive)
    assert set(one.open) == set(other.open)
    assert sorted(map(repr, one.leaning)) == sorted(map(repr, other.leaning))


@given(st.lists(trees(0), min_size=1, max_size=4), st.data(), told)
def test_de_morgan_holds_for_every_count(parts: list[Condition], data: st.DataObject, facts: Facts) -> None:
    count = data.draw(st.integers(1, len(parts)))
    failing = AtLeast(len(parts) - count + 1, tuple(Not(part) for part in parts))
    one, other = check(Not(AtLeast(count, tuple(parts))), facts, AMOUNTS), check(failing, facts, AMOUNTS)
    assert (one.truth, one.decisive, one.open, one.leaning) == (other.truth, other.decisive, other.open, other.leaning)


@given(trees(0), told)
def test_a_double_denial_changes_nothing(condition: Condition, facts: Facts) -> None:
    assert check(Not(Not(condition)), facts, AMOUNTS) == check(condition, facts, AMOUNTS)


def test_the_truth_tables_of_kleene() -> None:
    leaf = {True: Leaf("j", "eq", True), False: Leaf("n", "eq", True), None: Leaf("o", "eq", True)}
    facts = Facts({"j": Answer(True), "n": Answer(False)})
    for one, other in itertools.product((True, False, None), repeat=2):
        parts = (leaf[one], leaf[other])
        either = {one, other}
        conjunction = False if False in either else None if None in either else True
        disjunction = True if True in either else None if None in either else False
        assert check(AtLeast(2, parts), facts).truth is conjunction
        assert check(AtLeast(1, parts), facts).truth is disjunction
    assert check(AtLeast(0, ()), facts).truth is True


# the working: decisive, open, leaning


@given(trees(0), told)
def test_the_decisive_leaves_alone_decide_the_same(condition: Condition, facts: Facts) -> None:
    verdict = check(condition, facts, AMOUNTS)
    if verdict.truth is not None:
        assert verdict.open == ()
        assert set(verdict.decisive) <= set(leaves_of(condition))
        assert check(condition, only(facts, keys_of(verdict.decisive)), AMOUNTS).truth is verdict.truth


@given(trees(1), told)
def test_without_the_facts_of_the_decisive_leaves_nothing_is_decided(condition: Condition, facts: Facts) -> None:
    verdict = check(condition, facts, AMOUNTS)
    if verdict.truth is not None:
        assert verdict.decisive
        assert check(condition, without(facts, keys_of(verdict.decisive)), AMOUNTS).truth is None


@given(trees(0), told, st.fixed_dictionaries({key: st.sampled_from(domain) for key, domain in WORLD.items()}))
def test_only_the_open_leaves_can_still_decide(condition: Condition, facts: Facts, world: dict[str, Any]) -> None:
    verdict = check(condition, facts, AMOUNTS)
    if verdict.truth is not None:
        return
    assert verdict.decisive == ()
    assert verdict.open
    assert all(check(leaf, facts, AMOUNTS).truth is None for leaf in verdict.open)
    asked = keys_of(verdict.open)
    unknown = {key: Answer(world[key]) for key in WORLD if facts.confirmed(key) is None or isinstance(facts[key].value, tuple)}
    beside = facts.having(**{key: answer for key, answer in unknown.items() if key not in asked})
    assert check(condition, beside, AMOUNTS).truth is None
    all_asked = facts.having(**{key: answer for key, answer in unknown.items() if key in asked})
    assert check(condition, all_asked, AMOUNTS).truth is not None


@given(trees(0), told)
def test_an_assumed_fact_decides_nothing_and_leans_as_it_says(condition: Condition, facts: Facts) -> None:
    verdict = check(condition, facts, AMOUNTS)
    silent = Facts({key: facts[key] for key in facts if facts[key].standing is not Standing.ASSUMED})
    unheard = check(condition, silent, AMOUNTS)
    assert (verdict.truth, verdict.decisive, verdict.open) == (unheard.truth, unheard.decisive, unheard.open)
    assert unheard.leaning == ()
    assert all(facts.assumed(leaf.fact) is not None for leaf, _ in verdict.leaning)
    confirmed = Facts({key: replace(facts[key], standing=Standing.CONFIRMED) for key in keys_of(x for x, _ in verdict.leaning)})
    after = check(condition, silent.having(**confirmed), AMOUNTS).truth
    directions = {held for _, held in verdict.leaning}
    if verdict.truth is None and len(directions) == 1 and not any(isinstance(x.value, Limit) for x in leaves_of(condition)):
        assert after is not (not directions.pop())  # what leans one way never ends the other way


def test_a_leaning_is_turned_by_a_denial() -> None:
    leaf, facts = Leaf("ja", "eq", True), Facts({"ja": Answer(True, Standing.ASSUMED)})
    assert check(leaf, facts) == Verdict(None, open=(leaf,), leaning=((leaf, True),))
    assert check(Not(leaf), facts) == Verdict(None, open=(leaf,), leaning=((leaf, False),))


def test_the_working_of_an_example() -> None:
    old, poor, known = Leaf("leeftijd", "gte", 2), Leaf("kinderen", "lt", 1), Leaf("stad", "eq", "a")
    rule = AtLeast(2, (old, poor, known))
    facts = Facts({"leeftijd": Answer(3)})
    assert check(rule, facts) == Verdict(None, open=(poor, known))
    assert check(rule, facts.having(kinderen=Answer(2))) == Verdict(None, open=(known,))
    assert check(rule, facts.having(stad=Answer("a"))) == Verdict(True, decisive=(old, known))
    assert check(rule, facts.having(stad=Answer("b"), kinderen=Answer(2))) == Verdict(False, decisive=(poor, known))


# facts of another type, intervals, parameters


@pytest.mark.parametrize("name", [*_COMPARE, "in"])
@pytest.mark.parametrize(
    ("fact", "value"), [(True, 1), (1, True), (0, False), ("1", 1), (1, "1"), ("ja", True), (True, "ja"), ((1, 1), "1")]
)
def test_a_fact_of_another_type_is_unknown_and_never_an_error(name: str, fact: Any, value: Any) -> None:
    leaf = Leaf("x", name, (value,) if name == "in" else value)
    assert check(leaf, Facts({"x": Answer(fact)})).truth is None


@pytest.mark.parametrize(
    ("interval", "name", "value", "truth"),
    [
        ((600, 700), "lte", 700, True),
        ((600, 700), "lt", 700, None),
        ((600, 700), "lt", 600, False),
        ((600, 700), "gte", 600, True),
        ((600, 700), "gt", 600, None),
        ((600, None), "gte", 600, True),
        ((600, None), "lte", 5000, None),
        ((600, None), "lt", 600, False),
        ((None, 700), "lte", 700, True),
        ((None, 700), "gt", 700, False),
        ((None, 700), "gte", 10, None),
        ((None, None), "gte", 1, None),
        ((650, 650), "eq", 650, True),
        ((650, 650), "ne", 650, False),
        ((650, 650), "in", (600, 650), True),
        ((600, 700), "eq", 650, None),
        ((600, 700), "ne", 650, None),
        ((None, None), "eq", 650, None),
    ],
)
def test_an_interval_decides_only_where_both_ends_agree(interval: Any, name: str, value: Any, truth: bool | None) -> None:
    assert check(Leaf("x", name, value), Facts({"x": Answer(interval)})).truth is truth


def judged(value: object, name: str, parameter: Parameter | None, limit: Limit | None = None, **more: object) -> bool | None:
    facts = Facts({"x": Answer(value), **{key: Answer(one) for key, one in more.items()}})  # type: ignore[arg-type]  # any value
    given_ = {} if parameter is None else {parameter.name: parameter, "extra": Parameter("extra", 100)}
    return check(Leaf("x", name, limit or Limit("p")), facts, given_).truth


@pytest.mark.parametrize("name", _ORDER)
def test_an_amount_that_is_not_known_decides_nothing(name: str) -> None:
    assert judged(0, name, None) is None
    assert judged(0, name, Parameter("p", None)) is None
    assert check(Leaf("x", name, Limit("p")), Facts({"x": Answer(0)})).truth is None


@pytest.mark.parametrize(
    ("value", "name", "fresh", "stale"),
    [
        (1000, "lte", True, True),
        (1000.01, "lte", False, None),
        (1300, "lte", False, None),
        (1300.01, "lte", False, False),
        (999, "lt", True, True),
        (1000, "lt", False, None),
        (1300, "lt", False, False),
        (1300, "gte", True, True),
        (1299, "gte", True, None),
        (999, "gte", False, False),
        (1301, "gt", True, True),
        (1300, "gt", True, None),
        (1000, "gt", False, False),
        ((900, 1000), "lte", True, True),
        ((900, 1100), "lte", None, None),
        ((1100, 1200), "lte", False, None),
        ((1301, None), "lte", False, False),
    ],
)
def test_a_stale_limit_decides_only_outside_thirty_percent(
    value: Any, name: str, fresh: bool | None, stale: bool | None
) -> None:
    assert judged(value, name, Parameter("p", 1000)) is fresh
    assert judged(value, name, Parameter("p", 1000, stale=True)) is stale


@given(
    st.integers(0, 2000),
    st.sampled_from(_ORDER),
    st.integers(0, 1500),
    st.floats(1, 1.3, allow_nan=False),
)
@example(1300, "lte", 1000, 1.3)
def test_a_stale_limit_is_right_for_every_amount_up_to_thirty_percent_higher(
    value: int, name: str, limit: int, growth: float
) -> None:
    truth = judged(value, name, Parameter("p", limit, stale=True))
    if truth is not None:
        assert judged(value, name, Parameter("p", limit * growth)) is truth


def test_a_limit_grows_with_a_count() -> None:
    limit = Limit("p", 2, (("kinderen", "extra"), ("volwassenen", "extra")))
    known = Parameter("p", 1000)
    assert judged(2500, "lte", known, limit, kinderen=3, volwassenen=2) is True
    assert judged(2501, "lte", known, limit, kinderen=3, volwassenen=2) is False
    for missing in (None, (1, 3), True, "3"):
        told_so_far = {} if missing is None else {"volwassenen": missing}
        assert judged(0, "lte", known, limit, kinderen=3, **told_so_far) is None
    assert judged(0, "lte", known, Limit("p", 1, (("kinderen", "nergens"),)), kinderen=3) is None


def test_one_stale_part_makes_the_whole_limit_stale() -> None:
    leaf = Leaf("x", "lte", Limit("p", 1, (("kinderen", "extra"),)))
    amounts = {"p": Parameter("p", 1000), "extra": Parameter("extra", 100, stale=True)}
    for value, truth in ((1100, True), (1101, None), (1431, False)):
        assert check(leaf, Facts({"x": Answer(value), "kinderen": Answer(1)}), amounts).truth is truth


# the written form


@given(trees(0))
def test_what_is_written_is_read_back(condition: Condition) -> None:
    assert parse(json.loads(json.dumps(to_data(condition))), "hier") == condition


def test_all_and_any_are_words_for_a_count() -> None:
    one, other = {"fact": "a", "operator": "eq", "value": True}, {"fact": "b", "operator": "eq", "value": True}
    parts = (Leaf("a", "eq", True), Leaf("b", "eq", True))
    assert parse({"all": [one, other]}, "x") == AtLeast(2, parts)
    assert parse({"any": [one, other]}, "x") == AtLeast(1, parts)
    assert parse({"at_least": 2, "of": [one, other]}, "x") == AtLeast(2, parts)
    assert parse({"not": one}, "x") == Not(parts[0])
    assert parse({"fact": "a", "operator": "lt", "value": {"param": "p"}, "unit": "jaar"}, "x") == Leaf("a", "lt", Limit("p"))


_GOOD = {"fact": "a", "operator": "eq", "value": True}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (None, "dienst x"),
        ("a", "dienst x"),
        ([], "dienst x"),
        ({}, "dienst x"),
        ({"every": []}, "dienst x"),
        ({"not": None}, "dienst x.not"),
        ({"not": [_GOOD]}, "dienst x.not"),
        ({"all": None}, "dienst x.all"),
        ({"all": 3}, "dienst x.all"),
        ({"all": _GOOD}, "dienst x.all"),
        ({"any": []}, "dienst x"),
        ({"all": [_GOOD, {"any": [_GOOD, {"not": {}}]}]}, "dienst x.all[1].any[1].not"),
        ({"of": [_GOOD]}, "dienst x"),
        ({"at_least": 1}, "dienst x"),
        ({"at_least": 3, "of": [_GOOD]}, "dienst x"),
        ({"at_least": -1, "of": [_GOOD]}, "dienst x"),
        ({"at_least": True, "of": [_GOOD]}, "dienst x"),
        ({"at_least": 1.0, "of": [_GOOD]}, "dienst x"),
        ({"at_least": 2, "any": [_GOOD, _GOOD]}, "dienst x"),
        ({"all": [_GOOD], "any": [_GOOD]}, "dienst x"),
        ({"not": _GOOD, **_GOOD}, "dienst x"),
        ({"fact": 3, "operator": "eq", "value": True}, "dienst x"),
        ({"fact": "", "operator": "eq", "value": True}, "dienst x"),
        ({"fact": "a", "value": True}, "dienst x"),
        ({"fact": "a", "operator": "==", "value": True}, "dienst x"),
        ({"fact": "a", "operator": ["eq"], "value": True}, "dienst x"),
        ({"fact": "a", "operator": "eq"}, "dienst x"),
        ({"fact": "a", "operator": "eq", "value": None}, "dienst x"),
        ({"fact": "a", "operator": "eq", "value": [1, 2]}, "dienst x"),
        ({"fact": "a", "operator": "gte", "value": [1, 2]}, "dienst x"),
        ({"fact": "a", "operator": "gte", "value": "65"}, "dienst x"),
        ({"fact": "a", "operator": "gte", "value": True}, "dienst x"),
        ({"fact": "a", "operator": "gte", "value": float("nan")}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": float("inf")}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": "p", "factor": float("nan")}}, "dienst x"),
        ({"fact": "a", "operator": "in", "value": "abc"}, "dienst x"),
        ({"fact": "a", "operator": "in", "value": 3}, "dienst x"),
        ({"fact": "a", "operator": "in", "value": [["b"]]}, "dienst x"),
        ({"fact": "a", "operator": "in", "value": {"param": "p"}}, "dienst x"),
        ({"fact": "a", "operator": "eq", "value": {"param": "p"}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": 3}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": "p", "factor": "1/12"}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": "p", "factor": None}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": "p", "plus_per": 3}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": "p", "plus_per": ["b"]}}, "dienst x"),
        ({"fact": "a", "operator": "lte", "value": {"param": "p", "plus_per": [{"fact": "b"}]}}, "dienst x"),
    ],
)
def test_a_wrong_condition_is_refused_at_its_place(data: Any, place: str) -> None:
    with pytest.raises(BadCondition) as wrong:
        parse(data, "dienst x")
    assert str(wrong.value).startswith(f"{place}: ")


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | st.just(10**400) | st.floats() | st.sampled_from(["a", "eq", "gte", "in"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["fact", "operator", "value", "not", "all", "any", "of", "at_least", "param", "factor", "plus_per"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_json, told)
def test_any_data_is_a_condition_that_can_be_checked_or_is_refused(data: Any, facts: Facts) -> None:
    try:
        condition = parse(data, "x")
    except BadCondition:
        return
    check(condition, facts.having(a=Answer(1)), AMOUNTS)
    assert parse(to_data(condition), "x") == condition


def test_what_only_a_person_can_find_out_stays_unknown() -> None:
    asked = parse({"any": [{"fact": "zwanger", "operator": "eq", "value": True}, {"ask": "Vraag het na."}]}, "x")
    assert parse(to_data(asked), "x") == asked
    for value, truth in ((True, True), (False, None), (None, None)):
        assert check(asked, read({"zwanger": value})).truth is truth
    assert check(Not(asked), read({"zwanger": False})).truth is None
    with pytest.raises(BadCondition, match="x: “ask” needs words"):
        parse({"ask": " "}, "x")
