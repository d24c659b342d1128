"""The starter catalogue that ships with the program: services and parameters as values, from resources/starter.

Reads and cleans; does not rank, store or judge. Domains and target group tags stay as the starter words them. The structured
part of the conditions is an overlay (eligibility.json), so that it can be reviewed and corrected apart from the records.
"""

import functools
import html
import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from sociaalhuis import conditions
from sociaalhuis.catalogue.service import Address, Phone, Service, ServiceArea
from sociaalhuis.paths import resource

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SECRET = "Adres nooit tonen"  # noqa: S105  # words in a note, not a password
_NOT_FOR_CLIENTS = "Niet op een verwijsbrief voor een cliënt"


def clean(text: str) -> str:
    """Plain text: no mark-up, no control or direction characters, single spaces inside lines."""
    plain = _CONTROL.sub("", html.unescape(_TAG.sub(" ", text)))
    return "\n".join(" ".join(line.split()) for line in plain.splitlines()).strip()


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return value


def _read(name: str) -> Any:
    return json.loads(resource("starter", name).read_text("utf-8"))


@functools.cache
def _overlay() -> Any:
    return _read("eligibility.json")


@functools.cache
def services() -> Mapping[str, Service]:
    """The starter's services by id (slug), in the order of the file."""
    return MappingProxyType({row["id"]: service(row) for row in _read("services.json")["services"]})


def service(row: Mapping[str, Any]) -> Service:
    """One record in the shape of services.json as a value, cleaned. Raises conditions.BadCondition for a wrong overlay."""
    raw = _cleaned(dict(row))
    notes = raw["notes"] or ""
    tags = tuple(raw["target_group_tags"] or ())
    condition = _overlay()["conditions"].get(raw["id"])
    confidential = _SECRET in notes
    return Service(
        id=raw["id"],
        organization=raw["organization"],
        name=raw["name"],
        description=raw["description_nl"] or "",
        area=_area(raw["service_area"]),
        alternate_name=raw["alternate_name"],
        domains=tuple(raw["life_domains"] or ()),
        target_groups=tuple(raw["target_groups"] or ()),
        target_group_tags=tags,
        phones=tuple(Phone(one["number"], one.get("note")) for one in raw["phones"] or ()),
        email=raw["email"],
        url=raw["url"],
        addresses=tuple(_address(one, confidential) for one in raw["addresses"] or ()),
        opening_hours=raw["opening_hours"],
        languages=tuple(raw["languages"] or ("nl",)),
        fees=raw["cost_nl"],
        eligibility_description=raw["eligibility_nl"],
        eligibility=conditions.parse(condition["condition"], raw["id"]) if condition else None,
        application_process=raw["application_process_nl"],
        assured_date=_date(raw["checked_on"]),
        assured_precision=raw["checked_on_precision"],
        confidence=raw["confidence"],
        source_url=raw["source_url"],
        notes=raw["notes"],
        for_professionals=tags == ("professionals",) or _NOT_FOR_CLIENTS in notes or raw["id"] in _overlay()["not_for_clients"],
    )


def _area(raw: Mapping[str, Any] | None) -> ServiceArea:
    values = (raw or {}).get("values") or ()
    names = tuple(value["nis"] if isinstance(value, dict) else value for value in values)
    return ServiceArea((raw or {}).get("type") or "region", names)


def _address(raw: Mapping[str, Any], confidential: bool) -> Address:
    return Address(
        raw["address_1"], raw["postal_code"], raw["city"], raw.get("note"), raw.get("lat"), raw.get("lon"), confidential
    )


def _date(text: str | None) -> date | None:
    """A day, or the first day of a month."""
    return date.fromisoformat(text if len(text) > len("2026-01") else f"{text}-01") if text else None


def _number(value: float | str | None) -> float | None:
    """A value as a number; a share is written as a fraction (1/12)."""
    return float(Fraction(value)) if isinstance(value, str) else value


@functools.cache
def parameters() -> Mapping[str, conditions.Parameter]:
    """Amounts and limits by name. Without a value: not known. Stale: certainly or probably outdated."""
    rows = _read("parameters.json")["parameters"]
    return MappingProxyType(
        {
            row["name"]: conditions.Parameter(
                row["name"],
                _number(row["value"]),
                row["unit"],
                _date(row["valid_from"]),
                row["source_url"],
                row["stale"] is True,
            )
            for row in rows
        }
    )
