"""Taking a file in: previewed as it is done, whole or not at all, twice the same as once, never over the house's own word."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from sociaalhuis.catalogue import records as values
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db import journal
from sociaalhuis.db.imports import ImportRun, LocalNote, Proposal, ServiceSource
from sociaalhuis.desk.catalogue import ahead, exporting, importing, local, rows, settling
from sociaalhuis.desk.catalogue.importing import Outcome
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.exchange.catalogue.model import Organization, Place, Record, Term
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

FILES = Path(__file__).parents[2] / "files" / "catalogue"
TODAY = NOW.date()
SERVICE: Mapping[str, Any] = {
    "id": "5d1b6b4a-6e43-4b52-9d5c-0a4a5a0f0001",
    "name": "Budgethulp Proefdorp",
    "status": "active",
    "description": "<p>Hulp bij <b>schulden</b> en deurwaarders.</p>",
    "fees_description": "gratis",
    "organization": {"id": "5d1b6b4a-6e43-4b52-9d5c-0a4a5a0f0002", "name": "Proefhuis", "description": "Helpt."},
    "phones": [{"id": "1", "number": "089 00 00 00", "description": "onthaal"}],
    "service_areas": [{"id": "2", "name": "Bilzen", "extent": "73006", "extent_type": "nis"}],
    "schedules": [{"id": "3", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "12:00:00"}],
    "attributes": [
        {"id": "4", "taxonomy_term": {"id": "5", "code": "financien", "name": "Geld", "description": "-", "taxonomy": "proef"}}
    ],
}
SLUG = "budgethulp-proefdorp"


@pytest.fixture
def lead(sign_in: SignIn) -> House:
    return sign_in("coordinator")


def written(tmp_path: Path, *services: Mapping[str, Any]) -> reading.Found:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(list(services)), "utf-8")
    return reading.find(path, TODAY)


def take(house: House, tmp_path: Path, *services: Mapping[str, Any]) -> Outcome:
    return importing.take(house, written(tmp_path, *services), NOW)


def count(house: House, *models: Any) -> list[int]:
    with house.store.read() as session:
        return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


EVERYTHING = (
    tables.Service,
    tables.Organization,
    tables.Phone,
    tables.Address,
    ServiceSource,
    Proposal,
    ImportRun,
    journal.Entry,
)


def known(house: House, name: str = "Budgethulp Proefdorp") -> tables.Service:
    with house.store.read() as session:
        found = session.scalars(select(tables.Service).where(tables.Service.name == name)).one()
        _ = [one.number for one in found.phones], [one.address_1 for one in found.addresses], found.organization.name
        return found


def change(house: House, **fields: Any) -> None:
    with house.store.write(house.actor, "catalogue.import") as session:
        found = session.scalars(select(tables.Service).where(tables.Service.slug.startswith(SLUG))).one()
        for name, value in fields.items():
            setattr(found, name, value)


def test_the_preview_says_what_the_act_does_and_a_second_time_changes_nothing(lead: House, tmp_path: Path) -> None:
    before = count(lead, *EVERYTHING)
    for name in ("own/hsds11", "ohana", "ipdc/page-1.json", "ipdc/cevi.xml", "own/soka_content.json", "own/lijst.csv"):
        found = reading.find(FILES / name, TODAY)
        seen = importing.preview(lead, found, NOW)
        assert count(lead, *EVERYTHING) == before  # a preview writes nothing
        done = importing.take(lead, found, NOW)
        assert (done.counts, done.faults, done.lines) == (seen.counts, seen.faults, seen.lines)
        assert done.counts["nieuw"] > 0
        before = count(lead, *EVERYTHING)
        again = importing.take(lead, found, NOW)
        assert again.changes == 0
        assert again.counts["gelijk"] == done.counts["nieuw"]
        assert count(lead, *EVERYTHING) == before
    with lead.store.read() as session:
        engine = Engine(values.everything(session).values())  # what came in can be asked
    assert engine.answer({"text": "ik zoek budgethulp", "postcode": "3740"}, TODAY, 5)["suggestions"]


def test_a_new_service_is_settled_and_clean(lead: House, tmp_path: Path) -> None:
    assert take(lead, tmp_path, SERVICE).counts["nieuw"] == 1
    one = known(lead)
    assert (one.description, one.area_values, one.opening_hours) == (
        "Hulp bij schulden en deurwaarders.",
        ["73110"],
        "ma en di 9-12 uur",
    )
    assert (one.domains, one.organization.name, one.confidence) == (["financien"], "Proefhuis", "sourced")
    with lead.store.read() as session:
        engine = Engine(values.everything(session).values())
    found = engine.answer({"text": "ik heb schulden, de deurwaarder komt, budgethulp", "postcode": "3740"}, TODAY, 10)
    assert one.slug in [suggestion["service"] for suggestion in found["suggestions"]]


def test_what_changed_at_the_source_changes_here_unless_the_house_changed_it(lead: House, tmp_path: Path) -> None:
    take(lead, tmp_path, SERVICE)
    moved = {**SERVICE, "fees_description": "5 euro", "phones": [{"id": "1", "number": "011 11 11 11"}]}
    done = take(lead, tmp_path, moved)
    assert [(one.what, set(one.fields)) for one in done.lines] == [("veranderd", {"fees", "phones"})]
    assert (known(lead).fees, [one.number for one in known(lead).phones]) == ("5 euro", ["011 11 11 11"])

    change(lead, fees="gratis voor wie bij ons woont")
    last = {**moved, "fees_description": "10 euro", "application_process": "Bel eerst."}
    done = take(lead, tmp_path, last)
    assert [(one.what, set(one.fields)) for one in done.lines] == [("voorstel", {"fees", "application_process"})]
    assert (known(lead).fees, known(lead).application_process) == ("gratis voor wie bij ons woont", "Bel eerst.")
    with lead.store.read() as session:
        (proposal,) = session.scalars(select(Proposal))
    assert (proposal.field, proposal.state, proposal.value) == (
        "fees",
        "open",
        {"here": "gratis voor wie bij ons woont", "there": "10 euro"},
    )
    assert take(lead, tmp_path, last).changes == 0  # asked once


def test_of_a_verified_record_every_change_is_a_proposal(lead: House, tmp_path: Path) -> None:
    take(lead, tmp_path, SERVICE)
    change(lead, assured_date=date(2026, 11, 20))
    done = take(lead, tmp_path, {**SERVICE, "name": "Anders", "email": "x@proef.example"})
    assert [one.what for one in done.lines] == ["voorstel"]
    assert (known(lead).email, count(lead, Proposal)) == (None, [2])


def test_archived_is_kept_gone_is_only_told_and_what_comes_back_counts_again(lead: House, tmp_path: Path) -> None:
    take(lead, tmp_path, SERVICE)
    assert take(lead, tmp_path, {**SERVICE, "status": "inactive"}).counts["gestopt"] == 1
    assert known(lead).stopped == TODAY
    assert take(lead, tmp_path, SERVICE).counts["veranderd"] == 1
    assert known(lead).stopped is None
    other = {**SERVICE, "id": "x2", "name": "Andere"}
    done = take(lead, tmp_path, other, other, {"id": "x3"})
    assert done.gone == ["Budgethulp Proefdorp"]
    assert known(lead).stopped is None
    assert [one.why for one in done.faults] == ["“Andere” staat er twee keer in.", "Deze dienst heeft geen naam."]
    with lead.store.read() as session:
        run = session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
        assert run is not None
        assert [one["field"] for one in run.quarantine] == ["id", "name"]


def test_a_file_that_breaks_half_way_leaves_nothing(lead: House, tmp_path: Path) -> None:
    many = [{**SERVICE, "id": f"n{number}", "name": f"Dienst {number}"} for number in range(ahead.BATCH + 20)]
    path = tmp_path / "half.json"
    path.write_text(json.dumps(many)[:-30], "utf-8")
    before = count(lead, *EVERYTHING)
    with pytest.raises(Refusal, match="geen geldige JSON"):
        importing.take(lead, reading.find(path, TODAY), NOW)
    assert count(lead, *EVERYTHING) == before

    def cancel(read: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.take(lead, written(tmp_path, SERVICE), NOW, cancel)
    assert count(lead, *EVERYTHING) == before


def test_the_local_layer_and_secret_addresses_are_touched_by_no_import(sign_in: SignIn, tmp_path: Path) -> None:
    take(sign_in("coordinator"), tmp_path, SERVICE)
    house = sign_in("onthaal")
    slug = known(house).slug
    said = local.Known("bel Bart", "6 weken", "Bart", "na 14 u", "toets 2")
    local.note(house, slug, said, NOW)
    local.note(house, slug, replace(said, best_hour=" voor de middag "), NOW)
    assert local.known(house, slug).best_hour == "voor de middag"
    with pytest.raises(Refusal, match="langer"):
        local.note(house, slug, local.Known("x" * 3_000), NOW)
    with pytest.raises(Refusal, match="rol"):
        importing.preview(house, written(tmp_path, SERVICE), NOW)
    lead = sign_in("coordinator")
    with lead.store.write(lead.actor, "catalogue.import") as session:
        service = session.scalars(select(tables.Service).where(tables.Service.slug == slug)).one()
        secret = tables.Address(
            service_id=service.id, rank=0, address_1="Geheim 1", postal_code="3740", city="X", confidential=True
        )
        session.add(secret)
    address = {"id": "8", "address_1": "Markt 1", "city": "Bilzen", "state_province": "Limburg", "postal_code": "3740"}
    place = {"id": "9", "location_type": "physical", "addresses": [{**address, "country": "BE", "address_type": "physical"}]}
    take(lead, tmp_path, {**SERVICE, "service_at_locations": [{"id": "7", "location": place}]})
    assert {(one.address_1, one.confidential) for one in known(lead).addresses} == {("Markt 1", False), ("Geheim 1", True)}
    assert local.known(lead, slug) == replace(said, best_hour="voor de middag")
    with lead.store.read() as session:
        out = json.dumps(exporting.nested(session))
    assert "Geheim 1" not in out
    assert "bel Bart" not in out
    assert count(lead, LocalNote) == [1]


def test_a_record_goes_through_the_tables_without_loss(lead: House, tmp_path: Path) -> None:
    found = reading.find(FILES / "hsds/3.1/service_full.json", TODAY)
    importing.take(lead, found, NOW)
    (one,) = [settling.settled(record) for _, record in found.rows() if isinstance(record, Record)]
    back = rows.record(known(lead, one.name), one.source, one.source_id)
    assert replace(back, slug=None, modified=one.modified, extra=one.extra) == replace(one, organization=back.organization)
    assert back.organization == one.organization


def test_a_cost_of_nought_is_kept(lead: House, tmp_path: Path) -> None:
    take(lead, tmp_path, {**SERVICE, "cost_options": [{"id": "k", "option": "Eerste gesprek", "amount": 0, "currency": "eur"}]})
    (one,) = list(known(lead).costs or ())
    assert (one["option"], one["amount"]) == ("Eerste gesprek", 0)


def test_settling_names_places_of_today_and_refuses_strange_conditions() -> None:
    paris = Place("Rue 1", "75001", "Paris", country="FR", region="Île-de-France")
    record = Record(
        "x",
        "1",
        "Dienst",
        Organization("Huis"),
        slug="../../etc",
        area_type="municipalities",
        area_values=("73006", "99999"),
        addresses=(Place("Markt 1", "3740", "Bilzen", region="Limburg", country="BE"), paris),
        eligibility={"all": [{"nonsense": 1}]},
        terms=(Term("ipdc_themes", "BouwenWonen", "BouwenWonen"), Term("x", "schulden", "Schulden")),
    )
    one = settling.settled(record)
    assert (one.slug, one.area_values, one.eligibility) == (None, ("73110",), None)
    assert [(place.region, place.country) for place in one.addresses] == [(None, None), ("Île-de-France", "FR")]
    assert one.domains[:3] == ("wonen", "energie_water", "financien")
    assert settling.settled(one) == one
