"""The same question written by somebody else: with typing errors, in dialect, as a short note, in second-language Dutch.

Rough on purpose and the same every time: each word changes by dice that the text itself seeds. For measuring robustness only;
what is made here is no example of how people write, and nothing is learned from it.
"""

import random
import re
from collections.abc import Callable, Mapping

from sociaalhuis.catalogue import words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TYPED_WRONG, _SHORTEST = 0.15, 4  # of the words of at least so many letters
_NEAR: Mapping[str, str] = {  # neighbours on an AZERTY keyboard
    "a": "z", "z": "ae", "e": "zr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "p": "o", "q": "s",
    "s": "qd", "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "km", "m": "l", "w": "x", "x": "wc",
    "c": "xv", "v": "cb", "b": "vn", "n": "b",
}  # fmt: skip
_DIALECT: Mapping[str, str] = {
    "ik": "k", "niet": "ni", "dat": "da", "wat": "wa", "het": "t", "een": "n", "mijn": "men", "goed": "goe", "met": "mee",
    "hebben": "emmen", "heb": "em", "hebt": "et", "heeft": "ee", "ben": "zen", "bent": "zijt", "jij": "gij", "je": "ge",
    "jullie": "gelle", "wij": "wulle", "haar": "eur", "hij": "em", "huis": "uis", "helpen": "elpen", "hulp": "ulp",
    "vragen": "vroagen", "betalen": "betoalen", "geen": "gin", "iets": "iet", "niets": "niks", "altijd": "altij", "moet": "moe",
    "naar": "nor", "maar": "mor", "waar": "wor", "zijn": "zen", "ook": "oek", "eens": "is", "deze": "dees", "de": "den",
    "moeder": "ma", "vader": "pa", "zoon": "zeun", "nu": "na", "straks": "sebiet", "daar": "do", "uit": "oit",
}  # fmt: skip
_FOREIGN: Mapping[str, str] = {
    "heb": "hebben", "hebt": "hebben", "heeft": "hebben", "ben": "zijn", "bent": "zijn", "is": "zijn", "kan": "kunnen",
    "kunt": "kunnen", "wil": "willen", "wilt": "willen", "moet": "moeten", "mag": "mogen", "ga": "gaan", "gaat": "gaan",
    "krijg": "krijgen", "krijgt": "krijgen", "betaal": "betalen", "betaalt": "betalen", "zoek": "zoeken", "zoekt": "zoeken",
    "woon": "wonen", "woont": "wonen", "werk": "werken", "werkt": "werken", "weet": "weten", "vraag": "vragen",
    "vraagt": "vragen", "zegt": "zeggen", "komt": "komen", "doet": "doen", "slaapt": "slapen", "durf": "durven",
}  # fmt: skip
_LEFT_OUT = frozenset({"de", "het", "een", "er", "te", "om", "dan", "toch", "wel", "maar", "al", "t"})
_SHORT = 14  # words of a note
_NOT_NOTED = _LEFT_OUT | {
    "ik", "mij", "mijn", "wij", "we", "ons", "onze", "je", "u", "hij", "zij", "ze", "zijn", "haar", "dat", "die", "en", "ook",
    "nog", "zo", "is", "ben", "was", "heb", "heeft", "hebben", "wordt", "ga", "gaat",
}  # fmt: skip


def typos(text: str) -> str:
    """One error in some of the longer words: two letters changed places, one lost, doubled, or hit beside."""
    dice = _dice("typos", text)
    return _WORD.sub(lambda found: _mistyped(found.group(), dice), text)


def dialect(text: str) -> str:
    """Spelled as it sounds: small words as they are said, and endings swallowed."""
    dice = _dice("dialect", text)

    def said(found: re.Match[str]) -> str:
        word = found.group()
        if word.lower() in _DIALECT:
            return _DIALECT[word.lower()]
        return word[:-1] if len(word) > _SHORTEST and word.endswith("en") and dice.random() < 0.5 else word

    return _WORD.sub(said, text)


def shortened(text: str) -> str:
    """A worker's note: the first words without the small ones."""
    noted = [word for word in text.split() if not set(words.plain_words(word)) <= _NOT_NOTED]
    return " ".join(noted[:_SHORT])


def second_language(text: str) -> str:
    """As somebody says it who is learning Dutch: no articles, verbs as they stand in the dictionary."""

    def said(found: re.Match[str]) -> str:
        word = found.group().lower()
        return "" if word in _LEFT_OUT else _FOREIGN.get(word, found.group())

    return " ".join(_WORD.sub(said, text).split())


WAYS: Mapping[str, Callable[[str], str]] = {
    "typos": typos,
    "dialect": dialect,
    "shortened": shortened,
    "second language": second_language,
}


def _dice(way: str, text: str) -> random.Random:
    return random.Random(f"{way} {text}")  # noqa: S311  # no secret


def _mistyped(word: str, dice: random.Random) -> str:
    if len(word) < _SHORTEST or dice.random() > _TYPED_WRONG:
        return word
    at = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    beside = _NEAR.get(word[at].lower(), word[at])
    return word[:at] + dice.choice(beside) + word[at + 1 :]
