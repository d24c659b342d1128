"""What HSDS has no place for, as attributes of a taxonomy of our own: written by the export, read back by the import.

One attribute a value: the code of its term names the field, its value holds it (lists and conditions as JSON).
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import orjson

from sociaalhuis.exchange.catalogue import text
from sociaalhuis.exchange.catalogue.model import Record, with_

TAXONOMY = "sociaalhuis"
HOUSE = "sociaalhuis"
"""The source of records that a house made itself; their id there is their slug."""
UNKNOWN = "onbekend"
"""What stands in a field of an address that must be told and that nobody knows."""
TEXTS = ("source", "source_id", "slug", "kind", "opening_hours", "area_type", "assured_precision", "confidence", "source_url")
LISTS = ("domains", "target_groups", "target_group_tags", "area_values")
_CONFIDENCE = frozenset({"confirmed", "sourced", "likely", "general-knowledge", "unknown"})
_DEFAULT = {one.name: one.default for one in fields(Record)}


def behind(taxonomy: str, code: str) -> str:
    """What stands behind the name of a term that another term has too, in tables where a name may stand once."""
    return f" · {taxonomy} {code}"


def before(taxonomy: str) -> str:
    """What stands before the code of a term that another term has too."""
    return f"{taxonomy}: "


def written(record: Record) -> dict[str, str]:
    """The values of a record that only our own attributes can hold, by field."""
    found = {name: getattr(record, name) for name in TEXTS if getattr(record, name) not in (None, _DEFAULT[name])}
    found |= {name: _json(list(getattr(record, name))) for name in LISTS if getattr(record, name)}
    if record.for_professionals:
        found["for_professionals"] = "ja"
    if record.opening_hours and not record.schedules:
        found["derived"] = "schedules"
    if record.eligibility is not None:
        found["eligibility"] = _json(record.eligibility)
    return found


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def attributes(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Our own values in the attributes of a service, by field; empty for a file of somebody else."""
    found: dict[str, str] = {}
    for one in rows:
        term = one.get("taxonomy_term")
        if isinstance(term, dict) and term.get("taxonomy") == TAXONOMY and isinstance(one.get("value"), str):
            found[str(term.get("code"))] = one["value"]
    return found


def restored(record: Record, found: Mapping[str, str]) -> Record:
    """A record with what our own attributes say."""
    told: dict[str, Any] = {name: text.prose(found[name]) for name in TEXTS if found.get(name)}
    told |= {name: tuple(filter(None, map(text.line, _list(found[name])))) for name in LISTS if name in found}
    if "area_type" in told and "area_values" not in told:
        told["area_values"] = ()
    if "eligibility" in found:
        told["eligibility"] = _value(found["eligibility"])
    if told.get("confidence") not in _CONFIDENCE:
        told.pop("confidence", None)
    if "source" not in told or "source_id" not in told:
        told.pop("source", None)
        told.pop("source_id", None)
    if found.get("derived") == "schedules":
        told["schedules"] = ()
    return with_(record, {**told, "for_professionals": found.get("for_professionals") == "ja", "extra": None})


def _value(said: str) -> Any:
    try:
        return orjson.loads(said)
    except orjson.JSONDecodeError:
        return None


def _list(said: str) -> list[Any]:
    found = _value(said)
    return found if isinstance(found, list) else []
