"""Three-valued conditions over facts, for services and rights alike.

A condition is data: ``{"all": […]}``, ``{"any": […]}``, ``{"not": …}``, ``{"at_least": k, "of": […]}`` or a leaf
``{"fact": key, "operator": "gte", "value": 65}``. A value may be a dated parameter:
``{"param": name, "factor": 1, "plus_per": [{"fact": count, "param": name}]}``.

The outcome is True, False or None (unknown), by Kleene's strong logic: an unknown leaf matters only where it could still change
the answer. Only confirmed facts decide; an assumed fact leaves the leaf unknown and is reported as leaning. A parameter without
a value leaves its leaf unknown; a stale one decides only where the answer would be the same at a limit 30 % higher.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sociaalhuis.facts import Facts, Value

STALE_MARGIN = 1.3

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
OPERATORS = frozenset({"eq", "ne", "in", *_COMPARE})


class BadCondition(ValueError):
    """A condition in a resource file that cannot be read; the message names the place."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """An amount or limit with its date and source. ``value`` None: not known. ``stale``: certainly or probably outdated."""

    name: str
    value: float | None
    unit: str | None = None
    valid_from: date | None = None
    source: str | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that is looked up: ``param × factor + Σ fact × param``."""

    param: str
    factor: float = 1
    plus_per: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison of one fact."""

    fact: str
    operator: str
    value: Value | tuple[str, ...] | Limit


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of the parts hold: all is count = len(parts), any is count = 1."""

    count: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


type Condition = Leaf | AtLeast | Not


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome with its working: the leaves that decided it, and when unknown the leaves that still could."""

    truth: bool | None
    decisive: tuple[Leaf, ...] = ()
    open: tuple[Leaf, ...] = ()
    leaning: tuple[tuple[Leaf, bool], ...] = ()


def parse(data: Mapping[str, Any], where: str) -> Condition:
    """A condition from its JSON or YAML form. Raises BadCondition with ``where`` and the part that is wrong."""
    if not isinstance(data, Mapping):
        raise BadCondition(f"{where}: a condition is an object, not {data!r}")
    if "fact" in data:
        return _parse_leaf(data, where)
    if "not" in data:
        return Not(parse(data["not"], f"{where}.not"))
    for word in ("all", "any", "of"):
        if word in data:
            parts = tuple(parse(part, f"{where}.{word}[{i}]") for i, part in enumerate(data[word]))
            count = {"all": len(parts), "any": 1, "of": data.get("at_least")}[word]
            if not isinstance(count, int) or not (0 <= count <= len(parts)):
                raise BadCondition(f"{where}: {count!r} of {len(parts)} parts cannot be asked")
            return AtLeast(count, parts)
    raise BadCondition(f"{where}: none of fact, not, all, any, at_least/of in {sorted(data)}")


def _parse_leaf(data: Mapping[str, Any], where: str) -> Leaf:
    if data.get("operator") not in OPERATORS:
        raise BadCondition(f"{where}: unknown operator {data.get('operator')!r}")
    value = data.get("value")
    if isinstance(value, Mapping):
        if "param" not in value:
            raise BadCondition(f"{where}: a looked-up value needs a param")
        extras = tuple((extra["fact"], extra["param"]) for extra in value.get("plus_per", ()))
        return Leaf(data["fact"], data["operator"], Limit(value["param"], value.get("factor", 1), extras))
    if data["operator"] == "in":
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise BadCondition(f"{where}: “in” needs a list")
        return Leaf(data["fact"], "in", tuple(value))
    if value is None:
        raise BadCondition(f"{where}: a comparison needs a value")
    return Leaf(data["fact"], data["operator"], value)


def to_data(condition: Condition) -> dict[str, Any]:
    """The JSON form of a condition: ``parse(to_data(c), …) == c``."""
    match condition:
        case Not(part):
            return {"not": to_data(part)}
        case AtLeast(count, parts):
            return {"at_least": count, "of": [to_data(part) for part in parts]}
        case Leaf(fact, name, Limit(param, factor, plus_per)):
            extras = [{"fact": f, "param": p} for f, p in plus_per]
            return {"fact": fact, "operator": name, "value": {"param": param, "factor": factor, "plus_per": extras}}
        case Leaf(fact, name, value):
            return {"fact": fact, "operator": name, "value": list(value) if isinstance(value, tuple) else value}


def check(condition: Condition, facts: Facts, parameters: Mapping[str, Parameter] | None = None) -> Verdict:
    """Evaluate a condition on the facts. Pure; never raises on facts that are missing or of another type (that is unknown)."""
    match condition:
        case Leaf():
            return _check_leaf(condition, facts, parameters or {})
        case Not(part):
            inner = check(part, facts, parameters)
            truth = None if inner.truth is None else not inner.truth
            return Verdict(truth, inner.decisive, inner.open, tuple((leaf, not held) for leaf, held in inner.leaning))
        case AtLeast(count, parts):
            return _check_some(count, [check(part, facts, parameters) for part in parts])


def _check_some(count: int, verdicts: Sequence[Verdict]) -> Verdict:
    held = [v for v in verdicts if v.truth is True]
    failed = [v for v in verdicts if v.truth is False]
    leaning = tuple(pair for v in verdicts for pair in v.leaning)
    if len(held) >= count:
        return Verdict(True, _join(v.decisive for v in held), leaning=leaning)
    if len(failed) > len(verdicts) - count:
        return Verdict(False, _join(v.decisive for v in failed), leaning=leaning)
    return Verdict(None, open=_join(v.open for v in verdicts if v.truth is None), leaning=leaning)


def _join(groups: Iterable[tuple[Leaf, ...]]) -> tuple[Leaf, ...]:
    return tuple(dict.fromkeys(leaf for group in groups for leaf in group))


def _check_leaf(leaf: Leaf, facts: Facts, parameters: Mapping[str, Parameter]) -> Verdict:
    value = facts.confirmed(leaf.fact)
    if value is not None:
        truth = _compare(leaf, value, facts, parameters)
        return Verdict(truth, (leaf,)) if truth is not None else Verdict(None, open=(leaf,))
    guess = facts.assumed(leaf.fact)
    lean = None if guess is None else _compare(leaf, guess, facts, parameters)
    return Verdict(None, open=(leaf,), leaning=() if lean is None else ((leaf, lean),))


def _compare(leaf: Leaf, value: Value, facts: Facts, parameters: Mapping[str, Parameter]) -> bool | None:
    if not isinstance(leaf.value, Limit):
        return _holds(leaf.operator, value, leaf.value)
    limit, stale = _limit(leaf.value, facts, parameters)
    if limit is None:
        return None
    truth = _holds(leaf.operator, value, limit)
    if stale and truth != _holds(leaf.operator, value, limit * STALE_MARGIN):
        return None
    return truth


def _limit(limit: Limit, facts: Facts, parameters: Mapping[str, Parameter]) -> tuple[float | None, bool]:
    base = parameters.get(limit.param)
    if base is None or base.value is None:
        return None, False
    total, stale = base.value * limit.factor, base.stale
    for fact, name in limit.plus_per:
        count, extra = facts.confirmed(fact), parameters.get(name)
        if not isinstance(count, int | float) or extra is None or extra.value is None:
            return None, False
        total += count * extra.value
        stale = stale or extra.stale
    return total, stale


def _holds(name: str, value: Value, target: object) -> bool | None:
    if isinstance(value, tuple):
        return _holds_interval(name, value, target)
    if name == "in":
        return value in target if isinstance(target, tuple) else None
    if name in ("eq", "ne"):
        return (value == target) == (name == "eq")
    if not isinstance(value, int | float) or not isinstance(target, int | float):
        return None
    return _COMPARE[name](value, target)


def _holds_interval(name: str, value: tuple[float | None, float | None], target: object) -> bool | None:
    """An interval decides only where both its ends (infinite when open) give the same answer."""
    if name not in _COMPARE or not isinstance(target, int | float):
        low, high = value
        return _holds(name, low, target) if low is not None and low == high else None
    low = float("-inf") if value[0] is None else value[0]
    high = float("inf") if value[1] is None else value[1]
    at_low, at_high = _COMPARE[name](low, target), _COMPARE[name](high, target)
    return at_low if at_low == at_high else None
