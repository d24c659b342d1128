"""Phrases of a vocabulary and where they stand in a text. Knows neither needs nor crisis; pure.

A phrase is a row of elements that stand close together; an element is a word, a class of words or a beginning, or a choice:
``a|b`` a or b, ``a_b`` b right after a, ``@class`` a word of a class, ``=word`` this form only, ``begin*`` words that begin so.
The order is free, but for ``a > b``: then b comes after a. ``/3``: at most three words between.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.catalogue import words

LONGEST_QUOTE = 60
_MOST_ANCHORS = 200  # in a text that repeats itself without end
_IN_ORDER, _SLACK = ">", "/"
_CLASS_COST = 500  # a class is worth as many uses of a word when the rarest element is sought


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """Alternatives, each a row of key sets for consecutive words. One of a kind in its book, so compared by itself."""

    rows: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of what it is about. ``words``: how many words it has at least; ``slack``: how many may stand between."""

    about: str
    weight: float
    elements: tuple[Element, ...]
    words: int
    slack: int
    ordered: bool = False


class Read:
    """A text with its words, and where each key stands."""

    def __init__(self, lexicon: words.Lexicon, text: str) -> None:
        self.plain, self.tokens = lexicon.tokens(text)
        self.positions: dict[str, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            for key in token.keys:
                self.positions[key].append(i)
        self._rows: dict[Element, list[tuple[int, ...]]] = {}

    def rows(self, element: Element) -> list[tuple[int, ...]]:
        """Where an element stands, in order of place."""
        found = self._rows.get(element)
        if found is None:
            found = self._rows[element] = sorted({one for row in element.rows for one in self._stands(row)})
        return found

    def _stands(self, row: tuple[frozenset[str], ...]) -> Iterator[tuple[int, ...]]:
        starts = {i for key in row[0] for i in self.positions.get(key, ()) if i + len(row) <= len(self.tokens)}
        for offset, keys in enumerate(row[1:], start=1):
            starts &= {i - offset for key in keys for i in self.positions.get(key, ())}
        return (tuple(range(i, i + len(row))) for i in starts)

    def places(self, phrase: Phrase) -> Iterator[tuple[int, frozenset[int]]]:
        """Every place where a phrase stands close enough: how many words it spans, and its words. Of each word the nearest."""
        found = []
        for element in phrase.elements:
            rows = self.rows(element)
            if not rows:
                return
            found.append(rows)
        rarest = min(range(len(found)), key=lambda i: len(found[i]))
        for anchor in found[rarest][:_MOST_ANCHORS]:
            chosen = (_in_order if phrase.ordered else _anyhow)(found, rarest, anchor)
            if chosen:
                span = max(self.tokens[row[-1]].at for row in chosen) - min(self.tokens[row[0]].at for row in chosen) + 1
                if span <= phrase.words + phrase.slack:
                    yield span, frozenset(i for row in chosen for i in row)

    def quote(self, where: Iterable[int]) -> str:
        """The client's words: as one piece where they stand together, else with dots between them."""
        order = sorted(where)
        whole = self.plain[self.tokens[order[0]].start : self.tokens[order[-1]].end]
        if len(order) > order[-1] - order[0] and len(whole) <= LONGEST_QUOTE:
            return whole
        return " … ".join(self.plain[self.tokens[i].start : self.tokens[i].end] for i in order)[:LONGEST_QUOTE]


def _nearest(rows: Sequence[tuple[int, ...]], at: int) -> tuple[int, ...]:
    """Of rows in order of place the one that starts nearest to a place."""
    after = bisect_left(rows, (at,))
    return min(rows[max(0, after - 1) : after + 1], key=lambda row: abs(row[0] - at))


def _anyhow(found: Sequence[Sequence[tuple[int, ...]]], rarest: int, anchor: tuple[int, ...]) -> list[tuple[int, ...]]:
    """One row of each element, each as near as possible to the anchor."""
    return [anchor if i == rarest else _nearest(rows, anchor[0]) for i, rows in enumerate(found)]


def _in_order(found: Sequence[Sequence[tuple[int, ...]]], rarest: int, anchor: tuple[int, ...]) -> list[tuple[int, ...]]:
    """One row of each element, each after the one before and as near as possible to the anchor; empty when that cannot be."""
    chosen = [anchor]
    for rows in reversed(found[:rarest]):
        before = [row for row in rows[: bisect_left(rows, chosen[0])] if row[-1] < chosen[0][0]]
        if not before:
            return []
        chosen.insert(0, before[-1])
    for rows in found[rarest + 1 :]:
        after = bisect_left(rows, (chosen[-1][-1] + 1,))
        if after == len(rows):
            return []
        chosen.append(rows[after])
    return chosen


class Book:
    """All phrases of a vocabulary. ``listed``: what a phrase is about, its weight, its slack unless it tells, its text."""

    def __init__(self, lexicon: words.Lexicon, listed: Iterable[tuple[str, float, int, str]]) -> None:
        given = [(about, weight, slack, words.fold(text).replace("-", "_")) for about, weight, slack, text in listed]
        self._lexicon = lexicon
        self._elements: dict[str, Element] = {}
        lexicon.learn(word for *_, text in given for word in _plain_words(text))
        self._by_key = _index([self._compile(*one) for one in given])

    def _compile(self, about: str, weight: float, slack: int, text: str) -> Phrase:
        parts = [part for part in text.split() if part[0] != _SLACK]
        slack = next((int(part[1:]) for part in text.split() if part[0] == _SLACK), slack)
        elements = tuple(self._element(part) for part in parts if part != _IN_ORDER)
        count = sum(min(len(row) for row in element.rows) for element in elements)
        return Phrase(about, weight, elements, count, 0 if len(elements) == 1 else slack, _IN_ORDER in parts)

    def _element(self, part: str) -> Element:
        if part not in self._elements:
            self._elements[part] = Element(tuple(self._row(choice) for choice in part.split("|")))
        return self._elements[part]

    def _row(self, choice: str) -> tuple[frozenset[str], ...]:
        return tuple(self._keys(word) for word in choice.split("_"))

    def _keys(self, word: str) -> frozenset[str]:
        if word[0] in "@=" or word.endswith("*"):
            return frozenset({word})
        return words.own_keys(word) | words.own_keys(self._lexicon.base(word))

    def words(self) -> frozenset[str]:
        """Every word that is known here."""
        return self._lexicon.known()

    def read(self, text: str) -> Read:
        """A text as the words of this vocabulary."""
        return Read(self._lexicon, text)

    def candidates(self, keys: Iterable[str]) -> Iterator[Phrase]:
        """The phrases whose rarest element occurs, each once."""
        seen: set[int] = set()
        for key in keys:
            for phrase in self._by_key.get(key, ()):
                if id(phrase) not in seen:
                    seen.add(id(phrase))
                    yield phrase


def _plain_words(text: str) -> Iterator[str]:
    for part in text.replace("|", " ").replace("_", " ").split():
        if part[0] not in "@>/":
            yield part.removeprefix("=")


def _index(phrases: Sequence[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    """Every phrase under the first keys of its rarest element: rare where few phrases use it, classes last."""
    uses: dict[str, int] = defaultdict(int)
    for phrase in phrases:
        for key in {key for element in phrase.elements for row in element.rows for key in row[0]}:
            uses[key] += _CLASS_COST if key.startswith("@") else 1

    def cost(element: Element) -> int:
        return sum(uses[key] for row in element.rows for key in row[0])

    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for row in min(phrase.elements, key=cost).rows:
            for key in row[0]:
                found[key].append(phrase)
    return {key: tuple(listed) for key, listed in found.items()}
