"""Quality: our scorer agrees with an independent one, and the engine keeps what was promised on judged questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from sociaalhuis.catalogue import providers, starter
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.errors import Refusal
from sociaalhuis.measure import eval as evaluation
from sociaalhuis.measure import rewriting, scores
from sociaalhuis.measure.baselines import ways
from sociaalhuis.measure.fidelity import fidelity

HERE = Path(__file__).parent
SETS = ("dev", "own", "own2", "own3", "own4", "own5", "own6", "own7")
BASELINES = ["B0 most used", "B1 keyword in title", "B2 BM25", "B3 domain and distance", "B4 rules only"]


def judged(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return cases


def test_the_figures_equal_those_of_an_independent_scorer() -> None:
    example = json.loads((HERE / "score_example.json").read_text("utf-8"))
    assert scores.score(example["gold"], example["predictions"]) == example["figures"]


def test_no_predictions_and_no_questions_are_no_error() -> None:
    assert scores.score(judged("dev"), [])["ndcg@5"] == 0
    assert scores.score([], [])["vignettes"] == 0


def test_a_perfect_list_scores_one() -> None:
    gold = judged("dev")
    perfect = [
        {
            "id": case["id"],
            "clear": not case["no_offer"],
            "crisis": case["crisis"] + case.get("any_of", []),
            "suggestions": [
                {"service": service, "group": None, "reasons": [{"code": "need"}]}
                for service, _ in sorted(scores.collapse(case["relevant"]).items(), key=lambda item: -item[1])
            ],
        }
        for case in gold
    ]
    named = providers.groups()
    for answer in perfect:
        for one in answer["suggestions"]:
            if one["service"] in named:
                one["group"], one["service"] = one["service"], next(iter(named[one["service"]].members))
    figures = scores.score(gold, perfect)
    assert (figures["ndcg@5"], figures["explained"], figures["crisis_recall"], figures["abstention_recall"]) == (1, 1, 1, 1)


@pytest.mark.parametrize("name", SETS)
def test_judged_questions_name_services_that_exist(name: str) -> None:
    for case in judged(name):
        assert case["relevant"].keys() <= starter.services().keys(), case["id"]


def test_the_engine_is_good_enough_beats_every_baseline_and_says_what_changed() -> None:
    """The floor of the issue is 0.85; the alarm stands higher, so that a loss is seen."""
    gold = judged("dev") + judged("own3")
    table = evaluation.suggestions(gold, {"cases": {"v001": 0.0, "v003": 2.0, "gone": 1.0}})
    engine = table["engine"]
    assert engine["ndcg@5"] >= 0.9
    assert engine["recall@5"] >= 0.9
    assert engine["explained"] == 1
    assert engine["abstention_precision"] >= 0.8
    assert list(table) == [*BASELINES, "engine", "cases", "robustness", "groups", "against"]
    for name in BASELINES:
        assert table[name]["ndcg@5"] + 0.02 < engine["ndcg@5"]
    assert len(table["cases"]) == engine["vignettes"]
    assert (list(table["against"]["improved"]), list(table["against"]["regressed"])) == (["v001"], ["v003"])
    assert table["against"]["questions"] == 2
    assert {name: told["loss"] <= 0.05 for name, told in table["robustness"].items()} == dict.fromkeys(rewriting.WAYS, True)
    assert table["groups"]["language"]["recall@5"]["dutch"]["recall@5"] >= 0.9


@pytest.mark.parametrize("name", ["own", "own2"])
def test_the_engine_is_good_enough_on_other_questions_too(name: str) -> None:
    gold, engine = judged(name), ways(starter.services())["engine"]
    figures = scores.score(gold, [{**engine(case), "id": case["id"]} for case in gold])
    assert figures["ndcg@5"] >= 0.9
    assert figures["recall@5"] >= 0.9
    assert figures["abstention_precision"] >= 0.8


def test_questions_that_no_service_answers_have_no_clear_suggestion() -> None:
    engine = ways(starter.services())["engine"]
    unclear = [not engine(case)["clear"] for name in SETS for case in judged(name) if case["no_offer"]]
    assert sum(unclear) / len(unclear) >= 0.7


def test_reasons_carry_their_suggestions() -> None:
    """The issue asks that at least 95 of 100 suggestions fall without the words of their first reason."""
    assert fidelity(judged("dev") + judged("own4"), Engine(starter.services().values()))["fall"] >= 0.95


def test_a_small_group_has_a_number_but_no_share() -> None:
    gold = [{"id": str(i), "text": "ik heb schulden", "postcode": "3740" if i < 31 else "2000"} for i in range(40)]
    told = evaluation.groups(gold, {case["id"]: scores.Found(1.0, 0.5, 1.0) for case in gold})["municipality"]
    assert told == {"recall@5": {"city": {"n": 9, "recall@5": None}, "other": {"n": 31, "recall@5": 0.5}}, "gap": None}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ik kan mijn huur niet betalen", "dutch"),
        ("I lost my job and I cannot pay the rent", "english"),
        ("Je n'ai plus d'argent pour mes enfants", "french"),
        ("", "dutch"),
    ],
)
def test_the_language_of_a_question(text: str, language: str) -> None:
    assert evaluation.language({"text": text}) == language


@pytest.mark.parametrize("way", rewriting.WAYS)
def test_a_question_is_rewritten_the_same_way_every_time(way: str) -> None:
    rewrite = rewriting.WAYS[way]
    texts = [case["text"] for case in judged("dev")]
    assert [rewrite(text) for text in texts] == [rewrite(text) for text in texts]
    assert sum(rewrite(text) != text for text in texts) > len(texts) / 2
    for odd in ("", "   ", "12 34", "de het een", "a b c", "🙂" * 50):
        assert isinstance(rewrite(odd), str)


@pytest.mark.parametrize("wrong", [{}, [], [1], [{"id": "x"}], "x", None])
def test_a_file_that_is_no_gold_or_no_measurement_is_refused_with_a_next_step(wrong: object) -> None:
    for read in (evaluation.judged, evaluation.saved):
        with pytest.raises(Refusal) as refusal:
            read(wrong)
        assert refusal.value.now
