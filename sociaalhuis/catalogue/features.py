"""What words are made of, for the models that learned from sentences: pieces of words, stems, neighbouring words. Pure."""

import functools
from collections.abc import Iterator

_LENGTHS = (3, 4, 5)  # of the pieces of words


def pieces(word: str) -> Iterator[str]:
    """The pieces of a folded word, with its edges; a word that nobody met resembles others by them."""
    whole = f"<{word}>"
    return (f"~{whole[at : at + n]}" for n in _LENGTHS for at in range(len(whole) - n + 1))


@functools.lru_cache(maxsize=16_384)
def stems(keys: frozenset[str]) -> tuple[str, ...]:
    """The keys of a word that are a stem: no literal form, no class, no beginning."""
    return tuple(sorted(key for key in keys if key[0] not in "=@" and key[-1] != "*"))


def neighbours(first: frozenset[str], second: frozenset[str]) -> Iterator[str]:
    """The stems of two words that follow each other, as pairs."""
    return (f"{a} {b}" for a in stems(first) for b in stems(second))
