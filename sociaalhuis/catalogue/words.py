"""The words of a question as keys that can be compared: stems, classes of words, parts of compounds, repaired typing errors.

A token of the text carries a set of keys; a phrase of the needs vocabulary asks for keys close together. What the words mean
is for catalogue.needs; this module only makes different spellings of one word equal. Pure; data in resources/needs/words.yaml.
"""

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import tantivy
import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sociaalhuis.catalogue import languages
from sociaalhuis.paths import resource

MAX_TOKENS = 5_000
_TOKEN = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_APOSTROPHE = re.compile("['’`]")
_AGE = re.compile(r"(\d{1,2})(?:j|jr|jaar|jarige?)")
_DOUBLE = re.compile(r"(.)\1")
_SENTENCE_END = re.compile(r"[!?;\n]|\.(?=\s|$)")
SENTENCE_GAP = 5
_SHORTEST_REPAIR, _LONG, _VERY_LONG, _SHORTEST_PART = 5, 8, 11, 4
_SOUNDS = (
    ("ij", "ei"),
    ("y", "ei"),
    ("au", "ou"),
    ("ck", "k"),
    ("ch", "g"),
    ("c", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("z", "s"),
    ("v", "f"),
)
_LONGEST = 40
_LINKS = ("", "s", "e", "en", "n")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its keys, its place in the text [start, end) and its position ``at``, which jumps between sentences.

    ``guessed``: read as a typing error or taken apart as a compound. ``common``: too ordinary to mean much by itself.
    """

    keys: frozenset[str]
    start: int
    end: int
    at: int
    guessed: bool = False
    common: bool = False


@functools.lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()[0]


def fold(text: str) -> str:
    """The text in small letters without accents, as long as the NFC text itself."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


@functools.lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The Dutch stem (Snowball, Kraaij-Pohlmann) of a folded word, by the same code as the search index."""
    return str(_stemmer().analyze(word)[0])


@functools.cache
def _stemmer() -> Any:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("dutch")).build()


@functools.lru_cache(maxsize=32_768)
def own_keys(word: str) -> frozenset[str]:
    """The keys of a folded word by itself: ``=word``, its stem, and the stem without a last d or t (betaalt, verzorgd)."""
    keys = {f"={word}", stem(word)}
    if len(word) > _SHORTEST_PART and word[-1] in "dt":
        keys.add(stem(word[:-1]))
    return frozenset(keys)


def plain_words(text: str) -> list[str]:
    """The folded words of a text, without apostrophes."""
    folded = fold(unicodedata.normalize("NFC", text))
    found: list[str] = _TOKEN.findall(folded)
    return [_APOSTROPHE.sub("", word) for word in found] if _APOSTROPHE.search(folded) else found


def sound_of(word: str) -> str:
    """How a folded word sounds, roughly: the usual spelling mistakes of Dutch make no difference."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(
        r"\1", word.removesuffix("n") if word.endswith("en") else word.removesuffix("d") + "t" * word.endswith("d")
    )


class Lexicon:
    """The words that the phrases know: forms and classes from words.yaml, plus the words of the phrases themselves."""

    def __init__(
        self,
        classes: Mapping[str, frozenset[str]],
        forms: Mapping[str, str],
        common: frozenset[str],
        *,
        compounds: bool = True,
        foreign: bool = True,
    ) -> None:
        self._forms = forms
        self._common = common
        self._compounds, self._foreign = compounds, foreign
        self._classes: dict[str, set[str]] = defaultdict(set)
        self._surface: set[str] = set()
        self._prefixes: set[str] = set()
        self._stems: set[str] = set()
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, str] = {}
        for name, members in classes.items():
            for member in sorted(members):
                self._classes[member].add(f"@{name}")
        self.learn(self._classes)
        self.learn(forms)
        self.learn(forms.values())
        self.keys = functools.lru_cache(maxsize=32_768)(self._keys)
        self.sure_keys = functools.lru_cache(maxsize=32_768)(self._sure_keys)

    def learn(self, words: Iterable[str]) -> None:
        """Add the words of phrases: only these can be repaired to and recognised in compounds. ``huur*`` is a beginning."""
        for given in words:
            word = given.removesuffix("*")
            if given.endswith("*"):
                self._prefixes.add(word)
            if word not in self._surface:
                self._surface.add(word)
                self._stems.add(stem(word))
                self._by_start[word[:1]].append(word)
                if len(word) >= _SHORTEST_REPAIR:
                    self._by_sound.setdefault(sound_of(word), word)

    def known(self) -> frozenset[str]:
        """The words that can be repaired to and recognised in compounds, and the ordinary ones."""
        return frozenset(self._surface) | self._common

    def base(self, word: str) -> str:
        """The ground word of an irregular form (sloeg, gescheiden), the number of an age (15j), else the word itself."""
        age = _AGE.fullmatch(word)
        return age.group(1) if age else self._forms.get(word, word)

    def _sure_keys(self, word: str) -> frozenset[str]:
        """The keys of a folded word without compounds and repairs."""
        base = self.base(word)
        keys = set(own_keys(word) | (own_keys(base) - {f"={base}"}))
        keys |= self._classes.get(word, set()) | self._classes.get(base, set())
        keys |= {f"{one[:i]}*" for one in {word, base} for i in range(3, len(one) + 1) if one[:i] in self._prefixes}
        return frozenset(keys)

    def _keys(self, word: str) -> frozenset[str]:
        """The keys of any word, where it is strange with those of the known words in it or of the word that it may be."""
        keys = self.sure_keys(word)
        if self._knows(word, keys):
            return keys
        parts = self._parts(word) if self._compounds else ()
        if len(parts) < 2 and (better := self.repair(word)):
            parts = (better,)
        return keys.union(*(self.sure_keys(part) for part in parts))

    def _knows(self, word: str, keys: frozenset[str]) -> bool:
        return word in self._common or word in self._surface or not self._stems.isdisjoint(keys)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The known words that a compound is made of: both sides where possible, else the longest of five letters or more."""
        best: tuple[str, ...] = ()
        for cut in range(len(word) - 3, _SHORTEST_PART - 1, -1):
            head, tail = self._without_link(word[:cut]), word[cut:] if word[cut:] in self._surface else None
            if head and tail:
                return head, tail
            part = head or tail
            if part and len(part) > max(_SHORTEST_PART, len(best[0]) if best else 0):
                best = (part,)
        return best

    def _without_link(self, head: str) -> str | None:
        for link in _LINKS:
            word = head.removesuffix(link) if link else head
            if len(word) >= _SHORTEST_PART and word in self._surface:
                return word
        return None

    def repair(self, word: str) -> str | None:
        """The known word that a strange word most likely is, or None.

        It sounds the same (fersekering), or starts alike and differs in one letter, in a very long word in two. One letter for
        another counts only in a long word: among short ones it is mostly a different word (spelen, stelen).
        """
        if len(word) < _SHORTEST_REPAIR or word.isdigit() or self._knows(word, self.sure_keys(word)):
            return None
        alike = self._by_sound.get(sound_of(word))
        if alike:
            return alike
        allowed = 2 if len(word) >= _VERY_LONG else 1
        near = [known for known in self._by_start.get(word[:1], ()) if self._may_be(word, known, allowed)]
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=allowed)
        return found[0] if found else None

    def _may_be(self, word: str, known: str, allowed: int) -> bool:
        if len(known) < _SHORTEST_REPAIR or abs(len(known) - len(word)) > allowed:
            return False
        return len(known) != len(word) or len(word) >= _LONG or sorted(known) == sorted(word)

    def tokens(self, text: str) -> tuple[str, list[Token]]:
        """The NFC text and its tokens, of a very long text the first 5,000 words. Never fails, whatever the text."""
        plain = unicodedata.normalize("NFC", text)
        folded = fold(plain)
        found: list[Token] = []
        passed = 0
        for sentence in _sentences(folded):
            passed += sentence.gaps * SENTENCE_GAP
            language = languages.spoken([word for word, _ in sentence.words], self._common) if self._foreign else None
            for token in self._translated(language, sentence.words) if language else self._read(sentence.words):
                found.append(replace(token, at=passed))
                passed += 1
        return plain, found

    def _read(self, words: Iterable[tuple[str, int]]) -> Iterator[Token]:
        for written, start in words:
            word = _APOSTROPHE.sub("", written)[:_LONGEST]
            keys = self.keys(word)
            yield Token(keys, start, start + len(written), 0, len(keys) > len(self.sure_keys(word)), word in self._common)

    def _translated(self, language: languages.Language, words: Iterable[tuple[str, int]]) -> Iterator[Token]:
        """The words of a sentence in another language, with the keys of what they are in Dutch beside their own."""
        pieces = [(piece, start + at) for written, start in words for piece, at in language.pieces(written)]
        bare = [_APOSTROPHE.sub("", piece)[:_LONGEST] for piece, _ in pieces]
        for (piece, start), word, dutch in zip(pieces, bare, language.in_dutch(bare), strict=True):
            keys = self.sure_keys(word) if dutch is None else self.sure_keys(word) | self.keys(fold(dutch))
            yield Token(keys, start, start + len(piece), 0, False, dutch is None or fold(dutch) in self._common)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of one sentence with their places, and how many sentences ended before it since the last words."""

    words: Sequence[tuple[str, int]]
    gaps: int


def _sentences(folded: str) -> Iterator[_Sentence]:
    """The sentences of a text that hold words, up to the most words that are read."""
    start, gaps, left = 0, 0, MAX_TOKENS
    for end in (*(match.start() for match in _SENTENCE_END.finditer(folded)), len(folded)):
        words = [(match.group(), match.start()) for match in _TOKEN.finditer(folded, start, end)][:left]
        if words:
            yield _Sentence(words, gaps)
            gaps, left = 0, left - len(words)
        start, gaps = end, gaps + 1
        if not left:
            return


@functools.cache
def common() -> frozenset[str]:
    """Ordinary words, folded: never read as a typing error, never worth searching for."""
    return frozenset(map(fold, load()["common"].split()))


@functools.cache
def load() -> Mapping[str, Any]:
    """words.yaml as it stands: classes, forms, common, synonyms."""
    data: Mapping[str, Any] = yaml.load(resource("needs", "words.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return MappingProxyType(data)


def _dialect(forms: Mapping[str, str], ordinary: frozenset[str]) -> dict[str, str]:
    """Dialect, typing errors and second language → the ordinary word (resources/needs/dialect.yaml), ordinary words apart."""
    rows: dict[str, str] = yaml.load(resource("needs", "dialect.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    kept = ordinary | set(forms.values())
    said = ((_APOSTROPHE.sub("", fold(form)), fold(str(word))) for word, listed in rows.items() for form in str(listed).split())
    return {form: forms.get(word, word) for form, word in said if form not in kept}


def lexicon(given: Mapping[str, Any] | None = None, *, spoken: bool = False) -> Lexicon:
    """A fresh lexicon from words.yaml, or from other classes, forms and ordinary words. A class may name another with @.

    Other words are not sought in compounds, nor in dialect and other languages unless ``spoken``: there a word is meant as it
    stands.
    """
    spoken = spoken or given is None
    data = load() if given is None else given
    ordinary = common() if given is None else common() | frozenset(map(fold, data["common"].split()))
    raw: Mapping[str, str] = data["classes"]

    def members(name: str) -> frozenset[str]:
        words: set[str] = set()
        for word in raw[name].split():
            words |= members(word[1:]) if word.startswith("@") else {fold(word)}
        return frozenset(words)

    forms = {fold(form): fold(base) for base, forms_ in data["forms"].items() for form in forms_.split()}
    if spoken:
        forms = _dialect(forms, ordinary) | forms
    same: dict[str, set[str]] = defaultdict(set)
    for form, base in forms.items():
        same[base] |= {form, base}

    def with_forms(name: str) -> frozenset[str]:
        return frozenset(form for word in members(name) for form in (word, *same[forms.get(word, word)]))

    return Lexicon({name: with_forms(name) for name in raw}, forms, ordinary, compounds=given is None, foreign=spoken)
