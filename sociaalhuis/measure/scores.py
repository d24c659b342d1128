"""The figures of suggestions: ranked lists against judged questions, with intervals.

A judged question is ``{id, text, postcode, facts, relevant: {service: 1..3}, crisis, crisis_allowed, any_of, no_offer}``, a
prediction a line of the verb ``suggest``. Equal providers count once, with the best grade of their group; a second one takes a
place and earns nothing.

- nDCG@5: gain 2^grade − 1, log2 discount, mean over the questions that have an offer (a grade of 2 or more).
- recall@5: share of what is graded 2 or 3 that stands in the first five, of the at most five that fit there.
- hits@1: share whose first suggestion is graded 2 or 3.
- explained: share of the first five that carry a reason.
- abstention: of the questions without an offer the share with clear = false (recall), and of those the share right (precision).
- crisis: recall over required kinds; false alarms among questions without a required or allowed kind.

Intervals are 95 % bootstraps over questions with a fixed seed.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sociaalhuis.catalogue import providers

FIRST, GOOD_GRADE, ROUNDS, SEED = 5, 2, 2000, 7

type Case = Mapping[str, Any]
type Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """How one list did on one question."""

    ndcg: float
    recall: float
    hit: float


@dataclass
class _Tally:
    """What is counted while the questions go by."""

    found: list[Found] = field(default_factory=list)
    shown: int = 0
    explained: int = 0
    crisis_due: int = 0
    crisis_met: int = 0
    missed: list[str] = field(default_factory=list)
    quiet: int = 0
    alarms: list[str] = field(default_factory=list)
    unclear_due: int = 0
    unclear_met: int = 0
    unclear_said: int = 0


def score(gold: Sequence[Case], predictions: Iterable[Answer]) -> dict[str, Any]:
    """The figures of one set of predictions. A question without a prediction counts as an empty list."""
    said = {row["id"]: row for row in predictions}
    tally = _Tally()
    for case in gold:
        row = said.get(case["id"], {})
        top = row.get("suggestions", [])[:FIRST]
        tally.shown += len(top)
        tally.explained += sum(bool(one.get("reasons")) for one in top)
        _count_crisis(tally, case, set(row.get("crisis", [])))
        unclear = row.get("clear") is False
        tally.unclear_said += unclear
        if case["no_offer"]:
            tally.unclear_due += 1
            tally.unclear_met += unclear
        elif (found := of_case(case, row)) is not None:
            tally.found.append(found)
    return _figures(tally)


def _count_crisis(tally: _Tally, case: Case, got: set[str]) -> None:
    due, one_of = set(case["crisis"]), set(case.get("any_of") or ())
    tally.crisis_due += len(due) + bool(one_of)
    tally.crisis_met += len(due & got) + bool(got & one_of)
    if due - got or (one_of and not got & one_of):
        tally.missed.append(case["id"])
    if not due and not one_of and not case.get("crisis_allowed"):
        tally.quiet += 1
        if got:
            tally.alarms.append(case["id"])


def of_case(case: Case, answer: Answer) -> Found | None:
    """How one answer did on one question; None for a question that no service answers well."""
    if case["no_offer"] or all(grade < GOOD_GRADE for grade in case["relevant"].values()):
        return None
    grades = collapse(case["relevant"])
    seen: set[str] = set()
    earned: list[int] = []
    for one in answer.get("suggestions", [])[:FIRST]:
        key = str(one["group"]) if one.get("group") in providers.groups() else _group_of(one["service"])
        earned.append(0 if key in seen else grades.get(key, 0))
        seen.add(key)
    good = sum(grade >= GOOD_GRADE for grade in grades.values())
    return Found(
        _dcg(earned) / _dcg(sorted(grades.values(), reverse=True)[:FIRST]),
        sum(grade >= GOOD_GRADE for grade in earned) / min(FIRST, good),
        float(bool(earned) and earned[0] >= GOOD_GRADE),
    )


def collapse(relevant: Mapping[str, int]) -> dict[str, int]:
    """Grades of services as grades of services and groups, a group with the grade of its best member."""
    grades: dict[str, int] = {}
    for service, grade in relevant.items():
        key = _group_of(service)
        grades[key] = max(grades.get(key, 0), grade)
    return grades


def _group_of(service: str) -> str:
    return providers.group_of().get(service, service)


def _dcg(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def interval(values: Sequence[float], rounds: int = ROUNDS, seed: int = SEED) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    count = len(values)
    means = sorted(sum(dice.choice(values) for _ in range(count)) / count for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]


def share(part: float, whole: float) -> float | None:
    """A share with three decimals, None of nothing."""
    return round(part / whole, 3) if whole else None


def _figures(tally: _Tally) -> dict[str, Any]:
    count, ndcg = len(tally.found), [one.ndcg for one in tally.found]
    return {
        "vignettes": count,
        "ndcg@5": share(sum(ndcg), count) or 0.0,
        "ndcg@5_95": [round(edge, 3) for edge in interval(ndcg)] if ndcg else None,
        "recall@5": share(sum(one.recall for one in tally.found), count) or 0.0,
        "hits@1": share(sum(one.hit for one in tally.found), count) or 0.0,
        "explained": share(tally.explained, tally.shown) or 0.0,
        "abstention_recall": share(tally.unclear_met, tally.unclear_due),
        "abstention_precision": share(tally.unclear_met, tally.unclear_said),
        "crisis_recall": share(tally.crisis_met, tally.crisis_due),
        "crisis_missed": tally.missed,
        "false_alarms": f"{len(tally.alarms)} of {tally.quiet}",
        "false_alarm_cases": tally.alarms,
    }
