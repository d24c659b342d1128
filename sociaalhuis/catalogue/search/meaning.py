"""What typed words mean: the everyday names of needs, services and rights, and the needs that a phrase shows. No ranking.

Everyday names (resources/search/everyday.yaml) are what people call a thing: old names, abbreviations, dialect, words of other
languages. They bear a typing error and a word that is not finished yet. What is no name is read by catalogue.needs.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from sociaalhuis.catalogue import languages, needs, words
from sociaalhuis.catalogue.search import known
from sociaalhuis.catalogue.search.known import Known
from sociaalhuis.paths import resource

NEED, WHO, RIGHT = "need", "who", "right"
_TARGETS = {"needs": NEED, "who": WHO, "rights": RIGHT}
MOST_WORDS = 8
_LONGEST, _LONGEST_WORD = 1_000, 40  # letters that are read
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?")  # c.p.a.s.
_TRANSLATED = 0.85
_NAMED, _READ, _UNFINISHED = 0.95, 0.9, 0.6
_BY_NEED = 0.93  # what is named by a need is a little less sure than by itself
_REPAIRED_TEXT = 0.2  # what a text with a repaired word is surer than that word
_COVERED = 0.7  # how much it matters that words were left over
_WEAKEST, _MOST_NEEDS, _MOST_ENDINGS, _SHORTEST_END = 0.25, 4, 2, 3
_MOST_FOREIGN = 0.6


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed word, the known words that it may stand for with how well, and whether it tells little by itself.

    ``ending``: somebody may still be typing it. ``place``: it names a place.
    """

    word: str
    stands: Mapping[str, float]
    ending: bool = False
    common: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """A need, right, or who helps (a kind, a group or one service) with how surely it is meant and the words for it.

    ``named``: by its everyday name. Else the needs of the words were read.
    """

    what: str
    slug: str
    strength: float
    words: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    said: str
    words: tuple[str, ...]
    targets: list[tuple[str, str]] = field(default_factory=list)


@functools.lru_cache(maxsize=256)
def _needs(text: str) -> Sequence[needs.FoundNeed]:
    """The needs in a text; somebody who types asks for the same finished word at every letter."""
    return needs.read(text).needs


@functools.cache
def _names() -> tuple[_Name, ...]:
    found: dict[tuple[str, ...], _Name] = {}
    for what, slug, said in everyday():
        parts = tuple(words.plain_words(said))
        found.setdefault(parts, _Name(said, parts)).targets.append((what, slug))
    return tuple(found.values())


@functools.cache
def everyday() -> tuple[tuple[str, str, str], ...]:
    """Every everyday name: what it is a name of (NEED, WHO or RIGHT), the slug of that, the name."""
    data: Mapping[str, Mapping[str, str]] = yaml.load(
        resource("search", "everyday.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return tuple(
        (_TARGETS[part], slug, " ".join(said.split()))
        for part, rows in data.items()
        for slug, listed in rows.items()
        for said in str(listed).split(";")
        if said.strip()
    )


class Meaning:
    """Reads what was typed with the words of one catalogue; ``known`` learns the words of names and needs."""

    def __init__(self, known_words: Known) -> None:
        self._known = known_words
        self._by_word: dict[str, list[tuple[_Name, int]]] = defaultdict(list)
        for name in _names():
            for at, word in enumerate(name.words):
                self._by_word[word].append((name, at))
            known_words.learn(name.words)
        known_words.learn_besides(needs.known_words())

    def typed(self, text: str, place: Collection[str] = ()) -> list[Typed]:
        """The words of a text, with what each may stand for, of a long text the first ones; ``place``: those of a place."""
        text = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), text[:_LONGEST])
        given = list(dict.fromkeys(word[:_LONGEST_WORD] for word in words.plain_words(text)))[:MOST_WORDS]
        over = bool(text) and not text[-1].isalnum()
        stands = [dict(self._known.read(one, ending=one == given[-1] and not over)) for one in given]
        for at, dutch in self._in_dutch(given, stands):
            for word in words.plain_words(dutch):
                stands[at].setdefault(word, _TRANSLATED)
        joined = {at: one + given[at + 1] for at, one in enumerate(given[:-1]) if one + given[at + 1] in self._known}
        for at, word in joined.items():  # kring winkel
            stands[at][word] = stands[at + 1][word] = known.FORM
        last = len(given) - 1
        return [
            Typed(one, stands[i], i == last and not over, one in words.common(), one in place) for i, one in enumerate(given)
        ]

    def _in_dutch(self, given: Sequence[str], stands: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, str]]:
        """The Dutch of words in another language, when at least one of them is no Dutch."""
        strange = [known.WHOLE not in stood.values() for stood in stands]
        for language in languages.languages():
            dutch = list(language.in_dutch(given))
            told = sum(one is not None for one in dutch)
            if told >= _MOST_FOREIGN * len(given) and any(odd and one for odd, one in zip(strange, dutch, strict=True)):
                yield from ((at, one) for at, one in enumerate(dutch) if one is not None)

    def of(self, typed: Sequence[Typed]) -> list[Meant]:
        """What the words mean, the surest first; each need, right or helper once."""
        typed = [one for one in typed if not one.place]
        best: dict[tuple[str, str], Meant] = {}
        for one in (*self._named(typed), *self._read(typed)):
            if one.strength > best.get((one.what, one.slug), _NOTHING).strength:
                best[one.what, one.slug] = one
        return sorted(best.values(), key=lambda one: (-one.strength, one.what, one.slug))

    def _named(self, typed: Sequence[Typed]) -> Iterator[Meant]:
        telling = [not one.common for one in typed]
        total = sum(telling) or len(typed)
        fits: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)  # name → its word → fit, typed word
        names: dict[int, _Name] = {}
        for at, one in enumerate(typed):
            for word, fit in one.stands.items():
                for name, place in self._by_word.get(word, ()):
                    names[id(name)] = name
                    if fit > fits[id(name)].get(place, (0.0, 0))[0]:
                        fits[id(name)][place] = fit, at
        for key, held in fits.items():
            name, used = names[key], {at for _, at in held.values()}
            whole = len(held) == len(name.words)
            if not whole and not self._unfinished(held, typed, used):
                continue
            covered = sum(telling[at] or not any(telling) for at in used) / total
            fit = sum(fit for fit, _ in held.values()) / len(held)
            share = 1.0 if whole else _UNFINISHED * len(held) / len(name.words)
            strength = _NAMED * fit * share * min(1.0, covered) ** _COVERED
            if strength >= _WEAKEST:
                for what, slug in name.targets:
                    sure = strength * (_BY_NEED if what == NEED else 1.0)
                    yield Meant(what, slug, round(sure, 4), name.said, named=True)

    def _unfinished(self, held: Mapping[int, tuple[float, int]], typed: Sequence[Typed], used: set[int]) -> bool:
        """Whether somebody may still be typing this name: all that was typed are its first words."""
        return sorted(held) == list(range(len(held))) and len(used) == len(typed) and typed[-1].ending

    def _read(self, typed: Sequence[Typed]) -> Iterator[Meant]:
        if not typed or (len(typed) == 1 and len(typed[0].word) < _SHORTEST_END):
            return
        for text, sure in self._texts(typed):
            for one in _needs(text)[:_MOST_NEEDS]:
                strength = _READ * one.strength * sure
                if strength >= _WEAKEST:
                    yield Meant(NEED, one.need, round(strength, 4), " … ".join(one.phrases))

    def _texts(self, typed: Sequence[Typed]) -> Iterator[tuple[str, float]]:
        """The text as it was probably meant, with how surely; twice when its last word can still become two words."""
        meant = [self._probably(one) for one in typed]
        start, sure = [one[0] for one in meant[:-1]], 1.0
        last = typed[-1]
        if known.WHOLE in last.stands.values() or not last.ending or len(last.word) < _SHORTEST_END:
            yield " ".join([*start, meant[-1][0]]), sure * meant[-1][1]
            return
        ends = [word for word, fit in last.stands.items() if fit == known.BEGINNING][:_MOST_ENDINGS]
        for word in ends or [meant[-1][0]]:
            yield " ".join([*start, word]), sure * (known.BEGINNING if ends else meant[-1][1])

    def _probably(self, one: Typed) -> tuple[str, float]:
        """The word that was most likely meant."""
        translated = [word for word, fit in one.stands.items() if fit == _TRANSLATED]
        if translated:
            return " ".join(translated), _TRANSLATED
        repaired = [word for word, fit in one.stands.items() if fit == known.REPAIRED]
        if repaired and known.WHOLE not in one.stands.values():
            return repaired[0], known.REPAIRED + _REPAIRED_TEXT
        parts = [word for word, fit in one.stands.items() if fit == known.SPLIT]
        as_it_stands = len(parts) < 2 or (one.word.startswith(parts[0]) and one.word.endswith(parts[-1]))
        return (one.word, 1.0) if as_it_stands else (" ".join(parts), known.SPLIT + _REPAIRED_TEXT)


_NOTHING = Meant("", "", 0.0, "")
