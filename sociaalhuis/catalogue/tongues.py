"""Which language somebody speaks, and whether an interpreter is asked, in the words. Pure.

Languages are those of resources/vocab/languages.json. A text in French or English says so itself; otherwise only what is told
of the client counts. Dutch is never reported.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from sociaalhuis.catalogue import languages, words
from sociaalhuis.catalogue.speech import Speech, Who
from sociaalhuis.paths import resource

_WRITTEN = {"french": "fr", "english": "en"}
_FAR = 6  # words between “spreek” and the language
_FEW = 3  # words of a note that says no more than “tolk Dari”


@dataclass(frozen=True, slots=True)
class Speaks:
    """A language of somebody, or (``language`` None) somebody's need of an interpreter; which words say so."""

    language: str | None
    who: Who
    words: frozenset[int]


@functools.cache
def _names() -> Mapping[str, str]:
    rows: dict[str, str] = yaml.load(resource("heard", "languages.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {name: slug for slug, names in rows.items() for name in names.split()}


def written(text: str) -> str | None:
    """The language that a text is in, None for Dutch and where it is unclear."""
    found = languages.spoken(words.plain_words(text), words.common())
    return _WRITTEN[found.name] if found else None


def told(speech: Speech) -> Iterator[Speaks]:
    """Every language that somebody is said to speak, and every need of an interpreter."""
    for i, word in enumerate(speech.words):
        slug = _names().get(words.fold(word))
        if slug and (said := _spoken(speech, i)) is not None:
            yield Speaks(slug, said[0], said[1] | {i})
        if speech.has(i, "@tolk") and _needed(speech, i):
            yield Speaks(None, speech.about(i), frozenset({i}))


def _spoken(speech: Speech, i: int) -> tuple[Who, frozenset[int]] | None:
    """Of whom a language is told, with the words that do; None when it is only learnt, asked or denied."""
    for j in range(i - 1, max(-1, i - 2 - _FAR), -1):
        if not speech.same(i, j) and not speech.has(j, "@taal", "@tolk"):
            return None
        hit = frozenset({i, j})
        if speech.has(j, "@spreek") and speech.is_verb(j):
            denied = any(speech.has(k, "@geen", "@weinig") for k in (i - 1, i - 2) if k > j)
            return None if denied or speech.unreal(hit, j) else (speech.subject(j, range(j + 1, i)), hit)
        if speech.has(j, "@taal", "@tolk"):
            return None if speech.unreal(hit, None) else (speech.about(j), hit)
    return None


def _needed(speech: Speech, i: int) -> bool:
    """Whether an interpreter is needed, and not just spoken of (“ik werk als tolk”)."""
    if speech.denied({i}) or speech.word(i - 1) == "als" or speech.asks(i):
        return False
    alone = speech.note and len(speech.clause(i)) <= _FEW
    return alone or any(speech.has(j, "@nodig") for j in speech.clause(i))
