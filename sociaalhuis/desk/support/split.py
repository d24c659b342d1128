"""Who does what for a product: who informs, who helps to fill in, who files. The house's own agreement, else what is usual.

A product is a right or a service (“right:leefloon”, “service:dgph”). What is usual is data (resources/support/task_split.yaml).
It tells where to go; it never keeps anybody from asking.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import yaml
from sqlalchemy import select

from sociaalhuis.db.support import TaskSplit
from sociaalhuis.desk.intake import cleaned
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.paths import resource

OCMW, CITY, PARTNER = "ocmw", "stad", "partner"
NOBODY = ""  # not agreed
TASKS: Mapping[str, str] = MappingProxyType({"informs": "informeren", "helps": "invullen", "files": "aanvragen"})
_LONGEST = 80  # characters of a place


@dataclass(frozen=True, slots=True)
class Split:
    """Who does what for one product: slugs of ``parties``, NOBODY where nothing was agreed. ``own``: this house said so."""

    product: str
    informs: str = NOBODY
    helps: str = NOBODY
    files: str = NOBODY
    place: str = ""
    own: bool = False

    @property
    def words(self) -> str:
        """In one line: “informeren en invullen: OCMW, 1ste verdieping · aanvragen: stad of gemeente”."""
        whom: dict[str, list[str]] = {}
        for task, word in TASKS.items():
            party = getattr(self, task)
            if party:
                whom.setdefault(party, []).append(word)
        place = f", {self.place}" if self.place else ""
        at = PARTNER if PARTNER in whom and not self.own else OCMW if OCMW in whom else next(iter(whom), "")
        said = [f"{' en '.join(_listed(words))}: {parties()[one]}{place if one == at else ''}" for one, words in whom.items()]
        return " · ".join(said)


def _listed(words: list[str]) -> list[str]:
    return [", ".join(words[:-1]), words[-1]] if len(words) > 1 else words


@functools.cache
def _usual() -> tuple[Mapping[str, str], Mapping[str, Split]]:
    tree: Mapping[str, Any] = yaml.load(resource("support", "task_split.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    found = {}
    for group in tree["groups"]:
        for product in group["products"]:
            found[product] = Split(product, group["informs"], group["helps"], group["files"], group.get("place", ""))
    return MappingProxyType(tree["parties"]), MappingProxyType(found)


def parties() -> Mapping[str, str]:
    """Who can do something, with the Dutch word."""
    return _usual()[0]


def usual() -> Mapping[str, Split]:
    """What is usual, by product."""
    return _usual()[1]


def everything(house: House) -> Mapping[str, Split]:
    """By product who does what in this house."""
    with house.store.read() as session:
        rows = session.scalars(select(TaskSplit)).all()
    return {**usual(), **{row.product: _own(row) for row in rows}}


def of(house: House, product: str) -> Split | None:
    """Who does what for one product; None where nothing is known."""
    with house.store.read() as session:
        row = session.scalar(select(TaskSplit).where(TaskSplit.product == product))
    return _own(row) if row is not None else usual().get(product)


def _own(row: TaskSplit) -> Split:
    return Split(row.product, row.informs or NOBODY, row.helps or NOBODY, row.files or NOBODY, row.place or "", own=True)


def change(house: House, new: Split) -> None:
    """Agree on this for the house. Raises Refusal for a party that does not exist, a place that is too long, and a role."""
    if any(one and one not in parties() for one in (new.informs, new.helps, new.files)):
        raise Refusal("Deze partij bestaat niet.", "Kies stad, OCMW of partner.")
    place = " ".join(cleaned(new.place).split())
    if len(place) > _LONGEST:
        raise Refusal("Deze plaats is te lang.", f"Hou het bij {_LONGEST} tekens, zoals “1ste verdieping”.")
    with house.store.write(house.actor, "split.change") as session:
        row = session.scalar(select(TaskSplit).where(TaskSplit.product == new.product))
        if row is None:
            row = TaskSplit(product=new.product)
            session.add(row)
        row.informs, row.helps, row.files = new.informs or None, new.helps or None, new.files or None
        row.place = place or None


def back_to_usual(house: House, product: str) -> None:
    """Forget the agreement of this house about a product: what is usual holds again."""
    with house.store.write(house.actor, "split.change") as session:
        row = session.scalar(select(TaskSplit).where(TaskSplit.product == product))
        if row is None:
            raise Refusal("Hier geldt al wat gewoon is.", "Kies wie het doet, dan bewaart je huis zijn eigen afspraak.")
        session.delete(row)
