"""Finding a service by its name while it is being typed: beginnings, parts of compounds and typing errors. Pure.

Looks in the name, the other name, the organisation and the town, in this order of weight. What a service means is for
catalogue.needs and catalogue.index; here only letters count.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sociaalhuis.catalogue import places, words
from sociaalhuis.catalogue.service import Service

_NAME, _OTHER_NAME, _ORGANIZATION, _TOWN = 4.0, 3.0, 2.0, 1.0
_WHOLE, _BEGINNING, _PART, _REPAIRED = 1.0, 0.8, 0.6, 0.5
_BEGINS_SO = 2.0  # a name that begins with all that was typed
_SHORTEST_PART, _SHORTEST_REPAIR, _SHORT = 4, 4, 6
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A service that was found by name; ``whole``: every typed word is in it."""

    id: str
    whole: bool


class Names:
    """The names of one catalogue. Follows it one service at a time."""

    def __init__(self) -> None:
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)  # word → service → the weight of its best place
        self._own: dict[str, tuple[str, frozenset[str]]] = {}  # service → its folded name, its area keys
        self._sorted: list[str] = []
        self._cut: dict[int, Mapping[str, tuple[str, ...]]] = {}

    def update(self, services: Iterable[Service] = (), gone: Iterable[str] = ()) -> None:
        """Put in or replace services and take out the ones with these ids."""
        new = list(services)
        out = {*gone, *(service.id for service in new)} & self._own.keys()
        if out:
            for holders in self._weights.values():
                for service_id in out & holders.keys():
                    del holders[service_id]
        for service_id in out:
            del self._own[service_id]
        plain = cache(words.plain_words)  # organisations and towns come back in a large catalogue
        for service in new:
            self._own[service.id] = words.fold(service.name), frozenset(places.area_keys(service.area))
            for text, weight in _names_of(service):
                for word in plain(text):
                    self._weights[word].setdefault(service.id, weight)
        self._sorted = sorted(word for word, holders in self._weights.items() if holders)
        self._cut.clear()

    def find(self, typed: str, limit: int, near: Collection[str] = ()) -> list[Named]:
        """The services with these words in their names, best first; among equals those that work in the areas ``near``."""
        asked = list(dict.fromkeys(words.plain_words(typed)))[:_MOST_WORDS]
        scores: dict[str, float] = defaultdict(float)
        held: dict[str, int] = defaultdict(int)
        for word in asked:
            for service_id, score in self._holding(word).items():
                scores[service_id] += score
                held[service_id] += 1
        whole_text, here = words.fold(typed).strip(), frozenset(near)

        def order(service_id: str) -> tuple[object, ...]:
            name, areas = self._own[service_id]
            score = scores[service_id] + _BEGINS_SO * name.startswith(whole_text)
            return -held[service_id], -round(score, 2), here.isdisjoint(areas), len(name), service_id

        return [Named(one, held[one] == len(asked)) for one in nsmallest(limit, scores, key=order)]

    def _holding(self, word: str) -> Mapping[str, float]:
        """The services that hold a typed word, with how well."""
        best: dict[str, float] = {}
        for known, fit in self._alike(word):
            for service_id, weight in self._weights[known].items():
                score = weight * fit
                if score > best.get(service_id, 0.0):
                    best[service_id] = score
        return best

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        """The known words that a typed word may stand for; typing errors count only when nothing else fits."""
        at, found = bisect_left(self._sorted, word), False
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            yield self._sorted[at], _WHOLE if self._sorted[at] == word else _BEGINNING
            at, found = at + 1, True
        if len(word) >= _SHORTEST_PART:
            for known in self._sorted:
                if word in known and not known.startswith(word):
                    yield known, _PART
                    found = True
        if not found and len(word) >= _SHORTEST_REPAIR:
            yield from ((known, _REPAIRED) for known in self._repaired(word))

    def _repaired(self, word: str) -> set[str]:
        """Words that begin almost like this one: one typing error in up to six letters, two in more."""
        errors = 1 if len(word) <= _SHORT else 2
        found: set[str] = set()
        for length in (len(word), len(word) + 1):
            cut = self._beginnings(length)
            close = process.extract(word, cut.keys(), scorer=OSA.distance, score_cutoff=errors, limit=None)
            found.update(known for beginning, _, _ in close for known in cut[beginning])
        return found

    def _beginnings(self, length: int) -> Mapping[str, tuple[str, ...]]:
        """The known words under their first letters."""
        if length not in self._cut:
            cut: dict[str, list[str]] = defaultdict(list)
            for word in self._sorted:
                cut[word[:length]].append(word)
            self._cut[length] = {beginning: tuple(listed) for beginning, listed in cut.items()}
        return self._cut[length]


def _names_of(service: Service) -> Iterator[tuple[str, float]]:
    """What a service may be called, the weightiest first."""
    towns = " ".join(address.city for address in service.addresses if not address.confidential)
    yield service.name, _NAME
    yield service.alternate_name or "", _OTHER_NAME
    yield service.organization, _ORGANIZATION
    yield towns, _TOWN
