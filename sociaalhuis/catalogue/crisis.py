"""Signs of danger in somebody's words: suicide, violence, a child at risk, no roof and so on. Pure; knows no services.

A small linear model, made by tools/train_crisis.py from sentences of our own (resources/crisis/said.yaml): what is written, the
Dutch words behind dialect, typing errors, French and English, neighbouring words, pieces of words, and who does what to whom as
pairs of classes of words (resources/crisis/words.yaml). Beside the kinds it weighs whether there is danger at all: what only
looks like it (long ago, denied, a job, the news, a figure of speech) does so alike for every kind, and each learns from all. It
is fixed: it learns nothing in a house, weighs nothing in a ranking, and what is read here is kept nowhere. Danger is sooner
seen once too often than missed.
"""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from sociaalhuis.catalogue import features, needs, phrases, words
from sociaalhuis.catalogue.linear import Linear
from sociaalhuis.paths import resource

KINDS = ("suicide", "violence", "child_at_risk", "medical_emergency", "no_roof", "no_food", "cutoff", "eviction")
_AT_ALL = 0.6  # how much danger at all weighs beside the kind itself
ANY = len(KINDS)  # the outcome of the model after those of the kinds: danger of any kind
_CLAUSE_MARKS = frozenset(",;:()–—…")
_NEW_CLAUSE = "nieuwdeel"  # the class of words that begin a clause
_REACH = 5  # words between which two classes belong together
_AROUND = "&"  # how a feature begins that tells something around the danger
_DENIAL = "niet"  # the class of words that deny
_FILLER = "vul"  # … and of those that may still follow one at the end of a clause
_AFTER, _BEFORE = 3, 4  # words that a denial reaches: after it, and before it where it ends its clause
_SHORTEST = 2  # words that a sentence needs to be read by itself
_DOUBT = 1.8  # what one sentence of several must reach above the whole: out of its story it is sooner misread
_BREATHS = ((3, 2.5), (2, 3.0))  # … and three clauses of a breath, or two: the less is left of a story, the less it tells
_THIN, _ENOUGH = 5.0, 42.0  # what a few plain words must reach more (“Ik heb”), and the evidence from which on nothing
_NEAR = 1.5  # how far a kind may stay behind the clearest one
_LEAST_BREATH = 3  # words that such a piece needs
MOST_SENTENCES = 40  # and as many pieces
_TELLING = 0.35  # share of what the clearest word says that a word must have to be quoted
_SHOWN = 3  # quotes of a sign

type Features = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of danger, with the client's words that show it, the clearest first."""

    kind: str
    quotes: tuple[str, ...]


@functools.cache
def _model() -> tuple[Linear, Sequence[float]]:
    """The model as it ships, with what a text must reach for each kind."""
    model, about = Linear.shipped("crisis", "learned.json")
    return model, tuple(about["least"])


@functools.cache
def _listed(part: str) -> Mapping[str, frozenset[str]]:
    """The ``classes`` or the ``around`` of each folded word, with its other forms (resources/crisis/words.yaml).

    A class may name another with @.
    """
    data = yaml.load(resource("crisis", "words.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    raw: Mapping[str, str] = data[part]
    forms = {words.fold(base): [words.fold(form) for form in listed.split()] for base, listed in data["forms"].items()}

    def members(name: str) -> Iterator[str]:
        for word in raw[name].split():
            if word.startswith("@"):
                yield from members(word[1:])
            else:
                yield words.fold(word)
                yield from forms.get(words.fold(word), ())

    found: dict[str, set[str]] = defaultdict(set)
    for name in raw:
        for word in members(name):
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def read(text: str) -> tuple[Sign, ...]:
    """The kinds of danger in a text, in the order of KINDS. Any text gives an answer."""
    said = needs.said(text)
    found: dict[int, tuple[float, Features]] = {}
    for features_of, reached in _weighed(said):
        for kind, score in enumerate(reached):
            if score > found.get(kind, (0.0,))[0]:
                found[kind] = score, features_of
    return tuple(Sign(KINDS[kind], _quotes(said, of, kind)) for kind, (_, of) in sorted(found.items()))


def kinds(text: str) -> tuple[str, ...]:
    """Only the names of the kinds of danger in a text."""
    return tuple(kind for kind, reached in zip(KINDS, scores(text), strict=True) if reached > 0)  # quotes take a while


def scores(text: str) -> tuple[float, ...]:
    """How far each kind is above (or under) what raises a sign."""
    return tuple(map(max, zip(*(reached for _, reached in _weighed(needs.said(text))), strict=True)))


def _weighed(said: phrases.Read) -> Iterator[tuple[Features, list[float]]]:
    """What the whole text, its sentences and its clauses are made of, and how far they reach for each kind.

    A text counts by its length: a worry that follows in the same breath would hide a danger that was plainly said. Clauses by
    themselves keep what the whole text tells around them (long ago, in the news, at work …).
    """
    around: Features = {}
    for n, part in enumerate(_parts(said.tokens)):
        found = made_of(said, part, learned=True)
        around = around if n else {key: places for key, places in found.items() if key[0] == _AROUND}
        yield found, _scores(found, _DOUBT if n else 0.0)
    for part, doubt in _breaths(said):
        found = {**made_of(said, part, learned=True), **around}
        yield found, _scores(found, doubt)


def _breaths(said: phrases.Read) -> Iterator[tuple[range, float]]:
    """The clauses of a text that has more of them, by three and by two, each with what it must reach above the whole."""
    whole = range(len(said.tokens))
    clause = _clauses(said, whole, [_classes_of(token.keys) for token in said.tokens])
    starts = [i for i in whole if not i or clause[i] != clause[i - 1]]
    for size, doubt in _BREATHS:
        if len(starts) > size:
            pieces = map(range, starts, (*starts[size:], len(whole)))
            long = (piece for piece in pieces if len(piece) >= _LEAST_BREATH)
            yield from ((piece, doubt) for piece in itertools.islice(long, MOST_SENTENCES))


def _parts(tokens: Sequence[words.Token]) -> list[range]:
    """The whole text, and each of its sentences that is long enough when there are several."""
    starts = [i for i in range(1, len(tokens)) if tokens[i].at - tokens[i - 1].at > words.SENTENCE_GAP]
    sentences = [range(a, b) for a, b in zip((0, *starts), (*starts, len(tokens)), strict=True)]
    long = [one for one in sentences if len(one) >= _SHORTEST]
    return [range(len(tokens)), *(long[:MOST_SENTENCES] if len(sentences) > 1 else ())]


# ── what a text is made of ───────────────────────────────────────────────────────────────────────────────────────────────


def made_of(said: phrases.Read, part: Sequence[int], *, learned: bool = False) -> Features:
    """What the model looks at in a part of a text, each with the places of the words that it first comes from.

    ``learned``: only what the model knows.
    """
    found: dict[str, tuple[int, ...]] = {}
    tokens = said.tokens
    for i in part:
        here = (i,)
        for key in _of_word(words.fold(said.plain[tokens[i].start : tokens[i].end]), tokens[i].keys, learned):
            found.setdefault(key, here)
    for i, j in itertools.pairwise(part):
        if tokens[j].at - tokens[i].at == 1:
            for key in _neighbours(tokens[i].keys, tokens[j].keys, learned):
                found.setdefault(key, (i, j))
    named = [_classes_of(tokens[i].keys) for i in part]
    clause = _clauses(said, part, named)
    together, denied = _together(part, named, clause, learned), _denied(said, part, named, clause)
    for key, places in itertools.chain(together, denied, _around(said, part, named)):
        found.setdefault(key, places)
    return {key: places for key, places in found.items() if key in _model()[0]} if learned else found


def _kept(keys: Iterable[str], learned: bool) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if not learned or key in _model()[0])


@functools.lru_cache(maxsize=16_384)
def _of_word(word: str, keys: frozenset[str], learned: bool) -> tuple[str, ...]:
    """The keys, the pieces and the classes of one word."""
    return _kept((*sorted(keys), *features.pieces(word), *(f"c@{name}" for name in _classes_of(keys))), learned)


@functools.lru_cache(maxsize=16_384)
def _classes_of(keys: frozenset[str]) -> tuple[str, ...]:
    return _named("classes", keys)


def _named(listed: str, keys: frozenset[str]) -> tuple[str, ...]:
    named = _listed(listed)
    return tuple(sorted(frozenset().union(*(named.get(key[1:], frozenset()) for key in keys if key[0] == "="))))


@functools.lru_cache(maxsize=16_384)
def _around_of(keys: frozenset[str]) -> tuple[str, ...]:
    return _named("around", keys)


@functools.lru_cache(maxsize=32_768)
def _neighbours(first: frozenset[str], second: frozenset[str], learned: bool) -> tuple[str, ...]:
    return _kept(features.neighbours(first, second), learned)


type _Named = Sequence[tuple[str, ...]]


def _together(
    part: Sequence[int], named: _Named, clause: Sequence[int], learned: bool
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Who does what to whom: pairs of classes of words that stand close together in one clause, in their order."""
    for a, i in enumerate(part):
        if not named[a]:
            continue
        for b in range(a + 1, min(a + 1 + _REACH, len(part))):
            if clause[a] != clause[b]:
                break
            for key in _pairs(named[a], named[b], learned):
                yield key, (i, part[b])


def _denied(
    said: phrases.Read, part: Sequence[int], named: _Named, clause: Sequence[int]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The words that a denial is about: what follows it, and what precedes it where it ends the clause (“slaat mij niet”)."""
    for a, i in enumerate(part):
        if _DENIAL not in named[a]:
            continue
        after = [b for b in range(a + 1, min(a + 1 + _REACH, len(part))) if clause[b] == clause[a]]
        ends = all(_FILLER in named[b] for b in after)
        before = [b for b in range(max(0, a - _BEFORE), a) if clause[b] == clause[a]] if ends else []
        for b in (*before, *after[:_AFTER]):
            for stem in features.stems(said.tokens[part[b]].keys):
                yield f"!{stem}", (i, part[b])


def _around(said: phrases.Read, part: Sequence[int], named: _Named) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What is told around it, wherever in the part: long ago, over, elsewhere, in the news, at work, of an animal …

    Each by itself, with each other one, and with each class of words, because it takes the danger out of some of them only.
    """
    first: dict[str, int] = {}
    classes: dict[str, int] = {}
    for i, names in zip(part, named, strict=True):
        for name in _around_of(said.tokens[i].keys):
            first.setdefault(name, i)
        for name in names:
            classes.setdefault(name, i)
    for one, i in first.items():
        yield f"{_AROUND}{one}", (i,)
        yield from ((f"{_AROUND}{one}&{other}", (i, j)) for other, j in first.items() if one < other)
        yield from ((f"{_AROUND}{one}@{name}", (i, j)) for name, j in classes.items())


@functools.lru_cache(maxsize=32_768)
def _pairs(first: tuple[str, ...], second: tuple[str, ...], learned: bool) -> tuple[str, ...]:
    return _kept((f"@{a}>@{b}" for a in first for b in second), learned)


def _clauses(said: phrases.Read, part: Sequence[int], named: Sequence[Iterable[str]]) -> list[int]:
    """The number of the clause that each word stands in."""
    found, clause = [], 0
    for a, i in enumerate(part):
        if a:
            before, here = said.tokens[i - 1], said.tokens[i]
            if (
                here.at - before.at > 1
                or _NEW_CLAUSE in named[a]
                or not _CLAUSE_MARKS.isdisjoint(said.plain[before.end : here.start])
            ):
                clause += 1
        found.append(clause)
    return found


# ── what the model makes of it ───────────────────────────────────────────────────────────────────────────────────────────


def _scores(found: Features, doubt: float) -> list[float]:
    """How far a text of these features (that the model knows) reaches for each kind: itself, and as danger at all.

    ``doubt``: what it must reach more because it is a part; a text of a few plain words must too. A kind that stays well behind
    the clearest one of the same part is not there: danger at all would lift them all.
    """
    model, least = _model()
    *of_kinds, of_any = model.scores(found)
    more = max(doubt, _THIN * (1 - model.length(found) / _ENOUGH))
    told = [score + (of_any - score) * _AT_ALL - reach - more for score, reach in zip(of_kinds, least, strict=True)]
    behind = max(told) - _NEAR
    return [score if score >= behind else min(score, 0.0) for score in told]


def _quotes(said: phrases.Read, found: Features, kind: int) -> tuple[str, ...]:
    """The runs of words that speak most for a kind, the clearest first."""
    says: dict[int, float] = defaultdict(float)
    model, _ = _model()
    for key, places in found.items():
        much = model.says(key, kind) + model.says(key, ANY)
        for i in places:
            says[i] += max(0.0, much) / len(places)
    least = _TELLING * max(says.values(), default=0.0)
    runs: list[list[int]] = []
    for i in sorted(i for i, much in says.items() if much >= least):
        if runs and i - runs[-1][-1] <= 2 and said.tokens[i].at - said.tokens[runs[-1][-1]].at <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    runs.sort(key=lambda run: -sum(says[i] for i in run))
    shown = (said.plain[said.tokens[run[0]].start : said.tokens[run[-1]].end] for run in runs[:_SHOWN])
    return tuple(dict.fromkeys(quote[: phrases.LONGEST_QUOTE] for quote in shown))
