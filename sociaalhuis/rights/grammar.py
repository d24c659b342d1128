"""The conditions of a right in the short form of its file, as values of :mod:`sociaalhuis.conditions`.

    all: [hoofdverblijf_belgie: true, verblijfsstatuut: [belg, staatloze], leeftijd: {gte: leefloon_min_leeftijd}]
    any: […]   not: …   at_least: 2, of: […]   ask: "Wat een mens nog moet nagaan."

A leaf is one fact with what it must be: a value, a list of values (one of them), or a comparison (``lt lte gt gte ne``) with a
number, the name of a parameter, ``{param:, factor:, plus_per: {count: param}}`` or ``{table: name}`` for a limit per household.
Facts, values and parameters must exist; every complaint names file and line.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sociaalhuis.conditions import Ask, AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.facts import FactKey
from sociaalhuis.rights.sheet import Spot

COMPARISONS = ("lt", "lte", "gt", "gte")


@dataclass(frozen=True, slots=True)
class Row:
    """One household of a table: ``when`` it holds these limits count; two of them when it stays unclear which of the two."""

    when: Condition | None
    limits: tuple[Limit, ...]
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may name. ``assessments`` are facts that only a service can judge: they may leave a right open."""

    facts: Mapping[str, FactKey]
    parameters: Iterable[str] = ()
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    assessments: frozenset[str] = frozenset()


def condition(spot: Spot, names: Names) -> Condition:
    """A condition of any shape. Raises BadRules."""
    fields = spot.fields()
    if "at_least" in fields or "of" in fields:
        fields = spot.fields(("at_least", "of"), ())
        return _some(fields["of"], names, fields["at_least"])
    if len(fields) != 1:
        raise spot.wrong(f"one condition has one name, not {len(fields)}: {', '.join(fields)}")
    ((name, value),) = fields.items()
    shapes: Mapping[str, Callable[[], Condition]] = {
        "all": lambda: every(value, names),
        "any": lambda: _some(value, names, None),
        "not": lambda: Not(condition(value, names)),
        "ask": lambda: Ask(value.words()),
    }
    return shapes[name]() if name in shapes else _leaf(spot, name, value, names)


def every(spot: Spot, names: Names) -> AtLeast:
    """A list of conditions that must all hold."""
    parts = tuple(condition(part, names) for part in spot.items())
    return AtLeast(len(parts), parts)


def _some(spot: Spot, names: Names, count: Spot | None) -> AtLeast:
    parts = tuple(condition(part, names) for part in spot.items())
    needed = 1 if count is None else count.number()
    if not (1 <= needed <= len(parts)) or needed != int(needed):
        raise (count or spot).wrong(f"{needed} of {len(parts)} conditions cannot be asked")
    return AtLeast(int(needed), parts)


def _leaf(spot: Spot, name: str, value: Spot, names: Names) -> Condition:
    known = names.facts.get(name)
    if known is None:
        raise spot.wrong(f"the fact “{name}” does not exist")
    if value.is_fields:
        return _comparison(known, value, names)
    if value.is_list:
        return Leaf(name, "in", tuple(_value(known, one) for one in value.items()))
    given = _value(known, value)
    if name in names.assessments and given is not True:
        raise value.wrong(f"“{name}” is judged by a service: a rule may only ask that it is true")
    return Leaf(name, "eq", given)


def _value(known: FactKey, spot: Spot) -> bool | int | float | str:
    value = spot.scalar()
    fits = {
        "bool": isinstance(value, bool),
        "enum": value in known.options,
        "int": isinstance(value, int) and not isinstance(value, bool),
        "money": isinstance(value, int | float) and not isinstance(value, bool),
    }[known.type]
    if not fits or (isinstance(value, int | float) and value < 0):
        expected = ", ".join(known.options) or known.type
        raise spot.wrong(f"{value!r} is no answer to “{known.slug}” ({expected})")
    return value  # type: ignore[return-value]  # a plain value by the check above


def _comparison(known: FactKey, spot: Spot, names: Names) -> Condition:
    fields = spot.fields()
    if len(fields) != 1 or not {*fields} <= {*COMPARISONS, "ne"}:
        raise spot.wrong(f"a comparison is one of {', '.join(COMPARISONS)}, ne, not {', '.join(fields)}")
    ((operator, value),) = fields.items()
    if operator == "ne":
        return Leaf(known.slug, "ne", _value(known, value))
    if known.type not in ("int", "money"):
        raise spot.wrong(f"“{known.slug}” is no number, so it cannot be compared")
    if value.is_fields and "table" in value.fields():
        table = value.fields(("table",), ())["table"].one_of(tuple(names.tables))
        return by_household(known.slug, operator, names.tables[table])
    return Leaf(known.slug, operator, limit(value, names))


def limit(spot: Spot, names: Names) -> float | Limit:
    """What a number is compared with. Raises BadRules for a parameter or a count that does not exist."""
    if spot.is_fields:
        fields = spot.fields(("param",), ("factor", "plus_per"))
        factor = fields["factor"].number() if "factor" in fields else 1
        extras = fields["plus_per"].fields() if "plus_per" in fields else {}
        for fact in extras:
            if fact not in names.facts or names.facts[fact].type != "int":
                raise fields["plus_per"].wrong(f"“{fact}” is no fact that counts something")
        return Limit(
            _parameter(fields["param"], names), factor, tuple((fact, _parameter(one, names)) for fact, one in extras.items())
        )
    return Limit(_parameter(spot, names)) if isinstance(spot.scalar(), str) else spot.number()


def _parameter(spot: Spot, names: Names) -> str:
    name = spot.words()
    if name not in names.parameters:
        raise spot.wrong(f"the parameter “{name}” does not exist")
    return name


def rows(spot: Spot, names: Names) -> tuple[Row, ...]:
    """A table of limits per household: the first row whose ``when`` holds counts; the last one has no ``when``."""
    found = [_row(one, names) for one in spot.items()]
    if not found or any((row.when is None) != (row is found[-1]) for row in found):
        raise spot.wrong("every household but the last one has a “when”")
    return tuple(found)


def _row(spot: Spot, names: Names) -> Row:
    fields = spot.fields((), ("when", "limit", "either", "ask"))
    when = condition(fields["when"], names) if "when" in fields else None
    if ("limit" in fields) == ("either" in fields) or ("either" in fields) != ("ask" in fields):
        raise spot.wrong("a household has a limit, or two of them under “either” with an “ask”")
    given = [fields["limit"]] if "limit" in fields else fields["either"].items()
    limits = tuple(one for one in (limit(part, names) for part in given) if isinstance(one, Limit))
    if len(limits) != len(given) or len(limits) > 2:
        raise spot.wrong("a household has one limit or two, each a parameter")
    return Row(when, limits, fields["ask"].words() if "ask" in fields else None)


def by_household(fact: str, operator: str, table: tuple[Row, ...]) -> Condition:
    """A comparison with the limit of the household, as a plain condition.

    When the household is unknown but every limit gives the same answer, the condition is decided all the same.
    """
    row, rest = table[0], table[1:]
    here = _either([Leaf(fact, operator, one) for one in row.limits], row.ask)
    if row.when is None:
        return here
    other = by_household(fact, operator, rest)
    return AtLeast(1, (AtLeast(2, (row.when, here)), AtLeast(2, (Not(row.when), other)), AtLeast(2, (here, other))))


def _either(leaves: list[Leaf], ask: str | None) -> Condition:
    if ask is None:
        return leaves[0]
    return AtLeast(1, (AtLeast(2, tuple(leaves)), AtLeast(2, (AtLeast(1, tuple(leaves)), Ask(ask)))))
