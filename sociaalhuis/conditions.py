"""Three-valued conditions over facts, for services and rights alike.

A condition is data: ``{"all": […]}``, ``{"any": […]}``, ``{"not": …}``, ``{"at_least": k, "of": […]}`` or a leaf
``{"fact": key, "operator": "gte", "value": 65}``. A value may be a dated parameter:
``{"param": name, "factor": 1, "plus_per": [{"fact": count, "param": name}]}``. ``{"ask": "…"}`` is what only a person can find
out: it stays unknown.

The outcome is True, False or None (unknown), by Kleene's strong logic: an unknown leaf matters only where it could still change
the answer. Only confirmed facts decide; an assumed fact leaves the leaf unknown and is reported as leaning. A parameter without
a value leaves its leaf unknown; a stale one decides only where the answer would be the same at a limit 30 % higher.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from sociaalhuis.facts import Facts, Value

STALE_MARGIN = 1.3

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
OPERATORS = frozenset({"eq", "ne", "in", *_COMPARE})
_WORDS = ("fact", "not", "all", "any", "of", "ask")


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
    value: Value | tuple[Value, ...] | Limit


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of the parts hold: all is count = len(parts), any is count = 1."""

    count: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Ask:
    """What no fact tells and only a person can find out: always unknown. ``text`` says in Dutch what to find out."""

    text: str


type Condition = Leaf | AtLeast | Not | Ask


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
    words = [word for word in _WORDS if word in data]
    if len(words) != 1 or ("at_least" in data) != (words == ["of"]):
        raise BadCondition(f"{where}: exactly one of fact, not, all, any, at_least/of, ask, not {sorted(data)}")
    match words[0]:
        case "fact":
            return _parse_leaf(data, where)
        case "not":
            return Not(parse(data["not"], f"{where}.not"))
        case "ask":
            return _parse_ask(data["ask"], where)
        case word:
            return _parse_some(data, word, where)


def _parse_some(data: Mapping[str, Any], word: str, where: str) -> AtLeast:
    if not _is_list(data[word]):
        raise BadCondition(f"{where}.{word}: a list of conditions is needed, not {data[word]!r}")
    parts = tuple(parse(part, f"{where}.{word}[{i}]") for i, part in enumerate(data[word]))
    count = {"all": len(parts), "any": 1, "of": data.get("at_least")}[word]
    if _kind(count) != "number" or not isinstance(count, int) or not (0 <= count <= len(parts)):
        raise BadCondition(f"{where}: {count!r} of {len(parts)} parts cannot be asked")
    return AtLeast(count, parts)


def _parse_ask(text: object, where: str) -> Ask:
    if not isinstance(text, str) or not text.strip():
        raise BadCondition(f"{where}: “ask” needs words, not {text!r}")
    return Ask(text)


def _parse_leaf(data: Mapping[str, Any], where: str) -> Leaf:
    fact, name, value = data["fact"], data.get("operator"), data.get("value")
    if not isinstance(fact, str) or not fact:
        raise BadCondition(f"{where}: a fact is named by its key, not {fact!r}")
    if not isinstance(name, str) or name not in OPERATORS:
        raise BadCondition(f"{where}: unknown operator {name!r}")
    if isinstance(value, Mapping):
        return Leaf(fact, name, _parse_limit(value, name, where))
    if name == "in":
        if not _is_list(value) or not all(_kind(option) for option in value):
            raise BadCondition(f"{where}: “in” needs a list of plain values")
        return Leaf(fact, name, tuple(value))
    if _kind(value) is None or (name in _COMPARE and _kind(value) != "number"):
        raise BadCondition(f"{where}: “{name}” cannot compare with {value!r}")
    return Leaf(fact, name, value)  # type: ignore[arg-type]  # a plain value by _kind


def _parse_limit(value: Mapping[str, Any], name: str, where: str) -> Limit:
    param, factor, extras = value.get("param"), value.get("factor", 1), value.get("plus_per", ())
    if name not in _COMPARE or not isinstance(param, str) or _kind(factor) != "number":
        raise BadCondition(f"{where}: a limit is a param with a number as factor, compared by lt, lte, gt or gte")
    if not _is_list(extras) or not all(isinstance(extra, Mapping) and {"fact", "param"} <= set(extra) for extra in extras):
        raise BadCondition(f"{where}: plus_per is a list of objects with fact and param")
    return Limit(param, factor, tuple((str(extra["fact"]), str(extra["param"])) for extra in extras))


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _kind(value: object) -> str | None:
    """What can be compared with each other: a bool is no number; NaN, infinity and what no amount can be are nothing."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number" if abs(value) < 1e12 else None
    return "text" if isinstance(value, str) else None


def to_data(condition: Condition) -> dict[str, Any]:
    """The JSON form of a condition: ``parse(to_data(c), …) == c``."""
    match condition:
        case Not(part):
            return {"not": to_data(part)}
        case Ask(text):
            return {"ask": text}
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
        case Ask():
            return Verdict(None)
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
        if isinstance(count, bool) or not isinstance(count, int | float) or extra is None or extra.value is None:
            return None, False
        total += count * extra.value
        stale = stale or extra.stale
    return total, stale


def _holds(name: str, value: Value, target: object) -> bool | None:
    if isinstance(value, tuple):
        return _holds_interval(name, value, target)
    if name == "in":
        return _holds_any(value, target)
    if _kind(value) != _kind(target):
        return None
    if name in ("eq", "ne"):
        return (value == target) == (name == "eq")
    return _COMPARE[name](value, target) if _kind(value) == "number" else None


def _holds_any(value: Value, target: object) -> bool | None:
    options = target if isinstance(target, tuple) else ()
    if any(_holds("eq", value, option) for option in options):
        return True
    return False if all(_kind(option) == _kind(value) for option in options) else None


def _holds_interval(name: str, value: tuple[float | None, float | None], target: object) -> bool | None:
    """An interval decides only where both its ends (infinite when open) give the same answer."""
    if name not in _COMPARE or _kind(target) != "number":
        low, high = value
        return _holds(name, low, target) if low is not None and low == high else None
    low = float("-inf") if value[0] is None else value[0]
    high = float("inf") if value[1] is None else value[1]
    at_low, at_high = _COMPARE[name](low, target), _COMPARE[name](high, target)
    return at_low if at_low == at_high else None
