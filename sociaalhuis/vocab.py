"""The controlled vocabularies: Dutch words with slugs that stay for ever, and the crosswalks between them.

One JSON file a list in resources/vocab, one a crosswalk in resources/vocab/crosswalks; the README there explains the fields.
A slug is never removed: a term that is no longer used gets a last day. This module reads and answers; it knows no house, no
settings and no client, and the facts about a client have a vocabulary of their own (facts.py).
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sociaalhuis.paths import resource

EMPTY_VALUES = ("niet_gevraagd", "onbekend", "wil_niet_zeggen")
"""What every list that describes a person holds besides its own terms: not asked, not known, does not want to say."""

_OWN_FIELDS = frozenset({"slug", "label", "order", "note", "key", "valid_from", "valid_until", "origin"})


class BadVocabulary(ValueError):
    """A file of resources/vocab that cannot be read; the message names the file and the term or row."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a list.

    ``valid_from`` is the first and ``valid_until`` the last day on which it may be chosen (None: no end in sight). ``key`` is
    the letter that picks it in a focused list. ``origin`` is source, own or general-knowledge. ``extra`` holds what only this
    list has, such as ``due_working_days`` of urgency: text, numbers, true or false; the note of the file says what it means.
    """

    slug: str
    label: str
    order: int
    valid_from: date
    valid_until: date | None
    origin: str
    note: str | None = None
    key: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def valid(self, on: date) -> bool:
        """Whether this term may be chosen on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


def terms(list_name: str, on: date | None) -> tuple[Term, ...]:
    """The terms of a list that may be chosen on that day, in order; with None all it ever had. KeyError for an unknown list."""
    found = _list(list_name).values()
    return tuple(term for term in found if on is None or term.valid(on))


def term(list_name: str, slug: str) -> Term:
    """One term, also one that is no longer valid: old records keep their words. KeyError for an unknown list or slug."""
    found = _list(list_name)
    if slug not in found:
        raise KeyError(f"no term {slug!r} in the vocabulary {list_name!r}")
    return found[slug]


def label(list_name: str, slug: str) -> str:
    """The Dutch word of a term, as the screen shows it. KeyError for an unknown list or slug."""
    return term(list_name, slug).label


def mapped(crosswalk: str, slug: str) -> tuple[str, ...]:
    """Where a slug goes in a crosswalk such as ``question_types_to_clusters``: the primary one first, empty for nowhere.

    Raises KeyError for an unknown crosswalk or a slug that the crosswalk does not know.
    """
    found = _crosswalk(crosswalk)
    if slug not in found:
        raise KeyError(f"no row {slug!r} in the crosswalk {crosswalk!r}")
    return found[slug]


def parse_list(content: bytes, file: str) -> Mapping[str, Term]:
    """The terms of a list by slug, in order, from its file (UTF-8 JSON). Raises BadVocabulary that names file and term."""
    data = _object(content, file)
    found: dict[str, Term] = {}
    for place, row in enumerate(_rows(data, "terms", file), 1):
        where = f"{file}, term {place}"
        one = _term(row, where)
        if one.slug in found:
            raise BadVocabulary(f"{where}: the slug {one.slug!r} stands there twice")
        found[one.slug] = one
    missing = [slug for slug in EMPTY_VALUES if slug not in found] if data.get("about_person") else []
    if missing:
        raise BadVocabulary(f"{file}: a list about a person also has {', '.join(missing)}")
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))


def parse_crosswalk(content: bytes, file: str) -> Mapping[str, tuple[str, ...]]:
    """Source slug → target slugs, the primary first, from its file. Raises BadVocabulary that names file and row."""
    found: dict[str, tuple[str, ...]] = {}
    for place, row in enumerate(_rows(_object(content, file), "rows", file), 1):
        where = f"{file}, row {place}"
        source, targets = _row(row, where)
        if source in found:
            raise BadVocabulary(f"{where}: {source!r} stands there twice")
        found[source] = targets
    return MappingProxyType(found)


@functools.cache
def _list(name: str) -> Mapping[str, Term]:
    return parse_list(_content("list", f"{name}.json"), f"{name}.json")


@functools.cache
def _crosswalk(name: str) -> Mapping[str, tuple[str, ...]]:
    return parse_crosswalk(_content("crosswalk", "crosswalks", f"{name}.json"), f"crosswalks/{name}.json")


def _content(kind: str, *parts: str) -> bytes:
    try:
        return resource("vocab", *parts).read_bytes()
    except FileNotFoundError:
        raise KeyError(f"there is no {kind} {parts[-1]!r}") from None


def _object(content: bytes, file: str) -> Mapping[str, Any]:
    try:
        data = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadVocabulary(f"{file}, byte {error.start}: no UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise BadVocabulary(f"{file}, line {error.lineno}: no good JSON ({error.msg})") from error
    if not isinstance(data, dict):
        raise BadVocabulary(f"{file}: expected an object with a title and its rows")
    return data


def _rows(data: Mapping[str, Any], name: str, file: str) -> list[Any]:
    rows = data.get(name)
    if not isinstance(rows, list):
        raise BadVocabulary(f"{file}: {name!r} has to be a list")
    return rows


def _term(row: Any, where: str) -> Term:
    if not isinstance(row, dict):
        raise BadVocabulary(f"{where}: expected an object, not {row!r}")
    slug = _words(row, "slug", where)
    where = f"{where} ({slug!r})"
    order = row.get("order")
    if not isinstance(order, int) or isinstance(order, bool):
        raise BadVocabulary(f"{where}: the order is a whole number, not {order!r}")
    since = _day(row, "valid_from", where)
    until = None if row.get("valid_until") is None else _day(row, "valid_until", where)
    if until is not None and until < since:
        raise BadVocabulary(f"{where}: it ends ({until}) before it begins ({since})")
    return Term(
        slug=slug,
        label=_words(row, "label", where),
        order=order,
        valid_from=since,
        valid_until=until,
        origin=_words(row, "origin", where),
        note=None if row.get("note") is None else _words(row, "note", where),
        key=None if row.get("key") is None else _words(row, "key", where),
        extra=MappingProxyType({name: value for name, value in row.items() if name not in _OWN_FIELDS}),
    )


def _row(row: Any, where: str) -> tuple[str, tuple[str, ...]]:
    if not isinstance(row, dict):
        raise BadVocabulary(f"{where}: expected an object, not {row!r}")
    source = _words(row, "from", where)
    where = f"{where} ({source!r})"
    also = row.get("also")
    if not isinstance(also, list) or not all(isinstance(slug, str) for slug in also):
        raise BadVocabulary(f"{where}: 'also' is a list of slugs, empty when there are none")
    if row.get("primary") is not None:
        return source, (_words(row, "primary", where), *also)
    if also or not row.get("note"):
        raise BadVocabulary(f"{where}: without a primary there is a note that says why, and nothing in 'also'")
    return source, ()


def _words(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadVocabulary(f"{where}: {name!r} has to be words, not {value!r}")
    return value


def _day(row: Mapping[str, Any], name: str, where: str) -> date:
    try:
        return date.fromisoformat(_words(row, name, where))
    except ValueError as error:
        raise BadVocabulary(f"{where}: {name!r} has to be a day such as 2026-11-22, not {row.get(name)!r}") from error
