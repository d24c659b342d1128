"""Where people say to live, as the Belgian places that it can be. Pure.

A name counts after “woon in”, “adres”, “verhuisd naar” or in a worker's note, a postal code beside its own municipality or
where it can be nothing else. A name of several municipalities stays open. Where somebody works or seeks a house is no home.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sociaalhuis.catalogue import places, words
from sociaalhuis.catalogue.places import Place
from sociaalhuis.catalogue.speech import Speech, Who

_LONGEST = 6  # words of a name
_FAR = 6  # words between “woon” or “adres” and the place
_YEARS = range(1930, 2036)  # postal codes that may be a year
_MONEY = frozenset("€$")
_JOINED = frozenset(".,/-")  # without a space before more figures


@dataclass(frozen=True, slots=True)
class Lives:
    """Somebody lives in one of these places, all of one municipality; which words say so."""

    where: tuple[Place, ...]
    who: Who
    words: frozenset[int]


@functools.cache
def _names() -> Mapping[tuple[str, ...], tuple[Place, ...]]:
    """The places by the words of their names, of a municipality before a part of another; only what means one municipality."""
    whole: dict[tuple[str, ...], set[Place]] = defaultdict(set)
    parts: dict[tuple[str, ...], set[Place]] = defaultdict(set)
    for name, place, is_whole in places.named():
        (whole if is_whole else parts)[tuple(words.plain_words(name))].add(place)
    found = {}
    for called in whole.keys() | parts.keys():
        meant = whole.get(called) or parts[called]
        if len({one.nis for one in meant}) == 1:
            found[called] = tuple(sorted(meant, key=lambda one: one.postal_code))
    return found


def told(speech: Speech) -> Iterator[Lives]:
    """Where people are said to live."""
    reader = _Reader(speech)
    i = 0
    while i < len(speech):
        where, end = reader.place(i)
        if where and (who := reader.dweller(i, end)) is not None:
            yield Lives(where, who, frozenset(range(i, end + 1)))
        i = end + 1


class _Reader:
    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._folded = [words.fold(word).translate({ord(mark): None for mark in "'’`"}) for word in speech.words]

    def place(self, i: int) -> tuple[tuple[Place, ...], int]:
        """The places that words mean, from a word on, and the last of these words."""
        if len(self._folded[i]) == 4 and self._folded[i].isdecimal():
            return self._code(i)
        return self._name(i)

    def _name(self, i: int) -> tuple[tuple[Place, ...], int]:
        for end in range(min(i + _LONGEST, len(self._folded)), i, -1):
            found = _names().get(tuple(self._folded[i:end]))
            if found and self.speech.same(i, end - 1):
                return found, end - 1
        return (), i

    def _code(self, i: int) -> tuple[tuple[Place, ...], int]:
        """The places of a postal code, with the name after it when that is theirs."""
        listed = places.known(self._folded[i])
        if self.speech.same(i, i + 1):
            named, end = self._name(i + 1)
            ours = tuple(one for one in listed if one.nis in {other.nis for other in named})
            if ours:
                return ours, end
        return (listed if self._is_code(i) else ()), i

    def _is_code(self, i: int) -> bool:
        """Whether four figures alone are a postal code, and no year or amount."""
        start, after = self.speech.said.tokens[i].start, self.speech.between(i)
        around = self.speech.said.plain[max(0, start - 2) : start] + after[:2]
        if self.speech.has(i + 1, "@eenheid") or not _MONEY.isdisjoint(around) or after in _JOINED:
            return False
        return int(self._folded[i]) not in _YEARS or self.speech.has(i - 1, "@adres")

    def dweller(self, first: int, last: int) -> Who | None:
        """Who lives in the place of these words, None when nobody is said to."""
        speech = self.speech
        verb = next((j for j in self._before(first) if self._dwells(j)), None)
        hit = {first} if verb is None else {first, verb}
        if speech.unreal(hit, verb) or speech.denied(hit):
            return None
        code = self._folded[first].isdecimal()
        if verb is not None:
            return speech.subject(verb, range(verb + 1, last + 1)) if code or self._led_in(first) else None
        if any(speech.has(j, "@adres") for j in range(max(0, first - _FAR), first)):
            return speech.about(first)
        wanted = any(speech.has(j, "@gevraagd") for j in range(speech.clause(first)[0], first))
        if wanted or (speech.verbs(first) and not speech.note):
            return None
        loose = len(speech.clause(first)) == 1 if code else speech.word(first - 1) in ("te", "kot")
        return speech.about(first) if (code and last > first) or (speech.note and loose) else None

    def _before(self, first: int) -> Iterator[int]:
        """The words of the clause before a place, nearest first; before a code a street may stand (“Dorp 12, 3680 Bree”)."""
        near = range(first - 1, max(-1, first - 2 - _FAR), -1)
        code = self._folded[first].isdecimal()
        return (j for j in near if self.speech.same(j, first) or (code and self.speech.together(j, first)))

    def _led_in(self, first: int) -> bool:
        """Whether the word before a name makes it a place to live in, or the verb itself in broken Dutch (“ik woon Genk”)."""
        speech = self.speech
        name = speech.said.plain[speech.said.tokens[first].start].isupper()
        return speech.has(first - 1, "@waarin") or (name and speech.has(first - 1, "@woon")) or self._from(first)

    def _from(self, first: int) -> bool:
        return self.speech.word(first - 1) == "van" and self.speech.has(first - 2, "@ben")

    def _dwells(self, j: int) -> bool:
        """Whether a verb says that somebody lives somewhere: woon, huur, verblijf, zit op kot, ben verhuisd, ben van."""
        speech = self.speech
        if not speech.is_verb(j) or any(speech.has(k, "@zoek") for k in speech.clause(j) if k < j):
            return False
        if speech.has(j, "@ben"):
            return speech.word(j + 1) == "van" or any(speech.has(k, "@verhuisd") for k in speech.clause(j))
        if speech.has(j, "@zit"):
            return any(speech.word(k) == "kot" for k in speech.clause(j))
        return speech.has(j, "@woon", "@huur", "@overnacht")
