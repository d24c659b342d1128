"""Files with the traits of sets that others hold, made up here: their odd letters, holes, free words and wrong keys.

What such sets look like was learnt from the papers of the standard and from talk about imports; no row of them is taken over.
"""

import csv
import io
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = ("Food", "Pantry", "Café", "Youth", "Legal", "Aid", "Niños", "Center", "Housing", "Help", "Senior", "Ride")
SERVICES = ("id", "organization_id", "name", "description", "status", "application_process", "wait_time")
ADDRESSES = ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country")
PROBE = "active' AND 1=1 --"
ERRORS = (
    ("nr. 1", "status"), ("nr. 1", "minimum_age"), ("nr. 1", "assured_date"), ("nr. 1", "url"), ("nr. 1", "email"),
    ("nr. 1", "languages"), ("nr. 1", "schedules[0].opens_at"), ("nr. 1", "schedules[0].valid_from"),
    ("nr. 1", "cost_options[0].amount"), ("nr. 1", "phones[0].number"), ("nr. 1", "location.latitude"),
    ("nr. 2", "name"), ("nr. 3", "id"), ("nr. 4", "organization"), ("nr. 5", "id"), ("nr. 6", ""), ("nr. 7", "name"),
)  # fmt: skip
"""Row and field of everything that is wrong in :func:`uk`."""


def table(
    path: Path, header: Sequence[str], rows: Sequence[Sequence[object]], encoding: str = "utf-8", end: str = "\n"
) -> None:
    """Write a table in any letters and with any ends of lines."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(held.getvalue().encode(encoding, "replace"))


def hsds11(folder: Path, organizations: int, services: int, seed: int = 1) -> Path:
    """A package of HSDS 1.1 as a city keeps one: three sorts of letters, own columns, empty ids, words for hours."""
    chance = random.Random(seed)
    folder.mkdir()

    def name() -> str:
        return " ".join(chance.sample(WORDS, 3))

    table(folder / "organizations.csv", ["id", "name", "description", "url", "x_internal", "Notes"], [
        [f"{1000 + i}", f"{name()} {i}", "<p>Since 1998</p>", chance.choice(["www.x.example", "", "http://y.example"]), "a", ""]
        for i in range(organizations)
    ], "cp1252")  # fmt: skip
    table(folder / "services.csv", SERVICES, [
        ["" if i % 97 == 96 else f"{5000000000000000 + i}", f"{1000 + i % organizations}", f"{name()} {i}", "Help;\nfor all",
         PROBE if i == 3 else chance.choice(["active", "active", "inactive", ""]), "Walk in, or call", "2 weeks"]
        for i in range(services)
    ], "utf-8-sig", "\r\n")  # fmt: skip
    ids = [f"{5000000000000000 + i}" for i in range(services) if i % 97 != 96]
    table(
        folder / "locations.csv",
        ["id", "organization_id", "name", "latitude", "longitude"],
        [
            [f"L{i}", f"{1000 + i % organizations}", f"Site {i}", chance.choice(["25.77", "", "N/A"]), "-80.19"]
            for i in range(services)
        ],
    )
    table(
        folder / "services_at_location.csv",
        ["id", "service_id", "location_id"],
        [[f"A{i}", one, f"L{i}"] for i, one in enumerate(ids)],
    )
    table(
        folder / "physical_addresses.csv",
        ADDRESSES,
        [[f"P{i}", f"L{i}", f"{i} NW 1st St", "Miami", "FL", "33128", "US"] for i in range(services)],
    )
    table(folder / "phones.csv", ["id", "service_id", "number", "extension", "type"], [
        [f"T{i}", one, chance.choice(["(305) 555-0100 x12", "305.555.0101", "1-800-HELP"]),
         chance.choice(["", "4", "ext. 7"]), "voice"]
        for i, one in enumerate(ids)
    ], end="\r")  # fmt: skip
    table(
        folder / "regular_schedules.csv",
        ["id", "service_id", "weekday", "opens_at", "closes_at"],
        [
            [f"S{i}", one, chance.choice([*DAYS, "By appointment"]), chance.choice(["9:00am", "0900", "call first"]), "4:30 PM"]
            for i, one in enumerate(ids)
        ],
    )
    table(
        folder / "eligibility.csv",
        ["id", "service_id", "eligibility"],
        [[f"E{i}", one, "Adults 18+"] for i, one in enumerate(ids)],
    )
    return folder


def hsds20(folder: Path) -> Path:
    """A set of 2.0 with lists of ids in one cell, for services, places and terms, and a cell without any."""
    folder.mkdir()
    table(folder / "organizations.csv", ["id", "name"], [["o1", "Een"], ["o2", "Twee"]])
    table(
        folder / "services.csv",
        ["id", "organization_id", "name", "status", "taxonomy_ids"],
        [
            ["30101", "o1", "Voedsel", "active", "t1, t2"],
            ["29631", "o2", "Kleren", "active", ""],
            ["29551", "o1", "Bed", "active", "t2"],
        ],
    )
    table(folder / "locations.csv", ["id", "name"], [["26206", "Markt"], ["26211", "Station"]])
    table(
        folder / "service_at_location.csv",
        ["id", "service_id", "location_id"],
        [
            ["", "", "26206"],
            ["", "30101,29631,29551", "26206"],
            ["", "29551, 30101", "26211"],
        ],
    )
    table(
        folder / "addresses.csv",
        ["id", "location_id", "address_1", "city"],
        [["a1", "26206", "Markt 1", "X"], ["a2", "26211", "Plein 2", "X"]],
    )
    table(folder / "phones.csv", ["id", "service_id", "number"], [["p1", "30101,29551", "011 22 33 44"]])
    table(folder / "taxonomy_terms.csv", ["id", "term", "name"], [["t1", "food", "Food"], ["t2", "bed", "Shelter"]])
    return folder


def dangling(folder: Path) -> Path:
    """A set in which every key leads nowhere."""
    folder.mkdir()
    table(folder / "organizations.csv", ["id", "name"], [["1", "Een"]])
    table(
        folder / "services.csv",
        ["id", "organization_id", "name", "status"],
        [[f"s{i}", f"weg{i}", f"Dienst {i}", "active"] for i in range(9)],
    )
    table(folder / "phones.csv", ["id", "service_id", "number"], [[f"p{i}", f"x{i}", "1"] for i in range(9)])
    return folder


def uk(path: Path) -> Path:
    """A feed of the UK profile with one of every error: see ERRORS."""
    sound: Mapping[str, Any] = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Befriending",
        "status": "active",
        "description": "x",
        "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Example", "description": "y"},
    }
    wrong = {
        **sound, "status": "open", "minimum_age": "eighteen", "maximum_age": "65", "assured_date": "23rd of May",
        "languages": "English",
        "url": "not a url", "email": "nobody", "phones": [{"id": "1"}], "cost_options": [{"id": "2", "amount": "free"}],
        "schedules": [{"id": "3", "opens_at": "morning", "closes_at": "17:00", "valid_from": "2026-13-45"}],
        "service_at_locations": [{"id": "4", "location": {"id": "5", "latitude": "north", "longitude": -1.5}}],
    }  # fmt: skip
    rows: list[Any] = [
        wrong,
        {**sound, "id": "b", "name": None},
        {**sound, "id": ""},
        {"id": "d", "name": "Loose", "status": "active"},
        {**sound, "name": "Twice"},
        "a text",
        {**sound, "id": "e", "name": ["a", "list"]},
        {**sound, "id": 77, "name": 2026},
    ]
    path.write_text(json.dumps({"total_items": 7, "contents": rows}), "utf-8")
    return path
