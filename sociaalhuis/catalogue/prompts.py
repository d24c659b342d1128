"""Doorvragen: what to ask next in one's own words, to hear the question behind the question. Pure; stores and ranks nothing.

Questions of resources/prompts by need and by life domain, with the domains that often play along and one question that tells
whether they do. Never about violence: for that there is the panel of safety, which the worker opens. What the program asks as a
fact is not asked here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from sociaalhuis import vocab
from sociaalhuis.catalogue import needs as vocabulary
from sociaalhuis.catalogue import words
from sociaalhuis.paths import resource

ALWAYS = "Altijd goed om te vragen"
MOST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions under one head: a need, a life domain, or what is always good to ask."""

    label: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A life domain (slug) that often plays along, and the question that tells whether it does."""

    domain: str
    check: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """What may be asked for one question of a client."""

    topics: tuple[Topic, ...]
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """The file: what to ask always, by domain and by need, which domains play along, and the question that tells so."""

    always: tuple[str, ...]
    checks: Mapping[str, str]
    domains: Mapping[str, Mapping[str, Sequence[str]]]
    needs: Mapping[str, Sequence[str]]


@cache
def _written() -> _Written:
    return _Written(**yaml.load(resource("prompts", "prompts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader))


def of(found: Sequence[str], domains: Sequence[str], own: Iterable[str] = ()) -> Prompts:
    """The questions for these needs (slugs, the clearest first) and life domains; without domains those of the needs.

    ``own``: lines of the house, “wonen: Mag de verhuurder mee aan tafel?”, or without a domain for every question.
    """
    written, known, ours = _written(), vocabulary.vocabulary(), _ours(own)
    needs = [one for one in found if one in known]
    touched = tuple(dict.fromkeys((*domains, *(known[one].domain for one in needs))))
    asked = [one for one in domains or touched if one in written.domains]
    topics = (
        *((known[one].label, written.needs[one]) for one in needs if one in written.needs),
        *((vocab.label("life_domains", one), (*ours.get(one, ()), *written.domains[one]["ask"])) for one in asked),
        (ALWAYS, (*ours.get("", ()), *written.always)),
    )
    beside = dict.fromkeys(other for one in asked for other in written.domains[one]["beside"] if other not in touched)
    near = (Beside(one, written.checks[one]) for one in beside)
    return Prompts(tuple(_each_once(topics)), tuple(near)[:MOST_BESIDE])


def _each_once(topics: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Topic]:
    """The topics, each question under the first that has it."""
    said: set[str] = set()
    for label, questions in topics:
        new = tuple(one for one in dict.fromkeys(questions) if one not in said)
        said.update(new)
        if new:
            yield Topic(label, new)


def _ours(lines: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The lines of the house by life domain (its label or its slug); empty for those without one."""
    domains = {words.fold(said): term.slug for term in vocab.terms("life_domains", None) for said in (term.label, term.slug)}
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, lines)):
        name, colon, question = line.partition(":")
        slug = domains.get(words.fold(name.strip())) if colon else None
        found.setdefault(slug or "", []).append(question.strip() if slug else line)
    return found
