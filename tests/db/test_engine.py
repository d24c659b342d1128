"""The encrypted file: what its troubles mean to a person, that no row is lost in them, and that it tells nothing to a thief."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from sociaalhuis import house as houses
from sociaalhuis import log
from sociaalhuis.access import keys, users
from sociaalhuis.db import engine as engines
from sociaalhuis.db import migrate
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.engine import connect, embedded, meaning, told
from sociaalhuis.db.people import Person
from sociaalhuis.db.schema import METADATA
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal, Told, Trouble
from sociaalhuis.exchange import backup, verify
from sociaalhuis.house import House
from tests.houses import NOW, PASSPHRASES, SignIn

KEY = bytes(range(32))
PAGE = 4096
LONG = intake.Question("lang " * 3_900)  # a good hundred kilobytes with its journal


def words(house: House) -> list[str]:
    with house.store.read() as session:
        return sorted(found or "" for found in session.scalars(select(Contact.words)))


def read_all(house: House) -> None:
    with house.store.read() as session:
        for table in METADATA.tables.values():
            session.execute(select(table)).all()


def is_told_well(trouble: Told) -> None:
    """Dutch sentences, none too long, and a next step."""
    for part in (trouble.what, trouble.now):
        assert part.endswith(".")
        assert all(len(sentence.split()) <= 20 for sentence in part.split(". "))
    assert trouble.now.split()[0] in {"Zet", "Maak", "Kijk", "Sluit"}


# what an error means


SIGNS = {
    sqlcipher.DatabaseError("file is not a database"): ("sleutel", "restore"),
    sqlcipher.DatabaseError("database disk image is malformed"): ("beschadigd", "restore"),
    sqlcipher.OperationalError("hmac check failed for pgno=3"): ("beschadigd", "restore"),
    sqlcipher.OperationalError("database or disk is full"): ("vol", "plaats vrij"),
    sqlcipher.OperationalError("attempt to write a readonly database"): ("niet schrijven", "alleen-lezen"),
    sqlcipher.OperationalError("unable to open database file"): ("niet geopend", "map bestaat"),
    sqlcipher.OperationalError("database is locked"): ("bezet", "Sluit het andere programma"),
    sqlcipher.OperationalError("disk I/O error"): ("antwoordt niet goed", "reservekopie"),
}


@pytest.mark.parametrize(("error", "expected"), SIGNS.items(), ids=lambda value: str(value)[:30])
def test_each_error_of_disk_and_file_has_a_meaning(error: Exception, expected: tuple[str, str]) -> None:
    found = meaning(error)
    assert isinstance(found, Trouble)
    assert expected[0] in found.what
    assert expected[1] in found.now
    is_told_well(found)
    with pytest.raises(Trouble) as raised, told():
        raise error
    assert raised.value.__cause__ is error
    with pytest.raises(Trouble), told():
        raise OperationalError("SELECT 1", {}, error)


@pytest.mark.parametrize(
    "mistake",
    [
        sqlcipher.IntegrityError("UNIQUE constraint failed: service.slug"),
        sqlcipher.OperationalError("no such table: nowhere"),
        IntegrityError("INSERT", {}, sqlcipher.IntegrityError("NOT NULL constraint failed: person.given_name")),
        ValueError("the disk is full"),
        Refusal("Dit kan niet.", "Kies iets anders."),
        KeyboardInterrupt(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_everything_else_goes_through_as_it_is(mistake: BaseException) -> None:
    with pytest.raises(type(mistake)) as raised, told():
        raise mistake
    assert raised.value is mistake


# troubles made real, each through the house


@contextlib.contextmanager
def full_disk(house: House) -> Iterator[None]:
    """The file may not grow by one page while the block runs."""

    def limit(connection: Any, *_rest: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def lift(connection: Any, *_rest: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1073741823")

    event.listen(house.store.engine, "checkout", limit)
    yield
    event.remove(house.store.engine, "checkout", limit)
    event.listen(house.store.engine, "checkout", lift)


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room(house: House) -> None:
    intake.register(house, intake.Question("eerst"), NOW)
    with full_disk(house):
        for _ in range(2):
            with pytest.raises(Trouble) as full:
                intake.register(house, LONG, NOW)
            assert "schijf is vol" in full.value.what
        assert words(house) == ["eerst"]
    intake.register(house, intake.Question("later"), NOW)
    assert words(house) == ["eerst", "later"]
    assert [finding for finding in verify.verify(house) if finding.faults] == []


def test_a_disk_that_fails_while_writing_loses_nothing(house: House) -> None:
    resource = pytest.importorskip("resource", reason="a limit on the size of files is a thing of Unix")
    intake.register(house, intake.Question("eerst"), NOW)
    wal = house.place / f"{houses.DATABASE}-wal"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + 3 * PAGE, before[1]))
    try:
        with pytest.raises(Trouble) as failed:
            intake.register(house, LONG, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    is_told_well(failed.value)
    intake.register(house, intake.Question("later"), NOW)
    assert words(house) == ["eerst", "later"]
    assert [finding for finding in verify.verify(house) if finding.faults] == []


def test_a_house_that_another_program_holds_can_be_read_and_written_later(
    place: Path, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    house = sign_in("onthaal")
    intake.register(house, intake.Question("eerst"), NOW)
    other = connect(place / houses.DATABASE, keys.load(place).open(PASSPHRASES["onthaal"]).key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Trouble) as busy:
        intake.register(house, intake.Question("nu niet"), NOW)
    assert "houdt het huis bezet" in busy.value.what
    is_told_well(busy.value)
    assert words(house) == ["eerst"]
    other.execute("ROLLBACK")
    other.close()
    intake.register(house, intake.Question("nu wel"), NOW)
    assert words(house) == ["eerst", "nu wel"]


def test_a_file_that_may_not_be_written_is_told_so(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "x.db", KEY, NOW.date())
    connection = connect(tmp_path / "x.db", KEY)
    connection.execute("PRAGMA query_only = 1")  # what SQLite says of a disk that only reads
    with pytest.raises(Trouble) as refused, told():
        connection.execute("DELETE FROM setting")
    connection.close()
    assert "niet schrijven" in refused.value.what
    is_told_well(refused.value)


def test_a_folder_that_is_gone_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as gone:
        migrate.revision(tmp_path / "weg" / "house.db", KEY)
    assert "niet geopend" in gone.value.what
    is_told_well(gone.value)


def test_a_wrong_key_opens_nothing_and_changes_nothing(place: Path) -> None:
    before = (place / houses.DATABASE).read_bytes()
    for key in (KEY, b"\0" * 32):
        engine = embedded(place / houses.DATABASE, key)
        with pytest.raises(Trouble) as wrong, told(), engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM contact"))
        engine.dispose()
        assert "gaat niet open met deze sleutel" in wrong.value.what
        is_told_well(wrong.value)
    assert (place / houses.DATABASE).read_bytes() == before


def faults(place: Path) -> str:
    """What a person is told who signs in, looks at everything and has the house verified; empty when it is sound."""
    try:
        house = users.sign_in(place, PASSPHRASES["onthaal"], clock=lambda: NOW)
    except Trouble as trouble:
        return str(trouble)
    try:
        read_all(house)
        return " ".join(fault for finding in verify.verify(house) for fault in finding.faults)
    except Trouble as trouble:
        return str(trouble)
    finally:
        house.close()


@pytest.mark.parametrize("size", [0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, 10 * PAGE, -PAGE, -1])
def test_a_file_that_was_cut_off_is_seen(place: Path, size: int) -> None:
    file = place / houses.DATABASE
    whole = file.read_bytes()
    file.write_bytes(whole[:size])
    seen = faults(place)
    assert ("is leeg" if size in (0, 1) else "beschadigd") in seen
    assert "restore" in seen
    file.write_bytes(whole)
    assert faults(place) == ""


def test_one_wrong_bit_on_any_page_is_seen(place: Path) -> None:
    file = place / houses.DATABASE
    whole = file.read_bytes()
    for page in range(0, len(whole) // PAGE, 29):
        at = page * PAGE + (page * 131 + 17) % PAGE
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert "beschadigd" in faults(place), f"page {page}"
    file.write_bytes(whole)
    assert faults(place) == ""


# how the file is opened


def test_every_connection_is_set_as_decided(house: House) -> None:
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "temp_store": 2,
        "secure_delete": 1,
    }
    with house.store.read() as session:
        for pragma, value in wanted.items():
            assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value
        assert session.execute(text("PRAGMA query_only")).scalar() == 1
    with house.store.write(house.actor, "person.add") as session:
        assert session.execute(text("PRAGMA query_only")).scalar() == 0


def test_references_between_rows_are_kept(house: House) -> None:
    with pytest.raises(IntegrityError):
        intake.register(house, intake.Question("huur", person=new_id()), NOW)
    assert words(house) == []


def test_the_key_stands_nowhere_in_the_engine(place: Path) -> None:
    key = keys.load(place).open(PASSPHRASES["onthaal"]).key
    engine = embedded(place / houses.DATABASE, key)
    assert key.hex() not in f"{engine!r} {engine.url} {engine.pool!r} {engine.dialect!r}"
    assert engine.hide_parameters
    engine.dispose()


def test_an_error_of_the_database_never_shows_what_was_typed(house: House) -> None:
    with pytest.raises(IntegrityError) as wrong, house.store.write(house.actor, "person.add") as session:
        session.add(Person(given_name=None, family_name="Zwartgeblakerd", sought="zwartgeblakerd"))
        session.flush()
    assert "wartgeblakerd" not in str(wrong.value)


READS = [
    "SELECT 1", "  select 1", "VALUES (1)", "EXPLAIN SELECT 1", "WITH x AS (SELECT 1) SELECT * FROM x", "PRAGMA user_version",
    "SELECT replace('a', 'a', 'b')",
    "SELECT 'DELETE FROM contact'", "SELECT '''; DROP TABLE contact'", 'SELECT "words" FROM contact',
]  # fmt: skip
WRITES = [
    "DELETE FROM contact", "delete from contact", "REPLACE INTO contact (id) VALUES (1)", "SELECT 1; DELETE FROM contact",
    "WITH x AS (SELECT 1) DELETE FROM contact", "EXPLAIN QUERY PLAN DELETE FROM contact", "-- x\nDELETE FROM contact",
    "PRAGMA user_version = 3", "PRAGMA main.user_version=3", "DETACH DATABASE main", "ANALYZE", "", "x",
]  # fmt: skip


@pytest.mark.parametrize("statement", READS)
def test_reading_is_free(house: House, statement: str) -> None:
    with house.store.read() as session:
        session.execute(text(statement)).all()


@pytest.mark.parametrize("statement", WRITES)
def test_nothing_that_writes_passes(house: House, statement: str) -> None:
    with pytest.raises(PermissionError) as refused, house.store.read() as session:
        session.execute(text(statement))
    assert len(str(refused.value)) < 130


def test_two_readers_and_a_writer_work_at_once(house: House) -> None:
    intake.register(house, intake.Question("eerst"), NOW)
    with house.store.read() as one, house.store.read() as other:
        assert one.scalar(select(func.count()).select_from(Contact)) == 1
        intake.register(house, intake.Question("dan"), NOW)
        assert one.scalar(select(func.count()).select_from(Contact)) == 1  # each sees the house as it was when it looked
        assert other.scalar(select(func.count()).select_from(Contact)) == 2


# what a thief finds


MARKERS = ("Zwartgeblakerd", "Geheimschrijver", "huurachterstandsmarkering", "doelwitmarkering", "halfgetyptemarkering")


def leaks(*folders: Path) -> list[tuple[str, str]]:
    """Every file in which a marker stands in any encoding that a program here uses."""
    found = []
    for file in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes().lower()
        for marker in MARKERS:
            forms = [marker.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
            if any(form in content for form in (*forms, marker.lower().encode().hex().encode())):
                found.append((file.name, marker))
    return found


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the system that can be searched."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def tell_a_story(house: House) -> None:
    person = intake.add_person(house, "Geheimschrijver", "Zwartgeblakerd", street="Zwartgeblakerdstraat 1")
    question = intake.Question("huurachterstandsmarkering", goal="doelwitmarkering", person=person)
    noted = intake.register(house, question, NOW)
    agreed = referrals.Agreed(without_reason="Geheimschrijver wil het zo")
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "warm", NOW, agreed=agreed)
    drafts.keep(house, new_id(), "vraag", {"words": "halfgetyptemarkering"}, NOW)
    house.store.look(house.actor, "person.look", "person", person, "Zwartgeblakerd belde")
    for _ in range(20):  # enough to spill beyond the cache into temporary files, if there were any
        intake.register(house, intake.Question("huurachterstandsmarkering " * 700), NOW)
    with house.store.read() as session:
        session.execute(text("SELECT words FROM contact ORDER BY words || random()")).all()


@pytest.mark.expects_log
def test_nothing_on_disk_tells_about_a_person(house: House, tmp_path: Path, scratch: Path) -> None:
    log.start(house.place / "log")
    try:
        tell_a_story(house)
        mistakes: tuple[Callable[[], object], ...] = (
            lambda: intake.add_person(house, "Geheimschrijver", "Zwartgeblakerd", given="Zwartgeblakerd"),
            lambda: intake.register(house, intake.Question("huurachterstandsmarkering", person=new_id()), NOW),
        )
        for act in mistakes:
            try:
                act()
            except (TypeError, IntegrityError) as error:
                log.note_crash(type(error), error, error.__traceback__)
        backup.make(house, tmp_path / "stick", NOW)
        assert leaks(tmp_path) == []  # while the house is open, with its write-ahead log
        assert (house.place / f"{houses.DATABASE}-wal").stat().st_size > 0
    finally:
        log.stop()
    house.close()
    assert leaks(tmp_path) == []
    assert list(scratch.iterdir()) == []
    (tmp_path / "proof.txt").write_text("an zwartgeblakerd", "utf-16-le")
    assert leaks(tmp_path) == [("proof.txt", "Zwartgeblakerd")]  # the search itself works


def test_the_file_looks_like_noise(house: House) -> None:
    tell_a_story(house)
    house.close()
    content = (house.place / houses.DATABASE).read_bytes()
    assert b"SQLite format 3" not in content
    assert b"CREATE TABLE" not in content
    share = [content.count(bytes([byte])) / len(content) for byte in range(256)]
    assert max(share) < 1.2 / 256
    assert min(share) > 0.8 / 256
