"""What many sentences taught: a small linear model from the keys of words to needs, beside the phrases of the vocabulary.

The model is data (resources/needs/learned.json), made by tools/train_needs.py from sentences of our own; it can say which words
made it think of a need. A text is read whole and sentence by sentence, because one text may hold several needs. Pure.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.catalogue.linear import Linear
from sociaalhuis.catalogue.words import SENTENCE_GAP, Token

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


@functools.cache
def _model() -> tuple[Linear, Sequence[str]]:
    """The model as it ships, with the need of each outcome ("" for none)."""
    model, about = Linear.shipped("needs", "learned.json")
    return model, tuple(about["needs"])


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
    model, names = _model()
    bearers: dict[str, int] = {}
    for i in part:
        for key in tokens[i].keys:
            if key in model:
                bearers.setdefault(key, i)
    length = model.length(bearers)
    if not length:
        return
    scores = model.scores(sorted(bearers))
    top = max(scores)
    total = sum(math.exp(score - top) for score in scores)
    for number, name in enumerate(names):
        chance = math.exp(scores[number] - top) / total * min(1.0, length / _ENOUGH)
        if chance >= LEAST and name:
            yield Guess(name, chance, _telling(number, bearers))


def _telling(need: int, bearers: Mapping[str, int]) -> frozenset[int]:
    """The places of the words that speak most for a need."""
    model, _ = _model()
    speaks: dict[int, float] = defaultdict(float)
    for key, i in sorted(bearers.items()):
        speaks[i] += sum(model.rarity(key) * weight for number, weight in model.says(key) if number == need)
    best = max(speaks.values(), default=0.0)
    order = sorted((i for i in speaks if speaks[i] > best * _TELLING), key=lambda i: -speaks[i])
    return frozenset(order[:_MOST_QUOTED])
