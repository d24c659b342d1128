"""First sentences in French and English: which language a sentence is in, and the Dutch word of each of its words.

Enough to read what somebody asks at a desk with the Dutch phrases, not a translation. Pure; the words are data in
resources/needs/french.yaml and english.yaml (Dutch word → foreign forms, of several words with ``_`` between them).
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from sociaalhuis.paths import resource

_FILES = ("french", "english")
_LEAST = 2  # telling words that a sentence needs
_MOSTLY = 0.6  # share of words that the language must know, where only one tells
_LONGEST = 5  # words in one expression
_PIECE = re.compile(r"[^\W_]+")
_APOSTROPHES = "'’`"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: the words that betray it, and the Dutch of its expressions, each a row of words."""

    name: str
    tells: frozenset[str]
    dutch: Mapping[tuple[str, ...], str]

    def pieces(self, word: str) -> list[tuple[str, int]]:
        """A written word in its parts with their place: French writes small words on to the next one (l’aide)."""
        if self.name != "french":
            return [(word, 0)]
        return [(match.group(), match.start()) for match in _PIECE.finditer(word)]

    def in_dutch(self, words: Sequence[str]) -> Iterator[str | None]:
        """For each word the Dutch word, the same for all words of one expression; None where the language has none."""
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                found = self.dutch.get(tuple(words[at : at + length]))
                if found is not None:
                    break
            yield from [found] * length
            at += length


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text.lower())


@functools.cache
def languages() -> tuple[Language, ...]:
    """The languages that are read beside Dutch."""
    found = []
    for name in _FILES:
        rows: dict[str, str] = yaml.load(resource("needs", f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        tells = frozenset(_plain(rows.pop("_tells")).split())
        dutch = {
            tuple(_plain(form).replace("'", "").split("_")): str(word) for word, forms in rows.items() for form in forms.split()
        }
        found.append(Language(name, tells, dutch))
    return tuple(found)


def spoken(words: Sequence[str], dutch: Collection[str]) -> Language | None:
    """The language of one sentence of folded words, None when it is Dutch or unclear. ``dutch``: ordinary Dutch words.

    Two telling words that no more plain Dutch ones stand against, or one in a sentence that the language mostly knows.
    """
    loose = [part for word in words for part in re.split(f"[{_APOSTROPHES}]", word)]
    best = max(languages(), key=lambda one: sum(word in one.tells for word in loose))
    tells = sum(word in best.tells for word in loose)
    known = sum((word,) in best.dutch for word in loose)
    plainly_dutch = sum(word in dutch and word not in best.tells and (word,) not in best.dutch for word in loose)
    surely = tells >= _LEAST and tells >= plainly_dutch
    mostly = tells and known >= _MOSTLY * len(loose) and not plainly_dutch
    return best if surely or mostly else None
