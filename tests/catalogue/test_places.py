"""Places: every postal code, the three shared ones, and whether a service works there."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.service import ServiceArea
from sociaalhuis.errors import Refusal

SHARED = ("1040", "1050", "1804")


def test_there_are_1152_pairs_of_1149_codes() -> None:
    pairs = [one for code in places.codes() for one in places.places(code)]
    assert (len(places.codes()), len({(one.postal_code, one.nis) for one in pairs}), len(pairs)) == (1149, 1152, 1152)


def test_a_place_knows_its_municipality_after_the_mergers() -> None:
    bilzen, hoeselt = places.place("3740"), places.place("3730")
    assert (bilzen.municipality, bilzen.nis, bilzen.province, bilzen.region) == (
        "Bilzen-Hoeselt",
        "73110",
        "Limburg",
        "Vlaanderen",
    )
    assert hoeselt.nis == bilzen.nis


@pytest.mark.parametrize("code", SHARED)
def test_a_shared_code_asks_for_the_municipality(code: str) -> None:
    found = places.places(code)
    assert len(found) == 2
    with pytest.raises(Refusal, match="Kies de gemeente"):
        places.place(code)
    assert [places.place(code, one.nis) for one in found] == list(found)


@pytest.mark.parametrize("code", SHARED)
def test_a_shared_code_makes_neither_municipality_sure(code: str) -> None:
    found = places.places(code)
    within = places.reach_of(found)
    for one in found:
        assert places.covers_reach(ServiceArea("municipalities", (one.nis,)), within) is None
        assert places.covers_reach(ServiceArea("municipalities", (one.nis,)), places.reach(one)) is True


@pytest.mark.parametrize("code", ["0000", "99999", "", "Genk", "37 40", "３７４０", "3740; DROP"])
def test_an_unknown_code_is_refused_in_dutch_with_a_next_step(code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        places.places(code)
    assert "postcode" in refusal.value.what
    assert refusal.value.now


def test_a_code_that_is_not_of_that_municipality_is_refused() -> None:
    with pytest.raises(Refusal, match="hoort niet"):
        places.place("3740", "11002")


@pytest.mark.parametrize("written", [" 3740 ", "B-3740", "be-3740"])
def test_usual_ways_to_write_a_code(written: str) -> None:
    assert places.place(written).municipality == "Bilzen-Hoeselt"


@pytest.mark.parametrize(
    ("area", "code", "expected"),
    [
        (ServiceArea("national", ("België",)), "4000", True),
        (ServiceArea("flanders", ("Vlaanderen",)), "9000", True),
        (ServiceArea("flanders", ("Vlaanderen",)), "4000", False),
        (ServiceArea("flanders", ("Vlaanderen",)), "1000", None),
        (ServiceArea("province", ("Limburg",)), "3740", True),
        (ServiceArea("province", ("Antwerpen",)), "3740", False),
        (ServiceArea("arrondissement", ("Antwerpen", "Mechelen")), "2800", True),
        (ServiceArea("arrondissement", ("Turnhout",)), "2000", False),
        (ServiceArea("municipalities", ("73110",)), "3730", True),
        (ServiceArea("municipalities", ("73110",)), "3600", False),
        (ServiceArea("region", ("Kempen",)), "2300", True),
        (ServiceArea("region", ("Kempen",)), "2000", None),
        (ServiceArea("region", ("Kempen",)), "3500", False),
        (ServiceArea("region", ("Vlaanderen behalve stad Antwerpen en stad Gent",)), "2018", False),
        (ServiceArea("region", ("Vlaanderen behalve stad Antwerpen en stad Gent",)), "2800", True),
        (ServiceArea("region", ()), "3740", None),
    ],
)
def test_whether_a_service_works_there(area: ServiceArea, code: str, expected: bool | None) -> None:
    assert places.covers_reach(area, places.reach(places.place(code))) is expected


def test_every_area_of_the_starter_is_understood() -> None:
    unknown = {one.id for one in starter.services().values() if places.UNKNOWN_AREA in places.area_keys(one.area)}
    assert unknown == {"woonmaatschappij-ark-wonen"}  # its record names no area
    everywhere = [places.reach(one) for code in places.codes() for one in places.places(code)]
    keys = frozenset[str]().union(*(one.sure for one in everywhere))
    for service in starter.services().values():
        assert service.id in unknown or keys.issuperset(places.area_keys(service.area)), service.id


def test_without_a_place_only_wide_services_remain() -> None:
    assert places.covers_reach(ServiceArea("municipalities", ("73110",)), places.reach_of(())) is False
    assert places.covers_reach(ServiceArea("flanders", ("Vlaanderen",)), places.reach_of(())) is True


@given(st.sampled_from(places.codes()), st.sampled_from(list(starter.services().values())))
def test_leaving_out_the_place_never_opens_a_door(code: str, service: object) -> None:
    area = service.area  # type: ignore[attr-defined]  # hypothesis loses the type of a sampled service
    anywhere = places.covers_reach(area, places.reach_of(()))
    here = places.covers_reach(area, places.reach_of(places.places(code)))
    if here is False and places.places(code)[0].region == "Vlaanderen":
        assert anywhere is False


def test_distance_is_in_kilometres_and_symmetric() -> None:
    bilzen, hasselt, antwerp = (places.place(code) for code in ("3740", "3500", "2000"))
    assert 8 < places.distance(bilzen, hasselt) < 20
    for one, other in itertools.combinations((bilzen, hasselt, antwerp), 2):
        assert places.distance(one, other) == pytest.approx(places.distance(other, one))
    assert places.distance(bilzen, bilzen) == pytest.approx(0)
