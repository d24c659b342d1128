"""Searching the catalogue: names, everyday words, needs, places and typing errors in one list, and never a crash."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.search.finder import NAME, NAMED, NEEDED, TEXT, Found, Right
from sociaalhuis.catalogue.service import PRODUCT, Address, Service, ServiceArea

FLANDERS = ServiceArea("flanders")
BILZEN = places.places("3740")
RIGHTS = [
    Right("leefloon", "Leefloon", "Een maandelijks bedrag van het OCMW.", "OCMW"),
    Right("verhoogde-tegemoetkoming", "Verhoogde tegemoetkoming", "U betaalt minder bij de dokter.", "Ziekenfonds"),
    Right("huurpremie", "Vlaamse huurpremie", "Een tussenkomst in de huur.", "Wonen in Vlaanderen"),
]


def made(slug: str, name: str, organization: str = "Org", **more: object) -> Service:
    return Service(slug, organization, name, "", more.pop("area", FLANDERS), **more)  # type: ignore[arg-type]  # test values


SMALL = Engine(
    [
        made("winkel", "Kringwinkel", alternate_name="De Maatschap"),
        made("bank", "Voedselbank Lier", addresses=(Address("Straat 1", "2500", "Lier"),)),
        made("recht", "Arbeidsrechtbank"),
        made("huur", "Huurdersbond", organization="Bond van huurders"),
        made("geheim", "Schuilhuis", addresses=(Address("Weg 2", "3500", "Kwaremont", confidential=True),)),
    ]
)
SERVICES = list(starter.services().values())
ENGINE = Engine(SERVICES)
ENGINE.know_rights(RIGHTS, {})


def found(typed: str) -> list[str]:
    return [one.id for one in SMALL.by_name(typed, 5)]


def line(typed: str, key: str, where: tuple[places.Place, ...] = BILZEN) -> Found:
    return next(one for one in ENGINE.search(typed, 10, where) if one.key == key)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kri", "winkel"),
        ("KRINGWINKEL", "winkel"),
        ("kring winkel", "winkel"),
        ("maatsch", "winkel"),
        ("kringwnkel", "winkel"),
        ("krignwin", "winkel"),
        ("vodselb", "bank"),
        ("rechtbank", "recht"),
        ("lier voedsel", "bank"),
        ("hurders", "huur"),
        ("bond van", "huur"),
    ],
)
def test_a_name_is_found_by_its_beginning_a_part_and_with_an_error(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_a_confidential_town_finds_nothing() -> None:
    assert found("kwaremont") == []
    assert found("schuilhuis") == ["geheim"]


def test_what_changes_or_goes_is_found_otherwise_or_not_at_all() -> None:
    engine = Engine([made("een", "Kwartel"), made("twee", "Blijfwinkel")])
    assert [one.id for one in engine.by_name("kwartel", 5)] == ["een"]
    engine.update([made("een", "Zeppelin")], ["twee"])
    assert engine.by_name("kwartel", 5) == []
    assert [one.id for one in engine.by_name("zeppelin", 5)] == ["een"]
    assert engine.by_name("blijfwinkel", 5) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ocmw", "ocmw-bilzen-hoeselt"),  # of all OCMWs the one of the house
        ("ocmw alken", "ocmw-alken"),
        ("3570 ocmw", "ocmw-alken"),
        ("1813", "zelfmoordlijn-1813"),
        ("huur opgezegd", "huurdersbond-limburg"),  # the client's words
        ("ik heb geen eten", "sint-vincentius-bilzen"),
        ("verhaal halen bij de huisbaas", "huurdersbond-limburg"),
    ],
)
def test_the_catalogue_is_searched_by_name_place_and_need(typed: str, wanted: str) -> None:
    assert ENGINE.by_name(typed, 8, BILZEN)[0].id == wanted


@pytest.mark.parametrize(
    ("typed", "first", "why"),
    [
        ("leefloon", "right:leefloon", NAME),
        ("leeflon", "right:leefloon", NEEDED),
        ("minimex", "right:leefloon", NAMED),
        ("omnio", "right:verhoogde-tegemoetkoming", NAMED),
        ("omni", "right:verhoogde-tegemoetkoming", NAMED),  # still being typed
        ("zelfmoordlijn", "zelfmoordlijn-1813", NAME),
        ("wij hebben schulden bij de deurwaarder", "ocmw-bilzen-hoeselt", NEEDED),
    ],
)
def test_services_and_rights_stand_in_one_list_with_why(typed: str, first: str, why: str) -> None:
    one = ENGINE.search(typed, 5, BILZEN)[0]
    assert (one.key, one.why) == (first, why)


def test_why_is_told_in_words() -> None:
    assert line("minimex", "right:leefloon").words == "minimex"
    assert line("rolstoel", "rode-kruis-vlaanderen").words.startswith("Zorgmateriaal lenen")
    assert line("chat", "caw-onthaal").why == TEXT


def test_by_name_gives_services_only_and_rights_can_be_replaced() -> None:
    assert all(one.id != "right:leefloon" for one in ENGINE.by_name("leefloon", 40, BILZEN))
    engine = Engine([])
    assert engine.search("leefloon", 5) == []
    engine.know_rights(RIGHTS, {})
    assert [one.key for one in engine.search("leefloon", 1)] == ["right:leefloon"]
    engine.know_rights(RIGHTS[1:], {})
    assert "right:leefloon" not in [one.key for one in engine.search("leefloon", 5)]


def test_of_equals_the_used_one_goes_first() -> None:
    engine = Engine([made("a", "Kwartelhuis A"), made("b", "Kwartelhuis B")])
    assert [one.id for one in engine.by_name("kwartelhuis", 2)] == ["a", "b"]
    engine.know_rights((), {"b": 12})
    assert [one.id for one in engine.by_name("kwartelhuis", 2)] == ["b", "a"]


def test_equal_providers_and_equal_names_leave_room_for_others() -> None:
    copies = [made(f"p{number}", "Aangifte van adreswijziging", kind=PRODUCT) for number in range(20)]
    engine = Engine([*copies, made("balie", "Balie adreswijziging")])
    assert "balie" in [one.id for one in engine.by_name("adreswijziging", 5)]
    members = [one.key for one in ENGINE.search("ziekenfonds", 5, BILZEN)]
    assert "dienst-maatschappelijk-werk-ziekenfonds" in members


def test_every_service_is_found_by_its_own_name() -> None:
    for service in random.Random(7).sample(SERVICES, 60):
        same = [one.name for one in ENGINE.by_name(service.name, 5, BILZEN)]
        assert service.name in same


def test_nonsense_finds_nothing_and_the_limit_holds() -> None:
    assert ENGINE.by_name("xyzzyq", 8) == []
    assert len(ENGINE.by_name("sociaal huis", 3)) == 3
    assert ENGINE.search("huur", 0) == []
    assert ENGINE.service("bestaat-niet") is None
    assert len(ENGINE) == len(SERVICES)
    assert "kringwinkel" in SMALL.like("krngwnkl")


@given(typed=st.text(max_size=200))
def test_any_text_gives_an_answer(typed: str) -> None:
    assert len(ENGINE.search(typed, 3, BILZEN)) <= 3


@pytest.mark.parametrize("typed", ["🙂" * 50_000, "huur " * 20_000, "a" * 100_000, 'AND OR NOT "', "name:x^2 [a TO b] ("])
def test_size_and_signs_mean_nothing(typed: str) -> None:
    ENGINE.search(typed, 5)
