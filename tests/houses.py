"""Fixtures: a real encrypted house with the starter catalogue and one colleague of each role, made once and copied per test."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sociaalhuis.access import keys, users
from sociaalhuis.actions import ROLES, THE_PROGRAM
from sociaalhuis.catalogue import loading
from sociaalhuis.house import House

ON_SERVER = "SOCIAALHUIS_TESTS_ON_SERVER"  # when set, the houses of all tests stand on a real server (tests/servers.py)
CHEAP = keys.Cost(passes=1, memory=64, lanes=1)  # one try of a passphrase must not cost a test 125 ms
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)  # a Monday, 10.15 at the desk
PASSPHRASES = {role: f"een lange zin voor {role}" for role in ROLES}

type SignIn = Callable[[str], House]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a closed house and its recovery code."""
    place = tmp_path_factory.mktemp("template") / "huis"
    code = users.found(place, "Sociaal Huis Proefdorp", "beheerder", PASSPHRASES["beheerder"], clock=lambda: NOW, cost=CHEAP)
    house = users.sign_in(place, PASSPHRASES["beheerder"], clock=lambda: NOW)
    for role in ROLES:
        if role != "beheerder":
            users.add(house, PASSPHRASES["beheerder"], role, role, PASSPHRASES[role], cost=CHEAP)
    loading.load_starter(house.store, THE_PROGRAM)
    house.close()
    return place, code


@pytest.fixture
def place(request: pytest.FixtureRequest, template: tuple[Path, str], tmp_path: Path) -> Path:
    """A fresh copy of the closed house."""
    if os.environ.get(ON_SERVER):
        shared: Path = request.getfixturevalue("first_pc")
        return shared
    return shutil.copytree(template[0], tmp_path / "huis")


@pytest.fixture
def sign_in(place: Path) -> Iterator[SignIn]:
    """Sign in with a role; the house that was open before is closed first."""
    open_houses: list[House] = []

    def sign(role: str) -> House:
        while open_houses:
            open_houses.pop().close()
        open_houses.append(users.sign_in(place, PASSPHRASES[role], clock=lambda: NOW))
        return open_houses[-1]

    yield sign
    while open_houses:
        open_houses.pop().close()


@pytest.fixture
def house(sign_in: SignIn) -> House:
    """The house, open for somebody of the onthaal."""
    return sign_in("onthaal")
