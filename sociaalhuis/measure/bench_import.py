"""What taking a catalogue file in costs: 20,000 services of HSDS and 2,400 products of IPDC, against the same rows bare.

The floor parses the same JSON and inserts the very rows that the import wrote, with their journal rows, by executemany into an
encrypted file with the same indexes; ``inserted`` is that without the parsing. Half as many go through too, to see that
the time grows with the number. The products are made up, with the mark-up, languages and sizes of real ones.
"""

import gzip
import json
import random
import tempfile
import time
import tracemalloc
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sociaalhuis.access import keys, users
from sociaalhuis.catalogue import starter
from sociaalhuis.catalogue.service import Service
from sociaalhuis.db.engine import connect
from sociaalhuis.desk.catalogue import importing, settling
from sociaalhuis.exchange.catalogue import hsds_out, reading
from sociaalhuis.exchange.catalogue.model import Organization, Phone, Place, Record
from sociaalhuis.house import House
from sociaalhuis.measure.figures import Result, ratio, result

SIZE, PRODUCTS, RUNS = 20_000, 2_400, 3
_KEY = bytes(range(32))
_WORD = "een lange zin om te meten"
_TABLES = ("organization", "import_run", "service", "phone", "address", "service_source", "journal")
_CHEAP = keys.Cost(passes=1, memory=64, lanes=1)


def run(size: int = SIZE, runs: int = RUNS, products: int = PRODUCTS) -> Result:
    """Import ``size`` services, half as many and ``products`` products, ``runs`` times in turn, and the same rows bare."""
    times: dict[str, list[float]] = {
        name: [] for name in ("import", "half", "again", "products", "bare", "inserted", "products_bare")
    }
    with tempfile.TemporaryDirectory() as place:
        whole, half = _written(Path(place) / "heel.json", size), _written(Path(place) / "half.json", size // 2)
        packed = _products(Path(place) / "producten.jsonl.gz", products)
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                times["half"].append(_once(Path(folder) / "half", half)[0])
                took, again, parsed, inserted = _once(Path(folder) / "huis", whole)
                times["import"].append(took)
                times["again"].append(again)
                times["bare"].append(parsed + inserted)
                times["inserted"].append(inserted)
                took, _, parsed, inserted = _once(Path(folder) / "producten", packed)
                times["products"].append(took)
                times["products_bare"].append(parsed + inserted)
        megabytes = _peak(Path(place), whole)
    made = result(
        "import",
        floors={name: times[name] for name in ("bare", "inserted", "products_bare")},
        measured={name: times[name] for name in ("import", "half", "again", "products")},
        ratios={
            "import/bare": ratio(times["import"], times["bare"]),
            "import/inserted": ratio(times["import"], times["inserted"]),
            "products/bare": ratio(times["products"], times["products_bare"]),
            "whole/half": ratio(times["import"], times["half"]),
            "again/import": ratio(times["again"], times["import"]),
        },
    )
    return made | {"peak_python_mb": megabytes, "services": size, "products": products}


def _once(place: Path, file: Path) -> tuple[float, float, float, float]:
    """The file taken in, taken in again, parsed, and its rows inserted bare: seconds of each."""
    house = _house(place)
    before = _rows(house)
    took = _taken(house, file)
    held = _rows_since(house, before)
    again = _taken(house, file)
    parsed, inserted = _bare(place / "kaal.db", house, held, file)
    house.close()
    return took, again, parsed, inserted


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


def _rows_since(house: House, before: Mapping[str, int]) -> Mapping[str, Sequence[Any]]:
    """What was written after these counts, by table."""
    with house.store.read() as session:
        run = session.connection().exec_driver_sql
        return {
            name: [tuple(row) for row in run(f"SELECT * FROM {name} LIMIT -1 OFFSET {before[name]}")]  # noqa: S608  # own names
            for name in _TABLES
        }


def _bare(path: Path, house: House, rows: Mapping[str, Sequence[Any]], file: Path) -> tuple[float, float]:
    """Parse the file, and insert what the import wrote: the seconds of both."""
    with house.store.read() as session, closing(connect(path, _KEY)) as bare:
        run = session.connection().exec_driver_sql
        for (sql,) in run("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").all():
            bare.execute(sql)
        for pragma in ("foreign_keys = OFF", "journal_mode = WAL", "synchronous = FULL"):
            bare.execute(f"PRAGMA {pragma}")
        started = time.perf_counter()
        _parsed(file)
        parsed = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        for name, found in rows.items():
            if found:
                bare.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(found[0]))})", found)  # noqa: S608  # own names
        bare.execute("COMMIT")
        return parsed - started, time.perf_counter() - parsed


def _products(path: Path, size: int) -> Path:
    """A packed file with a product of IPDC on each line, in two forms and with mark-up, some of it to be cleaned."""
    known = list(starter.services().values())
    chance = random.Random(1)  # noqa: S311  # the same rows every time
    with gzip.open(path, "wb", compresslevel=3) as out:
        for number in range(size):
            out.write(json.dumps(_product(number, known[number % len(known)], chance), ensure_ascii=False).encode() + b"\n")
    return path


def _product(number: int, one: Service, chance: random.Random) -> dict[str, Any]:
    def said(words: str, times: int) -> dict[str, str]:
        link = f'<a href="https://www.proef.example/{number}" target="_blank">Lees meer</a>'
        text = "".join(f"<p>{words} ({part})</p><ul><li>{link}</li></ul>" for part in range(times))
        odd = '<p onclick="x()">Zie <font>hier</font></p>' if number % 8 == 0 else ""
        return {"nl-be-x-formal": text + odd, "nl-be-x-generated-informal": text, "nl": text}

    def listed(kind: str, times: int) -> list[dict[str, Any]]:
        rows = range(chance.randint(0, 2))
        return [{"naam": {"nl": f"{kind} {row}"}, "beschrijving": said(one.description, times), "order": row} for row in rows]

    return {
        "@id": f"https://ipdc.example/id/instantiesnapshot/{number}", "@type": "InstantieSnapshot",
        "isVersionOf": f"https://ipdc.example/id/instantie/{number}", "generatedAtTime": "2026-01-01T00:00:00Z",
        "naam": {"nl-be-x-formal": f"{one.name} {number}", "nl": f"{one.name} {number}"}, "productnummer": str(number),
        "beschrijving": said(one.description, 2), "verdereBeschrijving": said(one.description, 3),
        "voorwaarden": listed("Voorwaarde", 3), "procedures": listed("Procedure", 2), "kosten": listed("Kost", 1),
        "themas": ["WelzijnGezondheid"], "doelgroepen": ["Burger"], "geografischToepassingsgebieden": ["BE2"],
        "zoektermen": {"nl": [word for word in one.name.lower().split() if len(word) > 3]}, "type": "AdviesBegeleiding",
        "bevoegdeOverheden": ["OVO001992"], "laatstGewijzigd": "2026-01-01T00:00:00Z",
    }  # fmt: skip


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
