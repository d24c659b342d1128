"""Two records side by side, field by field: what each says, whether that differs, and the record that a choice makes of them.

Pure but for the vocabularies: records go in and come out as exchange.catalogue.model has them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sociaalhuis import vocab
from sociaalhuis.catalogue import doubles, fields
from sociaalhuis.catalogue.service import INFORMAL, PRODUCT
from sociaalhuis.desk.catalogue import parts
from sociaalhuis.exchange.catalogue.model import COMPARED, Record, plain

STAYS, GOES, BOTH = "blijft", "gaat", "allebei"
SHOWN: Mapping[str, tuple[str, ...]] = {
    "name": ("name",), "organization": ("organization",), "alternate_name": ("alternate_name",), "kind": ("kind",),
    "description": ("description",), "phones": ("phones",), "email": ("email",), "url": ("url",), "addresses": ("addresses",),
    "opening_hours": ("opening_hours", "schedules"), "area_values": ("area_values", "area_type"), "languages": ("languages",),
    "target_groups": ("target_groups",), "target_group_tags": ("target_group_tags",), "domains": ("domains",),
    "fees": ("fees",), "costs": ("costs",), "documents": ("documents",),
    "eligibility_description": ("eligibility_description", "eligibility", "minimum_age", "maximum_age"),
    "application_process": ("application_process",), "alert": ("alert",), "terms": ("terms",), "links": ("links",),
    "assured_date": ("assured_date", "assured_precision", "confidence"), "source_url": ("source_url",),
    "for_professionals": ("for_professionals",),
}  # fmt: skip
"""The fields that are shown, each with the fields of the record that go with it."""
LISTS = frozenset(
    {
        "phones",
        "addresses",
        "languages",
        "target_groups",
        "target_group_tags",
        "domains",
        "costs",
        "documents",
        "terms",
        "links",
    }
)
CLAIMED = tuple(name for name in COMPARED if name != "extra")
"""The fields that come from one source or another."""
_KINDS: Mapping[str | None, str] = {PRODUCT: "product of recht", INFORMAL: "informele hulp"}
_FRONT = re.compile(r"^https?://(?:www\.)?|^www\.")
_TOGETHER = frozenset({"target_groups", "target_group_tags", "domains", "terms", "links"})  # nothing is lost by having both
_LINES: Mapping[str, Callable[[Any], str]] = {
    "addresses": parts.address,
    "costs": parts.cost,
    "documents": parts.document,
    "phones": lambda one: f"{one.number} ({one.description})" if one.description else one.number,
    "terms": lambda one: one.name,
    "links": lambda one: one.url,
}
_KEYS: Mapping[str, Callable[[Any], object]] = {
    "phones": lambda one: doubles.digits(one.number),
    "addresses": lambda one: (one.postal_code, doubles.folded_street(one.address_1)),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of both records in words; empty for nothing. ``choice`` is what is proposed; ``both``: it can be both."""

    name: str
    label: str
    stays: str
    goes: str
    same: bool
    choice: str
    both: bool


def compare(stays: Record, goes: Record) -> Sequence[Field]:
    """The fields that at least one of the records tells, those that differ first."""
    found = [_field(name, stays, goes) for name in SHOWN]
    told = [one for one in found if one.stays or one.goes]
    return sorted(told, key=lambda one: (one.same, not (one.stays and one.goes)))


def _field(name: str, stays: Record, goes: Record) -> Field:
    mine, other = said(name, stays), said(name, goes)
    same = mine == other or _same(name, getattr(stays, name), getattr(goes, name))
    return Field(name, fields.label(name), mine, other, same, _proposed(name, stays, goes, same=same), name in LISTS)


def _proposed(name: str, stays: Record, goes: Record, *, same: bool) -> str:
    """What the record that stays says; what the other one says where it says nothing, or was checked later."""
    mine, other = getattr(stays, name), getattr(goes, name)
    if name == "assured_date":
        return GOES if (other or date.min) > (mine or date.min) else STAYS
    if same or not said(name, goes):
        return STAYS
    if not said(name, stays):
        return GOES
    return BOTH if name in _TOGETHER else STAYS


def _same(name: str, mine: Any, other: Any) -> bool:
    if name in _KEYS:
        return [_KEYS[name](one) for one in mine] == [_KEYS[name](one) for one in other]
    if isinstance(mine, str) and isinstance(other, str):
        return _bare(mine) == _bare(other)
    return bool(plain(mine) == plain(other))


def _bare(text: str) -> str:
    return " ".join(_FRONT.sub("", text.casefold()).removesuffix("/").split())


def said(name: str, record: Record) -> str:
    """A field of a record in words, parts with a semicolon between."""
    value = getattr(record, name)
    if name == "organization":
        return record.organization.name
    if name == "area_values":
        return parts.area(record.area_type, record.area_values)
    if name == "languages":
        known = {term.slug: term.label for term in vocab.terms("languages", None)}
        return ", ".join(known.get(slug, slug) for slug in value)
    if name == "assured_date":
        return f"{value:%d/%m/%Y}" if value else ""
    if name in _LINES:
        return "; ".join(_LINES[name](one) for one in value)
    if name == "kind":
        return _KINDS.get(value, value or "")
    if name == "for_professionals" and not value:
        return ""
    return fields.words(name, value)


def merged(stays: Record, goes: Record, choices: Mapping[str, str]) -> Record:
    """The record that stays with what was chosen; a field without a choice stays as it is."""
    changed: dict[str, Any] = {}
    for shown, choice in choices.items():
        for name in SHOWN[shown]:
            if choice == GOES:
                changed[name] = getattr(goes, name)
            elif choice == BOTH and shown in LISTS:
                changed[name] = union(name, getattr(stays, name), getattr(goes, name))
    return replace(stays, **changed)


def union(name: str, mine: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    """Everything of both lists, once: what is the same number or address counts once."""
    key = _KEYS.get(name, _itself)
    there = {key(one) for one in mine}
    return (*mine, *(one for one in other if key(one) not in there))


def _itself(one: Any) -> object:
    return one


def claims(choices: Mapping[str, str], side: str) -> frozenset[str]:
    """The fields of the record that come from this side (STAYS or GOES); whether it stopped is of both."""
    of = {name for shown, names in SHOWN.items() for name in names if choices.get(shown, STAYS) in (side, BOTH)}
    return frozenset(of | {"archived"})
