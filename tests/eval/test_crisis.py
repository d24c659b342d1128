"""Danger on judged statements: how many are seen of each kind, and how often the strip lights for nothing.

What is asked is 100 % and 2 %; these floors are what the open statements reach today, so that a loss is seen. Of the statements
that were sealed the first two pairs are open by now; the last pair is only counted when somebody asks for the figures
(README.md), here only its digest is looked at.
"""

import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from sociaalhuis.catalogue import crisis

HERE = Path(__file__).parent
QUESTIONS = ("dev", "own", "own2", "own3", "own4", "own5", "own6", "own7")
OPEN = ("", "_held", "_held2")


def judged(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return cases


def alarms(cases: list[dict[str, Any]]) -> float:
    """The share of questions without danger in which a kind is read that may not be there."""
    quiet = [case for case in cases if not case["crisis"] and not case.get("any_of")]
    return sum(bool(set(crisis.kinds(case["text"])) - set(case["crisis_allowed"])) for case in quiet) / len(quiet)


def test_the_held_statements_are_as_they_were_sealed() -> None:
    for line in (HERE / "HELD.sha256").read_text("utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name


def test_danger_in_open_statements_is_seen_for_every_kind() -> None:
    due, met = Counter[str](), Counter[str]()
    for case in (case for name in OPEN for case in judged(f"crisis{name}")):
        found = crisis.kinds(case["text"])
        due.update(case["crisis"])
        met.update(kind for kind in case["crisis"] if kind in found)
    assert set(due) == set(crisis.KINDS)
    assert met.total() >= 0.98 * due.total()
    assert {kind for kind in due if met[kind] < 0.95 * due[kind]} == set()


def test_danger_is_seen_when_a_worry_follows_in_the_same_breath() -> None:
    """The worry may not hide the danger that was said first."""
    short = [case for name in OPEN for case in judged(f"crisis{name}") if len(case["text"].split()) <= 14]
    worry = " en dan wou ik ook nog vragen of ik hulp kan krijgen met de papieren van de mutualiteit en de belastingen"
    due = [(case["text"].rstrip(".!? ") + worry, kind) for case in short for kind in case["crisis"]]
    assert sum(kind in crisis.kinds(text) for text, kind in due) >= 0.88 * len(due)  # 0.66 before


def test_danger_in_judged_questions_is_seen() -> None:
    cases = [case for name in QUESTIONS for case in judged(name)]
    due = [(case, kind) for case in cases for kind in case["crisis"]]
    assert sum(kind in crisis.kinds(case["text"]) for case, kind in due) >= 0.9 * len(due)


def test_the_strip_seldom_lights_for_nothing() -> None:
    for name in ("ordinary", "ordinary2"):
        texts: list[str] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
        assert sum(bool(crisis.kinds(text)) for text in texts) <= 0.02 * len(texts), name
    assert alarms([case for name in OPEN for case in judged(f"harmless{name}")]) <= 0.06


def test_names_of_products_of_the_government_are_no_danger() -> None:
    lines = gzip.decompress((HERE / "ipdc_names.txt.gz").read_bytes()).decode("utf-8").splitlines()
    names = [line for line in lines if not line.startswith("#")]
    assert len(names) == 2394
    some = names[::4]  # of all 2,394 the share is in README.md
    assert sum(bool(crisis.kinds(name)) for name in some) / len(some) <= 0.02
