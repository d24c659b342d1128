"""How good suggestions are: ranked lists against judged questions, with intervals and with baselines that need no thinking.

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
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sociaalhuis.catalogue import places, starter, suggest
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.index import Index, terms
from sociaalhuis.catalogue.service import Service

FIRST, GOOD_GRADE, ROUNDS, SEED = 5, 2, 2000, 7
_DAY = date(2026, 11, 23)

type Case = Mapping[str, Any]
type Answer = Mapping[str, Any]


@dataclass
class _Tally:
    """What is counted while the questions go by."""

    ndcg: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    hits: list[float] = field(default_factory=list)
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


def suggestions(gold: Sequence[Case]) -> dict[str, Any]:
    """The figures of the engine on the starter catalogue beside those of the baselines, by name."""
    services = starter.services()
    ways: dict[str, Callable[[Case], Answer]] = {
        "B0 most used": _most_used(services),
        "B1 keyword in title": _keyword_in_title(services),
        "B2 BM25": _bm25(services),
        "engine": _engine(services),
    }
    return {name: score(gold, [{**answer(case), "id": case["id"]} for case in gold]) for name, answer in ways.items()}


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
        elif any(grade >= GOOD_GRADE for grade in case["relevant"].values()):
            _count_ranking(tally, case, top)
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


def _count_ranking(tally: _Tally, case: Case, top: Sequence[Answer]) -> None:
    grades = collapse(case["relevant"])
    seen: set[str] = set()
    earned: list[int] = []
    for one in top:
        key = str(one["group"]) if one.get("group") in suggest.groups() else _group_of(one["service"])
        earned.append(0 if key in seen else grades.get(key, 0))
        seen.add(key)
    good = sum(grade >= GOOD_GRADE for grade in grades.values())
    tally.ndcg.append(_dcg(earned) / _dcg(sorted(grades.values(), reverse=True)[:FIRST]))
    tally.recall.append(sum(grade >= GOOD_GRADE for grade in earned) / min(FIRST, good))
    tally.hits.append(float(bool(earned) and earned[0] >= GOOD_GRADE))


def collapse(relevant: Mapping[str, int]) -> dict[str, int]:
    """Grades of services as grades of services and groups, a group with the grade of its best member."""
    grades: dict[str, int] = {}
    for service, grade in relevant.items():
        key = _group_of(service)
        grades[key] = max(grades.get(key, 0), grade)
    return grades


def _group_of(service: str) -> str:
    return next((name for name, group in suggest.groups().items() if service in group.members), service)


def _dcg(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def interval(values: Sequence[float], rounds: int = ROUNDS, seed: int = SEED) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    count = len(values)
    means = sorted(sum(dice.choice(values) for _ in range(count)) / count for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def _figures(tally: _Tally) -> dict[str, Any]:
    count = len(tally.ndcg)
    return {
        "vignettes": count,
        "ndcg@5": _share(sum(tally.ndcg), count) or 0.0,
        "ndcg@5_95": [round(edge, 3) for edge in interval(tally.ndcg)] if tally.ndcg else None,
        "recall@5": _share(sum(tally.recall), count) or 0.0,
        "hits@1": _share(sum(tally.hits), count) or 0.0,
        "explained": _share(tally.explained, tally.shown) or 0.0,
        "abstention_recall": _share(tally.unclear_met, tally.unclear_due),
        "abstention_precision": _share(tally.unclear_met, tally.unclear_said),
        "crisis_recall": _share(tally.crisis_met, tally.crisis_due),
        "crisis_missed": tally.missed,
        "false_alarms": f"{len(tally.alarms)} of {tally.quiet}",
        "false_alarm_cases": tally.alarms,
    }


def _here(services: Mapping[str, Service], case: Case) -> list[Service]:
    """What works where the client lives, in a fixed order."""
    where = places.places(case["postcode"]) if case.get("postcode") else ()
    within = places.reach_of(where)
    return [one for one in services.values() if places.covers_reach(one.area, within) and not one.for_professionals]


def _answer(ids: Iterable[str]) -> Answer:
    listed: list[Answer] = [{"service": one, "group": None, "reasons": []} for one in list(ids)[:FIRST]]
    return {"suggestions": listed, "clear": bool(listed), "crisis": []}


def _most_used(services: Mapping[str, Service]) -> Callable[[Case], Answer]:
    """Without figures of use yet: the services here that answer the most needs, the same for every question."""
    engine = Engine(services.values())
    uses = Counter({one: engine.uses(one) for one in services})
    return lambda case: _answer(sorted((one.id for one in _here(services, case)), key=lambda one: (-uses[one], one)))


def _keyword_in_title(services: Mapping[str, Service]) -> Callable[[Case], Answer]:
    titles = {one.id: set(terms(one.name)) for one in services.values()}

    def answer(case: Case) -> Answer:
        wanted = set(terms(case["text"]))
        shared = {one.id: len(titles[one.id] & wanted) for one in _here(services, case)}
        return _answer(sorted((one for one in shared if shared[one]), key=lambda one: (-shared[one], one)))

    return answer


def _bm25(services: Mapping[str, Service]) -> Callable[[Case], Answer]:
    index = Index.build(services.values())

    def answer(case: Case) -> Answer:
        here = {one.id for one in _here(services, case)}
        return _answer(one for one, _ in index.search(case["text"], len(services)) if one in here)

    return answer


def _engine(services: Mapping[str, Service]) -> Callable[[Case], Answer]:
    engine = Engine(services.values())
    fields = ("id", "text", "postcode", "facts", "now")
    return lambda case: engine.answer({name: case[name] for name in fields if case.get(name) is not None}, _DAY)
