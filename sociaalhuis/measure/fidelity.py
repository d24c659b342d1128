"""Whether reasons are true: without the words of its first reason a suggestion must fall (a deletion test)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociaalhuis.catalogue import needs, places, starter, suggest, words
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.facts import Reason, read
from sociaalhuis.measure.baselines import DAY
from sociaalhuis.measure.scores import FIRST, Case, share

_WORD = re.compile(r"\S+")


def fidelity(gold: Sequence[Case], engine: Engine | None = None) -> dict[str, Any]:
    """Of the first five suggestions of every question the share that falls without the words of its first reason.

    ``kept`` names the question and the service of those that do not.
    """
    engine = engine or Engine(starter.services().values())
    tried, kept = 0, []
    for case in gold:
        before = _scores(engine, case, case["text"])
        for one, words_ in _stated(engine, case):
            tried += 1
            after = _scores(engine, case, _without(case["text"], words_))
            if after.get(one, 0.0) >= before[one]:
                kept.append([case["id"], one])
    return {"suggestions": tried, "fall": share(tried - len(kept), tried), "kept": kept}


def _answer(engine: Engine, case: Case, text: str) -> suggest.Suggestions:
    where = places.places(case["postcode"]) if case.get("postcode") else ()
    return engine.find(text, read(case.get("facts") or {}), where, DAY, case["id"], top=50, reading=needs.read(text))


def _scores(engine: Engine, case: Case, text: str) -> Mapping[str, float]:
    return {one.group or one.service.id: one.score for one in _answer(engine, case, text).items}


def _stated(engine: Engine, case: Case) -> Iterator[tuple[str, frozenset[str]]]:
    """The first suggestions, by service or group, with the words of their first reason."""
    for one in _answer(engine, case, case["text"]).items[:FIRST]:
        yield one.group or one.service.id, _words_of(one.reasons[0])


def _words_of(reason: Reason) -> frozenset[str]:
    said = str(reason.args["phrase"] if reason.code == "need" else reason.args["words"])
    return frozenset(words.plain_words(said))


def _without(text: str, words_: frozenset[str]) -> str:
    return " ".join(word for word in _WORD.findall(text) if words_.isdisjoint(words.plain_words(word)))
