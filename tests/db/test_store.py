"""The one door: permission, journal, change feed, and nothing gets past it."""

import hashlib
import threading
from dataclasses import replace

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from sociaalhuis.actions import ACTIONS, ROLES, SYSTEM, Actor
from sociaalhuis.db import journal
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact, ReferralEvent
from sociaalhuis.db.engine import BUSY_SECONDS
from sociaalhuis.db.people import Person
from sociaalhuis.db.schema import METADATA, records
from sociaalhuis.db.store import Changed
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW, SignIn


def entries(house: House) -> list[journal.Entry]:
    with house.store.read() as session:
        return list(session.scalars(select(journal.Entry).order_by(journal.Entry.clock)))


@pytest.mark.parametrize("action", sorted(ACTIONS))
@pytest.mark.parametrize("role", [*ROLES, SYSTEM])
def test_every_action_is_tried_with_every_role(house: House, action: str, role: str) -> None:
    actor = Actor(house.actor.id, role)
    before = len(entries(house))
    if role in ACTIONS[action].roles:
        with house.store.write(actor, action):
            pass
    else:
        with pytest.raises(Refusal, match="Je rol laat dit niet toe"), house.store.write(actor, action):
            pytest.fail("the block must not run")
        with pytest.raises(Refusal):
            house.store.look(actor, action, "person", new_id(), "nieuwsgierig")
    assert len(entries(house)) == before


def test_the_register_names_only_tables_and_roles_that_exist() -> None:
    for action in ACTIONS.values():
        assert action.roles <= {*ROLES, SYSTEM}
        assert action.writes <= set(METADATA.tables)
    assert {role for action in ACTIONS.values() for role in action.roles} == {*ROLES, SYSTEM}


def test_an_action_writes_only_its_own_tables(house: House) -> None:
    with (
        pytest.raises(PermissionError, match="does not write person"),
        house.store.write(house.actor, "contact.count") as session,
    ):
        session.add(Person(given_name="An", family_name="Proef", sought="an proef"))
    with house.store.read() as session:
        assert session.scalars(select(Person)).all() == []


def test_each_change_is_journalled_with_before_and_after(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    person = intake.add_person(house, "Amélie", "Van Proef", postal_code="3740")
    with house.store.write(house.actor, "person.add") as session:
        session.get_one(Person, person).postal_code = "3500"
    made, changed = entries(house)[-2:]
    assert (made.action, made.operation, made.table, made.row) == ("person.add", "insert", "person", person.hex)
    assert changed.operation == "update"
    assert changed.payload == '{"postal_code":["3740","3500"]}'
    assert house.actor.id is not None
    assert changed.actor == house.actor.id.hex
    assert changed.clock > made.clock


def test_nothing_is_kept_when_the_block_fails(house: House) -> None:
    before = len(entries(house))
    told: list[Changed] = []
    house.store.listen(told.append)
    with pytest.raises(ZeroDivisionError), house.store.write(house.actor, "person.add") as session:
        session.add(Person(given_name="An", family_name="Proef", sought="an proef"))
        session.flush()
        _ = 1 / 0
    with house.store.read() as session:
        assert session.scalars(select(Person)).all() == []
    assert len(entries(house)) == before
    assert told == []


def test_listeners_hear_what_changed_after_the_commit(house: House) -> None:
    told: list[Changed] = []
    stop = house.store.listen(told.append)
    person = intake.add_person(house, "An", "Proef")
    assert told == [Changed("person.add", {"person": (person,)})]
    stop()
    intake.add_person(house, "Bo", "Proef")
    assert len(told) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "UPDATE contact SET words = 'x'",
        "INSERT INTO setting (id, key, value) VALUES ('a', 'b', 'c')",
        "WITH gone AS (SELECT 1) DELETE FROM contact",
        "  /* nothing */ DROP TABLE contact",
        "PRAGMA query_only = 0",
        "PRAGMA foreign_keys=OFF",
        "PRAGMA rekey('x')",
        "PRAGMA main.rekey('x')",
        "pragma query_only(0)",
        'PRAGMA "query_only"(0)',
        "PRAGMA user_version(5)",
        "PRAGMA main . user_version (5)",
        "ATTACH DATABASE 'x' AS y",
        "VACUUM",
        "REINDEX",
        "CREATE TABLE loot (x)",
    ],
)
def test_raw_sql_writes_nowhere(house: House, statement: str) -> None:
    with pytest.raises(PermissionError), house.store.read() as session:
        session.execute(text(statement))
    with pytest.raises(PermissionError), house.store.write(house.actor, "person.add") as session:
        session.execute(text(statement))


def test_bulk_statements_of_the_orm_are_refused(house: House) -> None:
    for statement in (update(Person).values(given_name="x"), insert(Person).values(given_name="x", family_name="y")):
        with pytest.raises(PermissionError), house.store.write(house.actor, "person.add") as session:
            session.execute(statement)


def test_a_reading_session_cannot_flush(house: House) -> None:
    with pytest.raises(PermissionError), house.store.read() as session:
        session.add(Person(given_name="An", family_name="Proef", sought="an proef"))
        session.flush()


def test_words_in_quotes_do_not_look_like_writing(house: House) -> None:
    with house.store.read() as session:
        assert session.execute(text("SELECT 'delete from \"x\"'")).scalar() == 'delete from "x"'


def test_events_of_a_referral_never_change(house: House) -> None:
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    for change in (lambda s, e: setattr(e, "event", "finish"), lambda s, e: s.delete(e)):
        with (
            pytest.raises(PermissionError, match="never"),
            house.store.write(house.actor, "referral.follow") as session,
        ):
            change(session, session.scalars(select(ReferralEvent)).first())
    with house.store.read() as session:
        assert {e.event for e in session.scalars(select(ReferralEvent))} == {"create", "hand_over"}


def test_a_look_at_a_file_is_journalled_with_its_reason(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    house.store.look(house.actor, "person.look", "person", person, "eigen contact")
    last = entries(house)[-1]
    assert (last.operation, last.row, last.payload) == ("look", person.hex, '{"reason":"eigen contact"}')


def test_bulk_rows_are_journalled_like_any_other(house: House) -> None:
    rows = [{"given_name": f"Voornaam {i}", "family_name": "Proef", "sought": "", "protected": False} for i in range(3)]
    with house.store.write(house.actor, "person.add") as session:
        house.store.insert(session, Person, rows)
    with house.store.read() as session:
        people = {p.id.hex for p in session.scalars(select(Person))}
    assert {e.row for e in entries(house) if e.table == "person"} == people
    assert len(people) == 3
    with house.store.engine.connect() as connection:
        assert journal.broken_at(connection) == []


def _tamper(house: House, sql: str) -> None:
    raw = house.store.engine.raw_connection()
    try:
        raw.dbapi_connection.execute("PRAGMA query_only = 0")  # type: ignore[union-attr]
        raw.dbapi_connection.execute(sql)  # type: ignore[union-attr]
    finally:
        raw.close()


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("DELETE FROM journal WHERE seq = 5", "missing"),
        ("UPDATE journal SET actor = NULL, action = 'person.look' WHERE seq = 5", "header"),
        ("UPDATE journal SET payload = '{}' WHERE seq = 5", "values"),
        ("UPDATE journal SET hash = '00' WHERE seq = 5", "follow"),
        ("UPDATE journal SET seq = seq + 1000000 WHERE seq >= 5", "missing"),
    ],
)
def test_the_chain_shows_every_kind_of_tampering(house: House, sql: str, what: str) -> None:
    with house.store.engine.connect() as connection:
        assert journal.broken_at(connection) == []
    _tamper(house, sql)
    with house.store.engine.connect() as connection:
        assert any(what in fault for _, _, fault in journal.broken_at(connection))


def test_erasing_values_keeps_the_chain(house: House) -> None:
    _tamper(house, "UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 5")
    with house.store.engine.connect() as connection:
        assert journal.broken_at(connection) == []


def test_bytes_stand_in_the_journal_as_their_hash() -> None:
    assert hashlib.sha256(b"pdf").hexdigest() in journal._encode({"pdf": b"pdf"})


def test_every_table_but_the_journal_and_what_is_scratch_is_journalled() -> None:
    assert {model.__tablename__ for model in records()} == set(METADATA.tables) - {
        "journal",
        "draft",
        "finding",
        "campaign_row",
    }


def test_a_turf_holds_no_person_and_no_words(house: House) -> None:
    from sqlalchemy.exc import IntegrityError

    counted = intake.count(house, "balie", ["wonen"], "informeren", NOW)
    with house.store.read() as session:
        row = session.get_one(Contact, counted)
        assert (row.words, row.person_id, row.reference) == (None, None, None)
    with pytest.raises(IntegrityError), house.store.write(house.actor, "contact.count") as session:
        session.get_one(Contact, counted).words = "toch een verhaal"


def test_a_house_for_another_actor_acts_as_that_actor(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    guest = replace(house, actor=Actor(house.actor.id, "rapport_lezer"))
    with pytest.raises(Refusal):
        intake.count(guest, "balie", ["wonen"], "informeren", NOW)


def test_sessions_do_not_leak(house: House) -> None:
    with house.store.read() as session:
        assert isinstance(session, Session)
    assert house.store.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_rows_of_one_bulk_insert_have_the_same_columns(house: House) -> None:
    person = {"given_name": "An", "family_name": "", "sought": "an"}
    with pytest.raises(ValueError, match="same columns"), house.store.write(house.actor, "person.add") as session:
        house.store.insert(session, Person, [person, {**person, "phone": "1"}])


def test_who_writes_waits_for_who_writes_here_already(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import in the background may take longer than another program is waited for."""
    busy, go = threading.Event(), threading.Event()

    def long() -> None:
        with house.store.write(house.actor, "contact.register"):
            busy.set()
            go.wait()

    other = threading.Thread(target=long)
    other.start()
    busy.wait()
    threading.Timer(BUSY_SECONDS + 0.5, go.set).start()
    house.store.look(house.actor, "person.look", "person", new_id(), "balie")
    other.join()
