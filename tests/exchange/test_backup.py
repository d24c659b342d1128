"""Backups: proven when made, opened by whoever could open the house, put back without forking the journal."""

import io
import json
import shutil
import tempfile
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sociaalhuis import house as houses
from sociaalhuis.access import keys, users
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.staff import Device
from sociaalhuis.desk import intake
from sociaalhuis.errors import Damage, Refusal, Told, Trouble
from sociaalhuis.exchange import backup, parcel, verify
from tests.houses import CHEAP, NOW, PASSPHRASES, SignIn

CLOCK = lambda: NOW  # noqa: E731


def words(house: houses.House) -> list[str | None]:
    with house.store.read() as session:
        return list(session.scalars(select(Contact.words)))


@pytest.fixture
def made(sign_in: SignIn, tmp_path: Path) -> backup.Backup:
    house = sign_in("onthaal")
    intake.register(house, intake.Question("de verwarming is stuk"), NOW)
    made = backup.make(house, tmp_path / "stick", NOW)
    intake.register(house, intake.Question("dit kwam na de kopie"), NOW)
    house.close()
    return made


def test_a_backup_put_back_elsewhere_holds_what_was_there(made: backup.Backup, tmp_path: Path) -> None:
    assert backup.restore(made.file, tmp_path / "nieuw", PASSPHRASES["onthaal"], NOW) is None
    house = users.sign_in(tmp_path / "nieuw", PASSPHRASES["coordinator"], clock=CLOCK)
    assert words(house) == ["de verwarming is stuk"]
    assert [f for f in verify.verify(house) if f.faults] == []
    house.close()


def test_the_recovery_code_opens_a_backup_without_any_key_file(
    made: backup.Backup, template: tuple[Path, str], tmp_path: Path
) -> None:
    backup.restore(made.file, tmp_path / "nieuw", template[1], NOW)
    users.sign_in(tmp_path / "nieuw", template[1], clock=CLOCK).close()


def test_what_stood_there_is_set_aside_and_still_opens(made: backup.Backup, place: Path) -> None:
    aside = backup.restore(made.file, place, PASSPHRASES["onthaal"], NOW)
    assert aside is not None
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    assert words(house) == ["de verwarming is stuk"]
    house.close()
    house = users.sign_in(aside, PASSPHRASES["onthaal"], clock=CLOCK)
    assert sorted(w or "" for w in words(house)) == ["de verwarming is stuk", "dit kwam na de kopie"]
    house.close()


def test_a_house_put_back_goes_on_as_a_new_device(made: backup.Backup, place: Path) -> None:
    backup.restore(made.file, place, PASSPHRASES["onthaal"], NOW + timedelta(hours=1))
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    intake.register(house, intake.Question("na het terugzetten"), NOW)
    with house.store.read() as session:
        assert [d.label for d in session.scalars(select(Device).order_by(Device.since))] == ["eerste pc", "na terugzetten"]
    assert [f for f in verify.verify(house) if f.faults] == []
    house.close()


def test_a_wrong_passphrase_changes_nothing(made: backup.Backup, place: Path) -> None:
    with pytest.raises(Refusal, match="klopt niet"):
        backup.restore(made.file, place, "niet de juiste zin", NOW)
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    assert len(words(house)) == 2
    house.close()
    assert not [p for p in place.iterdir() if p.name.startswith((".herstel", "voor-herstel"))]


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "no zip", "no keys"])
def test_a_damaged_backup_is_refused_and_changes_nothing(made: backup.Backup, place: Path, tmp_path: Path, damage: str) -> None:
    whole, bad = made.file.read_bytes(), tmp_path / "slecht.zip"
    middle = len(whole) // 2
    match damage:
        case "flip":
            bad.write_bytes(whole[:middle] + bytes([whole[middle] ^ 4]) + whole[middle + 1 :])
        case "cut":
            bad.write_bytes(whole[:middle])
        case "empty":
            bad.write_bytes(b"")
        case "no zip":
            bad.write_text("dit is een brief", "utf-8")
        case "no keys":
            with zipfile.ZipFile(made.file) as old, zipfile.ZipFile(bad, "w") as new:
                for name in ("house.db", "manifest.json"):
                    new.writestr(name, old.read(name))
    with pytest.raises(Trouble, match="andere reservekopie"):
        backup.restore(bad, place, PASSPHRASES["onthaal"], NOW)
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    assert len(words(house)) == 2
    house.close()


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4), st.booleans())
def test_whatever_happened_to_a_file_it_is_told_in_words(changes: list[tuple[int, int]], packed: bool) -> None:
    made = io.BytesIO()
    told = {
        "sha256": {"house.db": "a", "keys.json": "b"},
        "zitdag": "heen",
        "outing": "0" * 32,
        "words": "x",
        "made": "2026-01-01",
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, text in (("house.db", "x" * 300), ("keys.json", "{}"), ("manifest.json", json.dumps(told))):
            archive.writestr(name, text)
    content = bytearray(made.getvalue())
    for place, value in changes:
        content[place % len(content)] = value
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kopie.zip"
        file.write_bytes(content)
        with pytest.raises(Told):
            backup.unpack(file, Path(folder) / "uit")
        with suppress(Told):
            parcel.about(file)


def test_a_backup_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is er niet"):
        backup.restore(tmp_path / "weg.zip", tmp_path / "h", "een lange zin", NOW)


def test_a_house_in_use_is_not_replaced(made: backup.Backup, sign_in: SignIn, place: Path) -> None:
    house = sign_in("onthaal")
    with pytest.raises(Refusal, match="al open"):
        backup.restore(made.file, place, PASSPHRASES["onthaal"], NOW)
    assert len(words(house)) == 2


def test_a_backup_place_that_cannot_be_written_is_said(house: houses.House, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file, not a folder", "utf-8")
    with pytest.raises(Trouble, match="map of stick"):
        backup.make(house, tmp_path / "stick", NOW)


def test_one_backup_a_day_and_the_oldest_go(sign_in: SignIn, tmp_path: Path) -> None:
    house = sign_in("beheerder")
    assert backup.daily(house, NOW) is None  # no second place chosen yet
    houses.change_setting(house, "backup.place", str(tmp_path / "nas"))
    houses.change_setting(house, "backup.keep", 3)
    house = sign_in("onthaal")
    with pytest.raises(Trouble, match="Steek de stick in"):
        backup.daily(house, NOW)
    assert not (tmp_path / "nas").exists(), "a copy on the disk of the house itself would be none"
    (tmp_path / "nas").mkdir()
    for day in range(5):
        assert backup.daily(house, NOW + timedelta(days=day)) is not None
        assert backup.daily(house, NOW + timedelta(days=day, hours=2)) is None
    kept = sorted(p.name for p in (tmp_path / "nas").iterdir())
    assert kept == [f"sociaalhuis-kopie-2026-11-{day}-091500.zip" for day in (25, 26, 27)]


def test_two_houses_in_one_folder_leave_each_other_alone(sign_in: SignIn, tmp_path: Path) -> None:
    mine, nas = sign_in("beheerder"), tmp_path / "nas"
    nas.mkdir()
    users.found(tmp_path / "ander", "Ander huis", "An P.", "een lange zin", cost=CHEAP, clock=CLOCK)
    other = users.sign_in(tmp_path / "ander", "een lange zin", clock=CLOCK)
    backup.restore(backup.make(mine, tmp_path / "stick", NOW).file, tmp_path / "proef", PASSPHRASES["beheerder"], NOW)
    tried = users.sign_in(tmp_path / "proef", PASSPHRASES["beheerder"], clock=CLOCK)
    those = []
    for house in (mine, other, tried):
        houses.change_setting(house, "backup.place", str(nas))
        houses.change_setting(house, "backup.keep", 3)
        those.append(houses.reread(house))
    for day in range(4):
        for turn, house in enumerate(those):
            moment = NOW + timedelta(days=day, minutes=turn)
            assert backup.daily(house, moment) is not None, (day, turn)
            assert backup.daily(house, moment + timedelta(hours=1)) is None
    assert len(list(nas.iterdir())) == 3 * len(those)
    for turn, house in enumerate(those):
        newest = backup.latest(house, nas)
        assert newest is not None
        assert newest.made == NOW + timedelta(days=3, minutes=turn)
        assert backup.newest_known(house.place) == newest


def test_a_backup_holds_no_word_that_can_be_read(made: backup.Backup) -> None:
    raw = made.file.read_bytes()
    assert b"verwarming" not in raw
    assert b"Proefdorp" not in raw


def test_the_spare_stands_beside_a_house_put_back(made: backup.Backup, tmp_path: Path) -> None:
    backup.restore(made.file, tmp_path / "nieuw", PASSPHRASES["onthaal"], NOW)
    (tmp_path / "nieuw" / keys.KEYS).unlink()
    users.sign_in(tmp_path / "nieuw", PASSPHRASES["onthaal"], clock=CLOCK).close()
    shutil.rmtree(tmp_path / "nieuw")


def _flip(file: Path) -> bytes:
    """Damage every page of a file, as a dying disk does; gives what it was then."""
    raw = bytearray(file.read_bytes())
    for at in range(20, len(raw), 1000):
        raw[at] ^= 0xFF
    file.write_bytes(raw)
    return bytes(raw)


def test_a_really_damaged_house_is_set_aside_whole_and_the_copy_works(made: backup.Backup, place: Path) -> None:
    broken = _flip(place / houses.DATABASE)
    with pytest.raises(Damage, match="beschadigd"):
        users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    aside = backup.restore(made.file, place, PASSPHRASES["onthaal"], NOW)
    assert aside is not None
    assert (aside / houses.DATABASE).read_bytes() == broken
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    assert words(house) == ["de verwarming is stuk"]
    assert [f for f in verify.verify(house) if f.faults] == []
    house.close()


@pytest.mark.parametrize("gone", [{"house.db"}, {"keys.json", "keys.spare.json"}, {"house.db", "keys.json", "keys.spare.json"}])
def test_what_is_left_of_a_house_is_kept_too(made: backup.Backup, place: Path, gone: set[str]) -> None:
    (place / "house.db-wal").write_bytes(b"what was not in the file yet")
    for name in gone:
        (place / name).unlink()
    left = {p.name: p.read_bytes() for p in place.iterdir() if p.name.startswith(("house.db", "keys", "gewist"))}
    aside = backup.restore(made.file, place, PASSPHRASES["onthaal"], NOW)
    assert aside is not None
    assert {p.name: p.read_bytes() for p in aside.iterdir()} == left
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    assert words(house) == ["de verwarming is stuk"]
    house.close()


@pytest.mark.parametrize("gone", [{"house.db"}, {"keys.json", "keys.spare.json"}])
def test_a_house_that_lost_a_file_is_damaged_and_a_folder_without_one_is_not(
    place: Path, tmp_path: Path, gone: set[str]
) -> None:
    for name in gone:
        (place / name).unlink()
    with pytest.raises(Damage):
        users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    with pytest.raises(Refusal, match="geen huis"):
        users.sign_in(tmp_path / "leeg", PASSPHRASES["onthaal"], clock=CLOCK)


def test_a_disk_that_takes_nothing_more_keeps_the_house(
    made: backup.Backup, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "extract", full)
    with pytest.raises(Trouble, match="plaats"):
        backup.restore(made.file, place, PASSPHRASES["onthaal"], NOW)
    house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    assert len(words(house)) == 2
    house.close()


def test_the_newest_copy_is_known_when_the_house_does_not_open(made: backup.Backup, place: Path) -> None:
    _flip(place / houses.DATABASE)
    assert backup.newest_known(place) == made
    made.file.unlink()
    assert backup.newest_known(place) is None
    for damaged in ("", "[]", '{"folder": 3}'):
        (place / backup.POINTER).write_text(damaged)
        assert backup.newest_known(place) is None
    (place / backup.POINTER).unlink()
    assert backup.newest_known(place) is None
