"""Equal providers: health funds, unions, payers of the Groeipakket, offices of one payer. They stand as one suggestion.

Which one is shown is never a preference: the client's own, the one that the words name, the nearest office, else the one whose
turn it is today. Knows no scores.
"""

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sociaalhuis.catalogue import places, words
from sociaalhuis.catalogue.service import Service
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.paths import resource


@dataclass(frozen=True, slots=True)
class Group:
    """Equal providers: how one is chosen (turn or nearest), the fact that names the client's own, what clients call them."""

    label: str
    choose: str
    fact: str | None
    members: Mapping[str, tuple[tuple[str, ...], ...]]


@functools.cache
def groups() -> Mapping[str, Group]:
    """The groups of equal providers by name (source: resources/vocab/provider_groups.json)."""
    rows = json.loads(resource("vocab", "provider_groups.json").read_text("utf-8"))["groups"]
    return MappingProxyType(
        {
            name: Group(
                row["label"],
                row["choose"],
                row["fact"],
                {member: tuple(tuple(said.split("_")) for said in names) for member, names in row["members"].items()},
            )
            for name, row in rows.items()
        }
    )


@functools.cache
def group_of() -> Mapping[str, str]:
    """The group of every service that has equals."""
    return MappingProxyType({member: name for name, group in groups().items() for member in group.members})


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom a provider is chosen. ``case`` and the day seed the turns."""

    text: str
    facts: Facts
    where: Sequence[places.Place]
    day: date
    case: str


def choose(name: str, members: Sequence[Service], ready: Sequence[float], asked: Asked) -> tuple[int, Reason]:
    """The place in ``members`` (in a fixed order, at least one) of the one to show, and why it is that one.

    ``ready``: how well each can help now; only the readiest have turns. The client's own or a named one is always shown.
    """
    group = groups()[name]
    own = asked.facts.confirmed(group.fact) if group.fact else None
    for i, one in enumerate(members):
        if own is not None and _belongs(str(own), one.id, group):
            return i, Reason("member", {"name": one.name})
    said = f" {' '.join(words.plain_words(asked.text))} "
    for i, one in enumerate(members):
        if any(f" {' '.join(called)} " in said for called in group.members.get(one.id, ())):
            return i, Reason("named", {"name": one.name})
    able = [i for i, one in enumerate(ready) if one == max(ready)]
    if group.choose == "nearest" and asked.where:
        far = {i: places.kilometres(members[i], asked.where) for i in able}
        near = min(able, key=lambda i: (far[i], members[i].id))
        if far[near] != float("inf"):
            return near, Reason("nearest", {"km": round(far[near])})
    seed = hashlib.blake2b(f"{name} {asked.day.isoformat()} {asked.case}".encode(), digest_size=8).digest()
    turn = able[int.from_bytes(seed) % len(able)]
    return turn, Reason("turn", {"name": members[turn].name})


def _belongs(own: str, service_id: str, group: Group) -> bool:
    """Whether the answer to the fact of a group means this member: its id, or one of its names (``hr_rail``)."""
    return own == service_id or tuple(own.split("_")) in group.members.get(service_id, ())
