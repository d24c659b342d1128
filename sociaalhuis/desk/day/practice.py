"""The exercises of a first day, in a practice house: which ones there are, and which a colleague has done.

What was done is read from the journal: nothing is kept for it, and nothing counts how well or how fast somebody works.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from sqlalchemy import func, select

from sociaalhuis.db.journal import Entry
from sociaalhuis.house import House
from sociaalhuis.paths import resource


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: its title, how it goes, and the acts (keys of actions.ACTIONS) of which one ends it."""

    title: str
    how: str
    acts: frozenset[str]


@functools.cache
def exercises() -> tuple[Exercise, ...]:
    """All exercises, in their order (resources/texts/practice.nl.yaml)."""
    told = yaml.load(resource("texts", "practice.nl.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(Exercise(one["title"], one["how"], frozenset(one["acts"])) for one in told)


def begun(house: House) -> int:
    """Where the journal stands (its clock): what is done from here on counts."""
    with house.store.read() as session:
        return session.scalar(select(func.max(Entry.clock))) or 0


def waiting(house: House, since: int) -> Sequence[Exercise]:
    """The exercises that who is signed in has not done since then, in their order."""
    me = house.actor.id
    mine = select(Entry.action).where(Entry.actor == (me.hex if me else None), Entry.clock > since).distinct()
    with house.store.read() as session:
        done = set(session.scalars(mine))
    return [one for one in exercises() if not one.acts & done]
