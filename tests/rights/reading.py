"""The cases of the rights (tests/rights/cases), read: one case is a right, a day, answers, amounts to fill in, and a status."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from sociaalhuis import facts
from sociaalhuis.facts import Answer, Standing
from sociaalhuis.rights.engine import Engine, Status
from sociaalhuis.rights.parameters import Entry, Parameters
from sociaalhuis.rights.program import parameters_of
from sociaalhuis.rights.rules import Book, leaves

FOLDER = Path(__file__).parent / "cases"
DAY = date(2026, 11, 22)
NOT_APPLICABLE = "n/a"


@dataclass(frozen=True)
class Case:
    """One case. ``amounts`` are filled in as if they were known and checked."""

    right: str
    status: Status
    answers: Mapping[str, Any]
    day: date
    amounts: Mapping[str, float]

    def facts(self) -> facts.Facts:
        """The answers; ``n/a`` is what does not apply to this person."""
        apply = {fact: value for fact, value in self.answers.items() if value != NOT_APPLICABLE}
        absent = Answer(None, Standing.NOT_APPLICABLE, "follows")
        return facts.read(apply).having(**dict.fromkeys(self.answers.keys() - apply.keys(), absent))

    def __str__(self) -> str:
        return f"{self.right} {self.status}: {dict(self.answers)} on {self.day}"


@functools.cache
def blocks() -> Mapping[str, Mapping[str, Any]]:
    """The blocks as they stand in the files, by right."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for right, block in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader).items():
            assert right not in found, f"{right} stands in two files"
            assert block["read"], right
            assert set(block) <= {"read", "base", "opens", *Status}, right
            found[right] = block
    return MappingProxyType(found)


@functools.cache
def cases() -> Mapping[str, tuple[Case, ...]]:
    """All cases by right."""
    return MappingProxyType({right: tuple(_of(right, block)) for right, block in blocks().items()})


def opened(right: str) -> Mapping[str, Any]:
    """What having a right makes true."""
    return dict(blocks()[right].get("opens", {}))


def _of(right: str, block: Mapping[str, Any]) -> Iterator[Case]:
    for status in Status:
        for row in block.get(status.value, ()):
            given = {**block.get("base", {}), **row}
            for answers in _each(given):
                day, amounts = answers.pop("_day", DAY), answers.pop("_amounts", {})
                yield Case(right, status, answers, day, amounts)


def _each(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    spread = [(name, values) for name, values in given.items() if name.endswith("*")]
    if not spread:
        yield dict(given)
        return
    ((name, values),) = spread
    for value in values:
        yield {key: one for key, one in given.items() if key != name} | {name.removesuffix("*"): value}


def with_amounts(book: Book, amounts: Mapping[str, float]) -> Book:
    """The book with these amounts, as far as it needs them, known, fresh and without end."""
    series = dict(book.parameters.series)
    for name, value in amounts.items() if amounts else ():
        if name in series:
            series[name] = replace(series[name], entries=(Entry(None, value, "a test", date(2026, 11, 22)),))
    return replace(book, parameters=Parameters(series, book.parameters.tables))


def only(book: Book, right: str) -> Book:
    """The book with this one right and the amounts that it needs: quick to compile."""
    names = {name for leaf in leaves(book.rules[right].whole(DAY)) for name in parameters_of(leaf)}
    series = {name: one for name, one in book.parameters.series.items() if name in names}
    return replace(book, rules={right: book.rules[right]}, parameters=Parameters(series, book.parameters.tables))


def wrong(book: Book, right: str) -> Iterator[str]:
    """The cases of a right that the book does not answer as it should, those of today first."""
    book, engines = only(book, right), dict[tuple[tuple[str, float], ...], Engine]()
    if dict(book.rules[right].opens) != opened(right):
        yield f"{right} opens {book.rules[right].opens}"
    for case in sorted(cases()[right], key=lambda one: one.day != DAY):
        key = tuple(sorted(case.amounts.items()))
        if key not in engines:
            engines[key] = Engine(with_amounts(book, case.amounts))
        got = engines[key].status(case.facts(), case.day)[right]
        if got is not case.status:
            yield f"{case} but {got}"
