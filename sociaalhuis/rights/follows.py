"""What follows from answers: facts that make no sense any more, facts that are known without asking, and clashes.

The rules are data (resources/rights/follows.yaml). A screen or an interview lets them speak between two questions, so that one
“geen kinderen” closes a whole block; the status of a right on given facts alone does without them. What follows is never
stored: it is worked out again from the answers.
"""

import functools
from collections.abc import Container
from dataclasses import dataclass

from sociaalhuis.conditions import AtLeast, Condition, Leaf, Not, check
from sociaalhuis.facts import Answer, Facts, Standing, Value, vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import grammar, sheet
from sociaalhuis.rights.grammar import Names
from sociaalhuis.rights.rules import FOLLOWS, leaves

SOURCE = "follows"
_NOTHING = (None, False, 0, "geen", "geen_opvang")


@dataclass(frozen=True, slots=True)
class Gate:
    """These facts make sense only when the condition holds."""

    facts: tuple[str, ...]
    when: Condition


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact that is known as soon as the condition holds."""

    fact: str
    value: Value
    when: Condition


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers that cannot both be: ``fact`` was answered although ``because`` says that it makes no sense."""

    fact: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """All gates and derived facts."""

    gates: tuple[Gate, ...]
    derived: tuple[Derived, ...]

    def settle(self, facts: Facts) -> Facts:
        """The facts with what follows from them. An answer that somebody gave stays as it is."""
        found: dict[str, Answer] = {}
        for one in self.derived:
            if _open(facts, one.fact) and one.fact not in found and check(one.when, facts).truth:
                found[one.fact] = Answer(one.value, Standing.CONFIRMED, SOURCE)
        known = facts.having(**found)
        absent = Answer(None, Standing.NOT_APPLICABLE, SOURCE)
        return known.having(**{fact: absent for fact in self._shut(known) if _open(known, fact)})

    def closed(self, facts: Facts) -> frozenset[str]:
        """The facts that make no sense with these answers, whether or not somebody answered them."""
        return frozenset(self._shut(facts))

    def clashes(self, facts: Facts) -> tuple[Clash, ...]:
        """The answers that contradict each other, to ask “wat klopt vandaag?”. No or 0 to what makes no sense is fine."""
        shut = self._shut(facts).items()
        found = [Clash(fact, because) for fact, because in shut if facts.confirmed(fact) not in _NOTHING]
        for one in self.derived:
            told = facts.confirmed(one.fact)
            if (
                told is not None
                and check(one.when, facts).truth
                and told != one.value
                and _same_fact_says_more(self, one, facts)
            ):
                found.append(Clash(one.fact, tuple(leaf.fact for leaf in leaves(one.when))))
        return tuple(dict.fromkeys(found))

    def _shut(self, facts: Facts) -> dict[str, tuple[str, ...]]:
        """The facts that make no sense, each with the answers that say so. A closed gate closes what lies behind it too."""
        shut: dict[str, tuple[str, ...]] = {}
        for gate in self.gates:
            if _truth(gate.when, facts, shut) is False:
                seen = [(one.fact,) if _told(facts, one.fact) else shut.get(one.fact, ()) for one in leaves(gate.when)]
                because = tuple(dict.fromkeys(fact for each in seen for fact in each))
                for fact in gate.facts:
                    shut.setdefault(fact, because)
        return shut


def _truth(one: Condition, facts: Facts, shut: Container[str]) -> bool | None:
    """Whether a condition holds, where what makes no sense does not hold; None when it is not known."""
    match one:
        case Not(part):
            inner = _truth(part, facts, shut)
            return None if inner is None else not inner
        case AtLeast(count, parts):
            truths = [_truth(part, facts, shut) for part in parts]
            failed = truths.count(False)
            return True if truths.count(True) >= count else False if failed > len(parts) - count else None
        case Leaf(fact) if not _told(facts, fact) and (fact in shut or _absent(facts, fact)):
            return False
        case _:
            return check(one, facts).truth


def _told(facts: Facts, fact: str) -> bool:
    return facts.confirmed(fact) is not None


def _absent(facts: Facts, fact: str) -> bool:
    return fact in facts and facts[fact].standing is Standing.NOT_APPLICABLE


def _same_fact_says_more(following: Following, one: Derived, facts: Facts) -> bool:
    """Whether the first row for this fact that holds is this one: rows after it do not speak."""
    return next(row for row in following.derived if row.fact == one.fact and check(row.when, facts).truth) is one


def _open(facts: Facts, fact: str) -> bool:
    answer = facts.get(fact)
    return answer is None or answer.standing in (Standing.UNKNOWN, Standing.REFUSED)


@functools.cache
def shipped() -> Following:
    """What follows from what, as it ships with the program."""
    return parse(resource("rights", FOLLOWS).read_text("utf-8"))


def parse(text: str) -> Following:
    """Gates and derived facts from their file. Raises BadRules with file and line."""
    facts = vocabulary()
    fields = sheet.read(text, FOLLOWS).fields(("only_when", "known_when"))
    return Following(
        tuple(_gate(one, Names(facts)) for one in fields["only_when"].items()),
        tuple(_derived(one, Names(facts)) for one in fields["known_when"].items()),
    )


def _gate(spot: sheet.Spot, names: Names) -> Gate:
    fields = spot.fields(("when", "facts"))
    found = tuple(one.words() for one in fields["facts"].items())
    for fact in found:
        if fact not in names.facts:
            raise fields["facts"].wrong(f"the fact “{fact}” does not exist")
    return Gate(found, grammar.condition(fields["when"], names))


def _derived(spot: sheet.Spot, names: Names) -> Derived:
    fields = spot.fields(("fact", "when"))
    found = grammar.condition(fields["fact"], names)
    if not isinstance(found, Leaf) or found.operator != "eq" or not isinstance(found.value, bool | int | float | str):
        raise fields["fact"].wrong("one fact with one value follows")
    return Derived(found.fact, found.value, grammar.condition(fields["when"], names))
