"""The figures of a year: what the briefings of its quarters say together, so that it betrays no more than they do. Pure.

A number that one of the quarters may not show is not in the sum: the year then says “12+”, twelve at least. Counted anew over
the whole year it would be more, but whoever laid the quarters beside it could work out what they hide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sociaalhuis.desk.few import FEW, HIDDEN, LEAST
from sociaalhuis.insight.figures import NONE, Line, Table

MORE = "+"  # so many at least
_RESTED = frozenset({"partners"})  # tables in which who is not named may be among the others
_WEEKS, _CONTACTS, _QUARTERS = "weeks", "kinds", "quarters"
_WHAT: Mapping[str, str] = MappingProxyType(
    {
        "languages": "Cliënten met een dossier. Wie in meer kwartalen kwam, telt in elk kwartaal.",
        "referrals": "Meegegeven in het jaar. De afloop is die van vandaag.",
        "rights": "Elk recht van elke cliënt telt één keer per kwartaal, met de laatste stap.",
        "which_rights": "Elk recht van elke cliënt telt één keer per kwartaal.",
        "places": "Afspraken in het jaar, en hoe ze verliepen.",
    }
)
"""What is counted otherwise than in a quarter."""

type Tables = Mapping[str, Table]


@dataclass(slots=True)
class _Node:
    """A line of the year: by year its numbers of the quarters that have a line there, and the lines below it."""

    found: list[list[Line]]
    below: dict[str, "_Node"] = field(default_factory=dict)


def tables(years: Sequence[Sequence[Tables]]) -> Tables:
    """Every table of a year from those of its four quarters; ``years``: this one, the year before and the one before that."""
    made: dict[str, Table] = {}
    for key, one in years[0][0].items():
        if key == _WEEKS:
            made[_QUARTERS] = _by_quarter(years)
            continue
        top = _Node([[] for _ in years])
        for number, quarters in enumerate(years):
            for quarter in quarters:
                _add(top, quarter[key], number)
        known = [[quarter[key].whole.said[0] != NONE for quarter in quarters] for quarters in years]
        lines = tuple(_lines(top, [sum(there) for there in known], -1, rested=key in _RESTED))[1:]
        made[key] = Table(key, one.title, _WHAT.get(key, one.what), lines)
    return MappingProxyType(made)


def _add(top: _Node, table: Table, year: int) -> None:
    """Put the lines of a quarter under those of the same words."""
    path = [top]
    for line in table.lines:
        del path[line.depth + 1 :]
        node = path[-1].below.setdefault(line.label, _Node([[] for _ in top.found]))
        if line.said[0] != NONE:
            node.found[year].append(line)
        path.append(node)


def _lines(node: _Node, quarters: Sequence[int], depth: int, label: str = "", *, rested: bool) -> Iterator[Line]:
    told = [_together(found, number, rested=rested) for found, number in zip(node.found, quarters, strict=True)]
    said, numbers = tuple(one[0] for one in told), tuple(one[1] for one in told)
    yield Line(depth, label, (said[0], said[1], said[2]), (numbers[0], numbers[1], numbers[2]))
    for name, below in node.below.items():
        yield from _lines(below, quarters, depth + 1, name, rested=rested)


def _together(found: Sequence[Line], quarters: int, *, rested: bool) -> tuple[str, int | None]:
    """What the quarters of a year say together; in one that has no such line nobody was counted, or it is among the others."""
    if not quarters:
        return NONE, None
    numbers = [line.numbers[0] for line in found] + [None] * (rested and quarters - len(found))
    least = sum(number for number in numbers if number is not None)
    if None in numbers:
        return (f"{least}{MORE}" if least else HIDDEN), None
    return (str(least), least) if least >= LEAST else (FEW, None)


def _by_quarter(years: Sequence[Sequence[Tables]]) -> Table:
    """The contacts of each quarter, in the place of those of each week."""
    parts: list[Line] = []
    for number, same in enumerate(zip(*years, strict=True), 1):
        said, numbers = zip(*((one[_CONTACTS].whole.said[0], one[_CONTACTS].whole.numbers[0]) for one in same), strict=True)
        parts.append(Line(1, f"kwartaal {number}", (said[0], said[1], said[2]), (numbers[0], numbers[1], numbers[2])))
    whole = tables([[{_CONTACTS: one[_CONTACTS]} for one in quarters] for quarters in years])[_CONTACTS].whole
    return Table(_QUARTERS, "Contacten per kwartaal", "Elk kwartaal zoals in zijn eigen briefing.", (whole, *parts))
