"""What the words tell in passing, measured on our own texts, half of them sealed beforehand, and on judged questions."""

import hashlib
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sociaalhuis.catalogue import heard
from sociaalhuis.desk import asking
from sociaalhuis.facts import Value

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
SEALED = "e65c13726e45caac8d3106d473b5c299ce99b3e40ed54d5b1c5231a4a349aa4d"  # of heard_held.json: never tuned on, never changed
JUDGED = ("dev", "own", "own2", "own3", "own4", "own5")
# “alleenstaande moeder met 2 kinderen” is an eenoudergezin in the facts vocabulary; the question was judged as alleenstaand
OTHERWISE_JUDGED = {("r056", "gezinstype")}


def texts(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return rows


def told(text: str) -> dict[str, Value]:
    """Everything that is heard in a text, the place as the name of the municipality."""
    found = heard.read(text, TODAY)
    rest = {"language": found.language, "interpreter": found.interpreter}
    facts: dict[str, Value] = {key: one.value for key, one in found.facts.items()}
    facts |= {key: one.value for key, one in rest.items() if one}
    return facts | ({"where": found.home.value[0].municipality} if found.home else {})


def _values(given: dict[str, Any]) -> dict[str, Value]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}


def measured(rows: list[dict[str, Any]]) -> tuple[float, float, int]:
    """Precision and recall of all that is heard, and how many traps caught something. ``may``: allowed, not asked."""
    right = wrong = missed = caught = 0
    for row in rows:
        found = told(row["text"])
        asked = _values(row["facts"] | {key: row[key] for key in ("where", "language", "interpreter") if key in row})
        also = _values(row.get("may", {}))
        errors = [key for key, value in found.items() if value not in (asked.get(key), also.get(key))]
        right += sum(found.get(key) == value for key, value in asked.items())
        missed += sum(found.get(key) != value for key, value in asked.items())
        wrong += len(errors)
        caught += bool(row["trap"] and errors)
    return right / (right + wrong), right / (right + missed), caught


def test_the_texts_are_many_in_all_voices_and_the_sealed_half_is_as_it_was() -> None:
    assert hashlib.sha256((HERE / "heard_held.json").read_bytes()).hexdigest() == SEALED
    rows = texts("heard") + texts("heard_held")
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows) >= 160
    assert sum(row["trap"] for row in rows) >= 40
    assert {row["voice"] for row in rows} == {"self", "note", "relative", "neighbour"}
    assert all(asking.may_ask(key) for row in rows for key in row["facts"])


@pytest.mark.parametrize(("name", "alarm"), [("heard", (0.98, 0.97, 0)), ("heard_held", (0.95, 0.85, 2))])
def test_what_is_heard_is_right_and_what_is_plainly_said_is_heard(name: str, alarm: tuple[float, float, int]) -> None:
    """The goals are 0.95 and 0.80; the alarms stand higher where words were added for these very texts."""
    precision, recall, caught = measured(texts(name))
    assert precision >= alarm[0]
    assert recall >= alarm[1]
    assert caught <= alarm[2]


def test_what_is_heard_in_a_judged_question_is_what_its_judges_knew_of_the_client() -> None:
    agreed = 0
    for name in JUDGED:
        for case in texts(name):
            found = told(case["text"])
            for key in found.keys() & case["facts"].keys():
                if (case["id"], key) not in OTHERWISE_JUDGED:
                    assert found[key] == case["facts"][key], (case["id"], key)
                    agreed += 1
    assert agreed >= 15


def test_hearing_is_quick() -> None:
    """A millisecond for a text is the goal; twice that is the alarm, in time of the processor."""
    listed = [case["text"] for name in JUDGED[:2] for case in texts(name)]
    heard.read(listed[0], TODAY)
    runs = []
    for _ in range(3):
        start = time.process_time()
        for text in listed:
            heard.read(text, TODAY)
        runs.append((time.process_time() - start) / len(listed))
    assert min(runs) <= 0.002
