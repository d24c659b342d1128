"""Reading the words of a question: which needs they show, with the phrases that show them. Pure; no services, no ranking.

The vocabulary is resources/needs/needs.yaml. A phrase is a row of elements that stand close together in any order; an element
is a word, a class of words or a beginning, or a choice of these. Strength is between 0 and 1: one minus the chance that every
phrase found is a coincidence. Crisis needs their own reading and are not found here yet: ``Reading.crisis`` is empty.
"""

import functools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from sociaalhuis.catalogue import words
from sociaalhuis.paths import resource

WEIGHTS: Mapping[str, float] = {"sure": 0.95, "phrases": 0.75, "hints": 0.3}
FIRST_CHOICE = 3
_SLACK, _SLACK_NOT = 5, 2  # words that may stand between the elements of a phrase, of a “not” phrase
_APART = 0.04  # what each word between takes off
_GUESSED = 0.8  # what is left of a phrase with a word that was repaired or taken apart
_EXPLAINED = 0.7  # what a longer phrase of another need that uses the same words takes off
_LONGEST_QUOTE = 60
_MOST_ANCHORS = 200  # in a text that repeats itself without end

type _Element = tuple[tuple[frozenset[str], ...], ...]  # alternatives, each a row of key sets for consecutive words


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers a need: a kind of service, a group of equal providers or one service, with a weight between 0 and 1."""

    who: str
    weight: float


@dataclass(frozen=True, slots=True)
class Need:
    """One entry of the vocabulary."""

    slug: str
    label: str
    domain: str
    cluster: str
    answers: tuple[Answer, ...]


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
class _Phrase:
    need: str
    weight: float  # 0: a phrase that looks like the need but is not
    elements: tuple[_Element, ...]
    words: int


@dataclass(frozen=True, slots=True)
class _Hit:
    need: str
    weight: float
    tokens: frozenset[int]


class _Vocabulary:
    def __init__(self) -> None:
        rows = yaml.load(resource("needs", "needs.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        self.needs = {row["need"]: _need(row) for row in rows}
        self.lexicon = words.lexicon()
        listed = [(row["need"], weight, text) for row in rows for weight, text in _listed(row)]
        self.lexicon.learn(word for _, _, text in listed for word in _plain_words(text))
        phrases = [self._compile(need, weight, text) for need, weight, text in listed]
        self._by_key = _index(phrases)

    def _compile(self, need: str, weight: float, text: str) -> _Phrase:
        parts = text.split()
        elements = tuple(tuple(self._row(choice) for choice in part.split("|")) for part in parts)
        return _Phrase(need, weight, elements, sum(min(len(row) for row in element) for element in elements))

    def _row(self, choice: str) -> tuple[frozenset[str], ...]:
        return tuple(self._keys(word) for word in choice.split("_"))

    def _keys(self, word: str) -> frozenset[str]:
        if word[0] in "@=" or word.endswith("*"):
            return frozenset({word})
        return words.own_keys(word) | words.own_keys(self.lexicon.base(word))

    def candidates(self, keys: Iterable[str]) -> Iterator[_Phrase]:
        """The phrases whose rarest element occurs, each once."""
        seen: set[int] = set()
        for key in keys:
            for phrase in self._by_key.get(key, ()):
                if id(phrase) not in seen:
                    seen.add(id(phrase))
                    yield phrase


def _need(row: Mapping[str, Any]) -> Need:
    answers = tuple(Answer(who, grade / FIRST_CHOICE) for who, grade in row["answers"].items())
    return Need(row["need"], row["label"], row["domain"], row["cluster"], answers)


def _listed(row: Mapping[str, Any]) -> Iterator[tuple[float, str]]:
    for name, weight in (*WEIGHTS.items(), ("not", 0.0)):
        for text in str(row.get(name, "")).split(";"):
            plain = words.fold(text).replace("-", "_").strip()
            if plain:
                yield weight, plain


def _plain_words(text: str) -> Iterator[str]:
    for part in text.replace("|", " ").replace("_", " ").split():
        if not part.startswith("@"):
            yield part.removeprefix("=")


def _index(phrases: Sequence[_Phrase]) -> Mapping[str, tuple[_Phrase, ...]]:
    """Every phrase under the first keys of its rarest element: rare where few phrases use it, classes last."""
    uses: dict[str, int] = defaultdict(int)
    for phrase in phrases:
        for key in {key for element in phrase.elements for row in element for key in row[0]}:
            uses[key] += 500 if key.startswith("@") else 1

    def cost(element: _Element) -> int:
        return sum(uses[key] for row in element for key in row[0])

    found: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        for row in min(phrase.elements, key=cost):
            for key in row[0]:
                found[key].append(phrase)
    return {key: tuple(listed) for key, listed in found.items()}


@functools.cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


def vocabulary() -> Mapping[str, Need]:
    """Every need by slug."""
    return _vocabulary().needs


def read(text: str) -> Reading:
    """The needs that a text in a client's or worker's own words shows, strongest first. Any text gives an answer."""
    vocabulary_ = _vocabulary()
    plain, tokens = vocabulary_.lexicon.tokens(text)
    positions: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        for key in token.keys:
            positions[key].append(i)
    matches = (_match(phrase, tokens, positions) for phrase in vocabulary_.candidates(positions))
    hits: dict[str, list[_Hit]] = defaultdict(list)
    for hit in _explain_away(_without_barred([hit for hit in matches if hit]), tokens):
        hits[hit.need].append(hit)
    found = [_weigh(need, listed, plain, tokens) for need, listed in hits.items()]
    return Reading(tuple(sorted(found, key=lambda one: (-one.strength, one.need))))


def _match(phrase: _Phrase, tokens: Sequence[words.Token], positions: Mapping[str, list[int]]) -> _Hit | None:
    """The closest place where all elements of a phrase stand together, worth less the further they are apart, or None."""
    places = []
    for element in phrase.elements:
        rows = sorted({one for row in element for one in _rows(row, positions, len(tokens))})
        if not rows:
            return None
        places.append(rows)
    places.sort(key=len)
    slack = 0 if len(places) == 1 else _SLACK if phrase.weight else _SLACK_NOT
    best: tuple[int, frozenset[int]] | None = None
    for anchor in places[0][:_MOST_ANCHORS]:
        chosen = [anchor, *(_nearest(rows, anchor[0]) for rows in places[1:])]
        span = max(tokens[row[-1]].at for row in chosen) - min(tokens[row[0]].at for row in chosen) + 1
        if span <= phrase.words + slack and (best is None or span < best[0]):
            best = (span, frozenset(i for row in chosen for i in row))
    if best is None:
        return None
    apart = max(0, best[0] - phrase.words)
    doubt = _GUESSED if any(tokens[i].guessed for i in best[1]) else 1.0
    return _Hit(phrase.need, phrase.weight * (1 - _APART * apart) * doubt, best[1])


def _nearest(rows: Sequence[tuple[int, ...]], at: int) -> tuple[int, ...]:
    """Of rows in order of place the one that starts nearest to a place."""
    after = bisect_left(rows, (at,))
    return min(rows[max(0, after - 1) : after + 1], key=lambda row: abs(row[0] - at))


def _rows(row: tuple[frozenset[str], ...], positions: Mapping[str, list[int]], count: int) -> Iterator[tuple[int, ...]]:
    """Where a row of consecutive words stands."""
    starts = {i for key in row[0] for i in positions.get(key, ()) if i + len(row) <= count}
    for offset, keys in enumerate(row[1:], start=1):
        starts &= {i - offset for key in keys for i in positions.get(key, ())}
    return (tuple(range(i, i + len(row))) for i in starts)


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


def _weigh(need: str, hits: Sequence[_Hit], plain: str, tokens: Sequence[words.Token]) -> FoundNeed:
    """One need from its hits: a hit counts when it brings a word that no stronger hit used."""
    used: set[int] = set()
    miss, quotes = 1.0, []
    for hit in sorted(hits, key=lambda one: (-one.weight, -len(one.tokens), sorted(one.tokens))):
        if not hit.tokens <= used:
            used |= hit.tokens
            miss *= 1 - hit.weight
            quotes.append(_quote(hit.tokens, plain, tokens))
    return FoundNeed(need, tuple(dict.fromkeys(quotes)), round(1 - miss, 4))


def _quote(where: frozenset[int], plain: str, tokens: Sequence[words.Token]) -> str:
    """The client's words: as one piece where they stand together, else with dots between them."""
    order = sorted(where)
    whole = plain[tokens[order[0]].start : tokens[order[-1]].end]
    if len(order) > order[-1] - order[0] and len(whole) <= _LONGEST_QUOTE:
        return whole
    return " … ".join(plain[tokens[i].start : tokens[i].end] for i in order)[:_LONGEST_QUOTE]
