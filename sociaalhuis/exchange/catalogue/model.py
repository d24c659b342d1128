"""One service of a catalogue as every format tells it: the names of HSDS 3, free of any one file format and of the tables.

All values are clean (see text.py) and frozen; what a source leaves out is None or empty. A record is known by its ``source``
and ``source_id``. Nothing here names a person: contact persons and staff of a source are not taken over.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any

import orjson

MOST_TEXT = 100_000  # characters of one field


@dataclass(frozen=True, slots=True)
class Phone:
    """A number with what it is for."""

    number: str
    description: str | None = None
    type: str | None = None
    extension: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is given: HSDS location and address together. ``region`` is the province or state as told."""

    address_1: str
    postal_code: str
    city: str
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    name: str | None = None
    address_2: str | None = None
    region: str | None = None
    country: str | None = None
    transport: str | None = None
    accessibility: tuple[str, ...] = ()
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a taxonomy that the service is tagged with."""

    taxonomy: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs, or brings (``option`` “voordeel”)."""

    option: str | None = None
    amount: float | None = None
    currency: str | None = None
    description: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What to bring."""

    document: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A page about the service."""

    url: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """One row of HSDS ``schedule``; times as HH:MM, days as MO … SU."""

    freq: str | None = None
    byday: str | None = None
    bymonthday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    dtstart: str | None = None
    until: str | None = None
    interval: int | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """The number of an organisation in a register, such as its KBO number."""

    scheme: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Organization:
    """Who offers it. Known by its name: two organisations with one name are one."""

    name: str
    alternate_name: str | None = None
    description: str | None = None
    email: str | None = None
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One service or product. ``area_type`` and ``area_values`` as catalogue.service.ServiceArea has them.

    ``archived``: the source says that it stopped. ``extra``: what the source tells that has no place here, word for word; None
    when the file cannot know it, which is not the same as nothing.
    """

    source: str
    source_id: str
    name: str
    organization: Organization
    slug: str | None = None
    kind: str | None = None
    alternate_name: str | None = None
    description: str = ""
    domains: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    target_group_tags: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    email: str | None = None
    url: str | None = None
    addresses: tuple[Place, ...] = ()
    opening_hours: str | None = None
    schedules: tuple[Hours, ...] = ()
    area_type: str = "region"
    area_values: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    fees: str | None = None
    costs: tuple[Cost, ...] = ()
    documents: tuple[Document, ...] = ()
    eligibility_description: str | None = None
    eligibility: Any = None  # conditions as data, only in a file of our own
    minimum_age: float | None = None
    maximum_age: float | None = None
    application_process: str | None = None
    terms: tuple[Term, ...] = ()
    links: tuple[Link, ...] = ()
    alert: str | None = None
    assured_date: date | None = None
    assured_precision: str | None = None
    confidence: str = "sourced"
    source_url: str | None = None
    for_professionals: bool = False
    archived: bool = False
    modified: str | None = None
    extra: Mapping[str, Any] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was set apart, or what of a row that was taken could not be: ``row`` as a person finds it in the file."""

    row: str
    field: str
    why: str
    now: str
    taken: bool = False  # the row itself was taken, without this


type Read = Record | Organization | Fault
type Seen = Mapping[str, str]
"""A digest of each field of a record, as a source told it."""

IDENTITY = frozenset({"source", "source_id", "slug", "modified"})
COMPARED = tuple(one.name for one in fields(Record) if one.name not in IDENTITY)
"""The fields of a record that can change at the source."""
_ALL = tuple(one.name for one in fields(Record))
_compared, _every = attrgetter(*COMPARED), attrgetter(*_ALL)
_COUNTS = (int, float)  # nought tells something: it costs nothing
_TOLD = {
    kind: (names := tuple(one.name for one in fields(kind)), attrgetter(*names))
    for kind in (Phone, Place, Term, Cost, Document, Link, Hours, Identifier)
}
_PLACE_OF = {name: i for i, name in enumerate(_ALL)}


def digests(record: Record) -> dict[str, str]:
    """A short digest of every field that is compared; without ``extra`` when the file cannot know it."""
    found = {
        name: "none" if value is None else "no" if value is False else "empty" if value == () else _digest(value)
        for name, value in zip(COMPARED, _compared(record), strict=True)
    }  # a word for the values that most fields have
    if record.extra is None:
        del found["extra"]
    return found


def with_(record: Record, changes: Mapping[str, Any]) -> Record:
    """The record with other values in these fields: as dataclasses.replace, quick enough for tens of thousands of them."""
    values = list(_every(record))
    for name, value in changes.items():
        values[_PLACE_OF[name]] = value
    return Record(*values)


def plain(value: Any) -> Any:
    """A value as JSON holds it: parts as dictionaries of what they tell, an organisation as its name."""
    if isinstance(value, Organization):
        return value.name
    if isinstance(value, tuple):
        return [one if isinstance(one, str) else told(one) for one in value]
    return value


def told(part: Any) -> dict[str, Any]:
    """A part (phone, place, cost …) as a dictionary of what it tells."""
    names, values = _TOLD[type(part)]
    found = zip(names, values(part), strict=True)
    return {name: list(value) if type(value) is tuple else value for name, value in found if value or type(value) in _COUNTS}


def _digest(value: Any) -> str:
    """Twelve hexadecimal digits of a value."""
    said = orjson.dumps(value if type(value) is str else plain(value), option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.blake2s(said, digest_size=6).hexdigest()
