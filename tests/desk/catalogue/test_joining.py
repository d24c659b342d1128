"""Records of two sources that are one service: joined field by field, kept by every import, and two again as they were."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sociaalhuis.catalogue import doubles as finding
from sociaalhuis.catalogue.matrix import Said
from sociaalhuis.db import schema
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Referral
from sociaalhuis.db.imports import LocalNote, ServiceSource
from sociaalhuis.db.joining import ServiceJoin
from sociaalhuis.desk import intake
from sociaalhuis.desk.catalogue import (
    checking,
    doubles,
    editing,
    exporting,
    history,
    importing,
    joining,
    local,
    matrices,
    proposals,
    rows,
    sides,
)
from sociaalhuis.desk.catalogue.sides import BOTH, GOES, STAYS
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.exchange.catalogue.model import Organization, Phone, Place, Record
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

ONE: Mapping[str, Any] = {
    "id": "5d1b6b4a-6e43-4b52-9d5c-0a4a5a0f0001",
    "name": "Budgethulp Proefdorp",
    "status": "active",
    "description": "Hulp bij schulden.",
    "url": "https://www.proefhuis.example/budget",
    "organization": {"id": "5d1b6b4a-6e43-4b52-9d5c-0a4a5a0f0002", "name": "Proefhuis", "description": "Helpt."},
    "phones": [{"id": "1", "number": "089 00 00 00", "description": "onthaal"}],
    "service_areas": [{"id": "2", "name": "Bilzen", "extent": "73006", "extent_type": "nis"}],
}
OTHER: Mapping[str, Any] = {
    **ONE,
    "id": "9d1b6b4a-6e43-4b52-9d5c-0a4a5a0f0009",
    "name": "Budgethulp (Proefhuis)",
    "email": "budget@proefhuis.example",
    "description": "Wij helpen bij schulden en deurwaarders.",
    "url": "http://proefhuis.example/budget/",
    "phones": [{"id": "1", "number": "+32 89 00 00 00"}, {"id": "2", "number": "089 11 11 11"}],
    "organization": {"id": "9d1b6b4a-6e43-4b52-9d5c-0a4a5a0f0010", "name": "Proefhuis vzw", "description": "Helpt."},
}
GROUP = "ouderen_65"
CHOICES: Mapping[str, str] = {"description": GOES, "email": GOES, "phones": BOTH, "name": STAYS}


@pytest.fixture
def lead(sign_in: SignIn) -> House:
    return sign_in("coordinator")


def take(house: House, tmp_path: Path, source: str, **changed: Any) -> importing.Outcome:
    path = tmp_path / f"{source}.json"
    path.write_text(json.dumps([{**(ONE if source == "soka" else OTHER), **changed}]), "utf-8")
    return importing.take(house, reading.find(path, NOW.date(), "", source), NOW)


@pytest.fixture
def two(lead: House, tmp_path: Path) -> tuple[str, str]:
    """The slugs of two records of one service, each of its own source."""
    for source in ("soka", "ander"):
        take(lead, tmp_path, source)
    with lead.store.read() as session:
        found = dict(session.execute(select(ServiceSource.source, Service.slug).join(Service)).all())
    return found["soka"], found["ander"]


def record(house: House, slug: str) -> Record:
    with house.store.read() as session:
        return rows.record(session.scalars(select(Service).where(Service.slug == slug)).one(), "", "")


def content(house: House) -> dict[str, list[str]]:
    """Every row of every journalled table, but for the joins themselves."""
    with house.store.read() as session:
        return {
            model.__tablename__: sorted(str(row) for row in session.execute(select(model.__table__)))
            for model in schema.records()
            if model is not ServiceJoin
        }


def waiting(house: House, slug: str) -> dict[str, tuple[str, int]]:
    return {one.field: (one.there, len(one.rivals)) for one in proposals.waiting(house, slug)}


def lived_in(house: House, slug: str) -> None:
    """What a desk does with a record: it refers, notes, checks, reports, and fills in a cell."""
    noted = intake.register(house, intake.Question("schulden"), NOW)
    referrals.give(house, noted.id, [slug], "self", NOW)
    local.note(house, slug, local.Known(tips=f"Tip bij {slug}"), NOW)
    checking.verify(house, slug, "telefoon", "Els", NOW)
    checking.report(house, slug, "nummer klopt niet", NOW)
    matrices.fill(house, GROUP, Said("beperkt", "", ""), NOW, service=slug)
    editing.change(house, slug, {"notes": f"Nota bij {slug}"})


def test_every_table_about_a_service_goes_along_or_stays_behind_on_purpose() -> None:
    about = {
        table.name
        for table in schema.METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "service"
    }
    assert about == set(joining.MOVED) | joining.STAY_BEHIND


def test_found_joined_field_by_field_and_everything_goes_along(lead: House, two: tuple[str, str]) -> None:
    known, apart = doubles.records(lead)
    (pair,) = finding.find(known, apart)
    assert {pair.one, pair.other} == set(two)
    for slug in two:
        lived_in(lead, slug)
    (double,) = doubles.standing(lead, [pair], NOW)
    assert (double.stays.uses, double.goes.uses, double.stays.sources) in ((1, 1, "soka"), (1, 1, "ander"))
    compared = joining.compare(lead, *two)
    fields = {one.name: one for one in compared.fields}
    assert (compared.stays, compared.goes) == ("soka", "ander")
    assert fields["url"].same
    assert (fields["phones"].stays, fields["phones"].goes) == ("089 00 00 00 (onthaal)", "+32 89 00 00 00; 089 11 11 11")
    assert (fields["email"].choice, fields["description"].choice, fields["phones"].both) == (GOES, STAYS, True)
    assert not any(one.same for one in compared.fields[: sum(not one.same for one in compared.fields)])
    joining.join(lead, *two, CHOICES, NOW)
    whole = record(lead, two[0])
    assert (whole.name, whole.description, whole.email) == (ONE["name"], OTHER["description"], OTHER["email"])
    assert [one.number for one in whole.phones] == ["089 00 00 00", "089 11 11 11"]
    with lead.store.read() as session:
        kept = checking.row(session, two[1])  # the old link leads to what stayed
        assert kept.slug == two[0]
        assert kept.notes == f"Nota bij {two[0]}\nNota bij {two[1]}"
        assert len(session.scalars(select(Referral).where(Referral.service_id == kept.id)).all()) == 2
        tips = session.scalars(select(LocalNote.tips).where(LocalNote.service_id == kept.id)).one()
        assert tips == f"Tip bij {two[0]}\nTip bij {two[1]}"
        origin = {one.source: set(one.fields or ()) for one in session.scalars(select(ServiceSource))}
    assert {"description", "email", "phones"} <= origin["ander"]
    assert "phones" in origin["soka"]
    assert "description" not in origin["soka"]
    assert doubles.standing(lead, [pair], NOW) == []
    (standing,) = joining.standing(lead)
    assert (standing.gone, standing.fields) == (OTHER["name"], ("Wat", "E-mail", "Telefoon"))
    assert dict(standing.origins)["ander"] == ("Wat", "Telefoon", "E-mail")
    with lead.store.read() as session:
        assert two[1] not in {one.slug for one in exporting.records(session)}
    told = [(one.what, one.before, one.after) for one in history.of(lead, two[1])]
    assert ("Wat: fiches samenvoegen", ONE["description"], OTHER["description"]) in told
    assert ("Telefoon: fiches samenvoegen", "", "089 11 11 11") in told


def test_two_again_exactly_as_they_were(lead: House, two: tuple[str, str]) -> None:
    for slug in two:
        lived_in(lead, slug)
    before = content(lead)
    join = joining.join(lead, *two, CHOICES, NOW)
    assert content(lead) != before
    assert lead.store.undo(lead.actor) == "fiches samenvoegen"
    assert content(lead) == before
    join = joining.join(lead, two[1], two[0], {"phones": GOES, "organization": GOES, "url": GOES}, NOW)
    assert joining.part(lead, join, NOW) == two[0]
    assert content(lead) == before
    with pytest.raises(Refusal, match="al gescheiden"):
        joining.part(lead, join, NOW)


def test_imports_keep_the_join_and_propose_and_say_where_sources_differ(
    lead: House, two: tuple[str, str], tmp_path: Path
) -> None:
    join = joining.join(lead, *two, CHOICES, NOW)
    for source in ("soka", "ander"):
        assert take(lead, tmp_path, source).changes == 0
    here = content(lead)
    take(lead, tmp_path, "soka", name="Budgetdienst", description="Schulden? Kom langs.")
    assert waiting(lead, two[0]) == {"name": ("Budgetdienst", 0)}  # what it says of the other one's field waits beside it
    take(lead, tmp_path, "ander", name="Budgetteam", description="Wij helpen met schulden.")
    assert waiting(lead, two[0]) == {
        "name": ("Budgetteam", 1),
        "description": ("Wij helpen met schulden.", 1),
    }
    found = proposals.waiting(lead, two[0])
    assert sorted(one.there for one in found if one.field == "name") == ["Budgetdienst", "Budgetteam"]
    assert record(lead, two[0]).name == ONE["name"]
    team = next(one for one in found if one.there == "Budgetteam")
    proposals.settle(lead, team.id, take=True, now=NOW)
    with lead.store.read() as session:
        claims = {one.source: "name" in (one.fields or ()) for one in session.scalars(select(ServiceSource))}
    assert claims == {"soka": False, "ander": True}
    assert take(lead, tmp_path, "ander", status="inactive", name="Budgetteam").changes == 1
    assert "archived" in waiting(lead, two[0])  # it did not go away by itself
    joining.part(lead, join, NOW)
    again = take(lead, tmp_path, "ander", name="Budgetteam", description="Wij helpen met schulden.")
    assert (again.counts[importing.CHANGED], record(lead, two[1]).name) == (1, "Budgetteam")
    assert here["referral"] == content(lead)["referral"]


def test_the_preview_says_the_same_and_changes_nothing(lead: House, two: tuple[str, str], tmp_path: Path) -> None:
    joining.join(lead, *two, CHOICES, NOW)
    before = content(lead)
    path = tmp_path / "soka.json"
    path.write_text(json.dumps([{**ONE, "name": "Budgetdienst"}]), "utf-8")
    seen = importing.preview(lead, reading.find(path, NOW.date(), "", "soka"), NOW)
    assert seen.counts[importing.PROPOSED] == 1
    assert content(lead) == before


def test_what_a_person_changed_since_stays_when_they_are_two_again(lead: House, two: tuple[str, str]) -> None:
    join = joining.join(lead, *two, CHOICES, NOW)
    editing.change(lead, two[0], {"description": "Zelf geschreven.", "phones": "1813"})
    joining.part(lead, join, NOW)
    whole = record(lead, two[0])
    assert (whole.description, whole.email, [one.number for one in whole.phones]) == ("Zelf geschreven.", None, ["1813"])


def test_three_that_are_one_go_apart_in_the_other_order(lead: House, two: tuple[str, str]) -> None:
    third = "huurdersbond-limburg"
    before = content(lead)
    first = joining.join(lead, two[0], two[1], {}, NOW)
    second = joining.join(lead, third, two[0], {"phones": GOES}, NOW)
    with lead.store.read() as session:
        assert checking.row(session, two[1]).slug == third
        assert session.scalars(select(Service.slug).join(ServiceSource, ServiceSource.service_id == Service.id)).all() == [
            third,
            third,
        ]
    with pytest.raises(Refusal, match="kwam er nog een"):
        joining.part(lead, first, NOW)
    joining.part(lead, second, NOW)
    joining.part(lead, first, NOW)
    assert content(lead) == before


def test_a_file_of_our_own_from_before_brings_nothing_back(lead: House, tmp_path: Path) -> None:
    exporting.write(lead, "hsds-json", tmp_path / "uit.json")
    joining.join(lead, "huurdersbond-limburg", "tele-onthaal", {}, NOW)
    importing.take(lead, reading.find(tmp_path / "uit.json", NOW.date()), NOW)
    with lead.store.read() as session:
        assert checking.row(session, "tele-onthaal").slug == "huurdersbond-limburg"
    assert proposals.waiting(lead, "tele-onthaal") == []


def test_what_cannot_be_one(lead: House, two: tuple[str, str], sign_in: SignIn) -> None:
    with pytest.raises(Refusal, match="dezelfde fiche"):
        joining.join(lead, two[0], two[0], {}, NOW)
    editing.change(lead, two[1], {"kind": "product"})
    with pytest.raises(Refusal, match="product of recht"):
        joining.compare(lead, *two)
    editing.change(lead, two[1], {"kind": "", "confidentiality": "geheim"})
    desk = sign_in("onthaal")
    known, _apart = doubles.records(desk)
    assert two[1] not in {one.id for one in known}
    with pytest.raises(Refusal, match="geheim"):
        joining.join(desk, *two, {}, NOW)
    worker = sign_in("maatschappelijk_werker")
    joining.join(worker, *two, {}, NOW)
    with worker.store.read() as session:
        assert checking.row(session, two[0]).confidentiality == "geheim"  # the more careful of the two


def test_not_the_same_is_remembered_and_taken_back(lead: House, two: tuple[str, str]) -> None:
    pairs = finding.find(*doubles.records(lead))
    doubles.apart(lead, two[1], two[0], NOW)
    doubles.apart(lead, *two, NOW)
    assert doubles.standing(lead, pairs, NOW) == []
    assert finding.find(*doubles.records(lead)) == []
    assert lead.store.undo(lead.actor) == "fiches zijn niet dezelfde"
    assert len(doubles.standing(lead, pairs, NOW)) == 1


_WORDS = st.sampled_from([None, "a", "b"])
_RECORDS = st.builds(
    Record,
    source=st.just("s"),
    source_id=st.just("1"),
    name=st.sampled_from(["Naam", "Andere"]),
    organization=st.sampled_from([Organization("Huis"), Organization("Ander huis")]),
    description=st.sampled_from(["", "Wat", "Iets"]),
    phones=st.lists(st.builds(Phone, st.sampled_from(["011 22 33 44", "+32 11 22 33 44", "106"])), max_size=2).map(tuple),
    addresses=st.lists(
        st.builds(Place, st.sampled_from(["Dorpsstr. 1", "Dorpsstraat 1"]), st.just("3740"), st.just("Bilzen")), max_size=2
    ).map(tuple),
    email=_WORDS,
    fees=_WORDS,
    domains=st.lists(st.sampled_from(["wonen", "werk"]), unique=True).map(tuple),
)


@given(_RECORDS, _RECORDS, st.dictionaries(st.sampled_from(list(sides.SHOWN)), st.sampled_from([STAYS, GOES, BOTH])))
def test_a_choice_takes_exactly_that_side(mine: Record, other: Record, choices: dict[str, str]) -> None:
    whole = sides.merged(mine, other, choices)
    for shown, names in sides.SHOWN.items():
        choice = choices.get(shown, STAYS)
        for name in names:
            here = getattr(whole, name)
            if choice == GOES:
                assert here == getattr(other, name)
            elif choice == BOTH and shown in sides.LISTS:
                assert set(here) <= {*getattr(mine, name), *getattr(other, name)}
                assert here[: len(getattr(mine, name))] == getattr(mine, name)
            else:
                assert here == getattr(mine, name)
    proposed = {one.name: one.choice for one in sides.compare(mine, other)}
    both = sides.merged(mine, other, proposed)
    assert all(sides.said(name, both) for name in proposed)  # nothing that one of them knows is lost
