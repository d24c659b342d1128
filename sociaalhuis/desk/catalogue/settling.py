"""A record of a stranger settled in this house: places as NIS codes of today, hours as words, themes as life domains.

Done to every record before it is compared or kept, and the same record always settles in the same way.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from sociaalhuis import vocab
from sociaalhuis.catalogue import needs, places
from sociaalhuis.catalogue.schedules import reading, writing
from sociaalhuis.catalogue.schedules.schedule import Day, Rule, Schedule
from sociaalhuis.catalogue.service import Address, Service, ServiceArea
from sociaalhuis.catalogue.service import Phone as ServicePhone
from sociaalhuis.conditions import BadCondition, parse, to_data
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue.model import Hours, Place, Record, Term, with_
from sociaalhuis.exchange.catalogue.reading import Found

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_AREAS = frozenset({"national", "flanders", "region", "province", "arrondissement", "municipalities"})
_LATER = date(2100, 1, 1)  # after every merger that is known
_SAME = (
    "name", "alternate_name", "description", "domains", "target_groups", "target_group_tags", "email", "url", "opening_hours",
    "languages", "fees", "eligibility_description", "application_process", "assured_date", "assured_precision", "confidence",
    "source_url", "for_professionals",
)  # fmt: skip
_CROSSWALKS = ("life_domains_to_ipdc_themes", "life_domains_to_data_inclusion_themes")


def settled(record: Record) -> Record:
    """The record as this house keeps it."""
    area_type, area_values = _area(record.area_type, record.area_values)
    return with_(
        record,
        {
            "slug": record.slug if record.slug and _SLUG.fullmatch(record.slug) else None,
            "area_type": area_type,
            "area_values": area_values,
            "addresses": tuple(map(_place, record.addresses)),
            "domains": record.domains or domains(record.terms),
            "opening_hours": record.opening_hours or words_of_hours(record.schedules),
            "eligibility": _condition(record.eligibility),
            "assured_precision": record.assured_precision or ("day" if record.assured_date else None),
        },
    )


def _condition(data: Any) -> Any:
    """Structured conditions of a file as this program writes them, None when they cannot be read."""
    if data is None:
        return None
    try:
        return to_data(parse(data, "import"))
    except (BadCondition, RecursionError, TypeError, ValueError, KeyError, AttributeError):
        return None


def _area(kind: str, values: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Municipalities by their code of today; what is no known code is kept as the name of a region."""
    if kind != "municipalities":
        return (kind, values) if kind in _AREAS else ("region", values)
    known = tuple(dict.fromkeys(code for one in values if (code := _nis(one))))
    return ("municipalities", known) if known else ("region", values)


@functools.lru_cache(maxsize=4096)
def _nis(code: str) -> str | None:
    try:
        return places.municipality_on(code, _LATER)
    except Refusal:
        return None


def _place(one: Place) -> Place:
    """The province of a Belgian postal code is not kept beside it; Belgium is not named."""
    belgian = one.country in (None, "BE")
    known = province(one) if belgian else ""
    country, region = None if belgian else one.country, None if one.region == known else one.region
    return one if (country, region) == (one.country, one.region) else replace(one, country=country, region=region)


def province(one: Place) -> str:
    """The province of a Belgian address, empty when its postal code does not tell."""
    found = places.known(one.postal_code)
    return found[0].province if found else ""


def domains(terms: Sequence[Term]) -> tuple[str, ...]:
    """The life domains that the terms of a record stand for: by their code where a crosswalk knows it, else by their words."""
    return tuple(dict.fromkeys(domain for one in terms for domain in _domains(one.taxonomy, one.code, one.name)))


@functools.lru_cache(maxsize=8192)
def _domains(taxonomy: str, code: str, name: str) -> tuple[str, ...]:
    known = [one.slug for one in vocab.terms("life_domains", None)]
    if code in known:
        return (code,)
    for crosswalk in _CROSSWALKS:
        if found := tuple(one for one in known if code in vocab.mapped(crosswalk, one)):
            return found
    if taxonomy.startswith("ipdc_"):
        return ()  # its codes for kinds and audiences are no words of a need
    vocabulary = needs.vocabulary()
    return tuple(dict.fromkeys(vocabulary[one.need].domain for one in needs.read(name.lower()).needs))


def words_of_hours(found: Sequence[Hours]) -> str | None:
    """Rows of HSDS as hours in words: weekly ones as this house writes them, else what the rows say of themselves."""
    rules = [rule for one in found if (rule := _rule(one))]
    if rules and len(rules) == len(found):
        return writing.write(Schedule(tuple(rules)))
    said = dict.fromkeys(one.description for one in found if one.description)
    return "; ".join(filter(None, said)) or None


def _rule(one: Hours) -> Rule | None:
    days = [_DAYS.index(day) for part in (one.byday or "").split(",") if (day := part.strip()) in _DAYS]
    plain = one.freq in (None, "WEEKLY") and (one.interval or 1) == 1 and not one.bymonthday
    if not (days and plain and one.opens_at and one.closes_at) or len(days) != len((one.byday or "").split(",")):
        return None
    opens, closes = _time(one.opens_at), _time(one.closes_at)
    return Rule(opens, closes, tuple(Day(number) for number in sorted(set(days)))) if opens < closes else None


def _time(said: str) -> time:
    hour, _, minute = said.partition(":")
    return time(int(hour) % 24, int(minute))


def hours_of_words(record: Record) -> Sequence[Hours]:
    """Hours that are only words as rows of HSDS; one row with the words when they are more than plain weekly hours."""
    if not record.opening_hours:
        return ()
    try:
        rules = reading.read(record.opening_hours).rules
    except Refusal:
        return (Hours(description=record.opening_hours),)
    plain = [
        Hours(
            "WEEKLY",
            ",".join(_DAYS[day.weekday] for day in one.byday),
            None,
            f"{one.opens_at:%H:%M}",
            f"{one.closes_at:%H:%M}",
            description=record.opening_hours,
        )
        for one in rules
        if one.opens_at and one.closes_at and one == Rule(one.opens_at, one.closes_at, one.byday, label=one.label)
    ]
    return plain or (Hours(description=record.opening_hours),)


def services(found: Found) -> list[Service]:
    """The services in a file as values, without a house. Raises Refusal when there is none."""
    made = [settled(one) for _, one in found.rows() if isinstance(one, Record)]
    if not made:
        raise Refusal(f"In “{found.path.name}” staat geen enkele dienst.", "Geef een bestand dat “import” kan lezen.")
    return [_service(one) for one in made if not one.archived]


def _service(one: Record) -> Service:
    same: dict[str, Any] = {name: getattr(one, name) for name in _SAME}
    return Service(
        id=one.slug or f"{one.source}-{one.source_id}",
        organization=one.organization.name,
        area=ServiceArea(one.area_type, one.area_values),
        eligibility=None if one.eligibility is None else parse(one.eligibility, one.source_id),
        phones=tuple(ServicePhone(phone.number, phone.description) for phone in one.phones),
        addresses=tuple(
            Address(
                at.address_1,
                at.postal_code,
                at.city,
                at.description,
                at.latitude,
                at.longitude,
                at.confidential,
                at.accessibility,
            )
            for at in one.addresses
        ),
        **same,
    )
