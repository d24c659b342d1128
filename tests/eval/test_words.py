"""Finding by a word: the judged words keep what was promised, the sealed ones are only counted, and bad files are refused."""

import functools
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.errors import Refusal
from sociaalhuis.measure import bench_search, finding

HERE = Path(__file__).parent
SETS = ("words", "words2", "words3", "words_held")
BILZEN = places.places("3740")


def read(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return cases


@functools.cache
def search_over(products: tuple[str, ...]) -> Engine:
    return finding.over(products)


def share(name: str, products: tuple[str, ...] = ()) -> float:
    """The share of the words with a right answer in the first five, in Bilzen."""
    cases = [case for case in read(name) if products or not all(one.startswith("product:") for one in case["good"])]
    search = search_over(products)
    hits = [any(finding.answers(one, case["good"], BILZEN) for one in search.search(case["text"], 5, BILZEN)) for case in cases]
    return sum(hits) / len(cases)


def test_a_right_answer_stands_in_the_first_five() -> None:
    figures = finding.words(read("words"))
    assert figures["words"] > 200
    assert figures["found@5"] >= 0.96
    assert figures["found@1"] >= 0.88
    assert figures["while_typing"] >= 0.94
    assert figures["one_error"] >= 0.94
    assert min(figures["by_place"].values()) >= 0.96


@pytest.mark.parametrize("name", SETS[1:])
def test_so_it_does_for_other_words_and_for_those_that_lay_apart(name: str) -> None:
    assert share(name) >= 0.95


def test_products_beside_the_services_do_not_hide_the_answer() -> None:
    names = finding.product_names((HERE / "ipdc_names.txt.gz").read_bytes())
    assert len(names) == 2_394
    assert share("words", tuple(names)) >= 0.95


def test_the_sets_have_no_word_in_common() -> None:
    texts = [case["text"] for name in SETS for case in read(name)]
    assert len(texts) == len(set(texts)) == 575


def test_names_are_read_packed_or_not_and_remarks_are_none() -> None:
    text = b"# remark\nEen\n\nTwee\n"
    assert finding.product_names(text) == finding.product_names(gzip.compress(text)) == ["Een", "Twee"]


@pytest.mark.parametrize("data", [{}, [], [{"text": "huur"}], "huur"])
def test_a_file_that_is_no_list_of_judged_words_is_refused(data: object) -> None:
    with pytest.raises(Refusal, match="beoordeelde woorden"):
        finding.judged(data)


def test_the_shape_of_the_benchmark() -> None:
    figures = bench_search.run(services=300, products=50, seed=1)
    assert list(figures) == ["name", "floors", "measured", "ratios", "runs", "machine"]
    assert figures["floors"].keys() == {"tantivy_top20", "fts5_top20"}
    assert figures["ratios"].keys() == {"letter/tantivy_top20", "letter/fts5_top20"}
    assert figures["runs"]["word"] == len(bench_search.WORDS) < figures["runs"]["letter"]
    made = bench_search.catalogue(300, 50, 3)
    assert made == bench_search.catalogue(300, 50, 3) != bench_search.catalogue(300, 50, 4)
    assert len({one.id for one in made}) == 350
