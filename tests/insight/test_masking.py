"""Small counts: never shown, and never to be worked out, not even by somebody who knows how they are hidden."""

from collections import defaultdict
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk.few import FEW, HIDDEN, LEAST, line
from sociaalhuis.insight.masking import Count, Shown, shown


def worlds(parts: int, whole: int) -> Iterator[tuple[int, ...]]:
    """All ways to make a whole of so many parts."""
    if parts == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        yield from ((first, *rest) for rest in worlds(parts - 1, whole - first))


def test_no_small_count_can_be_worked_out_even_by_who_knows_the_rule() -> None:
    """Of every line with its whole: whatever looks the same leaves at least two possibilities for each small count."""
    for parts, most in ((2, 24), (3, 20), (4, 16)):
        for whole in range(LEAST, most):
            alike = defaultdict(list)
            for world in worlds(parts, whole):
                alike[tuple(line(world))].append(world)
            for look, found in alike.items():
                for place in range(parts):
                    possible = {world[place] for world in found}
                    assert min(possible) >= LEAST or len(possible) > 1, (look, found)


@st.composite
def trees(draw: st.DrawFn, deep: int = 3) -> Count:
    if not deep or draw(st.booleans()):
        return Count("", draw(st.integers(0, 40)))
    parts = tuple(draw(st.lists(trees(deep - 1), min_size=1, max_size=5)))
    return Count("", sum(part.number for part in parts), parts)


def pairs(count: Count, seen: Shown) -> Iterator[tuple[Count, Shown]]:
    yield count, seen
    for part, told in zip(count.parts, seen.parts, strict=True):
        yield from pairs(part, told)


@given(trees())
def test_in_a_tree_each_small_count_may_still_be_any(tree: Count) -> None:
    for count, seen in pairs(tree, shown(tree)):
        assert seen.said == (FEW if seen.said == FEW else HIDDEN if seen.number is None else str(count.number))
        assert seen.number is None or seen.number == count.number >= LEAST
        assert seen.said != FEW or count.number < LEAST, "“< 5” is true"
        if seen.number is None:
            assert all(part.number is None for part in seen.parts), "nothing is shown below what is hidden"
            continue
        few = sum(part.said == FEW for part in seen.parts)
        others = sum(part.said == HIDDEN for part in seen.parts)
        left = count.number - sum(part.number or 0 for part in seen.parts)  # what all that is hidden makes together
        if few:
            small = LEAST - 1
            assert left - small >= LEAST * others, "one of them may be 4, the others as low as can be"
            assert others or left <= small * (few - 1), "one of them may be 0"
        elif others:
            assert others == len(seen.parts) > 1, "without a “< 5” all are hidden alike"


def test_where_nothing_is_small_all_is_shown() -> None:
    assert line([5, 12, 7]) == ["5", "12", "7"]
    assert line([3, 40, 12]) == [FEW, "40", HIDDEN], "the last one goes with it"
    assert line([3, 5]) == [HIDDEN, HIDDEN]
    assert shown(Count("", 4, (Count("", 4),))).parts[0].said == FEW
