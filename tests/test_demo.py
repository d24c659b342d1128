"""The invented town: the same for the same seed, through the normal door, and of the promised size."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sociaalhuis import demo
from sociaalhuis.access import users
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.people import Person
from sociaalhuis.desk.agenda import view
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.partners import incoming
from sociaalhuis.exchange import verify
from tests.houses import CHEAP, NOW

CLOCK = lambda: NOW  # noqa: E731

type Town = tuple[list[tuple[object, ...]], list[tuple[object, ...]]]


def town(place: Path, seed: int) -> Town:
    """People and contacts without their ids; the house is checked on the way."""
    demo.make(place, demo.PASSWORD, "small", seed, CLOCK, CHEAP)
    house = users.sign_in(place, demo.PASSWORD, demo.DESK_WORKER, clock=CLOCK)
    try:
        assert [finding for finding in verify.verify(house) if finding.faults] == []
        assert [len(one.steps) for one in incoming.tasks(house)] == [0, 0, 0]
        told = signals.everything(house)
        assert (len(told), max(one.times for one in told), signals.new_ones(house)) == (4, 3, 3)
        week = view.days(house, NOW.date(), NOW.date() + timedelta(days=6))
        assert (sum(len(one.entries) for one in week), [one for one in week if one.to_choose]) == (30, [])
        with house.store.read() as session:
            people = session.execute(
                select(Person.given_name, Person.family_name, Person.birth_date, Person.phone, Person.street).order_by(
                    Person.id
                )
            )
            contacts = session.execute(
                select(Contact.kind, Contact.reference, Contact.at, Contact.words, Contact.channel).order_by(Contact.id)
            )
            return [tuple(row) for row in people], [tuple(row) for row in contacts]
    finally:
        house.close()


def test_the_same_seed_gives_the_same_town(tmp_path: Path) -> None:
    one = town(tmp_path / "een", 7)
    assert one == town(tmp_path / "twee", 7)
    assert one != town(tmp_path / "drie", 8)
    assert (len(one[0]), len(one[1])) == (40, 303)  # three of them are aanmeldingen


def test_nobody_in_the_town_can_be_called(tmp_path: Path) -> None:
    people, _ = town(tmp_path / "een", 3)
    assert all(str(row[3]).startswith("0400 00 ") for row in people)


@pytest.mark.long
def test_the_large_town_holds_what_was_promised(tmp_path: Path) -> None:
    demo.make(tmp_path / "groot", demo.PASSWORD, "large", 1, CLOCK, CHEAP)
    house = users.sign_in(tmp_path / "groot", demo.PASSWORD, demo.DESK_WORKER, clock=CLOCK)
    with house.store.read() as session:
        counted = [session.scalar(select(func.count()).select_from(table)) for table in (Person, Contact, Referral)]
    house.close()
    assert counted[:2] == [2_000, 20_003]
    assert (counted[2] or 0) > 3_000
