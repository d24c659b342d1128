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
from sociaalhuis.rights.engine import Engine, Status
from sociaalhuis.rights.parameters import Entry, Parameters
from sociaalhuis.rights.rules import Book

FOLDER = Path(__file__).parent / "cases"
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """One case. ``amounts`` are filled in as if they were known and checked."""

    right: str
    status: Status
    answers: Mapping[str, Any]
    day: date
    amounts: Mapping[str, float]

    def facts(self) -> facts.Facts:
        return facts.read(self.answers)

    def __str__(self) -> str:
        return f"{self.right} {self.status}: {dict(self.answers)} on {self.day}"


@functools.cache
def cases() -> Mapping[str, tuple[Case, ...]]:
    """All cases by right."""
    found: dict[str, tuple[Case, ...]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for right, block in yaml.safe_load(path.read_text("utf-8")).items():
            assert right not in found, f"{right} stands in two files"
            assert block["read"], right
            assert set(block) <= {"read", "base", *Status}, right
            found[right] = tuple(_of(right, block))
    return MappingProxyType(found)


def _of(right: str, block: Mapping[str, Any]) -> Iterator[Case]:
    for status in Status:
        for row in block.get(status.value, ()):
            given = {**block.get("base", {}), **row}
            day, amounts = given.pop("_day", DAY), given.pop("_amounts", {})
            for answers in _each(given):
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
    """The book with these amounts known, fresh and without end."""
    if not amounts:
        return book
    series = dict(book.parameters.series)
    for name, value in amounts.items():
        series[name] = replace(series[name], entries=(Entry(None, value, "a test", date(2026, 11, 22)),))
    return replace(book, parameters=Parameters(series, book.parameters.tables))


def only(book: Book, right: str) -> Book:
    """The book with this one right."""
    return replace(book, rules={right: book.rules[right]})


def wrong(book: Book, of: tuple[Case, ...]) -> list[str]:
    """The cases that the book does not answer as it should."""
    engines: dict[tuple[tuple[str, float], ...], Engine] = {}
    found = []
    for case in of:
        key = tuple(sorted(case.amounts.items()))
        if key not in engines:
            engines[key] = Engine(with_amounts(book, case.amounts))
        got = engines[key].status(case.facts(), case.day)[case.right]
        if got is not case.status:
            found.append(f"{case} but {got}")
    return found
