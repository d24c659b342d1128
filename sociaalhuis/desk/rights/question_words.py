"""How a fact is asked of a client: the question, why, where the answer stands, short names, and where it may be asked.

The words are data (resources/questions), a file a block of questions. One question may tell several facts at once: “schulden,
en krijgt u daar hulp bij?”. Which question comes next is not decided here.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from sociaalhuis.facts import Facts, Value
from sociaalhuis.paths import resource

PLAN, GUESSES = "plan.yaml", "plausible.yaml"
SETTINGS = ("balie", "gesprek", "maatschappelijk_werker")  # from an open counter to a talk behind a closed door


@dataclass(frozen=True, slots=True)
class Words:
    """One question. ``options`` are the answers to choose from, slug → words; ``setting`` the most open place to ask it.

    ``seconds`` it takes with its answer, ``sensitivity`` is 0 to 3, ``known`` the share of people who can answer it there and
    then: assumptions of our own. ``tells``: of a question about several facts, what each option says of them (option → fact →
    value; None: that is not known). What an option leaves out stays open.
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
    tells: Mapping[str, Mapping[str, Value | None]] = field(default_factory=dict)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of a question about several; empty for any other, which is about the fact it is named after."""
        return tuple(dict.fromkeys(fact for told in self.tells.values() for fact in told))

    def fitting(self, full: Facts) -> Mapping[str, Value | None]:
        """What somebody tells here who would answer ``full``, fact by fact; empty when no option fits."""
        for told in self.tells.values():
            if all(full.confirmed(fact) == value for fact, value in told.items()):
                return told
        return {}


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
    """Every question by its fact (a name of its own for one about several), in the order of the plan."""
    found = {}
    for block, title in plan().blocks.items():
        for fact, row in _read(f"{block}.yaml").items():
            options, tells = _options(row.get("options", {}))
            found[fact] = Words(
                row["ask"], row["why"], row.get("find", ""), row["short"], row["setting"], title, row["seconds"],
                row["sensitivity"], row["known"], options, tells,
            )  # fmt: skip
    return MappingProxyType(found)


def _options(rows: Mapping[Any, Any]) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, Value | None]]]:
    """The words of each option and, of a question about several facts, what it tells."""
    words = {str(slug): str(row["says"] if isinstance(row, dict) else row) for slug, row in rows.items()}
    return words, {str(slug): MappingProxyType(row["tells"]) for slug, row in rows.items() if isinstance(row, dict)}


@functools.cache
def together() -> Mapping[str, Words]:
    """The questions about several facts."""
    return MappingProxyType({name: words for name, words in shipped().items() if words.tells})


def facts(question: str) -> tuple[str, ...]:
    """The facts that a question is about."""
    words = together().get(question)
    return (question,) if words is None else words.facts


def may_ask(fact: str, setting: str) -> bool:
    """Whether this question may be asked in this setting."""
    words = shipped().get(fact)
    return words is not None and SETTINGS.index(words.setting) <= SETTINGS.index(setting)


def _read(name: str) -> Any:
    return yaml.load(resource("questions", name).read_text("utf-8"), Loader=yaml.CSafeLoader)
