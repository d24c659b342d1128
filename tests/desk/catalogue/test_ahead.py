"""A large file is read by a second process: the same rows and refusals, and nothing left of either when one of them ends."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.imports import ImportRun, ServiceSource
from sociaalhuis.desk.catalogue import ahead, importing
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.exchange.catalogue.reading import Found
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

TODAY = NOW.date()
MANY = 4 * ahead.BATCH + 20
FULL = Path(__file__).parents[2] / "files/catalogue/hsds/3.1/service_full.json"
Started = list[subprocess.Popen[bytes]]


class Broken(Found):
    """A file in which the reader meets a mistake of ours."""

    def rows(self) -> Iterator[Any]:
        yield from super().rows()
        raise ZeroDivisionError("een fout van ons")


@pytest.fixture
def lead(sign_in: SignIn) -> House:
    return sign_in("coordinator")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Every file is large; the processes that were started for them."""
    found: Started = []
    real = subprocess.Popen

    def popen(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        found.append(real(*args, **options))
        return found[-1]

    monkeypatch.setattr(ahead, "LARGE", 0)
    monkeypatch.setattr(subprocess, "Popen", popen)
    return found


def written(tmp_path: Path, part: float = 1) -> Found:
    """A file of a full service and many plain ones, or only a part of its text."""
    path, who = tmp_path / "groot.json", {"id": "o1", "name": "Proefhuis", "description": "Helpt."}
    many = [{"id": f"n{n}", "name": f"Dienst {n}", "status": "active", "organization": who} for n in range(MANY - 1)]
    said = json.dumps([json.loads(FULL.read_text("utf-8")), *many, {"id": "zonder naam"}])
    path.write_text(said[: round(part * len(said))], "utf-8")
    return reading.find(path, TODAY)


def plain(rows: Iterable[Any]) -> Iterator[Any]:
    return iter(rows)


def kept(house: House) -> list[int]:
    with house.store.read() as session:
        return [
            session.scalar(select(func.count()).select_from(one)) or 0 for one in (tables.Service, ServiceSource, ImportRun)
        ]


def test_the_second_process_tells_the_same_rows(tmp_path: Path, started: Started) -> None:
    found = written(tmp_path)
    with ahead.opened(found, plain) as read:
        told = list(read)
    assert len(started) == 1
    assert started[0].poll() is not None, "it ended"
    assert len(told) > MANY
    assert told == list(ahead.rows(found, plain))


def test_taken_in_as_it_was_previewed_and_told_twice(lead: House, tmp_path: Path, started: Started) -> None:
    found, steps = written(tmp_path), list[int]()
    seen = importing.preview(lead, found, NOW)
    assert started == [], "who only looks keeps nobody waiting"
    done = importing.take(lead, found, NOW, steps.append)
    assert (done.counts, done.lines, done.faults) == (seen.counts, seen.lines, seen.faults)
    assert done.counts["nieuw"] == MANY
    assert steps == sorted(steps)
    assert steps[-1] == 2 * len(list(found.rows()))
    assert importing.take(lead, found, NOW).changes == 0
    assert len(started) == 2


def test_small_and_slow_files_are_read_here(lead: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process for a small file"))
    assert importing.take(lead, written(tmp_path), NOW).counts["nieuw"] == MANY
    monkeypatch.setattr(ahead, "LARGE", 0)
    path = tmp_path / "lijst.csv"
    path.write_text("name;organization\nEetpunt;Proefhuis\n", "utf-8")
    assert importing.take(lead, reading.find(path, TODAY), NOW).counts["nieuw"] == 1


def test_where_no_process_starts_it_is_read_here(
    lead: House, tmp_path: Path, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "geen python"))
    assert importing.take(lead, written(tmp_path), NOW).counts["nieuw"] == MANY
    assert started == []


@pytest.mark.parametrize("part", [0.3, 0.999])
def test_a_file_that_breaks_is_refused_in_the_same_words(lead: House, tmp_path: Path, started: Started, part: float) -> None:
    found, before = written(tmp_path, part), kept(lead)
    with pytest.raises(Refusal) as here:
        list(ahead.rows(found, plain))
    with pytest.raises(Refusal) as there:
        importing.take(lead, found, NOW)
    assert (there.value.what, there.value.now) == (here.value.what, here.value.now)
    assert kept(lead) == before
    assert started[0].poll() is not None


def test_stopping_ends_both_and_leaves_nothing(lead: House, tmp_path: Path, started: Started) -> None:
    before = kept(lead)

    def stop(number: int) -> None:
        if number > 3 * ahead.BATCH:
            raise importing.Stopped

    with pytest.raises(importing.Stopped):
        importing.take(lead, written(tmp_path), NOW, stop)
    assert started[0].poll() is not None
    assert kept(lead) == before


def test_when_the_second_process_dies_nothing_is_half_done(lead: House, tmp_path: Path, started: Started) -> None:
    before = kept(lead)

    def kill(number: int) -> None:
        if number == 3 * ahead.BATCH:
            started[0].kill()

    with pytest.raises(Trouble, match="brak af"):
        importing.take(lead, written(tmp_path), NOW, kill)
    assert kept(lead) == before


def test_a_mistake_of_ours_there_is_told_as_one(tmp_path: Path, started: Started) -> None:
    found = written(tmp_path)
    broken = Broken(found.path, found.format, found.source, found.day)
    with ahead.opened(broken, plain) as read, pytest.raises(RuntimeError, match="ZeroDivisionError: een fout van ons"):
        list(read)
    assert started[0].poll() is not None


def test_it_ends_when_nobody_listens(tmp_path: Path, started: Started) -> None:
    child = ahead._started(written(tmp_path))
    assert child is not None
    assert child.stdout is not None
    child.stdout.read(10)
    child.stdout.close()
    assert child.wait(timeout=60) is not None
