"""The words that a catalogue knows, and which of them a typed word may stand for. Letters only; meaning is in search.meaning.

A word stands for itself, for other forms of it (plural, diminutive), for what it begins, for compounds that it is a part of,
and, when nothing else fits, for what differs in a letter or two. Each comes with a fit between 0 and 1.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from sociaalhuis.catalogue import words

WHOLE, FORM, BEGINNING, PART, REPAIRED, SPLIT = 1.0, 0.92, 0.8, 0.6, 0.7, 0.65
LONGER = 0.5  # a beginning that is a word by itself
MOST = 40  # words that one typed word may stand for
_MOST_REPAIRS = 8
_SHORTEST_PART, _SHORTEST_REPAIR, _LONG, _SHORTEST_COMPOUND = 4, 4, 8, 7
_SHORTEST_SIDE, _SHORTEST_FORM = 3, 4
_LINKS = ("", "s", "en", "e", "n")
_NO_WORD = "\n"


class Known:
    """The words of one catalogue with the number of entries that hold each. ``learn`` many, then ``settle`` once."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()
        self._settled: set[str] = set()
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._sorted: list[str] = []
        self._joined = ""
        self._by_length: Mapping[int, list[str]] = {}

    def __contains__(self, word: object) -> bool:
        return word in self._held

    def learn(self, given: Iterable[str]) -> None:
        """Count the words of one entry, each given once."""
        self._held.update(given)

    def learn_besides(self, given: Iterable[str]) -> None:
        """Words that no entry has to hold."""
        self._held.update(dict.fromkeys(given, 0))

    def settle(self) -> None:
        """Make what was learned ready to be asked."""
        new = self._held.keys() - self._settled
        if not new:
            return
        for word in new:
            self._forms[words.stem(word)].append(word)
        self._settled |= new
        self._sorted = sorted(self._held)
        self._joined = _NO_WORD.join(("", *(word for word in self._sorted if self._held[word]), ""))
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            by_length[len(word)].append(word)
        self._by_length = by_length

    def rarity(self, of: Collection[str], entries: int) -> float:
        """How much these words tell together: the fewer of the entries hold one of them, the more."""
        return math.log(2 + entries / (1 + sum(self._held[one] for one in of)))

    def read(self, word: str, *, ending: bool = True) -> Mapping[str, float]:
        """The known words that a typed word may stand for, with how well they fit; ``ending``: somebody may be typing it."""
        found = {word: WHOLE} if word in self._held else {}
        if len(word) >= _SHORTEST_FORM:
            for other in self._forms.get(words.stem(word), ()):
                found.setdefault(other, FORM)
        if ending or len(word) >= _SHORTEST_PART:
            fit = LONGER if word in self._held else BEGINNING
            for other in self.begun(word):
                found.setdefault(other, fit)
        if len(word) >= _SHORTEST_PART:
            for other in self._holding(word):
                found.setdefault(other, PART)
        if not found:
            return self._otherwise(word, ending)
        if not any(self._held[one] for one in found):  # a word of people, or an error that happens to be one
            found |= dict.fromkeys(self.repaired(word, ending=ending, held=True), REPAIRED)
        return found

    def _otherwise(self, word: str, ending: bool) -> Mapping[str, float]:
        """A strange word: the parts of a compound, else what it may be a typing error of."""
        repaired = self.repaired(word, ending=ending)
        parts = () if 1 in repaired.values() else self.parts(word)
        if not repaired and len(parts) < 2:
            parts = self._almost_parts(word) or parts
        return dict.fromkeys(parts, SPLIT) if parts else dict.fromkeys(repaired, REPAIRED)

    def begun(self, word: str, most: int = MOST) -> list[str]:
        """The known words that begin so, the most used first."""
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, f"{word}\U0010ffff", first)
        found = self._sorted[first:last]
        return found if len(found) <= most else sorted(found, key=lambda one: -self._held[one])[:most]

    def _holding(self, word: str) -> Iterator[str]:
        """Known words with this one inside or at the end, some of very many."""
        at = self._joined.find(word)
        for _ in range(MOST):
            if at < 0:
                return
            start, end = self._joined.rfind(_NO_WORD, 0, at) + 1, self._joined.find(_NO_WORD, at)
            yield self._joined[start:end]
            at = self._joined.find(word, end)

    def repaired(self, word: str, *, ending: bool = True, held: bool = False) -> Mapping[str, int]:
        """The known words that differ in one letter, in a long word in two, with how many; ``ending``: or that begin so.

        ``held``: only words that an entry holds.
        """
        if len(word) < _SHORTEST_REPAIR or word.isdigit():
            return {}
        errors = 1 if len(word) < _LONG else 2
        near = [one for length in range(len(word) - errors, len(word) + errors + 1) for one in self._by_length.get(length, ())]
        if held:
            near = [one for one in near if self._held[one]]
        found = {one: off for one, off, _ in _close(word, near, errors)}
        if not found and ending and len(word) > _SHORTEST_REPAIR:
            found = dict(self._begun_almost(word, errors))
        least = min(found.values(), default=0)
        return {one: least for one in sorted(found, key=lambda one: -self._held[one]) if found[one] == least}

    def _begun_almost(self, word: str, errors: int) -> Iterator[tuple[str, int]]:
        """Known words with the same first letter that begin almost like this one."""
        first = bisect_left(self._sorted, word[0])
        last = bisect_left(self._sorted, f"{word[0]}\U0010ffff", first)
        longer = [one for one in self._sorted[first:last] if len(one) > len(word)]
        cut = {one[:length] for one in longer for length in (len(word), len(word) + 1)}
        for beginning, off, _ in _close(word, cut, errors):
            for one in self.begun(beginning, _MOST_REPAIRS):
                yield one, off

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words that a strange compound is made of: both sides, or one of five letters and more; or none."""
        if len(word) < _SHORTEST_COMPOUND:
            return ()
        one_side: tuple[str, ...] = ()
        for cut in range(len(word) - _SHORTEST_SIDE, _SHORTEST_SIDE - 1, -1):
            head, tail = self._head(word[:cut]), word[cut:]
            rest: tuple[str, ...] = (tail,) if tail in self._held else ()
            if head and not rest and cut < len(word) - _SHORTEST_COMPOUND:
                deeper = self.parts(tail)
                rest = deeper if len(deeper) > 1 else ()
            if head and rest:
                return (head, *rest)
            side = head or (tail if rest else "")
            if len(side) > max(_SHORTEST_PART, len(one_side[0]) if one_side else 0):
                one_side = (side,)
        return one_side

    def _almost_parts(self, word: str) -> tuple[str, ...]:
        """The sides of a compound with a typing error in one of them."""
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = self._head(word[:cut]), word[cut:]
            if head and (near := self.repaired(tail, ending=False)):
                return head, next(iter(near))
            if tail in self._held and (near := self.repaired(word[:cut], ending=False)):
                return next(iter(near)), tail
        return ()

    def _head(self, given: str) -> str:
        """The first part of a compound without the letter that links it."""
        for link in _LINKS:
            head = given.removesuffix(link) if link else given
            if len(head) >= _SHORTEST_SIDE and head in self._held and (not link or given != head):
                return head
        return ""

    def like(self, text: str, most: int) -> list[str]:
        """Known words that look most like a text, to ask whether one of them was meant."""
        long = [one for one in self._sorted if len(one) >= _SHORTEST_REPAIR]
        return [one for one, _, _ in process.extract(text, long, scorer=fuzz.ratio, score_cutoff=60, limit=most)]


def _close(word: str, near: Collection[str], errors: int) -> list[tuple[str, int, int]]:
    return process.extract(word, near, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_REPAIRS)
