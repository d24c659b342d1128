"""Changing what is known of a person: only what differs, journalled, taken back, and by who may."""

from datetime import date
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import select

from sociaalhuis.db.base import new_id
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import SignIn

TODAY = date(2026, 11, 23)


@pytest.fixture
def person(house: House) -> UUID:
    return intake.add_person(house, "An", "Proef", birth_year=1988, phone="0400 00 12 34")


def changes(house: House) -> list[dict[str, Any]]:
    with house.store.read() as session:
        rows = session.scalars(select(Entry).where(Entry.action == "person.change").order_by(Entry.seq))
        return [orjson.loads(row.payload or "{}") for row in rows]


def known(house: House, person: UUID) -> clients.Identity:
    found = clients.again(house, person, TODAY)
    assert found is not None
    return found[0]


def test_only_what_differs_is_written_and_it_can_be_taken_back(house: House, person: UUID) -> None:
    before = known(house, person)
    clients.change(
        house, person, given_name="An", family_name=" Proef  ", birth_year=None, birth_date=date(1988, 3, 12),
        phone="0400 00 12 34", language="fr", safe_contact="Niet na 17 uur.", forbidden_ways=["telefoon", "brief"],
    )  # fmt: skip
    now = known(house, person)
    assert (now.birth, now.age, now.language, now.safe_contact) == ("12/03/1988", 38, "fr", "Niet na 17 uur.")
    assert now.forbidden == ("telefoon", "brief")
    (change,) = changes(house)
    assert set(change) == {"birth_year", "birth_date", "language", "safe_contact", "forbidden_ways"}
    assert change["birth_year"] == [1988, None]
    assert house.store.undo(house.actor) == "gegevens aanpassen"
    assert known(house, person) == before


def test_what_a_colleague_changed_meanwhile_is_never_written_over_unseen(house: House, person: UUID) -> None:
    seen = {"given_name": "An", "family_name": "Proef", "phone": "0400 00 12 34", "language": None}
    clients.change(house, person, language="fr")  # somebody else
    clients.change_seen(house, person, {**seen, "phone": "0499"}, seen)
    assert (known(house, person).language, known(house, person).phone) == ("fr", "0499")
    with pytest.raises(Refusal, match="Een collega wijzigde dit intussen"):
        clients.change_seen(house, person, {**seen, "language": "tr"}, seen)
    assert known(house, person).language == "fr"
    clients.change(house, person, language="tr")  # once more, knowing it
    assert known(house, person).language == "tr"


def test_nothing_changed_writes_nothing(house: House, person: UUID) -> None:
    clients.change(house, person, given_name="An", family_name="Proef", phone="0400 00 12 34")
    assert changes(house) == []


def test_a_new_name_is_found_and_the_old_one_no_more(house: House, person: UUID) -> None:
    clients.change(house, person, given_name="Ánna", family_name="Nieuwe")
    assert [one.name for one in clients.search(house, "anna")[1]] == ["Ánna Nieuwe"]
    assert clients.search(house, "proef")[1] == []
    with pytest.raises(Refusal, match="Een naam is nodig"):
        clients.change(house, person, given_name="", family_name=" ")
    assert known(house, person).name == "Ánna Nieuwe"


@pytest.mark.parametrize("role", ["beheerder", "rapport_lezer", "vrijwilliger"])
def test_who_may_not_changes_nothing(sign_in: SignIn, role: str) -> None:
    person = intake.add_person(sign_in("onthaal"), "An", "Proef")
    with pytest.raises(Refusal, match="gegevens aanpassen"):
        clients.change(sign_in(role), person, phone="0400")
    with sign_in("onthaal").store.read() as session:
        assert session.get_one(Person, person).phone is None


def test_a_file_that_is_gone_is_told(house: House) -> None:
    with pytest.raises(Refusal, match="er niet meer"):
        clients.change(house, new_id(), phone="0400")
