"""What somebody's words tell in passing: facts, where they live, which language they speak. Pure; knows no tables, no services.

Only what is said plainly, of the one who is helped, as it is now. That is the speaker, or the client of a worker's note. When
these tell nothing of themselves and one older relative is spoken of, aged 60 or more, it is that relative: “mijn moeder is 84
en woont alleen” asks for her. When a client or a colleague asks for somebody else, nothing is taken of anybody, but for such an
older relative. Of neighbours, partners, children and friends nothing is ever taken.

What was heard is a question to the worker, never an answer. Health, residence, violence, pregnancy and union are never read
from words: no phrase in resources/heard is about them. Every fact comes with its quote.
"""

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

import yaml

from sociaalhuis.catalogue import ages, children, homes, numerals, phrases, tongues, words
from sociaalhuis.catalogue.places import Place
from sociaalhuis.catalogue.speech import Claim, Speech, Who, prepared
from sociaalhuis.facts import Value, vocabulary
from sociaalhuis.paths import resource

_SLACK = {"says": 2, "is": 2, "note": 2, "not": 1}  # words that may stand between those of a phrase that does not tell
_LOOSE = frozenset({"is", "note"})  # what stands on its own, or after “ben”
_OLD, _CHILDREN_GONE = 60, 65
_OWN = frozenset({Who.CLIENT, Who.UNSAID})
_ABSENT = -1  # no verb, where the phrase needs one
_HOUSEHOLD = "gezinstype"
_COUPLE = "koppel"  # half a fact: with or without children is another


@dataclass(frozen=True, slots=True)
class Told[T]:
    """What was told, and the words that tell it."""

    value: T = field(repr=False)
    quote: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text tells of the one who is helped.

    ``facts`` by key; ``home``: the possible places, all of one municipality; ``language``: a slug of the languages list.
    """

    facts: Mapping[str, Told[Value]] = field(repr=False)
    home: Told[tuple[Place, ...]] | None = None
    language: Told[str] | None = None
    interpreter: Told[bool] | None = None


@dataclass(frozen=True, slots=True)
class _About:
    """What a phrase of facts.yaml is about; ``kind``: says, is, note or not."""

    fact: str
    value: Value
    kind: str
    flips: bool


class _Book:
    def __init__(self) -> None:
        rows, given = (_load(name) for name in ("facts.yaml", "words.yaml"))
        self.about: dict[str, _About] = {}
        self.yields: dict[tuple[str, Value], frozenset[Value]] = {}
        listed = []
        for fact, values in rows.items():
            flips = bool(values.pop("flips", False))
            for value, row in values.items():
                self.yields[fact, value] = frozenset(row.get("yields", ()))
                for kind, slack in _SLACK.items():
                    name = f"{fact}:{value}:{kind}"
                    self.about[name] = _About(fact, value, kind, flips)
                    listed += [(name, 1.0, slack, text) for text in row.get(kind, "").split(";") if text.strip()]
        self.phrases = phrases.Book(words.lexicon(given, spoken=True), listed)


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(resource("heard", name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data


@functools.cache
def _book() -> _Book:
    return _Book()


def readable() -> Mapping[str, frozenset[Value]]:
    """Every fact that can be read from phrases, with its values; ages and numbers of children come beside them."""
    found: dict[str, set[Value]] = defaultdict(set)
    for one in _book().about.values():
        found[one.fact] |= {one.value, not one.value} if one.flips else {one.value}
    return {fact: frozenset(values) for fact, values in found.items() if fact in vocabulary()}


def read(text: str, on: date | None = None) -> Heard:
    """What a text tells plainly. ``on``: today, for a year of birth. Any text is fine; mostly it tells nothing."""
    speech = Speech(_book().phrases.read(prepared(text)))
    numbers = numerals.numbers(speech)
    claims = [*_statements(speech), *ages.told(speech, numbers, on), *children.told(speech, numbers)]
    whose = _helped(speech, claims)
    facts = _agreed(speech, [one for one in claims if one.who in whose])
    language, interpreter = _spoken(speech, text, whose)
    return Heard(MappingProxyType(_together(facts)), _home(speech, whose), language, interpreter)


# ── phrases ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _statements(speech: Speech) -> Iterator[Claim]:
    """The phrases of facts.yaml that stand in the text and hold."""
    book = _book()
    hits: dict[str, list[frozenset[int]]] = defaultdict(list)
    for phrase in book.phrases.candidates(speech.said.positions):
        for _, where in speech.said.places(phrase):
            if len(where) >= phrase.words and speech.same(min(where), max(where)):
                hits[phrase.about].append(where)
    loose = frozenset().union(*(hit for name, found in hits.items() if book.about[name].kind in _LOOSE for hit in found))
    for name, found in hits.items():
        about = book.about[name]
        if about.kind == "not" or (about.kind == "note" and not speech.note):
            continue
        barred = frozenset().union(*hits.get(f"{about.fact}:{about.value}:not", ()))
        for hit in found:
            if barred.isdisjoint(hit) and (claim := _held(speech, about, hit, loose)):
                yield claim


def _held(speech: Speech, about: _About, hit: frozenset[int], loose: Collection[int]) -> Claim | None:
    """A phrase as a claim; None when it is past, wished, asked, or denied without meaning the contrary."""
    verb = _verb(speech, hit) if about.kind == "says" else _copula(speech, about, hit, loose)
    if verb == _ABSENT:
        return None
    whole = hit if verb is None else hit | {verb}
    if speech.unreal(whole, verb):
        return None
    who = speech.about(min(hit), hit) if verb is None else speech.subject(verb, hit)
    if not speech.denied(whole):
        return Claim(about.fact, about.value, who, hit)
    return Claim(about.fact, not about.value, who, hit) if about.flips and speech.lacking(whole) else None


def _verb(speech: Speech, hit: Collection[int]) -> int | None:
    """The verb in a phrase that says something; None for one that says whose (“mijn pensioen is”)."""
    if any(speech.has(i, "@mijn") for i in hit):
        return None
    return next((i for i in sorted(hit) if speech.is_verb(i)), _ABSENT)


def _copula(speech: Speech, about: _About, hit: Collection[int], loose: Collection[int]) -> int | None:
    """What makes loose words true of somebody: the “ben” before them; None where they stand on their own, as in a note."""
    first = min(hit)
    start = speech.clause(first)[0]
    links = ("@ben", "@heb", "@krijg") if about.flips else ("@ben",)
    for j in range(first - 1, start - 1, -1):
        if speech.is_verb(j):
            return j if speech.has(j, *links) else _ABSENT
        if speech.has(j, "@voorzetsel"):
            return _ABSENT
    if speech.asks(first) or not all(_is_loose(speech, j, loose) for j in range(start, first)) or not _ends(speech, hit, loose):
        return _ABSENT
    if speech.word(start) == "als":
        return None if any(speech.has(j, "@ik", "@wij", "@eerste") for j in speech.clause(first)) else _ABSENT
    return None if speech.note or not speech.verbs(first, hit) else _ABSENT


def _is_loose(speech: Speech, i: int, loose: Collection[int]) -> bool:
    """Whether a word may stand in a row of loose words about somebody: “alleenst mama, 34j, huurder”."""
    return i in loose or speech.has(i, "@los", "@vul", "@ik", "@niet") or speech.words[i][0].isdecimal()


def _ends(speech: Speech, hit: Collection[int], loose: Collection[int]) -> bool:
    """Whether nothing follows that makes loose words the beginning of something else: “huurder vertrokken”, “eigenaar wil”."""
    last = max(hit)
    if not speech.same(last, last + 1):
        return True
    if speech.is_verb(last + 1):
        return not any(speech.has(j, "@ander") for j in hit)
    name = speech.said.plain[speech.said.tokens[last + 1].start].isupper()
    return name or _is_loose(speech, last + 1, loose) or speech.has(last + 1, "@voorzetsel", "@nee")


# ── of whom, and what it comes to ────────────────────────────────────────────────────────────────────────────────────────────


def _helped(speech: Speech, claims: Iterable[Claim]) -> frozenset[Who]:
    """Who the one who is helped is; nobody when a client in a note asks for somebody else."""
    claims = list(claims)
    own = any(one.who in _OWN for one in claims) and not speech.for_other
    aged = [one.value for one in claims if one.who is Who.OLDER and one.fact == ages.FACT]
    old = len(aged) == 1 and isinstance(aged[0], int) and aged[0] >= _OLD
    if old and not own:
        return frozenset({Who.OLDER})
    return frozenset() if speech.for_other else _OWN


def _agreed(speech: Speech, claims: Iterable[Claim]) -> dict[str, Told[Value]]:
    """One value of each fact; two that contradict each other are none."""
    said: dict[str, dict[Value, Claim]] = defaultdict(dict)
    for one in claims:
        said[one.fact].setdefault(one.value, one)
    yields = _book().yields
    found = {}
    for fact, values in said.items():
        left = [one for value, one in values.items() if yields.get((fact, value), frozenset()).isdisjoint(values)]
        if len(left) == 1:
            found[fact] = Told(left[0].value, speech.said.quote(left[0].words))
    return found


def _together(told: Mapping[str, Told[Value]]) -> dict[str, Told[Value]]:
    """What facts say together: a single person with children is a single parent, the children of an old one are grown up."""
    found = dict(told)
    couple, age, number = found.pop(_COUPLE, None), found.get(ages.FACT), found.get(children.NUMBER)
    if number and number.value and age and isinstance(age.value, int) and age.value >= _CHILDREN_GONE:
        del found[children.NUMBER]
        number = None
    home = found.get(_HOUSEHOLD)
    if number and number.value and home and home.value == "alleenstaand":
        found[_HOUSEHOLD] = Told("eenoudergezin", home.quote)
    if couple and number and not home:
        found[_HOUSEHOLD] = Told("koppel_met_kinderen" if number.value else "koppel_zonder_kinderen", couple.quote)
    return found


def _home(speech: Speech, whose: Collection[Who]) -> Told[tuple[Place, ...]] | None:
    """The one place where the one who is helped lives; None when two are told."""
    lives = [one for one in homes.told(speech) if one.who in whose]
    if len({one.where[0].nis for one in lives}) != 1:
        return None
    nearest = min(lives, key=lambda one: len(one.where))
    return Told(nearest.where, speech.said.quote(nearest.words))


def _spoken(speech: Speech, text: str, whose: Collection[Who]) -> tuple[Told[str] | None, Told[bool] | None]:
    """The language of the one who is helped, and whether an interpreter is needed."""
    said = [one for one in tongues.told(speech) if one.who in whose]
    slugs = {one.language: one for one in said if one.language}
    needed = next((one for one in said if one.language is None), None)
    interpreter = Told(True, speech.said.quote(needed.words)) if needed else None
    if len(slugs) == 1:
        slug, one = next(iter(slugs.items()))
        return Told(slug, speech.said.quote(one.words)), interpreter
    written = None if slugs else tongues.written(text)
    return (Told(written, "") if written else None), interpreter
