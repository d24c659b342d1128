"""What taking a catalogue file in costs: 20,000 services of HSDS, against parsing the file and inserting the same rows bare.

The floor parses the same JSON and inserts the very rows that the import wrote, with their journal rows, by executemany into an
encrypted file with the same indexes. Half as many services go through too, to see that the time grows with the number.
"""

import gzip
import json
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sociaalhuis.access import keys, users
from sociaalhuis.catalogue import starter
from sociaalhuis.db.engine import connect
from sociaalhuis.desk.catalogue import importing, settling
from sociaalhuis.exchange.catalogue import hsds_out, reading
from sociaalhuis.exchange.catalogue.model import Organization, Phone, Place, Record
from sociaalhuis.house import House
from sociaalhuis.measure.figures import Result, ratio, result

SIZE, RUNS = 20_000, 3
_KEY = bytes(range(32))
_WORD = "een lange zin om te meten"
_TABLES = ("organization", "import_run", "service", "phone", "address", "service_source", "journal")
_CHEAP = keys.Cost(passes=1, memory=64, lanes=1)


def run(size: int = SIZE, runs: int = RUNS) -> Result:
    """Import ``size`` services and half as many, ``runs`` times in turn, and the same rows bare."""
    times: dict[str, list[float]] = {"import": [], "half": [], "again": [], "bare": []}
    with tempfile.TemporaryDirectory() as place:
        whole, half = _written(Path(place) / "heel.json", size), _written(Path(place) / "half.json", size // 2)
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                house = _house(Path(folder) / "half")
                times["half"].append(_taken(house, half))
                house.close()
                house = _house(Path(folder) / "huis")
                before = _rows(house)
                times["import"].append(_taken(house, whole))
                times["again"].append(_taken(house, whole))
                times["bare"].append(_bare(Path(folder) / "kaal.db", house, before, whole))
                house.close()
        megabytes = _peak(Path(place), whole)
    made = result(
        "import",
        floors={"bare": times["bare"]},
        measured={name: times[name] for name in ("import", "half", "again")},
        ratios={
            "import/bare": ratio(times["import"], times["bare"]),
            "whole/half": ratio(times["import"], times["half"]),
            "again/import": ratio(times["again"], times["import"]),
        },
    )
    return made | {"peak_python_mb": megabytes, "services": size}


def _written(path: Path, size: int) -> Path:
    """A file of HSDS 3.1 with the services of the starter catalogue over and over, each with an id of its own."""
    known = list(starter.services().values())
    with path.open("wb") as out:
        out.write(b'{"total_items": %d, "contents": [' % size)
        for number in range(size):
            one = known[number % len(known)]
            record = Record(
                source="bank", source_id=f"n{number}", name=f"{one.name} {number}", organization=Organization(one.organization),
                description=one.description, domains=one.domains, phones=tuple(Phone(p.number) for p in one.phones),
                addresses=tuple(Place(a.address_1, a.postal_code, a.city) for a in one.addresses), email=one.email, url=one.url,
                area_type=one.area.type, area_values=one.area.values, languages=one.languages, fees=one.fees,
                opening_hours=one.opening_hours, eligibility_description=one.eligibility_description,
                application_process=one.application_process, assured_date=one.assured_date,
            )  # fmt: skip
            nested = hsds_out.service(replace(record), settling.hours_of_words, settling.province)
            out.write((b"," if number else b"") + json.dumps(nested, ensure_ascii=False).encode())
        out.write(b"]}")
    return path


def _house(place: Path) -> House:
    users.found(place, "Meethuis", "meter", _WORD, cost=_CHEAP)
    return users.sign_in(place, _WORD)


def _taken(house: House, path: Path) -> float:
    now = datetime.now(UTC)
    started = time.perf_counter()
    importing.take(house, reading.find(path, now.date()), now)
    return time.perf_counter() - started


def _rows(house: House) -> dict[str, int]:
    """How many rows every table has, by table."""
    with house.store.read() as session:
        run = session.connection().exec_driver_sql
        return {name: run(f"SELECT count(*) FROM {name}").scalar_one() for name in _TABLES}  # noqa: S608  # own names


def _bare(path: Path, house: House, before: dict[str, int], file: Path) -> float:
    """Parse the file and insert what the import wrote."""
    rows: dict[str, Sequence[Any]] = {}
    with house.store.read() as session, closing(connect(path, _KEY)) as bare:
        run = session.connection().exec_driver_sql
        for (sql,) in run("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").all():
            bare.execute(sql)
        for name in _TABLES:
            query = f"SELECT * FROM {name} LIMIT -1 OFFSET {before[name]}"  # noqa: S608  # own names
            rows[name] = [tuple(row) for row in run(query)]
        for pragma in ("foreign_keys = OFF", "journal_mode = WAL", "synchronous = FULL"):
            bare.execute(f"PRAGMA {pragma}")
        started = time.perf_counter()
        _parsed(file)
        bare.execute("BEGIN IMMEDIATE")
        for name, found in rows.items():
            if found:
                bare.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(found[0]))})", found)  # noqa: S608  # own names
        bare.execute("COMMIT")
        return time.perf_counter() - started


def _parsed(file: Path) -> object:
    """What a JSON file says: one value, or one on each line of a packed file."""
    if file.suffix != ".gz":
        return json.loads(file.read_bytes())
    with gzip.open(file, "rb") as lines:
        return [json.loads(line) for line in lines]


def _peak(folder: Path, file: Path) -> float:
    """The most memory that Python held at once during one import, in MB above what it held before."""
    house = _house(folder / "geheugen")
    tracemalloc.start()
    try:
        _taken(house, file)
        return round(tracemalloc.get_traced_memory()[1] / 2**20, 1)
    finally:
        tracemalloc.stop()
        house.close()
