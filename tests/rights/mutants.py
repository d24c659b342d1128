"""Rules and amounts with one thing wrong in them, as a hand could slip in a file, to see whether a case notices.

Of a rule: a condition turned round, gone, or with an option more or less; another comparison; “all” for “any”; an exclusion,
sign, gap, municipality or first day that is gone or a day off; another fact that it opens. Of an amount: a cent or a year more
or less, a day earlier or later, taken for fresh or for old. Of a limit per household: another household. Of a judgement of a
service: taken for the client's own answer. A slip that the reading of the file refuses is noticed as well.
"""

import copy
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import yaml

from sociaalhuis.facts import vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import follows, grammar, parameters, rules, sheet
from sociaalhuis.rights.follows import Following
from sociaalhuis.rights.grammar import Names
from sociaalhuis.rights.parameters import Entry, Parameters
from sociaalhuis.rights.program import parameters_of
from sociaalhuis.rights.rules import Book
from sociaalhuis.rights.sheet import BadRules

BOOK = rules.shipped()
NAMES = Names(vocabulary(), BOOK.parameters.series, BOOK.parameters.tables, frozenset(BOOK.assessments))
STRICTNESS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
REVERSED = {"lt": "gte", "lte": "gt", "gt": "lte", "gte": "lt"}
DAY, TODAY = timedelta(1), date(2026, 11, 22)
FRESH = "taken for fresh"


@dataclass(frozen=True)
class Mutant:
    """A book with one thing wrong in it, and the rights whose cases should notice. ``book()`` is None when it is refused."""

    what: str
    rights: tuple[str, ...]
    book: Callable[[], Book | None]


def every() -> Iterator[Mutant]:
    """All mutants: of every rule, amount, table and judgement."""
    for slug in BOOK.rules:
        yield from of_rule(slug)
    for name in sorted(used()):
        yield from of_amount(name)
    yield from of_tables()
    yield from of_judgements()


# --- rules -----------------------------------------------------------------------------------------------------------


@functools.cache
def file_of(slug: str) -> Mapping[str, Any]:
    """The file of a rule as plain data."""
    found = yaml.load(resource("rights", f"{slug}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(found, dict)
    return found


def of_rule(slug: str) -> Iterator[Mutant]:
    """One rule with one thing wrong in it."""
    data = file_of(slug)
    for what, changed in _slips(data):
        yield Mutant(f"{slug}: {what}", (slug,), functools.partial(_read, slug, changed))


def _read(slug: str, data: Mapping[str, Any]) -> Book | None:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    try:
        return replace(BOOK, rules={slug: rules.rule(slug, text, NAMES)})
    except BadRules:
        return None


def _slips(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for field in ("conditions", "exclusions"):
        for what, parts in _listed(data.get(field, [])):
            yield f"{field} {what}", {**data, field: parts}
    for place, sign in enumerate(data.get("already_has", [])):
        for what, other in (("gone", None), *((f"is {one}", one) for one in _flipped(sign))):
            yield f"sign {sign} {what}", {**data, "already_has": _put(data["already_has"], place, other)}
    for fact, value in data.get("opens", {}).items():
        rest = {key: one for key, one in data["opens"].items() if key != fact}
        yield f"opens {fact} no more", {**data, "opens": rest}
        yield f"opens {fact} otherwise", {**data, "opens": {**rest, fact: not value}}
    for place, gap in enumerate(data.get("gaps", [])):
        yield f"gap {place} gone", {**data, "gaps": _put(data["gaps"], place, None)}
        if "unless" in gap:
            yield f"gap {place} always", {**data, "gaps": _put(data["gaps"], place, {"says": gap["says"]})}
            for what, other in _wrong(gap["unless"]):
                yield f"gap {place} unless {what}", {**data, "gaps": _put(data["gaps"], place, {**gap, "unless": other})}
    yield from _elsewhere(data)
    yield from _another_day(data)


def _elsewhere(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    offers = data.get("offered_in", [])
    for place, offer in enumerate(offers):
        yield f"not offered in {offer['nis']}", {**data, "offered_in": _put(offers, place, None)}
        for end in ("from", "until"):
            for move in (-DAY, DAY) if end in offer else ():
                moved = {**offer, end: offer[end] + move}
                yield f"{offer['nis']} {end} {moved[end]}", {**data, "offered_in": _put(offers, place, moved)}
    if offers:
        yield "offered everywhere", {key: one for key, one in data.items() if key != "offered_in"}
    elif data["level"] == "local":
        yield "not local", {**data, "level": "flemish"}


def _another_day(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for end in ("valid_from", "valid_until"):
        if end in data:
            yield f"no {end}", {key: one for key, one in data.items() if key != end}
            for move in (-DAY, DAY):
                yield f"{end} {data[end] + move}", {**data, end: data[end] + move}


def _put(parts: list[Any], place: int, new: Any) -> list[Any]:
    return [*parts[:place], *([] if new is None else [new]), *parts[place + 1 :]]


def _listed(parts: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for place, part in enumerate(parts):
        yield f"without {_short(part)}", _put(parts, place, None)
        for what, other in _wrong(part):
            yield what, _put(parts, place, other)


def _wrong(one: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A condition with one thing wrong in it."""
    for shape in ("all", "any"):
        if shape in one:
            if len(one[shape]) > 1:
                yield f"{'any' if shape == 'all' else 'all'} of {_short(one)}", {"any" if shape == "all" else "all": one[shape]}
            yield from ((what, {shape: parts}) for what, parts in _listed(one[shape]) if parts or shape == "all")
            return
    if "of" in one:
        for count in (one["at_least"] - 1, one["at_least"] + 1):
            yield f"at least {count} of {_short(one)}", {**one, "at_least": count}
        yield from ((what, {**one, "of": parts}) for what, parts in _listed(one["of"]))
    elif "not" in one:
        yield f"plainly {_short(one['not'])}", one["not"]
        yield from ((f"not {what}", {"not": other}) for what, other in _wrong(one["not"]))
    elif "ask" in one:
        yield f"nobody asks {_short(one)}", {"all": []}
    else:
        yield f"not {_short(one)}", {"not": copy.deepcopy(one)}
        yield from _otherwise(one)


def _otherwise(leaf: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    ((fact, value),) = leaf.items()
    known = vocabulary()[fact]
    if isinstance(value, dict):
        ((operator, limit),) = value.items()
        for other in {STRICTNESS[operator], REVERSED[operator]}:
            yield f"{fact} {other} {limit}", {fact: {other: limit}}
        if isinstance(limit, dict) and "plus_per" in limit:
            yield f"{fact} {limit} for one person", {fact: {operator: {k: v for k, v in limit.items() if k != "plus_per"}}}
        if isinstance(limit, dict) and "factor" in limit:
            yield f"{fact} {limit} once", {fact: {operator: {k: v for k, v in limit.items() if k != "factor"}}}
        if isinstance(limit, int):
            yield from ((f"{fact} {operator} {limit + step}", {fact: {operator: limit + step}}) for step in (-1, 1))
    elif known.type == "enum":
        given = value if isinstance(value, list) else [value]
        for gone in given if len(given) > 1 else ():
            yield f"{fact} without {gone}", {fact: [one for one in given if one != gone]}
        for more in known.options:
            if more not in given and more != "onbekend":
                yield f"{fact} with {more}", {fact: [*given, more]}


def _flipped(sign: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    ((fact, value),) = sign.items()
    if isinstance(value, bool):
        return [{fact: not value}]
    return [{fact: [value, more]} for more in vocabulary()[fact].options if more not in (value, "onbekend")]


def _short(one: Any) -> str:
    text = yaml.dump(one, default_flow_style=True, allow_unicode=True, width=10_000).strip()
    return text if len(text) < 90 else f"{text[:87]}..."


# --- amounts, tables and judgements --------------------------------------------------------------------------------------


@functools.cache
def used() -> Mapping[str, tuple[str, ...]]:
    """The amounts that decide something, each with its rights."""
    found: dict[str, dict[str, None]] = {}
    for slug, rule in BOOK.rules.items():
        for leaf in rules.leaves(rule.whole(TODAY)):
            for name in parameters_of(leaf):
                found.setdefault(name, {})[slug] = None
    return {name: tuple(slugs) for name, slugs in found.items()}


def of_amount(name: str) -> Iterator[Mutant]:
    """One amount with one thing wrong in it, when it counts on a day on which a rule with it is in force."""
    entries = BOOK.parameters.series[name].entries
    begun = min(BOOK.rules[slug].valid_from or date.min for slug in used()[name])
    for place, entry in enumerate(entries):
        if entry.value is None or (place + 1 < len(entries) and (entries[place + 1].since or date.min) <= begun):
            continue
        for what, other in _other_amounts(entry, BOOK.parameters.series[name].unit, begun):
            series = {name: (*entries[:place], other, *entries[place + 1 :])}
            if what == FRESH:  # all amounts of a limit together: one that is old makes the limit old
                series |= {one: _fresh(BOOK.parameters.series[one].entries) for one in partners(name)}
            yield Mutant(f"{name} {entry.value} ({entry.since}): {what}", used()[name], functools.partial(with_series, series))


def _other_amounts(entry: Entry, unit: str, begun: date) -> Iterator[tuple[str, Entry]]:
    assert entry.value is not None
    step = 0.01 if "eur" in unit else 1
    yield f"{step} more", replace(entry, value=round(entry.value + step, 2))
    yield f"{step} less", replace(entry, value=round(entry.value - step, 2))
    yield "not known", replace(entry, value=None)
    if entry.checked and not entry.stale:
        yield "taken for old", replace(entry, stale=True)
    else:
        yield FRESH, _fresh((entry,))[0]
    if entry.since and entry.since >= begun:
        yield "a day later", replace(entry, since=entry.since + DAY)
    if entry.since and entry.since > begun:
        yield "a day earlier", replace(entry, since=entry.since - DAY)


def _fresh(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(replace(one, stale=False, checked=one.checked or date(2026, 11, 22)) for one in entries)


@functools.cache
def partners(name: str) -> frozenset[str]:
    """The amounts that stand with this one in a limit, without itself."""
    together = [parameters_of(leaf) for rule in BOOK.rules.values() for leaf in rules.leaves(rule.whole(TODAY))]
    return frozenset(one for names in together if name in names for one in names) - {name}


def with_series(changed: Mapping[str, tuple[Entry, ...]]) -> Book:
    """The book with other values of some amounts."""
    series = {name: replace(BOOK.parameters.series[name], entries=entries) for name, entries in changed.items()}
    return replace(BOOK, parameters=Parameters({**BOOK.parameters.series, **series}, BOOK.parameters.tables))


def of_tables() -> Iterator[Mutant]:
    """A limit per household with one thing wrong in it."""
    text = resource("rights", parameters.FILE).read_text("utf-8")
    tables = yaml.load(text[text.index("\ntables:") :], Loader=yaml.CSafeLoader)["tables"]
    for name, rows in tables.items():
        slugs = tuple(
            slug for slug in BOOK.rules if f"table: {name}}}" in resource("rights", f"{slug}.yaml").read_text("utf-8")
        )
        for what, other in _other_rows(rows):
            yield Mutant(f"table {name}: {what}", slugs, functools.partial(_with_table, name, other, slugs))


def _with_table(name: str, rows: list[dict[str, Any]], slugs: tuple[str, ...]) -> Book:
    read = grammar.rows(sheet.read(yaml.safe_dump(rows, allow_unicode=True), parameters.FILE), NAMES)
    names = replace(NAMES, tables={**NAMES.tables, name: read})
    changed = {slug: rules.rule(slug, resource("rights", f"{slug}.yaml").read_text("utf-8"), names) for slug in slugs}
    return replace(BOOK, rules={**BOOK.rules, **changed})


def _other_rows(rows: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for place, row in enumerate(rows):
        if "when" in row:
            yield f"without row {place}", _put(rows, place, None)
            yield from (
                (f"row {place} when {what}", _put(rows, place, {**row, "when": other})) for what, other in _wrong(row["when"])
            )
        if "either" in row:
            for one in row["either"]:
                yield f"row {place} only {one}", _put(rows, place, {"when": row["when"], "limit": one})
        elif isinstance(row["limit"], dict):
            yield f"row {place} for one person", _put(rows, place, {**row, "limit": row["limit"]["param"]})


def of_judgements() -> Iterator[Mutant]:
    """What a service judges, taken for the client's own answer."""
    for fact in BOOK.assessments:
        slugs = tuple(
            slug for slug, rule in BOOK.rules.items() if any(leaf.fact == fact for leaf in rules.leaves(rule.conditions))
        )
        judged = {name: who for name, who in BOOK.assessments.items() if name != fact}
        for slug in slugs:
            yield Mutant(f"{slug}: nobody judges {fact}", (slug,), functools.partial(replace, BOOK, assessments=judged))


def of_follows() -> Iterator[tuple[str, Callable[[], Following | None]]]:
    """What follows from answers with one thing wrong in it; None when it is refused."""
    data = yaml.load(resource("rights", "follows.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    for what, changed in _other_follows(data):
        yield what, functools.partial(_follow, changed)


def _follow(data: Mapping[str, Any]) -> Following | None:
    try:
        return follows.parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
    except BadRules:
        return None


def _other_follows(data: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for field in ("only_when", "known_when"):
        for place, row in enumerate(data[field]):
            name = f"{field} {_short(row.get('facts', row.get('fact')))}"
            yield f"{name} gone", {**data, field: _put(data[field], place, None)}
            for what, when in _wrong(row["when"]):
                yield f"{name} when {what}", {**data, field: _put(data[field], place, {**row, "when": when})}
            for fact in row.get("facts", ()):
                rest = {**row, "facts": [one for one in row["facts"] if one != fact]}
                yield f"{name} without {fact}", {**data, field: _put(data[field], place, rest)}
            for fact, value in row.get("fact", {}).items() if isinstance(row.get("fact"), dict) else ():
                if isinstance(value, bool):
                    yield f"{name} otherwise", {**data, field: _put(data[field], place, {**row, "fact": {fact: not value}})}
