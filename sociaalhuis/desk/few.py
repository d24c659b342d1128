"""Numbers of people that betray nobody: under five only “< 5” is shown, nought too, and no total tells it. Pure."""

from collections.abc import Mapping, Sequence

LEAST = 5  # a number under this could be about somebody (product: k ≥ 5)
FEW, HIDDEN = f"< {LEAST}", "…"


def shown(number: int) -> str:
    """A number of people as it may be shown."""
    return str(number) if number >= LEAST else FEW


def masked(numbers: Mapping[str, int]) -> Mapping[str, str]:
    """Numbers of one whole, as they may be shown beside their total.

    One is never hidden alone, nor several that are all as large as they can be: the total would tell them.
    """
    hidden = {name for name, number in numbers.items() if number < LEAST}
    if can_be_told([numbers[name] for name in hidden]) and len(numbers) > 1:
        others = [name for name in numbers if name not in hidden]
        if not others:
            return dict.fromkeys(numbers, HIDDEN)
        hidden.add(min(others, key=lambda name: numbers[name]))
    return {name: str(number) if name not in hidden else FEW if number < LEAST else HIDDEN for name, number in numbers.items()}


def can_be_told(few: Sequence[int]) -> bool:
    """Whether numbers under five can be worked out from what they are together."""
    return len(few) == 1 or (bool(few) and sum(few) == (LEAST - 1) * len(few))
