"""Dated amounts and limits: one series a name, each value with its first day, source and check date.

On a day the last value that had begun counts. It is stale when its file says so, when it was never checked, when the day is
more than twelve months after the check, or when a newer value exists that nobody knows (then the last known one is used as
stale). A stale limit decides only where the answer would be the same 30 % higher; a limit without any value decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from sociaalhuis.facts import FactKey
from sociaalhuis.rights import grammar
from sociaalhuis.rights.grammar import Names, Row
from sociaalhuis.rights.sheet import Spot, words_of

FILE = "parameters.yaml"
KINDS = ("official", "local", "provider", "sector", "press", "secondary", "law")
_ENTRY = ("from", "until", "kind", "checked", "stale", "note", "read_via")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a series from ``since`` on (None: the source names no day). ``until`` is its last day when that is known."""

    since: date | None
    value: float | None
    source: str | None
    checked: date | None
    until: date | None = None
    stale: bool = False
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A parameter on one day. ``value`` None: not known. ``stale``: certainly or probably outdated, or never checked."""

    name: str
    value: float | None
    unit: str
    valid_from: date | None = None
    source: str | None = None
    stale: bool = True
    checked: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """All that is known of one parameter, oldest first."""

    name: str
    unit: str
    entries: tuple[Entry, ...]

    def on(self, day: date) -> Amount:
        """The parameter on a day."""
        begun = [entry for entry in self.entries if entry.since is None or entry.since <= day]
        known = [entry for entry in begun if entry.value is not None]
        if not known:
            return Amount(self.name, None, self.unit, begun[-1].since if begun else None)
        entry = known[-1]
        old = entry.stale or entry is not begun[-1] or (entry.until is not None and day > entry.until)
        stale = old or entry.checked is None or day > year_after(entry.checked)
        return Amount(self.name, entry.value, self.unit, entry.since, entry.source, stale, entry.checked, entry.note)


def year_after(day: date) -> date:
    """Twelve months later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every series by name, and the tables of limits per household."""

    series: Mapping[str, Series]
    tables: Mapping[str, tuple[Row, ...]]

    def on(self, day: date) -> Mapping[str, Amount]:
        """All of them on one day."""
        return {name: one.on(day) for name, one in self.series.items()}


def parse(root: Spot, facts: Mapping[str, FactKey]) -> Parameters:
    """The parameters of a file. Raises BadRules with file and line."""
    fields = root.fields(("parameters",), ("tables", "note"))
    series: dict[str, Series] = {}
    for spot in fields["parameters"].items():
        one = _series(spot)
        if one.name in series:
            raise spot.wrong(f"the parameter “{one.name}” stands here twice")
        series[one.name] = one
    names = Names(facts, series)
    tables = fields["tables"].fields() if "tables" in fields else {}
    return Parameters(
        MappingProxyType(series), MappingProxyType({name: grammar.rows(spot, names) for name, spot in tables.items()})
    )


def _series(spot: Spot) -> Series:
    fields = spot.fields(("name", "unit", "values"), ("note",))
    entries = tuple(_entry(one) for one in fields["values"].items())
    if not entries:
        raise fields["values"].wrong("a parameter has at least one value, if only null")
    days = [entry.since or date.min for entry in entries]
    if days != sorted(set(days)):
        raise fields["values"].wrong("the values stand from old to new, each with another day")
    return Series(fields["name"].words(), fields["unit"].words(), entries)


def _entry(spot: Spot) -> Entry:
    fields = spot.fields(("value",), (*_ENTRY, "source"))
    value, checked = _value(fields["value"]), fields["checked"].day() if "checked" in fields else None
    source = words_of(fields, "source")
    if value is not None and source is None:
        raise spot.wrong("a value has a source")
    since, until = (fields[name].day() if name in fields else None for name in ("from", "until"))
    if until is not None and (since is None or until < since):
        raise fields["until"].wrong("a value ends after it began")
    return Entry(
        since,
        value,
        source,
        checked,
        until,
        fields["stale"].flag() if "stale" in fields else False,
        fields["kind"].one_of(KINDS) if "kind" in fields else None,
        words_of(fields, "note"),
    )


def _value(spot: Spot) -> float | None:
    value = spot.scalar()
    if value is None:
        return None
    if isinstance(value, str):  # a share is written as a fraction: 1/12
        try:
            return float(Fraction(value))
        except (ValueError, ZeroDivisionError):
            raise spot.wrong(f"{value!r} is no number") from None
    return spot.number()
