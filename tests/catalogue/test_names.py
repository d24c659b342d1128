"""Finding a service by name: beginnings, compounds, typing errors, what is near first, and never a crash."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.names import Names
from sociaalhuis.catalogue.service import Address, Service, ServiceArea

FLANDERS = ServiceArea("flanders")
BILZEN = places.places("3740")


def made(slug: str, name: str, organization: str = "Org", **more: object) -> Service:
    return Service(slug, organization, name, "", more.pop("area", FLANDERS), **more)  # type: ignore[arg-type]  # test values


NAMES = Names()
NAMES.update(
    [
        made("winkel", "Kringwinkel", alternate_name="De Maatschap"),
        made("bank", "Voedselbank Lier", addresses=(Address("Straat 1", "2500", "Lier"),)),
        made("recht", "Arbeidsrechtbank"),
        made("huur", "Huurdersbond", organization="Bond van huurders"),
        made("geheim", "Vluchthuis", addresses=(Address("Weg 2", "3500", "Hasselt", confidential=True),)),
    ]
)


def found(typed: str) -> list[str]:
    return [one.id for one in NAMES.find(typed, 5)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kri", "winkel"),
        ("KRINGWINKEL", "winkel"),
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
def test_the_service_is_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_names_go_before_organisations_and_towns_help() -> None:
    assert found("huur") == ["huur"]
    assert found("lier") == ["bank"]
    assert [one.whole for one in NAMES.find("voedselbank gent", 5)] == [False]


def test_a_confidential_town_finds_nothing() -> None:
    assert found("hasselt") == []


def test_short_words_are_not_repaired() -> None:
    assert found("kra") == []


@given(typed=st.text(max_size=200))
def test_any_text_gives_an_answer(typed: str) -> None:
    assert len(NAMES.find(typed, 3)) <= 3


@given(data=st.data())
def test_one_typing_error_in_a_long_name_is_forgiven(data: st.DataObject) -> None:
    name = "kringwinkel"
    at = data.draw(st.integers(1, len(name) - 2))
    kind = data.draw(st.sampled_from(["drop", "swap", "change"]))
    wrong = {
        "drop": name[:at] + name[at + 1 :],
        "swap": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        "change": name[:at] + "q" + name[at + 1 :],
    }[kind]
    assert found(wrong)[:1] == ["winkel"]


def test_what_changes_or_goes_is_found_otherwise_or_not_at_all() -> None:
    names = Names()
    names.update([made("een", "Oude naam"), made("twee", "Blijft")])
    names.update([made("een", "Nieuwe naam")], ["twee"])
    assert [one.id for one in names.find("oude", 5)] == []
    assert [one.id for one in names.find("nieuwe", 5)] == ["een"]
    assert names.find("blijft", 5) == []


SERVICES = list(starter.services().values())
ENGINE = Engine(SERVICES)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ocmw", "ocmw-bilzen-hoeselt"),  # of all OCMWs the one of the house
        ("ocmw alken", "ocmw-alken"),
        ("1813", "zelfmoordlijn-1813"),
        ("huur opgezegd", "huurdersbond-limburg"),  # the client's words
        ("ik heb geen eten", "sint-vincentius-bilzen"),
    ],
)
def test_the_catalogue_is_searched_by_name_and_by_need(typed: str, wanted: str) -> None:
    assert ENGINE.by_name(typed, 8, BILZEN)[0].id == wanted


def test_every_service_is_found_by_its_own_name() -> None:
    for service in random.Random(7).sample(SERVICES, 60):
        same = [one.name for one in ENGINE.by_name(service.name, 8, BILZEN)]
        assert service.name in same


def test_nonsense_finds_nothing_and_the_limit_holds() -> None:
    assert ENGINE.by_name("xyzzyq", 8) == []
    assert len(ENGINE.by_name("sociaal huis", 3)) == 3
    assert ENGINE.service("bestaat-niet") is None
    assert len(ENGINE) == len(SERVICES)
