"""Ages and years of birth in somebody's words. Pure; whose age it is decides catalogue.speech.

A number is an age only where the words around it say so: “41 euro” and “41 jaar getrouwd” are none.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sociaalhuis.catalogue.numerals import years_end
from sociaalhuis.catalogue.speech import Claim, Speech, Who
from sociaalhuis.facts import Value

FACT = "leeftijd"
_YOUNGEST, _OLDEST = 13, 110
_FIRST_YEAR = 1910
_FAR = 3  # words between “ben” and an age
_NEAR = 2  # words after an age that may take it away
_FAR_BORN = 5  # words between “geboren” and a year
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DAY = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*((?:19|20)\d\d)$")
_LONGEST_DAY = 14
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_RANGE = frozenset({"a", "à", "tot", "of", "keer"})
_OF = frozenset({"van", "v"})


def told(speech: Speech, numbers: Mapping[int, int], on: date | None) -> Iterator[Claim]:
    """Every age that is plainly told; from a year of birth only when today is known."""
    for i, number in numbers.items():
        if _YOUNGEST <= number <= _OLDEST and not speech.has(i - 1, "@misschien"):
            end = years_end(speech, i)
            if not _goes_on(speech, i if end is None else end, years=end is not None):
                yield from _aged(speech, i, number, end)
    if on is not None:
        yield from _births(speech, on)


def _goes_on(speech: Speech, last: int, *, years: bool) -> bool:
    """Whether the words after it make it something else: “41 euro”, “41 jaar getrouwd”, “70 tot 75”."""
    if not speech.same(last, last + 1):
        return speech.between(last)[:1] in ("+", "/", "-")
    if speech.has(last + 1, "@eenheid", "@kind") or speech.word(last + 1) in _RANGE:
        return True
    since = "al" in (speech.word(last - 2), speech.word(last - 1))
    return years and (speech.has(last + 1, "@duur") or (since and not speech.has(last + 1, "@vul", "@en")))


def _aged(speech: Speech, i: int, number: int, end: int | None) -> Iterator[Claim]:
    """Whose age a number is, at most one."""
    last = i if end is None else end
    verb = _said_by(speech, i)
    if verb is not None:
        hit = frozenset(range(verb, last + 1))
        if not speech.unreal(hit, verb, last + _NEAR) and not speech.denied(hit):
            yield Claim(FACT, number, speech.subject(verb, range(verb + 1, i)), hit)
        return
    named = _named(speech, i, number, years=end is not None)
    if named is not None:
        if not speech.unreal({i}, None):
            yield Claim(FACT, number, speech.person(named) or Who.UNSAID, frozenset({named, *range(i, last + 1)}))
    elif end is not None and not speech.verbs(i) and _alone(speech, i) and not speech.unreal({i}, None):
        yield Claim(FACT, number, speech.about(i), frozenset(range(i, last + 1)))


def _said_by(speech: Speech, i: int) -> int | None:
    """The verb that says the age: “ben 41”, “is een vrouw van 54”, “j'ai 34 ans”."""
    called = speech.word(i - 1) in _OF
    for j in range(i - 1, max(-1, i - 2 - _FAR - called), -1):
        if not speech.same(i, j):
            return None
        if speech.has(j, "@ben") and speech.is_verb(j):
            return j
        if speech.has(j, "@heb"):
            return j if speech.word(i + 1) == "ans" else None
        if called and j < i - 1 and not speech.has(j, "@voorzetsel", "@naaste") and not speech.is_verb(j):
            continue
        if not speech.has(j, "@vul", "@mens", "@ouderzelf", "@bepaler", "@staat") and speech.word(j) not in _OF:
            return None
    return None


def _named(speech: Speech, i: int, number: int, *, years: bool) -> int | None:
    """The person right before a number: “mevr 54”, “mijn vader van 82”, “oma (86)”, “ik 41 jaar”."""
    j = i - 2 if speech.word(i - 1) in _OF else i - 1
    if not speech.together(i, j):
        return None
    if speech.has(j, "@ik"):
        return j if speech.same(i, j) and (years or not speech.verbs(i)) else None
    if speech.has(j, "@client") or (j < _FAR and speech.has(j, "@mens")):
        return j if speech.note else None
    near = speech.same(i, j) or "(" in speech.between(j)
    return j if near and speech.has(j, "@naaste", "@ander") else None


def _alone(speech: Speech, i: int) -> bool:
    """Whether nothing but words such as “alleenstaande moeder van” stands before an age in its clause."""
    before = range(speech.clause(i)[0], i)
    return all(speech.has(j, "@los", "@vul") or speech.word(j) in _OF for j in before)


def _births(speech: Speech, on: date) -> Iterator[Claim]:
    """The age that follows from a year or a day of birth."""
    for i, word in enumerate(speech.words):
        if not _YEAR.match(word) or int(word) < _FIRST_YEAR:
            continue
        said, value = _born(speech, i), _age_on(speech, i, on)
        if said is not None and value is not None:
            verb = next((j for j in speech.verbs(i) if speech.has(j, "@ben")), None)
            who = speech.about(said) if verb is None else speech.subject(verb)
            yield Claim(FACT, value, who, frozenset(range(said, i + 1)))


def _born(speech: Speech, i: int) -> int | None:
    """The word that makes a year one of birth: “geboren”, “ben van 1984”, “°1961”."""
    for j in range(i - 1, max(-1, i - 2 - _FAR_BORN), -1):
        if speech.together(i, j) and speech.has(j, "@geboren"):
            return j
    start = speech.said.tokens[i].start
    if speech.said.plain[max(0, start - 2) : start].rstrip().endswith("°"):
        return i
    return i - 2 if speech.word(i - 1) == "van" and speech.has(i - 2, "@ben") else None


def _age_on(speech: Speech, i: int, on: date) -> Value | None:
    """The age on a day; between two ages when only the year is told."""
    year, born = int(speech.words[i]), _day(speech, i)
    if born:
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return age if _YOUNGEST <= age <= _OLDEST else None
    low, high = on.year - year - 1, on.year - year
    return (low, high) if _YOUNGEST <= low <= _OLDEST else None


def _day(speech: Speech, i: int) -> date | None:
    """The whole date that ends with a year, as far as there is one."""
    token = speech.said.tokens[i]
    figures = _DAY.search(speech.said.plain[max(0, token.end - _LONGEST_DAY) : token.end])
    try:
        if figures:
            return date(int(figures[3]), int(figures[2]), int(figures[1]))
        if speech.word(i - 1) in _MONTHS.split() and speech.word(i - 2).isdecimal():
            return date(int(speech.words[i]), _MONTHS.split().index(speech.word(i - 1)) + 1, int(speech.word(i - 2)))
    except ValueError:
        return None
    return None
