"""The small drawings beside the lines of a slip: own line art on a field of 24 by 24, y downwards, as PDF path operators.

M moves, L draws a line, C a curve (two control points and the end), Z closes, O is a circle (centre and radius).
Nothing here is from a picture collection.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

FIELD = 24.0
STROKE = 1.6  # the width of the line, on that field

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_ROUND = 0.5523  # how far the control points of a quarter of a circle stand off, in radii

_DRAWN = {
    "place": "M 12 22 C 7 16 5 13 5 9.5 C 5 5.6 8.1 2.5 12 2.5 C 15.9 2.5 19 5.6 19 9.5 C 19 13 17 16 12 22 Z O 12 9.5 2.6",
    "route": "M 3 12 L 20 12 M 13.5 5.5 L 20 12 L 13.5 18.5",
    "phone": (
        "M 6 3 L 9.5 3 L 11 8 L 8.5 10 C 9.7 12.6 11.4 14.3 14 15.5 L 16 13 L 21 14.5 L 21 18 "
        "C 21 19.7 19.7 21 18 21 C 10 20.5 3.5 14 3 6 C 3 4.3 4.3 3 6 3 Z"
    ),
    "mail": "M 3 5.5 L 21 5.5 L 21 18.5 L 3 18.5 Z M 3 6.5 L 12 13 L 21 6.5",
    "website": "O 12 12 9 M 3 12 L 21 12 M 12 3 C 7 7.5 7 16.5 12 21 C 17 16.5 17 7.5 12 3 Z",
    "hours": "O 12 12 9 M 12 6.5 L 12 12 L 16 14",
    "appointment": "M 4 5 L 20 5 L 20 21 L 4 21 Z M 4 10 L 20 10 M 8 2.5 L 8 7 M 16 2.5 L 16 7 M 8.5 15 L 11 17.5 L 15.5 13",
    "bring": "M 4.5 8 L 19.5 8 L 21 21 L 3 21 Z M 8.5 11 L 8.5 7 C 8.5 2 15.5 2 15.5 7 L 15.5 11",
    "cost": "O 12 12 9 M 16 8.4 C 12.4 6 9 8.4 9 12 C 9 15.6 12.4 18 16 15.6 M 6.8 11 L 13 11 M 6.8 13.2 L 13 13.2",
    "share": "M 4 4 L 20 4 L 20 15 L 11.5 15 L 7 20 L 7 15 L 4 15 Z",
    "person": "O 12 7.5 4 M 4 21 C 4 15.5 7.5 13.5 12 13.5 C 16.5 13.5 20 15.5 20 21",
    "return": "M 9 5 L 4 10 L 9 15 M 4 10 L 14 10 C 18 10 20 12 20 15 C 20 18 18 20 14 20 L 9 20",
    "go": (
        "O 13 3.8 2.1 M 12.4 8 L 11 14.5 L 15 17.5 L 16 22 M 11 14.5 L 9.8 18 L 6.5 21.5 M 12.2 8.5 L 8.5 10.5 L 7 14 "
        "M 12.6 8.5 L 15.5 11.5 L 18.5 12.2"
    ),
    "ask": (
        "O 8 9.5 3.2 M 2 21 C 2 16.5 4.5 14.5 8 14.5 C 11.5 14.5 14 16.5 14 21 M 15.5 6 C 15.5 2.4 21.2 2.4 21.2 6 "
        "C 21.2 8.4 18.3 8.5 18.3 11 O 18.3 13.6 0.3"
    ),
    "wait": "M 6 3 L 18 3 M 6 21 L 18 21 M 7.5 3 C 7.5 11 16.5 13 16.5 21 M 16.5 3 C 16.5 11 7.5 13 7.5 21",
    "interpreter": (
        "M 2 3 L 15 3 L 15 11 L 8.5 11 L 5 14.5 L 5 11 L 2 11 Z M 18 8.5 L 22 8.5 L 22 16.5 L 19.5 16.5 L 19.5 20 L 16 16.5 "
        "L 9.5 16.5 L 9.5 14"
    ),
    "missing": "O 12 12 9 M 9.2 9.6 C 9.2 6 14.8 6 14.8 9.6 C 14.8 11.8 12 12 12 14.4 O 12 17.2 0.3",
    "limit": "M 3 7 L 21 7 M 7.5 20 L 7.5 11 M 12 20 L 12 7 M 16.5 20 L 16.5 14 M 3 20 L 21 20",
    "box": "M 3 3 L 21 3 L 21 21 L 3 21 Z",
}


def _operators(drawn: str) -> Iterator[str]:
    stroke, numbers = "", list[str]()
    for word in [*drawn.split(), "M"]:  # one more letter, to end the last stroke
        if not word.isalpha():
            numbers.append(word)
            continue
        if stroke == "O":
            yield from _circle(*map(float, numbers))
        elif stroke:
            yield " ".join([*numbers, _OPERATORS[stroke]])
        stroke, numbers = word, []


def _circle(x: float, y: float, radius: float) -> Iterator[str]:
    off = radius * _ROUND
    yield f"{x + radius:g} {y:g} m"
    for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1)):  # a quarter from (a, b) to (-b, a)
        first = f"{x + a * radius - b * off:g} {y + b * radius + a * off:g}"
        second = f"{x - b * radius + a * off:g} {y + a * radius + b * off:g}"
        yield f"{first} {second} {x - b * radius:g} {y + a * radius:g} c"
    yield "h"


def drawing(drawn: str) -> str:
    """A drawing in the letters above as PDF path operators (m, l, c, h), points before their operator."""
    return " ".join(_operators(drawn))


STEPS: Mapping[str, str] = MappingProxyType(
    {
        "go": "go",
        "call": "phone",
        "mail": "mail",
        "online": "website",
        "ask": "ask",
        "wait": "wait",
        "appointment": "go",
        "": "person",
    }
)
"""The drawing of what the client does first, by step; "" is that of a neutral slip. The hour has a drawing of its own."""

PICTOGRAMS: Mapping[str, str] = MappingProxyType({name: drawing(drawn) for name, drawn in _DRAWN.items()})
