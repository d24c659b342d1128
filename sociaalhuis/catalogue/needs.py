"""Reading the words of a question: which needs they show, with the phrases that show them. Pure; no services, no ranking.

The vocabulary is resources/needs/needs.yaml. A phrase is a row of elements that stand close together in any order; an element
is a word, a class of words or a beginning, or a choice of these. Strength is between 0 and 1: one minus the chance that every
phrase found is a coincidence. A model that learned from sentences (catalogue.learned) speaks beside the phrases. Crisis has its
own reading: ``Reading.crisis`` is empty here.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from sociaalhuis.catalogue import learned, phrases, words
from sociaalhuis.paths import resource

WEIGHTS: Mapping[str, float] = {"sure": 0.95, "phrases": 0.75, "hints": 0.3}
FIRST_CHOICE = 3
_SLACK, _SLACK_NOT = 5, 2  # words that may stand between the elements of a phrase, of a “not” phrase
_APART = 0.04  # what each word between takes off
_GUESSED = 0.8  # what is left of a phrase with a word that was repaired or taken apart
_ALONE, _BORNE_OUT = 0.7, 1.5  # what a phrase loses without a guess beside it; from what chance on nothing
_TRUST, _SUREST = 1.25, 0.95  # how far a guess is believed
_OLDER = 0.3  # what is left of a need of the young for somebody who is older
_EXPLAINED = 0.7  # what a longer phrase of another need that uses the same words takes off


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers a need: a kind of service, a group of equal providers or one service, with a weight between 0 and 1."""

    who: str
    weight: float


@dataclass(frozen=True, slots=True)
class Need:
    """One entry of the vocabulary; ``rights`` are those to check for it (slugs of resources/rights), most asked first;
    ``until`` is the age up to which people ask it for themselves.
    """

    slug: str
    label: str
    domain: str
    cluster: str
    answers: tuple[Answer, ...]
    rights: tuple[str, ...] = ()
    until: float = math.inf


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """A need that the words show: its slug, the client's own words that show it, and how strongly (0 to 1)."""

    need: str
    phrases: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words say: needs, strongest first, and crisis kinds."""

    needs: tuple[FoundNeed, ...] = ()
    crisis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    need: str
    weight: float
    tokens: frozenset[int]


class _Vocabulary:
    def __init__(self) -> None:
        rows = yaml.load(resource("needs", "needs.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        self.needs = {row["need"]: _need(row) for row in rows}
        self.book = phrases.Book(words.lexicon(), [(row["need"], *one) for row in rows for one in _listed(row)])


def _need(row: Mapping[str, Any]) -> Need:
    answers = tuple(Answer(who, grade / FIRST_CHOICE) for who, grade in row["answers"].items())
    return Need(
        row["need"],
        row["label"],
        row["domain"],
        row["cluster"],
        answers,
        tuple(row.get("rights", ())),
        row.get("until", math.inf),
    )


def _listed(row: Mapping[str, Any]) -> Iterator[tuple[float, int, str]]:
    for name, weight in (*WEIGHTS.items(), ("not", 0.0)):
        for text in str(row.get(name, "")).split(";"):
            if text.strip():
                yield weight, _SLACK if weight else _SLACK_NOT, text


@functools.cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


def vocabulary() -> Mapping[str, Need]:
    """Every need by slug."""
    return _vocabulary().needs


def known_words() -> frozenset[str]:
    """The folded words that the vocabulary knows."""
    return _vocabulary().book.words()


def said(text: str) -> phrases.Read:
    """A text as the words of the vocabulary."""
    return _vocabulary().book.read(text)


def read(text: str) -> Reading:
    """The needs that a text in a client's or worker's own words shows, strongest first. Any text gives an answer."""
    book = _vocabulary().book
    said = book.read(text)
    matches = [hit for phrase in book.candidates(said.positions) if (hit := _match(phrase, said))]
    hits: dict[str, list[_Hit]] = defaultdict(list)
    for hit in _explain_away(_without_barred(matches), said.tokens):
        hits[hit.need].append(hit)
    phrased = {need: _weigh(need, listed, said) for need, listed in hits.items()}
    denied = {hit.need for hit in matches if not hit.weight}
    guessed = {need: one for need, one in learned.read(said).items() if need in phrased or need not in denied}
    heard = learned.enough(said)
    found = [_together(phrased.get(need), guessed.get(need), heard, said) for need in {**phrased, **guessed}]
    return Reading(tuple(sorted(found, key=lambda one: (-one.strength, one.need))))


def of_age(found: Reading, age: float) -> Reading:
    """The reading for a client of this age, in years: what only the young ask for themselves says less of who is older."""
    known = vocabulary()
    told = [
        one if age <= known[one.need].until else replace(one, strength=round(one.strength * _OLDER, 4)) for one in found.needs
    ]
    return replace(found, needs=tuple(sorted(told, key=lambda one: (-one.strength, one.need))))


def _together(phrased: FoundNeed | None, guessed: learned.Guess | None, heard: float, said: phrases.Read) -> FoundNeed:
    """What the phrases and the sentences say of one need; a phrase that no sentence bears out counts less.

    ``heard``: how much the model had to go on. A few words are the business of the phrases alone.
    """
    chance = guessed.chance if guessed else 0.0
    doubt = 1 - _ALONE * heard * (1 - min(1.0, chance * _BORNE_OUT))
    ruled = phrased.strength * doubt if phrased else 0.0
    strength = 1 - (1 - ruled) * (1 - min(_SUREST, chance * _TRUST))
    if phrased:
        heard_too = (said.quote(guessed.tokens),) if guessed and chance * _TRUST > ruled else ()
        return FoundNeed(phrased.need, tuple(dict.fromkeys((*phrased.phrases, *heard_too))), round(strength, 4))
    assert guessed  # noqa: S101  # one of both
    return FoundNeed(guessed.need, (said.quote(guessed.tokens),), round(strength, 4))


def _match(phrase: phrases.Phrase, said: phrases.Read) -> _Hit | None:
    """The closest place where all elements of a phrase stand together, worth less the further they are apart, or None."""
    best = min(said.places(phrase), key=lambda place: place[0], default=None)
    if best is None:
        return None
    apart = max(0, best[0] - phrase.words)
    doubt = _GUESSED if any(said.tokens[i].guessed for i in best[1]) else 1.0
    return _Hit(phrase.about, phrase.weight * (1 - _APART * apart) * doubt, best[1])


def _without_barred(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits that count: a “not” phrase of the same need bars every hit that it touches."""
    barred: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        if not hit.weight:
            barred[hit.need] |= hit.tokens
    return [hit for hit in hits if hit.weight and barred[hit.need].isdisjoint(hit.tokens)]


def _explain_away(hits: Sequence[_Hit], tokens: Sequence[words.Token]) -> list[_Hit]:
    """Words that a longer phrase of another need uses say less for a shorter one: “klacht over de VDAB” seeks no work.

    Ordinary words do not count, unless a phrase has no others.
    """

    def meaning(hit: _Hit) -> frozenset[int]:
        return frozenset(i for i in hit.tokens if not tokens[i].common) or hit.tokens

    weighed = [(hit, meaning(hit)) for hit in hits]

    def explained(hit: _Hit, own: frozenset[int]) -> float:
        longer = (theirs for one, theirs in weighed if one.need != hit.need and len(theirs) > len(own))
        return max((len(own & theirs) / len(own) for theirs in longer), default=0.0)

    return [replace(hit, weight=hit.weight * (1 - _EXPLAINED * explained(hit, own))) for hit, own in weighed]


def _weigh(need: str, hits: Sequence[_Hit], said: phrases.Read) -> FoundNeed:
    """One need from its hits: a hit counts when it brings a word that no stronger hit used."""
    used: set[int] = set()
    miss, quotes = 1.0, []
    for hit in sorted(hits, key=lambda one: (-one.weight, -len(one.tokens), sorted(one.tokens))):
        if not hit.tokens <= used:
            used |= hit.tokens
            miss *= 1 - hit.weight
            quotes.append(said.quote(hit.tokens))
    return FoundNeed(need, tuple(dict.fromkeys(quotes)), round(1 - miss, 4))
