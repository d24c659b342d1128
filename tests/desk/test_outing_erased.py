"""A laptop brings nothing back of what was erased or taken back at home while it was away."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from sociaalhuis.db.desk import Attempt, Contact, Referral
from sociaalhuis.db.outing import Outing
from sociaalhuis.db.people import Person
from sociaalhuis.db.schema import METADATA
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.outing import closing, homecoming
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.retention import due, proposals
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts
from sociaalhuis.house import House
from tests.desk import outings
from tests.desk.colleagues import as_role
from tests.desk.test_outing import DAY, Town, at, rows, sound
from tests.houses import NOW

LONG_AFTER = NOW + timedelta(days=120)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("thuis") / "huis"
    outings.found(place)
    return place


@pytest.fixture
def town(template: Path, tmp_path: Path) -> Iterator[Town]:
    made = Town(template, tmp_path)
    yield made
    for house in (made.home, *made.laptops):
        house.close()


def everything(house: House) -> str:
    with house.store.engine.connect() as connection:
        return "\n".join(str(tuple(row)) for table in METADATA.sorted_tables for row in connection.execute(select(table)))


def erase(town: Town, name: str, now: datetime) -> None:
    wanted = proposals.propose_one(as_role(town.home, "maatschappelijk_werker"), town.people[name], "vraagt het", now)
    proposals.carry_out(town.home, wanted, now)


def test_what_was_noted_outside_of_who_was_erased_comes_without_words(town: Town) -> None:
    referral = town.refer("Wendelien", there=True)
    laptop = town.laptop(town.pack())
    facts = Facts({"leeftijd": Answer(41)})
    more = intake.register(
        laptop, intake.Question("Fluitketel en ziek", person=town.people["Wendelien"], facts=facts), town.clock
    )
    (given,) = referrals.give(laptop, more.id, town.services[:1], "self", town.clock)
    followup.note(laptop, referral, "refused", town.clock, told=Details(reasons=("other",), words="Kwaadaard belde"))
    clients_street(laptop, town)
    erase(town, "Wendelien", LONG_AFTER)
    file = town.close(laptop)

    came = homecoming.bring(town.home, file, LONG_AFTER)
    assert came.new > 3, "that it happened still counts"
    left = everything(town.home)
    assert not [word for word in ("Fluitketel", "Kwaadaard", "Wendelien", "Kwispelpad", more.reference) if word in left]
    with town.home.store.read() as session:
        assert session.get_one(Contact, more.id).words is None
        assert session.get_one(Referral, given).contact_id == more.id
        assert session.get_one(Person, town.people["Wendelien"]).erased_on is not None
    assert homecoming.differences(town.home) == []
    assert sound(town.home) == []
    before = rows(town.home, without=frozenset({"outing"}))
    assert homecoming.bring(town.home, file, LONG_AFTER).new == 0
    assert rows(town.home, without=frozenset({"outing"})) == before
    with pytest.raises(Refusal, match="Dit dossier is gewist"):
        clients.open_person(town.home, town.people["Wendelien"], "balie", DAY)


def clients_street(laptop: House, town: Town) -> None:
    with laptop.store.write(laptop.actor, "person.change") as session:
        session.get_one(Person, town.people["Wendelien"]).street = "Kwispelpad 1"


def test_what_comes_after_the_first_time_home_is_erased_too(town: Town) -> None:
    town.refer("Wendelien", there=True)
    laptop = town.laptop(town.pack())
    town.people["Dirk"] = intake.add_person(laptop, "Dirk", "Nieuw")
    intake.register(laptop, intake.Question("eerst", person=town.people["Dirk"]), town.clock)
    homecoming.bring(town.home, town.close(laptop, "een"), at(17))
    for name in ("Wendelien", "Dirk"):
        erase(town, name, at(18))
    closing.reopen(laptop)
    for name in ("Wendelien", "Dirk"):
        intake.register(laptop, intake.Question(f"{name} en Fluitketel", person=town.people[name]), town.clock)
    homecoming.bring(town.home, town.close(laptop, "twee"), at(19))
    assert not [word for word in ("Wendelien", "Dirk", "Fluitketel") if word in everything(town.home)]
    assert sound(town.home) == []


def test_a_question_without_a_name_that_was_erased_stays_without_words(town: Town) -> None:
    asked = intake.register(town.home, intake.Question("een vraag van niemand", postal_code="3742"), NOW)
    (given,) = referrals.give(town.home, asked.id, town.services[:1], "warm", NOW, agreed=referrals.Agreed(("naam",)))
    laptop = town.laptop(town.pack())
    followup.note(laptop, given, "refused", town.clock, told=Details(reasons=("other",), words="Kwaadaard belde"))
    followup.note(town.home, given, "helped", NOW)
    after = NOW.replace(year=NOW.year + 3)
    proposals.carry_out(town.home, proposals.propose(as_role(town.home, "maatschappelijk_werker"), after), after)
    homecoming.bring(town.home, town.close(laptop), after)
    assert "Kwaadaard" not in everything(town.home)


def test_what_was_taken_back_at_home_does_not_come_back(town: Town) -> None:
    referral = town.refer("Bea", there=True)
    desk = as_role(town.home, "onthaal")
    followup.note(desk, referral, "not_reached", NOW, way="dienst")
    laptop = town.laptop(town.pack())
    assert desk.store.undo(desk.actor) == "opvolging noteren"
    followup.note(laptop, referral, "started", town.clock)
    file = town.close(laptop)
    assert homecoming.bring(town.home, file, at(17)).missing == 0
    assert followup.tries(town.home, referral) == 0
    with town.home.store.read() as session:
        assert session.scalars(select(Attempt)).all() == []
    assert sound(town.home) == []


def test_what_was_removed_at_home_comes_back_when_the_day_went_on_with_it(town: Town) -> None:
    town.book("Bea", 13)
    laptop = town.laptop(town.pack())
    alone, further = (intake.register(laptop, intake.Question(words), town.clock).id for words in ("Fluitketel", "verder"))
    homecoming.bring(town.home, town.close(laptop, "een"), at(17))
    with town.home.store.write(town.home.actor, "act.undo") as session:
        for one in (alone, further):
            session.delete(session.get_one(Contact, one))
    closing.reopen(laptop)
    referrals.give(laptop, further, town.services[:1], "self", town.clock)
    homecoming.bring(town.home, town.close(laptop, "twee"), at(18))
    with town.home.store.read() as session:
        assert session.get(Contact, alone) is None
        assert session.get_one(Contact, further).words == "verder"
    assert sound(town.home) == []


def test_a_file_over_its_term_waits_until_no_laptop_can_tell_more_of_it(town: Town) -> None:
    town.book("Bea", 13)
    homecoming.bring(town.home, town.close(town.laptop(town.pack())), at(17))
    over = NOW.replace(year=NOW.year + 3)
    with town.home.store.write(town.home.actor, "outing.prepare") as session:
        package = session.scalars(select(Outing)).one()
        package.until = over - timedelta(days=90)  # as if the day was that much later
        assert package.returned is not None

    def held(day: datetime) -> list[str | None]:
        with town.home.store.read() as session:
            return [one.held for one in due.files(town.home, session, day.date())]

    assert (held(over), held(over + timedelta(days=1))) == ([due.OUTING], [None])
    with town.home.store.read() as session:
        asked = due.one_file(town.home, session, town.people["Bea"], over.date())
    assert asked.held is None, "who asks to be erased does not wait for a package that was home"
