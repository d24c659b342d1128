"""What was erased stays erased when an older reservekopie comes back.

Beside the house, and in every copy, stand the ids of what was erased: random numbers that tell nothing of anybody.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.db.desk import Contact
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.house import House

LIST = "gewist.json"
ACTIONS = ("retention.erase", "retention.again")
_ABOUT = (Person.__tablename__, Contact.__tablename__)


def of(house: House) -> frozenset[UUID]:
    """The people and questions that were ever erased here, as the journal tells. Reads all of it: for once a day."""
    query = select(Entry.row).where(Entry.action.in_(ACTIONS), Entry.table.in_(_ABOUT)).distinct()
    with house.store.read() as session:
        return frozenset(UUID(row) for row in session.scalars(query))


def keep(house: House) -> Mapping[str, Any]:
    """Write the list beside the house, and give it for a manifest. Where writing does not work, the next copy still tells."""
    found = {"house": house.id.hex, "erased": sorted(one.hex for one in of(house))}
    fresh = house.place / f"{LIST}.new"
    with suppress(OSError):
        fresh.write_text(json.dumps(found), "utf-8")
        fresh.replace(house.place / LIST)
    return found


def beside(place: Path) -> Mapping[str, Any]:
    """What the list beside a house tells; empty when there is none that can be read."""
    try:
        found = json.loads((place / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def rows(lists: Iterable[Mapping[str, Any]], house: str) -> frozenset[UUID]:
    """What any of these lists tells of this house (its id in hexadecimal digits); anything else in them counts for nothing."""
    found = set()
    for one in lists:
        of_it = one.get("erased") if one.get("house") == house else None
        for row in of_it if isinstance(of_it, list) else ():
            with suppress(ValueError, TypeError, AttributeError):
                found.add(UUID(row))
    return frozenset(found)
