"""Numbers of people that betray nobody: under five only “< 5” is shown, nought too, and no total tells it. Pure."""

from collections.abc import Mapping

LEAST = 5  # a number under this could be about somebody (product: k ≥ 5)
FEW = f"< {LEAST}"


def shown(number: int) -> str:
    """A number of people as it may be shown."""
    return str(number) if number >= LEAST else FEW


def masked(numbers: Mapping[str, int]) -> Mapping[str, str]:
    """Numbers of one whole, as they may be shown beside their total: one is never hidden alone, for then it could be told."""
    hidden = {name for name, number in numbers.items() if number < LEAST}
    if len(hidden) == 1 and len(numbers) > 1:
        hidden.add(min((name for name in numbers if name not in hidden), key=lambda name: numbers[name]))
    return {name: str(number) if name not in hidden else FEW if number < LEAST else "…" for name, number in numbers.items()}
