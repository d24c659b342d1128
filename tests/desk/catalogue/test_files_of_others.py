"""Sets with the faults of real ones: read or refused with what is wrong and what to do; a second time changes nothing."""

import csv
import io
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sociaalhuis.db import catalogue as tables
from sociaalhuis.db import journal
from sociaalhuis.desk.catalogue import importing
from sociaalhuis.desk.catalogue.importing import Outcome
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.house import House
from tests.desk.catalogue import others
from tests.houses import NOW, SignIn


@pytest.fixture
def lead(sign_in: SignIn) -> House:
    return sign_in("coordinator")


def twice(house: House, path: Path) -> Outcome:
    """The first of two imports; the second wrote nothing at all."""
    found = reading.find(path, NOW.date())
    first = importing.take(house, found, NOW)
    with house.store.read() as session:
        entries = session.scalar(select(func.count()).select_from(journal.Entry))
    second = importing.take(house, found, NOW)
    assert second.changes == 0
    assert second.faults == first.faults
    with house.store.read() as session:
        assert session.scalar(select(func.count()).select_from(journal.Entry)) == entries
    assert all(one.row or one.field for one in first.faults)
    assert all(one.why.endswith(".") and one.now.endswith(".") for one in first.faults)
    return first


def known(house: House, name: str) -> tables.Service:
    with house.store.read() as session:
        found = session.scalars(select(tables.Service).where(tables.Service.name == name)).one()
        _ = [one.number for one in found.phones], [one.address_1 for one in found.addresses], found.organization.name
        return found


def test_a_set_of_a_city_is_read_with_its_odd_letters_holes_and_words(lead: House, tmp_path: Path) -> None:
    done = twice(lead, others.hsds11(tmp_path / "stad", 30, 120))
    assert (done.format, done.counts["nieuw"], done.counts["apart"]) == ("hsds", 119, 1)
    rows = list(csv.reader(io.StringIO((tmp_path / "stad/services.csv").read_bytes().decode("utf-8-sig"))))
    one = known(lead, rows[1][2])  # the name with its own letters
    assert (one.description, one.application_process, one.eligibility_description) == (
        "Help;\nfor all",
        "Walk in, or call",
        "Adults 18+",
    )
    assert (one.addresses[0].postal_code, one.addresses[0].country) == ("33128", "US")
    fields = {one.field for one in done.faults}
    assert {"id", "status", "phones[0].extension", "location.latitude"} <= fields
    (probe,) = [one for one in done.faults if others.PROBE in one.why]
    assert (probe.field, probe.taken) == ("status", True)


def test_lists_of_ids_in_one_cell_are_all_followed(lead: House, tmp_path: Path) -> None:
    done = twice(lead, others.hsds20(tmp_path / "set"))
    assert (done.counts["nieuw"], done.faults) == (3, [])
    food, bed, clothes = known(lead, "Voedsel"), known(lead, "Bed"), known(lead, "Kleren")
    assert [{one.address_1 for one in each.addresses} for each in (food, bed, clothes)] == [
        {"Markt 1", "Plein 2"},
        {"Markt 1", "Plein 2"},
        {"Markt 1"},
    ]
    assert [one.number for one in (*food.phones, *bed.phones)] == ["011 22 33 44"] * 2
    assert ([one["name"] for one in food.terms or ()], clothes.terms) == (["Food", "Shelter"], None)


def test_a_set_in_which_every_key_leads_nowhere_is_refused(lead: House, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="leiden 18 van de 18 verwijzingen nergens heen") as refused:
        importing.take(lead, reading.find(others.dangling(tmp_path / "set"), NOW.date()), NOW)
    assert refused.value.now == "Vraag de leverancier alle tabellen."


def test_of_a_feed_with_one_of_every_error_each_is_told(lead: House, tmp_path: Path) -> None:
    done = twice(lead, others.uk(tmp_path / "feed.json"))
    assert sorted((one.row, one.field) for one in done.faults) == sorted(others.ERRORS)
    one = known(lead, "Befriending")
    assert (one.minimum_age, one.maximum_age, one.assured_date) == (None, 65.0, None)  # a number as a text is a number
    assert known(lead, "2026").slug.startswith("2026-")
    assert (done.counts["nieuw"], done.counts["apart"]) == (3, 5)


@pytest.mark.long
def test_a_set_as_large_as_the_real_one(lead: House, tmp_path: Path) -> None:
    path = others.hsds11(tmp_path / "stad", 1_074, 4_089)
    started = time.perf_counter()
    done = twice(lead, path)
    assert done.counts["nieuw"] + done.counts["apart"] == 4_089
    assert time.perf_counter() - started < 60
