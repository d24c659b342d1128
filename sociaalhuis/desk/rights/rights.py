"""Rights at the desk: what a postal code and a birth date add to the facts, which answers contradict, and the batch line.

The thinking is in :mod:`sociaalhuis.rights.engine`; here rules meet places. Nothing is written.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

from sociaalhuis import facts as fact_values
from sociaalhuis.catalogue import needs, places
from sociaalhuis.catalogue.needs import FoundNeed
from sociaalhuis.catalogue.suggest import CLEAR
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.rights import follows
from sociaalhuis.rights.engine import Engine, Outcome, Status
from sociaalhuis.rights.follows import Clash

REGION, MUNICIPALITY, AGE = "gewest", "gemeente_nis", "leeftijd"
_REGIONS = {"Vlaanderen": "vlaanderen", "Brussel": "brussel", "Wallonië": "wallonie"}
_SOURCE = "postcode"
_WORTH = frozenset({Status.POSSIBLE, Status.UNKNOWN})
_NEXT = "Geef een object met facts, en als je ze weet postcode en date."


def located(known: Facts, postcode: str | None, day: date) -> Facts:
    """The facts with the region and the municipality that a postal code tells, where nobody answered them.

    A municipality that merged is taken as it is on that day. Raises Refusal for a postal code or municipality that cannot be.
    """
    found: dict[str, Answer] = {}
    where = _places(known, postcode, day)
    told = known.confirmed(MUNICIPALITY)
    codes = {one.nis if day >= (places.merged_on(one.nis) or day) else None for one in where}
    if isinstance(told, int):
        now = places.municipality_on(str(told), day)
        if now is not None and now != str(told):
            found[MUNICIPALITY] = Answer(int(now), Standing.CONFIRMED, _SOURCE)
    elif MUNICIPALITY not in known and len(codes) == 1 and (code := codes.pop()) is not None:
        found[MUNICIPALITY] = Answer(int(code), Standing.CONFIRMED, _SOURCE)
    regions = {_REGIONS[one.region] for one in where}
    if REGION not in known and len(regions) == 1:
        found[REGION] = Answer(regions.pop(), Standing.CONFIRMED, _SOURCE)
    return known.having(**found)


def aged(known: Facts, born: date | int | None, day: date) -> Facts:
    """The facts with the age on that day, where nobody answered it: from a birth date, or between two ages from a birth year.

    Who was born on 29 February becomes a year older on 1 March in other years.
    """
    if born is None or AGE in known:
        return known
    if isinstance(born, int):
        return known.having(**{AGE: Answer((max(day.year - born - 1, 0), day.year - born), Standing.CONFIRMED, "birth")})
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return known.having(**{AGE: Answer(years, Standing.CONFIRMED, "birth")})


def _places(known: Facts, postcode: str | None, day: date) -> tuple[places.Place, ...]:
    if postcode:
        return places.places(postcode)
    told = known.confirmed(MUNICIPALITY)
    now = places.municipality_on(str(told), day) if isinstance(told, int) else None
    one = places.municipality(now) if now else None
    return (one,) if one else ()


def clashes(known: Facts, postcode: str | None, day: date) -> tuple[Clash, ...]:
    """The answers that contradict each other or the postal code, to ask “wat klopt vandaag?”."""
    found = list(follows.shipped().clashes(known))
    for fact in (REGION, MUNICIPALITY):
        told = known.confirmed(fact)
        tells = located(Facts({key: one for key, one in known.items() if key != fact}), postcode, day).confirmed(fact)
        if postcode and told is not None and tells is not None and not _same(fact, told, tells, day):
            found.append(Clash(fact, (_SOURCE,)))
    return tuple(found)


def _same(fact: str, told: object, tells: object, day: date) -> bool:
    return told == tells or (fact == MUNICIPALITY and places.municipality_on(str(told), day) == str(tells))


def worth_checking(found: Iterable[FoundNeed], known: Facts, engine: Engine, day: date) -> tuple[str, ...]:
    """The rights (slugs) to explore for these needs: the first of each need, then the second of each, and so on.

    Not there: what somebody has already, and what a confirmed fact makes unlikely.
    """
    shown = [needs.vocabulary()[one.need].rights for one in found if one.strength >= CLEAR]
    if not any(shown):
        return ()
    status = engine.status(known, day)
    asked = (right for turn in zip_longest(*shown) for right in turn if right is not None)
    return tuple(dict.fromkeys(right for right in asked if status.get(right) in _WORTH))


def answer(engine: Engine, line: Mapping[str, Any], today: date) -> dict[str, Any]:
    """One line of ``rights --batch`` as one line of output. Raises Refusal for a line that cannot be."""
    known, postcode, day = read(line, today)
    return {"id": line.get("id"), "rights": shape(engine.check(located(known, postcode, day), day).values())}


def read(line: Mapping[str, Any], today: date) -> tuple[Facts, str | None, date]:
    """The facts, the postal code and the day of one batch line. Raises Refusal for a line that cannot be."""
    given, postcode = line.get("facts", {}), line.get("postcode")
    if not isinstance(given, Mapping) or not (postcode is None or isinstance(postcode, str | int)):
        raise Refusal("Deze regel heeft geen goede feiten (facts) of postcode.", _NEXT)
    return fact_values.read(given), None if postcode is None else str(postcode), _day(line.get("date"), today)


def _day(text: object, today: date) -> date:
    if text is None:
        return today
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Refusal(f"De dag “{str(text)[:30]}” bestaat niet.", "Schrijf hem als 2026-11-22.") from None


def shape(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Outcomes as JSON values, as the batch line and the case file hold them."""
    return [
        {
            "right": one.right,
            "status": one.status.value,
            "missing": list(one.missing),
            "decisive": list(dict.fromkeys(leaf.fact for leaf, _ in one.decisive)),
            "uncertain_parameters": list(one.uncertain_parameters),
            "via": list(one.via),
            "parameters": {
                name: {
                    "value": amount.value,
                    "valid_from": amount.valid_from.isoformat() if amount.valid_from else None,
                    "source": amount.source,
                }
                for name, amount in one.parameters.items()
            },
        }
        for one in outcomes
    ]
