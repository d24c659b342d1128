"""A sound house has no findings; each kind of damage has one."""

from pathlib import Path

import pytest

from sociaalhuis.access import keys, users
from sociaalhuis.errors import Trouble
from sociaalhuis.exchange import verify
from sociaalhuis.house import DATABASE, House
from tests.houses import NOW, PASSPHRASES, SignIn

CLOCK = lambda: NOW  # noqa: E731


def faulty(house: House) -> set[str]:
    return {finding.check for finding in verify.verify(house) if finding.faults}


def test_a_new_house_is_sound(house: House) -> None:
    assert faulty(house) == set()


def _slip_past(house: House, sql: str) -> None:
    with verify.raw(house) as connection:
        connection.execute("PRAGMA query_only = 0")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(sql)


@pytest.mark.parametrize(
    ("sql", "checks"),
    [
        ("DELETE FROM phone WHERE rank = 0", {"rijen"}),
        ("INSERT INTO organization (id, name) VALUES ('0123456789abcdef0123456789abcdef', 'Spook')", {"rijen"}),
        ("UPDATE phone SET service_id = '0123456789abcdef0123456789abcdef'", {"verwijzingen"}),
        ("DELETE FROM journal WHERE seq = 3", {"journaal", "rijen"}),
    ],
)
def test_what_was_done_behind_the_door_is_seen(house: House, sql: str, checks: set[str]) -> None:
    _slip_past(house, sql)
    assert faulty(house) == checks


def test_an_account_without_a_key_is_seen(sign_in: SignIn, place: Path) -> None:
    house = sign_in("beheerder")
    mine = next(a for a in users.accounts(house) if a.label == "onthaal")
    keys.save(place, keys.load(place).without(mine.id))
    assert faulty(house) == {"sleutels"}


def test_a_flipped_bit_anywhere_is_seen_or_refused(place: Path) -> None:
    whole = (place / DATABASE).read_bytes()
    places = range(5_000, len(whole), len(whole) // 12)
    seen = [_damage_is_seen(place, whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :]) for at in places]
    assert all(seen)


def _damage_is_seen(place: Path, content: bytes) -> bool:
    (place / DATABASE).write_bytes(content)
    try:
        house = users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    except Trouble:
        return True
    try:
        return "bestand" in faulty(house)
    except Trouble:
        return True
    finally:
        house.close()


def test_a_file_that_was_cut_off_is_seen_or_refused(place: Path) -> None:
    whole = (place / DATABASE).read_bytes()
    for share in (0.0, 0.01, 0.3, 0.9):
        assert _damage_is_seen(place, whole[: int(len(whole) * share) // 4096 * 4096])


def test_a_wrong_key_never_reads_as_damage_of_the_keys(place: Path) -> None:
    (place / DATABASE).write_bytes(b"\0" * 8192)
    with pytest.raises(Trouble, match="reservekopie"):
        users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
