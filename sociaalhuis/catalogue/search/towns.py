"""The place that somebody types beside what is sought: “voedselhulp hasselt”, “3500 poetshulp”. Only names, no distances."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.catalogue import needs, places, words

_SHORTEST = 4  # As, Ham and Mol are ordinary words first


@dataclass(frozen=True, slots=True)
class Town:
    """The typed words that name a place, and the places that they name."""

    words: frozenset[str] = frozenset()
    where: tuple[places.Place, ...] = ()


@functools.cache
def _names() -> Mapping[str, Sequence[tuple[tuple[str, ...], places.Place, bool]]]:
    """Names of places in words, by their first word; municipalities before their parts, long names before short ones."""
    found: dict[str, dict[tuple[tuple[str, ...], str], tuple[tuple[str, ...], places.Place, bool]]] = defaultdict(dict)
    ordinary = needs.known_words()
    for name, place, whole in places.named():
        parts = tuple(words.plain_words(name))
        if parts and (len(parts) > 1 or (len(parts[0]) >= _SHORTEST and parts[0] not in ordinary)):
            known = found[parts[0]].get((parts, place.nis))
            found[parts[0]][parts, place.nis] = known if known and known[2] else (parts, place, whole)
    return {first: sorted(rows.values(), key=lambda row: (-len(row[0]), not row[2])) for first, rows in found.items()}


def town(text: str) -> Town:
    """The place that is named in a text; none when there is none."""
    given = words.plain_words(text)
    for at, word in enumerate(given):
        if len(word) == _SHORTEST and word.isdigit() and places.known(word):
            return Town(frozenset({word}), places.known(word))
        rows = [row for row in _names().get(word, ()) if tuple(given[at : at + len(row[0])]) == row[0]]
        longest = [row for row in rows if len(row[0]) == len(rows[0][0])]
        meant = [row for row in longest if row[2] == longest[0][2]]
        if meant:
            return Town(frozenset(meant[0][0]), tuple(place for _, place, _ in meant))
    return Town()
