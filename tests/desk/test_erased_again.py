"""Who was erased does not come back with an older copy, whatever is left of the house, and whoever puts it back."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sociaalhuis.access import users
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.retention import again, proposals
from sociaalhuis.exchange import backup, erased, verify
from sociaalhuis.house import DATABASE
from tests.desk.colleagues import as_role
from tests.desk.test_retention import asked, everything, later
from tests.houses import NOW, PASSPHRASES, SignIn

AT = later(6)
HIDDEN = ("Wendelien", "Zwartjes", "Kwaadaard", "zonder naam gevraagd")


@dataclass(frozen=True)
class Kept:
    """A house whose old file was erased after the first of two copies; ``stays`` was asked later and goes nowhere."""

    place: Path
    old: Path
    new: Path


@pytest.fixture
def kept(sign_in: SignIn, tmp_path: Path) -> Kept:
    house, stick = sign_in("coordinator"), tmp_path / "stick"
    gone = intake.add_person(house, "Wendelien", "Zwartjes", birth_date=date(1988, 3, 12))
    asked(house, gone, NOW, "Mijn huisbaas heet Kwaadaard.")
    asked(house, None, NOW, "Dit is zonder naam gevraagd.")
    stays = intake.add_person(house, "Bavo", "Blijver")
    asked(house, stays, AT, "Dit blijft.")
    old = backup.make(house, stick, AT)
    assert proposals.carry_out(as_role(house, "maatschappelijk_werker"), proposals.propose(house, AT), AT)
    assert not [one for one in HIDDEN if one in everything(house)]
    new = backup.make(house, stick, AT + timedelta(days=1))
    house.close()
    return Kept(house.place, old.file, new.file)


def put_back(kept: Kept, to: Path, secret: str, when: datetime = AT) -> str:
    """Everything that stands in the house after the old copy was put back."""
    again.restore(kept.old, to, secret, when)
    house = users.sign_in(to, PASSPHRASES["coordinator"], clock=lambda: AT)
    try:
        assert [one.faults for one in verify.verify(house)] == [()] * 6
        assert [one.name for one in clients.search(house, "Blijver")[1]] == ["Bavo Blijver"]
        return everything(house)
    finally:
        house.close()


def lose_nothing(_kept: Kept) -> None: ...


def lose_the_file(kept: Kept) -> None:
    (kept.place / DATABASE).write_bytes(b"weg")
    kept.new.unlink()


def lose_the_list(kept: Kept) -> None:
    (kept.place / erased.LIST).write_text('{"house": 3, "erased": ', "utf-8")


def lose_the_pc(kept: Kept) -> None:
    shutil.rmtree(kept.place)


@pytest.mark.parametrize("lose", [lose_nothing, lose_the_file, lose_the_list, lose_the_pc])
def test_who_was_erased_stays_erased(kept: Kept, lose: Callable[[Kept], None]) -> None:
    lose(kept)
    left = put_back(kept, kept.place, PASSPHRASES["onthaal"])
    assert not [one for one in HIDDEN if one in left]
    assert "Dit blijft." in left
    twice = put_back(kept, kept.place, PASSPHRASES["onthaal"], AT + timedelta(hours=1))
    assert not [one for one in HIDDEN if one in twice], "the list came along"


def test_also_with_the_recovery_code(kept: Kept, template: tuple[Path, str]) -> None:
    left = put_back(kept, kept.place, template[1])
    assert not [one for one in HIDDEN if one in left]


def test_where_nothing_is_known_of_it_the_copy_is_whole(kept: Kept, tmp_path: Path) -> None:
    alone = tmp_path / "apart" / kept.old.name
    alone.parent.mkdir()
    kept.old.rename(alone)
    left = put_back(Kept(kept.place, alone, kept.new), tmp_path / "nieuw", PASSPHRASES["onthaal"])
    assert all(one in left for one in HIDDEN)


def test_the_list_of_another_house_and_nonsense_count_for_nothing(kept: Kept, tmp_path: Path) -> None:
    (kept.place / erased.LIST).write_text(
        json.dumps({"house": "ander", "erased": json.loads((kept.place / erased.LIST).read_text("utf-8"))["erased"]}), "utf-8"
    )
    kept.new.unlink()
    (kept.old.parent / f"{backup.PREFIX}x.zip").write_bytes(b"geen zip")
    assert backup.erased_since(kept.old, kept.place) == frozenset()
    assert erased.rows([{"house": "a", "erased": [3, None, "zz", []]}, {"house": "a"}], "a") == frozenset()


def test_the_list_names_nobody(kept: Kept) -> None:
    found = json.loads((kept.place / erased.LIST).read_text("utf-8"))
    assert set(found) == {"house", "erased"}
    assert len(found["erased"]) >= 3, "a person and two questions"
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in found["erased"])
