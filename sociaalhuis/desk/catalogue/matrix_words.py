"""The clusters and target groups that this house uses: read as a list, said otherwise, ended on a day, or added.

A word of the vocabulary that the house changes becomes a word of the house, and can go back. Its slug never changes, so what
was filled in stays with it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from sociaalhuis import vocab
from sociaalhuis.catalogue import fields
from sociaalhuis.catalogue.matrix_axes import GROUPS, Own
from sociaalhuis.db.verifying import HouseTerm
from sociaalhuis.desk.catalogue import editing, matrices, organizations
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

_TAKES = {True: "target_group_tags", False: "domains"}  # what comes to a word, by whether it is a target group
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One cluster or target group. ``own``: this house said so; ``shipped``: the vocabulary has it too."""

    list_name: str
    slug: str
    label: str
    order: int
    valid_from: date
    valid_until: date | None = None
    takes: tuple[str, ...] = ()
    own: bool = False
    shipped: bool = True

    @property
    def group(self) -> bool:
        """Whether it is a target group, else a cluster."""
        return self.list_name == GROUPS

    @property
    def taken(self) -> str:
        """What comes here besides, in words."""
        return fields.words(_TAKES[self.group], self.takes)

    def holds(self, on: date) -> bool:
        """Whether it is in the matrix of that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


def of(house: House) -> Sequence[Word]:
    """The clusters in use, then the target groups, each in its order; also what ended or is still to come."""
    with house.store.read() as session:
        own = {(one.list_name, one.slug): one for one in matrices.own_words(session)}
    found = []
    for name in (matrices.clusters(house), GROUPS):
        shipped = {term.slug: term for term in vocab.terms(name, None)}
        words = [
            Word(name, term.slug, term.label, term.order, term.valid_from, term.valid_until)
            for term in shipped.values()
            if (name, term.slug) not in own
        ]
        words += [
            Word(name, one.slug, one.label, one.order, one.valid_from, one.valid_until, one.takes, True, one.slug in shipped)
            for (list_name, _slug), one in own.items()
            if list_name == name
        ]
        found += sorted(words, key=lambda word: (word.order, word.slug))
    return found


def keep(house: House, list_name: str, slug: str, typed: dict[str, str], now: datetime) -> None:
    """Keep a word as it was typed: label, order, starts, ends, takes. Without a slug it is a new one.

    Raises Refusal for what is no day, no number or no word of the lists, and as matrices.say_word.
    """
    starts = organizations.read_day(typed["starts"])
    if starts is None:
        raise Refusal("Vanaf wanneer geldt dit woord?", "Typ dag, maand en jaar, zoals 1/1/2027.")
    if not typed["order"].strip().isdecimal():
        raise Refusal("Op welke plaats staat dit woord?", "Typ een getal: 1 staat eerst.")
    takes = tuple(editing.value(_TAKES[list_name == GROUPS], typed["takes"]))
    own = Own(
        list_name,
        slug or _slug(house, list_name, typed["label"]),
        typed["label"],
        min(int(typed["order"]), 999),
        starts,
        organizations.read_day(typed["ends"]),
        takes,
    )
    matrices.say_word(house, own, now)


def _slug(house: House, list_name: str, label: str) -> str:
    """A new one from the label; another word with this label is refused."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    slug = _NOT_IN_SLUG.sub("_", plain).strip("_")
    if any(one.list_name == list_name and slug in (one.slug, one.label.casefold()) for one in of(house)):
        raise Refusal(f"“{label.strip()[:40]}” staat al in de lijst.", "Kies het woord in de lijst en pas het aan.")
    if not slug:
        raise Refusal("Dit woord is leeg.", "Typ hoe de cluster of de doelgroep heet.")
    return slug if slug[0].isalpha() else f"w_{slug}"


def back(house: House, word: Word) -> None:
    """Forget what this house said of a word: the vocabulary holds again, and a word of this house alone goes."""
    with house.store.write(house.actor, "matrix.words") as session:
        row = session.scalar(select(HouseTerm).where(HouseTerm.list_name == word.list_name, HouseTerm.slug == word.slug))
        if row is None:
            raise Refusal("Hier geldt al de gewone lijst.", "Kies een woord dat je huis veranderde.")
        session.delete(row)
