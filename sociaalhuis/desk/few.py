"""Numbers of people that betray nobody: under five only “< 5” is shown, nought too, and no total tells it. Pure.

Of the parts of a whole are hidden: what is under five, and as many others (“…”) as it takes until each of the small ones could
still be any number from 0 to 4. Where that is not enough, all parts show “…”. Which others are hidden hangs on their place in
the list, never on how large they are, so that the choice itself tells nothing.
"""

from collections.abc import Mapping, Sequence

LEAST = 5  # a number under this could be about somebody (product: k ≥ 5)
FEW, HIDDEN = f"< {LEAST}", "…"


def shown(number: int) -> str:
    """A number of people as it may be shown."""
    return str(number) if number >= LEAST else FEW


def masked(numbers: Mapping[str, int]) -> Mapping[str, str]:
    """Numbers of one whole by name, as they may be shown beside their total; that may be hidden itself."""
    if sum(numbers.values()) < LEAST:
        return dict.fromkeys(numbers, FEW)
    return dict(zip(numbers, line(list(numbers.values())), strict=True))


def line(numbers: Sequence[int]) -> list[str]:
    """How the parts of a whole that is shown may be shown, in their order."""
    small = [number for number in numbers if number < LEAST]
    if not small:
        return [str(number) for number in numbers]
    others = [place for place, number in enumerate(numbers) if number >= LEAST]
    for extra in range(len(others) + 1):
        hidden = others[len(others) - extra :]
        if _safe(len(small), extra, sum(small) + sum(numbers[place] for place in hidden)):
            return [FEW if n < LEAST else HIDDEN if place in hidden else str(n) for place, n in enumerate(numbers)]
    return [HIDDEN] * len(numbers)


def _safe(small: int, others: int, together: int) -> bool:
    """Whether each of the small ones may be 0 and may be 4, when all that is hidden is ``together``."""
    most = LEAST - 1
    if not others:
        return most <= together <= most * (small - 1)
    return together >= LEAST * others + most
