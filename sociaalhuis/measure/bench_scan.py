"""The proactive scan over 10,000 files, against reading the same rows without thinking and thinking without reading.

``half`` is the same over half the files: twice the files must cost about twice the time.
"""

import random
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.access import keys, users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact, Told
from sociaalhuis.db.people import Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk import references
from sociaalhuis.desk.proactive import readable, scan
from sociaalhuis.house import House
from sociaalhuis.measure.bench_rights import person
from sociaalhuis.measure.figures import Result, ratio, result
from sociaalhuis.rights import engine

FILES, ROUNDS, ANSWERS, SEED = 10_000, 3, 12, 2026
_NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
_CHEAP = keys.Cost(passes=1, memory=64, lanes=1)
_SECRET = "een zin om te meten"  # noqa: S105  # the house lives as long as the measuring


def run(files: int = FILES, rounds: int = ROUNDS, seed: int = SEED) -> Result:
    """Scan a house of half as many files and one of all, ``rounds`` times each. The first scan has the most news."""
    times: dict[str, list[float]] = {"read": [], "think": [], "first": [], "again": [], "half": []}
    engine.shipped().status(readable.File(new_id(), 1970, None, None, _NOW.date(), ()).facts(_NOW.date()), _NOW.date())
    for turn in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, size in (("half", files // 2), ("first", files)):
                house = _house(Path(folder) / name, size, random.Random(seed + turn))  # noqa: S311  # no secret
                times[name].append(_scanned(house))
                if name == "first":
                    times["again"].append(_scanned(house))
                    read, think = _apart(house)
                    times["read"].append(read)
                    times["think"].append(think)
                house.close()
    floors, measured = ({name: times[name] for name in names} for names in (("read", "think"), ("first", "again", "half")))
    both = [read + think for read, think in zip(times["read"], times["think"], strict=True)]
    ratios = {"first/read+think": ratio(times["first"], both), "first/half": ratio(times["first"], times["half"])}
    return result("scan", floors, measured, ratios)


def _scanned(house: House) -> float:
    begun = time.perf_counter()
    scan.run(house, engine.shipped(), _NOW)
    return time.perf_counter() - begun


def _apart(house: House) -> tuple[float, float]:
    day, rights = _NOW.date(), engine.shipped()
    begun = time.perf_counter()
    with house.store.read() as session:
        files = [one for chunk in readable.chunks(session, day) for one in chunk]
    read = time.perf_counter()
    for one in files:
        rights.possible(one.facts(day), day)
    return read - begun, time.perf_counter() - read


def _house(place: Path, files: int, dice: random.Random) -> House:
    """A house with this many files of people who were told, each with one talk and some answers by chance."""
    users.found(place, "Meethuis", "Beheer", _SECRET, clock=lambda: _NOW, cost=_CHEAP)
    house = users.sign_in(place, _SECRET, "Beheer", clock=lambda: _NOW)
    people = [_person(dice) for _ in range(files)]
    codes: set[str] = set()
    with house.store.write(THE_PROGRAM, "demo.fill") as session:
        user = session.scalars(select(User.id)).one()
        contacts = [_contact(one["id"], user, codes, dice) for one in people]
        told = [row for one in contacts for row in _told(one["id"], dice)]
        for table, rows in ((Person, people), (Contact, contacts), (Told, told)):
            house.store.insert(session, table, rows)
    return house


def _person(dice: random.Random) -> dict[str, Any]:
    return {
        "id": new_id(), "given_name": "Proef", "family_name": "Persoon", "sought": "proef persoon", "birth_date": None,
        "birth_year": dice.randint(1930, 2005), "postal_code": dice.choice(["3740", "2000", "3500", "9000"]),
        "municipality": None, "forbidden_ways": [], "protected": False, "informed_on": _NOW.date(), "stopped_on": None,
    }  # fmt: skip


def _contact(whose: UUID, user: UUID, codes: set[str], dice: random.Random) -> dict[str, Any]:
    code = references.new(codes.__contains__, rng=dice)
    codes.add(code)
    return {
        "id": new_id(), "kind": "hulpvraag", "reference": code, "at": _NOW, "user_id": user, "person_id": whose,
        "channel": "balie", "words": "Een vraag.", "domains": ["financien"], "urgency": "gewoon",
    }  # fmt: skip


def _told(contact: UUID, dice: random.Random) -> list[Mapping[str, Any]]:
    answers = person(dice, ANSWERS)
    return [
        {
            "contact_id": contact,
            "fact": fact,
            "value": value,
            "standing": "confirmed",
            "source": "client",
            "on": _NOW.date(),
        }
        for fact, value in answers.items()
        if fact not in ("gewest", "gemeente_nis")
    ]
