"""A house moves to a server: everything comes along, the passphrases stay, and what goes wrong changes nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from sociaalhuis import cli
from sociaalhuis.access import keys, users
from sociaalhuis.db import migrate
from sociaalhuis.db.engine import embedded
from sociaalhuis.db.schema import METADATA
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import client_file
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import moving
from sociaalhuis.exchange.verify import verify
from sociaalhuis.house import House
from sociaalhuis.paths import SERVER
from tests import servers
from tests.houses import NOW, PASSPHRASES, SignIn

NEWEST = Path(__file__).parent.parent / "files" / "db" / migrate.HEAD


@pytest.fixture
def database() -> Iterator[str]:
    """A name for a database that goes after the test."""
    name = servers.fresh("proef")
    yield name
    servers.drop(name)


def rows(house: House) -> dict[str, list[str]]:
    with house.store.engine.connect() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(table))) for table in METADATA.sorted_tables
        }


def test_every_row_of_a_house_with_everything_comes_along(tmp_path: Path, database: str) -> None:
    """The kept file of today's form has something in most tables."""
    place = shutil.copytree(NEWEST, tmp_path / "huis")
    house = users.sign_in(place, PASSPHRASES["beheerder"], clock=lambda: NOW)
    before = rows(house)
    aside = moving.to_server(house, PASSPHRASES["beheerder"], servers.admin(), database)
    moved = users.sign_in(place, PASSPHRASES["beheerder"], clock=lambda: NOW)
    after = rows(moved)
    assert sum(map(bool, before.values())) > 40, "there is something to move"
    moved_note = set(after["journal"]) - set(before["journal"])
    assert len(moved_note) == 1, "the journal tells of the move"
    assert {**after, "journal": before["journal"]} == before
    assert [fault for one in verify(moved) if one.check != "sleutels" for fault in one.faults] == []
    moved.close()
    ring = keys.from_json((aside / keys.KEYS).read_text("utf-8"))
    engine = embedded(aside / "house.db", ring.open(PASSPHRASES["beheerder"]).key)
    with engine.connect() as connection:
        assert connection.execute(select(METADATA.tables["house"])).one(), "the file of before still opens"
    engine.dispose()


def test_the_work_goes_on_where_it_was(sign_in: SignIn, place: Path, database: str) -> None:
    house = sign_in("onthaal")
    person = intake.add_person(house, "Amélie", "Proefdael")
    noted = intake.register(house, intake.Question("huur", person=person), NOW)
    (referral,) = referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    moving.to_server(sign_in("beheerder"), PASSPHRASES["beheerder"], servers.admin(), database)
    house = sign_in("onthaal")
    assert house.shared
    followup.note(house, referral, "helped", NOW)
    assert client_file.read(house, person, NOW.date()).happened[0].referrals[0].state == "done"
    assert house.store.undo(house.actor) == "opvolging noteren"
    assert house.store.undo(house.actor) == "doorverwijzen", "also what was done before the move"


def test_a_move_that_cannot_be_changes_nothing(sign_in: SignIn, place: Path, database: str) -> None:
    keeper = sign_in("beheerder")
    wrong = "postgresql://niemand:niets@127.0.0.1:1/postgres"
    for secret, admin, name, kind in (
        ("niet de zin", servers.admin(), database, Refusal),
        (PASSPHRASES["beheerder"], wrong, database, Trouble),
        (PASSPHRASES["beheerder"], "geen adres", database, Refusal),
        (PASSPHRASES["beheerder"], servers.admin(), "Naam; DROP", Refusal),
        (PASSPHRASES["beheerder"], servers.admin(), "postgres", Refusal),
        (PASSPHRASES["beheerder"], f"{wrong}?sslmode=disable", database, Refusal),
    ):
        with pytest.raises(kind):
            moving.to_server(keeper, secret, admin, name)
    with pytest.raises(Refusal):
        moving.to_server(sign_in("onthaal"), PASSPHRASES["onthaal"], servers.admin(), database)
    assert not (place / SERVER).exists()
    assert not sign_in("onthaal").shared


def test_half_a_move_is_undone_on_the_server(
    sign_in: SignIn, place: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = sign_in("beheerder")

    def cut(*_args: object) -> None:
        raise Trouble("De server viel weg.", "Probeer opnieuw.")

    monkeypatch.setattr(moving, "_arrived", cut)
    with pytest.raises(Trouble, match="viel weg"):
        moving.to_server(keeper, PASSPHRASES["beheerder"], servers.admin(), database)
    with psycopg.connect(servers.admin()) as connection:
        assert connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone() is None
        assert connection.execute("SELECT 1 FROM pg_roles WHERE rolname LIKE %s", (f"{database}%",)).fetchone() is None
    monkeypatch.undo()
    moving.to_server(keeper, PASSPHRASES["beheerder"], servers.admin(), database)
    assert sign_in("onthaal").shared


def test_a_house_of_a_newer_program_is_left_alone(sign_in: SignIn, place: Path, database: str) -> None:
    moving.to_server(sign_in("beheerder"), PASSPHRASES["beheerder"], servers.admin(), database)
    with psycopg.connect(_of(database), autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Trouble, match="nieuwere versie"):
        sign_in("onthaal")


def _of(database: str) -> str:
    return servers.admin().removesuffix("/postgres") + f"/{database}"


def test_the_tables_on_a_server_are_those_of_the_program(sign_in: SignIn, place: Path, database: str) -> None:
    """What a migration must change on a server too: kept in step by making the tables of today."""
    moving.to_server(sign_in("beheerder"), PASSPHRASES["beheerder"], servers.admin(), database)
    with sign_in("onthaal").store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        left = [one for one in compare_metadata(context, METADATA) if "key_slots" not in str(one)]
    assert left == []


def test_the_verbs_put_a_house_on_a_server_and_join_a_pc(
    place: Path, tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "zin.txt").write_text(PASSPHRASES["beheerder"], "utf-8")
    here = ["--house", str(place), "--password-file", str(tmp_path / "zin.txt")]
    assert cli.main(["server", "file", str(tmp_path / moving.JOIN), *here]) == 1
    assert "op één pc" in capsys.readouterr().err
    assert cli.main(["server", "put", *here]) == 1
    assert "Geef --server" in capsys.readouterr().err
    assert cli.main(["server", "put", "--server", servers.admin(), "--database", database, *here]) == 0
    assert "voor-server" in capsys.readouterr().out
    assert cli.main(["server", "file", str(tmp_path / moving.JOIN), *here]) == 0
    assert cli.main(["server", "join", str(tmp_path / moving.JOIN), "--house", str(tmp_path / "pc2")]) == 0
    there = ["--house", str(tmp_path / "pc2"), "--password-file", str(tmp_path / "zin.txt")]
    assert cli.main(["verify", *there]) == 0
    assert capsys.readouterr().out.count("in orde") == 6
    assert cli.main(["users", "list", *there]) == 0
    assert "onthaal" in capsys.readouterr().out
