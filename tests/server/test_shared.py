"""Several desks in one house: everybody sees the same, nobody writes over another, and who is out is out everywhere."""

import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import func, select

from sociaalhuis.access import keys, users
from sociaalhuis.db import server
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.engine import meaning
from sociaalhuis.db.schema import METADATA
from sociaalhuis.db.staff import Device
from sociaalhuis.db.store import Changed
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import client_file, clients, protecting
from sociaalhuis.desk.followup import board
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.retention import proposals
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import backup, compacting, moving
from sociaalhuis.exchange.verify import verify
from sociaalhuis.house import House, change_setting, reread
from sociaalhuis.paths import SERVER
from tests import servers
from tests.houses import CHEAP, NOW, PASSPHRASES
from tests.servers import At

TODAY = NOW.date()


def faults(house: House) -> list[str]:
    return [fault for finding in verify(house) if finding.check != "sleutels" for fault in finding.faults]


def test_two_desks_see_the_same_at_once(at: At) -> None:
    first, second = at("pc1", "onthaal"), at("pc2", "maatschappelijk_werker")
    assert first.store.device != second.store.device
    assert first.shared
    person = intake.add_person(first, "Amélie", "Proefdael", phone="0400 00 12 34")
    noted = intake.register(first, intake.Question("huur", person=person), NOW)
    (found,) = clients.search(second, "proefdael amelie")[1]
    assert found.id == person
    coded, _ = clients.search(second, noted.reference)
    assert coded is not None
    with second.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Device)) == 2
    assert faults(first) == []


def test_what_another_desk_did_is_told_once(at: At) -> None:
    first, second = at("pc1", "onthaal"), at("pc2", "onthaal")
    heard: list[Changed] = []
    second.store.listen(heard.append)
    second.store.catch_up()
    noted = intake.register(first, intake.Question("huur"), NOW)
    referrals.give(first, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    second.store.catch_up()
    assert [one.action for one in heard] == ["contact.register", "referral.give"]
    assert heard[0].rows["contact"] == (noted.id,)
    second.store.catch_up()
    first.store.catch_up()
    assert len(heard) == 2, "and nobody hears of the own acts twice"


def test_the_list_in_memory_follows_the_other_desk(at: At) -> None:
    first, second = at("pc1", "onthaal"), at("pc2", "onthaal")
    kept = board.Board(second)
    second.store.catch_up()
    assert kept.tasks(second, TODAY) == []
    noted = intake.register(first, intake.Question("huur"), NOW)
    referrals.give(first, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    second.store.catch_up()
    assert [task.one.reference for task in kept.tasks(second, TODAY)] == [noted.reference]


def test_many_write_at_once_and_nothing_is_lost(at: At) -> None:
    houses = [at(f"pc{number}", "onthaal") for number in (1, 2, 3)]
    codes: list[str] = []
    failed: list[BaseException] = []

    def work(house: House) -> None:
        try:
            codes.extend(intake.register(house, intake.Question("huur"), NOW).reference for _ in range(15))
        except BaseException as error:  # told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(house,)) for house in houses]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert len(set(codes)) == 45, "no code twice"
    with houses[0].store.read() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 45
    assert faults(houses[0]) == []


def test_nobody_writes_over_another_unseen(at: At) -> None:
    first, second = at("pc1", "onthaal"), at("pc2", "onthaal")
    person = intake.add_person(first, "Amélie", "Proefdael", phone="1")
    seen = {"phone": "1", "street": None}
    clients.change_seen(first, person, {"phone": "2"}, seen)
    with pytest.raises(clients.Meanwhile):
        clients.change_seen(second, person, {"phone": "3", "street": "Plein 1"}, seen)
    clients.change_seen(second, person, {"street": "Plein 1"}, seen)
    who = client_file.read(first, person, TODAY).who
    assert (who.phone, who.street) == ("2", "Plein 1")
    with pytest.raises(Refusal):  # what came later stands in the way
        intake.register(second, intake.Question("weg", person=person), NOW)
        first.store.undo(first.actor)
        first.store.undo(first.actor)


def test_who_waits_too_long_is_told_and_loses_nothing(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "BUSY_SECONDS", 1)
    first, second = at("pc1", "onthaal"), at("pc2", "onthaal")
    with first.store.write(first.actor, "contact.count"), pytest.raises(Trouble, match="collega bewaart"):
        intake.count(second, "balie", ["wonen"], "informeren", NOW)
    intake.count(second, "balie", ["wonen"], "informeren", NOW)
    with pytest.raises(Exception, match="read-only"), first.store.read() as session:
        session.connection().info["door"] = "open"
        session.connection().exec_driver_sql("DELETE FROM contact")


def test_a_passphrase_changed_at_one_desk_holds_at_all(at: At, tmp_path: Path) -> None:
    first = at("pc1", "onthaal")
    at("pc2", "coordinator").close()
    users.change_passphrase(first, PASSPHRASES["onthaal"], "een heel andere zin", cost=CHEAP)
    with pytest.raises(Refusal, match="klopt niet"):
        users.sign_in(tmp_path / "pc2", PASSPHRASES["onthaal"], "onthaal", clock=lambda: NOW)
    users.sign_in(tmp_path / "pc2", "een heel andere zin", "onthaal", clock=lambda: NOW).close()


def test_who_is_out_is_out_at_every_desk(at: At, tmp_path: Path) -> None:
    keeper, working = at("pc1", "beheerder"), at("pc2", "onthaal")
    assert users.works(working)
    users.disable(keeper, "onthaal")
    assert not users.works(working)
    with pytest.raises(Refusal):
        users.sign_in(tmp_path / "pc2", PASSPHRASES["onthaal"], "onthaal", clock=lambda: NOW)


def test_a_connection_that_fell_away_comes_back_by_itself(at: At) -> None:
    house = at("pc1", "onthaal")
    address = server.joined(house.place).address
    with psycopg.connect(servers.admin(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (address.database,))
    assert intake.register(house, intake.Question("huur"), NOW).reference
    assert faults(house) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("consuming input failed: SSL connection has been closed unexpectedly", None),
        ("consuming input failed: could not receive data from server: Connection timed out", None),
        ("sending query failed: SSL SYSCALL error: EOF detected", None),
        ("the connection is closed", None),
        ("terminating connection due to administrator command", "57P01"),
        ("the database system is starting up", "57P03"),
    ],
)
def test_a_way_that_broke_is_said_in_words_wherever_it_broke(words: str, code: str | None) -> None:
    error = psycopg.OperationalError(words)
    error.sqlstate = code
    found = meaning(error)
    assert found is not None
    assert found.what.startswith("De server van het huis antwoordt niet.")


def test_a_mistake_of_ours_is_not_blamed_on_the_network() -> None:
    assert meaning(psycopg.errors.lookup("42601")("syntax error")) is None
    assert meaning(psycopg.ProgrammingError("the query has 1 placeholder but 0 parameters were passed")) is None


def test_a_silent_network_is_noticed_in_seconds(at: At) -> None:
    with at("pc1", "onthaal").store.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        told = raw.info.get_parameters()
    assert int(told["keepalives_idle"]) + int(told["keepalives_interval"]) * int(told["keepalives_count"]) <= 20
    assert int(told["tcp_user_timeout"]) <= 20_000


def test_a_server_that_is_not_there_is_said_in_words(first_pc: Path, at: At) -> None:
    at("pc1", "onthaal").close()
    known = json.loads((first_pc / SERVER).read_text("utf-8"))
    known["address"]["host"], known["address"]["port"] = "127.0.0.1", 1
    (first_pc / SERVER).write_text(json.dumps(known), "utf-8")
    with pytest.raises(Trouble, match="server van het huis antwoordt niet"):
        users.sign_in(first_pc, PASSPHRASES["onthaal"], "onthaal", clock=lambda: NOW)


# ── what opens it ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_of_a_pc_opens_nothing_but_the_door(first_pc: Path, at: At) -> None:
    intake.add_person(at("pc1", "onthaal"), "Amélie", "Zwartjes")
    address = server.joined(first_pc).address
    with psycopg.connect(
        str(address.url(address.door, address.door_password).render_as_string(hide_password=False)).replace("+psycopg", "")
    ) as door:
        assert door.execute("SELECT count(*) FROM key_slots").fetchone() == (1,)
        for table in ("person", "contact", "journal", "user"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                door.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
            door.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            door.execute("UPDATE key_slots SET ring = ''")
    key = keys.load(first_pc).open(PASSPHRASES["onthaal"], "onthaal").key
    text = (first_pc / SERVER).read_text("utf-8")
    assert server.password_of(key) not in text
    assert key.hex() not in text


def test_over_a_network_nothing_travels_in_the_open() -> None:
    near = server.Address("localhost", 5432, "x", "x_desk", "x_door", "w")
    far = server.Address("10.0.0.5", 5432, "x", "x_desk", "x_door", "w")
    assert "sslmode" not in near.url("x", "y").query
    assert far.url("x", "y").query["sslmode"] == "require"


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_of_a_shared_house_is_a_house_of_its_own(at: At, tmp_path: Path) -> None:
    house = at("pc1", "onthaal")
    person = intake.add_person(house, "Amélie", "Proefdael")
    made = backup.make(house, tmp_path / "stick", NOW)
    assert b"Proefdael" not in made.file.read_bytes()
    backup.restore(made.file, tmp_path / "terug", PASSPHRASES["coordinator"], NOW)
    back = users.sign_in(tmp_path / "terug", PASSPHRASES["onthaal"], "onthaal", clock=lambda: NOW)
    assert not back.shared
    assert client_file.read(back, person, TODAY).who.name == "Amélie Proefdael"
    assert [fault for finding in verify(back) for fault in finding.faults] == []
    back.close()


def test_putting_a_copy_back_on_a_pc_takes_it_off_the_server(at: At, first_pc: Path, tmp_path: Path) -> None:
    house = at("pc1", "onthaal")
    made = backup.make(house, tmp_path / "stick", NOW)
    house.close()
    aside = backup.restore(made.file, first_pc, PASSPHRASES["coordinator"], NOW)
    assert aside is not None
    assert (aside / SERVER).exists()
    back = users.sign_in(first_pc, PASSPHRASES["onthaal"], "onthaal", clock=lambda: NOW)
    assert not back.shared
    back.close()


def test_one_copy_a_day_is_enough_for_all_desks(at: At, tmp_path: Path) -> None:
    keeper = at("pc1", "beheerder")
    (tmp_path / "stick").mkdir()
    change_setting(keeper, "backup.place", str(tmp_path / "stick"))
    assert backup.daily(reread(keeper), NOW) is not None
    assert backup.daily(reread(at("pc2", "onthaal")), NOW + timedelta(hours=1)) is None


def test_what_is_erased_is_in_no_table_any_more(at: At) -> None:
    house, social = at("pc1", "coordinator"), at("pc2", "maatschappelijk_werker")
    person = intake.add_person(house, "Wendelien", "Zwartjes", phone="0400 77 66 55")
    intake.register(house, intake.Question("Mijn huisbaas heet Kwaadaard.", person=person), NOW)
    assert "Zwartjes" in everything(house)
    proposal = proposals.propose_one(house, person, "Op vraag.", NOW)
    proposals.carry_out(social, proposal, NOW)
    assert compacting.compact(social)
    left = everything(house)
    assert not [word for word in ("Zwartjes", "Kwaadaard", "77 66 55") if word in left]
    assert faults(house) == []


def everything(house: House) -> str:
    with house.store.engine.connect() as connection:
        return "\n".join(str(row) for table in METADATA.sorted_tables for row in connection.execute(select(table)))


def test_a_protected_file_is_protected_at_every_desk(at: At) -> None:
    social, other = at("pc1", "maatschappelijk_werker"), at("pc2", "onthaal")
    person = intake.add_person(social, "Amélie", "Proefdael")
    named = [one.id for one in protecting.colleagues(social, person) if one.shown == "maatschappelijk_werker"]
    protecting.protect(social, person, named, NOW)
    assert clients.search(other, "proefdael amelie")[1] == []


def test_a_pc_joins_with_a_file_that_is_one(tmp_path: Path, at: At) -> None:
    at("pc1", "onthaal")
    for text in ("", "{}", '{"house": "x"}'):
        (tmp_path / "fout.json").write_text(text, "utf-8")
        with pytest.raises(Refusal, match="geen aansluitbestand"):
            moving.join(tmp_path / "pc9", tmp_path / "fout.json")
    assert not (tmp_path / "pc9").exists()
    with pytest.raises(Refusal, match="al een huis"):
        (tmp_path / moving.JOIN).write_bytes((tmp_path / "pc1" / SERVER).read_bytes())
        moving.join(tmp_path / "pc1", tmp_path / moving.JOIN)
