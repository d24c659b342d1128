"""Services between tables and values: what goes in comes out, and the starter catalogue is loaded whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.catalogue import loading, records, starter
from sociaalhuis.catalogue.service import Address, Phone, Service, ServiceArea
from sociaalhuis.conditions import AtLeast, Leaf, Limit, Not
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db import journal
from sociaalhuis.db.base import new_id
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import SignIn

OCMW = "ocmw-bilzen-hoeselt"
FULL = Service(
    id="proefdienst",
    organization="Proefhuis",
    name="Proefdienst",
    description="Helpt bij alles.",
    area=ServiceArea("municipalities", ("73110", "71016")),
    alternate_name="De Proef",
    domains=("wonen", "geld"),
    target_groups=("wie in Proefdorp woont",),
    target_group_tags=("ouderen", "gezinnen"),
    phones=(Phone("089 00 00 00", "onthaal"), Phone("112")),
    email="info@proef.example",
    url="https://proef.example",
    addresses=(
        Address("Marktplein 1", "3740", "Proefdorp", "zij-ingang", 50.87, 5.52),
        Address("Geheim 2", "3740", "Proefdorp", confidential=True),
    ),
    opening_hours="ma-vr 9-12",
    languages=("nl", "ar"),
    fees="gratis",
    eligibility_description="65 jaar of ouder",
    eligibility=AtLeast(
        1,
        (
            Leaf("leeftijd", "gte", 65),
            Not(Leaf("gewest", "in", ("brussel", "wallonie"))),
            Leaf("netto_maandinkomen_gezin", "lte", Limit("grens", 0.5, (("aantal_kinderen_ten_laste", "per_kind"),))),
        ),
    ),
    application_process="Bel voor een afspraak.",
    assured_date=date(2026, 11, 1),
    assured_precision="month",
    confidence="likely",
    source_url="https://bron.example",
    notes="alleen voor ons",
    for_professionals=True,
)
BARE = Service("kaal", "Proefhuis", "Kaal", "", ServiceArea("flanders"), languages=())


def put(house: House, services: Sequence[Service]) -> None:
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        records.insert(house.store, session, services)


def everything(house: House) -> dict[str, Service]:
    with house.store.read() as session:
        return dict(records.everything(session))


def stop(house: House, slug: str) -> None:
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        session.scalars(select(tables.Service).where(tables.Service.slug == slug)).one().stopped = date(2026, 11, 23)


def rows(house: House, *models: Any) -> list[int]:
    with house.store.read() as session:
        return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


@pytest.mark.parametrize("service", [FULL, BARE], ids=lambda s: s.id)
def test_a_service_comes_out_as_it_went_in(house: House, service: Service) -> None:
    put(house, [service])
    assert everything(house)[service.id] == service


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
optional = st.none() | texts
several = st.lists(texts, max_size=3).map(tuple)
degrees = st.none() | st.floats(-180, 180)
addresses = st.builds(Address, texts, texts, texts, optional, degrees, degrees, st.booleans())
services = st.builds(
    Service,
    id=st.builds(lambda: str(new_id())),  # one house holds those of every example
    organization=texts.filter(bool),
    name=texts,
    description=texts,
    area=st.builds(ServiceArea, st.sampled_from(["national", "municipalities"]), several),
    alternate_name=optional,
    domains=several,
    target_groups=several,
    target_group_tags=several,
    phones=st.lists(st.builds(Phone, texts, optional), max_size=3).map(tuple),
    email=optional,
    url=optional,
    addresses=st.lists(addresses, max_size=3).map(tuple),
    opening_hours=optional,
    languages=several,
    fees=optional,
    eligibility_description=optional,
    eligibility=st.none() | st.just(FULL.eligibility),
    application_process=optional,
    assured_date=st.none() | st.dates(),
    assured_precision=st.none() | st.sampled_from(["day", "month"]),
    confidence=texts,
    source_url=optional,
    notes=optional,
    for_professionals=st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(made=st.lists(services, max_size=4))
def test_any_service_comes_out_as_it_went_in(house: House, made: list[Service]) -> None:
    put(house, made)
    found = everything(house)
    assert all(found[service.id] == service for service in made)


def test_organisations_of_the_same_name_are_one(house: House) -> None:
    before = rows(house, tables.Organization)[0]
    put(house, [FULL, BARE])
    put(house, [replace(BARE, id="kaler")])
    assert rows(house, tables.Organization)[0] == before + 1


def test_every_row_is_journalled_and_the_chain_holds(house: House) -> None:
    models = (tables.Organization, tables.Service, tables.Phone, tables.Address)
    before = rows(house, *models)
    put(house, [FULL, BARE])
    added = [now - then for now, then in zip(rows(house, *models), before, strict=True)]
    assert added == [1, 2, 2, 2]
    with house.store.read() as session:
        last = session.scalars(select(journal.Entry.table).order_by(journal.Entry.clock.desc()).limit(sum(added))).all()
    assert [last.count(model.__tablename__) for model in models] == added
    with house.store.engine.connect() as connection:
        assert journal.broken_at(connection) == []


def test_a_second_service_with_the_same_slug_leaves_the_first(house: House) -> None:
    put(house, [FULL])
    with pytest.raises(IntegrityError):
        put(house, [BARE, replace(FULL, name="Iets anders")])
    assert everything(house)[FULL.id] == FULL
    assert BARE.id not in everything(house)


def test_a_service_that_stopped_is_not_shown_and_not_found(house: House) -> None:
    put(house, [FULL, BARE])
    stop(house, FULL.id)
    assert set(everything(house)) >= {BARE.id, OCMW}
    assert FULL.id not in everything(house)
    with house.store.read() as session:
        assert set(records.ids(session, [FULL.id, BARE.id, "nergens"])) == {BARE.id}


def test_ids_are_those_of_the_rows(house: House) -> None:
    put(house, [FULL, BARE])
    with house.store.read() as session:
        for slug, row in records.ids(session, (slug for slug in (FULL.id, BARE.id))).items():
            assert session.get_one(tables.Service, row).slug == slug
        assert records.ids(session, []) == {}


def test_a_service_without_any_contact_is_not_reachable() -> None:
    assert not BARE.reachable
    assert replace(BARE, email="a@proef.example").reachable
    assert replace(BARE, phones=(Phone("112"),)).reachable
    assert replace(BARE, addresses=FULL.addresses).reachable
    assert not replace(BARE, addresses=FULL.addresses[1:]).reachable  # a secret address reaches nobody


# the starter catalogue


def test_the_starter_catalogue_comes_out_as_it_is(house: House) -> None:
    assert everything(house) == dict(starter.services())


def test_rights_are_loaded_with_their_sources(house: House) -> None:
    given_ = {row["slug"]: row for row in loading._rows("rights.json", "rights")}
    with house.store.read() as session:
        loaded = {right.slug: right for right in session.scalars(select(tables.Right))}
    assert set(loaded) == set(given_)
    for slug, right in loaded.items():
        assert (right.name, right.gives, right.source_url) == (
            given_[slug]["name"],
            given_[slug]["gives_nl"],
            given_[slug]["source_url"],
        )
        assert right.assured_date is None or right.assured_date <= date(2026, 12, 31)


def test_parameters_are_loaded_with_their_dates(house: House) -> None:
    given_ = {row["name"]: row for row in loading._rows("parameters.json", "parameters")}
    with house.store.read() as session:
        loaded = {one.name: one for one in session.scalars(select(tables.DatedParameter))}
    assert set(loaded) == set(given_)
    for name, one in loaded.items():
        value = given_[name]["value"]
        assert (one.value is None) == (value is None)
        if one.value is not None:
            assert one.value == pytest.approx(float(Fraction(value)))
        assert one.stale == (given_[name]["stale"] is True)
        assert (one.valid_from is None) == (not given_[name]["valid_from"])
    assert loaded["installatiepremie_breuk_jaarbedrag_gezinslast"].value == pytest.approx(1 / 12)


@pytest.mark.parametrize(
    ("text", "day"), [(None, None), ("", None), ("2026-03", date(2026, 3, 1)), ("2026-03-15", date(2026, 3, 15))]
)
def test_a_month_is_its_first_day(text: str | None, day: date | None) -> None:
    assert loading._day(text) == day


def test_loading_a_second_time_is_refused_and_changes_nothing(sign_in: SignIn) -> None:
    house = sign_in("beheerder")
    models = (tables.Organization, tables.Service, tables.Phone, tables.Address, tables.Right, tables.DatedParameter)
    before = rows(house, *models)
    with pytest.raises(Refusal) as refused:
        loading.load_starter(house.store, house.actor)
    assert "al" in refused.value.what
    assert rows(house, *models) == before


def test_only_who_may_loads_a_catalogue(house: House) -> None:
    with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
        loading.load_starter(house.store, house.actor)
