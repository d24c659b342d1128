"""What a person may be entitled to, from what is known of them: has, possible, unknown or unlikely, and why.

Pure: rules, facts and a day in, values out. Never more than *possible*, and never by default:

- ``has``: a sign that the person has the right already is confirmed; it goes before the rest.
- ``possible``: every condition is known and met, with amounts that are known and fresh enough, and no known gap decides.
- ``unlikely``: a condition is known and not met. ``unknown``: all else.

Only confirmed answers count. “Weet niet” and “wil niet zeggen” leave a condition unknown; what does not apply does not hold. A
judgement of a service (willing to work, means, need) may leave a right open, never close it. More answers never turn a right
that is decided; only ``has`` may still follow, when a sign that the person has it was not asked for.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sociaalhuis.conditions import Leaf
from sociaalhuis.facts import Facts
from sociaalhuis.rights import rules
from sociaalhuis.rights.bits import NOT_APPLICABLE, Masks, Values
from sociaalhuis.rights.parameters import Amount
from sociaalhuis.rights.program import Decided, Program, Telling, Working
from sociaalhuis.rights.rules import Book

KEPT_DAYS = 4


class Status(StrEnum):
    """How a right stands for a person. On screen: heeft al · mogelijk recht · nog te vragen · waarschijnlijk niet."""

    HAS = "has"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"
    UNLIKELY = "unlikely"


_STATUS: Mapping[Decided, Status] = {
    "has": Status.HAS,
    True: Status.POSSIBLE,
    None: Status.UNKNOWN,
    False: Status.UNLIKELY,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one right stands, with its working.

    ``decisive`` are the comparisons that settled it, each with whether it holds; ``not_applicable`` those of their facts that
    make no sense here. Of an unknown right: ``open`` the comparisons that could still settle it, ``missing`` the facts to ask,
    ``asks`` what only a person can find out, ``assessed`` the facts whose “nee” a service has to judge,
    ``uncertain_parameters`` the amounts that are unknown or too old to decide. ``signs`` are facts that would still tell that
    the person has it already. ``via`` are possible rights that would open this one; ``parameters`` the amounts in the
    comparisons above, with date and source.
    """

    right: str
    status: Status
    decisive: tuple[tuple[Leaf, bool], ...] = ()
    open: tuple[Leaf, ...] = ()
    missing: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    assessed: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    uncertain_parameters: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    parameters: Mapping[str, Amount] = field(default_factory=dict)


class Engine:
    """All rights of one book of rules. Keeps the compiled rules of the last few days; safe to share between threads."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.program = functools.lru_cache(KEPT_DAYS)(functools.partial(Program, book))
        """The compiled rules of a day: ``engine.program(day)``."""

    def status(self, facts: Facts, day: date) -> dict[str, Status]:
        """The status of every right on that day, by slug in the order of the book. The fast way: no reasons."""
        program = self.program(day)
        decided = program.all_decided(program.read(program.values(facts)))
        return dict(zip(program.slugs, map(_STATUS.__getitem__, decided), strict=True))

    def possible(self, facts: Facts, day: date) -> list[str]:
        """The rights whose status is possible on that day, in the order of the book. The fastest way: for very many people."""
        program = self.program(day)
        return [program.slugs[place] for place in program.possible(program.read(program.values(facts)))]

    def check(self, facts: Facts, day: date) -> dict[str, Outcome]:
        """The status of every right with its working, by slug in the order of the book."""
        return self.person(facts, day).outcomes()

    def person(self, facts: Facts, day: date) -> "Person":
        """One person on one day, to look at the rights and at what an answer would change."""
        return Person(self.program(day), facts)


@functools.cache
def shipped() -> Engine:
    """The engine on the rules that ship with the program; made once, in about a fifth of a second."""
    return Engine(rules.shipped())


class Person:
    """What is known of one person against the rules of one day. Never changes."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self.program = program
        self._values: Values = program.values(facts)
        self._masks: Masks = program.read(self._values)
        self._decided: list[Decided] = program.all_decided(self._masks)

    def statuses(self) -> dict[str, Status]:
        """The status of every right by slug."""
        return dict(zip(self.program.slugs, map(_STATUS.__getitem__, self._decided), strict=True))

    def open_facts(self) -> dict[str, tuple[str, ...]]:
        """The facts whose answer can still change a right, each with those rights. What was answered “weet niet” stays in."""
        found: dict[str, dict[str, None]] = {}
        for place, slug in enumerate(self.program.slugs):
            for working in self.program.telling(self._open_bits(place)).workings:
                for fact in self._unknown(working):
                    found.setdefault(fact, {})[slug] = None
        return {fact: tuple(rights) for fact, rights in found.items()}

    def outcomes(self) -> dict[str, Outcome]:
        """The status of every right with its working, by slug."""
        via = self._opened()
        return {slug: self._outcome(place, via.get(place, ())) for place, slug in enumerate(self.program.slugs)}

    def _open_bits(self, place: int) -> int:
        """What can still change a right: its open conditions while unknown, and the signs of having it while not settled."""
        decided = self._decided[place]
        if decided == "has" or decided is False:
            return 0
        signs = self.program.already[place] & ~(self._masks[0] | self._masks[1])
        return signs if decided else signs | self.program.conditions[place].trace(*self._masks)[1]

    def _unknown(self, working: Working) -> Sequence[str]:
        """The facts to ask for an open comparison: the unknown ones, else one that was answered too widely (or “onbekend”)."""
        if working.hopeless:
            return ()
        unknown = [fact for fact in working.facts if fact not in self._values]
        if unknown or working.doubtful:
            return unknown
        return working.facts[:1] if isinstance(self._values[working.leaf.fact], tuple | str) else ()

    def _outcome(self, place: int, via: tuple[str, ...]) -> Outcome:
        slug, already, (true, false) = self.program.slugs[place], self.program.already[place], self._masks
        if already & true:
            return Outcome(slug, Status.HAS, _held(self.program.telling(already & true), True))
        truth, mask = self.program.conditions[place].trace(true, false)
        telling = self.program.telling(mask)
        if truth is None:
            return self._unsettled(slug, telling, via)
        signs = self.program.telling(already & ~(true | false)).workings if truth and already else ()
        return Outcome(
            slug,
            _STATUS[truth],
            decisive=_held(telling, truth),
            not_applicable=tuple(dict.fromkeys(one.fact for one in telling.leaves if self._values[one.fact] is NOT_APPLICABLE)),
            signs=tuple(one.leaf.fact for one in signs),
            via=via,
            parameters=telling.amounts,
        )

    def _unsettled(self, slug: str, telling: Telling, via: tuple[str, ...]) -> Outcome:
        missing, assessed, uncertain = dict[str, None](), dict[str, None](), dict[str, None]()
        for one in telling.workings:
            unknown = self._unknown(one)
            for fact in unknown:
                missing[fact] = None
            if not unknown:
                for name in one.doubtful:
                    uncertain[name] = None
                if self._values.get(one.leaf.fact) is False:
                    assessed[one.leaf.fact] = None
        return Outcome(
            slug,
            Status.UNKNOWN,
            open=telling.leaves,
            missing=tuple(missing),
            asks=telling.asks,
            assessed=tuple(assessed),
            uncertain_parameters=tuple(uncertain),
            via=via,
            parameters=telling.amounts,
        )

    def _opened(self) -> dict[int, tuple[str, ...]]:
        """Which possible rights would open which others (by place): the cascade, each possible right taken alone."""
        found: dict[int, tuple[str, ...]] = {}
        for place, decided in enumerate(self._decided):
            if decided is True and self.program.opens[place]:
                for other in self._follow(place):
                    found[other] = (*found.get(other, ()), self.program.slugs[place])
        return found

    def _follow(self, first: int) -> list[int]:
        """What becomes possible when this right is granted, and when what follows from that is granted too."""
        values, masks = dict(self._values), self._masks
        granted, todo = {first}, [first]
        while todo:
            now = todo.pop()
            for fact, value in self.program.opens[now]:
                values[fact] = value
                masks = self.program.reread(values, masks, fact)
                for other in self.program.users.get(fact, ()):
                    fresh = other not in granted and self._decided[other] in (None, False)
                    if fresh and self.program.decided(other, masks) is True:
                        granted.add(other)
                        todo.append(other)
        return sorted(granted - {first})


def _held(telling: Telling, truth: bool) -> tuple[tuple[Leaf, bool], ...]:
    """The comparisons with whether they hold: one that a rule turns round holds when the rule's bit does not."""
    return tuple((one.leaf, truth is not one.negated) for one in telling.workings)
