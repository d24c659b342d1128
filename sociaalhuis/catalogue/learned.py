"""What many sentences taught: a small linear model from the keys of words to needs, beside the phrases of the vocabulary.

The model is data (resources/needs/learned.json), made by tools/train_needs.py from sentences of our own; it can say which words
made it think of a need. A text is read whole and sentence by sentence, because one text may hold several needs. Pure.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.catalogue.words import SENTENCE_GAP, Token
from sociaalhuis.paths import resource

LEAST = 0.06  # chances below this say nothing
_ENOUGH = 25.0  # evidence (the length of all rarities together) from which a chance counts whole; a few plain words show little
_SHORTEST = 3  # words that a sentence needs to be read by itself
_TELLING = 0.25  # share of what speaks most for a need that a word must have to be quoted
_MOST_QUOTED = 3
MOST_SENTENCES = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """A need that the words make likely: its chance among all needs (0 to 1) and the places of the words that say so."""

    need: str
    chance: float
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Model:
    needs: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, tuple[tuple[int, float], ...]]]  # key → rarity, (need, weight) pairs


@functools.cache
def model() -> _Model:
    """The model as it ships."""
    import orjson

    raw = orjson.loads(resource("needs", "learned.json").read_bytes())
    weights = {
        key: (rarity / 100, tuple(zip(pairs[::2], (weight / 100 for weight in pairs[1::2]), strict=True)))
        for key, (rarity, *pairs) in raw["keys"].items()
    }
    return _Model(tuple(raw["needs"]), tuple(weight / 100 for weight in raw["bias"]), weights)


def read(tokens: Sequence[Token]) -> dict[str, Guess]:
    """The likely needs of a text, each with its best chance over the whole text and its sentences."""
    found: dict[str, Guess] = {}
    for part in _parts(tokens):
        for guess in _guess(tokens, part):
            if guess.need not in found or guess.chance > found[guess.need].chance:
                found[guess.need] = guess
    return found


def _parts(tokens: Sequence[Token]) -> list[range]:
    """The whole text, and each of its sentences that is long enough when there are several."""
    starts = [i for i in range(1, len(tokens)) if tokens[i].at - tokens[i - 1].at > SENTENCE_GAP]
    sentences = [range(a, b) for a, b in zip((0, *starts), (*starts, len(tokens)), strict=True)]
    long = [one for one in sentences if len(one) >= _SHORTEST]
    return [range(len(tokens)), *(long[:MOST_SENTENCES] if len(sentences) > 1 else ())]


def _guess(tokens: Sequence[Token], part: Iterable[int]) -> Iterable[Guess]:
    """The needs of one part of the text above the least chance."""
    learned = model()
    bearers: dict[str, int] = {}
    for i in part:
        for key in tokens[i].keys:
            bearers.setdefault(key, i)
    features = [(key, i, learned.weights[key]) for key, i in sorted(bearers.items()) if key in learned.weights]
    length = math.sqrt(sum(rarity * rarity for _, _, (rarity, _) in features))
    if not length:
        return
    scores = list(learned.bias)
    for _, _, (rarity, pairs) in features:
        share = rarity / length
        for need, weight in pairs:
            scores[need] += share * weight
    top = max(scores)
    total = sum(math.exp(score - top) for score in scores)
    for number, name in enumerate(learned.needs):
        chance = math.exp(scores[number] - top) / total * min(1.0, length / _ENOUGH)
        if chance >= LEAST and name:
            yield Guess(name, chance, _telling(number, features))


def _telling(need: int, features: Iterable[tuple[str, int, tuple[float, tuple[tuple[int, float], ...]]]]) -> frozenset[int]:
    """The places of the words that speak most for a need."""
    speaks: dict[int, float] = defaultdict(float)
    for _, i, (rarity, pairs) in features:
        for number, weight in pairs:
            if number == need:
                speaks[i] += rarity * weight
    best = max(speaks.values(), default=0.0)
    order = sorted((i for i in speaks if speaks[i] > best * _TELLING), key=lambda i: -speaks[i])
    return frozenset(order[:_MOST_QUOTED])
