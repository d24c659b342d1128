"""Doubles of the catalogue: what a made set says, and what holds for any records."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.catalogue import doubles, starter
from sociaalhuis.catalogue.doubles import Known
from tests.catalogue.made_sources import sources

ONE = Known(
    "a", "Huurdersbond Limburg - zitdag", "Huurdersbond Limburg", ("011 22 33 44",), "info@huur.example",
    "https://www.huur.example/zitdag", (("3740", "Dorpsstraat 12"),), "0412345678", frozenset({"wonen"}),
    sources=frozenset({"soka"}),
)  # fmt: skip

_FEW = st.sampled_from
_KNOWN = st.builds(
    Known,
    id=st.text("abcdefgh", min_size=1, max_size=3),
    name=st.lists(_FEW(["Onthaal", "Budget", "Bilzen", "Hasselt", "2", "3", "CAW", "حسين", "-"]), min_size=1, max_size=4).map(
        " ".join
    ),
    organization=_FEW(["", "CAW Limburg", "OCMW Bilzen"]),
    phones=st.lists(_FEW(["011 22 33 44", "+32 11 22 33 44", "106"]), max_size=2).map(tuple),
    email=_FEW(["", "info@caw.example"]),
    url=_FEW(["", "caw.example", "https://www.caw.example/onthaal", "http://[", "nergens"]),
    places=st.lists(st.tuples(_FEW(["", "3740", "3500"]), _FEW(["", "Dorpsstr. 1", "Dorpsstraat 1 bus 2"])), max_size=2).map(
        tuple
    ),
    themes=st.sets(_FEW(["wonen", "werk"])).map(frozenset),
    kind=_FEW(["", "product", "informal"]),
    sources=st.sets(_FEW(["a", "b"])).map(frozenset),
)
_MANY = st.lists(_KNOWN, max_size=12, unique_by=lambda one: one.id)


@given(_MANY, st.randoms(use_true_random=False))
def test_never_itself_each_pair_once_and_the_order_of_the_records_makes_no_difference(
    records: list[Known], rng: random.Random
) -> None:
    found = doubles.find(records)
    assert all(one.one < one.other for one in found)
    assert len({(one.one, one.other) for one in found}) == len(found)
    assert all(one.points >= doubles.ENOUGH and one.reasons for one in found)
    shuffled = list(records)
    rng.shuffle(shuffled)
    assert doubles.find(shuffled) == found


@given(_KNOWN, _KNOWN)
@settings(max_examples=60)
def test_what_is_true_of_two_is_true_the_other_way_round(one: Known, other: Known) -> None:
    left = doubles.find([replace(one, id="a"), replace(other, id="b")])
    right = doubles.find([replace(one, id="b"), replace(other, id="a")])
    assert [pair.points for pair in left] == [pair.points for pair in right]


@given(_MANY)
@settings(max_examples=40)
def test_what_somebody_said_is_not_one_is_not_asked_again(records: list[Known]) -> None:
    found = doubles.find(records)
    rest = doubles.find(records, [(one.other, one.one) for one in found[::2]])
    assert rest == found[1::2]


@pytest.mark.parametrize("seed", [20261122, 7])
def test_a_made_set_with_known_doubles(seed: int) -> None:
    records, true = sources(400, seed)
    wanted = {frozenset(pair) for pair in true}
    found = {frozenset((one.one, one.other)) for one in doubles.find(records)}
    assert len(found & wanted) >= 0.95 * len(wanted)
    assert len(found - wanted) <= 0.05 * len(found)


def test_the_starter_catalogue_has_no_doubles() -> None:
    records = [
        Known(
            one.id, one.name, one.organization, tuple(phone.number for phone in one.phones), one.email or "", one.url or "",
            tuple((at.postal_code, at.address_1) for at in one.addresses), "", frozenset(one.domains), one.kind or "",
        )
        for one in starter.services().values()
    ]  # fmt: skip
    assert doubles.find(records) == []


def test_the_reasons_are_words_also_those_against() -> None:
    other = replace(
        ONE, id="b", name="Huurdersbond zitdag Bilzen", phones=("+32 11/22.33.44",), email="balie@huur.example",
        url="huur.example", places=(("3740", "Dorpsstr. 12 bus 3"),), number="", sources=frozenset({"hsds"}),
    )  # fmt: skip
    (pair,) = doubles.find([ONE, other])
    assert pair.said == "bijna zeker"
    assert pair.reasons == (
        "bijna dezelfde naam",
        "zelfde telefoon",
        "zelfde website",
        "zelfde adres",
        "zelfde organisatie",
        "zelfde thema's",
    )
    assert pair.against == ("andere e-mail",)
    for never in (
        replace(other, kind="product"),
        replace(other, name="Huurdersbond zitdag 2"),
        replace(other, name="Vakantieopvang"),
        replace(other, name="Zitdag Hasselt", places=(("3500", "Markt 1"),)),
    ):
        assert doubles.find([replace(ONE, name="Huurdersbond zitdag 1 Bilzen"), never]) == []
