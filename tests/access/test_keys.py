"""Keys to the file: slots, the recovery code, the spare copy, and what damage does."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.access import keys
from sociaalhuis.db.base import new_id
from sociaalhuis.errors import Refusal, Trouble
from tests.houses import CHEAP

KEY = bytes(range(32))
AN = new_id()


@pytest.fixture(scope="module")
def ring() -> keys.Keyring:
    return (
        keys.Keyring(new_id())
        .with_passphrase(KEY, AN, "An P.", "een lange zin", CHEAP)
        .with_recovery(KEY, "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV", CHEAP)
    )


def test_a_passphrase_opens_its_own_slot_only(ring: keys.Keyring) -> None:
    assert ring.open("een lange zin") == keys.Opened(KEY, AN)
    assert ring.open("een lange zin", "an p.") == keys.Opened(KEY, AN)
    for secret, label in (("een lange zi", None), ("een lange zin", "Bart"), ("", None), ("een lange zin ", None)):
        with pytest.raises(Refusal, match="klopt niet"):
            ring.open(secret, label)


def test_the_same_letters_in_another_unicode_form_open_too() -> None:
    composed, decomposed = "één café en brood", "één café en brood"
    ring = keys.Keyring(new_id()).with_passphrase(KEY, AN, "An", composed, CHEAP)
    assert ring.open(decomposed).key == KEY


@pytest.mark.parametrize(
    "typed", ["0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV", "o123 4567 89ab cdef ghjk mnpq rstv", "OI23456789ABCDEFGHJKMNPQRSTV"]
)
def test_the_recovery_code_opens_as_people_type_it(ring: keys.Keyring, typed: str) -> None:
    assert ring.open(typed) == keys.Opened(KEY, None)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(Refusal, match="te kort"):
        keys.Keyring(new_id()).with_passphrase(KEY, AN, "An", "negen tek", CHEAP)


def test_a_new_passphrase_replaces_the_old_one(ring: keys.Keyring) -> None:
    renewed = ring.with_passphrase(KEY, AN, "An P.", "een heel nieuwe zin", CHEAP)
    assert renewed.open("een heel nieuwe zin").key == KEY
    with pytest.raises(Refusal):
        renewed.open("een lange zin")


def test_a_slot_does_not_work_in_another_house_or_for_another_person(ring: keys.Keyring) -> None:
    with pytest.raises(Refusal):
        keys.Keyring(new_id(), ring.slots).open("een lange zin")


@given(st.binary(min_size=32, max_size=32), st.text(min_size=12, max_size=40))
def test_what_was_wrapped_comes_out(key: bytes, passphrase: str) -> None:
    try:
        ring = keys.Keyring(new_id()).with_passphrase(key, AN, "An", passphrase, CHEAP)
    except Refusal:
        return  # NFKC can make it shorter than ten
    assert keys.from_json(keys.to_json(ring)).open(passphrase).key == key


def test_codes_are_long_and_read_back_as_they_are() -> None:
    codes = {keys.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(keys.as_code(code.lower().replace("-", " ")) == code for code in codes)
    assert keys.as_code("K7-4M2") is None
    assert keys.as_code("U" * 28) is None


def test_nothing_in_the_key_file_tells_the_key(ring: keys.Keyring) -> None:
    text = keys.to_json(ring)
    assert KEY.hex() not in text
    assert "een lange zin" not in text


def test_a_lost_key_file_comes_back_from_the_spare(tmp_path: Path, ring: keys.Keyring) -> None:
    keys.save(tmp_path, ring)
    (tmp_path / keys.KEYS).unlink()
    assert keys.load(tmp_path) == ring
    assert keys.from_json((tmp_path / keys.KEYS).read_text("utf-8")) == ring


def test_every_damaged_byte_of_the_key_file_is_seen(tmp_path: Path, ring: keys.Keyring) -> None:
    keys.save(tmp_path, ring)
    whole = (tmp_path / keys.KEYS).read_bytes()
    for at in range(0, len(whole), 7):
        (tmp_path / keys.KEYS).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert keys.load(tmp_path) == ring
        assert (tmp_path / keys.KEYS).read_bytes() in (whole, whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])


def test_a_spare_that_lags_behind_is_brought_up_to_date(tmp_path: Path, ring: keys.Keyring) -> None:
    keys.save(tmp_path, ring)
    without = ring.without(AN)
    (tmp_path / keys.KEYS).write_text(keys.to_json(without), "utf-8")  # as when killed between the two files
    assert keys.load(tmp_path) == without
    assert keys.from_json((tmp_path / keys.SPARE).read_text("utf-8")) == without


def test_both_files_lost_or_damaged_is_said_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="restore"):
        keys.load(tmp_path)
    for name in (keys.KEYS, keys.SPARE):
        (tmp_path / name).write_bytes(b"\xff\xfe{}")
    with pytest.raises(Trouble, match="restore"):
        keys.load(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": "x", "house": 1, "slots": 3, "check": ""}'])
def test_anything_else_is_a_damaged_key_file(text: str) -> None:
    with pytest.raises(Trouble, match="beschadigd"):
        keys.from_json(text)


def test_a_newer_key_file_asks_for_a_newer_program(ring: keys.Keyring) -> None:
    data = json.loads(keys.to_json(ring)) | {"version": keys.VERSION + 1}
    with pytest.raises(Trouble, match="nieuwere versie"):
        keys.from_json(json.dumps(data))
