"""Every field of a record by hand: lines and back, what cannot be is refused where it stands, and no import goes over it."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sociaalhuis.catalogue import places
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.verifying import Verification
from sociaalhuis.desk.catalogue import checking, editing, importing, parts, proposals
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.exchange.catalogue.model import Cost, Document, Place
from sociaalhuis.house import House, change_setting
from tests.desk.catalogue.test_joining import ONE
from tests.houses import NOW, SignIn

SLUG = "huurdersbond-limburg"
ALL = {
    "organization": "Nieuwe Huurdersbond",
    "area_values": "Bilzen, Hasselt",
    "languages": "Nederlands, Frans",
    "addresses": "Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel; lift]\ngeheim: Markt 1, 3500",
    "capacity": "12 gezinnen",
    "costs": "inschrijving: 12,50 euro, per jaar\ngratis voor leden",
    "phones": "1813 (dag en nacht)",
    "documents": "Huurcontract\nAttest https://www.huur.example/a",
    "opening_hours": "ma-vr 9-12",
    "confidentiality": "intern",
    "alert": "Verhuist in mei",
}


type Read = Callable[[str, Sequence[Any]], tuple[Any, ...]]
LINES: Sequence[tuple[Read, Callable[[Any], str]]] = (
    (parts.read_addresses, parts.address),
    (parts.read_costs, parts.cost),
    (parts.read_documents, parts.document),
)


@given(st.text(max_size=80))
def test_no_line_breaks_the_reading_and_what_is_read_is_said_the_same_again(text: str) -> None:
    for read, said in LINES:
        try:
            found = read(text, ())
        except Refusal:
            continue
        lines = [said(one) for one in found]
        assert [said(one) for one in read("\n".join(lines), ())] == lines
    with suppress(Refusal):
        assert parts.read_area(parts.area(*parts.read_area(text))) == parts.read_area(text)


_WORD = st.text("abcdefgh", min_size=1, max_size=8)


@given(
    st.lists(st.builds(Place, _WORD, st.sampled_from(places.codes()), _WORD, st.none() | _WORD, confidential=st.booleans())),
    st.lists(st.builds(Cost, st.none() | _WORD, st.none() | st.integers(0, 10_000).map(lambda n: n / 100), st.none(), _WORD)),
    st.lists(st.builds(Document, _WORD, st.none() | st.just("https://a.example/b"))),
)
def test_lines_that_were_not_touched_keep_their_parts_whole(
    at: list[Place], costs: list[Cost], documents: list[Document]
) -> None:
    told: tuple[list[Any], ...] = (at, costs, documents)
    for found, (read, said) in zip(told, LINES, strict=True):
        lines = [said(one) for one in found][: parts.MOST]
        if len(set(lines)) == len(lines):
            assert list(read("\n".join(lines), found)) == found[: parts.MOST]


def test_every_field_by_hand_and_back(house: House) -> None:
    before = editing.begin(house, SLUG)
    assert sorted(editing.change(house, SLUG, ALL)) == sorted(ALL)
    after = editing.begin(house, SLUG).fields
    assert after["addresses"].splitlines()[1] == "geheim: Markt 1, 3500 Hasselt"
    assert after["area_values"] == "Bilzen-Hoeselt, Hasselt"
    assert {name: after[name] for name in ("organization", "costs", "documents", "capacity", "alert")} == {
        name: ALL[name] for name in ("organization", "costs", "documents", "capacity", "alert")
    }
    assert editing.change(house, SLUG, after) == []
    with house.store.read() as session:
        row = checking.row(session, SLUG)
        assert [(one.city, one.confidential, one.accessibility) for one in row.addresses] == [
            ("Bilzen", False, ["rolstoel", "lift"]),
            ("Hasselt", True, None),
        ]
        assert row.costs == [
            {"option": "inschrijving", "amount": 12.5, "currency": "EUR", "description": "per jaar"},
            {"description": "gratis voor leden"},
        ]
    assert house.store.undo(house.actor) == "fiche aanpassen"
    assert editing.begin(house, SLUG) == before


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("addresses", "Markt", "“Markt” is geen adres. Schrijf het als Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel]."),
        ("addresses", "Markt 1, 9999 Nergens", "De postcode 9999 bestaat niet. Kijk de postcode na."),
        ("addresses", "\n".join("1000" for _ in range(41)), "Dit zijn 41 regels. Hou het bij 40 regels in een veld."),
        ("costs", "12,5,0 euro", "“12,5,0 euro” is geen bedrag. Schrijf het als 12,50 euro, per jaar."),
        ("area_values", "Hasslt", "“Hasslt” is geen gemeente. Bedoel je Hasselt?"),
        ("organization", " ", "Een fiche hoort bij een organisatie. Schrijf de naam van de organisatie."),
        ("languages", "Klingon", "“Klingon” staat niet in de lijst."),
        ("capacity", "x" * 4_001, "Een veld is te lang (4001 tekens)."),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(house: House, field: str, text: str, says: str) -> None:
    before = editing.begin(house, SLUG)
    with pytest.raises(editing.BadValue) as refused:
        editing.change(house, SLUG, {"alert": "Let op", field: text})
    assert str(refused.value).startswith(says)
    assert refused.value.field == field
    assert editing.begin(house, SLUG) == before


def test_an_import_goes_over_nothing_that_was_changed_here(sign_in: SignIn, tmp_path: Path) -> None:
    house = sign_in("coordinator")

    def take(**changed: object) -> importing.Outcome:
        path = tmp_path / "soka.json"
        path.write_text(json.dumps([{**ONE, **changed}]), "utf-8")
        return importing.take(house, reading.find(path, NOW.date(), "", "soka"), NOW)

    take()
    with house.store.read() as session:
        slug = session.scalars(select(Service.slug).where(Service.name == ONE["name"])).one()
    editing.change(house, slug, {"organization": "Ons huis", "addresses": "Markt 1, 3740 Bilzen", "phones": "1813"})
    address = {"id": "a", "address_1": "Kerkplein 2", "city": "Hasselt", "postal_code": "3500", "country": "BE"}
    place = {"id": "l", "location": {"id": "m", "addresses": [{**address, "address_type": "physical"}]}}
    take(
        organization={**ONE["organization"], "name": "Ander huis"},
        phones=[{"id": "1", "number": "106"}],
        service_at_locations=[place],
    )
    found = {one.field: one.there for one in proposals.waiting(house, slug)}
    assert set(found) == {"organization", "phones", "addresses"}
    kept = editing.begin(house, slug).fields
    assert (kept["organization"], kept["addresses"], kept["phones"]) == ("Ons huis", "Markt 1, 3740 Bilzen", "1813")


def test_an_offer_of_our_own_is_checked_by_who_writes_it_down(sign_in: SignIn) -> None:
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    house = sign_in("onthaal")
    typed = {**editing.blank(house).fields, "name": "Buren die boodschappen doen"}
    with pytest.raises(Refusal, match="Hoe bereikt een cliënt"):
        editing.add(house, typed, NOW)
    with pytest.raises(editing.BadValue, match="heeft een naam"):
        editing.add(house, {**typed, "name": " "}, NOW)
    slug = editing.add(house, {**typed, "phones": "0470 00 00 00 (Els)"}, NOW)
    assert slug == "buren-die-boodschappen-doen"
    item = next(one for one in checking.round_(house, NOW).items if one.service.id == slug)
    assert (item.group, item.service.kind, item.service.organization) == ("in orde", "informal", "Buren die boodschappen doen")
    assert (item.service.area.values, item.service.languages) == (("73110",), ("nl",))
    with house.store.read() as session:
        assert session.scalars(select(Verification.way)).all() == [editing.OWN_WAY]
    with pytest.raises(Refusal, match="al een fiche"):
        editing.add(house, {**typed, "phones": "1813"}, NOW)
    assert editing.add(house, {**typed, "phones": "1813", "organization": "Wijkwerking"}, NOW) == f"{slug}-2"
    for _ in range(2):
        assert house.store.undo(house.actor) == "eigen fiche maken"
    with house.store.read() as session:
        assert session.scalars(select(Organization).where(Organization.name == "Wijkwerking")).all() == []
