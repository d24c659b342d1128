"""Founding a house, signing in, and the accounts of colleagues."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import house as houses
from sociaalhuis.access import keys, users
from sociaalhuis.db import journal
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Draft
from sociaalhuis.desk import drafts
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import backup, verify
from tests.houses import CHEAP, NOW, PASSPHRASES, SignIn

CLOCK = lambda: NOW  # noqa: E731


def test_the_right_person_comes_in_with_the_right_role(sign_in: SignIn) -> None:
    for role in PASSPHRASES:
        house = sign_in(role)
        assert house.actor.role == role
        assert house.name == "Sociaal Huis Proefdorp"


def test_the_recovery_code_makes_an_administrator_without_a_name(place: Path, template: tuple[Path, str]) -> None:
    house = users.sign_in(place, template[1], clock=CLOCK)
    assert (house.actor.id, house.actor.role) == (None, "beheerder")
    users.add(house, template[1], "Nieuwe", "onthaal", "nog een lange zin", cost=CHEAP)
    house.close()
    users.sign_in(place, "nog een lange zin", clock=CLOCK).close()


def test_a_disabled_colleague_is_out_at_once(sign_in: SignIn, place: Path) -> None:
    house = sign_in("beheerder")
    users.disable(house, "onthaal")
    house.close()
    with pytest.raises(Refusal):
        users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)


def test_what_a_disabled_colleague_did_not_finish_is_erased(sign_in: SignIn) -> None:
    for label in ("onthaal", "coordinator"):
        drafts.keep(sign_in(label), uuid4(), "question", {"words": f"{label} Fluitketel"}, NOW, parked=True)
    keeper = sign_in("beheerder")
    users.disable(keeper, "onthaal")
    with keeper.store.read() as session:
        assert [one.content["words"] for one in session.scalars(select(Draft))] == ["coordinator Fluitketel"]


def test_a_key_without_an_active_account_opens_nothing(sign_in: SignIn, place: Path) -> None:
    before = keys.load(place)
    house = sign_in("beheerder")
    users.disable(house, "onthaal")
    house.close()
    keys.save(place, before)  # as when killed between the two writes
    with pytest.raises(Refusal, match="werkt niet meer"):
        users.sign_in(place, PASSPHRASES["onthaal"], clock=CLOCK)
    sign_in("beheerder").close()  # and the house was let go


def test_the_last_administrator_stays(sign_in: SignIn) -> None:
    with pytest.raises(Refusal, match="laatste beheerder"):
        users.disable(sign_in("beheerder"), "beheerder")


@pytest.mark.parametrize("role", ["onthaal", "maatschappelijk_werker", "coordinator", "rapport_lezer", "vrijwilliger"])
def test_only_an_administrator_manages_accounts(sign_in: SignIn, role: str) -> None:
    house = sign_in(role)
    before = (house.place / keys.KEYS).read_bytes()
    with pytest.raises(Refusal, match="Je rol"):
        users.add(house, PASSPHRASES[role], "Vriend", "beheerder", "een lange zin hoor", cost=CHEAP)
    with pytest.raises(Refusal, match="Je rol"):
        users.disable(house, "coordinator")
    assert (house.place / keys.KEYS).read_bytes() == before


@pytest.mark.parametrize("label", ["", "   ", "x" * 61, "An\nP."])
def test_a_strange_label_is_refused(sign_in: SignIn, label: str) -> None:
    with pytest.raises(Refusal, match="naam"):
        users.add(sign_in("beheerder"), PASSPHRASES["beheerder"], label, "onthaal", "een lange zin hoor", cost=CHEAP)


def test_two_accounts_never_share_a_label(sign_in: SignIn) -> None:
    with pytest.raises(Refusal, match="al een account"):
        users.add(sign_in("beheerder"), PASSPHRASES["beheerder"], "Onthaal", "onthaal", "een lange zin hoor", cost=CHEAP)


def test_founding_refuses_without_leaving_anything(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="te kort"):
        users.found(tmp_path / "h", "Huis", "An", "kort", clock=CLOCK, cost=CHEAP)
    assert not (tmp_path / "h").exists()


def test_founding_on_top_of_a_house_is_refused(place: Path) -> None:
    before = {p.name: p.read_bytes() for p in place.iterdir() if p.suffix != ".lock"}
    with pytest.raises(Refusal, match="al een huis"):
        users.found(place, "Huis", "An", "een lange zin", clock=CLOCK, cost=CHEAP)
    assert {p.name: p.read_bytes() for p in place.iterdir() if p.suffix != ".lock"} == before


def test_founding_never_writes_over_the_keys_of_a_house_whose_file_is_gone(place: Path) -> None:
    (place / houses.DATABASE).unlink()
    before = (place / keys.KEYS).read_bytes()
    with pytest.raises(Refusal, match="wat ervan over is"):
        users.found(place, "Huis", "An", "een lange zin", clock=CLOCK, cost=CHEAP)
    assert (place / keys.KEYS).read_bytes() == before


def test_no_house_here_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="init"):
        users.sign_in(tmp_path, "een lange zin", clock=CLOCK)


def test_a_second_program_on_the_same_house_is_refused(house: houses.House) -> None:
    with pytest.raises(Refusal, match="al open"):
        users.sign_in(house.place, PASSPHRASES["coordinator"], clock=CLOCK)


def test_a_key_file_of_another_house_does_not_open_this_one(place: Path, tmp_path: Path) -> None:
    users.found(tmp_path / "ander", "Ander huis", "An", "een lange zin", clock=CLOCK, cost=CHEAP)
    keys.save(place, keys.load(tmp_path / "ander"))
    with pytest.raises(Trouble, match="sleutel"):
        users.sign_in(place, "een lange zin", clock=CLOCK)


def test_an_account_that_lost_its_slot_gets_a_new_one(sign_in: SignIn, place: Path) -> None:
    house = sign_in("beheerder")
    mine = next(a for a in users.accounts(house) if a.label == "onthaal")
    keys.save(place, keys.load(place).without(mine.id))
    again = users.add(house, PASSPHRASES["beheerder"], "onthaal", "onthaal", "een nieuwe lange zin", cost=CHEAP)
    assert again.id == mine.id
    house.close()
    users.sign_in(place, "een nieuwe lange zin", clock=CLOCK).close()


FRESH = "een verse lange zin"


def test_a_slot_that_was_left_of_an_account_that_was_never_kept_bars_nobody(sign_in: SignIn, place: Path) -> None:
    """The power went between the key file and the house."""
    keeper, new = sign_in("beheerder"), "een lange zin voor wie nieuw is"
    ring = keys.load(place)
    key = ring.open_own(PASSPHRASES["beheerder"], keeper.actor.id)
    keys.save(place, ring.with_passphrase(key, new_id(), "Nieuw", new, CHEAP))
    users.add(keeper, PASSPHRASES["beheerder"], "Nieuw", "onthaal", new, cost=CHEAP)
    keeper.close()
    assert users.sign_in(place, new, "Nieuw").actor.role == "onthaal"
    assert {slot.label for slot in keys.load(place).slots} >= {"Nieuw", "beheerder", "onthaal"}


def _acts(house: houses.House) -> list[tuple[str, str, str]]:
    with house.store.read() as session:
        return [(e.action, e.table, e.row) for e in session.scalars(select(journal.Entry).order_by(journal.Entry.clock))]


@pytest.mark.parametrize("role", list(PASSPHRASES))
def test_everybody_changes_the_own_passphrase_and_the_old_one_stops(sign_in: SignIn, place: Path, role: str) -> None:
    house = sign_in(role)
    mine = house.actor.id
    assert mine is not None
    users.change_passphrase(house, PASSPHRASES[role], FRESH, cost=CHEAP)
    assert _acts(house)[-1] == ("passphrase.change", "user", mine.hex)
    assert (place / keys.KEYS).read_bytes() == (place / keys.SPARE).read_bytes()
    house.close()
    with pytest.raises(Refusal, match="klopt niet"):
        users.sign_in(place, PASSPHRASES[role], clock=CLOCK)
    again = users.sign_in(place, FRESH, role, clock=CLOCK)
    assert again.actor == house.actor
    assert [f for f in verify.verify(again) if f.faults] == []
    again.close()


@pytest.mark.parametrize(
    ("old", "new", "dutch"),
    [
        ("niet de juiste zin", FRESH, "klopt niet"),
        (PASSPHRASES["coordinator"], FRESH, "klopt niet"),  # somebody else's, at a PC that was left open
        (PASSPHRASES["onthaal"], "kort", "te kort"),
        (PASSPHRASES["onthaal"], PASSPHRASES["onthaal"], "hetzelfde"),
    ],
)
def test_a_passphrase_is_not_changed_without_the_own_old_one(house: houses.House, old: str, new: str, dutch: str) -> None:
    before, acts = (house.place / keys.KEYS).read_bytes(), _acts(house)
    with pytest.raises(Refusal, match=dutch):
        users.change_passphrase(house, old, new, cost=CHEAP)
    assert (house.place / keys.KEYS).read_bytes() == before
    assert _acts(house) == acts


def test_whoever_came_in_with_the_code_has_no_own_passphrase(place: Path, template: tuple[Path, str]) -> None:
    house = users.sign_in(place, template[1], clock=CLOCK)
    with pytest.raises(Refusal, match="herstelcode"):
        users.change_passphrase(house, template[1], FRESH, cost=CHEAP)
    users.set_passphrase(house, template[1], "beheerder", FRESH, cost=CHEAP)
    house.close()
    users.sign_in(place, FRESH, "beheerder", clock=CLOCK).close()


def test_a_keeper_gives_a_colleague_who_forgot_it_a_new_passphrase(sign_in: SignIn, place: Path) -> None:
    house = sign_in("beheerder")
    ids = {account.label: account.id for account in users.accounts(house)}
    users.set_passphrase(house, PASSPHRASES["beheerder"], "onthaal", FRESH, cost=CHEAP)
    assert _acts(house)[-1] == ("passphrase.give", "user", ids["onthaal"].hex)
    house.close()
    again = users.sign_in(place, FRESH, "onthaal", clock=CLOCK)
    assert (again.actor.id, again.actor.role) == (ids["onthaal"], "onthaal")
    again.close()
    with pytest.raises(Refusal, match="klopt niet"):
        users.sign_in(place, PASSPHRASES["onthaal"], "onthaal", clock=CLOCK)


@pytest.mark.parametrize(
    ("role", "secret", "label", "new", "dutch"),
    [
        ("beheerder", PASSPHRASES["coordinator"], "onthaal", FRESH, "klopt niet"),
        ("beheerder", PASSPHRASES["beheerder"], "niemand", FRESH, "geen account"),
        ("beheerder", PASSPHRASES["beheerder"], "vrijwilliger", FRESH, "geen account"),  # was disabled
        ("beheerder", PASSPHRASES["beheerder"], "onthaal", "kort", "te kort"),
        ("coordinator", PASSPHRASES["coordinator"], "onthaal", FRESH, "Je rol"),
    ],
)
def test_a_passphrase_that_cannot_be_given_changes_nothing(
    sign_in: SignIn, role: str, secret: str, label: str, new: str, dutch: str
) -> None:
    users.disable(sign_in("beheerder"), "vrijwilliger")
    house = sign_in(role)
    before, acts = (house.place / keys.KEYS).read_bytes(), _acts(house)
    with pytest.raises(Refusal, match=dutch):
        users.set_passphrase(house, secret, label, new, cost=CHEAP)
    assert (house.place / keys.KEYS).read_bytes() == before
    assert _acts(house) == acts


def test_a_colleague_is_not_added_with_somebody_elses_passphrase(sign_in: SignIn) -> None:
    """Whoever finds the PC of a keeper open cannot make an account with a passphrase of their own."""
    house = sign_in("beheerder")
    with pytest.raises(Refusal, match="klopt niet"):
        users.add(house, PASSPHRASES["onthaal"], "Vriend", "beheerder", FRESH, cost=CHEAP)


def test_a_new_code_stops_the_old_one_and_old_backups_keep_theirs(
    sign_in: SignIn, place: Path, template: tuple[Path, str], tmp_path: Path
) -> None:
    house, old = sign_in("beheerder"), template[1]
    before = backup.make(house, tmp_path / "stick", NOW)
    code = users.new_recovery(house, PASSPHRASES["beheerder"], cost=CHEAP)
    assert keys.as_code(code) == code != old
    assert ("recovery.renew", "house", house.id.hex) in _acts(house)
    house.close()
    with pytest.raises(Refusal, match="klopt niet"):
        users.sign_in(place, old, clock=CLOCK)
    users.sign_in(place, code, clock=CLOCK).close()
    with pytest.raises(Refusal):
        backup.restore(before.file, tmp_path / "nieuw", code, NOW)
    backup.restore(before.file, tmp_path / "nieuw", old, NOW)


@pytest.mark.parametrize(
    ("role", "secret", "dutch"), [("beheerder", "onthaal", "klopt niet"), ("coordinator", "coordinator", "rol")]
)
def test_a_code_is_not_renewed_by_somebody_else(sign_in: SignIn, role: str, secret: str, dutch: str) -> None:
    house = sign_in(role)
    before = (house.place / keys.KEYS).read_bytes()
    with pytest.raises(Refusal, match=dutch):
        users.new_recovery(house, PASSPHRASES[secret], cost=CHEAP)
    assert (house.place / keys.KEYS).read_bytes() == before


def test_the_house_knows_whether_its_sheet_was_made(sign_in: SignIn) -> None:
    house = sign_in("beheerder")
    assert users.has_sheet(house)  # nothing else is known of a house from before
    users.new_recovery(house, PASSPHRASES["beheerder"], cost=CHEAP)
    house = houses.reread(house)
    assert not users.has_sheet(house)
    users.note_sheet(house)
    users.note_sheet(house)
    assert users.has_sheet(houses.reread(house))
    assert [act for act, table, _ in _acts(house) if table == "setting"] == ["recovery.renew", "recovery.sheet"]
    with pytest.raises(Refusal, match="ongedaan gemaakt worden: herstelblad maken"):  # Ctrl+Z takes no sheet back
        house.store.undo(house.actor)


def test_keys_that_cannot_be_written_change_nothing(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    house = sign_in("beheerder")
    before, acts = {p.name: p.read_bytes() for p in house.place.glob("keys*")}, _acts(house)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    for attempt in (
        lambda: users.change_passphrase(house, PASSPHRASES["beheerder"], FRESH, cost=CHEAP),
        lambda: users.set_passphrase(house, PASSPHRASES["beheerder"], "onthaal", FRESH, cost=CHEAP),
        lambda: users.new_recovery(house, PASSPHRASES["beheerder"], cost=CHEAP),
        lambda: users.add(house, PASSPHRASES["beheerder"], "Noor", "onthaal", FRESH, cost=CHEAP),
        lambda: users.disable(house, "onthaal"),
    ):
        with pytest.raises(Trouble, match="sleutelbestand"):
            attempt()
    monkeypatch.undo()
    assert {p.name: p.read_bytes() for p in house.place.glob("keys*")} == before
    assert _acts(house) == acts


def test_keys_go_back_when_the_journal_cannot_be_written(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    house = sign_in("beheerder")
    before = keys.load(house.place)

    def full(_session: Session) -> None:
        raise Trouble("De schijf is vol.", "Maak plaats vrij.")

    monkeypatch.setattr(Session, "commit", full)
    with pytest.raises(Trouble, match="vol"):
        users.change_passphrase(house, PASSPHRASES["beheerder"], FRESH, cost=CHEAP)
    assert keys.load(house.place) == before


def test_a_name_with_other_spaces_is_the_same_name(sign_in: SignIn) -> None:
    keeper = sign_in("beheerder")
    made = users.add(keeper, PASSPHRASES["beheerder"], " An  P. ", "onthaal", "een verse lange zin", cost=CHEAP)
    assert made.label == "An P."
    with pytest.raises(Refusal, match="al een account"):
        users.add(keeper, PASSPHRASES["beheerder"], "an P.", "onthaal", "nog een lange zin", cost=CHEAP)


def test_a_keeper_without_a_key_is_no_keeper(sign_in: SignIn, place: Path) -> None:
    keeper = sign_in("beheerder")
    second = users.add(keeper, PASSPHRASES["beheerder"], "Tweede", "beheerder", "een verse lange zin", cost=CHEAP)
    keys.save(place, keys.load(place).without(second.id))
    with pytest.raises(Refusal, match="laatste beheerder"):
        users.disable(keeper, "beheerder")


@pytest.mark.expects_log
def test_a_listener_that_fails_takes_nothing_back(sign_in: SignIn) -> None:
    keeper = sign_in("beheerder")

    def broken(_changed: object) -> None:
        raise RuntimeError("a screen that fails")

    keeper.store.listen(broken)
    users.add(keeper, PASSPHRASES["beheerder"], "Nieuwe", "onthaal", "een verse lange zin", cost=CHEAP)
    assert {one.label: one.has_key for one in users.accounts(keeper)}["Nieuwe"]
