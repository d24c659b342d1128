"""How good suggestions are: the engine beside its baselines, how it takes other ways of writing, and for whom it is worse.

The output is one table of figures by name, each in the shape of measure.scores. Below it stand the figure of every question
(to compare a later run with), robustness, groups, and on request what changed since a saved run.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sociaalhuis.catalogue import languages, places, starter, words
from sociaalhuis.errors import Refusal
from sociaalhuis.measure import rewriting, scores
from sociaalhuis.measure.baselines import ENGINE, Way, ways
from sociaalhuis.measure.scores import Answer, Case

CASES, ROBUSTNESS, GROUPS, AGAINST = "cases", "robustness", "groups", "against"
ENOUGH = 30  # questions of a group, from which a share says something
_CHANGED = 0.001
_NEEDED = frozenset({"id", "text", "relevant", "crisis", "no_offer"})
_BETWEEN_WORDS = re.compile(r"[^\w'’]+")
_CITIES = frozenset({
    "41002", "11002", "31005", "71016", "44021", "71072", "34022", "24062", "12025", "35013", "36015", "46021", "13040",
})  # fmt: skip


def judged(data: object) -> Sequence[Case]:
    """Judged questions as they stand in a file. Raises Refusal when they are something else."""
    if isinstance(data, list) and data and all(isinstance(case, dict) and case.keys() >= _NEEDED for case in data):
        return data
    raise Refusal(
        "Dit bestand bevat geen beoordeelde vragen.", f"Geef een lijst van objecten met {', '.join(sorted(_NEEDED))}."
    )


def saved(data: object) -> Mapping[str, Any]:
    """The outcome of an earlier run as it stands in a file. Raises Refusal when it is something else."""
    if isinstance(data, dict) and isinstance(data.get(CASES), dict):
        return data
    raise Refusal("Dit bestand is geen bewaarde meting.", "Bewaar eerst wat “eval suggestions” toont.")


def suggestions(gold: Sequence[Case], earlier: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The figures of every way to answer on the starter catalogue, by name, and what is known of the engine besides.

    ``earlier``: what an earlier run printed, to compare with.
    """
    answering = ways(starter.services())
    answers = {name: [_answered(answer, case) for case in gold] for name, answer in answering.items()}
    table: dict[str, Any] = {name: scores.score(gold, found) for name, found in answers.items()}
    found = _found(gold, answers[ENGINE])
    table[CASES] = {one: round(result.ndcg, 4) for one, result in found.items()}
    table[ROBUSTNESS] = _robustness(gold, answering[ENGINE], table[CASES])
    table[GROUPS] = groups(gold, found)
    if earlier is not None:
        table[AGAINST] = against(earlier, table)
    return table


def _answered(answer: Way, case: Case) -> Answer:
    return {**answer(case), "id": case["id"]}


def _found(gold: Sequence[Case], answers: Sequence[Answer]) -> dict[str, scores.Found]:
    pairs = ((case["id"], scores.of_case(case, answer)) for case, answer in zip(gold, answers, strict=True))
    return {one: found for one, found in pairs if found is not None}


def against(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What changed since a saved run: the questions that improved and regressed, and the mean difference with its interval.

    Only questions that both runs know count.
    """
    before, after = earlier[CASES], now[CASES]
    change = {one: round(after[one] - before[one], 4) for one in after if one in before}
    differences = list(change.values())
    return {
        "questions": len(change),
        "ndcg@5_difference": scores.share(sum(differences), len(differences)),
        "ndcg@5_difference_95": [round(edge, 3) for edge in scores.interval(differences)] if differences else None,
        "improved": dict(sorted(((one, by) for one, by in change.items() if by > _CHANGED), key=lambda pair: -pair[1])),
        "regressed": dict(sorted(((one, by) for one, by in change.items() if by < -_CHANGED), key=lambda pair: pair[1])),
    }


def _robustness(gold: Sequence[Case], answer: Way, plain: Mapping[str, float]) -> dict[str, Any]:
    """What the engine loses in nDCG@5 when the same questions are written otherwise."""
    before = sum(plain.values()) / len(plain) if plain else 0.0
    told: dict[str, Any] = {}
    for name, rewrite in rewriting.WAYS.items():
        found = _found(gold, [_answered(answer, {**case, "text": rewrite(case["text"])}) for case in gold])
        after = scores.share(sum(one.ndcg for one in found.values()), len(found)) or 0.0
        told[name] = {"ndcg@5": after, "loss": round(before - after, 3)}
    return told


def groups(gold: Sequence[Case], found: Mapping[str, scores.Found]) -> dict[str, Any]:
    """recall@5 for groups of questions: municipality, language, age where known; under thirty only the number, and no gap."""
    kinds: Mapping[str, Callable[[Case], str]] = {"municipality": _municipality, "language": language, "age": _age}
    told: dict[str, Any] = {}
    for kind, group_of in kinds.items():
        together: dict[str, list[float]] = defaultdict(list)
        for case in gold:
            if case["id"] in found:
                together[group_of(case)].append(found[case["id"]].recall)
        shares = {name: scores.share(sum(one), len(one)) for name, one in together.items() if len(one) >= ENOUGH}
        known = [share or 0.0 for name, share in shares.items() if name != "unknown"]
        told[kind] = {
            "recall@5": {name: {"n": len(one), "recall@5": shares.get(name)} for name, one in sorted(together.items())},
            "gap": round(max(known) - min(known), 3) if len(known) > 1 else None,
        }
    return told


def _municipality(case: Case) -> str:
    """A city with a central function or another place (list of the thirteen Flemish cities, by NIS code)."""
    if not case.get("postcode"):
        return "unknown"
    return "city" if any(one.nis in _CITIES for one in places.places(case["postcode"])) else "other"


def language(case: Case) -> str:
    """The language of a question by its small words: Dutch unless it clearly is another."""
    said = [word for word in _BETWEEN_WORDS.split(words.fold(case["text"])) if word]
    found = languages.spoken(said, words.common())
    return found.name if found else "dutch"


def _age(case: Case) -> str:
    age = (case.get("facts") or {}).get("leeftijd")
    if not isinstance(age, int):
        return "unknown"
    return "under 26" if age < 26 else "26 to 64" if age < 65 else "65 and over"
