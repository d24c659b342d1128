"""The search index: Dutch forms meet, areas hold, any text gives an answer, and one service can change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.index import MAX_TERMS, Index, terms
from sociaalhuis.catalogue.service import Service, ServiceArea

SERVICES = starter.services()
INDEX = Index.build(SERVICES.values())


def ids(text: str, limit: int = 5) -> list[str]:
    return [one for one, _ in INDEX.search(text, limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("onderhoudsgeld dat niet betaald wordt", "davo"),
        ("dementie", "ecd-contact-limburg"),
        ("buitenlandse diploma's", "naric-vlaanderen"),
        ("BANKKAART geblokkeerd", "card-stop"),
        ("alimentatie", "davo"),  # a synonym of the word in the record
    ],
)
def test_words_in_any_form_find_the_record(text: str, expected: str) -> None:
    assert expected in ids(text, 3)


def test_best_first_and_no_more_than_asked() -> None:
    found = INDEX.search("hulp bij schulden en huur", 7)
    assert len(found) == 7
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_only_the_areas_asked_for() -> None:
    within = places.reach_of(places.places("3740"))
    for slug, _ in INDEX.search("sociale dienst van het OCMW", 50, within.sure):
        assert places.covers_reach(SERVICES[slug].area, within) is True


@given(st.text(max_size=200))
def test_any_text_gives_an_answer(text: str) -> None:
    assert len(INDEX.search(text, 5)) <= 5


@pytest.mark.parametrize(
    "text", ["", "  ", 'AND OR NOT "', "name:x^2 [a TO b] (", "~*?\\", "🙂" * 50_000, "huur " * 20_000, "a" * 100_000]
)
def test_query_syntax_and_size_mean_nothing(text: str) -> None:
    INDEX.search(text, 5)
    assert len(terms(text)) <= MAX_TERMS + 1


def test_one_service_can_be_changed_and_taken_out() -> None:
    service = Service("proef", "Proef", "Kwartellokaal", "Kwartels", ServiceArea("national", ("België",)))
    index = Index.build([service, SERVICES["vdab"]])
    index.update([replace(service, name="Zeppelinloket", description="Zeppelins")])
    assert [one for one, _ in index.search("zeppelins", 5)] == ["proef"]
    assert not index.search("kwartels", 5)
    index.update(gone=["proef"])
    assert not index.search("zeppelins", 5)


def test_a_service_without_an_area_is_found_under_the_unknown_area() -> None:
    service = Service("x", "Proef", "Kwartellokaal", "Kwartels", ServiceArea("region"))
    index = Index.build([service])
    assert [one for one, _ in index.search("kwartels", 5, {places.UNKNOWN_AREA})] == ["x"]
    assert not index.search("kwartels", 5, {places.BELGIUM})
