"""Children in somebody's words: how many, and how old the youngest is. Pure; whose they are decides catalogue.speech.

Only children who live with somebody count, so grown ones do not. One child with an article (“een zoon van 8”) does not say how
many there are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sociaalhuis.catalogue.numerals import years_end
from sociaalhuis.catalogue.speech import Claim, Speech, Who

NUMBER, YOUNGEST = "aantal_kinderen_ten_laste", "leeftijd_jongste_kind"
_MOST, _GROWN = 12, 18
_ADJECTIVES = 2  # words between a number and its children
_FAR = 4  # words between “heb” and the number of children
_BEFORE_AGE = frozenset({"van", "is", "zijn", "of"})
_IN_AGES = _BEFORE_AGE | {"en", "et", "and", "j"}


@dataclass(frozen=True, slots=True)
class _Group:
    """Children named in one breath: from which word to which, how many (None: not said), how old."""

    first: int
    last: int
    number: int | None
    ages: tuple[int, ...] = ()


def told(speech: Speech, numbers: Mapping[int, int]) -> Iterator[Claim]:
    """How many children there are, and the age of the youngest, where that is plainly told."""
    reader = _Reader(speech, numbers)
    passed = -1
    for i in range(len(speech)):
        if i > passed and speech.has(i, "@kind"):
            group = reader.group(i)
            passed = group.last
            yield from reader.claims(group, i)
    yield from reader.parents()


class _Reader:
    def __init__(self, speech: Speech, numbers: Mapping[int, int]) -> None:
        self.speech, self.numbers = speech, numbers

    # ── how many, how old ────────────────────────────────────────────────────────────────────────────────────────────────

    def group(self, i: int) -> _Group:
        """The children named from a word on, with more in the same breath: “2 zonen en een dochter (5, 7 en 9)”."""
        first, number = self._how_many(i)
        last = i
        while number and (more := self._and_more(last)):
            last, number = last + 3, number + more
        ages, end = self._ages(last)
        return _Group(first, end, number, ages)

    def _how_many(self, i: int) -> tuple[int, int | None]:
        """Where the number before a word for children stands, and the number: “3 kleine kinderen”, “geen kinderen”."""
        for j in range(i - 1, max(-1, i - 2 - _ADJECTIVES), -1):
            if not self.speech.same(i, j):
                break
            if self.speech.has(j, "@geen"):
                return j, 0
            if self.numbers.get(j, _MOST + 1) <= _MOST:
                return j, self.numbers[j]
            if not self.speech.has(j, "@klein"):
                break
        return i, None

    def _and_more(self, last: int) -> int:
        if not (self.speech.has(last + 1, "@en") and self.speech.has(last + 3, "@kind") and self.speech.same(last, last + 3)):
            return 0
        more = self.numbers.get(last + 2, 0)
        return more if more <= _MOST else 0

    def _ages(self, last: int) -> tuple[tuple[int, ...], int]:
        """The ages told right after children, in years, and the last word of them: “(5 en 9)”, “van 3 en 7 jaar”, “12j”."""
        speech, found, end = self.speech, list[int](), last
        for j in range(last + 1, len(speech)):
            if not speech.together(last, j):
                break
            if j in self.numbers:
                if not found and not self._opens_ages(last, j):
                    break
                found.append(0 if speech.has(j + 1, "@maandwoord") else self.numbers[j])
                end = j
            elif not speech.has(j, "@jaar", "@maandwoord") and speech.word(j) not in _IN_AGES:
                break
        if speech.has(end + 1, "@eenheid") and not speech.has(end + 1, "@maandwoord"):
            return (), last
        return tuple(found), end

    def _opens_ages(self, last: int, j: int) -> bool:
        """Whether the first number after children can be an age."""
        gap = "".join(self.speech.between(k) for k in range(last, j))
        return "(" in gap or ":" in gap or self.speech.word(j - 1) in _BEFORE_AGE or years_end(self.speech, j) is not None

    # ── whose ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def claims(self, group: _Group, i: int) -> Iterator[Claim]:
        """What a group of children says of whoever has them."""
        who = self._parent(group, i)
        if who is None or self._grown(group):
            return
        words = frozenset(range(group.first, group.last + 1))
        number = len(group.ages) if group.number is None and len(group.ages) > 1 else group.number
        if number is not None and (number != 1 or self._figure(group.first)) and (number or self._ends(i)):
            yield Claim(NUMBER, number, who, words)
        if group.ages and (len(group.ages) >= (number or _MOST) > 1 or self._last_born(group, i)):
            yield Claim(YOUNGEST, min(group.ages), who, words)

    def _figure(self, i: int) -> bool:
        """Whether “één” is a number and no article."""
        token = self.speech.said.tokens[i]
        return self.speech.said.plain[token.start : token.end].lower() in ("1", "één")

    def _last_born(self, group: _Group, i: int) -> bool:
        """Whether a child alone is the youngest: called so, a baby, or the only one."""
        return self.speech.has(i, "@jongste", "@baby") or (group.number == 1 and self._figure(group.first))

    def _ends(self, i: int) -> bool:
        """Whether “geen kinderen” is the whole of it, and not “geen kinderen in de buurt”."""
        return not self.speech.same(i, i + 1) or self.speech.has(i + 1, "@en")

    def _grown(self, group: _Group) -> bool:
        after = (j for j in self.speech.clause(group.last) if j > group.first)
        return any(age >= _GROWN for age in group.ages) or any(self.speech.has(j, "@volwassen") for j in after)

    def _parent(self, group: _Group, i: int) -> Who | None:
        """Whose children they are; None when they are wished for, gone, somebody else's or when it is unclear."""
        speech, first = self.speech, group.first
        if self._of_others(group.last) or speech.unreal({first, i}, None):
            return None
        verb = next((j for j in range(first - 1, max(-1, first - 2 - _FAR), -1) if self._has_them(j, first)), None)
        if verb is not None:
            hit = frozenset(range(verb, i + 1))
            return None if speech.unreal(hit, verb) or speech.denied(hit) else speech.subject(verb, range(first, i + 1))
        if speech.has(first - 1, "@mijn"):
            return Who.CLIENT if group.number or len(group.ages) > 1 or speech.has(i, "@jongste") else None
        return self._beside(group, i)

    def _has_them(self, j: int, first: int) -> bool:
        return self.speech.has(j, "@heb") and self.speech.same(j, first) and self.speech.is_verb(j)

    def _of_others(self, last: int) -> bool:
        """Whether the words after them give them away: “twee kinderen van de buren”."""
        near = range(last + 2, last + 4)
        return self.speech.word(last + 1) in ("van", "bij") and any(self.speech.has(j, "@naaste", "@ander") for j in near)

    def _beside(self, group: _Group, i: int) -> Who | None:
        """Whose children they are that come along or stand loose: “met 2 kinderen”, “mevr, 3 ki”, “de jongste is 3”."""
        speech, first = self.speech, group.first
        starts = first == speech.clause(first)[0]
        before = first - 1 - speech.has(first - 1, "@bepaler")
        along = speech.has(before, "@met")
        if speech.same(before, first) and speech.has(before, "@voorzetsel") and not along:
            return None
        if not (starts or along or speech.has(first - 1, "@en") or speech.has(i, "@jongste") or speech.note):
            return None
        if not along and any(speech.has(j, "@gevraagd") for j in range(speech.clause(first)[0], first)):
            return None
        verbs = [j for j in speech.verbs(first) if j < first]
        if verbs and not speech.note:
            return speech.subject(verbs[0], range(first, i + 1))
        if starts and speech.verbs(first) and not speech.has(i, "@jongste"):
            return None
        return speech.about(first, range(first, i + 1))

    def parents(self) -> Iterator[Claim]:
        """“mama van 2”, “single mother of three”."""
        speech = self.speech
        for i, number in self.numbers.items():
            if not 1 < number <= _MOST or not speech.has(i - 1, "@van") or not speech.has(i - 2, "@ouderzelf"):
                continue
            somebodys = speech.has(i - 3, "@bepaler") and not speech.has(i - 3, "@een")
            if somebodys or speech.has(i + 1, "@jaar", "@eenheid"):
                continue
            verb = next((j for j in speech.verbs(i) if j < i and speech.has(j, "@ben")), None)
            if not speech.unreal({i - 2, i}, verb):
                who = speech.about(i, {i - 2}) if verb is None else speech.subject(verb, {i - 2})
                yield Claim(NUMBER, number, who, frozenset({i - 2, i - 1, i}))
