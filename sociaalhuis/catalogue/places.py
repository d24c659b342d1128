"""Belgian places: from a postal code to a municipality, and whether a service works there. Offline, no address lookup.

A place is one pair of postal code and NIS code after the mergers of 2025 (source: resources/starter/municipalities.json,
from Statbel and GeoNames); three codes belong to two municipalities. A working area and a place are compared by keys such as
``m:73110`` (municipality), ``a:Tongeren``, ``p:Limburg``, ``r:Kempen``, ``vl`` and ``be``, which the index uses too.
"""

import functools
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sociaalhuis.catalogue.service import Address, Service, ServiceArea
from sociaalhuis.errors import Refusal
from sociaalhuis.paths import resource

BELGIUM, FLANDERS, UNKNOWN_AREA = "be", "vl", "?"
_PREFIX = {"municipalities": "m", "arrondissement": "a", "province": "p", "region": "r"}
_NARROWNESS = {"m": 4, "a": 3, "r": 2, "p": 2, FLANDERS: 1, BELGIUM: 0, UNKNOWN_AREA: 0}
MUNICIPAL = _NARROWNESS["m"]
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality behind one postal code. ``lat`` and ``lon`` in degrees: the middle of the places with that code."""

    postal_code: str
    nis: str
    municipality: str
    province: str
    arrondissement: str
    region: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Reach:
    """The area keys that certainly (``sure``) or perhaps (``maybe``) include a client."""

    sure: frozenset[str]
    maybe: frozenset[str] = frozenset()


NO_PLACE = Reach(frozenset({BELGIUM, FLANDERS}))


@functools.cache
def _by_code() -> Mapping[str, tuple[Place, ...]]:
    rows = json.loads(resource("starter", "municipalities.json").read_text("utf-8"))["postal_codes"]
    found: dict[str, tuple[Place, ...]] = {}
    for row in rows:
        place = Place(
            row["postal_code"],
            row["nis"],
            row["municipality"],
            row["province"],
            row["arrondissement"],
            row["region"],
            row["lat"],
            row["lon"],
        )
        found[place.postal_code] = (*found.get(place.postal_code, ()), place)
    return found


def places(postcode: str) -> tuple[Place, ...]:
    """Every municipality behind a postal code, mostly one. Raises Refusal for a code that does not exist."""
    code = postcode.strip().upper().removeprefix("BE-").removeprefix("B-")
    found = _by_code().get(code)
    if found is None:
        raise Refusal(f"De postcode “{postcode.strip()[:12]}” bestaat niet in België.", "Kijk de vier cijfers na.")
    return found


@functools.cache
def named() -> tuple[tuple[str, Place, bool], ...]:
    """Every name of every place: of the municipality (True) or of a part of it, mostly a municipality of old (False)."""
    rows = json.loads(resource("starter", "municipalities.json").read_text("utf-8"))["postal_codes"]
    found = []
    for row in rows:
        place = next(one for one in _by_code()[row["postal_code"]] if one.nis == row["nis"])
        found += [(name, place, True) for name in {row["municipality"], row["municipality_fr"] or row["municipality"]}]
        found += [(name, place, False) for name in row["place_names"]]
    return tuple(found)


def codes() -> tuple[str, ...]:
    """Every Belgian postal code."""
    return tuple(_by_code())


def known(postcode: str) -> tuple[Place, ...]:
    """Every municipality behind a postal code of a record; none when the record is wrong."""
    return _by_code().get(postcode.strip(), ())


def place(postcode: str, nis: str | None = None) -> Place:
    """The one place of a postal code, where needed told apart by NIS code. Raises Refusal when it stays unclear."""
    found = [one for one in places(postcode) if nis in (None, one.nis)]
    if not found:
        raise Refusal(f"De postcode {postcode.strip()} hoort niet bij die gemeente.", "Kijk de postcode en de gemeente na.")
    if len(found) > 1:
        names = " en ".join(one.municipality for one in found)
        raise Refusal(f"De postcode {postcode.strip()} hoort bij {names}.", "Kies de gemeente.")
    return found[0]


@functools.cache
def _mergers() -> Mapping[str, tuple[str, date]]:
    """Every NIS code that went into a merger, also one that the merger kept: the code since then and its first day."""
    rows = json.loads(resource("starter", "municipalities.json").read_text("utf-8"))["postal_codes"]
    return {
        old["nis"]: (row["nis"], date.fromisoformat(row["merger_date"])) for row in rows for old in row["merged_from"] or ()
    }


def merged_on(nis: str) -> date | None:
    """The first day of this municipality as it is now, None when it never merged."""
    return next((first for new, first in _mergers().values() if new == nis), None)


def municipality_on(nis: str, day: date) -> str | None:
    """The NIS code of that municipality on a day: of a merged one the new code from its first day on, before that the old one.

    None for a new code before its first day: which of the old ones it was, the code does not tell. Raises Refusal for a code
    that never was.
    """
    if nis in _mergers():
        new, first = _mergers()[nis]
        return new if day >= first else nis
    if nis not in _names():
        raise Refusal(f"De gemeente met NIS-code {nis[:12]} bestaat niet.", "Kijk de code na, of geef de postcode.")
    first_day = merged_on(nis)
    return None if first_day and day < first_day else nis


@functools.cache
def _names() -> Mapping[str, Place]:
    return {one.nis: one for found in _by_code().values() for one in found}


def municipality(nis: str) -> Place | None:
    """A place in the municipality with this NIS code, None for a code that is not in use now."""
    return _names().get(nis)


def distance(one: Place, other: Place) -> float:
    """Kilometres as the crow flies between two places."""
    return _apart((one.lat, one.lon), (other.lat, other.lon))


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def kilometres(service: Service, homes: Iterable[Place]) -> float:
    """Kilometres as the crow flies to the nearest address that clients may know; infinite without one."""
    offices = [point for one in service.addresses if not one.confidential for point in _points(one)]
    return min((_apart((home.lat, home.lon), point) for home in homes for point in offices), default=math.inf)


def _points(address: Address) -> tuple[tuple[float, float], ...]:
    """Where an address is: its own coordinates, else the middle of the places with its postal code."""
    if address.latitude is not None and address.longitude is not None:
        return ((address.latitude, address.longitude),)
    return tuple((one.lat, one.lon) for one in known(address.postal_code))


@functools.cache
def _regions() -> Mapping[str, Mapping[str, list[str]]]:
    """Named regions of working areas as keys: ``not`` goes before ``in`` goes before ``maybe``."""
    found: Mapping[str, Mapping[str, list[str]]] = json.loads(resource("starter", "regions.json").read_text("utf-8"))["regions"]
    return found


@functools.lru_cache(maxsize=8192)
def area_keys(area: ServiceArea) -> tuple[str, ...]:
    """The keys of a working area; an area that the record leaves open has the key ``?``."""
    if area.type == "national":
        return (BELGIUM,)
    if area.type == "flanders":
        return (FLANDERS,)
    prefix = _PREFIX.get(area.type)
    return tuple(f"{prefix}:{value}" for value in area.values) if prefix and area.values else (UNKNOWN_AREA,)


def narrowness(key: str) -> int:
    """How small the area of a key is: 4 a municipality, 0 the country or not told."""
    return _NARROWNESS[key.split(":")[0]]


@functools.lru_cache(maxsize=256)
def reach(one: Place) -> Reach:
    """The area keys that include a place. Flemish services work in Brussels only sometimes, in Wallonia not."""
    sure = {BELGIUM, f"m:{one.nis}", f"a:{one.arrondissement}", f"p:{one.province}"}
    maybe = {UNKNOWN_AREA}
    if one.region == "Vlaanderen":
        sure.add(FLANDERS)
    elif one.region == "Brussel":
        maybe.add(FLANDERS)
    for name, rule in _regions().items():
        if sure.intersection(rule.get("not", ())):
            continue
        if sure.intersection(rule.get("in", ())):
            sure.add(f"r:{name}")
        elif sure.intersection(rule.get("maybe", ())):
            maybe.add(f"r:{name}")
    return Reach(frozenset(sure), frozenset(maybe))


def reach_of(where: Iterable[Place]) -> Reach:
    """The reach of a client who lives in one of these places: sure is what includes all of them.

    Without any place only what works in all of Flanders or Belgium: a missing postal code never opens a door elsewhere.
    """
    reaches = [reach(one) for one in where]
    if not reaches:
        return NO_PLACE
    sure = frozenset.intersection(*(one.sure for one in reaches))
    return Reach(sure, frozenset[str]().union(*(one.sure | one.maybe for one in reaches)) - sure)


def covers_reach(area: ServiceArea, within: Reach) -> bool | None:
    """Whether a service works for a client with this reach; None: perhaps."""
    keys = area_keys(area)
    if not within.sure.isdisjoint(keys):
        return True
    return None if not within.maybe.isdisjoint(keys) else False
