"""How a fact is asked of a client: the question, why, where the answer stands, short names, and where it may be asked.

The words are data (resources/questions), a file a block of questions. Which question comes next is not decided here.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from sociaalhuis.paths import resource

PLAN, GUESSES = "plan.yaml", "plausible.yaml"
SETTINGS = ("balie", "gesprek", "maatschappelijk_werker")  # from an open counter to a talk behind a closed door


@dataclass(frozen=True, slots=True)
class Words:
    """One question. ``options`` are the answers to choose from, slug → words; ``setting`` the most open place to ask it.

    ``seconds`` it takes with its answer, ``sensitivity`` is 0 to 3, ``known`` the share of people who can answer it there and
    then: assumptions of our own.
    """

    ask: str
    why: str
    find: str
    short: str
    setting: str
    block: str
    seconds: float
    sensitivity: int
    known: float
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked first, after how many questions a talk at the counter stops, and the blocks with their titles.

    ``worth`` says how much it matters to find a right; 1 for what is not named.
    """

    first: tuple[str, ...]
    stops_after: int
    blocks: Mapping[str, str]
    worth: Mapping[str, float]


@functools.cache
def plan() -> Plan:
    """The plan of a talk."""
    data = _read(PLAN)
    blocks = MappingProxyType({block["name"]: block["title"] for block in data["blocks"]})
    worth = {right: float(much) for much, rights in data["worth"].items() for right in rights}
    return Plan(tuple(data["first"]), int(data["desk_stops_after"]), blocks, MappingProxyType(worth))


@functools.cache
def shipped() -> Mapping[str, Words]:
    """Every question by fact, in the order of the plan."""
    found = {}
    for block, title in plan().blocks.items():
        for fact, row in _read(f"{block}.yaml").items():
            options = {str(slug): str(words) for slug, words in row.get("options", {}).items()}
            found[fact] = Words(
                row["ask"], row["why"], row.get("find", ""), row["short"], row["setting"], title, row["seconds"],
                row["sensitivity"], row["known"], options,
            )  # fmt: skip
    return MappingProxyType(found)


def may_ask(fact: str, setting: str) -> bool:
    """Whether this fact may be asked in this setting."""
    words = shipped().get(fact)
    return words is not None and SETTINGS.index(words.setting) <= SETTINGS.index(setting)


def _read(name: str) -> Any:
    return yaml.load(resource("questions", name).read_text("utf-8"), Loader=yaml.CSafeLoader)
