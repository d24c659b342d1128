"""A home that is quick to copy, for tests of zitdagen: three colleagues and a catalogue of one service."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sociaalhuis.access import users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.store import Store
from sociaalhuis.desk.outing import homecoming
from sociaalhuis.house import House
from tests.houses import CHEAP, NOW, PASSPHRASES

WHO = "coordinator"
SECRET = PASSPHRASES[WHO]
SERVICE = "dienst"
_LISTS = ("domains", "target_groups", "target_group_tags", "area_values", "languages")


def found(place: Path) -> None:
    """Make the home, closed."""
    keeper = PASSPHRASES["beheerder"]
    users.found(place, "Proefdorp", "beheerder", keeper, clock=lambda: NOW, cost=CHEAP)
    house = users.sign_in(place, keeper, clock=lambda: NOW)
    for role in (WHO, "onthaal", "maatschappelijk_werker"):
        users.add(house, keeper, role, role, PASSPHRASES[role], cost=CHEAP)
    more_services(house, SERVICE)
    house.close()


def more_services(house: House, *slugs: str) -> None:
    """Services of an organisation of their own."""
    organization = uuid4()
    rows = [
        {"slug": slug, "organization_id": organization, "name": slug.capitalize(), "description": "", "area_type": "land",
         "confidence": "high", "for_professionals": False, **{key: [] for key in _LISTS}}
        for slug in slugs
    ]  # fmt: skip
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        house.store.insert(session, Organization, [{"id": organization, "name": slugs[0].capitalize()}])
        house.store.insert(session, Service, rows)


def sign_in(place: Path, now: datetime = NOW) -> House:
    """The coordinator, on a clock that stands still."""
    return users.sign_in(place, SECRET, clock=lambda: now)


def _power_cut(place: Path, file: Path) -> None:
    """Bring a package home, and the power goes when its rows are written and the act is not yet done."""
    adopt = Store.adopt

    def cut(*args: Any) -> None:
        adopt(*args)
        os._exit(9)

    Store.adopt = cut  # type: ignore[assignment,method-assign]  # the point of it
    homecoming.bring(sign_in(place), file, NOW)


if __name__ == "__main__":
    _power_cut(Path(sys.argv[1]), Path(sys.argv[2]))
