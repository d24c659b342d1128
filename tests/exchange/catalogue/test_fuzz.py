"""Damaged files of every format: read or refused with what to do, never a crash, and what is read can always be kept."""

import contextlib
import io
import random
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sociaalhuis.desk.catalogue.settling import settled
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import hsds_out, reading
from sociaalhuis.exchange.catalogue.model import Record, digests

FILES = Path(__file__).parents[2] / "files" / "catalogue"
DAY = date(2026, 11, 23)
NASTY = [
    b"\x00", b"\r", b'"', b"{", b"[", b"}", b"<", b"]]>", b"&", b"9" * 400, b"1e999", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800",
    b",", b";", b"null", b"[" * 3000, b"<!DOCTYPE a [", b"-", b"\xe2\x80\xae",
]  # fmt: skip


def _zipped(folder: Path) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for one in sorted(folder.glob("*.csv")):
            out.write(one, one.name)
    return held.getvalue()


def _book() -> bytes:
    held, book = io.BytesIO(), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["naam", "organisatie", "website"], ["Dienst", "Huis", "www.x.example"]):
        sheet.append(row)
    book.save(held)
    return held.getvalue()


def seeds() -> dict[str, bytes]:
    """A sound file of every format."""
    plain = ("hsds/3.1/service_full.json", "hsds/3.1/organization_full.json", "ipdc/page-1.json", "ipdc/instantie.jsonld",
             "ipdc/cevi.xml", "ipdc/instance.ttl", "ipdc/concepts.ttl", "ipdc/expanded.json",
             "own/soka_content.json", "own/soka_embedded.json", "own/lijst.csv")  # fmt: skip
    made = {name: (FILES / name).read_bytes() for name in plain}
    line = orjson.dumps(orjson.loads(made["ipdc/instantie.jsonld"]))
    return made | {
        "lines": line + b"\n" + line,
        "hsds11.zip": _zipped(FILES / "own/hsds11"),
        "ohana.zip": _zipped(FILES / "ohana"),
        "book.xlsx": _book(),
        "wide": made["own/lijst.csv"].decode().encode("utf-16"),
    }


SEEDS = seeds()


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """The file with a few pieces out, in, doubled, moved or turned."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice([1, 3, 40, 2000]))
        match chance.randrange(5):
            case 0:
                del made[at:to]
            case 1:
                made[at:at] = chance.choice(NASTY)
            case 2:
                made[at:at] = made[at:to]
            case 3:
                made[at:to] = chance.randbytes(to - at)
            case _:
                made = made[:at] if chance.random() < 0.2 else made
    return bytes(made)


def stands(name: str, seed: int, folder: Path) -> None:
    path = folder / "file"
    path.write_bytes(damaged(SEEDS[name], random.Random(seed)))
    with contextlib.suppress(Refusal):
        found = reading.find(path, DAY)
        for row, one in found.rows():
            if isinstance(one, Record):
                kept = settled(one)
                digests(kept)
                out = hsds_out.service(kept, lambda _: (), lambda _: "")
                orjson.dumps(out)
                orjson.dumps(kept.extra)
                assert "javascript:" not in f"{out}{kept.extra}".lower(), row


ANY = st.tuples(st.sampled_from(sorted(SEEDS)), st.integers(0, 2**32))


@settings(max_examples=300, deadline=5_000, suppress_health_check=list(HealthCheck))
@given(ANY)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, case: tuple[str, int]) -> None:
    stands(*case, tmp_path)


@pytest.mark.long
@settings(max_examples=10_000, deadline=5_000, suppress_health_check=list(HealthCheck))
@given(ANY)
def test_ten_thousand_damaged_files(tmp_path: Path, case: tuple[str, int]) -> None:
    stands(*case, tmp_path)
