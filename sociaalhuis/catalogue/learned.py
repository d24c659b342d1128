"""What many sentences taught: a small linear model from words to needs, beside the phrases of the vocabulary.

It looks at the keys of the words, at the senses that they share with others (a thesaurus), at the words that follow each other,
and at pieces of words: these carry words, compounds and spellings that no lesson holds.

The model is data (resources/needs/learned.json), made by tools/train_needs.py from sentences of our own; it can say which words
made it think of a need. A text is read whole and sentence by sentence, because one text may hold several needs. Pure.
"""

import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.catalogue import features, words
from sociaalhuis.catalogue.linear import Linear
from sociaalhuis.catalogue.phrases import Read
from sociaalhuis.catalogue.words import SENTENCE_GAP, Token

LEAST = 0.04  # chances below this say nothing
_ENOUGH = 35.0  # evidence (the length of all rarities together) from which a chance counts whole; a few plain words show little
_OF = "%"  # before the name of a sense
_PIECE, _PAIR, _SENSE = 0.4, 0.6, 0.8  # what a piece of a word, a pair of words and a sense count beside the key of a word
_SHORTEST = 3  # words that a sentence needs to be read by itself
_BY_ITSELF = 0.8  # how far one sentence of several is believed: out of its story it is sooner misread
_TELLING = 0.25  # share of what speaks most for a need that a word must have to be quoted
_MOST_QUOTED = 3
MOST_SENTENCES = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """A need that the words make likely: its chance among all needs (0 to 1) and the places of the words that say so."""

    need: str
    chance: float
    tokens: frozenset[int]


type Senses = Mapping[str, str]  # key of a word → its senses, with spaces between


@functools.cache
def _model() -> tuple[Linear, Sequence[str], Senses]:
    """The model as it ships, with the need of each outcome ("" for none) and the senses of words."""
    model, about = Linear.shipped("needs", "learned.json")
    return model, tuple(about["needs"]), about.get("senses", {})


def read(said: Read) -> dict[str, Guess]:
    """The likely needs of a text, each with its best chance over the whole text and its sentences."""
    found: dict[str, Guess] = {}
    *_, senses = _model()
    for n, part in enumerate(_parts(said.tokens)):
        for guess in _guess(made_of(said, part, senses), _BY_ITSELF if n else 1.0):
            if guess.need not in found or guess.chance > found[guess.need].chance:
                found[guess.need] = guess
    return found


def enough(said: Read) -> float:
    """How much the model has to go on in a whole text, from 0 (nothing that it knows) to 1."""
    return _share(key for token in said.tokens for key in token.keys)


def _share(found: Iterable[str]) -> float:
    """Numbers by themselves are no evidence, however rare."""
    model, *_ = _model()
    told = {one for one in found if counts(one) == 1.0 and not one.lstrip("=").isdigit() and one in model}
    return min(1.0, model.length(told) / _ENOUGH)


def made_of(said: Read, part: Sequence[int], senses: Senses) -> dict[str, int]:
    """What the model looks at in a part of a text, each with the place of the word that it first comes from."""
    found: dict[str, int] = {}
    tokens = said.tokens
    for i in part:
        for key in sorted(tokens[i].keys):
            found.setdefault(key, i)
            for sense in senses.get(key, "").split():
                found.setdefault(f"{_OF}{sense}", i)
        if not tokens[i].common:
            for piece in features.pieces(words.fold(said.plain[tokens[i].start : tokens[i].end])):
                found.setdefault(piece, i)
    for i, j in itertools.pairwise(part):
        if tokens[j].at - tokens[i].at == 1:
            for pair in features.neighbours(tokens[i].keys, tokens[j].keys):
                found.setdefault(pair, j)
    return found


def counts(feature: str) -> float:
    """What a feature counts beside the key of a word."""
    return _PIECE if feature[0] == "~" else _SENSE if feature[0] == _OF else _PAIR if " " in feature else 1.0


def _parts(tokens: Sequence[Token]) -> list[range]:
    """The whole text, and each of its sentences that is long enough when there are several."""
    starts = [i for i in range(1, len(tokens)) if tokens[i].at - tokens[i - 1].at > SENTENCE_GAP]
    sentences = [range(a, b) for a, b in zip((0, *starts), (*starts, len(tokens)), strict=True)]
    long = [one for one in sentences if len(one) >= _SHORTEST]
    return [range(len(tokens)), *(long[:MOST_SENTENCES] if len(sentences) > 1 else ())]


def _guess(found: Mapping[str, int], belief: float) -> Iterable[Guess]:
    """The needs of one part of the text above the least chance."""
    model, names, _ = _model()
    bearers = {feature: i for feature, i in found.items() if feature in model}
    share = _share(bearers) * belief
    if not share:
        return
    scores = model.scores(sorted(bearers))
    top = max(scores)
    total = sum(math.exp(score - top) for score in scores)
    for number, name in enumerate(names):
        chance = math.exp(scores[number] - top) / total * share
        if chance >= LEAST and name:
            yield Guess(name, chance, _telling(number, bearers))


def _telling(need: int, bearers: Mapping[str, int]) -> frozenset[int]:
    """The places of the words that speak most for a need."""
    model, *_ = _model()
    speaks: dict[int, float] = defaultdict(float)
    for key, i in sorted(bearers.items()):
        speaks[i] += model.says(key, need)
    best = max(speaks.values(), default=0.0)
    order = sorted((i for i in speaks if speaks[i] > best * _TELLING), key=lambda i: -speaks[i])
    return frozenset(order[:_MOST_QUOTED])
