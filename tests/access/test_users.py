"""Founding a house, signing in, and the accounts of colleagues."""

from pathlib import Path

import pytest

from sociaalhuis import house as houses
from sociaalhuis.access import keys, users
from sociaalhuis.errors import Refusal, Trouble
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
